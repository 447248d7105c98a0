import type { Environment, Language, Scope } from '../../core/language'
import type { Exported } from '../../core/lookup'
import { isKnown, Unknown, type Maybe } from '../../core/value'
import { workflowBuild, type BuildUse } from '../docker/exports'
import { declaredIn } from './declared'
import { actionIn, declaredSettings, dependabot, imageBuilds, maybePublishers, preCommit, publishedImages, workflowAt, workflowNamed, workflows, type ActionSummary, type ImageBuild, type InputSummary, type WorkflowSummary } from './exports'
import { yamlComments } from '../yaml/comments'
import { Model } from './model'
import { imagesOf, nameIn, publishedBy } from './published'
import { folderOf, kindOf, repositoryOf, resolveLocal, yamlParser } from './reader'
import type { JobNode } from './job'
import type { InputNode, WorkflowNode } from './workflow'
import type { ActionNode } from './action'
import { missingVariables } from './calls'
import { textIn } from './node'
import { carriedBy } from './taint'
import { handedRefsOf } from './untrusted'
import { ownTests, runsMore } from './evidence'
import { releaseExports } from './release'

/** Workflows, actions and Dependabot's configuration; every file is a scope of its own. */
export const language: Language = {
  id: 'github-actions',
  claims: (path, head) => kindOf(path, head) !== null,
  scopesOf: path => [path],
  comments: document => yamlComments(document.tree(yamlParser).file),
  read: (path, environment) => read(path, environment),
}

function read(path: string, environment: Environment): Scope {
  const document = environment.read(path)
  const kind = document && kindOf(path, () => document.text)
  if (!document || !kind) return { files: [path], errors: [], contexts: [], exports: () => [] }
  const model = new Model(path, document.tree(yamlParser).file, kind, environment)
  return { files: [path], errors: model.errors, contexts: [{ name: null, facts: () => model.facts() }], exports: () => exportsOf(model) }
}

function* exportsOf(model: Model): Generator<Exported> {
  const { workflow, action, path } = model
  if (workflow && model.root && !workflow.isTemplate) {
    const summary = workflowSummary(workflow)
    yield { key: workflowAt(path), summary }
    yield { key: workflowNamed(summary.name), summary }
    yield { key: workflows, summary }
    for (const { dockerfile, use } of buildsOf(workflow)) {
      if (dockerfile !== null) yield { key: workflowBuild(dockerfile), summary: use }
      const build: ImageBuild = { path, names: use.images, dockerfile, target: use.target }
      for (const name of use.images) yield { key: imageBuilds(name), summary: build }
    }
    const { images, others } = publishedBy(workflow)
    for (const { shortName, image } of images) yield { key: publishedImages(shortName), summary: image }
    for (const summary of others.slice(0, 1)) yield { key: maybePublishers, summary }
  }
  if ((workflow || action) && model.root) yield* releaseExports(model)
  if (action && model.root) yield { key: actionIn(folderOf(path)), summary: actionSummary(action) }
  if (model.kind === 'actionlint') yield { key: declaredSettings(repositoryOf(path)), summary: declaredIn(model) }
  if (model.preCommit && model.root) yield { key: preCommit, summary: model.preCommit.summary }
  if (model.dependabot) yield { key: dependabot, summary: { path, ecosystems: [...model.dependabot.ecosystems] } }
}

const inputSummary = (input: InputNode): InputSummary => ({
  name: input.name, type: isKnown(input.type) ? input.type ?? 'string' : 'string', required: input.required, hasDefault: input.hasDefault, default: input.default,
  deprecationMessage: isKnown(input.deprecationMessage) ? input.deprecationMessage : null, span: input.locate('').span,
})

const localCalls = (workflow: WorkflowNode, jobs: readonly JobNode[]): string[] =>
  jobs.flatMap(job => job.uses?.form === 'local-reusable' ? resolveLocal(workflow.path, job.uses.subpath ?? '') ?? [] : [])

function workflowSummary(workflow: WorkflowNode): WorkflowSummary {
  const highest = new Map<string, string>()
  const takesCallers = workflow.jobs.some(job => job.permissions === null)
  for (const job of workflow.jobs) for (const [scope, level] of job.permissions?.levels ?? []) {
    if (isKnown(level) && level !== 'none' && (level === 'write' || !highest.has(scope))) highest.set(scope, level)
  }
  return {
    path: workflow.path, name: textIn(workflow.child('name')) ?? workflow.path, events: [...workflow.events], isReusable: workflow.isReusable,
    inputs: workflow.inputs.filter(input => input.source === 'workflow_call').map(inputSummary), dispatchInputs: workflow.inputs.filter(input => input.source === 'workflow_dispatch').map(input => input.name),
    secrets: workflow.secrets.map(inputSummary), declaresSecrets: workflow.declaresSecrets, outputs: [...workflow.outputs.keys()], ...carriedBy(workflow.model),
    permissions: takesCallers ? null : highest, asks: highest, missingVariables: workflow.isReusable ? missingVariables(workflow) : [],
    scans: workflow.jobs.some(job => job.scans), tests: ownTests(workflow), linters: [...workflow.linters], checksCommits: workflow.checksCommits, runsMore: runsMore(workflow),
    concurrencyGroup: workflow.concurrency?.groupText ?? null, calls: localCalls(workflow, workflow.jobs), inheriting: localCalls(workflow, workflow.jobs.filter(job => job.inheritsSecrets)), handedRefs: handedRefsOf(workflow), span: workflow.locate('').span,
  }
}

function actionSummary(action: ActionNode): ActionSummary {
  return {
    path: action.path, name: isKnown(action.name) ? action.name : null, using: isKnown(action.using) ? action.using : null, inputs: action.inputs.map(inputSummary), outputs: [...action.outputs.keys()],
    uses: action.steps.flatMap(step => step.uses?.text ?? []), ...carriedBy(action.model), hasAllInputs: !action.inputs.open, hasAllOutputs: !action.outputs.open, span: action.locate('').span,
  }
}

/** The names before `=` of an input that hands in contexts, one a line. */
const contextNames = (value: Maybe<string> | undefined): string[] => value !== undefined && isKnown(value) ? value.split(/\r?\n/).flatMap(line => /^\s*([^=\s]+)\s*=/.exec(line)?.[1] ?? []) : []

/** A step of docker/build-push-action, and the Dockerfile that it builds where that is written out. Without a context it builds the whole repository. */
function* buildsOf(workflow: WorkflowNode): Generator<{ readonly dockerfile: string | null; readonly use: BuildUse }> {
  for (const job of workflow.jobs) for (const step of job.steps) {
    if (step.uses?.slug !== 'docker/build-push-action') continue
    const context = step.with.get('context') ?? '.', file = step.with.get('file') ?? null, target = step.with.get('target') ?? null
    const folder = isKnown(context) ? workspaceFolder(context) : null
    const written = file === null ? folder === null ? null : folder === '' ? 'Dockerfile' : `${folder}/Dockerfile` : isKnown(file) ? workspaceFolder(file) : null
    const images = imagesOf(step).flatMap(({ reference }) => nameIn(reference) ?? [])
    yield { dockerfile: written || null, use: { path: workflow.path, context: isKnown(context) ? folder : new Unknown(context.source), target, args: [], contexts: contextNames(step.with.get('build-contexts')), images: [...new Set(images)] } }
  }
}

/** A path from the root of the repository, cleaned; null where it leads elsewhere or nobody knows where. */
function workspaceFolder(path: string): string | null {
  const parts: string[] = []
  if (/[${}]|^\/|:\/\//.test(path)) return null
  for (const part of path.trim().split('/')) {
    if (part === '..') { if (parts.pop() === undefined) return null } else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}
