/** An entry of a folder. */
export interface Entry { readonly name: string; readonly kind: 'file' | 'folder' }

/** Read access to one workspace folder: the disk, an editor's file system, or memory. Paths are relative to it, with forward slashes; '' is the folder itself. */
export interface Files {
  /** A file's text, or null where there is none that can be read as text. */
  read(path: string): Promise<string | null>
  /** What a folder holds, links not followed; empty where there is no such folder. */
  list(folder: string): Promise<readonly Entry[]>
  /** Names of everything in a folder, whatever it is; empty where there is no such folder, null where that cannot be told. Not there where some files may be out of sight. */
  names?(folder: string): Promise<readonly string[] | null>
}

/** Files of a map: what tests, the browser and `lint` use. */
export function memoryFiles(texts: ReadonlyMap<string, string>): Files {
  return {
    async read(path) { return texts.get(path) ?? null },
    async list(folder) {
      const prefix = folder ? `${folder}/` : '', entries = new Map<string, Entry>()
      for (const path of texts.keys()) {
        if (!path.startsWith(prefix)) continue
        const rest = path.slice(prefix.length), slash = rest.indexOf('/')
        const name = slash < 0 ? rest : rest.slice(0, slash)
        entries.set(name, { name, kind: slash < 0 ? 'file' : 'folder' })
      }
      return [...entries.values()]
    },
  }
}
