import { parseAllDocuments } from 'yaml'
import { languages } from '../../generated/languages'
import type { RuleLibrary } from '../../src/core/library'
import { builtInLibrary } from '../../src/node/library'
import { Project } from '../../src/workspace/project'
import { samples } from './samples'

/** Medians in milliseconds of one keystroke in a file, and of a `yaml` parse of a manifest as long. */
export interface Split { readonly parse: number; readonly facts: number; readonly rules: number; readonly found: number; readonly yaml: number }

const language = process.argv[2]!, lines = Number(process.argv[3] ?? 1000)
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!
const none: RuleLibrary = { packs: [], metadata: () => [], programs: () => ({}), pages: async () => ({}), compiler: () => { throw new Error('none') } }
const rounds = 160, warm = 80

function measure(language: string, library: RuleLibrary, readOnly: boolean): { readonly time: number; readonly found: number } {
  const { path, make, edit: [from, to] } = samples[language]!, text = make(lines)
  const project = new Project({ languages, library, level: 'all' })
  project.set(path, text)
  project.workspace.finishIndexing()
  project.workspace.refreshNow()
  const at = text.indexOf(from, text.length >> 1), other = text.slice(0, at) + to + text.slice(at + from.length)
  const times: number[] = []
  for (let i = 0; i < rounds; i++) {
    const next = i % 2 ? text : other, since = performance.now()
    project.set(path, next)
    const steps = project.workspace.refresh()
    steps.next()
    if (readOnly) times.push(performance.now() - since)
    while (!steps.next().done);
    project.findings(path)
    if (!readOnly) times.push(performance.now() - since)
  }
  return { time: median(times.slice(warm)), found: project.findings(path).length }
}

function yardstick(length: number): number {
  let manifest = samples.kubernetes!.make(1000)
  while (manifest.length < length) manifest += manifest
  manifest = manifest.slice(0, length)
  const times: number[] = []
  for (let i = 0; i < 60; i++) {
    const since = performance.now()
    parseAllDocuments(manifest, { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' })
    times.push(performance.now() - since)
  }
  return median(times.slice(20))
}

const parse = measure(language, none, true).time, facts = measure(language, none, false).time, all = measure(language, builtInLibrary(), false)
const split: Split = { parse, facts: Math.max(0, facts - parse), rules: Math.max(0, all.time - facts), found: all.found, yaml: yardstick(samples[language]!.make(lines).length) }
console.log(JSON.stringify(split))
