import { join, relative } from 'node:path'
import type { Options } from './options'
import type { Surroundings } from './surroundings'

/** A workspace path as it is shown to who runs the command: from the current folder where it lies below, else whole. */
export function shownFrom(cwd: string, root: string, path: string): string {
  const shown = relative(cwd, join(root, path))
  return shown.startsWith('..') ? join(root, path) : shown
}

/** Colours as the conventions say: NO_COLOR and --no-color win, then FORCE_COLOR, then whether it is a terminal. */
export function colored({ env }: Surroundings, options: Options, isTerminal: boolean): boolean {
  if (options.color === false || env.NO_COLOR) return false
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0'
  return isTerminal && env.TERM !== 'dumb'
}
