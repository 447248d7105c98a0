import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'

/**
 * The workspace folder of some files: the repository they are in, else the nearest folder above that has a `.shipshape`,
 * else the current folder where it holds them. A repository wins over a nearer `.shipshape`, so that the configurations
 * between them count from wherever the command is run. A repository of the home folder is not taken for that of a project.
 */
export function findRoot(cwd: string, folders: readonly string[]): string {
  const start = folders.length ? folders.reduce(commonFolder) : cwd
  const home = homedir()
  let configured: string | null = null
  for (let folder = start; ; folder = dirname(folder)) {
    if (folder !== home || folder === start) {
      if (existsSync(join(folder, '.git'))) return folder
      if (configured === null && existsSync(join(folder, '.shipshape'))) configured = folder
    }
    if (dirname(folder) === folder) break
  }
  return configured ?? (pathWithin(cwd, start) !== null ? cwd : start)
}

/** A file as a path of a workspace folder, with forward slashes; null where it is not below. */
export function pathWithin(root: string, file: string): string | null {
  const path = relative(root, resolve(root, file))
  return path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path) ? null : path.split(sep).join('/')
}

function commonFolder(a: string, b: string): string {
  let folder = a
  while (pathWithin(folder, b) === null) folder = dirname(folder)
  return folder
}
