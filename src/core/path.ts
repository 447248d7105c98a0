/** A step of a path: a key or an index. */
export type Segment = string | number

/** Reads `a.b["x.io/y"][0]`; null where the text is not a path. '' is the empty path. `a{}` (a block, in HCL) is one segment. */
export function parsePath(path: string): readonly Segment[] | null {
  const segments: Segment[] = [], segment = /([^.[\]"']+)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|\['((?:[^'\\]|\\.)*)'\]/y
  for (let at = 0; at < path.length;) {
    if (path[at] === '.') { if (at === 0 || path[at + 1] === '[' || path[at + 1] === '.') return null; at++ }
    else if (at > 0 && path[at] !== '[') return null
    segment.lastIndex = at
    const match = segment.exec(path)
    if (!match) return null
    const quoted = match[3] ?? match[4]
    segments.push(match[1] ?? (match[2] !== undefined ? Number(match[2]) : quoted!.replace(/\\(.)/g, '$1')))
    at = segment.lastIndex
  }
  return segments
}

/** A path as `parsePath` reads it. */
export function formatPath(path: readonly Segment[]): string {
  return path.map((step, i) => typeof step === 'number' ? `[${step}]`
    : /^[^.[\]"'\s\d][^.[\]"'\s]*$/.test(step) ? (i > 0 ? '.' : '') + step
    : `["${step.replace(/["\\]/g, '\\$&')}"]`).join('')
}
