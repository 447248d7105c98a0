import type { BuildStage, Entry } from './build'
import { dockerComments } from './comments'

/** A comment that says which shell reads what follows: `# hadolint shell=bash`. */
export interface ShellPragma { readonly offset: number; readonly argv: readonly string[] }

const shells: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'ash', 'ksh', 'zsh', 'busybox', 'pwsh', 'powershell', 'cmd'])
const pattern = /^#[ \t]*(?:hadolint|tally)[ \t]+shell[ \t]*=[ \t]*(?:\S*\/)?([a-z]+)(?=([ \t]+-[a-z]*o[ \t]+pipefail\b)?)/i

/** The comments of a Dockerfile that name its shell, in order. */
export function readShellPragmas(text: string): readonly ShellPragma[] {
  if (!/#[ \t]*(?:hadolint|tally)[ \t]+shell/i.test(text)) return []
  return dockerComments(text).comments.flatMap(({ span, text }) => {
    const found = pattern.exec(text), name = found?.[1]!.toLowerCase(), argv = name !== undefined && shells.has(name) ? argvOf(name) : null
    return argv ? [{ offset: span[0], argv: found![2] ? [argv[0]!, ...found![2].trim().split(/[ \t]+/), ...argv.slice(1)] : argv }] : []
  })
}

const argvOf = (name: string): readonly string[] => name === 'cmd' ? ['cmd', '/S', '/C'] : name === 'pwsh' || name === 'powershell' ? [name, '-Command'] : [`/bin/${name === 'busybox' ? 'ash' : name}`, '-c']

/**
 * What decides the shell at a place: a SHELL instruction, or a comment that says what the base image's shell is. A comment
 * before the first FROM speaks for every stage, one within a stage for what follows and for the stages that are FROM it.
 */
export class ShellPragmas {
  /** What decides at the end of each stage. */
  private readonly ends: (ShellPragma | Entry | null)[] = []
  private readonly first: ShellPragma | null

  constructor(private readonly pragmas: readonly ShellPragma[], stages: readonly BuildStage[]) {
    this.first = this.lastBefore(stages[0]?.from.raw.span[0] ?? 0)
    if (pragmas.length) for (const stage of stages) this.ends.push(this.within(stage, stage.shell, (stage.entries.at(-1) ?? stage.from).raw.next))
  }

  get isEmpty(): boolean { return this.pragmas.length === 0 }

  /** `shell` is the SHELL in force there. */
  before(stage: BuildStage | null, shell: Entry | null, offset: number): ShellPragma | Entry | null {
    return stage && this.pragmas.length ? this.within(stage, shell, offset) : shell
  }

  atEnd(stage: BuildStage): ShellPragma | Entry | null { return this.pragmas.length ? this.ends[stage.index]! : stage.shell }

  private within(stage: BuildStage, shell: Entry | null, offset: number): ShellPragma | Entry | null {
    const own = shell?.stage === stage ? shell : null, pragma = this.lastBefore(offset)
    if (pragma && pragma.offset > (own ?? stage.from).raw.span[0]) return pragma
    return own ?? (stage.base ? this.ends[stage.base.index]! : this.first)
  }

  private lastBefore(offset: number): ShellPragma | null {
    let low = 0, high = this.pragmas.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.pragmas[middle]!.offset < offset) low = middle + 1
      else high = middle
    }
    return this.pragmas[low - 1] ?? null
  }
}
