import type { Change, Place } from '../../core/fact'
import type { Edit } from '../../core/fix'
import { isUnknown, list, Unknown, type List, type Maybe } from '../../core/value'
import { codeowners, ownersOf } from '../repository/exports'
import type * as facts from './facts'
import type { Model } from './model'
import { Node } from './node'
import type { ResourceNode } from './nodes'
import { flag, words, type ListValue, type MapValue, type Value } from './value'

/** Resources that are known by a fact of their own beside the resource: templates of fault experiments, and feature flags of a service. */
export function specialsOf(model: Model, owner: ResourceNode): readonly Node[] {
  if (owner.type === 'aws_fis_experiment_template') return [new FaultExperimentNode(model, owner)]
  const tool = tools[owner.type]
  return tool ? [new FeatureFlagNode(model, owner, tool)] : []
}

const tools: Readonly<Record<string, facts.FeatureFlag['tool']>> = { launchdarkly_feature_flag: 'launchdarkly', unleash_feature: 'unleash', unleash_feature_v2: 'unleash', flagsmith_feature: 'flagsmith' }

/** A fact that is a resource seen by its purpose. Paths are those of the resource. */
abstract class Special extends Node {
  constructor(model: Model, kind: string, readonly owner: ResourceNode) { super(model, kind) }
  get path(): string { return this.owner.path }
  get subject(): string { return this.owner.subject }
  get damaged(): boolean { return this.owner.damaged }
  get address(): string { return this.owner.address }
  locate(path: string): Place { return path === '' ? this.owner.locate('address') : this.owner.locate(path) }
  edit(change: Change): readonly Edit[] | null { return this.owner.edit(change) }

  protected text(name: string): Maybe<string | null> { return words(this.owner.argument(name)) }
  /** The blocks of a type; open where some cannot be read. */
  protected blocks(name: string): List<MapValue> {
    const value = this.owner.argument(name)
    if (!value || value.kind === 'null') return []
    if (value.kind === 'map') return [value]
    if (value.kind !== 'list') return list<MapValue>([], true)
    const maps = (value as ListValue).items.filter((item): item is MapValue => item.kind === 'map')
    return list(maps, value.open || maps.length < value.items.length)
  }
}

const unsure = new Unknown('…')
const part = (of: MapValue, name: string): Value | null => of.entries.get(name) ?? (of.open ? { kind: 'unknown', source: name, origin: of.origin } : null)
/** Does one of a list hold? Unknown where none surely does and one may. */
const some = <T>(items: List<T>, test: (item: T) => Maybe<boolean>): Maybe<boolean> => {
  const answers = items.map(test)
  return answers.includes(true) ? true : items.open || answers.some(isUnknown) ? unsure : false
}

const production = /(?:^|[^a-z])(?:prod|production|prd|live)(?:[^a-z]|$)/i

export class FaultExperimentNode extends Special implements facts.FaultExperiment {
  constructor(model: Model, owner: ResourceNode) { super(model, 'terraform.FaultExperiment', owner) }

  get hasStopCondition(): Maybe<boolean> {
    return this.once('hasStopCondition', () => some(this.blocks('stop_condition'), block => { const source = words(part(block, 'source')); return isUnknown(source) ? source : source !== null && source !== 'none' }))
  }
  get isBounded(): Maybe<boolean> {
    return this.once('isBounded', () => {
      const wide = some(this.blocks('target'), block => {
        const mode = words(part(block, 'selection_mode')), arns = part(block, 'resource_arns')
        if (arns?.kind === 'list' && arns.items.length > 0) return false
        if (isUnknown(mode)) return mode
        const percent = /^PERCENT\((\d+)\)$/.exec(mode ?? '')
        return mode === 'ALL' || percent !== null && Number(percent[1]) > 50
      })
      return isUnknown(wide) ? wide : !wide
    })
  }
  get targetsProduction(): Maybe<boolean> {
    return this.once('targetsProduction', () => some(this.blocks('target'), block => {
      const textsIn = (value: Value | null): readonly Maybe<string | null>[] => !value || value.kind === 'null' ? [] : value.kind === 'list' ? value.items.flatMap(textsIn) : value.kind === 'map' ? [...value.entries.values()].flatMap(textsIn) : [words(value)]
      const said = ['resource_tag', 'filter', 'parameters', 'resource_arns'].flatMap(name => textsIn(part(block, name)))
      return said.some(one => typeof one === 'string' && production.test(one)) ? true : said.some(isUnknown) ? unsure : false
    }))
  }
  get faults(): List<string> {
    return this.once('faults', () => {
      const actions = this.blocks('action'), found: string[] = []
      let open = actions.open === true
      for (const action of actions) {
        const id = words(part(action, 'action_id'))
        if (typeof id !== 'string') { open = true; continue }
        const document = id === 'aws:ssm:send-command' ? JSON.stringify([...part(action, 'parameter')?.kind === 'list' ? (part(action, 'parameter') as ListValue).items : []].flatMap(item => item.kind === 'map' ? [...item.entries.values()].map(words) : [])) : ''
        found.push(...faultsOf(id + document))
      }
      return list([...new Set(found)], open)
    })
  }
}

/** What an action of FIS breaks, in the words that all experiments share. */
function faultsOf(id: string): readonly string[] {
  if (/latency/i.test(id)) return ['delay']
  if (/packet-loss/i.test(id)) return ['loss']
  if (/disrupt-connectivity|route-table|transit-gateway|blackhole|network-block|disrupt-vpc|partition/i.test(id)) return ['partition']
  if (/stop|terminate|reboot|failover|delete|kill|interrupt/i.test(id)) return ['kill']
  if (/cpu|memory|io-stress|stress/i.test(id)) return ['stress']
  return /inject-api|lambda|throttle|error/i.test(id) ? ['error'] : ['other']
}

export class FeatureFlagNode extends Special implements facts.FeatureFlag {
  constructor(model: Model, owner: ResourceNode, readonly tool: facts.FeatureFlag['tool']) { super(model, 'terraform.FeatureFlag', owner) }

  get key(): Maybe<string | null> { return this.tool === 'launchdarkly' ? this.text('key') : this.text(this.tool === 'unleash' ? 'name' : 'feature_name') }
  get type(): Maybe<string | null> {
    if (this.tool !== 'launchdarkly') return this.tool === 'unleash' ? this.text('type') : new Unknown(this.owner.name)
    const temporary = flag(this.owner.argument('temporary'))
    return isUnknown(temporary) ? temporary : temporary === null ? null : temporary ? 'temporary' : 'permanent'
  }
  get maintainer(): Maybe<string | null> {
    if (this.tool === 'unleash') return new Unknown(this.owner.name)
    const names = this.tool === 'launchdarkly' ? ['maintainer_id', 'maintainer_team_key'] : ['owners']
    let doubt: Unknown | null = null
    for (const name of names) {
      const value = this.owner.argument(name)
      if (value?.kind === 'list') { if (value.items.length > 0) return words(value.items[0]!) ?? new Unknown(name) }
      else { const text = words(value); if (isUnknown(text)) doubt = text; else if (text !== null && text !== '') return text }
    }
    return doubt
  }
  /** A flag that LaunchDarkly calls temporary, and one of a type that Unleash gives a time, are asked for; so is what is meant to stay. */
  get hasEnd(): Maybe<boolean> { const { type } = this; return isUnknown(type) ? type : type !== null }
  get isOwned(): Maybe<boolean> {
    const found = this.model.environment.find(codeowners)
    if (isUnknown(found)) return found
    return found[0] ? (ownersOf(found[0], this.path)?.owners.length ?? 0) > 0 : new Unknown('CODEOWNERS')
  }
  get hasSafeDefault(): Maybe<boolean> {
    if (this.tool === 'flagsmith') { const on = flag(this.owner.argument('default_enabled'), false); return isUnknown(on) ? on : !on }
    return unsure
  }
}
