import type { Finding } from '../core/finding'
import { severities } from '../core/finding'
import { regionsOf, type Report } from './report'

/** Everything that is known, for programs. Lines and columns count from 1, spans are UTF-16 offsets from 0. */
export function jsonReport(report: Report): string {
  const region = regionsOf(report)
  const written = (finding: Finding): object => {
    const { rule, topic, severity, path, span, message, fixable, fixes, related, subject, group, missing } = finding
    return { rule, topic, severity, path, ...region(path, span), span, message, fixable, fixes, related: related.map((one) => ({ ...one, ...region(one.path, one.span) })), subject, group, missing }
  }
  return JSON.stringify({
    tool: { name: 'shipshape', version: report.version },
    summary: {
      files: report.paths.length, findings: report.findings.length,
      ...Object.fromEntries(severities.map((severity) => [severity, report.findings.filter((finding) => finding.severity === severity).length])),
      accepted: report.accepted.length, suppressed: report.suppressed.length, stale: report.stale, fixed: report.fixed.fixes, failOn: report.failOn, exitCode: report.exitCode,
    },
    findings: report.findings.map(written),
    suppressed: report.suppressed.map(({ finding, suppression }) => ({ ...written(finding), reason: suppression.reason })),
  }, null, 2) + '\n'
}
