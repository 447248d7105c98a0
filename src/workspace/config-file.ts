import { emptyConfig, isGlob, matches, optionProblem, type Config, type ConfigurableRule, type PathEntry, type RuleEntry } from '../core/config'
import type { TextEdit } from '../core/edit'
import { levels, severities, type Level, type Severity } from '../core/finding'
import { afterLine, lineEnd, lineStart } from '../core/lines'
import { nearest } from '../core/nearest'
import { purposes, type Purpose } from '../core/purpose'
import type { Span } from '../core/span'
import type { Plain } from '../core/value'
import { parseYaml } from '../languages/yaml/parse'
import type { YamlMap, YamlNode, YamlPair } from '../languages/yaml/tree'
import { resolve } from '../languages/yaml/walk'
import { place, shorten, YamlReader } from './yaml-reader'

/** What is wrong at a place of a configuration; the rest of it still counts. */
export interface ConfigProblem { readonly path: string; readonly span: Span; readonly message: string; readonly severity: Severity }

/** Reads `.shipshape/config.yml`: what is valid of it, and what is not. `path` is the file's own, in the workspace. */
export function readConfig(path: string, text: string, rules: readonly ConfigurableRule[]): { readonly config: Config; readonly problems: readonly ConfigProblem[] } {
  const problems: ConfigProblem[] = []
  const folder = /^(?:(.*)\/)?\.shipshape\/[^/]*$/.exec(path)?.[1] ?? ''
  let config = emptyConfig(folder)
  const file = parseYaml(text)
  for (const error of file.errors) problems.push({ path, span: error.span, message: error.message, severity: 'error' })
  const reader = new Reader(path, problems, rules)
  const root = resolve(file.documents[0]?.root ?? null)
  if (root && root.kind === 'map') config = reader.config(root, folder)
  else if (root && !(root.kind === 'scalar' && root.value === null)) reader.wrong(root, 'A configuration', 'must be a map')
  if (file.documents.length > 1 && file.documents[1]!.root) reader.report(file.documents[1]!.root, 'Only the first document of a configuration counts.', 'warning')
  return { config, problems: problems.sort((a, b) => a.span[0] - b.span[0]) }
}

/** The edit of a configuration's text that sets a rule: the whole file where there is none yet. Null where its rules cannot be edited. */
export function setRule(text: string, rule: string, setting: string): TextEdit | null {
  const eol = text.includes('\r\n') ? '\r\n' : '\n'
  const root = parseYaml(text).documents[0]?.root ?? null
  if (root && root.kind !== 'map' && !(root.kind === 'scalar' && root.value === null)) return null
  const pair = root?.kind === 'map' ? root.pair('rules') : null
  if (!pair) {
    if (root?.kind === 'map' && root.style === 'flow') return null
    const at = root?.kind === 'map' ? afterLine(text, lineEnd(text, root.pairs.at(-1)?.span[1] ?? 0)) : text.length
    return { span: [at, at], text: `${at > 0 && !/[\r\n]/.test(text[at - 1]!) ? eol : ''}rules:${eol}  ${rule}: ${setting}${eol}` }
  }
  const rules = pair.value
  if (rules.kind === 'scalar' && rules.value === null && rules.span[0] === rules.span[1]) return { span: [rules.span[0], rules.span[0]], text: `${eol}  ${rule}: ${setting}` }
  if (rules.kind !== 'map') return null
  const known = rules.pair(rule)
  if (known?.value.kind === 'scalar') return { span: known.value.span, text: known.value.span[0] === known.key.span[1] + 1 ? ` ${setting}` : setting }
  if (known?.value.kind === 'map') {
    const severity = known.value.get('severity')
    if (severity?.kind === 'scalar' && severity.span[1] > severity.span[0]) return { span: severity.span, text: setting }
    const first = known.value.pairs[0]
    if (!first) return { span: known.value.span, text: setting }
    return { span: [first.span[0], first.span[0]], text: `severity: ${setting}${known.value.style === 'flow' ? ', ' : `${eol}${' '.repeat(first.span[0] - lineStart(text, first.span[0]))}`}` }
  }
  const last = rules.pairs.at(-1)
  if (known || !last) return known ? null : { span: rules.span, text: `{ ${rule}: ${setting} }` }
  if (rules.style === 'flow') return { span: [last.span[1], last.span[1]], text: `, ${rule}: ${setting}` }
  const end = lineEnd(text, last.span[1])
  return { span: [end, end], text: `${eol}${' '.repeat(last.key.span[0] - lineStart(text, last.key.span[0]))}${rule}: ${setting}` }
}

const topLevel = ['root', 'level', 'rules', 'paths', 'ignore', 'kubernetes', 'terraform', 'registries']

class Reader extends YamlReader {
  private readonly byId: ReadonlyMap<string, ConfigurableRule>

  constructor(path: string, problems: ConfigProblem[], rules: readonly ConfigurableRule[]) {
    super(path, problems)
    this.byId = new Map(rules.map((rule) => [rule.id, rule]))
  }

  config(map: YamlMap, folder: string): Config {
    const settings: { [name: string]: Plain } = {}
    let { root, level, rules, paths, ignore } = emptyConfig(folder)
    for (const [name, value, pair] of this.entries(map, topLevel, 'a configuration')) {
      if (name === 'root') root = this.boolean(value, pair, "'root'") ?? root
      else if (name === 'level') level = this.oneOf<Level>(value, pair, "'level'", levels)
      else if (name === 'rules') rules = this.rules(value, pair)
      else if (name === 'paths') paths = this.paths(value, pair)
      else if (name === 'ignore') ignore = this.strings(value, pair, "'ignore'")
      else if (name === 'registries') settings.registries = [...this.strings(value, pair, "'registries'")]
      else if (name === 'kubernetes') for (const [, version] of this.entries(this.map(value, pair, "'kubernetes'"), ['version'], "'kubernetes'")) {
        const source = version.kind === 'scalar' && /^['"]?v?(\d+\.\d+)(\.\d+)?['"]?$/.exec(version.source)
        if (source) settings['kubernetes.version'] = source[1]!
        else this.wrong(version, "'version'", 'must be a version such as "1.31"')
      }
      else for (const [, files, of] of this.entries(this.map(value, pair, "'terraform'"), ['tfvars'], "'terraform'")) settings['terraform.tfvars'] = [...this.strings(files, of, "'tfvars'")]
    }
    return { folder, root, level, rules, paths, ignore, settings }
  }

  private paths(node: YamlNode, at: YamlPair): readonly PathEntry[] {
    if (node.kind !== 'sequence') { this.wrong(place(node, at), "'paths'", 'must be a list'); return [] }
    const found: PathEntry[] = []
    for (const item of node.items) {
      const map = resolve(item)
      if (map?.kind !== 'map') {
        if (!(map?.kind === 'scalar' && map.value === null)) this.wrong(item, "An entry of 'paths'", 'must be a map')
        continue
      }
      let match: readonly string[] | null = null, level: Level | null = null, purpose: Purpose | null = null, rules: readonly RuleEntry[] = []
      for (const [name, value, pair] of this.entries(map, ['match', 'level', 'purpose', 'rules'], "an entry of 'paths'")) {
        if (name === 'match') match = this.strings(value, pair, "'match'")
        else if (name === 'level') level = this.oneOf<Level>(value, pair, "'level'", levels)
        else if (name === 'purpose') purpose = this.oneOf<Purpose>(value, pair, "'purpose'", purposes)
        else rules = this.rules(value, pair)
      }
      if (match) found.push({ match, level, purpose, rules })
      else this.report(map.pairs[0]?.key ?? map, "An entry of 'paths' has no 'match'.")
    }
    return found
  }

  private rules(node: YamlNode, at: YamlPair): readonly RuleEntry[] {
    const entries: RuleEntry[] = []
    for (const pair of this.map(node, at, "'rules'")?.pairs ?? []) {
      const name = pair.name, value = resolve(pair.value)
      if (name === null) { this.wrong(pair.key, 'A rule', 'must be named by its id'); continue }
      if (!value || value.kind === 'scalar' && value.value === null) continue
      const entry = isGlob(name) ? this.glob(name, value, pair) : this.rule(name, value, pair)
      if (entry) entries.push(entry)
    }
    return entries
  }

  private glob(pattern: string, value: YamlNode, pair: YamlPair): RuleEntry | null {
    if (![...this.byId.keys()].some((id) => matches([pattern], id))) return this.report(pair.key, `No rule matches '${shorten(pattern)}'.`, 'warning')
    const setting = this.setting(value.kind === 'map' ? this.within(value, null, pattern).severity : value, pair)
    return setting && { pattern, glob: true, options: {}, ...setting }
  }

  private rule(name: string, value: YamlNode, pair: YamlPair): RuleEntry | null {
    let rule = this.byId.get(name)
    if (!rule) {
      const meant = nearest(name, this.byId.keys())
      return this.report(pair.key, `There is no rule '${shorten(name)}'${meant ? `; did you mean '${meant}'?` : '.'}`, 'warning')
    }
    for (let hops = 0; rule.replacedBy && hops < 10; hops++) {
      const next = this.byId.get(rule.replacedBy)
      if (!next) break
      if (hops === 0) this.report(pair.key, `'${name}' is now '${rule.replacedBy}'.`, 'warning')
      rule = next
    }
    if (value.kind !== 'map') {
      const setting = this.setting(value, pair)
      return setting && { pattern: rule.id, glob: false, options: {}, ...setting, on: setting.on ?? true }
    }
    const { severity, options } = this.within(value, rule, name)
    const setting = severity ? this.setting(severity, pair) : null
    return { pattern: rule.id, glob: false, severity: setting?.severity ?? null, on: setting?.on ?? true, options }
  }

  private within(map: YamlMap, rule: ConfigurableRule | null, name: string): { readonly severity: YamlNode | null; readonly options: { readonly [name: string]: unknown } } {
    const options: { [name: string]: unknown } = {}
    let severity: YamlNode | null = null
    for (const [key, value, pair] of this.entries(map, ['severity', 'options'], `'${shorten(name)}'`)) {
      if (key === 'severity') { severity = value; continue }
      if (!rule) { this.report(pair.key, 'Options can be set for one rule only, not by a glob.'); continue }
      for (const [option, given, at] of this.entries(this.map(value, pair, "'options'"), Object.keys(rule.options), `rule '${rule.id}'`)) {
        const read = plain(given), problem = optionProblem(rule.options[option]!, read)
        if (problem) this.wrong(place(given, at), `Option '${option}'`, problem)
        else options[option] = read
      }
    }
    return { severity, options }
  }

  private setting(node: YamlNode | null, at: YamlPair): Pick<RuleEntry, 'on' | 'severity'> | null {
    if (!node) return null
    if (node.kind === 'scalar') {
      if (typeof node.value === 'boolean') return { on: node.value, severity: null }
      const text = String(node.value)
      if (text === 'off' || text === 'on') return { on: text === 'on', severity: null }
      if ((severities as readonly string[]).includes(text)) return { on: null, severity: text as Severity }
      if ((levels as readonly string[]).includes(text)) return { on: text as Level, severity: null }
    }
    return this.wrong(place(node, at), 'A rule', `must be set to off, on, ${severities.join(', ')} or a level`)
  }
}

function plain(node: YamlNode, depth = 0): unknown {
  const value = resolve(node)
  if (value?.kind === 'scalar') return value.value
  if (value?.kind === 'sequence' && depth < 3) return value.items.slice(0, 1000).map((item) => plain(item, depth + 1))
  return undefined
}

