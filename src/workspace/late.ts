import type { Language } from '../core/language'

/** Languages by name; what they do is loaded when a file is first looked at. */
export const lateLanguages = (ids: readonly string[], load: () => readonly Language[]): readonly Language[] => ids.map((id, i): Language => ({
  id,
  get guests() { return load()[i]!.guests },
  claims: (path, head) => load()[i]!.claims(path, head),
  scopesOf: (path, environment) => load()[i]!.scopesOf(path, environment),
  read: (scope, environment) => load()[i]!.read(scope, environment),
  comments: (document) => load()[i]!.comments(document),
}))
