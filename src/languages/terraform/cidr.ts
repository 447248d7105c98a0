/** An address range: its first address as a number, its prefix and its width in bits, 32 or 128. */
export interface Range { readonly base: bigint; readonly prefix: number; readonly bits: 32 | 128 }

function parseAddress(text: string): { readonly value: bigint; readonly bits: 32 | 128 } | null {
  if (!text.includes(':')) {
    const parts = text.split('.')
    if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return null
    return { value: parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n), bits: 32 }
  }
  const halves = text.split('::')
  if (halves.length > 2) return null
  const groups = halves.map((half): string[] | null => {
    if (half === '') return []
    const parts = half.split(':'), last = parts.at(-1)!
    if (!last.includes('.')) return parts
    const embedded = parseAddress(last)
    return embedded?.bits === 32 ? [...parts.slice(0, -1), (embedded.value >> 16n).toString(16), (embedded.value & 0xffffn).toString(16)] : null
  })
  const [head, tail = []] = groups
  if (!head || !tail) return null
  const missing = 8 - head.length - tail.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null
  const all = [...head, ...Array.from({ length: missing }, () => '0'), ...tail]
  return all.every((group) => /^[0-9a-f]{1,4}$/i.test(group)) ? { value: all.reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n), bits: 128 } : null
}

/** Reads `10.0.0.0/8` or `::/0`; the bits behind the prefix are dropped. */
export function parseRange(text: string): Range | null {
  const [address, prefix, ...rest] = text.trim().split('/')
  if (rest.length || prefix === undefined || !/^\d{1,3}$/.test(prefix)) return null
  const parsed = parseAddress(address!), length = Number(prefix)
  if (!parsed || length > parsed.bits) return null
  const shift = BigInt(parsed.bits - length)
  return { base: parsed.value >> shift << shift, prefix: length, bits: parsed.bits }
}

export function printAddress(value: bigint, bits: 32 | 128): string {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => value >> shift & 255n).join('.')
  const groups = Array.from({ length: 8 }, (_, i) => (value >> BigInt(112 - 16 * i) & 0xffffn).toString(16))
  let start = -1, length = 1
  for (let i = 0; i < 8; i++) {
    let end = i
    while (groups[end] === '0') end++
    if (end - i > length) { start = i; length = end - i }
  }
  return start < 0 ? groups.join(':') : `${groups.slice(0, start).join(':')}::${groups.slice(start + length).join(':')}`
}

export const printRange = ({ base, prefix, bits }: Range): string => `${printAddress(base, bits)}/${prefix}`

/** The `number`th of the ranges that `newBits` more bits of prefix make; null where there is none. */
export function subnet(range: Range, newBits: number, number: number): Range | null {
  const prefix = range.prefix + newBits
  if (!Number.isInteger(newBits) || !Number.isInteger(number) || newBits < 0 || prefix > range.bits || number < 0 || BigInt(number) >= 1n << BigInt(newBits)) return null
  return { base: range.base + (BigInt(number) << BigInt(range.bits - prefix)), prefix, bits: range.bits }
}

export function host({ base, prefix, bits }: Range, number: number): string | null {
  const size = 1n << BigInt(bits - prefix)
  if (!Number.isInteger(number)) return null
  const offset = number < 0 ? size + BigInt(number) : BigInt(number)
  return offset < 0n || offset >= size ? null : printAddress(base + offset, bits)
}

export const netmask = ({ prefix, bits }: Range): string => printAddress((1n << BigInt(bits)) - (1n << BigInt(bits - prefix)), bits)

/** The whole internet or half of it. */
export const isWholeInternet = (text: string): boolean => {
  const range = parseRange(text)
  return range !== null && range.prefix <= 1
}

const privateRanges: readonly Range[] = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', 'fc00::/7', 'fe80::/10', '::1/128'].map((text) => parseRange(text)!)

/** Is every address of the inner range one of the outer? */
export const covers = (outer: Range, inner: Range): boolean => outer.bits === inner.bits && outer.prefix <= inner.prefix && inner.base >> BigInt(inner.bits - outer.prefix) === outer.base >> BigInt(outer.bits - outer.prefix)

/** Every address of it is one of private networks. */
export const isPrivateRange = (range: Range): boolean => privateRanges.some((one) => covers(one, range))
