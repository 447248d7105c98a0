import { tokensIn } from '../../core/credential'
import type { Change, Place } from '../../core/fact'
import type { Edit } from '../../core/fix'
import type { Span } from '../../core/span'
import type * as facts from './facts'
import { children, constantText, type Expression, type HclNode, type Template } from './hcl/tree'
import type { Model } from './model'
import { Node } from './node'
import { replaceOrigin } from './place'
import { addressOf } from './references'
import { isSecretName } from './secret-names'
import { lineOf, tokenOf } from './source'
import type { SourceFile } from './value'

const withPassword = /\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s:/@"'$%{}]{1,100}:[^\s:/@"'${}]{3,200}@[\w.-]/i

/** What documentation shows for a secret. */
const isPlaceholder = (text: string): boolean => /example|changeme|change_me|placeholder|dummy|redacted|your[-_ ]?|xxxx|<[^>]+>|\*{3,}|replace[-_ ]?me|not[-_ ]?a[-_ ]?secret|todo/i.test(text)
/** What a secret-sounding name may hold that is none: nothing, a path, a URL, an ARN, a word of a setting. */
const isHarmless = (text: string): boolean => text.trim() === '' || text.length < 4 || /^(?:arn:|\/|\.{1,2}\/|~\/|https?:\/\/|[a-z]+:\/\/|true$|false$|none$|null$|default$|enabled$|disabled$|required$|optional$|plaintext$|managed$|auto$|\d{1,3}$|AES|RSA|SCRAM|PLAIN)/i.test(text) || /^\{\{.*\}\}$|^\$\{.*\}$/.test(text) || /^(?:[a-z]+[-_.]){2,}[a-z]+$/.test(text)

/** The kind of credential that a text holds, and where in it. */
export function formatOf(text: string): { readonly name: string; readonly span: Span } | null {
  for (const { kind, value, span } of tokensIn(text)) if (!isPlaceholder(value)) return { name: kind, span }
  const match = withPassword.exec(text)
  if (match && !isPlaceholder(match[0])) return { name: 'password in a URL', span: [match.index, match.index + match[0].length] }
  return null
}

class SecretNode extends Node implements facts.Secret {
  readonly subject: string
  readonly damaged = false
  constructor(model: Model, readonly file: SourceFile, readonly expression: Template, readonly name: string, readonly format: string | null, readonly isNamed: boolean, readonly block: string, readonly type: string | null, readonly address: string, private readonly span: Span) {
    super(model, 'terraform.Secret')
    this.subject = `${address}/${name}`
  }
  get path(): string { return this.file.path }
  locate(): Place { return { path: this.path, span: this.span, missing: false } }
  edit(change: Change): readonly Edit[] | null { return change.kind === 'replace' ? replaceOrigin({ file: this.file, span: this.expression.span, expression: this.expression }, change.text) : null }
}

/** The literals of a module and its tfvars that look like secrets. */
export function* secretsOf(model: Model): Generator<SecretNode> {
  for (const section of model.source.sections()) {
    const type = section.block!.type
    yield* within(model, section.file, section.body, '', { block: type === 'terraform' ? 'backend' : type, type: section.labels[0] && (type === 'resource' || type === 'data' || type === 'provider') ? section.labels[0] : null, address: addressOf(section), of: section.labels.at(-1) ?? '' })
  }
  for (const { file } of model.variablesFiles) yield* within(model, file, file.hcl.body, '', { block: 'tfvars', type: null, address: 'tfvars', of: '' })
}

interface Where { readonly block: string; readonly type: string | null; readonly address: string; readonly of: string }

/** Names that hold words about a thing, and never the thing. */
const described: ReadonlySet<string> = new Set(['description', 'error_message', 'condition', 'type', 'source', 'version', 'depends_on'])

function* within(model: Model, file: SourceFile, root: HclNode, named: string, where: Where): Generator<SecretNode> {
  const stack: { readonly node: HclNode; readonly name: string }[] = [{ node: root, name: named }]
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { node, name } = top
    if (node.kind === 'template') {
      const found = secretIn(file, node, name, where)
      if (found) yield new SecretNode(model, file, node, name, found.format, found.isNamed, where.block, where.type, where.address, found.span)
      for (const part of node.parts) if (part.kind !== 'text') stack.push({ node: part, name: '' })
      continue
    }
    if (node.kind === 'attribute') { stack.push({ node: node.value, name: where.block === 'variable' && node.name === 'default' ? where.of : node.name }); continue }
    if (node.kind === 'objectItem') { stack.push({ node: node.value, name: node.name ?? name }); continue }
    if (node.kind === 'call' || node.kind === 'binary' || node.kind === 'index') { for (const child of children(node)) stack.push({ node: child, name: '' }); continue }
    if (node.kind === 'conditional') { stack.push({ node: node.condition, name: '' }, { node: node.then, name }, { node: node.otherwise, name }); continue }
    const inner = children(node)
    for (let i = inner.length - 1; i >= 0; i--) stack.push({ node: inner[i]!, name })
    if (node.kind === 'object') {
      // `{ name = "DB_PASSWORD", value = "…" }`: the pair names its value.
      const label = node.items.find((item) => item.name === 'name'), text = label && constantText(label.value), value = node.items.find((item) => item.name === 'value')
      if (text && value && isSecretName(text)) { stack.splice(stack.findIndex((one) => one.node === value), 1); stack.push({ node: value.value, name: text }) }
    }
  }
}

function secretIn(file: SourceFile, expression: Template, name: string, where: Where): { readonly format: string | null; readonly isNamed: boolean; readonly span: Span } | null {
  if (described.has(name) && where.block !== 'tfvars') return null
  const isNamed = isSecretName(name)
  for (const part of expression.parts) {
    if (part.kind !== 'text' || part.value.length < 8) continue
    const found = formatOf(part.value)
    if (!found) continue
    const source = file.hcl.text.slice(...part.span), at = source.indexOf(part.value.slice(...found.span))
    const inside = at >= 0 ? lineOf(file.hcl.text, [part.span[0] + at, part.span[0] + at + found.span[1] - found.span[0]]) : tokenOf(file, expression)
    return { format: found.name, isNamed, span: expression.heredoc ? inside : tokenOf(file, expression) }
  }
  if (!isNamed) return null
  const text = constantText(expression as Expression)
  return text === null || isHarmless(text) || isPlaceholder(text) ? null : { format: null, isNamed, span: tokenOf(file, expression) }
}
