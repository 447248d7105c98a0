import type { Fact } from '../../core/fact'
import type { Span } from '../../core/span'
import { list, Unknown, type List, type Maybe } from '../../core/value'
import type * as facts from './facts'
import type { Act, Controller, Job, Plan } from './plan'

type Deed = facts.Deed

/** What a pipeline may look up elsewhere. */
export interface Around {
  /** The plan of a workflow of the repository, by its path. */
  workflow(path: string): Plan | null
  /** The plan of an action of the repository, by its folder. */
  action(folder: string): Plan | null
  /** The plans of workflows by what others call them. */
  named(name: string): readonly Plan[]
  /** The Rollouts that give their pods two colours. */
  controllers(): readonly Controller[]
}

/** An act where it is done, in the order of its job. */
interface Doing { readonly act: Act; readonly path: string; readonly unit: number; readonly isBack: boolean; readonly isOnFailure: boolean; readonly isAutomatic: boolean; readonly isOwn: boolean }

interface FlatJob {
  readonly key: string
  readonly needs: readonly string[]
  readonly doings: readonly Doing[]
  readonly environment: Maybe<string | null>
  readonly isExclusive: boolean
  readonly isStartedByChanges: Maybe<boolean>
  readonly text: string
  readonly handsOn: boolean
}

/** What a calling job gives to the jobs of the workflow that it calls. */
interface Caller { readonly prefix: string; readonly needs: readonly string[]; readonly isOnFailure: boolean; readonly isBack: boolean; readonly isExclusive: boolean; readonly isStartedByChanges: Maybe<boolean> | null; readonly inputs: ReadonlyMap<string, string>; readonly depth: number; readonly isOwn: boolean }

const nobody: Caller = { prefix: '', needs: [], isOnFailure: false, isBack: false, isExclusive: false, isStartedByChanges: null, inputs: new Map(), depth: 0, isOwn: true }
const mostJobs = 400

/** Puts what a caller hands in where a text reads it. */
const filled = (text: string, inputs: ReadonlyMap<string, string>): string => inputs.size === 0 ? text : text.replace(/\$\{\{\s*inputs\.([\w-]+)\s*\}\}|\binputs\.([\w-]+)/g, (whole, a: string | undefined, b: string | undefined) => inputs.get((a ?? b)!.toLowerCase()) ?? whole)

/** The jobs of a plan, with those of workflows that they call in their place. */
function flatten(plan: Plan, around: Around, caller: Caller): FlatJob[] {
  const inner = new Map<string, FlatJob[]>()
  const key = (id: string): string => caller.prefix + id
  const build = (job: Job): FlatJob[] => {
    const isOnFailure = caller.isOnFailure || job.isOnFailure, isBack = caller.isBack || job.isBack, isExclusive = caller.isExclusive || job.isExclusive
    const isStartedByChanges = caller.isStartedByChanges ?? job.isStartedByChanges
    const called = job.calls !== null && caller.depth < 8 ? around.workflow(job.calls) : null
    if (called) return flatten(called, around, { prefix: `${key(job.id)}/`, needs: [...caller.needs, ...job.needs.map(key)], isOnFailure, isBack, isExclusive, isStartedByChanges, inputs: new Map(job.inputs.map(([name, text]) => [name.toLowerCase(), filled(text, caller.inputs)])), depth: caller.depth + 1, isOwn: caller.isOwn })
    const doings: Doing[] = [], texts = [job.text]
    let number = 0
    const visit = (units: Job['units'], path: string, outer: { readonly isOnFailure: boolean; readonly isBack: boolean }, depth: number): void => {
      for (const unit of units) {
        const own = { isOnFailure: outer.isOnFailure || unit.isOnFailure, isBack: outer.isBack || unit.isBack }
        const action = unit.action !== null && depth < 5 ? around.action(unit.action) : null
        if (action) for (const one of action.jobs) { texts.push(one.text); visit(one.units, action.path, own, depth + 1) }
        number++
        for (const act of unit.acts) doings.push({ act, path, unit: number, isBack: own.isBack, isOnFailure: own.isOnFailure || act.isAfterFailure, isAutomatic: false, isOwn: caller.isOwn })
      }
    }
    visit(job.units, plan.path, { isOnFailure, isBack }, 0)
    const environment = job.environment === null ? null : filled(job.environment, caller.inputs)
    return [{ key: key(job.id), needs: [...caller.needs, ...job.needs.map(key)], doings, isExclusive, isStartedByChanges, environment: environment !== null && /\$/.test(environment) ? new Unknown(environment) : environment, text: filled(texts.join('\n'), caller.inputs), handsOn: job.handsOn }]
  }
  for (const job of plan.jobs) inner.set(key(job.id), build(job))
  // Who waits for a call waits for all that it calls.
  return [...inner.values()].flat().map(job => job.needs.some(need => inner.has(need) && !(inner.get(need)!.length === 1 && inner.get(need)![0]!.key === need)) ? { ...job, needs: job.needs.flatMap(need => inner.get(need)?.map(one => one.key) ?? [need]) } : job)
}

/** What a Rollout does after a deployment, or after it was promoted. */
function byController(doing: Doing, { name, asksBefore, asksAfter, isAutomatic }: Controller): readonly Doing[] {
  const { act } = doing, make = (does: Act['does'], evidence: string, isOnFailure = false): Doing => ({ ...doing, isOnFailure, isAutomatic: true, isBack: false, act: { ...act, does, evidence: `${evidence} of the Rollout ${name}`, words: '', isInside: false, hosts: [], isAfterFailure: isOnFailure } })
  const after = asksAfter ? [make('check', 'postPromotionAnalysis'), make('return', 'the abort', true)] : []
  if (act.does === 'switch') return /--full\b/.test(act.words) ? [] : after
  return [...asksBefore ? [make('check', 'prePromotionAnalysis')] : [], ...isAutomatic ? [make('switch', 'the promotion'), ...after] : []]
}

/** What puts new pods into a cluster, so that a Rollout of it comes to know. */
const reachesCluster = /^(?:kubectl|oc|kustomize|helm|helmfile|argocd|flux|kapp|werf|skaffold|git push)|k8s|kube|helm|deploy|release|ship/i

function withControllers(jobs: readonly FlatJob[], controllers: readonly Controller[]): FlatJob[] {
  if (controllers.length === 0) return [...jobs]
  const concerned = (words: string): readonly Controller[] => { const named = controllers.filter(({ name }) => new RegExp(`(?:^|[\\s/"'])${name.replace(/[^\w-]/g, '.')}(?:$|[\\s="':])`).test(words)); return named.length > 0 ? named : controllers }
  const hasSwitch = jobs.some(job => job.doings.some(({ act, isBack, isOnFailure }) => act.does === 'switch' && !isBack && !isOnFailure))
  const grown = jobs.map(job => {
    const isEdited = job.doings.some(({ act }) => act.does === 'edit')
    const doings = job.doings.flatMap(doing => {
      const { act, isBack, isOnFailure } = doing
      if (isBack || isOnFailure || act.does !== 'switch' && !(act.does === 'deploy' && reachesCluster.test(act.words)) && !(act.does === 'push' && isEdited)) return [doing]
      return [doing, ...concerned(act.words).flatMap(controller => byController(doing, controller))]
    })
    return { ...job, doings }
  })
  // Nothing in the pipeline promotes: a person does, after all of it.
  const waiting = controllers.filter(({ isAutomatic }) => !isAutomatic)
  const isDeploying = ({ act, isBack, isOnFailure }: Doing): boolean => (act.does === 'deploy' && reachesCluster.test(act.words) || act.does === 'push') && !isBack && !isOnFailure
  const deploying = grown.filter(job => job.doings.some(isDeploying))
  if (hasSwitch || waiting.length === 0 || deploying.length === 0) return grown
  const last = deploying.at(-1)!, doing = last.doings.findLast(isDeploying)!
  return [...grown, { ...last, key: `${last.key}/promotion`, needs: grown.filter(job => !job.doings.some(({ isOnFailure }) => isOnFailure)).map(job => job.key), doings: waiting.flatMap(one => byController(doing, { ...one, isAutomatic: true, asksBefore: false })) }]
}

/** What names the version in the text of a job, whoever built it. */
const namesVersion = /\bgithub\.sha\b|head_sha\b|GITHUB_SHA|CI_COMMIT_(?:SHORT_)?SHA|\brev-parse\b|\boutputs\.[\w-]*digest|needs\.[\w-]+\.outputs\.[\w-]*(?:image|tag|ref|version|sha)|\bcat \S*(?:digest|image|tag)|RepoDigests|\bimagetools inspect\b|\b(?:crane|oras|regctl image) digest\b|\bskopeo inspect\b/i

/** Names that a script gives values to. */
const namesSetIn = (text: string): readonly string[] => [...new Set([...text.matchAll(/\b([A-Z][A-Z0-9_]*)=/g)].map(match => match[1]!))]

/** The parts of the releases that a plan makes, each where it stands. */
export function partsOf(plan: Plan, around: Around): readonly Fact[] {
  const earlier = plan.goesOnFrom.flatMap(name => around.named(name)).filter(({ path }) => path !== plan.path)
  const before = earlier.flatMap((one, i) => flatten(one, around, { ...nobody, prefix: `${i}:`, isOwn: false }))
  const own = flatten(plan, around, { ...nobody, needs: before.map(({ key }) => key) })
  if (own.length + before.length > mostJobs || !own.some(({ doings }) => doings.length > 0)) return []
  const doers = [...before, ...own], isReleasing = own.some(({ doings }) => doings.some(({ act }) => act.does === 'deploy' || act.does === 'push' || act.does === 'switch'))
  const jobs = isReleasing ? withControllers(doers, around.controllers()) : doers
  const byKey = new Map(jobs.map(job => [job.key, job])), ancestors = new Map<FlatJob, ReadonlySet<FlatJob>>()
  for (const job of jobs) {
    const found = new Set<FlatJob>(), queue = [...job.needs]
    for (let need = queue.pop(); need !== undefined; need = queue.pop()) {
      const next = byKey.get(need)
      if (next && next !== job && !found.has(next)) { found.add(next); queue.push(...next.needs) }
    }
    ancestors.set(job, found)
  }
  const ordered = [...jobs].sort((a, b) => ancestors.get(a)!.size - ancestors.get(b)!.size), byJob = new Map<FlatJob, PartNode[]>(), release: Release = { byJob, ancestors }
  const images = jobs.flatMap(({ doings }) => doings.filter(({ act }) => act.does === 'build')), builds = images.filter(({ act }) => act.isImage).length || images.length
  for (const job of ordered) {
    const mine: PartNode[] = [], done = new Set([...ancestors.get(job)!].flatMap(one => (byJob.get(one) ?? []).filter(part => !part.runsOnFailure).map(({ does }) => does)))
    byJob.set(job, mine)
    const builders = new Set([...ancestors.get(job)!].filter(one => one.doings.some(({ act }) => act.does === 'build')).map(({ key }) => key.replace(/\/.*/, '').replace(/^\d+:/, '')))
    const namesBuild = namesVersion.test(job.text) || [...job.text.matchAll(/\bneeds\.([\w-]+)\.outputs\./g)].some(match => builders.has(match[1]!)) || job.doings.some(({ act }) => act.does === 'build') && /\bsteps\.[\w-]+\.outputs\./.test(job.text)
      || [...ancestors.get(job)!].some(one => one.handsOn && one.doings.some(({ act }) => act.does === 'build') && namesSetIn(one.text).some(name => new RegExp(`\\$\\{?${name}\\b`).test(job.text)))
    let isEdited = false
    for (const one of job.doings) {
      const doing = one.act.mayCorrect && done.has('switch') ? { ...one, isOnFailure: true } : one
      if (doing.act.does === 'edit') { isEdited = true; continue }
      if (doing.act.does === 'push' && !isEdited) continue
      const act = doing.act.does === 'push' ? { ...doing.act, does: 'deploy' as const } : doing.act
      const isReturn = act.does === 'return' || (doing.isBack || doing.isOnFailure && done.has('switch')) && (act.does === 'switch' || act.does === 'deploy')
      const isQuestion = act.does === 'check' || act.does === 'test'
      const does: Deed = isReturn ? 'return' : !isQuestion || doing.isBack ? act.does as Deed : done.has('switch') ? act.isInside ? 'check' : 'verify' : done.has('deploy') ? 'smoke' : act.does as Deed
      const part = new PartNode(plan.system, doing, does, job, mine.length, release, namesBuild, builds)
      mine.push(part)
      if (!part.runsOnFailure) done.add(does)
    }
  }
  const parts = [...byJob.values()].flat()
  // Asking what users ask, before they are sent over, asks the old version.
  const publicHosts = new Set(parts.filter(({ does }) => does === 'verify').flatMap(part => [...part.act.hosts]))
  for (const part of parts) if (part.does === 'smoke' && part.act.hosts.length > 0 && part.act.hosts.every(host => publicHosts.has(host)) && !/ (?:-H|--header|--resolve|--connect-to|-b|--cookie)[ =]|\?/.test(part.act.words)) part.does = 'check'
  return parts.filter(part => part.doing.isOwn)
}

/** The parts of all jobs in their order, and which jobs each one waits for. */
interface Release { readonly byJob: ReadonlyMap<FlatJob, readonly PartNode[]>; readonly ancestors: ReadonlyMap<FlatJob, ReadonlySet<FlatJob>> }

class PartNode implements facts.Step {
  readonly kind = 'release.Step'
  readonly damaged = false
  constructor(readonly system: facts.Step['system'], readonly doing: Doing, public does: Deed, private readonly flat: FlatJob, private readonly index: number, private readonly release: Release, readonly namesBuild: boolean, readonly builds: number) {}

  get act(): Act { return this.doing.act }
  get path(): string { return this.doing.path }
  get subject(): string { return `${this.flat.key}/${this.act.evidence}` }
  get evidence(): string { return this.act.evidence }
  get job(): string { return this.flat.key }
  private get mine(): readonly PartNode[] { return this.release.byJob.get(this.flat)! }
  private partsOf(isWanted: (job: FlatJob) => boolean): readonly PartNode[] { return [...this.release.byJob].flatMap(([job, parts]) => isWanted(job) ? parts : []) }
  get before(): List<Deed> {
    const waitsFor = this.release.ancestors.get(this.flat)!
    return list(new Set([...this.partsOf(job => waitsFor.has(job)), ...this.mine.slice(0, this.index)].filter(part => !part.runsOnFailure).map(({ does }) => does)))
  }
  get after(): List<Deed> { return list(new Set([...this.mine.slice(this.index + 1), ...this.partsOf(job => this.release.ancestors.get(job)!.has(this.flat))].map(({ does }) => does))) }
  get among(): List<Deed> { return list(new Set(this.partsOf(() => true).map(({ does }) => does))) }
  get runsOnFailure(): boolean { return this.doing.isOnFailure }
  get isAutomatic(): boolean { return this.doing.isAutomatic }
  get environment(): Maybe<string | null> { return this.flat.environment }
  get isExclusive(): boolean { return this.flat.isExclusive }
  get isStartedByChanges(): Maybe<boolean> { return this.flat.isStartedByChanges }
  get isAlone(): boolean {
    if (this.isAutomatic) return true
    const isBeside = (part: PartNode): boolean => part.doing.unit === this.doing.unit
    if (this.mine.slice(this.index + 1).some(part => isBeside(part) && part.act.does === 'deploy' && !part.runsOnFailure)) return false
    const own = this.mine.slice(0, this.index).filter(isBeside), last = own.findLastIndex(part => part.does === 'deploy')
    return last < 0 || own.slice(last).some(part => part.does === 'smoke')
  }
  locate(): { readonly path: string; readonly span: Span; readonly missing: boolean } { return { path: this.path, span: this.act.span, missing: false } }
  edit(): null { return null }
}
