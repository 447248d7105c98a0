// Where text of strangers comes from, written from knowledge on 2026-11-28; which entries were compared with their source is not recorded.
// To check one: GitHub's webhook payloads and "Events that trigger workflows" for events and fields, the action.yml and README of each action for outputs.
import { isKnown } from '../../core/value'
import type { StepNode } from './step'

/** The events that carry a property of `github`; null where any may. */
export function carriers(name: string): readonly string[] | null {
  const found = /^github\.(?:event\.)?([\w*]+)/.exec(name)?.[1]
  return byField.get(found ?? '') ?? null
}
const pulls = ['pull_request', 'pull_request_target', 'pull_request_review', 'pull_request_review_comment']
const byField: ReadonlyMap<string, readonly string[]> = new Map(Object.entries({
  head_ref: ['pull_request', 'pull_request_target'], pull_request: pulls, issue: ['issues', 'issue_comment'],
  comment: ['issue_comment', 'pull_request_review_comment', 'discussion_comment', 'commit_comment'], review: ['pull_request_review', 'pull_request_review_comment'],
  discussion: ['discussion', 'discussion_comment'], pages: ['gollum'], commits: ['push'], head_commit: ['push', 'workflow_run'], workflow_run: ['workflow_run'], workflow: ['workflow_run'], client_payload: ['repository_dispatch'],
}))

/** Events whose texts anybody may write and that run with the repository's secrets. A review of a pull request of the repository itself does. A wiki is for collaborators unless somebody opens it. */
export const exposing: ReadonlySet<string> = new Set(['pull_request_target', 'issues', 'issue_comment', 'discussion', 'discussion_comment', 'workflow_run'])

/** A text of one line: no line of it can set another variable or output. */
export const isOneLine = (name: string): boolean => /(?:^github\.head_ref|(?:\.|^)(?:title|ref|label|head_branch|display_title|name|email|page_name|default_branch|homepage|from))$/.test(name) && !/(?:body|comment)\.from$/.test(name)

interface ActionSource { readonly action: RegExp; readonly output: RegExp; readonly holds?: (step: StepNode) => boolean; /** It hands on what it is given, under these inputs. */ readonly from?: RegExp; readonly isApi?: boolean }

const given = (step: StepNode, name: string): string => { const value = step.with.get(name); return value === undefined ? '' : isKnown(value) ? value : value.source }

const actions: readonly ActionSource[] = [
  // From version 41 on the names are escaped unless that is switched off.
  { action: /^tj-actions\/(?:changed|verify-changed)-files$/, output: /files$/, holds: step => given(step, 'safe_output') === 'false' || step.uses?.major !== null && step.uses!.major! < 41 },
  { action: /^tj-actions\/branch-names$/, output: /branch$/, holds: step => step.uses?.major !== null && step.uses!.major! < 9 },
  { action: /^(?:trilom\/file-changes-action|jitterbit\/get-changed-files|lots0logs\/gh-action-get-changed-files|masesgroup\/retrieve-changed-files|ahmadnassri\/action-changed-files|potiuk\/get-changed-files)$/, output: /files|added|modified|removed|renamed|deleted|all$/i, holds: step => !/^(?:json)$/.test(given(step, 'format')) },
  { action: /^dorny\/paths-filter$/, output: /_files$/, holds: step => /^(?:csv|json)$/.test(given(step, 'list-files')) },
  { action: /^(?:xt0rted|alessbell|gotson)\/pull-request-comment-branch$/, output: /^head_ref$/ },
  { action: /^eficode\/resolve-pr-refs$/, output: /^head_ref$/ },
  { action: /^potiuk\/get-workflow-origin$/, output: /^(?:sourceHeadBranch|pullRequestLabels)$/ },
  { action: /^xt0rted\/slash-command-action$/, output: /^command-arguments$/ },
  { action: /^khan\/pull-request-comment-trigger$/, output: /^comment_body$/ },
  { action: /^peter-murray\/issue-(?:body-parser|forms-body-parser)(?:-action)?$/, output: /^payload/ },
  { action: /^stefanbuck\/github-issue-parser$/, output: /^(?:jsonString|issueparser_.*)$/ },
  { action: /^zentered\/issue-forms-body-parser$/, output: /^data$/ },
  { action: /^octokit\/request-action$/, output: /^data$/, holds: step => /\/(?:pulls|issues|comments|commits|discussions)\b/.test(given(step, 'route') + given(step, 'url')), isApi: true },
  { action: /^octokit\/graphql-action$/, output: /^data$/, holds: step => /\b(?:title|body|bodyText|headRefName|comments)\b/.test(given(step, 'query')), isApi: true },
  { action: /(?:^|\/)(?:actions-find-and-replace-string|find-and-replace-string-action)$/, output: /^value$/, from: /^source$/ },
  { action: /^frabert\/replace-string-action$/, output: /^replaced$/, from: /^string$/ },
  { action: /^actions-ecosystem\/action-regex-match$/, output: /^(?:match|group\d+)$/, from: /^text$/ },
  { action: /^ashley-taylor\/(?:regex-property-action|read-json-property-action)$/, output: /^value$/, from: /^(?:value|json)$/ },
  { action: /^aszc\/change-string-case-action$/, output: /^(?:lowercase|uppercase|capitalized)$/, from: /^string$/ },
  { action: /^haya14busa\/action-cond$/, output: /^value$/, from: /^if_(?:true|false)$/ },
  { action: /^amannn\/action-semantic-pull-request$/, output: /^error_message$/ },
]

/** What an action is known to give: a stranger's text, what it is given, or nothing that is known. */
export function actionOutput(step: StepNode, output: string): { readonly from: RegExp | null; readonly isApi: boolean } | null {
  const name = step.uses?.slug ?? ''
  for (const { action, output: names, holds, from, isApi } of actions) {
    if (action.test(name) && names.test(output) && (!holds || holds(step))) return { from: from ?? null, isApi: isApi === true }
  }
  return null
}

/** Fields of an answer of GitHub's API, or of its command line's JSON, that strangers write. */
export const isWrittenByStrangers = (text: string): boolean => /(?:^|[\s.,"'{(|[\]])(?:title|body|bodyText|headRefName|comments|reviews|files|filename|path|message|label|head_branch|display_title|head\.ref|head\.label)\b(?!\s*:)/.test(text)

/** Actions that fail, or tell, when whoever started the run is not one of the repository's people. */
export const authorizers = /^(?:actions-cool\/check-user-permission|prince-chrismc\/check-actor-permissions-action|sushichop\/action-repository-permission|lannonbr\/repo-permission-check-action|skjnldsv\/check-actor-permission|shogo82148\/actions-check-permissions|themoddinginquisition\/actions-team-membership|tspascoal\/get-user-teams-membership)$/

/**
 * Inputs that say which file of variables an action puts into the environment: folder, then file. By their action.yml on 2026-11-29;
 * falti/dotenv-action is none of them, it gives outputs.
 */
const dotenvLoaders: ReadonlyMap<string, readonly string[]> = new Map(Object.entries({
  'aarcangeli/load-dotenv': ['path', 'filenames'], 'xom9ikk/dotenv': ['path'], 'c-py/action-dotenv-to-setenv': ['env-file'], 'cardinalby/export-env-action': ['envfile'], 'duskmoon314/action-load-env': ['files'],
}))

/** The inputs that say which file of variables a step puts into the environment; null where it puts none there. */
export const dotenvLoader = (step: StepNode): readonly string[] | null => given(step, 'export') === 'false' || given(step, 'env') === 'false' ? null : dotenvLoaders.get(step.uses?.slug ?? '') ?? null

/** Inputs that become options of the program that an action starts, split at blanks, written from knowledge on 2026-11-29. */
const optionInputs: ReadonlyMap<string, string> = new Map(Object.entries({
  'sonarsource/sonarcloud-github-action': 'args', 'sonarsource/sonarqube-scan-action': 'args', 'gradle/gradle-build-action': 'arguments', 'burrunan/gradle-cache-action': 'arguments',
  'goreleaser/goreleaser-action': 'args', 'golangci/golangci-lint-action': 'args', 'lycheeverse/lychee-action': 'args',
}))

/** Are options made of the text of this input? */
export const takesOptions = (slug: string, input: string): boolean => optionInputs.get(slug) === input.toLowerCase()

/** Inputs of actions that run what they are given, written from knowledge on 2026-11-28: a script, a command or an expression. */
const runners: ReadonlyMap<string, RegExp> = new Map(Object.entries({
  'bahmutov/npm-install': /^install-command$/, 'gabrielbb/xvfb-action': /^run$/, 'addnab/docker-run-action': /^run$/, 'amadevus/pwsh-script': /^script$/, 'appleboy/ssh-action': /^script$/, 'azure/cli': /^inlinescript$/, 'azure/powershell': /^inlinescript$/,
  'cardinalby/js-eval-action': /^expression$/, 'cross-platform-actions/action': /^run$/, 'fifsky/ssh-action': /^command$/, 'garygrossgarten/github-action-ssh': /^command$/,
  'jannekem/run-python-script-action': /^script$/, 'mikefarah/yq': /^cmd$/, 'nick-fields/retry': /command/, 'nick-invision/retry': /command/, 'reactivecircus/android-emulator-runner': /^(?:script|pre-emulator-launch-script)$/,
  'satackey/action-js-inline': /^script$/, 'sergeysova/jq-action': /^cmd$/, 'uraimo/run-on-arch-action': /^(?:run|setup|install)$/, 'wandalen/wretry.action': /^command$/,
  'vmactions/freebsd-vm': /^(?:run|prepare)$/, 'vmactions/openbsd-vm': /^(?:run|prepare)$/, 'vmactions/netbsd-vm': /^(?:run|prepare)$/, 'vmactions/solaris-vm': /^(?:run|prepare)$/,
}))

/** Does an action run the text of this input? */
export const runsInputOf = (slug: string, input: string): boolean => runners.get(slug)?.test(input.toLowerCase()) === true
