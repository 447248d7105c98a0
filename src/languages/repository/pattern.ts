/** Does a pattern of CODEOWNERS match a file's path? As `.gitignore` does, but that `docs/*` is for the files of that folder alone, and `!` and `[ ]` mean nothing. */
export function matchesPattern(pattern: string, path: string): boolean {
  const { parts, isAnchored, isFolder, isShallow } = partsOf(pattern), names = path.split('/')
  if (parts.length === 0) return true
  const whole = isAnchored ? parts : ['**', ...parts]
  // A folder's pattern matches all that is below it.
  for (let length = names.length; length > 0; length--) {
    if (length === names.length && isFolder || length < names.length && isShallow) continue
    if (fits(whole, names.slice(0, length))) return true
  }
  return false
}

interface Parts { readonly parts: readonly string[]; readonly isAnchored: boolean; readonly isFolder: boolean; readonly isShallow: boolean }

const known = new Map<string, Parts>()

/** The parts of a pattern between its slashes. */
export function partsOf(pattern: string): Parts {
  let found = known.get(pattern)
  if (!found) {
    if (known.size > 2000) known.clear()
    const clean = pattern.replace(/\\(.)/g, '$1'), inner = clean.replace(/^\/+|\/+$/g, ''), parts = inner === '' ? [] : inner.split(/\/+/)
    // `*` alone is everything, at whatever depth.
    const isEverything = parts.every(part => /^\*+$/.test(part)) && parts.length === 1
    found = { parts: isEverything ? [] : parts, isAnchored: clean.startsWith('/') || parts.length > 1, isFolder: clean.endsWith('/'), isShallow: parts.length > 1 && parts[parts.length - 1] === '*' }
    known.set(pattern, found)
  }
  return found
}

/** `**` is any number of names. In time bounded by parts times names. */
function fits(parts: readonly string[], names: readonly string[]): boolean {
  let p = 0, n = 0, star = -1, retry = 0
  while (n < names.length) {
    if (parts[p] === '**') { star = p++; retry = n }
    else if (p < parts.length && fitsName(parts[p]!, names[n]!)) { p++; n++ }
    else if (star >= 0) { p = star + 1; n = ++retry }
    else return false
  }
  while (parts[p] === '**') p++
  return p === parts.length
}

function fitsName(pattern: string, name: string): boolean {
  let p = 0, n = 0, star = -1, retry = 0
  while (n < name.length) {
    if (pattern[p] === '*') { star = p++; retry = n }
    else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === name[n])) { p++; n++ }
    else if (star >= 0) { p = star + 1; n = ++retry }
    else return false
  }
  while (pattern[p] === '*') p++
  return p === pattern.length
}

export { fitsName }
