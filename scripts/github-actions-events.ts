import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { eventKinds } from '../src/languages/github-actions/events'

interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly properties?: { readonly [name: string]: Schema }
  readonly additionalProperties?: boolean | Schema
  readonly items?: Schema
  readonly allOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly enum?: readonly unknown[]
}
interface Operation { readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } } }
interface Description { readonly webhooks: { readonly [name: string]: { readonly post: Operation } }; readonly components: { readonly schemas: { readonly [name: string]: Schema } } }

/** What a payload holds: `s`, `n`, `b`, `?`, or the parts of an object or an array. */
type Shape = 's' | 'n' | 'b' | '?' | '0' | Map<string, Shape> | { readonly item: Shape } | { readonly family: string }

/** Objects of one sort are one shape, whatever their place: a payload that leaves a property out here has it there. */
function familyOf(properties: Map<string, Shape>): string | null {
  const has = (...names: readonly string[]): boolean => names.every(name => properties.has(name))
  return has('full_name', 'archive_url') ? 'repository' : has('login', 'avatar_url') || has('avatar_url', 'slug') ? 'user' : has('head', 'base', '_links', 'diff_url') || has('head', 'base', 'mergeable') ? 'pull' : has('labels_url', 'comments_url', 'number') ? 'issue'
    : has('permissions', 'events', 'slug', 'owner') ? 'app' : has('open_issues', 'due_on') ? 'milestone' : has('color', 'name', 'default') ? 'label' : has('workflow_id', 'run_number') ? 'run' : has('sha', 'ref', 'repo') || has('ref', 'sha', 'label') ? 'branch' : null
}

/** The text of the table: a line for each shape, a line for each event. */
export function tableOf(description: Description): string {
  const families = new Map<string, Map<string, Shape>>()
  const merge = (a: Shape, b: Shape): Shape => {
    if (a === b || b === '0') return a
    if (a === '0') return b
    if (a instanceof Map && b instanceof Map) {
      const all = new Map(a)
      for (const [name, shape] of b) all.set(name, all.has(name) ? merge(all.get(name)!, shape) : shape)
      return all
    }
    if (typeof a === 'object' && typeof b === 'object') {
      if ('item' in a && 'item' in b) return { item: merge(a.item, b.item) }
      if ('family' in a && 'family' in b) return a.family === b.family ? a : merge(families.get(a.family)!, families.get(b.family)!)
      if ('family' in a && b instanceof Map) { families.set(a.family, merge(families.get(a.family)!, b) as Map<string, Shape>); return a }
      if ('family' in b && a instanceof Map) return merge(b, a)
    }
    return '?'
  }
  const read = (schema: Schema, depth: number): Shape => {
    if (depth > 14) return '?'
    if (schema.$ref) return read(description.components.schemas[schema.$ref.split('/').at(-1)!]!, depth + 1)
    const parts = [...schema.allOf ?? [], ...schema.anyOf ?? [], ...schema.oneOf ?? []].map(part => read(part, depth + 1))
    const own = ((): Shape => {
      const types = [schema.type ?? []].flat().filter(type => type !== 'null')
      if (schema.properties && Object.keys(schema.properties).length > 0) {
        const properties = new Map(Object.entries(schema.properties).map(([name, inner]) => [name, read(inner, depth + 1)]))
        const family = familyOf(properties)
        if (!family) return properties
        families.set(family, merge(families.get(family) ?? new Map(), properties) as Map<string, Shape>)
        return { family }
      }
      if (types.length > 1) return types.every(type => type === 'integer' || type === 'number') ? 'n' : '?'
      switch (types[0]) {
        case 'string': return 's'
        case 'integer': case 'number': return 'n'
        case 'boolean': return 'b'
        case 'array': return { item: schema.items ? read(schema.items, depth + 1) : '?' }
        case 'object': return parts.length > 0 ? '0' : '?'
        default: return schema.enum?.some(value => typeof value === 'string') ? 's' : parts.length > 0 || [schema.type ?? []].flat().includes('null') ? '0' : '?'
      }
    })()
    return parts.reduce(merge, own)
  }
  const payloads = new Map<string, Shape>()
  const names = [...eventKinds.keys()].sort((a, b) => b.length - a.length)
  for (const [webhook, { post }] of Object.entries(description.webhooks)) {
    const plain = webhook.replaceAll('-', '_'), event = names.find(name => plain === name || plain.startsWith(`${name}_`))
    const schema = post.requestBody?.content['application/json'].schema
    if (!event || !schema || /^(?:pull_request_review_thread|deployment_(?:protection_rule|review))_/.test(plain) || event === 'pull_request' && /_review_/.test(plain) && !/_requested|_request_removed/.test(plain)) continue
    const shape = read(schema, 0)
    payloads.set(event, payloads.has(event) ? merge(payloads.get(event)!, shape) : shape)
  }
  const lines: string[] = [], ids = new Map<string, number>(), familyIds = new Map<string, number>()
  const encode = (shape: Shape): string => {
    if (typeof shape === 'string') return shape === '0' ? '?' : shape
    if (shape instanceof Map) {
      const line = [...shape].sort(([a], [b]) => a < b ? -1 : 1).map(([name, inner]) => `${name}${suffix(encode(inner))}`).join(',')
      if (!ids.has(line)) { ids.set(line, lines.length); lines.push(line) }
      return String(ids.get(line))
    }
    if ('item' in shape) return `[${encode(shape.item)}`
    if (!familyIds.has(shape.family)) {
      familyIds.set(shape.family, lines.length)
      lines.push('')
      const at = lines.length - 1
      lines[at] = [...families.get(shape.family)!].sort(([a], [b]) => a < b ? -1 : 1).map(([name, inner]) => `${name}${suffix(encode(inner))}`).join(',')
    }
    return String(familyIds.get(shape.family))
  }
  const events = [...payloads].sort(([a], [b]) => a < b ? -1 : 1).map(([event, shape]) => `${event}:${encode(shape)}`)
  return [events.join(','), ...lines].join('\n')
}

/** A string is the rule and not written. */
const suffix = (code: string): string => code === 's' ? '' : `:${code}`

if (require.main === module) {
  const from = join(__dirname, '../node_modules/@octokit/openapi-webhooks')
  const { version } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')) as { version: string }
  const text = tableOf(JSON.parse(readFileSync(join(from, 'generated/api.github.com.json'), 'utf8')) as Description)
  writeFileSync(join(__dirname, '../src/languages/github-actions/data/payloads.ts'), `/**
 * What GitHub's events carry, from @octokit/openapi-webhooks ${version}, 2026-11.
 * Made by scripts/github-actions-events.ts; \`payloadOf\` reads it: the first line names the shape of each event, the others are the shapes, counted from 0, a property without a type a string.
 */
export const payloads = \`${text}\`
`)
}
