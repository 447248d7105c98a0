import type { Span } from '../../core/span'
import { list } from '../../core/value'
import { journeyAmong, targetOf, unsure, type Reading, type ScenarioReading, type TargetReading, type ThresholdReading } from './reading'
import { steadyShape } from './shapes'

/** An element of a test plan that is switched on, with its properties. */
interface Element { readonly name: string; readonly label: string; readonly span: Span; readonly properties: ReadonlyMap<string, { readonly text: string; readonly span: Span }> }

const openGroups = /(?:OpenModelThreadGroup|ArrivalsThreadGroup|FreeFormArrivalsThreadGroup)$/
const groups = /ThreadGroup$/

/** Reads a test plan of JMeter by its tags, whatever their nesting; null where the file has none. */
export function readJmeter(text: string): Reading | null {
  const root = /<jmeterTestPlan\b/.exec(text)
  if (!root) return null
  const elements = elementsOf(text), thresholds: ThresholdReading[] = [], scenarios: ScenarioReading[] = [], targets: TargetReading[] = []
  const requests: (string | null)[] = []
  let takes = false
  for (const element of elements) {
    const { name, label, span, properties } = element
    if (/Assertion$/.test(name)) thresholds.push(assertionOf(name, label, span, properties.get('DurationAssertion.duration')?.text ?? null))
    if (groups.test(name) && !/^(?:SetupThreadGroup|PostThreadGroup)$/.test(name)) scenarios.push(groupOf(element))
    if (/Sampler/.test(name)) { const address = properties.get('HTTPSampler.path')?.text; requests.push(address === undefined || address.includes('${') ? null : address) }
    const domain = properties.get('HTTPSampler.domain'), protocol = properties.get('HTTPSampler.protocol')?.text ?? ''
    if (domain && domain.text !== '') {
      if (domain.text.includes('${')) { if (/\$\{__(?:P|property|env|CSVRead)\(/.test(domain.text) || !/^\$\{\w+\}$/.test(domain.text)) takes = true; else takes = takes || isVariableFromOutside(text, domain.text) }
      else { const target = targetOf(/^https?:\/\//.test(domain.text) ? domain.text : `${/^https?$/.test(protocol) ? protocol : 'https'}://${domain.text}`, domain.span); if (target) targets.push(target) }
    }
  }
  return {
    tool: 'jmeter', place: [root.index + 1, root.index + root[0].length], thresholds: list(thresholds), hasPercentile: thresholds.some(one => one.isLatency === true) ? true : unsure,
    boundsErrors: thresholds.length > 0, boundsLatency: thresholds.some(one => one.isLatency === true),
    scenarios: list(scenarios, scenarios.length === 0), targets: list(targets, targets.length === 0), takesTarget: targets.length > 0 ? false : takes ? true : unsure, isJourney: journeyAmong(requests),
  }
}

/** Is `${host}` a variable of the plan whose value is read from a property? */
function isVariableFromOutside(text: string, use: string): boolean {
  const name = use.slice(2, -1), at = text.indexOf(`<stringProp name="Argument.name">${name}</stringProp>`)
  if (at < 0) return false
  return /\$\{__(?:P|property|env)\(/.test(text.slice(at, at + 400))
}

function elementsOf(text: string): readonly Element[] {
  const found: { name: string; label: string; span: Span; properties: Map<string, { text: string; span: Span }> }[] = [], tag = /<([A-Za-z][\w.]{0,200})([^<>"]{0,2000}(?:"[^"<]{0,5000}"[^<>"]{0,2000}){0,40})>/g
  let current: (typeof found)[number] | null = null, isOn = true
  for (let match = tag.exec(text); match; match = tag.exec(text)) {
    const [whole, name, attributes] = match as unknown as [string, string, string]
    if (/\btestclass="/.test(attributes)) {
      isOn = !/\benabled="false"/.test(attributes)
      current = isOn ? { name: /\btestclass="([^"]*)"/.exec(attributes)![1]!.split('.').at(-1)!, label: unescape(/\btestname="([^"]*)"/.exec(attributes)?.[1] ?? name), span: [match.index + 1, match.index + 1 + name.length], properties: new Map() } : null
      if (current) found.push(current)
      continue
    }
    if (!current || !/Prop$/.test(name) || attributes.endsWith('/')) continue
    const property = /\bname="([^"]*)"/.exec(attributes)?.[1], start = match.index + whole.length, end = text.indexOf('<', start)
    if (property !== undefined && end >= 0 && end - start < 2000 && !current.properties.has(property)) current.properties.set(property, { text: unescape(text.slice(start, end)).trim(), span: [start, Math.max(start, end)] })
  }
  return found
}

const unescape = (text: string): string => text.replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => ({ lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" })[name]!)

function assertionOf(name: string, label: string, span: Span, duration: string | null): ThresholdReading {
  const isLatency = name === 'DurationAssertion', milliseconds = duration !== null && /^\d+$/.test(duration) ? Number(duration) : null
  return { metric: name, expression: label, span, isLatency, isErrorRate: !isLatency, percentile: isLatency ? 100 : null, milliseconds: isLatency ? milliseconds ?? unsure : null, isAverage: false }
}

function groupOf({ name, label, span, properties }: Element): ScenarioReading {
  const number = (key: string): number | null => { const text = properties.get(key)?.text ?? ''; return /^\d+$/.test(text) ? Number(text) : null }
  const model = openGroups.test(name) ? 'open' as const : name === 'ThreadGroup' || /(?:Ultimate|Stepping|Concurrency)ThreadGroup$/.test(name) ? 'closed' as const : unsure
  const peak = number('ThreadGroup.num_threads'), seconds = properties.get('ThreadGroup.scheduler')?.text === 'true' ? number('ThreadGroup.duration') : null
  return { name: label, executor: name, model, peak: peak ?? unsure, seconds: seconds ?? unsure, shape: peak !== null && seconds !== null ? steadyShape(peak, seconds) : unsure, span }
}

