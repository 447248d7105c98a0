import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { createColors } from 'picocolors'
import files from '../../generated/exercise-files.json'
import { nearest } from '../core/nearest'
import { exerciseMarker, grade, markedExercise, projectOf, solutionLines, type Exercise, type ExerciseTexts } from '../readiness/exercise'
import { plural, printable } from '../reports/report'
import { colored } from './display'
import { locate, openFolder } from './folder'
import { flag, text, word, type Options } from './options'
import { Progress } from './progress'
import { today } from './readiness'
import { exitCodes, UsageError, type Surroundings } from './surroundings'

const texts: ExerciseTexts = files

/** `shipshape exercise [id]`: lists the exercises, starts one in a folder, or grades the folder that it is run in. */
export async function exercise(surroundings: Surroundings, name: string | undefined, options: Options): Promise<number> {
  const { cwd, out, err, exercises } = surroundings
  const start = text(options, 'start'), root = resolve(cwd, text(options, 'root') ?? '.'), format = word(options, 'format', ['text', 'json']) ?? 'text'
  const marked = existsSync(join(root, exerciseMarker)) ? markedExercise(readFileSync(join(root, exerciseMarker), 'utf8')) : null, id = name ?? marked
  if (id === null) {
    out.write(exercises.map((one) => `${one.id.padEnd(14)}${one.title}: ${one.goal}\n`).join('') + `\n'shipshape exercise ID --start FOLDER' puts one into a new folder; run there, 'shipshape exercise' grades it.\n`)
    return exitCodes.clean
  }
  const wanted = exercises.find((one) => one.id === id)
  if (!wanted) {
    const meant = nearest(id, exercises.map((one) => one.id))
    throw new UsageError(`There is no exercise '${id}'${meant ? `; did you mean '${meant}'?` : `; there are ${exercises.map((one) => one.id).join(', ')}.`}`)
  }
  if (start !== undefined) return begin(surroundings, wanted, resolve(cwd, start), start)
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) throw new UsageError(`There is no folder '${text(options, 'root')}'.`)
  const progress = new Progress(err), { targets } = locate(cwd, [root], { root })
  const { project: { workspace } } = await openFolder(surroundings, root, targets, { index: true, progress })
  const project = projectOf([...workspace.paths()].map((path) => [path, workspace.text(path) ?? '']), { languages: surroundings.languages, library: surroundings.library() })
  progress.end()
  const results = grade(project, wanted, today()), done = results.filter(({ isDone }) => isDone).length, colors = createColors(colored(surroundings, options, out.isTerminal))
  const hinted = text(options, 'hint')
  if (hinted !== undefined) {
    const check = results.find((one) => one.id === hinted)
    if (!check) throw new UsageError(`Exercise '${id}' has no check '${hinted}'; it has ${results.map((one) => one.id).join(', ')}.`)
    const lines = [`1. Read: shipshape learn ${check.topic}`, `2. ${check.hint}`]
    if (flag(options, 'solution')) {
      const shown = solutionLines(projectOf(Object.entries(texts[id]!.solution), { languages: surroundings.languages, library: surroundings.library() }), wanted, hinted, today())
      if (shown) lines.push(`3. One solution has this in ${shown.path}:`, '', ...shown.text.split('\n').map((line) => `    ${line}`))
    } else lines.push(`3. --solution shows the lines of a solution.`)
    out.write(`${check.title}\n\n${lines.join('\n')}\n`)
    return exitCodes.clean
  }
  if (format === 'json') out.write(`${JSON.stringify({ exercise: id, done, checks: results }, null, 2)}\n`)
  else {
    const lines = results.map(({ id: check, title, isDone, reason }) => `${isDone ? colors.green('✓') : colors.red('✗')} ${check} ${title}${!isDone && reason ? colors.dim(` ${printable(reason)}`) : ''}`)
    out.write(`${wanted.title}\n\n${lines.join('\n')}\n\n${done} of ${plural(results.length, 'check')} done.${done < results.length ? ` 'shipshape exercise --hint ${results.find(({ isDone }) => !isDone)!.id}' helps.` : ''}\n`)
  }
  return done < results.length ? exitCodes.findings : exitCodes.clean
}

/** Copies the starter into a folder that is new or empty. */
function begin({ out }: Surroundings, wanted: Exercise, folder: string, shown: string): number {
  const known = statSync(folder, { throwIfNoEntry: false })
  if (known && (!known.isDirectory() || readdirSync(folder).length)) throw new UsageError(`'${shown}' is there already; an exercise begins in a new or empty folder.`)
  for (const [file, content] of Object.entries(texts[wanted.id]!.starter)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), content)
  }
  out.write(`${wanted.title} is in ${shown}. README.md there says what is wanted.\n`)
  return exitCodes.clean
}
