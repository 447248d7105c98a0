import { deepEqual } from './equal'
import type { Change, Fact, Lasting, Place, Written } from './fact'
import type { Edit, Fix, FixSafety } from './fix'
import { safeties } from './fix'
import type { Finding, Severity } from './finding'
import type { Scope } from './language'
import { nearReads, outsideReads, readOutside } from './outside'
import { formatPath, parsePath } from './path'
import type { Lookup } from './lookup'
import type { Expression, Program, RunnableRule, WrittenTemplate } from './program'
import type { LazyFix, Report, RuleContext } from './rule'
import type { Span } from './span'
import { isUnknown, type Plain } from './value'

/** The rules of one language, by the fact kind that they look at. */
export type RulesByKind = ReadonlyMap<string, readonly RunnableRule[]>

export function rulesByKind(rules: Iterable<RunnableRule>): RulesByKind {
  const map = new Map<string, RunnableRule[]>()
  for (const rule of rules) {
    const known = map.get(rule.on)
    if (known) known.push(rule)
    else map.set(rule.on, [rule])
  }
  return map
}

/** How a rule is set for a file; null where it is off. */
export interface RuleSetting { readonly severity: Severity | null; readonly options: { readonly [name: string]: unknown } }

export interface CheckOptions {
  readonly rules: RulesByKind
  readonly lookup: Lookup
  /** How a rule is set for a file. */
  setting(rule: RunnableRule, path: string): RuleSetting | null
  /** Are the edits of this finding's fixes wanted? They cost more than the finding. */
  wantFixes?(finding: Finding): boolean
  /** What earlier checks of this scope found to be silent; not used where somebody listens. */
  readonly memory?: CheckMemory
  /** Told of every rule that could not decide on a fact because a value is unknown. */
  onUnknown?(rule: RunnableRule, fact: Fact, source: string): void
  /** Told of every rule that decided on a fact that it finds nothing. */
  onSilent?(rule: RunnableRule, fact: Fact): void
  /** Told of every fact that is read, once a context. */
  onFact?(fact: Fact): void
}

/**
 * Which rules need not run again, by what facts are made of. A rule that found nothing in a fact, and read nothing outside of the fact's
 * substance, finds nothing in any fact of that substance as long as the rule is set the same; one that read nothing but its surroundings
 * besides, finds nothing in any fact of that substance there. What one found without reading anything else, it finds again, at the same
 * paths.
 */
export class CheckMemory {
  private readonly lists = new Map<string, readonly Enabled[]>()
  private readonly left = new WeakMap<object, Map<readonly Enabled[], readonly Enabled[]>>()
  private readonly found = new WeakMap<object, Map<Enabled, readonly Hit[]>>()
  private readonly leftNear = new WeakMap<object, WeakMap<object, Map<readonly Enabled[], readonly Enabled[]>>>()

  /** The list as it was known before, if the rules are still set the same. */
  known(path: string, kind: string, rules: readonly Enabled[]): readonly Enabled[] {
    const key = `${kind} ${path}`, before = this.lists.get(key)
    if (before && before.length === rules.length && before.every(({ rule, setting }, i) => rule === rules[i]!.rule && deepEqual(setting, rules[i]!.setting))) return before
    this.lists.set(key, rules)
    return rules
  }

  /** The rules of a list that may still find something in a fact of this substance, wherever it stands. */
  rulesFor(substance: object, rules: readonly Enabled[]): readonly Enabled[] { return this.left.get(substance)?.get(rules) ?? rules }

  /** Those that may find something there; undefined where that was not tried yet. */
  rulesNear(surroundings: object, substance: object, rules: readonly Enabled[]): readonly Enabled[] | undefined { return this.leftNear.get(surroundings)?.get(substance)?.get(rules) }

  /** What a rule found in a fact of this substance, where it read nothing else. */
  hits(substance: object, one: Enabled): readonly Hit[] | undefined { return this.found.get(substance)?.get(one) }
  keep(substance: object, one: Enabled, hits: readonly Hit[]): void {
    let known = this.found.get(substance)
    if (!known) this.found.set(substance, known = new Map())
    known.set(one, hits)
  }

  narrow(substance: object, rules: readonly Enabled[], left: readonly Enabled[]): void { narrowed(this.left, substance).set(rules, left) }

  narrowNear(surroundings: object, substance: object, rules: readonly Enabled[], left: readonly Enabled[]): void {
    let known = this.leftNear.get(surroundings)
    if (!known) this.leftNear.set(surroundings, known = new WeakMap())
    narrowed(known, substance).set(rules, left)
  }
}

function narrowed(map: WeakMap<object, Map<readonly Enabled[], readonly Enabled[]>>, key: object): Map<readonly Enabled[], readonly Enabled[]> {
  let known = map.get(key)
  if (!known) map.set(key, known = new Map())
  return known
}

/** The rule id under which a rule that threw is reported. */
export const internalError = 'shipshape/internal-error'

/** Runs the rules over every context of a scope. The same finding of several contexts is one; its message names them unless all have it. */
export function checkScope(scope: Scope, options: CheckOptions): readonly Finding[] {
  const merged = new Map<string, { finding: Finding; contexts: Set<string | null> }>()
  const failed = new Set<string>()
  const fail = (rule: RunnableRule | null, path: string, error: unknown): void => {
    const key = `${rule?.id} ${path}`
    if (failed.has(key)) return
    failed.add(key)
    merged.set(`${internalError} ${key}`, { finding: internalFinding(rule, path, error), contexts: new Set(scope.contexts.map((context) => context.name)) })
  }
  const enabled = new Map<string, Map<string, Sieve>>()
  const memory = options.wantFixes || options.onUnknown || options.onSilent || options.onFact ? undefined : options.memory
  const rulesFor = (fact: Fact): readonly Enabled[] => {
    let kinds = enabled.get(fact.path)
    if (!kinds) enabled.set(fact.path, kinds = new Map())
    let sieve = kinds.get(fact.kind)
    if (!sieve) {
      const on: Enabled[] = []
      for (const rule of options.rules.get(fact.kind) ?? []) {
        const setting = options.setting(rule, fact.path)
        if (setting) on.push({ rule, setting })
      }
      kinds.set(fact.kind, sieve = new Sieve(on))
    }
    return sieve.rulesFor(fact, memory && substanceOf(fact) ? memory : undefined)
  }
  for (const context of scope.contexts) {
    const found = (finding: Finding): void => {
      const key = `${finding.rule}\n${finding.path}\n${finding.span[0]}\n${finding.span[1]}\n${finding.subject}`
      const known = merged.get(key)
      if (known) known.contexts.add(context.name)
      else merged.set(key, { finding, contexts: new Set([context.name]) })
    }
    try {
      for (const fact of context.facts(kind => options.onFact !== undefined || options.rules.has(kind))) {
        options.onFact?.(fact)
        const rules = rulesFor(fact), substance = memory && substanceOf(fact), surroundings = substance && surroundingsOf(fact)
        if (!rules.length) continue
        const near = surroundings && memory!.rulesNear(surroundings, substance!, rules)
        const wanted = near ?? (substance ? memory!.rulesFor(substance, rules) : rules)
        const left: Enabled[] = [], leftNear: Enabled[] = []
        for (const one of wanted) {
          const before = substance && memory!.hits(substance, one)
          if (before) {
            try { for (const hit of before) report(one.rule, fact, one.setting, options, found, hit) } catch (error) { fail(one.rule, fact.path, error) }
            left.push(one)
            leftNear.push(one)
            continue
          }
          const outside = outsideReads(), around = nearReads(), hits: Hit[] | null = substance ? [] : null
          let mayFind = true
          try { mayFind = checkFact(one.rule, fact, one.setting, options, found, hits) } catch (error) { fail(one.rule, fact.path, error) }
          if (!substance) continue
          // A place, unlike a path, moves with the text.
          if (mayFind && hits!.length && outsideReads() === outside && nearReads() === around && hits!.every(({ at, report }) => typeof at === 'string' && report === null)) memory!.keep(substance, one, hits!.map((hit) => ({ ...hit, item: null })))
          mayFind ||= outsideReads() !== outside
          if (mayFind) leftNear.push(one)
          if (mayFind || nearReads() !== around) left.push(one)
        }
        if (!substance) continue
        if (!near && left.length < wanted.length) memory!.narrow(substance, rules, left)
        if (surroundings && (!near || leftNear.length < wanted.length)) memory!.narrowNear(surroundings, substance, rules, leftNear)
      }
    } catch (error) { fail(null, scope.files[0] ?? '', error) }
  }
  return [...merged.values()].map(({ finding, contexts }) => contexts.size === scope.contexts.length ? finding : { ...withoutOthers(finding, scope, contexts), message: concerns(scope, finding.path, contexts) ? nameContexts(finding.message, [...contexts]) : finding.message })
}

/** Is there a context made of a file in which a finding does not hold? */
const concerns = (scope: Scope, path: string, contexts: ReadonlySet<string | null>): boolean => scope.contexts.some(({ name, files }) => !contexts.has(name) && (files?.has(path) ?? true))

/**
 * A finding without the fixes that would change contexts in which it does not hold. What is missing is given there by a file of
 * their own, which goes on to win over what is added. Contexts that do not tell their files share all of them, so that nothing can be
 * mended elsewhere.
 */
function withoutOthers(finding: Finding, scope: Scope, contexts: ReadonlySet<string | null>): Finding {
  const concerned = scope.contexts.filter(({ name, files }) => !contexts.has(name) && files)
  if (!concerned.length || finding.missing) return finding
  const changesOthers = (path: string): boolean => concerned.some(({ files }) => files!.has(path))
  if (!finding.fixes.length) return finding.fixable && changesOthers(finding.path) ? { ...finding, fixable: null } : finding
  const fixes = finding.fixes.filter(({ edits }) => !edits.some(({ path }) => changesOthers(path)))
  return { ...finding, fixes, fixable: safest(fixes) }
}

function nameContexts(message: string, contexts: readonly (string | null)[]): string {
  const names = contexts.filter((name): name is string => name !== null)
  if (!names.length) return message
  const shown = names.length > 3 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more` : names.join(', ')
  return `${message.replace(/\.$/, '')} (in ${shown}).`
}

function internalFinding(rule: RunnableRule | null, path: string, error: unknown): Finding {
  const reason = error instanceof Error ? error.message : String(error)
  return {
    rule: internalError, topic: rule?.topic ?? 'debugging#stack-traces', severity: 'warning', path, span: [0, 0], subject: '', group: null,
    message: `${rule ? `Rule ${rule.id}` : 'Reading this file'} failed: ${reason.split('\n')[0]}.`, fixes: [], fixable: null, related: [], missing: false,
  }
}

const substanceOf = (fact: Fact & Partial<Lasting>): object | null | undefined => fact.substance
const surroundingsOf = (fact: Fact & Partial<Lasting>): object | null | undefined => fact.surroundings

/** A rule that is on for a file. */
interface Enabled { readonly rule: RunnableRule; readonly setting: RuleSetting }

/** The rules that are on for the facts of one kind in a file. Hundreds look at resources of a few types each: a fact meets those that may find something in it. */
class Sieve {
  private readonly fields: readonly string[]
  private readonly passed = new Map<string, readonly Enabled[]>()

  constructor(private readonly all: readonly Enabled[]) { this.fields = [...new Set(all.flatMap(({ rule }) => rule.program.only?.field ?? []))] }

  rulesFor(fact: Fact, memory: CheckMemory | undefined): readonly Enabled[] {
    const has = (field: string): unknown => (fact as unknown as { readonly [field: string]: unknown })[field]
    // What lasts has lists of its own, which the memory knows again.
    const key = (memory ? 'lasting ' : '') + this.fields.map((field) => { const value = has(field); return typeof value === 'string' ? JSON.stringify(value) : isUnknown(value) ? '?' : '' }).join()
    let rules = this.passed.get(key)
    if (!rules) {
      rules = this.fields.length ? this.all.filter(({ rule: { program: { only } } }) => { const value = only && has(only.field); return !only || isUnknown(value) || only.values.includes(value as string) }) : this.all
      this.passed.set(key, rules = memory?.known(`${fact.path} ${key}`, fact.kind, rules) ?? rules)
    }
    return rules
  }
}

interface Hit {
  readonly at: string | Place
  readonly severity: Severity
  readonly message: string
  readonly report: Report | null
  readonly item: unknown
  readonly index: number | null
  /** The safest of its fixes; undefined until the hit is reported. */
  fixable?: FixSafety | null
}

type Found = (finding: Finding) => void

/** Runs one rule on one fact; false where it found nothing. Most pairs find nothing, so nothing is made until something is found. */
function checkFact(rule: RunnableRule, fact: Fact, setting: RuleSetting, options: CheckOptions, found: Found, hits: Hit[] | null): boolean {
  const { program } = rule
  const given = setting.options
  if (program.check) {
    let told = false, hasFound = false
    const context: RuleContext = {
      options: given,
      find: (key) => { readOutside(); return options.lookup.find(key) },
      unknown: (source) => { told = true; options.onUnknown?.(rule, fact, source) },
    }
    for (const one of program.check(fact, context)) {
      hasFound = true
      const values = { found: one.values ?? {} }
      const hit: Hit = {
        at: one.at ?? text(program.at(fact, given, null, null, values)), severity: one.severity ?? rule.severity,
        message: one.message ?? text(program.message(fact, given, null, null, values)), report: one, item: null, index: null,
      }
      hits?.push(hit)
      report(rule, fact, setting, options, found, hit)
    }
    if (!hasFound && !told) options.onSilent?.(rule, fact)
    return hasFound
  }
  if (!program.each) return decide(rule, fact, setting, null, null, options, found, hits)
  const items = program.each(fact, given, null, null, null)
  if (isUnknown(items)) { options.onUnknown?.(rule, fact, items.source); return false }
  // A value of no fixed type may be nothing, or no list.
  if (!(items instanceof Map) && !Array.isArray(items)) { options.onSilent?.(rule, fact); return false }
  let index = 0, hasFound = false
  for (const item of items instanceof Map ? items.values() : items) hasFound = decide(rule, fact, setting, item, index++, options, found, hits) || hasFound
  // Nothing to look at is nothing wrong, unless there may be more.
  if ((items as { readonly open?: boolean }).open) options.onUnknown?.(rule, fact, '…')
  else if (index === 0) options.onSilent?.(rule, fact)
  return hasFound
}

function decide(rule: RunnableRule, fact: Fact, setting: RuleSetting, item: unknown, index: number | null, options: CheckOptions, found: Found, hits: Hit[] | null): boolean {
  const { program } = rule, given = setting.options
  for (const one of program.cases) {
    const answer = one.when(fact, given, item, index, null)
    if (answer === false) continue
    if (isUnknown(answer)) { options.onUnknown?.(rule, fact, answer.source); return false }
    if (answer !== true) continue
    const hit: Hit = { at: text(program.at(fact, given, item, index, null)), severity: one.severity, message: text(one.message(fact, given, item, index, null)), report: null, item, index }
    hits?.push(hit)
    report(rule, fact, setting, options, found, hit)
    return true
  }
  options.onSilent?.(rule, fact)
  return false
}

function report(rule: RunnableRule, fact: Fact, setting: RuleSetting, options: CheckOptions, found: Found, hit: Hit): void {
  const place = typeof hit.at === 'string' ? fact.locate(hit.at) : hit.at
  if (place.missing && fact.damaged) return
  const own = place.path === fact.path ? setting : options.setting(rule, place.path)
  if (!own) return
  const lazy = hit.fixable === undefined ? lazyFixes(rule.program, fact, setting.options, hit) : []
  hit.fixable ??= safest(lazy)
  const finding: Finding = {
    rule: rule.id, topic: rule.topic, severity: own.severity ?? hit.severity, path: place.path, span: place.span, message: place.assumes === undefined ? hit.message : `${hit.message.replace(/\.$/, '')} (with ${place.assumes}).`,
    fixes: [], fixable: hit.fixable, related: [...(hit.report?.related ?? []), ...(place.related ?? [])], missing: place.missing,
    group: rule.group, subject: hit.index === null ? fact.subject : `${fact.subject}/${hit.index}`,
  }
  if (lazy.length && options.wantFixes?.(finding)) {
    const fixes = lazy.map((fix) => resolveFix(fact, fix)).filter((fix): fix is Fix => fix !== null)
    found({ ...finding, fixes, fixable: safest(fixes) })
  } else found(finding)
}

const text = (value: unknown): string => isUnknown(value) ? value.source : String(value)

const safest = (fixes: readonly { readonly safety: FixSafety }[]): FixSafety | null => safeties.find((safety) => fixes.some((fix) => fix.safety === safety)) ?? null

function lazyFixes(program: Program, fact: Fact, given: unknown, hit: Hit): readonly LazyFix[] {
  if (hit.report?.fixes) return hit.report.fixes
  const values = { found: hit.report?.values ?? {} }
  const run = (expression: Expression): unknown => expression(fact, given, hit.item, hit.index, values)
  return program.fixes.filter((fix) => !fix.when || run(fix.when) === true).map((fix) => ({
    title: text(run(fix.title)),
    safety: fix.safety,
    edits(): readonly Change[] | null {
      const changes: Change[] = []
      for (const change of fix.changes) {
        const path = text(run(change.path))
        if (change.kind === 'remove') { changes.push({ kind: 'remove', path }); continue }
        const value = written(change.value, run)
        if (value === undefined) return null
        if (change.kind !== 'replace') changes.push({ kind: change.kind, path, value })
        else changes.push({ kind: 'replace', path: typeof hit.at === 'string' ? hit.at : '', text: typeof value === 'object' && value !== null && 'raw' in value ? String(value.raw) : String(value) })
      }
      return changes
    },
  }))
}

/** Fills in a value of a fix; undefined where a part of it is unknown. */
function written(template: WrittenTemplate, run: (expression: Expression) => unknown): Written | undefined {
  if (typeof template === 'function') {
    const value = run(template)
    return isUnknown(value) ? undefined : rawOr(plainOf(value))
  }
  if (Array.isArray(template)) {
    const items = template.map((item: WrittenTemplate) => written(item, run))
    return items.includes(undefined) ? undefined : items as readonly Plain[]
  }
  if (typeof template === 'object' && template !== null) {
    const entries = Object.entries(template).map(([key, value]) => [key, written(value as WrittenTemplate, run)] as const)
    return entries.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(entries) as Plain
  }
  return rawOr(template as Plain)
}

const plainOf = (value: unknown): Plain => value instanceof Map ? Object.fromEntries([...value].map(([key, item]) => [key, plainOf(item)])) : value as Plain

const rawOr = (value: Plain): Written => typeof value === 'string' && value.startsWith('raw:') ? { raw: value.slice(4) } : value

/** Joins `set`s that share a parent that is not there yet, so that the parent is written once. */
function joinChanges(fact: Fact, changes: readonly (Edit | Change)[]): readonly (Edit | Change)[] {
  const joined: (Edit | Change)[] = []
  const parents = new Map<string, { [key: string]: Plain }>()
  for (const change of changes) {
    const path = 'kind' in change && change.kind === 'set' && !isRaw(change.value) ? parsePath(change.path) : null
    const depth = path && changes.length > 1 ? path.findIndex((_, i) => i > 0 && fact.locate(formatPath(path.slice(0, i))).missing) : -1
    if (!path || depth < 0 || path.slice(depth).some((segment) => typeof segment === 'number')) { joined.push(change); continue }
    const parent = formatPath(path.slice(0, depth))
    let value = parents.get(parent)
    if (!value) {
      parents.set(parent, value = {})
      joined.push({ kind: 'set', path: parent, value })
    }
    for (const segment of path.slice(depth, -1)) value = (value[segment] ??= {}) as { [key: string]: Plain }
    value[path.at(-1)!] = (change as { value: Plain }).value
  }
  return joined
}

const isRaw = (value: Written): value is { readonly raw: string } => typeof value === 'object' && value !== null && 'raw' in value

function resolveFix(fact: Fact, fix: LazyFix): Fix | null {
  const wanted = fix.edits()
  if (!wanted || !wanted.length) return null
  const edits: Edit[] = []
  for (const one of joinChanges(fact, wanted)) {
    if (!('kind' in one)) { edits.push(one); continue }
    const made = fact.edit(one)
    if (!made) return null
    edits.push(...fix.safety === 'suggest' && 'value' in one ? made.map((edit) => withPlaceholders(edit, one.value)) : made)
  }
  return disjoint(edits) ? { title: fix.title, safety: fix.safety, edits } : null
}

/** Marks the values that were invented where they stand in the text of an edit. */
function withPlaceholders(edit: Edit, value: Written): Edit {
  if ('create' in edit) return edit
  const placeholders: Span[] = []
  let at = 0
  for (const leaf of leavesOf(value)) {
    for (let start = edit.text.indexOf(leaf, at); start >= 0; start = edit.text.indexOf(leaf, start + 1)) {
      const end = start + leaf.length
      if (start > 0 && !/[\s"'[{,=:-]/.test(edit.text[start - 1]!) || /^[\w:]/.test(edit.text.slice(end))) continue
      placeholders.push([start, end])
      at = end
      break
    }
  }
  return placeholders.length ? { ...edit, placeholders } : edit
}

/** The strings and numbers of a value in the order in which they are written. */
function* leavesOf(value: Written): Generator<string> {
  if (isRaw(value)) yield value.raw
  else if (typeof value === 'string' || typeof value === 'number') { if (value !== '') yield String(value) } else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) yield* leavesOf(one)
}

/** Several changes of one fact may meet in one place; then they cannot be made together. */
function disjoint(edits: readonly Edit[]): boolean {
  const spans = edits.flatMap((edit) => 'create' in edit ? [] : [edit]).sort((a, b) => a.path < b.path ? -1 : a.path > b.path ? 1 : a.span[0] - b.span[0] || a.span[1] - b.span[1])
  return spans.every((edit, i) => { const before = spans[i - 1]; return !before || before.path !== edit.path || before.span[1] <= edit.span[0] })
}
