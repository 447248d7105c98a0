import { nearest } from '../../core/nearest'
import { isKeyword } from './build'
import { expand, flagsOf, isUnclosed, jsonStrings, pairs, tokens, type Token } from './line'
import type { InstructionText } from './reader'

/** The rule that answers for a fault, by its short name. */
export type FaultKind =
  'argument-count-mismatch' | 'unknown-flag' | 'invalid-flag-value' | 'invalid-healthcheck' | 'invalid-key-value' | 'space-before-equals'
  | 'unsupported-variable-modifier' | 'invalid-shell-json' | 'invalid-onbuild-trigger' | 'invalid-from-as' | 'syntax-error' | 'spaces-in-workdir'

/** Something that Docker refuses or reads in another way than it looks, as indices into the instruction's line. */
export interface RawFault extends Token {
  readonly kind: FaultKind
  /** A sentence without its full stop. */
  readonly problem: string
  /** What would be right, where that can be told; empty where the token is to go. */
  readonly mended: string | null
  /** Docker refuses the file; else it reads the text in another way than it looks. */
  readonly isRefused: boolean
  /** What `mended` replaces; the token itself where it is left out. */
  readonly replaces: readonly [number, number]
}

type FlagType = 'boolean' | 'text' | 'duration' | 'number'

/**
 * The flags of each instruction as of Dockerfile frontend 1.20, labs included (docs.docker.com/reference/dockerfile, moby/buildkit
 * frontend/dockerfile/instructions, November 2025).
 */
const flagTypes: { readonly [keyword: string]: { readonly [flag: string]: FlagType } } = {
  ADD: { 'keep-git-dir': 'boolean', checksum: 'text', chown: 'text', chmod: 'text', link: 'boolean', unpack: 'boolean', exclude: 'text' },
  COPY: { from: 'text', chown: 'text', chmod: 'text', link: 'boolean', parents: 'boolean', exclude: 'text' },
  FROM: { platform: 'text' },
  HEALTHCHECK: { interval: 'duration', timeout: 'duration', 'start-period': 'duration', 'start-interval': 'duration', retries: 'number' },
  RUN: { mount: 'text', network: 'text', security: 'text', device: 'text' },
}
const none: { readonly [flag: string]: FlagType } = {}

/** The newest Dockerfile frontend that the tables here know. */
const newest = 20

/** Instructions whose first words Docker looks through for flags. */
export const takesFlags = (keyword: string): boolean => keyword in flagTypes

export const isKnownFlag = (keyword: string, name: string): boolean => Object.hasOwn(flagTypes[keyword] ?? none, name)

/** Flags that may stand several times. */
export const repeatable: ReadonlySet<string> = new Set(['mount', 'exclude', 'device'])

/** Instructions in which Docker itself replaces variables. */
export const expanding: ReadonlySet<string> = new Set(['ADD', 'ARG', 'COPY', 'ENV', 'EXPOSE', 'FROM', 'LABEL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR'])

/** A syntax directive that names a frontend which may know more than our tables: a labs channel, a build of the main branch, a newer version, another frontend. */
export function isBeyond(syntax: string | null): boolean {
  if (syntax === null) return false
  const [name, tag = ''] = syntax.replace(/@.*/, '').replace(/^docker\.io\//, '').split(/:(?!.*\/)/)
  if (name !== 'docker/dockerfile') return true
  const version = /^(\d+)(?:\.(\d+))?/.exec(tag)
  return /labs|master|nightly|rc|experimental/.test(tag) || version !== null && (Number(version[1]) > 1 || Number(version[2] ?? 0) > newest)
}

/** Everything that is wrong with an instruction by its own text; nothing where its keyword is not known. What a variable decides is left out. */
export const faultsOf = (content: InstructionText): readonly RawFault[] => content.once('faults', () => new Reader(content).read())

class Reader {
  private readonly found: RawFault[] = []
  private readonly text: string
  private readonly keyword: string
  private readonly flags: readonly Token[]
  private readonly rest: number
  private readonly words: readonly Token[]

  constructor(private readonly content: InstructionText) {
    this.text = content.text
    this.keyword = content.keyword
    const { flags, rest } = flagsOf(this.text, content.escape)
    this.flags = flags
    this.rest = rest
    this.words = [...tokens(this.text, rest, false, content.escape)]
  }

  read(): readonly RawFault[] {
    const { keyword, content } = this
    if (keyword === 'ONBUILD' || content.onbuild) this.readTrigger()
    if (this.found.length > 0 || !isKeyword(keyword)) return this.found
    this.readCount()
    this.readFlags()
    for (const heredoc of content.heredocs) {
      if (!heredoc.isClosed) this.add('syntax-error', heredoc, `The here-document '${heredoc.name}' has no end: no line of the file says just '${heredoc.name}'`)
    }
    switch (keyword) {
      case 'ENV': case 'LABEL': case 'ARG': this.readPairs(); break
      case 'FROM': this.readFrom(); break
      case 'HEALTHCHECK': this.readHealthcheck(); break
      case 'SHELL': this.readShell(); break
      case 'WORKDIR': this.readWorkdir(); break
      case 'CMD': case 'ENTRYPOINT': case 'RUN': case 'COPY': case 'ADD': case 'VOLUME': this.readJson(); break
    }
    if (expanding.has(keyword)) this.readVariables()
    return this.found
  }

  private add(kind: FaultKind, { text, start, end }: Token, problem: string, mended: string | null = null, replaces: readonly [number, number] = [start, end], isRefused = true): void {
    this.found.push({ kind, text, start, end, problem, mended, replaces, isRefused })
  }

  /** The keyword itself: there is no argument to point at. */
  private readonly head: Token = { text: '', start: -1, end: -1 }

  private readTrigger(): void {
    const { keyword, content } = this
    if (!content.onbuild) this.add('argument-count-mismatch', this.head, 'ONBUILD needs an instruction to run later')
    else if (keyword === 'ONBUILD') this.add('invalid-onbuild-trigger', this.head, 'ONBUILD cannot trigger another ONBUILD')
    else if (keyword === 'FROM' || keyword === 'MAINTAINER') this.add('invalid-onbuild-trigger', this.head, `ONBUILD cannot trigger ${keyword}`)
    else if (!isKeyword(keyword)) {
      const near = nearest(keyword, triggers)
      this.add('invalid-onbuild-trigger', this.head, `'${short(content.written)}' is no instruction that ONBUILD can trigger${near ? `; '${near}' is near` : ''}`, near)
    }
  }

  private readCount(): void {
    const { keyword, words } = this, last = words.at(-1), has = this.listLength(), kind = 'argument-count-mismatch'
    switch (keyword) {
      case 'RUN': case 'CMD': return
      case 'ADD': case 'COPY':
        if (has < 2) this.add(kind, this.head, has === 0 ? `${keyword} needs a source and a destination` : `${keyword} has a source but no destination`)
        return
      case 'FROM': {
        const as = words[1]
        if (has === 0) this.add(kind, this.head, 'FROM names no image')
        else if (has === 2) this.add(kind, as!, /^as$/i.test(as!.text) ? 'A name is missing after AS' : `FROM takes an image and perhaps AS and a name; '${short(as!.text)}' is neither`)
        else if (has > 3) this.add(kind, last!, `FROM takes an image and perhaps AS and a name; '${short(last!.text)}' is too much`)
        return
      }
      case 'STOPSIGNAL':
        if (has > 1) {
          const extra = this.span(words[0]!.end, last!.end)
          this.add(kind, words[1]!, `STOPSIGNAL takes one signal; '${short(extra.text.trim())}' is too much`, '', [extra.start, extra.end])
          return
        }
        break
      case 'SHELL': if (this.text.trim() !== '') return
    }
    if (has > 0 || keyword === 'ENTRYPOINT' && this.text.trim() !== '') return
    this.add(kind, this.head, keyword === 'HEALTHCHECK' ? 'HEALTHCHECK needs CMD with a command, or NONE' : `${keyword} has no argument`)
  }

  private span(start: number, end: number): Token { return { text: this.text.slice(start, end), start, end } }

  /** How many arguments there are: elements of a JSON array, or words. */
  private listLength(): number { return /^(?:ADD|COPY|VOLUME)$/.test(this.keyword) ? jsonStrings(this.text, this.rest)?.length ?? this.words.length : this.words.length }

  private readFlags(): void {
    const { keyword } = this
    // Flags of HEALTHCHECK NONE are not looked at, and what looks like one after ENV or LABEL is none of our concern.
    if (keyword === 'HEALTHCHECK' && /^none$/i.test(this.words[0]?.text ?? '')) return
    const known = flagTypes[keyword] ?? none, seen = new Set<string>()
    if (!takesFlags(keyword) && keyword !== 'CMD' && keyword !== 'ENTRYPOINT' && keyword !== 'SHELL') return
    for (const flag of this.flags) {
      const equals = flag.text.indexOf('='), name = flag.text.slice(2, equals < 0 ? undefined : equals), value = equals < 0 ? null : flag.text.slice(equals + 1)
      const named = { text: `--${name}`, start: flag.start, end: flag.start + 2 + name.length }
      if (!Object.hasOwn(known, name)) {
        const near = name.length > 1 ? nearest(name, Object.keys(known)) : null
        this.add('unknown-flag', named, Object.keys(known).length === 0 ? `${keyword} takes no flags, so '--${short(name)}' is not for the program` : `${keyword} has no flag '--${short(name)}'${near ? `; '--${near}' is near` : ''}`, near && `--${near}`)
        continue
      }
      if (seen.has(name) && !repeatable.has(name)) this.add('invalid-flag-value', named, `'--${name}' stands here twice`)
      seen.add(name)
      const type = known[name]!
      if (value === null) {
        if (type !== 'boolean') this.add('invalid-flag-value', named, `'--${name}' needs a value`)
        continue
      }
      const written: Token = { text: value, start: flag.start + equals + 1, end: flag.end }
      if (name === 'mount') this.readMount(written)
      else if (!value.includes('$')) this.readFlagValue(name, type, unquoted(value), written.text === '' ? named : written)
    }
  }

  private readFlagValue(name: string, type: FlagType, value: string, at: Token): void {
    const bad = (problem: string, mended: string | null = null): void => this.add('invalid-flag-value', at, problem, mended)
    if (type === 'boolean') {
      if (value === '') bad(`'--${name}=' has no value`)
      else if (!/^(?:true|false)$/i.test(value)) bad(`'--${name}' is true or false, not '${short(value)}'`)
    } else if (type === 'duration') this.readDuration(name, value, at)
    else if (type === 'number') {
      if (value === '') return
      if (!/^[+-]?\d+$/.test(value)) this.add('invalid-healthcheck', at, `'--${name}' is a whole number, not '${short(value)}'`)
      else if (Number(value) === 0) this.add('invalid-healthcheck', at, `'--${name}=0' stands for the default, ${defaults[name]}`, null, undefined, false)
      else if (Number(value) < 0) this.add('invalid-healthcheck', at, `'--${name}' is at least 1, not ${short(value)}`)
    } else if (name === 'chmod') {
      if (value !== '' && !/^0?[0-7]{1,4}$/.test(value) && !isSymbolicMode(value)) bad(`'${short(value)}' is no file mode`)
    } else if (name === 'checksum') {
      if (!isChecksum(value)) bad(`'${short(value)}' is no checksum: an algorithm, a colon and its hexadecimal digits`)
      else if (this.listLength() > 2) bad('A checksum is for one source, and several are named')
    } else if (name === 'network') choose(value, ['none', 'default', 'host'], name, bad)
    else if (name === 'security') choose(value, ['sandbox', 'insecure'], name, bad)
  }

  private readDuration(name: string, value: string, at: Token): void {
    if (value === '') return
    const problem = durationProblem(value)
    // No time is what Docker takes for not written.
    if (!problem && defaults[name] && /^[-+]?[0.]+[a-zµμ]*$/.test(value)) this.add('invalid-healthcheck', at, `'--${name}=${short(value)}' stands for the default, ${defaults[name]}`, null, undefined, false)
    else if (problem) this.add('invalid-healthcheck', at, `'--${name}=${short(value)}' ${problem.text}`, problem.mended)
  }

  private readMount({ text, start }: Token): void {
    const options: { name: string; value: string | null; token: Token; valueToken: Token }[] = []
    let at = start
    for (const part of csv(text)) {
      const from = at
      at += part.length + 1
      const inner = unquoted(part), offset = inner === part ? 0 : 1, equals = inner.indexOf('=')
      if (inner === '') continue
      const name = (equals < 0 ? inner : inner.slice(0, equals)).trim().toLowerCase(), begin = from + offset
      options.push({
        name, value: equals < 0 ? null : inner.slice(equals + 1),
        token: { text: name, start: begin, end: begin + (equals < 0 ? inner.length : equals) },
        valueToken: equals < 0 || equals + 1 === inner.length ? { text: name, start: begin, end: begin + Math.max(1, equals < 0 ? inner.length : equals) } : { text: inner.slice(equals + 1), start: begin + equals + 1, end: begin + inner.length },
      })
    }
    const bad = (token: Token, problem: string, mended: string | null = null): void => this.add('invalid-flag-value', token, problem, mended)
    const typed = options.find(({ name }) => name === 'type'), type = typed?.value ?? 'bind'
    if (typed && typed.value !== null && !type.includes('$') && !mountTypes.includes(type.toLowerCase())) {
      const near = nearest(type, mountTypes)
      bad(typed.valueToken, `'${short(type)}' is no type of mount${near ? `; '${near}' is near` : ''}`, near)
      return
    }
    const isType = (...types: readonly string[]): boolean => type.includes('$') || types.includes(type.toLowerCase())
    for (const { name, value, token, valueToken } of options) {
      if (name.includes('$') || podmanKeys.has(name)) continue
      if (!mountKeys.includes(name)) {
        const near = nearest(name, mountKeys)
        bad(token, `A mount has no option '${short(name)}'${near ? `; '${near}' is near` : ''}`, near)
        continue
      }
      const isBoolean = /^(?:ro|readonly|rw|readwrite|required)$/.test(name)
      if (value === null ? !isBoolean : value === '' && name !== 'env') bad(token, `The mount's '${name}' needs a value`)
      else if (!isType(...mountKeyTypes[name] ?? mountTypes)) bad(token, `A mount of type ${type.toLowerCase()} has no '${name}'`)
      else if (value === null || value.includes('$')) continue
      else if (isBoolean && !/^(?:true|false|1|0|t|f)$/i.test(value)) bad(valueToken, `The mount's '${name}' is true or false, not '${short(value)}'`)
      else if (name === 'sharing' && !/^(?:shared|private|locked)$/i.test(value)) bad(valueToken, `The mount's 'sharing' is shared, private or locked, not '${short(value)}'`, nearest(value, ['shared', 'private', 'locked']))
      else if (name === 'mode' && !/^0?[0-7]{1,4}$/.test(value)) bad(valueToken, `'${short(value)}' is no file mode`)
      else if ((name === 'uid' || name === 'gid') && !/^\d{1,10}$/.test(value)) bad(valueToken, `The mount's '${name}' is a number, not '${short(value)}'`)
      else if (name === 'size' && !/^\d+(?:\.\d+)?\s*(?:[kmgtp]i?b?|b)?$/i.test(value)) bad(valueToken, `'${short(value)}' is no size`)
    }
  }

  private readPairs(): void {
    const { keyword, text, content: { escape } } = this, kind = 'invalid-key-value'
    const found = pairs(text, 0, escape, keyword === 'ARG'), isLegacy = found[0]?.isLegacy === true
    for (const { name, value } of found) {
      // An ARG without value and a flag are something else.
      if (isLegacy && value?.text.startsWith('=')) {
        const rest = value.text.slice(1).trimStart(), isPlain = [...tokens(rest, 0, true, escape)].slice(1).every(word => word.text.includes('='))
        const mended = isPlain ? `=${rest}` : /["\\`]/.test(rest) ? null : `="${rest}"`
        this.add('space-before-equals', { text: '=', start: value.start, end: value.start + 1 }, `The blank before '=' makes '${short(value.text)}' the value of '${short(name.text)}'`, mended, [name.end, value.end], false)
        continue
      }
      if (name.text === '' || name.text === '""' || name.text === "''") {
        this.add(kind, this.span(name.start, name.end + 1), `A name is missing before '='`)
        continue
      }
      if (isUnclosed(name.text, escape)) {
        this.add(kind, name, `The quote in '${short(name.text)}' is not closed`)
        continue
      }
      if (value === null) {
        if (keyword === 'ARG') continue
        if (isLegacy) this.add(kind, name, `'${short(name.text)}' has no value`)
        else this.add(kind, name, `'${short(name.text)}' is no pair of name and value; a value with blanks needs quotes`)
      } else if (isUnclosed(value.text, escape)) this.add(kind, value, `The quote in the value of '${short(name.text)}' is not closed`)
    }
  }

  private readFrom(): void {
    const as = this.words[1]
    if (this.words.length === 3 && !/^as$/i.test(as!.text)) this.add('invalid-from-as', as!, `'${short(as!.text)}' stands where FROM knows only AS`, this.content.written === 'from' ? 'as' : 'AS')
  }

  private readHealthcheck(): void {
    const [type, next] = this.words, last = this.words.at(-1), kind = 'invalid-healthcheck'
    if (!type) return
    const json = /^(?:cmd)(?=\[)/i.exec(type.text)
    if (/^none$/i.test(type.text)) {
      if (next) this.add(kind, next, `HEALTHCHECK NONE takes nothing more`, '', [type.end, last!.end])
    } else if (/^cmd$/i.test(type.text)) {
      if (!next || jsonStrings(this.text, type.end)?.length === 0) this.add(kind, type, 'HEALTHCHECK CMD has no command')
    } else if (json) this.add(kind, type, `A blank is missing after CMD`, `${json[0]} `, [type.start, type.start + 3])
    else {
      // A type that is near was meant; else the command stands where CMD belongs.
      const near = /^[a-z]+$/i.test(type.text) && type.text.length < 6 ? nearest(type.text, ['CMD', 'NONE']) : null
      this.add(kind, type, `HEALTHCHECK has CMD or NONE before what follows, not '${short(type.text)}'`, near ?? `CMD ${type.text}`)
    }
  }

  private readShell(): void {
    const first = this.words[0], kind = 'invalid-shell-json'
    if (!first) return
    const strings = jsonStrings(this.text, this.rest)
    if (!strings) this.add(kind, first, 'SHELL takes a JSON array of strings in double quotes and nothing else', this.jsonOfWords(), [first.start, this.words.at(-1)!.end])
    else if (strings.length === 0) this.add(kind, first, 'SHELL names no shell')
  }

  /** The words as a JSON array, where they are plain or in single quotes. */
  private jsonOfWords(): string | null {
    const body = this.text.slice(this.rest).trim()
    if (/^\[[^"]*\]$/.test(body) && body.includes("'")) {
      const fixed = body.replaceAll("'", '"')
      return jsonStrings(fixed, 0) ? fixed : null
    }
    return /^[\w./:@+-]+(?:[ \t]+[\w./:@+-]+)*$/.test(body) ? `[${body.split(/[ \t]+/).map(word => JSON.stringify(word)).join(', ')}]` : null
  }

  private readWorkdir(): void {
    const { escape } = this.content, words = [...tokens(this.text, this.rest, true, escape)]
    if (words.length < 2 || this.text.includes('$')) return
    const whole = this.span(words[0]!.start, words.at(-1)!.end)
    if (/["'\\`]/.test(whole.text)) this.add('spaces-in-workdir', words[1]!, `Docker makes one folder of all of '${short(whole.text)}', blanks and all`, null, undefined, false)
    else this.add('spaces-in-workdir', words[1]!, `Docker makes one folder of all of '${short(whole.text)}', blanks and all`, `"${whole.text}"`, [whole.start, whole.end], false)
  }

  /** A JSON array of more than strings is refused, not taken for words. */
  private readJson(): void {
    const body = this.text.slice(this.rest)
    if (!/^\s*\[/.test(body) || jsonStrings(this.text, this.rest)) return
    let value: unknown
    try { value = JSON.parse(body) } catch { return }
    if (!Array.isArray(value)) return
    const at = this.words[0]!
    this.add('syntax-error', at, `${this.keyword} takes a JSON array of strings; one of its elements is none`)
  }

  private readVariables(): void {
    const { text, keyword, content: { escape } } = this
    expand(text, () => undefined, escape, ({ operator, start, end }) => {
      if (operator === null || /^(?::?[-+?]|##?|%%?|\/\/?)$/.test(operator)) return
      const written = text.slice(start, end), mended = operator === ':=' || operator === '=' ? written.replace(/:?=/, ':-') : null
      this.add('unsupported-variable-modifier', { text: written, start, end }, `Docker knows no '${short(operator)}' within braces, as in '${short(written)}'`, mended)
    })
    if (/^(?:ADD|COPY|EXPOSE|VOLUME|USER|WORKDIR|STOPSIGNAL|FROM)$/.test(keyword) && !jsonStrings(text, this.rest)) {
      const whole = /^(?:USER|WORKDIR|STOPSIGNAL)$/.test(keyword) ? this.words.length ? [this.span(this.words[0]!.start, this.words.at(-1)!.end)] : [] : this.words
      // A broken JSON array is another cause.
      if (keyword !== 'FROM' && !/^\s*\[/.test(text.slice(this.rest))) for (const word of whole) {
        if (/["']/.test(word.text) && isUnclosed(word.text, escape)) {
          this.add('syntax-error', word, `The quote in '${short(word.text)}' is not closed${/^(?:ADD|COPY|VOLUME)$/.test(keyword) && whole.length > 1 ? '; paths with blanks take the JSON form' : ''}`)
          break
        }
      }
    }
    const open = unclosedBrace(text, escape)
    if (open >= 0) this.add('syntax-error', this.span(open, Math.min(text.length, open + 2 + (/^\w*/.exec(text.slice(open + 2, open + 60))![0].length))), `The '\${' is not closed`)
  }
}

const triggers: readonly string[] = ['ADD', 'ARG', 'CMD', 'COPY', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'HEALTHCHECK', 'LABEL', 'RUN', 'SHELL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR']
const mountTypes: readonly string[] = ['bind', 'cache', 'tmpfs', 'secret', 'ssh']
const mountKeyTypes: { readonly [key: string]: readonly string[] } = {
  required: ['secret', 'ssh'], size: ['tmpfs'], sharing: ['cache'], mode: ['cache', 'secret', 'ssh'], uid: ['cache', 'secret', 'ssh'], gid: ['cache', 'secret', 'ssh'],
  from: ['bind', 'cache', 'tmpfs', 'ssh'], env: ['secret'],
}
const mountKeys: readonly string[] = ['type', 'from', 'source', 'src', 'target', 'dst', 'destination', 'ro', 'readonly', 'rw', 'readwrite', 'id', 'sharing', 'required', 'size', 'mode', 'uid', 'gid', 'env']

/** Options of mounts that Podman's builder knows on top, which reads the same files (containers/buildah, November 2025). */
const podmanKeys: ReadonlySet<string> = new Set(['z', 'u', 'chown', 'relabel', 'bind-propagation', 'bind-nonrecursive', 'tmpcopyup', 'nosuid', 'nodev', 'noexec', 'upperlayer', 'workdir'])

/** User text in a message: one line, not too long. */
const short = (text: string): string => text.length > 48 ? `${text.slice(0, 45)}…` : text

const unquoted = (text: string): string => /^(["']).*\1$/s.test(text) && text.length > 1 ? text.slice(1, -1) : text

/** The fields of a comma-separated value; a comma in quotes does not end one. */
function csv(text: string): readonly string[] {
  const fields: string[] = []
  let field = '', isQuoted = false
  for (const c of text) {
    if (c === '"') isQuoted = !isQuoted
    if (c === ',' && !isQuoted) {
      fields.push(field)
      field = ''
    } else field += c
  }
  fields.push(field)
  return fields
}

function choose(value: string, allowed: readonly string[], name: string, bad: (problem: string, mended: string | null) => void): void {
  if (!allowed.includes(value)) bad(`'--${name}' is ${allowed.slice(0, -1).join(', ')} or ${allowed.at(-1)}, not '${short(value)}'`, nearest(value, allowed))
}

const isSymbolicMode = (value: string): boolean => value.split(',').every(part => /^[ugoa]*[-+=][rwxXstugo]*(?:[-+=][rwxXstugo]*){0,8}$/.test(part))

const digestLengths: { readonly [algorithm: string]: number } = { sha256: 64, sha384: 96, sha512: 128 }

function isChecksum(value: string): boolean {
  const colon = value.indexOf(':')
  if (colon < 0) return /^[a-f0-9]{7,64}$/.test(value)
  const hex = value.slice(colon + 1)
  return digestLengths[value.slice(0, colon)] === hex.length && /^[a-f0-9]+$/.test(hex)
}

/** What Docker takes a health check's flag for that is 0. */
const defaults: { readonly [flag: string]: string } = { interval: '30s', timeout: '30s', 'start-interval': '5s', retries: '3' }

const units: { readonly [unit: string]: number } = { ns: 1e-6, us: 1e-3, 'µs': 1e-3, 'μs': 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/** What is wrong with a duration as Go writes them: `1m30s`. Null for a good one. */
function durationProblem(value: string): { readonly text: string; readonly mended: string | null } | null {
  const number = /^[-+]?(?:\d+\.?\d*|\.\d+)/.exec(value)
  if (!number) return { text: 'is no duration', mended: null }
  if (number[0] === value) return Number(value) === 0 && /^[-+]?0+$/.test(value) ? null : { text: 'has no unit', mended: value.startsWith('-') ? null : `${value}s` }
  let total = 0, at = /^[-+]/.test(value) ? 1 : 0
  while (at < value.length) {
    const part = /^(\d+\.?\d*|\.\d+)([^\d.]*)/.exec(value.slice(at, at + 80))
    if (!part) return { text: 'is no duration', mended: null }
    const unit = units[part[2]!]
    if (part[2] === '') return { text: 'has a number without unit', mended: null }
    if (unit === undefined) {
      const meant = /^(?:s(?:ec(?:ond)?s?)?|m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?)$/i.exec(part[2]!)
      return { text: `has a unit that Docker does not know, '${short(part[2]!)}'`, mended: meant && part[0].length === value.length ? `${part[1]}${meant[0][0]!.toLowerCase()}` : null }
    }
    total += Number(part[1]) * unit
    at += part[0].length
  }
  if (value.startsWith('-')) return { text: 'is negative', mended: null }
  return total > 0 && total < 1 ? { text: 'is less than a millisecond', mended: null } : null
}

/** Where a `${` stands that no brace closes, or -1. Within single quotes there is none. */
function unclosedBrace(text: string, escape: string): number {
  const open: number[] = []
  let isSingle = false, isDouble = false
  for (let i = 0; i < text.length; i++) {
    const c = text[i]
    if (isSingle) {
      if (c === "'") isSingle = false
    } else if (c === escape) i++
    else if (c === '"') isDouble = !isDouble
    else if (c === "'" && !isDouble && open.length === 0) isSingle = true
    else if (c === '$' && text[i + 1] === '{') open.push(i++)
    else if (c === '}') open.pop()
  }
  return open[0] ?? -1
}
