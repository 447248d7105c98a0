import type { Change, Written } from '../../core/fact'
import type { Edit } from '../../core/fix'
import { afterLine, lineEnd, lineStart } from '../../core/lines'
import type { Span } from '../../core/span'
import type { BuildStage, Entry } from './build'
import { faultsOf } from './grammar'
import { jsonStrings } from './line'
import { installFirstPuts, joinPuts, movePuts, sortPuts, splitPuts } from './join'
import { emptyLines } from './layout'
import { indexIn, keyIn, type Node } from './node'
import { CommentNode, CopyNode, FileNode, HealthcheckNode, ImageNode, InstructionNode, LabelNode, ProgramNode, RunNode, StageNode, UserNode, VariableNode } from './nodes'
import { CommandNode, PackageCallNode } from './run'
import { partsOf } from './image'

type Put = { readonly span: Span; readonly text: string }

/** The edits of one change, or null where it cannot be said in this file. */
export function editFact(node: Node, change: Change): readonly Edit[] | null {
  const puts = putsFor(node, change)
  return puts && !puts.some(put => isSwallowed(node, put)) ? puts.map(put => ({ path: node.path, ...put })) : null
}

/** A new line below one that ends in a dangling continuation would become part of it. */
const isSwallowed = (node: Node, { span: [at, end], text }: Put): boolean =>
  at === end && /^[\r\n]/.test(text) && node.model.text.slice(lineStart(node.model.text, at), at).trimEnd().endsWith(node.model.escape)

function putsFor(node: Node, change: Change): readonly Put[] | null {
  const target = node.resolve(change.path)
  if (target.node !== node) return putsFor(target.node, { ...change, path: target.rest })
  if (change.kind === 'replace') {
    const span = node.token(change.path)
    return span && [{ span, text: change.text }]
  }
  if (node instanceof FileNode) return filePuts(node, change)
  if (node instanceof CommentNode) return change.kind === 'append' && change.path === 'after' ? [{ span: [lineEnd(node.model.text, node.comment.span[1]), lineEnd(node.model.text, node.comment.span[1])], text: breakOf(node.model.text) + raw(change.value) }] : null
  if (node instanceof StageNode) return stagePuts(node, change)
  if (node instanceof ImageNode) return imagePuts(node, change)
  if (node instanceof PackageCallNode) return packagePuts(node, change)
  if (node instanceof CommandNode) return commandPuts(node, change, node.command.nameSpan[1])
  if (node instanceof InstructionNode) return instructionPuts(node, change)
  return null
}

const raw = (value: Written): string => value === null ? '' : typeof value === 'object' && 'raw' in value ? String(value.raw) : Array.isArray(value) ? json(value) : String(value)
const json = (values: readonly unknown[]): string => `[${values.map(value => JSON.stringify(String(value))).join(', ')}]`

/** The line break that the file uses. */
const breakOf = (text: string): string => /\r\n|\n|\r/.exec(text)?.[0] ?? '\n'

const nextLine = (text: string, at: number): number => afterLine(text, lineEnd(text, at))

/** Inserts lines above an instruction, and above the comments that belong to it. */
function above(node: Node, entry: Entry, lines: string): Put {
  const { text } = node.model, floor = entry.index > 0 ? node.model.build.entries[entry.index - 1]!.raw.span[1] : 0
  let at = lineStart(text, entry.raw.span[0])
  while (at > 0) {
    const before = lineStart(text, text[at - 1] === '\n' && text[at - 2] === '\r' ? at - 2 : at - 1)
    if (before < floor || !/^[ \t]*#/.test(text.slice(before, at)) || isDirective(node, before)) break
    at = before
  }
  return { span: [at, at], text: lines.split('\n').join(breakOf(text)) + breakOf(text) }
}

const isDirective = (node: Node, at: number): boolean => node.model.raw.directives.some(({ nameSpan }) => lineStart(node.model.text, nameSpan[0]) === at)

/** Inserts lines below an instruction. */
function below(node: Node, entry: Entry, lines: string): Put {
  const { text } = node.model, at = lineEnd(text, entry.raw.span[1])
  return { span: [at, at], text: breakOf(text) + lines.split('\n').join(breakOf(text)) }
}

function filePuts(node: FileNode, change: Exclude<Change, { kind: 'replace' }>): readonly Put[] | null {
  const { path, kind } = change, { text } = node.model
  if (kind === 'remove') {
    const spacing = indexIn(path, 'spacings')
    return spacing >= 0 ? [node.spacings[spacing]!.put] : null
  }
  if (kind === 'set' && path === 'syntax') {
    const found = node.model.raw.directives.find(({ name }) => name === 'syntax'), at = text.startsWith('\uFEFF') ? 1 : 0
    return [found ? { span: found.valueSpan, text: raw(change.value) } : { span: [at, at], text: `# syntax=${raw(change.value)}${breakOf(text)}` }]
  }
  const span = kind === 'set' ? node.token(path) : null
  return span && [{ span, text: raw(change.value) }]
}

const closing: ReadonlySet<string> = new Set(['CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'EXPOSE', 'STOPSIGNAL', 'LABEL', 'VOLUME', 'ENV'])

/** Inserts an instruction where the stage comes to its end: above CMD and ENTRYPOINT where nothing of the build follows them, else last. */
function atEnd(node: Node, stage: BuildStage, line: string): Put {
  const own = stage.entries.filter(({ raw }) => !raw.onbuild)
  const first = own.findIndex(({ raw }, i) => (raw.keyword === 'CMD' || raw.keyword === 'ENTRYPOINT') && own.slice(i).every(other => closing.has(other.raw.keyword)))
  return first >= 0 ? above(node, own[first]!, line) : below(node, stage.entries.at(-1) ?? stage.from, line)
}

function stagePuts(node: StageNode, change: Exclude<Change, { kind: 'replace' }>): readonly Put[] | null {
  const { path, kind } = change, { built, model } = node
  if (kind === 'remove') {
    if (path === 'name' || path === 'as') return built.as ? [removeToken(model.text, [built.from.raw.line.at(built.as.start), (built.name ?? built.as) === built.as ? built.from.raw.line.at(built.as.end) : built.from.raw.line.span(built.name!.start, built.name!.end)[1]])] : null
    return path === 'platform' ? instructionPuts(node.fromInstruction, { kind, path: 'flags.platform' }) : null
  }
  const value = raw(change.value)
  const own = (entry: Entry | null): Entry | null => entry?.stage === built ? entry : null
  const setLast = (entry: Entry | null, line: string): readonly Put[] => {
    const mine = own(entry)
    return mine ? instructionPuts(model.node(mine), { kind: 'set', path: 'text', value: { raw: line.slice(line.indexOf(' ') + 1) } }) ?? [] : [atEnd(node, built, line)]
  }
  switch (path) {
    case 'user': return setLast(built.user, `USER ${value}`)
    case 'healthcheck': return setLast(built.healthcheck, `HEALTHCHECK ${/^(?:CMD|NONE|--)/.test(value) ? value : `CMD ${value}`}`)
    case 'cmd': return setLast(built.cmd, `CMD ${value}`)
    case 'entrypoint': return setLast(built.entrypoint, `ENTRYPOINT ${value}`)
    case 'stopsignal': return setLast(built.stopsignal, `STOPSIGNAL ${value}`)
    case 'workdir': return own(built.workdir) ? setLast(built.workdir, `WORKDIR ${value}`) : [below(node, built.from, `WORKDIR ${value}`)]
    case 'shell': return own(built.shell) ? setLast(built.shell, `SHELL ${value}`) : [below(node, built.from, `SHELL ${value}`)]
    case 'platform': return instructionPuts(node.fromInstruction, { kind: 'set', path: 'flags.platform', value: change.value })
    case 'name': return built.name ? [{ span: node.token('name')!, text: value }] : built.image ? [{ span: end(node.token('image')!), text: ` AS ${value}` }] : null
    case 'image': return built.image ? [{ span: node.token('image')!, text: value }] : null
    case 'instructions': return kind === 'insert' ? [below(node, built.from, value)] : kind === 'append' ? [atEnd(node, built, value)] : null
  }
  const label = keyIn(path, 'labels'), variable = keyIn(path, 'env'), argument = keyIn(path, 'args')
  if (label !== null) return [atEnd(node, built, `LABEL ${label}=${quoted(value)}`)]
  if (variable !== null) return [below(node, built.from, `ENV ${variable}=${quoted(value)}`)]
  if (argument !== null) return [below(node, built.from, `ARG ${argument}${value === '' ? '' : `=${quoted(value)}`}`)]
  return null
}

const quoted = (value: string): string => /^[\w./:@%+,-]+$/.test(value) || /^(["']).*\1$/.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`
const end = (span: Span): Span => [span[1], span[1]]

function imagePuts(node: ImageNode, change: Exclude<Change, { kind: 'replace' }>): readonly Put[] | null {
  const { path, kind } = change, { line } = node.entry.raw, { start } = node.written
  if (node.text === '') return null
  const { name, tag, digest } = partsOf(node.text), all = (from: number, to: number): Span => line.span(start + from, start + to), at = (index: number): Span => end(all(index - 1, index))
  if (kind === 'remove') {
    if (path === 'tag') return tag && [{ span: all(name[1], tag[1]), text: '' }]
    if (path === 'digest') return digest && [{ span: all(digest[0] - 1, digest[1]), text: '' }]
    return null
  }
  if (kind !== 'set') return null
  const value = raw(change.value)
  switch (path) {
    case 'tag': return name[1] === 0 ? null : [tag ? { span: [line.at(start + name[1]), all(name[1], tag[1])[1]], text: `:${value}` } : { span: at(name[1]), text: `:${value}` }]
    case 'digest': return [digest ? { span: all(digest[0] - 1, digest[1]), text: `@${value}` } : { span: at(node.text.length), text: `@${value}` }]
    case 'name': case 'repository': return name[1] === 0 ? null : [{ span: all(0, name[1]), text: value }]
    case '': case 'text': case 'reference': return [{ span: all(0, node.text.length), text: value }]
    default: return null
  }
}

/** Takes a token out together with the blanks before it. */
function removeToken(text: string, span: Span): Put {
  let start = span[0]
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--
  // On a line of its own the line goes as well.
  if (start > 0 && /[\r\n]/.test(text[start - 1]!)) {
    const rest = /^[ \t]*(?:[\\`][ \t]*)?(?:\r\n|\n|\r)/.exec(text.slice(span[1], lineEnd(text, span[1]) + 2))
    if (rest) return { span: [start, span[1] + rest[0].length], text: '' }
    let stop = span[1]
    while (text[stop] === ' ' || text[stop] === '\t') stop++
    return { span: [span[0], stop], text: '' }
  }
  return { span: [start, span[1]], text: '' }
}

function instructionPuts(node: InstructionNode, change: Exclude<Change, { kind: 'replace' }>): readonly Put[] | null {
  const { path, kind } = change, { entry, model } = node, { text } = model, { line, keywordSpan, headEnd, span } = entry.raw
  if (node instanceof UserNode && kind === 'set' && path === 'user') return instructionPuts(node, { ...change, path: 'text' })
  const part = node instanceof VariableNode || node instanceof LabelNode ? node : null
  if (path === 'hasEmptyContinuation') return [...emptyLines(text, entry.raw)].map(span => ({ span, text: '' }))
  if (path === 'joinsPrevious') return joinPuts(model.node(entry))
  if (path === 'isMisplaced') return movePuts(node)
  if (path === 'crowding' && node instanceof RunNode) return splitPuts(node)
  if (kind === 'remove') {
    const flag = keyIn(path, 'flags'), token = flag === null ? null : node.flagToken(flag)
    if (flag !== null) return token && [removeToken(text, line.span(token.start, token.end))]
    if (path === '') {
      const isOnlyPart = !part || model.parts(entry).length < 2
      if (!isOnlyPart) return [removeToken(text, line.span(part!.pair.name.start, (part!.pair.value ?? part!.pair.name).end))]
      if (node.kind === 'docker.Expose' && model.parts(entry).length > 1) return [removeToken(text, node.token('')!)]
      return [{ span: [lineStart(text, span[0]), nextLine(text, span[1])], text: '' }]
    }
    if (path === 'from' || path === 'chown' || path === 'chmod' || path === 'network' || path === 'security') return instructionPuts(node, { kind, path: `flags.${path}` })
    const found = node.token(path)
    return found && [removeToken(text, found)]
  }
  const value = raw(change.value)
  const fault = kind === 'set' ? faultsOf(node.content)[indexIn(path, 'faults')] : undefined
  if (fault) return [{ span: fault.replaces[0] < 0 ? keywordSpan : line.span(...fault.replaces), text: value }]
  if (kind === 'insert' && path === 'before') return [above(node, entry, value)]
  if (kind === 'append' && path === 'after') return [below(node, entry, value)]
  const flag = keyIn(path, 'flags') ?? (/^(?:from|chown|chmod|checksum|network|security|interval|timeout|retries)$/.test(path) && !(node instanceof VariableNode) ? path : path === 'link' || path === 'isLinked' ? 'link' : path === 'startPeriod' ? 'start-period' : null)
  if (flag !== null && kind === 'set') {
    const written = value === '' || change.value === true ? `--${flag}` : `--${flag}=${value}`, token = node.flagToken(flag)
    if (token) return [{ span: line.span(token.start, token.end), text: written }]
    const at = node.parsedFlags.flags.at(-1), place = at ? end(line.span(at.start, at.end)) : end(keywordSpan)
    return [{ span: place, text: ` ${written}` }]
  }
  if (node instanceof RunNode && path === 'mounts' && kind === 'append') {
    const last = node.parsedFlags.flags.at(-1)
    return [{ span: end(last ? line.span(last.start, last.end) : keywordSpan), text: ` --mount=${value}` }]
  }
  // An exec form takes another command only where it gives a text to a shell.
  if (node instanceof RunNode && (path === 'commands' || path === 'script') && kind === 'append') return node.isJson && !/^-\w*c$/.test(node.words.at(-2) ?? '') ? null : [appendCommand(node, value)]
  if (node instanceof RunNode && path === 'joined' && kind === 'append') return joinNext(node)
  if (node instanceof RunNode && (path === 'commands' || path === 'script') && kind === 'insert') return prependCommand(node, value)
  if (kind === 'set' && path === 'keyword') return [{ span: keywordSpan, text: value }]
  if (kind === 'set' && (path === 'argv' || path === 'form') && node instanceof ProgramNode) {
    const words = path === 'argv' && Array.isArray(change.value) ? change.value : node.argv
    if (words.length === 0 || words.some(word => typeof word !== 'string')) return null
    const first = node instanceof HealthcheckNode ? node.token('argv[0]') : argumentsSpan(node)
    return first && [{ span: [first[0], Math.max(first[0], headEnd)], text: json(words) }]
  }
  if (kind === 'set' && path === 'isLegacy' && part) {
    const { name, value: written } = part.pair
    if (!part.isLegacy || !written) return null
    return [{ span: [line.at(name.start), line.span(written.start, written.end)[1]], text: `${name.text}=${quoted(written.text)}` }]
  }
  if (kind === 'set' && (path === 'value' || path === 'valueText') && part) {
    const { name, value: written } = part.pair
    if (written) return [{ span: line.span(written.start, written.end), text: quoted(value) }]
    return [{ span: end(line.span(name.start, name.end)), text: `=${quoted(value)}` }]
  }
  if (kind === 'set' && (path === 'text' || path === '' && !part)) {
    const span = argumentsSpan(node)
    return [span ? { span, text: value } : { span: end(keywordSpan), text: ` ${value}` }]
  }
  if (kind === 'insert' && (path === 'sources' || path === 'words')) {
    const first = node.token(`${path}[0]`)
    return first && [{ span: [first[0], first[0]], text: `${value} ` }]
  }
  if (kind === 'append' && path === 'words') return [{ span: [headEnd, headEnd], text: ` ${value}` }]
  if (kind !== 'set') return null
  const found = node.token(path)
  return found && [{ span: found, text: node instanceof CopyNode && node.isJson || indexIn(path, 'words') >= 0 && node.isJson ? JSON.stringify(value).slice(1, -1) : value }]
}

/** All that follows the keyword and the flags, up to a heredoc. */
function argumentsSpan(node: InstructionNode): Span | null {
  const { line, headEnd } = node.entry.raw, { text } = line, from = node.parsedFlags.rest
  const start = from + /^\s*/.exec(text.slice(from))![0].length
  return start >= text.length ? null : [line.at(start), Math.max(line.at(start), headEnd)]
}

/** Adds a command behind all others of a RUN, in the way in which the others are joined and laid out. */
function appendCommand(node: RunNode, command: string): Put {
  const { text, escape } = node.model, { raw } = node.entry, eol = breakOf(text)
  if (node.form === 'heredoc') {
    const at = raw.heredocs[0]!.body[1]
    const indent = raw.heredocs[0]!.stripTabs ? '\t' : ''
    return { span: [at, at], text: indent + command + eol }
  }
  const strings = node.isJson ? jsonStrings(raw.line.text, node.parsedFlags.rest) : null
  if (strings?.length) {
    const at = raw.line.span(strings.at(-1)!.start, strings.at(-1)!.end)[1]
    return { span: [at, at], text: ` && ${JSON.stringify(command).slice(1, -1)}` }
  }
  let last = raw.headEnd
  while (last > 0 && /[ \t]/.test(text[last - 1]!)) last--
  const top = node.commands.filter(found => found.isTopLevel), joint = top.at(-1)?.after === ';' ? ';' : '&&'
  const start = lineStart(text, last)
  const isSplit = start > raw.span[0], indent = isSplit ? /^[ \t]*/.exec(text.slice(start, last))![0] : ''
  if (text[last - 1] === ';') return { span: [last, raw.headEnd], text: isSplit ? ` ${escape}${eol}${indent}${command}` : ` ${command}` }
  if (!isSplit) return { span: [last, raw.headEnd], text: joint === ';' ? `; ${command}` : ` && ${command}` }
  if (joint === ';') return { span: [last, raw.headEnd], text: `; ${escape}${eol}${indent}${command}` }
  // `&&` leads the lines or trails them.
  const leads = /^[ \t]*&&/m.test(text.slice(raw.span[0], last))
  const base = leads ? /^([ \t]*)&&/m.exec(text.slice(raw.span[0], last))![1]! : indentOfLast(node, '    ')
  return { span: [last, raw.headEnd], text: leads || !/&&[ \t]*[\\`]?[ \t]*$/m.test(text.slice(raw.span[0], start)) ? ` ${escape}${eol}${base}&& ${command}` : ` && ${escape}${eol}${base}${command}` }
}

/** Makes one RUN of this and the next instruction, a RUN without flags; comments between them stay. */
function joinNext(node: RunNode): readonly Put[] | null {
  const { text, escape } = node.model, { raw, index } = node.entry, next = node.model.build.entries[index + 1]
  if (!next || next.raw.keyword !== 'RUN') return null
  const eol = breakOf(text), from = raw.headEnd, to = next.raw.keywordSpan[1] + /^[ \t]*/.exec(text.slice(next.raw.keywordSpan[1]))![0].length
  const between = text.slice(from, next.raw.keywordSpan[0]).split(/\r\n|\n|\r/).filter(line => line.trim() !== '')
  if (between.some(line => !/^[ \t]*#/.test(line))) return null
  if (between.length === 0 && lineStart(text, from) <= raw.span[0] && lineEnd(text, to) >= next.raw.headEnd) return [{ span: [from, to], text: ' && ' }]
  return [{ span: [from, to], text: ` ${escape}${eol}${between.map(line => line + eol).join('')}    && ` }]
}

/** The indentation of the line on which the last command begins, which may be above its last line. */
function indentOfLast(node: RunNode, otherwise: string): string {
  const { text } = node.model, last = node.commands.filter(found => found.isTopLevel).at(-1)
  if (!last) return otherwise
  const start = lineStart(text, last.command.span[0])
  return start > node.entry.raw.span[0] ? /^[ \t]*/.exec(text.slice(start, last.command.span[0]))![0] : otherwise
}

/** Adds a command before all others of a RUN. */
function prependCommand(node: RunNode, command: string): readonly Put[] | null {
  const { text } = node.model, { raw } = node.entry
  if (node.form === 'heredoc') {
    const [start] = raw.heredocs[0]!.body, shebang = text.startsWith('#!', start) ? nextLine(text, start) : start
    return [{ span: [shebang, shebang], text: (raw.heredocs[0]!.stripTabs ? '\t' : '') + command + breakOf(text) }]
  }
  if (node.form === 'exec') return null
  const at = argumentsSpan(node)
  return at && [{ span: [at[0], at[0]], text: /^set\s/.test(command) ? `${command}; ` : `${command} && ` }]
}

function packagePuts(node: PackageCallNode, change: Exclude<Change, { kind: 'replace' }>): readonly Put[] | null {
  const { path, kind } = change
  if (path === 'isSorted') return sortPuts(node)
  if (path === 'manifests') return installFirstPuts(node)
  if (kind !== 'remove' && (path === 'flags' || path === 'words')) {
    const value = raw(change.value)
    if (path === 'flags' || kind === 'insert') return [{ span: end(node.call.actionSpan), text: ` ${value}` }]
    return commandPuts(node.command, change, node.call.actionSpan[1])
  }
  const at = indexIn(path, 'packages')
  const version = /^packages\[(\d+)\]\.version$/.exec(path)
  if (version && kind === 'set') {
    const found = node.call.packages[Number(version[1])]
    if (!found || found.unknown || found.source !== 'registry' || found.name === null) return null
    const joint = node.manager === 'pip' || node.manager === 'uv' || node.manager === 'pipx' || node.manager === 'poetry' ? '==' : /^(?:npm|yarn|pnpm|bun|go|cargo)$/.test(node.manager) ? '@' : node.manager === 'gem' ? ':' : /^(?:yum|dnf|microdnf|tdnf)$/.test(node.manager) ? '-' : '='
    return found.operator === null ? [{ span: end(found.span), text: joint + raw(change.value) }] : null
  }
  if (at >= 0 && kind === 'remove') return node.call.packages[at] ? [removeToken(node.model.text, node.call.packages[at]!.span)] : null
  if (path === 'packages' && kind === 'append') {
    const last = node.call.packages.at(-1)?.span ?? node.call.actionSpan
    return [{ span: end(last), text: ` ${raw(change.value)}` }]
  }
  return commandPuts(node.command, change, node.call.actionSpan[1])
}

function commandPuts(node: CommandNode, change: Exclude<Change, { kind: 'replace' }>, flagsAt: number): readonly Put[] | null {
  const { path, kind } = change, { command, model } = node, { text } = model
  if (kind === 'remove') {
    if (path === 'prefixes' || indexIn(path, 'prefixes') >= 0) {
      const at = Math.max(0, indexIn(path, 'prefixes')), wrapper = command.wrappers[at]
      if (!wrapper) return null
      const next = command.wrappers[at + 1]?.nameSpan[0] ?? command.nameSpan[0]
      return [{ span: [wrapper.nameSpan[0], Math.max(wrapper.nameSpan[1], next)], text: '' }]
    }
    if (path === '') {
      // A command that another one follows behind `&&`.
      const next = node.owner.commands[node.index + 1] as CommandNode | undefined
      if (!next || next.after !== '&&' || !node.isTopLevel || !next.isTopLevel || node.owner.isJson) return null
      const span: Span = [command.span[0], next.command.span[0]]
      return /#|\|/.test(text.slice(command.span[1], span[1])) ? null : [{ span, text: '' }]
    }
    const flag = keyIn(path, 'flags')
    if (flag !== null) {
      const span = node.token(path)
      if (!span) return null
      const written = text.slice(...span)
      // One letter of a cluster: the others stay.
      if (/^-[A-Za-z]$/.test(flag) && /^-[A-Za-z]{2,}$/.test(written)) return [{ span, text: written.split(flag[1]!).join('') === '-' ? '' : written.replace(flag[1]!, '') }]
      return [removeToken(text, span)]
    }
    const span = node.token(path)
    return span && path !== '' && path !== 'name' ? [removeToken(text, span)] : null
  }
  const value = raw(change.value)
  if (kind === 'set' && path === 'name') return [{ span: command.nameSpan, text: value }]
  if (kind !== 'set' && path === 'flags' || kind === 'insert' && path === 'words') return [{ span: [flagsAt, flagsAt], text: ` ${value}` }]
  if (kind === 'append' && path === 'words') {
    const last = command.words.at(-1)?.span[1] ?? command.nameSpan[1]
    return [{ span: [last, last], text: ` ${value}` }]
  }
  const flag = keyIn(path, 'flags')
  if (kind === 'set' && flag !== null) {
    const span = node.token(path), dashed = flag.startsWith('-') ? flag : flag.length === 1 ? `-${flag}` : `--${flag}`, written = value === '' || change.value === true ? dashed : dashed.startsWith('--') ? `${dashed}=${value}` : `${dashed} ${value}`
    return [span ? { span, text: written } : { span: [flagsAt, flagsAt], text: ` ${written}` }]
  }
  const span = kind === 'set' ? node.token(path) : null
  return span && [{ span, text: value }]
}
