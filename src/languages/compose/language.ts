import type { Language } from '../../core/language'
import type { Exported } from '../../core/lookup'
import { yamlComments } from '../yaml/comments'
import { servicesOf, servicesThatBuild, type ServiceSummary } from './exports'
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

function* exportsOf(model: Model): Generator<Exported> {
  for (const service of model.services) {
    const { build } = service
    const summary: ServiceSummary = Object.freeze({
      path: model.path, name: service.name, image: service.image?.text ?? null, dockerfile: build?.dockerfilePath ?? null, context: build?.contextPath ?? null, target: build?.target ?? null,
      args: new Map((build?.arguments ?? []).map(({ name, value }) => [name, value])), additionalContexts: build?.additionalContexts ?? [], hasHealthcheck: service.declaresHealthcheck,
    })
    yield { key: servicesOf(model.path), summary }
    if (summary.dockerfile !== null) yield { key: servicesThatBuild(summary.dockerfile), summary }
  }
}
