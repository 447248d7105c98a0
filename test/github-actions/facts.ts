import type { RunnableRule } from '../../src/core/program'
import type { Fact } from '../../src/core/fact'
import { language } from '../../src/languages/github-actions/language'
import type { Facts } from '../../src/languages/github-actions/facts'
import { Workspace } from '../../src/workspace/workspace'

export const ci = '.github/workflows/ci.yml'

/** A workspace of these files in which `look` sees every fact of a kind. */
export function watch<K extends keyof Facts>(files: { readonly [path: string]: string }, kind: K, look: (fact: Facts[K]) => void): Workspace {
  const rule = {
    id: 'github-actions/look', pack: 'github-actions', on: kind, title: '', why: '', topic: '', level: 'all', severity: 'info', group: null, aliases: [], tags: [], links: [], options: {}, fixTitles: [], since: null, replacedBy: null,
    program: { each: null, cases: [], at: () => '', message: () => '', fixes: [], check: function* (fact: Fact) { look(fact as Facts[K]) } },
  } as unknown as RunnableRule
  const workspace = new Workspace({
    languages: [language], rules: () => new Map([[kind, [rule]]]),
    policy: { setting: () => ({ severity: null, options: {} }), languageSetting: () => undefined, filter: (_path: string, _text: string, findings: readonly never[]) => findings } as never,
  })
  for (const [path, text] of Object.entries(files)) workspace.set(path, text)
  workspace.finishIndexing()
  workspace.refreshNow()
  return workspace
}

/** The facts of a kind in a workspace of these files, or in one workflow. */
export function factsOf<K extends keyof Facts>(files: string | { readonly [path: string]: string }, kind: K): Facts[K][] {
  const found: Facts[K][] = []
  watch(typeof files === 'string' ? { [ci]: files } : files, kind, fact => found.push(fact))
  return found
}

/** A workflow with one job of these steps. */
export const steps = (text: string, more = ''): string => `on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n${more}    steps:\n${text.replace(/^(?=.)/gm, '      ')}`
