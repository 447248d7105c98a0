/**
 * A pattern of RE2 syntax as a JavaScript regular expression that matches the same texts, or the reason why there is none.
 *
 * Refused is what one of the two lacks or reads differently: look-around, back-references, `\A \z \C \Q \a`, named
 * groups, POSIX classes, flags anywhere but at the start. Rewritten is what both have with different meanings: `.`, `\s` and
 * the flags `s` and `m`.
 */
export function toNative(pattern: string): { readonly source: string; readonly flags: string } | { readonly message: string; readonly offset: number } {
  const lead = /^\(\?([ims]+)\)/.exec(pattern)
  const [insensitive, multiline, dotAll] = [...'ims'].map(flag => lead?.[1]?.includes(flag))
  let source = '', inClass = false, offset = lead?.[0].length ?? 0
  const refuse = (what: string) => ({ message: `${what} cannot be used in a pattern.`, offset })
  while (offset < pattern.length) {
    const char = pattern[offset]!
    if (char === '\\') {
      const next = pattern[offset + 1] ?? '', escape = char + next
      if (next === '') return { message: 'The pattern ends with a backslash.', offset }
      if (/[1-9]/.test(next)) return refuse(`A back-reference '${escape}'`)
      if (next === 's') source += inClass ? '\\t\\n\\f\\r ' : '[\\t\\n\\f\\r ]'
      else if (next === 'S') {
        if (inClass) return refuse(`'\\S' within a class`)
        source += '[^\\t\\n\\f\\r ]'
      }
      else if (/[dDwWtnrfv]/.test(next)) source += escape
      else if (/[bB]/.test(next) && !inClass) source += escape
      else if (next === 'x') {
        const hex = /^\\x(?:([0-9a-fA-F]{2})|\{([0-9a-fA-F]+)\})/.exec(pattern.slice(offset))
        if (!hex) return refuse(`'\\x' without digits`)
        source += `\\u{${hex[1] ?? hex[2]}}`
        offset += hex[0].length
        continue
      }
      else if (/[pP]/.test(next)) {
        const property = /^\\[pP](?:\{(\w+)\}|(\w))/.exec(pattern.slice(offset))
        if (!property) return refuse(`'${escape}'`)
        const name = property[1] ?? property[2]!
        source += `${escape}{${name.length <= 2 ? name : `Script=${name}`}}`
        offset += property[0].length
        continue
      }
      else if (/[A-Za-z0-9]/.test(next)) return refuse(`'${escape}'`)
      else {
        const literal = String.fromCodePoint(pattern.codePointAt(offset + 1)!)
        source += /[\^$\\.*+?()[\]{}|\/]/.test(literal) || literal === '-' && inClass ? `\\${literal}` : literal
        offset += 1 + literal.length
        continue
      }
      offset += 2
      continue
    }
    if (inClass) {
      if (char === '[') {
        if (pattern[offset + 1] === ':') return refuse('A POSIX class')
        source += '\\['
      } else {
        if (char === ']') inClass = false
        source += char
      }
    } else if (char === '[') {
      const negated = pattern[offset + 1] === '^', first = offset + (negated ? 2 : 1)
      inClass = true
      source += negated ? '[^' : '['
      if (pattern[first] === ']') { source += '\\]'; offset = first + 1 } else offset = first
      continue
    } else if (char === '(' && pattern[offset + 1] === '?') {
      if (!pattern.startsWith('(?:', offset)) return refuse(/^\(\?<?[=!]/.test(pattern.slice(offset)) ? 'Look-around' : `A group that begins '${pattern.slice(offset, offset + 3)}'`)
      source += '(?:'
      offset += 3
      continue
    }
    else if (char === '.') source += dotAll ? '[^]' : '[^\\n]'
    else if (char === '^' && multiline) source += '(?<![^\\n])'
    else if (char === '$' && multiline) source += '(?![^\\n])'
    else if (char === '{' && !/^\{\d+(?:,\d*)?\}/.test(pattern.slice(offset))) source += '\\{'
    else if (char === '}' && !/\{\d+(?:,\d*)?$/.test(source)) source += '\\}'
    else if (char === ']') source += '\\]'
    else source += char
    offset++
  }
  try {
    const native = new RegExp(source, insensitive ? 'iu' : 'u')
    return { source: native.source, flags: native.flags }
  } catch {
    return { message: 'The pattern is not a regular expression.', offset: 0 }
  }
}
