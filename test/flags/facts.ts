import { loadLanguages } from '../../scripts/languages'
import type { Fact } from '../../src/core/fact'
import type { Language } from '../../src/core/language'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/flags/facts'
import { language } from '../../src/languages/flags/language'
import { Document } from '../../src/core/document'

/** A value as tests write it: `?` where it is unknown. */
export const shown = (value: unknown): unknown => isUnknown(value) ? '?' : value

/** The facts of a kind in one file. */
export function look<K extends keyof Facts, T>(path: string, text: string, kind: K, see: (fact: Facts[K]) => T): T[] {
  const document = new Document(path, text), environment = { read: (asked: string) => asked === path ? document : null, find: () => [] } as unknown as Parameters<Language['read']>[1]
  const found: T[] = []
  for (const context of language.read(path, environment).contexts) for (const fact of context.facts() as Iterable<Fact>) if (fact.kind === kind) found.push(see(fact as unknown as Facts[K]))
  return found
}

/** The language that claims a file, of all there are. */
export const claimedBy = (path: string, text: string): string | null => loadLanguages(`${__dirname}/../..`).find(one => one.claims(path, () => text.slice(0, 4096)))?.id ?? null
