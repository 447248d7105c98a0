import { DiagnosticSeverity, DiagnosticTag, type Diagnostic, type Range } from 'vscode-languageserver'
import type { Finding, Severity } from '../core/finding'
import type { Squiggle } from '../core/fold'
import type { Rule } from '../core/rule'
import { LineIndex, type Span } from '../core/span'
import type { DiagnosticData } from './protocol'

const severities: { readonly [severity in Severity]: DiagnosticSeverity } = {
  error: DiagnosticSeverity.Error, warning: DiagnosticSeverity.Warning, info: DiagnosticSeverity.Information, hint: DiagnosticSeverity.Hint,
}

export function toRange(lines: LineIndex, span: Span): Range {
  const start = lines.positionAt(span[0]), end = lines.positionAt(span[1])
  return { start: { line: start.line, character: start.column }, end: { line: end.line, character: end.column } }
}

export interface RenderContext {
  readonly lines: LineIndex
  rule(id: string): Rule | null
  /** Where a topic opens, if the client can open it. */
  lesson(topic: string): string | null
  /** The lines and address of another file of the folder. */
  other(path: string): { readonly uri: string; readonly lines: LineIndex } | null
}

/** One squiggle as the protocol has it. */
export function toDiagnostic(squiggle: Squiggle, context: RenderContext): Diagnostic {
  const { main, also } = squiggle
  const rule = context.rule(main.rule), lesson = context.lesson(main.topic)
  const related = squiggle.related.flatMap((one) => {
    const file = context.other(one.path)
    return file ? [{ location: { uri: file.uri, range: toRange(file.lines, one.span) }, message: one.message }] : []
  })
  const tags = [...rule?.tags.includes('unnecessary') ? [DiagnosticTag.Unnecessary] : [], ...rule?.tags.includes('deprecated') ? [DiagnosticTag.Deprecated] : []]
  const rules = [...new Set([main, ...also].map((finding) => finding.rule))]
  const data: DiagnosticData = { rules, topic: main.topic, fixable: main.fixable, ...rules.every((id) => context.rule(id)?.tags.includes('schema')) && { isSchema: true } }
  return {
    range: toRange(context.lines, main.span), severity: severities[main.severity], source: 'shipshape', code: main.rule, message: squiggle.message, data,
    ...lesson && { codeDescription: { href: lesson } }, ...related.length && { relatedInformation: related }, ...tags.length && { tags },
  }
}

/** What a hover says of the findings at one place: why, and where to learn more; messages only where there are several. */
export function hoverText(findings: readonly Finding[], context: RenderContext, options: { readonly commands: boolean }): string {
  const link = (finding: Finding): string => {
    const lesson = context.lesson(finding.topic)
    const learn = options.commands ? `[Lesson](command:shipshape.learn?${encodeURIComponent(JSON.stringify([finding.topic]))})` : lesson ? `[Lesson](${lesson})` : ''
    const page = options.commands ? `[Rule](command:shipshape.explainRule?${encodeURIComponent(JSON.stringify([finding.rule]))})` : ''
    return [page, learn].filter(Boolean).join(' · ')
  }
  if (findings.length > 1) return findings.map((finding) => `- ${escape(finding.message)} ${link(finding)}`).join('\n')
  const [finding] = findings
  if (!finding) return ''
  const rule = context.rule(finding.rule)
  return [`**${escape(rule?.title ?? finding.rule)}**`, rule ? rule.why : escape(finding.message), link(finding)].filter(Boolean).join('\n\n')
}

const escape = (text: string): string => text.replace(/[\\`*_{}[\]<>#]/g, '\\$&')
