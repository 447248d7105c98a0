import { Unknown, type Maybe } from '../../core/value'
import { expand, flagsOf, jsonStrings, pairs, tokens, type Lookup, type Pair, type Token } from './line'
import type { RawFile, RawInstruction } from './reader'

/** An instruction with what is in force before it. Every reference leads to an earlier instruction, so that nothing goes in circles. */
export interface Entry {
  readonly raw: RawInstruction
  readonly index: number
  readonly stage: BuildStage | null
  readonly user: Entry | null
  readonly workdir: Entry | null
  readonly shell: Entry | null
  readonly previous: Entry | null
  next: Entry | null
}

/** A stage with the instructions that settle its outcome, those of base stages included. */
export interface BuildStage {
  readonly index: number
  readonly from: Entry
  readonly image: Token | null
  readonly reference: Maybe<string>
  readonly as: Token | null
  readonly name: Token | null
  readonly base: BuildStage | null
  readonly root: BuildStage
  readonly entries: Entry[]
  user: Entry | null
  workdir: Entry | null
  shell: Entry | null
  healthcheck: Entry | null
  entrypoint: Entry | null
  cmd: Entry | null
  stopsignal: Entry | null
  /** Something in it or in a base stage is half-typed. */
  isDamaged: boolean
}

/**
 * The instructions that settle what stands at a place, as a way through what was read before: two reads that go the same way meet in the
 * same trace. It lasts as long as the instructions do.
 */
class Trace {
  private readonly ways = new WeakMap<object, Trace>()
  private readonly roles: (object | undefined)[] = []

  then(step: object): Trace {
    let next = this.ways.get(step)
    if (!next) this.ways.set(step, next = new Trace())
    return next
  }

  /** The trace of a stage that plays this part in the file. */
  as(isFinal: boolean, ships: boolean): object { return this.roles[(isFinal ? 1 : 0) + (ships ? 2 : 0)] ??= {} }
}

const beginnings = { '\\': new Trace(), '`': new Trace() }

interface Value { readonly order: number; readonly value: Maybe<string> }
interface Names { readonly env: Map<string, Value[]>; readonly args: Map<string, Value[]> }

/** Values beyond this length are not followed: `ENV A=$A$A` doubles at every line. */
export const maxValue = 1 << 12

const platformArgs: ReadonlySet<string> = new Set(['TARGETPLATFORM', 'TARGETOS', 'TARGETARCH', 'TARGETVARIANT', 'TARGETOSVERSION', 'BUILDPLATFORM', 'BUILDOS', 'BUILDARCH', 'BUILDVARIANT', 'BUILDOSVERSION', 'TARGETSTAGE'])
const proxyArgs = /^(?:HTTP_PROXY|HTTPS_PROXY|FTP_PROXY|NO_PROXY|ALL_PROXY|SOURCE_DATE_EPOCH|BUILDKIT_\w+)$/i

/** Arguments that every build has without an ARG; those of the platform only in FROM. */
export const isPredefined = (name: string, inFrom: boolean): boolean => proxyArgs.test(name) || inFrom && platformArgs.has(name)

/** Every keyword that Docker knows. */
export const keywords: ReadonlySet<string> = new Set(['ADD', 'ARG', 'CMD', 'COPY', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'FROM', 'HEALTHCHECK', 'LABEL', 'MAINTAINER', 'ONBUILD', 'RUN', 'SHELL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR'])

export const isKeyword = (word: string): boolean => keywords.has(word)

/** Half-typed: an unknown keyword, an ONBUILD of nothing, a here-document without end. */
export const isDamaged = (raw: RawInstruction): boolean => !keywords.has(raw.keyword) || raw.keyword === 'ONBUILD' || raw.heredocs.some(heredoc => !heredoc.isClosed)

/** The instructions of a Dockerfile in the order of the build: stages, and which values and settings hold where. */
export class Build {
  readonly entries: readonly Entry[]
  readonly stages: readonly BuildStage[]
  private readonly globals = new Map<string, Value[]>()
  private readonly names: Names[] = []
  private readonly workdirs = new Map<Entry, Maybe<string>>()
  private traces: readonly Trace[] | null = null

  constructor(readonly file: RawFile) {
    const entries: Entry[] = [], stages: BuildStage[] = [], byName = new Map<string, BuildStage>()
    let stage: BuildStage | null = null, previous: Entry | null = null
    if (!file.isTemplate) for (const raw of file.instructions) {
      const isFrom = raw.keyword === 'FROM' && !raw.onbuild
      const entry: Entry = { raw, index: entries.length, stage, user: stage?.user ?? null, workdir: stage?.workdir ?? null, shell: stage?.shell ?? null, previous: isFrom ? null : previous, next: null }
      entries.push(entry)
      if (isFrom) {
        stage = this.stage(entry, stages.length, byName)
        stages.push(stage)
        this.names.push({ env: new Map(), args: new Map() })
        ;(entry as { stage: BuildStage | null }).stage = stage
        if (stage.name) byName.set(stage.name.text.toLowerCase(), stage)
        previous = null
        continue
      }
      if (stage) {
        stage.entries.push(entry)
        stage.isDamaged ||= isDamaged(raw)
      }
      if (raw.onbuild) continue
      if (previous) previous.next = entry
      previous = entry
      this.settle(entry, stage)
    }
    this.entries = entries
    this.stages = stages
  }

  /** What a stage is settled by: the global arguments, its base stages and its own instructions. */
  traceOf(stage: BuildStage): Trace {
    if (!this.traces) {
      const traces: Trace[] = []
      let start: Trace = beginnings[this.file.escape]
      for (const { stage, raw } of this.entries) {
        if (stage) break
        start = start.then(raw.content)
      }
      for (const { base, from, entries } of this.stages) {
        let trace = (base ? traces[base.index]! : start).then(from.raw.content)
        for (const { raw } of entries) trace = trace.then(raw.content)
        traces.push(trace)
      }
      this.traces = traces
    }
    return this.traces[stage.index]!
  }

  private stage(from: Entry, index: number, byName: ReadonlyMap<string, BuildStage>): BuildStage {
    const { line } = from.raw, words = [...tokens(line.text, flagsOf(line.text, this.file.escape).rest, false)]
    const image = words[0] ?? null, as = words[1] ?? null, name = as && /^as$/i.test(as.text) ? words[2] ?? null : null
    const reference = image ? expand(image.text, this.globalLookup, this.file.escape) : new Unknown('')
    const base = typeof reference === 'string' ? byName.get(reference.toLowerCase()) ?? null : null
    const stage: Omit<BuildStage, 'root'> & { root: BuildStage | null } = {
      index, from, image, reference, as, name, base, root: base?.root ?? null, entries: [],
      user: base?.user ?? null, workdir: base?.workdir ?? null, shell: base?.shell ?? null, healthcheck: base?.healthcheck ?? null,
      entrypoint: base?.entrypoint ?? null, cmd: base?.cmd ?? null, stopsignal: base?.stopsignal ?? null, isDamaged: base?.isDamaged ?? false,
    }
    stage.root ??= stage as BuildStage
    return stage as BuildStage
  }

  private settle(entry: Entry, stage: BuildStage | null): void {
    const { keyword } = entry.raw
    if (keyword === 'ARG' || keyword === 'ENV') this.declare(entry, stage)
    if (!stage) return
    switch (keyword) {
      case 'USER': stage.user = entry; break
      case 'WORKDIR':
        this.workdirs.set(entry, this.resolveWorkdir(entry))
        stage.workdir = entry
        break
      case 'SHELL': stage.shell = entry; break
      case 'HEALTHCHECK': stage.healthcheck = entry; break
      case 'STOPSIGNAL': stage.stopsignal = entry; break
      case 'CMD': stage.cmd = entry; break
      case 'ENTRYPOINT':
        stage.entrypoint = entry
        // An ENTRYPOINT takes away the CMD that came with the base.
        if (stage.cmd?.stage !== stage) stage.cmd = null
        break
    }
  }

  private declare(entry: Entry, stage: BuildStage | null): void {
    const isArg = entry.raw.keyword === 'ARG', { escape } = this.file
    for (const { name, value } of this.pairsOf(entry)) {
      const lookup: Lookup = stage ? other => this.lookup(entry, other, isArg) : this.globalLookup
      let result: Maybe<string> = new Unknown('$' + name.text)
      if (value) result = expand(value.text, lookup, escape)
      else if (isArg && stage) result = this.lastGlobal(name.text) ?? result
      if (typeof result === 'string' && result.length > maxValue) result = new Unknown('$' + name.text)
      const target = stage ? isArg ? this.names[stage.index]!.args : this.names[stage.index]!.env : this.globals
      const known = target.get(name.text)
      if (known) known.push({ order: entry.index, value: result })
      else target.set(name.text, [{ order: entry.index, value: result }])
    }
  }

  /** Pairs of an ENV, ARG or LABEL. */
  pairsOf({ raw: { content } }: Entry): readonly Pair[] {
    return content.once('pairs', () => pairs(content.text, 0, content.escape, content.keyword === 'ARG'))
  }

  private lastGlobal(name: string): Maybe<string> | undefined { return this.globals.get(name)?.at(-1)?.value }

  /** What a variable is worth in FROM and in global ARGs. */
  readonly globalLookup: Lookup = name => this.lastGlobal(name) ?? (isPredefined(name, true) ? new Unknown('$' + name) : undefined)

  /** What a variable is worth at an instruction: ENV counts before ARG, and base stages count as well. `inclusive` counts the instruction itself. */
  lookup(entry: Entry, name: string, inclusive = false): Maybe<string> | undefined {
    if (!entry.stage) return this.globalLookup(name)
    const before = (values: readonly Value[] | undefined, limit: number): Maybe<string> | undefined => {
      for (let i = (values?.length ?? 0) - 1; i >= 0; i--) if (values![i]!.order < limit) return values![i]!.value
      return undefined
    }
    let limit = entry.index + (inclusive ? 1 : 0)
    for (let stage: BuildStage | null = entry.stage; stage; stage = stage.base, limit = Infinity) {
      const names = this.names[stage.index]!
      const found = before(names.env.get(name), limit) ?? before(names.args.get(name), limit)
      if (found !== undefined) return found
    }
    return isPredefined(name, false) ? new Unknown('$' + name) : undefined
  }

  isGlobalArg(name: string): boolean { return this.globals.has(name) }

  /** The last values of what ENV or ARG declares in a stage and its base stages. */
  declared(stage: BuildStage, which: 'env' | 'args'): Map<string, Maybe<string>> {
    const chain: BuildStage[] = []
    for (let at: BuildStage | null = stage; at; at = at.base) chain.push(at)
    const found = new Map<string, Maybe<string>>()
    for (const { index } of chain.reverse()) for (const [name, values] of this.names[index]![which]) found.set(name, values.at(-1)!.value)
    return found
  }

  /** The folder that a WORKDIR changes to. */
  workdirOf(entry: Entry): Maybe<string> { return this.workdirs.get(entry) ?? this.resolveWorkdir(entry) }

  private resolveWorkdir(entry: Entry): Maybe<string> {
    const text = entry.raw.line.text.trim(), written = expand(text, name => this.lookup(entry, name), this.file.escape)
    if (written instanceof Unknown || isAbsolutePath(written)) return written
    const before = entry.workdir && this.workdirs.get(entry.workdir)
    if (typeof before !== 'string' || before.length > maxValue) return new Unknown(text)
    return joinPath(before, written)
  }
}

export const isAbsolutePath = (path: string): boolean => /^(?:\/|\\|[A-Za-z]:[\\/])/.test(path)

export function joinPath(folder: string, path: string): string {
  if (isAbsolutePath(path)) return path
  const parts = folder.split('/')
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..') parts.pop()
    else parts.push(part)
  }
  return parts.join('/').replace(/^\/\//, '/') || '/'
}

/** The words of an instruction that takes JSON or words: COPY, ADD, VOLUME, SHELL, CMD. */
export function listOf(text: string, from: number, quotes: boolean, escape: string): readonly (Token & { readonly value: string | null })[] {
  return jsonStrings(text, from) ?? [...tokens(text, from, quotes, escape)].map(token => ({ ...token, value: null }))
}
