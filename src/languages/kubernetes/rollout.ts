import type { Fact } from '../../core/fact'
import type { Exported } from '../../core/lookup'
import { isKnown, isUnknown, Unknown, type List, type Maybe } from '../../core/value'
import type { Controller } from '../release/plan'
import { keys, type ObjectSummary, type ServiceSummary } from './exports'
import type * as facts from './facts'
import { ObjectNode, type Manifest, type World } from './object'
import { goSeconds, Problems } from './problem'
import { mapSelector, matches } from './selector'
import { at, boolean, each, either, flag, isThere, not, number, text, when, type Found, type Tree } from './tree'
import { hasAny, one, some } from './unit'
import { shapeOf, WorkloadNode } from './workload'

/** What a step of a canary may do; one of them each. */
const steps = ['setWeight', 'pause', 'experiment', 'analysis', 'setCanaryScale', 'setHeaderRoute', 'setMirrorRoute', 'plugin', 'replicaProgressThreshold']

/** A Rollout of Argo Rollouts as a workload. */
export class RolloutWorkloadNode extends WorkloadNode {
  constructor(manifest: Manifest, world: World) { super(manifest, world, shapeOf('Rollout', manifest.tree)!) }

  override *facts(): Generator<Fact> {
    yield* super.facts()
    yield new RolloutNode(this)
  }
  override *exports(): Generator<Exported> {
    yield* super.exports()
    const controller = new RolloutNode(this).controller
    if (controller) yield { key: keys.rollouts, summary: controller }
  }
}

class RolloutNode extends ObjectNode implements facts.Rollout {
  override readonly kind = 'kubernetes.Rollout'
  constructor(readonly workload: WorkloadNode) { super(workload.manifest, workload.world) }

  private get canary(): Found { return this.at('spec', 'strategy', 'canary') }
  private get blueGreen(): Found { return this.at('spec', 'strategy', 'blueGreen') }
  private steps<T>(make: (step: Tree, path: string) => T): List<T> { return each(at(this.canary, 'steps'), (step, i) => make(step, `spec.strategy.canary.steps[${i}]`)) }

  get problems(): List<facts.Problem> {
    return this.keep('problems', () => {
      const problems = new Problems(), { canary, blueGreen } = this, spec = this.at('spec')
      const strategy = at(spec, 'strategy')
      if (isUnknown(strategy) || strategy !== null && strategy.open || isUnknown(canary) || isUnknown(blueGreen)) problems.doubt()
      else if (canary === null && blueGreen === null) { if (!hasEmptyStrategy(strategy)) problems.add('spec.strategy', 'has no strategy, neither canary nor blueGreen') }
      else if (canary !== null && blueGreen !== null) problems.add('spec.strategy.blueGreen', 'has both a canary and a blueGreen strategy')
      const template = at(spec, 'template'), reference = at(spec, 'workloadRef')
      if (template === null && reference === null) problems.add('spec', 'has neither a template nor a workloadRef')
      if (template !== null && reference !== null && !isUnknown(template) && !isUnknown(reference)) problems.add('spec.workloadRef', 'has both a template and a workloadRef')
      if (problems.lacks(at(spec, 'selector')) && reference === null) problems.add('spec', 'has no selector')
      this.blueGreenProblems(problems)
      this.canaryProblems(problems)
      return problems.list
    })
  }

  private blueGreenProblems(problems: Problems): void {
    const { blueGreen } = this
    if (blueGreen === null || isUnknown(blueGreen)) return
    const active = problems.text(at(blueGreen, 'activeService')), preview = problems.text(at(blueGreen, 'previewService')), path = 'spec.strategy.blueGreen'
    if (problems.lacks(at(blueGreen, 'activeService'))) problems.add(path, 'has no activeService, which is what it switches over')
    if (active !== null && active === preview) problems.add(`${path}.previewService`, `has '${active}' as active and as preview Service`)
  }

  private canaryProblems(problems: Problems): void {
    const { canary } = this
    if (canary === null || isUnknown(canary)) return
    const path = 'spec.strategy.canary', routing = at(canary, 'trafficRouting')
    const stable = problems.text(at(canary, 'stableService')), test = problems.text(at(canary, 'canaryService'))
    if (stable !== null && stable === test) problems.add(`${path}.canaryService`, `has '${stable}' as stable and as canary Service`)
    const isSplit = isThere(routing), has = (name: string): boolean => !isUnknown(routing) && routing !== null && routing.children.has(name)
    const pingPong = at(canary, 'pingPong')
    if (isSplit === true && ['nginx', 'istio', 'alb', 'smi', 'traefik', 'ambassador', 'apisix'].some(has) && pingPong === null) {
      const isSubset = !isUnknown(routing) && at(routing, 'istio', 'destinationRule') !== null
      if (!isSubset) for (const field of ['stableService', 'canaryService']) if (problems.lacks(at(canary, field))) problems.add(`${path}.trafficRouting`, `splits traffic without a ${field}`)
    }
    if (pingPong !== null && !isUnknown(pingPong)) {
      const ping = problems.text(at(pingPong, 'pingService')), pong = problems.text(at(pingPong, 'pongService'))
      if (ping !== null && ping === pong) problems.add(`${path}.pingPong.pongService`, `has '${ping}' as ping and as pong Service`)
      if (stable !== null || test !== null) problems.add(`${path}.pingPong`, 'has ping-pong Services beside a stable and a canary Service')
    }
    if (/^0%?$/.test(problems.text(at(canary, 'maxSurge')) ?? '') && /^0%?$/.test(problems.text(at(canary, 'maxUnavailable')) ?? '')) problems.add(`${path}.maxUnavailable`, 'may neither start a pod nor stop one')
    const most = number(at(routing, 'maxTrafficWeight')), managed = each(at(routing, 'managedRoutes'), route => text(at(route, 'name')))
    const all = this.steps((step, path) => {
      if (step.conditional || step.open) { problems.doubt(); return }
      const does = steps.filter(name => step.children.has(name))
      if (does.length === 0) problems.add(path, 'has a step that does nothing')
      if (does.length > 1) problems.add(path, `has a step that does ${does.length} things at once: ${does.join(', ')}`)
      const weight = problems.number(at(step, 'setWeight'))
      if (weight !== null && isKnown(most) && (weight < 0 || weight > (most ?? 100))) problems.add(`${path}.setWeight`, `has a step with a weight of ${weight}, beyond 0 to ${most ?? 100}`)
      const pause = problems.text(at(step, 'pause', 'duration'))
      if (pause !== null) {
        const seconds = /^-?\d+$/.test(pause) ? Number(pause) : goSeconds(pause)
        if (seconds === null) problems.add(`${path}.pause.duration`, `pauses for '${pause}', which is no duration`)
        else if (seconds <= 0) problems.add(`${path}.pause.duration`, `pauses for '${pause}'`)
      }
      for (const name of ['setHeaderRoute', 'setMirrorRoute']) {
        if (at(step, name) === null) continue
        if (isSplit === false) problems.add(`${path}.${name}`, `has '${name}' without trafficRouting`)
        const route = problems.text(at(step, name, 'name'))
        if (isSplit === true && route !== null && !managed.open && !managed.some(isUnknown) && !managed.includes(route)) problems.add(`${path}.${name}.name`, `uses the route '${route}', which managedRoutes does not name`)
      }
      if (at(step, 'setCanaryScale') !== null && isSplit === false) problems.add(`${path}.setCanaryScale`, `has 'setCanaryScale' without trafficRouting`)
    })
    if (all.open) problems.doubt()
    const affinity = at(canary, 'antiAffinity', 'preferredDuringSchedulingIgnoredDuringExecution'), weight = number(at(affinity, 'weight'))
    if (isKnown(weight) && weight !== null && (weight < 1 || weight > 100)) problems.add(`${path}.antiAffinity.preferredDuringSchedulingIgnoredDuringExecution.weight`, `has an anti-affinity of weight ${weight}, beyond 1 to 100`)
  }

  get dangling(): List<facts.Problem> {
    return this.keep('dangling', () => {
      const problems = new Problems(), { canary, blueGreen } = this, labels = this.workload.podLabels, { unit } = this.world
      const fields = [[canary, 'canary', ['stableService', 'canaryService']], [at(canary, 'pingPong'), 'canary.pingPong', ['pingService', 'pongService']], [blueGreen, 'blueGreen', ['activeService', 'previewService']]] as const
      const services = fields.flatMap(([of, path, names]) => names.flatMap(field => {
        const name = problems.text(at(of, field))
        return name === null ? [] : [{ path: `spec.strategy.${path}.${field}`, name, found: one(unit, keys.object<ServiceSummary>('Service', name), this.namespace) }]
      }))
      const hasServices = either(this.workload.hasService, services.some(({ found }) => isKnown(found) && found !== null))
      for (const { path, name, found } of services) {
        if (isUnknown(found)) problems.doubt()
        else if (found === null) problems.when(hasServices === false ? new Unknown(name) : hasServices, path, `names the Service '${name}', which is not there`)
        else if (found.selector.size > 0 && labels.size > 0) problems.when(not(matches(mapSelector(found.selector), labels)), path, `names the Service '${name}', which does not select its pods`)
      }
      for (const { path, name, kind } of this.templates) {
        if (isUnknown(name) || isUnknown(kind)) { problems.doubt(); continue }
        if (name === null) continue
        const found = one(unit, keys.object(kind, name), kind === 'AnalysisTemplate' ? this.namespace : null), others = hasAny(some(unit, [keys.kind<ObjectSummary>(kind)], kind === 'AnalysisTemplate' ? this.namespace : null, () => true))
        if (isUnknown(found)) problems.doubt()
        else if (found === null) problems.when(others === false ? new Unknown(name) : others, path, `names the ${kind} '${name}', which is not there`)
      }
      return problems.list
    })
  }

  /** The AnalysisTemplates that it names. */
  private get templates(): readonly { readonly path: string; readonly name: Maybe<string | null>; readonly kind: Maybe<'AnalysisTemplate' | 'ClusterAnalysisTemplate'> }[] {
    const places: [Found, string][] = [[at(this.canary, 'analysis'), 'spec.strategy.canary.analysis'], [at(this.blueGreen, 'prePromotionAnalysis'), 'spec.strategy.blueGreen.prePromotionAnalysis'], [at(this.blueGreen, 'postPromotionAnalysis'), 'spec.strategy.blueGreen.postPromotionAnalysis']]
    this.steps((step, path) => { places.push([at(step, 'analysis'), `${path}.analysis`]) })
    return places.flatMap(([of, path]) => each(at(of, 'templates'), (template, i) => {
      const isCluster = flag(at(template, 'clusterScope'))
      return { path: `${path}.templates[${i}].templateName`, name: text(at(template, 'templateName')), kind: isUnknown(isCluster) ? isCluster : isCluster ? 'ClusterAnalysisTemplate' as const : 'AnalysisTemplate' as const }
    }))
  }

  get pauses(): List<facts.Problem> {
    return this.keep('pauses', () => {
      const problems = new Problems()
      const all = this.steps((step, path) => { const pause = at(step, 'pause'); if (pause !== null && !isUnknown(pause) && problems.lacks(at(pause, 'duration')) && !pause.open) problems.add(`${path}.pause`, 'waits without end for somebody to go on') })
      if (all.open) problems.doubt()
      problems.when(when(boolean(at(this.blueGreen, 'autoPromotionEnabled')), promotes => promotes === false), 'spec.strategy.blueGreen.autoPromotionEnabled', 'waits without end for somebody to promote it')
      return problems.list
    })
  }

  get activeService() { return text(at(this.blueGreen, 'activeService')) }
  get previewService() { return text(at(this.blueGreen, 'previewService')) }
  get scaleDownDelaySeconds() { return number(at(this.blueGreen, 'scaleDownDelaySeconds')) }
  /** It goes on without a person: at once, or after some seconds. */
  private get isAutomatic(): Maybe<boolean> {
    const { blueGreen } = this
    return isUnknown(blueGreen) ? blueGreen : blueGreen === null ? false : when(boolean(at(blueGreen, 'autoPromotionEnabled')), byItself => byItself === false ? isThere(at(blueGreen, 'autoPromotionSeconds')) : true)
  }
  get promotesByItself(): Maybe<boolean> { return when(this.isAutomatic, byItself => byItself ? when(isThere(at(this.blueGreen, 'prePromotionAnalysis')), there => !there) : false) }
  /** What it does in a release; null where it has no two colours. */
  get controller(): Controller | null {
    const { blueGreen, name } = this
    if (blueGreen === null || isUnknown(blueGreen) || name === null || isUnknown(name)) return null
    const has = (field: string): boolean => isThere(at(blueGreen, field)) === true
    return { name, isAutomatic: this.isAutomatic === true, asksBefore: has('prePromotionAnalysis'), asksAfter: has('postPromotionAnalysis') }
  }
  get hasAnalysis(): Maybe<boolean> {
    return this.keep('hasAnalysis', () => {
      const direct = [at(this.canary, 'analysis'), at(this.blueGreen, 'prePromotionAnalysis'), at(this.blueGreen, 'postPromotionAnalysis')].map(isThere)
      const inSteps = this.steps(step => either(isThere(at(step, 'analysis')), isThere(at(step, 'experiment'))))
      return [...direct, ...inSteps].reduce<Maybe<boolean>>(either, inSteps.open ? new Unknown('steps') : false)
    })
  }
}


/** `canary: {}` reads as nothing written in a tree, and is a strategy all the same. */
const hasEmptyStrategy = (strategy: Tree | null): boolean => strategy !== null && (strategy.children.has('canary') || strategy.children.has('blueGreen'))
