import type { Severity } from '../core/finding'
import { contentKeys, regionsOf, type Report } from './report'

const severities: { readonly [severity in Severity]: string } = { error: 'critical', warning: 'major', info: 'minor', hint: 'info' }

/** GitLab's Code Quality report. Fingerprints are unique and stay when lines move. */
export function gitlabReport(report: Report): string {
  const region = regionsOf(report), key = contentKeys(report)
  return JSON.stringify(report.findings.map((finding) => {
    const { line, endLine } = region(finding.path, finding.span)
    return { description: finding.message, check_name: finding.rule, fingerprint: key(finding), severity: severities[finding.severity], location: { path: finding.path, lines: { begin: line, end: endLine } } }
  }), null, 2) + '\n'
}
