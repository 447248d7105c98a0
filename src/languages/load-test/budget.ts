import type { Document } from '../../core/document'
import { YamlSource } from '../yaml/source'
import { entries, isOpen, lookup } from '../yaml/walk'
import type { YamlNode } from '../yaml/tree'
import { Literals, member, type Literal } from './literal'
import { ClientBudgetNode } from './nodes'
import { unsure } from './reading'
import { javascript, tokensOf } from './tokens'
import type { Maybe } from '../../core/value'
import type { Span } from '../../core/span'

type Tool = ClientBudgetNode['tool']

/** The budget that a file sets; null where it is empty. */
export function readBudget(document: Document, tool: Tool): ClientBudgetNode | null {
  const { path, text } = document, first = /\S/.exec(text)
  if (!first) return null
  const span: Span = [first.index, first.index + 1]
  if (/\.[cm]?[jt]s$/.test(path)) {
    const tokens = tokensOf(text, javascript), at = tokens.findIndex((token, i) => token.text === 'exports' && tokens[i + 1]?.text === '=' || token.text === 'export' && tokens[i + 1]?.text === 'default')
    const token = tokens[Math.max(0, at)]
    return token ? new ClientBudgetNode(path, tool, [token.start, token.end], at < 0 ? unsure : ofLiteral(text, tokens.slice(at), tool)) : null
  }
  const { file } = new YamlSource(text), root = file.documents.find(one => one.root !== null)?.root ?? null
  return root ? new ClientBudgetNode(path, tool, span, ofTree(root, tool)) : null
}

const limited = /^(?:limit|maxSize|running|maxPercentIncrease)$/

function ofTree(root: YamlNode, tool: Tool): Maybe<boolean> {
  if (tool === 'lighthouse') {
    const assert = lookup(root, 'ci', 'assert'), names = new Set([...entries(assert)].map(({ name }) => name))
    if (assert && isOpen(assert)) return unsure
    return names.has('preset') || names.has('budgetsFile') || [...entries(lookup(root, 'ci', 'assert', 'assertions'))].length > 0 || names.has('assertMatrix')
  }
  const items = root.kind === 'sequence' ? root.items : lookup(root, 'files')?.kind === 'sequence' ? (lookup(root, 'files') as { readonly items: readonly YamlNode[] }).items : []
  return items.some(item => [...entries(item)].some(({ name }) => name !== null && limited.test(name)))
}

/** What a program exports: read where it is written down, unknown where it is computed. */
function ofLiteral(text: string, tokens: ReturnType<typeof tokensOf>, tool: Tool): Maybe<boolean> {
  const start = tokens.findIndex(token => token.text === '{' || token.text === '[')
  if (start < 0 || start > 3) return unsure
  const named = [{ kind: 'name', text: 'const', start: 0, end: 0 }, { kind: 'name', text: 'exported', start: 0, end: 0 }, { kind: 'sign', text: '=', start: 0, end: 0 }] as const
  const value = new Literals(text, [...named, ...tokens.slice(start)]).constant('exported')
  if (!value) return unsure
  if (tool === 'lighthouse') {
    const assert = member(member(value, 'ci') ?? null, 'assert')
    if (assert === undefined || assert === null) return assert === undefined || value.kind !== 'object' || value.open ? unsure : false
    const isThere = (name: string): boolean | undefined => { const found = member(assert, name); return found === undefined ? undefined : found !== null && !(found.kind === 'object' && found.entries.size === 0 && !found.open) }
    const answers = ['assertions', 'preset', 'budgetsFile', 'assertMatrix'].map(isThere)
    return answers.includes(true) ? true : answers.includes(undefined) ? unsure : false
  }
  const items: readonly Literal[] = value.kind === 'array' ? value.items : []
  return items.some(item => item.kind === 'object' && [...item.entries.keys()].some(name => limited.test(name))) ? true : value.kind === 'array' && !value.open && items.every(item => item.kind === 'object' && !item.open) ? false : unsure
}
