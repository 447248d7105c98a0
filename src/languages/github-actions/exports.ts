import type { Span } from '../../core/span'
import type { Key } from '../../core/lookup'
import type { Maybe, Plain } from '../../core/value'
import type { Plan } from '../release/plan'

/** An input or a secret that a workflow or action declares. */
export interface InputSummary {
  readonly name: string
  /** `string` where none is written. */
  readonly type: string
  readonly required: Maybe<boolean>
  readonly hasDefault: boolean
  readonly default: Maybe<Plain>
  readonly deprecationMessage: string | null
  readonly span: Span
}

/** What goes into an output: inputs of the file, in lower case, and text of strangers, by the context that it is or `files`. */
export interface Carried { readonly inputs: readonly string[]; readonly source: string | null }

/** Inputs that are handed to an action or workflow of the repository. */
export interface Pass { readonly kind: 'action' | 'workflow'; readonly path: string; readonly to: string; readonly inputs: readonly string[] }

/** What others see of a workflow file. */
export interface WorkflowSummary {
  readonly path: string
  /** As written, else the path. */
  readonly name: string
  readonly events: readonly string[]
  /** It has a `workflow_call` trigger; without it nobody can call it. */
  readonly isReusable: boolean
  readonly inputs: readonly InputSummary[]
  /** Inputs of `workflow_dispatch`, which callers cannot pass. */
  readonly dispatchInputs: readonly string[]
  readonly secrets: readonly InputSummary[]
  /** A `secrets` block is written under `workflow_call`. */
  readonly declaresSecrets: boolean
  readonly outputs: readonly string[]
  /** What outputs are made of, by name in lower case. */
  readonly outputFlows: ReadonlyMap<string, Carried>
  /** Inputs that its scripts expand as they are. */
  readonly injectedInputs: readonly string[]
  readonly passes: readonly Pass[]
  /** The highest level by scope that one of its jobs asks for; null where some job takes the caller's. */
  readonly permissions: ReadonlyMap<string, string> | null
  /** The highest level by scope that a job of its own asks for, whatever others take. */
  readonly asks: ReadonlyMap<string, string>
  /** Variables that it reads and does not set: a caller's do not reach it. */
  readonly missingVariables: readonly string[]
  /** One of its steps looks for vulnerabilities or secrets. */
  readonly scans: boolean
  /** Something in it tests; unknown where it does more than is seen. */
  readonly tests: Maybe<boolean>
  /** Linters and formatters that it runs. */
  readonly linters: readonly string[]
  /** It checks the messages of commits, or the titles of pull requests. */
  readonly checksCommits: boolean
  /** A script, an action or a workflow of others does in it what nobody sees. */
  readonly runsMore: boolean
  /** Concurrency group at the top as written. */
  readonly concurrencyGroup: string | null
  /** Local workflows that it calls itself. */
  readonly calls: readonly string[]
  /** Inputs, in lower case, under which it passes a stranger's branch or commit to a local workflow. */
  readonly handedRefs: readonly { readonly path: string; readonly name: string }[]
  /** Of these, the ones that it hands all its secrets: `secrets: inherit`. */
  readonly inheriting: readonly string[]
  readonly span: Span
}

/** What others see of an action in this repository. */
export interface ActionSummary {
  readonly path: string
  readonly name: string | null
  readonly using: string | null
  readonly inputs: readonly InputSummary[]
  readonly outputs: readonly string[]
  /** References of its steps as written. */
  readonly uses: readonly string[]
  /** Inputs that its scripts expand as they are. */
  readonly injectedInputs: readonly string[]
  /** It has no inputs, or no outputs, but those. */
  readonly hasAllInputs: boolean
  readonly hasAllOutputs: boolean
  /** What outputs are made of, by name in lower case. */
  readonly outputFlows: ReadonlyMap<string, Carried>
  readonly passes: readonly Pass[]
  readonly span: Span
}

/** What actionlint's configuration tells of a repository's settings, which no other file tells. */
export interface DeclaredSettings {
  readonly path: string
  /** Labels of the repository's own runners, patterns with `*` among them. */
  readonly labels: readonly string[]
  /** Names of all configuration variables; null where they are not said. */
  readonly variables: readonly string[] | null
  /** Names of all secrets; null where they are not said. */
  readonly secrets: readonly string[] | null
}

/** Ecosystems that Dependabot keeps up to date. */
export interface DependabotSummary { readonly path: string; readonly ecosystems: readonly string[] }

/** A step that builds a container image. */
export interface ImageBuild {
  readonly path: string
  /** Names without tag that the image gets. */
  readonly names: readonly string[]
  /** The Dockerfile by its workspace path; null where it is none of the workspace, or only the run knows. */
  readonly dockerfile: string | null
  readonly target: Maybe<string | null>
}

/** Names and tags that a step of a workflow gives to an image. Without spans: askers are left alone when text moves. */
export interface PublishedImage {
  readonly path: string
  /** As written, without the tag: `ghcr.io/acme/web`; null where it begins with something that only the run knows. */
  readonly name: string | null
  readonly tags: readonly string[]
  /** It may give others. */
  readonly isOpen: boolean
  /** To a registry, and not only on the runner. */
  readonly isPushed: boolean
}

/** A step with credentials of which nobody can tell from the workflow what it pushes, or one that rewrites manifests. */
export interface MaybePublisher {
  readonly path: string
  /** What tells: `make`, `some-org/deploy-action`. */
  readonly evidence: string
}

/** The workflow at a path. */
export const workflowAt = (path: string): Key<WorkflowSummary> => ({ name: `github-actions:workflow:${path}` })
/** Workflows by what `workflow_run.workflows` calls them. */
export const workflowNamed = (name: string): Key<WorkflowSummary> => ({ name: `github-actions:workflow-name:${name}` })
/** The action in a folder. */
export const actionIn = (folder: string): Key<ActionSummary> => ({ name: `github-actions:action:${folder}` })
/** What the repository in a folder declares of its settings. */
export const declaredSettings = (folder: string): Key<DeclaredSettings> => ({ name: `github-actions:settings:${folder}` })
/** Every workflow of the workspace. */
export const workflows: Key<WorkflowSummary> = { name: 'github-actions:workflows' }
/** What pre-commit runs before a commit. */
export interface PreCommitSummary { readonly path: string; readonly checksCommits: boolean; readonly findsSecrets: boolean; readonly linters: readonly string[] }
export const preCommit: Key<PreCommitSummary> = { name: 'github-actions:pre-commit' }
export const dependabot: Key<DependabotSummary> = { name: 'github-actions:dependabot' }
/** Image builds by the image's name, as written without the tag. */
export const imageBuilds = (name: string): Key<ImageBuild> => ({ name: `github-actions:image:${name}` })
/** Images that workflows build and push, by the last part of their names. */
export const publishedImages = (shortName: string): Key<PublishedImage> => ({ name: `github-actions:published/${shortName}` })
/** Steps that may push images that are not written out. */
export const maybePublishers: Key<MaybePublisher> = { name: 'github-actions:maybe-publishers' }
/** What a workflow, or the action in a folder, does for releases. */
export const releaseOf = (path: string): Key<Plan> => ({ name: `github-actions:release/${path}` })
/** The same by what `workflow_run.workflows` calls it. */
export const releaseNamed = (name: string): Key<Plan> => ({ name: `github-actions:release-name/${name}` })
