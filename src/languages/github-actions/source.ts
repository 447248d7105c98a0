import type { Span } from '../../core/span'
import { list, type List } from '../../core/value'
import { tokenOf } from '../yaml/path'
import type { YamlNode, YamlPair } from '../yaml/tree'
import { entries, isOpen, resolve, walk } from '../yaml/walk'
import type * as facts from './facts'
import type { Model } from './model'
import { Node } from './node'

const coreTag = /^tag:yaml\.org,2002:(?:str|bool|int|float|null)$/
const collectionTag = /^tag:yaml\.org,2002:(?:map|seq)$/
const shortTag = (tag: string): string => tag.replace('tag:yaml.org,2002:', '!!')
const isMerge = (pair: YamlPair): boolean => pair.name === '<<' && pair.key.kind === 'scalar' && pair.key.style === 'plain'

/** What turns the direction of text, has no width, or looks like a Latin letter within a Latin word. */
const hidden = /[\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069]|(?!^)\uFEFF|(?<=[A-Za-z])[аеорсухіјѕԁһοα](?=[A-Za-z])|(?<![\p{L}])[аеорсухіјѕԁһАВЕЅІЈКМНОРСТУХο](?=[A-Za-z]{2})/gu

/** A character without which nothing is hidden. */
const suspicious = /[\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF\u0370-\u03FF\u0400-\u052F]/

/** Why an id cannot be one. */
function faultOf(name: string): string | null {
  if (name.includes('${{')) return null
  return name === '' ? 'is empty' : name.length > 100 ? `has ${name.length} characters, more than 100` : name.startsWith('__') ? 'begins with two underscores, which GitHub keeps for itself'
    : !/^[A-Za-z_]/.test(name) ? 'does not begin with a letter or an underscore' : !/^[\w-]+$/.test(name) ? `has a '${/[^\w-]/u.exec(name)![0]}' in it` : null
}

/** The file as it is written. */
export class SourceNode extends Node implements facts.Source {
  constructor(model: Model) { super(model, 'github-actions.Source', model.root) }

  get subject(): string { return 'source' }
  override get damaged(): boolean { return false }
  get isAction(): boolean { return this.model.kind === 'action' }
  private part(text: string, span: Span): facts.SourcePart { return { text, span } }

  private get gathered() {
    return this.once('gathered', () => {
      const mergeKeys: facts.SourcePart[] = [], tags: facts.SourcePart[] = [], anchors: { readonly node: YamlNode; readonly name: string }[] = [], used = new Set<YamlNode>(), duplicates: facts.SourcePart[] = []
      const { root } = this.model
      for (const node of walk(root)) {
        if (node.kind === 'alias') { if (node.target) used.add(node.target); continue }
        if (node.anchor !== null) anchors.push({ node, name: node.anchor })
        if (node.tag !== null && this.isForeign(node, node.tag)) tags.push(this.part(shortTag(node.tag), this.markBefore(node, '!')))
        if (node.kind !== 'map') continue
        const names = new Map<string, string>()
        for (const pair of node.pairs) {
          if (isMerge(pair)) { mergeKeys.push(this.part('<<', pair.key.span)); continue }
          if (pair.name === null) continue
          const first = names.get(pair.name.toUpperCase())
          if (first === undefined) names.set(pair.name.toUpperCase(), pair.name)
          else duplicates.push(this.part(pair.name, pair.key.span))
        }
      }
      const unusedAnchors = anchors.filter(({ node }) => !used.has(node)).map(({ node, name }) => this.part(name, this.markBefore(node, '&')))
      return { mergeKeys, tags, duplicates, unusedAnchors }
    })
  }
  /** A tag that the reader of workflows does not take where it stands. */
  private isForeign(node: YamlNode, tag: string): boolean {
    if (node.kind !== 'scalar') return !collectionTag.test(tag)
    if (tag === '!') return false
    if (!coreTag.test(tag)) return true
    const kind = tag.slice(tag.lastIndexOf(':') + 1)
    if (kind === 'str') return false
    if (node.style !== 'plain') return true
    const { value } = node
    return kind === 'bool' ? typeof value !== 'boolean' : kind === 'int' ? typeof value !== 'number' || !Number.isInteger(value) : kind === 'float' ? typeof value !== 'number' : value !== null
  }
  /** The anchor or tag before a node. */
  private markBefore(node: YamlNode, mark: '!' | '&'): Span {
    const [end] = node.span, from = Math.max(0, end - 200), before = this.model.text.slice(from, end), at = before.lastIndexOf(mark === '!' && /!!\S*\s*(?:&\S+\s*)?$/.test(before) ? '!!' : mark)
    if (at < 0) return [end, end + 1]
    return [from + at, from + at + /^\S+/.exec(before.slice(at))![0].length]
  }
  private errors(code: string): facts.SourcePart[] { return this.model.file.errors.filter(error => error.code === code).map(({ span }) => this.part(this.model.text.slice(...span), span)) }
  get duplicateKeys(): List<facts.SourcePart> { return list(this.gathered.duplicates) }
  get mergeKeys(): List<facts.SourcePart> { return list(this.gathered.mergeKeys) }
  get unsupportedTags(): List<facts.SourcePart> { return list(this.gathered.tags) }
  get unusedAnchors(): List<facts.SourcePart> { return list(this.gathered.unusedAnchors) }
  get undefinedAliases(): List<facts.SourcePart> { return this.once('undefinedAliases', () => list(this.errors('undefined-alias'))) }
  get recursiveAliases(): List<facts.SourcePart> { return this.once('recursiveAliases', () => list(this.errors('circular-alias'))) }
  get hiddenCharacters(): List<facts.SourcePart> {
    return this.once('hiddenCharacters', () => {
      const { text } = this.model
      // Almost every file is plain ASCII but for a dash or an emoji, and these are not looked at one by one.
      return list(suspicious.test(text) ? [...text.matchAll(hidden)].map(match => this.part(`U+${match[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`, [match.index, match.index + match[0].length])) : [])
    })
  }
  get excesses(): List<facts.SourceExcess> {
    return this.once('excesses', () => {
      const found: facts.SourceExcess[] = []
      for (const one of this.model.texts) {
        if (one.text.length > 21000 && one.text.includes('${{')) found.push({ what: `The text of '${one.key}' with its expressions has ${one.text.length} characters`, limit: '21000', span: one.locate('').span })
      }
      for (const job of this.model.workflow?.jobs ?? []) {
        const count = job.matrix?.count
        if (typeof count === 'number' && count > 256) found.push({ what: `The matrix of job '${job.id}' makes ${count} jobs`, limit: '256', span: job.matrix!.locate('').span })
      }
      return list(found)
    })
  }
  get invalidIds(): List<facts.SourcePart> {
    return this.once('invalidIds', () => {
      const found: facts.SourcePart[] = [], { workflow, action } = this.model
      const look = (what: string, name: string, node: YamlNode | null): void => {
        const fault = node ? faultOf(name) : null
        if (fault !== null) found.push(this.part(`The ${what} '${name}' ${fault}`, tokenOf(node, null, this.model.text)))
      }
      for (const job of workflow?.jobs ?? []) look('job id', job.id, job.keyNode)
      for (const step of [...workflow?.jobs.flatMap(job => [...job.steps]) ?? [], ...action?.steps ?? []]) if (step.child('id')) look('step id', step.id ?? '', step.child('id'))
      for (const input of [...workflow?.inputs ?? [], ...workflow?.secrets ?? []]) look(input.source === 'secret' ? 'secret' : 'input', input.name, input.keyNode)
      for (const pair of entries(this.get('on', 'workflow_call', 'outputs'))) if (pair.name !== null) look('output', pair.name, pair.key)
      return list(found)
    })
  }
  get onKey(): facts.SourcePart | null {
    const pair = this.isAction || !this.valueNode ? null : this.pairOf('on')
    return pair && pair.key.kind === 'scalar' && pair.key.style === 'plain' ? this.part('on', pair.key.span) : null
  }
  private pairOf(name: string): YamlPair | null {
    const root = resolve(this.valueNode)
    return root?.kind === 'map' && !isOpen(root) ? root.pair(name) : null
  }

  protected override token(path: string): Span | null | undefined {
    if (path === 'onKey') return this.onKey?.span ?? null
    const match = /^(duplicateKeys|mergeKeys|unsupportedTags|unusedAnchors|undefinedAliases|recursiveAliases|hiddenCharacters|invalidIds|excesses)\[(\d+)\]$/.exec(path)
    return match ? this[match[1] as 'mergeKeys'][Number(match[2])]?.span ?? null : undefined
  }
}
