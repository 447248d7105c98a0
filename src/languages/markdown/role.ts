/** What a page is for. */
export type Role = 'runbook' | 'postmortem' | 'disaster-recovery' | 'drill' | 'capacity' | 'slo' | 'error-budget' | 'severity' | 'incident' | 'on-call' | 'handoff' | 'game-day' | 'performance' | 'maturity' | 'flags' | 'adr' | 'contributing' | 'changelog' | 'readme' | 'change-template' | 'index'

const folders: readonly (readonly [Role, RegExp])[] = [
  ['change-template', /^(?:\.github|\.gitlab|docs)\/(?:pull_request_template|merge_request_templates)\//i],
  ['runbook', /(?:^|\/)(?:runbooks?|playbooks?)\//i],
  ['postmortem', /(?:^|\/)(?:post-?mortems?|incident-reviews?)\//i],
  ['game-day', /(?:^|\/)game-?days?\//i],
  ['drill', /(?:^|\/)(?:dr-?)?drills?\//i],
  ['adr', /(?:^|\/)(?:adrs?|decisions|architecture-decisions|decision-records)\//i],
  ['disaster-recovery', /(?:^|\/)(?:disaster[-_]recovery|dr)\//i],
  ['capacity', /(?:^|\/)capacity(?:[-_](?:planning|reviews?))?\//i],
]

/** Names without their ending; issue templates are told by these too. */
const names: readonly (readonly [Role, RegExp])[] = [
  ['change-template', /^(?:pull|merge)_request_template$/],
  ['postmortem', /post-?mortem|incident[-_]review/],
  ['handoff', /hand-?(?:off|over)/],
  ['runbook', /runbook|playbook/],
  ['game-day', /game-?day/],
  ['drill', /(?:^|[-_])drills?(?:[-_]|$)|restore[-_]test/],
  ['error-budget', /error[-_]budget/],
  ['slo', /^slos?(?:[-_.]|$)|service[-_]level[-_]objectives?/],
  ['disaster-recovery', /^(?:dr|disaster[-_]recovery)(?:[-_.]|$)/],
  ['capacity', /^capacity/],
  ['severity', /severit(?:y|ies)/],
  ['on-call', /on-?call|escalation/],
  ['incident', /^incidents?(?:[-_](?:response|management|process|roles?|command|handling|policy))*$/],
  ['maturity', /maturity/],
  ['performance', /^(?:performance|load[-_]tests?|benchmarks?)(?:[-_](?:results?|baselines?|reports?|tests?|history))*$/],
  ['flags', /^feature[-_]?flags?(?:[-_.]|$)/],
]

/** Pages that count only where they stand: at the top or among the repository's own files. */
const rootNames: readonly (readonly [Role, RegExp])[] = [
  ['contributing', /^(?:\.github\/|docs\/)?contributing\.(?:md|markdown)$/i],
  ['changelog', /^changelog\.(?:md|markdown)$/i],
  ['readme', /^readme\.(?:md|markdown)$/i],
]

const issueTemplate = /^\.github\/issue_template\/[^/]+\.(?:md|ya?ml)$/i

/** A form for issues, in YAML. */
export const isIssueForm = (path: string): boolean => issueTemplate.test(path) && /\.ya?ml$/i.test(path)

/** What a page is for, by its path; null where it is none that operations live by. */
export function roleOf(path: string): Role | null {
  if (!/\.(?:md|markdown|ya?ml)$/i.test(path) || path.startsWith('.shipshape/')) return null
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '').toLowerCase()
  const named = (): Role | null => names.find(([, pattern]) => pattern.test(name))?.[0] ?? null
  if (issueTemplate.test(path)) return name === 'config' ? null : named()
  if (/\.ya?ml$/i.test(path)) return null
  const root = rootNames.find(([, pattern]) => pattern.test(path))?.[0]
  if (root) return root
  const folder = folders.find(([, pattern]) => pattern.test(path))?.[0]
  if (folder && /^(?:readme|_?index)$/.test(name)) return 'index'
  return folder ?? named()
}

/** Is the page there to be copied? */
export const isTemplatePath = (path: string): boolean => issueTemplate.test(path) || /template/i.test(path)
