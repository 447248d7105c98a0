import type { Change, Place, Written } from '../../core/fact'
import type { Edit } from '../../core/fix'
import type { TextEdit } from '../../core/edit'
import type { Span } from '../../core/span'
import { contains } from '../../core/span'
import { member, type Scope } from './evaluate'
import { addBlock, appendPath, parsePath, remove, removePath, renderHcl, setPath, type Step, type Value as Literal } from './hcl/edit'
import type { Expression } from './hcl/tree'
import type { Instance } from './module'
import { lineOf, tokenOf, type Entry, type Section } from './source'
import { text, unknown, type Origin, type SourceFile, type Value } from './value'

/** The squiggle of an origin: one token on one line. */
export function tokenOfOrigin({ file, span, expression }: Origin): Span {
  if (expression) return tokenOf(file, expression)
  const line = lineOf(file.hcl.text, span), source = file.hcl.text.slice(...line)
  const head = /^[\w-]+(?=\s*[{"])/.exec(source) ?? /^[{[](?=.*$)/.exec(line[1] < span[1] ? source : '')
  return head ? [line[0], line[0] + head[0].length] : line
}

/** What a path of a block leads to. */
interface Found {
  /** The innermost block on the way. */
  readonly section: Section
  readonly scope: Scope
  /** The attribute, where one is written. */
  readonly entry: Entry | null
  /** The value at the end, or as far as the path goes. */
  readonly value: Value | null
  /** The path leads nowhere. */
  readonly missing: boolean
  /** Block types and steps that are left of the path. */
  readonly rest: readonly Step[]
  /** A `dynamic` block makes what the path leads to. */
  readonly isDynamic: boolean
}

/** Follows a path through blocks and values. A block's index may stand in braces or brackets, and may be left out. */
export function follow(instance: Instance, section: Section, scope: Scope, steps: readonly Step[]): Found {
  let here = { section, scope }, isDynamic = false
  for (let i = 0; i < steps.length;) {
    const step = steps[i]!
    if (!('block' in step) && !('name' in step)) return { ...here, entry: null, value: null, missing: true, rest: steps.slice(i), isDynamic }
    const name = 'block' in step ? step.block : step.name
    const entry = 'block' in step && here.section.file.hcl.syntax === 'native' ? null : here.section.attribute(name)
    if (entry) {
      let value = here.section === section ? instance.configured(section, name, scope) ?? instance.entry(entry, scope) : instance.entry(entry, here.scope)
      for (let j = i + 1; j < steps.length; j++) {
        const inner = steps[j]!, at: Origin = value.origin
        // In JSON blocks are lists or objects.
        const key = 'name' in inner ? inner.name : 'block' in inner ? inner.block : null
        if (key !== null && value.kind === 'list' && value.items[0]?.kind === 'map') value = value.items[0]
        const next: Value = key !== null ? member(value, text(key, at), at) : member(value, { kind: 'number', value: (inner as { index: number }).index, origin: at }, at)
        if (next.kind === 'unknown' && next.failed) return { ...here, entry, value, missing: true, rest: steps.slice(j), isDynamic }
        value = next.kind === 'unknown' && next.origin === at ? unknown(next.source, at) : next
      }
      return { ...here, entry, value, missing: false, rest: [], isDynamic }
    }
    const { blocks } = instance.nestedBlocks(here.section, name, here.scope)
    const next = steps[i + 1], bracketed = !('block' in step) && next !== undefined && !('name' in next) && !('block' in next) ? next.index : null
    const found = blocks[bracketed ?? ('block' in step ? step.index : 0)]
    if (!found) return { ...here, entry: null, value: null, missing: true, rest: steps.slice(i), isDynamic: isDynamic || here.section.dynamics.has(name) }
    here = { section: found.section, scope: found.scope }
    isDynamic ||= found.isDynamic
    i += bracketed === null ? 1 : 2
  }
  return { ...here, entry: null, value: null, missing: false, rest: [], isDynamic }
}

/** The place of a value that an expression of the fact's own block uses: where the value was written, with the use as a related place. */
export function placeOfValue(value: Value, use: { readonly file: SourceFile; readonly expression: Expression } | null, description: string, missing = false): Place {
  const { origin } = value, own = use && tokenOf(use.file, use.expression)
  if (use && own && (value.kind === 'unknown' || origin.file === use.file && contains(use.expression.span, origin.span))) {
    const span = value.kind !== 'unknown' && !missing ? tokenOfOrigin(origin) : own
    return { path: use.file.path, span, missing }
  }
  return { path: origin.file.path, span: tokenOfOrigin(origin), missing, ...use && own ? { related: [{ path: use.file.path, span: own, message: `Used here as ${description}.` }] } : {} }
}

/** A place that says so where it lies in the default of a variable that whoever applies the module may give another value. */
export function assuming(instance: Instance, place: Place): Place {
  const variable = instance.assumedAt(place)
  return variable === null ? place : { ...place, assumes: `the default of var.${variable}` }
}

export function locateIn(instance: Instance, section: Section, scope: Scope, path: string, address: string): Place {
  const steps = parsePath(path) ?? []
  const found = follow(instance, section, scope, steps)
  if (found.entry && found.value) {
    const place = placeOfValue(found.value, { file: found.entry.file, expression: found.entry.attribute.value }, `'${path}' of ${address}`, found.missing)
    return section.block?.type === 'variable' ? place : assuming(instance, place)
  }
  const { block, file } = found.section
  return { path: file.path, span: block ? block.typeSpan : [0, 0], missing: found.missing }
}

const rawOf = (value: Written): string | null => typeof value === 'object' && value !== null && !Array.isArray(value) && 'raw' in value && typeof value.raw === 'string' && Object.keys(value).length === 1 ? value.raw : null

function formatSteps(steps: readonly Step[]): string {
  return steps.map((step, i) => 'block' in step ? `${i ? '.' : ''}${step.block}{${step.index || ''}}` : 'index' in step ? `[${step.index}]`
    : /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(step.name) ? `${i ? '.' : ''}${step.name}` : `["${step.name.replace(/["\\]/g, '\\$&')}"]`).join('')
}

const located = (file: SourceFile, edits: readonly TextEdit[]): readonly Edit[] | null => edits.length ? edits.map(({ span, text }) => ({ path: file.path, span, text })) : null

/** A change of a block, or null where it cannot be made or would override what the caller may set. */
export function editIn(instance: Instance, section: Section, scope: Scope, change: Change): readonly Edit[] | null {
  const steps = parsePath(change.path)
  const { file, block } = section
  if (!steps) return null
  if (change.kind === 'replace') return replaceAt(follow(instance, section, scope, steps), change.text)
  if (file.hcl.syntax === 'json') return null
  if (!steps.length) {
    if (!block) return null
    if (change.kind === 'remove') return located(file, remove(file.hcl, block))
    const raw = change.kind === 'insert' || change.kind === 'append' ? rawOf(change.value) : null
    if (change.kind === 'set' && typeof change.value === 'object' && change.value !== null && !Array.isArray(change.value) && !rawOf(change.value)) {
      return Object.entries(change.value).flatMap(([path, value]) => editIn(instance, section, scope, { kind: 'set', path, value }) ?? [])
    }
    return raw === null ? null : insertAfter(file, block.span[1], raw)
  }
  const found = follow(instance, section, scope, steps)
  if (found.isDynamic || found.entry && found.entry.file !== found.section.file) return null
  // Blocks of the path that are there are left behind.
  const inner = found.entry ? steps.slice(steps.findIndex((step) => 'name' in step && step.name === found.entry!.attribute.name)) : asBlocks(found.rest)
  const { body } = found.section, { hcl } = found.section.file
  const path = formatSteps(inner)
  if (change.kind === 'remove') {
    if (found.missing) return null
    if (!inner.length) return found.section.block ? located(file, remove(hcl, found.section.block)) : null
    return located(file, removePath(hcl, body, path))
  }
  const raw = rawOf(change.value), eol = /\r?\n/.exec(hcl.text)?.[0] ?? '\n'
  if (!inner.length) {
    if (change.kind !== 'set' || raw !== null || typeof change.value !== 'object' || change.value === null || Array.isArray(change.value)) return null
    return Object.entries(change.value).flatMap(([key, value]) => editIn(instance, section, scope, { kind: 'set', path: `${change.path}.${key}`, value }) ?? [])
  }
  if (found.entry && !isOwn(found)) return null
  const rendered = raw ?? renderHcl(change.value as Literal, '', eol)
  if (change.kind === 'append') return located(file, appendPath(hcl, body, path, rendered))
  if (change.kind === 'insert') return null
  const last = inner.at(-1)!
  if ('block' in last && raw === null && typeof change.value === 'object' && change.value !== null && !Array.isArray(change.value)) {
    if (inner.length > 1) return null
    return located(file, addWholeBlock(found.section, last.block, change.value as { readonly [key: string]: Literal }, eol))
  }
  return located(file, setPath(hcl, body, path, rendered))
}

/** `rule[0].id` of what is not there yet is a block `rule`. */
function asBlocks(steps: readonly Step[]): readonly Step[] {
  const made: Step[] = []
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i]!, next = steps[i + 1]
    if ('name' in step && next && !('name' in next) && !('block' in next)) { made.push({ block: step.name, index: next.index }); i++ }
    else made.push(step)
  }
  return made
}

/** Is the value written where it is used, so that changing it there overrides nobody? */
function isOwn(found: Found): boolean {
  const { entry, value } = found
  if (!entry || !value) return false
  const { value: expression } = entry.attribute
  if (found.missing) return expression.kind === 'object' || expression.kind === 'tuple' || expression.kind === 'missing'
  return expression.kind === 'missing' || value.kind !== 'unknown' && value.origin.file === entry.file && contains(expression.span, value.origin.span) && isLiteral(value.origin.expression)
}

const isLiteral = (expression: Expression | null): boolean => expression !== null && (expression.kind === 'literal' || expression.kind === 'tuple' || expression.kind === 'object' || expression.kind === 'template' && expression.parts.every((part) => part.kind === 'text'))

const indentOf = (source: string, offset: number): string => /^[ \t]*/.exec(source.slice(source.lastIndexOf('\n', offset - 1) + 1))![0]

/** A nested block with attributes and, under keys that end in `{}`, blocks of its own. */
function addWholeBlock(section: Section, name: string, value: { readonly [key: string]: Literal }, eol: string): readonly TextEdit[] {
  const { hcl } = section.file, plain = Object.entries(value).filter(([key]) => !key.endsWith('{}')), inner = Object.entries(value).filter(([key]) => key.endsWith('{}'))
  const top = section.body === hcl.body, base = top ? '' : `${indentOf(hcl.text, section.block!.span[0])}  `
  const edits = addBlock(hcl, section.body, name, [], plain.map(([key, item]) => [key, renderHcl(item, '', eol)] as const))
  if (!inner.length) return edits
  const blocks = inner.map(([key, item]) => renderBlock(key.slice(0, -2), item as { readonly [key: string]: Literal }, `${base}  `, eol)).join(`${eol}${eol}`)
  return edits.map((edit) => ({ span: edit.span, text: edit.text.replace(/(\s*)\}(\s*)$/, (_, _before: string, after: string) => `${plain.length ? eol : ''}${eol}${blocks}${eol}${base}}${after}`) }))
}

function renderBlock(name: string, value: { readonly [key: string]: Literal }, indent: string, eol: string): string {
  const plain = Object.entries(value).filter(([key]) => !key.endsWith('{}')), inner = Object.entries(value).filter(([key]) => key.endsWith('{}'))
  const width = Math.max(0, ...plain.map(([key]) => key.length))
  const lines = [...plain.map(([key, item]) => `${indent}  ${key.padEnd(width)} = ${renderHcl(item, `${indent}  `, eol)}`), ...inner.map(([key, item]) => `${plain.length ? eol : ''}${renderBlock(key.slice(0, -2), item as { readonly [key: string]: Literal }, `${indent}  `, eol)}`)]
  return `${indent}${name} {${lines.length ? `${eol}${lines.join(eol)}${eol}${indent}` : ''}}`
}

/** Source text as a block of its own behind another one. */
export function insertAfter(file: SourceFile, offset: number, raw: string): readonly Edit[] {
  const { text } = file.hcl, eol = /\r?\n/.exec(text)?.[0] ?? '\n'
  const newline = text.indexOf('\n', offset), end = newline < 0 ? text.length : text[newline - 1] === '\r' ? newline - 1 : newline
  const after = newline < 0 || /^\r?\n[ \t]*[^\s]/.test(text.slice(end, end + 200)) ? eol : ''
  return [{ path: file.path, span: [end, end], text: `${eol}${eol}${raw.trim().replace(/\r?\n/g, eol)}${after}` }]
}

function replaceAt(found: Found, replacement: string): readonly Edit[] | null {
  const { value, entry } = found
  if (found.missing) return null
  if (!entry) return found.section.block ? [{ path: found.section.file.path, span: found.section.block.typeSpan, text: replacement }] : null
  if (!value || value.kind === 'unknown') return [{ path: entry.file.path, span: tokenOf(entry.file, entry.attribute.value), text: replacement }]
  return replaceOrigin(value.origin, replacement)
}

/** Writes a value anew where it was written; a string stays in its quotes. Null for what is computed. */
export function replaceOrigin({ file, expression, span }: Origin, replacement: string): readonly Edit[] | null {
  if (!expression) {
    const source = file.hcl.text.slice(...span)
    return /^"[^"\\\r\n]*"$/.test(source) ? [{ path: file.path, span: [span[0] + 1, span[1] - 1], text: replacement }] : null
  }
  if (expression.kind === 'template') {
    if (expression.heredoc || expression.parts.some((part) => part.kind !== 'text')) return null
    const quoted = file.hcl.syntax === 'json' ? JSON.stringify(replacement) : renderHcl(replacement)
    return [{ path: file.path, span: expression.span, text: /^".*"$/s.test(replacement) ? replacement : quoted }]
  }
  return [{ path: file.path, span: expression.span, text: replacement }]
}
