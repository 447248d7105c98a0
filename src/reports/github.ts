import { severities, type Severity } from '../core/finding'
import { fold } from '../core/fold'
import { byPath, regionsOf, type Report } from './report'

const commands: { readonly [severity in Severity]: 'error' | 'warning' | 'notice' } = { error: 'error', warning: 'warning', info: 'notice', hint: 'notice' }

/** Workflow commands that annotate a pull request, folded and worst first: GitHub shows ten of each kind a step. */
export function githubReport(report: Report): string {
  const region = regionsOf(report)
  const squiggles = [...byPath(report.findings).values()].flatMap((findings) => fold(findings))
  const worstFirst = squiggles.map((squiggle, i) => ({ squiggle, i })).sort((a, b) => severities.indexOf(a.squiggle.main.severity) - severities.indexOf(b.squiggle.main.severity) || a.i - b.i)
  return worstFirst.map(({ squiggle: { main, message } }) => {
    const { line, column, endLine, endColumn } = region(main.path, main.span)
    const columns = line === endLine ? `,col=${column},endColumn=${endColumn}` : ''
    return `::${commands[main.severity]} file=${property(main.path)},line=${line},endLine=${endLine}${columns},title=${property(main.rule)}::${data(message)}\n`
  }).join('')
}

const data = (text: string): string => text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A')
const property = (text: string): string => data(text).replace(/:/g, '%3A').replace(/,/g, '%2C')
