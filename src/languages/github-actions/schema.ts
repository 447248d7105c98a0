import { mappings } from './data/schema'

export type Shape = 'map' | 'list' | 'text' | 'null'

/** What a value may be. */
export interface Kind {
  readonly any: boolean
  readonly text: boolean
  /** Text that must not be empty. */
  readonly filled: boolean
  readonly boolean: boolean
  readonly number: boolean
  readonly positive: boolean
  readonly nothing: boolean
  readonly words: readonly string[]
  readonly item: Kind | null
  /** Names of the mappings that it may be. */
  readonly maps: readonly string[]
}

/** The keys that stand in a mapping, by which its kind is told. */
export interface Keys { has(key: string): boolean; text(key: string): string | null }

/** A mapping whose keys are laid down. */
export interface Spec {
  /** As rules name it. */
  readonly name: string
  readonly keys: ReadonlyMap<string, Kind>
  readonly required: readonly string[]
  /** Any other key; null where there is none. */
  readonly others: Kind | null
  /** Keys whose list or map must have something in it. */
  readonly filled: readonly string[]
  /** Another rule speaks of its keys: events, activity types, permissions. */
  readonly isOpen: boolean
}

const names: { readonly [mapping: string]: string } = {
  'workflow-root-strict': 'workflow', 'on-mapping-strict': 'on', 'job-factory': 'job', 'workflow-job': 'call', 'regular-step': 'uses-step', 'action/uses-step': 'uses-step', 'action/run-step': 'run-step',
  'cron-mapping': 'schedule', 'workflow-call-mapping': 'workflow_call', 'workflow-dispatch-mapping': 'workflow_dispatch', 'workflow-call-input-definition': 'call-input', 'workflow-dispatch-input': 'dispatch-input',
  'workflow-call-secret-mapping-definition': 'call-secret', 'workflow-call-output-definition': 'call-output', 'concurrency-mapping': 'concurrency', 'permissions-mapping': 'permissions', 'job-environment-mapping': 'environment',
  'container-mapping': 'container', 'service-container-mapping': 'service', 'container-registry-credentials': 'credentials', 'runs-on-mapping': 'runs-on', 'snapshot-mapping': 'snapshot', 'workflow-defaults': 'defaults', 'job-defaults': 'defaults',
  'workflow-defaults-run': 'defaults-run', 'job-defaults-run': 'defaults-run', 'action/action-root-strict': 'action', 'action/container-runs-strict': 'docker-runs', 'action/node-runs-strict': 'node-runs', 'action/composite-runs-strict': 'composite',
  'action/input-strict': 'action-input', 'action/output-definition': 'action-output', 'action/branding': 'branding', 'step-with': 'with', 'action/step-with': 'with', 'workflow-job-with': 'with', 'workflow-job-secrets-mapping': 'secrets',
  'workflow-env': 'env', 'job-env': 'env', 'step-env': 'env', 'container-env': 'env', 'action/step-env': 'env', 'job-outputs': 'job-outputs',
}

/** What GitHub refuses beyond its schema, and where other rules speak. */
const more: { readonly [name: string]: { readonly keys?: string; readonly others?: string; readonly required?: readonly string[]; readonly filled?: readonly string[]; readonly positive?: readonly string[] } } = {
  workflow: { filled: ['on', 'jobs'] },
  // A job without steps is refused once the schema is past.
  job: { filled: ['steps', 'needs', 'runs-on', 'outputs'], positive: ['timeout-minutes', 'cancel-timeout-minutes'], required: ['runs-on', 'steps'], keys: 'cache-mode:text' },
  // cache-mode is taken since the schema was published; what it may say is not in it yet.
  call: { filled: ['needs'], keys: 'cache-mode:text' },
  strategy: { filled: ['matrix'], positive: ['max-parallel'] },
  'run-step': { filled: ['run'], positive: ['timeout-minutes'] }, 'uses-step': { positive: ['timeout-minutes'] },
  'parallel-step': { keys: 'name:text', filled: ['parallel'] }, 'wait-step': { filled: ['wait'] },
  container: { required: ['image'] }, service: { required: ['image'] }, credentials: { required: ['username', 'password'] }, defaults: { required: ['run'], filled: ['run'] }, on: { filled: ['schedule'] },
  'workflow-run-mapping': { required: ['workflows'] },
  // Both are written and taken though the schema has neither.
  'dispatch-input': { keys: 'deprecationMessage:text' }, 'call-input': { keys: 'deprecationMessage:text' },
  composite: { filled: ['steps'] },
  // Other keys are passed over, so that a misspelt one does nothing.
  'action-input': { keys: 'required:boolean|=true|=false type:text options:any', others: '' },
  // Inputs of which nothing is said are taken.
  'workflow-dispatch-inputs': { others: '{workflow-dispatch-input}|null' }, 'inputs-strict': { others: '{action/input-strict}|null' }, outputs: { others: '{action/output-definition}|null' },
}
/** The filters of one event on another are another rule's. */
const filters = 'types branches branches-ignore tags tags-ignore paths paths-ignore workflows names versions'.split(' ')

const kinds = new Map<string, Kind>()
/** Reads kinds as the table has them. */
export function kindOf(text: string, positive = false): Kind {
  const id = positive ? `${text}!` : text
  let kind = kinds.get(id)
  if (!kind) {
    const parts = partsOf(text), item = parts.find(part => part.startsWith('['))
    kind = {
      any: parts.includes('any'), text: parts.includes('text'), filled: parts.includes('filled'), boolean: parts.includes('boolean'), number: parts.includes('number'), positive, nothing: parts.includes('null'),
      words: parts.flatMap(part => part.startsWith('=') ? part.slice(1) : []), item: item === undefined ? null : kindOf(item.slice(1, -1)), maps: parts.flatMap(part => part.startsWith('{') ? part.slice(1, -1) : []),
    }
    kinds.set(id, kind)
  }
  return kind
}

function partsOf(text: string): string[] {
  const parts: string[] = []
  let depth = 0, start = 0
  for (let i = 0; i <= text.length; i++) {
    if (text[i] === '[') depth++
    else if (text[i] === ']') depth--
    else if (i === text.length || text[i] === '|' && depth === 0) { parts.push(text.slice(start, i)); start = i + 1 }
  }
  return parts
}

const specs = new Map<string, Spec>()
export function specOf(mapping: string): Spec {
  let spec = specs.get(mapping)
  if (!spec) {
    const isEvent = /-mapping$/.test(mapping) && !(mapping in names)
    const name = names[mapping] ?? (isEvent ? 'event' : mapping.replace(/^action\//, '')), { keys: added, others: either, required: needed, filled = [], positive = [] } = more[mapping] ?? more[name] ?? {}
    const keys = new Map<string, Kind>(), required = new Set<string>()
    let others: Kind | null = null
    for (const entry of [...mappings[mapping]!.split(' '), ...added?.split(' ') ?? []].filter(Boolean)) {
      const colon = entry.indexOf(':'), key = entry.slice(0, colon).replace('!', '')
      if (entry[colon - 1] === '!') required.add(key)
      const kind = kindOf(key === '*' && either ? either : entry.slice(colon + 1), positive.includes(key))
      if (key === '*') others = either === '' ? null : kind
      else keys.set(key, kind)
    }
    if (isEvent) for (const filter of filters) if (!keys.has(filter)) keys.set(filter, kindOf('any'))
    specs.set(mapping, spec = { name, keys, required: [...new Set([...required, ...needed ?? []])], others, filled: isEvent ? filters : filled, isOpen: name === 'on' || name === 'permissions' })
  }
  return spec
}

/** The keys that one event takes. */
export const eventKeys = (mapping: string): ReadonlyMap<string, Kind> => new Map(mappings[mapping]!.split(' ').filter(Boolean).map(entry => [entry.slice(0, entry.indexOf(':')).replace('!', ''), kindOf(entry.slice(entry.indexOf(':') + 1))]))

/** Which of several mappings a node is, told by its keys. */
export function choose(maps: readonly string[], at: Keys): string {
  const named = (pattern: RegExp): string => maps.find(map => pattern.test(map)) ?? maps[0]!
  if (maps.length < 2) return maps[0]!
  if (maps.includes('job-factory')) return at.has('uses') ? 'workflow-job' : 'job-factory'
  if (maps.some(map => map.endsWith('runs-strict'))) {
    const using = at.text('using') ?? ''
    return named(using === 'composite' ? /composite/ : using === 'docker' ? /container/ : /node/)
  }
  for (const key of ['parallel', 'wait', 'wait-all', 'cancel']) if (at.has(key) && maps.includes(`${key}-step`)) return `${key}-step`
  return named(at.has('uses') && !at.has('run') ? /(?:regular|uses)-step/ : /run-step/)
}

/** Icons and colours that a published action may have. */
export const brandings = (key: 'icon' | 'color'): readonly string[] => specOf('action/branding').keys.get(key)!.words
/** What `runs.using` may be. */
export const runtimes: readonly string[] = specOf('action/node-runs-strict').keys.get('using')!.words
