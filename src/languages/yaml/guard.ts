/** The deepest nesting that is parsed: the parser's recursion can end the process far beyond it. */
export const maximumDepth = 200

/** How many nodes the aliases of one document may stand for, all told; an alias beyond that has no target. */
export const maximumAliasedNodes = 100_000

const newline = /^\r?\n$/

/**
 * The offset at which lexemes of the `yaml` lexer begin to nest deeper than `cap`, or `null`. Linear, and runs before every parse.
 * Each `-`, `?` and `:` of a line counts until a line indented no deeper than its own, each flow bracket until its end:
 * never fewer than half the levels that the parser would open.
 */
export function tooDeep(lexemes: readonly string[], cap = maximumDepth): number | null {
  const stack: number[] = []
  let offset = 0, flow = 0, indent = 0, lineStart = true
  for (const lexeme of lexemes) {
    const first = lexeme.charCodeAt(0)
    if (first === 2 || first === 24 || first === 31) { if (first === 24) flow = 0; continue }
    if (first === 10 || first === 13 && newline.test(lexeme)) { lineStart = true; indent = 0 }
    else if (first === 32 && lineStart) indent = lexeme.length
    else {
      if (lineStart && first !== 35) {
        lineStart = false
        if (flow === 0) while (stack.length > 0 && stack[stack.length - 1]! >= indent) stack.pop()
      }
      if (lexeme === '[' || lexeme === '{') flow++
      else if (lexeme === ']' || lexeme === '}') flow = Math.max(0, flow - 1)
      else if (flow === 0 && (lexeme === '-' || lexeme === '?' || lexeme === ':')) stack.push(indent)
      else if (lexeme === '---' && indent === 0) { stack.length = 0; flow = 0 }
      if (stack.length + flow > cap) return offset
    }
    offset += lexeme.length
  }
  return null
}
