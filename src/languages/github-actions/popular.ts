import { popularActions } from './data/popular-actions'
import { advisories, archived, disabled, famous, maliciousCommits, preinstalled, successors } from './data/action-news'
import type { ActionSummary, InputSummary } from './exports'
import type { Advisory } from './facts'
import { nearest } from '../../core/nearest'

interface PopularInput extends InputSummary { readonly deprecatedSince: number }
interface Popular { readonly runtimes: ReadonlyMap<number, string>; readonly whole: readonly [number, number]; readonly inputs: readonly PopularInput[]; readonly outputs: readonly string[] | null }

let table: ReadonlyMap<string, Popular> | null = null

const popular = (name: string): Popular | undefined => (table ??= new Map(popularActions.trim().split('\n').map(line => {
  const [key, runtimes, whole, inputs, outputs] = line.split('|').map(part => part.trim()) as [string, string, string, string, string]
  const [first, last] = whole === '-' ? [1, 0] : whole.split('-').map(Number) as [number, number]
  return [key, {
    runtimes: new Map(runtimes.split(' ').map(pair => [Number(pair.split(':')[0]), pair.split(':')[1]!])), whole: [first, last], inputs: inputs.split(' ').filter(Boolean).map(inputOf), outputs: outputs === '*' ? null : outputs.split(' '),
  }]
}))).get(name)

function inputOf(text: string): PopularInput {
  const [name, instead, since] = text.replace(/!$/, '').split(/[~@]/) as [string, string?, string?]
  return { name, type: 'string', required: text.endsWith('!'), hasDefault: false, default: null, deprecationMessage: instead === undefined ? null : `Use '${instead}' instead.`, deprecatedSince: Number(since ?? 0), span: [0, 0] }
}

/** What a published action declares, where it is one of the popular ones and of a version that we know. */
export function popularAction(name: string, major: number | null): ActionSummary | null {
  const found = popular(name), runtime = major === null ? undefined : found?.runtimes.get(major)
  if (!found || major === null || runtime === undefined || found.inputs.length === 0) return null
  return {
    path: name, name, using: runtime === 'c' ? 'composite' : runtime === 'd' ? 'docker' : `node${runtime}`, inputs: found.inputs.map(input => input.deprecatedSince > major ? { ...input, deprecationMessage: null } : input), outputs: found.outputs ?? [], uses: [], injectedInputs: [], outputFlows: new Map(), passes: [], span: [0, 0],
    hasAllInputs: major >= found.whole[0] && major <= found.whole[1], hasAllOutputs: found.outputs !== null,
  }
}

/** Node's major version that a version of a published action runs on; null where we do not know, or it does not run on Node. */
export function nodeOf(name: string, major: number | null): number | null {
  const runtime = major === null ? undefined : popular(name)?.runtimes.get(major)
  return runtime === undefined || !/^\d+$/.test(runtime) ? null : Number(runtime)
}

const numbers = (version: string): number[] => !/\d/.test(version) ? [NaN] : version.replace(/^[^\d]*/, '').split(/[.+-]/).slice(0, 3).map(Number)
/** Is every version that the text may mean lower? `v4` means the newest 4. */
function isBelow(version: string, bound: string): boolean {
  const left = numbers(version), right = numbers(bound)
  for (let i = 0; i < 3; i++) {
    const a = left[i] ?? Infinity, b = right[i] ?? 0
    if (Number.isNaN(a)) return false
    if (a !== b) return a < b
  }
  return false
}

/** Advisories for a version: a tag, or the one that the comment behind a commit tells. */
export function advisoriesFor(slug: string, version: string | null, commit: string | null): readonly Advisory[] {
  const malicious = commit === null ? undefined : maliciousCommits.get(commit.toLowerCase())
  if (malicious !== undefined) return [{ id: malicious, what: 'is code of a thief', fixed: null }]
  if (version === null) return []
  return advisories.flatMap(([name, id, introduced, fixed, what, onlyTags]) => name === slug && isBelow(version, fixed) && !isBelow(version, introduced) && !(onlyTags && commit !== null) ? [{ id, what, fixed }] : [])
}

/** What to take in the place of an archived repository, `''` where nothing is known; null where it is not archived. */
export const archivedInFavourOf = (slug: string): string | null => archived.get(slug) ?? archived.get(slug.replace(/\/.*/, '/*')) ?? null

/** Since when GitHub has switched a version off; null where it has not. */
export const disabledSince = (name: string, major: number | null): string | null => major === null ? null : disabled.get(name.replace(/^(actions\/cache)\/.*/, '$1'))?.find(([last]) => major <= last)?.[1] ?? null

/** A command of GitHub's machines that does the same; null where we know of none. */
export const preinstalledFor = (name: string): string | null => preinstalled.get(name) ?? null

/** Who has taken on the work; null where we know of nobody. */
export const successorOf = (slug: string): string | null => successors.get(slug) ?? null

const owners = new Set(famous.map(name => name.split('/')[0]!))

/** The popular action that a name is one slip away from; null where there is none, or the owner is one of theirs. */
export function meantBy(slug: string): string | null {
  let meant = meantBefore.get(slug)
  if (meant === undefined) {
    if (meantBefore.size >= 1000) meantBefore.clear()
    meantBefore.set(slug, meant = nearFamous(slug))
  }
  return meant
}
const meantBefore = new Map<string, string | null>()

function nearFamous(slug: string): string | null {
  const [owner, repository] = slug.split('/') as [string, string]
  if (famous.includes(slug) || owners.has(owner)) return null
  return famous.find(name => {
    const [theirOwner, theirs] = name.split('/') as [string, string]
    // A fork keeps the repository's name: the owner has to be misspelt, and long enough to be no other word.
    return theirs === repository ? theirOwner.length >= 5 && nearest(owner, [theirOwner], 1) !== null : theirOwner.length >= 5 && nearest(owner, [theirOwner], 1) !== null && nearest(repository, [theirs], 1) !== null
  }) ?? null
}
