import { nearest } from '../core/nearest'
import { tiers, type Checklist } from '../readiness/checklist'
import { evaluateReadiness } from '../readiness/evaluate'
import { itemsOf, readinessJson, readinessMarkdown, readinessText, type ReadinessReport } from '../reports/readiness'
import { readinessHtml } from '../reports/readiness-html'
import { isBroken } from './check'
import { colored, shownFrom } from './display'
import { locate, openFolder } from './folder'
import { text, word, type Options } from './options'
import { Progress } from './progress'
import { exitCodes, UsageError, type Surroundings } from './surroundings'

/** `shipshape readiness [checklist]`: judges the whole workspace folder. Fails only from the tier on that --fail-on names. */
export async function readiness(surroundings: Surroundings, name: string | undefined, options: Options): Promise<number> {
  const { cwd, out, err, version } = surroundings
  const format = word(options, 'format', ['text', 'json', 'markdown', 'html']) ?? 'text', failOn = word(options, 'failOn', tiers), only = text(options, 'service')
  const wanted = wantedOf(surroundings, name)
  const { root } = locate(cwd, [], { root: text(options, 'root') }), targets = locate(cwd, [root], { root }).targets
  const progress = new Progress(err)
  const { project } = await openFolder(surroundings, root, targets, { index: true, progress })
  const day = today(), all = evaluateReadiness(project, wanted.checklists, day), services = all.filter(({ service }) => only === undefined || service === only)
  progress.end()
  if (!services.length) {
    const names = all.flatMap(({ service }) => service ?? []), meant = nearest(only!, names)
    throw new UsageError(`There is no service '${only!}'${meant ? `; did you mean '${meant}'?` : names.length ? `; there are ${names.join(', ')}.` : '; this workspace is one.'}`)
  }
  const report: ReadinessReport = { version, title: wanted.title, day, services, text: (path) => project.workspace.text(path) }
  const render = { json: readinessJson, markdown: readinessMarkdown, html: readinessHtml, text: (one: ReadinessReport) => readinessText(one, { color: colored(surroundings, options, out.isTerminal), shown: (path) => shownFrom(cwd, root, path) }) }[format]
  out.write(render(report))
  if (isBroken(project)) {
    err.write(`The configuration is broken; 'shipshape check' says where.\n`)
    return exitCodes.usage
  }
  const failing = failOn === undefined ? [] : tiers.slice(0, tiers.indexOf(failOn) + 1)
  return services.some((service) => itemsOf(service).some((item) => item.state === 'fail' && failing.includes(item.tier))) ? exitCodes.findings : exitCodes.clean
}

/** The checklists of a topic, of an occasion, or with one item; all where none is named. */
function wantedOf({ checklists, selections }: Surroundings, name: string | undefined): { readonly title: string; readonly checklists: readonly Checklist[] } {
  if (name === undefined) return { title: 'Production readiness', checklists }
  const topic = checklists.find(({ id }) => id === name), selection = selections.find(({ id }) => id === name)
  if (topic) return { title: topic.title, checklists: [topic] }
  const ids = selection?.items ?? [name], picked = checklists.map((list) => ({ ...list, items: list.items.filter(({ id }) => ids.includes(id)) })).filter(({ items }) => items.length)
  if (picked.length) return { title: selection?.title ?? picked[0]!.items[0]!.title, checklists: picked }
  const names = [...checklists.map(({ id }) => id), ...selections.map(({ id }) => id)], meant = nearest(name, [...names, ...checklists.flatMap(({ items }) => items.map(({ id }) => id))])
  throw new UsageError(`There is no checklist '${name}'${meant ? `; did you mean '${meant}'?` : `; there are ${names.join(', ')}.`}`)
}

/** The day by the user's clock. */
export const today = (): string => {
  const now = new Date()
  return [now.getFullYear(), String(now.getMonth() + 1).padStart(2, '0'), String(now.getDate()).padStart(2, '0')].join('-')
}
