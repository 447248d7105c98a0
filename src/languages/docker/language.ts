import type { Environment, Language, Scope, SyntaxError } from '../../core/language'
import type { Exported } from '../../core/lookup'
import type { Document } from '../../core/document'
import { isKnown } from '../../core/value'
import { dockerComments } from './comments'
import { dockerfile, dockerfileOf, serviceOf, type DockerfileSummary, type StageSummary } from './exports'
import { keywords } from './build'
import { Model, type StageNode } from './nodes'
import { dockerfileParser, type RawFile } from './reader'

const templates = /\.(?:md|markdown|txt|rst|adoc|html?|tmpl|tpl|template|gotmpl|j2|jinja2?|erb|ejs|mustache|hbs|m4|in|bak|orig|rej|swp|lock|json|ya?ml|toml|py|sh|rb|js|ts|go|dockerignore)$|~$/i

/** Dockerfiles, each a scope of its own. */
export const language: Language = {
  id: 'docker',
  claims(path, head) {
    const name = path.slice(path.lastIndexOf('/') + 1)
    if (/\.(?:dockerfile|containerfile)$/i.test(name)) return true
    if (templates.test(name)) return false
    if (/^(?:dockerfile|containerfile)(?:\..+)?$/i.test(name)) return true
    return /^(?:dockerfile|containerfile)[-_]/i.test(name) && /^[ \t]*FROM[ \t]+\S/im.test(head())
  },
  scopesOf: path => [path],
  comments: document => dockerComments(document.text),
  read(path: string, environment: Environment): Scope {
    const document = environment.read(path)
    if (!document) return { files: [path], errors: [], contexts: [], *exports() {} }
    const model = modelOf(document, environment)
    return {
      files: [path],
      errors: errorsOf(path, model.raw),
      contexts: [{ name: null, facts: () => model.facts() }],
      *exports(): Generator<Exported> {
        const summary = summaryOf(model), service = serviceOf(path)
        yield { key: dockerfile(path), summary }
        if (service !== null) yield { key: dockerfileOf(service), summary }
      },
    }
  },
}

const modelOf = (document: Document, environment: Environment): Model => new Model(document.path, document.tree(dockerfileParser), environment)

/** Text of which no reader could make sense. What Docker refuses in single instructions is said by rules. */
function errorsOf(path: string, raw: RawFile): SyntaxError[] {
  if (raw.isTemplate) return []
  const errors: SyntaxError[] = []
  const first = raw.instructions[0]
  if (first && raw.instructions.every(({ keyword }) => !keywords.has(keyword))) errors.push({ path, span: first.keywordSpan, message: `'${first.written.slice(0, 40)}' is no instruction of a Dockerfile, nor is anything after it.` })
  return errors
}

function summaryOf(model: Model): DockerfileSummary {
  const stages = model.stages.map(summaryOfStage)
  return freeze({ path: model.path, stages, final: stages.at(-1) ?? null, args: model.build.entries.filter(entry => entry.raw.keyword === 'ARG').flatMap(entry => model.build.pairsOf(entry).map(pair => pair.name.text)) })
}

function summaryOfStage(stage: StageNode): StageSummary {
  const { user, userIsRoot, userInstruction, healthcheck } = stage
  return {
    name: stage.name, index: stage.index, span: stage.locate('').span, image: stage.root.text, user,
    userKind: !isKnown(userIsRoot) ? 'unknown' : userIsRoot ? 'root' : 'non-root',
    userSpan: userInstruction && userInstruction.locate('name').span,
    exposesAreKnown: stage.ports.every(({ number, end, protocol }) => isKnown(number) && isKnown(end) && isKnown(protocol)),
    exposes: stage.ports.flatMap(port => {
      const { number, end, protocol } = port
      return isKnown(number) && isKnown(end) && isKnown(protocol) && number !== null && end !== null ? [{ port: number, end, protocol, span: port.locate('').span }] : []
    }),
    healthcheck: healthcheck ? healthcheck.isNone ? 'none' : 'set' : null,
    entrypoint: stage.entrypoint && [...stage.entrypoint.argv], cmd: stage.cmd && [...stage.cmd.argv], workdir: stage.workdir,
  }
}

function freeze<T>(value: T): T {
  if (value && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const inner of Object.values(value)) freeze(inner)
  }
  return value
}

