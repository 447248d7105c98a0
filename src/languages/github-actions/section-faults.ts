import { nearest } from '../../core/nearest'
import type { LazyFix, Report } from '../../core/rule'
import type { Section } from './facts'

/** Everything that GitHub refuses in a section, a report each: unknown, missing and empty keys, values that cannot be. */
export function* faultsOf({ keys, knownKeys, unexpectedKeys, missingKeys, emptyKeys, invalidValues, where }: Section, file: string): Generator<Report> {
  const place = where === '' ? file : `'${where}'`
  for (const [index, key] of keys.entries()) {
    if (emptyKeys.includes(key)) yield { at: `keys[${index}]`, message: `'${key}' of ${place} is empty.` }
    if (!unexpectedKeys.includes(key)) continue
    const near = nearest(key, knownKeys.filter(known => !keys.includes(known))), path = `keys[${index}]`
    const fixes: readonly LazyFix[] = near === null ? [] : [{ title: `Rename to '${near}'`, safety: 'safe', edits: () => [{ kind: 'replace', path, text: near }] }]
    yield { at: path, message: `'${key}' is no key of ${place}.`, fixes }
  }
  if (missingKeys.length > 0) yield { at: missingKeys[0]!, message: `There is no ${[...missingKeys].join(' and no ')} in ${place}.` }
  for (const [index, { key, text, expected }] of invalidValues.entries()) yield { at: `invalidValues[${index}]`, message: `'${key}' is '${text}', which is not ${expected}.` }
}
