import { check } from './expression/check'
import { toClosure, type Budget, type Closure, type Matcher } from './expression/closure'
import { emit } from './expression/emit'
import type { Expression as Typed } from './expression/expression'
import { checkTemplate, constantOf, emitTemplate, templateClosure, type Template } from './expression/template'
import { factType, optionsType, type FactTypes, type Type } from './expression/types'
import type { Page, PageProblem } from './page'
import type { Expression, Program, WrittenTemplate } from './program'
import type { Plain } from './value'

/** A page whose expressions have been turned into `E` by one of the two back ends. */
interface Compiled<E> {
  readonly only: Program['only']
  readonly each: E | null
  readonly cases: readonly { readonly when: E; readonly severity: Page['rule']['severity']; readonly message: E }[]
  readonly at: E
  readonly message: E
  readonly fixes: readonly { readonly title: E; readonly safety: Page['fixes'][number]['safety']; readonly when: E | null; readonly changes: readonly { readonly kind: string; readonly path: E; readonly value: Written<E> }[] }[]
}

/** Plain data in which some texts are compiled. */
type Written<E> = { readonly plain: Plain } | { readonly template: E } | { readonly list: readonly Written<E>[] } | { readonly map: readonly (readonly [string, Written<E>])[] }

interface BackEnd<E> { expression(expression: Typed): E; template(template: Template): E }

/** Checks every expression of a page against the fact types and compiles it. */
function compile<E>(page: Page, types: FactTypes, backEnd: BackEnd<E>): { compiled: Compiled<E> | null; problems: readonly PageProblem[] } {
  const problems: PageProblem[] = []
  const fail = (source: string, errors: readonly { readonly message: string; readonly offset: number }[]): void => {
    for (const error of errors) problems.push({ message: `${error.message} In: ${source}`, line: lineOf(page.text, source, error.offset) })
  }
  const self = factType(types, page.rule.on)
  if (!self) return { compiled: null, problems: [{ message: `There is no fact kind '${page.rule.on}'.`, line: 1 }] }
  const named: { [name: string]: Type } = { self, options: optionsType(page.rule.options) }
  if (!page.check.cases.length) named.found = { kind: 'dyn' }

  let each: E | null = null
  if (page.check.each !== null) {
    const checked = check(page.check.each, { types, variables: named }, 'any')
    if (checked.errors) fail(page.check.each, checked.errors)
    else if (!['list', 'map', 'dyn'].includes(checked.ok.type.kind)) fail(page.check.each, [{ message: `'each' is not a list.`, offset: 0 }])
    else {
      each = backEnd.expression(checked.ok)
      named.item = checked.ok.type.kind === 'list' ? checked.ok.type.item : checked.ok.type.kind === 'map' ? checked.ok.type.value : { kind: 'dyn' }
      named.index = { kind: 'number' }
    }
  }
  const variables = { types, variables: named }
  const predicate = (source: string, given: readonly Typed[] = []): Typed | null => {
    const checked = check(source, variables, 'bool', given)
    if (checked.ok) return checked.ok
    fail(source, checked.errors)
    return null
  }
  const template = (source: string, expected: 'string' | 'any', given: readonly Typed[]): E | null => {
    const checked = checkTemplate(source, variables, expected, given)
    if (checked.errors) { fail(source, checked.errors); return null }
    return backEnd.template(checked.ok)
  }
  const written = (value: Plain, given: readonly Typed[]): Written<E> => {
    if (typeof value === 'string') {
      if (!/[{}]/.test(value)) return { plain: value }
      const compiled = template(value, 'any', given)
      return compiled === null ? { plain: value } : { template: compiled }
    }
    if (Array.isArray(value)) return { list: value.map((item: Plain) => written(item, given)) }
    if (typeof value === 'object' && value !== null) return { map: Object.entries(value).map(([key, item]) => [key, written(item as Plain, given)] as const) }
    return { plain: value }
  }
  const tests = page.check.cases.map((one) => predicate(one.when))
  if (tests.includes(null)) return { compiled: null, problems }
  /** What holds wherever the rule has found something: the condition, where there is only one. */
  const found = tests.length === 1 ? tests as Typed[] : []
  const cases = page.check.cases.map((one, i) => ({ when: backEnd.expression(tests[i]!), severity: one.severity, message: template(one.message, 'string', [tests[i]!]) }))
  const at = template(page.check.at, 'string', found), message = cases.length ? cases[0]!.message : template(page.check.message, 'string', [])
  const fixes = page.fixes.map((fix) => {
    const when = fix.when === null ? null : predicate(fix.when, found), given = when ? [...found, when] : found
    return {
      title: template(fix.title, 'string', given), safety: fix.safety, when: when && backEnd.expression(when),
      changes: fix.changes.map((change) => ({ kind: change.kind, path: template(change.path, 'string', given), value: written(change.value, given) })),
    }
  })
  return { compiled: problems.length ? null : { only: onlyOf(types.objects[types.kinds[page.rule.on]!]?.discriminant, tests as Typed[]), each, cases, at, message, fixes } as Compiled<E>, problems }
}

/** The texts with which every case begins by comparing the field that sorts its facts, `self.type == 'x' && …` or `self.type in ['x', 'y'] && …`. */
function onlyOf(field: string | undefined, tests: readonly Typed[]): Program['only'] {
  const values = new Set<string>()
  if (field === undefined || !tests.length) return null
  for (const test of tests) {
    let first = test
    while (first.op === 'and') first = first.left
    if (first.op !== 'call' || first.name !== 'equals' && first.name !== 'within') return null
    const [of, wanted] = first.args, items = wanted?.op === 'list' ? wanted.items : wanted ? [wanted] : []
    if (of?.op !== 'select' || of.field !== field || of.of.op !== 'variable' || of.of.name !== 'self') return null
    for (const item of items) {
      if (item.op !== 'literal' || typeof item.value !== 'string') return null
      values.add(item.value)
    }
  }
  return { field, values: [...values] }
}

function lineOf(text: string, source: string, offset: number): number {
  const at = text.indexOf(source.split('\n')[0]!)
  return at < 0 ? 1 : text.slice(0, at + offset).split('\n').length
}

/** JavaScript source of a built-in page's program, a `WrittenProgram`; `op` names the operators, `check` the imported check in code, if any. */
export function emitProgram(page: Page, types: FactTypes, check: string | null): { source: string | null; problems: readonly PageProblem[] } {
  const { compiled, problems } = compile<string>(page, types, {
    expression: emit, template: (template) => { const text = constantOf(template); return text === null ? emitTemplate(template) : JSON.stringify(text) },
  })
  if (!compiled) return { source: null, problems }
  const written = (value: Written<string>): string =>
    'plain' in value ? JSON.stringify(value.plain)
      : 'template' in value ? value.template
        : 'list' in value ? `[${value.list.map(written).join(', ')}]`
          : `{ ${value.map.map(([key, item]) => `${JSON.stringify(key)}: ${written(item)}`).join(', ')} }`
  const parts: string[] = []
  const add = (name: string, source: string | null): void => { if (source !== null) parts.push(`${name}: ${source}`) }
  const { only } = compiled
  add('only', only && JSON.stringify([only.field, ...only.values]))
  add('each', compiled.each)
  if (compiled.cases.length) add('cases', `[${compiled.cases.map((one) => `{ when: ${one.when}, severity: '${one.severity}'${one.message === compiled.message ? '' : `, message: ${one.message}`} }`).join(', ')}]`)
  add('at', compiled.at)
  add('message', compiled.message)
  if (compiled.fixes.length) add('fixes', `[${compiled.fixes.map((fix) => `{ title: ${fix.title}, safety: '${fix.safety}'${fix.when === null ? '' : `, when: ${fix.when}`}, changes: [${
    fix.changes.map((change) => `{ kind: '${change.kind}', path: ${change.path}, value: ${written(change.value)} }`).join(', ')}] }`).join(', ')}]`)
  add('check', check)
  return { source: `{ ${parts.join(', ')} }`, problems }
}

/** What one evaluation of a workspace page's expression may spend. */
export const fuelPerEvaluation = 20_000

/** A program of closures that count fuel, for pages that are loaded while we run. */
export function closureProgram(page: Page, types: FactTypes, matcher: Matcher, check: Program['check'] = null): { program: Program | null; problems: readonly PageProblem[] } {
  const call = (closure: Closure): Expression => (self, options, item, index, values) => {
    const budget: Budget = { fuel: fuelPerEvaluation }
    return closure({ self, options, item, index, values: values as { readonly [name: string]: unknown } }, budget)
  }
  const { compiled, problems } = compile<Expression>(page, types, {
    expression: (expression) => call(toClosure(expression, matcher)),
    template: (template) => call(templateClosure(template, matcher)),
  })
  if (!compiled) return { program: null, problems }
  const written = (value: Written<Expression>): WrittenTemplate =>
    'plain' in value ? value.plain : 'template' in value ? value.template : 'list' in value ? value.list.map(written) : Object.fromEntries(value.map.map(([key, item]) => [key, written(item)]))
  return {
    program: { ...compiled, fixes: compiled.fixes.map((fix) => ({ ...fix, changes: fix.changes.map((change) => ({ ...change, value: written(change.value) })) })) as Program['fixes'], check },
    problems,
  }
}
