import type { Fact } from '../../core/fact'
import type { Language } from '../../core/language'
import type { Exported } from '../../core/lookup'
import { markdownPage, severityWords } from './exports'
import { PageNode } from './nodes'
import { isIssueForm, roleOf } from './role'

/** Nobody reads a longer page at night. */
const longest = 1_000_000

/** Pages that operations live by: runbooks, postmortems, plans and policies in Markdown, and forms for issues of these kinds. */
/** Pages that operations live by, by where they are kept and what they are called. */
const roles: readonly (readonly [string, RegExp])[] = [
  ['error-budget', /(?:^|\/)[^/]*error[-_]?budget[^/]*\.md$/i],
  ['runbook', /(?:^|\/)(?:runbooks?|playbooks?)\/(?:.*\/)?[^/]+\.md$|(?:^|\/)[^/]*(?:runbook|playbook)[^/]*\.md$/i],
  ['slo', /(?:^|\/)slos?(?:[-_.][^/]*)?\.md$|(?:^|\/)slos?\/[^/]+\.md$/i],
]

export const roleOf = (path: string): string | null => roles.find(([, pattern]) => pattern.test(path))?.[0] ?? null

interface Heading { readonly text: string; readonly level: number; readonly slug: string; readonly span: Span; readonly end: number }

/** The headings of a page, those in fences left out. */
const parser: Parser<readonly Heading[]> = {
  parse(text) {
    const found: Heading[] = [], slugs = new Map<string, number>()
    let fence: string | null = null
    for (let at = 0; at < text.length;) {
      const stop = text.indexOf('\n', at), end = stop < 0 ? text.length : stop, line = text.slice(at, Math.min(end, at + 2000)).replace(/\r$/, '')
      const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]
      if (mark && (fence === null || mark[0] === fence[0] && mark.length >= fence.length)) fence = fence === null ? mark : null
      else if (fence === null) {
        const heading = /^ {0,3}(#{1,6})[ \t]+(\S.*)$/.exec(line)
        if (heading) {
          const title = heading[2]!.replace(/[ \t]+#+[ \t]*$/, '').trim(), slug = slugOf(title), seen = slugs.get(slug), from = at + line.indexOf(heading[2]!)
          slugs.set(slug, (seen ?? 0) + 1)
          found.push({ text: title, level: heading[1]!.length, slug: seen === undefined ? slug : `${slug}-${seen}`, span: [from, from + title.length], end: stop < 0 ? end : stop + 1 })
        }
      }
      at = end + 1
    }
    return found
  },
}

class PageNode implements facts.Page {
  readonly kind = 'markdown.Page'
  readonly subject = 'page'
  readonly damaged = false
  constructor(readonly path: string, private readonly text: string, private readonly headings: readonly Heading[]) {}
  get role(): string { return roleOf(this.path) ?? 'page' }
  get title(): string | null { return this.headings[0]?.text ?? null }
  get sections(): List<facts.Section> {
    return list(this.headings.map(({ text, slug, level, end }, i) => {
      const next = this.headings.slice(i + 1).find(other => other.level <= level)
      return { heading: text, slug, level, text: this.text.slice(end, next ? this.text.lastIndexOf('\n', next.span[0]) + 1 : undefined) }
    }))
  }
  locate(path: string): Place {
    const section = /^sections\[(\d+)\]$/.exec(path), heading = this.headings[section ? Number(section[1]) : 0]
    if (heading) return { path: this.path, span: heading.span, missing: false }
    const first = /^[^\r\n]{0,80}/.exec(this.text)![0]
    return { path: this.path, span: [0, first.length], missing: false }
  }
  edit(): null { return null }
}

/** Runbooks, objectives and policies as Markdown. */
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
