import { accessSync, chmodSync, chownSync, closeSync, constants, existsSync, mkdirSync, openSync, readFileSync, realpathSync, renameSync, statSync, unlinkSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathWithin } from './root'

/** Replaces a file in one step, keeping its mode; a reader sees the old text or the new one. */
export function writeAtomically(file: string, bytes: Uint8Array): void {
  const known = statSync(file, { throwIfNoEntry: false })
  const temporary = `${file}.${process.pid}.shipshape-tmp`
  const descriptor = openSync(temporary, 'wx', 0o666)
  try {
    try { for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at) } finally { closeSync(descriptor) }
    if (known) {
      try { chownSync(temporary, known.uid, known.gid) } catch { /* Only its owner's files can be given back to them. */ }
      chmodSync(temporary, known.mode & 0o7777)
    }
    renameSync(temporary, file)
  } catch (error) {
    unlinkSync(temporary)
    throw error
  }
}

/**
 * Puts a mended text in the place of the one that was read; `before` is null for a new file. Says why it could not:
 * the file leads out of the folder, is not what was read any more, or cannot be written.
 */
export function writeFixed(root: string, path: string, before: string | null, after: string): string | null {
  const file = join(root, path)
  try {
    if (before === null) return create(root, path, after)
    const target = realpathSync(file)
    if (pathWithin(realpathSync(root), target) === null) return 'it is a link out of the workspace folder'
    const bytes = readFileSync(target)
    const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? '\ufeff' : ''
    if (!Buffer.from(mark + before).equals(bytes)) return bytes.toString('utf8') === mark + before ? 'it is not valid UTF-8' : 'it changed meanwhile'
    accessSync(target, constants.W_OK)
    writeAtomically(target, Buffer.from(mark + after))
    return null
  } catch (error) { return (error as NodeJS.ErrnoException).code ?? (error as Error).message }
}

function create(root: string, path: string, text: string): string | null {
  const file = join(root, path)
  let above = dirname(file)
  while (!existsSync(above)) above = dirname(above)
  if (pathWithin(root, file) === null || pathWithin(realpathSync(root), realpathSync(above)) === null) return 'it would stand outside the workspace folder'
  mkdirSync(dirname(file), { recursive: true })
  const descriptor = openSync(file, 'wx', 0o666)
  try { writeSync(descriptor, text) } finally { closeSync(descriptor) }
  return null
}
