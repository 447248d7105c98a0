import type { Assignment, Command, Context, Word } from './command'

const conditional: ReadonlySet<Context> = new Set(['if', 'for', 'while', 'case', 'subshell', 'substitution', 'function'])

/** Longer than any list of packages: what a variable holds beyond is not read. */
const maxValue = 20_000

/** The command with those variables in its arguments replaced that commands before it in its script assign, once and under no condition; an unquoted value is taken apart at its blanks. */
export function withAssigned(command: Command, script: readonly Command[]): Command {
  if (command.words.every(word => word.value !== null || !word.parts.some(part => part.kind === 'variable'))) return command
  const assigned = assignmentsBefore(command, script)
  if (assigned.size === 0) return command
  return { ...command, words: command.words.flatMap(word => word.value === null ? expandWord(word, assigned) : [word]) }
}

/** What each variable holds; null where only run time knows. */
function assignmentsBefore(command: Command, script: readonly Command[]): ReadonlyMap<string, string | null> {
  const found = new Map<string, string | null>()
  for (const other of script) {
    if (other === command) break
    const isConditional = other.inside.some(context => conditional.has(context)) || other.operator === '||' || other.background
    for (const { name, value, append } of assignedBy(other)) {
      const before = found.get(name), text = value === null ? '' : value.value ?? expandWord(value, found).map(word => word.value).reduce<string | null>((all, next) => all === null || next === null ? null : all === '' ? next : `${all} ${next}`, '')
      const known = append ? before === undefined || before === null || text === null ? null : before + text : text
      found.set(name, isConditional || known !== null && known.length > maxValue ? null : known)
    }
  }
  return found
}

function assignedBy(command: Command): readonly Pick<Assignment, 'name' | 'value' | 'append'>[] {
  if (command.nameWord === null && command.name === null) return command.assignments
  if (command.name !== 'export' && command.name !== 'declare' && command.name !== 'local' && command.name !== 'readonly') return []
  return command.words.flatMap(word => {
    const match = /^([A-Za-z_]\w*)=/.exec(word.prefix)
    return match ? [{ name: match[1]!, append: false, value: { ...word, value: word.value?.slice(match[0].length) ?? null, parts: [] } }] : []
  })
}

function expandWord(word: Word, assigned: ReadonlyMap<string, string | null>): readonly Word[] {
  let words: { text: string; begun: boolean }[] = [{ text: '', begun: false }]
  for (const part of word.parts) {
    const last = words.at(-1)!
    if (part.kind === 'literal' || part.kind === 'glob') {
      last.text += part.value
      last.begun = true
      continue
    }
    const value = part.kind === 'variable' && part.operator === null ? assigned.get(part.name) ?? null : null
    if (value === null) return [word]
    if (part.quoted !== null) {
      last.text += value
      last.begun = true
      continue
    }
    const pieces = value.split(/\s+/)
    if (pieces[0] !== '') Object.assign(last, { text: last.text + pieces[0]!, begun: true })
    words = [...words, ...pieces.slice(1).filter((piece, i, all) => piece !== '' || i === all.length - 1 && i >= 0).map(text => ({ text, begun: text !== '' }))]
  }
  return words.filter(({ begun }) => begun).map(({ text }) => ({ ...word, value: text, prefix: text, quoted: null, parts: [] }))
}
