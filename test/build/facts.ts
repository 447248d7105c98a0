import type { Fact } from '../../src/core/fact'
import type { RunnableRule } from '../../src/core/program'
import { language as build } from '../../src/languages/build/language'
import { language as actions } from '../../src/languages/github-actions/language'
import { language as repository } from '../../src/languages/repository/language'
import type { Facts as BuildFacts } from '../../src/languages/build/facts'
import type { Facts as RepositoryFacts } from '../../src/languages/repository/facts'
import { isUnknown } from '../../src/core/value'
import { Workspace } from '../../src/workspace/workspace'

type Facts = BuildFacts & RepositoryFacts

/** The facts of a kind in a workspace of these files, which are all that there is, looked at while its check runs. */
export function look<K extends keyof Facts, T>(files: { readonly [path: string]: string }, kind: K, see: (fact: Facts[K]) => T, isWhole = true): T[] {
  let found: T[] = []
  const rule = {
    id: 'x/look', pack: 'x', on: kind, title: '', why: '', topic: '', level: 'all', severity: 'info', group: null, aliases: [], tags: [], links: [], options: {}, fixTitles: [], since: null, replacedBy: null,
    program: { each: null, cases: [], at: () => '', message: () => '', fixes: [], check: function* (fact: Fact) { found.push(see(fact as Facts[K])) } },
  } as unknown as RunnableRule
  const workspace = new Workspace({
    languages: [build, actions, repository], rules: () => new Map([[kind, [rule]]]),
    policy: { setting: () => ({ severity: null, options: {} }), languageSetting: () => undefined, judge: (_file: unknown, findings: readonly never[]) => ({ kept: findings, suppressed: [] }) } as never,
  })
  for (const [path, text] of Object.entries(files)) workspace.set(path, text)
  workspace.finishIndexing()
  workspace.refreshNow()
  for (let wanted; isWhole && (wanted = workspace.takeWantedFolders()).length > 0;) {
    for (const folder of wanted) workspace.setNames(folder, [...new Set(Object.keys(files).filter(path => folder === '' || path.startsWith(`${folder}/`)).map(path => path.slice(folder === '' ? 0 : folder.length + 1).split('/')[0]!))])
    workspace.refreshNow()
  }
  found = []
  workspace.invalidate()
  workspace.refreshNow()
  return found
}

/** A value as tests compare it: `?` for what is not known. */
export const shown = (value: unknown): unknown => isUnknown(value) ? '?' : value
