import type { TextEdit } from '../../core/edit'
import type { Written } from '../../core/fact'
import type { Plain } from '../../core/value'
import { isPlainString, render, renderFlow, renderKey, renderScalar, styleOf } from './render'
import type { Style, YamlValue } from './render'
import { entry, walk } from './walk'
import { parsePath } from '../../core/path'
import type { YamlPath } from './path'
import type { YamlCollection, YamlDocument, YamlMap, YamlNode, YamlPair, YamlSequence } from './tree'

export type { YamlValue } from './render'

/** A node to edit under, and the text and document it stands in. Edits touch as few characters as they can. */
export interface EditTarget { readonly text: string; readonly document: YamlDocument; readonly node: YamlNode }

/** `null`: it cannot be done without touching what an alias shares, or the path leads through something else. */
export type Edits = readonly TextEdit[] | null

/** Gives the value at a path another value; maps (and a first item) that are missing on the way are made. A value already so is left alone. */
export function set(target: EditTarget, path: YamlPath | string, value: YamlValue): Edits {
  return write(target, path, value, place => replaceValue(place, value))
}

/** Writes a value; source text takes the place of a word that the YAML layer leaves as it is. */
export function written(value: Written, write: (value: Plain) => readonly TextEdit[] | null): readonly TextEdit[] | null {
  if (typeof value !== 'object' || value === null || !('raw' in value) || typeof value.raw !== 'string') return write(value as Plain)
  const raw = value.raw
  return write('shipshape-raw-text')?.map(edit => ({ ...edit, text: edit.text.replace('shipshape-raw-text', () => raw) })) ?? null
}

/** Removes what stands at a path, with its lines and the comments on them; comment lines above stay. An emptied collection becomes `{}` or `[]`. Nothing there: no edits. */
export function remove(target: EditTarget, path: YamlPath | string): Edits {
  const steps = stepsOf(path), place = begin(target)
  if (!place || !steps || steps.length === 0) return null
  let at = place
  for (const [i, step] of steps.entries()) {
    if (at.node.kind === 'alias' || at.node.unknown) return null
    const next = child(at, step)
    if (!next) return at.node.kind === 'map' && typeof step === 'string' && entry(at.node, step) ? null : []
    if (i === steps.length - 1) return removeChild(at, next.index!)
    at = next
  }
  return null
}

/** Adds an item behind the last of the sequence at a path; makes the sequence where there is none. */
export function append(target: EditTarget, path: YamlPath | string, value: YamlValue): Edits {
  return write(target, path, [value], place => {
    const { node } = place
    if (node.kind === 'sequence') return appendTo(place, node, value)
    return isNull(node) ? replaceValue(place, [value]) : null
  })
}

/** Puts an item before the one at an index of the sequence at a path, or the entries of a map before a key of the map at a path. */
export function insert(target: EditTarget, path: YamlPath | string, before: number | string, value: YamlValue): Edits {
  return write(target, path, typeof before === 'number' ? [value] : value, place => {
    const { node, style, text } = place
    if (node.kind === 'sequence' && typeof before === 'number') {
      if (before < 0 || before > node.items.length) return null
      if (before === node.items.length) return appendTo(place, node, value)
      const item = node.items[before]!
      if (node.style === 'flow') return [put(item.span[0], `${renderFlow(value, style)}, `)]
      const dash = dashOf(node, before, text), column = columnOf(text, dash)
      return [insertAbove(text, dash, `- ${item_(value, column, style)}`, style)]
    }
    if (node.kind === 'map' && typeof before === 'string' && isRecord(value)) {
      const pair = node.pair(before)
      if (!pair || Object.keys(value).some(key => node.pair(key))) return null
      const column = columnOf(text, pair.key.span[0])
      if (node.style === 'flow') return [put(pair.key.span[0], Object.entries(value).map(([key, item]) => `${flowKey(node, key, style)}: ${renderFlow(item, style)}, `).join(''))]
      return [insertAbove(text, pair.key.span[0], Object.entries(value).map(([key, item]) => pairText(key, item, column, style)).join(style.newline + ' '.repeat(column)), style)]
    }
    return null
  })
}

/** Puts other text in a node's place, as it is. */
export function replace(target: EditTarget, text: string): Edits {
  return begin(target) && [{ span: target.node.span, text }]
}

/** A node on the way, and where it hangs. */
interface Place {
  readonly text: string
  readonly style: Style
  readonly node: YamlNode
  readonly parent: Place | null
  /** Its place among the parent's pairs or items. */
  readonly index: number | null
}

const stepsOf = (path: YamlPath | string): YamlPath | null => typeof path === 'string' ? parsePath(path) : path
const put = (at: number, text: string): TextEdit => ({ span: [at, at], text })
const isRecord = (value: YamlValue): value is { readonly [key: string]: YamlValue } => typeof value === 'object' && value !== null && !Array.isArray(value)
const isNull = (node: YamlNode): boolean => node.kind === 'scalar' && node.value === null && !node.unknown
const isCollection = (value: YamlValue): boolean => typeof value === 'object' && value !== null && (Array.isArray(value) ? value : Object.keys(value)).length > 0

/** The place of the target's node, found from the root down; `null` where an alias shares it. */
function begin({ text, document, node }: EditTarget): Place | null {
  if (!document.root) return null
  let place: Place = { text, style: styleOf(text, document.root), node: document.root, parent: null, index: null }
  const shared = new Set<YamlNode>()
  for (const other of walk(document.root)) if (other.kind === 'alias' && other.target) shared.add(other.target)
  while (!shared.has(place.node)) {
    if (place.node === node) return place
    const children: readonly YamlNode[] = place.node.kind === 'map' ? place.node.pairs.map(pair => pair.value) : place.node.kind === 'sequence' ? place.node.items : []
    const [start, end] = node.span
    const found = children.findIndex(one => one === node)
    const index = found >= 0 ? found : children.findIndex(one => one.span[0] <= start && end <= one.span[1])
    if (index < 0) {
      const keys = place.node.kind === 'map' ? place.node.pairs.findIndex(pair => pair.key === node) : -1
      return keys >= 0 ? { ...place, node, parent: place, index: null } : null
    }
    place = { ...place, node: children[index]!, parent: place, index }
  }
  return null
}

function child(place: Place, step: string | number): Place | null {
  const { node } = place
  if (typeof step === 'string') {
    const index = node.kind === 'map' ? node.pairs.findIndex(pair => pair.name === step) : -1
    return index < 0 || node.kind !== 'map' ? null : { ...place, node: node.pairs[index]!.value, parent: place, index }
  }
  const item = node.kind === 'sequence' ? node.items[step] : undefined
  return item ? { ...place, node: item, parent: place, index: step } : null
}

/** Goes down a path and changes what stands at its end; where it ends before, the rest is made with `value` in it. */
function write(target: EditTarget, path: YamlPath | string, value: YamlValue, change: (place: Place) => Edits): Edits {
  const steps = stepsOf(path)
  let place = begin(target)
  if (!place || !steps) return null
  const shared = new Set<YamlNode>()
  if (target.document.root) for (const other of walk(target.document.root)) if (other.kind === 'alias' && other.target) shared.add(other.target)
  for (const [i, step] of steps.entries()) {
    const { node } = place
    if (node.kind === 'alias' || node.unknown) return null
    const next = child(place, step)
    if (next) {
      if (shared.has(next.node)) return null
      place = next
      continue
    }
    const made = steps.slice(i + 1).reduceRight<YamlValue | undefined>((inner, key) =>
      inner === undefined ? undefined : typeof key === 'string' ? { [key]: inner } : key === 0 ? [inner] : undefined, value)
    if (made === undefined) return null
    if (node.kind === 'map' && typeof step === 'string') {
      return i < steps.length - 1 && entry(node, step) ? null : addPair(place, node, step, made)
    }
    if (node.kind === 'sequence' && step === node.items.length) return appendTo(place, node, made)
    if (isNull(node) && (typeof step === 'string' || step === 0)) return replaceValue(place, typeof step === 'string' ? { [step]: made } : [made])
    return null
  }
  return change(place)
}

const lineStart = (text: string, at: number): number => at <= 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1
const columnOf = (text: string, at: number): number => at - lineStart(text, at)

/** The end of the line, before its line break. */
function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  if (end < 0) return text.length
  return end > at && text[end - 1] === '\r' ? end - 1 : end
}

/** Behind the line break. */
function nextLine(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end + 1
}

/** Where the dash of an item stands. */
function dashOf(sequence: YamlSequence, index: number, text: string): number {
  let at = index === 0 ? sequence.span[0] : sequence.items[index - 1]!.span[1]
  for (; at < text.length && text[at] !== '-'; at++) if (text[at] === '#') at = lineEnd(text, at)
  return at
}

/** Is a node inside a flow collection, so that what goes into it must be flow too? */
function inFlow(place: Place): boolean {
  for (let at = place.parent; at; at = at.parent) if (at.node.kind !== 'scalar' && at.node.kind !== 'alias' && at.node.style === 'flow') return true
  return false
}

/** The column that the entries of a place's value are counted from: that of its key, or of its dash. */
function holderColumn(place: Place): number {
  const { parent, index, text } = place
  if (parent?.node.kind === 'map' && index !== null) return columnOf(text, parent.node.pairs[index]!.key.span[0])
  if (parent?.node.kind === 'sequence' && index !== null) return columnOf(text, dashOf(parent.node, index, text))
  return 0
}

/** Behind the colon or dash that a place's value follows. */
function holderEnd(place: Place): number {
  const { parent, index, text } = place
  if (parent?.node.kind === 'map' && index !== null) {
    const colon = text.indexOf(':', parent.node.pairs[index]!.key.span[1])
    return colon < 0 ? place.node.span[0] : Math.min(colon + 1, place.node.span[0])
  }
  if (parent?.node.kind === 'sequence' && index !== null) return dashOf(parent.node, index, text) + 1
  return place.node.span[0]
}

/** `value` behind a dash at `column`. */
function item_(value: YamlValue, column: number, style: Style): string {
  return render(value, column, style, true)
}

function pairText(key: string, value: YamlValue, column: number, style: Style): string {
  const text = render(value, column, style, false)
  return `${renderKey(key, style, false)}:${text.startsWith(style.newline) ? '' : ' '}${text}`
}

const flowKey = (map: YamlMap, key: string, style: Style): string => renderKey(key, style, true, map.pairs.length > 0 && map.pairs.every(pair => pair.key.kind === 'scalar' && pair.key.style === 'double'))

/** Does a node say this already, without an alias? An empty value does not say `null`, nor does a plain scalar a string that others might read otherwise. */
function says(node: YamlNode, value: YamlValue): boolean {
  if (node.kind === 'scalar') return node.source !== '' && node.value === value && (node.style !== 'plain' || typeof value !== 'string' || isPlainString(value))
  if (node.kind === 'alias' || typeof value !== 'object' || value === null) return false
  if (node.kind === 'sequence') return Array.isArray(value) && value.length === node.items.length && node.items.every((item, i) => says(item, (value as readonly YamlValue[])[i]!))
  return isRecord(value) && Object.keys(value).length === node.pairs.length && node.pairs.every(pair => pair.name !== null && Object.hasOwn(value, pair.name) && says(pair.value, value[pair.name]!))
}

function replaceValue(place: Place, value: YamlValue): Edits {
  const { node, style, text, parent } = place, [start, end] = node.span
  if (node.unknown && node.kind !== 'alias' || (node.kind === 'map' || node.kind === 'sequence') && node.open) return null
  const flow = inFlow(place)
  if (says(node, value)) return []
  if (flow || !isCollection(value)) {
    const rendered = flow ? renderFlow(value, style) : typeof value === 'string' ? renderScalar(value, style, {
      flow: false, column: holderColumn(place), quote: node.kind === 'scalar' && (node.style === 'single' || node.style === 'double') ? node.style : null,
    }) : renderFlow(value, style)
    if (start === end) {
      if (node.anchor !== null || node.tag !== null) return null
      const blank = flow ? start : blankUntil(text, start)
      return [{ span: [start, blank === lineEnd(text, start) ? blank : start], text: (flow && parent && text[start - 1] !== ':' && parent.node.kind === 'map' ? ': ' : ' ') + rendered }]
    }
    if (node.kind === 'map' || node.kind === 'sequence') {
      if (node.style === 'block' && parent) {
        if (node.anchor !== null || node.tag !== null) return null
        return [{ span: [holderEnd(place), end], text: ` ${rendered}` }]
      }
    }
    return text.slice(start, end) === rendered ? [] : [{ span: [start, end], text: rendered }]
  }
  if (node.anchor !== null || node.tag !== null) return null
  if (!parent) return [{ span: [start, end], text: render(value, 0, style, true) }]
  const from = holderEnd(place), column = holderColumn(place)
  if (parent.node.kind === 'sequence') return [{ span: [from, Math.max(end, from)], text: ` ${item_(value, column, style)}` }]
  const block = render(value, column, style, false), line = lineEnd(text, from)
  // The comment behind the old value stays on the key's line.
  if (start >= from && end <= line && (node.kind === 'scalar' || node.kind === 'alias' || node.style === 'flow')) {
    if (/^[ \t]*$/.test(text.slice(end, line))) return [{ span: [from, line], text: block }]
    return [...start === end ? [] : [{ span: [start, end + blankLength(text, end)] as const, text: '' }], put(line, block)]
  }
  return [{ span: [from, end], text: block }]
}

function blankUntil(text: string, at: number): number {
  let i = at
  while (text[i] === ' ' || text[i] === '\t') i++
  return i
}

const blankLength = (text: string, at: number): number => blankUntil(text, at) - at

/** Behind the line on which an entry of a block collection ends; behind the blank lines that a `|+` scalar keeps. */
function behind(text: string, end: number, entry: YamlNode): number {
  let last = entry
  while (last.kind === 'map' || last.kind === 'sequence') {
    const next = last.kind === 'map' ? last.pairs[last.pairs.length - 1]?.value : last.items[last.items.length - 1]
    if (!next || last.style === 'flow') break
    last = next
  }
  let at = lineEnd(text, end)
  if (last.kind === 'scalar' && /^[|>]\d?\+/.test(last.source)) while (nextLine(text, at) > at && nextLine(text, at) < text.length && text.slice(nextLine(text, at), lineEnd(text, nextLine(text, at))).trim() === '') at = lineEnd(text, nextLine(text, at))
  return at
}

/** Is the line behind an entry's end, blank lines and comments aside, not one of template actions? These may print more of the entry, or close what it stands in. */
function endsCleanly(text: string, end: number): boolean {
  for (let at = nextLine(text, end); at < text.length; at = nextLine(text, at)) {
    const first = blankUntil(text, at), c = text[first]
    if (c !== '\n' && c !== '\r' && c !== '#') return !text.startsWith('{{', first)
    if (nextLine(text, at) === at) break
  }
  return true
}

function addPair(place: Place, map: YamlMap, key: string, value: YamlValue): Edits {
  const { text, style } = place
  if (map.style === 'flow') {
    if (map.pairs.length === 0 && !inFlow(place) && !map.open) return replaceValue(place, { [key]: value })
    return [addToFlow(text, map, `${flowKey(map, key, style)}: ${renderFlow(value, style)}`)]
  }
  const last = map.pairs.findLast(pair => !pair.conditional && endsCleanly(text, pair.span[1]))
  if (!last) return null
  const column = columnOf(text, map.span[0])
  return [put(behind(text, last.span[1], last.value), style.newline + ' '.repeat(column) + pairText(key, value, column, style))]
}

function appendTo(place: Place, sequence: YamlSequence, value: YamlValue): Edits {
  const { text, style } = place
  if (sequence.style === 'flow') {
    if (sequence.items.length === 0 && !inFlow(place) && place.parent && !sequence.open && isCollection(value)) return replaceValue(place, [value])
    return [addToFlow(text, sequence, renderFlow(value, style))]
  }
  const last = sequence.items[sequence.items.length - 1]
  if (!last || last.conditional || !endsCleanly(text, last.span[1])) return null
  const column = columnOf(text, sequence.span[0])
  return [put(behind(text, last.span[1], last), `${style.newline}${' '.repeat(column)}- ${item_(value, column, style)}`)]
}

/** Puts an entry behind the last one of a flow collection, on a line of its own where the last one has one. */
function addToFlow(text: string, collection: YamlCollection, entry: string): TextEdit {
  const all: readonly (YamlPair | YamlNode)[] = collection.kind === 'map' ? collection.pairs : collection.items
  const last = all[all.length - 1], [start, end] = collection.span
  if (!last) return { span: [start + 1, end - 1], text: collection.kind === 'map' ? ` ${entry} ` : entry }
  const line = lineStart(text, last.span[0]), alone = line > start && /^[ \t]*$/.test(text.slice(line, last.span[0]))
  const separator = alone ? text.slice(line > 1 && text[line - 2] === '\r' ? line - 2 : line - 1, last.span[0]) : ' '
  const comma = /^\s*,/.exec(text.slice(last.span[1], end))
  return comma ? put(last.span[1] + comma[0].length, `${separator}${entry},`) : put(last.span[1], `,${separator}${entry}`)
}

function insertAbove(text: string, at: number, entry: string, style: Style): TextEdit {
  const column = columnOf(text, at)
  let line = lineStart(text, at)
  if (text.slice(line, at).trim() !== '') return put(at, `${entry}${style.newline}${' '.repeat(column)}`)
  // Comment lines right above belong to what they stand above.
  for (let above = lineStart(text, line - 1); line > 0 && new RegExp(`^ {${column}}#`).test(text.slice(above, line)); above = lineStart(text, line - 1)) line = above
  return put(line, `${' '.repeat(column)}${entry}${style.newline}`)
}

function removeChild(place: Place, index: number): Edits {
  const { node, text } = place
  if (node.kind !== 'map' && node.kind !== 'sequence') return null
  const count = node.kind === 'map' ? node.pairs.length : node.items.length
  const spanOf = (i: number): readonly [number, number] => {
    if (node.kind === 'map') return [node.pairs[i]!.span[0], node.pairs[i]!.span[1]]
    return [node.style === 'flow' ? node.items[i]!.span[0] : dashOf(node, i, text), node.items[i]!.span[1]]
  }
  const [start, end] = spanOf(index), removed = node.kind === 'map' ? node.pairs[index]!.value : node.items[index]!
  if (node.kind === 'map' && (node.pairs[index]!.key.anchor !== null || /\?\s*$/.test(text.slice(lineStart(text, start), start)))) return null
  // An anchor in what goes is needed elsewhere.
  for (const inner of walk(removed)) if (inner.anchor !== null) return null
  const empty = node.kind === 'map' ? '{}' : '[]'
  if (node.style === 'flow') {
    if (count === 1) return [{ span: node.span, text: empty }]
    return [{ span: index + 1 < count ? [start, spanOf(index + 1)[0]] : [spanOf(index - 1)[1], end], text: '' }]
  }
  if (!endsCleanly(text, end)) return null
  const line = lineStart(text, start), own = text.slice(line, start).trim() === ''
  if (count === 1) {
    if (node.anchor !== null || node.tag !== null || !place.parent || !own) return [{ span: [start, lineEnd(text, end)], text: empty }]
    const holder = holderEnd(place)
    return [put(holder, ` ${empty}`), wholeLines(text, line, behind(text, end, removed))]
  }
  if (own) return [wholeLines(text, line, behind(text, end, removed))]
  const next = spanOf(index + 1)[0], rest = behind(text, end, removed)
  return text.slice(rest, next).trim() === '' ? [{ span: [start, next], text: '' }] : [{ span: [start - /[ \t]*$/.exec(text.slice(line, start))![0].length, rest], text: '' }]
}

/** The lines from a line's start to another's end with their line breaks; the break before them at the end of a text that has none. */
function wholeLines(text: string, start: number, end: number): TextEdit {
  const next = nextLine(text, end)
  if (next === text.length && text[next - 1] !== '\n' && start > 0) return { span: [start - (text[start - 2] === '\r' ? 2 : 1), text.length], text: '' }
  return { span: [start, next], text: '' }
}
