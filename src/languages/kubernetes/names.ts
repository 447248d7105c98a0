import type { Place } from '../../core/fact'
import { isKnown } from '../../core/value'
import { tokenOf } from '../yaml/path'
import { fieldTable } from './schema'
import { at, isPlaceholder, raw, text, type Tree } from './tree'

/** A name, a label or an annotation that the API server refuses. */
export interface Misnomer {
  /** What it is: `label`, `container name`; `object` where the name is missing. */
  readonly what: string
  readonly text: string
  /** What is wrong with it, behind its name: `has 70 characters and may have 63`. */
  readonly problem: string
  readonly place: Place
}

const label = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/, subdomain = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/, qualified = /^[A-Za-z0-9](?:[-\w.]*[A-Za-z0-9])?$/

function keyProblem(key: string): string | null {
  const slash = key.indexOf('/'), prefix = slash < 0 ? null : key.slice(0, slash), name = key.slice(slash + 1)
  if (name.length > 63) return `has ${name.length} characters and may have 63`
  if (name.includes('/')) return 'has more than one slash'
  if (!qualified.test(name)) return name === '' ? 'has no name' : 'is refused: a key has letters and digits at its ends, and - _ . between them'
  if (prefix !== null && (prefix.length > 253 || !subdomain.test(prefix))) return 'has no domain before its slash'
  return null
}

const valueProblem = (value: string): string | null => value.length > 63 ? `has ${value.length} characters and may have 63` : value !== '' && !qualified.test(value) ? 'is refused: it has letters and digits at its ends, and - _ . between them' : null

const templates = [[], ['spec', 'template'], ['spec', 'jobTemplate'], ['spec', 'jobTemplate', 'spec', 'template']]

/** The labels and annotations of an object and of the pods that it makes. */
export function* invalidLabels(object: Tree): Generator<Misnomer> {
  for (const path of templates) for (const name of ['labels', 'annotations']) yield* invalidPairs(at(object, ...path, 'metadata', name), name === 'labels' ? 'label' : 'annotation')
  yield* invalidPairs(at(object, 'spec', 'selector', 'matchLabels'), 'label')
}

function* invalidPairs(pairs: ReturnType<typeof at>, what: 'label' | 'annotation'): Generator<Misnomer> {
  if (!pairs || !('children' in pairs)) return
  for (const [key, value] of pairs.children) {
    if (isPlaceholder(key)) continue
    const wrong = keyProblem(key)
    if (wrong) yield { what, text: key, problem: wrong, place: { path: value.source.path, span: tokenOf(value.key ?? value.node, null, value.source.text), missing: false } }
    if (what !== 'label' || value.conditional) continue
    const known = text(value)
    if (!isKnown(known) || known === null || value.kind !== 'scalar') continue
    const problem = valueProblem(known)
    if (problem) yield { what: 'label value', text: known, problem, place: value.place(false) }
  }
}

/** Kinds whose name is a part of a path, with any letters. */
const pathNames = /^(?:Role|ClusterRole|RoleBinding|ClusterRoleBinding)$/
/** Kinds whose name is one label of at most so many characters. */
const lengths: ReadonlyMap<string, number> = new Map([['Service', 63], ['Namespace', 63], ['CronJob', 52], ['Job', 63]])

/** The names of an object and of its containers. Objects of others are left alone. */
export function* invalidNames(object: Tree, apiVersion: string, kind: string): Generator<Misnomer> {
  if (!fieldTable().kind(apiVersion, kind) || kind.endsWith('Review') || kind === 'Status') return
  const metadata = at(object, 'metadata'), found = at(metadata, 'name'), name = text(found), prefix = at(metadata, 'generateName')
  if (name === null && prefix === null && metadata !== null && 'open' in metadata && !metadata.open || metadata === null && !object.open) yield { what: 'object', text: kind, problem: 'has no name', place: metadata === null || !('place' in metadata) ? object.place(true) : metadata.place(true) }
  if (isKnown(name) && name !== null && found !== null && 'place' in found) {
    const problem = nameProblem(name, kind)
    if (problem) yield { what: 'name', text: name, problem, place: found.place(false) }
  }
  const pods = kind === 'Pod' ? at(object, 'spec') : kind === 'CronJob' ? at(object, 'spec', 'jobTemplate', 'spec', 'template', 'spec') : at(object, 'spec', 'template', 'spec')
  for (const list of ['initContainers', 'containers']) {
    const containers = at(pods, list)
    if (!containers || !('items' in containers)) continue
    for (const item of containers.items) {
      const own = at(item, 'name'), name = raw(own)
      if (!own || !('place' in own) || !isKnown(name) || name === null || isPlaceholder(name) || typeof own.value !== 'string') continue
      const problem = labelProblem(name, 63)
      if (problem) yield { what: 'container name', text: name, problem, place: own.place(false) }
    }
  }
}

function labelProblem(name: string, length: number): string | null {
  return name.length > length ? `has ${name.length} characters and may have ${length}` : label.test(name) ? null : 'is refused: it has small letters and digits, and - between them'
}

function nameProblem(name: string, kind: string): string | null {
  if (pathNames.test(kind)) return name === '.' || name === '..' || /[/%]/.test(name) ? 'is no part of a path' : null
  const length = lengths.get(kind)
  if (kind === 'Service' && /^\d/.test(name)) return 'begins with a digit'
  if (length !== undefined && kind !== 'CronJob' && kind !== 'Job') return labelProblem(name, length)
  if (name.length > (length ?? 253)) return `has ${name.length} characters and may have ${length ?? 253}`
  return subdomain.test(name) || kind === 'CertificateSigningRequest' || kind === 'Event' ? null : 'is refused: it has small letters and digits, and - or . between them'
}
