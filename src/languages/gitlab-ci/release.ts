import type { Fact } from '../../core/fact'
import { isKnown } from '../../core/value'
import { keys } from '../kubernetes/exports'
import { actsOf, plainAct, speaksOfReturn, speaksOfTests } from '../release/command'
import { partsOf } from '../release/parts'
import type { Act, Job, Plan, Unit } from '../release/plan'
import type { JobNode } from './job'
import type { Model } from './model'

/** Groups of which every pipeline has its own. */
const ownGroup = /CI_(?:PIPELINE_I?ID|JOB_ID|COMMIT_(?:SHORT_)?SHA)\b/

function unitsOf(job: JobNode): readonly Unit[] {
  const title = job.name, acts = (key: string): readonly Act[] => job.scriptsOf(key).flatMap(({ script, text, place }) => actsOf(script, text, { title, isBounded: false }).map(act => place ? { ...act, span: place } : act))
  let own = [...acts('before_script'), ...acts('script')]
  const commands = job.commands.filter(words => !/^(?:echo|sleep|exit|printf|cat) ?/.test(words))
  if (own.length === 0 && commands.length > 0 && speaksOfTests(`${title} ${isKnown(job.stage) ? job.stage : ''}`)) own = [plainAct('test', `job '${title}'`, job.locate('').span)]
  // What may fail unnoticed asks nothing.
  if (job.allowFailure === true) own = own.filter(({ does }) => does !== 'check' && does !== 'wait' && does !== 'test')
  const after = acts('after_script'), isForFailure = job.scriptsOf('after_script').some(({ text }) => /CI_JOB_STATUS/.test(text))
  return [
    { acts: own, isOnFailure: false, isBack: false, action: null },
    // What runs behind a job's script runs in any case; what it sends somewhere, it sends back.
    ...after.length > 0 ? [{ acts: isForFailure ? after.filter(({ does }) => does === 'switch' || does === 'deploy' || does === 'return') : [], isOnFailure: true, isBack: true, action: null }] : [],
  ]
}

function jobOf(job: JobNode): Job {
  const { environment, resourceGroup } = job, scripts = ['before_script', 'script'].flatMap(key => job.scriptsOf(key).map(({ text }) => text)).join('\n')
  const values = (text: string): string => [...job.variables].filter(([name]) => new RegExp(`\\$\\{?${name}\\b`).test(text)).map(([name, value]) => `${name}=${value}`).join('\n')
  const once = values(scripts), isOnFailure = job.runsOnFailure === true
  return {
    id: job.name, needs: job.ancestors.map(({ name }) => name), units: unitsOf(job), isOnFailure, isBack: isOnFailure || speaksOfReturn(job.name),
    environment: environment ? isKnown(environment.name) ? environment.name : environment.name.source : null,
    isExclusive: isKnown(resourceGroup) && resourceGroup !== null && !ownGroup.test(resourceGroup) && job.interruptible !== true,
    isStartedByChanges: job.runsOnChanges, text: [scripts, once, values(once)].join('\n'), handsOn: job.handsOn, calls: job.child, inputs: [],
  }
}

const planOf = (model: Model): Plan => ({ path: model.path, system: 'gitlab-ci', jobs: model.jobs.map(jobOf), goesOnFrom: [] })

/** The parts of the release that a pipeline makes, with the pipelines that its jobs start and wait for. */
export function releaseParts(model: Model): readonly Fact[] {
  if (!model.pipeline.isMain) return []
  return partsOf(planOf(model), {
    workflow: path => planOf(model.at(path)), action: () => null, named: () => [],
    controllers: () => { const found = model.environment.find(keys.rollouts); return isKnown(found) ? found : [] },
  })
}
