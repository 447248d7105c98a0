import type { Fact } from '../../core/fact'
import type { Language } from '../../core/language'
import type { Exported } from '../../core/lookup'
import { markdownPage, severityWords } from './exports'
import { PageNode } from './nodes'
import { isIssueForm, roleOf } from './role'

/** Nobody reads a longer page at night. */
const longest = 1_000_000

/** Pages that operations live by: runbooks, postmortems, plans and policies in Markdown, and forms for issues of these kinds. */
export const language: Language = {
  id: 'markdown',
  claims: path => roleOf(path) !== null,
  scopesOf: path => [path],
  comments: () => null,
  read(path, environment) {
    const document = environment.read(path), role = roleOf(path)
    if (!document || role === null || document.text.length > longest) return { files: [path], errors: [], contexts: [], exports: () => [] }
    const page = new PageNode(document, role, environment)
    const facts = function* (): Generator<Fact> {
      yield page
      yield* page.sections
      yield* page.links
      for (const command of page.commands) {
        yield command
        yield* command.targets
      }
      yield* page.recoveries
      yield* page.actions
    }
    const exported = function* (): Generator<Exported> {
      if (isIssueForm(path)) return
      yield { key: markdownPage(path), summary: page.summary }
      if (page.severityWords.length > 0) yield { key: severityWords, summary: { path, words: page.severityWords } }
    }
    return { files: [path], errors: [], contexts: [{ name: null, facts }], exports: exported }
  },
}
