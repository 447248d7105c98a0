import type { Span } from '../../core/span'
import { commandKinds } from '../shell/activities'
import type { Command, Script } from '../shell/command'
import { parseShell } from '../shell/parse'
import { fromText } from '../shell/source'
import type { Act } from './plan'

/** What sends users from one version to another: a Service's selector, a promotion, the target of a listener. */
const switching = /^(?:(?:kubectl|oc) .*?\bpatch (?:\S+ )*?(?:service|services|svc|ingress|httproute|virtualservice|route)s?\b|(?:kubectl|oc) .*?\bpatch .*[\s/=]service[\w-]*\.ya?ml|(?:kubectl|oc) .*?\bset selector (?:\S+ )*?(?:service|svc)|(?:kubectl argo rollouts|kubectl-argo-rollouts|argo-rollouts) promote|aws elbv2 modify-(?:listener|rule)|az webapp deployment slot swap|gcloud run services update-traffic)/i
/** A Helm value that says which colour has the users; with an image it would bring a version instead. */
const switchingByHelm = /^helm upgrade .*--set(?:-string|-json)?[ =]\S*(?:production|active|live|current|primary|traffic|service|selector)[\w.]*(?:[-_.]?(?:slot|colou?r|selector|version|stack|side|deployment|target))?=/i
const image = /(?:image|tag|digest)[\w.]*=/i
/** The file of a Service is applied, or its text. */
const applyingService = /^(?:kubectl|oc) .*?\b(?:apply|replace) (?:.*[\s/=_-])?(?:service|svc)\b/i
const applyingText = /^(?:kubectl|oc) .*?\b(?:apply|replace)\b.* (?:-f|--filename)[ =]?(?:-|\/dev\/stdin)(?: |$)/
const serviceText = /\b(?:service|svc)[\w-]*\.ya?ml|\bkind:\s*["']?Service\b|\bget (?:-\S+ )*(?:service|svc)[\s/]|\bcreate (?:service|svc) |\bset selector\b|\bpatch .*--local\b/i
const ofOthers = /(?:service|svc)s?[ /_-]\S*(?:preview|idle|smoke|staging)|(?:preview|idle|smoke|staging)\S*(?:service|svc)|\bservices\.ya?ml/i
const switchingName = /switch|promot|cut-?_?over|flip|go-?_?live|swap|traffic|send (?:the )?(?:users|customers)|point (?:the )?(?:service|users|customers)/i
const goingBack = /roll-?_?back|revert|\bundo|\brestor|(?:switch|send|flip|point|go)\w*[-_ ](?:[\w ]* )?back|previous (?:version|release|colou?r)|\babort/i
const asking = /^(?:curl|wget|http|https|xh|xhs|hey|k6|newman|grpcurl|artillery|nc|hurl|vegeta|ab)\b|^(?:kubectl|oc) .*?\b(?:exec|run|debug)\b.*(?:\b(?:curl|wget|nc)\b|https?:\/\/)|^docker run\b.*\b(?:https?:\/\/|k6|newman)|^(?:kubectl|oc) .*?\bget\b.*--raw[ =]\S*\/proxy\//
const asksByName = /smoke|verif|health-?_?check|e2e|end-to-end|synthetic|probe|acceptance|sanity|\bready\b|is-?_?up/i
const waitsByName = /(?:^|[^a-z])(?:a?wait|poll|rollout-?_?status|until)(?:$|[^a-z])/i
const testsByName = /(?:^|[^a-z])(?:unit|integration|spec)?-?_?tests?(?:$|[^a-z])|(?:^|[^a-z])specs?(?:$|[^a-z])/i
const task = /^(?:make|gmake|just|task|rake|mage|npm run|yarn(?: run)?|pnpm(?: run)?|bun run|invoke|inv|mise run|earthly|dagger call|nx|bazel run) /

/** What makes an image of a container. */
const imageBuild = /^(?:docker(?:-compose)? (?:buildx )?(?:build|bake)|docker compose build|(?:podman|nerdctl|buildctl|img|depot|pack|ko|skaffold|werf|finch) (?:compose )?(?:build|bake)\b|buildah (?:bud|build)|(?:\S*\/)?executor\b.*--(?:destination|context|no-push)|ko (?:build|publish|resolve|apply)|gcloud builds submit|az acr build|earthly .*\+(?:image|docker)|(?:\S*mvnw?|\S*gradlew?)\b.*\b(?:jib|bootBuildImage|spring-boot:build-image)|(?:make|just|task) \S*(?:image|docker|container)|nix build .*(?:image|docker))/i
const partialBuild = /--target[ =](?:\S*test\S*|\S*lint\S*|builder|deps|dev\S*)\b/

const notAVersion = /^(?:kubectl|oc) .*?\b(?:apply|create|patch|replace)\b.*\b(?:namespace|ns|serviceaccount|sa|secret|configmap|cm|rbac|role|rolebinding)\b/i
const waitsItself = / --(?:wait|atomic|rollback-on-failure|wait-for-jobs)\b/
/** These come back only once what they deployed runs, or give up after a time that they have by themselves. */
const alwaysWaits = /^(?:kapp deploy|werf converge|skaffold (?:run|deploy))/
const waiting = /^(?:kubectl|oc) .*?\b(?:rollout|rollouts) status\b|^kubectl-argo-rollouts .*?\bstatus\b|^argocd app wait/
const state = /^(?:kubectl|oc) .*?\b(?:get|describe)\b.*\b(?:rollouts?|deploy(?:ment)?s?|pods?|po|rs|replicasets?|endpoints?|endpointslices?|analysisruns?|ar)\b|^(?:kubectl argo rollouts|kubectl-argo-rollouts) .*?\b(?:get|status)\b/
const bound = /^(?:\[|\[\[|test|let|\(\()$/

/** The words of a command, those that only the run knows as they stand. */
export const wordsOf = (command: Command): string => [command.name ?? command.nameWord?.text ?? '', ...command.words.map(word => word.value ?? word.text)].join(' ').replace(/\s+/g, ' ')

/** A file that is run, or a name that only the run knows. */
export const isScript = ({ name, nameWord }: Command): boolean =>
  name === null ? nameWord !== null : /^(?:\.{0,2}\/|[\w.-]+\/)/.test(nameWord?.text ?? '') && !/^(?:mvnw|gradlew|rails|rake|bundle|sh|bash|env)$/.test(name) || /\.(?:sh|bash|py|rb|js|mjs|ts|pl|ps1)$/.test(name)

/** A script that an interpreter is given, or a target of a task runner: only its name tells what it does. */
const saysByName = (command: Command, words: string): boolean => isScript(command) || task.test(words) || /^(?:bash|sh|zsh|source|\.|python3?|node|ruby|deno|tsx|pwsh) (?:-\S+ )*[\w./-]+\.\w+/.test(words)

/** Hosts in the words, those within a cluster or on the machine left out, and whether it asks from within. */
function askedBy(words: string): { readonly hosts: readonly string[]; readonly isInside: boolean } {
  const all = [...words.matchAll(/\bhttps?:\/\/([^\s/"'?#]+)/gi)].map(match => match[1]!.toLowerCase()), isNear = (host: string): boolean => /^(?:localhost|127\.|0\.0\.0\.0|\[|10\.)|\.svc\b|\.local\b/.test(host) || !/[.${]/.test(host.replace(/:\d+$/, ''))
  const far = all.filter(host => !isNear(host)), bare = /(?:^| )(?:localhost|127\.0\.0\.1)(?:[:/ ]|$)/.test(words)
  return { hosts: far.filter(host => !/[${]/.test(host)), isInside: far.length === 0 && (all.length > 0 || bare || /^(?:kubectl|oc) /.test(words)) }
}

/** What a curl fetches is kept as a file, or handed to something that unpacks or runs it. */
const isDownload = (words: string, next: Command | undefined, command: Command): boolean =>
  /^(?:curl|wget)\b/.test(words) && (/ (?:-[a-zA-Z]*O|--remote-name(?:-all)?)(?: |$)/.test(words) && words.startsWith('curl')
    || / (?:-[a-zA-Z]*o|--output)[ =]?(?!\/dev\/null|-(?: |$))\S/.test(words) && words.startsWith('curl') && !/ (?:-[a-zA-Z]*w|--write-out)\b/.test(words)
    || /^wget\b/.test(words) && !/ (?:-[a-zA-Z]*O ?-|-[a-zA-Z]*O ?\/dev\/null|--spider|--output-document[ =](?:-|\/dev\/null))/.test(words) && /\.(?:tar|tgz|gz|zip|deb|rpm|sh|sha256)\b|releases\/download|dl\.k8s/.test(words)
    || next !== undefined && next.pipeline.id === command.pipeline.id && /^(?:tar|gunzip|unzip|bash|sh|sudo|gpg|tee|apt-key|install)$/.test(next.name ?? '')
    || command.redirects.some(({ operator, target }) => /^>/.test(operator) && !/^\/dev\/null$/.test(target?.value ?? '')))
/** An answer with an error makes it fail, or something looks at the answer. */
const isStrict = (words: string, command: Command): boolean =>
  !/^curl\b|^(?:kubectl|oc|docker) .*\bcurl\b/.test(words) || / (?:-[a-zA-Z]*f[a-zA-Z]*|--fail(?:-with-body|-early)?|-[a-zA-Z]*w|--write-out)(?: |=|$)/.test(words.replace(/^.*? -- /, ' ')) || command.tested || command.pipeline.length > 1 || command.inside.includes('substitution')
const isCallOfOthers = /api\.github\.com|CI_API_V4_URL|\/api\/v4\/|hooks\.slack|vault|metadata\.google|169\.254\./i

interface Around {
  /** Names of the step and the job, by which scripts and files are understood. */
  readonly title: string
  /** Something around it ends it after a time. */
  readonly isBounded: boolean
}

/** What the commands of a script do for a release, in order. */
export function actsOf(script: Pick<Script, 'commands'>, text: string, around: Around, depth = 0): readonly Act[] {
  const { commands } = script, found: (Act & { readonly command: Command })[] = []
  const spoken = called(commands.map(command => ({ command, site: command, words: wordsOf(command).replace(/ (?:-n|--namespace|--context|--kube-context|--kubeconfig|--cluster|--request-timeout)[ =]\S+/g, '') })), text)
  const loops = (command: Command, kind: 'for' | 'while'): boolean => command.inside.includes(kind) && spoken.some(one => one.words.startsWith('sleep') && one.command.inside.includes(kind))
  const isTimed = spoken.some(({ command }) => isBoundedFromOutside(command) && /^(?:bash|sh)$/.test(command.name ?? '')) || around.isBounded || spoken.some(({ words }) => bound.test(words.split(' ')[0]!) && / -(?:ge|gt|le|lt|eq) /.test(words)) || /\bSECONDS\b|\bdate \+%s|\(\(/.test(text)
  for (const [i, { command, site, words }] of spoken.entries()) {
    const next = spoken[i + 1]?.command, kinds = commandKinds(words), byName = saysByName(command, words), asked = askedBy(words)
    let behind = i + 1
    while (spoken[behind]?.command.pipeline.id === command.pipeline.id) behind++
    const then = spoken[behind]?.command, isIgnored = then?.operator === '||' && /^(?:true|:|echo)$/.test(then.name ?? '')
    const add = (does: Act['does'], more: Partial<Act> = {}): void => { found.push({ does, evidence: words.split(' ').slice(0, 3).join(' '), words, span: command.nameSpan, isAfterFailure: site.operator === '||', mayCorrect: false, isImage: false, hosts: [], isInside: false, ...more, command }) }
    if (words === '') continue
    // What is done in any case at the end is no way back.
    if (command.name === 'trap' && depth === 0 && (/ ERR\b/.test(words) || / (?:EXIT|0)\b/.test(words) && /\$\?/.test(text))) {
      const inner = `${(command.words[0]?.value ?? command.words[0]?.text.replace(/^["']|["']$/g, '') ?? '')}\n${text.match(definition)?.join('\n') ?? ''}`
      for (const act of actsOf(parseShell(fromText(inner, [0, inner.length])), inner, around, 1)) if (act.does === 'switch' || act.does === 'return') add('return', { evidence: act.evidence, isAfterFailure: true })
      continue
    }
    const isImage = imageBuild.test(words) && !partialBuild.test(words)
    if (isImage || kinds.includes('build') || byName && /(?:^|[^a-z])(?:build|image|package)(?:$|[^a-z])/i.test(words) && !kinds.includes('test')) add('build', { isImage })
    if (kinds.includes('test') || byName && testsByName.test(words) && !asksByName.test(words) || partialBuild.test(words) && /test/.test(words)) { if (!isIgnored) add('test') }
    else if (/^(?:kustomize edit set image|yq\b.*(?:image|tag|digest|newTag)|sed\b.*(?:image|tag|digest|newTag|sha))/i.test(words)) add('edit')
    else if (/^git push\b/.test(words) && !kinds.includes('deploy')) { add('push'); continue }
    const piped = applyingText.test(words) ? whatGoesIn(command, commands) : ''
    const isService = applyingService.test(words) || serviceText.test(piped)
    const isSwitch = switching.test(words) || isService || switchingByHelm.test(words) && !image.test(words.replace(/--set(?:-string|-json)?[ =]\S*(?:production|active|live|current|primary|traffic|service|selector)\S*/gi, '')) || byName && switchingName.test(words) || /^argocd app actions run .*\bpromote/.test(words)
    if (byName && waitsByName.test(words)) { add('wait'); continue }
    if (isSwitch && !ofOthers.test(words)) {
      if (byName && goingBack.test(words)) add('return')
      else {
        // What follows a question in a condition or a group is done when the answer was wrong.
        add('switch', { mayCorrect: [...command.inside, ...site.inside].some(one => one === 'if' || one === 'group') && found.some(one => one.does === 'check') })
      }
      continue
    }
    if (kinds.includes('rollback') && !/^helm (?:upgrade|install)/.test(words) || byName && goingBack.test(words)) { add('return'); continue }
    const deploys = kinds.includes('deploy') && !notAVersion.test(words) || byName && /deploy|roll-?_?out|release(?!-?_?(?:notes|log))|(?:^|[^a-z])ship(?:$|[^a-z])/i.test(words)
    if (deploys && !(piped && /\bcreate (?:secret|configmap|namespace|ns|serviceaccount)\b/.test(piped))) {
      add('deploy')
      if (waitsItself.test(words) || alwaysWaits.test(words)) add('wait')
      continue
    }
    if (/^(?:kubectl|oc) .*?\bwait\b/.test(words) && !/--timeout[ =]-/.test(words) || waiting.test(words) && !/--watch=false|-w=false/.test(words)) {
      const isBounded = /\bwait\b/.test(words) && !words.startsWith('argocd') || / --timeout(?:[ =](?!0s? |0s?$)\S)/.test(words) || isBoundedFromOutside(command) || around.isBounded || loops(command, 'for') || command.inside.includes('while') && isTimed
      if (isBounded && !isIgnored) add('wait')
      continue
    }
    if (state.test(words) && (loops(command, 'for') || loops(command, 'while') && (isTimed || isBoundedFromOutside(command)))) { add('wait'); continue }
    const asks = asking.test(words.replace(/ --image[ =]\S+/, '')) && !isDownload(words, next, command) && isStrict(words, command) && !isCallOfOthers.test(words)
    if (!kinds.includes('notify') && !isIgnored && (asks || byName && (asksByName.test(words) || asked.hosts.length > 0 && !isCallOfOthers.test(words)) || kinds.includes('verify') && asksByName.test(words) && !asking.test(words))) add('check', asked)
  }
  // A name tells what the commands do not: `kubectl apply -k live/green` in a step called `Switch`.
  const unnamed = !found.some(({ does }) => does === 'switch' || does === 'return')
  return found.map(({ command: _, ...act }) => unnamed && act.does === 'deploy' && switchingName.test(around.title) && !/deploy/i.test(around.title) ? { ...act, does: 'switch' } : act)
}

interface Spoken { readonly command: Command; /** Where it is called from: itself, or the call of the function that it stands in. */ readonly site: Command; readonly words: string }

/** Functions as they are written, with their bodies up to a line with a brace. */
const definition = /^[ \t]*(?:function[ \t]+[\w-]+(?:[ \t]*\(\))?|[\w-]+[ \t]*\(\))[ \t]*\{(?:[^\n]*\}[ \t]*$|[\s\S]{0,4000}?\n[ \t]*\})/gm

/** The commands of functions stand where the functions are called. */
function called(all: readonly Spoken[], text: string): readonly Spoken[] {
  if (!all.some(({ command }) => command.inside.includes('function'))) return all
  const bodies = (text.match(definition) ?? []).map(body => ({ name: /^\s*(?:function\s+)?([\w-]+)/.exec(body)![1]!, body }))
  const isOf = (one: Spoken, body: string): boolean => one.command.inside.includes('function') && body.includes([one.command.nameWord?.text, one.command.words[0]?.text].filter(Boolean).join(' '))
  return all.flatMap(one => {
    if (one.command.inside.includes('function')) return []
    const body = bodies.find(({ name }) => name === one.command.name)
    return body ? all.filter(inner => isOf(inner, body.body)).map(inner => ({ ...inner, site: one.command, words: `${inner.words} ${one.words.replace(/^\S+ ?/, '')}` })) : [one]
  })
}

const isBoundedFromOutside = (command: Command): boolean => command.wrappers.some(({ name }) => name === 'timeout' || name === 'gtimeout')

/** What a command reads: the stages before it, a file, or text that stands there. */
function whatGoesIn(command: Command, commands: readonly Command[]): string {
  const stages = commands.filter(one => one.pipeline.id === command.pipeline.id && one.pipeline.index < command.pipeline.index)
  return [...stages, command].flatMap(one => [wordsOf(one), ...one.redirects.map(({ target, body }) => body ? body.text : target?.value ?? target?.text ?? '')]).join('\n')
}

/** It brings back what was before, as its name says. */
export const speaksOfReturn = (title: string): boolean => goingBack.test(title)
/** It tests, as its name says. */
export const speaksOfTests = (title: string): boolean => testsByName.test(title)
export const speaksOfSwitch = (title: string): boolean => switchingName.test(title)
export const speaksOfAsking = (title: string): boolean => asksByName.test(title)

/** Something that an action does, or that a name tells. */
export const plainAct = (does: Act['does'], evidence: string, span: Span, more: Partial<Act> = {}): Act => ({ does, evidence, words: evidence, span, isAfterFailure: false, mayCorrect: false, isImage: false, hosts: [], isInside: false, ...more })
