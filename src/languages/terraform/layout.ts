import { lineStart } from '../../core/lines'
import type { Span } from '../../core/span'
import { children, type Attribute, type HclNode, type ObjectItem } from './hcl/tree'
import type { SourceFile } from './value'

type Item = Attribute | ObjectItem

/** The first place where `terraform fmt` would change indentation or the column of an equals sign; null where neither is wrong. Other rules of fmt are not looked at. */
export function unformattedIn({ hcl }: SourceFile): Span | null {
  const { text } = hcl
  if (hcl.syntax === 'json' || hcl.errors.length || !/^[\t\n\r\x20-\x7e]*$/.test(text)) return null
  const indentAt = (offset: number): string => /^[ \t]*/.exec(text.slice(lineStart(text, offset), offset + 200))![0]
  const startsLine = (offset: number): boolean => text.slice(lineStart(text, offset), offset).trim() === ''
  const stack: HclNode[] = [hcl.body]
  let first: Span | null = null
  const wrong = (span: Span): void => { if (!first || span[0] < first[0]) first = span }
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.kind === 'template') continue
    const items = node.kind === 'body' || node.kind === 'object' || node.kind === 'tuple' ? node.items : null
    if (items?.length) {
      const outer = node === hcl.body ? null : node.kind === 'body' ? text.lastIndexOf('{', node.span[0]) : node.span[0]
      const wanted = outer === null ? '' : `${indentAt(outer)}  `
      let chain: Item[] = []
      const close = (): void => {
        const width = Math.max(...chain.map((item) => leadOf(item).length))
        for (const item of chain) if (item.equals[0] - startOf(item) !== width + 1 || text.slice(item.equals[1], item.value.span[0]) !== ' ') wrong(item.equals)
        chain = []
      }
      const leadOf = (item: Item): string => text.slice(startOf(item), item.kind === 'attribute' ? item.nameSpan[1] : item.key.span[1])
      for (const item of items) {
        const at = item.span[0]
        if (!startsLine(at)) { close(); continue }
        if (indentAt(at) !== wanted) wrong([at, Math.min(item.span[1], at + /^\S+/.exec(text.slice(at, at + 200))![0].length)])
        const isAssigned = (item.kind === 'attribute' || item.kind === 'objectItem') && text[item.equals[0]] === '=' && (isHeredoc(item) || !/\n/.test(text.slice(...item.span)))
        const before = chain.at(-1)
        if (before && (!isAssigned || /\n[^\n]*\n/.test(text.slice(before.span[1], at)))) close()
        if (isAssigned) chain.push(item)
      }
      close()
    }
    const inner = children(node)
    for (let i = inner.length - 1; i >= 0; i--) stack.push(inner[i]!)
  }
  return first
}

/** The lines of a heredoc count as one with its argument. */
const isHeredoc = (item: Item): boolean => item.value.kind === 'template' && item.value.heredoc !== null
const startOf = (item: Item): number => item.kind === 'attribute' ? item.nameSpan[0] : item.key.span[0]
