import type { Span } from '../../core/span'
import { variables, type Command, type FeatureKind, type Script, type Word, type WordPart } from './command'

/** The shells whose differences matter. `posix-bash` is bash that was started as `sh`. */
export type Dialect = 'dash' | 'busybox' | 'bash' | 'posix-bash' | 'unknown'

export type ProblemKind =
  | 'unquoted-variable' | 'unquoted-substitution' | 'unchecked-cd' | 'if-by-lists' | 'glob-as-option' | 'unassigned-variable' | 'masked-status'
  | 'literal-escape' | 'bash-syntax' | 'unsafe-rm' | 'backticks' | 'useless-cat' | 'syntax-error'

/** What is dangerous, wrong or old-fashioned in a script, at one token. */
export interface ShellProblem {
  readonly kind: ProblemKind
  /** The token's own text, or what is wrong with it. */
  readonly text: string
  /** The variable it is about. */
  readonly variable: string | null
  readonly span: Span
  /** What can stand in the token's place. */
  readonly replacement: string | null
}

/** Variables that are a number, a status or empty: nothing to split. */
const unsplit = /^(?:[?#$!\-_]|UID|EUID|PPID|LINENO|RANDOM|SECONDS|OPTIND|PWD|HOME|HOSTNAME)$/

/** Names of what is a list on purpose. */
const listLike = /(?:^|_)(?:\w*(?:deps|dependencies|packages|pkgs|args|opts|options|flags|list|files|modules|extensions|exts|features|plugins|targets|params|arguments|urls|keys|dirs|tools|libs|requirements|components|gems|services|cflags|cxxflags|ldflags|cppflags))$/i

/** Commands that print one word, or a list that is meant to be split. */
const oneWord: ReadonlySet<string | null> = new Set(['nproc', 'uname', 'arch', 'id', 'getconf', 'dpkg', 'dpkg-architecture', 'lsb_release', 'rpm', 'xx-info', 'mktemp', 'hostname', 'whoami', 'seq', 'python-config', 'pkg-config', 'find', 'cat', 'xargs', 'apt-mark', 'apk', 'scanelf', 'ls'])

/** Commands that do not fail in a way that matters. */
const reliable: ReadonlySet<string | null> = new Set(['mktemp', 'nproc', 'uname', 'arch', 'date', 'id', 'whoami', 'pwd', 'hostname', 'dirname', 'basename', 'dpkg', 'dpkg-architecture', 'echo', 'printf', 'getconf', 'tr', 'cut', 'sed', 'awk', 'head', 'tail', 'sort'])

/** Commands whose arguments no option hides in. */
const takesNoOption: ReadonlySet<string | null> = new Set(['echo', 'printf', '[', '[[', 'test', 'find', 'case', 'set', 'for', 'export', 'apt-get', 'apk', 'yum', 'dnf', 'apt', 'microdnf', 'pip', 'pip3', 'npm', 'ls', null])

/** Features that these shells do not have. BusyBox 1.30 and later is built with its bash compatibility in Alpine. */
const lacks: Readonly<Record<Dialect, ReadonlySet<FeatureKind>>> = {
  dash: new Set(['[[', 'array', 'process substitution', 'here-string', 'function keyword', 'select', 'arithmetic for', 'coproc', 'redirection of both', 'substring', 'replacement', 'case change', 'indirection', 'dollar quote', 'arithmetic command', 'increment', 'appending', 'function name', 'file substitution']),
  busybox: new Set(['array', 'process substitution', 'here-string', 'select', 'arithmetic for', 'coproc', 'case change', 'arithmetic command', 'appending', 'function name']),
  bash: new Set(), 'posix-bash': new Set(), unknown: new Set(),
}
const builtins: Readonly<Record<Dialect, ReadonlySet<string>>> = {
  dash: new Set(['source', 'pushd', 'popd', 'dirs', 'shopt', 'declare', 'typeset', 'mapfile', 'readarray', 'let', 'disown']),
  busybox: new Set(['pushd', 'popd', 'dirs', 'shopt', 'declare', 'typeset', 'mapfile', 'readarray', 'disown']),
  bash: new Set(), 'posix-bash': new Set(), unknown: new Set(),
}

const systemFolders = /^\/(?:bin|boot|dev|etc|home|lib|lib64|opt|proc|root|sbin|srv|sys|tmp|usr|var|\*)?(?:\/(?:bin|lib|share|local|cache|log|\*)?)?$/
/** Folders that every image has. */
const sureFolders = /^(?:\/|\/tmp|\/root|\/home|\/opt|\/var|\/var\/tmp|\/srv|\/mnt|\/usr|\/usr\/src|\/usr\/local|\/usr\/local\/src|\/usr\/local\/bin|\/etc|\.|\.\.|-|~)\/?$/

/** Looks through a script once. Scripts inside of scripts (`sh -c '…'`) are left out, for their quotes are those of two shells. */
export function shellProblems(script: Script, dialect: Dialect, file: string): readonly ShellProblem[] {
  const found: ShellProblem[] = []
  const add = (kind: ProblemKind, span: Span, more: Partial<ShellProblem> = {}): void => { found.push({ kind, span, text: file.slice(...span), variable: null, replacement: null, ...more }) }
  if (!script.complete) {
    const { message, span } = script.errors[0]!
    add('syntax-error', span, { text: message })
    return found
  }
  const commands = script.commands.filter(({ inside }) => !inside.includes('shell'))
  const assigned = assignedNames(script), plain = plainValues(script)
  const backticked = new Set<number>()
  const made = new Set<string>()
  commands.forEach((command, i) => {
    const { name } = command
    for (const part of partsOf(command)) {
      if (part.kind !== 'substitution' || file[part.span[0]] !== '`' || backticked.has(part.span[0])) continue
      backticked.add(part.span[0])
      const text = file.slice(...part.span), inner = text.slice(1, -1)
      // A comment between backticks is the usual way to write one within a command; in $( ) it would swallow the bracket.
      if (/^\s*#/.test(inner)) continue
      add('backticks', part.span, { replacement: text.length > 2 && text.endsWith('`') && !/[\\`(]|(?:^|\s)#/.test(inner) ? `$(${inner})` : null })
    }
    if (name !== '[[' && name !== 'export' && name !== 'local' && name !== 'readonly' && name !== 'declare' && name !== 'typeset' && name !== 'eval') {
      for (const word of command.words) for (const part of word.parts) {
        if (part.quoted !== null) continue
        if (part.kind === 'variable' && part.operator !== '#' && !unsplit.test(part.name) && !listLike.test(part.name) && !/^[-:=]*[+]/.test(part.operator ?? '') && plain.get(part.name) !== true) {
          add('unquoted-variable', part.span, { variable: part.name, replacement: part.name === '*' ? '"$@"' : `"${file.slice(...part.span)}"` })
        } else if (part.kind === 'substitution' && !/^[<>]\(/.test(file.slice(...part.span)) && part.commands.length > 0 && !part.commands.some(inner => oneWord.has(inner.name))) {
          const text = file.slice(...part.span)
          add('unquoted-substitution', [part.span[0], Math.min(part.span[1], part.span[0] + 2)], { text: part.commands[0]!.name ?? text, replacement: null })
        }
      }
    }
    if (name === 'cd' && isUnchecked(command, commands, i, made)) add('unchecked-cd', command.nameSpan, { text: file.slice(...command.words[0]!.span) })
    if (name === 'mkdir' || name === 'cd') for (const word of command.words) made.add(word.text)
    if (!takesNoOption.has(name)) for (const word of command.words) {
      if (word.value === '--') break
      const first = word.parts[0]
      if (first?.kind === 'glob' && /^[*?]/.test(first.value) && first.quoted === null && word.value !== null && command.wrappers.length === 0) add('glob-as-option', word.span, { replacement: './' + word.text })
    }
    for (const variable of variables(command)) {
      if (variable.operator === null && /^[a-z][a-z0-9_]*$/.test(variable.name) && assigned && !assigned.has(variable.name) && !/_proxy$/.test(variable.name)) add('unassigned-variable', variable.span, { variable: variable.name })
    }
    if (name === 'export' || name === 'local' || name === 'readonly' || name === 'declare') for (const word of command.words) {
      const at = /^([A-Za-z_]\w*)=/.exec(word.prefix), inner = word.parts.flatMap(part => part.kind === 'substitution' ? part.commands : [])
      if (at && inner.length && inner.some(one => one.name !== null && !reliable.has(one.name) && one.pipeline.index === one.pipeline.length - 1)) add('masked-status', command.nameSpan, { variable: at[1]!, text: inner.find(one => !reliable.has(one.name))!.name! })
    }
    if (name === 'echo' && (dialect === 'bash' || dialect === 'posix-bash' || dialect === 'busybox') && command.pipeline.length === 1 && !/^-[neE]*[eE]/.test(command.words[0]?.value ?? '')) {
      const word = command.words.find(({ parts }) => parts.some(part => part.kind === 'literal' && part.quoted !== null && /\\[nt]/.test(part.value) && !/\\[^nt]/.test(part.value)))
      if (word) add('literal-escape', command.nameSpan, { text: word.parts.some(part => part.kind === 'literal' && part.value.includes('\\n')) ? '\\n' : '\\t' })
    }
    if (dialect === 'dash' && name === 'echo' && /^-[neE]*e[neE]*$/.test(command.words[0]?.value ?? '')) add('bash-syntax', command.words[0]!.span, { text: 'echo ' + command.words[0]!.text })
    if (dialect === 'dash' || dialect === 'busybox') for (const word of command.words) {
      const brace = word.parts.find(part => part.kind === 'brace' && part.quoted === null)
      if (brace) add('bash-syntax', brace.span)
    }
    if (name !== null && builtins[dialect].has(name)) add('bash-syntax', command.nameSpan)
    if (dialect === 'dash' && (name === '[' || name === 'test')) for (const word of command.words) if (word.text === '==') add('bash-syntax', word.span, { replacement: '=' })
    if (name === 'rm' && command.words.some(({ value }) => /^-(?:-recursive|\w*[rR])/.test(value ?? '')) && !command.options.nounset) for (const word of command.words) {
      const risky = riskyPath(word, plain)
      if (risky) add('unsafe-rm', risky.span, { variable: risky.name, replacement: /^\$\w+$/.test(file.slice(...risky.span)) ? `\${${risky.name}:?}` : file.slice(...risky.span) === `\${${risky.name}}` ? `\${${risky.name}:?}` : null })
    }
    if (name === 'cat' && command.pipeline.length > 1 && command.pipeline.index === 0 && command.words.length === 1 && command.redirects.length === 0 && command.words[0]!.value !== null && !command.words[0]!.prefix.startsWith('-')
      && !command.words[0]!.parts.some(part => part.kind === 'glob') && command.wrappers.length === 0) add('useless-cat', command.nameSpan, { text: command.words[0]!.text })
  })
  for (const { kind, span } of script.features) {
    if (kind === 'if by lists') add('if-by-lists', span)
    else if (lacks[dialect].has(kind)) add('bash-syntax', span, kind === 'array' ? { text: 'array' } : {})
  }
  return found.sort((a, b) => a.span[0] - b.span[0])
}

function* partsOf(command: Command): Generator<WordPart> {
  if (command.nameWord) yield* command.nameWord.parts
  for (const word of command.words) yield* word.parts
  for (const { value } of command.assignments) if (value) yield* value.parts
}

/** The names that a script sets; null where it reads others from elsewhere. */
function assignedNames(script: Script): ReadonlySet<string> | null {
  const names = new Set(script.loopNames)
  for (const { name, nameWord, assignments, words, wrappers } of script.commands) {
    for (const assignment of assignments) names.add(assignment.name)
    if (name === '.' || name === 'source' || name === 'eval' || name === null && nameWord !== null && nameWord.value === null) return null
    const sets = /^(?:read|export|local|readonly|declare|typeset|unset|getopts|mapfile|readarray|printf|let|wait)$/.test(name ?? '')
    if (sets) for (const word of words) {
      const head = /^[A-Za-z_]\w*/.exec(word.prefix)
      if (head) names.add(head[0])
    }
    for (const wrapper of wrappers) if (wrapper.name === 'read') return null
  }
  for (const command of script.commands) for (const { name, operator } of variables(command)) if (operator === '=' || operator === ':=') names.add(name)
  return names
}

/** Names that are set only to texts that nothing splits, true; to others, false. */
function plainValues(script: Script): ReadonlyMap<string, boolean> {
  const plain = new Map<string, boolean>()
  for (const { assignments } of script.commands) for (const { name, value, append } of assignments) {
    const isPlain = !append && value !== null && isPlainWord(value)
    plain.set(name, isPlain && plain.get(name) !== false)
  }
  for (const name of script.loopNames) plain.set(name, true)
  return plain
}

const isPlainWord = (word: Word): boolean => word.value !== null && isPlainText(word.value) || word.parts.length === 1 && word.parts[0]!.kind === 'substitution' && word.parts[0]!.commands.every(({ name }) => oneWord.has(name) && name !== 'cat' && name !== 'find')

/** A text that neither splits nor is a pattern. */
export const isPlainText = (text: string): boolean => text !== '' && !/[\s*?[\]]/.test(text)

/** A `cd` whose failure lets the next command run in the wrong folder. */
function isUnchecked(command: Command, commands: readonly Command[], at: number, made: ReadonlySet<string>): boolean {
  const [to] = command.words
  if (!to || to.prefix.startsWith('-') || command.tested || command.options.errexit || command.background || command.pipeline.length > 1 || command.inside.includes('substitution') || command.inside.includes('function')) return false
  if (to.value !== null && (sureFolders.test(to.value) || /^\.\.(?:\/\.\.)*\/?$/.test(to.value))) return false
  if (made.has(to.text)) return false
  let after = at + 1
  while (after < commands.length && (commands[after]!.inside.length > command.inside.length || commands[after]!.inside.includes('substitution'))) after++
  const next = commands[after]
  if (!next || next.operator !== ';') return false
  return next.inside.length === command.inside.length
}

/** The variable without which `rm -r` would remove a folder of the system. */
function riskyPath(word: Word, plain: ReadonlyMap<string, boolean>): { readonly name: string; readonly span: Span } | null {
  let variable: { readonly name: string; readonly span: Span } | null = null, rest = ''
  for (const part of word.parts) {
    if (part.kind === 'variable') {
      if (part.operator !== null || plain.get(part.name) === true) return null
      variable ??= part
      continue
    }
    if (part.kind !== 'literal' && part.kind !== 'glob' || variable === null && part.value !== '') return null
    rest += part.value
  }
  return variable && rest.startsWith('/') && systemFolders.test(rest) && /^\w+$/.test(variable.name) ? variable : null
}
