import { createColors } from 'picocolors'
import type { Finding, Severity } from '../core/finding'
import type { FixSafety } from '../core/fix'
import { fold, type Squiggle } from '../core/fold'
import { byPath, counts, fails, plural, printable, regionsOf, type Region, type Report } from './report'

export interface TextOptions {
  readonly color: boolean
  /** Show the line of each finding with its token underlined. */
  readonly frames: boolean
  /** End with what was counted. */
  readonly summary: boolean
  /** How a workspace path is shown to the reader. */
  shown(path: string): string
}

const plainText: TextOptions = { color: false, frames: false, summary: true, shown: (path) => path }

const marks: { readonly [safety in FixSafety]: string } = { safe: 'fixable', review: 'has a fix to review', suggest: 'has a fix to complete' }

/** For people: a line a squiggle, files in order, then a summary that says what did not fail the run. */
export function textReport(report: Report, options: TextOptions = plainText): string {
  const colors = createColors(options.color), region = regionsOf(report)
  const paint: { readonly [severity in Severity]: (text: string) => string } = { error: colors.red, warning: colors.yellow, info: colors.blue, hint: colors.dim }

  const lineOf = ({ main, also }: Squiggle): string => {
    const at = region(main.path, main.span), { line, column } = at
    const siblings = also.filter((finding) => finding.rule === main.rule)
    const others = [...new Map(also.filter((finding) => finding.rule !== main.rule).map((finding) => [finding.rule, finding])).values()]
    const place = `${lineStart(options.shown(main.path))}:${line}:${column}`
    const tail = (finding: Finding): string => colors.dim(finding.fixable ? `${finding.rule} (${marks[finding.fixable]})` : finding.rule)
    const lines = [`${colors.bold(place)} ${paint[main.severity](main.severity)} ${oneLine(main.message)} ${tail(main)}`]
    if (options.frames) lines.push(...frame(report.text(main.path) ?? '', main, at, colors.dim, paint[main.severity]))
    for (const finding of others) lines.push(`  and ${paint[finding.severity](finding.severity)} ${oneLine(finding.message)} ${tail(finding)}`)
    if (siblings.length) lines.push(`  and ${siblings.length} more of ${main.rule} in this file, at ${linesOf(siblings.map((finding) => region(finding.path, finding.span).line))}`)
    return lines.join('\n')
  }

  const files = [...byPath(report.findings).values()].map((findings) => `${fold(findings).map(lineOf).join('\n')}\n`)
  return files.join('\n') + (options.summary ? `${files.length ? '\n' : ''}${summary(report, colors.bold)}` : '')
}

/** How many findings there are, which of them --fix mends, and which did not fail the run. */
export function summary(report: Report, emphasis: (text: string) => string = (text) => text): string {
  const { findings, accepted, suppressed, paths, fixed, failOn, stale } = report
  const lines: string[] = []
  if (fixed.fixes) lines.push(`Fixed ${plural(fixed.fixes, 'finding')} in ${plural(fixed.files, 'file')}.`)
  if (findings.length) lines.push(emphasis(`${plural(findings.length, 'finding')} in ${plural(byPath(findings).size, 'file')} of ${paths.length} (${counts(findings)}).`))
  else lines.push(emphasis(`No findings in ${plural(paths.length, 'file')}.`))
  const fixable = (safety: FixSafety): number => findings.filter((finding) => finding.fixable === safety).length
  const mends = [...fixable('safe') ? [`${fixable('safe')} fixable with --fix`] : [], ...fixable('review') ? [`${fixable('review')} with a fix to review in an editor`] : [], ...fixable('suggest') ? [`${fixable('suggest')} with a fix that needs your value`] : []]
  if (mends.length) lines.push(`${mends.join(', ')}.`)
  const silent = [...accepted.length ? [`${accepted.length} accepted by the baseline`] : [], ...suppressed.length ? [`${suppressed.length} suppressed`] : []]
  if (silent.length) lines.push(`Not shown: ${silent.join(', ')}.`)
  if (stale) lines.push(`The baseline accepts ${plural(stale, 'finding')} that ${stale === 1 ? 'is' : 'are'} no more; --update-baseline forgets ${stale === 1 ? 'it' : 'them'}.`)
  const passed = findings.filter((finding) => !fails(finding.severity, failOn))
  if (passed.length) lines.push(`Did not fail the run: ${counts(passed)} (--fail-on ${failOn}).`)
  return lines.join('\n') + '\n'
}

/** A name at the start of a line, where a CI system would take `::` and `##[` for its own commands. */
export const lineStart = (path: string): string => printable(/^(::|##)/.test(path) ? `./${path}` : path).replace(/\n/g, '\ufffd')

const oneLine = (text: string): string => printable(text).replace(/\s*\n\s*/g, ' ')

const linesOf = (lines: readonly number[]): string => {
  const shown = [...new Set(lines)].slice(0, 8)
  return `line${shown.length > 1 ? 's' : ''} ${shown.join(', ')}${new Set(lines).size > shown.length ? ' …' : ''}`
}

const width = 100

/** The line of a finding and its token underlined; of a long line the part around the token. */
function frame(text: string, finding: Finding, { line, column }: Region, dim: (text: string) => string, paint: (text: string) => string): readonly string[] {
  const start = finding.span[0] - (column - 1)
  const source = /^[^\r\n]*/.exec(text.slice(start, start + 100_000))![0]
  if (!source.trim()) return []
  const from = column - 1 + (finding.span[1] - finding.span[0]) > width ? Math.max(0, column - 1 - 30) : 0
  const shown = printable(source.slice(from, from + width)), number = String(line)
  const before = shown.slice(0, column - 1 - from).replace(/[^\t]/g, ' ')
  const length = Math.max(1, Math.min(finding.span[1] - finding.span[0], shown.length - before.length))
  const gutter = ' '.repeat(number.length)
  return [`  ${dim(`${number} |`)} ${from ? '…' : ''}${shown}${source.length > from + width ? '…' : ''}`, `  ${dim(`${gutter} |`)} ${from ? ' ' : ''}${before}${paint('^'.repeat(length))}`]
}
