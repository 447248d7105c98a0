import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import lessons from '../../generated/lessons.json'
import { nearest } from '../core/nearest'
import { RuleNames } from '../core/rule-names'
import type { Rule } from '../core/rule'
import { lessonPage } from '../readiness/lesson-page'
import { mergeReports } from '../reports/merge'
import { pageForReaders } from '../reports/page'
import { plural, printable } from '../reports/report'
import { explainFile } from '../workspace/explain'
import { isOwnFile, Project } from '../workspace/project'
import { save } from './check'
import { importers, readSettings } from './import'
import { Taken } from './import/taken'
import { locate, openFolder } from './folder'
import { text, word, type Options } from './options'
import { Progress } from './progress'
import { findRoot } from './root'
import { exitCodes, UsageError, type Surroundings } from './surroundings'

/** The built-in rules and those of the workspace around the current folder, with the text of the latter's pages. */
function knownRules(surroundings: Surroundings): { readonly rules: readonly Rule[]; readonly own: ReadonlyMap<string, string> } {
  const root = findRoot(surroundings.cwd, []), folder = join(root, '.shipshape/rules')
  const project = new Project({ languages: [], library: surroundings.library() }), own = new Map<string, string>()
  if (existsSync(folder)) for (const name of readdirSync(folder).sort()) {
    const path = `.shipshape/rules/${name}`
    if (!isOwnFile(path)) continue
    const text = readFileSync(join(root, path), 'utf8')
    project.set(path, text)
    own.set(`workspace/${name.slice(0, -3)}`, text)
  }
  return { rules: project.rules.filter((rule) => !rule.replacedBy), own }
}

/** `shipshape rules [pack]` */
export function rules(surroundings: Surroundings, pack: string | undefined, options: Options): number {
  const format = word(options, 'format', ['text', 'json']) ?? 'text'
  const all = knownRules(surroundings).rules, packs = [...new Set(all.map((rule) => rule.pack))]
  if (pack !== undefined && !packs.includes(pack)) throw new UsageError(`There is no pack '${pack}'; there are ${packs.join(', ')}.`)
  const wanted = all.filter((rule) => pack === undefined || rule.pack === pack)
  if (format === 'json') surroundings.out.write(JSON.stringify(wanted, null, 2) + '\n')
  else {
    const rows = wanted.map((rule) => [rule.id, rule.level, rule.severity, rule.fixTitles.length ? 'fix' : '', rule.title])
    surroundings.out.write(table([['RULE', 'LEVEL', 'SEVERITY', 'FIX', 'WHAT'], ...rows]) + `\n${plural(rows.length, 'rule')}. 'shipshape explain RULE' says why.\n`)
  }
  return exitCodes.clean
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ').trimEnd() + '\n').join('')
}

/** `shipshape explain <rule or file>` */
export async function explain(surroundings: Surroundings, what: string): Promise<number> {
  const { cwd, out } = surroundings
  const known = knownRules(surroundings), ids = resolveRule(known.rules, what)
  if (ids.length) {
    const pages = await surroundings.library().pages()
    out.write(ids.map((id) => explained(known.rules.find((rule) => rule.id === id)!, known.own.get(id) ?? pages[id] ?? null)).join('\n---\n\n'))
    return exitCodes.clean
  }
  const stat = statSync(resolve(cwd, what), { throwIfNoEntry: false })
  if (!stat?.isFile()) {
    const meant = nearest(what, known.rules.map((rule) => rule.id))
    throw new UsageError(`There is neither a rule nor a file '${what}'${meant ? `; did you mean '${meant}'?` : '.'}`)
  }
  const { root, targets } = locate(cwd, [what], {}), [path] = [...targets.files]
  const progress = new Progress(surroundings.err)
  const { project } = await openFolder(surroundings, root, targets, { index: true, progress })
  progress.end()
  out.write(explainFile(project, path!))
  return exitCodes.clean
}

/** Rules by id, by the id's last part, or by what another linter calls them. */
function resolveRule(rules: readonly Rule[], name: string): readonly string[] {
  const ids = new Set(rules.map((rule) => rule.id))
  const direct = new RuleNames(rules).resolve({ own: true, peers: [] }, name).filter((id) => ids.has(id))
  if (direct.length) return direct
  const wanted = name.toLowerCase()
  return rules.filter((rule) => rule.id.slice(rule.pack.length + 1) === wanted || rule.aliases.some((alias) => alias.slice(alias.indexOf(':') + 1).toLowerCase() === wanted)).map((rule) => rule.id)
}

function explained(rule: Rule, page: string | null): string {
  const facts = [rule.id, `level ${rule.level}`, `severity ${rule.severity}`, ...rule.fixTitles.length ? [`fix: ${rule.fixTitles.join('; ')}`] : []]
  const lines = [facts.join(' · '), '', page ? pageForReaders(page).trim() : `# ${rule.title}\n\n${rule.why}`, '', `Lesson: shipshape learn ${rule.topic}`]
  const options = Object.entries(rule.options)
  if (options.length) lines.push('', 'Options:', ...options.map(([name, schema]) => `- ${name} (${schema.type}, ${JSON.stringify(schema.default)} if not set): ${schema.description}`))
  if (rule.aliases.length) lines.push('', `Elsewhere: ${rule.aliases.join(', ')}`)
  if (rule.links.length) lines.push('', ...rule.links.map((link) => `- ${link}`))
  return lines.join('\n') + '\n'
}

/** `shipshape learn [topic]`: a lesson, the section of `topic#anchor`, or the list of lessons. */
export function learn({ curriculum, out, library, checklists }: Surroundings, topic: string | undefined): number {
  const names = existsSync(curriculum) ? readdirSync(curriculum).filter((name) => name.endsWith('.md')).map((name) => name.slice(0, -3)).sort() : []
  if (!names.length) throw new Error(`there are no lessons in ${curriculum}`)
  const pageOf = (name: string): string => readFileSync(join(curriculum, `${name}.md`), 'utf8').replace(/\r\n/g, '\n')
  if (topic === undefined) {
    const rows = names.map((name) => ({ name, page: pageOf(name) })).map(({ name, page }) => ({ name, page, order: Number(/^order:\s*(\d+)/m.exec(page)?.[1] ?? 99) })).sort((a, b) => a.order - b.order)
    out.write(table(rows.map(({ name, page }) => [name, /^title:\s*(.+)$/m.exec(page)?.[1] ?? name, /^goal:\s*(.+)$/m.exec(page)?.[1] ?? ''])) + `\n'shipshape learn TOPIC' prints a lesson, 'shipshape learn TOPIC#ANCHOR' a section of it.\n`)
    return exitCodes.clean
  }
  const [name = '', anchor] = topic.split('#')
  if (!names.includes(name)) throw new UsageError(`There is no lesson '${name}'; there are ${names.join(', ')}.`)
  const body = pageOf(name).replace(/^---\n[\s\S]*?\n---\n/, '')
  const anchors = [...body.matchAll(/^<a id="([\w-]+)"><\/a>$/gm)].map((match) => match[1]!)
  if (anchor !== undefined && !anchors.includes(anchor)) {
    const meant = nearest(anchor, anchors)
    throw new UsageError(`Lesson '${name}' has no section '${anchor}'${meant ? `; did you mean '${name}#${meant}'?` : `; it has ${anchors.join(', ')}.`}`)
  }
  const lesson = lessons.find((one) => one.id === name), known = library()
  const items = checklists.flatMap((list) => list.items).map((item) => ({ ...item, state: null }))
  const text = anchor !== undefined ? section(body, anchor) : lesson ? lessonPage(body, lesson, { rules: known.packs.flatMap((pack) => known.metadata(pack)), items, findings: [], ruleLink: () => null }) : body
  out.write(text.replace(/^<a id="[\w-]+"><\/a>\n+/gm, '').trim() + '\n')
  return exitCodes.clean
}

/** From an anchor's heading to the next heading of its rank or above. */
function section(body: string, anchor: string): string {
  const start = body.indexOf(`<a id="${anchor}"></a>`), rest = body.slice(start).split('\n')
  const first = rest.findIndex((line) => /^#+ /.test(line)), rank = /^#+/.exec(rest[first] ?? '')?.[0].length ?? 6
  let fenced = false
  const end = rest.findIndex((line, i) => {
    if (/^(```|~~~)/.test(line)) fenced = !fenced
    return i > first && !fenced && (/^#+/.exec(line)?.[0].length ?? 9) <= rank && /^#+ /.test(line)
  })
  return rest.slice(0, end < 0 ? undefined : end).join('\n')
}

/** A configuration to begin with; everything in it is a comment or the default. */
export const initialConfig = `# How Shipshape judges this repository. The nearest .shipshape/config.yml of a file wins, those above it are extended.

# How demanding: essential, recommended, strict or all.
level: recommended

# Rules by id or glob: off, on, error, warning, info, hint, a level, or a map of severity and options.
# 'shipshape rules' lists them.
# rules:
#   docker/root-user: warning
#   kubernetes/*: strict

# Settings of some paths. What a file is for (production, development, test, example, vendored) is guessed from its path
# and text; only production files are judged at the level above.
# paths:
#   - match: deploy/staging/**
#     purpose: test

# Files to look at for their names only, never to report.
# ignore: [legacy/**]

# What the manifests are deployed to.
# kubernetes:
#   version: '1.33'

# Registries that you trust.
# registries: [registry.example.com]
`

/** `shipshape init`, or `shipshape init --from PEER[:FILE]` with the configuration of another linter. */
export function init(surroundings: Surroundings, options: Options): number {
  const { cwd, out, err } = surroundings
  const root = findRoot(cwd, []), file = join(root, '.shipshape/config.yml'), shown = relative(cwd, file)
  const from = text(options, 'from'), taken = from === undefined ? null : takeOver(surroundings, root, from)
  mkdirSync(dirname(file), { recursive: true })
  try { writeFileSync(file, taken?.text ?? initialConfig, { flag: 'wx' }) } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    if (taken) out.write(taken.text)
    throw new UsageError(`${shown} is already there and stays as it is.${taken ? ' What it would hold is on standard output.' : ''}`)
  }
  const others = from === undefined ? Object.entries(importers).filter(([, { files }]) => files.some((name) => existsSync(join(root, name)))).map(([peer]) => peer) : []
  err.write(printable(`Wrote ${shown}${taken ? ` from ${taken.what}` : ''}.\n${others.map((peer) => `There is a configuration of ${peer}: 'shipshape init --from ${peer}' takes it over, once ${shown} is gone.\n`).join('')}`))
  return exitCodes.clean
}

/** The configuration of ours that says what a peer's says. */
function takeOver(surroundings: Surroundings, root: string, from: string): { readonly text: string; readonly what: string } {
  const { cwd } = surroundings, colon = from.indexOf(':'), peer = colon < 0 ? from : from.slice(0, colon)
  const importer = Object.hasOwn(importers, peer) ? importers[peer]! : null
  if (!importer) throw new UsageError(`--from is one of ${Object.keys(importers).join(', ')}, with ':FILE' behind it where the file has another name, not '${from}'.`)
  const places = colon < 0 ? [...new Set([cwd, root])].flatMap((folder) => importer.files.map((name) => join(folder, name))) : [resolve(cwd, from.slice(colon + 1))]
  const found = places.find((place) => statSync(place, { throwIfNoEntry: false })?.isFile())
  if (found === undefined) throw new UsageError(colon < 0 ? `There is no configuration of ${peer} here; it would be one of ${importer.files.join(', ')}.` : `There is no file '${from.slice(colon + 1)}'.`)
  const shown = relative(cwd, found).replaceAll('\\', '/'), settings = (importer.read ?? readSettings)(readFileSync(found, 'utf8'))
  if (typeof settings === 'string') throw new UsageError(`${shown} cannot be read: ${settings}`)
  const taken = new Taken(knownRules(surroundings).rules)
  importer.take(settings, taken)
  return { text: taken.text(shown), what: `${shown}: ${plural(taken.entries.size, 'rule')} set, ${taken.left.length} ${taken.left.length === 1 ? 'entry' : 'entries'} without a counterpart${taken.left.length ? ', listed at its end' : ''}` }
}

/** `shipshape merge <reports>`: joins the reports of shards. */
export function merge({ cwd, out }: Surroundings, files: readonly string[], options: Options): number {
  const output = text(options, 'output')
  const texts = files.map((file) => {
    try { return readFileSync(resolve(cwd, file), 'utf8') } catch { throw new UsageError(`There is no report '${file}' that can be read.`) }
  })
  const merged = mergeReports(texts)
  if ('problem' in merged) throw new UsageError(merged.problem)
  if (output === undefined) out.write(merged.text)
  else save(resolve(cwd, output), merged.text)
  return exitCodes.clean
}
