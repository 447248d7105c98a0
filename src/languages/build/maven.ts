import { isKnown, Unknown, type Maybe } from '../../core/value'
import { xmlParser, type Element } from '../text/xml'
import type { Document } from '../../core/document'
import type { DependencyDraft, Draft, GateDraft, Written } from './draft'

/** A pom.xml. */
export function readMaven(document: Document): Draft | null {
  const project = document.tree(xmlParser).children.find(one => one.name === 'project')
  if (!project) return null
  const properties = new Map((project.at('properties')?.children ?? []).map(one => [one.name, one] as const))
  const parent = project.at('parent'), version = project.at('version') ?? parent?.at('version') ?? null
  const resolve = (text: string): Maybe<string> => {
    let at = text
    for (let i = 0; i < 5 && at.includes('${'); i++) {
      at = at.replace(/\$\{([\w.-]{1,100})\}/g, (whole, name: string) => name === 'project.version' || name === 'version' ? project.get('version') ?? parent?.get('version') ?? whole : name === 'project.groupId' ? project.get('groupId') ?? parent?.get('groupId') ?? whole : properties.get(name)?.text ?? whole).slice(0, 1000)
    }
    return at.includes('${') ? new Unknown(text) : at
  }
  const profiles = project.at('profiles')?.all('profile') ?? [], parts = [project, ...profiles]
  const dependencies: DependencyDraft[] = []
  const add = (element: Element, isManaged: boolean): void => {
    const written = element.at('version'), resolved = written ? resolve(written.text) : null, scope = element.get('scope')
    const group = resolve(element.get('groupId') ?? ''), artifact = element.get('artifactId') ?? ''
    dependencies.push({ name: `${isKnown(group) ? group : element.get('groupId') ?? ''}:${artifact}`, version: resolved, scope: isManaged ? 'managed' : scope === 'test' ? 'test' : 'main', isFloating: resolved === null ? false : isKnown(resolved) ? floats(resolved) : resolved, span: (written ?? element.at('artifactId') ?? element).span })
  }
  const plugins: Element[] = []
  for (const part of parts) {
    for (const one of part.at('dependencies')?.all('dependency') ?? []) add(one, false)
    for (const one of part.at('dependencyManagement', 'dependencies')?.all('dependency') ?? []) add(one, true)
    plugins.push(...part.at('build', 'plugins')?.all('plugin') ?? [], ...part.at('build', 'pluginManagement', 'plugins')?.all('plugin') ?? [])
  }
  const named = (artifact: string): Element[] => plugins.filter(one => one.get('artifactId') === artifact)
  const isOn = (element: Element | null | undefined): boolean => !!element && resolve(element.text) === 'true'
  return {
    tool: 'maven', name: writtenIn(project.at('artifactId')), version: version && { text: resolve(version.text), span: version.span }, dependencies,
    plugins: plugins.flatMap(one => { const at = one.at('artifactId'); return at && at.text !== '' ? [{ text: at.text, span: at.span }] : [] }),
    gates: [...named('jacoco-maven-plugin').map(jacoco), ...named('pitest-maven').map(pitest)],
    skippedTests: [['skipTests', 'maven.test.skip', 'maven.test.failure.ignore', 'skipITs'].map(name => properties.get(name)), ...[...named('maven-surefire-plugin'), ...named('maven-failsafe-plugin')].map(one => ['skip', 'skipTests', 'testFailureIgnore'].map(name => one.at('configuration', name)))]
      .flat().filter(isOn).map(one => ({ text: one!.name, span: one!.span }))[0] ?? null,
    testRetries: [properties.get('surefire.rerunFailingTestsCount'), ...[...named('maven-surefire-plugin'), ...named('maven-failsafe-plugin')].map(one => one.at('configuration', 'rerunFailingTestsCount'))]
      .filter(one => one && /^[1-9]/.test(one.text)).map(one => ({ text: one!.name, span: one!.span }))[0] ?? null,
    publishesTo: [...project.at('distributionManagement')?.children ?? []].flatMap(one => { const url = one.name === 'site' ? '' : resolve(one.get('url') ?? ''); return isKnown(url) ? hostOf(url) ?? [] : [] }),
    isReproducible: properties.has('project.build.outputTimestamp') ? true : parent ? new Unknown('parent') : false,
    isAggregate: (project.at('modules')?.children.length ?? 0) > 0, isProject: true,
  }
}

const writtenIn = (element: Element | null): Written | null => element && element.text !== '' ? { text: element.text, span: element.span } : null

/** A snapshot, the newest of all, or a range without an upper end. */
const floats = (version: string): boolean => /-SNAPSHOT$/i.test(version) || /^(?:LATEST|RELEASE)$/.test(version) || /^[[(].*,.*[\])]$/.test(version) && !/^\[([^,\]]+),\1\]$/.test(version)

function jacoco(plugin: Element): GateDraft {
  const goals = [...plugin.below('goal')].filter(one => one.text === 'check'), minimum = [...plugin.below('minimum')][0] ?? null, halts = [...plugin.below('haltOnFailure')].every(one => one.text !== 'false')
  const at = minimum ?? plugin.at('artifactId') ?? plugin
  return { tool: 'jacoco', purpose: 'coverage', floor: goals.length > 0 && minimum && halts ? percent(minimum.text) : null, span: at.span }
}

function pitest(plugin: Element): GateDraft {
  const at = [...plugin.below('mutationThreshold')][0] ?? null
  return { tool: 'pitest', purpose: 'mutation', floor: at ? percent(at.text) : null, span: (at ?? plugin.at('artifactId') ?? plugin).span }
}

/** A part of one or a number of percents, in percent; a floor of nothing is none. */
export function percent(text: string): Maybe<number | null> {
  const number = /^(\d+(?:\.\d+)?)\s*%?$/.exec(text.trim())?.[1]
  if (number === undefined) return new Unknown(text)
  const value = Number(number)
  return value === 0 ? null : value <= 1 && text.includes('.') ? value * 100 : value
}

/** The host of an address; null where it has none, or it is not written out. */
export const hostOf = (url: string): string | null => /^[a-z][a-z0-9+.-]*:\/\/(?:[^/@\s]*@)?([a-z0-9.-]+)(?=[:/?#]|$)/i.exec(url.trim())?.[1]?.toLowerCase() ?? null
