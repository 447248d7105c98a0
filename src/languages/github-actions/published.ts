import { isKnown } from '../../core/value'
import { hasFlag, type Command, type Word } from '../shell/command'
import { withAssigned } from '../shell/expand'
import { actionKinds } from './activity'
import type { MaybePublisher, PublishedImage } from './exports'
import type { JobNode } from './job'
import type { CommandNode, StepNode } from './step'
import type { WorkflowNode } from './workflow'

/** What stands in a text for a piece that only the run knows. */
const hole = '\0'

/** What a workflow says of the images that its runs push. */
export interface Published {
  /** By the last part of the image's name. */
  readonly images: readonly { readonly shortName: string; readonly image: PublishedImage }[]
  /** What may push any image, or rewrites the manifests that name one. */
  readonly others: readonly MaybePublisher[]
}

/** A name and a tag that a step gives to an image; with a hole where they are not written out. */
interface Given { readonly reference: string; readonly isPushed: boolean }

/** The images of a workflow's runs, as far as it is written out. What a job does without credentials cannot push, and counts only where it gives a tag. */
export function publishedBy(workflow: WorkflowNode): Published {
  const { path } = workflow, images: { shortName: string; image: PublishedImage }[] = [], others: MaybePublisher[] = []
  if (workflow.jobs.open) others.push({ path, evidence: path })
  for (const job of workflow.jobs) {
    const evidence = job.uses && job.uses.form !== 'local-reusable' ? job.uses.text : job.steps.open && hasCredentials(job) ? job.id : null
    if (evidence !== null) others.push({ path, evidence })
    for (const step of job.steps) {
      for (const given of givenBy(step)) {
        const image = typeof given === 'string' ? null : imageOf(path, given)
        if (image) images.push(image)
        else if (typeof given === 'string' || given.isPushed) others.push({ path, evidence: typeof given === 'string' ? given : step.title })
      }
      const hidden = hides(step)
      if (hidden !== null && hasCredentials(job)) others.push({ path, evidence: hidden })
    }
  }
  return { images, others }
}

/** Null where not even the last part of the name is written out. */
function imageOf(path: string, { reference, isPushed }: Given): { readonly shortName: string; readonly image: PublishedImage } | null {
  const whole = reference.replace(/@.*/s, ''), colon = whole.indexOf(':', whole.lastIndexOf('/') + 1), name = colon < 0 ? whole : whole.slice(0, colon), tag = colon < 0 ? null : whole.slice(colon + 1)
  const shortName = name.slice(name.lastIndexOf('/') + 1)
  if (shortName === '' || shortName.includes(hole)) return null
  const isOpen = tag?.includes(hole) ?? false
  return { shortName, image: { path, name: name.includes(hole) ? null : name, tags: isOpen ? [] : [tag ?? 'latest'], isOpen, isPushed } }
}

const builders = /^(?:docker|depot|useblacksmith)\/build-push-action$/

/** What a builder's action gives to the image that it builds. */
export function imagesOf(step: StepNode): readonly Given[] {
  const found: Given[] = []
  if (step.uses && builders.test(step.uses.slug ?? '')) {
    const input = (name: string): string => filled(step.arguments.find(argument => argument.name === name)?.text ?? '', step)
    const outputs = input('outputs'), isPushed = !/^(?:false)?$/i.test(input('push').trim()) || /type=registry|push=true/.test(outputs) || outputs.includes(hole)
    for (const tag of input('tags').split(/[\n,]/)) {
      const reference = tag.trim()
      if (reference === '') continue
      const named = reference === hole ? fromMetadata(step) : null
      for (const one of named ?? [reference]) found.push({ reference: one, isPushed })
    }
  }
  return found
}

/** The name in a reference, without the tag; null where it is not written out. */
export function nameIn(reference: string): string | null {
  const name = reference.replace(/@.*/s, '').replace(/:[^:/]*$/, '')
  return name === '' || name.includes(hole) ? null : name
}

/** References that a step gives to images, or words for what gives any. */
function* givenBy(step: StepNode): Generator<Given | string> {
  yield* imagesOf(step)
  if (step.uses && builders.test(step.uses.slug ?? '') && step.arguments.open) yield step.title
  for (const node of step.run?.commands ?? []) yield* byCommand(node)
}

/** The images of docker/metadata-action, with whatever tags it makes, where the tags are its output and nothing else. */
function fromMetadata(step: StepNode): readonly string[] | null {
  const text = step.arguments.find(argument => argument.name === 'tags')?.text.trim() ?? '', id = /^\$\{\{\s*steps\.([\w-]+)\.outputs\.tags\s*\}\}$/.exec(text)?.[1]
  const source = id === undefined ? undefined : step.previous.find(one => one.id === id)
  if (!source || (source as StepNode).uses?.slug !== 'docker/metadata-action') return null
  const images = filled(source.arguments.find(argument => argument.name === 'images')?.text ?? hole, source as StepNode)
  return images.split(/[\n,]/).map(line => line.trim().replace(/^name=([^,]*).*$/, '$1')).filter(line => line !== '').map(name => `${name}:${hole}`)
}

/** A text with the variables put in that are written out, and holes for the other expressions. */
const filled = (text: string, step: StepNode): string => text.replace(/\$\{\{(.*?)(?:\}\}|$)/gs, (_, source: string) => {
  const name = /^\s*env\.(\w+)\s*$/.exec(source)?.[1], value = name === undefined || sets(step.job, name) ? undefined : step.env.get(name)
  return value !== undefined && isKnown(value) && !value.includes(hole) ? value : hole
})

/** A script of the job may set the variable. */
const sets = (job: JobNode | null, name: string): boolean => job === null || job.runs.some(({ text }) => text.includes(`${name}=`) || text.includes(`${name}<<`))

function wordIn(word: Word, step: StepNode): string {
  if (word.value !== null) return word.value
  if (word.parts.length === 0) return hole
  return word.parts.map(part => {
    if (part.kind === 'literal' || part.kind === 'glob') return part.value
    if (part.kind === 'hole') return filled(step.model.text.slice(...part.span), step)
    const value = part.kind === 'variable' && part.operator === null && !sets(step.job, part.name) ? step.env.get(part.name) : undefined
    return value !== undefined && isKnown(value) ? value : hole
  }).join('')
}

const builderPrograms = new Set(['docker', 'podman', 'nerdctl', 'buildah'])
/** Options in front of the subcommand, and those of `build` that take the next word, need not be known: references are looked for by their flag, or as the last words. */
const operandsOf = (command: Command): Word[] => command.words.filter(word => !word.prefix.startsWith('-'))

function* byCommand(node: CommandNode): Generator<Given | string> {
  const { step, run } = node, command = withAssigned(node.command, run.script?.commands ?? []), { name } = command
  if (name === null || !builderPrograms.has(name)) return
  const words = operandsOf(command).map(word => wordIn(word, step)), [first, second] = words
  const sub = first === 'image' || first === 'buildx' || first === 'manifest' || first === 'builder' || first === 'imagetools' ? second === 'imagetools' ? words[2] : second : first
  const last = words.at(-1) ?? hole, evidence = `${name} ${first ?? ''}`
  switch (sub) {
    case 'push':
      if (words.length < 2) yield evidence
      // Podman and Buildah take where to push it for a second operand.
      else yield { reference: (hasFlag(command, 'a', 'all-tags') !== true ? last : `${last.replace(/:[^:/]*$/, '')}:${hole}`).replace(/^docker:\/\//, ''), isPushed: true }
      return
    case 'tag':
      if (words.length >= 3) yield { reference: last, isPushed: false }
      return
    case 'build': case 'bud': case 'create': {
      if (sub === 'create' && first !== 'buildx' && first !== 'imagetools' && first !== 'manifest') return
      const isPushed = sub === 'create' ? first !== 'manifest' : hasFlag(command, 'push') === true || /type=registry|push=true/.test(command.words.map(word => word.text).join(' '))
      for (const reference of tagsOf(command, step)) yield { reference, isPushed: isPushed || reference === hole }
      if (isPushed && command.open) yield evidence
      return
    }
    case 'bake': case 'compose': case 'stack': case 'commit': case 'load': case 'import':
      if (sub !== 'compose' || words.includes('push') || words.includes('build')) yield evidence
      return
    case 'run': case 'exec':
      if (words.some(word => /kaniko|buildah|skopeo|crane|\bjib\b|buildpack|docker:|dind/.test(word))) yield evidence
      return
    default: if (sub === undefined || sub.includes(hole)) yield evidence
  }
}

const takesValue = /^(?:-[fomc]|--(?:file|output|build-arg|build-context|target|platform|cache-from|cache-to|progress|network|secret|ssh|label|annotation|builder|iidfile|metadata-file|memory|add-host|shm-size|ulimit|authfile|format|isolation|layers))$/

/** Values of every `-t` and `--tag`. */
function tagsOf(command: Command, step: StepNode): string[] {
  const found: string[] = []
  for (const [i, word] of command.words.entries()) {
    const next = command.words[i + 1]
    if (word.value === '-t' || word.value === '--tag') found.push(next ? wordIn(next, step) : hole)
    else if (/^(?:--tag=|-t.)/.test(word.prefix)) found.push(wordIn(word, step).replace(/^(?:--tag=|-t=?)/, ''))
    // A word that may become several, options among them.
    else if (word.value === null && word.prefix === '' && word.quoted === null && !takesValue.test(command.words[i - 1]?.value ?? '')) found.push(hole)
  }
  return found
}

/** Does a job have what a registry asks for: a secret, the token, a log-in, a machine of its own? */
function hasCredentials(job: JobNode): boolean {
  const { model, workflow } = job, text = model.text.slice(...(job.valueNode?.span ?? [0, 0]))
  const around = [...workflow.env.values()].map(value => isKnown(value) ? value : value.source).join(' ')
  return /\bsecrets\s*[.[]|github\.token|GITHUB_TOKEN|toJSON\(\s*secrets/i.test(`${text} ${around}`) || !job.isSurelyHosted || job.steps.some(step => step.activities.some(({ kind }) => kind === 'login'))
}

const harmlessKinds = new Set(['checkout', 'setup', 'cache', 'upload', 'download', 'login', 'lint', 'test', 'scan', 'sign', 'notify'])
const harmlessActions = /^(?:actions|github)\/|^docker\/(?:setup-|login-action|metadata-action|scout-action)|(?:^|\/)setup-|^(?:depot|useblacksmith)\/setup/

/** Programs that run what is written elsewhere, or that push images in a way of their own. */
const opaque = /^(?:make|gmake|just|task|go-task|mage|rake|gulp|grunt|nx|turbo|lerna|bazel|bazelisk|buck2?|pants|earthly|skaffold|ko|pack|kaniko|executor|jib|crane|gcrane|regctl|skopeo|oras|img|werf|tilt|garden|devspace|goreleaser|act|dagger|nixpacks|nix|nix-build|s2i|buildctl|depot|ansible-playbook|pulumi|eval|ssh|tekton|tkn|docker-compose|podman-compose|bash|sh|zsh|source|\.)$/
const telling = /docker|image|push|publish|release|deploy|container|jib|k8s|kube|native|\.sh\b/i

/** What a step does that its workflow does not show: a script, another's action. Null where all is seen. */
function hides(step: StepNode): string | null {
  const { uses, run } = step
  if (uses) {
    if (uses.form !== 'action') return uses.text
    const kinds = actionKinds(uses.fullName ?? '')
    return builders.test(uses.slug ?? '') || harmlessActions.test(uses.fullName ?? '') || kinds.length > 0 && kinds.every(kind => harmlessKinds.has(kind)) ? null : uses.text.replace(/@.*/s, '')
  }
  if (!run) return null
  if (run.commands.open) return step.title
  for (const { command: { name, nameWord, words, wrappers } } of run.commands) {
    if (wrappers.some(wrapper => wrapper.name === 'xargs')) return 'xargs'
    if (name === null) { if (nameWord) return nameWord.text; continue }
    const text = words.map(word => word.text).join(' ')
    if (/^(?:\.\/)?(?:mvnw?|gradlew?)$|^(?:npm|pnpm|yarn|bun|npx|deno|python3?|node|ruby|sbt|dotnet|cargo|uv|poetry|gh|gcloud|az|aws|oc|heroku|flyctl|fly)$/.test(name)) {
      if (telling.test(text) && !/\b(?:kubeconfig|get-login|get-credentials|configure-docker|acr login|ecr)\b/.test(text)) return name
    } else if (opaque.test(name) && !((name === 'bash' || name === 'sh' || name === 'zsh') && words.some(word => word.value === '-c')) || name.includes('/')) return name
    else if (rewrites(name, text)) return name
  }
  return null
}

/** Does a command give the manifests of the checkout, or the objects of the cluster, another image? */
const rewrites = (name: string, text: string): boolean =>
  /^(?:kustomize|kubectl|envsubst|argocd|flux)$/.test(name) ? name === 'envsubst' || /\bset image\b|\bpatch\b|\bapp set\b|\breconcile\b/.test(text) : /^(?:sed|yq|perl|awk|python3?)$/.test(name) && /image|tag|manifest|deploy|k8s|kube|helm|chart|\.ya?ml/i.test(text)
