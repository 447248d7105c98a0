import type { Span } from '../../core/span'
import type { Command } from './command'
import { sortArguments } from './options'

/** What a mode, octal or symbolic, gives away. */
export interface Grants {
  /** Others may write; the sticky bit of a shared folder excuses it. */
  readonly isWorldWritable: boolean
  readonly isSetuid: boolean
  readonly isSetgid: boolean
  /** The mode without write for group and others and without setuid and setgid, for octal modes. */
  readonly tightened: string | null
}

const none: Grants = { isWorldWritable: false, isSetuid: false, isSetgid: false, tightened: null }

/** Reads a mode as chmod does; null where it is none. */
export function readMode(text: string): Grants | null {
  const octal = /^0?o?([0-7]{1,5})$/.exec(text)
  if (octal) {
    const bits = parseInt(octal[1]!, 8), digits = octal[1]!.length
    const tightened = (bits & ~0o6022).toString(8).padStart(Math.max(3, digits), '0')
    return { isWorldWritable: (bits & 0o2) !== 0 && (bits & 0o1000) === 0, isSetuid: (bits & 0o4000) !== 0, isSetgid: (bits & 0o2000) !== 0, tightened: digits < 3 ? null : text.slice(0, text.length - digits) + tightened.slice(digits > 3 ? 0 : -digits) }
  }
  let isWorldWritable = false, isSetuid = false, isSetgid = false, isSticky = false
  for (const clause of text.split(',')) {
    const found = /^([ugoa]*)((?:[-+=][rwxXstugo]*)+)$/.exec(clause)
    if (!found) return null
    const who = found[1]!
    for (const [, operator, permissions] of found[2]!.matchAll(/([-+=])([rwxXstugo]*)/g)) {
      const isGiven = operator !== '-'
      // Without a class the umask takes write from others.
      if (/[oa]/.test(who) && permissions!.includes('w')) isWorldWritable = isGiven
      else if (/[oa]/.test(who) && operator === '=') isWorldWritable = false
      if (permissions!.includes('s') && (who === '' || /[ua]/.test(who))) isSetuid = isGiven
      if (permissions!.includes('s') && (who === '' || /[ga]/.test(who))) isSetgid = isGiven
      if (permissions!.includes('t')) isSticky = isGiven
    }
  }
  return { ...none, isWorldWritable: isWorldWritable && !isSticky, isSetuid, isSetgid }
}

/** The mode that a command sets. */
export interface ModeChange extends Grants {
  readonly text: string
  /** Where the mode stands, counted as the command's own places are. */
  readonly span: Span
  readonly targets: readonly (string | null)[]
}

/** The mode that chmod, also as find starts it, mkdir -m or install -m sets; null where there is none or only run time knows it. */
export function modeChangeOf(command: Command): ModeChange | null {
  const make = (text: string | null, span: Span, targets: readonly (string | null)[]): ModeChange | null => {
    const grants = text === null ? null : readMode(text)
    return grants && { ...grants, text: text!, span, targets }
  }
  if (command.name === 'chmod') {
    // `chmod -w file` takes away: a mode that begins with a dash gives nothing.
    const { operands } = sortArguments(command, '', ['reference']), [mode, ...targets] = operands
    return mode ? make(mode.value, mode.span, targets.map(word => word.value)) : null
  }
  if (command.name === 'find') {
    const at = command.words.findIndex((word, i) => /^-exec(?:dir)?$/.test(word.value ?? '') && /^(?:\/\S*\/)?chmod$/.test(command.words[i + 1]?.value ?? ''))
    return at < 0 ? null : modeChangeOf({ ...command, name: 'chmod', words: command.words.slice(at + 2) })
  }
  if (command.name !== 'mkdir' && command.name !== 'install') return null
  const { options, operands } = sortArguments(command, command.name === 'mkdir' ? 'm' : 'gmotSZ', ['mode', 'group', 'owner', 'suffix', 'target-directory']), mode = options.get('-m') ?? options.get('--mode')
  if (!mode?.valueWord) return null
  const { valueWord, value, at } = mode, isWhole = at === 0 || valueWord.span[1] - valueWord.span[0] !== (valueWord.value ?? '').length
  return make(value, isWhole ? valueWord.span : [valueWord.span[0] + at, valueWord.span[1]], operands.map(word => word.value))
}
