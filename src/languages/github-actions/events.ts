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

const branches = ['branches', 'branches-ignore'], paths = ['paths', 'paths-ignore'], tags = ['tags', 'tags-ignore']
const pullTypes = 'assigned unassigned labeled unlabeled opened edited closed reopened synchronize converted_to_draft ready_for_review locked unlocked milestoned demilestoned review_requested review_request_removed auto_merge_enabled auto_merge_disabled enqueued dequeued'
const pullDefaults = 'opened synchronize reopened'

const kinds: readonly (readonly [name: string, types: string, more?: { readonly defaults?: string; readonly filters?: readonly string[]; readonly privileged?: boolean; readonly any?: boolean }])[] = [
  ['branch_protection_rule', 'created edited deleted'], ['check_run', 'created rerequested completed requested_action'], ['check_suite', 'completed'],
  ['create', ''], ['delete', ''], ['deployment', ''], ['deployment_status', ''],
  ['discussion', 'created edited deleted transferred pinned unpinned labeled unlabeled locked unlocked category_changed answered unanswered', { privileged: true }],
  ['discussion_comment', 'created edited deleted', { privileged: true }],
  ['fork', '', { privileged: true }], ['gollum', '', { privileged: true }], ['image_version', '', { filters: ['names', 'versions'] }],
  ['issue_comment', 'created edited deleted', { privileged: true }],
  ['issues', 'opened edited deleted transferred pinned unpinned closed reopened assigned unassigned labeled unlabeled locked unlocked milestoned demilestoned typed untyped field_added field_removed', { privileged: true }],
  ['label', 'created edited deleted'], ['merge_group', 'checks_requested', { filters: branches }], ['milestone', 'created closed opened edited deleted'],
  ['page_build', ''], ['public', ''],
  ['project', 'created updated closed reopened edited deleted'], ['project_card', 'created moved converted edited deleted'], ['project_column', 'created updated moved deleted'],
  ['pull_request', pullTypes, { defaults: pullDefaults, filters: [...branches, ...paths] }],
  ['pull_request_target', pullTypes, { defaults: pullDefaults, filters: [...branches, ...paths], privileged: true }],
  ['pull_request_review', 'submitted edited dismissed'], ['pull_request_review_comment', 'created edited deleted'],
  ['push', '', { filters: [...branches, ...tags, ...paths] }],
  ['registry_package', 'published updated'], ['release', 'published unpublished created edited deleted prereleased released'],
  ['repository_dispatch', '', { any: true }], ['schedule', ''], ['status', ''], ['watch', 'started', { privileged: true }],
  ['workflow_call', ''], ['workflow_dispatch', ''],
  ['workflow_run', 'completed requested in_progress', { filters: [...branches, 'workflows'], privileged: true }],
]

export const eventKinds: ReadonlyMap<string, EventKind> = new Map(kinds.map(([name, types, more = {}]) => {
  const all = types.split(' ').filter(Boolean)
  return [name, {
    types: all, defaultTypes: more.defaults?.split(' ') ?? all, takesAnyType: more.any === true,
    filters: [...all.length > 0 || more.any ? ['types'] : [], ...more.filters ?? []], isPrivileged: more.privileged === true,
  }]
}))

/** Scopes of the token and the levels that each takes beside `none`. */
export const permissionScopes: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...['actions', 'artifact-metadata', 'attestations', 'checks', 'code-quality', 'contents', 'deployments', 'discussions', 'drives', 'issues', 'packages', 'pages', 'pull-requests', 'repository-projects', 'security-events', 'statuses'].map(name => [name, ['read', 'write']] as const),
  ['id-token', ['write']], ['models', ['read']], ['copilot-requests', ['write']], ['vulnerability-alerts', ['read']],
])
