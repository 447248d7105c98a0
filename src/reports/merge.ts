import type { Log, ReportingDescriptor, Result } from 'sarif'

type Json = { readonly [key: string]: unknown }
interface JsonReport { readonly tool: Json; readonly summary: Json; readonly findings: readonly unknown[]; readonly suppressed: readonly unknown[] }

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const isSarif = (value: unknown): value is Log => isObject(value) && Array.isArray(value.runs) && value.runs.every((run: unknown) => isObject(run) && isObject(run.tool) && isObject(run.tool.driver))
const isJson = (value: unknown): value is JsonReport => isObject(value) && isObject(value.summary) && isObject(value.tool) && Array.isArray(value.findings) && Array.isArray(value.suppressed)

/** Joins reports of Shipshape, all JSON or all SARIF, as one run would have made them. */
export function mergeReports(texts: readonly string[]): { readonly text: string } | { readonly problem: string } {
  const read: unknown[] = []
  for (const [i, text] of texts.entries()) {
    try { read.push(JSON.parse(text)) } catch { return { problem: `Report ${i + 1} is not JSON.` } }
  }
  if (!read.length) return { problem: 'There is no report to merge.' }
  const merged = read.every(isSarif) ? mergeSarif(read) : read.every(isJson) ? mergeJson(read) : null
  return merged ? { text: JSON.stringify(merged, null, 'runs' in merged ? 0 : 2) + '\n' } : { problem: 'Reports to merge are all of --format json or all of --format sarif, written by shipshape.' }
}

function mergeJson(reports: readonly JsonReport[]): object {
  const summary: { [key: string]: unknown } = {}
  for (const report of reports) for (const [name, value] of Object.entries(report.summary)) {
    const before = summary[name]
    summary[name] = typeof value !== 'number' || typeof before !== 'number' ? before ?? value : name === 'exitCode' ? Math.max(before, value) : before + value
  }
  return { tool: reports[0]!.tool, summary, findings: reports.flatMap((report) => report.findings), suppressed: reports.flatMap((report) => report.suppressed) }
}

/** One run: code scanning takes no two of one tool. */
function mergeSarif(logs: readonly Log[]): Log {
  const runs = logs.flatMap((log) => log.runs)
  const rules = new Map<string, ReportingDescriptor>()
  for (const run of runs) for (const rule of run.tool.driver.rules ?? []) rules.set(rule.id, rules.get(rule.id) ?? rule)
  const sorted = [...rules.values()].sort((a, b) => a.id < b.id ? -1 : 1), index = new Map(sorted.map((rule, i) => [rule.id, i]))
  const [first] = runs
  if (!first) return logs[0]!
  return {
    ...logs[0]!,
    runs: [{
      ...first, tool: { ...first.tool, driver: { ...first.tool.driver, rules: sorted } },
      invocations: runs.flatMap((run) => run.invocations ?? []),
      results: runs.flatMap((run) => run.results ?? []).map((result): Result => result.ruleId !== undefined && index.has(result.ruleId) ? { ...result, ruleIndex: index.get(result.ruleId)! } : result),
    }],
  }
}
