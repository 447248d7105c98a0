import type { Document } from '../../core/document'
import { Unknown } from '../../core/value'
import type { Data } from '../text/data'
import { tomlParser } from '../text/toml'
import { xmlParser } from '../text/xml'
import type { DependencyDraft, Draft, GateDraft, Written } from './draft'
import { hostOf, percent } from './maven'
import { written } from './npm'

/** A go.mod. */
export function readGo(document: Document): Draft {
  const { text } = document, dependencies: DependencyDraft[] = []
  let name: Written | null = null, pin: Written | null = null, inside = '', at = 0
  for (const line of text.split('\n')) {
    const start = at, words = line.replace(/\/\/.*$/, '').trim().split(/[ \t]+/)
    at += line.length + 1
    if (words[0] === '') continue
    if (words[0] === ')') { inside = ''; continue }
    if (words[1] === '(') { inside = words[0]!; continue }
    const [keyword, ...rest] = inside === '' ? words : [inside, ...words]
    const token = (word: string): Written => { const from = start + line.indexOf(word); return { text: word, span: [from, from + word.length] } }
    if (rest[0] === undefined) continue
    if (keyword === 'module') name = token(rest[0])
    else if (keyword === 'go' || keyword === 'toolchain') pin = token(rest[0])
    else if (keyword === 'require' && rest[1] !== undefined) dependencies.push({ name: rest[0], version: rest[1], scope: /\/\/\s*indirect/.test(line) ? 'managed' : 'main', isFloating: false, span: token(rest[1]).span })
  }
  return { tool: 'go', name, dependencies, toolPin: pin, isProject: true }
}

/** A pyproject.toml. */
export function readPython(document: Document): Draft {
  const root = document.tree(tomlParser), project = root.at('project'), poetry = root.at('tool', 'poetry'), dependencies: DependencyDraft[] = []
  const specified = (item: Data, scope: DependencyDraft['scope']): void => {
    const match = /^([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*([^;@]*)/.exec(item.text ?? '')
    if (match) dependencies.push({ name: match[1]!, version: match[2]!.trim() || null, scope, isFloating: match[2]!.trim() === '*', span: item.span })
  }
  for (const item of project?.at('dependencies')?.items ?? []) specified(item, 'main')
  for (const [name, group] of [...project?.at('optional-dependencies')?.entries ?? [], ...root.at('dependency-groups')?.entries ?? []]) for (const item of group.items) specified(item, /test/i.test(name) ? 'test' : /^(?:dev|lint|docs?|ci)/i.test(name) ? 'development' : 'main')
  const tables: (readonly [Data | null | undefined, DependencyDraft['scope']])[] = [[poetry?.at('dependencies'), 'main'], [poetry?.at('dev-dependencies'), 'development'], ...(poetry?.at('group')?.entries ?? []).map(([name, group]) => [group.at('dependencies'), /test/i.test(name) ? 'test' : 'development'] as const)]
  for (const [table, scope] of tables) for (const [name, at] of table?.entries ?? []) {
    if (name === 'python') continue
    const version = at.text ?? at.at('version')?.text ?? null, git = at.at('git') !== null && at.at('rev') === null && at.at('tag') === null
    dependencies.push({ name, version, scope, isFloating: version === '*' || git, span: at.span })
  }
  const options = root.at('tool', 'pytest', 'ini_options', 'addopts'), text = options?.texts.join(' ') ?? '', under = /--cov-fail-under[= ](\d+(?:\.\d+)?)/.exec(text)?.[1]
  const report = root.at('tool', 'coverage', 'report'), floor = report?.at('fail_under') ?? null, gates: GateDraft[] = []
  if (report || root.at('tool', 'coverage')) gates.push({ tool: 'coverage.py', purpose: 'coverage', floor: floor ? floor.number || null : under !== undefined ? Number(under) : null, span: (floor ?? report ?? root.at('tool', 'coverage')!).span })
  else if (options && text.includes('--cov')) gates.push({ tool: 'pytest-cov', purpose: 'coverage', floor: under === undefined ? null : percent(under), span: options.span })
  const mutmut = root.at('tool', 'mutmut')
  if (mutmut) gates.push({ tool: 'mutmut', purpose: 'mutation', floor: new Unknown('mutmut'), span: mutmut.span })
  return {
    tool: 'python', ...poetry?.at('dependencies') || poetry?.at('name') ? { manager: 'poetry' } : root.at('tool', 'uv') ? { manager: 'uv' } : root.at('tool', 'pdm') ? { manager: 'pdm' } : {},
    name: written(project?.at('name') ?? poetry?.at('name')), version: written(project?.at('version') ?? poetry?.at('version')), dependencies, gates,
    plugins: [['commitizen', 'commitizen'], ['semantic_release', 'python-semantic-release'], ['towncrier', 'towncrier'], ['bumpversion', 'bumpversion']].flatMap(([key, name]) => { const at = root.at('tool', key!); return at ? [{ text: name!, span: at.span }] : [] }),
    testRetries: options && /--reruns[= ][1-9]/.test(text) ? { text: '--reruns', span: options.span } : null,
    isProject: project !== null || (poetry ?? null) !== null,
  }
}

/** A Cargo.toml. */
export function readCargo(document: Document): Draft {
  const root = document.tree(tomlParser), dependencies: DependencyDraft[] = []
  const read = (table: Data | null, scope: DependencyDraft['scope']): void => {
    for (const [name, at] of table?.entries ?? []) {
      const version = at.text ?? at.at('version')?.text ?? null, git = at.at('git') !== null && ['rev', 'tag'].every(key => at.at(key) === null)
      dependencies.push({ name: at.at('package')?.text ?? name, version, scope, isFloating: version === '*' || git, span: at.span })
    }
  }
  read(root.at('dependencies'), 'main')
  read(root.at('build-dependencies'), 'development')
  read(root.at('dev-dependencies'), 'test')
  read(root.at('workspace', 'dependencies'), 'managed')
  const publish = root.at('package', 'publish')
  return {
    tool: 'cargo', name: written(root.at('package', 'name')), version: written(root.at('package', 'version')), isPrivate: publish?.value === false, dependencies,
    isAggregate: root.at('workspace', 'members') !== null, isProject: root.at('package') !== null || root.at('workspace') !== null,
  }
}

/** A project of .NET. */
export function readDotnet(document: Document): Draft | null {
  const project = document.tree(xmlParser).children.find(one => one.name === 'Project')
  if (!project) return null
  const dependencies: DependencyDraft[] = [], property = (name: string) => [...project.below(name)][0] ?? null
  for (const one of project.below('PackageReference')) {
    const name = one.attributes.get('Include') ?? one.attributes.get('Update'), attribute = one.attributes.get('Version') ?? one.attributes.get('VersionOverride'), child = one.at('Version'), version = attribute?.value ?? child?.text ?? null
    if (!name) continue
    const isOpen = version !== null && version.includes('$(')
    dependencies.push({ name: name.value, version: isOpen ? new Unknown(version) : version, scope: /test|xunit|nunit|coverlet|moq/i.test(name.value) ? 'test' : 'main', isFloating: isOpen ? new Unknown(version) : version !== null && (version.includes('*') || /^[[(].*,\s*[\])]$/.test(version)), span: (attribute ?? child ?? name).span })
  }
  const threshold = property('Threshold'), collector = dependencies.find(one => /^coverlet/i.test(one.name)), version = property('Version')
  return {
    tool: 'dotnet', version: version && { text: version.text.includes('$(') ? new Unknown(version.text) : version.text, span: version.span }, isPrivate: property('IsPackable')?.text === 'false', dependencies,
    gates: threshold || collector ? [{ tool: 'coverlet', purpose: 'coverage', floor: threshold ? percent(threshold.text) : new Unknown('Threshold'), span: threshold?.span ?? collector!.span }] : [],
    isReproducible: property('Deterministic')?.text === 'false' ? false : property('ContinuousIntegrationBuild') ? true : new Unknown('ContinuousIntegrationBuild'), isProject: true,
    publishesTo: [...project.below('PackageSource')].flatMap(one => hostOf(one.text) ?? []),
  }
}
