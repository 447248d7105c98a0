import type { Key } from '../../core/lookup'

/** A Markdown page as others see it. Frozen plain data. */
export interface MarkdownPageSummary {
  readonly path: string
  /** Slugs of its headings. */
  readonly headings: readonly string[]
}

/** The words of a table of severities: names, labels, meanings. Frozen plain data. */
export interface SeverityWords { readonly path: string; readonly words: readonly string[] }

/** The name under which every table of severities is found. */
export const severityWords: Key<SeverityWords> = { name: 'markdown:severities' }

/** The name under which a page is found, by its workspace path. */
export const markdownPage = (path: string): Key<MarkdownPageSummary> => ({ name: `markdown:${path}` })
