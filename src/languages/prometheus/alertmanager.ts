import type { Fact } from '../../core/fact'
import type { Exported } from '../../core/lookup'
import { nearest } from '../../core/nearest'
import { isKnown, isUnknown, list, Unknown, type List, type Maybe } from '../../core/value'
import type { Matcher } from '../promql/query'
import { flagOf, itemsOf, pairsOf, plainText, textOf, textsOf, YamlFact, type Site, type Source } from '../yaml/fact'
import type { YamlNode } from '../yaml/tree'
import { asMap, asSequence, entries, isOpen } from '../yaml/walk'
import { routedSeverities, type RoutedSeverities } from './exports'
import type * as facts from './facts'
import { durationOf, isPagingWord } from './rules'

/** The routing of alerts and those who are told. */
export class AlertmanagerNode extends YamlFact implements facts.Alertmanager {
  override readonly kind = 'prometheus.Alertmanager'
  override readonly subject = 'alertmanager'
  protected override get own(): string { return 'route' }

  get root(): RouteNode | null { return this.keep('root', () => { const site = this.siteAt('route'); return site && asMap(site.node) ? new RouteNode(site, this, null, 0, 'route') : null }) }
  get routes(): List<RouteNode> { return this.keep('routes', () => this.root ? list(this.root.all(), this.root.isOpen) : list<RouteNode>([])) }
  get receivers(): List<ReceiverNode> { return this.keep('receivers', () => list(this.items('receivers').flatMap((site, i) => asMap(site.node) ? [new ReceiverNode(site, this, i)] : []), this.isOpenAt('receivers'))) }
  private isOpenAt(name: string): boolean { const site = this.siteAt(name); return site ? isOpen(site.node) || !asSequence(site.node) && textOf(site.node) !== null : isOpen(this.site.node) }

  receiver(name: Maybe<string | null>): Maybe<ReceiverNode | null> {
    if (isUnknown(name) || name === null) return name
    return this.receivers.find(one => one.name === name) ?? (this.receivers.open || this.receivers.some(one => isUnknown(one.name)) ? new Unknown(name) : null)
  }

  get rootReaches(): Maybe<boolean> {
    const { root } = this
    if (!root) return false
    const receiver = this.receiver(root.receiver)
    return isUnknown(receiver) ? receiver : receiver !== null && (receiver.integrations.length > 0 ? true : receiver.integrations.open ? new Unknown('receivers') : false)
  }

  private get paging(): readonly RouteNode[] { return this.routes.filter(route => !route.isRoot && route.isPaging === true) }

  get pagesReach(): Maybe<boolean> {
    const { paging, root } = this
    if (paging.length === 0 && this.routes.some(route => isUnknown(route.isPaging))) return new Unknown('matchers')
    const receivers = (paging.length > 0 ? paging.flatMap(route => [...route.all()]) : root ? [root] : []).map(route => this.receiver(route.receiver))
    let doubt: Unknown | null = null
    for (const receiver of receivers) {
      const wakes = isUnknown(receiver) ? receiver : receiver?.wakes ?? false
      if (wakes === true) return true
      if (isUnknown(wakes)) doubt = wakes
    }
    return doubt ?? false
  }

  get pagingReceiver(): Maybe<string> { const [route] = this.paging; return route?.receiver ?? '' }

  get hasDeadManSwitch(): Maybe<boolean> {
    const used = this.receivers.filter(one => one.isUsed !== false).map(one => one.isDeadManSwitch === true && isUnknown(one.isUsed) ? one.isUsed : one.isDeadManSwitch)
    return used.includes(true) ? true : used.find(isUnknown) ?? (this.receivers.open ? new Unknown('receivers') : false)
  }

  get hasInhibition(): Maybe<boolean> { return itemsOf(this.at('inhibit_rules') ?? this.at('inhibitRules')).length > 0 }

  *exports(): Generator<Exported> {
    const found = new Set<string>()
    for (const { name, op, value } of this.routes.flatMap(route => route.matchers)) if (/^(?:severity|priority|level)$/i.test(name) && (op === '=' || op === '=~')) for (const word of op === '=' ? [value] : value.replace(/[\^$()]/g, '').split('|')) found.add(word)
    if (found.size > 0) yield { key: routedSeverities, summary: { path: this.path, severities: [...found], isOpen: this.routes.open === true || this.routes.some(route => route.matchers.open === true) || [...found].some(word => /[.*+?[\]]/.test(word)) } satisfies RoutedSeverities }
  }

  *facts(): Generator<Fact> {
    yield this
    yield* this.routes
    yield* this.receivers
  }
}

/** Facts of the routes and receivers of an object of another language. */
export const alertmanagerFacts = (source: Source, root: YamlNode): Iterable<Fact> => new AlertmanagerNode({ source, node: root }).facts()

/** Splits at commas outside of quotes. */
function split(text: string): string[] {
  const found: string[] = []
  let at = 0, quoted = false
  for (let i = 0; i <= text.length; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === '"') quoted = !quoted
    else if (i === text.length || text[i] === ',' && !quoted) { found.push(text.slice(at, i)); at = i + 1 }
  }
  return found
}

export class RouteNode extends YamlFact implements facts.Route {
  override readonly kind = 'prometheus.Route'
  constructor(site: Site, readonly alertmanager: AlertmanagerNode, private readonly parent: RouteNode | null, private readonly depth: number, readonly subject: string) { super(site) }
  protected override get own(): string { return 'receiver' }

  get isRoot(): boolean { return this.parent === null }
  get isOpen(): boolean { const routes = this.at('routes'); return routes !== null && isOpen(routes) || this.children.some(one => one.isOpen) }
  get children(): readonly RouteNode[] { return this.keep('children', () => this.depth > 20 ? [] : this.items('routes').flatMap((site, i) => asMap(site.node) ? [new RouteNode(site, this.alertmanager, this, this.depth + 1, `${this.subject}/${i}`)] : [])) }
  *all(): Generator<RouteNode> {
    yield this
    for (const child of this.children) yield* child.all()
  }

  get ownReceiver(): Maybe<string | null> { return plainText(this.at('receiver')) }
  get receiver(): Maybe<string | null> { return this.ownReceiver ?? this.parent?.receiver ?? null }
  get receiverExists(): Maybe<boolean> { const found = this.alertmanager.receiver(this.receiver); return isUnknown(found) ? found : found !== null }
  get suggestion(): string | null { const { receiver } = this; return isKnown(receiver) && receiver !== null ? nearest(receiver, this.alertmanager.receivers.flatMap(one => isKnown(one.name) && one.name !== null ? [one.name] : [])) : null }

  get matchers(): List<Matcher> {
    return this.keep('matchers', () => {
      const found: Matcher[] = []
      let open = false
      for (const [key, op] of [['match', '='], ['match_re', '=~']] as const) for (const [name, value] of pairsOf(this.at(key))) {
        if (isUnknown(value)) open = true
        else found.push({ name, op, value: value ?? '' })
      }
      const texts = textsOf(this.at('matchers'))
      if (texts.open) open = true
      const items = itemsOf(this.at('matchers'))
      for (const [i, text] of texts.entries()) {
        const item = asMap(items[i] ?? null)
        if (item) {
          // In an object of Kubernetes a matcher is a map.
          const name = plainText(item.get('name')), value = plainText(item.get('value')), op = plainText(item.get('matchType')) ?? '='
          if (isKnown(name) && name !== null && isKnown(value) && isKnown(op)) found.push({ name, op: op as Matcher['op'], value: value ?? '' })
          else open = true
          continue
        }
        if (isUnknown(text)) { open = true; continue }
        for (const part of split(text.trim().replace(/^\{/, '').replace(/\}$/, ''))) {
          const match = /^\s*"?([^\s"=!~]+)"?\s*(=~|!~|!=|=)\s*(.*)$/.exec(part)
          if (match) found.push({ name: match[1]!, op: match[2] as Matcher['op'], value: match[3]!.trim().replace(/^"|"$/g, '') })
          else if (part.trim() !== '') open = true
        }
      }
      return list(found, open)
    })
  }
  get usesOldMatch(): boolean { return this.at('match') !== null || this.at('match_re') !== null }
  get continues(): Maybe<boolean> { const flag = flagOf(this.at('continue')); return flag ?? false }
  get groupBy(): List<Maybe<string>> { return textsOf(this.at('group_by') ?? this.at('groupBy')) }
  get repeatIntervalSeconds(): Maybe<number | null> { return durationOf(this.at('repeat_interval') ?? this.at('repeatInterval')) ?? this.parent?.repeatIntervalSeconds ?? null }
  get groupIntervalSeconds(): Maybe<number | null> { return durationOf(this.at('group_interval') ?? this.at('groupInterval')) ?? this.parent?.groupIntervalSeconds ?? null }

  get isReachable(): Maybe<boolean> {
    if (!this.parent) return true
    const own = new Set(this.matchers.map(({ name, op, value }) => `${name}${op}${value}`))
    for (const other of this.parent.children) {
      if (other === this) return true
      if (other.continues !== false || other.matchers.open) continue
      if (other.matchers.every(({ name, op, value }) => own.has(`${name}${op}${value}`))) return false
    }
    return true
  }

  get isPaging(): Maybe<boolean> {
    const { matchers } = this
    if (matchers.some(({ name, op, value }) => /^(?:severity|priority|level|urgency)$/i.test(name) && (op === '=' && isPagingWord(value) || op === '=~' && value.split('|').some(one => isPagingWord(one.replace(/[\^$()]/g, '')))))) return true
    return matchers.open ? new Unknown('matchers') : false
  }
}

const wakers = /^(?:pagerduty|opsgenie|victorops|pushover|incidentio|rootly|jira_service_management)$/
const pagerAddress = /pagerduty|opsgenie|victorops|incident\.io|rootly|squadcast|zenduty|ilert|firehydrant|oncall|on-call|betterstack|betteruptime|spike\.sh|xmatters|splunk|signl4|twilio/i
const silenceAddress = /deadmanssnitch|nosnch\.in|hc-ping\.com|healthchecks|dead-?man|cronitor|heartbeat|uptime|betteruptime|pushmon|checkly|watchdog/i
const silenceName = /dead.?man|snitch|watchdog|heartbeat|healthcheck/i

export class ReceiverNode extends YamlFact implements facts.Receiver {
  override readonly kind = 'prometheus.Receiver'
  readonly subject: string
  constructor(site: Site, readonly alertmanager: AlertmanagerNode, index: number) {
    super(site)
    this.subject = `receiver/${isKnown(this.name) && this.name !== null ? this.name : index}`
  }
  protected override get own(): string { return 'name' }
  get name(): Maybe<string | null> { return plainText(this.at('name')) }

  get integrations(): List<string> {
    return this.keep('integrations', () => {
      const found: string[] = []
      let open = isOpen(this.site.node)
      for (const { name, value } of entries(this.site.node)) {
        const sort = name && /^(\w+?)_?[cC]onfigs$/.exec(name)?.[1]
        if (!sort) continue
        const items = itemsOf(value)
        if (items.length > 0) found.push(sort.toLowerCase())
        else if (items.open || !asSequence(value) && textOf(value) !== null) open = true
      }
      return list(found, open)
    })
  }

  /** Addresses of webhooks; unknown where a file or a variable has them. */
  private get addresses(): readonly Maybe<string>[] { return itemsOf(this.at('webhook_configs') ?? this.at('webhookConfigs')).map(item => { const url = asMap(item)?.get('url') ?? null, text = plainText(url); return text ?? new Unknown('url_file') }) }

  get wakes(): Maybe<boolean> {
    const { integrations, addresses } = this
    if (integrations.some(name => wakers.test(name)) || addresses.some(url => isKnown(url) && pagerAddress.test(url))) return true
    return integrations.open || integrations.includes('webhook') || integrations.includes('sns') ? new Unknown('webhook_configs') : false
  }
  get isDeadManSwitch(): Maybe<boolean> {
    const { addresses, name } = this
    if (addresses.some(url => isKnown(url) && silenceAddress.test(url))) return true
    if (isKnown(name) && name !== null && silenceName.test(name) && this.integrations.length > 0) return true
    return addresses.find(isUnknown) ?? (this.integrations.open ? new Unknown('receivers') : false)
  }
  get isUsed(): Maybe<boolean> {
    const { routes } = this.alertmanager, { name } = this
    if (isUnknown(name)) return name
    return routes.some(route => route.ownReceiver === name) ? true : routes.open || routes.some(route => isUnknown(route.ownReceiver)) ? new Unknown('routes') : false
  }
  get isNull(): Maybe<boolean> { const { name } = this; return isUnknown(name) ? name : name !== null && this.integrations.length === 0 && /null|none|black.?hole|drop|ignore|silen|void|noop|discard|trash|sink/i.test(name) }
}
