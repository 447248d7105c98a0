import type { Fix as SarifFix, Location, Log, PhysicalLocation, ReportingDescriptor, Region as SarifRegion, Result, Suppression } from 'sarif'
import type { Finding, Severity } from '../core/finding'
import type { Fix } from '../core/fix'
import type { Rule } from '../core/rule'
import type { Span } from '../core/span'
import { pageForReaders, plainProse } from './page'
import { contentKeys, regionsOf, type Report } from './report'

const levels: { readonly [severity in Severity]: 'error' | 'warning' | 'note' } = { error: 'error', warning: 'warning', info: 'note', hint: 'note' }

/** SARIF 2.1.0. Only rules that found something are described; accepted findings are externally suppressed results. */
export function sarifReport(report: Report): string {
  const region = regionsOf(report), key = contentKeys(report)
  const sarifRegion = (path: string, span: Span): SarifRegion => {
    const { line, column, endLine, endColumn } = region(path, span)
    return { startLine: line, startColumn: column, endLine, endColumn }
  }
  const physical = (path: string, span: Span): PhysicalLocation => ({ artifactLocation: artifact(path), region: sarifRegion(path, span) })

  const fix = ({ title, safety, edits }: Fix): SarifFix => {
    const paths = [...new Set(edits.map((edit) => edit.path))]
    return {
      description: { text: title }, properties: { safety },
      artifactChanges: paths.map((path) => ({
        artifactLocation: artifact(path),
        replacements: edits.filter((edit) => edit.path === path).map((edit) => 'create' in edit
          ? { deletedRegion: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 }, insertedContent: { text: edit.create } }
          : { deletedRegion: sarifRegion(path, edit.span), ...edit.text && { insertedContent: { text: edit.text } } }),
      })),
    }
  }

  const all: readonly { readonly finding: Finding; readonly suppressions: Suppression[] }[] = [
    ...report.findings.map((finding) => ({ finding, suppressions: [] })),
    ...report.accepted.map((finding) => ({ finding, suppressions: [{ kind: 'external', justification: 'Accepted by the baseline.' } satisfies Suppression] })),
    ...report.suppressed.map(({ finding, suppression }) => ({
      finding, suppressions: [{ kind: 'inSource', ...suppression.reason && { justification: suppression.reason }, location: { physicalLocation: physical(finding.path, suppression.span) } } satisfies Suppression],
    })),
  ]
  const ids = [...new Set(all.map(({ finding }) => finding.rule))].sort()
  const known = new Map(report.rules.map((rule) => [rule.id, rule]))
  const results = all.map(({ finding, suppressions }): Result => ({
    ruleId: finding.rule, ruleIndex: ids.indexOf(finding.rule), level: levels[finding.severity], message: { text: finding.message },
    locations: [{ physicalLocation: physical(finding.path, finding.span) }],
    ...finding.related.length && { relatedLocations: finding.related.map((one, id): Location => ({ id, physicalLocation: physical(one.path, one.span), message: { text: one.message } })) },
    partialFingerprints: { 'shipshapeContent/v1': key(finding) },
    ...finding.fixes.length && { fixes: finding.fixes.filter((one) => one.edits.length).map(fix) },
    suppressions,
    properties: { topic: finding.topic, severity: finding.severity },
  }))
  const log: Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json', version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'Shipshape', semanticVersion: report.version, rules: ids.map((id) => descriptor(id, known.get(id) ?? null, report.pages[id] ?? null)) } },
      invocations: [{ executionSuccessful: report.exitCode < 2, exitCode: report.exitCode }],
      originalUriBaseIds: { [root]: { description: { text: 'The folder that was checked.' } } },
      columnKind: 'utf16CodeUnits', results,
    }],
  }
  return JSON.stringify(log) + '\n'
}

const root = '%SRCROOT%'

/** Halves of surrogate pairs have no place in an address. */
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

const artifact = (path: string): { uri: string; uriBaseId: string } => ({ uri: path.replace(loneSurrogate, '\ufffd').split('/').map(encodeURIComponent).join('/'), uriBaseId: root })

function descriptor(id: string, rule: Rule | null, page: string | null): ReportingDescriptor {
  if (!rule) return { id }
  const links = rule.links.filter((link) => /^https?:\/\//.test(link))
  const why = plainProse(rule.why) || rule.title
  const markdown = [page ? pageForReaders(page).trim() : `# ${rule.title}\n\n${rule.why}`, ...links.length ? [`Further reading:\n\n${links.map((link) => `- <${link}>`).join('\n')}`] : []].join('\n\n')
  return {
    id, name: id.slice(id.lastIndexOf('/') + 1).replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: rule.title }, fullDescription: { text: why }, help: { text: why, markdown },
    defaultConfiguration: { level: levels[rule.severity] },
    properties: { tags: [...new Set([rule.pack, rule.level, rule.topic, ...rule.tags])], aliases: [...rule.aliases] },
  }
}
