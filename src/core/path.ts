/** A step of a path: a key or an index. */
export type Segment = string | number

const part = /\.?([A-Za-z_$][\w$-]*(?:\{\})?)|\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]/y

/** Reads `a.b["x.io/y"][0]`; null where the text is not a path. '' is the empty path. `a{}` (a block, in HCL) is one segment. */
export function parsePath(path: string): readonly Segment[] | null {
  const segments: Segment[] = []
  part.lastIndex = 0
  while (part.lastIndex < path.length) {
    const match = part.exec(path)
    if (!match) return null
    segments.push(match[1] ?? (match[2] !== undefined ? match[2].replace(/\\(.)/g, '$1') : Number(match[3])))
  }
  return segments
}

export function formatPath(segments: readonly Segment[]): string {
  return segments.map((segment, i) => typeof segment === 'number' ? `[${segment}]` : /^[A-Za-z_$][\w$-]*(\{\})?$/.test(segment) ? (i ? '.' : '') + segment : `["${segment.replace(/["\\]/g, '\\$&')}"]`).join('')
}
