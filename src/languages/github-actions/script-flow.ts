import { outsideReads, readOutside } from '../../core/outside'
import type { Span } from '../../core/span'
import type { Command, Redirect, VariablePart, Word } from '../shell/command'
import { joined, nothing, siteOf, type Flow, type Site, type Taint } from './taint'
import { isWrittenByStrangers } from './sources'
import type { ExpressionNode } from './expressions'
import type { RunNode } from './step'

/** Something that a script writes to a file that the runner reads, or prints as a command to the runner. */
export interface Written {
  readonly file: string
  /** The variable or output; null where the text decides that too. */
  readonly name: string | null
  readonly flow: Flow
  /** A delimiter that nobody can guess is around it. */
  readonly isFenced: boolean
  /** Where the file is named; null for a printed command. */
  readonly span: Span | null
}

/** What a script does with a stranger's text: runs it, makes it part of a program of sed or awk, leaves it where options may stand, asks the host that it names. */
export interface Use {
  readonly command: Command
  readonly kind: 'code' | 'program' | 'option' | 'host'
  readonly text: string
  readonly flow: Flow
  readonly span: Span
}

/** Commands that bring files of another run, branch or pull request. */
const bringing = /\bgh\s+(?:run\s+download|api\b[^\n]*artifacts?\b|pr\s+checkout)|\bgit\s+(?:checkout|pull|merge|switch|clone)\b|\bhub\s+pr\b/

const isTainted = (flow: Flow): boolean => flow.control === 'arbitrary'

/** Programs that print numbers, sums, names of the machine: nothing of what they read. */
const answers = /^(?:wc|\w*sum|base64|nproc|date|pwd|mktemp|whoami|uname|hostname|id|test|\[|\[\[|true|false|:|stat|du|df|seq|expr|sleep|exit|cd|mkdir|rm|cp|mv|ls|touch|chmod|set|shopt|trap|arch|which|command|type|kill|wait|docker|npm|yarn|pnpm|make|apt-get|sudo)$/
const filters = /^(?:cat|tac|nl|head|tail|cut|tr|sed|awk|gawk|mawk|sort|uniq|grep|egrep|fgrep|rg|jq|yq|xargs|tee|paste|fold|column|rev|envsubst|iconv|fmt|unzip|zcat|gunzip|xmllint|bat|less|more)$/
const shells = /^(?:bash|sh|dash|zsh|ksh|ash)$/
const interpreters = /^(?:python[\d.]*|node|perl|ruby|php|deno|bun)$/

/** A pattern that leaves only letters, digits and a few signs that no shell minds. */
export function isStrict(pattern: string): boolean {
  const bare = pattern.replace(/^['"/]|['"/]$/g, '')
  if (!bare.startsWith('^') || !/\$\)?$/.test(bare)) return false
  return !/\[\^|(?<!\\)\.|\\[WSD]|\[[^\]]*[;$`&|<>"'\s][^\]]*\]/.test(bare.replace(/\[[^\]^]*\.[^\]]*\]/g, '[]'))
}

const plain = (word: Word): string => word.value ?? word.text.replace(/["']/g, '')
const fileIn = (text: string): string | null => /^["']?\$\{?(GITHUB_(?:ENV|OUTPUT|PATH|STATE|STEP_SUMMARY))\}?["']?$/.exec(text)?.[1] ?? null
const output = /^(?:>|>>|>\||&>|&>>)$/

/** Files of the runner that a command writes to: by a redirect of its own or of what is around it, or by tee. */
export function filesOf(command: Command): { readonly file: string; readonly operator: string; readonly target: Word }[] {
  const found: { file: string; operator: string; target: Word }[] = []
  for (const { operator, target } of [...command.redirects, ...command.outer]) {
    const file = target && output.test(operator) ? fileIn(target.text) : null
    if (file) found.push({ file, operator, target: target! })
  }
  if (command.name === 'tee') for (const target of command.words) {
    const file = fileIn(target.text)
    if (file) found.push({ file, operator: command.words.some(word => /^(?:-\w*a\w*|--append)$/.test(word.value ?? '')) ? '>>' : '>', target })
  }
  return found
}

/** Follows a stranger's text through one script, command by command. */
export class ScriptFlow {
  readonly writes: Written[] = []
  readonly uses: Use[] = []
  private readonly names = new Map<string, Flow>()
  private readonly validated = new Set<string>()
  private readonly printed = new Map<Command, Flow>()
  private readonly stages = new Map<number, Flow[]>()
  private readonly holes: ReadonlyMap<number, ExpressionNode>
  private lastPiped: Flow = nothing
  /** A command before this one has fetched a stranger's files. */
  private hasBrought = false
  private hasOutsideNames = false
  private open: { readonly name: string; readonly delimiter: string; readonly isFenced: boolean } | null = null

  private readonly site: Site

  constructor(private readonly taint: Taint, private readonly run: RunNode) {
    this.site = siteOf(run.step)
    this.holes = new Map((run.expressions as Iterable<ExpressionNode> as ExpressionNode[]).map(one => [one.span[0], one]))
  }

  /** Something that strangers or callers write may come into the script at all. */
  private get matters(): boolean {
    const { text, step, expressions } = this.run, isMoving = (flow: Flow): boolean => flow.control === 'arbitrary' || flow.control === 'input'
    return /GITHUB_HEAD_REF|GITHUB_EVENT_PATH|\bgh\s+(?:api|pr|issue)\b/.test(text) || (expressions as Iterable<ExpressionNode> as ExpressionNode[]).some(one => isMoving(this.taint.ofExpression(one)))
      || step.variables.some(variable => isMoving(this.taint.ofVariable(variable))) || this.taint.hasWritten(step) || this.taint.hasStrangersFiles(step) || bringing.test(text) && this.taint.bringsStrangersFiles(step)
  }

  read(): void {
    const { script } = this.run
    if (!this.matters) return
    if (!script) return this.readLines()
    for (const command of script.commands) this.validate(command)
    if (script.loopNames.length > 0) for (const match of this.run.text.matchAll(/\bfor\s+(\w+)\s+in\s+([^;\n]*)/g)) {
      const flow = this.text(match[2]!)
      if (isTainted(flow)) this.names.set(match[1]!, flow)
    }
    for (const command of script.commands) this.step(command)
  }

  /** What is known of a variable of the shell. */
  name(name: string): Flow {
    if (this.validated.has(name)) return nothing
    if (this.hasOutsideNames) readOutside()
    let flow = this.names.get(name)
    if (!flow) {
      const reads = outsideReads()
      flow = name === 'GITHUB_HEAD_REF' ? { ...this.taint.source('github.head_ref', this.site), through: 'GITHUB_HEAD_REF' } : this.taint.ofEnvironment(name, this.site)
      this.names.set(name, flow)
      if (outsideReads() !== reads) this.hasOutsideNames = true
    }
    return flow
  }

  private variable(part: VariablePart, source: string): Flow {
    if (source.startsWith('${#') || part.operator !== null && /^\/\/?$/.test(part.operator) && /^\[\^/.test(part.words[0]?.text ?? '')) return nothing
    return joined([this.name(part.name), ...part.operator !== null && /^:?[-=+]$/.test(part.operator) ? part.words.map(word => this.word(word)) : []])
  }
  private slice(span: Span): string { return this.run.model.text.slice(...span) }

  /** What is known of a word; without its holes, whose text is no longer data when the shell reads it. */
  word(word: Word, withHoles = true): Flow {
    if (word.parts.length === 0) return nothing
    return joined(word.parts.map(part => part.kind === 'variable' ? this.variable(part, this.slice(part.span)) : part.kind === 'substitution' ? this.printedBy(part.commands)
      : part.kind === 'hole' && withHoles ? this.hole(part.span) : nothing))
  }
  private hole(span: Span): Flow {
    const expression = this.holes.get(span[0])
    return expression ? this.taint.ofExpression(expression) : nothing
  }
  private printedBy(commands: readonly Command[]): Flow { return joined(commands.filter(({ pipeline }) => pipeline.index === pipeline.length - 1).map(command => this.printed.get(command) ?? nothing)) }

  /** What is known of a piece of text that is no word of its own. */
  private text(text: string): Flow {
    const found = [...text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(match => this.name(match[1]!))
    if (text.includes('${{')) for (const expression of this.holes.values()) if (text.includes(expression.text)) found.push(this.taint.ofExpression(expression))
    return joined(found)
  }

  private files(): Flow { return this.hasBrought || this.taint.hasStrangersFiles(this.run.step) ? this.taint.foreign(this.site) : nothing }

  private input(command: Command): Flow {
    const { id, index } = command.pipeline
    const redirected = [...command.outer, ...command.redirects].findLast(({ operator }) => /^<(?:<<|<|<-)?$/.test(operator))
    if (redirected) return this.inputOf(redirected)
    return index > 0 ? this.stages.get(id)?.[index - 1] ?? nothing : nothing
  }
  private inputOf({ operator, target, body }: Redirect): Flow {
    if (body) return this.word(body)
    if (!target) return nothing
    if (operator === '<<<') return this.word(target)
    return joined([this.word(target), target.parts.some(part => part.kind === 'substitution') ? nothing : this.files()])
  }

  private isAnswer({ name, words, text }: { readonly name: string | null; readonly words: readonly string[]; readonly text: string }): boolean {
    if (name === null) return false
    if (answers.test(name)) return true
    if (/^[ef]?grep$|^rg$/.test(name)) return words.some(word => /^-\w*[cq]\w*$|^--(?:count|quiet)$/.test(word)) || words.some(word => /^-\w*o/.test(word)) && words.some(word => /^\^?(?:\[[\w-]+\]|\\d|[A-Za-z#-])[+*]?(?:\{\d+\})?\$?$/.test(word))
    if (name === 'tr') return words.some(word => /^-\w*(?:cd|dc)\w*$/.test(word)) || words.includes('-c') && words.includes('-d')
    if (name === 'sed') return /s(.)\[\^[^\]]*\]\+?\*?\1[\w-]*\1g/.test(text)
    if (name === 'git') return /^(?:rev-parse|merge-base|rev-list|ls-remote|remote|config|fetch|checkout|status|add|commit|push|pull|clone|hash-object|write-tree)$/.test(words[0] ?? '') && !words.includes('--abbrev-ref')
    if (name === 'jq' || name === 'yq') return words.some(word => /(?:^|[.|\s])(?:length|@sh|@base64|@uri)["')]*$/.test(word))
    return name === 'printf' && words[0] === '%q'
  }

  private print(command: Command): Flow {
    const { name, words } = command, texts = words.map(plain), input = this.input(command)
    if (this.isAnswer({ name, words: texts, text: texts.join(' ') })) return nothing
    switch (name) {
      case 'echo': case 'printf': case 'basename': case 'dirname': case 'realpath': case 'readlink': case 'envsubst': return joined([...words.map(word => this.word(word)), name === 'envsubst' ? input : nothing])
      case 'gh': return this.asksGitHub(texts)
      case 'git': return /^(?:log|show|diff|diff-tree|diff-index|ls-files|ls-tree|shortlog|whatchanged|branch|name-rev|describe|symbolic-ref|rev-parse|tag|grep|blame)$/.test(texts[0] ?? '') ? this.files() : nothing
      case null: return joined([input, command.nameWord ? nothing : nothing])
    }
    const event = texts.some(text => /^\$\{?GITHUB_EVENT_PATH\}?$/.test(text)) || command.redirects.some(({ target }) => /GITHUB_EVENT_PATH/.test(target?.text ?? ''))
    if (event) {
      const path = texts.map(text => /^\.?((?:\.[\w-]+(?:\[\d*\])?\??)+)/.exec(text)?.[1]).find(Boolean)
      return path ? this.taint.source(`github.event${path.replace(/\[\d*\]/g, '.0').replace(/\?/g, '')}`.toLowerCase().replace('..', '.'), this.site) : name === 'cat' ? this.taint.source('github.event', this.site) : nothing
    }
    if (filters.test(name)) {
      const programs = /^[gm]?awk$|^sed$|^jq$|^yq$|^[ef]?grep$/.test(name)
      if ((name === 'jq' || name === 'yq') && isTainted(input) && input.source === null && input.through === null && texts.some(text => /^\.|\|/.test(text)) && !texts.some(isWrittenByStrangers) && texts.some(text => /\.\w+/.test(text)) && this.isApi.has(input)) return nothing
      const operands = words.filter((word, i) => !word.prefix.startsWith('-') && !(programs && i === words.findIndex(one => !one.prefix.startsWith('-'))))
      return joined([input, ...words.filter(word => word.value === null).map(word => this.word(word)), operands.length > 0 && name !== 'tr' || command.redirects.some(({ operator }) => operator === '<') ? this.files() : nothing])
    }
    if (shells.test(name)) return joined([...words.map(word => this.word(word)), this.files()])
    return this.files()
  }
  private readonly isApi = new Set<Flow>()
  private asksGitHub(texts: readonly string[]): Flow {
    const [first, second] = texts, at = texts.findIndex(text => /^(?:-q|--jq|-t|--template)$/.test(text)), filter = at >= 0 ? texts[at + 1] ?? '' : null
    const glued = texts.map(text => /^(?:--jq|-q|--template)=(.*)$/.exec(text)?.[1]).find(text => text !== undefined) ?? filter
    const json = texts.findIndex(text => text === '--json'), fields = json >= 0 ? texts[json + 1] ?? '' : texts.map(text => /^--json=(.*)$/.exec(text)?.[1]).find(text => text !== undefined) ?? ''
    let found = false
    if (first === 'api') found = glued !== null && glued !== undefined ? isWrittenByStrangers(glued) : /(?:pulls|issues|comments|commits|discussions|compare|files)\b/.test(texts.join(' ')) && !texts.some(text => /^(?:POST|PATCH|PUT|DELETE|--silent|-f|-F|--field|--raw-field|--input)$/.test(text))
    else if ((first === 'pr' || first === 'issue') && (second === 'view' || second === 'list')) found = glued !== null && glued !== undefined ? isWrittenByStrangers(glued) : fields === '' || isWrittenByStrangers(fields)
    else if (first === 'pr' && second === 'diff') found = true
    if (!found) return nothing
    const asked = glued ?? fields, flow = { ...this.taint.foreign(this.site, true), hasLines: asked === '' || /body|comments|reviews|message|files|path|filename/.test(asked) }
    this.isApi.add(flow)
    return flow
  }

  private step(command: Command): void {
    const { name, words, pipeline } = command
    this.look(command)
    const flow = this.print(command)
    this.printed.set(command, flow)
    if (pipeline.length > 1) {
      const stage = this.stages.get(pipeline.id) ?? []
      stage[pipeline.index] = joined([stage[pipeline.index] ?? nothing, flow])
      if (this.isApi.has(flow)) this.isApi.add(stage[pipeline.index]!)
      this.stages.set(pipeline.id, stage)
      if (pipeline.index < pipeline.length - 1) this.lastPiped = flow
    }
    for (const { name: variable, value, append } of command.assignments) this.assign(variable, value ? this.word(value) : nothing, append || command.inside.some(context => context === 'if' || context === 'case' || context === 'while' || context === 'for') || command.operator === '&&' || command.operator === '||')
    if (/^(?:export|local|declare|readonly|typeset)$/.test(name ?? '')) for (const word of words) {
      const head = /^([A-Za-z_]\w*)=/.exec(word.prefix || word.text)
      if (head) this.assign(head[1]!, this.word(word), false)
    } else if (/^(?:read|mapfile|readarray)$/.test(name ?? '')) {
      const input = this.input(command), from = isTainted(input) || command.redirects.length + command.outer.length > 0 || pipeline.index > 0 ? input : command.inside.includes('while') ? this.lastPiped : input
      if (isTainted(from)) for (const word of words) if (word.value !== null && /^[A-Za-z_]\w*$/.test(word.value)) this.assign(word.value, from, false)
    }
    this.write(command, flow)
    if ((name === 'gh' || name === 'git' || name === 'hub') && !this.hasBrought && bringing.test(this.slice(command.span))) this.hasBrought = this.taint.bringsStrangersFiles(this.run.step)
  }
  private assign(name: string, flow: Flow, append: boolean): void { this.names.set(name, append ? joined([this.name(name), flow]) : flow) }

  private validate(command: Command): void {
    const text = command.name === '[[' ? this.slice(command.span) : ''
    const test = /\$\{?(\w+)\}?["']?\s*=~\s*(.+?)\s*\]\]/s.exec(text)
    if (test && isStrict(test[2]!)) this.validated.add(test[1]!)
    if (!/^e?grep$/.test(command.name ?? '') || !command.words.some(word => isStrict(word.value ?? ''))) return
    const here = command.redirects.find(({ operator }) => operator === '<<<')?.target
    for (const part of here?.parts ?? []) if (part.kind === 'variable') this.validated.add(part.name)
    const piped = command.pipeline.index === 1 ? this.run.script?.commands.find(other => other.pipeline.id === command.pipeline.id && other.pipeline.index === 0) : undefined
    if (piped?.name === 'echo' || piped?.name === 'printf') for (const word of piped.words) for (const part of word.parts) if (part.kind === 'variable') this.validated.add(part.name)
  }

  private write(command: Command, flow: Flow): void {
    const isPrinter = command.name === 'echo' || command.name === 'printf', said = isPrinter ? command.words.filter(word => !/^-[neE]+$/.test(word.value ?? '')).map(plain).join(' ') : ''
    for (const match of said.matchAll(/::(set-output|set-env|save-state)\s+name=([^:,]+)::/g)) this.writes.push({ file: match[1] === 'set-env' ? 'GITHUB_ENV' : match[1] === 'set-output' ? 'GITHUB_OUTPUT' : 'GITHUB_STATE', name: match[2]!, flow, isFenced: false, span: null })
    for (const { file, target } of filesOf(command)) {
      const add = (name: string | null, of: Flow, isFenced = false): void => { this.writes.push({ file, name, flow: of, isFenced, span: target.span }) }
      const body = command.redirects.find(redirect => redirect.body)?.body
      if (command.name === 'tee') this.lines(this.saidInto(command), this.input(command), add)
      else if (body && command.name === 'cat') for (const line of this.slice(body.span).split(/\r?\n/)) this.lines(line.trim(), this.text(line), add)
      else if (isPrinter) this.lines(said, flow, add)
      else add(this.open?.name ?? null, flow, this.open?.isFenced)
    }
  }
  private saidInto({ pipeline }: Command): string {
    const first = this.run.script?.commands.find(other => other.pipeline.id === pipeline.id && other.pipeline.index === pipeline.index - 1)
    return first?.name === 'echo' || first?.name === 'printf' ? first.words.map(plain).join(' ') : ''
  }
  /** One line that is written: a pair, the beginning or end of a text between delimiters, or a part of such a text. */
  private lines(said: string, flow: Flow, add: (name: string | null, flow: Flow, isFenced?: boolean) => void): void {
    if (this.open) {
      if (said === this.open.delimiter) this.open = null
      else add(this.open.name, flow, this.open.isFenced)
      return
    }
    const begin = /^([\w.-]+)<<(\S+)/.exec(said)
    if (begin) {
      const [whole, name, delimiter] = begin as unknown as [string, string, string], end = delimiter.replace(/\\n.*/s, '')
      const isFenced = /[$`]/.test(end)
      add(name, flow, isFenced)
      if (said.length === whole.length && !delimiter.includes('\\n')) this.open = { name, delimiter, isFenced }
      return
    }
    const pair = /^([A-Za-z_][\w.-]*)=/.exec(said)
    add(pair?.[1] ?? null, flow)
  }

  private look(command: Command): void {
    const { name, nameWord, words } = command
    const add = (kind: Use['kind'], word: Word, flow: Flow): void => { this.uses.push({ command, kind, flow, text: word.text, span: word.span }) }
    const of = (word: Word): Flow => this.word(word, false)
    if (nameWord && nameWord.value === null) {
      const first = nameWord.parts[0], flow = of(nameWord)
      if (isTainted(flow) && first && first.kind === 'variable' && nameWord.prefix === '') add('code', nameWord, flow)
    }
    if (name === null) return
    if (name === 'eval') for (const word of words) { const flow = of(word); if (isTainted(flow)) return add('code', word, flow) }
    if (shells.test(name) || interpreters.test(name) || name === 'su') {
      const at = words.findIndex(word => shells.test(name) || name === 'su' ? /^-[a-z]*c$/.test(word.value ?? '') : /^-[cer]$|^--eval$/.test(word.value ?? ''))
      const script = at >= 0 ? words[at + 1] : undefined, flow = script ? of(script) : nothing
      if (script && isTainted(flow)) add('code', script, flow)
      if (script && command.wrappers.some(wrapper => wrapper.name === 'xargs') && /\{\}/.test(script.text)) { const input = this.input(command); if (isTainted(input)) add('code', script, input) }
    }
    if (name === 'ssh') for (const word of words.filter(one => !one.prefix.startsWith('-')).slice(1)) {
      const flow = of(word)
      if (isTainted(flow) && (word.prefix !== '' || word.quoted === 'double') && /\s/.test(word.text)) return add('code', word, flow)
    }
    if (name === 'sed' || /^[gm]?awk$/.test(name)) {
      const first = words.findIndex((word, i) => !word.prefix.startsWith('-') && !(name !== 'sed' && /^-[vFf]$/.test(words[i - 1]?.value ?? '')) && !/^-e$|^--expression$/.test(words[i - 1]?.value ?? ''))
      for (const [i, word] of words.entries()) {
        const isProgram = words.some(one => /^-e$|^--expression/.test(one.value ?? '')) && name === 'sed' ? /^-e$/.test(words[i - 1]?.value ?? '') || word.prefix.startsWith('--expression=') : i === first
        const flow = isProgram && word.value === null ? of(word) : nothing
        if (isTainted(flow)) return add('program', word, flow)
      }
    }
    if (/^(?:git|curl|wget|tar|find|rsync|ssh|scp|zip|gh|sed|sort|npm|pip3?|mvn|go|docker)$/.test(name)) {
      for (const [i, word] of words.entries()) {
        if (word.value === '--') break
        const part = word.parts[0]
        if (word.prefix !== '' || !part || part.kind !== 'variable') continue
        const flow = of(word), isRef = /(?:head_ref|\.ref|head_branch|label|default_branch)$/.test(flow.source ?? '')
        if (!isTainted(flow) || isRef || this.uses.at(-1)?.span === word.span) continue
        const isUnquoted = part.quoted === null
        if (isUnquoted || /^(?:git|tar|find|rsync|zip)$/.test(name) && !(words[i - 1]?.prefix.startsWith('-') ?? false) && !/[:/]/.test(word.text.replace(/\$\{[^}]*\}/g, ''))) return add('option', word, flow)
      }
    }
    if (name === 'curl' || name === 'wget' || name === 'http' || name === 'https') for (const word of words) {
      if (word.value !== null || /^-/.test(word.prefix) || !/^(?:[a-z]+:\/\/)?[^/?#\s]*$/i.test(word.prefix)) continue
      const part = word.parts.find(one => one.kind === 'variable' || one.kind === 'substitution' || one.kind === 'hole'), isUrl = /^["']?(?:https?:\/\/|\$)/i.test(word.text)
      const before = words[words.indexOf(word) - 1]
      if (!part || !isUrl || before && /^-(?:[A-Za-z]*[dHFbuoXAeTw]|-data\S*|-header|-form|-output|-user|-request|-user-agent)$/.test(before.value ?? '')) continue
      const flow = part.kind === 'variable' ? this.variable(part, this.slice(part.span)) : part.kind === 'hole' ? this.hole(part.span) : part.kind === 'substitution' ? this.printedBy(part.commands) : nothing
      if (isTainted(flow) && !isOneName(flow)) return add('host', word, flow)
    }
  }

  /** Shells that are not of the POSIX family are read line by line. */
  private readLines(): void {
    const names = new Set<string>()
    const reads = (line: string): Flow => joined([
      ...[...line.matchAll(/\$\{?env:(\w+)|%(\w+)%|os\.environ(?:\.get\(|\[)["'](\w+)|os\.getenv\(["'](\w+)/gi)].map(match => this.name(match[1] ?? match[2] ?? match[3] ?? match[4]!)),
      ...(line.includes('${{') ? [...this.holes.values()] : []).filter(one => line.includes(one.text)).map(one => this.taint.ofExpression(one)),
      ...[...line.matchAll(/\$(\w+)|\b([A-Za-z_]\w*)\b/g)].filter(match => names.has((match[1] ?? match[2]!).toLowerCase())).map(match => this.names.get((match[1] ?? match[2]!).toLowerCase()) ?? nothing),
      /\bGet-Content\b/i.test(line) ? this.files() : nothing,
    ])
    for (const line of this.run.text.split(/\r?\n/)) {
      const flow = reads(line), assigned = /^\s*\$?([A-Za-z_]\w*)\s*=(?!=)/.exec(line)
      if (assigned && isTainted(flow)) {
        names.add(assigned[1]!.toLowerCase())
        this.names.set(assigned[1]!.toLowerCase(), flow)
      }
      const file = /GITHUB_(ENV|OUTPUT|PATH|STATE)\b/i.exec(line)
      if (file && /Out-File|Add-Content|Set-Content|>>|write|tee/i.test(line)) this.writes.push({ file: file[0].toUpperCase(), name: /["'`]([A-Za-z_][\w.-]*)=/.exec(line)?.[1] ?? null, flow, isFenced: false, span: null })
    }
  }
}

/** A name such as that of a branch stands in paths, not for a host. */
export const isOneName = (flow: Flow): boolean => /(?:head_ref|\.ref|head_branch)$/.test(flow.source ?? '')
