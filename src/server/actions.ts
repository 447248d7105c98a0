import { CodeActionKind, type CodeAction, type Command, type Diagnostic, type TextEdit, type WorkspaceEdit } from 'vscode-languageserver'
import type { Edit, Fix } from '../core/fix'
import type { Finding } from '../core/finding'
import { LineIndex, overlaps, type Span } from '../core/span'
import { mergeFixes, maximumPasses } from '../core/merge'
import { suppressEdit } from '../core/suppression'
import type { Reference } from '../workspace/references'
import { lineEdits } from './diff'
import type { Folder } from './folder'
import type { PinArguments, SuppressArguments } from './protocol'
import { toRange } from './render'

export interface ActionContext {
  readonly folder: Folder
  readonly path: string
  readonly uri: string
  readonly span: Span
  /** Kinds that the client asks for; null: all. */
  readonly only: readonly string[] | null
  readonly diagnostics: readonly Diagnostic[]
  /** The client has our commands with their pickers. */
  readonly commands: boolean
  /** The client takes edits that leave their placeholders selected. */
  readonly snippets: boolean
  uriOf(path: string): string
  /** What could be pinned at a place, where that may be offered. */
  pins(span: Span, found: readonly Finding[]): readonly Reference[]
  /** What the curriculum calls a topic. */
  titleOf(topic: string): string
}

export const fixAllKind = `${CodeActionKind.SourceFixAll}.shipshape`

const wants = (only: readonly string[] | null, kind: string): boolean => only === null || only.some((one) => kind === one || kind.startsWith(`${one}.`))

/** The menu of a place: its fixes (the best one preferred), the same fix elsewhere, "Suppress…" and "Learn…". */
export function codeActions(context: ActionContext): (CodeAction | Command)[] {
  const actions: (CodeAction | Command)[] = []
  const { folder, path, span } = context
  if (context.only !== null && wants(context.only, fixAllKind)) {
    const edit = fixAllEdit(context)
    if (edit) actions.push({ title: 'Apply all safe fixes', kind: fixAllKind, edit })
  }
  if (!wants(context.only, CodeActionKind.QuickFix)) return actions
  const here = folder.findings(path).filter((finding) => overlaps(finding.span, span))
  if (!here.length) return actions
  const same = new Set(here.map((finding) => `${finding.rule} ${finding.span[0]}`))
  const fixed = here.some((finding) => finding.fixable) ? folder.project.workspace.withFixes(path, (finding) => same.has(`${finding.rule} ${finding.span[0]}`)) : here
  const withFixes = new Map([...here.filter((finding) => finding.fixes.length), ...fixed].map((finding) => [`${finding.rule} ${finding.span[0]} ${finding.subject}`, finding]))
  const rules = new Set<string>()
  let preferred = false
  for (const finding of here) {
    const { fixes } = withFixes.get(`${finding.rule} ${finding.span[0]} ${finding.subject}`) ?? finding
    for (const fix of fixes) {
      const isPreferred: boolean = !preferred && fix.safety !== 'suggest'
      preferred ||= isPreferred
      actions.push({ title: fix.title, kind: CodeActionKind.QuickFix, edit: snippetEdit(context, fix) ?? toWorkspaceEdit(context, [fix]), diagnostics: diagnosticsOf(context, finding), ...isPreferred && { isPreferred } })
    }
    if (fixes.length) rules.add(finding.rule)
  }
  for (const rule of rules) {
    const all = folder.project.workspace.withFixes(path, (finding) => finding.rule === rule).flatMap((finding) => finding.fixes.slice(0, 1))
    if (all.length > 1) actions.push({ title: `Fix all ${all.length} of ${rule} in this file`, kind: CodeActionKind.QuickFix, edit: toWorkspaceEdit(context, merged(context, all)) })
  }
  for (const { kind, span: [offset] } of context.pins(span, here)) {
    const title = kind === 'action' ? 'Pin to commit…' : 'Pin to digest…', argument: PinArguments = { uri: context.uri, offset }
    actions.push({ title, kind: CodeActionKind.QuickFix, command: { title, command: 'shipshape.pin', arguments: [argument] }, diagnostics: here.flatMap((finding) => diagnosticsOf(context, finding)) })
  }
  actions.push(...suppressActions(context, here))
  const topics = new Set(here.map((finding) => finding.topic))
  for (const topic of topics) actions.push({ title: `Learn: ${context.titleOf(topic)}`, kind: CodeActionKind.QuickFix, command: { title: 'Learn', command: 'shipshape.learn', arguments: [topic] } })
  return actions
}

const diagnosticsOf = (context: ActionContext, finding: Finding): Diagnostic[] => context.diagnostics.filter((one) => one.source === 'shipshape' && ((one.data as { rules?: readonly string[] } | undefined)?.rules ?? [one.code]).includes(finding.rule))

function suppressActions(context: ActionContext, here: readonly Finding[]): CodeAction[] {
  const { folder, path, uri } = context
  const rules = [...new Set(here.map((finding) => finding.rule))].filter((rule) => !rule.startsWith('shipshape/'))
  if (!rules.length) return []
  const syntax = folder.project.workspace.commentSyntax(path), text = folder.text(path)
  if (text === null) return []
  const span = here[0]!.span
  const line = syntax ? suppressEdit(syntax, text, span, rules[0]!, null, 'line') : null
  const file = syntax ? suppressEdit(syntax, text, span, rules[0]!, null, 'file') : null
  if (context.commands) {
    const argument: SuppressArguments = { uri, offset: span[0], end: span[1], rules, scopes: [...line ? ['line' as const] : [], ...file ? ['file' as const] : [], 'workspace'] }
    return [{ title: 'Suppress…', kind: CodeActionKind.QuickFix, command: { title: 'Suppress…', command: 'shipshape.suppress', arguments: [argument] } }]
  }
  const lines = new LineIndex(text)
  return rules.flatMap((rule) => (['line', 'file'] as const).flatMap((scope): CodeAction[] => {
    const edit = syntax ? suppressEdit(syntax, text, here.find((finding) => finding.rule === rule)!.span, rule, null, scope) : null
    return edit ? [{ title: `Suppress ${rule} ${scope === 'line' ? 'here' : 'in this file'}`, kind: CodeActionKind.QuickFix, edit: { changes: { [uri]: [{ range: toRange(lines, edit.span), newText: edit.text }] } } }] : []
  }))
}

function merged(context: ActionContext, fixes: readonly Fix[]): readonly Fix[] {
  const texts = new Map<string, string>()
  for (const fix of fixes) for (const edit of fix.edits) {
    const text = context.folder.text(edit.path)
    if (text !== null) texts.set(edit.path, text)
  }
  return mergeFixes(texts, fixes).applied
}

/** A client-side edit that makes these fixes, which do not overlap but may want the same edit twice. */
export function toWorkspaceEdit(context: Pick<ActionContext, 'folder' | 'uriOf'>, fixes: readonly Fix[]): WorkspaceEdit {
  const changes: { [uri: string]: TextEdit[] } = {}
  const creates: Extract<Edit, { create: string }>[] = []
  const seen = new Set<string>()
  for (const edit of fixes.flatMap((fix) => fix.edits)) {
    const key = JSON.stringify(edit)
    if (seen.has(key)) continue
    seen.add(key)
    if ('create' in edit) { creates.push(edit); continue }
    const text = context.folder.text(edit.path)
    if (text === null) continue
    ;(changes[context.uriOf(edit.path)] ??= []).push({ range: toRange(new LineIndex(text), edit.span), newText: edit.text })
  }
  if (!creates.length) return { changes }
  const start = { line: 0, character: 0 }
  return {
    documentChanges: [
      ...Object.entries(changes).map(([uri, edits]) => ({ textDocument: { uri, version: null }, edits })),
      ...creates.flatMap((edit) => {
        const uri = context.uriOf(edit.path)
        return [{ kind: 'create' as const, uri, options: { ignoreIfExists: true } }, { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText: edit.create }] }]
      }),
    ],
  }
}

/**
 * The edit of a fix that invents values, with these selected one after the other; null where the client or the edit does not allow it.
 * Editors indent the lines of a snippet like the line that it begins on, so it begins at the start of one.
 */
function snippetEdit({ folder, path, uri, snippets }: ActionContext, { edits }: Fix): WorkspaceEdit | null {
  const [edit] = edits, text = folder.text(path)
  if (!snippets || edits.length !== 1 || !edit || 'create' in edit || !edit.placeholders || edit.path !== path || text === null) return null
  let [start, end] = edit.span, { text: inserted, placeholders } = edit
  const [lineBreak] = /^\r?\n/.exec(inserted) ?? ['']
  if (inserted.indexOf('\n', lineBreak.length) >= 0 || lineBreak !== '') {
    if (start !== end || lineBreak === '' || !text.startsWith(lineBreak, start)) return null
    start = end = start + lineBreak.length
    inserted = inserted.slice(lineBreak.length) + lineBreak
    placeholders = placeholders.map(([from, to]) => [from - lineBreak.length, to - lineBreak.length])
  }
  const escaped = (from: number, to?: number): string => inserted.slice(from, to).replace(/[\\$}]/g, '\\$&')
  let value = '', at = 0
  placeholders.forEach(([from, to], i) => {
    value += `${escaped(at, from)}\${${i + 1}:${escaped(from, to)}}`
    at = to
  })
  return { documentChanges: [{ textDocument: { uri, version: null }, edits: [{ range: toRange(new LineIndex(text), [start, end]), snippet: { kind: 'snippet', value: value + escaped(at) } }] }] }
}

/** The safe fixes of one file, applied until nothing more changes. The folder is left as it was. */
function fixAllEdit(context: ActionContext): WorkspaceEdit | null {
  const { folder, path, uri } = context
  const before = folder.text(path)
  if (before === null) return null
  const after = safelyFixed(folder, path)
  if (after === before) return null
  return { changes: { [uri]: changesOf(before, after) } }
}

/** What turns one text into the other, line by line. */
export function changesOf(before: string, after: string): TextEdit[] {
  const lines = new LineIndex(before)
  return lineEdits(before, after).map(({ span, text }) => ({ range: toRange(lines, span), newText: text }))
}

/** A file's text after all safe fixes. */
export function safelyFixed(folder: Folder, path: string): string {
  const original = folder.text(path)!
  let text = original
  for (let pass = 0; pass < maximumPasses; pass++) {
    const accepted = new Set(folder.findings(path).map((finding) => `${finding.rule} ${finding.span[0]}`))
    const fixes = [...folder.findings(path).filter((finding) => finding.fixes.length), ...folder.project.workspace.withFixes(path, (finding) => finding.fixable === 'safe' && accepted.has(`${finding.rule} ${finding.span[0]}`))]
      .flatMap((finding) => finding.fixes.filter((fix) => fix.safety === 'safe').slice(0, 1)).filter((fix) => fix.edits.every((edit) => edit.path === path && !('create' in edit)))
    const { texts } = mergeFixes(new Map([[path, text]]), fixes)
    const next = texts.get(path)
    if (next === undefined || next === text) break
    text = next
    folder.project.set(path, text)
    folder.updateNow()
  }
  if (text !== original) {
    folder.project.set(path, original)
    folder.updateNow()
  }
  return text
}

