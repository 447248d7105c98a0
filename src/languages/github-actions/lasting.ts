import type { Environment } from '../../core/language'
import { outsideReads, readOutside } from '../../core/outside'
import type { Segment } from '../../core/path'
import type { YamlNode, YamlPair } from '../yaml/tree'

/** What stands for the facts of a job, by their kind, as long as nothing of it nor of the workflow's heading is edited. */
interface Remembered { readonly heading: readonly YamlPair[]; readonly byKind: Map<string, object[]>; readonly values: Map<string, unknown> }

const kept = new WeakMap<YamlPair, Remembered>()

/**
 * Gives the facts of a workflow's jobs their `substance`. A pair of `jobs` stays the same object only while neither its text nor the names
 * and the order of the jobs change (see `YamlSource`), so that a fact of it says the same as before unless it tells `readOutside`: it does
 * where it looks at the list of jobs, at all expressions of the file or at other files.
 */
export class LastingJobs {
  private readonly jobs = new Map<string, { readonly known: Remembered; readonly counts: Map<string, number> }>()

  constructor(root: YamlNode | null) {
    const jobs = root?.kind === 'map' ? root.pairs.filter(pair => pair.name === 'jobs') : [], [own] = jobs
    if (root?.kind !== 'map' || jobs.length !== 1 || own!.value.kind !== 'map') return
    const { pairs } = own!.value, names = new Set(pairs.map(({ name }) => name))
    if (names.size < pairs.length || names.has(null) || names.has('<<') || root.pairs.some(({ name }) => name === '<<')) return
    const heading = root.pairs.filter(pair => pair !== own)
    for (const pair of pairs) {
      let known = kept.get(pair)
      if (!known || known.heading.length !== heading.length || known.heading.some((one, i) => one !== heading[i])) kept.set(pair, known = { heading, byKind: new Map(), values: new Map() })
      this.jobs.set(pair.name!, { known, counts: new Map() })
    }
  }

  /** Begins anew with the first facts of the jobs. */
  restart(): void { for (const { counts } of this.jobs.values()) counts.clear() }

  /** A value of a job that holds no part of the file; it is kept over edits elsewhere unless its making reads outside. */
  value<T>(job: string, name: string, compute: () => T): T {
    const values = this.jobs.get(job)?.known.values, known = values?.get(name)
    if (known !== undefined) return known as T
    const reads = outsideReads(), value = compute()
    if (outsideReads() === reads) values?.set(name, value)
    return value
  }

  /** The fact, with what it is made of where it is a part of one job. */
  mark<T extends { readonly kind: string; substance: object | null }>(fact: T, segments: readonly Segment[]): T {
    const job = segments[0] === 'jobs' && segments.length > 1 ? this.jobs.get(String(segments[1])) : undefined
    if (!job) return fact
    const index = job.counts.get(fact.kind) ?? 0, all = job.known.byKind.get(fact.kind) ?? []
    job.counts.set(fact.kind, index + 1)
    job.known.byKind.set(fact.kind, all)
    fact.substance = all[index] ??= {}
    return fact
  }
}

/** The same environment, which tells that its answers come from outside. */
export function outsideOf(environment: Environment): Environment {
  return {
    read: path => { readOutside(); return environment.read(path) },
    list: folder => { readOutside(); return environment.list(folder) },
    folders: folder => { readOutside(); return environment.folders(folder) },
    names: folder => { readOutside(); return environment.names(folder) },
    setting: (path, name) => { readOutside(); return environment.setting(path, name) },
    find: key => { readOutside(); return environment.find(key) },
  }
}
