import type { ExpressionNode } from './expressions'
import type { RunNode, StepNode } from './step'

const reserved = /^(?:GITHUB|RUNNER|ACTIONS)_|^(?:PATH|HOME|CI|SHELL|USER|PWD|IFS|LANG|TMPDIR|NODE_OPTIONS)$/

function baseOf(expression: ExpressionNode): string {
  const context = expression.tainted[0] ?? expression.contexts[0], isOutput = context?.root === 'steps' || context?.root === 'needs'
  const parts = (context?.access.properties ?? []).filter(part => part !== '*' && part !== 'event' && !(isOutput && part === 'outputs') && !/^\d+$/.test(part))
  const base = (parts.slice(-2).join('_') || context?.root || 'value').replace(/\W+/g, '_').replace(/^(?=\d)/, '_').toUpperCase()
  return reserved.test(base) ? `VALUE_${base}` : base
}

/** Names for environment variables that pass on what the expressions of a step say, by the expressions' texts; each that of a variable in scope where one has the very value. */
export function namesFor(step: StepNode | null, expressions: readonly ExpressionNode[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>(), variables = step?.variables ?? [], taken = new Set(variables.map(variable => variable.name.toUpperCase()))
  for (const expression of expressions) {
    if (names.has(expression.text)) continue
    const read = /^env\.(\w+)$/i.exec(expression.source)?.[1]?.toLowerCase()
    const same = variables.find(variable => variable.name.toLowerCase() === read || variable.text === expression.text)
    if (same) { names.set(expression.text, same.name); continue }
    const base = baseOf(expression)
    let name = base
    for (let i = 2; taken.has(name); i++) name = `${base}_${i}`
    taken.add(name)
    names.set(expression.text, name)
  }
  return names
}

/** How a shell, or the JavaScript of actions/github-script, reads a variable in the place of a hole; null where it cannot be said. */
export function referenceTo(name: string, expression: ExpressionNode): string | null {
  const { step, model, span } = expression
  if (expression.sink === 'script') return inJavaScript(name, model.text, span)
  const run = expression.sink === 'run' ? step?.run ?? null : null
  switch (run?.shellKind) {
    case 'pwsh': case 'powershell': return inPowerShell(name, run, span[0])
    case 'python': return inPython(name, run, span)
    case 'bash': case 'sh': {
      const quoted = run.quoteAt(span)
      return quoted === 'double' ? `\${${name}}` : quoted === null ? `"\${${name}}"` : null
    }
    default: return null
  }
}

/** What stands before a place on its line, and the quote that is open there. */
function quoteBefore(text: string, at: number, isQuote: (character: string) => boolean, escape: string): string | null {
  let open: string | null = null
  for (let i = text.lastIndexOf('\n', at - 1) + 1; i < at; i++) {
    const character = text[i]!
    if (character === escape && open !== null) i++
    else if (open === null ? isQuote(character) : character === open) open = open === null ? character : null
  }
  return open
}

function inPowerShell(name: string, run: RunNode, at: number): string | null {
  const { text } = run.model
  let isHereString = false
  for (const line of text.slice(run.span[0], at).split('\n')) isHereString = isHereString ? !/^\s*'@/.test(line) : /@'\s*$/.test(line)
  if (isHereString) return null
  return quoteBefore(text, at, character => character === '"' || character === "'", '`') === "'" ? null : `\${env:${name}}`
}

/** A string goes on behind the variable; elsewhere, or within a template, it stands for itself. */
function inJavaScript(name: string, text: string, [start]: readonly [number, number]): string | null {
  const quote = quoteBefore(text, start, character => character === '"' || character === "'" || character === '`', '\\')
  return quote === '`' ? `\${process.env.${name}}` : quote ? `${quote} + process.env.${name} + ${quote}` : null
}

function inPython(name: string, run: RunNode, [start]: readonly [number, number]): string | null {
  const quote = quoteBefore(run.model.text, start, character => character === '"' || character === "'", '\\')
  if (quote === null || !/^\s*import (?:[\w, ]+, *)?os\b/m.test(run.text) || /"""|'''/.test(run.text)) return null
  return `${quote} + os.environ[${quote === '"' ? `'${name}'` : `"${name}"`}] + ${quote}`
}
