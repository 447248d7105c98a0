import { isKnown, isUnknown, list, type List, type Maybe } from '../../core/value'
import type * as facts from './facts'
import { number, text, type Found } from './tree'

/** Collects what is wrong with an object, and whether there may be more. */
export class Problems {
  private readonly found: facts.Problem[] = []
  private open = false

  add(path: string, text: string): void { this.found.push({ path, text }) }
  doubt(): void { this.open = true }

  /** Adds a problem where a condition holds. */
  when(condition: Maybe<boolean>, path: string, text: string): void {
    if (isUnknown(condition)) this.open = true
    else if (condition) this.add(path, text)
  }

  /** A text that is there; null where there is none or nobody knows. */
  text(found: Found): string | null {
    const value = text(found)
    if (isUnknown(value)) this.open = true
    return isKnown(value) ? value : null
  }

  number(found: Found): number | null {
    const value = number(found)
    if (isUnknown(value)) this.open = true
    return isKnown(value) ? value : null
  }

  /** Is something certainly not there? */
  lacks(found: Found): boolean {
    if (isUnknown(found)) this.open = true
    return found === null
  }

  get list(): List<facts.Problem> { return list(this.found, this.open) }
}

/** The seconds of a duration in the words of Go, `1h30m`; null where it is none. */
export function goSeconds(written: string): number | null {
  if (written === '0') return 0
  if (written.length > 60) return null
  const parts = [...written.matchAll(/(\d+(?:\.\d+)?|\.\d+)(ns|us|µs|ms|s|m|h)/g)]
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== written.replace(/^[+-]/, '')) return null
  const total = parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * units[unit!]!, 0)
  return written.startsWith('-') ? -total : total
}

const units: Readonly<Record<string, number>> = { ns: 1e-9, us: 1e-6, 'µs': 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800, y: 31_536_000 }

/** The seconds of a duration in the words of Prometheus, `1d12h`; null where it is none. */
export function prometheusSeconds(written: string): number | null {
  if (written === '0') return 0
  if (written.length > 60) return null
  const match = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/.exec(written)
  if (!match || written === '') return null
  return ['y', 'w', 'd', 'h', 'm', 's', 'ms'].reduce((sum, unit, i) => sum + Number(match[i + 1] ?? 0) * units[unit]!, 0)
}
