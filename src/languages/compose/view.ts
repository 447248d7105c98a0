import { Unknown, type Maybe } from '../../core/value'
import type { YamlDocument, YamlNode } from '../yaml/tree'
import { asMap, asScalar, asSequence, entries, entry, isOpen, resolve } from '../yaml/walk'
import { interpolate, type Values } from './interpolation'

/** A file that a value is written in. */
export interface Source { readonly path: string; readonly text: string; readonly document: YamlDocument | null; readonly values: Values }

/** A value where it is written. */
export interface Site { readonly source: Source; readonly node: YamlNode; readonly key: YamlNode | null; /** 0 where the service says it itself, more where it is extended. */ readonly depth: number }

/** A value as Compose merges it: what the service itself says, then what it extends. `open`: there may be more than is seen. */
export class View {
  constructor(readonly sites: readonly Site[], readonly open = false) {}

  get first(): Site { return this.sites[0]! }

  /** What stands under a key, merged; null where nothing does. */
  child(name: string): View | null {
    const found: Site[] = []
    for (const { source, node, depth } of this.sites) {
      const pair = entry(node, name)
      if (!pair) continue
      if (pair.value.tag === '!reset') break
      found.push({ source, node: pair.value, key: pair.key, depth })
      if (pair.value.tag === '!override') break
    }
    return found.length > 0 ? new View(found, this.open) : null
  }

  at(...path: readonly string[]): View | null {
    let at: View | null = this
    for (const name of path) at = at?.child(name) ?? null
    return at
  }

  /** More keys or items may be there. */
  get isOpen(): boolean { return this.open || this.sites.some(({ node, source }) => isOpen(node) || hasVariables(node, source)) }

  get isMap(): boolean { return asMap(this.first.node) !== null }
  get isSequence(): boolean { return asSequence(this.first.node) !== null }
  get isScalar(): boolean { return asScalar(this.first.node) !== null }
  get isNull(): boolean { return resolve(this.first.node)?.kind === 'scalar' && textOf(this.first.node) === null }

  /** Names of the keys, merged. */
  names(): string[] {
    const names = new Set<string>()
    for (const { node } of this.sites) for (const { name } of entries(node)) if (name !== null) names.add(name)
    return [...names]
  }

  /** The items of all layers. */
  items(): Site[] {
    return this.sites.flatMap(({ node, source, depth }) => {
      const sequence = asSequence(node)
      return sequence ? sequence.items.map(item => ({ source, node: item, key: null, depth })) : []
    })
  }

  /** Interpolated; null where it is no scalar or empty. */
  text(): Maybe<string | null> { return siteText(this.first) }
}

/** A scalar that is nothing but a variable may stand for anything. */
const hasVariables = (node: YamlNode, source: Source): boolean => {
  const text = textOf(node)
  return text !== null && interpolate(text, source.values) instanceof Unknown
}

/** A scalar as written. */
export function textOf(node: YamlNode | null): string | null {
  const scalar = asScalar(node)
  if (!scalar || scalar.value === null && scalar.style === 'plain') return null
  return typeof scalar.value === 'string' ? scalar.value : scalar.source
}

export function siteText(site: Site | null): Maybe<string | null> {
  const text = site && textOf(site.node)
  return text === null ? site && !resolve(site.node) ? new Unknown(site.source.text.slice(...site.node.span)) : null : interpolate(text, site!.source.values)
}
