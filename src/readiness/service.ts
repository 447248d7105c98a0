import { matches } from '../core/config'
import type { Answers, ReadinessFile } from '../workspace/readiness-file'
import { emptyReadiness } from '../workspace/readiness-file'
import { tiers, type Tier } from './checklist'

/** A service whose readiness is judged. */
export interface Service {
  /** Null: the workspace is one service. */
  readonly name: string | null
  readonly owner: string | null
  readonly availability: number | null
  readonly answers: Answers
  /** Whether a file is this service's. A file of no service is everybody's. */
  owns(path: string): boolean
  /** Globs that describe the same files. */
  readonly paths: readonly string[]
}

/** A workspace that is one service. */
export const whole: Service = { name: null, owner: null, availability: null, answers: emptyReadiness.answers, paths: ['**'], owns: () => true }

/** Which tiers are asked of a service that promises so much: all from 99.9 % on, the standard from 99 % on. All where nothing is promised yet, since nothing is known to be too much. */
export const tiersFor = (availability: number | null): readonly Tier[] => availability === null || availability >= 99.9 ? tiers : availability >= 99 ? tiers.slice(0, 2) : tiers.slice(0, 1)

/** The services of a workspace: those that `.shipshape/readiness.yml` names, else those that the files seem to be of. */
export function servicesOf(file: ReadinessFile, seen: Sightings): readonly Service[] {
  if (file.services.length) return file.services.map(({ name, owner, paths, availability, answers }) => {
    const globs = paths.length ? paths : globsOf(name), named = new RegExp(`^${name.replace(/[^\w]/g, '\\$&')}$`, 'i')
    return { name, owner, availability, answers, paths: globs, owns: paths.length ? (path) => matches(paths, path) : (path) => segmentsOf(path).some((segment) => named.test(segment)) }
  })
  const names = guess(seen)
  if (names.length < 2) return [whole]
  return names.map((name) => ({ name, owner: null, availability: null, answers: emptyReadiness.answers, paths: globsOf(name), owns: (path) => segmentsOf(path).includes(name) }))
}

/** What tells of services: the folders of Dockerfiles, the names of workloads, and all files. */
export interface Sightings { readonly builds: Iterable<string>; readonly workloads: Iterable<string>; readonly paths: Iterable<string> }

/** Folders that are named after what they hold, not after whom. */
const generic = new Set(['src', 'app', 'apps', 'docker', 'build', 'deploy', 'deployment', 'service', 'services', 'images', 'k8s', 'kubernetes', 'manifests', 'infra', 'charts', 'chart', 'base', 'server', 'backend', 'frontend', 'web', 'api', 'test', 'tests', 'e2e'])

/** Names that a folder or a file has, and that a workload or a Dockerfile's folder has too. */
function guess({ builds, workloads, paths }: Sightings): readonly string[] {
  const folders = new Set([...builds].map((path) => path.split('/').at(-2) ?? '').filter((name) => name && !generic.has(name)))
  const named = new Set<string>(), wanted = new Set([...workloads])
  for (const path of paths) for (const segment of segmentsOf(path)) if (wanted.has(segment)) named.add(segment)
  return [...new Set([...folders, ...named])].sort()
}

/** The folders of a path, and its file's name without endings. */
const segmentsOf = (path: string): readonly string[] => {
  const parts = path.split('/'), file = parts.pop()!
  return [...parts, file.replace(/(?!^)\..*$/, '')]
}

const globsOf = (name: string): readonly string[] => [`**/${name}/**`, `**/${name}.*`]
