import type { Change, Fact, Place } from '../../core/fact'
import type { Edit } from '../../core/fix'
import { nearest } from '../../core/nearest'
import type { Span } from '../../core/span'
import { isKnown, Unknown, type List, type Maybe } from '../../core/value'
import { scopeOf } from './evaluate'
import type * as facts from './facts'
import { functions, templateNames } from './functions'
import { children, type Comment as HclComment, constantText, type Expression, type HclNode, type ObjectItem } from './hcl/tree'
import { remove, renderHcl, type Value as Literal } from './hcl/edit'
import { unformattedIn } from './layout'
import type { Model } from './model'
import { Node } from './node'
import { addressOf, usesIn, type Use } from './references'
import { insertAfter } from './place'
import { folderOf, joinPath, lineOf, nameOf, Section, testFilesOf, tokenOf, traversalText } from './source'
import { formatOf } from './secrets'
import { isSecretName } from './secret-names'
import { evaluate } from './evaluate'
import { asText, type SourceFile } from './value'

/** The facts about single expressions of a module. */
export function* syntaxFacts(model: Model): Generator<Fact> {
  for (const use of model.references.all) yield new ReferenceNode(model, use)
  for (const section of model.source.sections()) {
    yield* namesOf(model, section)
    yield* expressionsOf(model, section)
  }
  for (const file of model.source.files) {
    const at = unformattedIn(file)
    if (at) yield new ExpressionNode(model, file, at, at, 'unformatted', null, 'layout')
  }
  yield* testReferences(model)
  for (const file of model.source.files) if (file.hcl.syntax === 'json') {
    const { text } = file.hcl, start = text.search(/[^\s\uFEFF]/), end = text.trimEnd().length
    if (text[start] !== '[') continue
    const blocks = file.hcl.body.items.length, [, inner] = /^\[\s*(\{[\s\S]*\})\s*\]$/.exec(text.slice(start, end)) ?? []
    yield new ExpressionNode(model, file, [start, start + 1], [start, end], 'json-root-array', inner !== undefined && blocks && isOneObject(inner) ? inner : null, 'file')
  }
  for (const file of model.source.files) for (const comment of file.hcl.comments) yield new CommentNode(model, file, comment)
}

/** Names that hold capitals, hyphens or doubled underscores. */
function* namesOf(model: Model, section: Section): Generator<Fact> {
  const { file } = section, label = section.block!.labels.at(-1), type = section.block!.type, owner = addressOf(section)
  const make = (span: Span): ExpressionNode => new ExpressionNode(model, file, span, span, 'mixed-name', null, owner)
  if (type === 'locals') { for (const entry of section.attributes()) if (!snakeCase.test(entry.attribute.name)) yield make(entry.attribute.nameSpan) }
  else if (label && named.has(type) && !snakeCase.test(label.text)) yield make(label.span)
}

const snakeCase = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/
const named: ReadonlySet<string> = new Set(['resource', 'data', 'ephemeral', 'module', 'variable', 'output', 'check'])

class CommentNode extends Node implements facts.Comment {
  readonly damaged = false
  constructor(model: Model, private readonly file: SourceFile, private readonly comment: HclComment) { super(model, 'terraform.Comment') }
  get path(): string { return this.file.path }
  get style(): facts.Comment['style'] { return this.comment.style }
  get subject(): string { return this.file.hcl.text.slice(...this.comment.span).slice(0, 100) }
  locate(): Place { return { path: this.path, span: [this.comment.span[0], this.comment.span[0] + this.style.length], missing: false } }
  edit(change: Change): readonly Edit[] | null {
    if (change.kind !== 'replace') return null
    const { span } = this.comment
    return [{ path: this.path, span: [span[0], span[0] + this.style.length], text: change.text }]
  }
}

const isOneObject = (text: string): boolean => { try { return typeof JSON.parse(text) === 'object' } catch { return false } }

class ReferenceNode extends Node implements facts.Reference {
  constructor(model: Model, protected readonly use: Use) { super(model, 'terraform.Reference') }
  get path(): string { return this.use.file.path }
  get subject(): string { return `${this.use.owner}/${this.use.address}` }
  get damaged(): boolean { return this.model.isDamaged }
  get target(): facts.Reference['target'] { return this.use.target }
  get address(): string { return this.use.address }
  get name(): string { return this.use.name }
  get isDeclared(): Maybe<boolean> {
    const { source } = this.model
    const found = this.target === 'var' ? source.variables.has(this.name) : this.target === 'local' ? source.locals.has(this.name) : this.target === 'module' ? source.calls.has(this.name) : source.resources.has(this.address)
    return found || this.model.unread(this.address)
  }
  private get child(): Model['source'] | null {
    const call = this.target === 'module' ? this.model.calls.find((one) => one.name === this.name) : undefined, dir = call?.dir ?? null
    const source = dir === null ? null : this.model.instance.loader.source(dir)
    return source?.files.length ? source : null
  }
  get output(): string | null { return this.target === 'module' ? this.use.attribute?.name ?? null : null }
  get isOutputDeclared(): Maybe<boolean> {
    const { output, child } = this
    return output === null ? true : child ? child.outputs.has(output) || (child.files.some((file) => file.hcl.errors.length) ? new Unknown(output) : false) : new Unknown(`module.${this.name}.${output}`)
  }
  get suggestion(): string | null {
    const { source } = this.model
    if (this.isDeclared === true) return this.output !== null && this.child ? nearest(this.output, this.child.outputs.keys()) : null
    if (this.target === 'var') return nearest(this.name, source.variables.keys())
    if (this.target === 'local') return nearest(this.name, source.locals.keys())
    if (this.target === 'module') return nearest(this.name, source.calls.keys())
    const type = this.address.slice(0, -this.name.length)
    return nearest(this.name, [...source.resources.keys()].filter((address) => address.startsWith(type)).map((address) => address.slice(type.length)))
  }
  get cycle(): string | null { return this.model.cycles.get(this.use)?.join(', ') ?? null }
  get inferredType(): string {
    const { name, use } = this, { text } = use.file.hcl, before = text.slice(Math.max(0, use.span[0] - 40), use.span[0]), after = text.slice(use.span[1], use.span[1] + 40)
    if (/!\s*$/.test(before) || /^\s*(?:\?|&&|\|\|)/.test(after) || /(?:&&|\|\|)\s*$/.test(before) || /^(?:is|has|enable|enabled|create|use|with|skip)(?:_|$)|_enabled$/.test(name)) return 'bool'
    if (/\bin\s+$/.test(before) || use.under === 'for_each' || use.attribute) return 'any'
    if (use.under === 'count' || /(?:^|_)(?:count|size|port|days|ttl|timeout|number|capacity)$/.test(name)) return 'number'
    if (/(?:^|_)(?:tags|labels)$/.test(name)) return 'map(string)'
    if (/^\s*\[/.test(after) || /(?:^|_)(?:ids|arns|names|cidrs|blocks|zones|azs|subnets|groups)$/.test(name)) return 'list(string)'
    return 'string'
  }
  get declaration(): string { return `variable "${this.name}" {\n  type = ${this.inferredType}\n}` }
  private spanOf(path: string): Span { return path === 'name' ? this.use.nameSpan : path === 'output' && this.use.attribute ? this.use.attribute.span : lineOf(this.use.file.hcl.text, this.use.span) }
  locate(path: string): Place { return { path: this.path, span: this.spanOf(path), missing: false } }
  edit(change: Change): readonly Edit[] | null {
    if (change.kind === 'insert' && change.path === 'declaration' && typeof change.value === 'object' && change.value !== null && 'raw' in change.value) {
      const file = this.model.source.files.find((one) => nameOf(one.path) === 'variables.tf') ?? this.use.file
      return file.hcl.syntax === 'json' ? null : insertAfter(file, file.hcl.text.trimEnd().length, String(change.value.raw))
    }
    return change.kind === 'replace' ? [{ path: this.path, span: this.spanOf(change.path), text: change.text }] : null
  }
}

/** A reference in an assertion of a test, which speaks of the module, of the test's own variables and of runs before it. */
class TestReferenceNode extends ReferenceNode {
  constructor(model: Model, use: Use, private readonly variables: ReadonlySet<string>) { super(model, use) }
  override get isDeclared(): Maybe<boolean> { return this.target === 'var' && this.variables.has(this.name) ? true : super.isDeclared }
  override edit(change: Change): readonly Edit[] | null { return change.kind === 'insert' ? null : super.edit(change) }
}

/** What the assertions of a module's tests read. Runs that test another module are left alone. */
function* testReferences(model: Model): Generator<Fact> {
  for (const file of testFilesOf(model.source.dir, model.environment)) {
    const sections = file.hcl.body.items.flatMap((item) => item.kind === 'block' ? [new Section(file, item, item.body)] : [])
    const own = sections.filter((section) => section.block!.type === 'variables').flatMap((section) => [...section.attributes()].map(({ attribute }) => attribute.name))
    for (const run of sections) {
      if (run.block!.type !== 'run' || run.blocks('module').length) continue
      const variables = new Set([...own, ...run.blocks('variables').flatMap((section) => [...section.attributes()].map(({ attribute }) => attribute.name))])
      for (const assert of run.blocks('assert')) for (const { attribute } of assert.attributes()) {
        for (const use of usesIn(attribute.value, file, addressOf(run), 'assert', new Set())) {
          if (use.target !== 'resource' || !/^(?:run|output|ephemeral)\./.test(use.address)) yield new TestReferenceNode(model, use, variables)
        }
      }
    }
  }
}

/** Functions whose first argument is the path of a file. */
const fileFunctions = /^(?:file|templatefile|filebase64\w*|filemd5|filesha\w+)$/
/** Is a text of the kind that a generator makes: long, of one alphabet, without order? */
function looksRandom(text: string): boolean {
  if (text.length < 20 || text.length > 200 || (text.match(/\d/g) ?? []).length < 3 || !/[A-Za-z]/.test(text)) return false
  const isHex = /^[0-9a-f]{32,}$/i.test(text)
  if (!isHex && !(/^[A-Za-z0-9+/_-]{20,}={0,2}$/.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text)) || /^(?:[A-Za-z]+[-_/])+[A-Za-z0-9]*$/.test(text)) return false
  const counts = new Map<string, number>()
  for (const c of text) counts.set(c, (counts.get(c) ?? 0) + 1)
  const entropy = [...counts.values()].reduce((sum, count) => sum - count / text.length * Math.log2(count / text.length), 0)
  return entropy > (isHex ? 3 : 4.2)
}

/** A path that leads to something on one machine only: a home folder, a drive, a checkout under the root. */
const isAbsolute = (path: string): boolean => /^(?:\/(?!\/)|~[/\\]|[A-Za-z]:[/\\])/.test(path)
/** Is a resource made by `count = condition ? 1 : 0`, so that its first instance may be missing? */
function isOptional(model: Model, address: string): boolean {
  const count = model.source.resources.get(address)?.[0]?.attribute('count')?.attribute.value
  if (count?.kind !== 'conditional') return false
  const { then, otherwise } = count
  return then.kind === 'literal' && otherwise.kind === 'literal' && (then.value === 0 || otherwise.value === 0)
}

/** A variable of type bool that is never null, so that it is its own comparison with true. */
function isPlainFlag(model: Model, expression: Expression): boolean {
  if (expression.kind !== 'getAttribute' || expression.target.kind !== 'variable' || expression.target.name !== 'var') return false
  const variable = model.variables.find((one) => one.name === expression.name)
  return variable?.type === 'bool' && (!variable.hasDefault || typeof variable.default === 'boolean')
}

/** Does an expression depend on anything but itself? */
function mentionsAnything(expression: Expression): boolean {
  const stack: HclNode[] = [expression]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.kind === 'variable' || node.kind === 'missing' || node.kind === 'call' && /^(?:plan)?timestamp$/.test(node.name)) return true
    stack.push(...children(node))
  }
  return false
}

/** The object or list that a text is in JSON. */
function jsonOf(text: string): unknown {
  if (!/^\s*[[{]/.test(text) || text.length > 20_000) return undefined
  try { return JSON.parse(text) } catch { return undefined }
}

/** May an index follow it without parentheses? */
const isPrimary = (node: Expression): boolean => node.kind === 'variable' || node.kind === 'getAttribute' || node.kind === 'index' || node.kind === 'call' || node.kind === 'parentheses' || node.kind === 'object'
/** Arguments of Terraform's own whose value is a reference. */
const isReferenceArgument = (block: string, under: string, attribute: string): boolean => attribute === 'ignore_changes' ? under === 'lifecycle' && block === 'resource'
  : under === attribute && (attribute === 'depends_on' || attribute === 'provider' && (block === 'resource' || block === 'data') || attribute === 'providers' && block === 'module')
/** Files of these kinds are all in the workspace, if they are there. */
const handWritten = /\.(?:tftpl|tmpl|j2|sh|bash|ps1|py|sql|txt|conf|cfg|ini|toml|xml|service|md|html|vtl|graphql|rego)$/
const alwaysRead = /\.(?:json|ya?ml|tpl|hcl)$/

class CallExpressionNode extends Node implements facts.Call {
  readonly damaged = false
  constructor(model: Model, private readonly file_: SourceFile, private readonly expression: Expression & { kind: 'call' }, private readonly owner: string, readonly argument: string, readonly isGuarded: boolean) { super(model, 'terraform.Call') }
  get path(): string { return this.file_.path }
  get subject(): string { return `${this.owner}/${this.name}()` }
  get name(): string { return this.expression.name }
  get argumentCount(): number { return this.expression.arguments.length }
  get resource(): facts.Resource | null { return this.model.resourceAt(this.owner) }
  get module(): facts.Module { return this.model.module }
  get suggestion(): string | null { return this.isKnown ? null : nearest(this.name, Object.keys(functions), 2) }
  get expectedArguments(): string | null {
    const known = Object.hasOwn(functions, this.name) ? functions[this.name]! : null, { arguments: given, expand } = this.expression
    if (!known || (expand ? given.length - 1 <= known.most : given.length >= known.least && given.length <= known.most) || this.expression.close === null || given.some((one) => one.kind === 'missing')) return null
    const count = (n: number): string => `${n === 0 ? 'no' : n} argument${n === 1 ? '' : 's'}`
    return known.least === known.most ? count(known.least) : known.most === Infinity || given.length < known.least ? `at least ${count(known.least)}` : `at most ${count(known.most)}`
  }
  get replacement(): string | null {
    const { arguments: given, expand } = this.expression, written = given.map((one) => this.file_.hcl.text.slice(...one.span))
    if (expand || written.some((one) => one.includes('\n'))) return null
    if (this.name === 'list') return `[${written.join(', ')}]`
    return this.name === 'map' && written.length % 2 === 0 && written.length ? `{ ${Array.from({ length: written.length / 2 }, (_, i) => `${/^"[A-Za-z_][\w-]*"$/.test(written[2 * i]!) || /^"[^"$%]*"$/.test(written[2 * i]!) ? written[2 * i] : `(${written[2 * i]})`} = ${written[2 * i + 1]}`).join(', ')} }` : null
  }
  get missingVariables(): List<string> {
    const [path, variables] = this.expression.arguments
    if (this.name !== 'templatefile' || !path || !variables) return []
    return this.once('missing', () => {
      const { file } = this, content = typeof file === 'string' ? this.model.instance.fileText(file) : null
      const given = evaluate(variables, scopeOf(this.file_), this.model.instance)
      if (typeof content !== 'string' || given.kind !== 'map' || given.open) return []
      return templateNames(content).filter((name) => !given.entries.has(name))
    })
  }
  get isKnown(): boolean { return this.name.includes('::') ? !/^core::/.test(this.name) || Object.hasOwn(functions, this.name.slice(6)) : Object.hasOwn(functions, this.name) }
  get file(): Maybe<string | null> {
    const [first] = this.expression.arguments
    if (!fileFunctions.test(this.name) || !first) return null
    const value = evaluate(first, scopeOf(this.file_), this.model.instance)
    return value.kind === 'string' ? value.value : new Unknown(value.kind === 'unknown' ? value.source : '…')
  }
  get isFileFound(): Maybe<boolean> {
    const { file, model } = this
    if (file === null) return true
    if (typeof file !== 'string') return file
    if (model.instance.fileText(file) !== undefined) return true
    const full = joinPath('', file)
    if (full === null || file.startsWith('/') || this.isWorkingDirectoryRelative) return new Unknown(file)
    if (alwaysRead.test(file)) return model.environment.list(folderOf(full)).includes(full)
    const names = handWritten.test(file) ? model.environment.names(folderOf(full)) : new Unknown(file)
    return isKnown(names) ? names.includes(nameOf(full)) : names
  }
  get isWorkingDirectoryRelative(): boolean {
    const [first] = this.expression.arguments, text = first && constantText(first)
    return fileFunctions.test(this.name) && typeof text === 'string' && !/^(?:\/|~|[A-Za-z]:)/.test(text)
  }
  get moduleRelative(): string | null {
    const [first] = this.expression.arguments
    if (!this.isWorkingDirectoryRelative || !first) return null
    const source = this.file_.hcl.text.slice(...first.span)
    return this.file_.hcl.syntax === 'native' && /^"[^"\r\n]*"$/.test(source) ? `"\${path.module}/${source.slice(1).replace(/^(?:\.\/)+/, '')}` : null
  }
  locate(path: string): Place {
    const [first, second] = this.expression.arguments
    if (path === 'variables' && second) return { path: this.path, span: tokenOf(this.file_, second), missing: false }
    return { path: this.path, span: path === 'file' && first ? tokenOf(this.file_, first) : this.expression.nameSpan, missing: false }
  }
  edit(change: Change): readonly Edit[] | null {
    const [first] = this.expression.arguments
    if (change.kind === 'set' && change.path === 'expression') return [{ path: this.path, span: this.expression.span, text: String(change.value) }]
    if (change.kind !== 'replace') return null
    return [{ path: this.path, span: change.path === 'file' && first ? first.span : change.path === 'name' ? this.expression.nameSpan : this.expression.span, text: change.text }]
  }
}

class ExpressionNode extends Node implements facts.Expression {
  readonly damaged = false
  constructor(model: Model, private readonly file: SourceFile, private readonly span: Span, private readonly whole: Span, readonly form: facts.Expression['form'], readonly replacement: string | null, private readonly owner: string, readonly key: string | null = null, private readonly earlier: ObjectItem | null = null) { super(model, 'terraform.Expression') }
  get path(): string { return this.file.path }
  get subject(): string { return `${this.owner}/${this.source.slice(0, 100)}` }
  get source(): string { return this.file.hcl.text.slice(...this.whole) }
  get module(): facts.Module { return this.model.module }
  locate(): Place { return { path: this.path, span: lineOf(this.file.hcl.text, this.span), missing: false } }
  edit(change: Change): readonly Edit[] | null {
    if (change.kind === 'remove') return this.earlier && remove(this.file.hcl, this.earlier).map(({ span, text }) => ({ path: this.path, span, text }))
    return change.kind === 'replace' ? [{ path: this.path, span: this.whole, text: change.text }] : null
  }
}

/** A key that is computed; null where it is unknown, or secret. */
function keyOf(model: Model, file: SourceFile, item: ObjectItem): string | null {
  const value = evaluate(item.key, scopeOf(file), model.instance), key = asText(value)
  if (key?.kind !== 'string') return null
  const isSensitive = [...usesIn(item.key, file, '', '', new Set())].some((use) => use.target === 'var' && model.variables.some((one) => one.name === use.name && one.isSensitive !== false))
  return isSensitive ? null : key.value
}

function* expressionsOf(model: Model, section: Section): Generator<Fact> {
  const { file } = section, owner = addressOf(section), { text, syntax } = file.hcl
  const make = (node: HclNode, form: facts.Expression['form'], replacement: string | null, span: Span = node.span, whole: Span = node.span): ExpressionNode => new ExpressionNode(model, file, span, whole, form, replacement, owner)
  const source = (node: HclNode): string => text.slice(...node.span)
  const stack: { readonly node: HclNode; readonly isKey: boolean; readonly attribute: string; readonly under: string; readonly within?: string; readonly isGuarded?: boolean; readonly guarded?: boolean }[] = [{ node: section.body, isKey: false, attribute: '', under: '', isGuarded: section.attribute('count') !== null || section.attribute('for_each') !== null }]
  const { type } = section.block!
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { node, isKey, attribute, under, within } = top, guarded = top.guarded || node.kind === 'call' && (node.name === 'try' || node.name === 'can') || node.kind === 'conditional' && source(node.condition).includes('fileexists('), isGuarded = top.isGuarded || node.kind === 'conditional' || node.kind === 'for' || node.kind === 'call' && /^(?:try|can)$/.test(node.name)
    switch (node.kind) {
      case 'call': {
        // Type constraints look like calls.
        if (attribute === 'type' && type === 'variable') break
        yield new CallExpressionNode(model, file, node, owner, under, guarded)
        const [map, key] = node.arguments, path = fileFunctions.test(node.name) && map ? constantText(map) : null
        if (node.name === 'lookup' && map && key && node.arguments.length === 2 && !node.expand && syntax === 'native') yield make(node, 'short-lookup', `${isPrimary(map) ? source(map) : `(${source(map)})`}[${source(key)}]`, node.nameSpan)
        if (typeof path === 'string' && isAbsolute(path)) yield make(map!, 'absolute-path', null)
        break
      }
      case 'template': {
        const [only] = node.parts
        if (syntax === 'native' && !node.heredoc && node.parts.length === 1 && only?.kind === 'interpolation') yield make(node, 'lone-interpolation', isKey ? `(${source(only.expression)})` : source(only.expression))
        const constant = syntax === 'native' ? constantText(node) : null
        if (constant !== null && !isKey && isReferenceArgument(type, under, attribute) && /^[\w.[\]-]+$/.test(constant)) yield make(node, 'quoted-reference', constant)
        if (constant !== null && attribute === 'type' && type === 'variable' && /^(?:string|list|map|number|bool)$/.test(constant)) yield make(node, 'quoted-type', constant === 'list' || constant === 'map' ? `${constant}(string)` : constant)
        if (constant !== null && !node.heredoc && !isKey && looksRandom(constant) && !isSecretName(attribute) && !/hash|sha|digest|thumbprint|fingerprint|checksum|etag|uuid|public_key|certificate|(?:^|_)(?:id|ids|arn|ami|version|source)$/i.test(attribute) && formatOf(constant) === null) yield make(node, 'random-text', null)
        if (node.heredoc && syntax === 'native' && constant !== null) {
          const data = jsonOf(constant)
          if (data !== undefined) yield make(node, 'json-text', `jsonencode(${renderHcl(data as Literal, /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', node.span[0]) + 1))![0], /\r?\n/.exec(text)?.[0] ?? '\n')})`, node.heredoc.tag.span)
        }
        if (constant !== null && type === 'module' && under === 'source' && isAbsolute(constant)) yield make(node, 'absolute-path', null)
        break
      }
      case 'index': if (node.legacy) yield make(node, 'legacy-index', `${source(node.target)}[${source(node.key)}]`, node.key.span); break
      case 'splat': if (!node.full) yield make(node, 'legacy-splat', `${source(node.target)}[*]${text.slice(node.target.span[1], node.span[1]).replace(/^\s*\.\s*\*/, '')}`); break
      case 'binary': if (node.operator === '==' || node.operator === '!=') {
        const isEmpty = (side: Expression): boolean => side.kind === 'tuple' && side.items.length === 0
        const other = isEmpty(node.right) ? node.left : isEmpty(node.left) ? node.right : null
        if (other) yield make(node, 'empty-list-equality', `length(${source(other)}) ${node.operator} 0`)
        const truth = node.right.kind === 'literal' && typeof node.right.value === 'boolean' ? node.right.value : null
        if (truth !== null && isPlainFlag(model, node.left)) yield make(node, 'boolean-comparison', truth === (node.operator === '==') ? source(node.left) : isPrimary(node.left) ? `!${source(node.left)}` : `!(${source(node.left)})`)
      }
        break
      case 'conditional': {
        const { then, otherwise } = node
        if (source(then) === source(otherwise)) yield make(node, 'same-arms', source(then))
        if (then.kind === 'literal' && otherwise.kind === 'literal' && typeof then.value === 'boolean' && typeof otherwise.value === 'boolean' && then.value !== otherwise.value) {
          const simple = node.condition.kind !== 'binary' && node.condition.kind !== 'conditional'
          yield make(node, 'boolean-conditional', then.value ? source(node.condition) : simple ? `!${source(node.condition)}` : `!(${source(node.condition)})`)
        }
        break
      }
      case 'attribute':
        if (node.name === 'condition' && /^(?:assert|precondition|postcondition)$/.test(within ?? '') && !mentionsAnything(node.value)) yield make(node.value, 'constant-condition', null)
        break
      case 'getAttribute': {
        if (node.name === 'workspace' && node.target.kind === 'variable' && node.target.name === 'terraform') yield make(node, 'workspace', null)
        const { target } = node, picked = target.kind === 'index' && target.key.kind === 'literal' && target.key.value === 0 ? traversalText(target.target) : null
        if (!isGuarded && picked !== null && syntax === 'native' && isOptional(model, picked)) yield make(node, 'unguarded-index', `one(${picked}[*].${node.name})`)
        break
      }
      case 'object': {
        const seen = new Map<string, ObjectItem>()
        if (syntax === 'native' && node.items.length > 1) for (const item of node.items) {
          const key = item.name ?? keyOf(model, file, item)
          if (key === null) continue
          const earlier = seen.get(key)
          if (earlier) yield new ExpressionNode(model, file, item.key.span, item.span, 'duplicate-key', null, owner, key, earlier)
          seen.set(key, item)
        }
        break
      }
      default:
    }
    if (node.kind === 'objectItem') { stack.push({ node: node.value, isKey: false, attribute, under, within, isGuarded, guarded }, { node: node.key, isKey: true, attribute, under, within, isGuarded, guarded }); continue }
    const name = node.kind === 'attribute' ? node.name : attribute
    const inner = children(node)
    for (let i = inner.length - 1; i >= 0; i--) {
      const child = inner[i]!
      stack.push({ node: child, isKey: false, isGuarded, guarded, within: node.kind === 'block' ? node.type : within, attribute: name, under: under || (child.kind === 'attribute' ? child.name : child.kind === 'block' ? child.type : '') })
    }
  }
}
