import { UsageError } from './surroundings'

/** Options as they were parsed: strings that look like numbers are numbers, repeated options are lists. */
export interface Options { readonly [name: string]: unknown }

const dashed = (name: string): string => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`

/** An option's value as it was written; undefined where it was not given. Of several, the last counts. */
export function text(options: Options, name: string): string | undefined {
  const value = options[name], last: unknown = Array.isArray(value) ? value.at(-1) : value
  if (last === undefined) return undefined
  if (typeof last === 'string' || typeof last === 'number') return String(last)
  throw new UsageError(`${dashed(name)} needs a value.`)
}

/** An option that is one of some words. */
export function word<T extends string>(options: Options, name: string, words: readonly T[]): T | undefined {
  const value = text(options, name)
  if (value !== undefined && !(words as readonly string[]).includes(value)) throw new UsageError(`${dashed(name)} is one of ${words.join(', ')}, not '${value}'.`)
  return value as T | undefined
}

/** An option that is a whole number from 0. */
export function count(options: Options, name: string): number | undefined {
  const value = text(options, name)
  if (value !== undefined && !/^\d{1,9}$/.test(value)) throw new UsageError(`${dashed(name)} is a whole number, not '${value}'.`)
  return value === undefined ? undefined : Number(value)
}

export const flag = (options: Options, name: string): boolean => { const value = options[name]; return Array.isArray(value) ? value.at(-1) === true : value === true }
