import { isKnown, type Maybe } from '../../core/value'
import { asMap, entries, entry } from '../yaml/walk'
import { declaredSettings, type DeclaredSettings } from './exports'
import type { Model } from './model'
import { stringsIn } from './node'
import { repositoryOf } from './reader'

/** What an actionlint.yaml says of the repository's runners, variables and secrets. */
export function declaredIn(model: Model): DeclaredSettings {
  const { root, text, path } = model
  const names = (key: string): readonly string[] | null => {
    const node = entry(root, key)?.value ?? null
    return node === null || node.kind !== 'sequence' ? null : (stringsIn(node, text) ?? []).filter(isKnown)
  }
  const runner = asMap(entry(root, 'self-hosted-runner')?.value ?? null), labels = [...entries(runner)].find(pair => pair.name === 'labels')?.value ?? null
  return { path, labels: labels ? (stringsIn(labels, text) ?? []).filter(isKnown) : [], variables: names('config-variables'), secrets: names('config-secrets') }
}

/** What the repository of a file declares; null where it declares nothing. */
export function declaredFor(model: Model): Maybe<DeclaredSettings | null> {
  const found = model.environment.find(declaredSettings(repositoryOf(model.path)))
  return isKnown(found) ? found[0] ?? null : found
}

/** Is a label one of those, `*` and `?` being patterns? */
export const isDeclared = (labels: readonly string[], label: string): boolean => labels.some(one => new RegExp(`^${one.replace(/[.+^${}()|\\]/g, '\\$&').replace(/\*+/g, '[^]*').replace(/\?/g, '.')}$`, 'i').test(label))
