import type { Span } from '../../core/span'
import { isKnown, list, Unknown, type List, type Maybe } from '../../core/value'
import type { Command } from '../shell/command'
import { fateOf, type Fate } from '../shell/fate'
import { baseOf, fetchOf, hostOf, isPrivateHost, plain, schemeOf, type Fetch } from '../shell/fetch'
import type * as facts from './facts'
import { indexIn, Node } from './node'
import type { CopyNode, InstructionNode, RunNode, StageNode } from './nodes'
import type { CommandNode } from './run'

const commit = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/

/** In a stage with more commands nothing is said of what becomes of a download. */
const mostCommands = 600

/** The scripts of the stage's RUN instructions from one on; `isWhole` says that all of them could be read. */
function scriptsAfter(stage: StageNode | null, index: number): { readonly scripts: (readonly Command[])[]; readonly isWhole: boolean } {
  const runs = ((stage?.runs ?? []) as List<RunNode>).filter(run => run.index > index)
  return { scripts: runs.map(({ script }) => script?.commands ?? []), isWhole: runs.every(({ script }) => script?.complete === true) }
}

const urlOf = (text: string): facts.Url => {
  const scheme = schemeOf(text), host = hostOf(text), isHidden = scheme === null && /^[$`]/.test(text)
  return { text, scheme: isHidden ? new Unknown(text) : scheme, host: host ?? new Unknown(text), isPrivate: host === null ? new Unknown(text) : isPrivateHost(host) }
}

const unquoted = (text: string): string => text.replace(/^(["'])([^]*)\1$/, '$2')

/** The download of a command, or of an ADD. */
export class DownloadNode extends Node implements facts.Download {
  constructor(private readonly owner: InstructionNode, readonly command: CommandNode | null, private readonly read: Fetch | null) { super(owner.near, 'docker.Download') }

  get substance(): object { return this.read ?? this.owner.substance }
  override get surroundings(): object | null { return this.owner.surroundings }
  get subject(): string { return `${this.command?.subject ?? this.owner.subject}/download` }
  get damaged(): boolean { return this.command?.damaged ?? this.owner.damaged }
  get instruction(): InstructionNode { return this.owner }
  get stage(): StageNode | null { return this.owner.stage }
  get tool(): facts.Download['tool'] { return this.read?.tool ?? 'ADD' }
  private get copy(): CopyNode { return this.owner as CopyNode }
  private get sources(): readonly { readonly source: facts.Source; readonly at: number }[] { return this.read ? [] : this.copy.sources.flatMap((source, at) => source.isUrl === true ? [{ source, at }] : []) }
  get urls(): List<facts.Url> {
    return this.once('urls', () => list(this.read ? this.read.urls.map(({ value, text }) => urlOf(value ?? unquoted(text))) : this.sources.map(({ source: { path, text } }) => urlOf(isKnown(path) ? path : text))))
  }
  private get outputs(): readonly (string | null)[] {
    if (this.read) return this.read.outputs
    const { copy } = this, destination = isKnown(copy.target) ? copy.target : isKnown(copy.destination) ? copy.destination : null
    if (!destination) return [null]
    const isFolder = typeof copy.destination === 'string' && /(?:^|\/)\.?$/.test(copy.destination)
    return this.sources.map(({ source }) => isFolder ? (base => base && destination.replace(/\/*$/, '/') + base)(baseOf(plain(source.text).replace(/[?#].*$/, ''))) : destination)
  }
  get output(): Maybe<string | null> {
    const first = this.outputs[0]
    return first === undefined ? null : first === null || /[$`]/.test(first) ? new Unknown(first ?? this.urls[0]?.text ?? '') : first
  }
  get pipesTo(): Maybe<string | null> { return this.command?.pipesTo?.name ?? null }
  get isStream(): boolean { return this.read?.isStream === true }

  private get fate(): { readonly fate: Fate; readonly isWhole: boolean } {
    return this.once('fate', () => {
      const { owner, command, read } = this, { scripts, isWhole } = scriptsAfter(this.stage, owner.index)
      const known = this.outputs.filter(output => output !== null)
      const own = command ? (owner as RunNode).script : null
      if (scripts.reduce((sum, { length }) => sum + length, own?.commands.length ?? 0) > mostCommands) return { fate: { isVerified: false, hash: null, use: null, runBy: null }, isWhole: false }
      return { fate: fateOf(command?.read ?? null, read?.isStream === true, known, [own?.commands ?? [], ...scripts]), isWhole: isWhole && (!command || own?.complete === true) && known.length === this.outputs.length }
    })
  }
  get isVerified(): Maybe<boolean> {
    return this.once('isVerified', (): Maybe<boolean> => {
      if (!this.read) {
        if (this.copy.checksum !== null) return true
        if (this.sources.every(({ source }) => source.isGit === true)) return this.sources.reduce<Maybe<boolean>>((found, { source: { path, text } }) => found !== true ? found : !isKnown(path) ? new Unknown(text) : commit.test(/(?:#|[?&](?:ref|checksum)=)([^:&]*)/.exec(path)?.[1] ?? ''), true)
      } else if (this.read.tool === 'git') return this.isCommit
      const { fate, isWhole } = this.fate
      return fate.isVerified ? true : isWhole || this.isStream && fate.use !== null ? false : new Unknown(this.urls[0]?.text ?? '')
    })
  }
  /** Of git: a commit is asked for, or checked out after it, or a signature is verified. */
  private get isCommit(): Maybe<boolean> {
    const { scripts, isWhole } = scriptsAfter(this.stage, this.owner.index), own = (this.owner as RunNode).script
    const revision = this.read?.revision ?? null
    let hidden = !isWhole || own?.complete !== true
    const test = (text: string | null): boolean => {
      if (text === null) hidden = true
      return text !== null && commit.test(text)
    }
    if (revision && test(revision.value ?? null)) return true
    for (const { name, words } of [own?.commands ?? [], ...scripts].flat()) {
      if (name !== 'git') continue
      const texts = words.map(({ value }) => value), action = texts.find(text => /^(?:checkout|reset|switch|fetch|verify-tag|verify-commit|submodule)$/.test(text ?? ''))
      if (action === 'verify-tag' || action === 'verify-commit') return true
      if (action && action !== 'submodule' && texts.slice(texts.indexOf(action) + 1).some(test)) return true
    }
    return hidden ? new Unknown(this.urls[0]?.text ?? '') : false
  }
  get hash(): string | null { return !this.read && this.copy.checksum !== null ? 'sha256' : this.fate.fate.hash }
  get use(): facts.Download['use'] {
    const { fate, isWhole } = this.fate
    return fate.use ?? (isWhole ? null : new Unknown(this.urls[0]?.text ?? ''))
  }
  get runBy(): string | null { return this.fate.fate.runBy }

  token(path: string): Span | null {
    const at = indexIn(path, 'urls')
    if (path === '' || path === 'tool') return this.command ? this.command.token('name') : this.owner.token('keyword')
    if (path !== 'urls' && at < 0) return null
    if (!this.read) return this.owner.token(`sources[${this.sources[Math.max(0, at)]?.at ?? 0}]`)
    const span = this.read.urls[Math.max(0, at)]?.span, base = this.owner.entry.raw.span[0]
    return span ? [span[0] + base, span[1] + base] : null
  }
}

/** The download of a command; null where it fetches nothing. */
export function downloadOf(command: CommandNode): DownloadNode | null {
  const { read } = command.owner.content.once(`download ${command.index} ${command.read.span.join()}`, () => ({ read: fetchOf(command.read) }))
  return read && new DownloadNode(command.owner, command, read)
}

/** The download of an ADD; null where no source is a URL. */
export const downloadOfAdd = (copy: CopyNode): DownloadNode | null => copy.keyword === 'ADD' && copy.sources.some(({ isUrl }) => isUrl === true) ? new DownloadNode(copy, null, null) : null
