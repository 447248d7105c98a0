import { applyEdits, type TextEdit } from './edit'
import type { Edit, Fix } from './fix'

/** What came of applying several fixes to one state of the files. */
export interface Merged {
  /** The new text of every file that changed. */
  readonly texts: ReadonlyMap<string, string>
  readonly applied: readonly Fix[]
  /** Fixes that touch what another already changed, or whose file is not there; the next pass may take them. */
  readonly deferred: readonly Fix[]
}

/**
 * Applies as many fixes as fit together. A fix is applied whole or not at all; one that touches or abuts an edit of an
 * earlier one is deferred, unless both want the very same edit.
 */
export function mergeFixes(texts: ReadonlyMap<string, string>, fixes: readonly Fix[]): Merged {
  const taken = new Map<string, TextEdit[]>()
  const created = new Map<string, string>()
  const applied: Fix[] = [], deferred: Fix[] = []
  const fits = (edit: Edit): boolean => {
    if ('create' in edit) return !texts.has(edit.path) && (!created.has(edit.path) || created.get(edit.path) === edit.create)
    const text = texts.get(edit.path)
    if (text === undefined || edit.span[1] > text.length) return false
    return (taken.get(edit.path) ?? []).every((other) => same(other, edit) || edit.span[1] < other.span[0] || other.span[1] < edit.span[0])
  }
  for (const fix of fixes) {
    if (!fix.edits.every(fits)) { deferred.push(fix); continue }
    applied.push(fix)
    for (const edit of fix.edits) {
      if ('create' in edit) { created.set(edit.path, edit.create); continue }
      const edits = taken.get(edit.path)
      if (!edits) taken.set(edit.path, [edit])
      else if (!edits.some((other) => same(other, edit))) edits.push(edit)
    }
  }
  const changed = new Map(created)
  for (const [path, edits] of taken) changed.set(path, applyEdits(texts.get(path)!, edits))
  return { texts: changed, applied, deferred }
}

const same = (a: TextEdit, b: TextEdit): boolean => a.span[0] === b.span[0] && a.span[1] === b.span[1] && a.text === b.text

/** How often fixes are applied before what remains is left alone: fixes may make room for others, but must not chase each other. */
export const maximumPasses = 10

/** Applies fixes, asks again, and so on until nothing more changes. `fixesFor` gets the present texts. */
export async function fixAll(texts: ReadonlyMap<string, string>, fixesFor: (texts: ReadonlyMap<string, string>) => Promise<readonly Fix[]>): Promise<{ texts: ReadonlyMap<string, string>; applied: number; passes: number }> {
  const now = new Map(texts)
  let applied = 0, passes = 0
  for (; passes < maximumPasses; passes++) {
    const merged = mergeFixes(now, await fixesFor(now))
    if (!merged.applied.length) break
    applied += merged.applied.length
    let moved = false
    for (const [path, text] of merged.texts) { if (now.get(path) !== text) moved = true; now.set(path, text) }
    if (!moved) break
  }
  return { texts: now, applied, passes }
}
