import type { TextEdit } from '../core/edit'
import { LineIndex, type Span } from '../core/span'
import { referencesIn, type Reference } from '../workspace/references'
import type { Folder } from './folder'
import type { PinPlan, PinResult } from './protocol'
import { toRange } from './render'

/** Finds out what references stand for. A host without it, such as a browser's worker, pins nothing. */
export interface Pinning {
  readonly defaultServer: string
  /** Null where the text is no address of a Git server. */
  serverOf(text: string): string | null
  hostsOf(references: readonly Reference[], server: string): readonly string[]
  /** Is there anything to be written? */
  wantsPin(reference: Reference): boolean
  /** Goes to the network, and to these hosts only. */
  resolve(references: readonly Reference[], options: { readonly server: string; readonly hosts: ReadonlySet<string>; readonly signal: AbortSignal; onProgress(done: number, total: number): void }): Promise<readonly { readonly reference: Reference; readonly error: string | null; readonly remarks: readonly string[]; edits(text: string): readonly TextEdit[] }[]>
}

/** The rules whose findings a pin would answer. */
const rules: ReadonlySet<string> = new Set([
  ...['unpinned-action', 'unpinned-reusable-workflow', 'branch-pinned-action', 'tagged-official-action', 'short-sha', 'missing-pin-comment', 'unpinned-image', 'missing-image-digest'].map((name) => `github-actions/${name}`),
  ...['missing-image-tag', 'latest-tag', 'floating-tag', 'missing-image-digest'].map((name) => `docker/${name}`),
])
const isPinRule = (rule: string): boolean => rules.has(rule) || /^(?:compose|kubernetes)\/.*(?:latest|floating|mutable|image-tag|digest)/.test(rule)

/** What a pin would change at a place where a finding asks for one. */
export function pinsAt(folder: Folder, path: string, [start, end]: Span, found: readonly { readonly rule: string }[], pinning: Pinning): readonly Reference[] {
  if (!found.some(({ rule }) => isPinRule(rule))) return []
  const text = folder.text(path) ?? ''
  const lineOf = (offset: number): number => text.lastIndexOf('\n', offset - 1)
  return referencesIn(folder.project.workspace, path).filter((reference) => pinning.wantsPin(reference) && lineOf(reference.span[0]) >= lineOf(start) && lineOf(reference.span[0]) <= lineOf(end))
}

/** One reference of one file, or all of the workspace. */
export interface Place { readonly folder: Folder; readonly path: string; readonly offset: number }

function wantedIn(folders: readonly Folder[], place: Place | null, pinning: Pinning): readonly { readonly folder: Folder; readonly reference: Reference }[] {
  if (place) return referencesIn(place.folder.project.workspace, place.path).filter(({ span }) => span[0] === place.offset).map((reference) => ({ folder: place.folder, reference }))
  return folders.flatMap((folder) => folder.project.workspace.claimedPaths().filter((path) => { const settings = folder.project.policy.settings(path); return !settings.ignored && settings.level !== null }).sort()
    .flatMap((path) => referencesIn(folder.project.workspace, path).filter((reference) => pinning.wantsPin(reference)).map((reference) => ({ folder, reference }))))
}

/** What would be asked, and of whom. Asks nobody. */
export function planPins(folders: readonly Folder[], place: Place | null, server: string, pinning: Pinning): PinPlan {
  const wanted = wantedIn(folders, place, pinning)
  return { references: wanted.length, files: new Set(wanted.map(({ folder, reference }) => `${folder.uri}/${reference.path}`)).size, hosts: pinning.hostsOf(wanted.map(({ reference }) => reference), server) }
}

/** Asks the hosts that were agreed to. Files that changed meanwhile stay as they are; those in which something could not be found out are apart. */
export async function makePins(folders: readonly Folder[], place: Place | null, options: Parameters<Pinning['resolve']>[1], pinning: Pinning, uriOf: (folder: Folder, path: string) => string): Promise<PinResult> {
  const wanted = wantedIn(folders, place, pinning), texts = new Map(wanted.map(({ folder, reference }) => [`${folder.uri} ${reference.path}`, folder.text(reference.path)]))
  const resolved = await pinning.resolve(wanted.map(({ reference }) => reference), options)
  const changes: Record<string, { range: ReturnType<typeof toRange>; newText: string }[]> = {}, rest: typeof changes = {}, failed: string[] = [], remarks: string[] = []
  const incomplete = new Set(resolved.flatMap(({ error }, i) => error === null ? [] : `${wanted[i]!.folder.uri} ${wanted[i]!.reference.path}`))
  let pinned = 0
  for (const [i, one] of resolved.entries()) {
    const { folder, reference } = wanted[i]!, key = `${folder.uri} ${reference.path}`, text = folder.text(reference.path)
    remarks.push(...one.remarks.map((remark) => `${reference.text}: ${remark}`))
    if (one.error !== null) { failed.push(`${reference.text}: ${one.error}`); continue }
    if (text === null || text !== texts.get(key)) { failed.push(`${reference.text}: ${reference.path} changed meanwhile`); continue }
    const lines = new LineIndex(text), edits = one.edits(text).map((edit) => ({ range: toRange(lines, edit.span), newText: edit.text }))
    if (!edits.length) continue
    const into = incomplete.has(key) ? rest : changes
    ;(into[uriOf(folder, reference.path)] ??= []).push(...edits)
    if (into === changes) pinned++
  }
  return { edit: { changes }, rest: Object.keys(rest).length ? { changes: rest } : null, pinned, failed: [...new Set(failed)], remarks: [...new Set(remarks)] }
}
