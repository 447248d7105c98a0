import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { check } from '../src/core/expression/check'
import { emit } from '../src/core/expression/emit'
import { factType, type FactTypes } from '../src/core/expression/types'
import type { Mode, Selection, Tier } from '../src/readiness/checklist'
import { readLessons } from './topics'

export type RequirementFile = string | { readonly any: readonly RequirementFile[]; readonly silence?: 'unknown' } | { readonly on: string; readonly where?: string; readonly every?: string; readonly some?: string; readonly none?: string; readonly least?: number; readonly fails?: string }

/** An item as its checklist's file has it. */
export interface ItemFile {
  readonly id: string
  readonly title: string
  readonly why: string
  readonly topic: string
  readonly tier: Tier
  readonly mode: Mode
  readonly applies?: readonly string[]
  readonly when?: string
  readonly expires?: number
  /** What is wrong where facts prove that it fails, unless the evidence says it itself. */
  readonly fails?: string
  readonly evidence?: readonly RequirementFile[]
}

export interface ChecklistFile { readonly title: string; readonly items: readonly ItemFile[] }

/** The days for which a tick counts where an item says nothing else. */
const defaultExpiry = 90

/** Every checklist as its file has it, by topic. */
export const readChecklists = (root: string): ReadonlyMap<string, ChecklistFile> => new Map(readdirSync(join(root, 'checklists')).filter((file) => file.endsWith('.yml') && file !== 'selections.yml').sort().map((name) => [name.slice(0, -4), load(readFileSync(join(root, 'checklists', name), 'utf8')) as ChecklistFile]))

/** The checklists for occasions; items are named by id or by a glob of ids, with a tier where only that one counts. */
export function readSelections(root: string, items: readonly ItemFile[]): { readonly selections: readonly Selection[]; readonly problems: readonly string[] } {
  const file = join(root, 'checklists/selections.yml'), problems: string[] = []
  if (!existsSync(file)) return { selections: [], problems }
  const selections = (load(readFileSync(file, 'utf8')) as readonly (Omit<Selection, 'items'> & { readonly items: readonly (string | { readonly items: string; readonly tier: Tier })[] })[]).map(({ id, title, description, items: wanted }) => ({
    id, title, description,
    items: [...new Set(wanted.flatMap((entry) => {
      const [pattern, tier] = typeof entry === 'string' ? [entry, null] : [entry.items, entry.tier]
      const name = new RegExp(`^${pattern.replace(/\./g, '\\.').replace(/\*/g, '.*')}$`), found = items.filter((item) => name.test(item.id) && (tier === null || item.tier === tier))
      if (!found.length) problems.push(`checklists/selections.yml: ${id}: no item matches '${pattern}'.`)
      return found.map((item) => item.id)
    }))],
  }))
  return { selections, problems }
}

/** Turns what a file says of evidence into source text. */
export class EvidenceWriter {
  constructor(private readonly types: FactTypes, private readonly rules: ReadonlySet<string>, private readonly problem: (message: string) => void) {}

  expression(kind: string, source: string | undefined): string {
    const { types } = this, self = factType(types, kind)
    if (!self) this.problem(`'${kind}' is no fact kind.`)
    if (!self || source === undefined) return 'null'
    const checked = check(source, { types, variables: { self } }, 'bool')
    if (!checked.errors) return emit(checked.ok)
    for (const error of checked.errors) this.problem(`${source}: ${error.message}`)
    return 'null'
  }

  requirement(one: RequirementFile, fails: string | null = null): string {
    if (typeof one === 'string' && !this.rules.has(one)) this.problem(`there is no rule '${one}'.`)
    if (typeof one === 'string') return `{ rule: ${JSON.stringify(one)} }`
    if ('any' in one) {
      if (one.silence !== undefined && one.silence !== 'unknown') this.problem(`the silence of 'any' is 'unknown' or left out.`)
      return `{ any: [${one.any.map((inner) => this.requirement(inner, fails)).join(', ')}], isNeeded: ${one.silence === 'unknown'} }`
    }
    const given = (['every', 'some', 'none'] as const).filter((quantifier) => one[quantifier] !== undefined)
    if (given.length !== 1) this.problem(`evidence on '${one.on}' has one of every, some and none.`)
    return `{ on: ${JSON.stringify(one.on)}, where: ${this.expression(one.on, one.where)}, quantifier: ${JSON.stringify(given[0])}, holds: ${this.expression(one.on, one[given[0] ?? 'every'])}, least: ${one.least ?? 1}, fails: ${JSON.stringify(one.fails ?? fails)} }`
  }
}

/** The module of all checklists, their expressions compiled. Imports are relative to `generated/`. */
export function checklistsModule(root: string, types: FactTypes, rules: ReadonlySet<string>): { source: string; selections: readonly Selection[]; problems: readonly string[] } {
  const problems: string[] = [], lists: string[] = [], files = readChecklists(root)
  const order = readLessons(root).map(({ id }) => id)
  for (const [name, list] of [...files].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))) {
    const items = list.items.map(({ id, title, why, topic, tier, mode, applies = [], when, expires = defaultExpiry, evidence = [], fails = null }) => {
      const problem = (message: string): void => { problems.push(`checklists/${name}.yml: ${id}: ${message}`) }, writer = new EvidenceWriter(types, rules, problem)
      for (const kind of applies) if (!factType(types, kind)) problem(`it applies to '${kind}', which is no fact kind.`)
      if (when !== undefined && applies.length !== 1) problem(`'when' needs one kind in 'applies'.`)
      return `    { ...${JSON.stringify({ id, title, why, topic, tier, mode, applies, expires })}, when: ${when === undefined ? 'null' : writer.expression(applies[0] ?? '', when)}, evidence: [${evidence.map((one) => writer.requirement(one, fails)).join(', ')}] },`
    })
    lists.push(`  { id: ${JSON.stringify(name)}, title: ${JSON.stringify(list.title)}, items: [\n${items.join('\n')}\n  ] },`)
  }
  const { selections, problems: unknown } = readSelections(root, [...files.values()].flatMap((list) => list.items))
  problems.push(...unknown)
  return { source: [`// @ts-nocheck`, `import type { Checklist } from '../src/readiness/checklist'`, `import * as op from "../src/core/expression/operators"`, `export const checklists: readonly Checklist[] = [`, ...lists, `]`, ''].join('\n'), selections, problems }
}
