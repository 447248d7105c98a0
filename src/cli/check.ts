import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { applyBaseline, createBaseline, formatBaseline, readBaseline, type Baseline, type BaselineEntry } from '../core/baseline'
import { internalError } from '../core/engine'
import { levels, severities, type Finding } from '../core/finding'
import { formats, formatsWithFixes } from '../reports/formats'
import { fails, plural, printable, type FailOn, type Report } from '../reports/report'
import { lineStart, summary, textReport } from '../reports/text'
import { maximumBytes } from '../workspace/limits'
import { isOwnFile, type Project } from '../workspace/project'
import { colored, shownFrom } from './display'
import { applySafeFixes, withFixes } from './fix'
import { locate, openFolder, refresh, Targets, type Folder } from './folder'
import { count, flag, text, word, type Options } from './options'
import { Progress } from './progress'
import { looksRendered, Sources, standardInput } from './rendered'
import { findRoot, pathWithin } from './root'
import { exitCodes, UsageError, type Surroundings } from './surroundings'
import { writeAtomically, writeFixed } from './write'

const baselinePath = '.shipshape/baseline.json'

/** What configures the run itself: its findings are never accepted and never depend on the paths that were asked for. */
const isOurs = (finding: Finding): boolean => isOwnFile(finding.path) && (finding.rule === 'shipshape/invalid-configuration' || finding.rule === 'shipshape/invalid-rule')

/** Does a configuration or a rule page of the workspace have an error? */
export const isBroken = (project: Project): boolean => project.paths().some((path) => project.findings(path).some((finding) => isOurs(finding) && finding.severity === 'error'))

/** `shipshape check`: the exit code. */
export async function check(surroundings: Surroundings, paths: readonly string[], options: Options): Promise<number> {
  const { cwd, out, err } = surroundings
  const format = word(options, 'format', Object.keys(formats)) ?? 'text'
  const failOn = word<FailOn>(options, 'failOn', [...severities, 'never']) ?? 'error'
  const level = word(options, 'level', levels), maximumWarnings = count(options, 'maxWarnings')
  const output = text(options, 'output'), stdinName = text(options, 'stdinFilename'), rootName = text(options, 'root')
  const fix = flag(options, 'fix'), quiet = flag(options, 'quiet'), update = flag(options, 'updateBaseline'), index = options.index !== false
  const shard = shardOf(text(options, 'shard'))
  const say = (message: string): void => { if (!quiet) err.write(`${printable(message)}\n`) }
  const stdin = paths.includes('-') || stdinName !== undefined
  if (stdin && paths.some((path) => path !== '-')) throw new UsageError(`Text from standard input ('-') is checked alone, without other paths.`)
  if (update && (stdin || shard)) throw new UsageError('--update-baseline needs whole files of the disk, neither standard input nor a shard.')
  if (fix && shard) throw new UsageError('--fix and --shard do not go together: a fix may touch files of another shard.')
  const progress = new Progress(quiet ? null : err)

  const list = text(options, 'filesFrom') !== undefined ? await readList(surroundings, text(options, 'filesFrom')!, stdin) : null
  const input = stdin ? await readInput(surroundings) : null
  const isRendered = stdin && stdinName === undefined
  if (isRendered && (input!.text === null || !looksRendered(input!.text))) throw new UsageError(`'-' needs --stdin-filename, which says what the text is, unless it is Kubernetes manifests as 'helm template', 'kustomize build' and 'kubectl get -o yaml' print them.`)
  if (isRendered && fix) throw new UsageError('--fix needs the files from which the manifests were rendered.')
  const { root, targets, gone } = stdin ? locateInput(cwd, stdinName ?? standardInput, rootName) : locate(cwd, paths, { root: rootName, list })
  if (gone.length) say(`Not there any more: ${some(gone)}.`)
  const target = stdin ? [...targets.files][0]! : null
  const given: unknown = Array.isArray(options.baseline) ? options.baseline.at(-1) : options.baseline
  const baselineFile = resolve(...typeof given === 'string' || typeof given === 'number' ? [cwd, String(given)] : [root, baselinePath])
  const asked = given !== undefined && given !== false
  const old = readOldBaseline(baselineFile, asked && !update, given === false)

  const folder = await openFolder(surroundings, root, targets, { level, index: index && (targets.files.size > 0 || targets.folders.length > 0), progress, ...target !== null && { overlay: { path: target, text: input!.text } }, alone: isRendered })
  const { project } = folder
  const sources = isRendered ? await Sources.find(input!.text!, folder.files, pathWithin(root, cwd) ?? '') : null
  const inShard = (path: string): boolean => !shard || shardNumber(path, shard.of) === shard.number
  const isChecked = (path: string): boolean => targets.has(path) && inShard(path)
  const judged = project.workspace.claimedPaths().filter((path) => { const settings = project.policy.settings(path); return isChecked(path) && !settings.ignored && settings.level !== null }).sort()
  if (flag(options, 'listFiles')) {
    progress.end()
    for (const path of judged) out.write(`${lineStart(shownFrom(cwd, root, path))}\n`)
    return exitCodes.clean
  }
  sayUnread(folder, isChecked, say)
  const unreadConfig = folder.unread.filter((one) => isOwnFile(one.path)).map((one) => one.path)
  if (unreadConfig.length) err.write(`${printable(`The configuration cannot be read: ${some(unreadConfig)}.`)}\n`)
  const foreign = stdin || list ? [] : [...targets.files].filter((path) => project.workspace.text(path) !== null && !project.workspace.claimOf(path) && !isOwnFile(path))
  if (stdin && input!.text === null) say('Standard input is not text, or too large; it was not checked.')
  if (foreign.length) say(`No language of Shipshape reads ${some(foreign)}.`)

  const textOf = (path: string): string | null => sources?.text(path) ?? project.workspace.text(path)
  const found = (): readonly Finding[] => [...new Set(project.paths())].flatMap((path) => project.findings(path).filter((finding) => isOurs(finding) ? inShard(path) : isChecked(path)))
  const reported = (): readonly Finding[] => sources ? found().flatMap((finding) => isOurs(finding) ? [finding] : sources.mapped(finding, project) ?? []) : found()
  const baselined = (baseline: Baseline, findings = reported()): ReturnType<typeof applyBaseline> => {
    const [ours, others] = [findings.filter((finding) => isOurs(finding) || finding.rule === internalError), findings.filter((finding) => !isOurs(finding) && finding.rule !== internalError)]
    const result = applyBaseline(others, baseline, textOf, isChecked)
    return { ...result, fresh: inOrder([...result.fresh, ...ours]) }
  }

  const fixed = { fixes: 0, files: 0 }
  if (fix) {
    const acceptedAt = new Map<string, BaselineEntry[]>()
    for (const entry of old.baseline) { const known = acceptedAt.get(entry.path); if (known) known.push(entry); else acceptedAt.set(entry.path, [entry]) }
    const freshAt = (path: string): readonly Finding[] => applyBaseline(project.findings(path).filter((finding) => !isOurs(finding)), acceptedAt.get(path) ?? [], textOf).fresh
    const { changes, applied } = applySafeFixes(project, { paths: () => project.paths().filter(isChecked), findingsOf: freshAt, may: isChecked, refresh: () => refresh(project, progress) })
    const failed = new Set<string>()
    if (!stdin) for (const [path, { before, after }] of changes) {
      const problem = writeFixed(root, path, before, after)
      if (problem === null) continue
      failed.add(path)
      err.write(`${printable(`Not fixed: ${path} (${problem}).`)}\n`)
      project.set(path, await folder.files.read(path))
    }
    if (failed.size) refresh(project, progress)
    fixed.fixes = applied.filter((one) => one.edits.every((edit) => !failed.has(edit.path))).length
    fixed.files = changes.size - failed.size
  }

  let baseline = old.baseline
  if (update) {
    const others = reported().filter((finding) => !isOurs(finding) && finding.rule !== internalError)
    const { fresh, stale } = applyBaseline(others, baseline, textOf, isChecked)
    const now = formatBaseline([...readBaseline(createBaseline(others, textOf)).baseline, ...baseline.filter((entry) => !isChecked(entry.path))])
    baseline = readBaseline(now).baseline
    save(baselineFile, now)
    say(`${relative(cwd, baselineFile) || baselineFile} accepts ${plural(others.length, 'finding')}: ${fresh.length} new, ${stale.reduce((sum, entry) => sum + entry.count, 0)} gone.`)
  }

  const { fresh, accepted, stale } = baselined(baseline)
  const detailed = formatsWithFixes.has(format) && !sources ? withAllFixes(folder, fresh) : fresh
  const suppressed = project.workspace.claimedPaths().filter(isChecked).sort().flatMap((path) => project.suppressed(path)).flatMap((one) => sources ? sources.suppressed(one, project) : [one])
  const exitCode = exitCodeOf([...fresh, ...accepted], fresh, { broken: old.problem !== null || unreadConfig.length > 0 || isBroken(project), failOn, maximumWarnings })
  const report: Report = {
    version: surroundings.version, findings: detailed, accepted, suppressed, paths: sources ? [...new Set([...judged, ...[...detailed, ...accepted].map((finding) => finding.path)])].sort() : judged, rules: project.rules, failOn, exitCode, fixed,
    pages: format === 'sarif' ? await surroundings.library().pages() : {}, stale: stale.reduce((sum, entry) => sum + entry.count, 0), text: textOf,
  }
  progress.end()
  if (old.problem) err.write(`${printable(`${relative(cwd, baselineFile)}: ${old.problem}`)}\n`)

  const stream = stdin && fix ? err : out, toFile = output !== undefined
  const written = format === 'text'
    ? textReport(report, { color: !toFile && colored(surroundings, options, stream.isTerminal), frames: flag(options, 'verbose') || !toFile && stream.isTerminal, summary: !quiet, shown: (path) => shownFrom(cwd, root, path) })
    : formats[format]!(report)
  if (stdin && fix) out.write(input!.text === null || !input!.exact ? input!.original : input!.mark + (textOf(target!) ?? input!.text))
  if (toFile) {
    save(resolve(cwd, output), written)
    say(summary(report).trimEnd())
  } else stream.write(written)
  if (maximumWarnings !== undefined && warnings(fresh) > maximumWarnings) say(`${plural(warnings(fresh), 'warning')}: more than --max-warnings ${maximumWarnings}.`)
  return exitCode
}

/** Writes a file that was asked for, with the folders above it. */
export function save(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeAtomically(file, Buffer.from(text))
  } catch (error) { throw new UsageError(`'${file}' cannot be written: ${(error as Error).message}.`) }
}

const warnings = (findings: readonly Finding[]): number => findings.filter((finding) => finding.severity === 'warning').length

function exitCodeOf(all: readonly Finding[], fresh: readonly Finding[], { broken, failOn, maximumWarnings }: { broken: boolean; failOn: FailOn; maximumWarnings: number | undefined }): number {
  if (all.some((finding) => finding.rule === internalError)) return exitCodes.internal
  if (broken) return exitCodes.usage
  if (fresh.some((finding) => fails(finding.severity, failOn)) || maximumWarnings !== undefined && warnings(fresh) > maximumWarnings) return exitCodes.findings
  return exitCodes.clean
}

function withAllFixes({ project }: Folder, findings: readonly Finding[]): readonly Finding[] {
  const paths = [...new Set(findings.map((finding) => finding.path))]
  return paths.flatMap((path) => withFixes(project, path, findings.filter((finding) => finding.path === path)))
}

const inOrder = (findings: readonly Finding[]): readonly Finding[] => [...findings].sort((a, b) => a.path < b.path ? -1 : a.path > b.path ? 1 : a.span[0] - b.span[0] || a.span[1] - b.span[1])

async function readInput({ stdin }: Surroundings): Promise<{ text: string | null; mark: string; original: string; exact: boolean }> {
  const bytes = Buffer.from(await stdin()), original = bytes.toString('utf8')
  const mark = original.charCodeAt(0) === 0xfeff ? '\ufeff' : ''
  const isText = bytes.length <= maximumBytes && !original.includes('\0')
  return { text: isText ? original.slice(mark.length) : null, mark, original, exact: Buffer.from(original).equals(bytes) }
}

function locateInput(cwd: string, name: string, rootName: string | undefined): ReturnType<typeof locate> {
  const file = resolve(cwd, name)
  const root = rootName !== undefined ? resolve(cwd, rootName) : findRoot(cwd, [existing(dirname(file))])
  const path = pathWithin(root, file)
  if (!path) throw new UsageError(`'${name}' is not a file below the workspace folder '${root}'.`)
  return { root, targets: new Targets(new Set([path]), []), gone: [] }
}

const existing = (folder: string): string => existsSync(folder) || dirname(folder) === folder ? folder : existing(dirname(folder))

/** Paths a line, or separated by NUL as `git ls-files -z` writes them. */
async function readList({ cwd, stdin }: Surroundings, from: string, taken: boolean): Promise<readonly string[]> {
  if (from === '-' && taken) throw new UsageError('Standard input cannot be both the text and the list of files.')
  let list: string
  if (from === '-') list = Buffer.from(await stdin()).toString('utf8')
  else {
    try { list = readFileSync(resolve(cwd, from), 'utf8') } catch { throw new UsageError(`The list '${from}' cannot be read.`) }
  }
  return list.split(list.includes('\0') ? '\0' : /\r?\n/).filter((path) => path.trim() !== '')
}

function readOldBaseline(file: string, mustExist: boolean, off: boolean): { readonly baseline: Baseline; readonly problem: string | null } {
  if (off) return { baseline: [], problem: null }
  if (!existsSync(file)) {
    if (mustExist) throw new UsageError(`There is no baseline '${file}'; --update-baseline writes it.`)
    return { baseline: [], problem: null }
  }
  try { return readBaseline(readFileSync(file, 'utf8')) } catch (error) { return { baseline: [], problem: `The baseline cannot be read: ${(error as Error).message}.` } }
}

function shardOf(value: string | undefined): { readonly number: number; readonly of: number } | null {
  if (value === undefined) return null
  const match = /^(\d{1,6})\/(\d{1,6})$/.exec(value), number = Number(match?.[1]), of = Number(match?.[2])
  if (!match || number < 1 || number > of) throw new UsageError(`--shard is i/n with i from 1 to n, not '${value}'.`)
  return { number, of }
}

/** Which of so many shards a path belongs to, from 1: the same on every machine. */
function shardNumber(path: string, of: number): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < path.length; i++) hash = Math.imul(hash ^ path.charCodeAt(i), 0x01000193)
  return ((hash ^ hash >>> 15) >>> 0) % of + 1
}

function sayUnread({ unread }: Folder, isChecked: (path: string) => boolean, say: (message: string) => void): void {
  for (const [why, words] of [['too large', `Not read, larger than ${maximumBytes / 1e6} MB`], ['unreadable', 'Cannot be read'], ['no text', 'Not text']] as const) {
    const paths = unread.filter((one) => one.why === why && isChecked(one.path) && !isOwnFile(one.path)).map((one) => one.path)
    if (paths.length) say(`${words}: ${some(paths)}.`)
  }
}

const some = (paths: readonly string[]): string => paths.length > 10 ? `${paths.slice(0, 10).join(', ')} and ${paths.length - 10} more` : paths.join(', ')
