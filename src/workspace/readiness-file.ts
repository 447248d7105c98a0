import { isDay } from '../core/day'
import { nearest } from '../core/nearest'
import type { Span } from '../core/span'
import type { Plain } from '../core/value'
import { append, remove, set, type Edits, type YamlValue } from '../languages/yaml/edit'
import { render } from '../languages/yaml/render'
import { parseYaml } from '../languages/yaml/parse'
import type { YamlMap, YamlNode } from '../languages/yaml/tree'
import { resolve } from '../languages/yaml/walk'
import type { ConfigProblem } from './config-file'
import { shorten, YamlReader } from './yaml-reader'

/** Where a workspace keeps its services and its answers to checklist items. */
export const readinessPath = '.shipshape/readiness.yml'

/** Somebody says that an item is fulfilled. */
export interface Tick {
  readonly by: string | null
  /** `2026-09-12` */
  readonly on: string | null
  /** A link, or a sentence. */
  readonly evidence: string
  /** The day from which it counts no more; null: as long as the item's ticks last. */
  readonly expires: string | null
  readonly span: Span
}

/** Somebody says that an item is not fulfilled, and that this is accepted until a day. */
export interface Waiver { readonly reason: string; readonly owner: string; readonly until: string; readonly span: Span }

/** Somebody says that an item does not concern what is here. */
export interface Exemption { readonly reason: string; readonly span: Span }

/** Answers by item id. */
export interface Answers {
  readonly ticks: ReadonlyMap<string, Tick>
  readonly waivers: ReadonlyMap<string, Waiver>
  readonly notApplicable: ReadonlyMap<string, Exemption>
}

/** A service as the workspace's owners describe it. */
export interface DeclaredService {
  readonly name: string
  readonly owner: string | null
  /** Globs of its files, relative to the workspace folder. */
  readonly paths: readonly string[]
  /** The availability that is promised, in per cent; null where nobody has said. */
  readonly availability: number | null
  readonly answers: Answers
}

/** What `.shipshape/readiness.yml` says. */
export interface ReadinessFile { readonly services: readonly DeclaredService[]; readonly answers: Answers }

export const emptyReadiness: ReadinessFile = { services: [], answers: { ticks: new Map(), waivers: new Map(), notApplicable: new Map() } }

/** Reads the file: what is valid of it, and what is not. `items` are the ids that there are; null where nobody knows. */
export function readReadiness(text: string, items: readonly string[] | null): { readonly file: ReadinessFile; readonly problems: readonly ConfigProblem[] } {
  const parsed = parseYaml(text), problems: ConfigProblem[] = parsed.errors.map((error) => ({ path: readinessPath, span: error.span, message: error.message, severity: 'error' }))
  const reader = new Reader(readinessPath, problems, items), root = resolve(parsed.documents[0]?.root ?? null)
  let file = emptyReadiness
  if (root?.kind === 'map') file = reader.file(root)
  else if (root && !(root.kind === 'scalar' && root.value === null)) reader.wrong(root, 'The answers', 'must be a map')
  return { file, problems: problems.sort((a, b) => a.span[0] - b.span[0]) }
}

const answerKeys = ['ticks', 'waivers', 'not-applicable']

class Reader extends YamlReader {
  constructor(path: string, problems: ConfigProblem[], private readonly items: readonly string[] | null) { super(path, problems) }

  file(map: YamlMap): ReadinessFile {
    let services: readonly DeclaredService[] = []
    for (const [name, value, pair] of this.entries(map, ['services', ...answerKeys], 'the answers')) {
      if (name !== 'services') continue
      services = this.sequence(value, pair, "'services'").flatMap((item) => {
        const service = resolve(item)
        if (service?.kind === 'map') return this.service(service) ?? []
        if (!(service?.kind === 'scalar' && service.value === null)) this.wrong(item, "An entry of 'services'", 'must be a map')
        return []
      })
    }
    const seen = new Set<string>()
    return { services: services.filter(({ name }) => !seen.has(name) && seen.add(name)), answers: this.answers(map) }
  }

  private service(map: YamlMap): DeclaredService | null {
    let serviceName: string | null = null, owner: string | null = null, paths: readonly string[] = [], availability: number | null = null
    for (const [name, value, pair] of this.entries(map, ['name', 'owner', 'paths', 'availability', ...answerKeys], 'a service')) {
      if (name === 'name') serviceName = this.text(value, pair, "'name'")
      else if (name === 'owner') owner = this.text(value, pair, "'owner'")
      else if (name === 'paths') paths = this.strings(value, pair, "'paths'")
      else if (name === 'availability') {
        const number = value.kind === 'scalar' ? Number(String(value.value).replace(/\s*%$/, '')) : NaN
        if (number > 0 && number < 100) availability = number
        else this.wrong(value.kind === 'scalar' ? value : pair.key, "'availability'", 'must be a percentage below 100, such as 99.9')
      }
    }
    if (serviceName === null) {
      this.report(map.pairs[0]?.key ?? map, "An entry of 'services' has no 'name'.")
      return null
    }
    return { name: serviceName, owner, paths, availability, answers: this.answers(map) }
  }

  private answers(map: YamlMap): Answers {
    const ticks = new Map<string, Tick>(), waivers = new Map<string, Waiver>(), notApplicable = new Map<string, Exemption>()
    for (const pair of map.pairs) {
      if (!pair.name || !answerKeys.includes(pair.name)) continue
      const answered = resolve(pair.value)
      if (!answered || answered.kind === 'scalar' && answered.value === null) continue
      for (const entry of this.map(answered, pair, `'${pair.name}'`)?.pairs ?? []) {
        const id = entry.name ?? '', value = resolve(entry.value), { span } = entry.key
        if (this.items && !this.items.includes(id)) {
          const meant = nearest(id, this.items)
          this.report(entry.key, `There is no checklist item '${shorten(id)}'${meant ? `; did you mean '${meant}'?` : '.'}`, 'warning')
        } else if (pair.name === 'not-applicable') {
          const reason = value ? this.text(value, entry, 'The reason') : null
          if (reason) notApplicable.set(id, { reason, span })
          else if (!value || value.kind === 'scalar') this.report(entry.key, `'${id}' says no reason why it does not apply.`)
        } else if (pair.name === 'ticks') {
          const fields = this.fields(value, entry, ['by', 'on', 'evidence', 'expires'])
          if (!fields) continue
          const { by = null, on = null, evidence, expires = null } = fields
          if (evidence) ticks.set(id, { by, on, evidence, expires, span })
          else this.report(entry.key, `The tick of '${id}' has no evidence: a link, or a sentence.`)
        } else {
          const fields = this.fields(value, entry, ['reason', 'owner', 'until'])
          if (!fields) continue
          const { reason, owner, until } = fields, missing = Object.entries({ reason, owner, until }).filter(([, given]) => !given).map(([name]) => `'${name}'`)
          if (reason && owner && until) waivers.set(id, { reason, owner, until, span })
          else this.report(entry.key, `The waiver of '${id}' has no ${missing.join(' and no ')}.`)
        }
      }
    }
    return { ticks, waivers, notApplicable }
  }

  /** The texts of a map; days are checked. */
  private fields(value: YamlNode | null, at: Parameters<YamlReader['map']>[1], known: readonly string[]): { readonly [name: string]: string | undefined } | null {
    const map = value && this.map(value, at, `'${at.name ?? ''}'`)
    if (!map) {
      if (!value) this.report(at.key, `'${at.name ?? ''}' says nothing.`)
      return null
    }
    const fields: { [name: string]: string } = {}
    for (const [name, given, pair] of this.entries(map, known, `'${at.name ?? ''}'`)) {
      const text = this.text(given, pair, `'${name}'`)
      if (text === null) continue
      if (['on', 'expires', 'until'].includes(name) && !isDay(text)) this.wrong(given.kind === 'scalar' ? given : pair.key, `'${name}'`, 'must be a day such as 2026-09-12')
      else fields[name] = text
    }
    return fields
  }
}

/** An answer to write. */
export type Answer =
  | { readonly kind: 'tick'; readonly by: string | null; readonly on: string; readonly evidence: string; readonly expires: string }
  | { readonly kind: 'waiver'; readonly reason: string; readonly owner: string; readonly until: string }
  | { readonly kind: 'not-applicable'; readonly reason: string }

const sections = { tick: 'ticks', waiver: 'waivers', 'not-applicable': 'not-applicable' } as const

/** The file's text with an answer to an item written in it, of one service or (null) of the repository, in place of any answer before; null takes the answer away. Null where the text cannot be edited. */
export function withAnswer(text: string, service: string | null, item: string, answer: Answer | null): string | null {
  let edited: string | null = text
  for (const section of Object.values(sections)) if (edited !== null && (!answer || sections[answer.kind] !== section)) edited = change(edited, service, [section, item], undefined)
  if (edited === null || !answer) return edited
  const { kind, ...fields } = answer
  const value: YamlValue = answer.kind === 'not-applicable' ? answer.reason : Object.fromEntries(Object.entries(fields).filter(([, field]) => field !== null)) as { [key: string]: Plain }
  return change(edited, service, [sections[kind], item], value)
}

/** The file's text with the availability that a service promises. */
export const withAvailability = (text: string, service: string, availability: number): string | null => change(text, service, ['availability'], availability)

/** The file's text with services that it does not name yet. */
export function withServices(text: string, services: readonly { readonly name: string; readonly paths: readonly string[] }[]): string | null {
  let edited: string | null = text
  for (const { name, paths } of services) if (edited !== null) edited = change(edited, name, ['paths'], [...paths])
  return edited
}

function change(text: string, service: string | null, path: readonly string[], value: YamlValue | undefined): string | null {
  const { documents: [document], errors } = parseYaml(text), root = resolve(document?.root ?? null)
  if (errors.length || root && root.kind !== 'map' && !(root.kind === 'scalar' && root.value === null)) return null
  if (value === undefined && root?.kind !== 'map') return text
  const nested = (steps: readonly string[]): YamlValue => steps.reduceRight<YamlValue>((inner, key) => ({ [key]: inner }), value!)
  const entry = service === null || value === undefined ? null : { name: service, ...nested(path) as { readonly [key: string]: YamlValue } }
  if (!document || root?.kind !== 'map') return `${text}${text && !text.endsWith('\n') ? '\n' : ''}${render(entry ? { services: [entry] } : nested(path), -2, { mapIndent: 2, sequenceIndent: 2, quote: 'double', newline: text.includes('\r\n') ? '\r\n' : '\n' }, false).trimStart()}\n`
  const target = { text, document, node: root }, edit = (steps: readonly (string | number)[]): Edits => value === undefined ? remove(target, steps) : set(target, steps, value)
  let edits: Edits
  if (service === null) edits = edit(path)
  else {
    const pair = root.pair('services'), list = pair && resolve(pair.value), services = list?.kind === 'sequence' ? list.items : []
    const index = services.findIndex((item) => { const map = resolve(item), name = map?.kind === 'map' ? resolve(map.get('name') ?? null) : null; return name?.kind === 'scalar' && String(name.value) === service })
    edits = index >= 0 ? edit(['services', index, ...path]) : entry ? append(target, ['services'], entry) : []
  }
  return edits && [...edits].sort((a, b) => b.span[0] - a.span[0]).reduce((result, { span, text: inserted }) => result.slice(0, span[0]) + inserted + result.slice(span[1]), text)
}
