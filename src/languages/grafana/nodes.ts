import type { Fact } from '../../core/fact'
import type { Lookup } from '../../core/lookup'
import { isKnown, isUnknown, list, Unknown, type List, type Maybe } from '../../core/value'
import { seconds } from '../promql/parse'
import { recordedAs } from '../prometheus/exports'
import { queryOf, spelledOut, type ReadQuery } from '../promql/query'
import { flagOf, itemsOf, numberOf, plainText, textOf, textsOf, YamlFact, type Site } from '../yaml/fact'
import type { YamlNode } from '../yaml/tree'
import { asMap, asSequence, entry, lookup } from '../yaml/walk'
import type * as facts from './facts'

const linksOf = (node: YamlNode | null): List<facts.Link> => { const items = itemsOf(node); return list(items.map(item => ({ title: textOf(lookup(item, 'title')), url: textOf(lookup(item, 'url')), type: textOf(lookup(item, 'type')) })), items.open) }

const known = <T>(value: Maybe<T>): T | null => isKnown(value) ? value : null

/** A dashboard as its file has it. */
export class DashboardNode extends YamlFact implements facts.Dashboard {
  override readonly kind = 'grafana.Dashboard'
  constructor(site: Site, readonly world: Pick<Lookup, 'find'>) { super(site) }
  get subject(): string { return known(this.uid) ?? known(this.title) ?? 'dashboard' }
  protected override get own(): string { return this.at('title') ? 'title' : 'panels' }

  get title(): Maybe<string | null> { return textOf(this.at('title')) }
  get uid(): Maybe<string | null> { return textOf(this.at('uid')) }
  get isEditable(): Maybe<boolean> { const flag = flagOf(this.at('editable')); return flag ?? true }
  get tags(): List<Maybe<string>> { return textsOf(this.at('tags')) }

  /** Panels of text, in which links may stand; known once the panels are. */
  private readonly writings: YamlNode[] = []

  get panels(): List<PanelNode> {
    return this.keep('panels', () => {
      const found: PanelNode[] = []
      let row: Maybe<string | null> = null
      const add = (site: Site, within: Maybe<string | null>): void => {
        if (!asMap(site.node)) return
        const type = textOf(lookup(site.node, 'type'))
        if (type === 'row') {
          row = textOf(lookup(site.node, 'title'))
          const holder = asSequence(lookup(site.node, 'panels'))
          holder?.items.forEach((node, step) => { if (asMap(node)) found.push(new PanelNode({ source: site.source, node, holder, step }, this, row, found.length)) })
        } else if (type === 'text') this.writings.push(site.node)
        else if (type !== 'news' && type !== 'dashlist' && type !== 'welcome') found.push(new PanelNode(site, this, within, found.length))
      }
      for (const site of this.items('panels')) add(site, row)
      // Before version 16 of the schema panels stood in rows.
      for (const old of this.items('rows')) {
        const holder = asSequence(lookup(old.node, 'panels'))
        holder?.items.forEach((node, step) => add({ source: old.source, node, holder, step }, textOf(lookup(old.node, 'title'))))
      }
      return list(found)
    })
  }

  get variables(): List<facts.Variable> { const items = itemsOf(this.at('templating', 'list')); return list(items.map(item => ({ name: textOf(lookup(item, 'name')), type: textOf(lookup(item, 'type')) })), items.open) }
  get hasDatasourceVariable(): Maybe<boolean> { return this.variables.some(one => one.type === 'datasource') || itemsOf(this.at('__inputs')).some(item => textOf(lookup(item, 'type')) === 'datasource') }
  get usesDatasourceVariable(): Maybe<boolean> { return this.panels.every(panel => panel.hasVariableDatasource === true || panel.targets === 0 && panel.hasVariableDatasource === null) }
  get links(): List<facts.Link> { return linksOf(this.at('links')) }
  get annotations(): List<facts.Annotation> {
    const items = itemsOf(this.at('annotations', 'list'))
    return list(items.filter(item => textOf(lookup(item, 'builtIn')) !== '1' && flagOf(lookup(item, 'builtIn')) !== true).map(item => ({
      name: textOf(lookup(item, 'name')), isEnabled: flagOf(lookup(item, 'enable')) ?? true, expression: textOf(lookup(item, 'expr')) ?? textOf(lookup(item, 'target', 'expr')) ?? textOf(lookup(item, 'query')),
    })), items.open)
  }
  get marksDeployments(): Maybe<boolean> {
    const { annotations } = this
    const says = (text: Maybe<string | null>): boolean => isKnown(text) && text !== null && /deploy|release|rollout|version|generation|build_info|process_start_time|argocd|flux/i.test(text)
    return annotations.some(one => one.isEnabled !== false && (says(one.name) || says(one.expression))) || itemsOf(this.at('annotations', 'list')).some(item => flagOf(lookup(item, 'enable')) !== false && [...itemsOf(lookup(item, 'tags')), ...itemsOf(lookup(item, 'target', 'tags'))].some(tag => says(textOf(tag)))) ? true : annotations.open ? new Unknown('annotations') : false
  }

  private every(test: (panel: PanelNode) => Maybe<boolean>): Maybe<boolean> {
    let doubt: Unknown | null = null
    for (const panel of this.panels) {
      const holds = test(panel)
      if (holds === false) return false
      if (isUnknown(holds)) doubt = holds
    }
    return doubt ?? true
  }
  private shapesOf(panels: readonly PanelNode[]): List<string> { return list(new Set(panels.flatMap(panel => [...panel.shapes])), panels.some(panel => panel.shapes.open)) }
  get shapes(): List<string> { return this.keep('shapes', () => this.shapesOf(this.panels)) }
  get firstRowShapes(): List<string> { return this.shapesOf(this.panels.filter(panel => panel.isFirstRow === true)) }
  get leadingShapes(): List<string> {
    const causes = this.panels.filter(panel => panel.shapes.some(shape => !outcomes.has(shape)) && !panel.shapes.some(shape => outcomes.has(shape))).flatMap(panel => { const y = known(panel.y); return y === null ? [] : [y] })
    return this.shapesOf(this.panels.filter(panel => { const y = known(panel.y); return panel.isFirstRow === true || y !== null && y < Math.min(...causes) }))
  }
  get hasUnits(): Maybe<boolean> { return this.every(panel => panel.showsNumbers === false || panel.hasOwnUnits || (isUnknown(panel.unit) ? panel.unit : panel.unit !== null)) }
  get hasDescriptions(): Maybe<boolean> { return this.every(panel => isUnknown(panel.description) ? panel.description : panel.description !== null && panel.description.trim() !== '') }
  private get allLinks(): readonly facts.Link[] { return [...this.links, ...this.panels.flatMap(panel => [...panel.links]), ...this.writings.flatMap(node => [...linksIn(textOf(lookup(node, 'options', 'content')) ?? textOf(lookup(node, 'content')))])] }
  private leads(pattern: RegExp): boolean { return this.allLinks.some(({ title, url }) => [title, url].some(text => isKnown(text) && text !== null && pattern.test(text))) }
  get hasRunbookLink(): Maybe<boolean> { return this.leads(/runbook|playbook/i) }
  get leadsToLogs(): Maybe<boolean> { return this.leads(/(?<![a-z])logs?\b|loki|kibana|elastic|opensearch|cloudwatch/i) || this.panels.some(panel => panel.type === 'logs') }
  get leadsToTraces(): Maybe<boolean> { return this.leads(/trac(?:e|ing)|tempo|jaeger|zipkin|x-?ray/i) || this.panels.some(panel => panel.type === 'traces' || panel.showsExemplars === true) }

  *facts(): Generator<Fact> {
    yield this
    yield* this.panels
  }
}

/** What users notice. */
const outcomes: ReadonlySet<string> = new Set(['rate', 'errors', 'duration', 'availability', 'budget'])

/** Links of Markdown or HTML. */
function* linksIn(text: Maybe<string | null>): Generator<facts.Link> {
  if (!isKnown(text) || text === null) return
  for (const [, title, url] of text.matchAll(/\[([^\]\n]{1,200})\]\(([^()\s]{1,1000})/g)) yield { title: title!, url: url!, type: null }
  for (const [, url, title] of text.matchAll(/<a\s[^<>]{0,200}?href=["']([^"'<>]{1,1000})["'][^<>]{0,200}>([^<]{0,200})/gi)) yield { title: title!, url: url!, type: null }
}

const noNumbers = /^(?:table|table-old|logs|traces|nodeGraph|alertlist|annolist|geomap|canvas|row|text|flamegraph|dashlist|state-timeline|status-history|heatmap)$/
const otherSources = /^(?!prometheus$|-- |grafana$|datasource$|mixed$).+/i

class PanelNode extends YamlFact implements facts.Panel {
  override readonly kind = 'grafana.Panel'
  constructor(site: Site, readonly dashboard: DashboardNode, readonly row: Maybe<string | null>, private readonly index: number) { super(site) }
  get subject(): string { return `panel/${known(textOf(this.at('id'))) ?? this.index}` }
  protected override get own(): string { return 'title' }

  get title(): Maybe<string | null> { return textOf(this.at('title')) }
  get type(): Maybe<string | null> { return textOf(this.at('type')) }
  get unit(): Maybe<string | null> { return plainText(this.at('fieldConfig', 'defaults', 'unit')) ?? plainText(this.at('yaxes', 0, 'format')) ?? plainText(this.at('format')) }
  /** Units are written for single series of it. */
  get hasOwnUnits(): boolean { return itemsOf(this.at('fieldConfig', 'overrides')).some(item => itemsOf(lookup(item, 'properties')).some(property => textOf(lookup(property, 'id')) === 'unit')) }
  get description(): Maybe<string | null> { return textOf(this.at('description')) }
  get y(): Maybe<number | null> { return numberOf(this.at('gridPos', 'y')) }
  get isFirstRow(): Maybe<boolean> {
    const own = this.y
    if (isUnknown(own)) return own
    const all = this.dashboard.panels.flatMap(panel => { const y = known(panel.y); return y === null ? [] : [y] })
    return own !== null && own <= Math.min(...all)
  }
  get targets(): number { return itemsOf(this.at('targets')).length }
  get links(): List<facts.Link> { const own = linksOf(this.at('links')), data = linksOf(this.at('fieldConfig', 'defaults', 'links')); return list([...own, ...data], own.open || data.open) }
  get showsExemplars(): Maybe<boolean> { return itemsOf(this.at('targets')).some(target => flagOf(lookup(target, 'exemplar')) === true) }
  get showsNumbers(): Maybe<boolean> { const { type } = this; return isUnknown(type) ? type : type === null || !noNumbers.test(type) }

  private sourceOf(of: YamlNode | null): { readonly name: Maybe<string | null>; readonly type: Maybe<string | null> } {
    const node = of && entry(of, 'datasource')?.value
    if (!node) return { name: null, type: null }
    return asMap(node) ? { name: textOf(lookup(node, 'uid')), type: textOf(lookup(node, 'type')) } : { name: textOf(node), type: null }
  }
  get hasVariableDatasource(): Maybe<boolean | null> {
    let { name } = this.sourceOf(this.site.node)
    if (name === null || isKnown(name) && /^-- Mixed --$/.test(name)) name = this.sourceOf(this.at('targets', 0)).name
    return isUnknown(name) ? name : name === null ? null : name.includes('$') || /^-- (?:Dashboard|Grafana) --$/.test(name)
  }
  get datasourceType(): Maybe<string | null> { return this.sourceOf(this.site.node).type ?? this.sourceOf(this.at('targets', 0)).type }

  get queries(): List<ReadQuery> {
    return this.keep('queries', () => {
      const own = this.sourceOf(this.site.node), targets = itemsOf(this.at('targets'))
      return list(targets.flatMap((target, i) => {
        const source = this.sourceOf(target), type = source.type ?? own.type, name = source.name ?? own.name, text = textOf(lookup(target, 'expr'))
        if (text === null || isKnown(type) && type !== null && otherSources.test(type) || isKnown(name) && name !== null && /loki|tempo|elastic|influx|cloudwatch|graphite/i.test(name) || flagOf(lookup(target, 'hide')) === true) return []
        return [queryOf(text, `targets[${i}].expr`, true)]
      }), targets.open)
    })
  }
  get spelledOut(): List<ReadQuery> { return this.keep('spelledOut', () => list(this.queries.map((query, i) => spelledOut(query, name => recordedAs(this.dashboard.world, name), `targets[${i}].expr`, true)), this.queries.open)) }
  get shapes(): List<string> {
    return this.keep('shapes', () => {
      const all = new Set([...this.queries, ...this.spelledOut])
      return list(new Set([...all].flatMap(query => [...query.shapes])), this.queries.open || this.queries.some(query => query.shapes.open))
    })
  }
  get showsNow(): Maybe<boolean> {
    const targets = itemsOf(this.at('targets')), { type } = this
    if (targets.length > 0 && targets.every(target => flagOf(lookup(target, 'instant')) === true && flagOf(lookup(target, 'range')) !== true)) return true
    return isUnknown(type) ? type : type !== null && /^(?:stat|singlestat|gauge|bargauge|piechart)$/.test(type) && itemsOf(this.at('options', 'reduceOptions', 'calcs')).every(calc => /^last/.test(known(textOf(calc)) ?? ''))
  }
  get usesRateInterval(): Maybe<boolean> {
    const isStepped = this.at('interval') !== null || itemsOf(this.at('targets')).some(target => lookup(target, 'interval') !== null)
    if (!isStepped && this.queries.some(query => query.intervalRates.length > 0)) return false
    if (this.showsNow === true) return true
    return this.queries.every(query => query.isBurnRate === true || query.fixedRates.every(range => (seconds(range) ?? 0) >= 86_400)) ? this.queries.some(query => query.fixedRates.open) ? new Unknown('expr') : true : false
  }
}
