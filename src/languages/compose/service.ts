import type { Fact, Place } from '../../core/fact'
import { Unknown, dictionary, isKnown, list, type Dictionary, type List, type Maybe } from '../../core/value'
import { dockerfile, isValidReference, partsOf, splitName, type DockerfileSummary, type StageSummary } from '../docker/exports'
import { asMap, asSequence, entries } from '../yaml/walk'
import type * as facts from './facts'
import { isStateful, isStore, readinessOf } from './images'
import { readEnvFile } from './interpolation'
import { CapabilityNode, DependencyNode, DeviceNode, EnvironmentVariableNode, HealthcheckNode, MountNode, Part, PathReferenceNode, PortNode, ReferenceNode, SecurityOptionNode, when, yes } from './items'
import type { Model } from './model'
import { Node, type Parent } from './node'
import type { ProjectNode } from './nodes'
import { folderOf, join } from './paths'
import { siteText, textOf, View, type Site } from './view'

const floating = /^(?:latest|stable|edge|test|testing|nightly|dev|develop|beta|canary|lts|main|master|next|rolling)$/i
const devCommand = /\b(?:nodemon|(?:npm|pnpm|yarn|bun)\s+(?:run\s+)?dev\b|(?:flask|manage\.py)\s+(?:run|runserver)|runserver|--reload\b|webpack(?:-dev-server|\s+serve)|vite(?:\s|$)|ng\s+serve|air(?:\s|$)|rails\s+s(?:erver)?\b|php\s+artisan\s+serve|dotnet\s+watch|cargo\s+watch|tsx?\s+watch|next\s+dev)/
const oneOff = /\b(?:migrat\w*|seed|init|createbuckets?|bootstrap|setup|certbot|backup|mc\s+mb)\b/i

export class ServiceNode extends Node implements facts.Service {
  readonly kind = 'compose.Service'
  constructor(model: Model, readonly name: string, view: View, parent: Parent) { super(model, view, parent) }
  get subject(): string { return `services/${this.name}` }
  get project(): ProjectNode { return this.model.project }
  override locate(path: string): Place { return path === '' ? this.keyPlace : super.locate(path) }

  get isWhole(): boolean { return this.once('isWhole', () => this.view.child('provider') === null && (this.view.child('image') !== null || this.view.child('build') !== null)) }

  /** What stands at a path; unknown where nothing does here and something may elsewhere. */
  private at(...path: string[]): View | null | Unknown {
    let at: View = this.view
    for (const name of path) {
      const next = at.child(name)
      if (!next) return at.isOpen || this.mayGet(path) ? new Unknown(path.join('.')) : null
      at = next
    }
    return at
  }
  private mayGet(path: readonly string[]): boolean { return !this.isWhole || this.overlays.some(view => view.at(...path) !== null || view.open) }
  /** The same service in the files that are read together with this one. */
  private get overlays(): readonly View[] { return this.once('overlays', () => this.model.companions.flatMap(source => this.model.serviceView(source, this.name) ?? [])) }

  private text(...path: string[]): Maybe<string | null> { const at = this.at(...path); return at instanceof Unknown ? at : at?.text() ?? null }
  private flag(name: string): Maybe<boolean> { return when(this.text(name), yes) }
  private items(name: string): { readonly sites: readonly Site[]; readonly open: boolean } {
    const at = this.at(name)
    return at instanceof Unknown ? { sites: [], open: true } : at ? { sites: at.items(), open: at.isOpen || this.overlays.some(view => view.child(name) !== null) } : { sites: [], open: false }
  }
  private texts(name: string): List<Maybe<string>> {
    const { sites, open } = this.items(name), at = this.at(name)
    const one = at && !(at instanceof Unknown) && at.isScalar ? at.text() : null
    return one !== null ? list([one], open) : list(sites.map(site => when(siteText(site), text => text ?? '')), open)
  }
  private parts<T>(name: string, make: (view: View, label: string, parent: Parent) => T): List<T> {
    const at = this.at(name)
    if (at === null || at instanceof Unknown) return list([], at !== null)
    const made = at.items().map((site, i) => make(new View([site]), `${name}/${labelOf(site, i)}`, { node: at.sites.find(one => one.depth === site.depth)!.node, step: i }))
    return list(made, at.isOpen)
  }

  get image(): facts.Image | null {
    return this.once('image', () => {
      const text = this.text('image')
      return text === null || text instanceof Unknown && this.view.child('image') === null ? null : imageOf(text, this.view.child('build') !== null)
    })
  }
  get build(): BuildNode | null {
    return this.once('build', () => { const at = this.view.child('build'); return at ? new BuildNode(this, 'build', at) : null })
  }
  get pullPolicy() { return this.text('pull_policy') }
  get containerName() { return this.text('container_name') }
  get hasValidContainerName(): Maybe<boolean> { return when(this.containerName, name => name === null || /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name)) }
  get containerNameTwin(): Maybe<string | null> {
    return when(this.containerName, name => name === null || this.view.child('container_name')?.first.depth !== 0 ? null : this.model.services.find(other => other !== this && other.containerName === name && other.runsBeside(this))?.name ?? null)
  }
  get profiles() { return this.texts('profiles') }
  /** May both run at once: they share a profile, or one has none. */
  runsBeside(other: ServiceNode): boolean {
    const own = this.profiles, others = other.profiles
    return own.length === 0 || others.length === 0 || own.some(one => isKnown(one) && others.includes(one))
  }
  get privileged() { return this.flag('privileged') }
  get readOnly() { return this.flag('read_only') }
  get networkMode() { return this.text('network_mode') }
  get pid() { return this.text('pid') }
  get ipc() { return this.text('ipc') }
  get uts() { return this.text('uts') }
  get usernsMode() { return this.text('userns_mode') }
  get cgroup() { return this.text('cgroup') }
  get cgroupParent() { return this.text('cgroup_parent') }
  get user() { return this.text('user') }
  get userIsRoot(): Maybe<boolean> { return when(this.user, user => user !== null && /^(?:root|0+)(?::|$)/.test(user)) }
  get runsAsRoot(): Maybe<boolean> {
    return when(this.user, user => {
      if (user !== null && user !== '') return this.userIsRoot
      const stage = this.build?.stage
      if (!stage) return new Unknown('user')
      return stage instanceof Unknown ? stage : stage.userKind === 'unknown' ? new Unknown('user') : stage.userKind === 'root'
    })
  }
  get capAdd() { return this.texts('cap_add') }
  get capDrop() { return this.texts('cap_drop') }
  private drops(...names: string[]): Maybe<boolean> {
    const { capDrop } = this
    if (capDrop.some(one => isKnown(one) && names.includes(one.toUpperCase().replace(/^CAP_/, '')))) return true
    return capDrop.open || capDrop.some(one => one instanceof Unknown) ? new Unknown('cap_drop') : false
  }
  get dropsAllCapabilities() { return this.drops('ALL') }
  get dropsPortBinding() { return this.drops('ALL', 'NET_BIND_SERVICE') }
  get capabilities() { return this.once('capabilities', () => this.parts('cap_add', (view, label, parent) => new CapabilityNode(this, label, view, parent))) }
  get securityOptions() { return this.once('securityOptions', () => this.parts('security_opt', (view, label, parent) => new SecurityOptionNode(this, label, view, parent))) }
  get hasNoNewPrivileges(): Maybe<boolean> {
    const { securityOptions } = this
    if (securityOptions.some(({ text }) => isKnown(text) && /^no-new-privileges(?:[:=]\s*true)?$/.test(text))) return true
    return securityOptions.open || securityOptions.some(({ text }) => text instanceof Unknown) ? new Unknown('security_opt') : false
  }
  get devices() { return this.once('devices', () => this.parts('devices', (view, label, parent) => new DeviceNode(this, label, view, parent))) }
  get ports() { return this.once('ports', () => this.parts('ports', (view, label, parent) => new PortNode(this, label, view, parent))) }
  get expose() { return this.texts('expose') }
  get mounts() { return this.once('mounts', () => this.parts('volumes', (view, label, parent) => new MountNode(this, label, view, parent))) }

  /** Pairs of a map or `NAME=value` items of a list, of all layers; the first of a name counts. */
  private pairs(view: View | null, origin: 'environment' | 'label' | 'argument'): EnvironmentVariableNode[] {
    const found = new Map<string, EnvironmentVariableNode>()
    for (const { source, node, depth } of view?.sites ?? []) {
      for (const pair of entries(node)) if (pair.name !== null && !found.has(pair.name)) found.set(pair.name, new EnvironmentVariableNode(this, origin, pair.name, textOf(pair.value), new View([{ source, node: pair.value, key: pair.key, depth }]), { node, step: pair.name }))
      for (const [step, item] of (asSequence(node)?.items ?? []).entries()) {
        const text = textOf(item), at = text === null ? -1 : text.indexOf('=')
        if (text === null) continue
        const name = at < 0 ? text : text.slice(0, at)
        if (!found.has(name)) found.set(name, new EnvironmentVariableNode(this, origin, name, at < 0 ? null : text.slice(at + 1), new View([{ source, node: item, key: null, depth }]), { node, step }))
      }
    }
    return [...found.values()]
  }
  get environment(): List<EnvironmentVariableNode> {
    return this.once('environment', () => {
      const at = this.at('environment')
      return list(this.pairs(at instanceof Unknown ? null : at, 'environment'), at instanceof Unknown || at?.isOpen === true)
    })
  }
  get labels(): readonly EnvironmentVariableNode[] { return this.once('labels', () => this.pairs(this.view.child('labels'), 'label')) }
  get buildArguments(): readonly EnvironmentVariableNode[] { return this.once('buildArguments', () => this.pairs(this.view.at('build', 'args'), 'argument')) }
  get variables(): Dictionary<Maybe<string | null>> {
    return this.once('variables', () => {
      const found = new Map<string, Maybe<string | null>>()
      let open = this.environment.open === true
      for (const { text, site } of this.envFiles) {
        const path = typeof text === 'string' ? join(folderOf(site.source.path), text) : null, file = path === null ? null : this.model.environment.read(path)
        if (file) for (const [name, value] of readEnvFile(file.text)) found.set(name, value)
        else open = true
      }
      for (const { name, value } of this.environment) found.set(name, value)
      return dictionary(found, open)
    })
  }
  private get envFiles(): readonly { readonly text: Maybe<string | null>; readonly site: Site; readonly isRequired: boolean }[] {
    const at = this.view.child('env_file')
    if (!at) return []
    const sites = at.isSequence ? at.items() : [at.first]
    return sites.map(site => {
      const map = asMap(site.node), path = map ? new View([site]).child('path') : null
      return { text: path ? path.text() : siteText(site), site: path?.first ?? site, isRequired: !map || textOf(new View([site]).child('required')?.first.node ?? null) !== 'false' }
    })
  }

  get dependencies(): List<DependencyNode> {
    return this.once('dependencies', () => {
      const at = this.at('depends_on')
      if (at === null || at instanceof Unknown) return list([], at !== null)
      const found: DependencyNode[] = []
      for (const { source, node, depth } of at.sites) {
        for (const pair of entries(node)) if (pair.name !== null) found.push(new DependencyNode(this, pair.name, 'long', found.length === 0, new View([{ source, node: pair.value, key: pair.key, depth }]), { node, step: pair.name }))
        for (const [step, item] of (asSequence(node)?.items ?? []).entries()) { const name = textOf(item); if (name !== null) found.push(new DependencyNode(this, name, 'short', found.length === 0, new View([{ source, node: item, key: null, depth }]), { node, step })) }
      }
      return list(found, at.isOpen)
    })
  }
  get healthcheck(): HealthcheckNode | null { return this.once('healthcheck', () => { const at = this.view.child('healthcheck'); return at ? new HealthcheckNode(this, 'healthcheck', at) : null }) }
  get declaresHealthcheck(): Maybe<boolean> {
    const at = this.at('healthcheck')
    return at instanceof Unknown ? at : at ? when(this.healthcheck!.isDisabled, off => !off) : false
  }
  get hasHealthcheck(): Maybe<boolean> {
    return this.once('hasHealthcheck', () => when(this.declaresHealthcheck, declared => {
      if (declared || this.healthcheck && this.healthcheck.isDisabled === true || !this.build) return declared
      const { stage } = this.build
      return stage instanceof Unknown ? stage : stage?.healthcheck === 'set'
    }))
  }
  get readinessCommand(): string | null { const repository = this.image?.repository; return typeof repository === 'string' ? readinessOf(repository) : null }

  private first(...paths: string[][]): Maybe<string | null> {
    let unknown: Unknown | null = null
    for (const path of paths) {
      const text = this.text(...path)
      if (text instanceof Unknown) unknown ??= text
      else if (text !== null) return text
    }
    return unknown
  }
  get memoryLimit() { return this.first(['deploy', 'resources', 'limits', 'memory'], ['mem_limit']) }
  get cpuLimit() { return this.first(['deploy', 'resources', 'limits', 'cpus'], ['cpus'], ['cpu_quota'], ['cpu_count']) }
  get pidsLimit() { return when(this.first(['deploy', 'resources', 'limits', 'pids'], ['pids_limit']), text => text !== null && Number(text) <= 0 ? null : text) }
  private has(...path: string[]): Maybe<boolean> { const at = this.at(...path); return at instanceof Unknown ? at : at !== null }
  get hasUlimits() { return this.has('ulimits') }
  get restart() { return this.text('restart') }
  get restartPolicy(): Maybe<'no' | 'always' | 'on-failure' | 'unless-stopped' | 'any' | 'none' | 'invalid' | null> {
    return when(this.restart, restart => {
      const at = this.at('deploy', 'restart_policy')
      if (at instanceof Unknown) return restart === null ? at : policyOf(restart)
      if (at) return when(this.text('deploy', 'restart_policy', 'condition'), condition => condition === null ? 'any' : condition === 'none' || condition === 'on-failure' || condition === 'any' ? condition : 'invalid')
      return restart === null ? null : policyOf(restart)
    })
  }
  get restartAttempts(): Maybe<number | null> {
    return when(this.text('deploy', 'restart_policy', 'max_attempts'), attempts => attempts !== null ? Number(attempts) || null : when(this.restart, restart => { const match = /^on-failure:(\d+)$/.exec(restart ?? ''); return match ? Number(match[1]) : null }))
  }
  get isRestartUnbounded(): Maybe<boolean> { return when(this.restartPolicy, policy => when(this.restartAttempts, attempts => policy === 'on-failure' && attempts === null)) }
  get replicas(): Maybe<number | null> { return when(this.first(['deploy', 'replicas'], ['scale']), text => text === null ? null : /^\d+$/.test(text) ? Number(text) : new Unknown(text)) }
  get logDriver() { return this.text('logging', 'driver') }
  get rotatesLogs(): Maybe<boolean> {
    return when(this.logDriver, driver => driver !== null && driver !== 'json-file' ? true : this.has('logging', 'options', 'max-size'))
  }
  get stopGracePeriod() { return this.text('stop_grace_period') }
  get isStore(): Maybe<boolean> { return this.image === null ? false : this.image.isBuilt ? false : when(this.image.repository, isStore) }
  get isStateful(): Maybe<boolean> { return this.image === null || this.image.isBuilt ? false : when(this.image.repository, isStateful) }
  get isOneOff(): Maybe<boolean> {
    return this.once('isOneOff', () => {
      if (this.model.services.some(service => service.dependencies.some(({ name, condition }) => name === this.name && condition === 'service_completed_successfully'))) return true
      const command = this.command, policy = this.restart
      return typeof policy === 'string' && policyOf(policy) === 'no' || oneOff.test(this.name) || typeof command === 'string' && oneOff.test(command) && this.ports.length === 0
    })
  }
  get networks(): List<string> { const at = this.view.child('networks'); return at ? list(at.isSequence ? at.items().flatMap(site => textOf(site.node) ?? []) : at.names(), at.isOpen) : list([]) }
  get usesDefaultNetwork(): Maybe<boolean> {
    return when(this.networkMode, mode => { const at = this.at('networks'); return at instanceof Unknown ? at : mode === null && (at === null || at.isNull) })
  }
  get links() { return this.texts('links') }
  get command(): Maybe<string | null> {
    const at = this.at('command')
    if (at === null || at instanceof Unknown) return at
    return at.isSequence ? (asSequence(at.first.node)?.items ?? []).map(item => textOf(item) ?? '').join(' ') : textOf(at.first.node)
  }
  get isDevCommand(): Maybe<boolean> { return when(this.command, command => command !== null && devCommand.test(command)) }
  get keys(): List<string> { return list(this.view.names(), this.view.isOpen) }

  get references(): readonly ReferenceNode[] {
    return this.once('references', () => {
      const found: ReferenceNode[] = []
      const add = (noun: string, name: string | null, section: string, target: string, site: Site, isKey = false): void => { if (name) found.push(new ReferenceNode(this, noun, name, section, target, site, isKey)) }
      for (const { name, site, form } of this.dependencies) add('service', name, 'depends_on', 'services', site, form === 'long')
      const lists = [['networks', 'network'], ['secrets', 'secret'], ['configs', 'config']] as const
      for (const [section, noun] of lists) for (const { source, node, depth } of this.view.child(section)?.sites ?? []) {
        for (const { name, key } of entries(node)) if (name !== null) add(noun, name, section, section, { source, node: key, key, depth }, true)
        for (const item of asSequence(node)?.items ?? []) {
          const site: Site = { source, node: item, key: null, depth }, inner = asMap(item) ? new View([site]).child('source') : null
          add(noun, textOf(inner ? inner.first.node : item), section, section, inner?.first ?? site)
        }
      }
      for (const mount of this.mounts) if (mount.type === 'volume' && typeof mount.source === 'string') add('volume', mount.source, 'volumes', 'volumes', mount.form === 'long' ? mount.view.child('source')!.first : mount.site)
      for (const item of this.items('links').sites) add('service', (textOf(item.node) ?? '').split(':')[0]!, 'links', 'services', item)
      for (const key of ['network_mode', 'pid', 'ipc']) { const at = this.view.child(key), match = /^service:(.+)$/.exec(textOf(at?.first.node ?? null) ?? ''); if (at && match) add('service', match[1]!, key, 'services', at.first) }
      const extended = this.view.child('extends')
      if (extended && (extended.isScalar || !extended.child('file'))) { const at = extended.isScalar ? extended : extended.child('service'); if (at) add('service', textOf(at.first.node), 'extends', 'services', at.first) }
      for (const { source, node, depth } of this.view.at('build', 'secrets')?.sites ?? []) for (const item of asSequence(node)?.items ?? []) if (textOf(item) !== null) add('secret', textOf(item), 'build.secrets', 'secrets', { source, node: item, key: null, depth })
      return found
    })
  }

  private get paths(): readonly PathReferenceNode[] {
    const found: PathReferenceNode[] = []
    for (const { text, site, isRequired } of this.envFiles) {
      const path = typeof text === 'string' ? join(folderOf(site.source.path), text) : null
      // .env and its like are kept out of repositories on purpose.
      if (path !== null && isRequired && !/(?:^|\/)\.env|\.env(?:\.|$)|secret|local/i.test(path)) found.push(new PathReferenceNode(this, 'env_file', text as string, path, false, site))
    }
    const build = this.build
    if (build && build.contextPath !== null) {
      const at = this.view.child('build')!, context = at.isScalar ? at : at.child('context')
      if (context && typeof build.context === 'string') found.push(new PathReferenceNode(this, 'build context', build.context, build.contextPath, true, context.first))
      const file = at.isMap ? at.child('dockerfile') : null
      if (file && build.dockerfilePath !== null) found.push(new PathReferenceNode(this, 'Dockerfile', textOf(file.first.node) ?? '', build.dockerfilePath, false, file.first))
    }
    return found
  }

  *facts(): Generator<Fact> {
    yield this
    const own = [...this.ports, ...this.mounts, ...this.environment, ...this.labels, ...this.buildArguments, ...this.dependencies, ...this.devices, ...this.securityOptions, ...this.capabilities, ...this.references, ...this.paths, ...this.healthcheck ? [this.healthcheck] : [], ...this.build ? [this.build] : []]
    for (const fact of own) if (fact.site.depth === 0) yield fact
  }
}

function policyOf(text: string): 'no' | 'always' | 'on-failure' | 'unless-stopped' | 'invalid' {
  if (/^(?:no|false|)$/i.test(text)) return 'no'
  return text === 'always' || text === 'unless-stopped' ? text : /^on-failure(?::\d+)?$/.test(text) ? 'on-failure' : 'invalid'
}

const labelOf = (site: Site, index: number): string => textOf(site.node)?.slice(0, 80) ?? textOf(new View([site]).child('target')?.first.node ?? null) ?? String(index)

function imageOf(text: Maybe<string | null>, isBuilt: boolean): facts.Image {
  if (text instanceof Unknown || text === null) {
    const unknown = text ?? new Unknown('')
    return { text: unknown, registry: unknown, repository: unknown, tag: unknown, digest: unknown, isBuilt, isValid: unknown, isFloating: unknown }
  }
  const parts = partsOf(text), { registry, repository } = splitName(text.slice(...parts.name)), tag = parts.tag && text.slice(...parts.tag), digest = parts.digest && text.slice(...parts.digest)
  return { text, registry, repository, tag, digest, isBuilt, isValid: isValidReference(text), isFloating: digest === null && (tag === null || floating.test(tag)) }
}

export class BuildNode extends Part implements facts.Build {
  readonly kind = 'compose.Build'
  override locate(path: string): Place { return path === '' && this.site.key && this.view.isMap ? this.keyPlace : super.locate(path) }
  get context(): Maybe<string> { return when(this.view.isScalar ? this.view.text() : this.textAt('context'), text => text ?? '.') }
  get isRemote(): Maybe<boolean> { return when(this.context, context => /^(?:https?|git|ssh):|^git@|^github\.com\/|\.git(?:#|$)/.test(context)) }
  get isInline(): boolean { return this.view.isMap && this.view.child('dockerfile_inline') !== null }
  private get folder(): string { const at = this.view.isMap ? this.view.child('context') : this.view; return folderOf((at ?? this.view).first.source.path) }
  /** Workspace path of the context. */
  get contextPath(): string | null { const { context } = this; return typeof context === 'string' && this.isRemote === false ? join(this.folder, context) : null }
  get dockerfilePath(): string | null {
    const file = this.view.isMap ? this.textAt('dockerfile') : null, context = this.contextPath
    return context === null || this.isInline || file instanceof Unknown ? null : join(context, file ?? 'Dockerfile')
  }
  get dockerfile(): Maybe<string | null> { return this.dockerfilePath ?? (this.isInline || this.isRemote === true ? null : when(this.context, () => when(this.view.isMap ? this.textAt('dockerfile') : null, () => null))) }
  private get summary(): Maybe<DockerfileSummary | null> {
    return this.once('summary', () => {
      const path = this.dockerfilePath
      if (path === null) return new Unknown('dockerfile')
      const found = this.model.environment.find(dockerfile(path))
      return found instanceof Unknown ? found : found[0] ?? null
    })
  }
  get target(): Maybe<string | null> { return this.view.isMap ? this.textAt('target') : null }
  /** The stage that it builds; null where there is no such Dockerfile or stage. */
  get stage(): Maybe<StageSummary | null> {
    return when(this.summary, summary => when(this.target, target => !summary ? null : target === null || target === '' ? summary.final : summary.stages.find(stage => stage.name?.toLowerCase() === target.toLowerCase() || String(stage.index) === target) ?? null))
  }
  get targetExists(): Maybe<boolean> { return when(this.summary, summary => !summary ? new Unknown('target') : when(this.target, target => target === null || when(this.stage, stage => stage !== null))) }
  get stages(): List<string> { const { summary } = this; return summary instanceof Unknown || !summary ? list([], true) : list(summary.stages.flatMap(stage => stage.name ?? [])) }
  get arguments(): List<facts.BuildArgument> {
    const at = this.view.isMap ? this.view.child('args') : null
    const isDeclared = (name: string): Maybe<boolean> => this.isDeclared(name)
    return list(this.service.buildArguments.map(({ name, value, parent }) => ({ name, value, get isDeclared() { return isDeclared(name) }, at: typeof parent?.step === 'number' ? `args[${parent.step}]` : /^[A-Za-z_]\w*$/.test(name) ? `args.${name}` : `args["${name.replace(/["\\]/g, '\\$&')}"]` })), at?.isOpen === true)
  }
  private isDeclared(name: string): Maybe<boolean> {
    if (/^(?:(?:https?|ftp|no|all)_proxy|BUILDKIT_\w+|SOURCE_DATE_EPOCH|(?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT))$/i.test(name)) return true
    return when(this.summary, summary => summary ? summary.args.includes(name) : new Unknown(name))
  }
  get additionalContexts(): readonly string[] {
    const at = this.view.isMap ? this.view.child('additional_contexts') : null
    return at ? at.isSequence ? at.items().flatMap(site => textOf(site.node)?.split('=')[0] ?? []) : at.names() : []
  }
  get exposes(): List<number> {
    const { stage } = this
    if (stage instanceof Unknown || !stage) return list([], true)
    const ports = stage.exposes.flatMap(({ port, end }) => end - port > 1000 ? [] : Array.from({ length: end - port + 1 }, (_, i) => port + i))
    // An image that exposes nothing leaves it to who runs it, or to its base.
    return list(ports, ports.length === 0)
  }
}
