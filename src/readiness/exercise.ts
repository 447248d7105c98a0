import { emptyConfig } from '../core/config'
import { Project, type ProjectOptions } from '../workspace/project'
import type { Evidence, Item, Requirement } from './checklist'
import { evaluateReadiness } from './evaluate'
import { exerciseMarker } from './exercise-marker'

/** A folder to mend, with checks that tell when it is done. */
export interface Exercise {
  /** `blue-green` */
  readonly id: string
  readonly title: string
  readonly order: number
  readonly goal: string
  /** What the situation is and what is wanted, in Markdown. */
  readonly story: string
  readonly topics: readonly string[]
  /** How long it takes, in minutes. */
  readonly minutes: number
  readonly checks: readonly Check[]
}

/** One thing that a solution must do. */
export interface Check {
  /** `e1.05`, for ever. */
  readonly id: string
  readonly title: string
  readonly topic: string
  /** The second of three hints; the first is the lesson, the third the lines of a solution. */
  readonly hint: string
  /** What stands in the lines of the solution that the third hint shows; without it those of the first evidence. */
  readonly shows?: string
  readonly evidence: readonly Requirement[]
}

export interface CheckResult extends Pick<Check, 'id' | 'title' | 'topic' | 'hint'> {
  readonly isDone: boolean
  /** Why it is not done, where the files tell. */
  readonly reason: string | null
  /** What fulfils it, or what does not yet. */
  readonly evidence: readonly Evidence[]
}

export { exerciseMarker }

/** The text of that file. */
export const markerText = (exercise: string): string => `# This folder is an exercise of Shipshape. Its checks are graded whenever a file is saved.\nexercise: ${exercise}\n`

/** The exercise that a marker names; null where it names none. */
export const markedExercise = (text: string): string | null => /^exercise:\s*["']?([\w-]+)["']?\s*(?:#.*)?$/m.exec(text)?.[1] ?? null

/** The files that each exercise begins with, and those of one solution. */
export type ExerciseTexts = { readonly [exercise: string]: { readonly starter: { readonly [path: string]: string }; readonly solution: { readonly [path: string]: string } } }

/** Grades the files of a project. What the files do not tell is not done. */
export function grade(project: Project, exercise: Exercise, today: string): readonly CheckResult[] {
  const items = exercise.checks.map(({ id, title, topic, evidence }): Item => ({ id, title, why: '', topic, tier: 'standard', mode: 'automatic', applies: [], when: null, expires: 0, evidence }))
  const results = evaluateReadiness(project, [{ id: exercise.id, title: exercise.title, items }], today, { asOne: true })[0]!.checklists[0]!.items
  return exercise.checks.map(({ id, title, topic, hint }, i) => {
    const { state, reason, evidence } = results[i]!
    return { id, title, topic, hint, isDone: state === 'pass', reason, evidence }
  })
}

/** The lines of a solution that fulfil a check, with a few around them: the last hint. */
export function solutionLines(solution: Project, exercise: Exercise, check: string, today: string): { readonly path: string; readonly text: string } | null {
  const shows = exercise.checks.find((one) => one.id === check)?.shows, texts = [...solution.workspace.paths()].map((path) => [path, solution.workspace.text(path) ?? ''] as const)
  const named = shows === undefined ? undefined : texts.find(([, text]) => text.includes(shows)), first = named ? undefined : grade(solution, exercise, today).find((one) => one.id === check)?.evidence[0]
  const [path, text] = named ?? [first?.path, first && solution.workspace.text(first.path)]
  if (path === undefined || typeof text !== 'string') return null
  const lines = text.split('\n'), at = text.slice(0, named ? text.indexOf(shows!) : first!.span[0]).split('\n').length - 1
  return { path, text: lines.slice(Math.max(0, at - 2), at + 10).join('\n').trimEnd() }
}

/** A project of a few texts, which belong together: what one file says counts for all. */
export function projectOf(texts: Iterable<readonly [path: string, text: string]>, options: ProjectOptions): Project {
  const config = options.config ?? emptyConfig('')
  const project = new Project({ ...options, config: { ...config, settings: { ...config.settings, 'kubernetes.together': true } } })
  for (const [path, text] of texts) project.set(path, text)
  project.workspace.finishIndexing()
  project.workspace.refreshNow()
  return project
}

/** The exercises whose folders lie in a workspace, each as a project of its own. `prefix` is its folder's path with a slash, '' for the whole. */
export function* startedExercises(project: Project, exercises: readonly Exercise[], options: ProjectOptions): Generator<{ readonly exercise: Exercise; readonly prefix: string; readonly project: Project }> {
  const paths = [...project.workspace.paths()]
  for (const marker of paths) {
    if (marker !== exerciseMarker && !marker.endsWith(`/${exerciseMarker}`)) continue
    const id = markedExercise(project.workspace.text(marker) ?? ''), exercise = exercises.find((one) => one.id === id)
    if (!exercise) continue
    const prefix = marker.slice(0, -exerciseMarker.length)
    yield { exercise, prefix, project: projectOf(paths.filter((path) => path.startsWith(prefix)).map((path) => [path.slice(prefix.length), project.workspace.text(path) ?? '']), options) }
  }
}
