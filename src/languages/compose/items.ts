import { isHarmlessValue, isSecretName, secretIn } from '../docker/exports'
import { nearest } from '../../core/nearest'
import { Unknown, list, type List, type Maybe } from '../../core/value'
import { asScalar, asSequence } from '../yaml/walk'
import type * as facts from './facts'
import { dangerousCapabilities, isDangerousDevice, isDockerSocket, sensitivePathOf } from './host'
import { adminPorts, isCommonPassword, isDefaultCredential } from './images'
import { interpolate, referencesIn } from './interpolation'
import { Node, type Parent } from './node'
import type { ServiceNode } from './service'
import { siteText, textOf, View, type Site } from './view'

/** A part of a service. */
export abstract class Part extends Node {
  constructor(readonly service: ServiceNode, readonly label: string, view: View, parent: Parent | null = null) { super(service.model, view, parent) }
  get subject(): string { return `${this.service.subject}/${this.label}` }
  protected textAt(name: string): Maybe<string | null> { return this.view.child(name)?.text() ?? null }
}

export const when = <T, R>(value: Maybe<T>, then: (value: T) => Maybe<R>): Maybe<R> => value instanceof Unknown ? value : then(value as T)

export const yes = (text: string | null): boolean => /^(?:true|yes|on|y|1)$/i.test(text ?? '')

interface Range { readonly from: number; readonly to: number }

/** `80` or `80-90`; null where it is no port. */
function rangeOf(text: string): Range | null {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text.trim())
  return match ? { from: Number(match[1]), to: Number(match[2] ?? match[1]) } : null
}

interface ParsedPort { readonly hostIp: Maybe<string | null>; readonly published: Maybe<Range | null>; readonly target: Maybe<Range | null>; readonly protocol: Maybe<string> }

/** Cuts `[ip:][published:]target[/protocol]`; an address of IPv6 may stand in brackets. */
function parsePort(text: string): ParsedPort {
  const [ports, protocol = 'tcp'] = text.split('/', 2) as [string, string?]
  const address = /^\[([^\]]*)\]:(.*)$/.exec(ports), parts = (address ? address[2]! : ports).split(':')
  const target = parts.pop()!, published = parts.pop() ?? null, rest = address ? address[1]! : parts.length > 0 ? parts.join(':') : null
  const range = published === null || published === '' ? null : rangeOf(published)
  return { hostIp: rest, published: published && !range ? new Unknown(text) : range, target: rangeOf(target) ?? new Unknown(text), protocol: protocol.toLowerCase() }
}

export class PortNode extends Part implements facts.Port {
  readonly kind = 'compose.Port'
  get form() { return this.view.isMap ? 'long' as const : 'short' as const }
  get text(): string { return this.form === 'short' ? textOf(this.site.node) ?? '' : `${this.part('published') ?? ''}:${this.part('target') ?? ''}`.replace(/^:/, '') }
  private part(name: string): string | null { return textOf(this.view.child(name)?.first.node ?? null) }
  private get parsed(): ParsedPort {
    return this.once('parsed', () => {
      if (this.form === 'short') {
        const text = siteText(this.site)
        if (text instanceof Unknown) return this.partly(text)
        return parsePort(text ?? '')
      }
      const range = (name: string): Maybe<Range | null> => when(this.textAt(name), text => text === null || text === '' ? null : rangeOf(text) ?? new Unknown(text))
      return { hostIp: this.textAt('host_ip'), published: range('published'), target: range('target'), protocol: when(this.textAt('protocol'), text => text ?? 'tcp') }
    })
  }
  /** Parts of a port that a variable is in are known as far as they hold none. */
  private partly(unknown: Unknown): ParsedPort {
    const text = textOf(this.site.node) ?? '', marked = referencesIn(text).reduceRight((all, { start, end }) => `${all.slice(0, start)}\u0001${all.slice(end)}`, text)
    if (marked.includes('\u0001') && /^\u0001$/.test(marked)) return { hostIp: unknown, published: unknown, target: unknown, protocol: unknown }
    const [ports, protocol = 'tcp'] = marked.split('/', 2) as [string, string?], parts = ports.split(':')
    const known = <T>(part: string | undefined, read: (part: string) => T): Maybe<T | null> => part === undefined ? null : part.includes('\u0001') ? unknown : read(part)
    const target = parts.pop(), published = parts.pop(), ip = parts.length > 0 ? parts.join(':') : undefined
    // A variable in the first part may bring an address of its own.
    const hostIp = ip === undefined && published?.includes('\u0001') ? /^\u0001$/.test(published) ? null : unknown : known(ip, part => part)
    return { hostIp, published: known(published, part => rangeOf(part)), target: known(target, part => rangeOf(part)), protocol: protocol.includes('\u0001') ? unknown : protocol }
  }
  get hostIp() { return this.parsed.hostIp }
  get published() { return when(this.parsed.published, range => range?.from ?? null) }
  get publishedEnd() { return when(this.parsed.published, range => range?.to ?? null) }
  get target() { return when(this.parsed.target, range => range?.from ?? null) }
  get targetEnd() { return when(this.parsed.target, range => range?.to ?? null) }
  get protocol() { return this.parsed.protocol }
  get isUnquoted(): boolean { const scalar = asScalar(this.site.node); return this.form === 'short' && scalar?.style === 'plain' && scalar.source.includes(':') }
  get isSexagesimal(): boolean { return this.isUnquoted && /^\d+:[0-5]?\d$/.test(this.text) }
  get isPublic(): Maybe<boolean> { return when(this.hostIp, ip => !(ip !== null && /^(?:127\.|::1$|localhost$)/.test(ip))) }
  get admin(): Maybe<string | null> {
    return this.once('admin', () => when(this.target, from => when(this.targetEnd, to => {
      if (from === null || to === null) return null
      for (const [port, name] of adminPorts) if (from <= port && port <= to) return name
      return null
    })))
  }
  get loopbackText(): string { return `127.0.0.1:${this.text}` }
  get isExposed(): Maybe<boolean> {
    const { build } = this.service
    if (!build) return new Unknown(this.text)
    const { exposes } = build
    return when(this.target, target => target !== null && exposes.includes(target) ? true : exposes.open || target === null || this.parsed.protocol !== 'tcp' ? new Unknown(this.text) : false)
  }
  get conflict(): Maybe<string | null> { return this.once('conflict', () => this.findConflict()) }
  private findConflict(): Maybe<string | null> {
    const { published, publishedEnd, hostIp, protocol, targetEnd, target } = this
    if (typeof published !== 'number' || typeof publishedEnd !== 'number' || hostIp instanceof Unknown || protocol instanceof Unknown) return when(published, () => null)
    // A range for one port of the container lets Docker choose a free one.
    if (published !== publishedEnd && target === targetEnd) return null
    for (const service of this.model.services) for (const other of service.ports) {
      // The later one of two says it.
      if (other === this) return null
      if (typeof other.published !== 'number' || typeof other.publishedEnd !== 'number' || other.hostIp instanceof Unknown || other.protocol !== protocol) continue
      if (other.published !== other.publishedEnd && other.target === other.targetEnd) continue
      if (other.published > publishedEnd || published > other.publishedEnd) continue
      const anywhere = (ip: string | null): boolean => ip === null || ip === '' || ip === '0.0.0.0' || ip === '::'
      if (!(anywhere(hostIp) || anywhere(other.hostIp) || hostIp === other.hostIp)) continue
      if (service !== this.service && !service.runsBeside(this.service)) continue
      return service.name
    }
    return null
  }
}

export class MountNode extends Part implements facts.Mount {
  readonly kind = 'compose.Mount'
  get form() { return this.view.isMap ? 'long' as const : 'short' as const }
  get text(): string { return this.form === 'short' ? textOf(this.site.node) ?? '' : textOf(this.view.child('source')?.first.node ?? null) ?? textOf(this.view.child('target')?.first.node ?? null) ?? '' }
  private get parts(): { readonly source: Maybe<string | null>; readonly target: Maybe<string | null>; readonly options: readonly string[] } {
    return this.once('parts', () => {
      if (this.form === 'long') return { source: this.textAt('source'), target: this.textAt('target'), options: [] }
      const raw = textOf(this.site.node) ?? '', whole = siteText(this.site)
      const parts = cut(raw), read = (part: string | undefined): Maybe<string | null> => part === undefined ? null : interpolate(part, this.site.source.values)
      // A variable alone may bring the whole mount.
      if (parts.length === 1) return whole instanceof Unknown ? { source: whole, target: whole, options: [] } : cutKnown(whole ?? '')
      return { source: read(parts[0]), target: read(parts[1]), options: (parts[2] ?? '').split(',') }
    })
  }
  get source() { return this.parts.source }
  get target() { return this.parts.target }
  get type(): Maybe<facts.Mount['type'] extends Maybe<infer T> ? T : never> {
    if (this.form === 'long') return when(this.textAt('type'), text => /^(?:bind|volume|tmpfs|npipe|cluster|image)$/.test(text ?? 'volume') ? (text ?? 'volume') as 'bind' : 'other')
    const raw = textOf(this.site.node) ?? '', { source } = this
    if (source instanceof Unknown) return /^\$\{?(?:PWD|HOME)\}?\/|^\$\w+\/|^\$\{[^}]*\}\//.test(raw) ? 'bind' : source
    return source === null ? 'anonymous' : /^[./~\\]|^[A-Za-z]:[\\/]/.test(source) ? 'bind' : 'volume'
  }
  get isReadOnly(): Maybe<boolean> { return this.form === 'short' ? this.parts.options.includes('ro') : when(this.textAt('read_only'), yes) }
  get propagation(): Maybe<string | null> { return this.form === 'long' ? this.view.at('bind', 'propagation')?.text() ?? null : this.parts.options.find(option => /^r?(?:shared|slave|private)$/.test(option)) ?? null }
  get isDockerSocket(): Maybe<boolean> {
    const { source, target } = this
    if (typeof source === 'string') return isDockerSocket(source)
    const raw = this.form === 'short' ? cut(textOf(this.site.node) ?? '')[0] ?? '' : textOf(this.view.child('source')?.first.node ?? null) ?? ''
    // What is mounted as the socket is the socket, whatever variable names it.
    if (source instanceof Unknown && (isDockerSocket(raw.replace(/\}$/, '')) || typeof target === 'string' && isDockerSocket(target))) return true
    return source === null ? false : source
  }
  get sensitivePath(): Maybe<string | null> { return when(this.type, type => type !== 'bind' ? null : when(this.source, source => when(this.isReadOnly, isReadOnly => source === null ? null : sensitivePathOf(source, isReadOnly)))) }
  get isSourceCode(): Maybe<boolean> {
    return when(this.type, type => type !== 'bind' ? false : when(this.source, source => when(this.target, target => source !== null && target !== null && /^\.{1,2}(?:\/(?:src|app|lib|code|backend|frontend|server|client|api|web))?\/?$/.test(source) && !/^\/(?:etc|var|data|config|docker-entrypoint-initdb\.d|backups?)(?:\/|$)/.test(target) && this.service.build !== null)))
  }
  get sharedWith(): List<string> {
    return this.once('sharedWith', () => {
      const { source, type } = this
      if (typeof source !== 'string' || this.isReadOnly !== false || type !== 'volume' && type !== 'bind' || isDockerSocket(source)) return list([])
      return list(new Set(this.model.services.filter(service => service !== this.service && service.mounts.some(other => other.source === source && other.type === type && other.isReadOnly === false)).map(service => service.name)))
    })
  }
}

/** Cuts a short mount at its colons, those of variables and drive letters left alone. */
function cut(text: string): string[] {
  const parts: string[] = []
  let depth = 0, start = 0
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '$' && text[i + 1] === '{') { depth++; i++ } else if (text[i] === '}' && depth > 0) depth--
    else if (text[i] === ':' && depth === 0 && !(i === start + 1 && /[A-Za-z]/.test(text[start]!) && /[\\/]/.test(text[i + 1] ?? ''))) { parts.push(text.slice(start, i)); start = i + 1 }
  }
  return [...parts, text.slice(start)]
}

function cutKnown(text: string): { readonly source: string | null; readonly target: string | null; readonly options: readonly string[] } {
  const parts = cut(text)
  return parts.length === 1 ? { source: null, target: parts[0]!, options: [] } : { source: parts[0]!, target: parts[1]!, options: (parts[2] ?? '').split(',') }
}

/** A value that says of itself that it is none. */
const isPlaceholder = (text: string): boolean => /^(?:dummy|fake|foo|bar|baz|local|localstack|test\w{0,12}|demo|dev|example|x{3,}|placeholder|todo|replace[-_]?me|changeme|(?:your|insert|replace|some|my)[-_ ].{0,80})$/i.test(text)

export class EnvironmentVariableNode extends Part implements facts.EnvironmentVariable {
  readonly kind = 'compose.EnvironmentVariable'
  constructor(service: ServiceNode, readonly origin: 'environment' | 'label' | 'argument', readonly name: string, readonly text: string | null, view: View, parent: Parent | null) { super(service, `${origin}/${name}`, view, parent) }
  get value(): Maybe<string | null> { return this.text === null ? null : interpolate(this.text, this.site.source.values) }
  get isLiteral(): boolean { return this.text !== null && referencesIn(this.text).length === 0 }
  get isSecret(): Maybe<boolean> {
    const { text, name } = this
    if (text === null) return false
    const address = /:\/\/[^\s:/@]{1,100}:([^\s@]{1,200})@/.exec(text)
    // An address repeats a password of which its database's own variable is told.
    if (address && (isPlaceholder(address[1]!) || isCommonPassword(address[1]!))) return false
    if (secretIn(text)) return true
    if (!this.isLiteral) return false
    return isSecretName(name) && !/_FILE$/i.test(name) && !isHarmlessValue(text) && !isPlaceholder(text) && !/^\/run\/secrets\//.test(text)
  }
  get isDefaultCredential(): Maybe<boolean> { return this.origin !== 'environment' || this.text === null ? false : when(this.value, value => value !== null && isDefaultCredential(this.name, value)) }
  get isDebug(): Maybe<boolean> {
    if (this.origin !== 'environment') return false
    return when(this.value, value => value !== null && (/^(?:.*_)?DEBUG$/.test(this.name) && /^(?:true|1|yes|on)$/i.test(value) || /^(?:NODE_ENV|RAILS_ENV|RACK_ENV|APP_ENV|FLASK_ENV|ASPNETCORE_ENVIRONMENT|DOTNET_ENVIRONMENT|GO_ENV|MIX_ENV|DJANGO_ENV)$/.test(this.name) && /^(?:dev|devel|development|local)$/i.test(value)))
  }
}

export class DependencyNode extends Part implements facts.Dependency {
  readonly kind = 'compose.Dependency'
  constructor(service: ServiceNode, readonly name: string, readonly form: 'short' | 'long', readonly isFirst: boolean, view: View, parent: Parent | null) { super(service, `depends_on/${name}`, view, parent) }
  get condition(): Maybe<string> { return this.form === 'short' ? 'service_started' : when(this.textAt('condition'), text => text ?? 'service_started') }
  get target(): ServiceNode | null { return this.model.service(this.name) }
  get targetHasHealthcheck(): Maybe<boolean> { return this.target ? this.target.declaresHealthcheck === true ? true : this.target.hasHealthcheck : new Unknown(this.name) }
  override locate(path: string) { return path === '' && this.form === 'long' ? this.keyPlace : super.locate(path) }
}

export class HealthcheckNode extends Part implements facts.Healthcheck {
  readonly kind = 'compose.Healthcheck'
  get form() { const test = this.view.child('test'); return !test ? null : test.isSequence ? 'list' as const : 'text' as const }
  get test(): List<Maybe<string>> | null {
    const test = this.view.child('test')
    if (!test) return null
    if (!test.isSequence) { const text = test.text(); return list(text === null ? [] : [text]) }
    return list((asSequence(test.first.node)?.items ?? []).map(node => siteText({ ...test.first, node, key: null }) ?? ''))
  }
  get isDisabled(): Maybe<boolean> {
    const disable = this.textAt('disable'), first = this.test?.[0]
    return when(disable, text => yes(text) || (first !== undefined && !(first instanceof Unknown) && (first === 'NONE' || first.trim() === '' && this.test!.length === 1)))
  }
  get hasInvalidForm(): Maybe<boolean> {
    if (this.form !== 'list') return false
    const first = this.test![0]
    return first === undefined ? true : when(first, word => !['CMD', 'CMD-SHELL', 'NONE'].includes(word))
  }
  get interval() { return this.textAt('interval') }
  get timeout() { return this.textAt('timeout') }
}

export class DeviceNode extends Part implements facts.Device {
  readonly kind = 'compose.Device'
  get text(): string { return textOf(this.site.node) ?? textOf(this.view.child('source')?.first.node ?? null) ?? '' }
  get source(): Maybe<string> { const text = this.view.isMap ? this.textAt('source') : siteText(this.site); return when(text, text => (text ?? '').split(':')[0]!) }
  get isDangerous(): Maybe<boolean> { return when(this.source, isDangerousDevice) }
}

export class SecurityOptionNode extends Part implements facts.SecurityOption {
  readonly kind = 'compose.SecurityOption'
  get text(): Maybe<string> { return when(siteText(this.site), text => text ?? '') }
  get name(): Maybe<string> { return when(this.text, text => /^[^:=]*/.exec(text)![0].trim()) }
  get value(): Maybe<string | null> { return when(this.text, text => { const at = text.search(/[:=]/); return at < 0 ? null : text.slice(at + 1).trim() }) }
}

export class CapabilityNode extends Part implements facts.Capability {
  readonly kind = 'compose.Capability'
  get name(): Maybe<string> { return when(siteText(this.site), text => (text ?? '').toUpperCase().replace(/^CAP_/, '')) }
  get isDangerous(): Maybe<boolean> { return when(this.name, name => dangerousCapabilities.has(name)) }
}

export class ReferenceNode extends Part implements facts.Reference {
  readonly kind = 'compose.Reference'
  constructor(service: ServiceNode, readonly noun: string, readonly name: string, readonly section: string, private readonly section_: string, site: Site, private readonly isMapKey: boolean) { super(service, `${section}/${name}`, new View([site])) }
  get isDefined(): Maybe<boolean> {
    const { names, open } = this.model.namesIn(this.section_)
    if (names.has(this.name) || this.noun === 'network' && this.name === 'default') return true
    return open || !this.service.isWhole || /\$/.test(this.name) ? new Unknown(this.name) : false
  }
  get suggestion(): string | null { return this.once('suggestion', () => nearest(this.name, this.model.namesIn(this.section_).names)) }
  override locate(path: string) { return path === '' && this.isMapKey && this.site.key ? this.keyPlace : super.locate(path) }
}

export class PathReferenceNode extends Part implements facts.PathReference {
  readonly kind = 'compose.PathReference'
  constructor(service: ServiceNode, readonly noun: string, readonly text: string, readonly target: string, private readonly isFolder: boolean, site: Site) { super(service, `path/${text}`, new View([site])) }
  get exists(): Maybe<boolean> {
    const { environment } = this.model
    if (this.target === '') return true
    if (this.isFolder) {
      if (environment.list(this.target).length > 0 || environment.folders(this.target).length > 0) return true
      // A folder without a file that we read is not seen; one that should have a Dockerfile would be.
      return this.service.build?.dockerfilePath?.startsWith(`${this.target}/`) === true ? false : new Unknown(this.text)
    }
    return environment.read(this.target) !== null ? true : /(?:^|\/)(?:Dockerfile|Containerfile)(?:[.-][^/]*)?$|\.(?:docker|container)file$/i.test(this.target) ? false : new Unknown(this.text)
  }
}

