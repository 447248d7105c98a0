import type { Document } from '../../core/document'
import type { Environment } from '../../core/language'
import { purposeOf } from '../../core/purpose'
import type { Span } from '../../core/span'
import { isKnown, list, type List, type Maybe } from '../../core/value'
import { firstToken, TextFact } from '../text/fact'
import { ownersOf, type CodeownersSummary } from './exports'
import type * as facts from './facts'
import { filesBelow, folderOf, isInfrastructure } from './files'
import { fitsName, partsOf } from './pattern'

interface Line { readonly pattern: string; readonly owners: readonly string[]; readonly span: Span; readonly ownerSpan: Span | null; readonly invalid: readonly string[] }

/** Where GitHub looks, in its order; GitLab also takes its own folder. */
const places = ['.github', '', 'docs', '.gitlab']

/** The repository's folder that a CODEOWNERS file is for. */
const rootOf = (path: string): string => folderOf(path).replace(/(?:^|\/)(?:\.github|\.gitlab|docs)$/, '')

const isOwner = (word: string): boolean => /^@[\w.-]+(?:\/[\w./-]+)?$|^@@[\w-]+$|^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(word)

function readLines(text: string): readonly Line[] {
  const lines: Line[] = []
  let at = 0, shared: readonly string[] = []
  for (const raw of text.split('\n')) {
    const start = at
    at += raw.length + 1
    const line = raw.replace(/\r$/, '').replace(/^\uFEFF/, '')
    if (/^\s*(?:#|$)/.test(line)) continue
    const section = /^\s*\^?\[([^\]]+)\](?:\[\d+\])?\s*(.*)$/.exec(line)
    if (section) { shared = ownersIn(section[2]!); continue }
    const match = /^(\s*)((?:\\.|[^\s\\])+)(.*)$/.exec(line)
    if (!match) continue
    const from = start + (raw.startsWith('\uFEFF') ? 1 : 0) + match[1]!.length, rest = match[3]!.replace(/\s#.*$/, ''), words = rest.trim() === '' ? [] : rest.trim().split(/\s+/), own = words.filter(isOwner)
    const first = words[0] === undefined ? -1 : raw.indexOf(words[0], match[1]!.length + match[2]!.length)
    lines.push({ pattern: match[2]!, owners: own.length > 0 ? own : words.length === 0 ? shared : [], span: [from, from + match[2]!.length], ownerSpan: first < 0 ? null : [start + first, start + first + words[0]!.length], invalid: words.filter(word => !isOwner(word)) })
  }
  return lines
}

const ownersIn = (text: string): readonly string[] => text.replace(/\s#.*$/, '').trim().split(/\s+/).filter(isOwner)

export class CodeownersNode extends TextFact implements facts.Codeowners {
  readonly kind = 'repository.Codeowners'
  readonly subject = 'CODEOWNERS'
  private readonly written: readonly Line[]

  constructor(document: Document, readonly environment: Environment) {
    super(document.path, firstToken(document.text))
    this.written = readLines(document.text)
  }

  get lines(): List<OwnershipNode> { return this.once('lines', () => list(this.written.map((line, i) => new OwnershipNode(this, line, i)))) }
  /** Where the last line for everything stands, and the last one of each pattern. */
  get last(): { readonly lastDefault: number; readonly lastOf: ReadonlyMap<string, number> } {
    return this.once('last', () => ({ lastDefault: this.lines.reduce((last, line, i) => line.isDefault ? i : last, -1), lastOf: new Map(this.written.map(({ pattern }, i) => [pattern, i] as const)) }))
  }
  get root(): string { return rootOf(this.path) }
  get summary(): CodeownersSummary { return this.once('summary', () => ({ path: this.path, root: this.root, lines: this.written.map(({ pattern, owners }) => ({ pattern, owners })) })) }
  get isRead(): boolean {
    const { root } = this, own = folderOf(this.path), folders = places.map(place => place === '' ? root : root === '' ? place : `${root}/${place}`)
    return folders.find(folder => this.environment.list(folder).some(path => path === (folder === '' ? 'CODEOWNERS' : `${folder}/CODEOWNERS`))) === own
  }
  get hasDefault(): boolean { return this.lines.some(line => line.isDefault && line.owners.length > 0) }
  get owners(): List<string> { return list(new Set(this.written.flatMap(line => line.owners))) }
  private get infrastructure(): readonly string[] { return this.once('infrastructure', () => [...filesBelow(this.environment, this.root)].filter(path => isInfrastructure(path) && purposeOf(path, '') === 'production')) }
  get infrastructureCount(): number { return this.infrastructure.length }
  get unownedInfrastructure(): List<string> { return this.once('unownedInfrastructure', () => list(this.infrastructure.filter(path => !(ownersOf(this.summary, path)?.owners.length)))) }
}

export class OwnershipNode extends TextFact implements facts.Ownership {
  readonly kind = 'repository.Ownership'
  constructor(readonly codeowners: CodeownersNode, private readonly line: Line, private readonly index: number) {
    super(codeowners.path, line.span, new Map([['pattern', line.span], ...line.ownerSpan ? [['owners', line.ownerSpan] as const] : []]))
  }
  get subject(): string { return this.pattern }
  get pattern(): string { return this.line.pattern }
  get owners(): List<string> { return list(this.line.owners) }
  get isDefault(): boolean { return /^\/?\*{1,2}(?:\/\*{1,2})?$/.test(this.pattern) && this.pattern !== '/*' && this.pattern !== '*/*' }
  get invalidOwners(): List<string> { return list(this.line.invalid) }
  get overriddenBy(): string | null {
    const { lastDefault, lastOf } = this.codeowners.last
    return lastDefault > this.index ? this.codeowners.lines[lastDefault]!.pattern : !this.isDefault && lastOf.get(this.pattern)! > this.index ? this.pattern : null
  }
  get matchesNothing(): Maybe<boolean> { return this.once('matchesNothing', () => this.leadsNowhere()) }
  /** A name that the pattern says is not in its folder; what follows a wildcard cannot be told. */
  private leadsNowhere(): Maybe<boolean> {
    const { environment, root } = this.codeowners, { parts, isAnchored, isFolder } = partsOf(this.pattern)
    if (!isAnchored) return false
    let folder = root
    for (const [i, part] of parts.entries()) {
      const names = environment.names(folder), isLast = i === parts.length - 1
      const seen = isKnown(names) ? names : [...environment.list(folder), ...environment.folders(folder)].map(path => path.slice(path.lastIndexOf('/') + 1))
      if (/[*?]/.test(part)) return isLast && !isFolder && part !== '**' && !seen.some(name => fitsName(part, name)) ? isKnown(names) || names : false
      if (!seen.includes(part)) return isKnown(names) || names
      folder = folder === '' ? part : `${folder}/${part}`
    }
    return false
  }
  /** Lets the workspace list the folders that the pattern leads through. */
  askForNames(): void { this.leadsNowhere() }
}
