import type { Span } from '../../../core/span'
import { isPlainString } from '../../yaml/render'
import { isUnknown } from '../../../core/value'
import type { Tree } from '../tree'

/** One run of a template's text: a file, or a named template at the action that calls it. */
export interface Frame {
  readonly path: string
  readonly text: string
  readonly caller: { readonly frame: Frame; readonly span: Span } | null
}

/**
 * A piece of what a template prints. `text` and `hole` are characters of the frame from `span[0]` on; all others are printed by the
 * action at `span`: one value, a value as YAML, blanks, or text that was made of several values.
 */
export interface Piece {
  readonly form: 'text' | 'hole' | 'scalar' | 'yaml' | 'blank' | 'absent'
  readonly text: string
  readonly frame: Frame
  readonly span: Span
  readonly value: Value | null
  readonly absent?: Absent
}

/** A block that prints nothing because a value is empty. */
export interface Absent {
  /** The keys that it would have written, at which column. */
  readonly names: readonly string[]
  readonly column: number
  /** The value that switches it. */
  readonly tree: Tree
  /** It would write one key with all of the value. */
  readonly isWhole: boolean
}

/** Text in pieces. */
export class Rich {
  readonly text: string
  readonly hasHoles: boolean
  constructor(readonly pieces: readonly Piece[]) {
    this.text = pieces.map(piece => piece.text).join('')
    this.hasHoles = pieces.some(piece => piece.form === 'hole')
  }
}

/** What the files do not tell: because only an installation does, or because it is not understood. */
export class Lost { constructor(readonly why: 'install' | 'lost') {} }
export const lost = new Lost('lost'), atInstall = new Lost('install')

export type Data = null | boolean | number | string | Rich | Lost | readonly Value[] | Map<string, Value>

/** Data with its origin: the node of values.yaml or Chart.yaml that it is, unchanged. */
export interface Value { readonly data: Data; readonly tree: Tree | null }

export const made = (data: Data): Value => ({ data, tree: null })

/** A value of a values file, its parts read when they are asked for. */
class TreeValue implements Value {
  private read: Data | undefined
  constructor(readonly tree: Tree) {}

  get data(): Data {
    if (this.read === undefined) {
      const { tree } = this
      if (tree.kind === 'map') this.read = new Map([...tree.children].map(([name, child]) => [name, new TreeValue(child)]))
      else if (tree.kind === 'list') this.read = tree.items.map(item => new TreeValue(item))
      else { const { value } = tree; this.read = isUnknown(value) ? lost : value }
    }
    return this.read
  }
}

export const valueOf = (tree: Tree): Value => new TreeValue(tree)

export const isMap = (data: Data): data is Map<string, Value> => data instanceof Map
export const isList = (data: Data): data is readonly Value[] => Array.isArray(data)
export const isText = (data: Data): data is string | Rich => typeof data === 'string' || data instanceof Rich

/** Does a condition hold? */
export function truth(data: Data): boolean | Lost {
  if (data instanceof Lost) return data
  if (data instanceof Rich) return data.hasHoles ? data.pieces.some(piece => piece.form !== 'hole' && piece.text.trim() !== '') || lost : data.text !== ''
  if (isMap(data)) return data.size > 0
  if (isList(data)) return data.length > 0
  return data !== null && data !== false && data !== 0 && data !== ''
}

/** Text without holes; null where it is none. */
export const plainText = (data: Data): string | null => typeof data === 'string' ? data : data instanceof Rich && !data.hasHoles ? data.text : null

/** What an action prints of a value; null where that is not known. */
export function printed(data: Data): string | null {
  if (data instanceof Lost) return null
  if (data === null) return ''
  if (isText(data)) return plainText(data)
  if (isMap(data) || isList(data)) {
    const parts = isMap(data) ? sorted(data).map(([name, value]) => [`${name}:`, printed(value.data)] as const) : data.map(value => ['', printed(value.data)] as const)
    if (parts.some(([, text]) => text === null)) return null
    return `${isMap(data) ? 'map' : ''}[${parts.map(([name, text]) => name + text).join(' ')}]`
  }
  return String(data)
}

export const sorted = (data: ReadonlyMap<string, Value>): readonly (readonly [string, Value])[] => [...data].sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0)

/** How much YAML or JSON one value may become. */
const longest = 200_000

/** A value as `toYaml` prints it; null where a part of it is not known, or it is too long. */
export function yamlOf(data: Data): string | null {
  const lines: string[] = []
  let size = 0
  const scalar = (data: Data): string | null => {
    const text = plainText(data)
    if (text !== null) return isPlainString(text) ? text : JSON.stringify(text)
    return data === null ? 'null' : typeof data === 'object' ? isMap(data) && data.size === 0 ? '{}' : isList(data) && data.length === 0 ? '[]' : null : String(data)
  }
  const put = (line: string): boolean => { size += line.length + 1; lines.push(line); return size < longest }
  const write = (data: Data, pad: string, lead: string): boolean => {
    const own = scalar(data)
    if (own !== null) return put(lead === '' ? pad + own : `${lead}${lead.endsWith(' ') ? '' : ' '}${own}`)
    if (data instanceof Lost || data instanceof Rich || pad.length > 100) return false
    if (isMap(data)) {
      let first = lead.endsWith('- ') ? lead : ''
      if (lead !== '' && first === '' && !put(lead)) return false
      for (const [name, value] of sorted(data)) {
        const key = `${first === '' ? pad : first}${isPlainString(name) ? name : JSON.stringify(name)}:`, { data: inner } = value
        first = ''
        if (!write(inner, isList(inner) ? pad : `${pad}  `, key)) return false
      }
      return true
    }
    if (!isList(data)) return false
    let first = lead.endsWith('- ') ? lead : ''
    if (lead !== '' && first === '' && !put(lead)) return false
    for (const value of data) { if (!write(value.data, `${pad}  `, `${first === '' ? pad : first}- `)) return false; first = '' }
    return true
  }
  return write(data, '', '') ? lines.join('\n') : null
}

/** A value as plain data; undefined where a part of it is not known. */
export function jsonOf(data: Data, depth = 0): unknown {
  if (data instanceof Lost || depth > 50) return undefined
  if (isText(data)) return plainText(data) ?? undefined
  if (isMap(data) || isList(data)) {
    const entries = isMap(data) ? sorted(data).map(([name, value]) => [name, jsonOf(value.data, depth + 1)] as const) : data.map((value, i) => [String(i), jsonOf(value.data, depth + 1)] as const)
    if (entries.some(([, value]) => value === undefined)) return undefined
    return isMap(data) ? Object.fromEntries(entries) : entries.map(([, value]) => value)
  }
  return data
}

/** The same pieces with every line but the first indented, and `lead` before them. */
export function indented({ pieces }: Rich, width: number, lead: string, frame: Frame, span: Span): Rich {
  const pad = ' '.repeat(width), blank = (text: string): Piece => ({ form: 'blank', text, frame, span, value: null })
  const found: Piece[] = [blank(lead + pad)]
  for (const piece of pieces) {
    if (piece.absent) { found.push({ ...piece, absent: { ...piece.absent, column: piece.absent.column + width } }); continue }
    if (width === 0 || piece.form === 'hole' || !piece.text.includes('\n')) { found.push(piece); continue }
    if (piece.form !== 'text') { found.push({ ...piece, text: piece.text.replaceAll('\n', `\n${pad}`) }); continue }
    let at = 0
    for (let line = piece.text.indexOf('\n'); line >= 0; line = piece.text.indexOf('\n', at)) {
      found.push(part(piece, at, line + 1), blank(pad))
      at = line + 1
    }
    if (at < piece.text.length) found.push(part(piece, at, piece.text.length))
  }
  return new Rich(found)
}

/** Some characters of a piece of text. */
const part = (piece: Piece, from: number, to: number): Piece => ({ ...piece, text: piece.text.slice(from, to), span: [piece.span[0] + from, piece.span[0] + to] })

/** The same pieces without the blanks around them. */
export function trimmed({ pieces }: Rich): Rich {
  const found = pieces.slice()
  for (let piece = found[0]; piece; piece = found[0]) {
    const text = piece.form === 'hole' ? piece.text : piece.text.trimStart()
    if (text === '' && !piece.absent) { found.shift(); continue }
    if (text !== '' && text.length < piece.text.length) found[0] = piece.form === 'text' ? part(piece, piece.text.length - text.length, piece.text.length) : { ...piece, text }
    break
  }
  for (let piece = found[found.length - 1]; piece; piece = found[found.length - 1]) {
    const text = piece.form === 'hole' ? piece.text : piece.text.trimEnd()
    if (text === '' && !piece.absent) { found.pop(); continue }
    if (text !== '' && text.length < piece.text.length) found[found.length - 1] = piece.form === 'text' ? part(piece, 0, text.length) : { ...piece, text }
    break
  }
  return new Rich(found)
}
