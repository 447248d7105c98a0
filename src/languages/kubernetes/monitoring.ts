import type { Fact } from '../../core/fact'
import type { Exported } from '../../core/lookup'
import { isKnown, isUnknown, list, Unknown, type List, type Maybe } from '../../core/value'
import { keys, type SelectingSummary, type SelectorSummary } from './exports'
import type * as facts from './facts'
import { collectorFacts } from '../otel/exports'
import { alertmanagerFacts, groupExports, groupFacts, objectiveExports, objectiveFacts } from '../prometheus/exports'
import { queryOf } from '../promql/query'
import { ObjectNode } from './object'
import { Problems, prometheusSeconds } from './problem'
import { KindNode } from './resources'
import { pairOf, selectorOf } from './selector'
import { at, each, flag, isThere, pairs, raw, text, when, type Found } from './tree'
import { writtenNode } from './written'

const unsure = new Unknown('…')

/** A PrometheusRule of the Prometheus operator. */
export class PrometheusRuleNode extends KindNode implements facts.PrometheusRule {
  override readonly kind = 'kubernetes.PrometheusRule'

  get problems(): List<facts.Problem> {
    return this.keep('problems', () => {
      const problems = new Problems(), seen = new Set<string>()
      const groups = each(this.at('spec', 'groups'), (group, i) => {
        const path = `spec.groups[${i}]`, name = problems.text(at(group, 'name'))
        if (problems.lacks(at(group, 'name'))) problems.add(path, 'has a group without a name')
        if (name !== null && seen.has(name) && !group.conditional) problems.add(`${path}.name`, `has two groups of the name '${name}'`)
        if (name !== null) seen.add(name)
        this.duration(problems, group, 'interval', path)
        return each(at(group, 'rules'), (rule, j) => this.check(problems, rule, `${path}.rules[${j}]`))
      })
      if (groups.open || groups.some(rules => rules.open === true)) problems.doubt()
      return problems.list
    })
  }

  private duration(problems: Problems, of: Found, field: string, path: string): void {
    const written = problems.text(at(of, field))
    if (written !== null && prometheusSeconds(written) === null) problems.add(`${path}.${field}`, `has a duration '${written}', which is none`)
  }

  private check(problems: Problems, rule: Found, path: string): void {
    const alert = at(rule, 'alert'), record = at(rule, 'record'), name = problems.text(alert) ?? problems.text(record) ?? '…'
    if (alert === null && record === null) problems.add(path, 'has a rule that is neither alert nor record')
    if (alert !== null && record !== null && !isUnknown(alert) && !isUnknown(record)) problems.add(`${path}.record`, `has a rule '${name}' that is both alert and record`)
    const expression = raw(at(rule, 'expr'))
    if (problems.lacks(at(rule, 'expr'))) problems.add(path, `has a rule '${name}' without an expression`)
    else if (isUnknown(expression) || expression !== null && /\$\{|\$\(|\{\{/.test(expression)) problems.doubt()
    else if (expression !== null) {
      const { problem, isValid } = queryOf(expression, '')
      if (problem !== null) problems.add(`${path}.expr`, `has a rule '${name}' whose expression ${problem}`)
      else if (isUnknown(isValid)) problems.doubt()
    }
    this.duration(problems, rule, 'for', path)
    this.duration(problems, rule, 'keep_firing_for', path)
    if (alert === null && record !== null) for (const field of ['for', 'annotations', 'keep_firing_for']) problems.when(isThere(at(rule, field)), `${path}.${field}`, `has '${field}' in the recording rule '${name}'`)
    for (const section of ['labels', 'annotations']) {
      const values = at(rule, section)
      if (values === null || isUnknown(values)) continue
      for (const [key, value] of values.children) {
        const template = raw(value)
        if (isKnown(template) && template !== null && !isBalanced(template)) problems.add(`${path}.${section}["${key}"]`, `has a template in '${name}' whose braces do not match`)
      }
    }
  }

  override *facts(): Generator<Fact> {
    yield* super.facts()
    const groups = this.at('spec', 'groups')
    if (groups !== null && !isUnknown(groups)) yield* groupFacts(groups.source, this.lasts ? groups.node : writtenNode(groups), this.world.lookup)
  }

  override *exports(): Generator<Exported> {
    yield* super.exports()
    const groups = this.at('spec', 'groups')
    if (groups !== null && !isUnknown(groups)) yield* groupExports(groups.source, this.lasts ? groups.node : writtenNode(groups), this.world.lookup)
  }

  get alerts(): List<facts.Alert> {
    return this.keep('alerts', () => {
      const found: facts.Alert[] = []
      const groups = each(this.at('spec', 'groups'), (group, i) => each(at(group, 'rules'), (rule, j) => {
        const name = text(at(rule, 'alert'))
        if (name === null) return
        const labels = pairs(at(rule, 'labels')), shared = pairs(at(group, 'labels')), annotations = pairs(at(rule, 'annotations')), expression = raw(at(rule, 'expr')), waits = text(at(rule, 'for'))
        const query = queryOf(expression ?? '', '')
        const isPresent = (names: readonly string[], ...dictionaries: readonly { has(name: string): boolean; readonly open?: boolean }[]): Maybe<boolean> =>
          dictionaries.some(dictionary => names.some(name => dictionary.has(name))) ? true : dictionaries.some(dictionary => dictionary.open) ? unsure : false
        // What looks back over a range waits by itself, and what always fires is meant to.
        const mayWait = waits !== null ? true : query.looksBack
        const parts: readonly (readonly [string, Maybe<boolean>])[] = [
          ["'for'", mayWait], ['severity', isPresent(['severity', 'priority', 'level'], labels, shared)],
          ['summary', isPresent(['summary', 'description', 'message', 'title'], annotations)], ['runbook_url', isPresent(['runbook_url', 'runbook', 'runbookUrl', 'runbook-url', 'playbook', 'playbook_url'], annotations)],
        ]
        found.push({
          path: `spec.groups[${i}].rules[${j}]`, name,
          hasCondition: expression === null ? true : query.hasCondition,
          lacks: list(parts.filter(([, isThere]) => isThere === false).map(([part]) => part), parts.some(([, isThere]) => isUnknown(isThere))),
        })
      }))
      return list(found, groups.open || groups.some(rules => rules.open === true))
    })
  }
}

/** Does every `{{` of a text have its `}}`? */
function isBalanced(text: string): boolean {
  for (let i = text.indexOf('{{'); i >= 0; i = text.indexOf('{{', i)) {
    const end = text.indexOf('}}', i), next = text.indexOf('{{', i + 2)
    if (end < 0 || next >= 0 && next < end) return false
    i = end + 2
  }
  return true
}

/** An object that is an objective for a service: of Sloth, of Pyrra. */
export class ObjectivesNode extends ObjectNode {
  override *facts(): Generator<Fact> {
    yield this
    yield* objectiveFacts(this.tree.source, this.lasts ? this.tree.node : writtenNode(this.tree))
  }

  override *exports(): Generator<Exported> {
    yield* super.exports()
    yield* objectiveExports(this.tree.source, this.lasts ? this.tree.node : writtenNode(this.tree))
  }
}

/** An object that holds the configuration of another program: AlertmanagerConfig, OpenTelemetryCollector. */
export class ConfigurationNode extends ObjectNode {
  override *facts(): Generator<Fact> {
    yield this
    const isCollector = this.objectKind === 'OpenTelemetryCollector', found = isCollector ? this.at('spec', 'config') : this.at('spec')
    if (found === null || isUnknown(found) || found.kind !== 'map') return
    const node = this.lasts ? found.node : writtenNode(found)
    yield* isCollector ? collectorFacts(found.source, node) : alertmanagerFacts(found.source, node)
  }
}

/** A ServiceMonitor or PodMonitor of the Prometheus operator. */
export class MonitorNode extends KindNode implements facts.Monitor {
  override readonly kind = 'kubernetes.Monitor'

  get endpoints(): List<facts.MonitorEndpoint> {
    return this.keep('endpoints', () => {
      const field = this.objectKind === 'PodMonitor' ? 'podMetricsEndpoints' : 'endpoints'
      const seconds = (found: Found): Maybe<number | null> => when(text(found), written => written === null ? null : prometheusSeconds(written))
      return each(this.at('spec', field), (item, i) => ({
        path: `spec.${field}[${i}]`, port: text(at(item, 'port')), interval: text(at(item, 'interval')), intervalSeconds: seconds(at(item, 'interval')), timeoutSeconds: seconds(at(item, 'scrapeTimeout')),
        skipsVerification: flag(at(item, 'tlsConfig', 'insecureSkipVerify')), bearerTokenFile: text(at(item, 'bearerTokenFile')),
      }))
    })
  }

  private get selectorSummary(): SelectorSummary | null { const found = this.at('spec', 'selector'); return isUnknown(found) ? null : selectorOf(found) }

  override *exports(): Generator<Exported> {
    yield* super.exports()
    const summary = this.summary(), selector = this.selectorSummary
    // Monitors stand in the namespace of the Prometheus and look into others.
    if (summary && selector) yield { key: keys.selects(summary.objectKind, pairOf(selector)), summary: { ...summary, namespace: null, selector } satisfies SelectingSummary }
  }
}
