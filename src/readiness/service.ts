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
  /** Whether what stands under that name in a file of all, a workload or a service of Compose, is this service's. */
  isCalled(name: string): boolean
  /** Globs that describe the same files. */
  readonly paths: readonly string[]
}

/** A workspace that is one service. */
export const whole: Service = { name: null, owner: null, availability: null, answers: emptyReadiness.answers, paths: ['**'], owns: () => true, isCalled: () => true }

/** Which tiers are asked of a service that promises so much: all from 99.9 % on, the standard from 99 % on. All where nothing is promised yet, since nothing is known to be too much. */
export const tiersFor = (availability: number | null): readonly Tier[] => availability === null || availability >= 99.9 ? tiers : availability >= 99 ? tiers.slice(0, 2) : tiers.slice(0, 1)

/** The services of a workspace: those that `.shipshape/readiness.yml` names, else those that the files seem to be of. */
export function servicesOf(file: ReadinessFile, seen: Sightings): readonly Service[] {
  if (file.services.length) return file.services.map(({ name, owner, paths, availability, answers }) => {
    const globs = paths.length ? paths : globsOf(name), named = new RegExp(`^${name.replace(/[^\w]/g, '\\$&')}$`, 'i')
    return { name, owner, availability, answers, paths: globs, owns: paths.length ? (path) => matches(paths, path) : (path) => segmentsOf(path).some((segment) => named.test(segment)), isCalled: (other) => named.test(other) }
  })
  const names = guess(seen)
  if (names.length < 2) return [whole]
  return names.map((name) => ({ name, owner: null, availability: null, answers: emptyReadiness.answers, paths: globsOf(name), owns: (path) => segmentsOf(path).includes(name), isCalled: (other) => other === name }))
}

/** What tells of services: the folders of Dockerfiles, the names of workloads, and all files. */
export interface Sightings { readonly builds: Iterable<string>; readonly workloads: Iterable<string>; readonly paths: Iterable<string> }

/** Folders that are named after how a repository is laid out, never after whom they hold. */
const layout = new Set(['src', 'app', 'apps', 'docker', 'build', 'deploy', 'deployment', 'service', 'services', 'images', 'k8s', 'kubernetes', 'manifests', 'infra', 'charts', 'chart', 'base', 'test', 'tests', 'e2e'])
/** Folders that are named after a part of a service, or after a service where nothing above says more. */
const parts = new Set(['server', 'backend', 'frontend', 'web', 'api'])

/** The folder that is the home of what a Dockerfile builds: the nearest one above it that is named after a service; '' where there is none. */
function homeOf(path: string): string {
  const folders = path.split('/').slice(0, -1)
  const last = (test: (folder: string) => boolean): number => folders.findLastIndex((folder) => !folder.startsWith('.') && !layout.has(folder) && test(folder)) + 1
  return folders.slice(0, last((folder) => !parts.has(folder)) || last(() => true)).join('/')
}

/** Names that a folder or a file has, and that a workload or a Dockerfile's folder has too. A home within another one is a part of that. */
function guess({ builds, workloads, paths }: Sightings): readonly string[] {
  const homes = new Set([...builds].map(homeOf).filter(Boolean))
  const isInner = (home: string): boolean => home.split('/').some((_, at, all) => at > 0 && homes.has(all.slice(0, at).join('/')))
  const folders = new Set([...homes].filter((home) => !isInner(home)).map((home) => home.slice(home.lastIndexOf('/') + 1)))
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
