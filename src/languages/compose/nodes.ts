import type { Place } from '../../core/fact'
import { Unknown, list, type List, type Maybe } from '../../core/value'
import { asScalar } from '../yaml/walk'
import { conflictIn } from '../text/conflict'
import type * as facts from './facts'
import type { Reference } from './interpolation'
import { sensitivePathOf } from './host'
import type { Model } from './model'
import { Node, type Parent } from './node'
import { nameOf } from './paths'
import { problemsOf } from './problems'
import type { ServiceNode } from './service'
import { textOf, type View } from './view'

export class ProjectNode extends Node implements facts.Project {
  readonly kind = 'compose.Project'
  get subject(): string { return 'project' }
  get fileName(): string { return nameOf(this.path) }
  get hasConflict(): boolean { return conflictIn(this.model.source.text) !== null }
  get name(): Maybe<string | null> { return textIn(this.view, 'name') }
  get version(): Maybe<string | null> { return textOf(this.view.child('version')?.first.node ?? null) }
  get services(): List<ServiceNode> { return list(this.model.services) }
  private definitions(section: string): List<DefinitionNode> { return list(this.model.definitions.filter(one => one.section === section)) }
  get networks() { return this.definitions('networks') }
  get volumes() { return this.definitions('volumes') }
  get secrets() { return this.definitions('secrets') }
  get configs() { return this.definitions('configs') }
  get keys(): List<string> { return list(this.view.names()) }
  get isFragment(): boolean { return this.model.services.every(service => !service.isWhole) }
  get isProductionNamed(): boolean { return /(?:^|[\/._-])(?:prod|production|live|staging)(?:[\/._-]|$)/i.test(this.path) }
  get problems(): List<facts.Problem> { return this.once('problems', () => list(problemsOf(this.model))) }
  get misplacedKeys(): List<string> {
    const order = ['version', 'name', 'include', 'services', 'networks', 'volumes', 'secrets', 'configs']
    let highest = -1
    return list(this.keys.filter(key => {
      const at = order.indexOf(key)
      if (at < 0) return false
      if (at < highest) return true
      highest = at
      return false
    }))
  }
  override locate(path: string): Place {
    const place = super.locate(path)
    if (path !== '' && !place.missing) return place
    const services = this.view.child('services')
    return services ? { path: this.path, span: this.tokenAt({ ...services.first, node: services.first.key! }), missing: path !== '' } : place
  }
}

const textIn = (view: View, name: string): Maybe<string | null> => view.child(name)?.text() ?? null

const nouns = { networks: 'network', volumes: 'volume', secrets: 'secret', configs: 'config' } as const

export class DefinitionNode extends Node implements facts.Definition {
  readonly kind = 'compose.Definition'
  constructor(model: Model, readonly section: 'networks' | 'volumes' | 'secrets' | 'configs', readonly name: string, view: View, parent: Parent) { super(model, view, parent) }
  get subject(): string { return `${this.section}/${this.name}` }
  get project(): ProjectNode { return this.model.project }
  get noun(): string { return nouns[this.section] }
  override locate(path: string): Place { return path === '' ? this.keyPlace : super.locate(path) }
  get driver(): Maybe<string | null> { return textIn(this.view, 'driver') }
  get isExternal(): Maybe<boolean> {
    const at = this.view.child('external')
    if (!at) return false
    if (at.isMap) return true
    const text = at.text()
    return text instanceof Unknown ? text : /^(?:true|yes|on)$/i.test(text ?? '')
  }
  get isUsed(): Maybe<boolean> {
    return this.once('isUsed', () => {
      if (this.name === 'default' && this.section === 'networks') return true
      if (this.model.project.isFragment || this.model.included.open || this.model.included.sources.length > 0) return new Unknown(this.name)
      const mentions = new Set(this.model.services.flatMap(service => service.references.filter(one => one.noun === this.noun).map(one => one.name)))
      if (mentions.has(this.name)) return true
      const isMentioned = this.model.companions.some(source => new RegExp(`(?:^|[\\s"'\\[,-])${this.name.replace(/[^\w-]/g, '\\$&')}(?![\\w-])`).test(source.text))
      return isMentioned || this.model.services.some(service => service.view.open) ? new Unknown(this.name) : false
    })
  }
  get hostPathAt(): string { return this.view.at('driver_opts', 'device') ? 'driver_opts.device' : 'driver_opts.mountpoint' }
  get sensitivePath(): Maybe<string | null> {
    const device = this.view.at('driver_opts', 'device')?.text() ?? null, mountpoint = this.view.at('driver_opts', 'mountpoint')?.text() ?? null
    const path = device ?? mountpoint
    if (path instanceof Unknown) return path
    const type = this.view.at('driver_opts', 'type')?.text() ?? null
    return path === null || type !== null && type !== 'none' && type !== 'bind' ? null : sensitivePathOf(path, false)
  }
}

export class VariableNode extends Node implements facts.Variable {
  readonly kind = 'compose.Variable'
  constructor(model: Model, view: View, private readonly reference: Reference, private readonly whole: string) { super(model, view) }
  get subject(): string { return `variable/${this.name}` }
  get name(): string { return this.reference.name }
  get text(): string { return this.whole.slice(this.reference.start, this.reference.end) }
  get hasDefault(): boolean { return /[-+]$/.test(this.reference.operator) }
  get isRequired(): boolean { return this.reference.operator.endsWith('?') }
  get requiredText(): string { return `\${${this.name}:?}` }
  get isInEnvFile(): boolean { return this.model.values.has(this.name) }
  override locate(path: string): Place {
    const scalar = asScalar(this.site.node)!, [start, end] = scalar.span, at = this.model.source.text.slice(start, end).indexOf(this.text)
    return at < 0 ? super.locate(path) : { path: this.path, span: [start + at, start + at + this.text.length], missing: false }
  }
}

