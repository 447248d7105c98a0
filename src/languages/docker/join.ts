import { afterLine, lineEnd, lineStart } from '../../core/lines'
import type { Span } from '../../core/span'
import type { Command } from '../shell/command'
import type { BuildStage, Entry } from './build'
import type { InstructionNode, RunNode } from './nodes'
import type { PackageCallNode } from './run'

type Put = { readonly span: Span; readonly text: string }

const nextLine = (text: string, at: number): number => afterLine(text, lineEnd(text, at))
const breakOf = (text: string): string => /\r\n|\n|\r/.exec(text)?.[0] ?? '\n'
const flagText = (node: InstructionNode): string => node.parsedFlags.flags.map(({ text }) => text).join(' ')
const is = (node: InstructionNode, ...keywords: string[]): boolean => keywords.includes(node.keyword)

/** Do two adjacent instructions of one stage say what one of them could say? */
export function joins(previous: InstructionNode, node: InstructionNode): boolean {
  if (previous.keyword !== node.keyword || previous.onbuild || node.onbuild || previous.damaged || node.damaged) return false
  if (flagText(previous) !== flagText(node) || previous.heredocs.length || node.heredocs.length) return false
  if (is(node, 'LABEL')) return node.model.build.pairsOf(node.entry).every(pair => !pair.isLegacy) && node.model.build.pairsOf(previous.entry).every(pair => !pair.isLegacy)
  if (previous.isJson || node.isJson) return false
  if (is(node, 'RUN')) return true
  if (!is(node, 'COPY', 'ADD')) return false
  const one = previous, target = node.words.at(-1)
  if (node.words.length < 2 || one.words.length < 2 || one.words.at(-1) !== target) return false
  const names = [...one.words.slice(0, -1), ...node.words.slice(0, -1)].map(word => word.split('/').at(-1))
  return /[/\\]$|^\.$/.test(target!) || new Set(names).size === names.length && !names.some(name => name === '' || name === '.' || /[*?$]/.test(name!))
}

/** The instruction and the one before it as one, what stands between them kept; null where that would mean something else. */
export function joinPuts(node: InstructionNode): readonly Put[] | null {
  const previous = node.entry.previous && node.model.node(node.entry.previous)
  if (!previous || !joins(previous, node)) return null
  const { text, escape } = node.model, one = previous.entry.raw, other = node.entry.raw, start = lineStart(text, other.span[0])
  if (lineEnd(text, one.headEnd) !== one.headEnd && text.slice(one.headEnd, lineEnd(text, one.headEnd)).trim() !== '') return null
  const between = blankLines(text, nextLine(text, one.headEnd), start)
  const first = node.arguments[0]
  if (!first) return null
  const argument = is(node, 'RUN') ? other.line.at(node.parsedFlags.rest + /^\s*/.exec(other.line.text.slice(node.parsedFlags.rest))![0].length) : other.line.at(first.start)
  if (is(node, 'RUN') && !canChain(previous, node)) return null
  let last = one.headEnd
  while (last > one.span[0] && /[ \t]/.test(text[last - 1]!)) last--
  const indent = indentOf(text, one.span[0], one.headEnd) ?? indentOf(text, other.span[0], other.headEnd) ?? '    '
  // What stands on lines of its own stays there; the line of the keyword goes.
  const isBelow = lineStart(text, argument) !== start, lastFlag = node.parsedFlags.flags.at(-1)
  if (isBelow && lastFlag && lineStart(text, other.line.at(lastFlag.end - 1)) !== start) return null
  const heads = (joint: string): readonly Put[] => isBelow ? [{ span: [start, nextLine(text, start)], text: '' }, ...joint ? [{ span: [argument, argument] as Span, text: joint }] : []] : [{ span: [start, argument], text: indent + joint }]
  if (is(node, 'COPY', 'ADD')) {
    const source = previous.arguments.at(-2)!, target = previous.arguments.at(-1)!, end = one.line.span(source.start, source.end)[1]
    if (text.slice(end, one.line.at(target.start)).includes('#')) return null
    const own = node.arguments.at(-1)!, ownEnd = other.line.span(own.start, own.end)[1], slash = /[/\\]$|^\.$/.test(own.text) ? '' : '/'
    const tail: readonly Put[] = slash ? [{ span: [ownEnd, ownEnd], text: slash }] : []
    const isPlain = text.slice(nextLine(text, one.headEnd), start).trim() === '' && !/[\r\n]/.test(text.slice(one.span[0], one.headEnd)) && !/[\r\n]/.test(text.slice(other.span[0], other.headEnd))
    return isPlain ? [{ span: [end, argument], text: ' ' }, ...tail] : [{ span: [end, one.headEnd], text: ` ${escape}` }, ...between, ...heads(''), ...tail]
  }
  return [{ span: [last, one.headEnd], text: ` ${escape}` }, ...between, ...heads(is(node, 'RUN') ? '&& ' : '')]
}

/** Where the second of two scripts is run only if the first succeeds, and sees nothing that the first one set. */
function canChain(first: InstructionNode, second: InstructionNode): boolean {
  const one = first as RunNode, other = second as RunNode
  if (!one.script?.complete || !other.script?.complete) return false
  const isPlain = (node: RunNode): boolean => !/(?:^|\s)#/.test(node.content.text)
  const commands = one.script.commands
  return isPlain(one) && isPlain(other) && !/[;&|({\\]\s*$/.test(one.content.text.trim()) && !commands.some(({ operator }) => operator === '&')
    && !commands.some(({ name, inside }) => !inside.length && (name === null || /^(?:cd|pushd|set|export|source|\.|exec|exit|umask|shopt|trap|unset|alias)$/.test(name)))
    && !other.script.commands.some(({ operator, inside }) => !inside.length && (operator === ';' || operator === '||' || operator === '&'))
}

function blankLines(text: string, from: number, to: number): Put[] {
  const found: Put[] = []
  for (let at = from; at < to;) {
    const next = Math.min(to, nextLine(text, at))
    if (text.slice(at, next).trim() === '') found.push({ span: [at, next], text: '' })
    at = next
  }
  return found
}

/** The indentation of the second line. */
function indentOf(text: string, from: number, to: number): string | null {
  for (let at = nextLine(text, from); at < to; at = nextLine(text, at)) {
    const indent = /^[ \t]*/.exec(text.slice(at, lineEnd(text, at)))![0]
    if (text[at + indent.length] !== '#') return indent
  }
  return null
}

/** What ends a stage, in the order in which it is usually read: how to stop, how to tell health, what runs. */
const epilogue = ['STOPSIGNAL', 'HEALTHCHECK', 'ENTRYPOINT', 'CMD']

/** The instruction below which this one of the epilogue belongs; null where it stands well. */
export function rightPlace(entry: Entry): Entry | null {
  const rank = epilogue.indexOf(entry.raw.keyword)
  if (rank < 0 || entry.raw.onbuild || !entry.stage) return null
  const { counts, last, shell } = ends(entry.stage), to = last[rank]
  // Of two of one keyword the last one counts, and a shell or a variable may be set in between.
  if (counts[rank]! > 1 || !to || to.index < entry.index) return null
  if (entry.raw.keyword === 'STOPSIGNAL' && entry.raw.line.text.includes('$')) return null
  return shell > entry.index ? null : to
}

interface Ends { readonly counts: readonly number[]; readonly last: readonly (Entry | null)[]; readonly shell: number }
const known = new WeakMap<BuildStage, Ends>()

/** How often each keyword of the epilogue stands in a stage, and the last instruction that each belongs below. */
function ends(stage: BuildStage): Ends {
  let found = known.get(stage)
  if (!found) {
    const counts = epilogue.map(() => 0), last: (Entry | null)[] = epilogue.map(() => null)
    let shell = -1
    for (const entry of stage.entries) if (!entry.raw.onbuild) {
      const at = epilogue.indexOf(entry.raw.keyword)
      if (at >= 0) counts[at]!++
      if (entry.raw.keyword === 'SHELL') shell = entry.index
      for (let rank = at + 1; rank < epilogue.length; rank++) last[rank] = entry
    }
    known.set(stage, found = { counts, last, shell })
  }
  return found
}

/** An instruction's lines with the comments right above it: where they begin, and where the last one ends without its line break. */
function blockOf(node: InstructionNode): Span | null {
  const { text } = node.model, { span } = node.entry.raw, floor = node.entry.index > 0 ? node.model.build.entries[node.entry.index - 1]!.raw.next : 0
  let start = lineStart(text, span[0])
  while (start > floor) {
    const before = lineStart(text, start - (text.startsWith('\r\n', start - 2) ? 2 : 1))
    if (before < floor || !/^[ \t]*#/.test(text.slice(before, start))) break
    start = before
  }
  const end = lineEnd(text, span[1])
  return text.slice(span[1], end).trim() === '' ? [start, end] : null
}

/** Moves an instruction and the comments right above it to where it belongs. */
export function movePuts(node: InstructionNode): readonly Put[] | null {
  const to = rightPlace(node.entry), block = blockOf(node)
  if (!to || !block) return null
  const { text } = node.model, place = lineEnd(text, to.raw.span[1])
  if (text.slice(to.raw.span[1], place).trim() !== '') return null
  return [{ span: [block[0], afterLine(text, block[1])], text: '' }, { span: [place, place], text: breakOf(text) + text.slice(...block) }]
}

/** Manifest and lock file by the manager's custom; a lock file that may be missing is a pattern. */
const manifests: Readonly<Record<string, readonly string[]>> = {
  npm: ['package.json', 'package-lock.json'], yarn: ['package.json', 'yarn.lock'], pnpm: ['package.json', 'pnpm-lock.yaml'], bun: ['package.json', 'bun.lock'],
  poetry: ['pyproject.toml', 'poetry.lock'], uv: ['pyproject.toml', 'uv.lock'],
}

/** The files that an install reads, where it names them or the manager has a custom. */
export function manifestsOf(node: PackageCallNode): readonly string[] {
  if (!node.read.elsewhere || node.read.packages.length) return []
  const { words } = node.read.command, at = words.findIndex(word => word.value === '-r' || word.value === '--requirement' || word.value === '--requirements')
  if (at < 0) return words.some(word => /^(?:--prefix|--cwd|-C|--dir|--directory|--project)/.test(word.prefix)) ? [] : manifests[node.manager] ?? []
  const file = words[at + 1]?.value ?? null
  return file !== null && /^[\w.-]+$/.test(file) ? [file] : []
}

/** Copies what the install reads, installs, and only then copies the source: where the install follows right upon the source's COPY. */
export function installFirstPuts(node: PackageCallNode): readonly Put[] | null {
  const run = node.instruction as RunNode, copy = run.entry.previous && run.model.node(run.entry.previous), files = manifestsOf(node)
  if (!copy || copy.keyword !== 'COPY' || run.keyword !== 'RUN' || run.onbuild || run.commands.length !== 1 || files.length === 0 || copy.isJson || copy.words.length !== 2) return null
  if (!/^(?:\.\/?|\/)$/.test(copy.words[0]!) || copy.parsedFlags.flags.some(({ text }) => !/^--ch(?:own|mod)=/.test(text))) return null
  const from = blockOf(copy), moved = blockOf(run), { text } = run.model, target = copy.words[1]!
  if (!from || !moved) return null
  const flags = copy.parsedFlags.flags.map(flag => `${flag.text} `).join(''), line = `${copy.written} ${flags}${files.join(' ')} ${target.endsWith('/') ? target : `${target}/`}`
  return [{ span: [from[0], from[0]], text: line + breakOf(text) + text.slice(...moved) + breakOf(text) }, { span: [moved[0], afterLine(text, moved[1])], text: '' }]
}

/** Commands that an `&&` joins to one on the same line, counted from where their instruction begins: where that line can be split. */
export function chained(node: RunNode): readonly { readonly at: number; readonly command: Command }[] {
  const { source } = node.content
  if (node.form !== 'shell' || !node.script?.complete || node.heredocs.length) return []
  return node.script.commands.flatMap(command => {
    if (command.operator !== '&&' || command.inside.length) return []
    const end = skipBlanks(source, command.span[0]), at = end - 2, head = skipBlanks(source, at)
    return source.startsWith('&&', at) && head > 0 && !/[\r\n]/.test(source[head - 1]!) ? [{ at, command }] : []
  })
}

/** The offset behind what precedes one on its line. */
function skipBlanks(text: string, at: number): number {
  while (at > 0 && (text[at - 1] === ' ' || text[at - 1] === '\t')) at--
  return at
}

/** How many commands the fullest line of a RUN holds. */
export function crowding(node: RunNode): number {
  const { source } = node.content
  let most = 1, count = 1, from = 0
  for (const { at } of chained(node)) {
    const isSameLine = !/[\r\n]/.test(source.slice(from, at))
    count = isSameLine && from > 0 ? count + 1 : 2
    most = Math.max(most, count)
    from = at
  }
  return most
}

/** Each command of a chain on a line of its own. */
export function splitPuts(node: RunNode): readonly Put[] | null {
  const { text, escape } = node.model, base = node.entry.raw.span[0], { source } = node.content
  const indent = indentOf(source, 0, source.length) ?? '    '
  return chained(node).map(({ at }) => {
    const end = skipBlanks(source, at)
    return { span: [base + end, base + at] as Span, text: ` ${escape}${breakOf(text)}${indent}` }
  })
}

/** Packages that stand together: no comment or option between them. */
function groupsOf(node: PackageCallNode): readonly { readonly span: Span; readonly text: string; readonly key: string }[][] {
  const { source } = node.instruction.content, groups: { span: Span; text: string; key: string }[][] = []
  let end = -1
  for (const { span, name, source: from, unknown } of node.read.packages) {
    const text = source.slice(...span), isNamed = from === 'registry' && name !== null && !unknown
    const isJoined = end >= 0 && /^(?:[ \t]|[\\`][ \t]*(?:\r\n|\n|\r))*$/.test(source.slice(end, span[0]))
    if (!isJoined || !isNamed) groups.push([])
    if (isNamed) groups.at(-1)!.push({ span, text, key: name.toLowerCase() })
    end = isNamed ? span[1] : -1
  }
  return groups
}

const sorted = <T extends { readonly key: string; readonly text: string }>(group: readonly T[]): T[] =>
  [...group].sort((a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : a.text < b.text ? -1 : a.text > b.text ? 1 : 0)

/** The packages stand in the order of their names, within each group that comments or options set apart. */
export const isSorted = (node: PackageCallNode): boolean => groupsOf(node).every(group => sorted(group).every((item, i) => item.text === group[i]!.text))

/** The packages' names, put into order where they stand. */
export const sortPuts = (node: PackageCallNode): readonly Put[] => {
  const base = node.instruction.entry.raw.span[0]
  return groupsOf(node).flatMap(group => sorted(group).flatMap((item, i) => item.text === group[i]!.text ? [] : [{ span: [group[i]!.span[0] + base, group[i]!.span[1] + base] as Span, text: item.text }]))
}
