import type { Language } from '../../core/language'
import type { Exported } from '../../core/lookup'
import { yamlComments } from '../yaml/comments'
import { composeBuild, type BuildUse } from '../docker/exports'
import { Model } from './model'
import { isCompose, yamlParser } from './reader'

/** Compose files and swarm stacks; every file is a scope of its own, which reads what it extends, includes and is laid over. */
export const language: Language = {
  id: 'compose',
  claims: isCompose,
  scopesOf: path => [path],
  comments: document => yamlComments(document.tree(yamlParser).file),
  read(path, environment) {
    if (!environment.read(path)) return { files: [path], errors: [], contexts: [], exports: () => [] }
    const model = new Model(path, environment)
    return { files: [path], errors: model.errors, contexts: [{ name: null, facts: () => model.facts() }], exports: () => exportsOf(model) }
  },
}

/** The services that are built, for the Dockerfiles that build them. */
function* exportsOf(model: Model): Generator<Exported> {
  for (const { build } of model.services) {
    if (!build || build.dockerfilePath === null) continue
    const use: BuildUse = { path: model.path, context: build.contextPath, target: build.target, args: build.arguments.map(({ name, value }) => ({ name, value })), contexts: build.additionalContexts, images: [] }
    yield { key: composeBuild(build.dockerfilePath), summary: use }
  }
}
