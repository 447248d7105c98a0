const captions: { readonly [verdict: string]: string } = { bad: 'Found', fixed: 'Fixed', good: 'Fine', unknown: 'Left alone, since a value is not known' }

/**
 * A rule page for readers outside the editor: without front matter, examples say in words what they show, and a link
 * that leads nowhere from there is its text alone.
 */
export function pageForReaders(page: string): string {
  const body = page.replace(/^---\r?\n[\s\S]*?\r?\n---\r?\n/, '')
  let fence: string | null = null, prose: string[] = []
  const parts: string[] = []
  const flush = (): void => { if (prose.length) parts.push(withoutDeadLinks(prose.join('\n'))); prose = [] }
  for (const line of body.split(/\r?\n/)) {
    const mark = /^(`{3,}|~{3,})(.*)$/.exec(line)
    if (fence !== null) {
      if (mark && mark[1]!.startsWith(fence) && !mark[2]!.trim()) fence = null
      parts.push(line)
    } else if (!mark) prose.push(line)
    else {
      flush()
      fence = mark[1]!
      const [language = '', verdict = '', ...rest] = mark[2]!.trim().split(/\s+/)
      const caption = captions[verdict], file = rest.find((word) => word.startsWith('file='))?.slice(5)
      if (caption) parts.push(`${caption}${file ? ` (\`${file}\`)` : ''}:`, '', `${fence}${language}`)
      else parts.push(line)
    }
  }
  flush()
  return parts.join('\n').trim() + '\n'
}

const withoutDeadLinks = (prose: string): string => prose.replace(/\[([^\]]*)\]\(([^)\s]*)[^)]*\)/g, (link, text: string, target: string) => /^https?:\/\//.test(target) ? link : text)

/** Prose of a page in plain words: links are their text, marks of emphasis and code are gone. */
export const plainProse = (markdown: string): string => markdown.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[*`]/g, '').replace(/\s+/g, ' ').trim()
