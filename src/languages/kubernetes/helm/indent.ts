import type { Span } from '../../../core/span'
import type { Rendered, TemplateFile } from './evaluate'
import type { Expression, TemplateNode } from './template'

/** An action whose `nindent` or `indent` puts what it prints under another parent than the one above it, or under none. */
export interface Misindented {
  readonly path: string
  readonly span: Span
  /** The key above. */
  readonly key: string
  /** Where the printed block lands, and where the key stands: columns from 0. */
  readonly column: number
  readonly keyColumn: number
  /** What it is: beside or above its key, inside of a value, or at no column of its parents. */
  readonly how: 'outside' | 'inside' | 'between'
}

/** Keys that a template does not leave without a value on purpose. */
const filled = new Set(['labels', 'annotations', 'matchLabels', 'selector', 'resources', 'limits', 'requests', 'env', 'envFrom', 'ports', 'volumes', 'volumeMounts', 'securityContext', 'nodeSelector', 'affinity', 'tolerations', 'imagePullSecrets', 'livenessProbe', 'readinessProbe', 'startupProbe', 'topologySpreadConstraints', 'initContainers', 'containers', 'args', 'command', 'data', 'stringData', 'rules', 'hosts', 'tls', 'spec', 'metadata', 'lifecycle'])

/** How many lines above an action are looked at. */
const mostLines = 400

/** The misplaced actions of some templates; `rendered` tells what each of them prints. */
export function misindentedIn(files: readonly TemplateFile[], rendered: Iterable<Rendered>): readonly Misindented[] {
  const printed = new Map<string, string>(), found: Misindented[] = []
  for (const { pieces } of rendered) for (const { frame, span, text } of pieces) {
    for (let at: typeof frame | null = frame, place = span; at; place = at.caller?.span ?? place, at = at.caller?.frame ?? null) {
      const key = `${at.path}:${place[0]}`, before = printed.get(key) ?? ''
      if (before.length < 10_000) printed.set(key, before + text)
    }
  }
  for (const file of files) {
    const visit = (nodes: readonly TemplateNode[]): void => {
      for (const node of nodes) {
        if (node.kind === 'if' || node.kind === 'with') for (const branch of node.branches) visit(branch.body)
        else if (node.kind === 'range') { visit(node.body); if (node.otherwise) visit(node.otherwise.body) }
        else if (node.kind === 'output') {
          const one = misplaced(file, node.span, node.value, printed.get(`${file.path}:${node.span[0]}`) ?? null)
          if (one) found.push(one)
        }
      }
    }
    visit(file.template.body)
    for (const define of file.template.defines.values()) visit(define.body)
  }
  return found.filter((one, i) => found.findIndex(other => other.path === one.path && other.span[0] === one.span[0]) === i)
}

const keyOnly = /^((?: |- (?=[\s\w'"]))*)(['"]?)([\w./-]+)\2:[ \t]*(?:#.*)?$/
const wholeEntry = /^((?: |- (?=[\s\w'"]))*)(['"]?)([\w./-]+)\2: +(?:"[^"\n{}]*"|'[^'\n{}]*'|[\w./:-]+)[ \t]*$/
/** Lines that print nothing and close nothing. */
const opens = /^\s*\{\{-?\s*(?:(?:if|with|range)\b|\/\*|\$\w+\s*:?=)(?:(?!\}\}).)*\}\}\s*$/

function misplaced({ path, text }: TemplateFile, span: Span, value: Expression, print: string | null): Misindented | null {
  if (value.kind !== 'call' || value.name !== 'nindent' && value.name !== 'indent') return null
  const width = value.arguments[0], inner = value.arguments[1]
  if (width?.kind !== 'literal' || typeof width.value !== 'number' || !inner) return null
  const column = width.value, start = text.lastIndexOf('\n', span[0] - 1) + 1, prefix = text.slice(start, span[0]), isTrimmed = text[span[0] + 2] === '-'
  const stop = text.indexOf('\n', span[1])
  if (text.slice(span[1], stop < 0 ? text.length : stop).trim() !== '') return null
  if (value.name === 'indent' && (isTrimmed || prefix !== '')) return null
  const lead = prefix.trim() === '' ? leadAbove(text, start) : { line: prefix, start }
  if (!lead) return null
  const key = keyOnly.exec(lead.line), entry = key ?? wholeEntry.exec(lead.line)
  if (!entry || inBlockScalar(text, lead.start, entry[1]!.length)) return null
  const keyColumn = entry[1]!.length, name = entry[3]!, shape = print === null ? null : shapeOf(print)
  const found = (how: Misindented['how']): Misindented => ({ path, span, key: name, column, keyColumn, how })
  if (key && (filled.has(name) || lastName(inner) === name)) {
    if (column < keyColumn && shape !== 'text' || column === keyColumn && (shape === 'map' || shape === 'flow')) return found('outside')
  }
  if (shape !== 'map') return null
  if (!key && column > keyColumn) return found('inside')
  return column < keyColumn && !columnsAbove(text, lead.start, keyColumn, lead.line).has(column) ? found('between') : null
}

/** The line with something in it that comes before the line of an action. */
function leadAbove(text: string, start: number): { readonly line: string; readonly start: number } | null {
  for (let end = start - 1, tries = 0; end >= 0 && tries < mostLines; tries++) {
    const from = text.lastIndexOf('\n', end - 1) + 1, line = text.slice(from, end).replace(/\r$/, '')
    if (line.trim() !== '' && !/^\s*#/.test(line) && !opens.test(line)) return { line, start: from }
    end = from - 1
  }
  return null
}

/** The lines above that are less indented, nearest first. */
function* parentsAbove(text: string, start: number, column: number): Generator<string> {
  let least = column
  for (let end = start - 1, tries = 0; end >= 0 && tries < mostLines && least > 0; tries++) {
    const from = text.lastIndexOf('\n', end - 1) + 1, line = text.slice(from, end).replace(/\r$/, ''), indent = /^ */.exec(line)![0].length
    if (line.trim() !== '' && !/^\s*(?:#|\{\{)/.test(line) && indent < least) { least = indent; yield line }
    end = from - 1
  }
}

function inBlockScalar(text: string, start: number, column: number): boolean {
  for (const line of parentsAbove(text, start, column)) if (/(?:[:-]|^)\s*[|>][-+\d]*\s*(?:#.*)?$/.test(line)) return true
  return false
}

function columnsAbove(text: string, start: number, column: number, own: string): ReadonlySet<number> {
  const columns = new Set<number>()
  for (const line of [own, ...parentsAbove(text, start, column)]) {
    const lead = /^(?: |- )*/.exec(line)![0]
    columns.add(lead.length)
    for (let i = 0; i < lead.length; i++) if (lead[i] === '-') columns.add(i)
  }
  return columns
}

/** What some text is as YAML, by its first line. */
function shapeOf(text: string): 'map' | 'list' | 'flow' | 'text' | null {
  const line = text.split('\n').find(line => line.trim() !== '')?.trim()
  if (line === undefined) return null
  return line === '{}' ? 'flow' : /^-(?:\s|$)|^\[/.test(line) ? 'list' : /^(?:"[^"]*"|'[^']*'|[\w./-]+):(?:\s|$)/.test(line) ? 'map' : line.startsWith('{{') ? null : 'text'
}

/** The name of the value that an expression prints: `resources` of `toYaml .Values.resources`. */
function lastName(of: Expression): string | null {
  if (of.kind === 'field') return of.names.at(-1)!
  return of.kind === 'call' && (of.name === 'toYaml' || of.name === 'tpl') && of.arguments[0] ? lastName(of.arguments[0]) : null
}
