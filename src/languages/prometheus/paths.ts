export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** A workspace path from one that is relative to a folder; null where it leads out of the workspace or is absolute. */
export function join(folder: string, path: string): string | null {
  if (/^(?:\/|~|[A-Za-z]:[\\/])/.test(path)) return null
  const parts = folder.split('/').filter(Boolean)
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return null
  }
  return parts.join('/')
}
