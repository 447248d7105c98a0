import type { Finding } from './finding'

/** Equal findings that were accepted; `text` is a fingerprint of the squiggled token, so that no secret is copied here. */
export interface BaselineEntry { readonly rule: string; readonly path: string; readonly subject: string; readonly text: string; readonly count: number }

/** Findings accepted at some time, known by their content and not by their line. Sorted, each once. */
export type Baseline = readonly BaselineEntry[]

/** The text of a workspace file, or null where it is not there. */
export type TextOf = (path: string) => string | null

const keyOf = (entry: Omit<BaselineEntry, 'count'>): string => `${entry.path}\n${entry.rule}\n${entry.subject}\n${entry.text}`

/** The file that accepts these findings: an entry a line and sorted, so that changes of it are small. */
export function createBaseline(findings: readonly Finding[], textOf: TextOf): string {
  const entries = new Map<string, BaselineEntry>()
  for (const finding of findings) {
    const entry = entryOf(finding, textOf), key = keyOf(entry)
    entries.set(key, { ...entry, count: (entries.get(key)?.count ?? 0) + 1 })
  }
  return formatBaseline([...entries.values()])
}

export function formatBaseline(baseline: Baseline): string {
  const sorted = baseline.map((entry) => [keyOf(entry), entry] as const).sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0)
  const lines = sorted.map(([, { path, rule, subject, text, count }]) => `    ${JSON.stringify(count === 1 ? { path, rule, subject, text } : { path, rule, subject, text, count })}`)
  return `{\n  "version": 1,\n  "findings": [${lines.length ? `\n${lines.join(',\n')}\n  ` : ''}]\n}\n`
}

/** Reads what is valid of a baseline; the problem says what is not. */
export function readBaseline(text: string): { readonly baseline: Baseline; readonly problem: string | null } {
  let read: unknown
  try { read = JSON.parse(text.replace(/^\uFEFF/, '')) } catch (error) { return { baseline: [], problem: `The baseline is not JSON: ${(error as Error).message}.` } }
  if (!isRecord(read) || !Array.isArray(read.findings)) return { baseline: [], problem: 'The baseline has no list of findings.' }
  if (read.version !== 1) return { baseline: [], problem: `The baseline has version ${JSON.stringify(read.version)}; only 1 is known.` }
  const entries = new Map<string, BaselineEntry>()
  let invalid = 0
  for (const one of read.findings as unknown[]) {
    const count = isRecord(one) ? one.count ?? 1 : 0
    if (!isRecord(one) || typeof one.rule !== 'string' || typeof one.path !== 'string' || typeof one.subject !== 'string' || typeof one.text !== 'string' || !Number.isSafeInteger(count) || count as number < 1) { invalid++; continue }
    const entry = { rule: one.rule, path: one.path, subject: one.subject, text: one.text }, key = keyOf(entry)
    entries.set(key, { ...entry, count: (entries.get(key)?.count ?? 0) + (count as number) })
  }
  return { baseline: [...entries.values()], problem: invalid ? `${invalid} ${invalid === 1 ? 'entry' : 'entries'} of the baseline cannot be read.` : null }
}

const isRecord = (value: unknown): value is { readonly [key: string]: unknown } => typeof value === 'object' && value !== null && !Array.isArray(value)

export interface Baselined {
  readonly fresh: readonly Finding[]
  readonly accepted: readonly Finding[]
  /** What the baseline accepts and no finding needs any more, of the paths that were checked. */
  readonly stale: Baseline
}

/** Tells new findings from accepted ones. `checked` says whose findings are all here; by default every file's. */
export function applyBaseline(findings: readonly Finding[], baseline: Baseline, textOf: TextOf, checked: (path: string) => boolean = () => true): Baselined {
  const left = new Map(baseline.map((entry) => [keyOf(entry), entry.count]))
  const fresh: Finding[] = [], accepted: Finding[] = []
  for (const finding of findings) {
    const key = keyOf(entryOf(finding, textOf)), count = left.get(key) ?? 0
    if (count > 0) left.set(key, count - 1)
    ;(count > 0 ? accepted : fresh).push(finding)
  }
  const stale = baseline.flatMap((entry) => {
    const count = left.get(keyOf(entry))!
    return count > 0 && checked(entry.path) ? [{ ...entry, count }] : []
  })
  return { fresh, accepted, stale }
}

/** What a baseline keeps of a finding; equal for findings that are the same in content. */
export function entryOf(finding: Finding, textOf: TextOf): Omit<BaselineEntry, 'count'> {
  const token = textOf(finding.path)?.slice(finding.span[0], finding.span[1]) ?? ''
  return { rule: finding.rule, path: finding.path, subject: finding.subject, text: fingerprint(token.replace(/\s+/g, ' ').trim()) }
}

/** 64 bits in hexadecimal (FNV-1a over two seeds). */
function fingerprint(text: string): string {
  let a = 0x811c9dc5, b = 0x01000193
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ code ^ (a >>> 13), 0x85ebca6b)
  }
  return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('')
}
