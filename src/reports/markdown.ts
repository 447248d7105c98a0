import { severities } from '../core/finding'
import { fold } from '../core/fold'
import { byPath, counts, plural, printable, regionsOf, type Report } from './report'

/** A job summary has a limit of its own; nobody reads more rows. */
const maximumRows = 200

/** A summary for a job page or a comment: how many, then a table of squiggles, worst first. */
export function markdownReport(report: Report): string {
  const region = regionsOf(report), files = byPath(report.findings)
  const lines = ['## Shipshape', '']
  if (report.findings.length) lines.push(`**${plural(report.findings.length, 'finding')}** in ${plural(files.size, 'file')} of ${report.paths.length}: ${counts(report.findings)}.`)
  else lines.push(`No findings in ${plural(report.paths.length, 'file')}.`)
  const also = [...report.accepted.length ? [`${report.accepted.length} accepted by the baseline`] : [], ...report.suppressed.length ? [`${report.suppressed.length} suppressed`] : [], ...report.fixed.fixes ? [`${report.fixed.fixes} fixed`] : []]
  if (also.length) lines.push('', `Besides: ${also.join(', ')}.`)
  const squiggles = [...files.values()].flatMap((findings) => fold(findings)).map((squiggle, i) => ({ squiggle, i }))
    .sort((a, b) => severities.indexOf(a.squiggle.main.severity) - severities.indexOf(b.squiggle.main.severity) || a.i - b.i)
  if (squiggles.length) {
    lines.push('', '| Severity | Where | What | Rule |', '|---|---|---|---|')
    for (const { squiggle: { main, message } } of squiggles.slice(0, maximumRows)) lines.push(`| ${main.severity} | ${code(`${main.path}:${region(main.path, main.span).line}`)} | ${cell(message)} | ${code(main.rule)} |`)
    if (squiggles.length > maximumRows) lines.push('', `And ${squiggles.length - maximumRows} more.`)
  }
  return lines.join('\n') + '\n'
}

const cell = (text: string): string => printable(text).replace(/[\\`*_{}[\]<>#|~@]/g, (c) => c === '@' ? '@\u200b' : `\\${c}`).replace(/\s*\n\s*/g, '<br>')
const code = (text: string): string => `\`${printable(text).replace(/`/g, "'").replace(/\|/g, '\\|').replace(/\s+/g, ' ')}\``
