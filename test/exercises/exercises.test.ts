import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { exercises } from '../../generated/exercises'
import lessons from '../../generated/lessons.json'
import { loadLanguages } from '../../scripts/languages'
import { createLinter } from '../../src'
import { clock } from '../../src/core/clock'
import { builtInLibrary } from '../../src/node/library'
import { grade, markedExercise, markerText, projectOf, solutionLines, type Exercise } from '../../src/readiness/exercise'
import type { Project } from '../../src/workspace/project'

/** Takes one thing out of the shipped solution: the only check that may notice is the one that it is named after. */
export interface Mutation { readonly path: string; readonly from: string; readonly to: string }

type Files = ReadonlyMap<string, string>
const root = join(__dirname, '../..'), languages = loadLanguages(root), today = '2026-11-29'

function filesIn(folder: string): Files {
  if (!existsSync(folder)) return new Map()
  return new Map(readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(folder, path)).isFile()).map((path) => [path, readFileSync(join(folder, path), 'utf8')]))
}

const solved = (files: Files): Project => projectOf(files, { languages, library: builtInLibrary() })
const open = (exercise: Exercise, files: Files): readonly string[] => grade(solved(files), exercise, today).filter(({ isDone }) => !isDone).map(({ id }) => id)
const anchors = new Set(lessons.flatMap((lesson) => lesson.anchors.map((anchor) => `${lesson.id}#${anchor.id}`)))

const realToday = clock.today
before(() => { clock.today = () => today })
after(() => { clock.today = realToday })

describe('The exercises', () => {
  it('are the four practice problems', () => assert.deepEqual(exercises.map(({ id, checks }) => [id, checks.length]), [['blue-green', 20], ['hpa', 18], ['dashboard', 20], ['db-failover', 20]]))
  it('mark their folders', () => {
    for (const exercise of exercises) assert.equal(markedExercise(markerText(exercise.id)), exercise.id)
    assert.equal(markedExercise('nothing: here\n'), null)
  })
})

for (const exercise of exercises) describe(`The exercise ${exercise.id}`, () => {
  const shipped = join(root, 'curriculum/exercises', exercise.id), own = join(__dirname, exercise.id), solution = filesIn(join(shipped, 'solution'))
  const variants = new Map([['the shipped solution', solution], ...(existsSync(own) ? readdirSync(own) : []).filter((name) => statSync(join(own, name)).isDirectory()).map((name) => [`the solution ${name}`, filesIn(join(own, name))] as const)])
  const mutations = existsSync(join(own, 'mutations.ts')) ? (require(join(own, 'mutations.ts')) as { mutations: { readonly [check: string]: Mutation } }).mutations : {}

  it('says what is wanted and leads every check to a lesson', () => {
    assert.ok(exercise.goal.endsWith('.') && exercise.story.split(/\s+/).length >= 40)
    for (const { id, topic, hint, title } of exercise.checks) {
      assert.match(id, new RegExp(`^e${exercise.order}\\.\\d\\d$`))
      assert.ok(anchors.has(topic), `${id}: ${topic}`)
      assert.ok(title.length > 10 && !title.endsWith('.') && hint.length > 15, id)
    }
    for (const topic of exercise.topics) assert.ok(anchors.has(topic), topic)
  })
  it('begins with hardly anything done', () => {
    const left = open(exercise, filesIn(join(shipped, 'starter')))
    assert.ok(exercise.checks.length - left.length <= 2, exercise.checks.map(({ id }) => id).filter((id) => !left.includes(id)).join())
  })
  it('accepts at least three solutions of different build', () => assert.ok(variants.size >= 3, [...variants.keys()].join()))
  for (const [name, files] of variants) {
    it(`accepts ${name}`, () => assert.deepEqual(open(exercise, files), []))
    it(`${name} is clean at recommended`, async () => {
      const findings = await (await createLinter({ level: 'recommended' })).lint([...files].map(([path, text]) => ({ path, text })))
      assert.deepEqual(findings.map(({ path, rule, message }) => `${path}: ${rule}: ${message}`), [])
    })
  }
  it('shows the lines of the shipped solution for every check', () => {
    const project = solved(solution)
    for (const { id, shows } of exercise.checks) {
      const shown = solutionLines(project, exercise, id, today)?.text
      assert.ok(shown?.trim() && shown.includes(shows?.split('\n')[0] ?? ''), id)
    }
  })
  for (const { id, title } of exercise.checks) it(`${id} alone notices what it is for: ${title}`, () => {
    const mutation = mutations[id]
    assert.ok(mutation, `no mutation for ${id}`)
    const before = solution.get(mutation.path)
    assert.ok(before?.includes(mutation.from), `${mutation.path} has no '${mutation.from}'`)
    assert.deepEqual(open(exercise, new Map([...solution, [mutation.path, before!.replace(mutation.from, () => mutation.to)]])), [id])
  })
})
