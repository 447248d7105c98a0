import { severities, type Finding, type Severity } from '../core/finding'
import { entryOf } from '../core/baseline'
import type { Rule } from '../core/rule'
import { LineIndex, type Span } from '../core/span'
import type { Suppressed } from '../core/suppression'

/** From which severity on findings fail a run. */
export type FailOn = Severity | 'never'

/** One run over one workspace folder, as the reports see it. Paths are relative to that folder. */
export interface Report {
  /** That of Shipshape. */
  readonly version: string
  /** Findings that are neither accepted nor suppressed, in order of files and places. */
  readonly findings: readonly Finding[]
  /** Findings that the baseline accepts. */
  readonly accepted: readonly Finding[]
  readonly suppressed: readonly Suppressed[]
  /** Files that were checked, in order. */
  readonly paths: readonly string[]
  readonly rules: readonly Rule[]
  /** The Markdown of rule pages by id. */
  readonly pages: { readonly [id: string]: string }
  readonly failOn: FailOn
  readonly exitCode: number
  /** How many fixes were applied, and to how many files. */
  readonly fixed: { readonly fixes: number; readonly files: number }
  /** How many findings the baseline accepts that are no more. */
  readonly stale: number
  /** The text of a workspace file as it was checked; null where it is not there. */
  text(path: string): string | null
}

/** A span as people and most formats count: from 1, columns in UTF-16 code units, the end exclusive. */
export interface Region { readonly line: number; readonly column: number; readonly endLine: number; readonly endColumn: number }

/** Turns spans of a report's files into regions; each file's lines are counted once. */
export function regionsOf(report: Pick<Report, 'text'>): (path: string, span: Span) => Region {
  const indexes = new Map<string, LineIndex>()
  return (path, span) => {
    let index = indexes.get(path)
    if (!index) indexes.set(path, index = new LineIndex(report.text(path) ?? ''))
    const start = index.positionAt(span[0]), end = index.positionAt(span[1])
    return { line: start.line + 1, column: start.column + 1, endLine: end.line + 1, endColumn: end.column + 1 }
  }
}

/** Does a finding of this severity fail the run? */
export const fails = (severity: Severity, failOn: FailOn): boolean => failOn !== 'never' && severities.indexOf(severity) <= severities.indexOf(failOn)

/** Findings by file, files in order. */
export function byPath(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const map = new Map<string, Finding[]>()
  for (const finding of findings) {
    const known = map.get(finding.path)
    if (known) known.push(finding)
    else map.set(finding.path, [finding])
  }
  return map
}

/** Names findings by their content, as the baseline does, so that a name stays when lines move. Equal findings are numbered in the order in which they are asked for. */
export function contentKeys(report: Pick<Report, 'text'>): (finding: Finding) => string {
  const seen = new Map<string, number>()
  return (finding) => {
    const entry = entryOf(finding, (path) => report.text(path))
    const key = [entry.path, entry.rule, entry.subject, entry.text].join(' ')
    const count = (seen.get(key) ?? 0) + 1
    seen.set(key, count)
    return count > 1 ? `${key} ${count}` : key
  }
}

export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** `3 errors, 1 warning`, worst first; severities that do not occur are left out. */
export function counts(findings: readonly Pick<Finding, 'severity'>[]): string {
  return severities.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length
    return count ? [severity === 'info' ? `${count} info` : plural(count, severity)] : []
  }).join(', ')
}

/** Text without the characters that would steer a terminal or break a line-based format. */
export const printable = (text: string): string => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, '\ufffd')
