import { sizeTest, type Call, type Expression } from './expression'
import { toNative } from './pattern'
import { mayBeUnknown, type Type } from './types'

/**
 * JavaScript source of a function `(self, options, item, index, values) => value` that expects the module `operators` as
 * `op`. What cannot be unknown is written in plain JavaScript.
 */
export const emit = (expression: Expression): string => {
  const hoisted: string[] = []
  return wrap(hoisted, emitValue(expression, hoisted))
}

const parameters = ['self', 'options', 'item', 'index', 'values']

/** A function around a value's source; patterns and constant lists are made once. */
export function wrap(hoisted: readonly string[], value: string): string {
  const used = parameters.findLastIndex(name => new RegExp(`\\b${name}\\b`).test(value))
  const made = `(${parameters.slice(0, used + 1).join(', ')}) => ${value}`
  return hoisted.length === 0 ? made : `(() => { const ${hoisted.map((source, i) => `c${i} = ${source}`).join(', ')}; return ${made} })()`
}

const NATIVE: { readonly [name in Call]?: string } = {
  less: '<', lessOrEqual: '<=', greater: '>', greaterOrEqual: '>=', subtract: '-', multiply: '*', divide: '/', remainder: '%',
}
const PAGE = ['self', 'options', 'item', 'index']

const scalar = ({ kind }: Type): boolean => kind === 'string' || kind === 'number' || kind === 'bool'
const known = (expression: Expression): boolean => !mayBeUnknown(expression.type)
/** A list whose elements are all there. */
const closed = (expression: Expression): boolean => known(expression) && expression.type.kind === 'list' && !expression.type.open
const isNull = (expression: Expression): boolean => expression.op === 'literal' && expression.value === null

/** Source of a value; a compound one stands in parentheses. */
export function emitValue(expression: Expression, hoisted: string[]): string {
  const value = (expression: Expression) => emitValue(expression, hoisted)
  const variable = (macro: { name: string; id: number }) => `$${macro.name}${macro.id}`
  const hoist = (source: string) => {
    const at = hoisted.indexOf(source)
    return `c${at >= 0 ? at : hoisted.push(source) - 1}`
  }
  switch (expression.op) {
    case 'literal': return typeof expression.value === 'number' && (expression.value < 0 || !Number.isFinite(expression.value)) ? `(${expression.value})` : JSON.stringify(expression.value)
    case 'variable': return expression.id > 0 ? variable(expression) : PAGE.includes(expression.name) ? expression.name : `values.${expression.name}`
    case 'select': {
      const name = JSON.stringify(expression.field), of = value(expression.of)
      if (!known(expression.of)) return `op.select(${of}, ${name})`
      return /^[A-Za-z_]\w*$/.test(expression.field) ? `${of}.${expression.field}` : `${of}[${name}]`
    }
    case 'list': {
      const source = `[${expression.items.map(value).join(', ')}]`
      return expression.items.length > 0 && expression.items.every(item => item.op === 'literal') ? hoist(source) : source
    }
    case 'map': return `op.dictionary([${expression.entries.map(([key, entry]) => `[${value(key)}, ${value(entry)}]`).join(', ')}])`
    case 'and': return known(expression.left) ? `(${value(expression.left)} && ${value(expression.right)})` : `op.and(${value(expression.left)}, () => ${value(expression.right)})`
    case 'or': return known(expression.left) ? `(${value(expression.left)} || ${value(expression.right)})` : `op.or(${value(expression.left)}, () => ${value(expression.right)})`
    case 'conditional': {
      const [test, yes, no] = [expression.test, expression.yes, expression.no].map(value)
      return known(expression.test) ? `(${test} ? ${yes} : ${no})` : `op.conditional(${test}, () => ${yes}, () => ${no})`
    }
    case 'matches': {
      const native = toNative(expression.pattern) as { source: string; flags: string }, test = hoist(`/${native.source}/${native.flags}`)
      return known(expression.text) ? `${test}.test(${value(expression.text)})` : `op.matches(${value(expression.text)}, text => ${test}.test(text))`
    }
    case 'macro': {
      const { macro, over, test, body } = expression, source = value(over), name = variable(expression)
      const each = `${name} => ${value(body)}`
      if (closed(over) && known(macro === 'map' && test ? test : body) || closed(over) && macro === 'map' && !test) {
        if (macro === 'map') return test ? `${source}.filter(${name} => ${value(test)}).map(${each})` : `${source}.map(${each})`
        const method = { exists: 'some', all: 'every', filter: 'filter', exists_one: null }[macro]
        if (method) return `${source}.${method}(${each})`
      }
      return `op.${macro === 'exists_one' ? 'existsOne' : macro}(${source}, ${each}${test ? `, ${name} => ${value(test)}` : ''})`
    }
    case 'call': return emitCall(expression, value)
  }
}

function emitCall(expression: Expression & { readonly op: 'call' }, value: (expression: Expression) => string): string {
  const { name, args } = expression, [a, b] = args as [Expression, Expression]
  const native = args.every(known)
  const general = () => `op.${name}(${args.map(value).join(', ')})`
  const size = sizeTest(expression)
  if (size && !closed(size.of) && size.of.type.kind !== 'string') {
    const larger = `op.larger(${value(size.of)}, ${size.least})`
    return size.negated ? `op.not(${larger})` : larger
  }
  switch (name) {
    case 'equals': case 'differs': {
      const sign = name === 'equals' ? '==' : '!='
      if (!native) return general()
      if (isNull(a) || isNull(b)) return `(${value(a)} ${sign} ${value(b)})`
      return scalar(a.type) || scalar(b.type) ? `(${value(a)} ${sign}= ${value(b)})` : general()
    }
    case 'within': {
      if (!native || !scalar(a.type)) return general()
      if (b.type.kind === 'map') return b.type.open ? general() : `${value(b)}.has(${value(a)})`
      if (b.type.kind !== 'list' || b.type.open || !scalar(b.type.item) || mayBeUnknown(b.type.item)) return general()
      if (b.op === 'list' && b.items.length > 0 && b.items.length <= 4 && (a.op === 'variable' || a.op === 'select') && b.items.every(item => item.op === 'literal')) {
        return `(${b.items.map(item => `${value(a)} === ${value(item)}`).join(' || ')})`
      }
      return `${value(b)}.includes(${value(a)})`
    }
    case 'not': return native ? `!${value(a)}` : general()
    case 'negate': return native ? `(-${value(a)})` : general()
    case 'add': return native && (a.type.kind === 'number' || a.type.kind === 'string') ? `(${value(a)} + ${value(b)})` : general()
    case 'divide': case 'remainder': return native && b.op === 'literal' && b.value !== 0 ? `(${value(a)} ${NATIVE[name]} ${value(b)})` : general()
    case 'less': case 'lessOrEqual': case 'greater': case 'greaterOrEqual': case 'subtract': case 'multiply':
      return native ? `(${value(a)} ${NATIVE[name]} ${value(b)})` : general()
    case 'contains': case 'startsWith': case 'endsWith':
      return native ? `${value(a)}.${name === 'contains' ? 'includes' : name}(${value(b)})` : general()
    case 'size': return native && a.type.kind === 'list' && !a.type.open ? `${value(a)}.length` : native && a.type.kind === 'map' && !a.type.open ? `${value(a)}.size` : general()
    case 'index':
      if (closed(a) && b.op === 'literal' && Number.isInteger(b.value) && (b.value as number) >= 0) return `(${value(a)}[${value(b)}] ?? null)`
      if (native && a.type.kind === 'map' && !a.type.open) return `(${value(a)}.get(${value(b)}) ?? null)`
      return general()
    default: return general()
  }
}
