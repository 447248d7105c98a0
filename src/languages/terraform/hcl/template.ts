import type { Span } from '../../../core/span'
import type { Expression, Name, TemplatePart, Text } from './tree'

/** A template as it is read, before directives are nested. `open` and `close` say whether `~` trims before and after. */
export type Piece = { readonly kind: 'text', readonly span: Span, value: string }
  | { readonly kind: 'interpolation' | 'if' | 'else' | 'endif' | 'for' | 'endfor', readonly span: Span, readonly trimBefore: boolean, readonly trimAfter: boolean
    readonly expression: Expression | null, readonly keyVariable: Name | null, readonly valueVariable: Name | null }

/** Removes what `~` trims: blanks of the neighbouring piece of text, which in a heredoc ends with its line. */
export function trim(pieces: readonly Piece[]): void {
  pieces.forEach((piece, i) => {
    if (piece.kind === 'text') return
    const before = pieces[i - 1], after = pieces[i + 1]
    if (piece.trimBefore && before?.kind === 'text') before.value = before.value.trimEnd()
    if (piece.trimAfter && after?.kind === 'text') after.value = after.value.trimStart()
  })
}

/** Removes the indentation that all lines of a `<<-` heredoc share; blank lines neither count nor change. */
export function outdent(pieces: readonly Piece[]): void {
  let shared = Infinity, lineStart = true
  const first: { value: string }[] = []
  for (const piece of pieces) {
    if (lineStart) {
      if (piece.kind !== 'text') shared = 0
      else if (piece.value.trim() || !piece.value.endsWith('\n')) {
        shared = Math.min(shared, piece.value.length - piece.value.trimStart().length)
        first.push(piece)
      }
    }
    lineStart = piece.kind === 'text' ? piece.value.endsWith('\n') : false
  }
  for (const piece of first) piece.value = piece.value.slice(shared)
}

/** Puts what stands between a directive and its end inside it. Directives that do not pair are reported and left out. */
export function nest(pieces: readonly Piece[], report: (message: string, span: Span) => void): readonly TemplatePart[] {
  if (pieces.every((piece) => piece.kind === 'text')) return pieces as readonly Text[]
  interface Frame { readonly opening: Exclude<Piece, { kind: 'text' }> | null, readonly parts: TemplatePart[], otherwise: TemplatePart[] | null }
  const root: Frame = { opening: null, parts: [], otherwise: null }, frames = [root]
  const close = (frame: Frame, end: number): void => {
    const { expression, keyVariable, valueVariable, kind, span: [start] } = frame.opening!
    const into = frames.at(-1)!, span: Span = [start, end]
    ;(into.otherwise ?? into.parts).push(kind === 'if'
      ? { kind: 'ifDirective', span, condition: expression!, then: frame.parts, otherwise: frame.otherwise }
      : { kind: 'forDirective', span, keyVariable, valueVariable: valueVariable!, collection: expression!, body: frame.parts })
  }
  for (const piece of pieces) {
    const frame = frames.at(-1)!, into = frame.otherwise ?? frame.parts
    switch (piece.kind) {
      case 'text': into.push(piece); break
      case 'interpolation': into.push({ kind: 'interpolation', span: piece.span, expression: piece.expression! }); break
      case 'if': case 'for':
        frames.push({ opening: piece, parts: [], otherwise: null })
        break
      case 'else':
        if (frame.opening?.kind === 'if' && !frame.otherwise) frame.otherwise = []
        else report('This %{ else } belongs to no %{ if }.', piece.span)
        break
      case 'endif': case 'endfor':
        if (frame.opening && `end${frame.opening.kind}` === piece.kind) close(frames.pop()!, piece.span[1])
        else report(`This %{ ${piece.kind} } closes nothing.`, piece.span)
    }
  }
  while (frames.length > 1) {
    const frame = frames.pop()!
    report(`This %{ ${frame.opening!.kind} } has no %{ end${frame.opening!.kind} }.`, frame.opening!.span)
    close(frame, pieces.at(-1)!.span[1])
  }
  return root.parts
}
