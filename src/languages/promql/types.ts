import type { Span } from '../../core/span'
import type { Expr } from './parse'

type Type = 'scalar' | 'vector' | 'matrix' | 'string' | 'any'

/** What a function takes and gives: s scalar, v instant vector, m range vector, t text; `?` behind what may be left out, `*` behind what may be there often. */
const signatures: Readonly<Record<string, string>> = {
  'v:v': 'abs absent ceil exp floor ln log10 log2 sgn sqrt acos acosh asin asinh atan atanh cos cosh sin sinh tan tanh deg rad sort sort_desc timestamp histogram_avg histogram_count histogram_sum histogram_stddev histogram_stdvar',
  'v:s': 'scalar',
  'm:v': 'rate irate increase delta idelta deriv changes resets avg_over_time min_over_time max_over_time sum_over_time count_over_time last_over_time first_over_time present_over_time stddev_over_time stdvar_over_time absent_over_time mad_over_time ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time',
  'sm:v': 'quantile_over_time', 'ms:v': 'predict_linear', 'mss:v': 'double_exponential_smoothing', 'sv:v': 'histogram_quantile', 'ssv:v': 'histogram_fraction', 'vts*:v': 'histogram_quantiles',
  'vtttt:v': 'label_replace', 'vttt*:v': 'label_join', 'vt*:v': 'sort_by_label sort_by_label_desc', 'vs?:v': 'round', 'vss:v': 'clamp', 'vs:v': 'clamp_max clamp_min', 'vv?:v': 'info',
  ':s': 'time pi', 's:v': 'vector', 'v?:v': 'minute hour month year day_of_month day_of_week day_of_year days_in_month',
}

/** Functions by name. */
export const functions: ReadonlyMap<string, string> = new Map(Object.entries(signatures).flatMap(([signature, names]) => names.split(' ').map(name => [name, signature] as const)))
export const aggregations: ReadonlySet<string> = new Set(['sum', 'avg', 'min', 'max', 'count', 'group', 'stddev', 'stdvar', 'topk', 'bottomk', 'quantile', 'count_values', 'limitk', 'limit_ratio'])

const letters: Readonly<Record<string, Type>> = { s: 'scalar', v: 'vector', m: 'matrix', t: 'string' }
const nouns: Readonly<Record<Type, string>> = { scalar: 'a number', vector: 'an instant vector', matrix: 'a range vector', string: 'a text', any: 'anything' }
const isComparison = (op: string): boolean => /^(?:==|!=|<=?|>=?)$/.test(op)

interface Wrong { readonly text: string; readonly span: Span }

/** What Prometheus refuses in an expression that its grammar takes. */
export function typeProblem(root: Expr): Wrong | null {
  let found: Wrong | null = null
  const fail = (text: string, span: Span): void => { found ??= { text, span } }
  const fits = (has: Type, wanted: Type): boolean => has === 'any' || wanted === 'any' || has === wanted
  const visit = (expr: Expr): Type => {
    switch (expr.kind) {
      case 'number': return 'scalar'
      case 'string': return 'string'
      case 'selector': {
        if (expr.isVariable) return expr.range ? 'matrix' : 'any'
        if (expr.metric === null && expr.matchers.every(one => (one.op === '=' || one.op === '=~') && (one.value === '' || one.op === '=~' && /^\.\*$/.test(one.value)) || one.op === '!=' && one.value !== '' || one.op === '!~' && one.value !== '')) fail('selects every series there is', expr.span)
        return expr.range ? 'matrix' : 'vector'
      }
      case 'subquery': visit(expr.of); return 'matrix'
      case 'unary': {
        const of = visit(expr.of)
        if (of === 'matrix' || of === 'string') fail(`has a sign before ${nouns[of]}`, expr.span)
        return of
      }
      case 'call': {
        const signature = functions.get(expr.name), types = expr.args.map(visit)
        if (signature === undefined) return 'any'
        const [wanted, result] = signature.split(':') as [string, string], parts = [...wanted.matchAll(/([svmt])([?*]?)/g)].map(([, letter, mark]) => ({ type: letters[letter!]!, mark: mark! }))
        const least = parts.filter(part => part.mark === '').length, most = parts.some(part => part.mark === '*') ? Infinity : parts.length
        if (types.length < least || types.length > most) fail(`gives '${expr.name}' ${types.length === 1 ? '1 argument' : `${types.length} arguments`}, which takes ${most === Infinity ? `${least} or more` : least === most ? least : `${least} or ${most}`}`, expr.nameSpan)
        else types.forEach((type, i) => {
          const part = parts[Math.min(i, parts.length - 1)]!
          if (!fits(type, part.type)) fail(part.type === 'matrix' ? `gives '${expr.name}' no range: it wants a duration like [5m]` : type === 'matrix' ? `gives '${expr.name}' a range, which it does not take` : `gives '${expr.name}' ${nouns[type]} where it takes ${nouns[part.type]}`, expr.nameSpan)
        })
        return letters[result]!
      }
      case 'aggregate': {
        const types = expr.args.map(visit), hasParameter = /^(?:topk|bottomk|quantile|count_values|limitk|limit_ratio)$/.test(expr.op)
        if (types.length !== (hasParameter ? 2 : 1)) fail(`gives '${expr.op}' ${types.length === 1 ? '1 argument' : `${types.length} arguments`}, which takes ${hasParameter ? 2 : 1}`, expr.nameSpan)
        else {
          const of = types.at(-1)!
          if (!fits(of, 'vector')) fail(of === 'matrix' ? `gives '${expr.op}' a range; a function like rate() goes between` : `gives '${expr.op}' ${nouns[of]} where it takes an instant vector`, expr.nameSpan)
          if (hasParameter && !fits(types[0]!, expr.op === 'count_values' ? 'string' : 'scalar')) fail(`gives '${expr.op}' ${nouns[types[0]!]} where it takes ${expr.op === 'count_values' ? 'a text' : 'a number'}`, expr.nameSpan)
        }
        return 'vector'
      }
      case 'binary': {
        const left = visit(expr.left), right = visit(expr.right)
        for (const side of [left, right]) if (side === 'matrix' || side === 'string') { fail(`has ${nouns[side]} beside '${expr.op}'`, expr.opSpan); return 'any' }
        const isSet = /^(?:and|or|unless)$/.test(expr.op)
        if (isSet && (left === 'scalar' || right === 'scalar')) fail(`has a number beside '${expr.op}'`, expr.opSpan)
        if (left === 'scalar' && right === 'scalar' && isComparison(expr.op) && !expr.isBool) fail(`compares two numbers without 'bool'`, expr.opSpan)
        return left === 'any' || right === 'any' ? 'any' : left === 'scalar' && right === 'scalar' ? 'scalar' : 'vector'
      }
    }
  }
  const result = visit(root)
  if (result === 'matrix') fail('is a range vector; a function like rate() has to make values of it', root.span)
  return found
}
