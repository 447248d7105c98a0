import type { Language } from '../../core/language'
import { yamlComments } from '../yaml/comments'
import { modelOf } from './model'
import { formatOf, yamlParser } from './reader'

/** Feature-flag files: what flagd and OpenFeature read, and exports of Unleash. */
export const language: Language = {
  id: 'flags',
  claims: (path, head) => /\.(?:json|ya?ml)$/i.test(path) && formatOf(path, head()) !== null,
  scopesOf: path => [path],
  comments: document => yamlComments(document.tree(yamlParser).file),
  read(path, environment) {
    const document = environment.read(path)
    if (!document || document.text.length > 1_000_000) return { files: [path], errors: [], contexts: [], exports: () => [] }
    const model = modelOf(document, environment)
    return { files: [path], errors: model.errors, contexts: [{ name: null, facts: () => model.facts() }], exports: () => [] }
  },
}
