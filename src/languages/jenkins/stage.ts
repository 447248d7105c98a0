import type { Span } from '../../core/span'
import { list, Unknown, type List, type Maybe } from '../../core/value'
import { commandKinds, isDeployName, stageOf } from '../shell/activities'
import type { Command } from '../shell/command'
import { parseShell } from '../shell/parse'
import { fromText } from '../shell/source'
import { agentOf } from './agent'
import type * as facts from './facts'
import { firstText, type Statement } from './groovy'
import { Model, scriptOf, type Staged } from './model'
import { Node } from './node'
import type { PipelineNode } from './pipeline'

const testing = /(?:^|[^a-z])(?:tests?|testing|specs?|unit|integration|e2e)(?:$|[^a-z])/i
const watching = /smoke|health|verif|e2e|end-to-end|probe|synthetic|sanity/i
const goingBack = /(?:^|[^a-z])(?:roll-?_?back|revert|undo)(?:$|[^a-z])/i
const hidden = /^(?:\.{0,2}\/\S+|\S+\.(?:sh|bash|py|rb|js|ts|ps1)|make|just|task|rake|bash|sh|python3?|node|ruby|ansible-playbook|ssh|pwsh)(?: |$)/
const waiting = / --(?:wait|atomic|rollback-on-failure|wait-for-jobs)\b/
/** Steps and words of the language that do nothing that matters here, so that whatever else is called comes from a library. */
const plain = new Set(`sh bat powershell pwsh echo checkout git junit archiveArtifacts stash unstash withCredentials withEnv dir script timeout retry input lock milestone parallel matrix axes axis stage stages steps when post environment options agent tools
  parameters triggers cleanWs deleteDir error unstable catchError warnError node docker container podTemplate sshagent if else try catch finally for while def return throw import always failure success changed fixed regression aborted unsuccessful cleanup label image args
  emailext mail slackSend hipchatSend publishHTML readFile writeFile readJSON readYaml writeJSON sleep properties println waitUntil ws tool fileExists isUnix pwd timestamps ansiColor wrap withDockerRegistry withMaven withSonarQubeEnv withKubeConfig withAWS nodejs
  branch expression allOf anyOf not tag changeRequest buildingTag equals message ok submitter fingerprint recordIssues recordCoverage cobertura jacoco waitForQualityGate string boolean switch case break continue new assert params env currentBuild customWorkspace reuseNode registryUrl registryCredentialsId yaml yamlFile defaultContainer`.split(/\s+/))

/** `deployToProd` as words. */
const spaced = (name: string): string => name.replace(/([a-z])([A-Z])/g, '$1 $2')

interface Line { readonly words: string; readonly span: Span }

export class StageNode extends Node implements facts.Stage {
  readonly kind = 'jenkins.Stage'

  constructor(model: Model, private readonly staged: Staged, readonly index: number, private readonly parent: StageNode | null) { super(model) }

  get pipeline(): PipelineNode { return this.model.pipeline }
  get subject(): string { return this.parent ? `${this.parent.subject}/${this.name}` : this.name }
  protected get statement(): Statement { return this.staged.statement }
  protected part(path: string): Statement | null { return this.section(/^\w+/.exec(path)?.[0] ?? '') }
  private section(name: string): Statement | null { return Model.section(this.statement.body, name) }
  isWithin(name: string): boolean { return this.staged.around.includes(name) }

  get name(): string { return firstText(this.statement)?.value ?? '' }
  get agent(): facts.Agent | null { return agentOf(this.section('agent')) }

  /** What it says itself, stages within it left out. */
  private get own(): readonly Statement[] {
    return this.once('own', () => {
      const found: Statement[] = []
      const read = (statements: readonly Statement[]): void => {
        for (const one of statements) {
          if (one.name === 'stage' && one.body) continue
          found.push(one)
          if (one.body) read(one.body)
        }
      }
      read(this.statement.body ?? [])
      return found
    })
  }
  get options(): List<string> { return this.once('options', () => list(new Set([...this.section('options')?.body?.map(({ name }) => name) ?? [], ...this.own.filter(({ body }) => body !== null).map(({ name }) => name), ...this.staged.around]))) }
  get hasTimeout(): boolean { return this.pipeline.hasTimeout || this.options.includes('timeout') || this.parent?.hasTimeout === true }
  get hasInput(): boolean { return this.own.some(({ name }) => name === 'input') || this.parent?.hasInput === true }
  /** Stages that have ended before it begins. */
  private get before(): readonly StageNode[] {
    return this.once('before', () => this.model.stages.slice(0, this.index).filter(other => !this.isBelow(other) && !this.staged.branches.some(one => other.staged.branches.some(two => one.parallel === two.parallel && one.branch !== two.branch))))
  }
  private isBelow(other: StageNode): boolean { return this.parent !== null && (this.parent === other || this.parent.isBelow(other)) }
  get isGated(): boolean { return this.hasInput || this.before.some(stage => stage.hasInput) }
  get isExclusive(): boolean { return this.pipeline.disablesConcurrentBuilds || this.options.includes('lock') || this.parent?.isExclusive === true }
  get condition(): string | null {
    const when = this.section('when')
    return when ? this.model.text.slice(...when.span).replace(/^when\s*\{\s*|\s*\}$/g, '').replace(/\s+/g, ' ') : null
  }
  get post(): List<string> { return this.once('post', () => list(this.section('post')?.body?.map(({ name }) => name) ?? [])) }

  private get lines(): { readonly lines: readonly Line[]; readonly open: boolean } {
    return this.once('lines', () => {
      const lines: Line[] = []
      let open = false
      for (const statement of this.own) {
        const string = scriptOf(statement)?.string
        if (string) {
          const script = parseShell(fromText(this.model.text, string.span))
          open ||= !script.complete
          for (const command of script.commands) lines.push({ words: wordsOf(command), span: command.span })
        } else if (statement.name === 'sh' || statement.name === 'load' || statement.name === 'build') open = true
        else if (statement.tokens[0]?.text === '(' && statement.name !== '' && !plain.has(statement.name.split('.')[0]!)) open = true
      }
      return { lines, open }
    })
  }
  get commands(): List<string> { return this.once('commands', () => list(this.lines.lines.map(({ words }) => words), this.lines.open)) }
  get activities(): List<facts.Activity> {
    return this.once('activities', () => {
      const found: facts.Activity[] = this.lines.lines.flatMap(({ words, span }) => commandKinds(words).map(kind => ({ kind, evidence: words.split(' ').slice(0, 3).join(' '), span })))
      const has = (kind: string): boolean => found.some(one => one.kind === kind), add = (kind: facts.Activity['kind'], evidence: string, span: Span): void => { if (!has(kind)) found.push({ kind, evidence, span }) }
      for (const { name, tokens, span } of this.own) {
        const at: Span = [span[0], span[0] + name.length]
        if (name === 'junit') add('test', name, at)
        if (name === 'docker.build' || tokens.some(({ text }) => text === 'docker.build')) add('build', 'docker.build', at)
        if (name.startsWith('docker') || /\.push$/.test(name)) if (name.endsWith('.push') || tokens.some(({ text }) => text === 'push')) add('publish', 'docker push', at)
        if (tokens[0]?.text === '(' && !plain.has(name) && isDeployName(spaced(name))) add('deploy', name, at)
      }
      const { span } = this.locate(''), holds = this.own.some(({ name }) => name === 'stages' || name === 'parallel')
      if (!holds) {
        if (goingBack.test(this.name)) add('rollback', `stage '${this.name}'`, span)
        else if (isDeployName(this.name)) add('deploy', `stage '${this.name}'`, span)
        if (testing.test(this.name) && !has('deploy')) add('test', `stage '${this.name}'`, span)
      }
      return list(found, this.commands.open)
    })
  }
  get deployment(): facts.Activity | null { return goingBack.test(this.name) ? null : this.activities.find(({ kind }) => kind === 'deploy') ?? null }
  get target(): facts.Stage['target'] {
    if (!this.deployment) return null
    return stageOf(this.name) ?? stageOf(this.lines.lines.map(({ words }) => words).join(' '))
  }
  get isTested(): Maybe<boolean> {
    return this.once('isTested', () => {
      if ([...this.before, this].some(stage => stage.activities.some(({ kind }) => kind === 'test'))) return true
      const unsure = this.pipeline.stages.open || [...this.before, this].some(stage => stage.commands.open || stage.commands.some(words => hidden.test(words)))
      return unsure ? new Unknown(`what runs before ${this.name}`) : false
    })
  }
  get verification(): Maybe<string | null> {
    return this.once('verification', () => {
      if (!this.deployment) return null
      const { lines } = this.lines, from = lines.findIndex(({ words }) => commandKinds(words).includes('deploy'))
      const inside = lines.find(({ words }, i) => i === from && waiting.test(words) || i > from && commandKinds(words).includes('verify'))
      if (inside) return inside.words.split(' ').slice(0, 3).join(' ')
      const behind = this.model.stages.find(stage => stage.before.includes(this) && (watching.test(stage.name) || stage.activities.some(({ kind }) => kind === 'verify' || kind === 'test')))
      if (behind) return `stage '${behind.name}'`
      return from < 0 || this.commands.open || this.pipeline.stages.open || lines.some(({ words }) => hidden.test(words)) ? new Unknown(this.deployment.evidence) : null
    })
  }
}

const wordsOf = (command: Command): string => [command.name ?? command.nameWord?.text ?? '', ...command.words.map(word => word.value ?? word.text)].join(' ').replace(/\s+/g, ' ')

