import { accessSync, constants, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { emptyConfig, type Config } from '../core/config'
import type { Level } from '../core/finding'
import { diskFiles } from '../node/files'
import { discover, isCandidate } from '../workspace/discover'
import type { Files } from '../workspace/files'
import { maximumBytes } from '../workspace/limits'
import { listWanted } from '../workspace/names'
import { isOwnFile, Project } from '../workspace/project'
import type { Progress } from './progress'
import { findRoot, pathWithin } from './root'
import { UsageError, type Surroundings } from './surroundings'

/** Which files of a workspace folder were asked for. */
export class Targets {
  constructor(readonly files: ReadonlySet<string>, readonly folders: readonly string[]) {}

  has(path: string): boolean { return this.files.has(path) || this.folders.some((folder) => folder === '' || path.startsWith(`${folder}/`)) }
}

/** Works out the workspace folder and the targets in it. What does not exist is wrong use, unless it is in `list`: a diff names deleted files, and others that nobody reads. */
export function locate(cwd: string, paths: readonly string[], options: { readonly root?: string; readonly list?: readonly string[] | null }): { readonly root: string; readonly targets: Targets; readonly gone: readonly string[] } {
  const files: string[] = [], folders: string[] = [], gone: string[] = []
  const add = (path: string, mayBeGone: boolean): void => {
    const full = resolve(cwd, path)
    const stat = statSync(full, { throwIfNoEntry: false })
    if (stat?.isFile()) { if (!mayBeGone || isCandidate(path.replaceAll('\\', '/'))) files.push(full) }
    else if (stat?.isDirectory()) folders.push(full)
    else if (stat) throw new UsageError(`'${path}' is neither a file nor a folder.`)
    else if (mayBeGone) gone.push(path)
    else throw new UsageError(`There is no file or folder '${path}'.`)
  }
  for (const path of paths) add(path, false)
  for (const path of options.list ?? []) add(path, true)
  if (!paths.length && !options.list) folders.push(options.root ? resolve(cwd, options.root) : cwd)
  const root = options.root ? resolve(cwd, options.root) : findRoot(cwd, [...folders, ...files.map((file) => dirname(file))])
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) throw new UsageError(`There is no folder '${options.root}'.`)
  const within = (full: string): string => {
    const path = pathWithin(root, full)
    if (path === null) throw new UsageError(`'${full}' is not below the workspace folder '${root}'.`)
    return path
  }
  return { root, targets: new Targets(new Set(files.map(within)), folders.map(within)), gone }
}

/** A workspace folder of the disk with everything of it read and checked. */
export interface Folder {
  readonly root: string
  readonly files: Files
  readonly project: Project
  /** Files that a language might read but that were not read, and why. */
  readonly unread: readonly { readonly path: string; readonly why: 'too large' | 'unreadable' | 'no text' }[]
}

export interface FolderOptions {
  readonly level?: Level
  /** Look at the whole folder, so that a name that nobody defines is known to be undefined. */
  readonly index: boolean
  readonly progress: Progress
  /** A text to take instead of the disk's. */
  readonly overlay?: { readonly path: string; readonly text: string | null }
  /** The overlay is all that there is, whatever lies in the folder: only the configurations above it are read. */
  readonly alone?: boolean
}

/** How many files are read at a time. */
const batch = 64

/** Reads and checks a folder. Without `index`, only the targets, their neighbours in the same folders and the configurations above. */
export async function openFolder(surroundings: Surroundings, root: string, targets: Targets, { level, index, progress, overlay, alone = false }: FolderOptions): Promise<Folder> {
  const files = diskFiles(root)
  const config: Config | undefined = alone && overlay ? { ...emptyConfig(''), level: level ?? null, paths: [{ match: [overlay.path], purpose: 'production', level: null, rules: [] }] } : undefined
  const project = new Project({ languages: surroundings.languages, library: surroundings.library(), level, atLeast: level, config, items: surroundings.checklists.flatMap(({ items }) => items.map(({ id }) => id)) })
  const paths = new Set<string>()
  for await (const path of index && !alone ? discover(files) : nearby(files, targets)) {
    if (!alone || isOwnFile(path)) paths.add(path)
    progress.show('Looking for files', paths.size, null)
  }
  for (const path of targets.files) paths.add(path)
  const unread: Folder['unread'][number][] = [], all = [...paths]
  for (let i = 0; i < all.length; i += batch) {
    const some = all.slice(i, i + batch)
    const texts = await Promise.all(some.map((path) => path === overlay?.path ? overlay.text : files.read(path)))
    some.forEach((path, j) => {
      const text = texts[j]!
      if (text !== null) project.set(path, text)
      else if (path !== overlay?.path) unread.push({ path, why: whyUnread(join(root, path)) })
    })
    progress.show('Reading', i, all.length)
  }
  if (index) project.workspace.finishIndexing()
  refresh(project, progress)
  if (index && !alone) while (await listWanted(project.workspace, files)) refresh(project, progress)
  return { root, files, project, unread }
}

/** Brings a project's findings up to date. */
export function refresh(project: Project, progress: Progress): void {
  const steps = project.refresh()
  for (let step = steps.next(); !step.done; step = steps.next()) progress.show('Checking', step.value.done, step.value.total)
}

async function* nearby(files: Files, targets: Targets): AsyncGenerator<string> {
  for (const folder of targets.folders) yield* discover(files, folder)
  const above = new Set<string>(['']), beside = new Set<string>()
  for (const path of targets.files) beside.add(path.includes('/') ? dirname(path) : '')
  for (const folder of [...targets.folders, ...beside]) for (let up = folder; up !== ''; up = up.includes('/') ? dirname(up) : '') above.add(up)
  for (const folder of beside) for (const { name, kind } of await files.list(folder)) {
    const path = folder ? `${folder}/${name}` : name
    if (kind === 'file' && isCandidate(path)) yield path
  }
  for (const folder of above) for (const own of ['.shipshape', '.shipshape/rules']) for (const { name, kind } of await files.list(folder ? `${folder}/${own}` : own)) {
    const path = `${folder ? `${folder}/` : ''}${own}/${name}`
    if (kind === 'file' && isOwnFile(path)) yield path
  }
}

function whyUnread(file: string): 'too large' | 'unreadable' | 'no text' {
  try {
    if (statSync(file).size > maximumBytes) return 'too large'
    accessSync(file, constants.R_OK)
    return 'no text'
  } catch { return 'unreadable' }
}
