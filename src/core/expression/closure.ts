import { sizeTest, type Expression } from './expression'
import * as op from './operators'

/** What an evaluation reads. `values` holds the variables of other names. */
export interface Inputs {
  readonly self: unknown
  readonly options?: unknown
  readonly item?: unknown
  readonly index?: unknown
  readonly values?: { readonly [name: string]: unknown }
}

/** What is left to spend; each node, iteration and copied element costs. */
export interface Budget { fuel: number }

export type Closure = (inputs: Inputs, budget: Budget) => unknown

/** Makes a test from a pattern of RE2 syntax that runs in linear time: `@bufbuild/re2` for workspace pages. */
export type Matcher = (pattern: string) => (text: string) => boolean

/** Thrown when an evaluation has spent its budget. */
export class OutOfFuel extends Error {
  override readonly name = 'OutOfFuel'
  constructor() { super('The expression took too long.') }
}

/** The state of one evaluation; macro variables have slots by their id. */
interface Frame { readonly inputs: Inputs; readonly budget: Budget; readonly slots: unknown[] }
type Step = (frame: Frame) => unknown

/** An evaluation that stops when its fuel is spent. */
export function toClosure(expression: Expression, matcher: Matcher): Closure {
  const step = compile(expression, matcher)
  return (inputs, budget) => step({ inputs, budget, slots: [] })
}

function spend(budget: Budget, amount: number): void {
  if ((budget.fuel -= amount) < 0) throw new OutOfFuel()
}

/** Roughly the work of reading a value once. */
const weight = (value: unknown): number => typeof value === 'string' ? value.length >> 4 : Array.isArray(value) ? value.length : value instanceof Map ? value.size : 0

/** The work of comparing a value all the way down, counted no further than the fuel goes. */
function depth(value: unknown, limit: number): number {
  let sum = weight(value)
  if (typeof value !== 'object' || value === null || sum > limit) return sum
  const parts = Array.isArray(value) ? value : value instanceof Map ? value.values() : Object.getPrototypeOf(value) === Object.prototype ? Object.values(value) : []
  for (const part of parts) if ((sum += 1 + depth(part, limit - sum)) > limit) break
  return sum
}

function compile(expression: Expression, matcher: Matcher): Step {
  const step = (expression: Expression): Step => {
    const run = compile(expression, matcher)
    return frame => {
      spend(frame.budget, 1)
      return run(frame)
    }
  }
  switch (expression.op) {
    case 'literal': return () => expression.value
    case 'variable': {
      const { id, name } = expression
      if (id > 0) return frame => frame.slots[id]
      if (name === 'self' || name === 'options' || name === 'item' || name === 'index') return frame => frame.inputs[name]
      return frame => frame.inputs.values?.[name]
    }
    case 'select': {
      const of = step(expression.of), { field } = expression
      return frame => op.select(of(frame), field)
    }
    case 'list': {
      const items = expression.items.map(step)
      return frame => items.map(item => item(frame))
    }
    case 'map': {
      const entries = expression.entries.map(([key, value]) => [step(key), step(value)] as const)
      return frame => op.dictionary(entries.map(([key, value]) => [key(frame), value(frame)]))
    }
    case 'and': case 'or': {
      const left = step(expression.left), right = step(expression.right), logic = op[expression.op]
      return frame => logic(left(frame), () => right(frame))
    }
    case 'conditional': {
      const test = step(expression.test), yes = step(expression.yes), no = step(expression.no)
      return frame => op.conditional(test(frame), () => yes(frame), () => no(frame))
    }
    case 'matches': {
      const text = step(expression.text), test = matcher(expression.pattern)
      return frame => {
        const value = text(frame)
        spend(frame.budget, typeof value === 'string' ? value.length : 0)
        return op.matches(value, test)
      }
    }
    case 'macro': {
      const { macro, id } = expression, over = step(expression.over)
      const inside = (step: Step) => (frame: Frame) => (element: unknown) => {
        spend(frame.budget, 1)
        frame.slots[id] = element
        return step(frame)
      }
      const body = inside(step(expression.body)), test = expression.test && inside(step(expression.test))
      if (macro === 'map') return frame => op.map(over(frame), body(frame), test && test(frame))
      const go = macro === 'exists_one' ? op.existsOne : op[macro]
      return frame => go(over(frame), body(frame))
    }
    case 'call': {
      const size = sizeTest(expression)
      if (size) {
        const of = step(size.of), { least, negated } = size
        return frame => {
          const larger = op.larger(of(frame), least)
          return negated ? op.not(larger) : larger
        }
      }
      const args = expression.args.map(step), { name } = expression
      const apply = op[name] as (...operands: unknown[]) => unknown
      const compared = name === 'equals' || name === 'differs' || name === 'within'
      return frame => {
        const values = args.map(arg => arg(frame)), { budget } = frame
        let cost = 0
        for (const value of values) cost += compared ? depth(value, budget.fuel) : weight(value)
        spend(budget, cost)
        if (name === 'replace') spend(budget, growth(values))
        else if (name === 'join') spend(budget, (Array.isArray(values[0]) ? values[0].reduce<number>((sum, item) => sum + length(item) + length(values[1]), 0) : 0) >> 4)
        else if (name === 'split') spend(budget, length(values[0]))
        return apply(...values)
      }
    }
  }
}

const length = (value: unknown): number => typeof value === 'string' ? value.length : 0

/** At most how long a text gets by a replacement. */
function growth([text, from, to]: readonly unknown[]): number {
  const before = length(text)
  return typeof text === 'string' && typeof from === 'string' ? ((text.split(from).length - 1) * length(to) >> 4) + before : before
}
