import { languageIds } from '../../generated/language-ids'
import type { Language } from '../core/language'

/** All languages; a bundle of their own, so that a process starts without them. */
const load = (): readonly Language[] => (require('../../generated/languages') as { readonly languages: readonly Language[] }).languages

/** The languages by name; what they do is loaded when a file is first looked at. */
export const languages: readonly Language[] = languageIds.map((id, i): Language => ({
  id,
  claims: (path, head) => load()[i]!.claims(path, head),
  scopesOf: (path, environment) => load()[i]!.scopesOf(path, environment),
  read: (scope, environment) => load()[i]!.read(scope, environment),
  comments: (document) => load()[i]!.comments(document),
}))
