/** Patterns of a `.dockerignore`, cleaned the way Docker cleans them; exceptions keep their `!`. */
export const ignorePatterns = (text: string): readonly string[] => text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)
  .filter(line => !line.startsWith('#')).map(line => line.trim()).filter(line => line !== '')
  .map(line => line.startsWith('!') ? '!' + clean(line.slice(1).trim()) : clean(line)).filter(line => line !== '' && line !== '!' && !/^!?\.\.(?:\/|$)/.test(line))

/** A path as Docker cleans it: relative, without `.`, `..` and slashes that say nothing; '' is the context itself. */
export const cleanPath = (path: string): string => clean(`/${path}`)

/** What leads out of a folder keeps its leading `..`, unless it begins with a slash. */
const clean = (pattern: string): string => {
  const parts: string[] = []
  for (const part of pattern.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.length && parts.at(-1) !== '..') parts.pop()
    else if (!pattern.startsWith('/')) parts.push(part)
  }
  return parts.join('/')
}

/** Does a `.dockerignore` keep a path of the build context, or a folder that it lies in, out? The last pattern that matches decides. */
export function isIgnored(patterns: readonly string[], path: string): boolean {
  const parts = cleanPath(path).split('/')
  let result = false
  for (const pattern of patterns) {
    const isException = pattern.startsWith('!'), matcher = matcherOf(isException ? pattern.slice(1) : pattern)
    if (parts.some((_, i) => matcher.test(parts.slice(0, i + 1).join('/')))) result = !isException
  }
  return result
}

const matchers = new Map<string, readonly Part[]>()

function matcherOf(pattern: string): { test(path: string): boolean } {
  let parts = matchers.get(pattern)
  if (!parts) {
    if (matchers.size > 1000) matchers.clear()
    matchers.set(pattern, parts = compile(pattern))
  }
  const compiled = parts
  return { test: path => accepts(compiled, path) }
}

/** A part of a pattern: one character, or as many as one likes: of a name, of a path, or folders with their slash. */
type Part = { readonly one: (c: string) => boolean } | { readonly many: 'name' | 'path' | 'folders' }

/** `**` is any number of folders, `*` and `?` stay within one. */
function compile(pattern: string): readonly Part[] {
  const parts: Part[] = []
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i]!
    if (c === '*') {
      const isDeep = pattern[i + 1] === '*'
      while (pattern[i + 1] === '*') i++
      if (isDeep && pattern[i + 1] === '/') i++
      parts.push({ many: !isDeep ? 'name' : pattern[i] === '/' ? 'folders' : 'path' })
    } else if (c === '?') parts.push({ one: other => other !== '/' })
    else if (c === '[' && pattern.indexOf(']', i + 2) > 0) {
      const end = pattern.indexOf(']', i + 2)
      parts.push({ one: classOf(pattern.slice(i + 1, end)) })
      i = end
    } else {
      const literal = c === '\\' && i + 1 < pattern.length ? pattern[++i]! : c
      parts.push({ one: other => other === literal })
    }
  }
  return parts
}

/** The inside of brackets: characters and ranges, after `^` all others. */
function classOf(text: string): (c: string) => boolean {
  const isNegated = text.startsWith('^'), ranges: [string, string][] = []
  for (let i = isNegated ? 1 : 0; i < text.length; i++) {
    const first = text[i] === '\\' && i + 1 < text.length ? text[++i]! : text[i]!
    if (text[i + 1] === '-' && i + 2 < text.length) {
      ranges.push([first, text[i + 2]!])
      i += 2
    } else ranges.push([first, first])
  }
  return c => ranges.some(([from, to]) => from <= c && c <= to) !== isNegated
}

/** Follows all ways through a pattern at once, so that none takes long. */
function accepts(parts: readonly Part[], path: string): boolean {
  let at = new Uint8Array(parts.length + 1)
  at[0] = 1
  // Of `folders`, 1 is before any and 2 within one: only before any, and behind a slash, may it end.
  const skip = (): void => { for (let i = 0; i < parts.length; i++) if (at[i] === 1 && 'many' in parts[i]!) at[i + 1] = 1 }
  skip()
  for (const c of path) {
    const next = new Uint8Array(parts.length + 1)
    for (let i = 0; i < parts.length; i++) {
      if (!at[i]) continue
      const part = parts[i]!
      if ('one' in part) { if (part.one(c)) next[i + 1] = 1 }
      else if (part.many === 'folders') next[i] = c === '/' || next[i] === 1 ? 1 : 2
      else if (part.many === 'path' || c !== '/') next[i] = 1
    }
    at = next
    skip()
  }
  return at[parts.length] === 1
}
