import { tokensIn } from '../../core/credential'
import type { Change, Place } from '../../core/fact'
import type { Edit } from '../../core/fix'
import type { Span } from '../../core/span'
import type * as facts from './facts'
import { decodeJson } from './decode'
import { decodeBase64 } from './functions'
import { children, constantText, type Block, type Body, type Expression, type HclNode, type Template } from './hcl/tree'
import type { Model } from './model'
import { Node } from './node'
import { insertAfter, replaceOrigin, tokenOfOrigin } from './place'
import { addressOf } from './references'
import { isSecretName } from './secret-names'
import { lineOf, nameOf, tokenOf, type Section } from './source'
import type { Origin, SourceFile, Value } from './value'

const withPassword = /\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s:/@"'$%{}]{1,100}:[^\s:/@"'${}]{3,200}@[\w.-]/i

/** What documentation shows for a secret. */
const isPlaceholder = (text: string): boolean => /example|changeme|change_me|placeholder|dummy|redacted|your[-_ ]?|xxxx|<[^>]+>|\*{3,}|replace[-_ ]?me|not[-_ ]?a[-_ ]?secret|todo/i.test(text)
/** What a secret-sounding name may hold that is none: nothing, a path, a URL, an ARN, a word of a setting. */
const isHarmless = (text: string): boolean => text.trim() === '' || text.length < 4 || /^(?:arn:|\/|\.{1,2}\/|~\/|https?:\/\/|[a-z]+:\/\/|true$|false$|none$|null$|default$|enabled$|disabled$|required$|optional$|plaintext$|managed$|auto$|\d{1,3}$|AES|RSA|SCRAM|PLAIN)/i.test(text) || /^\{\{.*\}\}$|^\$\{.*\}$/.test(text) || /^(?:[a-z]+[-_.]){2,}[a-z]+$/.test(text) || /^[\w-]+\.(?:tfstate|json|ya?ml|pem|crt|key|pub|txt|env|sh|conf|enc)$/.test(text)

/** The kind of credential that a text holds, and where in it. */
export function formatOf(text: string): { readonly name: string; readonly span: Span } | null {
  for (const { kind, value, span } of tokensIn(text)) if (!isPlaceholder(value)) return { name: kind, span }
  const match = withPassword.exec(text)
  if (match && !isPlaceholder(match[0])) return { name: 'password in a URL', span: [match.index, match.index + match[0].length] }
  const basic = basicAuthentication.exec(text)
  return basic && decodeBase64(basic[1]!)?.includes(':') ? { name: 'password of basic authentication', span: [basic.index, basic.index + basic[0].length] } : null
}

const basicAuthentication = /\bBasic ([A-Za-z0-9+/]{8,400}={0,2})(?![\w+/=])/

/** Arguments that hold a secret whatever they are called, by the type of their resource. */
const stores: Readonly<Record<string, readonly string[]>> = {
  aws_secretsmanager_secret_version: ['secret_string', 'secret_binary', 'secret_string_wo'], google_secret_manager_secret_version: ['secret_data', 'secret_data_wo'], azurerm_key_vault_secret: ['value', 'value_wo'],
  aws_ssm_parameter: ['value', 'value_wo'],
}
const databases: ReadonlySet<string> = new Set([
  'aws_db_instance', 'aws_rds_cluster', 'aws_redshift_cluster', 'aws_redshiftserverless_namespace', 'aws_docdb_cluster', 'aws_docdbelastic_cluster', 'aws_neptune_cluster', 'aws_elasticache_replication_group', 'aws_elasticache_user',
  'aws_memorydb_user', 'aws_mq_broker', 'aws_directory_service_directory', 'aws_dms_endpoint', 'aws_fsx_windows_file_system', 'aws_opensearch_domain', 'aws_elasticsearch_domain',
])
const machines: ReadonlySet<string> = new Set(['aws_instance', 'aws_launch_template', 'aws_launch_configuration', 'aws_spot_instance_request', 'aws_spot_fleet_request'])
/** Arguments that are scripts which a machine runs. */
const scripts: ReadonlySet<string> = new Set(['user_data', 'user_data_base64', 'custom_data', 'metadata_startup_script', 'startup_script', 'inline', 'command', 'content'])
const databaseArguments: ReadonlySet<string> = new Set(['password', 'passwords', 'master_password', 'master_user_password', 'admin_user_password', 'admin_password', 'auth_token'])

/** What takes a secret that a rule of its own looks at. */
function holderOf({ type, block }: Where, argument: string, name: string): facts.Secret['holder'] {
  if (block !== 'resource' || type === null) return null
  if (machines.has(type) && /^user_data|^launch_specification$/.test(argument)) return 'user data'
  if (type === 'aws_lambda_function' && argument === 'environment') return 'function'
  if (type === 'aws_ecs_task_definition' && argument === 'container_definitions') return 'container'
  if (type === 'aws_codebuild_project' && argument === 'environment') return 'build'
  if (stores[type]?.includes(argument)) return 'secret store'
  if (type === 'aws_datasync_location_object_storage' && argument === 'secret_key') return 'location'
  return databases.has(type) && databaseArguments.has(name) ? 'database' : null
}

/** Names and forms of the static keys of AWS: where they stand in a provider or an environment even documented examples mark the place of a real one. */
const keyName = /^(?:aws_)?(?:access_key(?:_id)?|secret_(?:access_)?key)$/i
const keyForm = /^(?:A[KS]IA[A-Z0-9]{16}|[A-Za-z0-9/+=]{40})$/

class SecretNode extends Node implements facts.Secret {
  readonly subject: string
  readonly damaged = false
  readonly block: string
  readonly type: string | null
  readonly address: string
  readonly holder: facts.Secret['holder']
  constructor(model: Model, readonly file: SourceFile, readonly expression: Expression | null, readonly name: string, readonly format: string | null, readonly isNamed: boolean, readonly argument: string, where: Where, private readonly span: Span) {
    super(model, 'terraform.Secret')
    this.block = where.block
    this.type = where.type
    this.address = where.address
    this.holder = holderOf(where, argument, name)
    this.subject = `${this.address}/${name}`
  }
  get path(): string { return this.file.path }
  locate(): Place { return { path: this.path, span: this.span, missing: false } }
  get variableName(): string | null {
    const { expression, file, model, address } = this
    if (expression?.kind !== 'template' || expression.heredoc || constantText(expression) === null || file.hcl.syntax === 'json' || model.isRoot === false) return null
    if (!/^(?:resource|data|module|provider|locals)$/.test(this.block) || this.holder === 'user data' || this.holder === 'container') return null
    const owner = /^(?:locals|provider\..*)$/.test(address) ? '' : `${address.slice(address.lastIndexOf('.') + 1)}_`, own = this.name === 'value' ? 'secret' : this.name
    const name = `${owner}${own}`.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase().replace(/[^a-z0-9]+/g, '_')
    return /^[a-z]\w*$/.test(name) && !model.source.variables.has(name) ? name : null
  }
  edit(change: Change): readonly Edit[] | null {
    const { file, expression } = this
    if (!expression) return null
    if (change.kind === 'replace') return replaceOrigin({ file, span: expression.span, expression }, change.text)
    const raw = change.kind !== 'remove' && change.path === '' && typeof change.value === 'object' && change.value !== null && 'raw' in change.value ? String(change.value.raw) : null
    return raw === null ? null : change.kind === 'set' ? [{ path: file.path, span: expression.span, text: raw }] : insertAfter(file, file.hcl.text.trimEnd().length, raw)
  }
}

/** The literals of a module and its tfvars that look like secrets. */
export function* secretsOf(model: Model): Generator<SecretNode> {
  for (const section of model.source.sections()) {
    const type = section.block!.type
    const where: Where = { block: type === 'terraform' ? 'backend' : type, type: section.labels[0] && (type === 'resource' || type === 'data' || type === 'provider') ? section.labels[0] : null, address: addressOf(section), of: section.labels.at(-1) ?? '' }
    if (type === 'provider' && isEmulated(section)) continue
    const containers = where.type === 'aws_ecs_task_definition' ? containersOf(model, section) : null
    if (containers) yield* inContainers(model, containers, where)
    yield* within(model, section.file, section.body, where, containers ? 'container_definitions' : null)
  }
  for (const { file } of model.variablesFiles) yield* within(model, file, file.hcl.body, { block: 'tfvars', type: null, address: nameOf(file.path), of: '' }, null)
}

interface Where { readonly block: string; readonly type: string | null; readonly address: string; readonly of: string }

const isEmulated = (section: Section): boolean => /localhost|127\.0\.0\.1|localstack|host\.docker\.internal|=\s*"(?:mock|test|fake)/.test(section.file.hcl.text.slice(...section.block!.span))

function containersOf(model: Model, section: Section): Value | null {
  const node = model.resourceAt(addressOf(section)), value = node?.arguments.entries.get('container_definitions')
  return value ? decodeJson(value) : null
}

/** The environment of containers, and credentials anywhere in their definitions. */
function* inContainers(model: Model, root: Value, where: Where): Generator<SecretNode> {
  const stack: { readonly value: Value; readonly name: string }[] = [{ value: root, name: '' }]
  const make = ({ origin }: { readonly origin: Origin }, name: string, format: string | null, isNamed: boolean): SecretNode => new SecretNode(model, origin.file, origin.expression, name, format, isNamed, 'container_definitions', where, tokenOfOrigin(origin))
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { value, name } = top
    if (value.kind === 'list') for (const item of value.items) stack.push({ value: item, name })
    if (value.kind === 'map') {
      const label = value.entries.get('name')
      for (const [key, item] of value.entries) stack.push({ value: item, name: key === 'value' && label?.kind === 'string' ? label.value : key })
    }
    if (value.kind !== 'string') continue
    const found = formatOf(value.value)
    if (found) yield make(value, name, found.name, isSecretName(name))
    else if (isSecretName(name) && !described.has(name) && isSecretText(value.value, name)) yield make(value, name, null, true)
  }
}

/** Is a text that a secret-sounding name is given a secret? */
const isSecretText = (text: string, name: string): boolean => keyName.test(name) && keyForm.test(text) || !isHarmless(text) && !isPlaceholder(text)

/** Names that hold words about a thing, and never the thing. */
const described: ReadonlySet<string> = new Set(['description', 'error_message', 'condition', 'type', 'source', 'version', 'depends_on'])

interface Site { readonly node: HclNode; readonly name: string; readonly argument: string; /** It is a secret whatever its name. */ readonly isSecret: boolean }

function* within(model: Model, file: SourceFile, root: Body, where: Where, skipped: string | null): Generator<SecretNode> {
  const stack: Site[] = [{ node: root, name: '', argument: '', isSecret: false }]
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { node, name, argument, isSecret } = top
    const push = (child: HclNode, name: string, secret = isSecret): void => { stack.push({ node: child, name, argument, isSecret: secret }) }
    switch (node.kind) {
      case 'template': {
        const found = secretIn(file, node, name, isSecret, where, argument)
        if (found) yield new SecretNode(model, file, node, found.name, found.format, found.isNamed, argument, where, found.span)
        for (const part of node.parts) if (part.kind !== 'text') push(part, '', false)
        continue
      }
      case 'attribute': {
        if (node === root.items[0] || root.items.includes(node)) {
          if (node.name === skipped) continue
          stack.push({ node: node.value, name: where.block === 'variable' && node.name === 'default' ? where.of : node.name, argument: node.name, isSecret: isStored(where, node.name, root) })
        } else push(node.value, node.name)
        continue
      }
      case 'block': {
        const label = attributeOf(node, 'name'), text = label && constantText(label), value = attributeOf(node, 'value')
        const inner = argument || node.type
        for (const item of node.body.items) {
          const isValue = item.kind === 'attribute' && item.name === 'value' && value !== null && typeof text === 'string' && node.type !== 'parameter' && isSecretName(text) && !isReferred(node)
          stack.push({ node: isValue ? item.value : item, name: isValue ? text : '', argument: inner, isSecret: false })
        }
        continue
      }
      case 'objectItem': push(node.value, node.name ?? name); continue
      case 'call': case 'binary': case 'index': for (const child of children(node)) push(child, '', isSecret && node.kind === 'call' && /^(?:base64encode|trimspace|nonsensitive|sensitive)$/.test(node.name)); continue
      case 'conditional': push(node.condition, '', false); push(node.then, name); push(node.otherwise, name); continue
      default:
    }
    const inner = children(node)
    for (let i = inner.length - 1; i >= 0; i--) push(inner[i]!, name)
    if (node.kind === 'object') {
      // `{ name = "DB_PASSWORD", value = "…" }`: the pair names its value.
      const label = node.items.find((item) => item.name === 'name'), text = label && constantText(label.value), value = node.items.find((item) => item.name === 'value')
      if (text && value && isSecretName(text)) { stack.splice(stack.findIndex((one) => one.node === value), 1); push(value.value, text) }
    }
  }
}

const attributeOf = (block: Block, name: string): Expression | null => { const found = block.body.items.find((item) => item.kind === 'attribute' && item.name === name); return found?.kind === 'attribute' ? found.value : null }
/** The value of such a pair is the name of a parameter or secret. */
const isReferred = (block: Block): boolean => { const type = attributeOf(block, 'type'), text = type && constantText(type); return type !== null && text !== 'PLAINTEXT' && text !== 'plaintext' && text !== 'string' }

function isStored({ block, type }: Where, argument: string, body: Body): boolean {
  if (block !== 'resource' || type === null || !stores[type]?.includes(argument)) return false
  return type !== 'aws_ssm_parameter' || body.items.some((item) => item.kind === 'attribute' && item.name === 'type' && constantText(item.value) === 'SecureString')
}

interface Found { readonly name: string; readonly format: string | null; readonly isNamed: boolean; readonly span: Span }

function secretIn(file: SourceFile, expression: Template, name: string, isSecret: boolean, where: Where, argument: string): Found | null {
  if (described.has(name) && where.block !== 'tfvars' && !isSecret) return null
  const isNamed = isSecret || isSecretName(name)
  for (const part of expression.parts) {
    if (part.kind !== 'text' || part.value.length < 8) continue
    const found = formatOf(part.value)
    if (found) return { name, format: found.name, isNamed, span: spanWithin(file, expression, part, found.span) }
    const set = scripts.has(argument) || scripts.has(name) ? assignmentIn(part.value) : null
    if (set) return { name: set.name, format: null, isNamed: true, span: spanWithin(file, expression, part, set.span) }
  }
  const text = constantText(expression)
  if (text === null) return null
  if (/^(?:user_data_base64|custom_data|user_data)$/.test(name) && /^[A-Za-z0-9+/\s]{16,}={0,2}\s*$/.test(text)) {
    const decoded = decodeBase64(text.replace(/\s/g, '')) ?? '', found = formatOf(decoded), set = assignmentIn(decoded)
    if (found || set) return { name: set?.name ?? name, format: found?.name ?? null, isNamed: true, span: tokenOf(file, expression) }
  }
  const isKey = keyName.test(name) && keyForm.test(text) && (where.block === 'provider' || where.block === 'resource')
  if (!isNamed && !isKey) return null
  return isKey || isSecretText(text, '') ? { name, format: null, isNamed: true, span: tokenOf(file, expression) } : null
}

/** The token of a text within a template: in a heredoc what stands on the line. */
function spanWithin(file: SourceFile, expression: Template, part: HclNode & { kind: 'text' }, [start, end]: Span): Span {
  if (!expression.heredoc) return tokenOf(file, expression)
  const at = file.hcl.text.slice(...part.span).indexOf(part.value.slice(start, end))
  return at >= 0 ? lineOf(file.hcl.text, [part.span[0] + at, part.span[0] + at + end - start]) : tokenOf(file, expression)
}

/** What a shell script gives a variable: a name, and a value that is written out. */
const assignment = /(?<![\w$-])([A-Za-z]\w{2,60})=(?:\\?["'])?([^\s"'$`\\;&|<>(){}]{6,200})/g

/** The first secret-sounding variable that a script sets to a literal. */
function assignmentIn(script: string): { readonly name: string; readonly span: Span } | null {
  for (const match of script.matchAll(assignment)) {
    const [whole, name, value] = match, end = match.index + whole.length
    if (keyName.test(name!) && value!.length >= 16 || isSecretName(name!) && isSecretText(value!, name!)) return { name: name!, span: [end - value!.length, end] }
  }
  return null
}
