import { applyEdits } from '../core/edit'
import { LineIndex } from '../core/span'
import { dockerCredentials } from '../pin/credentials'
import { defaultServer, editsFor, hostsOf, resolveAll, serverOf, wantsPin, type Resolved } from '../pin/pin'
import { plural, printable } from '../reports/report'
import { lineStart } from '../reports/text'
import { referencesIn, type Reference } from '../workspace/references'
import { isBroken } from './check'
import { shownFrom } from './display'
import { locate, openFolder } from './folder'
import { flag, text, type Options } from './options'
import { Progress } from './progress'
import { exitCodes, UsageError, type Surroundings } from './surroundings'
import { writeFixed } from './write'

/**
 * `shipshape pin`: writes the commits of actions and the digests of images, or with `--check` compares those that are written with what
 * their hosts say. The only command that goes to the network, after it has named every host and was told to.
 */
export async function pin(surroundings: Surroundings, paths: readonly string[], options: Options): Promise<number> {
  const { cwd, out, err, env } = surroundings
  const server = serverOf(text(options, 'server') ?? defaultServer)
  if (server === null) throw new UsageError(`--server is the address of a Git server, ${defaultServer} for one, not '${text(options, 'server')}'.`)
  const isCheck = flag(options, 'check'), isDry = flag(options, 'dryRun'), keepGoing = flag(options, 'keepGoing')
  const say = (message: string): void => { err.write(`${printable(message)}\n`) }
  const progress = new Progress(err)
  const { root, targets } = locate(cwd, paths, { root: text(options, 'root') })
  const { project } = await openFolder(surroundings, root, targets, { index: true, progress })
  progress.end()
  if (isBroken(project)) throw new UsageError("The configuration is broken; 'shipshape check' says where.")
  const judged = project.workspace.claimedPaths().filter((path) => { const settings = project.policy.settings(path); return targets.has(path) && !settings.ignored && settings.level !== null }).sort()
  const all = judged.flatMap((path) => referencesIn(project.workspace, path)), wanted = isCheck ? all : all.filter(wantsPin)
  if (!wanted.length) {
    say(all.length ? `Everything is pinned: ${plural(all.length, 'reference')}.` : 'There is nothing here that could be pinned.')
    return exitCodes.clean
  }

  const extra = [options.host ?? []].flat().map(String), hosts = [...new Set([...hostsOf(wanted, server), ...extra])]
  say(`${plural(wanted.length, 'reference')} in ${plural(new Set(wanted.map((one) => one.path)).size, 'file')}. This asks: ${hosts.join(', ')}.`)
  if (!flag(options, 'yes')) {
    if (!surroundings.ask) throw new UsageError("Nothing was asked. 'shipshape pin --yes' goes to the network without a question.")
    if (!/^y(?:es)?$/i.test((await surroundings.ask('Go to the network? [y/N] ')).trim())) { say('Nothing was asked.'); return exitCodes.usage }
  }
  const resolved = await resolveAll(wanted, { server, hosts: new Set(hosts), credentials: dockerCredentials(env), onProgress: (done, total) => progress.show('Asking', done, total) })
  progress.end()

  const at = ({ path, span }: Reference): string => {
    const { line } = new LineIndex(project.workspace.text(path)!).positionAt(span[0])
    return `${lineStart(shownFrom(cwd, root, path))}:${line + 1}`
  }
  const byPath = new Map<string, Resolved[]>()
  for (const one of resolved) { const known = byPath.get(one.reference.path); if (known) known.push(one); else byPath.set(one.reference.path, [one]) }
  let failed = 0, remarks = 0, changed = 0, unpinned = 0, files = 0
  for (const [path, ones] of byPath) {
    const before = project.workspace.text(path)!, errors = ones.filter((one) => one.error !== null)
    for (const one of ones) {
      for (const remark of [...one.remarks, ...one.notes]) out.write(`${at(one.reference)}: ${printable(`${one.reference.text}: ${remark}`)}\n`)
      remarks += one.remarks.length
    }
    for (const { reference, error } of errors) out.write(`${at(reference)}: ${printable(`${reference.text}: ${error}`)}\n`)
    failed += errors.length
    const edited = ones.filter((one) => editsFor(before, one).length > 0)
    if (isCheck) {
      for (const one of ones) {
        if (one.reference.isPinned || one.target === null) continue
        unpinned++
        out.write(`${at(one.reference)}: ${printable(`${one.reference.text} is not pinned; it is ${written(one)}`)}\n`)
      }
      continue
    }
    if (!edited.length) continue
    if (errors.length && !keepGoing) { say(`${shownFrom(cwd, root, path)} stays as it is; --keep-going pins the rest of it.`); continue }
    const problem = isDry ? null : writeFixed(root, path, before, applyEdits(before, edited.flatMap((one) => editsFor(before, one))))
    if (problem !== null) { failed += edited.length; say(`Not pinned: ${shownFrom(cwd, root, path)} (${problem}).`); continue }
    changed += edited.length
    files++
    for (const one of edited) out.write(`${at(one.reference)}: ${printable(`${one.reference.text} → ${written(one)}`)}\n`)
  }
  if (isCheck) say(`${plural(wanted.length, 'reference')}: ${unpinned} not pinned, ${plural(remarks, 'remark')}, ${failed} could not be looked up.`)
  else say(`${isDry ? 'Would pin' : 'Pinned'} ${plural(changed, 'reference')} in ${plural(files, 'file')}${failed ? `; ${failed} could not be pinned` : ''}.`)
  return failed || isCheck && (unpinned || remarks) ? exitCodes.findings : exitCodes.clean
}

const written = ({ reference, target, version }: Resolved): string => reference.kind === 'action' ? `${target}${version === null ? '' : ` # ${version}`}` : target!
