import { Document } from '../core/document'

/** The folder of a path; '' is the root. */
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))
/** The last part of a path. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

interface Folder { readonly files: Set<string>; readonly folders: Set<string> }

/** The files that are known, by path and by folder. */
export class FileTree {
  private readonly documents = new Map<string, Document>()
  private readonly tree = new Map<string, Folder>([['', { files: new Set(), folders: new Set() }]])

  get(path: string): Document | null { return this.documents.get(path) ?? null }
  paths(): IterableIterator<string> { return this.documents.keys() }
  get size(): number { return this.documents.size }
  files(folder: string): readonly string[] { return [...this.tree.get(folder)?.files ?? []].sort() }
  folders(folder: string): readonly string[] { return [...this.tree.get(folder)?.folders ?? []].sort() }

  /** Sets or removes a file. Returns the folders whose listing changed. */
  set(path: string, text: string | null): readonly string[] {
    const known = this.documents.get(path)
    if (text === null) {
      if (!known) return []
      this.documents.delete(path)
      return this.unlink(path)
    }
    this.documents.set(path, new Document(path, text, known))
    return known ? [] : this.link(path)
  }

  private link(path: string): readonly string[] {
    const changed: string[] = []
    let child = path, folder = folderOf(path), isFile = true
    for (;;) {
      let entry = this.tree.get(folder)
      const fresh = !entry
      if (!entry) this.tree.set(folder, entry = { files: new Set(), folders: new Set() })
      const set = isFile ? entry.files : entry.folders
      if (!set.has(child)) { set.add(child); changed.push(folder) }
      if (!fresh || folder === '') return changed
      child = folder
      folder = folderOf(folder)
      isFile = false
    }
  }

  private unlink(path: string): readonly string[] {
    const changed: string[] = []
    let child = path, folder = folderOf(path), isFile = true
    for (;;) {
      const entry = this.tree.get(folder)
      if (!entry) return changed
      ;(isFile ? entry.files : entry.folders).delete(child)
      changed.push(folder)
      if (entry.files.size || entry.folders.size || folder === '') return changed
      this.tree.delete(folder)
      child = folder
      folder = folderOf(folder)
      isFile = false
    }
  }
}
