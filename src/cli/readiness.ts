import { nearest } from '../core/nearest'
import { evaluateChecklists, tiers } from '../readiness/checklist'
import { readinessJson, readinessMarkdown, readinessText } from '../reports/readiness'
import { isBroken } from './check'
import { colored, shownFrom } from './display'
import { locate, openFolder } from './folder'
import { text, word, type Options } from './options'
import { Progress } from './progress'
import { exitCodes, UsageError, type Surroundings } from './surroundings'

/** `shipshape readiness [checklist]`: judges the whole workspace folder. Fails only from the tier on that --fail-on names. */
export async function readiness(surroundings: Surroundings, name: string | undefined, options: Options): Promise<number> {
  const { cwd, out, err, checklists, version } = surroundings
  const format = word(options, 'format', ['text', 'json', 'markdown']) ?? 'text', failOn = word(options, 'failOn', tiers)
  const wanted = checklists.filter((checklist) => name === undefined || checklist.id === name)
  if (!wanted.length) {
    const meant = nearest(name ?? '', checklists.map((checklist) => checklist.id))
    throw new UsageError(`There is no checklist '${name}'${meant ? `; did you mean '${meant}'?` : `; there are ${checklists.map((checklist) => checklist.id).join(', ')}.`}`)
  }
  const { root } = locate(cwd, [], { root: text(options, 'root') }), targets = locate(cwd, [root], { root }).targets
  const progress = new Progress(err)
  const { project } = await openFolder(surroundings, root, targets, { index: true, progress })
  const report = { version, checklists: evaluateChecklists(project, wanted), text: (path: string) => project.workspace.text(path) }
  progress.end()
  out.write(format === 'json' ? readinessJson(report) : format === 'markdown' ? readinessMarkdown(report) : readinessText(report, { color: colored(surroundings, options, out.isTerminal), shown: (path) => shownFrom(cwd, root, path) }))
  if (isBroken(project)) {
    err.write(`The configuration is broken; 'shipshape check' says where.\n`)
    return exitCodes.usage
  }
  const failing = failOn === undefined ? [] : tiers.slice(0, tiers.indexOf(failOn) + 1)
  return report.checklists.some(({ items }) => items.some((item) => item.state === 'fail' && failing.includes(item.tier))) ? exitCodes.findings : exitCodes.clean
}
