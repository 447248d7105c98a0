import { Kept } from '../../core/outside'
import type { Span } from '../../core/span'
import { isKnown, list, Unknown, type List, type Maybe } from '../../core/value'
import { commandKinds, stageOf, type Stage } from '../shell/activities'
import { actionKinds } from './activity'
import { workflows } from './exports'
import type * as facts from './facts'
import type { JobNode } from './job'
import { reaches } from './reach'
import type { CommandNode, StepNode } from './step'
import type { WorkflowNode } from './workflow'

/** What carries a deployment, by the words that tell. Those that show all they do in the workflow, and what is known of them: written by hand in November 2026, not yet checked against their manuals. */
interface Platform {
  readonly name: string
  readonly pattern: RegExp
  /** `workload`: a program that runs; `static`: files that are served; `infrastructure`: a plan that is carried out. */
  readonly form: 'workload' | 'static' | 'infrastructure'
  /** It ends only when the new version runs, or has failed. */
  readonly waits?: true
  /** It gives all traffic to the new version at once, where it could give it a part. */
  readonly isAtOnce?: true
  /** Whether it goes back by itself is a matter of settings elsewhere. */
  readonly mayRollBack?: true
}

const platforms: readonly Platform[] = [
  { name: 'kubectl', form: 'workload', pattern: /^(?:kubectl|oc|kustomize|kapp|azure\/k8s-deploy|kodermax\/|steebchen\/kubectl|redhat-actions\/oc-new-app)\b/ },
  { name: 'helm', form: 'workload', pattern: /^(?:helm|deliverybot\/helm)\b/ },
  { name: 'terraform', form: 'infrastructure', pattern: /^(?:terraform|tofu|terragrunt)\b/ },
  { name: 'infrastructure', form: 'infrastructure', pattern: /^(?:pulumi|cdk|sam|sls|serverless|aws cloudformation|az deployment|azure\/(?:arm|bicep)-deploy|aws-actions\/aws-cloudformation|ansible-playbook)/ },
  { name: 'ecs', form: 'workload', mayRollBack: true, pattern: /^(?:aws ecs|aws-actions\/amazon-ecs)/ },
  { name: 'lambda', form: 'workload', isAtOnce: true, pattern: /^(?:aws lambda|aws-actions\/aws-lambda)/ },
  { name: 'cloud-run', form: 'workload', waits: true, isAtOnce: true, pattern: /^(?:gcloud run|google-github-actions\/deploy-cloudrun)/ },
  { name: 'app-engine', form: 'workload', waits: true, isAtOnce: true, pattern: /^(?:gcloud app|google-github-actions\/deploy-appengine)/ },
  { name: 'app-service', form: 'workload', isAtOnce: true, pattern: /^(?:az webapp|az functionapp|azure\/(?:webapps-deploy|functions-action|functions-container-action))/ },
  { name: 'swarm', form: 'workload', pattern: /^docker stack/ },
  { name: 'swarm service', form: 'workload', waits: true, mayRollBack: true, pattern: /^docker service/ },
  { name: 'heroku', form: 'workload', pattern: /^(?:heroku|git push|akhileshns\/heroku)/ },
  { name: 'fly', form: 'workload', waits: true, mayRollBack: true, pattern: /^(?:flyctl|fly |superfly\/)/ },
  { name: 'nomad', form: 'workload', waits: true, mayRollBack: true, pattern: /^nomad/ },
  { name: 'kamal', form: 'workload', waits: true, pattern: /^kamal/ },
  { name: 'static', form: 'static', pattern: /^(?:actions\/deploy-pages|peaceiris|jamesives|aws s3|cloudflare|wrangler|netlify|nwtgck|vercel|amondnet|firebase|firebaseextended|w9jds|azure\/static-web|az staticwebapp)/ },
  { name: 'copy', form: 'workload', pattern: /^(?:scp|rsync|appleboy\/scp|burnett01)/ },
]

/** A script, a target or an action of which the workflow shows no more than the name. */
function hides(step: StepNode): boolean {
  const { uses, run } = step
  if (uses) return uses.form !== 'action' || actionKinds(uses.fullName ?? '').length === 0 && !uses.isFirstParty
  if (!run) return step.child('parallel') !== null
  return run.commands.open || run.commands.some(command => isScript(command) || command.prefixes.includes('xargs') || /^(?:make|gmake|just|task|rake|invoke|inv|fab|cap|mage|bash|sh|zsh|source|\.|eval|python3?|node|ruby|perl|php|deno|ssh|ansible-playbook|pwsh|docker-compose)$/.test(textOf(command.name)))
}
/** A file that is run, or a name that only the run knows. */
export const isScript = (command: CommandNode): boolean => !isKnown(command.name) || /^(?:\.{0,2}\/|[\w.-]+\/)/.test(command.command.nameWord?.text ?? '') && !/^(?:mvnw|gradlew|rails|rake|bundle|sh|bash|env)$/.test(command.name) || /\.(?:sh|bash|py|rb|js|mjs|ts|pl|ps1)$/.test(command.name)

/** As `hides`, but only where its name speaks of what is looked for. */
const speaksOf = (step: StepNode, words: RegExp): boolean => words.test([step.title, step.id ?? '', step.uses?.text ?? '', step.run?.text ?? ''].join(' '))

/** What says anywhere in a workflow that a new version gets its users little by little, or by a switch of its own. */
const gradual = /canary|blue-?_?green|progressive|traffic|argo ?rollouts?|flagger|launch-?darkly|unleash|flagsmith|growthbook|configcat|feature-?_?flag|\bslot\b|slot-name|\bswap\b|weighted|weight\b|codedeploy|deploy-?config|promot|percent|gradual|rolling|\bphased|\balias\b|routing-config/i

const watching = /smoke|health|verif|e2e|end-to-end|probe|synthetic|sanity|check(?!out)|wait|status|validate|playwright|cypress|k6|lighthouse/i
const goingBack = /roll-?_?back|revert|undo|restore|previous (?:version|release)/i

/** Inputs by which an older version is chosen. */
const versions = /version|tag|ref|sha|commit|image|revision|release|rollback|digest|build/i

export class DeploymentNode implements facts.Deployment {
  readonly kind = 'deploy' as const
  constructor(readonly job: JobNode, readonly evidence: string, readonly span: Span, readonly step: StepNode | null, private readonly command: CommandNode | null) {}

  private readonly known = new Map<string, Kept<unknown>>()
  private once<T>(name: string, compute: () => T): T {
    let known = this.known.get(name)
    if (!known) this.known.set(name, known = new Kept(compute))
    return known.take() as T
  }
  private get entry(): Platform | null {
    return this.once('entry', () => {
      const text = this.command ? wordsOf(this.command) : this.step?.uses?.fullName ?? ''
      return platforms.find(({ pattern }) => pattern.test(text) || pattern.test(text.replace(/^(?:npx|bunx|pnpm exec|pnpm dlx|yarn dlx|bundle exec) (?:--?\S+ )*/, ''))) ?? null
    })
  }
  get platform(): string { return this.entry?.name ?? 'script' }
  get form(): facts.Deployment['form'] { return this.entry?.form ?? 'unknown' }

  get stage(): Maybe<Stage | null> {
    return this.once('stage', () => {
      const { environment, workflow } = this.job
      if (environment) {
        if (!isKnown(environment.name)) return new Unknown(environment.nameText)
        const found = stageOf(environment.name ?? '')
        if (found || environment.name) return found
      }
      const words = this.command ? this.command.text : this.step ? [...this.step.arguments].map(({ name, text }) => `${name}=${text}`).join(' ') : ''
      const expressions = [...words.matchAll(/\$\{\{.*?\}\}|\$\{?\w+\}?/g)].map(match => match[0]).join(' ')
      const title = [this.job.id, textOf(this.job.name), this.step ? textOf(this.step.name) : ''].join(' ')
      const fromTitle = stageOf(title)
      if (fromTitle) return fromTitle
      const fromWords = stageOf(words.replace(/\$\{\{.*?\}\}|\$\{?\w+\}?/g, ' ').replace(/--(?:prod|production)\b/g, ' production '))
      if (fromWords) return fromWords
      if (/env|stage|target|namespace|cluster|branch|ref|number|head|inputs|matrix/i.test(expressions) || /\$\{\{/.test(title)) return new Unknown(expressions || title)
      return stageOf([textOf(workflow.name), workflow.fileName.replace(/\.ya?ml$/, '')].join(' '))
    })
  }

  /** Steps from the deploying one on, those of jobs that wait for it included; unknown where another workflow may go on from here. */
  private get behind(): List<StepNode> {
    return this.once('behind', () => {
      const following = this.job.steps.filter(step => step.index > (this.step?.index ?? -1))
      const later = this.job.workflow.jobs.filter(job => job !== this.job && job.ancestors.includes(this.job))
      return list([...following, ...later.flatMap(job => [...job.steps])], this.job.steps.open || later.some(job => job.uses !== null || job.steps.open))
    })
  }
  private get waits(): boolean {
    const { step, command, entry } = this
    if (entry?.waits) return true
    const text = command ? wordsOf(command) : ''
    if (command && / --(?:wait|atomic|rollback-on-failure|wait-for-jobs)\b| --watch\b| --detach=false\b/.test(` ${text}`)) return true
    const waiting = step?.with.get('wait-for-service-stability')
    return waiting !== undefined && (!isKnown(waiting) || waiting === 'true') || step?.with.has('pull-images') === true && entry?.name === 'kubectl' || step?.uses?.slug === 'azure/k8s-deploy'
  }

  get verification(): Maybe<string | null> {
    return this.once('verification', () => {
      if (this.waits) return this.evidence
      const inside = this.step?.run?.commands.find(command => command !== this.command && command.index > (this.command?.index ?? -1) && commandKinds(wordsOf(command)).includes('verify'))
      if (inside) return inside.text
      const step = this.behind.find(one => one.activities.some(({ kind }) => kind === 'verify' || kind === 'test') || speaksOf(one, watching))
      if (step) return step.title
      if (this.behind.open || this.behind.some(hides) || this.form === 'unknown' || this.isRepeated || this.step && hidesBehind(this.step, this.command)) return new Unknown(this.evidence)
      const others = this.job.model.environment.find(workflows)
      return !isKnown(others) || others.some(({ events }) => events.includes('deployment_status') || events.includes('deployment')) ? new Unknown(this.evidence) : null
    })
  }
  /** It stands in a loop, a function or a condition of the script, which may do what cannot be seen here. */
  private get isRepeated(): boolean { return this.command !== null && !this.command.isTopLevel }

  get rollback(): Maybe<string | null> {
    return this.once('rollback', () => {
      const { workflow } = this.job
      for (const job of workflow.jobs) {
        if (goingBack.test(`${job.id} ${textOf(job.name)}`)) return `job '${job.id}'`
        for (const step of job.steps) if (step.activities.some(({ kind }) => kind === 'rollback') || speaksOf(step, goingBack)) return step.title
      }
      if (workflow.events.includes('workflow_dispatch') || workflow.events.includes('repository_dispatch') || workflow.inputs.some(({ name }) => versions.test(name))) return 'workflow_dispatch'
      if (this.entry?.mayRollBack || this.form === 'unknown' || this.job.steps.open || this.job.steps.some(hides) || workflow.isOnlyReusable) return new Unknown(this.evidence)
      const others = this.job.model.environment.find(workflows)
      return !isKnown(others) || others.some(({ name, path }) => goingBack.test(`${name} ${path}`)) ? new Unknown(this.evidence) : this.progression
    })
  }
  get progression(): Maybe<string | null> {
    return this.once('progression', () => {
      const found = this.job.workflow.gradualEvidence
      if (found !== null) return found
      const flag = this.job.workflow.jobs.flatMap(job => [...job.steps]).find(step => step.activities.some(({ kind }) => kind === 'feature-flag'))
      if (flag) return flag.title
      return this.form === 'unknown' || this.job.steps.open || this.job.steps.some(hides) || this.isRepeated || this.job.workflow.jobs.some(job => job.uses !== null) ? new Unknown(this.evidence) : null
    })
  }
  get isAtOnce(): boolean { return this.entry?.isAtOnce === true }
  get reachesPullRequests(): Maybe<boolean> { return this.once('pull', () => reaches(this.job, this.step, 'pullRequest')) }
  get reachesPushes(): Maybe<boolean> { return this.once('push', () => reaches(this.job, this.step, 'push')) }
  get reachesDispatches(): Maybe<boolean> { return this.once('dispatch', () => reaches(this.job, this.step, 'dispatch')) }
}

const textOf = (value: Maybe<string | null>): string => isKnown(value) ? value ?? '' : value.source
/** The words of a command as they stand. */
export const wordsOf = (command: CommandNode): string => [isKnown(command.name) ? command.name : '', ...command.words.map(word => isKnown(word) ? word : word.source)].join(' ')

/** Behind the deploying command its script runs something that cannot be seen. */
const hidesBehind = (step: StepNode, command: CommandNode | null): boolean =>
  step.run?.commands.some(one => one.index > (command?.index ?? 0) && (isScript(one) || /^(?:make|bash|sh|just|task|python3?|node)$/.test(textOf(one.name)))) === true

/** What a workflow says of gradual roll-outs; null where it says nothing. */
export function gradualIn(workflow: WorkflowNode): string | null {
  const text = workflow.model.wholeText.replace(/^\s*#.*$/gm, '').replace(/\{\{\s*secrets\.\w+/g, ''), match = gradual.exec(text)
  return match ? match[0] : null
}

/** What tells that a job deploys, in the order of its steps; a name alone tells last. */
export function deploymentOf(job: JobNode, named: { readonly evidence: string; readonly span: Span } | null): DeploymentNode | null {
  for (const step of job.steps) {
    const activity = step.activities.find(({ kind }) => kind === 'deploy')
    if (!activity) continue
    const command = step.run?.commands.find(one => one.locate('').span[0] === activity.span[0]) ?? null
    return new DeploymentNode(job, activity.evidence, activity.span, step, command)
  }
  return named && new DeploymentNode(job, named.evidence, named.span, null, null)
}

/** A build, by what a second one would be the same. */
export interface Build { readonly key: string; readonly activity: facts.Activity }

/** The builds of some steps. */
export function* buildsOf(steps: readonly StepNode[]): Generator<Build> {
  for (const step of steps) {
    if (step.uses?.slug && actionKinds(step.uses.fullName ?? '').includes('build') && step.activities.length > 0) {
      yield { key: `${step.uses.slug} ${textOf(step.with.get('context') ?? null)} ${textOf(step.with.get('file') ?? null)} ${textOf(step.with.get('target') ?? null)}`, activity: step.activities[0]! }
    }
    for (const command of step.run?.commands ?? []) {
      const words = wordsOf(command)
      if (commandKinds(words).includes('build')) yield { key: `${textOf(step.workingDirectory)} ${words.replace(/\s+(?:-t|--tag)[ =]\S+/g, '')}`, activity: { kind: 'build', evidence: words.split(' ').slice(0, 3).join(' '), span: command.locate('').span } }
    }
  }
}

/** A build before the deployment that a needed job has done already, with no download that could carry the first. */
export function rebuildIn(job: JobNode): facts.Rebuild | null {
  const { deployment } = job
  if (!deployment?.step || job.steps.some(step => step.activities.some(({ kind }) => kind === 'download'))) return null
  const own = [...buildsOf(job.steps.filter(step => step.index <= deployment.step!.index))]
  if (own.length === 0) return null
  for (const ancestor of job.ancestors) for (const { key } of ancestor.builds) {
    const again = own.find(one => one.key === key)
    if (again) return { evidence: again.activity.evidence, from: ancestor.id, span: again.activity.span }
  }
  return null
}

const imageFlag = /^(?:--image|--container-image|--deployment-container-image-name|--container-image-name|--docker-image|--source-image)$/
const imageInputs = /^(?:image|images|container-image|image-uri|imagetodeploy|app-image)$/i

/** Images that a job tells a platform to run, as written. */
export function deployedImagesIn(job: JobNode): facts.DeployedImage[] {
  const found: facts.DeployedImage[] = []
  const add = (text: string, span: Span): void => {
    for (const one of text.split(/[\n,]/)) if (one.trim() !== '' && /[/:]/.test(one)) found.push({ text: one.trim(), tag: tagOf(one.trim()), span })
  }
  for (const step of job.steps) {
    if (!step.activities.some(({ kind }) => kind === 'deploy') && step.uses?.slug !== 'aws-actions/amazon-ecs-render-task-definition') continue
    if (step.uses) for (const argument of step.arguments) if (imageInputs.test(argument.name)) add(argument.text, argument.span)
    for (const command of step.run?.commands ?? []) {
      const words = command.command.words, kinds = commandKinds(wordsOf(command))
      if (!kinds.includes('deploy')) continue
      const isSetImage = /^(?:kubectl|oc) .*set image /.test(wordsOf(command))
      for (const [i, word] of words.entries()) {
        const value = command.model.text.slice(...word.span).replace(/["']/g, '')
        const inline = /^--(?:container-)?image=(.+)$/s.exec(value) ?? (/^--set(?:-string)?$/.test(words[i - 1]?.value ?? '') || /^--set(?:-string)?=/.test(value) ? /(?:^|[=,.])image=([^,]+)/.exec(value) : null)
        const tagged = /(?:^|[.,=])(?:image\.tag|imageTag|tag)=([^,]*)/.exec(value)
        if (inline) add(inline[1]!, word.span)
        else if (tagged && (/^--set(?:-string)?$/.test(words[i - 1]?.value ?? '') || /^--set(?:-string)?=/.test(value))) found.push({ text: value.replace(/^--set(?:-string)?=/, ''), tag: tagOf(`image:${tagged[1]}`), span: word.span })
        else if (imageFlag.test(words[i - 1]?.value ?? '')) add(value, word.span)
        else if (isSetImage && i > 1 && /^[\w.*-]+=/.test(value)) add(value.replace(/^[^=]+=/, ''), word.span)
      }
    }
  }
  return found
}

/** The tag of a reference; null where it has neither tag nor digest. */
function tagOf(reference: string): Maybe<string | null> {
  if (reference.includes('@')) return new Unknown(reference)
  const hidden = reference.replace(/\$\{\{.*?\}\}|\$\{?\w+(?:[^\s}]*\})?/g, '\0'), tag = /:([^:/]*)$/.exec(hidden)?.[1]
  if (tag === undefined) return hidden.endsWith('\0') ? new Unknown(reference) : null
  return tag.includes('\0') ? new Unknown(reference) : tag
}
