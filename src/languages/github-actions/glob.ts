/**
 * Why a filter pattern cannot be, or null. Git's rules for names of branches and tags hold for the patterns of those; a path is from the root
 * of the repository, with forward slashes.
 */
export function globFault(pattern: string, isPath: boolean): string | null {
  if (pattern.trim() === '') return 'is empty'
  if (pattern !== pattern.trim()) return 'has blanks around it'
  const text = pattern.startsWith('!') ? pattern.slice(1) : pattern
  if (text === '') return 'leaves out nothing'
  if (isPath && /^\.{1,2}(?:\/|$)/.test(text)) return 'begins with a dot, but paths begin at the root of the repository'
  if (!isPath && text.startsWith('/')) return 'begins with a slash, which no branch or tag does'
  if (!isPath && text.endsWith('/')) return 'ends with a slash, which no branch or tag does'
  if (!isPath && text.includes('//')) return 'has two slashes in a row'
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!
    if (char === '\\') {
      const next = text[i + 1]
      if (next === undefined || !/[[\]?*+\\!#]/.test(next)) return isPath ? `has '\\${next ?? ''}' in it: paths take forward slashes` : `has '\\${next ?? ''}' in it, which escapes nothing: it is no regular expression`
      i++
    } else if (char === '[') {
      const end = text.indexOf(']', i + 1)
      if (end < 0) return "has a '[' that is not closed"
      const inner = text.slice(i + 1, end)
      if (inner === '') return "has an empty '[]'"
      for (const [range, from, to] of inner.matchAll(/(.)-(.)/gsu)) if (from! > to!) return `has the range '${range}', which runs backwards`
      i = end
    } else if (char === '?' || char === '+') {
      if (i === 0 || /[*?+/]/.test(text[i - 1]!) && text[i - 2] !== '\\') return `has a '${char}' without a character before it that it could repeat`
    } else if (!isPath && /[ ~^:\x00-\x1f\x7f]/.test(char)) return `has a '${char}' in it, which no branch or tag has`
  }
  return null
}
