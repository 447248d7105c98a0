import type { Span } from '../../core/span'
import { dictionary, isKnown, list, Unknown, type Dictionary, type List, type Maybe } from '../../core/value'
import { tokenOf } from '../yaml/path'
import type { YamlNode } from '../yaml/tree'
import { asMap, asSequence, entries, entry } from '../yaml/walk'
import { ecosystemsIn } from '../repository/exports'
import type * as facts from './facts'
import { firstRefresh } from './gh'
import type { Model } from './model'
import { isDynamic, Node, numberIn, stringIn, stringsIn, textIn } from './node'
import { folderOf } from './reader'
import { brandings } from './schema'
import { stepsIn, type StepNode } from './step'
import { inputsIn, type InputNode } from './workflow'

export class ActionNode extends Node implements facts.Action {
  constructor(model: Model) { super(model, 'github-actions.Action', model.root) }

  get subject(): string { return '' }
  get job(): null { return null }
  get step(): null { return null }
  get workflow(): null { return null }
  get name(): Maybe<string | null> { return stringIn(this.get('name')) }
  get description(): Maybe<string | null> { return stringIn(this.get('description')) }
  get using(): Maybe<string | null> { return stringIn(this.get('runs', 'using')) }
  get form(): facts.Action['form'] {
    const using = textIn(this.get('runs', 'using'))?.toLowerCase() ?? ''
    return using === 'composite' || using === 'docker' ? using : /^node\d+$/.test(using) ? 'javascript' : 'unknown'
  }
  get nodeVersion(): number | null { return this.form === 'javascript' ? Number(textIn(this.get('runs', 'using'))!.slice(4)) : null }
  get inputs(): List<InputNode> { return this.once('inputs', () => inputsIn(this.model, this.get('inputs'), 'action')) }
  get outputs(): Dictionary<Maybe<string>> {
    return this.once('outputs', () => dictionary([...entries(this.get('outputs'))].flatMap(pair => pair.name === null ? [] : [[pair.name, stringIn(entry(pair.value, 'value')?.value ?? null) ?? ''] as const]), isDynamic(this.get('outputs'))))
  }
  get main(): Maybe<string | null> { return stringIn(this.get('runs', 'main')) }
  get pre(): Maybe<string | null> { return stringIn(this.get('runs', 'pre')) }
  get post(): Maybe<string | null> { return stringIn(this.get('runs', 'post')) }
  get image(): Maybe<string | null> { return stringIn(this.get('runs', 'image')) }
  /** Index of the last step that talks to the remote repository by git; -1 where none does. */
  get lastGitStep(): number { return this.once('lastGitStep', () => this.steps.findLastIndex(step => step.usesRemote)) }
  /** Where a step first fetches the list of packages of the system. */
  get firstRefresh(): { readonly step: number; readonly command: number } | null { return this.once('firstRefresh', () => firstRefresh(this.steps)) }
  get steps(): List<StepNode> { return this.once('steps', () => stepsIn(this.model, this.get('runs', 'steps'), null, this)) }
  get icon(): Maybe<string | null> { return stringIn(this.get('branding', 'icon')) }
  get color(): Maybe<string | null> { return stringIn(this.get('branding', 'color')) }
  get knownIcons(): List<string> { return brandings('icon') }
  get knownColors(): List<string> { return brandings('color') }
  get missingFiles(): Maybe<List<string>> {
    return this.once('missingFiles', () => {
      const texts = (...keys: readonly string[]): string[] => keys.flatMap(key => { const text = textIn(this.get('runs', key)); return text === null || text.includes('${{') ? [] : text })
      // What ends with Dockerfile is built here; anything else may be an image.
      const named = this.form === 'javascript' ? texts('main', 'pre', 'post') : this.form === 'docker' ? texts('image').filter(image => /(?:^|\/)Dockerfile$/.test(image)) : []
      const missing: string[] = []
      for (const name of named) {
        const parts = folderOf(this.path).split('/').filter(Boolean)
        for (const part of name.split('/')) if (part === '..') parts.pop(); else if (part !== '' && part !== '.') parts.push(part)
        const path = parts.join('/'), names = this.model.environment.names(folderOf(path))
        if (this.model.environment.list(folderOf(path)).includes(path)) continue
        if (!isKnown(names)) return names
        if (!names.includes(path.slice(folderOf(path).length).replace(/^\//, ''))) missing.push(name)
      }
      return missing
    })
  }
  protected override token(path: string): Span | null | undefined {
    const match = /^missingFiles\[(\d+)\]$/.exec(path), name = match && isKnown(this.missingFiles) ? this.missingFiles[Number(match[1])] : undefined
    if (name === undefined) return undefined
    const key = ['main', 'pre', 'post', 'image'].find(key => textIn(this.get('runs', key)) === name)
    return key === undefined ? null : tokenOf(this.get('runs', key), null, this.model.text)
  }
}

/** Names of Dependabot's ecosystems by the files that tell of them, as its documentation of November 2026 lists them. */
const ecosystemFiles: readonly (readonly [string, RegExp])[] = [
  ['npm', /^(?:package-lock\.json|yarn\.lock|pnpm-lock\.yaml|npm-shrinkwrap\.json)$/], ['bun', /^bun\.lock$/], ['uv', /^uv\.lock$/],
  ['pip', /^(?:requirements\.txt|Pipfile\.lock|poetry\.lock)$/], ['bundler', /^Gemfile\.lock$/], ['cargo', /^Cargo\.lock$/], ['gomod', /^go\.mod$/],
  ['maven', /^pom\.xml$/], ['gradle', /^build\.gradle(?:\.kts)?$/], ['composer', /^composer\.lock$/], ['mix', /^mix\.lock$/], ['pub', /^pubspec\.lock$/],
  ['docker', /^Dockerfile$/], ['nuget', /^packages\.lock\.json$|\.csproj$/], ['terraform', /^\.terraform\.lock\.hcl$/], ['gitsubmodule', /^\.gitmodules$/],
]

export class DependabotNode extends Node implements facts.Dependabot {
  constructor(model: Model) { super(model, 'github-actions.Dependabot', model.root) }
  get subject(): string { return '' }
  get version(): Maybe<number | null> { return numberIn(this.get('version')) }
  get updates(): List<UpdateNode> {
    return this.once('updates', () => {
      const node = this.get('updates'), items = asSequence(node)?.items ?? []
      return list(items.map((item, i) => new UpdateNode(this, item, node!, i)), isDynamic(node))
    })
  }
  get missingEcosystems(): Maybe<List<facts.Ecosystem>> {
    return this.once('missingEcosystems', () => {
      const folder = folderOf(folderOf(this.path)), names = this.model.environment.names(folder)
      if (this.ecosystems.open || this.updates.some(update => !isKnown(update.ecosystem))) return new Unknown('updates')
      if (!Array.isArray(names)) return names as Unknown
      const found = new Map<string, string>()
      for (const name of names) {
        const ecosystem = ecosystemFiles.find(([, pattern]) => pattern.test(name))?.[0]
        if (ecosystem && !found.has(ecosystem)) found.set(ecosystem, name)
      }
      // Both keep Python's packages, and both JavaScript's.
      const covers = (name: string): boolean => this.ecosystems.includes(name) || name === 'pip' && this.ecosystems.includes('uv') || name === 'uv' && this.ecosystems.includes('pip') || name === 'npm' && this.ecosystems.includes('bun') || name === 'bun' && this.ecosystems.includes('npm')
      return list([...found].filter(([name]) => !covers(name)).map(([name, file]) => ({ name, file })))
    })
  }
  get uncoveredEcosystems(): List<string> {
    const covers = (name: string): boolean => this.ecosystems.includes(name) || (kin[name] ?? []).some(other => this.ecosystems.includes(other))
    return this.once('uncoveredEcosystems', () => list([...ecosystemsIn(this.model.environment)].filter(name => !covers(name)).sort(), this.ecosystems.open))
  }
  get ecosystems(): List<string> { return this.once('ecosystems', () => list(new Set(this.updates.flatMap(update => isKnown(update.ecosystem) && update.ecosystem !== null ? update.ecosystem : [])), this.updates.open)) }
}

/** Ecosystems that look after the same manifests. */
const kin: { readonly [name: string]: readonly string[] } = { pip: ['uv'], npm: ['bun'], terraform: ['opentofu'] }

class UpdateNode extends Node implements facts.DependabotUpdate {
  constructor(readonly dependabot: DependabotNode, value: YamlNode, sequence: YamlNode, readonly index: number) { super(dependabot.model, 'github-actions.DependabotUpdate', value, null, { node: sequence, step: index }) }
  get subject(): string { return `updates.${textIn(this.get('package-ecosystem')) ?? this.index}.${textIn(this.get('directory')) ?? ''}` }
  get ecosystem(): Maybe<string | null> { return stringIn(this.get('package-ecosystem')) }
  get directories(): List<Maybe<string>> { return this.once('directories', () => list([...stringsIn(this.get('directory'), this.model.text) ?? [], ...stringsIn(this.get('directories'), this.model.text) ?? []])) }
  get interval(): Maybe<string | null> { return stringIn(this.get('schedule', 'interval')) }
  get allowsCodeExecution(): Maybe<boolean> {
    const text = textIn(this.get('insecure-external-code-execution'))
    return text === null || text === 'deny' ? false : text === 'allow' ? true : new Unknown(text)
  }
  get hasCooldown(): boolean { return asMap(this.get('cooldown')) !== null }
  get cooldownDays(): Maybe<number | null> { return numberIn(this.get('cooldown', 'default-days')) }
}
