import type { Finding } from '../core/finding'
import { byPath, fails, plural, regionsOf, type Report } from './report'

/** JUnit XML: a suite a file, a case a finding. What does not fail the run is a passed case with output; a suppressed finding is a skipped one. */
export function junitReport(report: Report): string {
  const region = regionsOf(report)
  const findings = byPath(report.findings), suppressed = byPath(report.suppressed.map((one) => one.finding))
  const reasons = new Map(report.suppressed.map((one) => [one.finding, one.suppression.reason]))
  let tests = 0, failures = 0
  const place = (finding: Finding): string => { const { line, column } = region(finding.path, finding.span); return `${finding.path}:${line}:${column}` }
  const suites = [...new Set([...report.paths, ...findings.keys(), ...suppressed.keys()])].sort().map((path) => {
    const failing = (findings.get(path) ?? []).filter((finding) => fails(finding.severity, report.failOn)).length
    const cases = [
      ...(findings.get(path) ?? []).map((finding) => testCase(path, `${finding.rule} ${place(finding)}`, fails(finding.severity, report.failOn)
        ? `<failure type="${attribute(finding.severity)}" message="${attribute(finding.message)}">${content(`${place(finding)} ${finding.severity} ${finding.message}`)}</failure>`
        : `<system-out>${content(`${place(finding)} ${finding.severity} ${finding.message}`)}</system-out>`)),
      ...(suppressed.get(path) ?? []).map((finding) => testCase(path, `${finding.rule} ${place(finding)}`, `<skipped message="${attribute(reasons.get(finding) ?? finding.message)}"/>`)),
    ]
    if (!cases.length) cases.push(testCase(path, 'no findings', null))
    tests += cases.length
    failures += failing
    return `  <testsuite name="${attribute(path)}" tests="${cases.length}" failures="${failing}" errors="0" skipped="${suppressed.get(path)?.length ?? 0}" time="0">\n${cases.join('\n')}\n  </testsuite>\n`
  })
  if (!suites.length) { tests = 1; suites.push(`  <testsuite name="shipshape" tests="1" failures="0" errors="0" skipped="0" time="0">\n${testCase('shipshape', plural(0, 'file'), null)}\n  </testsuite>\n`) }
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="shipshape" tests="${tests}" failures="${failures}" errors="0" time="0">\n${suites.join('')}</testsuites>\n`
}

const testCase = (path: string, name: string, inner: string | null): string => `    <testcase classname="${attribute(path)}" name="${attribute(name)}" time="0"${inner === null ? '/>' : `>${inner}</testcase>`}`

/** XML 1.0 has no way to write most control characters, halves of surrogate pairs and two non-characters. */
const content = (text: string): string => text
  .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
  .replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

const attribute = (text: string): string => content(text).replace(/"/g, '&quot;').replace(/'/g, '&apos;').replace(/[\t\r\n]/g, (c) => `&#${c.charCodeAt(0)};`)
