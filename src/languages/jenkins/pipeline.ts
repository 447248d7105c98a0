import { list, Unknown, type List, type Maybe } from '../../core/value'
import { cloudKey, cloudKeysIn } from '../shell/cloud-keys'
import { agentOf } from './agent'
import type * as facts from './facts'
import { argument, firstText, type Statement, within } from './groovy'
import { argumentsOf, Model, scriptOf, secretNames } from './model'
import { Node } from './node'
import type { StageNode } from './stage'

export class PipelineNode extends Node implements facts.Pipeline {
  readonly kind = 'jenkins.Pipeline'
  readonly subject = ''

  protected get statement(): Statement | null { return this.model.declarative ?? this.model.parsed.statements[0] ?? null }
  protected part(path: string): Statement | null { return this.section(/^\w+/.exec(path)?.[0] ?? '') }
  private section(name: string): Statement | null { return Model.section(this.model.declarative?.body ?? null, name) }
  private get all(): readonly Statement[] { return this.once('all', () => [...within(this.model.parsed.statements)]) }

  get fileName(): string { return this.path.slice(this.path.lastIndexOf('/') + 1) }
  get isDeclarative(): boolean { return this.model.declarative !== null }
  get agent(): facts.Agent | null {
    const node = this.model.declarative ? null : this.model.parsed.statements.find(({ name }) => name === 'node')
    return agentOf(this.section('agent')) ?? (node ? { form: 'label', image: null, isPinned: null } : null)
  }
  /** Statements that set options, with all their words. */
  private get settings(): readonly Statement[] { return this.once('settings', () => [...this.section('options')?.body ?? [], ...this.all.filter(({ name }) => name === 'properties')]) }
  get options(): List<string> {
    return this.once('options', () => list(new Set(this.settings.flatMap(({ name, tokens }) => name === 'properties' ? tokens.flatMap((token, i) => token.kind === 'word' && tokens[i + 1]?.text === '(' ? token.text : []) : name))))
  }
  get hasTimeout(): boolean {
    if (this.options.includes('timeout')) return true
    const { stages } = this.model
    return !this.isDeclarative && stages.length > 0 && stages.every(stage => stage.isWithin('timeout'))
  }
  get disablesConcurrentBuilds(): boolean { return this.options.includes('disableConcurrentBuilds') }
  get abortsPrevious(): boolean { return this.settings.some(({ tokens }) => tokens.some((token, i) => token.text === 'abortPrevious' && tokens[i + 2]?.text === 'true')) }
  get triggers(): List<string> {
    return this.once('triggers', () => list(this.section('triggers')?.body?.map(({ name }) => name) ?? this.settings.flatMap(({ tokens }) => tokens.filter(({ text }) => text === 'cron' || text === 'pollSCM' || text === 'upstream').map(({ text }) => text))))
  }
  get parameters(): List<string> { return this.once('parameters', () => list([...this.section('parameters')?.body ?? [], ...this.settings].flatMap(statement => argumentsOf(statement, 'name')))) }
  get post(): List<string> { return this.once('post', () => list(this.section('post')?.body?.map(({ name }) => name) ?? [])) }
  get stages(): List<StageNode> { return list(this.model.stages, this.isOpen) }
  /** A library or a file that it loads may bring stages. */
  private get isOpen(): boolean { return this.model.parsed.isBroken || this.all.some(({ name }) => name === 'load') || this.model.declarative === null && this.model.stages.length === 0 }
  get libraries(): List<facts.Library> {
    return this.once('libraries', () => list(this.all.flatMap(statement => {
      if (statement.name !== '@Library' && statement.name !== 'library') return []
      const named = argument(statement, 'identifier')?.string
      return (named ? [named] : statement.name === 'library' ? [firstText(statement)] : statement.tokens.map(({ string }) => string)).flatMap(text => {
        if (!text) return []
        const [name = '', version = null] = text.value.split('@')
        return [{ name, version, isPinned: version !== null && /^[0-9a-f]{40}$|^v?\d+(?:\.\d+)+/i.test(version) }]
      })
    })))
  }
  get credentials(): List<string> {
    return this.once('credentials', () => list(new Set(this.all.flatMap(statement => [
      ...argumentsOf(statement, 'credentialsId'),
      ...statement.tokens.flatMap((token, i) => token.text === 'credentials' && statement.tokens[i + 1]?.text === '(' ? statement.tokens[i + 2]?.string?.value ?? [] : []),
      ...statement.name === 'sshagent' ? statement.tokens.flatMap(({ string }) => string?.value ?? []) : [],
    ]))))
  }
  get interpolatedSecrets(): List<string> {
    return this.once('interpolatedSecrets', () => {
      const names = secretNames(this.model.parsed.statements)
      return list(this.all.flatMap(statement => {
        const string = scriptOf(statement)?.string
        if (!string?.isInterpolated) return []
        const found = [...string.value.matchAll(/(\\?)\$\{?(?:env\.)?(\w+)/g)].find(([, escape, name]) => escape === '' && names.has(name!))
        return found ? [found[2]!] : []
      }))
    })
  }
  get cloudKeys(): List<string> {
    return this.once('cloudKeys', () => list(new Set([
      ...[...secretNames(this.model.parsed.statements)].filter(name => cloudKey.test(name)),
      ...this.all.flatMap(statement => {
        const script = scriptOf(statement)?.string
        return [...script ? cloudKeysIn(script.value) : [], ...statement.tokens[0]?.text === '=' && cloudKey.test(statement.name) ? [statement.name] : [], ...statement.tokens.some(({ text }) => text === 'AmazonWebServicesCredentialsBinding') ? ['AWS_ACCESS_KEY_ID'] : []]
      }),
    ])))
  }
  get activities(): List<facts.Activity> { return this.once('activities', () => list(this.model.stages.flatMap(stage => [...stage.activities]), this.isOpen || this.model.stages.some(stage => stage.activities.open))) }
  get runsOnChanges(): Maybe<boolean> { return this.all.some(({ name, tokens }) => /^changeRequest$|CHANGE_ID/.test(name) || tokens.some(({ text }) => /\bCHANGE_ID\b|^changeRequest$/.test(text))) || new Unknown('the job in Jenkins') }
}
