import type { Language } from '../../core/language'
import { yamlComments } from '../yaml/comments'
import { Model } from './model'
import { isPipeline, mainOf, yamlParser } from './reader'

/** Pipelines of GitLab; one with the files of the workspace that it includes is a scope. */
export const language: Language = {
  id: 'gitlab-ci',
  claims: isPipeline,
  scopesOf(path, environment) {
    const main = mainOf(path)
    return [main !== null && main !== path && environment.read(main) ? main : path]
  },
  comments: document => yamlComments(document.tree(yamlParser).file),
  read(path, environment) {
    if (!environment.read(path)) return { files: [path], errors: [], contexts: [], exports: () => [] }
    const model = new Model(path, environment)
    return { files: model.files, errors: model.errors, contexts: [{ name: null, facts: isWanted => model.facts(isWanted) }], exports: () => [] }
  },
}
