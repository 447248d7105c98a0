// Makes src/languages/github-actions/data/schema.ts of the schemas in @actions/workflow-parser: tsx scripts/github-actions-tables.ts
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type Property = string | { readonly type: string; readonly required?: boolean }
interface Definition {
  readonly context?: readonly string[]
  readonly string?: { readonly constant?: string; readonly 'require-non-empty'?: boolean }
  readonly boolean?: object
  readonly number?: object
  readonly null?: object
  readonly sequence?: { readonly 'item-type': string }
  readonly mapping?: { readonly properties?: { readonly [key: string]: Property }; readonly 'loose-value-type'?: string }
  readonly 'one-of'?: readonly string[]
  readonly 'allowed-values'?: readonly string[]
}
interface Schema { readonly [name: string]: Definition }

const folder = join(import.meta.dirname ?? __dirname, '..'), from = join(folder, 'node_modules/@actions/workflow-parser')
export const target = join(folder, 'src/languages/github-actions/data/schema.ts')

const basic: Schema = { any: {}, string: { string: {} }, boolean: { boolean: {} }, number: { number: {} }, null: { null: {} }, sequence: { sequence: { 'item-type': 'any' } }, mapping: { mapping: { 'loose-value-type': 'any' } } }
const readSchema = (name: string): Schema => ({ ...basic, ...(JSON.parse(readFileSync(join(from, `dist/${name}-v1.0.min.json`), 'utf8')) as { definitions: Schema }).definitions })
const typeOf = (property: Property): string => typeof property === 'string' ? property : property.type

/** The mappings of one schema that its root leads to, and what each place of it offers to expressions. */
function tablesOf(schema: Schema, root: string, prefix: string): { readonly mappings: Map<string, string>; readonly places: Map<string, string> } {
  const mappings = new Map<string, string>(), places = new Map<string, string>()

  const kindsOf = (name: string): string[] => {
    const one = schema[name]
    if (!one) throw new Error(`There is no definition '${name}'.`)
    if (one['one-of']) return one['one-of'].flatMap(kindsOf)
    if (one['allowed-values']) return one['allowed-values'].map(value => `=${value}`)
    if (one.string) return [one.string.constant !== undefined ? `=${one.string.constant}` : one.string['require-non-empty'] ? 'filled' : 'text']
    if (one.boolean) return ['boolean']
    if (one.number) return ['number']
    if (one.null) return ['null']
    if (one.sequence) return [`[${kindOf(one.sequence['item-type'])}]`]
    if (one.mapping) { mapping(name, one.mapping); return [`{${prefix}${name}}`] }
    return ['any']
  }
  const kindOf = (name: string): string => [...new Set(kindsOf(name))].join('|')
  const mapping = (name: string, { properties = {}, 'loose-value-type': loose }: NonNullable<Definition['mapping']>): void => {
    if (mappings.has(prefix + name)) return
    mappings.set(prefix + name, '')
    const keys = Object.entries(properties).map(([key, property]) => `${key}${typeof property === 'object' && property.required ? '!' : ''}:${kindOf(typeOf(property))}`)
    mappings.set(prefix + name, [...keys, ...loose === undefined ? [] : [`*:${kindOf(loose)}`]].join(' '))
  }
  mappings.clear()
  kindOf(root)

  // A place offers what its own definition and those above it name.
  const named: { readonly [above: string]: string } = { 'jobs': '<job_id>', 'jobs.<job_id>.services': '<service_id>', 'jobs.<job_id>.outputs': '<output_id>', 'jobs.<job_id>.secrets': '<secrets_id>', 'inputs': '<inputs_id>', 'outputs': '<output_id>', 'on.workflow_call.inputs': '<inputs_id>', 'on.workflow_dispatch.inputs': '<inputs_id>', 'on.workflow_call.outputs': '<output_id>', 'on.workflow_call.secrets': '<secrets_id>' }
  const below = (path: string, key: string): string => path === '' ? key : `${path}.${key}`
  const visit = (name: string, path: string, above: readonly string[], seen: readonly string[]): void => {
    const one = schema[name]!, offered = [...new Set([...above, ...one.context ?? []])]
    if (seen.includes(name)) return
    const known = (places.get(path) ?? '').split(' ').filter(Boolean)
    places.set(path, [...new Set([...known, ...offered.map(context => context.replace(/\(.*/, '').toLowerCase())])].sort().join(' '))
    const inner = [...seen, name]
    for (const other of one['one-of'] ?? []) visit(other, path, offered, inner)
    if (one.sequence) visit(one.sequence['item-type'], path, offered, inner)
    for (const [key, property] of Object.entries(one.mapping?.properties ?? {})) visit(typeOf(property), below(path, key), offered, inner)
    const loose = one.mapping?.['loose-value-type'], last = path.split('.').at(-1)
    if (loose !== undefined && loose !== 'any') visit(loose, below(path, named[path] ?? (last === 'env' ? '<env_id>' : last === 'with' ? '<with_id>' : '*')), offered, inner)
  }
  visit(root, '', [], [])
  for (const [path, offered] of [...places].sort(([a], [b]) => b.length - a.length)) {
    const dot = path.lastIndexOf('.'), parent = path === '' ? null : places.get(dot < 0 ? '' : path.slice(0, dot)) ?? ''
    if (offered === parent || path === '' || /\*/.test(path)) places.delete(path)
  }
  return { mappings, places }
}

const quote = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`
const table = (name: string, comment: string, entries: Iterable<readonly [string, string]>): string =>
  `/** ${comment} */\nexport const ${name}: { readonly [name: string]: string } = {\n${[...entries].map(([key, value]) => `  ${quote(key)}: ${quote(value)},\n`).join('')}}\n`

export function make(): string {
  const { version } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')) as { version: string }
  const workflow = tablesOf(readSchema('workflow'), 'workflow-root-strict', ''), action = tablesOf(readSchema('action'), 'action-root-strict', 'action/')
  return `// Made by scripts/github-actions-tables.ts of @actions/workflow-parser ${version} (MIT), GitHub's own schema of workflows and actions, on 2026-11-28.\n`
    + table('mappings', `Keys by mapping: \`key:kinds\`, \`!\` where it has to be there, \`*\` for any other key. Kinds are text, filled (text that is not empty), boolean, number, null, any, \`=word\`, \`[kinds of the items]\` and \`{mapping}\`.`, [...workflow.mappings, ...action.mappings])
    + table('offers', 'Contexts and special functions by place. What is left out offers what the place above it does.', [...workflow.places, ...action.places])
}

if (process.argv[1]?.endsWith('github-actions-tables.ts')) writeFileSync(target, make())
