import type { TextEdit } from '../core/edit'
import { pinAction, pinImage, type ActionReference, type ImageReference, type Reference } from '../workspace/references'
import type { Credentials } from './credentials'
import { exactVersion, refsOf, type Refs } from './git'
import { connections, PinError } from './http'
import { hostsOfRegistry, placeOf, Registries } from './registry'

/** Where repositories of actions are, unless another server is named. */
export const defaultServer = 'https://github.com'

/** The address of a Git server without a slash at its end; null where it is none. */
export function serverOf(text: string): string | null {
  try {
    const { protocol, username, password, search, hash, href } = new URL(text)
    return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '' && search === '' && hash === '' ? href.replace(/\/+$/, '') : null
  } catch { return null }
}

/** Every host that is asked about these references, sorted. */
export function hostsOf(references: readonly Reference[], server: string): readonly string[] {
  const hosts = new Set<string>()
  for (const reference of references) for (const host of reference.kind === 'action' ? [new URL(server).host] : hostsOfRegistry(placeOf(reference.name).host)) hosts.add(host)
  return [...hosts].sort()
}

/** What is asked about when everything is to be pinned: what is not pinned yet, and commits without a version beside them. */
export const wantsPin = (reference: Reference): boolean => !reference.isPinned || reference.kind === 'action' && reference.commentVersion === null

/** What came of one reference. */
export interface Resolved {
  readonly reference: Reference
  /** The commit or the digest; null where it could not be found out. */
  readonly target: string | null
  /** What is written behind a commit. */
  readonly version: string | null
  /** Why it could not be found out. */
  readonly error: string | null
  /** What the other side tells that its user wants to know. */
  readonly remarks: readonly string[]
  /** What is so by its nature, and no fault: a tag that went on to another image. */
  readonly notes: readonly string[]
}

export interface ResolveOptions {
  readonly server: string
  /** Hosts that the user has agreed to. */
  readonly hosts: ReadonlySet<string>
  readonly credentials: Credentials
  readonly timeout?: number
  readonly signal?: AbortSignal
  onProgress?(done: number, total: number): void
}

/** Asks Git servers and registries what references stand for. Every repository is asked once. */
export async function resolveAll(references: readonly Reference[], options: ResolveOptions): Promise<readonly Resolved[]> {
  const ask = connections({ hosts: options.hosts, timeout: options.timeout, signal: options.signal })
  const registries = new Registries(ask, options.credentials), repositories = new Map<string, Promise<Refs>>(), digests = new Map<string, Promise<string>>()
  const remembered = <T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> => {
    let found = known.get(key)
    if (!found) known.set(key, found = make())
    return found
  }
  let done = 0
  return Promise.all(references.map(async (reference): Promise<Resolved> => {
    try {
      if (reference.kind === 'action') {
        const repository = `${options.server}/${reference.owner}/${reference.repository}.git`
        return resolveAction(reference, await remembered(repositories, repository.toLowerCase(), () => refsOf(ask, repository)))
      }
      return await resolveImage(reference, (name, tag) => remembered(digests, `${name} ${tag}`, () => registries.digestOf(placeOf(name), tag)))
    } catch (error) {
      if (!(error instanceof PinError)) throw error
      return { reference, target: null, version: null, error: error.message, remarks: [], notes: [] }
    } finally { options.onProgress?.(++done, references.length) }
  }))
}

function resolveAction(reference: ActionReference, refs: Refs): Resolved {
  const { ref, commentVersion } = reference, remarks: string[] = []
  const name = `${reference.owner}/${reference.repository}`
  if (refs.movedTo !== null) remarks.push(`${name} moved to ${refs.movedTo}; whoever takes the old name decides what runs here`)
  if (reference.isPinned) {
    const commit = ref.toLowerCase(), onTag = [...refs.tags].some(([, target]) => target === commit), onBranch = [...refs.branches].some(([, target]) => target === commit)
    const version = exactVersion(refs, commit, commentVersion ?? '')
    if (!onTag && !onBranch) remarks.push(`no tag and no branch of ${name} ends at this commit: it is between releases, gone, or of a fork`)
    else if (!onTag) remarks.push(`no tag of ${name} is at this commit`)
    if (commentVersion !== null) {
      const meant = refs.tags.get(commentVersion) ?? refs.tags.get(`v${commentVersion}`)
      if (meant === undefined) remarks.push(`${name} has no tag ${commentVersion}`)
      else if (meant !== commit) remarks.push(`${commentVersion} is ${meant}${version === null ? '' : `, and this commit is ${version}`}`)
    }
    return { reference, target: commit, version: commentVersion === null ? version : null, error: null, remarks, notes: [] }
  }
  const tag = ref.startsWith('refs/heads/') ? undefined : refs.tags.get(ref.replace(/^refs\/tags\//, '')), branch = ref.startsWith('refs/tags/') ? undefined : refs.branches.get(ref.replace(/^refs\/heads\//, ''))
  if (tag !== undefined && branch !== undefined && tag !== branch) remarks.push(`${name} has both a tag and a branch '${ref}', at different commits; the tag counts here`)
  let commit = tag ?? branch
  if (commit === undefined && /^[0-9a-f]{7,39}$/i.test(ref)) {
    const meant = new Set([...refs.tags.values(), ...refs.branches.values()].filter((one) => one.startsWith(ref.toLowerCase())))
    if (meant.size === 1) [commit] = meant
  }
  if (commit === undefined) return { reference, target: null, version: null, error: `${name} has no tag or branch '${ref}'`, remarks, notes: [] }
  return { reference, target: commit, version: exactVersion(refs, commit, ref) ?? (tag === undefined && branch === undefined ? null : ref.replace(/^refs\/\w+\//, '')), error: null, remarks, notes: [] }
}

async function resolveImage(reference: ImageReference, ask: (name: string, tag: string) => Promise<string>): Promise<Resolved> {
  const notes: string[] = []
  if (reference.digest !== null) {
    await ask(reference.name, reference.digest)
    if (reference.tag !== null && await ask(reference.name, reference.tag).catch(() => reference.digest) !== reference.digest) notes.push(`${reference.name}:${reference.tag} is another image by now`)
    return { reference, target: reference.digest, version: null, error: null, remarks: [], notes }
  }
  return { reference, target: await ask(reference.name, reference.tag ?? 'latest'), version: null, error: null, remarks: [], notes }
}

/** The edits that write what was found out; none where it is written already. */
export function editsFor(text: string, { reference, target, version }: Resolved): readonly TextEdit[] {
  if (target === null) return []
  return reference.kind === 'action' ? pinAction(text, reference, target, version) : reference.digest === null ? pinImage(reference, target) : []
}
