import type { RunnableRule } from '../../src/core/program'
import type { Fact } from '../../src/core/fact'
import { language } from '../../src/languages/compose/language'
import { language as docker } from '../../src/languages/docker/language'
import type { Facts } from '../../src/languages/compose/facts'
import { Workspace } from '../../src/workspace/workspace'

/** The facts of a kind in a workspace of these files, or in one compose file, looked at while its check runs. */
export function look<K extends keyof Facts, T>(files: string | { readonly [path: string]: string }, kind: K, see: (fact: Facts[K]) => T): T[] {
  const found: T[] = []
  const rule = {
    id: 'compose/look', pack: 'compose', on: kind, title: '', why: '', topic: '', level: 'all', severity: 'info', group: null, aliases: [], tags: [], links: [], options: {}, fixTitles: [], since: null, replacedBy: null,
    program: { each: null, cases: [], at: () => '', message: () => '', fixes: [], check: function* (fact: Fact) { found.push(see(fact as Facts[K])) } },
  } as unknown as RunnableRule
  const workspace = new Workspace({
    languages: [language, docker], rules: asked => new Map(asked.id === 'compose' ? [[kind, [rule]]] : []),
    policy: { setting: () => ({ severity: null, options: {} }), languageSetting: () => undefined, filter: (_path: string, _text: string, findings: readonly never[]) => findings } as never,
  })
  for (const [path, text] of Object.entries(typeof files === 'string' ? { 'compose.yaml': files } : files)) workspace.set(path, text)
  workspace.finishIndexing()
  workspace.refreshNow()
  return found
}
