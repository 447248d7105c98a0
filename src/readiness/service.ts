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

/** What tells of services: the folders of Dockerfiles, the names of workloads and of services of Compose, and all files. */
export interface Sightings { readonly builds: Iterable<string>; readonly workloads: Iterable<string>; readonly composed: Iterable<string>; readonly paths: Iterable<string> }

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

/**
 * Names that a folder or a file has, and that a workload or a Dockerfile's folder has too. A home within another one is a part of that, and homes of one name
 * in several places are variants of what stands above them. Beside two services, what Compose runs under the name of a folder, a database or a collector, is one too: else
 * each of the two would answer for it.
 */
function guess({ builds, workloads, composed, paths }: Sightings): readonly string[] {
  const homes = new Set([...builds].map(homeOf).filter(Boolean)), nameOf = (home: string): string => home.slice(home.lastIndexOf('/') + 1), all = [...paths]
  const isInner = (home: string): boolean => home.split('/').some((_, at, parts) => at > 0 && homes.has(parts.slice(0, at).join('/')))
  const outer = [...homes].filter((home) => !isInner(home)), twice = (home: string): boolean => outer.some((other) => other !== home && nameOf(other) === nameOf(home))
  const known = (names: Iterable<string>): readonly string[] => {
    const wanted = new Set([...names].filter((name) => !layout.has(name)))
    return all.flatMap((path) => segmentsOf(path).filter((segment) => wanted.has(segment)))
  }
  const names = outer.map((home) => twice(home) ? nameOf(homeOf(home)) : nameOf(home)).filter((name) => name && !/^v?\d/.test(name))
  const found = new Set([...names, ...known(workloads)])
  if (found.size > 1) for (const name of known(composed)) found.add(name)
  return [...found].sort()
}

/** The folders of a path, and its file's name without endings. */
const segmentsOf = (path: string): readonly string[] => {
  const parts = path.split('/'), file = parts.pop()!
  return [...parts, file.replace(/(?!^)\..*$/, '')]
}

const globsOf = (name: string): readonly string[] => [`**/${name}/**`, `**/${name}.*`]
