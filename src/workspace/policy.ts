import { effective, emptyConfig, resolve, type Config, type Settings } from '../core/config'
import type { RuleSetting } from '../core/engine'
import type { Finding, Level } from '../core/finding'
import type { RunnableRule } from '../core/program'
import { purposeOf } from '../core/purpose'
import { applySuppressions, checkSuppressions, readSuppressions } from '../core/suppression'
import type { RuleNames } from '../core/rule-names'
import type { ConfigurableRule } from '../core/config'
import type { Judged, JudgedFile, Policy } from './workspace'

export interface PolicyOptions {
  /** A configuration for the whole workspace, beneath those that its files hold. */
  readonly base?: Config
  /** Files are judged at this level at least. */
  readonly atLeast?: Level
  text(path: string): string | null
  /** Does something in the workspace deploy by Kubernetes manifests? */
  hasManifests?(): boolean
  names(): RuleNames
  rule(id: string): ConfigurableRule | null
}

const composeFile = /(?:^|\/)(?:docker-)?compose(?:[._-][^/]*)?\.ya?ml$/i

/** For how many files settings are kept; they are worked out again cheaply. */
const maxKnown = 100

/** Judges files by the configurations of the workspace and by what each file is for. */
export class WorkspacePolicy implements Policy {
  private readonly configs = new Map<string, Config>()
  private readonly known = new Map<string, Settings>()

  constructor(private readonly options: PolicyOptions) {}

  /** Sets or removes the configuration of a folder. Whoever holds the workspace invalidates it. */
  configure(folder: string, config: Config | null): void {
    if (config) this.configs.set(folder, config)
    else this.configs.delete(folder)
    this.known.clear()
  }

  /** Forgets what was worked out for a file, because its text changed. */
  forget(path: string): void {
    this.known.delete(path)
    this.known.delete(`${path}\n`)
  }

  settings(path: string): Settings {
    const besideManifests = composeFile.test(path) && this.options.hasManifests?.() === true
    const key = besideManifests ? `${path}\n` : path
    let settings = this.known.get(key)
    if (!settings) {
      if (this.known.size >= maxKnown) this.known.clear()
      const head = (this.options.text(path) ?? '').slice(0, 4096)
      settings = resolve(this.configsFor(path), { path, purpose: purposeOf(path, head, { besideManifests }) }, { atLeast: this.options.atLeast })
      this.known.set(key, settings)
    }
    return settings
  }

  /** The configurations that count for a file, nearest first. */
  configsFor(path: string): readonly Config[] {
    const chain: Config[] = []
    for (let folder = path; folder;) {
      folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))
      const config = this.configs.get(folder)
      if (config) chain.push(config)
    }
    return effective([...chain, this.options.base ?? emptyConfig('')])
  }

  setting(rule: RunnableRule, path: string): RuleSetting | null { return this.settings(path).rule(rule) }
  languageSetting(path: string, name: string): unknown { return this.settings(path).setting(name) }

  judge(file: JudgedFile, findings: readonly Finding[]): Judged {
    const settings = this.settings(file.path)
    if (settings.ignored || settings.level === null) return { kept: [], suppressed: [] }
    if (!file.syntax && !file.declared.length) return { kept: findings, suppressed: [] }
    const suppressions = [...file.syntax ? readSuppressions(file.syntax) : [], ...file.declared]
    if (!suppressions.length) return { kept: findings, suppressed: [] }
    const names = this.options.names()
    const applied = applySuppressions(findings, suppressions, names)
    const own = checkSuppressions(suppressions, applied, {
      path: file.path, text: file.text, names, damaged: findings.some((finding) => finding.rule === 'shipshape/syntax-error'),
      settings, isOn: (id) => { const rule = this.options.rule(id); return rule !== null && settings.rule(rule) !== null },
    })
    return { kept: [...applied.kept, ...own], suppressed: applied.suppressed }
  }
}
