import { isKnown, isUnknown, list, Unknown, type List, type Maybe } from '../../core/value'
import { scheduleError } from './cron'
import type * as facts from './facts'
import { goSeconds, Problems } from './problem'
import { KindNode } from './resources'
import { at, boolean, each, flag, isThere, known, leaves, raw, text, texts, when, type Found, type Tree } from './tree'

const unsure = new Unknown('…')

/** The actions of each kind of experiment; from the types of Chaos Mesh 2.7, read 2026-11. Kinds without actions have an empty list. */
const actions: Readonly<Record<string, readonly string[]>> = {
  PodChaos: ['pod-kill', 'pod-failure', 'container-kill'],
  NetworkChaos: ['netem', 'delay', 'loss', 'duplicate', 'corrupt', 'partition', 'bandwidth', 'rate'],
  IOChaos: ['latency', 'fault', 'attrOverride', 'mistake'],
  DNSChaos: ['error', 'random'],
  AWSChaos: ['ec2-stop', 'ec2-restart', 'detach-volume'],
  GCPChaos: ['node-stop', 'node-reset', 'disk-loss'],
  AzureChaos: ['vm-stop', 'vm-restart', 'disk-detach'],
  StressChaos: [], TimeChaos: [], HTTPChaos: [], KernelChaos: [], JVMChaos: [], BlockChaos: [], PhysicalMachineChaos: [],
}
/** Actions that are over as soon as they are done. */
const instant = /^(?:pod-kill|container-kill|ec2-restart|node-reset|vm-restart)$/
/** Kinds that pick pods. */
const picksPods = /^(?:Pod|Network|IO|DNS|Stress|Time|HTTP|Kernel|JVM|Block)Chaos$/
const modes = ['one', 'all', 'fixed', 'fixed-percent', 'random-max-percent']

/** An experiment wherever it stands: an object of its own, in a schedule, in a template of a workflow. */
interface Body { readonly type: string; readonly path: string; readonly tree: Tree; readonly isBounded: Maybe<boolean> }

const typeOfField = (field: string): string | null => {
  const type = Object.keys(actions).find(kind => kind.toLowerCase() === field.toLowerCase())
  return type ?? null
}

/** An experiment of Chaos Mesh, or a schedule or workflow of some. */
export class ChaosMeshNode extends KindNode implements facts.ChaosExperiment {
  override readonly kind = 'kubernetes.ChaosExperiment'

  private get bodies(): List<Body> {
    return this.keep('bodies', () => {
      const kind = known(this.objectKind) ?? '', spec = this.at('spec')
      if (spec === null || isUnknown(spec)) return list<Body>([], spec !== null)
      if (kind in actions) return list([{ type: kind, path: 'spec', tree: spec, isBounded: isThere(at(spec, 'duration')) }])
      const within = (of: Tree, path: string, deadline: Found): Body[] => [...of.children].flatMap(([field, tree]) => {
        const type = typeOfField(field)
        return type === null || tree.conditional || tree.kind !== 'map' ? [] : [{ type, path: `${path}.${field}`, tree, isBounded: deadline !== null ? isThere(deadline) : isThere(at(tree, 'duration')) }]
      })
      if (kind === 'Schedule') return list(within(spec, 'spec', null), spec.open)
      const templates = each(at(spec, 'templates'), (template, i) => {
        const path = `spec.templates[${i}]`, scheduled = at(template, 'schedule')
        return [...within(template, path, at(template, 'deadline')), ...scheduled !== null && isKnown(scheduled) ? within(scheduled, `${path}.schedule`, at(template, 'deadline')) : []]
      })
      return list(templates.flat(), templates.open)
    })
  }

  get unbounded(): List<facts.Problem> {
    return this.keep('unbounded', () => {
      const problems = new Problems()
      if (this.bodies.open) problems.doubt()
      for (const { type, path, tree, isBounded } of this.bodies) {
        const action = problems.text(at(tree, 'action'))
        if (action === null || !instant.test(action)) problems.when(when(isBounded, is => !is), path, 'has no duration, so it goes on until somebody deletes it')
        if (!picksPods.test(type)) continue
        const mode = problems.text(at(tree, 'mode')), value = problems.text(at(tree, 'value'))
        if (mode === 'all') problems.add(`${path}.mode`, 'hits all pods that it selects at once')
        else if ((mode === 'fixed-percent' || mode === 'random-max-percent') && value === '100') problems.add(`${path}.value`, 'hits up to 100 % of the pods that it selects')
        const selector = at(tree, 'selector')
        if (isUnknown(selector)) { problems.doubt(); continue }
        const narrows = ['namespaces', 'labelSelectors', 'expressionSelectors', 'pods', 'annotationSelectors', 'fieldSelectors', 'nodes', 'nodeSelectors', 'physicalMachines']
        if (selector === null || !selector.open && !narrows.some(name => selector.children.has(name))) problems.add(selector === null ? path : `${path}.selector`, 'does not say which pods it is for')
        else if (texts(at(selector, 'namespaces')).includes('kube-system')) problems.add(`${path}.selector.namespaces[${texts(at(selector, 'namespaces')).indexOf('kube-system')}]`, 'is for kube-system, on which every pod of the cluster depends')
      }
      return problems.list
    })
  }

  get problems(): List<facts.Problem> {
    return this.keep('problems', () => {
      const problems = new Problems(), kind = known(this.objectKind), spec = this.at('spec')
      if (this.bodies.open) problems.doubt()
      for (const body of this.bodies) this.bodyProblems(problems, body)
      if (kind === 'Schedule') this.scheduleProblems(problems, spec, 'spec')
      if (kind === 'Workflow') this.workflowProblems(problems, spec)
      return problems.list
    })
  }

  private scheduleProblems(problems: Problems, of: Found, path: string): void {
    const schedule = problems.text(at(of, 'schedule')), type = problems.text(at(of, 'type'))
    if (problems.lacks(at(of, 'schedule'))) problems.add(path, 'has no schedule')
    const error = schedule === null ? null : scheduleError(schedule)
    if (error !== null) problems.add(`${path}.schedule`, `${error} in its schedule`)
    if (of === null || isUnknown(of) || of.open || type === null) return
    const given = [...of.children.keys()].flatMap(field => typeOfField(field) ?? [])
    if (type in actions && !given.includes(type)) problems.add(`${path}.type`, `is of type ${type} and has no ${type[0]!.toLowerCase()}${type.slice(1)}`)
  }

  private workflowProblems(problems: Problems, spec: Found): void {
    const entry = problems.text(at(spec, 'entry')), seen = new Set<string>(), asked: [string, string][] = []
    if (problems.lacks(at(spec, 'entry'))) problems.add('spec', 'has no entry')
    let open = false
    const templates = each(at(spec, 'templates'), (template, i) => {
      const name = text(at(template, 'name')), path = `spec.templates[${i}]`
      if (isUnknown(name) || template.conditional) { open = true; return }
      if (name === null) problems.add(path, 'has a template without a name')
      else if (seen.has(name)) problems.add(`${path}.name`, `has two templates of the name '${name}'`)
      else seen.add(name)
      for (const [j, child] of texts(at(template, 'children')).entries()) if (isKnown(child) && child !== null) asked.push([child, `${path}.children[${j}]`])
      const scheduled = at(template, 'schedule')
      if (scheduled !== null && isKnown(scheduled) && scheduled.kind === 'map') this.scheduleProblems(problems, scheduled, `${path}.schedule`)
    })
    if (templates.open || open) { problems.doubt(); return }
    if (entry !== null && !seen.has(entry)) problems.add('spec.entry', `begins with the template '${entry}', which is not there`)
    for (const [name, path] of asked) if (!seen.has(name)) problems.add(path, `calls the template '${name}', which is not there`)
  }

  private bodyProblems(problems: Problems, { type, path, tree }: Body): void {
    const known = actions[type]!, action = problems.text(at(tree, 'action'))
    if (known.length > 0) {
      if (problems.lacks(at(tree, 'action'))) problems.add(path, `has no action: ${known.join(', ')}`)
      else if (action !== null && !known.includes(action)) problems.add(`${path}.action`, `has the action '${action}', which a ${type} does not know`)
    }
    const duration = problems.text(at(tree, 'duration'))
    if (duration !== null && goSeconds(duration) === null) problems.add(`${path}.duration`, `has a duration of '${duration}', which is none`)
    if (picksPods.test(type)) {
      const mode = problems.text(at(tree, 'mode')), value = problems.text(at(tree, 'value'))
      if (problems.lacks(at(tree, 'mode'))) problems.add(path, `has no mode: ${modes.join(', ')}`)
      else if (mode !== null && !modes.includes(mode)) problems.add(`${path}.mode`, `has the mode '${mode}', which is none of ${modes.join(', ')}`)
      else if (mode !== null && mode.startsWith('fixed') || mode === 'random-max-percent') {
        if (problems.lacks(at(tree, 'value'))) problems.add(`${path}.mode`, `has the mode '${mode}' and no value`)
        else if (value !== null && (!/^\d+$/.test(value) || mode !== 'fixed' && Number(value) > 100)) problems.add(`${path}.value`, `has the value '${value}', which is ${mode === 'fixed' ? 'no number of pods' : 'no percentage'}`)
      }
    }
    if (type === 'StressChaos' && at(tree, 'stressngStressors') === null) {
      const stressors = at(tree, 'stressors')
      if (stressors === null || isKnown(stressors) && !stressors.open && at(stressors, 'cpu') === null && at(stressors, 'memory') === null) problems.add(stressors === null ? path : `${path}.stressors`, 'stresses neither CPU nor memory')
      const load = problems.number(at(stressors, 'cpu', 'load'))
      if (load !== null && (load < 0 || load > 100)) problems.add(`${path}.stressors.cpu.load`, `has a load of ${load} %`)
    }
    if (type === 'TimeChaos' && problems.lacks(at(tree, 'timeOffset'))) problems.add(path, 'does not say by how much it moves the clock')
    if (type === 'IOChaos') {
      const percent = problems.number(at(tree, 'percent'))
      if (percent !== null && (percent < 0 || percent > 100)) problems.add(`${path}.percent`, `has a percentage of ${percent}`)
      if (action === 'latency' && problems.lacks(at(tree, 'delay'))) problems.add(path, 'delays by no time')
    }
    if (type === 'NetworkChaos') {
      for (const field of ['delay', 'loss', 'duplicate', 'corrupt', 'bandwidth']) if (action === field && problems.lacks(at(tree, field))) problems.add(`${path}.action`, `has the action '${field}' and no '${field}'`)
      for (const [field, name] of [['loss', 'loss'], ['duplicate', 'duplicate'], ['corrupt', 'corrupt'], ['delay', 'correlation'], ['loss', 'correlation']] as const) {
        const share = problems.text(at(tree, field, name))
        if (share !== null && !(/^\d+(?:\.\d+)?$/.test(share) && Number(share) <= 100)) problems.add(`${path}.${field}.${name}`, `has a ${name} of '${share}', which is no percentage`)
      }
      const latency = problems.text(at(tree, 'delay', 'latency')), direction = problems.text(at(tree, 'direction'))
      if (latency !== null && goSeconds(latency) === null) problems.add(`${path}.delay.latency`, `has a latency of '${latency}', which is no duration`)
      if (direction !== null && !['to', 'from', 'both'].includes(direction)) problems.add(`${path}.direction`, `has the direction '${direction}', which is none of to, from, both`)
      else if ((direction === 'from' || direction === 'both') && action !== 'partition') problems.when(isThere(at(tree, 'externalTargets')), `${path}.direction`, `has external targets, which work in the direction 'to' only`)
    }
  }

  get hasAbort(): Maybe<boolean | null> {
    return this.keep('hasAbort', () => {
      const kind = known(this.objectKind)
      if (kind === 'Schedule') return when(text(this.at('spec', 'concurrencyPolicy')), policy => policy !== 'Allow')
      if (kind !== 'Workflow') return null
      const checks = each(this.at('spec', 'templates'), template => when(text(at(template, 'templateType')), type => type === 'StatusCheck' ? flag(at(template, 'abortWithStatusCheck')) : false))
      return checks.includes(true) ? true : checks.open || checks.some(isUnknown) ? unsure : false
    })
  }

  get faults(): List<string> {
    return this.keep('faults', () => {
      const found = new Set<string>()
      let open = this.bodies.open === true
      for (const { type, tree } of this.bodies) {
        const action = text(at(tree, 'action'))
        if (isUnknown(action)) open = true
        else found.add(faultOf(type, action))
      }
      return list([...found], open)
    })
  }

  get targetsProduction(): Maybe<boolean> {
    return this.keep('targetsProduction', () => {
      let doubt = this.bodies.open === true
      const own = this.namespace
      for (const { tree } of this.bodies) {
        const selector = at(tree, 'selector'), said = wordsIn(selector), named = at(selector, 'namespaces') ?? at(selector, 'pods')
        if (said.includes(true)) return true
        if (said.some(isUnknown)) doubt = true
        if (named !== null) continue
        if (isUnknown(own)) doubt = true
        else if (own !== null && production.test(own)) return true
      }
      return doubt ? unsure : false
    })
  }

  get hasHypothesis(): Maybe<boolean> {
    const annotated = hypothesisIn(this)
    if (annotated === true) return true
    // A single experiment has no place for it; it may be written where people read.
    if (known(this.objectKind) !== 'Workflow') return unsure
    const checks = each(this.at('spec', 'templates'), template => when(text(at(template, 'templateType')), type => type === 'StatusCheck'))
    return checks.includes(true) ? true : checks.open || checks.some(isUnknown) || isUnknown(annotated) ? unsure : false
  }

  get isRepeated(): Maybe<boolean> {
    const kind = known(this.objectKind)
    if (kind === 'Schedule') return true
    if (kind !== 'Workflow') return false
    const scheduled = each(this.at('spec', 'templates'), template => isThere(at(template, 'schedule')))
    return scheduled.includes(true) ? true : scheduled.open || scheduled.some(isUnknown) ? unsure : false
  }

  get needsConsent(): null { return null }

  get endsByItself(): Maybe<boolean> {
    return this.keep('endsByItself', () => {
      let doubt = this.bodies.open === true
      for (const { tree, isBounded } of this.bodies) {
        const action = text(at(tree, 'action'))
        if (typeof action === 'string' && instant.test(action) || isBounded === true) continue
        if (isBounded === false && !isUnknown(action)) return false
        doubt = true
      }
      return doubt ? unsure : true
    })
  }
}

/** A ChaosEngine of Litmus. */
export class ChaosEngineNode extends KindNode implements facts.ChaosExperiment {
  override readonly kind = 'kubernetes.ChaosExperiment'

  private experiments<T>(make: (experiment: Tree, path: string, name: string | null) => T): List<T> {
    return each(this.at('spec', 'experiments'), (experiment, i) => make(experiment, `spec.experiments[${i}]`, known(text(at(experiment, 'name')))))
  }

  get unbounded(): List<facts.Problem> {
    return this.keep('unbounded', () => {
      const problems = new Problems()
      const needsApp = this.experiments((_, __, name) => name !== null && !/^(?:node|ec2|ebs|aws|gcp|azure|vm|kubelet|docker|k8-)/.test(name))
      if (needsApp.includes(true) && problems.lacks(this.at('spec', 'appinfo')) && problems.lacks(this.at('spec', 'selectors'))) problems.add('spec', 'does not say which application it is for')
      problems.when(when(boolean(this.at('spec', 'annotationCheck')), check => check === false), 'spec.annotationCheck', 'also hits pods that nobody has marked for chaos')
      const all = this.experiments((experiment, path, name) => {
        const variables = each(at(experiment, 'spec', 'components', 'env'), item => ({ name: text(at(item, 'name')), value: text(at(item, 'value')) }))
        if (variables.open || variables.some(variable => isUnknown(variable.name))) problems.doubt()
        else if (!variables.some(variable => variable.name === 'TOTAL_CHAOS_DURATION')) problems.add(`${path}.name`, `does not say for how long '${name ?? '…'}' goes on`)
        const share = variables.findIndex(variable => (variable.name === 'PODS_AFFECTED_PERC' || variable.name === 'PODS_AFFECTED_PERCENTAGE') && variable.value === '100')
        if (share >= 0) problems.add(`${path}.spec.components.env[${share}].value`, 'hits 100 % of the pods')
      })
      if (all.open) problems.doubt()
      return problems.list
    })
  }

  get problems(): List<facts.Problem> {
    return this.keep('problems', () => {
      const problems = new Problems(), state = problems.text(this.at('spec', 'engineState'))
      if (state !== null && state !== 'active' && state !== 'stop') problems.add('spec.engineState', `has the state '${state}', which is neither active nor stop`)
      const experiments = this.experiments((experiment, path, name) => {
        if (name === null && problems.lacks(at(experiment, 'name'))) problems.add(path, 'has an experiment without a name')
        each(at(experiment, 'spec', 'components', 'env'), (item, i) => {
          const value = known(raw(at(item, 'value')))
          if (/^(?:TOTAL_CHAOS_DURATION|CHAOS_INTERVAL|RAMP_TIME)$/.test(known(text(at(item, 'name'))) ?? '') && value !== null && /[a-z]/i.test(value) && /^\d+[a-z]+$/i.test(value)) problems.add(`${path}.spec.components.env[${i}].value`, `has '${value}' where a number of seconds belongs`)
        })
      })
      if (experiments.open) problems.doubt()
      else if (experiments.length === 0) problems.add('spec', 'runs no experiment')
      return problems.list
    })
  }

  get hasAbort(): Maybe<boolean | null> {
    return this.keep('hasAbort', () => {
      const probes = this.experiments(experiment => { const found = each(at(experiment, 'spec', 'probe'), item => item); return found.length > 0 ? true : found.open ? unsure : isThere(at(experiment, 'spec', 'probeRef')) })
      return probes.length === 0 ? null : probes.every(probe => probe === true) ? true : probes.includes(false) ? false : unsure
    })
  }

  get faults(): List<string> {
    return this.keep('faults', () => {
      const names = this.experiments((_, __, name) => name)
      return list([...new Set(names.flatMap(name => name === null ? [] : [litmusFaultOf(name)]))], names.open || names.includes(null))
    })
  }

  get targetsProduction(): Maybe<boolean> {
    return this.keep('targetsProduction', () => {
      const info = this.at('spec', 'appinfo'), said = [...wordsIn(info), ...wordsIn(this.at('spec', 'selectors'))], namespace = text(at(info, 'appns'))
      if (said.includes(true)) return true
      const own = when(namespace, name => name !== null ? false : when(this.namespace, own => own !== null && production.test(own)))
      return own === true ? true : said.some(isUnknown) ? unsure : own
    })
  }

  get hasHypothesis(): Maybe<boolean> {
    const annotated = hypothesisIn(this), { hasAbort } = this
    return annotated === true || hasAbort === true ? true : isUnknown(annotated) || isUnknown(hasAbort) ? unsure : false
  }

  get isRepeated(): Maybe<boolean> { return false }
  get needsConsent(): Maybe<boolean | null> { return when(text(this.at('spec', 'annotationCheck')), check => check === null ? null : check === 'true') }
  get endsByItself(): Maybe<boolean> { const state = text(this.at('spec', 'engineState')); return isUnknown(state) ? state : true }
}

/** Words by which a namespace, a label or a name says that it is production. */
const production = /(?:^|[^a-z])(?:prod|production|prd|live)(?:[^a-z]|$)/i

/** Of each scalar below a value, whether it speaks of production. */
function wordsIn(of: Found): readonly Maybe<boolean>[] {
  if (of === null) return []
  if (isUnknown(of)) return [of]
  const said = [...leaves(of)].map(({ tree }) => when(text(tree), word => word !== null && production.test(word)))
  return of.open ? [...said, unsure] : said
}

/** An annotation or a label says what is expected to stay as it is. */
function hypothesisIn({ annotations }: { readonly annotations: facts.ChaosExperiment['annotations'] }): Maybe<boolean> {
  return [...annotations.keys()].some(name => /hypothesis|steady-?state/i.test(name)) ? true : annotations.open ? unsure : false
}

function faultOf(type: string, action: string | null): string {
  if (type === 'NetworkChaos') return action === 'partition' ? 'partition' : action === 'loss' || action === 'corrupt' || action === 'duplicate' ? 'loss' : action === 'delay' || action === 'netem' || action === 'bandwidth' || action === 'rate' ? 'delay' : 'other'
  if (type === 'StressChaos') return 'stress'
  if (type === 'TimeChaos') return 'clock'
  if (type === 'IOChaos') return action === 'latency' ? 'delay' : 'error'
  if (type === 'HTTPChaos' || type === 'DNSChaos' || type === 'JVMChaos' || type === 'KernelChaos') return 'error'
  return type === 'PodChaos' || /^(?:AWS|GCP|Azure)Chaos$/.test(type) ? 'kill' : 'other'
}

function litmusFaultOf(name: string): string {
  if (/latency/.test(name)) return 'delay'
  if (/loss|corruption|duplication/.test(name)) return 'loss'
  if (/partition/.test(name)) return 'partition'
  if (/hog|stress|fill/.test(name)) return 'stress'
  if (/dns|http|spoof/.test(name)) return 'error'
  return /delete|kill|drain|restart|terminate|stop|taint|loss/.test(name) ? 'kill' : 'other'
}
