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

const matchers = new Map<string, RegExp>()

function matcherOf(pattern: string): RegExp {
  let matcher = matchers.get(pattern)
  if (!matcher) {
    if (matchers.size > 1000) matchers.clear()
    matchers.set(pattern, matcher = compile(pattern))
  }
  return matcher
}

/** `**` is any number of folders, `*` and `?` stay within one; runs of stars are one, so that no pattern backtracks without end. */
function compile(pattern: string): RegExp {
  let source = '^'
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i]!
    if (c === '*') {
      const isDeep = pattern[i + 1] === '*'
      while (pattern[i + 1] === '*') i++
      if (!isDeep) source += '[^/]*'
      else if (pattern[i + 1] === '/') {
        source += '(?:.*/)?'
        i++
      } else source += '.*'
    } else if (c === '?') source += '[^/]'
    else if (c === '[' && pattern.indexOf(']', i + 2) > 0) {
      const end = pattern.indexOf(']', i + 2)
      source += '[' + pattern.slice(i + 1, end).replace(/[\\[\]]/g, '\\$&') + ']'
      i = end
    } else if (c === '\\' && i + 1 < pattern.length) source += pattern[++i]!.replace(/[^\w]/g, '\\$&')
    else source += c.replace(/[^\w/]/g, '\\$&')
  }
  try {
    return new RegExp(source + '$', 's')
  } catch {
    return /^(?!)/
  }
}
