import type { Command, Word } from './command'

/** The arguments of a command, sorted: options with their values, and operands. */
export interface Sorted {
  /** By name with dashes: of `-u 10 -lm` there are `-u`, `-l`, `-m`. The value is null for an option without one. */
  readonly options: ReadonlyMap<string, Option>
  readonly operands: readonly Word[]
}

/** An option as written. `value` is unknown (null) where only run time knows it; `at` is where the value begins in the word's text. */
export interface Option { readonly word: Word; readonly valueWord: Word | null; readonly value: string | null; readonly at: number }

/** Sorts the arguments as getopt does, given the options that take a value: letters (`ugG`) and long names. */
export function sortArguments(command: Command, letters: string, longs: readonly string[]): Sorted {
  const options = new Map<string, Option>(), operands: Word[] = [], { words } = command
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!, text = word.value ?? word.prefix
    if (word.value === '--') {
      operands.push(...words.slice(i + 1))
      break
    }
    if (!text.startsWith('-') || text === '-') operands.push(word)
    else if (text.startsWith('--')) {
      const equals = text.indexOf('='), name = equals < 0 ? text : text.slice(0, equals)
      if (equals >= 0) options.set(name, { word, valueWord: word, value: word.value === null ? null : text.slice(equals + 1), at: equals + 1 })
      else if (longs.includes(name.slice(2)) && i + 1 < words.length) {
        const next = words[++i]!
        options.set(name, { word, valueWord: next, value: next.value, at: 0 })
      } else options.set(name, { word, valueWord: null, value: null, at: 0 })
    } else for (let at = 1; at < text.length; at++) {
      const name = '-' + text[at]!
      if (!letters.includes(text[at]!)) options.set(name, { word, valueWord: null, value: null, at: 0 })
      else {
        if (at + 1 < text.length || word.value === null) options.set(name, { word, valueWord: word, value: word.value === null ? null : text.slice(at + 1), at: at + 1 })
        else if (i + 1 < words.length) {
          const next = words[++i]!
          options.set(name, { word, valueWord: next, value: next.value, at: 0 })
        }
        break
      }
    }
  }
  return { options, operands }
}
