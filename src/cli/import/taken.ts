import type { Severity } from '../../core/finding'
import { RuleNames } from '../../core/rule-names'
import type { Rule } from '../../core/rule'

/** A peer's configuration as plain data. */
export type Settings = { readonly [name: string]: unknown }

/** Takes over the configuration of one peer. */
export interface Importer {
  /** Where the peer looks for its configuration, the first that is there counts. */
  readonly files: readonly string[]
  /** Its text as plain data, where it is neither YAML nor JSON; a text says what is wrong with it. */
  read?(text: string): Settings | string
  take(settings: Settings, taken: Taken): void
}

interface Entry { setting: Severity | 'off' | 'on' | null; readonly options: Map<string, readonly string[] | number>; readonly from: string[] }

/** What was taken over from a peer's configuration, and what could not be. */
export class Taken {
  readonly entries = new Map<string, Entry>()
  readonly ignore: string[] = []
  /** Rules that are off in the files that a glob matches, and the peer's names for them. */
  readonly paths = new Map<string, Map<string, string[]>>()
  readonly registries: string[] = []
  /** Files of Terraform variables that count. */
  readonly tfvars: string[] = []
  /** What has no counterpart, each a sentence. */
  readonly left: string[] = []
  /** What is said elsewhere: on the command line, say. */
  readonly notes: string[] = []
  private readonly names: RuleNames
  private readonly byId: ReadonlyMap<string, Rule>

  constructor(rules: readonly Rule[]) {
    this.names = new RuleNames(rules)
    this.byId = new Map(rules.map((rule) => [rule.id, rule]))
  }

  /** The rules that answer for a check of the peers. */
  rulesOf(peers: readonly string[], name: string): readonly Rule[] {
    return this.names.resolve({ own: false, peers }, name).map((id) => this.byId.get(id)).filter((rule) => rule !== undefined)
  }

  /** Sets all rules that answer for a check; the last word on a rule counts, save that `off` stays. */
  set(peers: readonly string[], name: string, setting: Severity | 'off' | 'on'): void {
    const rules = this.rulesOf(peers, name)
    if (!rules.length) { this.left.push(`${name} (${setting}): no rule answers for it.`); return }
    for (const rule of rules) {
      const entry = this.entry(rule.id)
      entry.from.push(name)
      if (entry.setting !== 'off') entry.setting = setting
    }
  }

  /** Sets one rule of ours; false where there is none of that name. */
  setRule(id: string, setting: Severity | 'off' | 'on', from: string): boolean {
    if (!this.byId.has(id)) return false
    const entry = this.entry(id)
    entry.from.push(from)
    if (entry.setting !== 'off') entry.setting = setting
    return true
  }

  /** Switches the rules that answer for a check off in the files that a glob matches. */
  setIn(glob: string, peers: readonly string[], name: string): void {
    const rules = this.rulesOf(peers, name)
    if (!rules.length) { this.left.push(`${name} (off in ${glob}): no rule answers for it.`); return }
    const off = this.paths.get(glob) ?? new Map<string, string[]>()
    this.paths.set(glob, off)
    for (const { id } of rules) off.set(id, [...off.get(id) ?? [], name])
  }

  /** Sets an option of the rules that answer for a check and have it; false where there is none. */
  option(peers: readonly string[], name: string, option: string, value: readonly string[] | number): boolean {
    const fits = (type: string | undefined): boolean => typeof value === 'number' ? type === 'integer' && Number.isInteger(value) || type === 'number' : type === 'array'
    const rules = this.rulesOf(peers, name).filter((rule) => fits(rule.options[option]?.type))
    for (const rule of rules) this.entry(rule.id).options.set(option, value)
    return rules.length > 0
  }

  private entry(id: string): Entry {
    let entry = this.entries.get(id)
    if (!entry) this.entries.set(id, entry = { setting: null, options: new Map(), from: [] })
    return entry
  }

  /** The configuration of ours. `from` is the file that it was taken from. */
  text(from: string): string {
    const lines = [`# Taken over from ${oneLine(from)} by 'shipshape init'. The nearest .shipshape/config.yml of a file wins, those above it are extended.`, '', '# How demanding: essential, recommended, strict or all.', 'level: recommended']
    const sorted = [...this.entries].sort(([a], [b]) => a < b ? -1 : 1)
    if (sorted.length) lines.push('', 'rules:')
    for (const [id, { setting, options, from }] of sorted) {
      const why = from.length ? ` # ${oneLine([...new Set(from)].join(', '))}` : ''
      if (!options.size) { lines.push(`  ${id}: ${setting ?? 'on'}${why}`); continue }
      lines.push(`  ${id}:${why}`, `    severity: ${setting ?? 'on'}`, '    options:')
      for (const [name, value] of options) lines.push(`      ${name}: ${typeof value === 'number' ? value : list(value)}`)
    }
    if (this.paths.size) lines.push('', 'paths:')
    for (const [glob, off] of this.paths) {
      lines.push(`  - match: ${quoted(glob)}`, '    rules:')
      for (const [id, from] of [...off].sort(([a], [b]) => a < b ? -1 : 1)) lines.push(`      ${id}: off # ${oneLine([...new Set(from)].join(', '))}`)
    }
    if (this.ignore.length) lines.push('', `ignore: ${list(this.ignore)}`)
    if (this.registries.length) lines.push('', '# Registries that you trust.', `registries: ${list(this.registries)}`)
    if (this.tfvars.length) lines.push('', '# Files of variable values that count.', 'terraform:', `  tfvars: ${list(this.tfvars)}`)
    if (this.notes.length) lines.push('', ...this.notes.map((note) => `# ${oneLine(note)}`))
    if (this.left.length) lines.push('', '# Without a counterpart:', ...this.left.map((what) => `# - ${oneLine(what)}`))
    return lines.join('\n') + '\n'
  }
}

const list = (values: readonly string[]): string => `[${values.map(quoted).join(', ')}]`
const quoted = (value: string): string => /^[a-zA-Z0-9][\w./-]*$/.test(value) && !/^(true|false|null|yes|no|on|off|[\d.]+)$/i.test(value) ? value : JSON.stringify(value)
const oneLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ').slice(0, 500)

/** The strings of a list, or one string alone; what is none of these is left out. */
export const strings = (value: unknown): readonly string[] => (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string' || typeof one === 'number').map(String)

/** A map of plain data; empty where a value is none. */
export const map = (value: unknown): Settings => typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Settings : {}
