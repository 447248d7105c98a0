import type { Span } from '../../../core/span'
import { atInstall, indented, isList, isMap, isText, jsonOf, lost, Lost, made, plainText, printed, Rich, sorted, trimmed, truth, yamlOf, type Data, type Frame, type Value } from './value'

/** Where a function is called, for what it prints. */
export interface Site { readonly frame: Frame; readonly span: Span }

type Function = (given: readonly Value[], site: Site) => Value

const yes = made(true), no = made(false), nothing = made(null)
const flag = (value: boolean): Value => value ? yes : no
const isLost = (value: Value): boolean => value.data instanceof Lost
/** What comes of something that is not known. */
const unknownOf = (given: readonly Value[]): Value => made(given.some(({ data }) => data instanceof Lost && data.why === 'lost') ? lost : atInstall)

/** How long a text or list a function may make. */
const longest = 100_000

/** A function of texts; where it changes nothing, its last argument stays what it is. */
const texts = (make: (text: string, ...given: readonly Value[]) => string | null): Function => given => {
  const last = given.at(-1)
  if (!last) return made(lost)
  const text = last.data === null ? '' : typeof last.data === 'object' ? plainText(last.data) : printed(last.data)
  if (text === null) return made(lost)
  const after = make(text, ...given.slice(0, -1))
  return after === null || after.length > longest ? made(lost) : after === text && isText(last.data) ? last : made(after)
}

const word = (value: Value | undefined): string => value === undefined ? '' : plainText(value.data) ?? ''
const count = (value: Value | undefined): number => typeof value?.data === 'number' ? Math.trunc(value.data) : Number.NaN

/** A number as Sprig casts what it gets. */
function numeric({ data }: Value): number | null {
  if (typeof data === 'number') return data
  if (typeof data === 'boolean') return data ? 1 : 0
  if (data === null) return 0
  const text = plainText(data)
  return text === null ? null : /^[-+]?\d+(?:\.\d+)?$/.test(text) ? Number(text) : 0
}

const arithmetic = (make: (a: number, b: number) => number): Function => given => {
  const numbers = given.map(numeric)
  if (numbers.includes(null) || numbers.length === 0) return made(lost)
  const result = (numbers as number[]).slice(1).reduce((a, b) => make(a, b), Math.trunc(numbers[0]!))
  return made(Number.isFinite(result) ? Math.trunc(result) : lost)
}

/** Are two values the same to `eq`? */
function same(a: Data, b: Data): boolean | null {
  const x = isText(a) ? plainText(a) : a, y = isText(b) ? plainText(b) : b
  if (isText(a) && x === null || isText(b) && y === null || typeof x === 'object' && x !== null || typeof y === 'object' && y !== null) return null
  return x === null || y === null || typeof x === typeof y ? x === y : null
}

const compare = (test: (a: number | string, b: number | string) => boolean): Function => given => {
  const [a, b] = given.map(({ data }) => typeof data === 'number' ? data : plainText(data))
  return a === null || b === null || a === undefined || b === undefined || typeof a !== typeof b ? made(lost) : flag(test(a, b))
}

const kindOf = (data: Data): string => data === null ? 'invalid' : isText(data) ? 'string' : isMap(data) ? 'map' : isList(data) ? 'slice' : typeof data === 'boolean' ? 'bool' : 'float64'

function format(text: string, given: readonly Value[]): Value {
  let next = 0, isKnown = true
  const only = /^%[sv]$/.test(text) && given.length === 1 ? given[0]! : null
  if (only && isText(only.data)) return only
  const result = text.replace(/%([-+0 #]*)(\d*)(?:\.(\d+))?([a-zA-Z%])/g, (all: string, flags: string, width: string, precision: string | undefined, verb: string) => {
    if (verb === '%') return '%'
    const value = given[next++], shown = value && printed(value.data)
    if (shown === null || shown === undefined || Number(width) > 1000) { isKnown = false; return all }
    let out = shown
    if (verb === 'q') out = JSON.stringify(shown)
    else if (verb === 'd') { const number = typeof value!.data === 'number' ? Math.trunc(value!.data) : null; if (number === null) isKnown = false; out = String(number) } else if (verb === 'f') { const number = numeric(value!); if (number === null) isKnown = false; out = (number ?? 0).toFixed(Math.min(20, Number(precision ?? 6))) } else if (verb !== 's' && verb !== 'v' && verb !== 't') isKnown = false
    return width ? flags.includes('-') ? out.padEnd(Number(width)) : out.padStart(Number(width), flags.includes('0') ? '0' : ' ') : out
  })
  return made(isKnown && next === given.length && result.length < longest ? result : lost)
}

function indent(width: number, value: Value, lead: string, { frame, span }: Site): Value {
  if (!(width >= 0 && width <= 200)) return made(lost)
  const { data } = value
  const rich = data instanceof Rich ? data : new Rich([{ form: 'scalar', text: printed(data) ?? '', frame, span, value }])
  return isText(data) || data === null ? made(indented(rich, width, lead, frame, span)) : made(lost)
}

/** A value in other characters that are still the same value. */
const keep = (data: Data, of: Value): Value => ({ data, tree: of.tree })

const listOf = (value: Value | undefined): readonly Value[] | null => value && isList(value.data) ? value.data : null
const each = (make: (items: readonly Value[], given: readonly Value[]) => Value): Function => given => { const items = listOf(given.at(-1)); return items ? make(items, given.slice(0, -1)) : made(lost) }

function field(of: Value, name: Value): Value {
  const { data } = of
  if (isMap(data)) return data.get(word(name)) ?? nothing
  if (isList(data)) return data[count(name)] ?? made(lost)
  return made(lost)
}

function merged(given: readonly Value[], lastWins: boolean): Value {
  const result = new Map<string, Value>()
  for (const value of given) {
    if (value.data === null) continue
    if (!isMap(value.data)) return made(lost)
    for (const [name, inner] of value.data) if (lastWins || !result.has(name) || truth(result.get(name)!.data) === false) result.set(name, inner)
  }
  return made(result)
}

const title = (text: string): string => text.replace(/(^|\s)(\S)/g, (_, before: string, letter: string) => before + letter.toUpperCase())
/** Base 64 of a text as UTF-8. */
function base64(text: string): string {
  let binary = ''
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte)
  return btoa(binary)
}

function base64Of(text: string): string | null {
  try { return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(atob(text.replace(/\s/g, '')), letter => letter.charCodeAt(0))) } catch { return null }
}

/** A pattern that means the same here as in Go and takes a short time on a short text; null for any other. */
function patternOf(pattern: string, flags: string): RegExp | null {
  // Groups without a quantifier behind or within them, few repetitions, and no escape that Go reads otherwise.
  if (pattern.length > 200 || /\(\?(?!:)|\\(?![dDwWsSb.\-/\\^$*+?()[\]{}|_])|\[:|\)[*+{]/.test(pattern)) return null
  if ((pattern.match(/[*+}]/g) ?? []).length > 2) return null
  try { return new RegExp(pattern, flags) } catch { return null }
}

/** A function of a pattern and an ASCII text. */
const matching = (flags: string, make: (pattern: RegExp, text: string, given: readonly Value[]) => Value): Function => ([pattern, text, ...given]) => {
  const source = pattern && plainText(pattern.data), subject = text && plainText(text.data), compiled = source && patternOf(source, flags)
  return compiled && typeof subject === 'string' && /^[ -~]{0,256}$/.test(subject) ? make(compiled, subject, given) : made(lost)
}

const matches = matching('', (pattern, text) => flag(pattern.test(text)))
const finds = matching('', (pattern, text) => made(pattern.exec(text)?.[0] ?? ''))
const replaces = matching('g', (pattern, text, [next]) => {
  const by = next && plainText(next.data)
  // An empty match behind another one counts here, and not in Go.
  return typeof by === 'string' && !pattern.test('') && !/\$(?!\{\d\})/.test(by) && by.length < 1000 ? made(text.replace(pattern, (...groups: readonly unknown[]) => by.replace(/\$\{(\d)\}/g, (_, index: string) => typeof groups[Number(index)] === 'string' ? groups[Number(index)] as string : ''))) : made(lost)
})

/** Functions that take what is known only; those of the template language and of Sprig that ordinary charts use. */
const known: ReadonlyMap<string, Function> = new Map(Object.entries<Function>({
  quote: given => given.length === 1 ? given[0]!.data === null ? made('') : quoted(given[0]!, text => JSON.stringify(text)) : made(lost),
  squote: given => given.length === 1 ? given[0]!.data === null ? made('') : quoted(given[0]!, text => `'${text}'`) : made(lost),
  toString: (given: readonly Value[]) => given.length === 1 ? quoted(given[0]!, text => text) : made(lost),
  toYaml: ([value], { frame, span }) => { const text = value ? yamlOf(value.data) : null; return text === null ? made(lost) : isMap(value!.data) || isList(value!.data) ? made(new Rich([{ form: 'yaml', text, frame, span, value: value! }])) : keep(text, value!) },
  toJson: ([value], { frame, span }) => { const json = value ? jsonOf(value.data) : undefined; return json === undefined ? made(lost) : made(new Rich([{ form: 'yaml', text: JSON.stringify(json), frame, span, value: value! }])) },
  indent: ([width, value], site) => value ? indent(count(width), value, '', site) : made(lost),
  nindent: ([width, value], site) => value ? indent(count(width), value, '\n', site) : made(lost),
  trim: given => { const last = given.at(-1); return last?.data instanceof Rich ? made(trimmed(last.data)) : texts(text => text.trim())(given, null as never) },
  trunc: texts((text, size) => Number.isNaN(count(size)) ? null : text.length <= Math.abs(count(size)) ? text : count(size) < 0 ? [...text].slice(count(size)).join('') : [...text].slice(0, count(size)).join('')),
  trimSuffix: texts((text, end) => word(end) !== '' && text.endsWith(word(end)) ? text.slice(0, -word(end).length) : text),
  trimPrefix: texts((text, start) => text.startsWith(word(start)) ? text.slice(word(start).length) : text),
  trimAll: texts((text, letters) => { const set = new Set(word(letters)), all = [...text]; let from = 0, to = all.length; while (from < to && set.has(all[from]!)) from++; while (to > from && set.has(all[to - 1]!)) to--; return all.slice(from, to).join('') }),
  replace: texts((text, old, next) => word(old) === '' ? null : text.replaceAll(word(old), () => word(next))),
  upper: texts(text => text.toUpperCase()), lower: texts(text => text.toLowerCase()), title: texts(title), untitle: texts(text => text.replace(/(^|\s)(\S)/g, (_, before: string, letter: string) => before + letter.toLowerCase())),
  nospace: texts(text => text.replace(/\s/g, '')), substr: texts((text, from, to) => text.slice(Math.max(0, count(from)), count(to) < 0 ? undefined : count(to))),
  regexMatch: matches, mustRegexMatch: matches, regexFind: finds, mustRegexFind: finds, regexReplaceAll: replaces, mustRegexReplaceAll: replaces,
  repeat: texts((text, times) => count(times) * text.length < longest ? text.repeat(Math.max(0, count(times))) : null),
  kebabcase: texts(text => /^[a-z\d-]*$/.test(text) ? text : null), snakecase: texts(text => /^[a-z\d_]*$/.test(text) ? text : null),
  b64enc: texts(text => base64(text)), b64dec: texts(base64Of),
  contains: given => textTest(given, (part, text) => text.includes(part)), hasPrefix: given => textTest(given, (part, text) => text.startsWith(part)), hasSuffix: given => textTest(given, (part, text) => text.endsWith(part)),
  printf: ([text, ...given]) => text && plainText(text.data) !== null ? format(plainText(text.data)!, given) : made(lost),
  print: given => { const parts = given.map(({ data }) => printed(data)); return made(parts.includes(null) ? lost : parts.map((part, i) => i > 0 && !isText(given[i]!.data) && !isText(given[i - 1]!.data) ? ` ${part}` : part).join('')) },
  not: ([value]) => { const holds = value ? truth(value.data) : lost; return holds instanceof Lost ? made(holds) : flag(!holds) },
  empty: ([value]) => { const holds = value ? truth(value.data) : lost; return holds instanceof Lost ? made(holds) : flag(!holds) },
  eq: ([first, ...others]) => { const answers = others.map(other => same(first?.data ?? null, other.data)); return answers.includes(true) ? yes : answers.includes(null) || !answers.length ? made(lost) : no },
  ne: ([a, b]) => { const answer = a && b ? same(a.data, b.data) : null; return answer === null ? made(lost) : flag(!answer) },
  lt: compare((a, b) => a < b), le: compare((a, b) => a <= b), gt: compare((a, b) => a > b), ge: compare((a, b) => a >= b),
  hasKey: ([map, name]) => map && isMap(map.data) ? flag(map.data.has(word(name))) : made(lost),
  get: ([map, name]) => map && name && isMap(map.data) ? map.data.get(word(name)) ?? made('') : made(lost),
  index: ([of, ...path]) => path.reduce((value, name) => isLost(value) ? value : field(value, name), of ?? made(lost)),
  dig: given => { const of = given.at(-1), otherwise = given.at(-2); let value: Value | undefined = of; for (const name of given.slice(0, -2)) value = value && isMap(value.data) ? value.data.get(word(name)) : undefined; return value ?? otherwise ?? made(lost) },
  len: ([value]) => { const data = value?.data ?? null; return made(isMap(data) ? data.size : isList(data) ? data.length : isText(data) && plainText(data) !== null ? new TextEncoder().encode(plainText(data)!).length : lost) },
  kindOf: ([value]) => made(value ? kindOf(value.data) : lost), kindIs: ([kind, value]) => value ? flag(kindOf(value.data) === word(kind)) : made(lost),
  typeIs: ([type, value]) => { const kind = value ? kindOf(value.data) : ''; return flag(word(type) === (kind === 'map' ? 'map[string]interface {}' : kind === 'slice' ? '[]interface {}' : kind)) },
  typeOf: ([value]) => { const kind = value ? kindOf(value.data) : ''; return made(kind === 'map' ? 'map[string]interface {}' : kind === 'slice' ? '[]interface {}' : kind) },
  int: ([value]) => { const number = value ? numeric(value) : null; return number === null ? made(lost) : keep(Math.trunc(number), value!) },
  float64: ([value]) => { const number = value ? numeric(value) : null; return number === null ? made(lost) : keep(number, value!) },
  add: arithmetic((a, b) => a + b), add1: (given: readonly Value[]) => made(typeof given[0]?.data === 'number' ? given[0].data + 1 : lost), sub: arithmetic((a, b) => a - b), mul: arithmetic((a, b) => a * b), div: arithmetic((a, b) => b === 0 ? Number.NaN : a / b), mod: arithmetic((a, b) => b === 0 ? Number.NaN : a % b), max: arithmetic(Math.max), min: arithmetic(Math.min),
  join: given => { const items = listOf(given.at(-1))?.map(({ data }) => printed(data)); return made(!items || items.includes(null) ? lost : items.join(word(given[0]))) },
  splitList: ([separator, text]) => made(text && plainText(text.data) !== null && word(separator) !== '' ? plainText(text.data)!.split(word(separator)).map(made) : lost),
  first: each(items => items[0] ?? nothing), last: each(items => items.at(-1) ?? nothing), rest: each(items => made(items.slice(1))), initial: each(items => made(items.slice(0, -1))),
  reverse: each(items => made([...items].reverse())), uniq: each(items => { const texts = items.map(({ data }) => printed(data)); return texts.includes(null) ? made(lost) : made(items.filter((_, i) => texts.indexOf(texts[i]!) === i)) }),
  compact: each(items => items.some(isLost) ? made(lost) : made(items.filter(({ data }) => truth(data) !== false))), sortAlpha: each(items => { const texts = items.map(({ data }) => printed(data)); return texts.includes(null) ? made(lost) : made((texts as string[]).sort().map(made)) }),
  has: ([item, items]) => { const all = listOf(items); if (!all || !item) return made(lost); const answers = all.map(({ data }) => same(data, item.data)); return answers.includes(true) ? yes : answers.includes(null) ? made(lost) : no },
  append: ([items, item]) => listOf(items) && item ? made([...listOf(items)!, item]) : made(lost), prepend: ([items, item]) => listOf(items) && item ? made([item, ...listOf(items)!]) : made(lost),
  concat: given => { const all = given.map(listOf); return all.includes(null) ? made(lost) : made((all as (readonly Value[])[]).flat()) },
  until: ([size]) => made(count(size) >= 0 && count(size) <= 1000 ? Array.from({ length: count(size) }, (_, i) => made(i)) : lost),
  keys: given => given.length === 1 && isMap(given[0]!.data) ? made(sorted(given[0]!.data).map(([name]) => made(name))) : made(lost),
  values: given => given.length === 1 && isMap(given[0]!.data) ? made(sorted(given[0]!.data).map(([, value]) => value)) : made(lost),
  pick: ([map, ...names]) => map && isMap(map.data) ? made(new Map([...map.data].filter(([name]) => names.some(one => word(one) === name)))) : made(lost),
  omit: ([map, ...names]) => map && isMap(map.data) ? made(new Map([...map.data].filter(([name]) => !names.some(one => word(one) === name)))) : made(lost),
  merge: given => merged(given, false), mergeOverwrite: given => merged(given, true), deepCopy: ([value]) => value ?? made(lost), mustMerge: given => merged(given, false),
}))

const quoted = (value: Value, make: (text: string) => string): Value => { const text = printed(value.data); return text === null ? made(lost) : keep(make(text), value) }
const textTest = ([part, text]: readonly Value[], test: (part: string, text: string) => boolean): Value => { const a = part && plainText(part.data), b = text && plainText(text.data); return typeof a !== 'string' || typeof b !== 'string' ? made(lost) : flag(test(a, b)) }

/** Functions whose result differs from one installation to the next, or depends on the cluster. */
const foreign = /^(?:rand\w*|uuidv4|now|date\w*|htmlDate\w*|ago|unixEpoch|lookup|gen\w*Cert\w*|genCA\w*|genPrivateKey|derivePassword|htpasswd|bcrypt|encryptAES|decryptAES|getHostByName|sha\w*sum|adler32sum|fail|env|expandenv|semver\w*)$/

/** What a function yields; those that look at some of their arguments only are left to who evaluates. */
export function call(name: string, given: readonly Value[], site: Site): Value {
  switch (name) {
    case 'list': case 'tuple': return made(given)
    case 'dict': {
      const found = new Map<string, Value>()
      for (let i = 0; i + 1 < given.length; i += 2) { const key = plainText(given[i]!.data); if (key === null) return made(lost); found.set(key, given[i + 1]!) }
      return made(found)
    }
    case 'default': {
      const [otherwise, value = nothing] = given, holds = truth(value.data)
      return holds instanceof Lost ? made(holds) : holds ? value : otherwise ?? made(lost)
    }
    case 'coalesce': {
      for (const value of given) { const holds = truth(value.data); if (holds instanceof Lost) return made(holds); if (holds) return value }
      return nothing
    }
    case 'ternary': {
      const [a, b, test] = given, holds = test ? truth(test.data) : lost
      return (holds instanceof Lost ? null : holds ? a : b) ?? made(holds instanceof Lost ? holds : lost)
    }
    case 'required': return given[1] && !isLost(given[1]) ? given[1].data === null || given[1].data === '' ? made(atInstall) : given[1] : unknownOf(given)
  }
  const run = known.get(name)
  if (!run && foreign.test(name)) return made(atInstall)
  if (given.some(isLost)) return run ? unknownOf(given) : made(lost)
  return run ? run(given, site) : made(lost)
}
