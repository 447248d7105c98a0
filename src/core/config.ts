import type { RuleSetting } from './engine'
import { levels, type Level, type Severity } from './finding'
import { compileGlob } from './glob'
import type { Purpose } from './purpose'
import type { OptionSchema, Rule } from './rule'
import type { Plain } from './value'

/** What configuration needs to know of a rule. */
export type ConfigurableRule = Pick<Rule, 'id' | 'level' | 'options' | 'replacedBy'>

/**
 * What a configuration says of one rule, or of several by a glob. `on` is true and false where it says so outright, a
 * level where the rules are to be judged at that level; null where only the severity of a glob is set.
 */
export interface RuleEntry {
  /** A final rule id, or a glob over rule ids. */
  readonly pattern: string
  readonly glob: boolean
  readonly on: boolean | Level | null
  readonly severity: Severity | null
  /** Valid under the rule's schema. */
  readonly options: { readonly [name: string]: unknown }
}

/** Settings of the files that a glob matches. */
export interface PathEntry {
  readonly match: readonly string[]
  readonly level: Level | null
  readonly purpose: Purpose | null
  readonly rules: readonly RuleEntry[]
}

/** One `.shipshape/config.yml` as read: whatever of it was valid. */
export interface Config {
  /** The folder that holds `.shipshape`, '' for the workspace folder itself. Globs are relative to it. */
  readonly folder: string
  /** No configuration above this one counts. */
  readonly root: boolean
  readonly level: Level | null
  readonly rules: readonly RuleEntry[]
  readonly paths: readonly PathEntry[]
  readonly ignore: readonly string[]
  /** By dotted name: `kubernetes.version`. */
  readonly settings: { readonly [name: string]: Plain }
}

export const emptyConfig = (folder: string): Config => ({ folder, root: false, level: null, rules: [], paths: [], ignore: [], settings: {} })

/** How one file is to be judged. */
export interface Settings {
  readonly purpose: Purpose
  /** The level at which rules are on; null where nothing is judged, as in vendored files. */
  readonly level: Level | null
  /** A configuration ignores the file: it is indexed but not reported. */
  readonly ignored: boolean
  /** How a rule is set; null where it is off. Its severity is null where the rule's own counts. */
  rule(rule: ConfigurableRule): RuleSetting | null
  /** A setting that a language reads, by its dotted name; undefined where not set. */
  setting(name: string): Plain | undefined
}

export interface ResolveOptions {
  /** Production files are judged at this level at least: an editor may only be stricter than the team. */
  readonly atLeast?: Level
}

export const levelAtMost = (a: Level, b: Level): boolean => levels.indexOf(a) <= levels.indexOf(b)

/** The configurations that count for a file of a folder, given those of it and of all folders above, nearest first. */
export function effective(configs: readonly Config[]): readonly Config[] {
  const last = configs.findIndex((config) => config.root)
  return last < 0 ? configs : configs.slice(0, last + 1)
}

/** Settings of one file. The nearest configuration wins; within one, `paths` win over the rest and later entries over earlier ones; an id wins over a glob. */
export function resolve(configs: readonly Config[], file: { readonly path: string; readonly purpose: Purpose }, options: ResolveOptions = {}): Settings {
  const layers: { level: Level | null; purpose: Purpose | null; rules: readonly RuleEntry[]; path: boolean }[] = []
  const settings: { [name: string]: Plain } = Object.create(null)
  let ignored = false
  for (const config of [...effective(configs)].reverse()) {
    const path = relativeTo(config.folder, file.path)
    layers.push({ level: config.level, purpose: null, rules: config.rules, path: false })
    for (const entry of config.paths) if (path !== null && matches(entry.match, path)) layers.push({ ...entry, path: true })
    if (path !== null && matches(config.ignore, path)) ignored = true
    Object.assign(settings, config.settings)
  }
  const purpose = layers.findLast((layer) => layer.purpose)?.purpose ?? file.purpose
  const stated = layers.findLast((layer) => layer.level)
  const level = levelFor(purpose, stated ?? null, options.atLeast ?? null)
  const known = new Map<string, RuleSetting | null>()
  return {
    purpose, level, ignored,
    rule(rule): RuleSetting | null {
      let found = known.get(rule.id)
      if (found === undefined) known.set(rule.id, found = level === null ? null : ruleSetting(layers, level, rule))
      return found
    },
    setting: (name) => settings[name],
  }
}

/** A level that is stated for a file's own path counts whatever the file is for. */
function levelFor(purpose: Purpose, stated: { readonly level: Level | null; readonly path: boolean } | null, atLeast: Level | null): Level | null {
  if (stated?.path) return purpose === 'production' && atLeast ? stricter(stated.level!, atLeast) : stated.level
  if (purpose === 'vendored') return null
  if (purpose !== 'production') return 'essential'
  const level = stated?.level ?? 'recommended'
  return atLeast ? stricter(level, atLeast) : level
}

const stricter = (a: Level, b: Level): Level => levelAtMost(a, b) ? b : a

function ruleSetting(layers: readonly { readonly rules: readonly RuleEntry[] }[], level: Level, rule: ConfigurableRule): RuleSetting | null {
  let on: boolean | Level | null = null, severity: Severity | null = null
  const options: { [name: string]: unknown } = {}
  for (const [name, schema] of Object.entries(rule.options)) options[name] = schema.default
  for (const layer of layers) {
    for (const glob of [true, false]) for (const entry of layer.rules) {
      if (entry.glob !== glob || !(glob ? matches([entry.pattern], rule.id) : entry.pattern === rule.id)) continue
      if (entry.on !== null) on = entry.on
      else if (on === false) on = null
      if (entry.severity) severity = entry.severity
      for (const [name, value] of Object.entries(entry.options)) if (rule.options[name] && value !== undefined) options[name] = value
    }
  }
  const isOn = typeof on === 'boolean' ? on : levelAtMost(rule.level, on ?? level)
  return isOn ? { severity, options } : null
}

/** Why a value does not fit an option's schema, or null where it does. */
export function optionProblem(schema: OptionSchema, value: unknown): string | null {
  const type = typeProblem(schema.type, value)
  if (type) return type
  if (schema.enum && !schema.enum.includes(value)) return `must be one of ${schema.enum.map(String).join(', ')}`
  if (typeof value === 'number') {
    if (schema.minimum !== undefined && value < schema.minimum) return `must be at least ${schema.minimum}`
    if (schema.maximum !== undefined && value > schema.maximum) return `must be at most ${schema.maximum}`
  }
  if (Array.isArray(value) && schema.items) {
    for (const item of value) if (typeProblem(schema.items.type, item)) return `must be a list of ${plurals[schema.items.type]}`
  }
  return null
}

const nouns = { string: 'a string', number: 'a number', integer: 'a whole number', boolean: 'true or false', array: 'a list' }
const plurals = { string: 'strings', number: 'numbers', integer: 'whole numbers' }

function typeProblem(type: OptionSchema['type'], value: unknown): string | null {
  const fits = type === 'array' ? Array.isArray(value) : type === 'integer' ? Number.isInteger(value) : typeof value === type
  return fits ? null : `must be ${nouns[type]}`
}

/** A path below a folder as seen from it, or null where it is not below. */
function relativeTo(folder: string, path: string): string | null {
  if (folder === '') return path
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : null
}

const compiled = new Map<string, (path: string) => boolean>()

/** Does one of the globs match? A pattern without a slash matches in every folder, one that names a folder matches all below it. */
export function matches(globs: readonly string[], path: string): boolean {
  return globs.some((glob) => {
    let test = compiled.get(glob)
    if (!test) {
      if (compiled.size > 1000) compiled.clear()
      compiled.set(glob, test = compilePattern(glob))
    }
    return test(path)
  })
}

function compilePattern(glob: string): (path: string) => boolean {
  const trimmed = glob.replace(/^(\.?\/)+/, '').replace(/\/+$/, '')
  if (!trimmed) return () => false
  const anchored = /^\.?\//.test(glob) || trimmed.includes('/')
  return compileGlob(`${anchored ? '' : '**/'}${trimmed}/**`)
}

/** Is this name a glob rather than an id? */
export const isGlob = (name: string): boolean => /[*?[\]{}]/.test(name)
