import type { Span } from '../../core/span'

export type Quote = 'single' | 'double' | null

interface PartBase { readonly span: Span; readonly quoted: Quote }

/** `$NAME`, `${NAME}` or `${NAME<operator>…}`; `words` are the operands in it, such as the default of `${NAME:-word}`. */
export interface VariablePart extends PartBase { readonly kind: 'variable'; readonly name: string; readonly operator: string | null; readonly words: readonly Word[] }
/** `$(…)`, backticks or `<(…)`: what runs in it, in order. */
export interface SubstitutionPart extends PartBase { readonly kind: 'substitution'; readonly commands: readonly Command[] }
/** A piece of a word as written. A `hole` is text that is not known before run time, such as `${{ … }}`. */
export type WordPart =
  | PartBase & { readonly kind: 'literal' | 'glob'; readonly value: string }
  | PartBase & { readonly kind: 'arithmetic' | 'brace' | 'hole' }
  | VariablePart
  | SubstitutionPart

/** One shell word. Patterns such as `7.*` are known: they are their own value. */
export interface Word {
  /** What the word says after quote removal; null where only run time knows. */
  readonly value: string | null
  /** The known beginning of the value: all of it when the value is known. */
  readonly prefix: string
  /** As the shell that runs it reads it, but holes as they stand in the file. */
  readonly text: string
  readonly span: Span
  /** The whole word is one quoted string. */
  readonly quoted: Quote
  readonly parts: readonly WordPart[]
}

export interface Assignment { readonly name: string; readonly value: Word | null; readonly append: boolean; readonly span: Span; readonly nameSpan: Span }

export interface Redirect {
  readonly operator: '>' | '>>' | '<' | '<>' | '<&' | '>&' | '>|' | '&>' | '&>>' | '<<<' | '<<' | '<<-'
  readonly descriptor: number | null
  /** The file, or the heredoc's delimiter. */
  readonly target: Word | null
  /** A heredoc's body; its parts hold the variables it expands. */
  readonly body: Word | null
  readonly span: Span
}

export type Context = 'if' | 'for' | 'while' | 'case' | 'subshell' | 'group' | 'substitution' | 'function' | 'shell'

/** A command that runs another one, as `sudo` or `env`; its words are its own options and operands. */
export interface Wrapper { readonly name: string; readonly nameSpan: Span; readonly words: readonly Word[] }

export interface ShellOptions { readonly errexit: boolean; readonly pipefail: boolean; readonly nounset: boolean; readonly xtrace: boolean }

/** One simple command. What `sudo`, `env` and the like run is the command, and they are its `wrappers`, outermost first. */
export interface Command {
  /** Without its directory when that is an absolute `bin` or `sbin` or a virtual environment's; null when there is none or only run time knows it. */
  readonly name: string | null
  readonly nameWord: Word | null
  /** The name as written, or the start of the command where it has none. */
  readonly nameSpan: Span
  /** The arguments after the name. */
  readonly words: readonly Word[]
  /** More arguments come from elsewhere (`xargs`). */
  readonly open: boolean
  readonly wrappers: readonly Wrapper[]
  readonly assignments: readonly Assignment[]
  readonly redirects: readonly Redirect[]
  /** From the first assignment, wrapper or redirect to the last argument or redirect. */
  readonly span: Span
  /** The pipeline it is a stage of: its number in the script, and the stage. */
  readonly pipeline: { readonly id: number; readonly index: number; readonly length: number }
  /** What joins it to what precedes it in its list; null for the first. A newline counts as `;`. */
  readonly operator: '&&' | '||' | ';' | '&' | '|' | '|&' | null
  /** The constructs around it, outermost first. */
  readonly inside: readonly Context[]
  /** The redirects of the groups, loops and the like around it within its substitution, outermost first. */
  readonly outer: readonly Redirect[]
  /** Its exit status is tested (`if`, `while`, left of `&&` and `||`, `!`), so `set -e` does not end the script. */
  readonly tested: boolean
  readonly negated: boolean
  readonly background: boolean
  /** The `set` options in effect when it starts, as far as the script itself and its caller say. */
  readonly options: ShellOptions
}

/** A run of stages joined by `|`; each stage is the commands it runs, in order. */
export interface Pipeline { readonly id: number; readonly stages: readonly (readonly Command[])[]; readonly span: Span; readonly negated: boolean }

export interface ShellError { readonly message: string; readonly span: Span }

export type FeatureKind = '[[' | 'array' | 'process substitution' | 'here-string' | 'function keyword' | 'select' | 'arithmetic for' | 'coproc' | 'redirection of both' | 'pipe of both' | 'substring' | 'replacement' | 'case change' | 'indirection' | 'dollar quote' | 'arithmetic command' | 'increment' | 'appending' | 'function name' | 'file substitution' | 'if by lists'

/** Something that not every shell can read, or `test && a || b`, at the token that shows it. */
export interface Feature { readonly kind: FeatureKind; readonly span: Span }

/** A shell script as data. Where it is not `complete` there are syntax errors, and only what is there can be relied on, not what is missing. */
export interface Script {
  /** Every simple command in the order of execution, those of substitutions before the command that asks for them. */
  readonly commands: readonly Command[]
  readonly pipelines: readonly Pipeline[]
  readonly errors: readonly ShellError[]
  /** In the script itself; those of scripts that another shell reads are left out. */
  readonly features: readonly Feature[]
  /** Variables that constructs set: those of `for` and `select`. */
  readonly loopNames: readonly string[]
  readonly complete: boolean
  /** The `#!` line without its first two characters. */
  readonly shebang: string | null
}

export interface Flag {
  /** With its dashes: `-y`, `--yes`; one entry per letter of a cluster. */
  readonly name: string
  /** What follows `=`; the word after it is not looked at. */
  readonly value: string | null
  readonly word: Word
  readonly span: Span
}

/** The options among the arguments up to `--`. `-abc` is read as a cluster of letters and as the long option `-abc` alike. */
export function* flags(command: Command): Generator<Flag> {
  for (const word of command.words) {
    if (word.value === '--') return
    const head = /^(--?[A-Za-z0-9?@#][\w.:-]*)(=?)/.exec(word.prefix)
    if (!head) continue
    const [, name, equals] = head as unknown as [string, string, string]
    const isKnown = word.value !== null || equals === '='
    if (!isKnown) continue
    const value = equals && word.value !== null ? word.value.slice(head[0].length) : null
    yield { name, value, word, span: word.span }
    if (/^-[A-Za-z0-9]{2,}$/.test(name)) for (const letter of new Set(name.slice(1))) yield { name: '-' + letter, value: null, word, span: word.span }
  }
}

/**
 * Is one of the options among the arguments? A name of one letter is looked for in clusters (`y` in `-qqy`), a longer one as `--name`,
 * `--name=…` or `-name`. Null when an argument that only run time knows may be it.
 */
export function hasFlag(command: Command, ...names: readonly string[]): boolean | null {
  const wanted = new Set(names.flatMap(name => name.length === 1 ? ['-' + name] : ['--' + name, '-' + name]))
  for (const flag of flags(command)) if (wanted.has(flag.name)) return true
  if (command.open) return null
  for (const word of command.words) {
    if (word.value === '--') break
    if (word.value === null && (word.prefix === '' || word.prefix.startsWith('-') && !word.prefix.includes('='))) return null
  }
  return false
}

/** The value of the first of these options: after `=`, after the letter of a short option, or the next argument. Null when absent or unknown. */
export function flagValue(command: Command, ...names: readonly string[]): { readonly value: string | null; readonly word: Word } | null {
  for (let i = 0; i < command.words.length; i++) {
    const word = command.words[i]!
    if (word.value === '--') return null
    for (const name of names) {
      for (const dashed of name.length === 1 ? ['-' + name] : ['--' + name, '-' + name]) {
        if (word.value === dashed) {
          const next = command.words[i + 1]
          return next ? { value: next.value, word: next } : null
        }
        if (word.prefix.startsWith(dashed + '=')) return { value: word.value?.slice(dashed.length + 1) ?? null, word }
        if (name.length === 1 && word.prefix.startsWith(dashed) && word.prefix.length > 2) return { value: word.value?.slice(2) ?? null, word }
      }
    }
  }
  return null
}

/** Every variable a command expands, those inside of `${A:-$B}` included, those of its substitutions left to their own commands. */
export function* variables(command: Command): Generator<VariablePart> {
  if (command.nameWord) yield* variablesOf(command.nameWord)
  for (const wrapper of command.wrappers) for (const word of wrapper.words) yield* variablesOf(word)
  for (const word of command.words) yield* variablesOf(word)
  for (const { value } of command.assignments) if (value) yield* variablesOf(value)
  for (const { target, body } of command.redirects) {
    if (target) yield* variablesOf(target)
    if (body) yield* variablesOf(body)
  }
}

/** The variables that one word expands. */
export function* variablesOf(word: Word): Generator<VariablePart> {
  for (const part of word.parts) {
    if (part.kind !== 'variable') continue
    yield part
    for (const operand of part.words) yield* variablesOf(operand)
  }
}

/** The arguments that are not options, where `takesValue` tells which options swallow the argument after them. Unknown words are kept. */
export function operands(words: readonly Word[], takesValue: (flag: string) => boolean = () => false): Word[] {
  const found: Word[] = []
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!
    if (word.value === '--') return [...found, ...words.slice(i + 1)]
    if (!word.prefix.startsWith('-') || word.value === '-') found.push(word)
    else if (word.value !== null && swallows(word.value, takesValue)) i++
  }
  return found
}

/** Does this option take the next argument as its value? A cluster does when its last letter does and no earlier one. */
export function swallows(flag: string, takesValue: (flag: string) => boolean): boolean {
  if (flag.includes('=')) return false
  if (takesValue(flag)) return true
  if (!/^-[A-Za-z0-9]{2,}$/.test(flag)) return false
  const letters = [...flag.slice(1)]
  return letters.findIndex(letter => takesValue('-' + letter)) === letters.length - 1
}
