import { isKnown, Unknown, type Maybe } from '../../core/value'
import type { Document } from '../../core/document'
import type { Span } from '../../core/span'
import { masked } from '../text/data'
import type { DependencyDraft, Draft, GateDraft, Written } from './draft'
import { hostOf, percent } from './maven'

/** A build.gradle or build.gradle.kts, read as text: its declarations, not its program. */
export function readGradle(document: Document): Draft {
  const text = masked(document.text, '"\'')
  const variables = new Map<string, string>()
  for (const match of text.matchAll(/(?:^|[\n;{])[ \t]{0,40}(?:def|val|var|ext\.|const val|String)?[ \t]{0,40}([A-Za-z_][\w.]{0,60})[ \t]{0,40}=[ \t]{0,40}["']([^"'\r\n]{0,80})["']/g)) if (!variables.has(match[1]!)) variables.set(match[1]!, match[2]!)
  const resolve = (written: string): Maybe<string> => {
    const out = written.replace(/\$\{?([A-Za-z_][\w.]*)\}?/g, (whole, name: string) => variables.get(name) ?? variables.get(name.slice(name.lastIndexOf('.') + 1)) ?? whole)
    return out.includes('$') ? new Unknown(written) : out
  }
  const plugins: Written[] = []
  for (const match of text.matchAll(/\bid[ \t]{0,40}\(?[ \t]{0,40}["']([\w.-]{1,120})["']|\bapply[ \t]{0,40}(?:\([ \t]{0,40})?plugin[ \t]{0,40}[:=][ \t]{0,40}["']([\w.-]{1,120})["']|\bkotlin\([ \t]{0,40}["']([\w.-]{1,60})["']|\balias\([ \t]{0,40}libs\.plugins\.([\w.]{1,120})/g)) {
    const name = match[1] ?? match[2] ?? match[3] ?? match[4]!, start = match.index + match[0].lastIndexOf(name)
    plugins.push({ text: match[3] !== undefined ? `org.jetbrains.kotlin.${name}` : name, span: [start, start + name.length] })
  }
  const bare = block(text, 'plugins')
  if (bare) for (const match of bare.text.matchAll(/(?:^|[\n;])[ \t]{0,40}`?([a-z][\w-]{1,40})`?[ \t]{0,40}(?=\r?$|;)/gm)) plugins.push({ text: match[1]!, span: [bare.start + match.index + match[0].indexOf(match[1]!), bare.start + match.index + match[0].indexOf(match[1]!) + match[1]!.length] })
  const dependencies: DependencyDraft[] = []
  for (const match of text.matchAll(/(?:^|[\n;{])[ \t]{0,40}([A-Za-z]\w{0,60})[ \t]{0,40}\(?[ \t]{0,40}(?:(?:platform|enforcedPlatform|testFixtures)\([ \t]{0,40})?(?:["']([\w.-]{1,120}):([\w.-]{1,120})(?::([^"'\r\n]{0,80}))?["']|group[ \t]{0,40}[:=][ \t]{0,40}["']([\w.-]{1,120})["'][ \t]{0,40},[ \t]{0,40}name[ \t]{0,40}[:=][ \t]{0,40}["']([\w.-]{1,120})["'](?:[ \t]{0,40},[ \t]{0,40}version[ \t]{0,40}[:=][ \t]{0,40}["']([^"'\r\n]{0,80})["'])?)/g)) {
    if (!/(?:implementation|api|only|classpath|processor|kapt|ksp|compile|runtime)$/i.test(match[1]!)) continue
    const group = match[2] ?? match[5]!, name = match[3] ?? match[6]!, written = match[4] ?? match[7] ?? null, version = written === null ? null : resolve(written.replace(/@\w+$/, '').replace(/:.*$/, ''))
    const token = written ?? name, start = match.index + match[0].lastIndexOf(token)
    dependencies.push({ name: `${group}:${name}`, version, scope: /test/i.test(match[1]!) ? 'test' : 'main', isFloating: version === null ? false : isKnown(version) ? floatsInGradle(version) : version, span: [start, start + token.length] })
  }
  for (const match of text.matchAll(/(?:^|[\n;{])[ \t]{0,40}([A-Za-z]\w{0,60})[ \t]{0,40}\(?[ \t]{0,40}(?:platform\([ \t]{0,40})?(libs\.[\w.]{1,120})/g)) {
    if (!/(?:implementation|api|only|classpath|processor|kapt|ksp)$/i.test(match[1]!)) continue
    const start = match.index + match[0].lastIndexOf(match[2]!)
    dependencies.push({ name: match[2]!, version: new Unknown(match[2]!), scope: /test/i.test(match[1]!) ? 'test' : 'main', isFloating: new Unknown(match[2]!), span: [start, start + match[2]!.length] })
  }
  const version = find(text, /(?:^|\n)[ \t]{0,40}version[ \t]{0,40}=?[ \t]{0,40}["']([^"'\r\n]{1,80})["']/)
  const publishing = block(text, 'publishing')
  return {
    tool: 'gradle', name: null, version: version && { text: resolve(version.text), span: version.span }, dependencies, plugins,
    gates: gatesIn(text, plugins),
    skippedTests: find(text, /\b(ignoreFailures[ \t]{0,40}(?:=|\.set\()[ \t]{0,40}true)/) ?? find(text, /\b((?:tasks\.)?test\.enabled[ \t]{0,40}=[ \t]{0,40}false)/) ?? find(block(text, 'test')?.text ?? '', /\b(enabled[ \t]{0,40}=[ \t]{0,40}false)/, block(text, 'test')?.start),
    testRetries: find(text, /\b(maxRetries)[ \t]{0,40}(?:=|\.set\()[ \t]{0,40}[1-9]/),
    publishesTo: publishing ? [...publishing.text.matchAll(/["'](https?:\/\/[^"'\s]{1,200})["']/g)].flatMap(match => hostOf(match[1]!) ?? []) : [],
    isReproducible: /(?:preserveFileTimestamps|isPreserveFileTimestamps)[ \t]{0,40}(?:=|\.set\()[ \t]{0,40}false/.test(text) ? true : new Unknown('preserveFileTimestamps'),
    isAggregate: /\bsubprojects[ \t]{0,40}\{|\ballprojects[ \t]{0,40}\{/.test(text), isProject: true,
  }
}

/** `1.+`, `latest.release`, a snapshot, a range. */
export const floatsInGradle = (version: string): boolean => /\+$|^latest\.|-SNAPSHOT$/i.test(version) || /^[[(\]].*,/.test(version)

function gatesIn(text: string, plugins: readonly Written[]): readonly GateDraft[] {
  const gates: GateDraft[] = []
  const plugin = (pattern: RegExp): Written | null => plugins.find(one => pattern.test(one.text)) ?? null
  const gate = (tool: string, purpose: GateDraft['purpose'], floor: Written | null, at: Written | null): void => { if (floor || at) gates.push({ tool, purpose, floor: floor ? percent(floor.text) : null, span: (floor ?? at)!.span }) }
  gate('jacoco', 'coverage', inBlock(text, 'jacocoTestCoverageVerification', /\bminimum[ \t]{0,40}=[ \t]{0,40}["']?([\d.]+)/), plugin(/^jacoco$/))
  gate('kover', 'coverage', inBlock(text, 'kover', /\b(?:minBound\(|minValue[ \t]{0,40}=[ \t]{0,40}|min[ \t]{0,40}=[ \t]{0,40})([\d.]+)/), plugin(/kover/))
  gate('pitest', 'mutation', inBlock(text, 'pitest', /\bmutationThreshold[ \t]{0,40}(?:=|\.set\()[ \t]{0,40}([\d.]+)/), plugin(/pitest/))
  return gates
}

function inBlock(text: string, name: string, pattern: RegExp): Written | null {
  const at = block(text, name)
  return at && find(at.text, pattern, at.start)
}

function find(text: string, pattern: RegExp, offset = 0): Written | null {
  const match = pattern.exec(text)
  if (!match) return null
  const start = offset + match.index + match[0].indexOf(match[1]!), span: Span = [start, start + match[1]!.length]
  return { text: match[1]!, span }
}

/** What stands between the braces behind a name, where it is first opened. */
function block(text: string, name: string): { readonly text: string; readonly start: number } | null {
  const opening = new RegExp(`(?:^|[^\\w])${name}\\b[^\\n{]{0,80}\\{`).exec(text)
  if (!opening) return null
  const start = opening.index + opening[0].length
  for (let i = start, depth = 1; i < text.length; i++) {
    if (text[i] === '{') depth++
    else if (text[i] === '}' && --depth === 0) return { text: text.slice(start, i), start }
  }
  return { text: text.slice(start), start }
}
