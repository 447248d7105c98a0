import { nearest } from '../../core/nearest'
import { readOutside } from '../../core/outside'
import type { LazyFix } from '../../core/rule'
import type { Span } from '../../core/span'
import { dictionary, isKnown, list, Unknown, type Dictionary, type List, type Maybe, type Plain } from '../../core/value'
import { tokenOf } from '../yaml/path'
import type { YamlNode, YamlPair } from '../yaml/tree'
import { asMap, asSequence, entries, entry, resolve } from '../yaml/walk'
import { backdoorOf } from './backdoors'
import { isTimeZone, readCron, timeZones } from './cron'
import { gradualIn } from './deployment'
import { eventKinds, permissionScopes } from './events'
import { workflowNamed, workflows, type WorkflowSummary } from './exports'
import { VariableNode, type ContextNode } from './expressions'
import { mentionsCommitCheck, mentionsSecretScan } from '../shell/linters'
import { conflictIn } from '../text/conflict'
import { filtersPaths, lintersOf, runsMore, runsTests, textsOf } from './evidence'
import type * as facts from './facts'
import { globFault } from './glob'
import { JobNode } from './job'
import type { Model } from './model'
import { booleanIn, dictionaryIn, isDynamic, namesIn, Node, plainIn, stringIn, stringsIn, textIn } from './node'
import { fileNameOf, repositoryOf } from './reader'
import { writesSharedCache } from './untrusted'

export class WorkflowNode extends Node implements facts.Workflow {
  constructor(model: Model) { super(model, 'github-actions.Workflow', model.root) }

  get subject(): string { return '' }
  get fileName(): string { return fileNameOf(this.path) }
  get hasConflict(): boolean { return conflictIn(this.model.text) !== null }
  get name(): Maybe<string | null> { return stringIn(this.get('name')) }
  /** What starts it, or what jobs it has, may be more than is seen. */
  get isOpen(): boolean { return isDynamic(this.valueNode) || isDynamic(this.get('on')) }

  get triggers(): List<TriggerNode> {
    return this.once('triggers', () => {
      const pair = entry(this.valueNode, 'on')
      if (!pair) return list<TriggerNode>([], this.isOpen)
      const on = resolve(pair.value)
      if (on?.kind === 'map') return list([...entries(on)].flatMap(one => one.name === null ? [] : one.name === 'schedule' && asSequence(one.value)?.items.length
        ? asSequence(one.value)!.items.map((item, i) => new TriggerNode(this, 'schedule', item, null, { node: one.value, step: i }, i))
        : [new TriggerNode(this, one.name, one.value, one.key, { node: on, step: one.name })]), this.isOpen)
      if (on?.kind === 'sequence') return list(on.items.map((item, i) => new TriggerNode(this, textIn(item) ?? '', item, null, { node: on, step: i })), this.isOpen)
      const name = textIn(on)
      return list(name === null ? [] : [new TriggerNode(this, name, pair.value, null)], this.isOpen)
    })
  }
  get events(): List<string> { return this.once('events', () => list(new Set(this.triggers.map(trigger => trigger.event)), this.triggers.open)) }
  get isReusable(): boolean { return this.events.includes('workflow_call') }
  get isOnlyReusable(): boolean { return this.isReusable && this.events.length === 1 }
  get isPrivileged(): boolean { return this.triggers.some(trigger => trigger.isPrivileged) }
  get runsOnPullRequests(): boolean { return this.events.includes('pull_request') || this.events.includes('pull_request_target') }

  get inputs(): List<InputNode> {
    return this.once('inputs', () => list((['workflow_dispatch', 'workflow_call'] as const).flatMap(event => inputsIn(this.model, this.get('on', event, 'inputs'), event)), this.isOpen))
  }
  get secrets(): List<InputNode> { return this.once('secrets', () => inputsIn(this.model, this.get('on', 'workflow_call', 'secrets'), 'secret')) }
  get declaresSecrets(): boolean { return this.get('on', 'workflow_call', 'secrets') !== null }
  get outputs(): Dictionary<Maybe<string>> {
    return this.once('outputs', () => dictionary([...entries(this.get('on', 'workflow_call', 'outputs'))].flatMap(pair => pair.name === null ? [] : [[pair.name, stringIn(entry(pair.value, 'value')?.value ?? null) ?? ''] as const])))
  }
  get permissions(): PermissionsNode | null { return this.once('permissions', () => permissionsIn(this, null, this.valueNode)) }
  get leastPermissions(): Dictionary<string> | null {
    return this.once('leastPermissions', () => {
      const least = this.jobs.filter(job => !job.hasOwnPermissions).map(job => job.leastPermissions), [first, ...others] = least
      if (this.jobs.open || !first || others.includes(null)) return null
      return dictionary([...first].filter(([scope, level]) => others.every(one => one!.get(scope) === level) && (level !== 'write' || this.jobs.length === 1)))
    })
  }
  get concurrency(): ConcurrencyNode | null { return this.once('concurrency', () => concurrencyIn(this, null, this.valueNode)) }
  get defaultShell(): Maybe<string | null> { return stringIn(this.get('defaults', 'run', 'shell')) }
  get defaultWorkingDirectory(): Maybe<string | null> { return stringIn(this.get('defaults', 'run', 'working-directory')) }
  get env(): Dictionary<Maybe<string>> { return this.once('env', () => dictionaryIn(this.get('env'), this.model.text)) }
  get variables(): List<VariableNode> { return this.once('variables', () => variablesIn(this.model, this.get('env'), 'workflow', this, null, null)) }
  get jobs(): List<JobNode> {
    readOutside()
    return this.once('jobs', () => {
      const node = this.get('jobs'), jobs: JobNode[] = []
      for (const pair of entries(node)) if (pair.name !== null) jobs.push(new JobNode(this, pair.name, pair, asMap(node)!, jobs.length))
      return list(jobs, isDynamic(node))
    })
  }
  /** Jobs that begin alike, those that do so alone left out. */
  get jobsByBeginning(): ReadonlyMap<string, readonly string[]> {
    return this.once('jobsByBeginning', () => {
      const found = new Map<string, string[]>()
      for (const { beginning, id } of this.jobs) if (beginning !== null) found.set(beginning, [...found.get(beginning) ?? [], id])
      return new Map([...found].filter(([, ids]) => ids.length > 1))
    })
  }
  get isTemplate(): boolean { return !/(?:^|\/)\.github\/workflows\/[^/]+$/.test(this.path) }
  get backdoor(): string | null { return this.once('backdoor', () => backdoorOf(this)) }
  get isForReleases(): boolean { return this.triggers.some(({ event, tags, branches }) => event === 'release' || event === 'push' && (tags !== null || branches?.some(branch => isKnown(branch) && /^releases?\b/.test(branch)) === true)) }
  get cacheKeys(): List<string> { return this.once('cacheKeys', () => list(this.jobs.flatMap(job => job.steps.flatMap(step => step.uses?.slug === 'actions/cache' ? step.arguments.find(one => one.name === 'key')?.text ?? [] : [])), this.jobs.open)) }
  get writesSharedCache(): boolean { return this.once('writesSharedCache', () => writesSharedCache(this)) }
  get deploys(): boolean { return this.jobs.some(job => job.deploys) }
  get mainBranch(): string {
    return this.once('mainBranch', () => {
      const named = this.triggers.flatMap(trigger => [...trigger.branches ?? []]).filter(isKnown)
      return ['main', 'master', 'trunk', 'production', 'develop'].find(name => named.includes(name)) ?? 'main'
    })
  }
  private get neighbours(): Maybe<readonly WorkflowSummary[]> { return this.once('neighbours', () => this.model.environment.find(workflows)) }
  get repositoryEvents(): Maybe<List<string>> {
    const found = this.neighbours
    return isKnown(found) ? list(new Set(found.flatMap(one => [...one.events]))) : found
  }
  get isUnscanned(): Maybe<boolean> {
    const found = this.neighbours
    return isKnown(found) ? !this.isTemplate && !found.some(one => one.scans || one.path < this.path && one.events.join() !== 'workflow_call') && !this.isOnlyReusable : found
  }
  get runsTests(): Maybe<boolean> { return this.once('runsTests', () => runsTests(this)) }
  get runsMore(): Maybe<boolean> { return this.once('runsMore', () => runsMore(this) ? new Unknown('scripts') : false) }
  get linters(): List<string> { return this.once('linters', () => lintersOf(this)) }
  get checksCommits(): boolean { return this.once('checksCommits', () => textsOf(this).some(mentionsCommitCheck)) }
  get findsSecrets(): Maybe<boolean> { return this.once('findsSecrets', () => textsOf(this).some(mentionsSecretScan) || new Unknown('settings of the repository')) }
  get filtersPaths(): boolean { return this.once('filtersPaths', () => filtersPaths(this)) }
  /** What it says of gradual roll-outs. */
  get gradualEvidence(): string | null { return this.once('gradualEvidence', () => gradualIn(this)) }
  get publishes(): boolean { return this.jobs.some(job => job.publishes) }
  get job(): null { return null }
  get step(): null { return null }

  protected override get here(): Span {
    const pair = entry(this.valueNode, 'name') ?? entry(this.valueNode, 'on')
    return pair ? tokenOf(pair.key, null, this.model.text) : super.here
  }
  protected override token(path: string): Span | null | undefined { return path === '' ? this.here : undefined }
}

const globFilters: ReadonlySet<string> = new Set(['branches', 'branches-ignore', 'tags', 'tags-ignore', 'paths', 'paths-ignore', 'names', 'versions'])
const triggerKeys = { branches: 'branches', branchesIgnore: 'branches-ignore', tags: 'tags', tagsIgnore: 'tags-ignore', paths: 'paths', pathsIgnore: 'paths-ignore' } as const

export class TriggerNode extends Node implements facts.Trigger {
  constructor(readonly workflow: WorkflowNode, readonly event: string, value: YamlNode, key: YamlNode | null, parent: Node['parent'] = null, readonly index = 0) {
    super(workflow.model, 'github-actions.Trigger', value, key, parent)
  }

  get subject(): string { return `on.${this.event}${this.index > 0 ? `[${this.index}]` : ''}` }
  private get known() { return eventKinds.get(this.event) ?? null }
  private strings(name: string): List<Maybe<string>> | null { return this.once(name, () => stringsIn(this.get(name), this.model.text)) }
  get isKnown(): boolean { return this.known !== null || this.event === '' || this.event.includes('${{') }
  get types(): List<Maybe<string>> | null { return this.strings('types') }
  get effectiveTypes(): List<Maybe<string>> { return this.types ?? this.known?.defaultTypes ?? [] }
  get knownTypes(): List<string> { return this.known?.types ?? [] }
  get takesAnyType(): boolean { return this.known?.takesAnyType ?? false }
  get branches(): List<Maybe<string>> | null { return this.strings(triggerKeys.branches) }
  get branchesIgnore(): List<Maybe<string>> | null { return this.strings(triggerKeys.branchesIgnore) }
  get tags(): List<Maybe<string>> | null { return this.strings(triggerKeys.tags) }
  get tagsIgnore(): List<Maybe<string>> | null { return this.strings(triggerKeys.tagsIgnore) }
  get paths(): List<Maybe<string>> | null { return this.strings(triggerKeys.paths) }
  get pathsIgnore(): List<Maybe<string>> | null { return this.strings(triggerKeys.pathsIgnore) }
  get workflows(): List<Maybe<string>> | null { return this.strings('workflows') }
  get filters(): List<string> { return this.once('filters', () => namesIn(this.valueNode).filter(name => !['inputs', 'outputs', 'secrets', 'cron', 'timezone'].includes(name))) }
  get knownFilters(): List<string> { return this.known?.filters ?? [] }
  get onlyNegative(): List<string> {
    return this.once('onlyNegative', () => ['branches', 'tags', 'paths'].filter(name => {
      const patterns = this.strings(name)
      return patterns !== null && !patterns.open && patterns.length > 0 && patterns.every(pattern => isKnown(pattern) && pattern.startsWith('!'))
    }))
  }
  /** The patterns of a filter with their places. */
  private patterns(filter: string): { readonly filter: string; readonly pattern: string; readonly span: Span }[] {
    const node = this.get(filter)
    return (asSequence(node)?.items ?? (node ? [node] : [])).flatMap(item => {
      const pattern = textIn(item) ?? (resolve(item)?.kind === 'scalar' ? '' : null)
      return pattern === null || pattern.includes('${{') ? [] : { filter, pattern, span: tokenOf(item, entry(this.valueNode, filter)?.key ?? null, this.model.text) }
    })
  }
  get globFaults(): List<facts.GlobFault> {
    return this.once('globFaults', () => list(this.filters.filter(filter => globFilters.has(filter)).flatMap(filter => this.patterns(filter).flatMap(one => {
      const text = globFault(one.pattern, filter.startsWith('paths'))
      return text === null || this.workflow.isTemplate && one.pattern.startsWith('$') ? [] : { ...one, text }
    }))))
  }
  get unmatchedPaths(): Maybe<List<facts.GlobFault>> {
    return this.once('unmatchedPaths', () => {
      const found: facts.GlobFault[] = []
      for (const one of this.filters.includes('paths') ? this.patterns('paths') : []) {
        // A pattern that matches everything below the root, or any folder, is not looked into.
        if (one.pattern.startsWith('!') || globFault(one.pattern, true) !== null) continue
        const parts = one.pattern.split('/').filter(Boolean), fixed = parts.findIndex(part => /[*?+[\]\\{}]/.test(part))
        let folder = repositoryOf(this.path)
        for (const part of fixed < 0 ? parts : parts.slice(0, fixed)) {
          const names = this.model.environment.names(folder)
          if (!isKnown(names)) return names
          if (!names.includes(part)) { found.push({ ...one, text: folder === '' ? `'${part}' at the root of the repository` : `'${part}' in '${folder}'` }); break }
          folder = folder === '' ? part : `${folder}/${part}`
        }
      }
      return list(found)
    })
  }
  get isConfigured(): boolean { return this.keyNode !== null || asMap(this.valueNode) !== null }
  get cron(): Maybe<string | null> { return this.event === 'schedule' ? stringIn(this.get('cron')) : null }
  private get cronFields() { return this.once('cronFields', () => isKnown(this.cron) && this.cron !== null ? readCron(this.cron) : null) }
  get cronError(): Maybe<string | null> { return isKnown(this.cron) ? this.cronFields?.error ?? null : this.cron }
  get cronGap(): Maybe<number | null> { return isKnown(this.cron) ? this.cronFields?.gap ?? null : this.cron }
  get timezone(): Maybe<string | null> { return this.event === 'schedule' ? stringIn(this.get('timezone')) : null }
  get timezoneExists(): Maybe<boolean> { return isKnown(this.timezone) ? this.timezone === null || isTimeZone(this.timezone) : this.timezone }
  get nearestTimezone(): string | null { return isKnown(this.timezone) && this.timezone !== null ? nearest(this.timezone, timeZones()) : null }
  get inputs(): List<InputNode> { return this.workflow.inputs.filter(input => input.source === this.event) }
  get isPrivileged(): boolean { return this.known?.isPrivileged ?? false }
  get unknownWorkflows(): Maybe<List<string>> {
    return this.once('unknownWorkflows', () => {
      const missing: string[] = []
      for (const name of this.event === 'workflow_run' ? this.workflows ?? [] : []) {
        if (!isKnown(name)) continue
        // The names are patterns: a backslash takes a sign as it is.
        if (/(?<!\\)[*?[\]+]/.test(name)) return new Unknown(name)
        const found = this.model.environment.find(workflowNamed(name.replace(/\\(.)/g, '$1')))
        if (!isKnown(found)) return found
        if (found.length === 0) missing.push(name)
      }
      return missing
    })
  }

  protected override token(path: string): Span | null | undefined {
    const match = /^(globFaults|unmatchedPaths)\[(\d+)\]$/.exec(path)
    if (!match) return undefined
    const faults = match[1] === 'globFaults' ? this.globFaults : this.unmatchedPaths
    return isKnown(faults) ? faults[Number(match[2])]?.span ?? null : null
  }
}

export class InputNode extends Node implements facts.Input {
  constructor(model: Model, pair: YamlPair, node: YamlNode, readonly source: facts.Input['source']) { super(model, 'github-actions.Input', pair.value, pair.key, { node, step: pair.name! }) }

  get name(): string { return this.parent!.step as string }
  get subject(): string { return `${this.source}.${this.name}` }
  get type(): Maybe<string | null> { return stringIn(this.get('type')) }
  get required(): Maybe<boolean> { return booleanIn(this.get('required'), false) }
  get default(): Maybe<Plain> { return plainIn(this.get('default')) }
  get hasDefault(): boolean { return this.get('default') !== null }
  get description(): Maybe<string | null> { return stringIn(this.get('description')) }
  get deprecationMessage(): Maybe<string | null> { return stringIn(this.get('deprecationMessage')) }
  get options(): List<Maybe<string>> | null { return this.once('options', () => stringsIn(this.get('options'), this.model.text)) }
  get isUsed(): boolean {
    const name = this.name.toLowerCase(), variable = `INPUT_${this.name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`
    return this.once('isUsed', () => this.source === 'secret' && this.model.workflow?.jobs.some(job => job.inheritsSecrets) === true || this.model.expressions.some(expression => expression.errorKind !== null || expression.contexts.some(({ root, properties, access }) => {
      const rest = access.properties.map(property => property.toLowerCase())
      if (root === 'github') return properties.length === 0 || rest[0] === 'event' && (rest.length === 1 || rest[1] === 'inputs' && (rest.length === 2 || rest[2] === name || rest[2] === '*'))
      return root === (this.source === 'secret' ? 'secrets' : 'inputs') && (rest.length === 0 || rest[0] === name || rest[0] === '*')
    })) || this.source === 'action' && (this.model.action?.form !== 'composite' || this.model.wholeText.includes(variable)))
  }
}

export function inputsIn(model: Model, node: YamlNode | null, source: facts.Input['source']): List<InputNode> {
  const map = asMap(node)
  return list([...entries(node)].flatMap(pair => pair.name === null || !map ? [] : [new InputNode(model, pair, map, source)]), isDynamic(node))
}

export function variablesIn(model: Model, node: YamlNode | null, level: facts.Variable['level'], workflow: WorkflowNode | null, job: JobNode | null, step: VariableNode['step']): List<VariableNode> {
  const map = asMap(node)
  return list([...entries(node)].flatMap(pair => pair.name === null || !map ? [] : [new VariableNode(model, pair.name, pair.value, pair.key, map, level, workflow, job, step)]), isDynamic(node))
}

export class PermissionsNode extends Node implements facts.Permissions {
  constructor(readonly workflow: WorkflowNode, readonly job: JobNode | null, pair: YamlPair, parent: YamlNode) { super(workflow.model, 'github-actions.Permissions', pair.value, pair.key, { node: parent, step: 'permissions' }) }

  get subject(): string { return `${this.job?.subject ?? ''}/permissions` }
  get form(): facts.Permissions['form'] {
    const text = textIn(this.valueNode), map = asMap(this.valueNode)
    if (map) return map.pairs.length === 0 ? 'none' : 'scopes'
    return text === 'read-all' || text === 'write-all' ? text : 'invalid'
  }
  get scopes(): Dictionary<Maybe<string>> { return this.once('scopes', () => dictionaryIn(this.valueNode, this.model.text)) }
  get levels(): Dictionary<Maybe<string>> {
    return this.once('levels', () => dictionary([...permissionScopes].map(([scope, levels]) => [scope,
      this.form === 'read-all' ? levels.includes('read') ? 'read' : 'none' : this.form === 'write-all' ? levels.at(-1)! : this.scopes.get(scope) ?? 'none'] as const), this.scopes.open))
  }
  private at(level: string): string[] { return [...this.levels].flatMap(([scope, one]) => one === level ? scope : []) }
  get writes(): List<string> { return this.once('writes', () => list(this.at('write'), this.levels.open)) }
  get reads(): List<string> { return this.once('reads', () => list(this.at('read'), this.levels.open)) }
  get unknownScopes(): List<string> { return this.once('unknownScopes', () => [...this.scopes.keys()].filter(scope => !permissionScopes.has(scope))) }
  get invalidLevels(): List<string> { return this.once('invalidLevels', () => [...this.scopes].flatMap(([scope, level]) => isKnown(level) && permissionScopes.has(scope) && level !== 'none' && !permissionScopes.get(scope)!.includes(level) ? scope : [])) }
  get jobs(): List<JobNode> { return this.once('jobs', () => this.job ? [this.job] : list(this.workflow.jobs.filter(job => !job.hasOwnPermissions), this.workflow.jobs.open)) }
  get unusedWrites(): Maybe<List<string>> {
    return this.once('unusedWrites', () => {
      if (this.jobs.open || this.writes.open || this.jobs.some(job => job.writeNeeds === null)) return new Unknown('permissions')
      return this.writes.filter(scope => !this.jobs.some(job => job.writeNeeds!.has(scope)))
    })
  }
  get leastPermissions(): Dictionary<string> | null {
    return this.once('leastPermissions', () => {
      const least = this.jobs.map(job => job.leastPermissions), found = new Map<string, string>()
      if (this.jobs.open || least.length === 0 || least.includes(null)) return null
      for (const one of least) for (const [scope, level] of one!) if (level === 'write' || !found.has(scope)) found.set(scope, level)
      return least.length > 1 && [...found.values()].includes('write') ? null : found
    })
  }
  narrowed(): LazyFix {
    const least = this.leastPermissions && Object.fromEntries(this.leastPermissions)
    if (!least) return { title: 'Grant only contents read', safety: 'suggest', edits: () => [{ kind: 'set', path: '', value: { contents: 'read' } }] }
    const names = Object.entries(least).map(([scope, level]) => `${scope}: ${level}`)
    return { title: names.length === 0 ? 'Grant nothing, for the steps need nothing' : `Grant what the steps need: ${names.join(', ')}`, safety: 'review', edits: () => [{ kind: 'set', path: '', value: least }] }
  }
  get undocumented(): List<string> {
    return this.once('undocumented', () => this.form !== 'scopes' ? [] : [...this.scopes].flatMap(([scope, level]) => {
      const pair = entry(this.valueNode, scope)
      return !pair || level === 'none' || scope === 'contents' && level === 'read' || this.model.commentBehind(pair.value.span[1]) || /\n[ \t]*#[^\n]*\n[ \t]*$/.test(this.model.text.slice(Math.max(0, pair.key.span[0] - 300), pair.key.span[0])) ? [] : scope
    }))
  }
  protected override token(path: string): Span | null | undefined {
    const match = /^(writes|reads|unknownScopes|invalidLevels|unusedWrites|undocumented)\[(\d+)\]$/.exec(path)
    if (!match) return undefined
    const scopes = this[match[1] as 'unusedWrites'], scope = isKnown(scopes) ? scopes[Number(match[2])] : undefined, pair = scope === undefined ? null : entry(this.valueNode, scope)
    return pair ? tokenOf(match[1] === 'invalidLevels' ? pair.value : pair.key, pair.key, this.model.text) : null
  }
}

export function permissionsIn(workflow: WorkflowNode, job: JobNode | null, node: YamlNode | null): PermissionsNode | null {
  const pair = entry(node, 'permissions'), map = asMap(node)
  return pair && map ? new PermissionsNode(workflow, job, pair, map) : null
}

export class ConcurrencyNode extends Node implements facts.Concurrency {
  constructor(readonly workflow: WorkflowNode, readonly job: JobNode | null, pair: YamlPair, parent: YamlNode) { super(workflow.model, 'github-actions.Concurrency', pair.value, pair.key, { node: parent, step: 'concurrency' }) }

  get subject(): string { return `${this.job?.subject ?? ''}/concurrency` }
  private get groupNode(): YamlNode | null { return asMap(this.valueNode) ? this.get('group') : this.valueNode }
  get group(): Maybe<string | null> { return stringIn(this.groupNode) }
  get groupText(): string { return textIn(this.groupNode) ?? '' }
  get contexts(): List<ContextNode> { return this.once('contexts', () => list(this.model.expressionsIn(this.groupNode).flatMap(one => [...one.contexts]))) }
  get cancelInProgress(): Maybe<boolean> { return booleanIn(this.get('cancel-in-progress'), false) }
  get cancelText(): string { return textIn(this.get('cancel-in-progress')) ?? '' }
  get queue(): Maybe<string | null> { return stringIn(this.get('queue')) }
  get deployment(): facts.Deployment | null { return (this.job ?? this.workflow.jobs.find(job => job.deployment !== null && job.concurrency === null))?.deployment ?? null }
  protected override token(path: string): Span | null | undefined { return path === 'group' && !asMap(this.valueNode) ? this.here : undefined }
}

export function concurrencyIn(workflow: WorkflowNode, job: JobNode | null, node: YamlNode | null): ConcurrencyNode | null {
  const pair = entry(node, 'concurrency'), map = asMap(node)
  return pair && map && (textIn(pair.value) !== null || asMap(pair.value)) ? new ConcurrencyNode(workflow, job, pair, map) : null
}

