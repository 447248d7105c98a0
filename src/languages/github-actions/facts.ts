import type { Fact } from '../../core/fact'
import type { LazyFix, Report } from '../../core/rule'
import type { Span } from '../../core/span'
import type { Dictionary, List, Maybe, Plain } from '../../core/value'
import type { Script } from '../shell/command'
import type { ShellProblem } from '../shell/problems'
import type { ActionSummary, WorkflowSummary } from './exports'
import type { YamlNode } from '../yaml/tree'
import type { Tree } from './expression'

/** The fact kinds of workflows, actions and Dependabot's configuration, by the name that a rule's `on` uses. */
export interface Facts {
  'github-actions.Workflow': Workflow
  'github-actions.Trigger': Trigger
  'github-actions.Input': Input
  'github-actions.Job': Job
  'github-actions.Step': Step
  'github-actions.Uses': Uses
  'github-actions.Run': Run
  'github-actions.Command': Command
  'github-actions.PackageCall': PackageCall
  'github-actions.Expression': Expression
  'github-actions.Condition': Condition
  'github-actions.Variable': Variable
  'github-actions.Permissions': Permissions
  'github-actions.Concurrency': Concurrency
  'github-actions.Matrix': Matrix
  'github-actions.Environment': Environment
  'github-actions.Container': Container
  'github-actions.ImageUse': ImageUse
  'github-actions.LockEntry': LockEntry
  'github-actions.LockedWorkflow': LockedWorkflow
  'github-actions.Action': Action
  'github-actions.Dependabot': Dependabot
  'github-actions.DependabotUpdate': DependabotUpdate
  'github-actions.HookRepository': HookRepository
  'github-actions.PreCommit': PreCommit
  'github-actions.Section': Section
  'github-actions.Text': Text
  'github-actions.Source': Source
  'github-actions.Comment': Comment
}

/** A workflow file. */
export interface Workflow extends Fact {
  /** A merge conflict that nobody resolved is left in it. */
  readonly hasConflict: boolean
  /** The file's name without its folder. */
  readonly fileName: string
  readonly name: Maybe<string | null>
  readonly triggers: List<Trigger>
  /** Names of the events that start it. */
  readonly events: List<string>
  /** It can be called by other workflows. */
  readonly isReusable: boolean
  /** It can only be called by other workflows. */
  readonly isOnlyReusable: boolean
  /** An event starts it on behalf of strangers while it has secrets and a token of this repository: pull_request_target, workflow_run, issue_comment, issues, discussion, discussion_comment, fork, watch, gollum. */
  readonly isPrivileged: boolean
  /** A release, a tag or a push to a branch named after releases starts it. */
  readonly isForReleases: boolean
  /** Keys of its cache steps as written, one for each step. */
  readonly cacheKeys: List<string>
  /** What its jobs write to the cache is there for runs of the default branch, though strangers start it. */
  readonly writesSharedCache: boolean
  /** A pull request starts it, in its own or in the target's name. */
  readonly runsOnPullRequests: boolean
  readonly inputs: List<Input>
  /** Secrets that callers pass. */
  readonly secrets: List<Input>
  /** Outputs for callers, and their values as written. */
  readonly outputs: Dictionary<Maybe<string>>
  /** As written at the top; null where there are none. */
  readonly permissions: Permissions | null
  /** What the jobs without permissions of their own need together where there is one of them, else what each of them needs; null where nobody can tell. */
  readonly leastPermissions: Dictionary<string> | null
  readonly concurrency: Concurrency | null
  /** `defaults.run.shell` */
  readonly defaultShell: Maybe<string | null>
  /** `defaults.run.working-directory` */
  readonly defaultWorkingDirectory: Maybe<string | null>
  /** Variables set at the top. */
  readonly env: Dictionary<Maybe<string>>
  readonly variables: List<Variable>
  readonly jobs: List<Job>
  /** It is a starting point in a folder of templates rather than a workflow that runs. */
  readonly isTemplate: boolean
  /** The known attack that leaves this very workflow behind, and when; null where it is none. */
  readonly backdoor: string | null
  /** Something in it deploys. */
  readonly deploys: boolean
  /** Events that start any workflow of the repository. */
  readonly repositoryEvents: Maybe<List<string>>
  /** No workflow of the repository looks for vulnerabilities, and this is the first of them. */
  readonly isUnscanned: Maybe<boolean>
  /** The branch that its conditions and filters take for the main one: `main` where none tells. */
  readonly mainBranch: string
  /** Something in it publishes a package, an image or a release. */
  readonly publishes: boolean
  /** Something in it tests, be it in a workflow of the repository that it calls; unknown where it does more than is seen. */
  readonly runsTests: Maybe<boolean>
  /** False; unknown where a script, a target, an action or a workflow of others may do more than is seen. For the other side of an `||`. */
  readonly runsMore: Maybe<boolean>
  /** Linters and formatters that it runs, by the names of their programs. */
  readonly linters: List<string>
  /** It checks the messages of commits, or the titles of pull requests. */
  readonly checksCommits: boolean
  /** It looks for credentials; unknown where nothing in it does, as the host may do it by itself. */
  readonly findsSecrets: Maybe<boolean>
  /** It runs only for what has changed: by paths, or by a tool that finds out. */
  readonly filtersPaths: boolean
}

/** One event under `on`. A schedule is one trigger for each cron entry. */
export interface Trigger extends Fact {
  readonly workflow: Workflow
  /** `push`, `pull_request`, `schedule` */
  readonly event: string
  /** GitHub knows the event. */
  readonly isKnown: boolean
  /** Activity types as written; null where none are. */
  readonly types: List<Maybe<string>> | null
  /** Activity types in force: those written, else GitHub's defaults. */
  readonly effectiveTypes: List<Maybe<string>>
  /** Activity types that GitHub knows for the event. */
  readonly knownTypes: List<string>
  /** Any type may be given: repository_dispatch. */
  readonly takesAnyType: boolean
  readonly branches: List<Maybe<string>> | null
  readonly branchesIgnore: List<Maybe<string>> | null
  readonly tags: List<Maybe<string>> | null
  readonly tagsIgnore: List<Maybe<string>> | null
  readonly paths: List<Maybe<string>> | null
  readonly pathsIgnore: List<Maybe<string>> | null
  /** `workflow_run.workflows` */
  readonly workflows: List<Maybe<string>> | null
  /** Filters that are written: `branches`, `paths-ignore`. */
  readonly filters: List<string>
  /** Filters that the event takes. */
  readonly knownFilters: List<string>
  /** Filters all of whose patterns begin with `!`. */
  readonly onlyNegative: List<string>
  /** Patterns of filters that cannot be. */
  readonly globFaults: List<GlobFault>
  /** Positive patterns under `paths` whose folder or file is not there. */
  readonly unmatchedPaths: Maybe<List<GlobFault>>
  /** It has a key or an entry of its own, rather than being named in a list. */
  readonly isConfigured: boolean
  readonly cron: Maybe<string | null>
  /** Why the cron expression cannot be; null where it can. */
  readonly cronError: Maybe<string | null>
  /** Minutes between the two nearest starts of the cron expression within an hour; null where there is at most one. */
  readonly cronGap: Maybe<number | null>
  readonly timezone: Maybe<string | null>
  /** There is such a time zone. */
  readonly timezoneExists: Maybe<boolean>
  /** The zone that a misspelt one is likely to mean; null where none is near. */
  readonly nearestTimezone: string | null
  readonly inputs: List<Input>
  /** Names in `workflows` that no workflow of the repository has. */
  readonly unknownWorkflows: Maybe<List<string>>
  /** Strangers can cause the event, and the run has this repository's secrets and token. */
  readonly isPrivileged: boolean
}

/** A pattern of a filter, and what is the matter with it. */
export interface GlobFault {
  readonly filter: string
  readonly pattern: string
  readonly text: string
  readonly span: Span
}

/** An input or a secret of a workflow, or an input of an action. */
export interface Input extends Fact {
  readonly name: string
  readonly source: 'workflow_dispatch' | 'workflow_call' | 'secret' | 'action'
  /** As written; null where no type is. */
  readonly type: Maybe<string | null>
  readonly required: Maybe<boolean>
  readonly default: Maybe<Plain>
  readonly hasDefault: boolean
  readonly description: Maybe<string | null>
  readonly deprecationMessage: Maybe<string | null>
  /** Choices; null where none are written. */
  readonly options: List<Maybe<string>> | null
  /** An expression of the file reads it. */
  readonly isUsed: boolean
}

/** A job of a workflow. */
export interface Job extends Fact {
  readonly workflow: Workflow
  readonly id: string
  readonly name: Maybe<string | null>
  /** Counted from 0. */
  readonly index: number
  /** Ids under `needs`. */
  readonly needs: List<Maybe<string>>
  /** The jobs that `needs` names. */
  readonly dependencies: List<Job>
  /** The jobs that `needs` leads to, at any distance. */
  readonly ancestors: List<Job>
  /** The jobs that need this one directly. */
  readonly dependents: List<Job>
  /** Ids under `needs` that no job has. */
  readonly unknownNeeds: List<string>
  /** Ids under `needs` that another one of them waits for, and of which it reads nothing. */
  readonly redundantNeeds: List<string>
  /** Its `needs` lead back to it. */
  readonly isInCycle: boolean
  readonly runner: Runner
  /** As written on the job; null where it is not. */
  readonly timeoutMinutes: Maybe<number | null>
  /** Those in force: the job's, else the workflow's; null where neither is written. */
  readonly permissions: Permissions | null
  readonly hasOwnPermissions: boolean
  readonly environment: Environment | null
  readonly concurrency: Concurrency | null
  readonly matrix: Matrix | null
  /** `strategy.fail-fast`, true where nothing is written. */
  readonly failFast: Maybe<boolean>
  readonly container: Container | null
  readonly services: List<Container>
  readonly steps: List<Step>
  /** The steps that are scripts. */
  readonly runs: List<Run>
  readonly condition: Condition | null
  /** The reusable workflow that it calls; null for a job with steps. */
  readonly uses: Uses | null
  /** What the called workflow declares: null where it is missing, unknown where it is remote. Null for a job with steps. */
  readonly calls: Maybe<WorkflowSummary | null>
  /** The files that its call leads to, this one first, as far as they are in the workspace: the longest chain, or one that comes back to a file, which is then last. Empty for a job with steps. */
  readonly callChain: List<string>
  readonly callsInCircle: boolean
  /** The chain has more levels than GitHub runs. */
  readonly callsTooDeep: boolean
  /** Scopes that the called workflow asks for beyond what this job has; unknown where either is. */
  readonly exceededPermissions: Maybe<List<ExceededPermission>>
  /** Values of `with` that are of another type than the called workflow declares. */
  readonly mismatchedArguments: Maybe<List<MismatchedArgument>>
  /** Variables of this workflow that the called one reads; they do not reach it. */
  readonly lostVariables: List<string>
  /** `with` of a call. */
  readonly with: Dictionary<Maybe<string>>
  readonly arguments: List<Argument>
  /** `secrets: inherit` */
  readonly inheritsSecrets: boolean
  /** Secrets that a call passes by name. */
  readonly secrets: Dictionary<Maybe<string>>
  readonly continueOnError: Maybe<boolean>
  /** Values as written. */
  readonly outputs: Dictionary<Maybe<string>>
  /** Variables in force: the job's, then the workflow's. */
  readonly env: Dictionary<Maybe<string>>
  /** The same with their places. */
  readonly variables: List<Variable>
  /** In force: `defaults.run.shell` of the job, else of the workflow. */
  readonly defaultShell: Maybe<string | null>
  readonly defaultWorkingDirectory: Maybe<string | null>
  /** Every expression within the job. */
  readonly expressions: List<Expression>
  /** What its steps and names tell that it does. */
  readonly activities: List<Activity>
  /** What tells that it deploys; null where nothing does, or only for a test. */
  readonly deployment: Deployment | null
  /** It only brings back what was before, once something has failed. */
  readonly sendsBack: boolean
  /** A build before the deployment that a job which it needs has done already; null where there is none, or a download may carry the first. */
  readonly rebuild: Rebuild | null
  /** Outputs that nothing in the workflow reads. */
  readonly unusedOutputs: List<string>
  /** Jobs, this one included, that begin with the same four steps or more; empty where it is alone. */
  readonly twins: List<string>
  /** Images that it tells a platform to run. */
  readonly deployedImages: List<DeployedImage>
  /** A push or a schedule starts it, and neither its conditions nor an environment keep it in this repository; unknown where it is called. */
  readonly isUnguardedInForks: Maybe<boolean>
  /** What tells that it publishes; null where nothing does. */
  readonly publication: Activity | null
  /** It reads a secret other than GITHUB_TOKEN. */
  readonly usesSecrets: boolean
  /** What its steps, or the workflow that it calls, ask of the workflow's token; open where more may be asked. */
  readonly tokenNeeds: List<TokenNeed>
  /** What is asked for sure and the permissions in force do not grant. */
  readonly missingScopes: List<MissingScopes>
  /** The least that its token has to be allowed: levels by scope. Null where nobody can tell. */
  readonly leastPermissions: Dictionary<string> | null
  /** What stands before somebody who may not start it: in its condition, in a job that it needs, in a step of its own. */
  readonly guards: List<'repository' | 'association' | 'label' | 'environment' | 'actor' | 'permission'>
}

/** A permission that something in a job asks of the workflow's token. */
export interface TokenNeed {
  readonly scope: string
  /** Another scope that will do as well. */
  readonly alternative: string | null
  readonly level: 'read' | 'write'
  /** Without it the step fails. */
  readonly isSure: boolean
  /** The action or command that asks. */
  readonly evidence: string
  readonly span: Span
}

/** Permissions that one place asks for and does not get. */
export interface MissingScopes {
  readonly evidence: string
  /** A called workflow asks. */
  readonly isCall: boolean
  /** Levels by scope. */
  readonly scopes: Dictionary<string>
  /** For messages: `'pages: write' and 'id-token: write'`. */
  readonly text: string
  readonly span: Span
}

/** A scope of the token that a called workflow asks for and its caller does not have. */
export interface ExceededPermission { readonly scope: string; readonly level: string; readonly granted: string }

/** A value for a called workflow that is of the wrong type; the types in words. */
export interface MismatchedArgument { readonly name: string; readonly expected: string; readonly actual: string; readonly text: string; /** What can stand in its place; '' where nobody can tell. */ readonly replacement: string }

/** Where a job runs. */
export interface Runner {
  /** Labels as written, expressions as they stand. */
  readonly labels: List<string>
  /** Labels with static matrix values put in, each once; open where some are not known. */
  readonly resolved: List<string>
  /** Labels that the repository's `.github/actionlint.yaml` declares as those of its own runners. */
  readonly declared: List<string>
  readonly group: Maybe<string | null>
  /** `linux`, `windows` or `macos`; null where the labels do not say, unknown where they are not known or differ. */
  readonly os: Maybe<string | null>
  readonly isSelfHosted: Maybe<boolean>
  /** Resolved labels that GitHub has taken away or has announced to. */
  readonly retirements: List<Retirement>
  /** Resolved labels that are neither GitHub's nor those that a self-hosted runner gets by itself. */
  readonly ownLabels: List<string>
  /** Those of them that read like GitHub's: a system and a version that there is none of. */
  readonly misspelled: List<string>
  /** Resolved labels of GitHub's images, its systems' latest among them. */
  readonly hosted: List<string>
}

/** A label that GitHub stops to offer. */
export interface Retirement {
  readonly label: string
  /** A day, or a year. */
  readonly date: string
  /** On the day on which our table was made. */
  readonly isPast: boolean
  /** The label of the newest image of its system. */
  readonly successor: string
}

/** A step of a job or of a composite action. */
export interface Step extends Fact {
  /** Null in an action. */
  readonly workflow: Workflow | null
  /** Null in an action. */
  readonly job: Job | null
  /** Null in a workflow. */
  readonly action: Action | null
  /** Counted from 0. */
  readonly index: number
  readonly id: string | null
  readonly name: Maybe<string | null>
  /** Its name, else its id, else what it uses, else the first line it runs: for messages. */
  readonly title: string
  readonly condition: Condition | null
  readonly uses: Uses | null
  readonly run: Run | null
  /** Values under `with`; unknown where they contain an expression. */
  readonly with: Dictionary<Maybe<string>>
  readonly arguments: List<Argument>
  /** Variables in force: the step's, then the job's, then the workflow's. */
  readonly env: Dictionary<Maybe<string>>
  readonly variables: List<Variable>
  /** As written on the step or by defaults; null where the runner's default is used. */
  readonly shell: Maybe<string | null>
  readonly hasOwnShell: boolean
  readonly workingDirectory: Maybe<string | null>
  /** As written on the step. */
  readonly timeoutMinutes: Maybe<number | null>
  readonly continueOnError: Maybe<boolean>
  readonly isBackground: boolean
  /** What GitHub refuses of a step that waits for others, cancels them or runs them side by side. */
  readonly backgroundFaults: List<BackgroundFault>
  /** It runs in the background, a later step or the job reads its outputs, and nothing waits for it. */
  readonly isReadUnawaited: boolean
  readonly expressions: List<Expression>
  /** The steps before it in its job or action. */
  readonly previous: List<Step>
  /** The steps behind it. */
  readonly following: List<Step>
  /** What it checks out of the pull request or fork that started the run with this repository's secrets, as written; null where it checks out nothing of that kind. */
  readonly strangersCode: string | null
  /** What it checks out of a pull request or fork in a run with this repository's secrets, guarded or not; null where it is nothing of that kind. */
  readonly checkout: Checkout | null
  /** The action or command with which it merges or approves a pull request; null where it does neither. */
  readonly merges: string | null
  /** Its condition, or its job's, lets a bot through by who acted last. */
  readonly isForBotByActor: boolean
  /** It writes a folder of the workspace, in which a stranger's code lies, to a cache that the default branch restores. */
  readonly savesStrangersFiles: boolean
  /** Whether it restores from the cache depends on an expression that does not ask for tags or releases. */
  readonly hasOptionalCache: boolean
  /** The artifact that `actions/upload-artifact` makes, and whether it may replace one of the same name; null for other steps. */
  readonly upload: { readonly name: Maybe<string>; readonly canReplace: boolean } | null
  /** What an artifact that it uploads takes along though nobody may have it; null where it takes nothing that is known. */
  readonly uploadsSecret: string | null
  /** It restores files from GitHub's cache, as its inputs or its version's defaults say; unknown where an input is an expression. */
  readonly usesCache: Maybe<boolean>
  /** The artifact that it takes from the run that started this one with secrets; null where it takes none. */
  readonly foreignArtifact: ForeignArtifact | null
  /** The file of variables that it loads into the environment from among those that a stranger has brought; null where it loads none of them. */
  readonly strangersEnvironment: string | null
  /** The checkout of a commit that whoever calls the workflow chooses, and what runs it, beside a token that may write, or secrets; null where it is nothing of that kind, or the repository shows who calls. */
  readonly callersCheckout: CallersCheckout | null
  /** An earlier step has brought files of a stranger: their code, or an artifact of the run that started this one with secrets. */
  readonly hasStrangersFiles: boolean
  /** The AI agent that it starts; null where it starts none. */
  readonly agent: Agent | null
  /** The first AI agent of an earlier step of its job; null where there is none. */
  readonly agentBefore: Agent | null
  /** The language that it sets up; null where it is none that is known. */
  readonly setup: Setup | null
  /** For a checkout of a single commit: what behind it reads the commits or tags before; null where nothing is known to. */
  readonly missesHistory: string | null
  /** It checks out the whole history, every step behind it is known, and none reads it. */
  readonly hasUnreadHistory: boolean
  /** An earlier step has the same id, whatever its case. */
  readonly hasDuplicateId: boolean
  /** The id of an earlier step that differs from its own by one letter; null where none does. */
  readonly similarId: string | null
  readonly activities: List<Activity>
  /** A later step of its job, or of its action, talks to the remote repository by git. */
  readonly isFollowedByGit: boolean
  /** The public registry that it publishes to and that takes an OpenID Connect token; null where there is none. */
  readonly publication: RegistryPublication | null
  /** What it makes with the workflow's own token and what therefore starts none of the workflows that wait for it; unknown where other workflows are not known. */
  readonly quietEvent: Maybe<QuietEvent | null>
}

/** A step that publishes to a public registry. */
export interface RegistryPublication {
  readonly registry: string
  readonly evidence: string
  /** A token is handed in. */
  readonly isTokenSure: boolean
  readonly span: Span
}

/** An event that GitHub keeps quiet, because the workflow's own token caused it. */
export interface QuietEvent {
  readonly event: string
  /** `pull request`, `release` */
  readonly what: string
  /** The file's name of a workflow that waits for the event. */
  readonly workflow: string
  readonly span: Span
}

/** A pull request's code in a run with this repository's secrets. */
export interface Checkout {
  /** The ref as written, or the command. */
  readonly text: string
  /** Where it is written: `with.ref`, `run`. */
  readonly key: string
  /** Its author can push something else between the approval and the checkout: a branch, a merge ref, a commit looked up after a comment. */
  readonly isMutable: boolean
  /** What stands before it, in a condition, an environment or an earlier step. */
  readonly guards: List<'repository' | 'association' | 'label' | 'environment' | 'actor' | 'permission'>
  /** The first command or action behind it that runs the files; null where none is known to. */
  readonly runs: string | null
  /** What the files can get at: the secrets or a token that writes; caches only, where the token just reads; nothing as far as is seen, where nothing is known to run them. */
  readonly reach: 'secrets' | 'cache' | 'nothing'
  /** It lies in a folder of its own. */
  readonly isApart: boolean
}

/** A checkout of what the caller of a workflow chooses. */
export interface CallersCheckout {
  /** The input as it is read. */
  readonly text: string
  /** The first command or action behind it that runs the files; null where none is known to. */
  readonly runs: string | null
}

/** An artifact of another run, which strangers may have filled. */
export interface ForeignArtifact {
  /** The action or command that brings it. */
  readonly text: string
  /** The first command or action behind it that runs files of that folder; null where none is known to. */
  readonly runs: string | null
  readonly guards: List<'repository' | 'association' | 'label' | 'environment' | 'actor' | 'permission'>
}

/** What is wrong with steps in the background. */
export interface BackgroundFault {
  readonly text: string
  /** @internal */
  readonly node: YamlNode
}

/** An AI agent that a step starts, and what it is allowed. */
export interface Agent {
  /** The action, or the program. */
  readonly name: string
  /** It edits files or runs commands, unlike one that only answers. */
  readonly acts: boolean
  /** The setting by which anybody may start it; null where there is none. */
  readonly opens: string | null
  /** Where that stands, as a path of the step. */
  readonly opensAt: string
  /** The setting that switches its sandbox or its questions off; null where there is none. */
  readonly unsafe: string | null
  readonly unsafeAt: string
  /** A tool with which it runs any command or writes any file, where one is allowed by name; null where none is. */
  readonly tool: string | null
  readonly toolAt: string
}

/** A language as an action sets it up. */
export interface Setup {
  /** `Node.js`, `Python` */
  readonly product: string
  /** The input for the version: `node-version`. */
  readonly input: string
  readonly version: Maybe<string | null>
  /** A file that holds the version is named. */
  readonly hasFile: boolean
  /** The version changes by itself: `latest`, or none where the runner's own is taken. */
  readonly isFloating: Maybe<boolean>
  /** Null where it gets security fixes, or nobody can tell. */
  readonly endOfLife: RuntimeEnd | null
  /** Null where it caches, or nobody can tell. */
  readonly uncached: Uncached | null
  readonly span: Span
}

/** A version of a language that gets no fixes any more. */
export interface RuntimeEnd {
  /** As written. */
  readonly version: string
  readonly date: string
  /** The next line that will get fixes for a while; null where none is offered. */
  readonly suggestion: string | null
}

/** An installation whose downloads the action could keep. */
export interface Uncached {
  /** The value of the input: `npm`. */
  readonly manager: string
  readonly input: string
  /** What installs: `npm ci`. */
  readonly evidence: string
}

/** A value given to an action or to a called workflow. */
export interface Argument {
  readonly name: string
  /** Unknown where it contains an expression. */
  readonly value: Maybe<string>
  /** As the reader has it, expressions as they stand. */
  readonly text: string
  readonly expressions: List<Expression>
  readonly span: Span
  readonly nameSpan: Span
}

/** What a step or a job is taken to do, and what tells so. */
export interface Activity {
  readonly kind: 'checkout' | 'setup' | 'install' | 'build' | 'test' | 'lint' | 'scan' | 'publish' | 'sign' | 'deploy' | 'verify' | 'rollback' | 'migrate' | 'feature-flag' | 'cache' | 'upload' | 'download' | 'login' | 'notify' | 'agent'
  /** The action, command or name that tells: `kubectl apply`, `aws-actions/amazon-ecs-deploy-task-definition`, `job name`. */
  readonly evidence: string
  readonly span: Span
}

/** How a job brings something to where it runs, and what is there around it. */
export interface Deployment extends Activity {
  /** The step that does it first; null where only the job's name or a call tells. */
  readonly step: Step | null
  /** What carries it: `kubectl`, `helm`, `terraform`, `ecs`, `cloud-run`, `static` …; `script` where the workflow shows a name and no more. */
  readonly platform: string
  /** `workload`: a program that runs; `static`: files that are served; `infrastructure`: a plan that is carried out. */
  readonly form: 'workload' | 'static' | 'infrastructure' | 'unknown'
  /** Where it goes, as the environment, the job and the arguments name it; null where nothing tells, unknown where an expression decides. */
  readonly stage: Maybe<'production' | 'staging' | 'preview' | null>
  /** What finds out whether the new version works: the deployment itself where it waits, else a step behind it. Unknown where something runs that the workflow does not show. */
  readonly verification: Maybe<string | null>
  /** What brings the old version back. Unknown where a platform's settings or another file may. */
  readonly rollback: Maybe<string | null>
  /** What says that users get it little by little, or by a switch: canary, blue-green, slot, feature flag. */
  readonly progression: Maybe<string | null>
  /** The platform gives all traffic to the new version at once, though it could give it a part. */
  readonly isAtOnce: boolean
  /** The run of an open pull request gets there. */
  readonly reachesPullRequests: Maybe<boolean>
  /** A push to any branch gets there. */
  readonly reachesPushes: Maybe<boolean>
  /** A start by hand on any branch gets there. */
  readonly reachesDispatches: Maybe<boolean>
}

/** A build that is done again. */
export interface Rebuild {
  readonly evidence: string
  /** The job that did it first. */
  readonly from: string
  readonly span: Span
}

/** An image as a deployment names it. */
export interface DeployedImage {
  readonly text: string
  /** Null where there is neither tag nor digest. */
  readonly tag: Maybe<string | null>
  readonly span: Span
}

/** A reference behind `uses`. */
export interface Uses extends Fact {
  readonly job: Job | null
  readonly step: Step | null
  /** As written. */
  readonly text: string
  /**
   * `action`: a repository's action; `local`: a path of this repository.
   * @discriminant
   */
  readonly form: 'action' | 'reusable' | 'docker' | 'local' | 'local-reusable' | 'expression' | 'invalid'
  /** Written in another repository: an action or a reusable workflow with an owner. */
  readonly isRemote: boolean
  readonly owner: string | null
  readonly repository: string | null
  /** Path within the repository, or of the local action; null at the repository's root. */
  readonly subpath: string | null
  /** `owner/repository` in lower case; null where it is none. */
  readonly slug: string | null
  /** `owner/repository/subpath` in lower case; null where it is none. */
  readonly fullName: string | null
  /** What follows the `@`; null where nothing does. */
  readonly ref: string | null
  /** `sha`: a full commit; `short-sha`: 7 to 39 hex digits; `version`: v1, v1.2.3, 1.2; `branch`: a usual branch name; `other`. */
  readonly refKind: 'none' | 'sha' | 'short-sha' | 'version' | 'branch' | 'other'
  readonly isPinned: boolean
  /** The commit that `.github/workflows/actions.lock` gives it; null where that says nothing of it, or does not govern the workflow. */
  readonly lockedCommit: string | null
  /** `.github/workflows/actions.lock` governs the workflow and has no entry for it. */
  readonly isMissingInLock: boolean
  /** The version that the comment behind it consists of contradicts the ref, or what another use of the same commit in this file says; what that says. */
  readonly contradiction: string | null
  /** Major version of the ref, else of the comment behind a commit; null where neither tells. */
  readonly major: number | null
  /** The version in the comment behind it; null where there is none. */
  readonly commentVersion: string | null
  readonly comment: string | null
  /** GitHub's own: actions/ or github/. */
  readonly isFirstParty: boolean
  /** The image of a `docker://` reference. */
  readonly image: Image | null
  /** What an action declares: null where a local one is missing, unknown where a remote one is not among the popular ones that we know. Null for what is no action. */
  readonly declares: Maybe<ActionSummary | null>
  /** A local reference leads to something in the workspace; unknown where it is remote. */
  readonly exists: Maybe<boolean>
  /** Node's major version that the action runs on; null where it is not known, or it does not run on Node. */
  readonly nodeVersion: number | null
  /** Published flaws of the version, from a table with a date. */
  readonly advisories: List<Advisory>
  /** The repository is archived: what to take in its place, empty where nothing is known. Null where it is not, as far as we know. */
  readonly archivedFor: string | null
  /** Since when GitHub refuses to run this version; null where it does not. */
  readonly disabledSince: string | null
  /** The popular action that its name is one slip away from. */
  readonly meant: string | null
  /** What GitHub's machines have that does the same: `gh release create`. */
  readonly preinstalled: string | null
  /** The action that has taken on the work of this one, which nobody maintains. */
  readonly successor: string | null
  /** The input that says which version of its tool it installs; null where it installs none, as far as we know. */
  readonly toolInput: string | null
  /** References in a local action's own steps that are not pinned to a commit or digest; within an action the reference itself. */
  readonly unpinnedInside: List<string>
  /** The same without `.`, `..` and empty segments; null where there are none, or where they lead out of the repository. */
  readonly normalized: string | null
  /** It is taken from the workspace, and no earlier step of its job can have put anything there. */
  readonly precedesCheckout: boolean
  readonly refSpan: Span | null
  readonly commentSpan: Span | null
}

/** A published flaw. */
export interface Advisory {
  /** `CVE-2024-42471` */
  readonly id: string
  /** What the action does wrong, as the rest of a sentence. */
  readonly what: string
  /** The first version without it; null where it is no version but a commit of a thief. */
  readonly fixed: string | null
}

/** A script of a step. */
export interface Run extends Fact {
  readonly job: Job | null
  readonly step: Step
  /** The script, expressions as they stand. */
  readonly text: string
  readonly lineCount: number
  /** The shell in force: as written, else the default of the runner's system; unknown where that is not known. */
  readonly shell: Maybe<string>
  readonly shellKind: 'bash' | 'sh' | 'pwsh' | 'powershell' | 'cmd' | 'python' | 'other' | 'unknown'
  /** Neither step nor defaults name a shell. */
  readonly isShellImplicit: boolean
  /** A pipe fails when any of its commands fails: `shell: bash`, or options in the shell's own template. */
  readonly hasPipefail: Maybe<boolean>
  readonly hasErrexit: Maybe<boolean>
  /** Every simple command. Empty where the shell is not of the POSIX family; open where the script has errors. */
  readonly commands: List<Command>
  readonly packageCalls: List<PackageCall>
  readonly pipes: List<Pipe>
  readonly expressions: List<Expression>
  /** Files that it writes through `$GITHUB_…`: `GITHUB_ENV`, `GITHUB_OUTPUT`. */
  readonly environmentFiles: List<EnvironmentFile>
  /** What it does with text of strangers that no rule on expressions sees. */
  readonly strangersTexts: List<StrangersText>
  /** Downloads that it runs without checking them. */
  readonly launches: List<Launch>
  /** `::set-output` and the like in it. */
  readonly workflowCommands: List<WorkflowCommand>
  /** Secrets that it writes to the log. */
  readonly printedSecrets: List<PrintedSecret>
  /** Values that it hides only after the log has shown them. */
  readonly lateMasks: List<LateMask>
  /** What is dangerous, wrong or old-fashioned in it. */
  readonly shellProblems: List<ShellProblem>
  /** What is wrong for sure in a Python script: a bracket, a text or an indentation. */
  readonly pythonProblems: List<PythonProblem>
  /** The first call of GitHub's command line that finds no token; unknown where a caller may give one. */
  readonly tokenlessCall: Maybe<GithubCall | null>
  /** The first call of GitHub's command line that cannot know which repository it is about; unknown where nobody can tell. */
  readonly homelessCall: Maybe<GithubCall | null>
  /** Null where the shell is not of the POSIX family. @internal */
  readonly script: Script | null
  /** Where the script is written, block header and quotes included. */
  readonly span: Span
}

/** A download that is run as it comes. */
export interface Launch {
  /** What fetches it: `curl`. */
  readonly tool: string
  /** What runs it: `bash`, `./install.sh`. */
  readonly runBy: string
  readonly span: Span
}

/** A run of commands joined by `|`. */
export interface Pipe {
  readonly first: Command
  readonly last: Command
  /** A failing command before the last is noticed: pipefail is on, or it cannot fail. */
  readonly isGuarded: boolean
}

/** A redirection into a file that the runner reads. */
export interface EnvironmentFile {
  readonly name: string
  /** What writes to it; null where the shell is not of the POSIX family. */
  readonly command: Command | null
  /** It truncates what is there. */
  readonly overwrites: boolean
  /** What is written comes from a stranger, as far as can be told: a context, a variable that holds it, or files that were brought in beside secrets. */
  readonly isTainted: boolean
  /** What the stranger gets by it: as of a context. */
  readonly stake: 'secrets' | 'run' | 'caller' | null
  /** The stranger's text may have several lines. */
  readonly hasLines: boolean
  /** Other names that the script writes to the same file. */
  readonly others: List<string>
  readonly isQuoted: boolean
  /** The command that is known to print several lines into one `name=value`; null where none is. */
  readonly severalLines: string | null
  readonly span: Span
}

/** A secret that a script writes to the log. */
export interface PrintedSecret {
  /** The variable or context that holds it. */
  readonly name: string
  /** It is not printed as it is, so that no mask hides it. */
  readonly isChanged: boolean
  /** Its name says that it is a password, a key or a token; a secret named REGISTRY is not much of one. */
  readonly looksSecret: boolean
  readonly command: string
  readonly span: Span
}

/** A value that stands in the command that masks it. */
export interface LateMask { readonly text: string; readonly span: Span }

/** What is wrong in a Python script. */
export interface PythonProblem { readonly text: string; readonly span: Span }

/** A call of `gh`: `pr comment`. */
export interface GithubCall {
  readonly verb: string
  /** `host`: there is a token of an enterprise's own server, but nothing names the server. */
  readonly lacks: 'token' | 'host' | 'repository'
  readonly span: Span
}

/** Text of a stranger in a command of a script, brought by a variable or another command. */
export interface StrangersText {
  /** `code`: it is run; `program`: it becomes part of a program of sed or awk; `option`: it stands where options may; `host`: it says whom to ask. */
  readonly kind: 'code' | 'program' | 'option' | 'host'
  /** The command's name. */
  readonly command: string
  /** The word as written. */
  readonly text: string
  /** The context that it comes from; null where it comes from files or GitHub's API. */
  readonly from: string | null
  readonly stake: 'secrets' | 'run' | 'caller' | null
  readonly span: Span
}

/** A command to the runner, printed as `::name …::`. */
export interface WorkflowCommand {
  readonly name: string
  /** The shell's command that writes the same to the runner's file; null where it is more than one plain echo. */
  readonly rewritten: string | null
  /** The shell's command that prints it. @internal */
  readonly commandSpan: Span | null
  readonly span: Span
}

/** A simple command of a script. */
export interface Command extends Fact {
  readonly job: Job | null
  readonly step: Step
  readonly run: Run
  /** The program's name without its folder, what runs it (sudo, env, exec, time) taken off. */
  readonly name: Maybe<string>
  /** The commands that run it, outermost first. */
  readonly prefixes: List<string>
  /** As written. */
  readonly text: string
  /** Everything after the name, unquoted; a word with an expansion is unknown. */
  readonly words: List<Maybe<string>>
  /** The words that are no flags; values of flags may be among them. */
  readonly operands: List<Maybe<string>>
  readonly flags: List<string>
  readonly assignments: Dictionary<Maybe<string>>
  readonly urls: List<string>
  readonly after: '&&' | '||' | ';' | '|' | '|&' | '&' | null
  readonly pipesTo: Command | null
  readonly pipedFrom: Command | null
  readonly isFirst: boolean
  /** Neither in a subshell, a function, a loop, a condition nor a substitution. */
  readonly isTopLevel: boolean
  /** Its failure is not noticed by `set -e`: it stands in a test or left of `||`. */
  readonly isTested: boolean
  readonly redirects: List<Maybe<string>>
  /** The secrets that stand in it, directly or in a variable of `env`: `secrets.TOKEN`. */
  readonly secrets: List<string>
  readonly packageCall: PackageCall | null
  /** The hash by which it checks files: `md5`, `sha1`, `sha256`; null where it checks none. */
  readonly checkedHash: string | null
}

/** A call of a package manager. */
export interface PackageCall extends Fact {
  readonly job: Job | null
  readonly step: Step
  readonly command: Command
  /** @discriminant */
  readonly manager: string
  /** The manager's full word for what it does: `npm i` is `install`. */
  readonly action: Maybe<string | null>
  readonly effect: 'install' | 'remove' | 'refresh' | 'upgrade' | 'clean' | 'other'
  readonly packages: List<Package>
  readonly flags: List<string>
  /** Packages are named elsewhere: in a requirements, lock or project file. */
  readonly isElsewhere: boolean
  readonly isGlobal: boolean
  /** The list of packages was fetched before, in this job or in this action; unknown where another action may have done it. */
  readonly isIndexFresh: Maybe<boolean>
  /** Names of the lock files in the folder where it is called; empty where the folder is not known. */
  readonly lockFiles: List<string>
}

/** A package that a call names. */
export interface Package {
  readonly text: string
  readonly name: Maybe<string | null>
  readonly version: Maybe<string | null>
  readonly isPinned: Maybe<boolean>
  readonly source: 'registry' | 'path' | 'url'
}

/** One `${{ … }}`, or a condition without braces. */
export interface Expression extends Fact {
  readonly workflow: Workflow | null
  readonly job: Job | null
  readonly step: Step | null
  /** What stands between the braces, trimmed. */
  readonly source: string
  /** As it stands in the file, braces included. */
  readonly text: string
  /**
   * What is done with its value.
   * @discriminant
   */
  readonly sink: 'run' | 'script' | 'env' | 'with' | 'if' | 'name' | 'uses' | 'runs-on' | 'matrix' | 'concurrency' | 'environment' | 'container' | 'secrets' | 'outputs' | 'key' | 'other'
  /** Its place as GitHub's tables name it: `jobs.<job_id>.steps.run`. */
  readonly position: string
  /** The key whose value it stands in: `run`, `ref`, `GH_TOKEN`. */
  readonly key: string
  /** The value is this expression and nothing else. */
  readonly isWhole: boolean
  readonly contexts: List<ContextAccess>
  readonly functions: List<FunctionCall>
  /** Why it cannot be read; null where it can. */
  readonly error: string | null
  readonly errorKind: 'syntax' | 'unclosed' | 'limit' | null
  /** What can stand in the place of what cannot be read; '' where nobody can tell. */
  readonly errorRepair: string
  /** Expressions are read at this place. */
  readonly isAllowed: boolean
  /** GitHub reads no expressions at this place, nor is it a key that may be one. */
  readonly isMisplaced: boolean
  /** Some context in it is under an attacker's control, whether directly or through a variable. */
  readonly isTainted: boolean
  /** The contexts under an attacker's control. */
  readonly tainted: List<ContextAccess>
  /** It reads a secret or the token. */
  readonly readsSecret: boolean
  /** What runs the value as code where it is an input of a call: the action, or the action or workflow of this repository; null where nothing is known to. */
  readonly executedBy: string | null
  /** The action that makes options of a program of the value, which a stranger can write with blanks in it; null where none is known to. */
  readonly optionsOf: string | null
  /** An AI agent takes the value for instructions. */
  readonly isPrompt: boolean
  /** A name for an environment variable that passes its value on: `ISSUE_TITLE`; that of a variable in scope where one has the very value or is what is read. */
  readonly variableName: string
  /** How the step's script reads that variable in this place, with the quotes that are missing there; null where it is in no script, where quotes keep it from being read, or nobody can tell. */
  readonly variableReference: string | null
  /** What it says without knowing any context; unknown where it depends on one. */
  readonly constant: Maybe<Plain>
  /** Its value is always a string, number, boolean and so on; `any` where nobody can tell. */
  readonly type: 'string' | 'number' | 'boolean' | 'null' | 'object' | 'array' | 'any'
  /** What is wrong with the types or the sense of its parts. */
  readonly typeProblems: List<TypeProblem>
  /** Patterns of `hashFiles` that match no file of the workspace, as far as all of them are known. */
  readonly unmatchedPatterns: List<string>
  /** The tree; null where it cannot be read. @internal */
  readonly tree: Tree | null
  /** With the braces. */
  readonly span: Span
  /** Between the braces, trimmed. */
  readonly sourceSpan: Span
}

/** What is wrong with the type or the sense of a part of an expression. */
export interface TypeProblem {
  /** `property`: of a value that has none; `event`: in no payload; `argument`, `index`: of the wrong type; `compare`: never equal; `boolean`: text against true or false; `flag`, `flag-input`: a text taken as true or false; `json`, `format`, `format-unused`: a literal; `ternary`: an arm that is never chosen; `status`: a negated status function; `constant`; `contains`: a text as a list; `template`: no text where a text is made; `assign`: of another type than the key takes. */
  readonly kind: 'property' | 'event' | 'argument' | 'index' | 'compare' | 'boolean' | 'flag' | 'flag-input' | 'json' | 'format' | 'format-unused' | 'ternary' | 'status' | 'constant' | 'contains' | 'template' | 'assign'
  /** The part as written. */
  readonly text: string
  /** What it is, or what is wrong with it, in words. */
  readonly actual: string
  /** What has to be there, in words. */
  readonly expected: string
  /** What can stand in its place; '' where nobody can tell. */
  readonly replacement: string
  /** A stranger chooses the value that is looked for. */
  readonly isRisky: boolean
  readonly span: Span
}

/** A context and the properties read from it: `github.event.issue.title`. */
export interface ContextAccess {
  /** Dotted and in lower case, `*` for what is not known: `github.event.issue.title`, `secrets.*`. */
  readonly name: string
  /** As written. */
  readonly text: string
  /** In lower case: `github`. */
  readonly root: string
  /** The parts behind the root, as written; `*` for what is not known. */
  readonly properties: List<string>
  /** The root is one of GitHub's contexts. */
  readonly isKnown: boolean
  /** The context is offered at this place. */
  readonly isAvailable: boolean
  /** How much of its value a stranger chooses: any text, text of a limited form (a name without blanks), nothing, what a caller passes, or nobody can tell. */
  readonly control: 'arbitrary' | 'structured' | 'none' | 'input' | 'unknown'
  /** Its value can become the expression's value: it is not merely compared or searched. */
  readonly flows: boolean
  /** `control` is `arbitrary` and the value flows on: a stranger writes the text. */
  readonly isTainted: boolean
  /** What the stranger gets by it: a run with this repository's secrets, one without (or one that only insiders start), whatever the caller of this file has; null where no stranger writes it. */
  readonly stake: 'secrets' | 'run' | 'caller' | null
  /** What a variable or a step passes on: `github.event.issue.title` for `env.TITLE`, `steps.x` for its output; null where it is read directly. */
  readonly through: string | null
  readonly isSecret: boolean
  /** The AI agent that wrote it: it is an output of its step, or a variable that holds one; null where it is none. */
  readonly agent: string | null
  /** It names something that exists: an earlier step, a needed job, a matrix key, an input, a property of github or runner. Unknown where nobody can tell. */
  readonly exists: Maybe<boolean>
  /** Names that would exist in its place. */
  readonly candidates: List<string>
  /** The access with the nearest name that exists; '' where none is near. */
  readonly suggestion: string
  /** The function call that reads the value, `''` where none does. */
  readonly inFunction: string
  readonly span: Span
}

/** A call of a function in an expression. */
export interface FunctionCall {
  /** In lower case. */
  readonly name: string
  readonly text: string
  readonly isKnown: boolean
  /** The function is offered at this place. */
  readonly isAvailable: boolean
  readonly count: number
  /** It takes more or fewer arguments. */
  readonly hasWrongCount: boolean
  /** The nearest name of a function where there is none of this name; '' where none is near. */
  readonly suggestion: string
  /** Arguments as written. */
  readonly arguments: List<string>
  readonly minimum: number
  /** 255 where there is no limit. */
  readonly maximum: number
  readonly span: Span
}

/** An `if` of a job or step. */
export interface Condition extends Fact {
  readonly job: Job | null
  readonly step: Step | null
  /** As the reader has it. */
  readonly text: string
  /** The expression; null where it is empty or a text with several. */
  readonly expression: Expression | null
  /** The condition as written where it begins with a bare `!`, which YAML reads as a tag; null elsewhere. */
  readonly negation: string | null
  /** It is written within `${{ }}`. */
  readonly isFenced: boolean
  /** There is text outside the braces, which makes it a string that is always true. */
  readonly hasTextOutside: boolean
  /** A status function is in it: always, success, failure, cancelled. */
  readonly hasStatusFunction: boolean
  readonly callsAlways: boolean
  /** It compares who acted last with a bot. */
  readonly asksForBot: boolean
  readonly contexts: List<ContextAccess>
  readonly functions: List<FunctionCall>
  /** What it says without knowing any context; unknown where it depends on one. */
  readonly constant: Maybe<Plain>
  /** Whether it holds whatever the contexts are; null where it depends on them or is not there, unknown where it cannot be read. */
  readonly truth: Maybe<boolean | null>
  readonly error: string | null
}

/** One variable of an `env`. */
export interface Variable extends Fact {
  readonly workflow: Workflow | null
  readonly job: Job | null
  readonly step: Step | null
  readonly name: string
  /** Unknown where it contains an expression. */
  readonly value: Maybe<string>
  readonly text: string
  /** Where it is set. */
  readonly level: 'workflow' | 'job' | 'step' | 'container'
  /** Its `env` has no other. */
  readonly isAlone: boolean
  readonly expressions: List<Expression>
  readonly isTainted: boolean
  readonly readsSecret: boolean
  /** Its value is made of a secret or the token, rather than of whether there is one. */
  readonly holdsSecret: boolean
  /** A script of its scope mentions it by name, or an expression reads it. */
  readonly isUsed: Maybe<boolean>
}

/** A `permissions` block where it is written. */
export interface Permissions extends Fact {
  readonly workflow: Workflow
  /** The job that it is written on; null at the top. */
  readonly job: Job | null
  /** `scopes`: by scope; `none`: `{}`. */
  readonly form: 'read-all' | 'write-all' | 'none' | 'scopes' | 'invalid'
  /** Levels by scope as written. */
  readonly scopes: Dictionary<Maybe<string>>
  /** Levels of every scope that GitHub knows, what the form leaves out is `none`. */
  readonly levels: Dictionary<Maybe<string>>
  /** Scopes that are granted `write`, `write-all` taken apart. */
  readonly writes: List<string>
  readonly reads: List<string>
  /** Scopes that GitHub does not know. */
  readonly unknownScopes: List<string>
  /** Scopes whose level is not one that GitHub knows for it. */
  readonly invalidLevels: List<string>
  /** The jobs that it counts for. */
  readonly jobs: List<Job>
  /** The least that its jobs need together; null where nobody can tell, or where several jobs differ in what they write. */
  readonly leastPermissions: Dictionary<string> | null
  /** Scopes to write that nothing in its jobs is known to need; unknown where a job does what nobody can tell. */
  readonly unusedWrites: Maybe<List<string>>
  /** Scopes beyond `contents: read` with no comment behind or above them. */
  readonly undocumented: List<string>
  /** Writes what its jobs need in its place; `contents: read` where nobody can tell what that is. */
  narrowed(): LazyFix
}

/** A `concurrency` where it is written. */
export interface Concurrency extends Fact {
  readonly workflow: Workflow
  readonly job: Job | null
  readonly group: Maybe<string | null>
  /** The group as written, expressions as they stand. */
  readonly groupText: string
  readonly contexts: List<ContextAccess>
  /** Unknown where it is an expression. */
  readonly cancelInProgress: Maybe<boolean>
  readonly queue: Maybe<string | null>
  /** The first deployment in what it stands over; null where there is none. */
  readonly deployment: Deployment | null
}

/** A `strategy.matrix`. */
export interface Matrix extends Fact {
  readonly job: Job
  /** The whole matrix is an expression. */
  readonly isDynamic: boolean
  readonly vectors: List<Vector>
  /** Entries of include and exclude; open where some are not known. */
  readonly includes: List<Entry>
  readonly excludes: List<Entry>
  /** Names that `matrix.x` finds; open where some are not known. */
  readonly names: List<string>
  /** Values of a dimension that are there already; entries of include where there is no dimension. */
  readonly duplicates: List<MatrixPart>
  /** Keys of include that nothing reads and that are almost the name of a dimension; `name` is the dimension. */
  readonly misspelled: List<MatrixPart>
  /** How many jobs it makes. */
  readonly count: Maybe<number>
}

/** One dimension of a matrix. */
export interface Vector {
  readonly name: string
  /** Unknown where it is or contains an expression. */
  readonly values: Maybe<List<Maybe<Plain>>>
  /** It is a list with nothing in it. */
  readonly isEmpty: boolean
  /** An expression of the job reads it. */
  readonly isUsed: boolean
  readonly span: Span
}

/** A value or key of a matrix where it is written. */
export interface MatrixPart {
  /** The dimension, or `include`. */
  readonly name: string
  readonly text: string
  readonly span: Span
}

/** One entry of a matrix' include or exclude. */
export interface Entry {
  readonly names: List<string>
  readonly values: Dictionary<Maybe<Plain>>
  /** An exclude: no combination has these values. */
  readonly matchesNothing: Maybe<boolean>
  /** On one line: `os: windows-2022, node: 22`. */
  readonly text: string
  readonly span: Span
}

/** The environment that a job deploys to. */
export interface Environment extends Fact {
  readonly job: Job
  readonly name: Maybe<string | null>
  readonly nameText: string
  readonly url: Maybe<string | null>
}

/** The container of a job, or one of its services. */
export interface Container extends Fact {
  readonly job: Job
  /** The service's name; null for the job's container. */
  readonly service: string | null
  readonly image: Image | null
  readonly env: Dictionary<Maybe<string>>
  readonly ports: List<Maybe<string>>
  readonly volumes: List<Maybe<string>>
  readonly options: Maybe<string | null>
  /** null where there are no credentials. */
  readonly username: Maybe<string | null>
  readonly password: Maybe<string | null>
  /** `credentials` are written. */
  readonly hasCredentials: boolean
  /** `--health-cmd` is among the options. */
  readonly hasHealthcheck: Maybe<boolean>
}

/** A container image that a job, a step or an action runs in. An image from the matrix is one for each of its values. */
export interface ImageUse extends Fact {
  readonly job: Job | null
  readonly step: Step | null
  readonly role: 'container' | 'service' | 'step' | 'action'
  readonly image: Image
}

/** An entry of `.github/workflows/actions.lock`: the commit of one reference. */
export interface LockEntry extends Fact {
  /** `owner/repository@ref` as written. */
  readonly key: string
  /** The key is of that form, and has something under it. */
  readonly isWellFormed: boolean
  readonly ref: string | null
  /** As written; null where it is missing. */
  readonly commit: string | null
  /** `sha1-` with 40 digits or `sha256-` with 64. */
  readonly hasValidCommit: boolean
  /** The key names one commit and the entry another. */
  readonly contradictsRef: boolean
  /** What it is said to use and has no entry. */
  readonly unknownUses: List<string>
}

/** A workflow that `.github/workflows/actions.lock` governs. */
export interface LockedWorkflow extends Fact {
  /** The workflow's path from the repository's root. */
  readonly file: string
  readonly uses: List<string>
  /** References without an entry. */
  readonly unknownUses: List<string>
  /** There is no such workflow. */
  readonly isMissing: boolean
}

/** A reference to a container image. */
export interface Image {
  /** As written. */
  readonly text: string
  /** Registry and repository. */
  readonly name: Maybe<string>
  readonly tag: Maybe<string | null>
  readonly digest: Maybe<string | null>
  readonly span: Span
}

/** An action.yml. */
export interface Action extends Fact {
  readonly name: Maybe<string | null>
  readonly description: Maybe<string | null>
  /** `composite`, `node20`, `docker` */
  readonly using: Maybe<string | null>
  readonly form: 'composite' | 'javascript' | 'docker' | 'unknown'
  /** Major version of Node; null where it does not run on Node. */
  readonly nodeVersion: number | null
  readonly inputs: List<Input>
  /** Outputs and their values as written. */
  readonly outputs: Dictionary<Maybe<string>>
  readonly main: Maybe<string | null>
  readonly pre: Maybe<string | null>
  readonly post: Maybe<string | null>
  /** The image of a Docker action. */
  readonly image: Maybe<string | null>
  readonly steps: List<Step>
  readonly icon: Maybe<string | null>
  readonly color: Maybe<string | null>
  /** Icons and colours that GitHub has. */
  readonly knownIcons: List<string>
  readonly knownColors: List<string>
  /** Files that it names and that are not there. */
  readonly missingFiles: Maybe<List<string>>
}

/** Dependabot's configuration. */
export interface Dependabot extends Fact {
  readonly version: Maybe<number | null>
  readonly updates: List<DependabotUpdate>
  /** Ecosystems that are kept up to date. */
  readonly ecosystems: List<string>
  /** Ecosystems whose manifest or lock file lies at the root of the repository, and that no entry names; unknown where not all files are seen. */
  readonly missingEcosystems: Maybe<List<Ecosystem>>
  /** Ecosystems of any file of production in the workspace that no entry names. */
  readonly uncoveredEcosystems: List<string>
}

/** A package ecosystem as Dependabot names it, and the file that tells of it. */
export interface Ecosystem { readonly name: string; readonly file: string }

/** One entry under `updates`. */
export interface DependabotUpdate extends Fact {
  readonly dependabot: Dependabot
  readonly index: number
  readonly ecosystem: Maybe<string | null>
  /** `directory` and `directories`. */
  readonly directories: List<Maybe<string>>
  readonly interval: Maybe<string | null>
  readonly allowsCodeExecution: Maybe<boolean>
  readonly hasCooldown: boolean
  /** `cooldown.default-days` */
  readonly cooldownDays: Maybe<number | null>
}

/** A repository that `.pre-commit-config.yaml` takes hooks from. */
export interface HookRepository extends Fact {
  readonly index: number
  /** The address, `local` or `meta`. */
  readonly repo: Maybe<string | null>
  readonly rev: Maybe<string | null>
  /** The same address by HTTPS. */
  readonly secureAddress: string | null
  /** It is fetched from another repository. */
  readonly isRemote: boolean
  /** `sha`: a full commit; `version`: a tag with a number; `branch`: a usual branch name. */
  readonly revKind: 'none' | 'sha' | 'version' | 'branch' | 'other'
  /** Ids of the hooks that are taken from it. */
  readonly hooks: List<string>
}

/** A `.pre-commit-config.yaml` as a whole. */
export interface PreCommit extends Fact {
  /** Ids of its hooks. */
  readonly hooks: List<string>
  /** Linters and formatters that they run. */
  readonly linters: List<string>
  /** Those of them that a workflow runs too; all where one runs the hooks. Unknown where a workflow does more than is seen. */
  readonly lintersInWorkflows: Maybe<List<string>>
  /** They check the messages of commits. */
  readonly checksCommits: boolean
  /** They look for credentials. */
  readonly findsSecrets: boolean
}

/** A part of a file whose keys are laid down: what is there that must not be, and the other way round. */
export interface Section extends Fact {
  /**
   * `workflow`, `on`, `event`, `job`, `call`, `step`, `strategy` …
   * @discriminant
   */
  readonly name: string
  /** As a path: `jobs.build.steps[0]`. */
  readonly where: string
  /** What it belongs to: `metadata`, `runs` and `steps` are parts of an action.yml. */
  readonly area: 'workflow' | 'environment' | 'container' | 'metadata' | 'runs' | 'steps'
  readonly keys: List<string>
  /** Keys that may stand there; empty where any may. */
  readonly knownKeys: List<string>
  readonly unexpectedKeys: List<string>
  readonly missingKeys: List<string>
  /** Those of them that belong into the other kind of job: a script's into one that calls a workflow, and the other way round. */
  readonly foreignKeys: List<string>
  /** Keys whose value is empty though something has to be there. */
  readonly emptyKeys: List<string>
  /** Values of another shape than may stand there: a list for a text. */
  readonly mismatches: List<Mismatch>
  /** Keys whose value is of the wrong kind, and what it has to be. */
  readonly invalidValues: List<InvalidValue>
  /** Everything that GitHub refuses in it, a report each; `file` is what the whole file is called. */
  faultsIn(file: string): Iterable<Report>
}

/** A value of the wrong shape. */
export interface Mismatch {
  readonly key: string
  /** From the section: `needs`, `ports[0]`. */
  readonly path: string
  /** `a list`, `a mapping`, `a single value`, `empty` */
  readonly actual: string
  readonly expected: string
  /** A list of this one value may stand there. */
  readonly canWrap: boolean
  /** As written. */
  readonly text: string
}

/** A key whose value cannot be. */
export interface InvalidValue {
  readonly key: string
  readonly text: string
  /** `a boolean`, `a positive number`, `one of bash, sh` */
  readonly expected: string
}

/** Any scalar that is no key. */
export interface Text extends Fact {
  readonly key: string
  /** As a path: `jobs.build.steps[0].run`. */
  readonly where: string
  readonly value: Plain
  readonly text: string
  readonly style: 'plain' | 'single' | 'double' | 'literal' | 'folded'
  /** `|` and `>` without `-` or `+`: the value ends with a line break that nobody asked for. */
  readonly endsWithLineBreak: boolean
  readonly tag: string | null
  /** A number that prints otherwise than it is written: 3.10. */
  readonly losesDigits: boolean
  /** As the runner prints it: 3.1 for 3.10. */
  readonly printed: string
  /** Lines that are not empty. */
  readonly lineCount: number
  readonly expressions: List<Expression>
}

/** A file as it is written: what its reader stumbles over, whatever it is about. */
export interface Source extends Fact {
  /** It is an action.yml. */
  readonly isAction: boolean
  /** Keys that their mapping has already, whatever their case. */
  readonly duplicateKeys: List<SourcePart>
  /** `<<` */
  readonly mergeKeys: List<SourcePart>
  /** Tags that GitHub does not take where they stand. */
  readonly unsupportedTags: List<SourcePart>
  /** Anchors that no alias names. */
  readonly unusedAnchors: List<SourcePart>
  /** Aliases without an anchor before them. */
  readonly undefinedAliases: List<SourcePart>
  /** Aliases within what they stand for. */
  readonly recursiveAliases: List<SourcePart>
  /** Characters that are not seen, or that look like others, as `U+202E`. */
  readonly hiddenCharacters: List<SourcePart>
  /** Why names of jobs, steps, inputs, secrets and outputs cannot be: `'1st' begins with a digit`. */
  readonly invalidIds: List<SourcePart>
  /** What is larger than GitHub takes. */
  readonly excesses: List<SourceExcess>
  /** The key `on` without quotes; null where it has some or is not there. */
  readonly onKey: SourcePart | null
}

/** A stretch of a file. */
export interface SourcePart {
  readonly text: string
  readonly span: Span
}

/** Something above a limit of GitHub's. */
export interface SourceExcess {
  readonly what: string
  readonly limit: string
  readonly span: Span
}
/** A comment of the file, those of scripts aside. */
export interface Comment extends Fact {
  /** Without its `#`. */
  readonly text: string
  /** The word that says that something is left to do: TODO, FIXME, XXX, HACK; null where none does. */
  readonly marker: string | null
}
