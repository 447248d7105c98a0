import { promises as fs } from 'node:fs'
import { join } from 'node:path'
import { maximumBytes } from '../workspace/limits'
import type { Entry, Files } from '../workspace/files'

/** The files below a folder of the disk. Links are not followed when listing, so that loops end. */
export function diskFiles(root: string): Files {
  return {
    async read(path) {
      try {
        const file = join(root, path)
        const { size } = await fs.stat(file)
        if (size > maximumBytes) return null
        const text = await fs.readFile(file, 'utf8')
        return text.includes('\0') ? null : text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
      } catch { return null }
    },
    async list(folder) {
      try {
        const entries: Entry[] = []
        for (const entry of await fs.readdir(join(root, folder), { withFileTypes: true })) {
          if (entry.isDirectory()) entries.push({ name: entry.name, kind: 'folder' })
          else if (entry.isFile()) entries.push({ name: entry.name, kind: 'file' })
          else if (entry.isSymbolicLink()) {
            const target = await fs.stat(join(root, folder, entry.name)).catch(() => null)
            if (target?.isFile()) entries.push({ name: entry.name, kind: 'file' })
          }
        }
        return entries
      } catch { return [] }
    },
    async names(folder) {
      try { return await fs.readdir(join(root, folder)) } catch (error) {
        const { code } = error as NodeJS.ErrnoException
        return code === 'ENOENT' || code === 'ENOTDIR' ? [] : null
      }
    },
  }
}
