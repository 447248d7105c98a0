import type { Assignment, Command, Context, Word } from './command'

const conditional: ReadonlySet<Context> = new Set(['if', 'for', 'while', 'case', 'subshell', 'substitution', 'function'])

/** In characters, longer than any list of packages: what a variable holds beyond is not known. */
const maxValue = 4000
/** More than any list has: a word that becomes more words stays as it is. */
const maxWords = 200

/** What a variable holds from a command on, by the command's place in its script; null where only run time knows. */
interface Held { readonly at: number; readonly value: string | null }

/** The command with those variables in its arguments replaced that commands before it in its script assign, under no condition; an unquoted value is taken apart at its blanks. */
export function withAssigned(command: Command, script: readonly Command[]): Command {
  if (command.words.every(word => word.value !== null || !word.parts.some(part => part.kind === 'variable'))) return command
  const assigned = assignmentsOf(script)
  if (assigned.size === 0) return command
  const at = script.indexOf(command), valueOf = (name: string): string | null => assigned.get(name)?.findLast(held => held.at < at)?.value ?? null
  return { ...command, words: command.words.flatMap(word => word.value === null ? expandWord(word, valueOf) : [word]) }
}

const known = new WeakMap<readonly Command[], ReadonlyMap<string, readonly Held[]>>()

function assignmentsOf(script: readonly Command[]): ReadonlyMap<string, readonly Held[]> {
  const before = known.get(script)
  if (before) return before
  const found = new Map<string, Held[]>(), valueOf = (name: string): string | null => found.get(name)?.at(-1)?.value ?? null
  for (const [at, command] of script.entries()) {
    const isConditional = command.inside.some(context => conditional.has(context)) || command.operator === '||' || command.background
    for (const { name, value, append } of assignedBy(command)) {
      const written = value === null ? '' : value.value ?? textOf(value, valueOf), text = !append ? written : written === null ? null : joined(valueOf(name), written)
      const held: Held = { at, value: isConditional || text !== null && text.length > maxValue ? null : text }
      const all = found.get(name)
      if (all) all.push(held)
      else found.set(name, [held])
    }
  }
  known.set(script, found)
  return found
}

const joined = (first: string | null, second: string): string | null => first === null ? null : first + second

/** An assigned value, in which blanks of a variable stay. */
function textOf(word: Word, valueOf: (name: string) => string | null): string | null {
  let text = ''
  for (const part of word.parts) {
    const piece = part.kind === 'literal' || part.kind === 'glob' ? part.value : part.kind === 'variable' && part.operator === null ? valueOf(part.name) : null
    if (piece === null || text.length + piece.length > maxValue) return null
    text += piece
  }
  return text
}

function assignedBy(command: Command): readonly Pick<Assignment, 'name' | 'value' | 'append'>[] {
  if (command.nameWord === null && command.name === null) return command.assignments
  if (command.name !== 'export' && command.name !== 'declare' && command.name !== 'local' && command.name !== 'readonly') return []
  return command.words.flatMap(word => {
    const match = /^([A-Za-z_]\w*)=/.exec(word.prefix)
    return match ? [{ name: match[1]!, append: false, value: { ...word, value: word.value?.slice(match[0].length) ?? null, parts: [] } }] : []
  })
}

function expandWord(word: Word, valueOf: (name: string) => string | null): readonly Word[] {
  const words: { text: string; begun: boolean }[] = [{ text: '', begun: false }]
  const add = (text: string): void => {
    const last = words.at(-1)!
    last.text += text
    last.begun = true
  }
  for (const part of word.parts) {
    if (part.kind === 'literal' || part.kind === 'glob') {
      add(part.value)
      continue
    }
    const value = part.kind === 'variable' && part.operator === null ? valueOf(part.name) : null
    if (value === null) return [word]
    if (part.quoted !== null) {
      add(value)
      continue
    }
    for (const [i, piece] of value.split(/\s+/).entries()) {
      if (i > 0 && words.at(-1)!.begun) words.push({ text: '', begun: false })
      if (piece !== '') add(piece)
    }
    if (words.length > maxWords) return [word]
  }
  return words.filter(({ begun }) => begun).map(({ text }) => ({ ...word, value: text, prefix: text, quoted: null, parts: [] }))
}
