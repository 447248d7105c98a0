import { isKnown, list, Unknown, type List, type Maybe } from '../../core/value'
import { asScalar, entry } from '../yaml/walk'
import { workflowAt, type InputSummary, type WorkflowSummary } from './exports'
import type * as facts from './facts'
import type { JobNode } from './job'
import { textIn } from './node'
import { nameOf, typeOfValue } from './types'
import type { WorkflowNode } from './workflow'

/** The levels of workflows that GitHub runs below one another, the first included, as of 2026-11; a server of one's own runs four. */
const deepest = 10

/** Variables that a called workflow reads and that nothing in it sets. */
export function missingVariables(workflow: WorkflowNode): readonly string[] {
  const { text } = workflow.model, read = new Set<string>(), set = new Set<string>()
  for (const match of text.matchAll(/(?:\benv\.|\$\{?)([A-Z][A-Z0-9_]{2,60})\b/g)) read.add(match[1]!)
  for (const match of text.matchAll(/(?:(?<![\w.$])|\b(?:read|for)\s+)([A-Z][A-Z0-9_]{2,60})(?:\+?=|<<|\s*:|\s+in\b|$)/gm)) set.add(match[1]!)
  return [...read].filter(name => !set.has(name) && !/^(?:GITHUB|RUNNER|ACTIONS|INPUT|BASH)_|^(?:HOME|PATH|PWD|USER|SHELL|TMPDIR|RANDOM|LANG|HOSTNAME|SECONDS|LINENO|PIPESTATUS|BASHPID|IFS)$/.test(name))
}

/** What becomes of a job that calls a workflow: the chain of files that it leads to, one that comes again last. */
export function chainOf(job: JobNode): { readonly files: readonly string[]; readonly isCircle: boolean } {
  const start = job.calls
  if (!isKnown(start) || !start) return { files: [], isCircle: false }
  let longest: readonly string[] = [], circle: readonly string[] | null = null, budget = 500
  const visit = (summary: WorkflowSummary, above: readonly string[]): void => {
    const chain = [...above, summary.path]
    if (circle || budget-- <= 0) return
    if (above.includes(summary.path)) { circle = chain; return }
    if (chain.length > longest.length) longest = chain
    if (chain.length > deepest + 1) return
    for (const path of new Set(summary.calls)) {
      const next = job.model.environment.find(workflowAt(path))
      if (isKnown(next) && next[0]) visit(next[0], chain)
    }
  }
  visit(start, [job.path])
  return circle ? { files: circle, isCircle: true } : { files: longest, isCircle: false }
}

export const isTooDeep = (chain: { readonly files: readonly string[] }): boolean => chain.files.length > deepest

const rank: Readonly<Record<string, number>> = { none: 0, read: 1, write: 2 }

/** Scopes that a called workflow, or one that it calls, asks for beyond what the caller has. */
export function exceeded(job: JobNode): Maybe<List<facts.ExceededPermission>> {
  const { calls, permissions } = job
  if (!job.uses) return []
  if (!isKnown(calls)) return calls
  if (!calls) return []
  if (!permissions || permissions.form === 'invalid' || permissions.levels.open) return new Unknown('permissions')
  const asked = new Map<string, string>(), seen = new Set<string>(), queue = [calls]
  for (let summary = queue.pop(); summary && seen.size < 40; summary = queue.pop()) {
    if (seen.has(summary.path)) continue
    seen.add(summary.path)
    for (const [scope, level] of summary.asks) if ((rank[level] ?? 0) > (rank[asked.get(scope) ?? 'none'] ?? 0)) asked.set(scope, level)
    for (const path of summary.calls) {
      const next = job.model.environment.find(workflowAt(path))
      if (isKnown(next) && next[0]) queue.push(next[0])
    }
  }
  return list([...asked].flatMap(([scope, level]): facts.ExceededPermission[] => {
    const granted = permissions.levels.get(scope) ?? 'none'
    return isKnown(granted) && (rank[level] ?? 0) > (rank[granted] ?? 2) ? [{ scope, level, granted }] : []
  }))
}

/** Values of `with` that are of another type than the called workflow declares. */
export function mismatched(job: JobNode): Maybe<List<facts.MismatchedArgument>> {
  const { calls } = job
  if (!job.uses) return []
  if (!isKnown(calls)) return calls
  const inputs = new Map<string, InputSummary>(calls?.inputs.map(input => [input.name.toLowerCase(), input]))
  return list(job.arguments.flatMap((argument): facts.MismatchedArgument[] => {
    const expected = inputs.get(argument.name.toLowerCase())?.type, node = entry(job.child('with'), argument.name)?.value ?? null, scalar = asScalar(node)
    if (expected === undefined || !/^(?:string|number|boolean)$/.test(expected)) return []
    const [expression] = job.model.expressionsIn(node)
    const type = expression ? expression.isWhole ? expression.checked.type : typeOfValue('') : scalar ? typeOfValue(scalar.value) : null
    const text = textIn(node) ?? ''
    const isRight = type !== null && (type.kind === 'any' || (expected === 'string' ? type.kind === 'string' || type.kind === 'number' || type.kind === 'boolean' : type.kind === expected))
    return isRight ? [] : [{ name: argument.name, expected: `a ${expected}`, actual: type ? nameOf(type) : 'a list or a map', text: text === '' ? argument.name : text, replacement: expression?.isWhole && type?.kind === 'string' && expected !== 'string' ? `\${{ fromJSON(${expression.source}) }}` : '' }]
  }))
}
