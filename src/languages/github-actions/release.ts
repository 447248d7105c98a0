import type { Fact } from '../../core/fact'
import { isKnown, Unknown, type Maybe } from '../../core/value'
import { keys } from '../kubernetes/exports'
import { actsOf, plainAct, speaksOfAsking, speaksOfReturn, speaksOfSwitch, speaksOfTests } from '../release/command'
import { partsOf } from '../release/parts'
import type { Act, Job, Plan, Unit } from '../release/plan'
import { actionKinds } from './activity'
import type { ActionNode } from './action'
import { releaseNamed, releaseOf } from './exports'
import type { JobNode } from './job'
import type { Model } from './model'
import { reaches } from './reach'
import { folderOf, resolveLocal } from './reader'
import type { StepNode } from './step'
import type { ConcurrencyNode, WorkflowNode } from './workflow'

const status = /\b(?:failure|always|cancelled)\(\)|!\s*success\(\)/, wantsSuccess = /==\s*'success'/, wantsFailure = /\bfailure\(\)|!\s*success\(\)|==\s*'(?:failure|cancelled)'|!=\s*'success'/
/** Steps that may fail tell how they ended; jobs that need a failed one do not start without a word of their own. */
const outcome = /\.outcome\s*(?:==\s*'failure'|!=\s*'success')/

/** It runs when something before it has failed. */
const isOnFailure = (condition: string, isBackByName: boolean): boolean => outcome.test(condition) || status.test(condition) && (isBackByName || wantsFailure.test(condition) || !wantsSuccess.test(condition))
const isBack = (condition: string, isBackByName: boolean): boolean => isBackByName || isOnFailure(condition, false) && wantsFailure.test(condition)

/** Groups of which every run has its own. */
const ownGroup = /github\.(?:sha|run_id|run_number|run_attempt)\b/

/** Actions that make an image. */
const imageActions = /^(?:docker\/(?:build-push-action|bake-action)|redhat-actions\/buildah-build|depot\/(?:build-push|bake)-action|aevea\/action-kaniko|mr-smithers-excellent\/docker-build-push|google-github-actions\/.*build|buildpacks\/github-actions)/

function actsOfAction(step: StepNode): readonly Act[] {
  const uses = step.uses!, evidence = uses.text.replace(/@.*/s, ''), { span } = uses.locate(''), kinds = uses.fullName ? actionKinds(uses.fullName) : [], found: Act[] = []
  const given = (name: string): string => { const value = step.with.get(name); return value === undefined ? '' : isKnown(value) ? value : value.source }
  if (uses.fullName && (imageActions.test(uses.fullName) || kinds.includes('build'))) found.push(plainAct('build', evidence, span, { isImage: imageActions.test(uses.fullName) }))
  if (uses.slug === 'azure/k8s-deploy') {
    const action = given('action')
    found.push(plainAct(action === 'promote' ? 'switch' : action === 'reject' ? 'return' : 'deploy', evidence, span, { words: 'kubectl apply' }))
    if (action === '' || action === 'deploy') found.push(plainAct('wait', evidence, span))
    return found
  }
  if (kinds.includes('deploy')) found.push(plainAct(speaksOfSwitch(step.title) && !/deploy/i.test(step.title) ? 'switch' : 'deploy', evidence, span))
  if (kinds.includes('test') && !kinds.includes('verify')) found.push(plainAct('test', evidence, span))
  else if (kinds.includes('verify')) found.push(plainAct('check', evidence, span))
  return found
}

function unitOf(step: StepNode): Unit {
  const { uses, run, job } = step, condition = step.condition?.text ?? ''
  const name = job && isKnown(job.name) ? job.name ?? '' : '', action = uses?.form === 'local' ? resolveLocal(step.path, uses.subpath ?? '') : null
  let acts = uses ? actsOfAction(step) : run?.script ? actsOf(run.script, run.text, { title: step.title, isBounded: isKnown(step.timeoutMinutes) && step.timeoutMinutes !== null }) : []
  const title = `${step.title} ${job?.steps.length === 1 ? `${job.id} ${name}` : ''}`
  if (run && acts.length === 0 && (run.commands.length > 0 || run.text.trim() !== '') && !run.commands.every(({ name }) => name === 'echo' || name === 'sleep' || name === 'exit')) {
    if (speaksOfTests(title)) acts = [plainAct('test', `step '${step.title}'`, step.locate('').span)]
  }
  if (uses?.form === 'local' && speaksOfAsking(`${step.title} ${uses.text}`)) acts = [plainAct('check', uses.text, uses.locate('').span)]
  // What may fail unnoticed asks nothing.
  if (step.continueOnError === true && !(step.id !== null && job?.expressions.some(({ text }) => text.includes(`steps.${step.id}.outcome`)))) acts = acts.filter(({ does }) => does !== 'check' && does !== 'wait' && does !== 'test')
  const back = speaksOfReturn(step.title)
  return { acts, isOnFailure: isOnFailure(condition, back), isBack: isBack(condition, back), action }
}

/** True for pull requests alone, from which nothing is deployed. */
const ofPullRequests = /^\$\{\{\s*(?:github\.event_name\s*==\s*'pull_request'|startsWith\(\s*github\.ref\s*,\s*'refs\/pull\/'\s*\))\s*\}\}$/
/** What pull requests get instead, in the name of a group. */
const groupOfPullRequests = /github\.event_name\s*==\s*'pull_request'\s*&&.*\|\|(?=\s*')/

/** Deployments wait for each other, and none is cut off. */
const isExclusive = (concurrency: ConcurrencyNode | null): boolean =>
  concurrency !== null && (concurrency.cancelInProgress === false || ofPullRequests.test(concurrency.cancelText)) && !ownGroup.test(concurrency.groupText.replace(groupOfPullRequests, ''))

/** A push to any branch, or a pull request, gets to the job. */
function startedByChanges(job: JobNode): Maybe<boolean> {
  const both = [reaches(job, null, 'push'), reaches(job, null, 'pullRequest')]
  return both.includes(true) || (both.find(one => !isKnown(one)) as Unknown | undefined ?? false)
}

const jobOf = (job: JobNode): Job => ({ ...scriptsOf(job), isStartedByChanges: startedByChanges(job) })

/** Everything in a job that may name a version, and the values of the workflow's variables that it reads. */
function textOf(job: JobNode): string {
  const own = job.model.text.slice(...(job.valueNode?.span ?? [0, 0])).replace(/^\s*#.*$/gm, '')
  return [own, ...job.workflow.variables.filter(({ name }) => own.includes(name)).map(variable => `${variable.name}=${variable.text}`)].join('\n')
}

/** What a job tells without a look at others. */
function scriptsOf(job: JobNode): Omit<Job, 'isStartedByChanges'> {
  const condition = job.condition?.text ?? '', { workflow } = job, name = isKnown(job.name) ? job.name ?? '' : '', back = speaksOfReturn(`${job.id} ${name}`)
  const called = job.uses?.form === 'local-reusable' ? resolveLocal(job.path, job.uses.subpath ?? '') : null
  return {
    id: job.id, needs: job.needs.filter(isKnown), units: job.steps.map(unitOf), calls: called,
    isOnFailure: isOnFailure(condition, back), isBack: isBack(condition, back),
    environment: job.environment ? job.environment.nameText : null, isExclusive: isExclusive(workflow.concurrency) || isExclusive(job.concurrency),
    text: textOf(job), handsOn: false, inputs: job.arguments.map(argument => [argument.name, argument.text] as const),
  }
}

/** The same without positions, so that those who call it are left alone when text moves. */
const unplaced = <T extends { readonly units: readonly Unit[] }>(job: T): T => ({ ...job, units: job.units.map(unit => ({ ...unit, acts: unit.acts.map(act => ({ ...act, span: [0, 0] as const })) })) })

/** What a workflow does for releases. */
const planOf = (workflow: WorkflowNode, jobOfIts: (job: JobNode) => Job = jobOf): Plan => ({
  path: workflow.path, system: 'github-actions', jobs: workflow.jobs.map(jobOfIts),
  goesOnFrom: workflow.triggers.flatMap(trigger => trigger.event === 'workflow_run' ? (trigger.workflows ?? []).filter(isKnown) : []),
})
const planOfAction = (action: ActionNode): Plan => ({
  path: action.path, system: 'github-actions', goesOnFrom: [],
  jobs: [unplaced<Job>({ id: '', needs: [], units: action.steps.map(unitOf), isOnFailure: false, isBack: false, environment: null, isExclusive: false, isStartedByChanges: false, text: action.steps.flatMap(step => [step.run?.text ?? '', ...step.arguments.map(({ text }) => text)]).join('\n'), handsOn: false, calls: null, inputs: [] })],
})

/** What others see: a plan that does nothing is none. Who calls a workflow is started by what it says itself. */
export function* releaseExports({ workflow, action, path }: Model): Generator<{ readonly key: ReturnType<typeof releaseOf>; readonly summary: Plan }> {
  const plan = workflow && !workflow.isTemplate ? planOf(workflow, job => ({ ...workflow.model.lasting.value(job.id, 'release', () => unplaced(scriptsOf(job))), isStartedByChanges: false })) : action ? planOfAction(action) : null
  if (!plan || !plan.jobs.some(job => job.calls !== null || job.units.some(unit => unit.acts.length > 0 || unit.action !== null))) return
  yield { key: releaseOf(workflow ? path : folderOf(path)), summary: plan }
  if (workflow) { const { name } = workflow; yield { key: releaseNamed(isKnown(name) && name !== null ? name : path), summary: plan } }
}

/** The parts of a workflow's release; those of one that others only call are theirs. */
export function releaseParts(workflow: WorkflowNode): readonly Fact[] {
  if (workflow.isOnlyReusable) return []
  const { environment } = workflow.model, first = (name: string): Plan | null => { const found = environment.find(releaseOf(name)); return isKnown(found) ? found[0] ?? null : null }
  return partsOf(planOf(workflow), {
    workflow: first, action: first,
    named: name => { const found = environment.find(releaseNamed(name)); return isKnown(found) ? found : [] },
    controllers: () => { const found = environment.find(keys.rollouts); return isKnown(found) ? found : [] },
  })
}

/** It only brings back what was before, once something has failed. */
export function sendsBack(job: JobNode): boolean {
  const condition = job.condition?.text ?? '', back = speaksOfReturn(`${job.id} ${isKnown(job.name) ? job.name ?? '' : ''}`)
  return isOnFailure(condition, back) && isBack(condition, back)
}
