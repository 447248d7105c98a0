import type { Span } from '../../core/span'

/** A string as Groovy writes it. */
export interface Text {
  /** What stands between the quotes, escapes as written. */
  readonly value: string
  /** Between the quotes. */
  readonly span: Span
  /** Groovy puts values into it: it has double quotes or slashes and a `$`. */
  readonly isInterpolated: boolean
}

/** A piece of a statement. `symbol` is one character, or an operator. */
export interface Token { readonly kind: 'word' | 'number' | 'text' | 'symbol'; readonly text: string; readonly span: Span; readonly string: Text | null; /** A line ends before it. */ readonly isFirst: boolean }

/** A call or another statement, as far as it looks like one: `stage('Build') { … }`. */
export interface Statement {
  /** Its first word, `pipeline.x` joined; '' where it begins with something else. */
  readonly name: string
  readonly span: Span
  /** What follows the name, blocks left out. */
  readonly tokens: readonly Token[]
  /** What stands in its braces; null where it has none. Blocks among its arguments are joined. */
  readonly body: readonly Statement[] | null
}

export interface Parsed { readonly statements: readonly Statement[]; readonly comments: readonly { readonly span: Span; readonly text: string }[]; /** Something is not closed. */ readonly isBroken: boolean; readonly text: string }

const deepest = 120

/** Reads what Jenkinsfiles are made of: words, strings and braces. Text of any kind makes some tree, in a time that grows with its length. */
export function parseGroovy(text: string): Parsed {
  const comments: { span: Span; text: string }[] = [], tokens: Token[] = []
  let at = 0, isFirst = true, broken = false
  const push = (kind: Token['kind'], end: number, string: Text | null = null): void => { tokens.push({ kind, text: text.slice(at, end), span: [at, end], string, isFirst }); isFirst = false; at = end }
  while (at < text.length) {
    const c = text[at]!, two = text.slice(at, at + 2)
    if (c === '\n') { isFirst = true; at++; continue }
    if (c === ' ' || c === '\t' || c === '\r' || c === '\uFEFF') { at++; continue }
    if (c === '\\' && /^\\\r?\n/.test(text.slice(at, at + 3))) { at += text[at + 1] === '\r' ? 3 : 2; continue }
    if (two === '//' || two === '#!' && at === 0) {
      const end = text.indexOf('\n', at), to = end < 0 ? text.length : end
      comments.push({ span: [at, to], text: text.slice(at, to) })
      at = to
      continue
    }
    if (two === '/*') {
      const end = text.indexOf('*/', at + 2)
      broken ||= end < 0
      const to = end < 0 ? text.length : end + 2
      comments.push({ span: [at, to], text: text.slice(at, to) })
      at = to
      continue
    }
    if (c === '"' || c === "'") {
      const triple = text.startsWith(c.repeat(3), at), quote = triple ? c.repeat(3) : c, start = at + quote.length
      let end = start
      while (end < text.length && !text.startsWith(quote, end) && (triple || text[end] !== '\n')) end += text[end] === '\\' ? 2 : 1
      end = Math.min(end, text.length)
      const closed = text.startsWith(quote, end), value = text.slice(start, end)
      broken ||= !closed
      push('text', closed ? end + quote.length : end, { value, span: [start, end], isInterpolated: c === '"' && /(?:^|[^\\])\$/.test(value) })
      continue
    }
    if (c === '/' && /^[(,=~[:]$/.test(tokens.at(-1)?.text ?? '')) {
      let end = at + 1
      while (end < text.length && text[end] !== '/' && text[end] !== '\n') end += text[end] === '\\' ? 2 : 1
      if (text[end] === '/') { push('text', end + 1, { value: text.slice(at + 1, end), span: [at + 1, end], isInterpolated: false }); continue }
    }
    const word = /[A-Za-z_@$][\w$]*(?:\??\.[A-Za-z_][\w$]*)*/y
    word.lastIndex = at
    const found = word.exec(text)
    if (found) { push('word', at + found[0].length); continue }
    const number = /\d[\w.]*/y
    number.lastIndex = at
    const digits = number.exec(text)
    push(digits ? 'number' : 'symbol', digits ? at + digits[0].length : at + 1)
  }

  let next = 0
  /** Statements up to the brace that closes them. */
  function statementsIn(depth: number): Statement[] {
    const found: Statement[] = []
    while (next < tokens.length && tokens[next]!.text !== '}') {
      if (tokens[next]!.text === ';') { next++; continue }
      found.push(statement(depth))
    }
    return found
  }
  function statement(depth: number): Statement {
    const first = tokens[next]!, name = first.kind === 'word' ? first.text : '', own: Token[] = []
    let round = 0, body: Statement[] | null = null, last = first
    if (name !== '') next++
    while (next < tokens.length) {
      const token = tokens[next]!
      if (token.kind === 'symbol') {
        if (token.text === '{') {
          next++
          const inner = depth >= deepest ? skip() : statementsIn(depth + 1)
          body = [...body ?? [], ...inner]
          if (tokens[next]?.text === '}') { last = tokens[next]!; next++ } else broken = true
          // What follows the braces on the same line or within brackets still belongs to it.
          if (round === 0 && !(tokens[next] && /^(?:[,.)]|else|catch|finally)$/.test(tokens[next]!.text))) break
          continue
        }
        if (token.text === '}') { if (round > 0) broken = true; break }
        if (token.text === ';' && round === 0) break
        if (token.text === '(' || token.text === '[') round++
        if (token.text === ')' || token.text === ']') round = Math.max(0, round - 1)
      }
      // A new line ends a statement that is complete as far as brackets go.
      const before = tokens[next - 1]
      if (token.isFirst && round === 0 && token !== first && !/^[.,=+:?&|]$/.test(before?.text ?? '') && !/^[.,=+:?&|)\]]$/.test(token.text)) break
      own.push(token)
      last = token
      next++
    }
    return { name, span: [first.span[0], last.span[1]], tokens: own, body }
  }
  /** Leaves out a block that is nested too deeply. */
  function skip(): Statement[] {
    let open = 0
    while (next < tokens.length && (open > 0 || tokens[next]!.text !== '}')) {
      const token = tokens[next++]!
      if (token.kind !== 'symbol') continue
      if (token.text === '{') open++
      else if (token.text === '}') open--
    }
    return []
  }

  const statements: Statement[] = []
  while (next < tokens.length) {
    statements.push(...statementsIn(0))
    if (next < tokens.length) { next++; broken = true }
  }
  return { statements, comments, isBroken: broken, text }
}

/** The first string of a statement: its name in `stage('Build')`, its script in `sh 'make'`. */
export const firstText = (statement: Statement): Text | null => statement.tokens.find(({ string }) => string !== null)?.string ?? null

/** The value of a named argument: `label: 'x'`. */
export function argument(statement: Statement, name: string): Token | null {
  const at = statement.tokens.findIndex((token, i) => token.text === name && statement.tokens[i + 1]?.text === ':')
  return at < 0 ? null : statement.tokens[at + 2] ?? null
}

/** The statements and all that stand in their bodies, in order. */
export function* within(statements: readonly Statement[]): Generator<Statement> {
  for (const one of statements) {
    yield one
    if (one.body) yield* within(one.body)
  }
}
