import type { Span } from '../../core/span'
import { isKnown, list, Unknown, type List, type Maybe } from '../../core/value'
import { commandKinds, isDeployName, stageOf } from '../shell/activities'
import type { Command, Script } from '../shell/command'
import { parseShell } from '../shell/parse'
import { fromYamlScalar } from '../shell/source'
import { tokenOf } from '../yaml/path'
import type { YamlNode } from '../yaml/tree'
import { asMap, asScalar, asSequence, entries, entry } from '../yaml/walk'
import { cloudKey, cloudKeysIn } from '../shell/cloud-keys'
import type * as facts from './facts'
import { textOf, type Model, type Site } from './model'
import { Node, plainIn, truthIn } from './node'
import type { PipelineNode } from './pipeline'
import { letsChanges, rulesIn } from './rules'

const testing = /(?:^|[^a-z])(?:tests?|testing|specs?|pytest|rspec|jest|phpunit|e2e|unit|integration)(?:$|[^a-z])/i
const watching = /smoke|health|verif|e2e|end-to-end|probe|synthetic|sanity|playwright|cypress|k6/i
const goingBack = /(?:^|[^a-z])(?:roll-?_?back|revert|undo)(?:$|[^a-z])/i
/** A program of which the pipeline shows no more than the name. */
const hidden = /^(?:\.{0,2}\/\S+|\S+\.(?:sh|bash|py|rb|js|ts)|make|just|task|rake|bash|sh|python3?|node|ruby|ansible-playbook|ssh|pwsh)(?: |$)/
const waiting = / --(?:wait|atomic|rollback-on-failure|wait-for-jobs)\b| --watch\b/

interface Line { readonly words: string; readonly span: Span }

export class JobNode extends Node implements facts.Job {
  readonly kind = 'gitlab-ci.Job'

  constructor(model: Model, readonly name: string, site: Site, private readonly layers: readonly Site[], private readonly open: boolean) { super(model, site) }

  get subject(): string { return this.name }
  get pipeline(): PipelineNode { return this.model.pipeline }
  /** It runs something, or may. */
  get isWhole(): boolean { return this.open || ['script', 'run', 'trigger', 'extends'].some(key => this.own(key)) }

  /** What stands under a key in the layer that wins. */
  private own(key: string): Site | null {
    for (const { source, node } of this.layers) {
      const pair = entry(node, key)
      if (pair) return { source, node: pair.value, key: pair.key }
    }
    return null
  }
  private get inheritsDefaults(): boolean { return asScalar(entry(this.own('inherit')?.node ?? null, 'default')?.value ?? null)?.value !== false }
  private get(key: string): Site | null { return this.own(key) ?? (this.inheritsDefaults ? this.model.fallback(key) : null) }
  private value(key: string): YamlNode | null { return this.get(key)?.node ?? null }
  /** Where a layer is not seen, what is missing may stand there. */
  private missing<T>(key: string, otherwise: T): Maybe<T> { return this.open ? new Unknown(key) : otherwise }

  get stage(): Maybe<string> { return plainIn(this.value('stage')) ?? this.missing('stage', 'test') }
  private get stageIndex(): number { return isKnown(this.stage) ? this.pipeline.stages.indexOf(this.stage) : -1 }

  get needs(): List<string> | null {
    return this.once('needs', () => {
      const node = this.value('needs')
      if (!node || !asSequence(node)) return null
      return list(asSequence(node)!.items.flatMap(item => textOf(item) ?? textOf(entry(item, 'job')?.value ?? null) ?? []), asSequence(node)!.open || asSequence(node)!.items.some(item => item.tag === '!reference'))
    })
  }
  /** Those that it waits for directly. */
  private get previous(): List<JobNode> {
    return this.once('previous', () => {
      const { needs, model, stageIndex } = this
      if (needs) {
        const found = model.jobs.filter(job => needs.includes(job.name))
        return list(found, needs.open === true || found.length < new Set(needs).size || this.open && needs.length === 0)
      }
      if (stageIndex < 0) return list([], true)
      return list(model.jobs.filter(job => job.stageIndex >= 0 && job.stageIndex < stageIndex), model.isOpen || this.open || model.jobs.some(job => job.stageIndex < 0))
    })
  }
  get ancestors(): List<JobNode> {
    return this.once('ancestors', () => {
      const found = new Set<JobNode>(), queue = [...this.previous]
      let open = this.previous.open === true
      for (let next = queue.shift(); next; next = queue.shift()) {
        if (found.has(next)) continue
        found.add(next)
        open ||= next.previous.open === true
        queue.push(...next.previous)
      }
      found.delete(this)
      return list(found, open)
    })
  }
  get descendants(): List<JobNode> { return this.once('descendants', () => list(this.model.jobs.filter(job => job !== this && job.ancestors.includes(this)), this.model.isOpen)) }

  get environment(): facts.Environment | null {
    return this.once('environment', () => {
      const site = this.get('environment')
      if (!site) return null
      const at = (key: string): YamlNode | null => asMap(site.node) ? entry(site.node, key)?.value ?? null : null
      return { name: asMap(site.node) ? plainIn(at('name')) : plainIn(site.node), action: plainIn(at('action')) ?? 'start', url: plainIn(at('url')), onStop: plainIn(at('on_stop')), tier: plainIn(at('deployment_tier')) }
    })
  }
  get resourceGroup(): Maybe<string | null> {
    // A name that is made of variables is one all the same.
    return textOf(this.value('resource_group')) ?? this.missing('resource_group', null)
  }
  get rules(): List<facts.Rule> | null { return this.once('rules', () => { const node = this.value('rules'); return node ? rulesIn(this.model, node) : null }) }
  get hasOnly(): boolean { return this.own('only') !== null || this.own('except') !== null }
  get when(): Maybe<string> { return plainIn(this.value('when')) ?? this.missing('when', 'on_success') }
  private get moments(): readonly Maybe<string>[] {
    const { rules, when } = this
    if (!rules) return [when]
    const found = rules.map(rule => rule.when ?? when).filter(one => one !== 'never')
    return rules.open || found.length === 0 ? [...found, new Unknown('rules')] : found
  }
  get isManual(): Maybe<boolean> {
    const { moments } = this
    if (moments.some(one => isKnown(one) && one !== 'manual')) return false
    return moments.find(one => !isKnown(one)) as Unknown | undefined ?? true
  }
  get runsOnFailure(): Maybe<boolean> {
    const { moments } = this
    return moments.includes('on_failure') || (moments.find(one => !isKnown(one)) as Unknown | undefined ?? false)
  }
  get allowFailure(): Maybe<boolean> {
    const node = this.value('allow_failure')
    return node && asMap(node) ? true : node ? truthIn(node, false) : this.open ? new Unknown('allow_failure') : false
  }
  get timeout(): Maybe<string> { return plainIn(this.value('timeout')) ?? new Unknown("the project's timeout") }
  get retries(): Maybe<number> {
    const node = this.value('retry')
    if (!node) return this.missing('retry', 0)
    const most = asMap(node) ? entry(node, 'max')?.value ?? null : node, value = asScalar(most)?.value
    return typeof value === 'number' ? value : most ? new Unknown('retry') : 0
  }
  get interruptible(): Maybe<boolean> { const node = this.value('interruptible'); return node ? truthIn(node, false) : this.missing('interruptible', false) }
  get image(): facts.Image | null {
    return this.once('image', () => {
      const node = this.value('image'), name = node && asMap(node) ? entry(node, 'name')?.value ?? null : node
      return textOf(name) === null ? null : imageOf(textOf(name)!, this.variables)
    })
  }
  get images(): List<facts.Image> {
    return this.once('images', () => {
      const services = (asSequence(this.value('services'))?.items ?? []).flatMap(item => textOf(item) ?? textOf(entry(item, 'name')?.value ?? null) ?? [])
      return list([...this.image ? [this.image] : [], ...services.map(name => imageOf(name, this.variables))], this.open)
    })
  }
  /** Values of variables by name, as written for it or for the whole pipeline. */
  get variables(): ReadonlyMap<string, string> {
    return this.once('variables', () => {
      const found = new Map<string, string>(), own = this.layers.map(({ node }) => entry(node, 'variables')?.value ?? null), top = this.model.top('variables')
      for (const node of [top?.node ?? null, ...own.reverse()]) for (const { name, value } of entries(node)) {
        const text = textOf(value) ?? textOf(entry(value, 'value')?.value ?? null)
        if (name !== null && text !== null) found.set(name, text)
      }
      return found
    })
  }
  /** It hands variables to later jobs: a report of the kind dotenv. */
  get handsOn(): boolean { return entry(entry(this.value('artifacts'), 'reports')?.value ?? null, 'dotenv') !== null }
  /** The scripts of one key with what they are written in. */
  scriptsOf(key: string): readonly { readonly script: Script; readonly text: string; readonly place: Span | null }[] {
    const found: { readonly script: Script; readonly text: string; readonly place: Span | null }[] = []
    const read = ({ source, node }: Site, depth: number): void => {
      const site = node.tag === '!reference' && depth < 8 ? this.model.referred(node, depth) : null
      if (site) { read(site, depth + 1); return }
      const scalar = asScalar(node)
      if (scalar) { const text = source.text.slice(...scalar.span); found.push({ script: parseShell(fromYamlScalar(source.text, scalar.span)), text, place: source === this.site.source ? null : this.locate('').span }); return }
      if (depth <= 12) for (const item of asSequence(node)?.items ?? []) read({ source, node: item, key: null }, depth + 1)
    }
    const site = this.get(key)
    if (site) read(site, 0)
    return found
  }
  get services(): List<string> { return this.once('services', () => list((asSequence(this.value('services'))?.items ?? []).flatMap(item => textOf(item) ?? textOf(entry(item, 'name')?.value ?? null) ?? []), this.open)) }

  /** The commands of one key, in order. */
  private linesOf(key: string): { readonly lines: readonly Line[]; readonly open: boolean } {
    const site = this.get(key), lines: Line[] = []
    if (!site) return { lines, open: this.open }
    let open = false
    const read = ({ source, node }: Site, depth: number): void => {
      if (node.tag === '!reference') {
        const found = depth < 8 ? this.model.referred(node, depth) : null
        if (found) read(found, depth + 1)
        else open = true
        return
      }
      const scalar = asScalar(node)
      if (scalar) {
        const script = parseShell(fromYamlScalar(source.text, scalar.span))
        open ||= !script.complete
        for (const command of script.commands) lines.push({ words: wordsOf(command), span: source === this.site.source ? command.span : this.locate('').span })
        return
      }
      const items = asSequence(node)?.items
      if (!items || depth > 12) { open ||= !items; return }
      for (const item of items) read({ source, node: item, key: null }, depth + 1)
    }
    read(site, 0)
    return { lines, open }
  }
  private get lines(): { readonly lines: readonly Line[]; readonly open: boolean } {
    return this.once('lines', () => {
      const parts = ['before_script', 'script', 'after_script'].map(key => this.linesOf(key))
      return { lines: parts.flatMap(part => [...part.lines]), open: parts.some(part => part.open) || this.own('run') !== null }
    })
  }
  get commands(): List<string> { return this.once('commands', () => list(this.lines.lines.map(({ words }) => words), this.lines.open || this.isTrigger)) }
  get activities(): List<facts.Activity> {
    return this.once('activities', () => {
      const found: facts.Activity[] = this.lines.lines.flatMap(({ words, span }) => commandKinds(words).map(kind => ({ kind, evidence: words.split(' ').slice(0, 3).join(' '), span })))
      const { deployment } = this.named, has = (kind: string): boolean => found.some(one => one.kind === kind)
      if (deployment && !has('deploy')) found.push(deployment)
      const add = (kind: facts.Activity['kind'], pattern: RegExp): void => { if (!has(kind) && pattern.test(this.name)) found.push({ kind, evidence: `job '${this.name}'`, span: this.locate('').span }) }
      add('rollback', goingBack)
      if (!deployment) add('test', testing)
      return list(found, this.commands.open)
    })
  }
  /** What its environment and its name tell, its commands left aside. */
  private get named(): { readonly deployment: facts.Activity | null } {
    return this.once('named', () => {
      const { environment, name } = this, span = this.locate('').span
      if (environment && environment.action === 'start' && !goingBack.test(name)) return { deployment: { kind: 'deploy' as const, evidence: isKnown(environment.name) ? `environment '${environment.name ?? ''}'` : `environment '${environment.name.source}'`, span } }
      return { deployment: !environment && isDeployName(name) ? { kind: 'deploy' as const, evidence: `job '${name}'`, span } : null }
    })
  }
  get deployment(): facts.Activity | null {
    return this.once('deployment', () => {
      const { environment, name } = this
      if (environment && isKnown(environment.action) && environment.action !== 'start' || goingBack.test(name)) return null
      return this.activities.find(({ kind }) => kind === 'deploy') ?? null
    })
  }
  get target(): facts.Job['target'] {
    return this.once('target', () => {
      if (!this.deployment) return null
      const { environment } = this, tier = environment?.tier ?? null
      const written = environment ? isKnown(environment.name) ? environment.name ?? '' : environment.name.source : ''
      const found = (isKnown(tier) && tier !== null ? stageOf(tier) : null) ?? stageOf(written.replace(/\$\{?\w+\}?/g, ' ')) ?? stageOf(`${this.name} ${isKnown(this.stage) ? this.stage : ''}`)
      return found ?? (written.includes('$') ? new Unknown(written) : null)
    })
  }

  get isTested(): Maybe<boolean> {
    return this.once('isTested', () => {
      const { ancestors } = this
      if (ancestors.some(job => job.allowFailure !== true && (job.activities.some(({ kind }) => kind === 'test') || !job.deployment && testing.test(isKnown(job.stage) ? job.stage : '')))) return true
      if (this.lines.lines.some(({ words }) => commandKinds(words).includes('test'))) return true
      return ancestors.open || ancestors.some(job => job.commands.open || job.commands.some(words => hidden.test(words))) ? new Unknown(`what runs before ${this.name}`) : false
    })
  }
  get verification(): Maybe<string | null> {
    return this.once('verification', () => {
      if (!this.deployment) return null
      const { lines } = this.lines, from = lines.findIndex(({ words }) => commandKinds(words).includes('deploy'))
      const inside = lines.find(({ words }, i) => i === from && waiting.test(words) || i > from && commandKinds(words).includes('verify'))
      if (inside) return inside.words.split(' ').slice(0, 3).join(' ')
      const behind = this.descendants.find(job => watching.test(job.name) || job.activities.some(({ kind }) => kind === 'verify' || kind === 'test'))
      if (behind) return `job '${behind.name}'`
      const unsure = from < 0 || this.isTrigger || this.commands.open || this.descendants.open || lines.some(({ words }) => hidden.test(words))
      return unsure ? new Unknown(this.deployment.evidence) : null
    })
  }

  get runsOnChanges(): Maybe<boolean> {
    return this.once('runsOnChanges', () => {
      const { pipeline } = this, workflow = pipeline.runsOnChanges
      if (workflow === false) return false
      const both = (own: Maybe<boolean>): Maybe<boolean> => own === true ? workflow : own
      if (this.rules) return both(letsChanges(this.rules))
      const only = this.own('only')
      if (this.open && !only) return new Unknown(this.name)
      return only ? both(onlyLets(only.node)) : workflow
    })
  }
  get runsOnSchedule(): Maybe<boolean> {
    return this.once('runsOnSchedule', () => {
      const text = [this.own('rules'), this.own('only'), this.model.top('workflow')].map(site => site ? site.source.text.slice(...site.node.span) : '').join('\n')
      if (/["']schedule["']|\bschedules?\b/.test(text)) return true
      return this.rules?.open || this.open ? new Unknown(this.name) : false
    })
  }
  get idTokens(): List<string> { return this.once('idTokens', () => list([...entries(this.value('id_tokens'))].flatMap(({ name }) => name ?? []), this.open)) }
  get cloudKeys(): List<string> {
    return this.once('cloudKeys', () => {
      const own = this.layers.flatMap(({ node }) => [...entries(entry(node, 'variables')?.value ?? null)].flatMap(({ name }) => name !== null && cloudKey.test(name) ? name : []))
      // With a token of OpenID Connect a script sets the same names to keys that last for an hour.
      return list(new Set(this.idTokens.length > 0 ? own : [...own, ...this.lines.lines.flatMap(({ words }) => cloudKeysIn(words))]))
    })
  }
  /** The file of the repository whose pipeline it starts and waits for; null where it does not wait, or starts another. */
  get child(): string | null {
    const trigger = this.own('trigger')?.node ?? null, include = entry(trigger, 'include')?.value ?? null
    if (textOf(entry(trigger, 'strategy')?.value ?? null) === null) return null
    const first = asSequence(include)?.items[0] ?? include, location = textOf(first) ?? textOf(entry(first, 'local')?.value ?? null)
    return location === null ? null : this.model.local(location)[0] ?? null
  }
  get isTrigger(): boolean { return this.own('trigger') !== null }

  override locate(path: string): ReturnType<Node['locate']> {
    if (path === '') return { path: this.path, span: tokenOf(this.site.key ?? this.site.node, null, this.site.source.text), missing: false }
    return super.locate(path)
  }
}

/** Does an `only` let changes through? */
function onlyLets(node: YamlNode): Maybe<boolean> {
  const refs = asMap(node) ? entry(node, 'refs')?.value ?? null : node
  if (!refs) return true
  const names = textOf(refs) === null ? (asSequence(refs)?.items ?? []).flatMap(item => textOf(item) ?? []) : [textOf(refs)!]
  if (names.some(name => /^(?:merge_requests|branches|pushes|external_pull_requests)$/.test(name))) return true
  return names.some(name => name.startsWith('/') || name.includes('$')) ? new Unknown(names.join(', ')) : false
}

const wordsOf = (command: Command): string => [command.name ?? command.nameWord?.text ?? '', ...command.words.map(word => word.value ?? word.text)].join(' ').replace(/\s+/g, ' ')

/** A reference to an image, taken apart. */
function imageOf(text: string, variables: ReadonlyMap<string, string>): facts.Image {
  let filled = text
  for (let i = 0; i < 4 && filled.includes('$'); i++) filled = filled.replace(/\$\{?(\w+)\}?/g, (whole, name: string) => variables.get(name) ?? whole)
  const pinned = /@sha256:[0-9a-f]{64}$/.test(filled) || (filled.includes('@') || /^\$\{?\w+\}?$/.test(filled) ? filled.includes('$') && new Unknown(text) : false)
  if (text.includes('$')) {
    const digest = /@(sha256:[0-9a-f]{64})$/.exec(text)?.[1] ?? null
    return { text: new Unknown(text), tag: new Unknown(text), digest: digest ?? new Unknown(text), isPinned: pinned }
  }
  const [name = '', digest = null] = text.split('@'), tag = /:([^:/]+)$/.exec(name)?.[1] ?? null
  return { text, tag, digest, isPinned: pinned }
}
