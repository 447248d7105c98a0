import type { TextEdit } from '../../../core/edit'
import type { Span } from '../../../core/span'
import type { Attribute, Block, Body, Expression, HclFile, ObjectItem, ObjectLiteral, Tuple } from './tree'

/** What can be written as a literal. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value }

const bareKey = /^[A-Za-z_][\w-]*$/

/** A value in native syntax: strings quoted, nothing in them read as a template. The functions below move further lines in to where they put it. */
export function renderHcl(value: Value, indent = '', eol = '\n'): string {
  if (typeof value === 'string') return quote(value)
  if (value === null || typeof value !== 'object') return String(value)
  if (Array.isArray(value)) {
    const items = value.map((item) => renderHcl(item, indent + '  ', eol)), line = `[${items.join(', ')}]`
    return line.length <= 80 && !line.includes('\n') ? line : `[${eol}${items.map((item) => `${indent}  ${item},${eol}`).join('')}${indent}]`
  }
  const entries = Object.entries(value).map(([key, item]) => [bareKey.test(key) && key !== 'for' ? key : quote(key), renderHcl(item, indent + '  ', eol)] as const)
  return entries.length ? `{${eol}${lines(entries, indent + '  ', eol)}${indent}}` : '{}'
}

function quote(text: string): string {
  const plain = text.replace(/["\\]/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\t/g, '\\t')
    .replace(/[\0-\x1f\x7f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
  // A `$` before `${` would join the escape; written as its code it cannot.
  return `"${plain.replace(/([$%]+)\{/g, (_, marks: string) => `${marks.slice(0, -1).replace(/./g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)}${marks.at(-1)!.repeat(2)}{`)}"`
}

function lines(entries: readonly (readonly [string, string])[], indent: string, eol: string): string {
  const width = Math.max(...entries.map(([name, value]) => value.includes('\n') ? 0 : name.length))
  return entries.map(([name, value]) => `${indent}${name.padEnd(value.includes('\n') ? 0 : width)} = ${value}${eol}`).join('')
}

/** What the edits of one text ask about its lines. */
class Lines {
  readonly eol: string
  constructor(readonly text: string) { this.eol = /\r?\n/.exec(text)?.[0] ?? '\n' }
  start(offset: number): number { return this.text.lastIndexOf('\n', offset - 1) + 1 }
  /** Where the line break is, or the end of the text. */
  end(offset: number): number {
    const at = this.text.indexOf('\n', offset)
    return at < 0 ? this.text.length : at > offset && this.text[at - 1] === '\r' ? at - 1 : at
  }
  afterBreak(offset: number): number {
    const at = this.text.indexOf('\n', offset)
    return at < 0 ? this.text.length : at + 1
  }
  indent(offset: number): string { return /[ \t]*/y.exec(this.text.slice(this.start(offset), offset))![0] }
  leads(offset: number): boolean { return this.text.slice(this.start(offset), offset).trim() === '' }
  within([start, end]: Span): boolean { return !this.text.slice(start, end).includes('\n') }
}

/** A rendered value with its further lines moved in to `indent`; one with a heredoc stays as it is. */
const fit = (rendered: string, indent: string, eol: string): string => rendered.replace(/\r?\n/g, rendered.includes('<<') ? eol : eol + indent)

type Entry = Attribute | ObjectItem
const keyEnd = (entry: Entry): number => entry.kind === 'attribute' ? entry.nameSpan[1] : entry.key.span[1]

/** Sets `name` in a body: replaces the value where there is one, else adds a line after the attributes. `rendered` is native syntax. */
export function setAttribute(file: HclFile, body: Body, name: string, rendered: string): readonly TextEdit[] {
  if (file.syntax === 'json') return []
  const known = body.items.find((item): item is Attribute => item.kind === 'attribute' && item.name === name)
  if (known) return replaceValue(file, known, rendered)
  const firstBlock = body.items.findIndex((item) => item.kind === 'block')
  const anchor = body.items.slice(0, firstBlock < 0 ? undefined : firstBlock).at(-1) as Attribute | undefined
  const text = new Lines(file.text)
  if (body !== file.body && text.within(body.span)) return expand(text, body.span, `${name} = ${fit(rendered, `${text.indent(body.span[0])}  `, text.eol)}`)
  if (anchor) return after(text, anchor, body.items.filter((item) => item.kind === 'attribute'), name, rendered, '')
  const first = body.items[0], { eol } = text
  if (body === file.body) {
    const end = file.text.trimEnd().length
    return [{ span: [end, end], text: `${end ? eol + eol : ''}${name} = ${fit(rendered, '', eol)}${end === file.text.length ? eol : ''}` }]
  }
  const at = text.end(headEnd(file, body)), indent = first && text.leads(first.span[0]) ? text.indent(first.span[0]) : `${text.indent(body.span[0])}  `
  return [{ span: [at, at], text: `${eol}${indent}${name} = ${fit(rendered, indent, eol)}${first && text.leads(first.span[0]) ? eol : ''}` }]
}

/** Where the opening line of a body ends for good: past a comment that begins on it. */
function headEnd(file: HclFile, body: Body): number {
  const end = new Lines(file.text).end(body.span[0])
  return file.comments.find(({ span }) => span[0] >= body.span[0] && span[0] < end && span[1] > end)?.span[1] ?? body.span[0]
}

function replaceValue(file: HclFile, entry: Entry, rendered: string): readonly TextEdit[] {
  const text = new Lines(file.text), value = fit(rendered, text.indent(entry.span[0]), text.eol)
  return [{ span: entry.value.span, text: entry.value.kind === 'missing' ? ` ${value}` : value }]
}

/** Spreads a one-line body over lines and adds `addition` at its end. */
function expand(text: Lines, span: Span, addition: string): readonly TextEdit[] {
  const outer = text.indent(span[0]), inner = text.text.slice(...span).trim(), { eol } = text
  return [{ span, text: `${eol}${inner ? `${outer}  ${inner}${eol}` : ''}${outer}  ${addition}${eol}${outer}` }]
}

/** Adds a line after `anchor`, in line with the run of entries that ends there if their equals signs are in line. */
function after(text: Lines, anchor: Entry, all: readonly Entry[], name: string, rendered: string, separator: string): readonly TextEdit[] {
  const run: Entry[] = []
  for (let i = all.indexOf(anchor); i >= 0; i--) {
    const entry = all[i]!, next = run[0]
    if (!text.within(entry.span) || !text.leads(entry.span[0]) || next && text.afterBreak(entry.span[1]) !== text.start(next.span[0])) break
    run.unshift(entry)
  }
  const column = (entry: Entry): number => entry.equals[0] - entry.span[0], indent = text.indent(anchor.span[0])
  const inLine = run.length > 0 && run.every((entry) => column(entry) === column(run[0]!)) && (run.length > 1 || column(run[0]!) === keyEnd(run[0]!) - run[0]!.span[0] + 1)
  const missing = inLine && !rendered.includes('\n') ? name.length + 1 - column(run[0]!) : 0
  const wide = missing > 0 ? run.map((entry): TextEdit => ({ span: [entry.equals[0], entry.equals[0]], text: ' '.repeat(missing) })) : []
  const padded = inLine && missing < 0 ? name.padEnd(column(run[0]!) - 1) : name
  const at = text.end(anchor.span[1])
  return [...wide, { span: [at, at], text: `${text.eol}${indent}${padded} = ${fit(rendered, indent, text.eol)}${separator}` }]
}

/** Adds `type "label" { … }` at the end of a body. The attributes' values are native syntax. */
export function addBlock(file: HclFile, body: Body, type: string, labels: readonly string[], attributes: readonly (readonly [name: string, rendered: string])[]): readonly TextEdit[] {
  if (file.syntax === 'json') return []
  const text = new Lines(file.text), { eol } = text, top = body === file.body
  const outer = top ? '' : `${text.indent(body.span[0])}  `, first = body.items.find((item) => text.leads(item.span[0]))
  const indent = first && !top ? text.indent(first.span[0]) : outer
  const header = [type, ...labels.map(quote)].join(' ')
  const block = `${header} {${attributes.length ? eol + lines(attributes.map(([name, rendered]) => [name, fit(rendered, `${indent}  `, eol)] as const), `${indent}  `, eol) + indent : ''}}`
  if (!top && text.within(body.span)) {
    const inner = file.text.slice(...body.span).trim()
    return [{ span: body.span, text: `${eol}${inner ? `${outer}${inner}${eol}${eol}` : ''}${outer}${block}${eol}${outer.slice(0, -2)}` }]
  }
  const end = body.span[0] + file.text.slice(...body.span).trimEnd().length, empty = file.text.slice(body.span[0], end).trim() === ''
  return [{ span: [end, end], text: `${top && empty ? '' : eol}${empty ? '' : eol}${indent}${block}${top && end === file.text.length ? eol : ''}` }]
}

/** Removes an attribute, a block or an object's item: its lines and the comment behind it; of a line it shares, only itself. */
export function remove(file: HclFile, item: Attribute | Block | ObjectItem): readonly TextEdit[] {
  if (file.syntax === 'json') return []
  const text = new Lines(file.text), source = file.text
  let [start, end] = item.span
  const comma = item.kind === 'objectItem' ? /[ \t]*,/y : null
  if (comma) {
    comma.lastIndex = end
    end += comma.exec(source)?.[0].length ?? 0
  }
  const lineEnd = text.end(end), comment = file.comments.find(({ span }) => span[0] >= end && span[0] < lineEnd && source.slice(end, span[0]).trim() === '')
  const tail = comment && comment.span[1] <= lineEnd ? comment.span[1] : end
  if (text.leads(start) && source.slice(tail, lineEnd).trim() === '') {
    start = text.start(start)
    end = text.afterBreak(lineEnd)
    const before = source.slice(0, start), blankBefore = /\n[ \t]*\r?\n$/.test(before.slice(-200)) || start === 0
    const blankAfter = /^[ \t]*\r?\n/.exec(source.slice(end, end + 200))?.[0]
    if (blankBefore && blankAfter) end += blankAfter.length
    else if (blankBefore && start > 0 && /^[ \t]*(?:\}|$)/.test(source.slice(end, end + 200))) start = text.start(start - 1)
    return [{ span: [start, end], text: '' }]
  }
  while (' \t'.includes(source[start - 1] ?? '\n')) start--
  // The last of several on one line takes the comma before it along.
  if (item.kind === 'objectItem' && source[end - 1] !== ',' && source[start - 1] === ',') start--
  if (source[start - 1] === '{' && /^[ \t]*\}/.test(source.slice(end, end + 200))) while (' \t'.includes(source[end] ?? '\n')) end++
  return [{ span: [start, end], text: '' }]
}

/** Appends to a list literal, on a line of its own where the list has one item a line. */
export function appendItem(file: HclFile, list: Tuple, rendered: string): readonly TextEdit[] {
  if (file.syntax === 'json' || !list.close) return []
  const text = new Lines(file.text), last = list.items.at(-1), value = fit(rendered, text.indent((last ?? list).span[0]), text.eol), insert = (at: number, added: string): TextEdit => ({ span: [at, at], text: added })
  if (!last) {
    if (text.within(list.span)) return [{ span: [list.span[0] + 1, list.close[0]], text: value }]
    const end = list.span[0] + file.text.slice(list.span[0], list.close[0]).trimEnd().length
    return [insert(end, `${text.eol}${text.indent(list.span[0])}  ${value},`)]
  }
  const comma = /[ \t]*,/y
  comma.lastIndex = last.span[1]
  const behind = comma.exec(file.text)?.[0].length ?? 0, end = last.span[1] + behind
  const ownLine = text.leads(last.span[0]) && text.end(end) < list.close[0]
  if (last.kind === 'template' && last.heredoc) {
    const between = file.text.slice(last.span[1], list.close[0]), at = last.span[1] + between.indexOf(',')
    return between.includes(',') ? [insert(at + 1, ` ${value}`)] : [insert(last.span[1], `${text.eol}${text.indent(list.span[0])}  , ${value}`)]
  }
  if (!ownLine) return [insert(end, behind ? ` ${value}` : `, ${value}`)]
  const line = `${text.eol}${text.indent(last.span[0])}${value}${behind ? ',' : ''}`
  return behind ? [insert(text.end(end), line)] : text.end(end) === end ? [insert(end, `,${line}`)] : [insert(end, ','), insert(text.end(end), line)]
}

/** Sets a key of an object literal. It is quoted where it must be. */
export function setItem(file: HclFile, object: ObjectLiteral, name: string, rendered: string): readonly TextEdit[] {
  if (file.syntax === 'json') return []
  const known = object.items.find((item) => item.name === name)
  if (known) return replaceValue(file, known, rendered)
  if (!object.close) return []
  const key = bareKey.test(name) && name !== 'for' ? name : quote(name)
  const text = new Lines(file.text), last = object.items.at(-1)
  if (!last) {
    if (text.within(object.span)) return [{ span: [object.span[0] + 1, object.close[0]], text: ` ${key} = ${rendered} ` }]
    const end = object.span[0] + file.text.slice(object.span[0], object.close[0]).trimEnd().length
    return [{ span: [end, end], text: `${text.eol}${text.indent(object.span[0])}  ${key} = ${fit(rendered, `${text.indent(object.span[0])}  `, text.eol)}` }]
  }
  const behind = /^[ \t]*,/.exec(file.text.slice(last.span[1], last.span[1] + 200))?.[0].length ?? 0, end = last.span[1] + behind
  if (!text.leads(last.span[0]) || text.end(end) >= object.close[0]) return [{ span: [end, end], text: `${behind ? '' : ','} ${key} = ${rendered}` }]
  return after(text, last, object.items, key, rendered, behind ? ',' : '')
}

/** A step of a path: a block `name{}`, an attribute or key `name`, an element `[0]`. */
export type Step = { readonly block: string, readonly index: number } | { readonly name: string } | { readonly index: number }

/** `a{}.b.c["x.io/y"][0]`: block a (`a{1}`: the second), its attribute b, key c, key x.io/y, first element. `null` when it is not a path. */
export function parsePath(path: string): readonly Step[] | null {
  const steps: Step[] = [], step = /(?:^|\.)([\p{ID_Start}_][\p{ID_Continue}-]*)(?:\{(\d*)\})?|\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]/uy
  while (step.lastIndex < path.length) {
    const match = step.exec(path)
    if (!match) return null
    const [, name, block, key, index] = match
    if (name !== undefined) steps.push(block === undefined ? { name } : { block: name, index: Number(block || 0) })
    else steps.push(key !== undefined ? { name: key.replace(/\\(.)/g, '$1') } : { index: Number(index) })
  }
  return steps
}

type Place = Body | Block | Attribute | ObjectItem | Expression

const valueOf = (place: Place): Place => {
  let value = place.kind === 'attribute' || place.kind === 'objectItem' ? place.value : place
  while (value.kind === 'parentheses') value = value.inner
  return value.kind === 'block' ? value.body : value
}

function child(place: Place, step: Step): Place | null {
  const value = valueOf(place)
  if ('block' in step) return value.kind === 'body' ? value.items.filter((item) => item.kind === 'block' && item.type === step.block)[step.index] ?? null : null
  if ('index' in step) return value.kind === 'tuple' ? value.items[step.index] ?? null : null
  if (value.kind === 'body') return value.items.find((item) => item.kind === 'attribute' && item.name === step.name) ?? null
  return value.kind === 'object' ? value.items.find((item) => item.name === step.name) ?? null : null
}

/** What a path leads to, and how many of its steps exist: `place` is the last that does. */
export function resolve(body: Body, steps: readonly Step[]): { readonly place: Place, readonly depth: number } {
  let place: Place = body, depth = 0
  for (const step of steps) {
    const next = child(place, step)
    if (!next) break
    place = next
    depth++
  }
  return { place, depth }
}

/** Sets what a path leads to, making the blocks and objects on the way. No edits where the path leads into something computed. */
export function setPath(file: HclFile, body: Body, path: string, rendered: string): readonly TextEdit[] {
  const steps = parsePath(path)
  if (!steps?.length || file.syntax === 'json') return []
  const { place, depth } = resolve(body, steps), rest = steps.slice(depth)
  if (!rest.length) {
    if (place.kind === 'attribute' || place.kind === 'objectItem') return replaceValue(file, place, rendered)
    return place.kind === 'block' || place.kind === 'body' ? [] : [{ span: place.span, text: fit(rendered, new Lines(file.text).indent(place.span[0]), new Lines(file.text).eol) }]
  }
  const into = valueOf(place), step = rest[0]!
  const nested = (from: number): string | null => {
    if (from === rest.length) return rendered
    const next = rest[from]!, inner = nested(from + 1)
    return !('name' in next) || inner === null ? null : `{\n  ${bareKey.test(next.name) && next.name !== 'for' ? next.name : quote(next.name)} = ${fit(inner, '  ', '\n')}\n}`
  }
  if ('block' in step) return into.kind === 'body' && step.index === 0 ? addNested(file, into, rest, rendered) : []
  if ('index' in step) return into.kind === 'tuple' && rest.length === 1 && step.index === into.items.length ? appendItem(file, into, rendered) : []
  const value = nested(1)
  if (value === null) return []
  return into.kind === 'body' ? setAttribute(file, into, step.name, value) : into.kind === 'object' ? setItem(file, into, step.name, value) : []
}

function indentInside(file: HclFile, into: Place): string {
  const text = new Lines(file.text)
  if (into === file.body) return ''
  const first = into.kind === 'body' || into.kind === 'object' ? into.items.find((item) => text.leads(item.span[0])) : undefined
  return first ? text.indent(first.span[0]) : `${text.indent(into.span[0])}  `
}

/** Adds the blocks that `steps` begins with, one in the other, and in the innermost the attribute they end with. */
function addNested(file: HclFile, into: Body, steps: readonly Step[], rendered: string): readonly TextEdit[] {
  const names: string[] = []
  let at = 0
  for (let step = steps[at]; step && 'block' in step; step = steps[++at]) names.push(step.block)
  const last = steps[at]
  if (steps.length - at > 1 || last && !('name' in last)) return []
  const { eol } = new Lines(file.text), indent = indentInside(file, into)
  let block = last ? `${last.name} = ${fit(rendered, indent + '  '.repeat(names.length), eol)}` : ''
  for (let i = names.length - 1; i > 0; i--) {
    const own = indent + '  '.repeat(i)
    block = `${names[i]} {${block ? `${eol}${own}  ${block}${eol}${own}` : ''}}`
  }
  const edits = addBlock(file, into, names[0]!, [], [])
  return edits.map((edit) => ({ span: edit.span, text: edit.text.replace(/\{\}(?=\s*$)/, () => block ? `{${eol}${indent}  ${block}${eol}${indent}}` : '{}') }))
}

/** Removes what a path leads to; nothing where it leads nowhere. */
export function removePath(file: HclFile, body: Body, path: string): readonly TextEdit[] {
  const steps = parsePath(path)
  if (!steps?.length) return []
  const { place, depth } = resolve(body, steps)
  return depth === steps.length && (place.kind === 'attribute' || place.kind === 'block' || place.kind === 'objectItem') ? remove(file, place) : []
}

/** Appends to the list a path leads to; where there is none, sets it to a list of this one item. */
export function appendPath(file: HclFile, body: Body, path: string, rendered: string): readonly TextEdit[] {
  const steps = parsePath(path)
  if (!steps?.length) return []
  const { place, depth } = resolve(body, steps)
  if (depth < steps.length) return setPath(file, body, path, `[${rendered}]`)
  const value = valueOf(place)
  return value.kind === 'tuple' ? appendItem(file, value, rendered) : []
}
