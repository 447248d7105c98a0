import type { Document } from '../../core/document'
import type { Environment } from '../../core/language'
import { purposeOf } from '../../core/purpose'
import type { Span } from '../../core/span'
import { dictionary, isKnown, list, Unknown, type Dictionary, type List, type Maybe } from '../../core/value'
import { codeowners, ownersOf } from '../repository/exports'
import { conflictIn } from '../text/conflict'
import { firstToken, TextFact } from '../text/fact'
import { withCatalog } from './catalog'
import type { DependencyDraft, Draft, GateDraft } from './draft'
import { manifests, type ManifestSummary } from './exports'
import type * as facts from './facts'
import { below, folderOf, foldersUp, nameOf } from './files'
import { readGradle } from './gradle'
import { isContractTool, isEndToEndLibrary, isFake, isIntegrationTool, isMutationTool, isReleaseTool, isSbomTool, isTestLibrary, makesLayers, packsFatJar, storeOf } from './libraries'
import { readMaven } from './maven'
import { readNpm } from './npm'
import { readCargo, readDotnet, readGo, readPython } from './others'

const readers: { readonly [tool in facts.Manifest['tool']]: (document: Document) => Draft | null } = { maven: readMaven, gradle: readGradle, npm: readNpm, go: readGo, python: readPython, cargo: readCargo, dotnet: readDotnet }

/** Lock files by the tool that writes them. */
const lockFiles: { readonly [tool in facts.Manifest['tool']]: readonly string[] } = {
  maven: [], gradle: ['gradle.lockfile'], npm: ['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml', 'bun.lock', 'bun.lockb'], go: ['go.sum'],
  python: ['poetry.lock', 'uv.lock', 'pdm.lock', 'Pipfile.lock', 'pylock.toml'], cargo: ['Cargo.lock'], dotnet: ['packages.lock.json'],
}
const managers: { readonly [file: string]: string } = { 'yarn.lock': 'yarn', 'pnpm-lock.yaml': 'pnpm', 'bun.lock': 'bun', 'bun.lockb': 'bun', 'poetry.lock': 'poetry', 'uv.lock': 'uv', 'pdm.lock': 'pdm', 'Pipfile.lock': 'pipenv' }

/** Reads a manifest; null where the text is none. */
export function readManifest(tool: facts.Manifest['tool'], document: Document, environment: Environment): ManifestNode | null {
  const written = readers[tool](document)
  const draft = written && tool === 'gradle' && /\blibs\./.test(document.text) ? withCatalog(written, catalogOf(folderOf(document.path), environment)) : written
  return draft && new ManifestNode(document, draft, environment)
}

/** The nearest `gradle/libs.versions.toml` of a folder or one above it. */
function catalogOf(folder: string, environment: Environment): Document | null {
  for (const at of foldersUp(folder)) {
    const found = environment.read(below(at, 'gradle/libs.versions.toml'))
    if (found) return found
  }
  return null
}

export class ManifestNode extends TextFact implements facts.Manifest {
  readonly kind = 'build.Manifest'
  readonly fileName: string
  readonly folder: string

  constructor(private readonly document: Document, readonly draft: Draft, private readonly environment: Environment) {
    super(document.path, draft.name?.span ?? firstToken(document.text), placesOf(draft), draft.isDamaged ?? false)
    this.fileName = nameOf(document.path)
    this.folder = folderOf(document.path)
  }

  get subject(): string { return this.name ?? this.fileName }
  get tool() { return this.draft.tool }
  get name(): string | null { return this.draft.name?.text ?? null }
  get version(): Maybe<string | null> { return this.draft.version?.text ?? null }
  get hasSemanticVersion(): Maybe<boolean> {
    const { version } = this
    return version === null ? new Unknown('version') : isKnown(version) ? /^v?(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/.test(version) : version
  }
  get isPrivate(): boolean { return this.draft.isPrivate ?? false }
  get manager(): string {
    return this.once('manager', () => {
      if (this.draft.manager !== undefined) return this.draft.manager
      const { lockFiles: found } = this, lock = isKnown(found) ? found.find(name => managers[name] !== undefined) : undefined
      return lock === undefined ? this.tool === 'python' ? 'pip' : this.tool : managers[lock]!
    })
  }

  get summary(): ManifestSummary {
    const { path, folder, tool, name, draft } = this
    return { path, folder, tool, name, isAggregate: draft.isAggregate ?? false, isProject: draft.isProject ?? false, contractTools: [...this.contractTools] }
  }

  get others(): Maybe<readonly ManifestSummary[]> { return this.environment.find(manifests) }
  get isMember(): Maybe<boolean> {
    return this.once('isMember', () => { const { others } = this; return isKnown(others) ? isMemberOf(this.summary, others) : others })
  }
  get roots(): Maybe<List<string>> {
    return this.once('roots', () => {
      const { others } = this
      if (!isKnown(others)) return others
      const counted = others.filter(one => one.isProject && !one.folder.startsWith('.') && purposeOf(one.path, '') === 'production')
      return list([...new Set(counted.filter(one => !(one.tool === 'npm' && one.isAggregate && counted.some(other => other.folder.startsWith(one.folder === '' ? '' : `${one.folder}/`) && other !== one)) && (one.tool === 'npm' || !isMemberOf(one, counted))).map(one => one.folder))].sort())
    })
  }
  get hasOwner(): Maybe<boolean> {
    return this.once('hasOwner', () => {
      const found = this.environment.find(codeowners)
      if (!isKnown(found)) return found
      const owners = found[0]
      if (!owners) return new Unknown('CODEOWNERS')
      const line = ownersOf(owners, this.path)
      return line !== null && line.owners.length > 0 && (this.folder === '' || !/^(?:\/?\*{1,2}|\/?\*{1,2}\/\*{1,2})$/.test(line.pattern))
    })
  }

  get dependencies(): List<DependencyNode> { return this.once('dependencies', () => list(this.draft.dependencies.map(one => new DependencyNode(this, one)))) }
  get floating(): List<DependencyNode> {
    return this.once('floating', () => list(this.dependencies.filter(one => one.isFloating === true), this.dependencies.some(one => !isKnown(one.isFloating))))
  }
  get plugins(): List<string> { return this.once('plugins', () => list(new Set((this.draft.plugins ?? []).map(one => one.text)))) }
  get scripts(): Dictionary<string> { return this.once('scripts', () => dictionary((this.draft.scripts ?? []).map(([name, one]) => [name, one.text] as const))) }

  get usualLockFiles(): List<string> { return list(lockFiles[this.tool]) }
  get lockFiles(): Maybe<List<string>> { return this.once('lockFiles', () => this.namesUp(name => lockFiles[this.tool].includes(name))) }
  get ignoredLockFiles(): Maybe<List<string>> {
    return this.once('ignoredLockFiles', () => {
      const found = this.lockFiles
      if (!isKnown(found)) return found
      const patterns = [...foldersUp(this.folder)].flatMap(folder => (this.environment.read(below(folder, '.gitignore'))?.text ?? '').split(/\r?\n/).map(line => line.trim().replace(/^\//, '')))
      return list(found.filter(name => patterns.includes(name) || patterns.includes('*.lock') && name.endsWith('.lock') && !patterns.includes(`!${name}`)))
    })
  }
  get isLocked(): Maybe<boolean> {
    return this.once('isLocked', () => {
      const { tool, lockFiles: found, floating, ignoredLockFiles: ignored } = this
      if (this.draft.dependencies.length === 0) return true
      if (isKnown(found) && isKnown(ignored) && found.length > ignored.length) return true
      if (tool === 'maven' || tool === 'dotnet' || tool === 'gradle') return floating.length > 0 ? tool === 'gradle' && !isKnown(found) ? found : false : floating.open ? new Unknown('versions') : true
      if (!isKnown(found)) return found
      if (tool !== 'python') return false
      const requirements = this.namesUp(name => /^requirements.*\.(?:txt|lock)$|^constraints.*\.txt$/.test(name))
      return !isKnown(requirements) ? requirements : requirements.length > 0 ? new Unknown(requirements[0]!) : false
    })
  }

  /** Names in its folder and those above that pass; unknown where a folder is not known and none above or in it passes. */
  private namesUp(test: (name: string) => boolean): Maybe<List<string>> {
    const found: string[] = []
    let unknown: Unknown | null = null
    for (const folder of foldersUp(this.folder)) {
      const names = this.environment.names(folder)
      found.push(...(isKnown(names) ? names : this.environment.list(folder).map(nameOf)).filter(test))
      if (!isKnown(names)) unknown ??= names
    }
    return found.length === 0 && unknown ? unknown : list(new Set(found))
  }

  get pinsTool(): Maybe<boolean> {
    return this.once('pinsTool', (): Maybe<boolean> => {
      if (this.draft.toolPin) return true
      const wrappers: readonly string[] = this.tool === 'maven' ? ['mvnw'] : this.tool === 'gradle' ? ['gradlew'] : []
      const files = [...wrappers, '.tool-versions', 'mise.toml', '.mise.toml', ...this.tool === 'npm' ? ['.nvmrc', '.node-version'] : this.tool === 'python' ? ['.python-version'] : this.tool === 'cargo' ? ['rust-toolchain', 'rust-toolchain.toml'] : this.tool === 'dotnet' ? ['global.json'] : []]
      if (wrappers.length > 0 && [...foldersUp(this.folder)].some(folder => this.environment.read(below(folder, this.tool === 'maven' ? '.mvn/wrapper/maven-wrapper.properties' : 'gradle/wrapper/gradle-wrapper.properties')))) return true
      const found = this.namesUp(name => files.includes(name))
      if (!isKnown(found)) return found
      return found.length > 0 ? true : wrappers.length > 0 ? false : new Unknown(`version of ${this.manager}`)
    })
  }

  /** Names of what it is built with and of. */
  private get names(): readonly string[] { return this.once('names', () => [...new Set([...this.draft.dependencies.map(one => one.name), ...this.plugins])]) }
  private those(name: string, test: (name: string) => boolean): List<string> { return this.once(name, () => list(this.names.filter(test))) }
  get testLibraries(): List<string> { return this.those('testLibraries', isTestLibrary) }
  get endToEndLibraries(): List<string> { return this.those('endToEndLibraries', isEndToEndLibrary) }
  get fakes(): List<string> { return this.those('fakes', isFake) }
  get contractTools(): List<string> { return this.those('contractTools', isContractTool) }
  get integrationTools(): List<string> { return this.those('integrationTools', isIntegrationTool) }
  get mutationTools(): List<string> { return this.those('mutationTools', isMutationTool) }
  get releaseTools(): List<string> { return this.those('releaseTools', isReleaseTool) }
  get sbomTools(): List<string> { return this.those('sbomTools', isSbomTool) }
  get layerTools(): List<string> { return this.those('layerTools', makesLayers) }
  get isFatJar(): boolean { return this.names.some(packsFatJar) }
  get stores(): List<string> { return this.once('stores', () => list(new Set(this.draft.dependencies.flatMap(one => one.scope === 'managed' && this.tool !== 'go' ? [] : storeOf(one.name) ?? [])))) }

  get gates(): List<GateNode> { return this.once('gates', () => list((this.draft.gates ?? []).map(one => new GateNode(this.path, one)))) }
  get skippedTests(): string | null { return this.draft.skippedTests?.text ?? null }
  get testRetries(): string | null { return this.draft.testRetries?.text ?? null }
  get publishesTo(): List<string> { return list(new Set(this.draft.publishesTo ?? [])) }
  get isReproducible(): Maybe<boolean> { return this.draft.isReproducible ?? new Unknown(this.tool) }
  get hasConflict(): boolean { return conflictIn(this.document.text) !== null }
}

/** Does a manifest of the same tool stand in a folder above? */
const isMemberOf = (one: Pick<ManifestSummary, 'folder' | 'tool'>, all: readonly ManifestSummary[]): boolean => all.some(other => other.tool === one.tool && other.isProject && other.folder !== one.folder && (other.folder === '' || one.folder.startsWith(`${other.folder}/`)))

function placesOf(draft: Draft): ReadonlyMap<string, Span> {
  const places = new Map<string, Span>()
  if (draft.name) places.set('name', draft.name.span)
  if (draft.version) places.set('version', draft.version.span)
  if (draft.toolPin) places.set('pinsTool', draft.toolPin.span)
  if (draft.skippedTests) places.set('skippedTests', draft.skippedTests.span)
  if (draft.testRetries) places.set('testRetries', draft.testRetries.span)
  const [first] = draft.dependencies
  if (first) places.set('dependencies', first.span)
  draft.dependencies.forEach((one, i) => places.set(`dependencies[${i}]`, one.span))
  draft.scripts?.forEach(([name, one]) => places.set(`scripts.${name}`, one.span))
  draft.gates?.forEach((one, i) => places.set(`gates[${i}]`, one.span))
  return places
}

export class DependencyNode extends TextFact implements facts.Dependency {
  readonly kind = 'build.Dependency'
  constructor(readonly manifest: ManifestNode, private readonly draft: DependencyDraft) { super(manifest.path, draft.span, new Map([['version', draft.span]]), manifest.damaged) }
  get subject(): string { return `${this.manifest.subject}/${this.name}` }
  get name(): string { return this.draft.name }
  get version(): Maybe<string | null> { return this.draft.version }
  get scope() { return this.draft.scope }
  /** What is built beside it comes from this very commit, whatever its version is called. */
  get isFloating(): Maybe<boolean> {
    if (this.draft.isFloating !== true) return this.draft.isFloating
    const { others, tool } = this.manifest, name = this.name.slice(this.name.lastIndexOf(':') + 1)
    if (this.manifest.version !== null && this.version === this.manifest.version) return false
    return isKnown(others) ? !others.some(one => one.tool === tool && one.name === name) : others
  }
  get isSnapshot(): Maybe<boolean> { return isKnown(this.version) ? /-SNAPSHOT$/i.test(this.version ?? '') : this.version }
}

export class GateNode extends TextFact implements facts.Gate {
  readonly kind = 'build.Gate'
  constructor(path: string, private readonly draft: GateDraft) { super(path, draft.span, new Map([['floor', draft.span]])) }
  get subject(): string { return `${this.purpose}/${this.tool}` }
  get tool(): string { return this.draft.tool }
  get purpose() { return this.draft.purpose }
  get floor(): Maybe<number | null> { return this.draft.floor }
  get hasFloor(): Maybe<boolean> { return isKnown(this.floor) ? this.floor !== null : this.floor }
}

export class WrapperNode extends TextFact implements facts.Wrapper {
  readonly kind = 'build.Wrapper'
  private readonly values: ReadonlyMap<string, string>
  constructor(document: Document, readonly tool: 'maven' | 'gradle') {
    const values = new Map<string, string>(), places = new Map<string, Span>()
    for (const match of document.text.matchAll(/^[ \t]*([\w.]{1,60})[ \t]*[=:][ \t]*([^\r\n]*)/gm)) {
      const value = match[2]!.trim(), start = match.index + match[0].length - match[2]!.length
      values.set(match[1]!, value.replaceAll('\\:', ':'))
      places.set(match[1]!, [start, start + value.length])
    }
    const url = places.get('distributionUrl')
    if (url) places.set('version', url)
    super(document.path, url ?? firstToken(document.text), places)
    this.values = values
  }
  get subject(): string { return `${this.tool} wrapper` }
  get distributionUrl(): string | null { return this.values.get('distributionUrl') ?? null }
  get version(): string | null { return /(?:gradle|apache-maven)-(\d[\w.-]*?)(?:-(?:bin|all))?\.(?:zip|tar\.gz)/.exec(this.distributionUrl ?? '')?.[1] ?? null }
  get checksum(): string | null { return this.values.get('distributionSha256Sum') ?? null }
}
