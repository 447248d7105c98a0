import { offers } from './data/schema'

/** GitHub's contexts and the properties of those that are closed. */
export const contextProperties: ReadonlyMap<string, readonly string[] | null> = new Map<string, readonly string[] | null>([
  ['github', ['action', 'action_path', 'action_ref', 'action_repository', 'action_status', 'actor', 'actor_id', 'api_url', 'artifact_cache_size_limit', 'base_ref', 'env', 'event', 'event_name', 'event_path', 'graphql_url', 'head_ref', 'job', 'output', 'path', 'ref', 'ref_name', 'ref_protected', 'ref_type', 'repository', 'repository_id', 'repository_owner', 'repository_owner_id', 'repository_visibility', 'repositoryurl', 'retention_days', 'run_attempt', 'run_id', 'run_number', 'secret_source', 'server_url', 'sha', 'state', 'step_summary', 'token', 'triggering_actor', 'workflow', 'workflow_ref', 'workflow_sha', 'workspace']],
  ['env', null], ['vars', null], ['secrets', null], ['inputs', null], ['matrix', null], ['needs', null], ['steps', null], ['jobs', null],
  ['job', ['container', 'services', 'status', 'check_run_id', 'workflow_ref', 'workflow_sha', 'workflow_repository', 'workflow_file_path']],
  ['runner', ['name', 'os', 'arch', 'temp', 'tool_cache', 'debug', 'environment', 'workspace']],
  ['strategy', ['fail-fast', 'job-index', 'job-total', 'max-parallel']],
])

/** Least and greatest number of arguments. */
export const functionArity: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['contains', [2, 2]], ['startswith', [2, 2]], ['endswith', [2, 2]], ['format', [1, 255]], ['join', [1, 2]], ['tojson', [1, 1]], ['fromjson', [1, 1]], ['case', [3, 255]],
  ['hashfiles', [1, 255]], ['always', [0, 0]], ['cancelled', [0, 0]], ['success', [0, 255]], ['failure', [0, 255]],
])
export const statusFunctions: ReadonlySet<string> = new Set(['always', 'cancelled', 'success', 'failure'])

export interface Availability { readonly contexts: ReadonlySet<string>; readonly functions: ReadonlySet<string> }

const special: ReadonlySet<string> = new Set([...statusFunctions, 'hashfiles'])
const tables = new Map(Object.entries(offers).map(([position, words]): [string, Availability] => {
  const all = words.split(' ').filter(Boolean)
  return [position, { contexts: new Set(all.filter(word => !special.has(word))), functions: new Set(all.filter(word => special.has(word))) }]
}))

/** What is offered at a position; null where expressions are not read at all. */
export function availability(position: string): Availability | null {
  for (let at = position; ; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
    const found = tables.get(at)
    if (found || at === '') return found && found.contexts.size > 0 ? found : null
  }
}

const named: Readonly<Record<string, string>> = { jobs: '<job_id>', services: '<service_id>' }

/** A path as GitHub's tables name the place: `jobs.<job_id>.steps.run`. */
export function positionOf(path: readonly (string | number)[]): string {
  const parts: string[] = []
  for (let i = 0; i < path.length; i++) {
    const part = path[i]!
    if (typeof part === 'number' || part === 'parallel' && parts.at(-1) === 'steps') continue
    const before = parts.at(-1), above = parts.at(-2)
    if (parts.length === 1 && before === 'jobs' || before === 'services' && parts.length === 3) parts.push(named[before]!)
    else if (before === 'inputs' && (parts.length === 1 || above === 'workflow_call' || above === 'workflow_dispatch')) parts.push('<inputs_id>')
    else if (before === 'outputs' && (parts.length === 1 || above === 'workflow_call' || above === '<job_id>')) parts.push('<output_id>')
    else if (before === 'secrets' && above === '<job_id>') parts.push('<secrets_id>')
    else if (before === 'with') parts.push('<with_id>')
    else if (before === 'env') parts.push('<env_id>')
    else parts.push(part)
  }
  return parts.join('.')
}

export type Control = 'arbitrary' | 'structured' | 'none' | 'input' | 'unknown'

const structuredGithub: ReadonlySet<string> = new Set(['actor', 'triggering_actor', 'ref', 'ref_name', 'base_ref', 'actor_id', 'workflow_ref', 'repository', 'repository_owner'])

/** How much of a property of `github` a stranger chooses; `properties` in lower case. */
export function githubControl(properties: readonly string[]): Control {
  const [first, ...rest] = properties
  if (first === undefined || first === '*') return 'arbitrary'
  if (first === 'head_ref') return 'arbitrary'
  if (first !== 'event') return structuredGithub.has(first) ? 'structured' : 'none'
  if (rest.length === 0) return 'arbitrary'
  if (rest[0] === 'inputs') return 'input'
  if (rest[0] === 'client_payload') return 'arbitrary'
  const name = rest.join('.')
  if (/^(?:release|milestone|project|project_card|repository|organization|sender|installation|label|enterprise)\b/.test(name)) return 'structured'
  if (/(?:^|\.)(?:title|body|message|page_name|display_title|head_branch|email|\*)$/.test(name) && !name.endsWith('milestone.title')) return 'arbitrary'
  if (/(?:^|\.)(?:head|\*)\.(?:ref|label)$|(?:authors?|committer)\.name$|(?:head\.repo|head_repository)\.(?:description|homepage|default_branch)$|^changes\..*from$/.test(name)) return 'arbitrary'
  if (/(?:^|\.)(?:number|id|node_id|run_id|run_number|run_attempt|sha|after|before|created_at|updated_at|merged|draft|locked|additions|deletions|changed_files)$/.test(name)) return 'none'
  // A pull request of a fork can bring a workflow of the same name in a file of any name.
  if (/^workflow(?:_run)?\.path$/.test(name)) return 'arbitrary'
  // An object printed whole has the texts within it.
  if (/^(?:issue|pull_request|comment|review|discussion|workflow_run|head_commit|commits|pages|changes)(?:\.(?:\*|\d+))?$|(?:^|\.)(?:head|head_commit|author|committer)$/.test(name)) return 'arbitrary'
  return 'structured'
}
