import { inRange, peerKey, peerPattern } from './peer-names'
import type { Rule } from './rule'

/** Resolves the names that suppressions use: rule ids, replaced ids and peers' ids in any of their spellings. */
export class RuleNames {
  private readonly replaced = new Map<string, string>()
  private readonly byAlias = new Map<string, string[]>()
  private readonly byPeer = new Map<string, Set<string>>()

  constructor(rules: Iterable<Pick<Rule, 'id' | 'aliases' | 'replacedBy'>>) {
    for (const { id, aliases, replacedBy } of rules) {
      this.replaced.set(id, replacedBy ?? id)
      for (const alias of aliases) {
        const colon = alias.indexOf(':')
        const peer = alias.slice(0, colon), key = peerKey(peer, alias.slice(colon + 1))
        const ids = this.byAlias.get(key)
        if (!ids) this.byAlias.set(key, [id])
        else if (!ids.includes(id)) ids.push(id)
        const all = this.byPeer.get(peer)
        if (all) all.add(id)
        else this.byPeer.set(peer, new Set([id]))
      }
    }
  }

  get ids(): Iterable<string> { return this.replaced.keys() }

  /** The id that a rule has now, or null where there is no such rule. */
  current(id: string): string | null {
    let now = this.replaced.get(id)
    for (let hops = 0; now !== undefined && hops < 10; hops++) {
      const next = this.replaced.get(now)
      if (next === undefined || next === now) break
      now = next
    }
    return now ?? null
  }

  /** Ids of the rules that one name of a suppression means; empty where nobody knows it. */
  resolve(from: { readonly own: boolean; readonly peers: readonly string[] }, name: string): readonly string[] {
    const ids = new Set<string>()
    const add = (found: Iterable<string>): void => { for (const id of found) { ids.add(id); ids.add(this.current(id) ?? id) } }
    if (from.own) {
      if (this.replaced.has(name)) add([name])
      const colon = name.indexOf(':')
      if (colon > 0) add(this.byAlias.get(peerKey(name.slice(0, colon), name.slice(colon + 1))) ?? [])
    } else for (const peer of from.peers) add(name === '*' ? this.byPeer.get(peer) ?? [] : this.byAlias.get(peerKey(peer, name)) ?? this.wider(peer, name))
    return [...ids]
  }

  private *wider(peer: string, name: string): Generator<string> {
    const pattern = peerPattern(peer, name), isRange = name.includes('-')
    if (pattern || isRange) for (const [key, ids] of this.byAlias) if (pattern?.test(key) || isRange && inRange(peer, name, key)) yield* ids
  }
}
