import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import type { FactTypes } from '../src/core/expression/types'
import { exerciseMarker, markerText, type ExerciseTexts } from '../src/readiness/exercise'
import { EvidenceWriter, type RequirementFile } from './checklists'

interface CheckFile { readonly id: string; readonly title: string; readonly topic: string; readonly hint: string; readonly shows?: string; readonly evidence: readonly RequirementFile[] }
interface ExerciseFile { readonly title: string; readonly order: number; readonly goal: string; readonly story: string; readonly topics: readonly string[]; readonly minutes: number; readonly checks: readonly CheckFile[] }

/** What is written of all exercises: a module with their checks compiled, their texts, and what a picker shows of them. */
export function exercisesModule(root: string, types: FactTypes, rules: ReadonlySet<string>): { readonly source: string; readonly files: ExerciseTexts; readonly list: readonly unknown[]; readonly problems: readonly string[] } {
  const problems: string[] = [], folder = join(root, 'curriculum/exercises')
  const exercises = readdirSync(folder).sort().map((name) => {
    const { checks, ...exercise } = load(readFileSync(join(folder, name, 'exercise.yml'), 'utf8')) as ExerciseFile
    const written = checks.map(({ id, title, topic, hint, shows, evidence }) => {
      const writer = new EvidenceWriter(types, rules, (message) => { problems.push(`curriculum/exercises/${name}/exercise.yml: ${id}: ${message}`) })
      return `    { ...${JSON.stringify({ id, title, topic, hint, ...shows !== undefined && { shows } })}, evidence: [${evidence.map((one) => writer.requirement(one)).join(', ')}] },`
    })
    const { title, order, goal, minutes, story } = exercise
    const starter = { ...textsIn(join(folder, name, 'starter')), 'README.md': `# ${title}\n\n${story.trim()}\n`, [exerciseMarker]: markerText(name) }
    return { order, list: { id: name, title, goal, minutes }, files: { starter, solution: textsIn(join(folder, name, 'solution')) }, name, source: `  { ...${JSON.stringify({ id: name, ...exercise })}, checks: [\n${written.join('\n')}\n  ] },` }
  }).sort((a, b) => a.order - b.order)
  const source = [`// @ts-nocheck`, `import type { Exercise } from '../src/readiness/exercise'`, `import * as op from "../src/core/expression/operators"`, `export const exercises: readonly Exercise[] = [`, ...exercises.map((one) => one.source), `]`, ''].join('\n')
  return { source, files: Object.fromEntries(exercises.map(({ name, files }) => [name, files])), list: exercises.map(({ list }) => list), problems }
}

/** Every file below a folder. */
const textsIn = (folder: string): { readonly [path: string]: string } => Object.fromEntries(readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(folder, path)).isFile()).sort().map((path) => [path.replaceAll('\\', '/'), readFileSync(join(folder, path), 'utf8')]))
