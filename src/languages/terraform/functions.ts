import { host, netmask, parseRange, printRange, subnet } from './cidr'
import { decodeData, decodeJson } from './decode'
import { evaluate, scopeOf, sorted, type Host } from './evaluate'
import { parseTemplate } from './hcl/parse'
import { children, type HclNode } from './hcl/tree'
import { asBool, asNumber, asText, bool, equal, failure, isWhollyKnown, listOf, longestText, mapOf, nothing, number, printNumber, text, unknown, type ListValue, type MapValue, type Origin, type SourceFile, type UnknownValue, type Value } from './value'

interface Site { readonly origin: Origin; readonly here: UnknownValue; readonly host: Host }

/** A built-in function. Unless `partial` it is not run with an unknown argument. */
export interface Builtin { readonly least: number; readonly most: number; readonly partial?: boolean; readonly run: (values: readonly Value[], site: Site) => Value }

const failed = ({ here, origin }: Site): Value => failure(here.source, origin)

type Plain = string | number | boolean | null
type Kind = 's' | 'n' | 'b'

/** Converts scalar arguments by a signature such as `ssn`; a trailing `*` repeats the last. */
function scalars(values: readonly Value[], signature: string): Plain[] | null {
  const kinds = signature.replace('*', ''), result: Plain[] = []
  for (const [i, value] of values.entries()) {
    const kind = (kinds[i] ?? kinds.at(-1)) as Kind
    const converted = kind === 's' ? asText(value) : kind === 'n' ? asNumber(value) : asBool(value)
    if (!converted || converted.kind === 'unknown' || converted.kind === 'null' || converted.kind === 'list' || converted.kind === 'map') return null
    result.push(converted.value)
  }
  return result
}

const scalar = (least: number, signature: string, compute: (...args: never[]) => Plain | undefined, most = signature.includes('*') ? Infinity : signature.length): Builtin => ({
  least, most,
  run(values, site) {
    const args = scalars(values, signature)
    if (!args) return failed(site)
    const result = (compute as (...args: Plain[]) => Plain | undefined)(...args)
    return result === undefined ? failed(site) : result === null ? nothing(site.origin) : typeof result === 'string' ? text(result, site.origin) : typeof result === 'number' ? number(result, site.origin) : bool(result, site.origin)
  },
})

/** What only Terraform itself can compute: times, random values, digests. */
const opaque = (least: number, most = least): Builtin => ({ least, most, run: (_, { here }) => here })

const asList = (value: Value): ListValue | null => value.kind === 'list' ? value : value.kind === 'map' ? { kind: 'list', items: sorted(value.entries.keys()).map((key) => value.entries.get(key)!), open: value.open, isSet: false, origin: value.origin } : null

const lists = (least: number, most: number, compute: (lists: readonly ListValue[], site: Site) => Value): Builtin => ({
  least, most,
  run(values, site) {
    const all = values.map((value) => value.kind === 'null' ? null : asList(value))
    return all.every((one) => one !== null) ? compute(all as ListValue[], site) : failed(site)
  },
})

/** Elements without those that are equal to an earlier one. What may be equal leaves the list open. */
function distinct(items: readonly Value[]): { readonly items: readonly Value[]; readonly open: boolean } {
  const kept: Value[] = [], seen = new Set<string>()
  let open = false
  for (const item of items) {
    if (item.kind === 'string' || item.kind === 'number' || item.kind === 'bool') {
      const key = `${item.kind} ${item.value}`
      if (seen.has(key)) continue
      seen.add(key)
    } else if (kept.length <= 256) {
      const answers = kept.map((other) => equal(other, item))
      if (answers.includes(true)) continue
      if (answers.includes(null)) open = true
    }
    kept.push(item)
  }
  return { items: kept, open }
}

export function toSet(value: ListValue, origin: Origin): Value {
  const { items } = distinct(value.items)
  const ordered = items.every((item) => item.kind === 'string') ? [...items].sort((a, b) => (a as { value: string }).value < (b as { value: string }).value ? -1 : 1) : items
  return listOf(ordered, origin, value.open, true)
}

/** Is it an element? Null where an unknown one may be. */
export function includes(list: ListValue, wanted: Value): boolean | null {
  let result: boolean | null = list.open ? null : false
  for (const item of list.items) {
    const same = equal(asText(item) ?? item, asText(wanted) ?? wanted)
    if (same === true) return true
    if (same === null) result = null
  }
  return result
}

/** Go's regular expression as one of ours; null where both may differ, or where ours may take long on a text of this length. */
function regularExpression(pattern: string, flags: string, length: number): RegExp | null {
  if (pattern.length > 300 || /\\[pPQAzG]|\[\[:/.test(pattern)) return null
  const bare = pattern.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x'), endless = bare.match(/[*+]|\{\d+,\}/g)?.length ?? 0
  if (/\)(?:[*+]|\{\d+,\}|\{\d{2,})/.test(bare) || endless > 0 && /\)\{/.test(bare) || length > (endless < 2 ? 4096 : endless === 2 ? 256 : endless === 3 ? 48 : 0)) return null
  const leading = /^\(\?([ims]+)\)/.exec(pattern)
  try { return new RegExp(pattern.slice(leading?.[0].length ?? 0).replace(/\(\?P</g, '(?<'), [...new Set(`${flags}${leading?.[1] ?? ''}`)].join('')) } catch { return null }
}

function format(values: readonly Plain[]): string | undefined {
  const [pattern, ...args] = values
  let next = 0, bad = false
  const result = String(pattern).replace(/%(?:%|(?:\[(\d+)\])?([-+ 0#]*)(\d+)?(?:\.(\d+))?(?:\[(\d+)\])?([a-zA-Z]))/g, (whole, first: string | undefined, flags: string, width: string | undefined, precision: string | undefined, second: string | undefined, verb: string) => {
    if (whole === '%%') return '%'
    const explicit = first ?? second
    if (explicit !== undefined) next = Number(explicit) - 1
    if (next >= args.length || next < 0) { bad = true; return '' }
    const value = args[next++]!
    let out: string
    switch (verb) {
      case 'v': out = value === null ? 'null' : typeof value === 'number' ? printNumber(value) : String(value); break
      case 's': out = typeof value === 'number' ? printNumber(value) : String(value); break
      case 'q': out = JSON.stringify(String(value)); break
      case 't': out = String(value); break
      case 'd': case 'x': case 'X': case 'b': case 'o': case 'f': case 'e': case 'g': {
        const n = Number(value)
        if (value === null || value === '' || typeof value === 'boolean' || !Number.isFinite(n)) { bad = true; return '' }
        out = verb === 'd' ? String(Math.trunc(n)) : verb === 'x' ? n.toString(16) : verb === 'X' ? n.toString(16).toUpperCase() : verb === 'b' ? n.toString(2) : verb === 'o' ? n.toString(8)
          : verb === 'f' ? n.toFixed(Math.min(precision === undefined ? 6 : Number(precision), 100)) : verb === 'e' ? n.toExponential(Math.min(Number(precision ?? 6), 100)).replace(/e([+-])(\d)$/, 'e$10$2') : printNumber(n)
        if (flags.includes('+') && n >= 0) out = `+${out}`
        break
      }
      default: bad = true; return ''
    }
    if (precision !== undefined && (verb === 's' || verb === 'v')) out = out.slice(0, Number(precision))
    const wide = Math.min(Number(width ?? 0), 10_000)
    return flags.includes('-') ? out.padEnd(wide) : flags.includes('0') && !'sqtv'.includes(verb) ? (/^[+-]/.test(out) ? out[0] + out.slice(1).padStart(wide - 1, '0') : out.padStart(wide, '0')) : out.padStart(wide)
  })
  return bad ? undefined : result
}

/** JSON as Terraform writes it: keys sorted, `<`, `>` and `&` escaped. Null where a part is unknown or it is too long. */
function encodeJson(value: Value): string | null {
  let left = longestText
  const write = (one: Value, depth = 0): string | null => {
    if (--left < 0 || depth > 200) return null
    switch (one.kind) {
      case 'unknown': return null
      case 'null': return 'null'
      case 'number': return printNumber(one.value)
      case 'bool': return String(one.value)
      case 'string':
        left -= one.value.length
        return JSON.stringify(one.value).replace(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
      case 'list': {
        if (one.open) return null
        const items = one.items.map((item) => write(item, depth + 1))
        return items.includes(null) ? null : `[${items.join(',')}]`
      }
      case 'map': {
        if (one.open) return null
        const items = sorted(one.entries.keys()).map((key) => { const item = write(one.entries.get(key)!, depth + 1); return item === null ? null : `${JSON.stringify(key)}:${item}` })
        return items.includes(null) ? null : `{${items.join(',')}}`
      }
    }
  }
  return write(value)
}

const utf8 = (value: string): Uint8Array => {
  const bytes: number[] = []
  for (const char of value) {
    const code = char.codePointAt(0)!
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | code >> 6, 0x80 | code & 63)
    else if (code < 0x10000) bytes.push(0xe0 | code >> 12, 0x80 | code >> 6 & 63, 0x80 | code & 63)
    else bytes.push(0xf0 | code >> 18, 0x80 | code >> 12 & 63, 0x80 | code >> 6 & 63, 0x80 | code & 63)
  }
  return Uint8Array.from(bytes)
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function encodeBase64(value: string): string {
  const bytes = utf8(value)
  let out = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const [a, b, c] = [bytes[i]!, bytes[i + 1], bytes[i + 2]]
    out += alphabet[a >> 2]! + alphabet[(a & 3) << 4 | (b ?? 0) >> 4]! + (b === undefined ? '=' : alphabet[(b & 15) << 2 | (c ?? 0) >> 6]!) + (c === undefined ? '=' : alphabet[c & 63]!)
  }
  return out
}

/** Undefined where it is no base64 of a UTF-8 text. */
export function decodeBase64(value: string): string | undefined {
  const trimmed = value.replace(/\s/g, '')
  if (trimmed.length % 4 || !/^[A-Za-z0-9+/]*={0,2}$/.test(trimmed)) return undefined
  let bits = 0, count = 0, encoded = ''
  for (const char of trimmed.replace(/=+$/, '')) {
    bits = bits << 6 | alphabet.indexOf(char)
    count += 6
    if (count >= 8) encoded += `%${(bits >> (count -= 8) & 255).toString(16).padStart(2, '0')}`
    bits &= (1 << count) - 1
  }
  try { return decodeURIComponent(encoded) } catch { return undefined }
}

/** Looks through encodings: `base64encode(jsonencode(x))` still knows x. */
const carrying = (value: Value, from: Value): Value => from.kind === 'string' && from.decoded ? { ...value, decoded: from.decoded } as Value : value

const fileFunction = (least: number, use: (content: string, values: readonly Value[], site: Site, path: string) => Value): Builtin => ({
  least, most: least,
  run(values, site) {
    const path = asText(values[0]!)
    if (path?.kind !== 'string') return failed(site)
    const content = site.host.fileText(path.value)
    return content === null ? failed(site) : content === undefined || content.length > longestText ? site.here : use(content, values, site, path.value)
  },
})

const minOf = (values: readonly number[]): number | undefined => values.length ? Math.min(...values) : undefined

function flatten(value: ListValue, into: Value[], state: { open: boolean }, depth = 0): void {
  if (value.open) state.open = true
  for (const item of value.items) {
    if (item.kind === 'list' && depth < 50 && into.length < longestText) flatten(item, into, state, depth + 1)
    else if (item.kind === 'unknown') state.open = true
    else into.push(item)
  }
}

const keysOf = (map: MapValue, origin: Origin): Value => listOf(sorted(map.entries.keys()).map((key) => text(key, map.entries.get(key)!.origin)), origin, map.open)

const numbers = (compute: (numbers: readonly number[]) => number | undefined): Builtin => ({
  least: 1, most: Infinity,
  run(values, site) {
    const args = scalars(values, 'n*') as number[] | null, result = args && compute(args)
    return result === null || result === undefined ? failed(site) : number(result, site.origin)
  },
})

const sets = (compute: (a: readonly Value[], b: ListValue) => readonly Value[] | null): Builtin => lists(1, Infinity, (all, site) => {
  let items = all[0]!.items
  for (const other of all.slice(1)) {
    const next = compute(items, other)
    if (!next) return site.here
    items = next
  }
  return toSet({ ...all[0]!, items, open: all.some((one) => one.open) }, site.origin)
})

const title = (value: string): string => value.replace(/(^|[^\p{L}\p{N}_'])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())

const convert = (to: (value: Value) => Value | null): Builtin => ({ least: 1, most: 1, run: ([value], site) => value!.kind === 'null' ? value! : to(value!) ?? failed(site) })

/** Every built-in function of Terraform and OpenTofu by name. */
export const functions: { readonly [name: string]: Builtin } = {
  // Strings
  upper: scalar(1, 's', (s: string) => s.toUpperCase()),
  lower: scalar(1, 's', (s: string) => s.toLowerCase()),
  title: scalar(1, 's', title),
  trimspace: scalar(1, 's', (s: string) => s.trim()),
  chomp: scalar(1, 's', (s: string) => s.replace(/[\r\n]+$/, '')),
  trim: scalar(2, 'ss', (s: string, set: string) => { const all = new Set(set), chars = [...s]; let i = 0, j = chars.length; while (i < j && all.has(chars[i]!)) i++; while (j > i && all.has(chars[j - 1]!)) j--; return chars.slice(i, j).join('') }),
  trimprefix: scalar(2, 'ss', (s: string, prefix: string) => prefix && s.startsWith(prefix) ? s.slice(prefix.length) : s),
  trimsuffix: scalar(2, 'ss', (s: string, suffix: string) => suffix && s.endsWith(suffix) ? s.slice(0, -suffix.length) : s),
  startswith: scalar(2, 'ss', (s: string, prefix: string) => s.startsWith(prefix)),
  endswith: scalar(2, 'ss', (s: string, suffix: string) => s.endsWith(suffix)),
  strcontains: scalar(2, 'ss', (s: string, part: string) => s.includes(part)),
  strrev: scalar(1, 's', (s: string) => [...s].reverse().join('')),
  substr: scalar(3, 'snn', (s: string, offset: number, length: number) => { const chars = [...s], from = offset < 0 ? Math.max(0, chars.length + offset) : offset; return chars.slice(from, length < 0 ? undefined : from + length).join('') }),
  indent: scalar(2, 'ns', (n: number, s: string) => s.replace(/\n/g, `\n${' '.repeat(Math.max(0, Math.min(n, 200)))}`)),
  replace: { least: 3, most: 3, run(values, site) {
    const args = scalars(values, 'sss') as string[] | null
    if (!args) return failed(site)
    const [s, from, to] = args as [string, string, string], slashes = /^\/(.*)\/$/s.exec(from)
    if (s.length * (to.length + 1) > 20 * longestText) return site.here
    if (!slashes) return text(s.split(from).join(to), site.origin)
    const pattern = regularExpression(slashes[1]!, 'g', s.length)
    return pattern ? text(s.replace(pattern, to.replace(/\$\{(\w+)\}|\$(\w+)/g, (_, a: string | undefined, b: string | undefined) => /^\d+$/.test(a ?? b!) ? `$${a ?? b}` : `$<${a ?? b}>`)), site.origin) : site.here
  } },
  split: { least: 2, most: 2, run(values, site) {
    const args = scalars(values, 'ss') as string[] | null
    return !args ? failed(site) : args[1] === '' ? listOf([text('', site.origin)], site.origin) : listOf(args[1]!.split(args[0]!).map((part) => text(part, site.origin)), site.origin)
  } },
  join: { least: 2, most: Infinity, run([separator, ...rest], site) {
    const items = rest.flatMap((value) => value.kind === 'list' && !value.open ? value.items.map((item) => asText(item)) : [null])
    if (separator!.kind !== 'string' || rest.some((value) => value.kind !== 'list')) return failed(site)
    let length = 0
    for (const item of items) if (item?.kind === 'string') length += item.value.length
    if (length > longestText) return site.here
    return items.every((item) => item?.kind === 'string') ? text(items.map((item) => (item as { value: string }).value).join(separator!.value), site.origin) : site.here
  } },
  format: { least: 1, most: Infinity, run(values, site) {
    if (values.some((value) => value.kind === 'list' || value.kind === 'map')) return isWhollyKnown(listOf(values, site.origin)) && values[0]!.kind === 'string' ? formatWith(values, site) : site.here
    return formatWith(values, site)
  } },
  formatlist: { least: 1, most: Infinity, run(values, site) {
    const columns = values.map((value) => value.kind === 'list' ? value.open ? null : value.items : value.kind === 'unknown' ? null : 'same' as const)
    if (columns.includes(null)) return site.here
    const lengths = columns.flatMap((column) => Array.isArray(column) ? [column.length] : [])
    if (lengths.some((length) => length !== lengths[0])) return failed(site)
    if ((lengths[0] ?? 1) * Math.max(...values.map((value) => value.kind === 'string' ? value.value.length : 0)) > 4 * longestText) return site.here
    return listOf(Array.from({ length: lengths[0] ?? 1 }, (_, i) => {
      const row = values.map((value, j) => columns[j] === 'same' ? value : (columns[j] as readonly Value[])[i]!)
      return row.some((value) => value.kind === 'unknown') ? site.here : formatWith(row, site)
    }), site.origin)
  } },
  regex: { least: 2, most: 2, run: (values, site) => matches(values, site, false) },
  regexall: { least: 2, most: 2, run: (values, site) => matches(values, site, true) },
  templatestring: opaque(2),
  // Numbers
  abs: numbers(([n]) => Math.abs(n!)), ceil: numbers(([n]) => Math.ceil(n!)), floor: numbers(([n]) => Math.floor(n!)),
  max: numbers((all) => Math.max(...all)), min: numbers(minOf), signum: numbers(([n]) => Math.sign(n!)),
  log: scalar(2, 'nn', (n: number, base: number) => Math.log(n) / Math.log(base)),
  pow: scalar(2, 'nn', (n: number, power: number) => n ** power),
  parseint: scalar(2, 'sn', (s: string, base: number) => { const n = Number.parseInt(s, base); return base >= 2 && base <= 36 && Number.isSafeInteger(n) && n.toString(base) === s.toLowerCase().replace(/^(-?)0+(?=.)/, '$1') ? n : undefined }),
  sum: lists(1, 1, ([all], site) => {
    const args = scalars(all!.items, 'n*') as number[] | null
    return all!.open || all!.items.some((item) => item.kind === 'unknown') ? site.here : args?.length ? number(args.reduce((a, b) => a + b, 0), site.origin) : failed(site)
  }),
  // Collections
  length: { least: 1, most: 1, run([value], site) {
    switch (value!.kind) {
      case 'string': return number([...value!.value].length, site.origin)
      case 'list': return value!.open ? site.here : number(value!.items.length, site.origin)
      case 'map': return value!.open ? site.here : number(value!.entries.size, site.origin)
      default: return failed(site)
    }
  } },
  concat: { least: 1, most: Infinity, partial: true, run(values, site) {
    let open = false
    const items: Value[] = []
    for (const value of values) {
      if (value.kind === 'list') { items.push(...value.items); open ||= value.open }
      else if (value.kind === 'unknown') open = true
      else return failed(site)
    }
    return listOf(items, site.origin, open)
  } },
  merge: { least: 0, most: Infinity, partial: true, run(values, site) {
    let open = false
    let entries = new Map<string, Value>()
    for (const value of values) {
      if (value.kind === 'null') continue
      // What comes later may replace any of these.
      if (value.kind === 'unknown' || value.kind === 'map' && value.open) {
        open = true
        entries = new Map([...entries].map(([key, item]) => [key, value.kind === 'map' && value.entries.has(key) ? item : unknown(site.here.source, item.origin)]))
      }
      if (value.kind === 'map') for (const [key, item] of value.entries) entries.set(key, item)
      else if (value.kind !== 'unknown') return failed(site)
    }
    return mapOf(entries, site.origin, open)
  } },
  flatten: { least: 1, most: 1, run([value], site) {
    if (value!.kind !== 'list') return failed(site)
    const items: Value[] = [], state = { open: false }
    flatten(value!, items, state)
    return listOf(items, site.origin, state.open)
  } },
  compact: lists(1, 1, ([all], site) => listOf(all!.items.filter((item) => item.kind !== 'null' && item.kind !== 'unknown' && !(item.kind === 'string' && item.value === '')), site.origin, all!.open || all!.items.some((item) => item.kind === 'unknown'))),
  distinct: lists(1, 1, ([all], site) => { const { items, open } = distinct(all!.items); return listOf(items, site.origin, all!.open || open) }),
  reverse: lists(1, 1, ([all], site) => listOf([...all!.items].reverse(), site.origin, all!.open)),
  sort: lists(1, 1, ([all], site) => {
    const items = all!.items.map((item) => asText(item))
    return items.every((item) => item?.kind === 'string') ? listOf((items as (Value & { kind: 'string' })[]).sort((a, b) => a.value < b.value ? -1 : a.value > b.value ? 1 : 0), site.origin, all!.open) : listOf(all!.items, site.origin, true)
  }),
  slice: { least: 3, most: 3, run([value, from, to], site) {
    const bounds = scalars([from!, to!], 'nn') as [number, number] | null
    if (value!.kind !== 'list' || !bounds || bounds[0] < 0 || bounds[0] > bounds[1]) return failed(site)
    return value!.open ? site.here : bounds[1] > value!.items.length ? failed(site) : listOf(value!.items.slice(...bounds), site.origin)
  } },
  chunklist: { least: 2, most: 2, run([value, size], site) {
    const [n] = scalars([size!], 'n') as [number] | [] ?? []
    if (value!.kind !== 'list' || n === undefined || n < 0) return failed(site)
    if (value!.open) return site.here
    const chunks: Value[] = []
    for (let i = 0; i < value!.items.length; i += n || value!.items.length) chunks.push(listOf(value!.items.slice(i, i + (n || value!.items.length)), site.origin))
    return listOf(chunks, site.origin)
  } },
  element: { least: 2, most: 2, run([value, index], site) {
    const [n] = scalars([index!], 'n') as [number] | [] ?? []
    if (value!.kind !== 'list' || n === undefined) return failed(site)
    if (value!.open) return value!.items[n] ?? site.here
    const { length } = value!.items
    return length && Number.isInteger(n) ? value!.items[(n % length + length) % length]! : failed(site)
  } },
  index: { least: 2, most: 2, run([value, wanted], site) {
    if (value!.kind !== 'list') return failed(site)
    for (const [i, item] of value!.items.entries()) {
      const same = equal(item, wanted!)
      if (same === null) return site.here
      if (same) return number(i, site.origin)
    }
    return value!.open ? site.here : failed(site)
  } },
  contains: { least: 2, most: 2, run([value, wanted], site) {
    const all = asList(value!)
    if (!all) return failed(site)
    const found = includes(all, wanted!)
    return found === null ? site.here : bool(found, site.origin)
  } },
  keys: { least: 1, most: 1, run: ([value], site) => value!.kind === 'map' ? keysOf(value!, site.origin) : failed(site) },
  values: { least: 1, most: 1, run: ([value], site) => value!.kind === 'map' ? at(asList(value!)!, site.origin) : failed(site) },
  lookup: { least: 2, most: 3, partial: true, run([value, key, otherwise], site) {
    if (value!.kind === 'unknown' || key!.kind === 'unknown') return site.here
    const name = asText(key!)
    if (value!.kind !== 'map' || name?.kind !== 'string') return failed(site)
    return value!.entries.get(name.value) ?? (value!.open ? site.here : otherwise ?? failed(site))
  } },
  zipmap: { least: 2, most: 2, run([keys, items], site) {
    if (keys!.kind !== 'list' || items!.kind !== 'list') return failed(site)
    if (keys!.open || items!.open) return site.here
    if (keys!.items.length !== items!.items.length) return failed(site)
    const entries = keys!.items.map((key, i) => [asText(key), items!.items[i]!] as const)
    return entries.every(([key]) => key?.kind === 'string') ? mapOf(new Map(entries.map(([key, item]) => [(key as { value: string }).value, item])), site.origin) : mapOf(new Map(), site.origin, true)
  } },
  one: { least: 1, most: 1, run([value], site) {
    if (value!.kind !== 'list') return failed(site)
    if (value!.open) return site.here
    return value!.items.length === 0 ? nothing(site.origin) : value!.items.length === 1 ? value!.items[0]! : failed(site)
  } },
  coalesce: { least: 1, most: Infinity, partial: true, run(values, site) {
    for (const value of values) {
      if (value.kind === 'unknown') return site.here
      if (value.kind !== 'null' && !(value.kind === 'string' && value.value === '')) return value
    }
    return failed(site)
  } },
  coalescelist: { least: 1, most: Infinity, partial: true, run(values, site) {
    for (const value of values) {
      if (value.kind === 'unknown' || value.kind === 'list' && value.open && !value.items.length) return site.here
      if (value.kind === 'list' && value.items.length) return value
    }
    return failed(site)
  } },
  alltrue: lists(1, 1, ([all], site) => quantified(all!, false, site)),
  anytrue: lists(1, 1, ([all], site) => quantified(all!, true, site)),
  matchkeys: { least: 3, most: 3, run([items, keys, wanted], site) {
    if (items!.kind !== 'list' || keys!.kind !== 'list' || wanted!.kind !== 'list') return failed(site)
    let open = items!.open || keys!.open
    const kept = items!.items.filter((_, i) => {
      const found = keys!.items[i] ? includes(wanted as ListValue, keys!.items[i]!) : null
      if (found === null) open = true
      return found === true
    })
    return listOf(kept, site.origin, open)
  } },
  range: { least: 1, most: 3, run(values, site) {
    const args = scalars(values, 'n*') as number[] | null
    if (!args) return failed(site)
    const [from, to] = args.length === 1 ? [0, args[0]!] : [args[0]!, args[1]!], step = args[2] ?? (from <= to ? 1 : -1)
    if (step === 0 || (to - from) / step > 1024) return failed(site)
    const items: Value[] = []
    for (let i = from; step > 0 ? i < to : i > to; i += step) items.push(number(i, site.origin))
    return listOf(items, site.origin)
  } },
  setunion: sets((a, b) => [...a, ...b.items]),
  setintersection: sets((a, b) => { const found = a.map((item) => includes(b, item)); return found.includes(null) ? null : a.filter((_, i) => found[i]) }),
  setsubtract: sets((a, b) => { const found = a.map((item) => includes(b, item)); return found.includes(null) ? null : a.filter((_, i) => !found[i]) }),
  setproduct: lists(1, Infinity, (all, site) => {
    let rows: Value[][] = [[]]
    for (const one of all) {
      if (rows.length * one.items.length > 1024) return site.here
      rows = rows.flatMap((row) => one.items.map((item) => [...row, item]))
    }
    return listOf(rows.map((row) => listOf(row, site.origin)), site.origin, all.some((one) => one.open))
  }),
  transpose: { least: 1, most: 1, run([value], site) {
    if (value!.kind !== 'map') return failed(site)
    if (!isWhollyKnown(value!)) return site.here
    const groups = new Map<string, Value[]>()
    for (const key of sorted(value!.entries.keys())) {
      const items = value!.entries.get(key)!
      if (items.kind !== 'list') return failed(site)
      for (const item of items.items) {
        if (item.kind !== 'string') return failed(site)
        groups.set(item.value, [...groups.get(item.value) ?? [], text(key, item.origin)])
      }
    }
    return mapOf(new Map([...groups].map(([key, items]) => [key, listOf(items, site.origin)])), site.origin)
  } },
  // Conversion
  tostring: convert(asText), tonumber: convert(asNumber), tobool: convert(asBool),
  tolist: convert((value) => value.kind === 'list' ? { ...value, isSet: false } : null),
  toset: convert((value) => value.kind === 'list' ? toSet(value, value.origin) : null),
  tomap: convert((value) => value.kind === 'map' ? value : null),
  sensitive: { least: 1, most: 1, partial: true, run: ([value]) => value! },
  nonsensitive: { least: 1, most: 1, partial: true, run: ([value]) => value! },
  issensitive: opaque(1), ephemeralasnull: opaque(1), type: opaque(1),
  try: opaque(1, Infinity), can: opaque(1),
  defaults: opaque(2),
  // Encoding
  jsonencode: { least: 1, most: 1, partial: true, run([value], site) {
    const encoded = encodeJson(value!)
    return encoded === null ? { ...site.here, decoded: value! } : { ...text(encoded, site.origin), decoded: value! } as Value
  } },
  yamlencode: { least: 1, most: 1, partial: true, run: ([value], site) => ({ ...site.here, decoded: value! }) },
  jsondecode: { least: 1, most: 1, partial: true, run([value], site) {
    return decodeJson(value!) ?? (value!.kind === 'string' ? failed(site) : site.here)
  } },
  yamldecode: { least: 1, most: 1, partial: true, run: ([value], site) => (value!.kind === 'string' || value!.kind === 'unknown') && decodeData(value!) || site.here },
  base64encode: { least: 1, most: 1, run([value], site) { const s = asText(value!); return s?.kind === 'string' ? carrying(text(encodeBase64(s.value), site.origin), s) : failed(site) } },
  base64decode: { least: 1, most: 1, run([value], site) { const s = asText(value!), decoded = s?.kind === 'string' ? decodeBase64(s.value) : undefined; return decoded === undefined ? failed(site) : carrying(text(decoded, site.origin), s!) } },
  textencodebase64: opaque(2), textdecodebase64: opaque(2), base64gzip: opaque(1), base64gunzip: opaque(1),
  urlencode: scalar(1, 's', (s: string) => encodeURIComponent(s).replace(/%20/g, '+').replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)),
  urldecode: scalar(1, 's', (s: string) => { try { return decodeURIComponent(s.replace(/\+/g, ' ')) } catch { return undefined } }),
  csvdecode: { least: 1, most: 1, run([value], site) {
    const s = asText(value!)
    if (s?.kind !== 'string' || s.value.includes('"')) return site.here
    const [header, ...rows] = s.value.split(/\r?\n/).filter((line) => line !== '').map((line) => line.split(','))
    return header ? listOf(rows.map((row) => mapOf(new Map(header.map((key, i) => [key, text(row[i] ?? '', site.origin)])), site.origin)), site.origin) : listOf([], site.origin)
  } },
  // Files
  file: fileFunction(1, (content, _, { origin }) => text(content.replace(/\r\n/g, '\n'), origin)),
  filebase64: fileFunction(1, (content, _, { origin }) => text(encodeBase64(content), origin)),
  templatefile: fileFunction(2, (content, [, variables], site, path) => {
    if (variables!.kind !== 'map') return site.here
    const file: SourceFile = { path, hcl: { syntax: 'native', text: content, body: { kind: 'body', span: [0, 0], items: [] }, comments: [], errors: [] } }
    const { parts, errors } = parseTemplate(content)
    if (errors.length) return site.here
    const inner = { ...site.host, fileText: site.host.fileText.bind(site.host), spend: site.host.spend.bind(site.host), reference: () => null }
    const value = evaluate({ kind: 'template', span: [0, content.length], parts, heredoc: null }, { ...scopeOf(file), names: variables!.entries }, inner)
    if (value.kind === 'string') return { ...text(value.value, site.origin), ...value.pieces ? { pieces: value.pieces.map((piece) => ({ ...piece, span: site.origin.span })) } : {} } as Value
    return value.kind === 'unknown' && value.pieces ? { ...site.here, pieces: value.pieces.map((piece) => ({ ...piece, span: site.origin.span })) } : site.here
  }),
  fileexists: { least: 1, most: 1, run([value], site) {
    const path = asText(value!), content = path?.kind === 'string' ? site.host.fileText(path.value) : undefined
    return content === undefined ? site.here : bool(content !== null, site.origin)
  } },
  fileset: opaque(2),
  filemd5: opaque(1), filesha1: opaque(1), filesha256: opaque(1), filesha512: opaque(1), filebase64sha256: opaque(1), filebase64sha512: opaque(1),
  abspath: opaque(1), pathexpand: opaque(1),
  basename: scalar(1, 's', (s: string) => s.replace(/\/+$/, '').split('/').pop() ?? ''),
  dirname: scalar(1, 's', (s: string) => { const cut = s.replace(/\/+$/, '').lastIndexOf('/'); return cut < 0 ? '.' : cut === 0 ? '/' : s.slice(0, cut) }),
  // Digests, times, random values
  md5: opaque(1), sha1: opaque(1), sha256: opaque(1), sha512: opaque(1), base64sha256: opaque(1), base64sha512: opaque(1), bcrypt: opaque(1, 2), rsadecrypt: opaque(2),
  uuid: opaque(0), uuidv5: opaque(2), timestamp: opaque(0), plantimestamp: opaque(0), timeadd: opaque(2), timecmp: opaque(2), formatdate: opaque(2),
  // Networks
  cidrsubnet: scalar(3, 'snn', (s: string, bits: number, net: number) => { const range = parseRange(s), found = range && subnet(range, bits, net); return found ? printRange(found) : undefined }),
  cidrhost: scalar(2, 'sn', (s: string, n: number) => { const range = parseRange(s); return range ? host(range, n) ?? undefined : undefined }),
  cidrnetmask: scalar(1, 's', (s: string) => { const range = parseRange(s); return range?.bits === 32 ? netmask(range) : undefined }),
  cidrsubnets: { least: 2, most: Infinity, run([value, ...rest], site) {
    const base = asText(value!), range = base?.kind === 'string' ? parseRange(base.value) : null, bits = scalars(rest, 'n*') as number[] | null
    if (!range || !bits) return failed(site)
    const items: Value[] = []
    let next = range.base
    for (const more of bits) {
      const prefix = range.prefix + more
      if (more < 0 || prefix > range.bits) return failed(site)
      const size = 1n << BigInt(range.bits - prefix), start = (next + size - 1n) / size * size
      if (start + size > range.base + (1n << BigInt(range.bits - range.prefix))) return failed(site)
      items.push(text(printRange({ base: start, prefix, bits: range.bits }), site.origin))
      next = start + size
    }
    return listOf(items, site.origin)
  } },
  cidrcontains: scalar(2, 'ss', (outer: string, inner: string) => { const a = parseRange(outer), b = parseRange(inner.includes('/') ? inner : `${inner}/${inner.includes(':') ? 128 : 32}`); return a && b ? a.bits === b.bits && a.prefix <= b.prefix && a.base >> BigInt(a.bits - a.prefix) === b.base >> BigInt(a.bits - a.prefix) : undefined }),
}

const at = (value: ListValue, origin: Origin): Value => ({ ...value, origin })

function formatWith(values: readonly Value[], site: Site): Value {
  const args = values.map((value): Plain | undefined => value.kind === 'null' ? null : value.kind === 'list' || value.kind === 'map' ? encodeJson(value) ?? undefined : value.kind === 'unknown' ? undefined : value.value)
  if (args.includes(undefined)) return site.here
  const result = format(args as Plain[])
  return result === undefined ? failed(site) : text(result, site.origin)
}

function matches(values: readonly Value[], site: Site, all: boolean): Value {
  const args = scalars(values, 'ss') as [string, string] | null
  if (!args) return failed(site)
  const pattern = regularExpression(args[0], all ? 'g' : '', args[1].length)
  if (!pattern) return site.here
  const shape = (match: RegExpMatchArray): Value => match.groups ? mapOf(new Map(Object.entries(match.groups).map(([key, part]) => [key, textOrNull(part, site.origin)])), site.origin)
    : match.length > 1 ? listOf(match.slice(1).map((part) => textOrNull(part, site.origin)), site.origin) : text(match[0], site.origin)
  if (all) return listOf([...args[1].matchAll(pattern)].map(shape), site.origin)
  const match = pattern.exec(args[1])
  return match ? shape(match) : failed(site)
}

const textOrNull = (part: string | undefined, origin: Origin): Value => part === undefined ? nothing(origin) : text(part, origin)

function quantified(all: ListValue, decides: boolean, site: Site): Value {
  let undecided = all.open
  for (const item of all.items) {
    const value = asBool(item)
    if (value?.kind === 'bool') { if (value.value === decides) return bool(decides, site.origin) }
    else if (item.kind === 'null') { if (!decides) return bool(false, site.origin) }
    else undecided = true
  }
  return undecided ? site.here : bool(!decides, site.origin)
}


/** The names that a template reads, each once, in the order of the text; none where it cannot be read. */
export function templateNames(content: string): readonly string[] {
  const { parts, errors } = parseTemplate(content), found = new Set<string>()
  if (errors.length) return []
  const stack: { readonly node: HclNode; readonly bound: ReadonlySet<string> }[] = parts.map((node) => ({ node, bound: new Set<string>() })).reverse()
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { node, bound } = top
    if (node.kind === 'variable') { if (!bound.has(node.name)) found.add(node.name); continue }
    if (node.kind === 'objectItem') { if (node.name === null) stack.push({ node: node.key, bound }); stack.push({ node: node.value, bound }); continue }
    const inner = node.kind === 'for' || node.kind === 'forDirective' ? new Set([...bound, node.valueVariable.text, ...node.keyVariable ? [node.keyVariable.text] : []]) : bound
    const collection = node.kind === 'for' || node.kind === 'forDirective' ? node.collection : null
    const below = children(node)
    for (let i = below.length - 1; i >= 0; i--) stack.push({ node: below[i]!, bound: below[i] === collection ? bound : inner })
  }
  return [...found]
}
