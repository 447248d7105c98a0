import { isKnown } from '../../core/value'
import { commandKinds } from '../shell/activities'
import { actionKinds } from './activity'
import { isScript, wordsOf } from './deployment'
import type * as facts from './facts'
import type { CommandNode, StepNode } from './step'

type Part = facts.ReleasePart

/** What sends users from one version to another: a Service's selector, a promotion, the target of a listener. */
const switching = /^(?:(?:kubectl|oc) .*?\bpatch (?:\S+ )*?(?:service|services|svc|ingress|httproute|virtualservice)s?\b|(?:kubectl|oc) .*?\bset selector (?:\S+ )*?(?:service|svc)\b|(?:kubectl argo rollouts|kubectl-argo-rollouts) promote|helm upgrade .*--set(?:-string|-json)?[ =]\S*(?:production|active|live|current|service|traffic)[\w.]*(?:slot|colou?r|selector)|aws elbv2 modify-(?:listener|rule)|az webapp deployment slot swap|gcloud run services update-traffic|(?:make|just|task) \S*(?:switch|promote|cut-?over))/i
/** The file of a Service is applied, or its text. */
const applyingService = /^(?:kubectl|oc) .*?\b(?:apply|replace) (?:.*[\s/=_-])?(?:service|svc)\b/i
const ofOthers = /(?:service|svc)s?[ /_-]\S*(?:preview|idle|smoke|staging)|(?:preview|idle|smoke|staging)\S*(?:service|svc)|\bservices\.ya?ml/i
const goingBack = /roll-?_?back|revert|undo|switch-?_? ?back|previous (?:version|release|colou?r)/i
const asking = /^(?:curl|wget|http|https|xh|hey|k6|newman|grpcurl|artillery|nc)\b|^(?:kubectl|oc) .*?\b(?:exec|run)\b.*\b(?:curl|wget|nc)\b/
const asksByName = /smoke|verif|health-?check|e2e|synthetic|probe/i
const afterFailure = /\bfailure\(\)|\balways\(\)|\bcancelled\(\)|(?:==|!=)\s*'(?:failure|success)'/

/** The parts of a release that a command carries out, in order. */
function partsOf(command: CommandNode, isBack: boolean): readonly Part[] {
  const words = wordsOf(command).replace(/\s+/g, ' ').replace(/ (?:-n|--namespace|--context|--kubeconfig|--cluster)[ =]\S+/g, ''), kinds = commandKinds(words), found: Part[] = []
  const isApplied = applyingService.test(words) || /^(?:kubectl|oc) .*?\b(?:apply|replace)\b.* -f ?-(?: |$)/.test(words) && command.pipedFrom !== null && /\b(?:service|svc)\.ya?ml/i.test(command.pipedFrom.text)
  if ((switching.test(words) || isApplied || isScript(command) && /switch|promote|cut-?over/i.test(words)) && !ofOthers.test(words)) return [isBack || command.after === '||' ? 'return' : 'switch']
  if (kinds.includes('rollback') && !/^helm (?:upgrade|install)/.test(words)) return ['return']
  if (kinds.includes('deploy')) { found.push(isBack ? 'return' : 'deploy'); if (/ --(?:wait|atomic|rollback-on-failure)\b/.test(words)) found.push('wait') }
  else if (isScript(command) && /deploy/i.test(words)) found.push(isBack ? 'return' : 'deploy')
  else if (/^(?:kubectl|oc) .*?\bwait\b|^(?:kubectl|oc) .*?\b(?:rollout|rollouts) status\b|^kubectl-argo-rollouts status/.test(words)) { if (/\bwait\b/.test(words) || / --timeout\b/.test(words) || command.prefixes.includes('timeout')) found.push('wait') }
  else if (!kinds.includes('notify') && (asking.test(words) || isScript(command) && asksByName.test(words) || kinds.includes('test') || kinds.includes('verify') && asksByName.test(words))) found.push('check')
  return found
}

/** What a step does for a release, in order; all that comes back from a failure is a return. */
function ownParts(step: StepNode): readonly Part[] {
  const condition = `${step.condition?.text ?? ''} ${step.job?.condition?.text ?? ''}`
  const isBack = goingBack.test(`${step.title} ${step.job?.id ?? ''} ${step.job && isKnown(step.job.name) ? step.job.name ?? '' : ''}`) || /failure\(\)|==\s*'failure'|!=\s*'success'/.test(condition)
  if (step.run) return step.run.commands.flatMap(command => [...partsOf(command, isBack)])
  const kinds = step.uses?.fullName ? actionKinds(step.uses.fullName) : []
  if (kinds.includes('deploy')) return [isBack ? 'return' : 'deploy']
  if (kinds.includes('verify') || kinds.includes('test') || step.uses?.form === 'local' && asksByName.test(`${step.title} ${step.uses.text}`)) return ['check']
  return []
}

/** What steps do for a release, with the parts of what has run before them. */
export interface ReleaseParts { readonly parts: readonly Part[]; readonly before: readonly Part[] }

const known = new WeakMap<StepNode, readonly Part[]>()
function remembered(step: StepNode): readonly Part[] {
  let parts = known.get(step)
  if (!parts) known.set(step, parts = ownParts(step))
  return parts
}

/** A question that is asked once a version is deployed, and before or after users get it, is a smoke test or a verification. */
export function releaseOf(step: StepNode): ReleaseParts {
  const before: Part[] = []
  const add = (parts: readonly Part[], into: Part[]): void => {
    for (const part of parts) {
      const all = into === before ? before : [...before, ...into]
      into.push(part !== 'check' ? part : all.includes('switch') ? 'verify' : all.includes('deploy') ? 'smoke' : 'check')
    }
  }
  if (step.job) {
    const jobs = [...step.job.ancestors].sort((a, b) => a.ancestors.length - b.ancestors.length)
    for (const job of jobs) for (const one of job.steps) add(remembered(one), before)
  }
  for (const one of step.previous) add(remembered(one), before)
  const parts: Part[] = []
  for (const part of remembered(step)) {
    // What stands before the switch in the same script has been done by then.
    if (part === 'switch') before.push(...parts.filter(one => !before.includes(one)))
    add([part], parts)
  }
  return { parts: [...new Set(parts)], before: [...new Set(before)] }
}

/** It runs when something before it has failed. */
export const runsOnFailure = (step: StepNode): boolean => afterFailure.test(`${step.condition?.text ?? ''} ${step.job?.condition?.text ?? ''}`) || step.run?.commands.some(command => command.after === '||' && partsOf(command, true).includes('return')) === true
