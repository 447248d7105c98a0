import type { Finding } from '../core/finding'
import type { Fix } from '../core/fix'
import { maximumPasses, mergeFixes } from '../core/merge'
import type { Project } from '../workspace/project'

/** What safe fixes made of a project's texts; `before` is null for a new file. */
export interface Fixed {
  readonly changes: ReadonlyMap<string, { readonly before: string | null; readonly after: string }>
  readonly applied: readonly Fix[]
}

const identity = (finding: Finding): string => `${finding.rule} ${finding.span[0]} ${finding.span[1]} ${finding.subject}`

/** These findings of one file with their fixes worked out. */
export function withFixes(project: Project, path: string, findings: readonly Finding[], wanted: (finding: Finding) => boolean = () => true): readonly Finding[] {
  const open = new Set(findings.filter((finding) => finding.fixable !== null && !finding.fixes.length && wanted(finding)).map(identity))
  if (!open.size) return findings
  const known = new Map(project.workspace.withFixes(path, (finding) => open.has(identity(finding))).map((finding) => [identity(finding), finding]))
  return findings.map((finding) => open.has(identity(finding)) ? known.get(identity(finding)) ?? finding : finding)
}

/**
 * Applies the safe fixes of the findings that `findingsOf` gives, until nothing more changes; the project holds the new
 * texts then. Only files that `may` allows are touched. A file that would not parse any more is left as it was.
 */
export function applySafeFixes(project: Project, options: { paths(): readonly string[]; findingsOf(path: string): readonly Finding[]; may(path: string): boolean; refresh(): void }): Fixed {
  const before = new Map<string, string | null>(), damagedAt = (path: string): number => project.findings(path).filter((finding) => finding.rule === 'shipshape/syntax-error').length
  const damaged = new Map<string, number>(), spoilt = new Set<string>()
  const applied: Fix[] = []
  for (let pass = 0; pass < maximumPasses; pass++) {
    const texts = new Map<string, string>(), fixes: Fix[] = []
    for (const path of options.paths()) {
      for (const finding of withFixes(project, path, options.findingsOf(path), (finding) => finding.fixable === 'safe')) {
        const fix = finding.fixes.find((one) => one.safety === 'safe' && one.edits.length)
        if (!fix?.edits.every((edit) => options.may(edit.path) && !spoilt.has(edit.path))) continue
        fixes.push(fix)
        for (const edit of fix.edits) {
          const text = project.workspace.text(edit.path)
          if (text !== null) texts.set(edit.path, text)
        }
      }
    }
    const merged = mergeFixes(texts, fixes)
    const changed = [...merged.texts].filter(([path, text]) => texts.get(path) !== text)
    if (!changed.length) break
    for (const [path, text] of changed) {
      if (!before.has(path)) { before.set(path, texts.get(path) ?? null); damaged.set(path, damagedAt(path)) }
      project.set(path, text)
    }
    applied.push(...merged.applied)
    options.refresh()
    let undone = false
    for (const [path, errors] of damaged) {
      if (spoilt.has(path) || damagedAt(path) <= errors) continue
      spoilt.add(path)
      project.set(path, before.get(path)!)
      undone = true
    }
    if (undone) options.refresh()
  }
  const changes = new Map<string, { before: string | null; after: string }>()
  for (const [path, text] of before) {
    const after = project.workspace.text(path)
    if (after !== null && after !== text) changes.set(path, { before: text, after })
  }
  return { changes, applied: applied.filter((fix) => fix.edits.every((edit) => !spoilt.has(edit.path))) }
}
