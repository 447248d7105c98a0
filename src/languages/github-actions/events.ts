import { eventKeys, specOf, type Kind } from './schema'

/** What GitHub knows of an event that starts workflows. */
export interface EventKind {
  readonly types: readonly string[]
  /** Types in force where none are written; all of them unless said otherwise. */
  readonly defaultTypes: readonly string[]
  readonly takesAnyType: boolean
  readonly filters: readonly string[]
  /** Strangers can cause it, and the run has the repository's own secrets and token. */
  readonly isPrivileged: boolean
}

/** Events that strangers can cause and whose runs have the repository's own secrets and token. */
const privileged: ReadonlySet<string> = new Set(['discussion', 'discussion_comment', 'fork', 'gollum', 'issue_comment', 'issues', 'pull_request_target', 'watch', 'workflow_run'])
/** The schema does not say which types count where none are written; only these leave some out. */
const defaults: { readonly [event: string]: readonly string[] } = { pull_request: ['opened', 'synchronize', 'reopened'], pull_request_target: ['opened', 'synchronize', 'reopened'] }
/** Keys of an event that are no filters. */
const others: ReadonlySet<string> = new Set(['inputs', 'outputs', 'secrets'])

export const eventKinds: ReadonlyMap<string, EventKind> = new Map([...specOf('on-mapping-strict').keys].map(([name, kind]) => {
  const keys = kind.maps[0] === undefined ? new Map<string, Kind>() : eventKeys(kind.maps[0]), types = keys.get('types')?.words ?? []
  return [name, { types, defaultTypes: defaults[name] ?? types, takesAnyType: keys.has('types') && types.length === 0, filters: [...keys.keys()].filter(key => !others.has(key)), isPrivileged: privileged.has(name) }]
}))

/** Scopes of the token and the levels that each takes beside `none`. */
export const permissionScopes: ReadonlyMap<string, readonly string[]> = new Map([...specOf('permissions-mapping').keys].map(([scope, { words }]) => [scope, words.filter(word => word !== 'none')]))
