import { isKnown, list, Unknown, type List, type Maybe } from '../../core/value'
import { lintersIn } from '../shell/linters'
import { commandKinds } from '../shell/activities'
import { actionKinds } from './activity'
import { isScript } from './deployment'
import type { CommandNode, StepNode } from './step'
import type { WorkflowNode } from './workflow'

/** What a workflow is evidence of, for those who ask whether something is done at all. */

const wordsOf = (command: CommandNode): string => [isKnown(command.name) ? command.name : '', ...command.words.map(word => isKnown(word) ? word : word.source)].join(' ')

/** Programs that run something by a name of the repository's own. */
const starts = /^(?:make|gmake|just|task|rake|invoke|inv|fab|mage|earthly|dagger|bash|sh|zsh|source|\.|eval|python3?|node|ruby|perl|php|deno|pwsh|ssh|tox|nox|nx|turbo|bazel|bazelisk|pants|docker-compose)$|^(?:npm|yarn|pnpm|bun)$/

/** A script, a target or an action of which the workflow shows no more than a name that says nothing. */
function hides({ uses, run }: StepNode): boolean {
  if (uses) return uses.form !== 'action' || actionKinds(uses.fullName ?? '').length === 0 && !uses.isFirstParty
  if (!run) return false
  return run.commands.open === true || run.commands.length === 0 && run.text.trim() !== '' && run.shellKind !== 'bash' && run.shellKind !== 'sh' || run.commands.some(command => {
    const words = wordsOf(command)
    return (isScript(command) || isKnown(command.name) && starts.test(command.name)) && commandKinds(words).length === 0
  })
}

/** Does a script, an action or a workflow of others do in it what nobody sees? */
export const runsMore = (workflow: WorkflowNode): boolean => workflow.jobs.open === true || workflow.jobs.some(job => job.uses !== null && job.uses.form !== 'local-reusable' || job.steps.open === true || job.steps.some(hides))

/** Does something in its own jobs test? */
export function ownTests(workflow: WorkflowNode): Maybe<boolean> {
  if (workflow.jobs.some(job => job.activities.some(({ kind }) => kind === 'test'))) return true
  return runsMore(workflow) || workflow.jobs.some(job => job.uses !== null) ? new Unknown('scripts') : false
}

export function runsTests(workflow: WorkflowNode): Maybe<boolean> {
  if (workflow.jobs.some(job => job.activities.some(({ kind }) => kind === 'test'))) return true
  let result: Maybe<boolean> = runsMore(workflow) ? new Unknown('scripts') : false
  for (const job of workflow.jobs) {
    if (job.uses?.form !== 'local-reusable') continue
    const called = job.calls, tests = isKnown(called) ? called?.tests ?? false : called
    if (tests === true) return true
    if (!isKnown(tests)) result = tests
  }
  return result
}

/** The actions and commands of its steps. */
export const textsOf = (workflow: WorkflowNode): readonly string[] => workflow.jobs.flatMap(job => [...job.uses ? [job.uses.text] : [], ...job.steps.flatMap(step => step.uses ? [step.uses.text, ...[...step.with.values()].filter(isKnown)] : step.run ? [step.run.text] : [])])

export const lintersOf = (workflow: WorkflowNode): List<string> => list(new Set(workflow.jobs.flatMap(job => job.steps.flatMap(step => step.uses ? lintersIn(step.uses.text) : (step.run?.commands ?? []).flatMap(command => lintersIn(wordsOf(command)))))), runsMore(workflow))

/** Actions and commands that find out what has changed. */
const changes = /dorny\/paths-filter|changed-files|nrwl\/nx-set-shas|\bnx affected|\bturbo (?:run )?[^\n]*--(?:filter|affected)|--affected\b|\blerna [^\n]*--since|--changed-since|\bbazel(?:isk)? (?:test|build)|git diff [^\n]*--name-only|pnpm [^\n]*--filter[= ][^\n]*\[/

export const filtersPaths = (workflow: WorkflowNode): boolean => workflow.triggers.some(trigger => trigger.paths !== null || trigger.pathsIgnore !== null) || textsOf(workflow).some(text => changes.test(text))
