/** A word of a program. Strings carry their text; a template's text ends where its first `${` begins. */
export interface Token {
  readonly kind: 'string' | 'template' | 'number' | 'name' | 'sign'
  readonly start: number
  readonly end: number
  readonly text: string
}

/** What a language calls a string and a comment. */
export interface Dialect { readonly comment: '//' | '#'; readonly regex: boolean; readonly templates: boolean; readonly triple: boolean; readonly characters: boolean }

export const javascript: Dialect = { comment: '//', regex: true, templates: true, triple: false, characters: false }
export const jvm: Dialect = { comment: '//', regex: false, templates: false, triple: true, characters: true }
export const python: Dialect = { comment: '#', regex: false, templates: false, triple: true, characters: false }

const beforeRegex = /^(?:return|typeof|case|in|of|delete|void|throw|new|else|do)$/
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' }

/** The words of a program, comments left out. Reads each character once, whatever it is given. */
export function tokensOf(text: string, dialect: Dialect): readonly Token[] {
  const tokens: Token[] = []
  const push = (kind: Token['kind'], start: number, end: number, value = text.slice(start, end)): void => { tokens.push({ kind, start, end, text: value }) }
  for (let at = 0; at < text.length;) {
    const c = text[at]!, next = text[at + 1]
    if (c <= ' ' || c === '\uFEFF' || c === '\u00A0') { at++; continue }
    if (dialect.comment === '//' ? c === '/' && next === '/' : c === '#') { at = lineEnd(text, at); continue }
    if (dialect.comment === '//' && c === '/' && next === '*') { const end = text.indexOf('*/', at + 2); at = end < 0 ? text.length : end + 2; continue }
    if (c === '"' || c === "'") {
      if (dialect.triple && text.startsWith(c.repeat(3), at)) {
        const end = text.indexOf(c.repeat(3), at + 3), to = end < 0 ? text.length : end
        push('string', at, Math.min(text.length, to + 3), text.slice(at + 3, to))
        at = to + 3
        continue
      }
      if (c === "'" && dialect.characters) { const match = /^'(?:[^'\\\r\n]|\\u[0-9a-fA-F]{4}|\\.)'/.exec(text.slice(at, at + 8)); at += match ? match[0].length : 1; continue }
      const { end, value } = quoted(text, at, c)
      push('string', at, end, value)
      at = end
      continue
    }
    if (dialect.templates && c === '`') {
      const end = templateEnd(text, at), inside = text.slice(at + 1, Math.max(at + 1, end - 1)), hole = inside.indexOf('${')
      push(hole < 0 ? 'string' : 'template', at, end, hole < 0 ? inside : inside.slice(0, hole))
      at = end
      continue
    }
    if (dialect.regex && c === '/') {
      const last = tokens.at(-1)
      if (!last || last.kind === 'sign' && last.text !== ')' && last.text !== ']' && last.text !== '}' || last.kind === 'name' && beforeRegex.test(last.text)) { at = regexEnd(text, at); continue }
    }
    if (c >= '0' && c <= '9') {
      let end = at + 1
      while (end < text.length && /[\w.]/.test(text[end]!)) { if (text[end] === '.' && !/\d/.test(text[end + 1] ?? '')) break; end++ }
      push('number', at, end)
      at = end
      continue
    }
    if (/[\w$\u0080-\uffff]/.test(c)) {
      let end = at + 1
      while (end < text.length && /[\w$\u0080-\uffff]/.test(text[end]!)) end++
      push('name', at, end)
      at = end
      continue
    }
    push('sign', at, at + 1)
    at++
  }
  return tokens
}

const lineEnd = (text: string, at: number): number => { const end = text.indexOf('\n', at); return end < 0 ? text.length : end }

function quoted(text: string, start: number, quote: string): { readonly end: number; readonly value: string } {
  let value = '', from = start + 1, at = from
  for (; at < text.length && text[at] !== quote && text[at] !== '\n'; at++) if (text[at] === '\\') {
    const c = text[at + 1] ?? ''
    value += text.slice(from, at) + (escapes[c] ?? c)
    from = ++at + 1
  }
  return { end: Math.min(text.length, at + 1), value: value + text.slice(from, Math.max(from, Math.min(at, text.length))) }
}

/** The end of a template literal, those within its holes passed over. */
function templateEnd(text: string, start: number): number {
  const open: ('`' | '{')[] = ['`']
  for (let at = start + 1; at < text.length; at++) {
    const c = text[at]!, inText = open.at(-1) === '`'
    if (c === '\\') at++
    else if (c === '`') { if (inText) { open.pop(); if (open.length === 0) return at + 1 } else open.push('`') }
    else if (inText) { if (c === '$' && text[at + 1] === '{') { open.push('{'); at++ } }
    else if (c === '{') open.push('{')
    else if (c === '}') open.pop()
  }
  return text.length
}

function regexEnd(text: string, start: number): number {
  let inClass = false
  for (let at = start + 1; at < text.length && text[at] !== '\n'; at++) {
    const c = text[at]!
    if (c === '\\') at++
    else if (c === '[') inClass = true
    else if (c === ']') inClass = false
    else if (c === '/' && !inClass) { at++; while (/[a-z]/.test(text[at] ?? '')) at++; return at }
  }
  return start + 1
}

/** Where each bracket ends: the index of the token that closes it, by the index of the one that opens it. */
export function bracketsOf(tokens: readonly Token[]): ReadonlyMap<number, number> {
  const ends = new Map<number, number>(), open: number[] = []
  for (const [i, { kind, text }] of tokens.entries()) {
    if (kind !== 'sign') continue
    if (text === '(' || text === '[' || text === '{') open.push(i)
    else if (text === ')' || text === ']' || text === '}') { const start = open.pop(); if (start !== undefined) ends.set(start, i) }
  }
  for (const start of open) ends.set(start, tokens.length)
  return ends
}
