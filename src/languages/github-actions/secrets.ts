import { list, type List } from '../../core/value'
import type { Word, WordPart } from '../shell/command'
import type * as facts from './facts'
import type { CommandNode, RunNode } from './step'

/** Commands that turn a text into another one, which the log's masks do not know. */
const changers: ReadonlySet<string | null> = new Set(['base64', 'base32', 'cut', 'sed', 'awk', 'jq', 'yq', 'rev', 'tr', 'xxd', 'od', 'hexdump', 'head', 'tail', 'fold', 'grep', 'openssl', 'python', 'python3', 'perl'])
/** Commands that show what they get. */
const shown: ReadonlySet<string | null> = new Set(['echo', 'printf', 'cat', 'tee'])

function* partsOf(words: readonly (Word | null)[]): Generator<WordPart> {
  for (const word of words) if (word) yield* deep(word.parts)
}
function* deep(parts: readonly WordPart[]): Generator<WordPart> {
  for (const part of parts) {
    yield part
    if (part.kind === 'variable') yield* partsOf(part.words)
  }
}

/** Secrets that a script writes to the log, in clear or changed so that no mask fits. */
export function printedSecrets(run: RunNode): List<facts.PrintedSecret> {
  const { script, step, model } = run, holders = new Map<string, string>(), derived = new Map<string, string>()
  for (const variable of step.variables) if (variable.holdsSecret) holders.set(variable.name, variable.name)
  const holes = run.expressions.filter(expression => expression.contexts.some(context => context.isSecret && context.flows))
  if (!script || holders.size === 0 && holes.length === 0) return []
  // What a mask was added for is hidden.
  const isMasked = (name: string): boolean => new RegExp(`::add-mask::["']?\\$\\{?${name}\\b`).test(run.text)
  const found: facts.PrintedSecret[] = []
  /** The secret that words hold, and whether they hold a changed one. */
  const held = (words: readonly (Word | null)[]): { readonly name: string; readonly isChanged: boolean } | null => {
    for (const part of partsOf(words)) {
      if (part.quoted === 'single' && part.kind !== 'hole') continue
      if (part.kind === 'variable' && part.operator !== '#' && !/^:?\+/.test(part.operator ?? '')) {
        if (derived.has(part.name)) return { name: derived.get(part.name)!, isChanged: true }
        if (holders.has(part.name)) return { name: holders.get(part.name)!, isChanged: part.operator !== null && /^(?:[:#%/^,](?![-+=?])|:\d|: )/.test(part.operator) }
      } else if (part.kind === 'hole') {
        const hole = holes.find(one => one.span[0] >= part.span[0] && one.span[1] <= part.span[1])
        if (hole) return { name: hole.contexts.find(context => context.isSecret)!.text, isChanged: false }
      } else if (part.kind === 'substitution') {
        const inner = part.commands.filter(command => command.pipeline.index === command.pipeline.length - 1).at(-1), first = part.commands[0]
        if (!inner || !first) continue
        const source = held([...first.words, ...first.redirects.map(one => one.operator === '<<<' ? one.target : null)])
        if (source && (changers.has(inner.name) && inner !== first || changers.has(first.name))) return { name: source.name, isChanged: true }
        if (source && shown.has(inner.name)) return source
      }
    }
    return null
  }
  for (const node of run.commands as List<CommandNode>) {
    const { command } = node
    for (const { name, value } of command.assignments) {
      const source = value && held([value])
      if (source && !isMasked(name)) (source.isChanged ? derived : holders).set(name, source.name)
    }
    if (command.pipeline.index !== command.pipeline.length - 1 || command.inside.includes('substitution') || command.inside.includes('function')) continue
    if (command.redirects.some(({ operator, descriptor }) => /^(?:>|>>|>\||&>|&>>|>&)$/.test(operator) && (descriptor === null || descriptor === 1))) continue
    const first = command.pipeline.length === 1 ? node : (run.commands as List<CommandNode>).find(one => one.command.pipeline.id === command.pipeline.id && one.command.pipeline.index === 0)
    if (!first || /::add-mask::/.test(first.text)) continue
    const source = held([...first.command.words, ...command.redirects.map(one => one.operator === '<<<' ? one.target : null)])
    if (!source || isMasked(source.name)) continue
    const changes = changers.has(command.name)
    if (command.pipeline.length > 1 ? !shown.has(first.command.name) || !changes && !shown.has(command.name) : changes ? command.redirects.every(one => one.operator !== '<<<') : !shown.has(command.name)) continue
    // What asks whether something is there, or only counts, shows nothing.
    if (changes && (command.name === 'grep' ? /\s-\w*q|--quiet|\s-c\b/.test(node.text) : command.name === 'openssl' || command.name === 'python' || command.name === 'python3' || command.name === 'perl')) continue
    found.push({ name: source.name, isChanged: source.isChanged || changes, looksSecret: /token|key|passw|secret|cred|pwd|auth|cert|private/i.test(source.name.replace(/^secrets\./, '')), command: model.text.slice(...command.nameSpan), span: command.nameSpan })
  }
  return list(found, run.commands.open)
}

const manyLines: readonly (readonly [name: string, test: (text: string) => boolean])[] = [
  ['git', text => /^git(?: -C \S+)? (?:log|diff|show|ls-files|status|shortlog|branch|tag -l|tag --list|tag$)/.test(text) && !/ (?:-1|-n ?1|--max-count[= ]1|--quiet|--exit-code|--stat=?|--shortstat|--show-current|--contains|-s --format|--no-patch)\b| -q\b| -z\b/.test(text) && !/^git show\b.*--format/.test(text)],
  ['cat', text => /\.(?:md|log|json|ya?ml|sarif|diff|patch|csv|xml|html|pem)["']?$/i.test(text) || /changelog|release.?notes/i.test(text)],
  ['find', text => !/-quit\b|-print0/.test(text)],
  ['jq', text => !/ -\w*[crj]|--compact-output|--raw-output|--join-output/.test(text) && /^jq (?:-\w+ )*["']?(?:\.["']?(?:\s|$)|\[|\{|map\()/.test(text)],
  ['gh', text => /^gh (?:pr|issue|release|run) (?:list|view|diff)\b/.test(text) && !/--jq|-q |--template|--json|-L ?1\b/.test(text)],
]

/** The command whose several lines a script writes as one line of an output file: after the first of them the runner refuses the file. */
export function severalLinesOf({ command }: CommandNode, file: string): string | null {
  if (command.name !== 'echo' && command.name !== 'printf') return null
  for (const word of command.words) {
    if (!/^["']?[\w-]+=/.test(word.text) || /<</.test(word.text)) continue
    for (const part of word.parts) {
      // Without quotes the shell makes one line of it.
      if (part.kind !== 'substitution' || part.quoted !== 'double') continue
      const outermost = Math.min(...part.commands.map(one => one.inside.length)), last = part.commands.filter(one => one.pipeline.index === one.pipeline.length - 1 && one.inside.length === outermost).at(-1)
      if (!last || last.pipeline.length > 1 && last.name !== 'jq') continue
      const text = file.slice(...last.span)
      if (manyLines.some(([name, test]) => last.name === name && test(text))) return text.length > 40 ? text.slice(0, 39) + '…' : text
    }
  }
  return null
}

/** Expressions that a script masks by writing them into the script, which the log shows first. */
export function lateMasks(run: RunNode): List<facts.LateMask> {
  const found: facts.LateMask[] = []
  for (const expression of run.expressions) {
    const at = run.model.text.lastIndexOf('\n', expression.span[0] - 1) + 1
    const [context] = expression.contexts
    if (!/::add-mask::/.test(run.model.text.slice(Math.max(at, run.span[0]), expression.span[0])) || !context || expression.contexts.every(one => one.isSecret)) continue
    found.push({ text: context.text, span: expression.span })
  }
  return found
}
