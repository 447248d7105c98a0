import type { Borrowed, Fact } from '../core/fact'
import type { Project } from '../workspace/project'
import { readinessPath } from '../workspace/readiness-file'
import { hereTellsOfIt, type Checklist, type Evidence, type Item, type ItemResult, type Requirement, type ServiceReadiness, type State } from './checklist'
import { listed, nounOf } from './nouns'
import { servicesOf, tiersFor, whole, type Service } from './service'
import { flatten, surveyOf, verdictOf, type Survey } from './survey'

/** No more places than a reader looks at. */
const shownPlaces = 20
/** No more kinds and names than a sentence holds. */
const mostNouns = 4, mostNames = 3

/** Judges checklists by the production files of a project and by what `.shipshape/readiness.yml` answers, service by service. `today` is a day such as 2026-09-12; `asOne` takes the workspace for one service. */
export function evaluateReadiness(project: Project, checklists: readonly Checklist[], today: string, { asOne = false }: { readonly asOne?: boolean } = {}): readonly ServiceReadiness[] {
  const survey = surveyOf(project, checklists.flatMap((checklist) => checklist.items)), services = asOne ? [whole] : servicesOf(project.readiness, survey.sightings)
  return services.map((service) => {
    const judge = new Judge(project, survey, service, services, today), asked = tiersFor(service.availability)
    return {
      service: service.name, owner: service.owner, availability: service.availability, tiers: asked,
      checklists: checklists.map(({ id, title, items }) => ({ checklist: id, title, items: items.filter((item) => asked.includes(item.tier)).map((item) => judge.item(item)) })),
    }
  })
}

/** The services of a project and the files that each of them has, as written or as guessed. */
export const servicesIn = (project: Project): readonly Service[] => servicesOf(project.readiness, surveyOf(project, []).sightings)

/** What one requirement comes to. `silent`: it met nothing that it could judge. */
interface Verdict { readonly state: 'pass' | 'fail' | 'unknown' | 'waived' | 'silent'; readonly evidence: readonly Evidence[]; readonly reasons: readonly string[] }

const silent: Verdict = { state: 'silent', evidence: [], reasons: [] }

class Judge {
  private readonly owned = new Map<string, boolean | null>()

  constructor(private readonly project: Project, private readonly survey: Survey, private readonly service: Service, private readonly services: readonly Service[], private readonly today: string) {}

  /** What stands in files of this service, or in files of nobody in particular under no other service's name. */
  private counts({ path, subject }: { readonly path: string; readonly subject: string }): boolean {
    let own = this.owned.get(path)
    if (own === undefined) this.owned.set(path, own = this.service.owns(path) || (this.services.some((other) => other.owns(path)) ? false : null))
    const name = own === null ? /^(?:services|[A-Z]\w*)\/([^/]+)/.exec(subject)?.[1] : undefined
    return own ?? (name === undefined || this.service.isCalled(name) || !this.services.some((other) => other.isCalled(name)))
  }

  private facts(kind: string): readonly Fact[] { return (this.survey.facts.get(kind) ?? []).filter((fact) => this.counts(fact)) }

  item(item: Item): ItemResult {
    const { id, title, why, topic, tier, mode, expires } = item
    const result = (state: State, reason: string | null, evidence: readonly Evidence[], more: Partial<Pick<ItemResult, 'proposed' | 'answer'>> = {}): ItemResult =>
      ({ id, title, why, topic, tier, mode, expires, state, reason, evidence: unique(evidence.filter(({ path }) => path === readinessPath || this.project.workspace.text(path) !== null)).slice(0, shownPlaces), proposed: null, answer: null, ...more })
    // What is said of this service counts before what is said of all.
    const answers = [this.service.answers, this.project.readiness.answers].find(({ ticks, waivers, notApplicable }) => ticks.has(id) || waivers.has(id) || notApplicable.has(id))
    const exemption = answers?.notApplicable.get(id)
    if (exemption) return result('not-applicable', exemption.reason, [{ path: readinessPath, span: exemption.span, text: exemption.reason }], { answer: { kind: 'not-applicable', until: null } })
    const waiver = answers?.waivers.get(id)
    if (waiver && waiver.until >= this.today) return result('waived', `${waiver.reason} (${waiver.owner}, until ${waiver.until})`, [{ path: readinessPath, span: waiver.span, text: waiver.reason }], { answer: { kind: 'waiver', until: waiver.until } })
    const judged = this.judge(item), tick = answers?.ticks.get(id)
    if (tick && (judged.state === 'unknown' || judged.state === 'not-applicable')) {
      const until = tick.expires ?? (tick.on && later(tick.on, expires)), who = [tick.by, tick.on].filter(Boolean).join(', ')
      if (!until || until > this.today) return result('pass', `${tick.evidence}${who ? ` (${who})` : ''}`, [{ path: readinessPath, span: tick.span, text: tick.evidence }], { answer: { kind: 'tick', until } })
      return result('unknown', `The tick${tick.by ? ` of ${tick.by}` : ''} counted until ${until}.`, judged.evidence, { proposed: judged.proposed })
    }
    const ended = waiver && judged.state === 'fail' ? `The waiver of ${waiver.owner} ended on ${waiver.until}.` : null
    return result(judged.state, ended ?? judged.reason, judged.evidence, { proposed: judged.proposed })
  }

  /** What the files say. */
  private judge(item: Item): { readonly state: State; readonly reason: string | null; readonly evidence: readonly Evidence[]; readonly proposed: ItemResult['proposed'] } {
    const result = (state: State, reason: string | null, evidence: readonly Evidence[] = [], proposed: ItemResult['proposed'] = null): ReturnType<Judge['judge']> => ({ state, reason, evidence, proposed })
    let counted: readonly Fact[] | null = null
    if (item.applies.length) {
      const all = item.applies.flatMap((kind) => this.facts(kind)), nouns = listed(item.applies.map(nounOf))
      if (!all.length) return result('not-applicable', `There is no ${nouns} here.`)
      counted = item.when ? all.filter((fact) => verdictOf(item.when, fact) === true) : all
      if (!counted.length) return all.some((fact) => verdictOf(item.when, fact) === null) ? result('unknown', 'Whether it applies cannot be told from the files.') : result('not-applicable', `No ${nouns} here calls for it.`)
    }
    if (item.mode === 'manual') return result('unknown', 'Only a person can tell.')
    const concerned = item.when ? counted : null
    const { state, evidence, reasons } = this.all(item.evidence.map((one) => this.requirement(one, item, concerned)))
    const reason = reasons.length ? [...new Set(reasons)].slice(0, 3).join(' ') : null
    if (item.mode === 'assisted') {
      if (state === 'pass' || state === 'fail') return result('unknown', state === 'pass' ? 'The files suggest that it is so; confirm it.' : `The files suggest that it is not so.${reason ? ` ${reason}` : ''}`, evidence, state)
      return result('unknown', reason ?? this.untold(item.evidence))
    }
    if (state === 'silent') return result('unknown', reason ?? this.untold(item.evidence))
    return result(state, reason, evidence)
  }

  /** What would tell, and is not there or says nothing. */
  private untold(evidence: readonly Requirement[]): string {
    const kinds = flatten(evidence).flatMap((one) => 'on' in one ? [one.on] : 'rule' in one ? [this.project.rule(one.rule)?.on ?? []].flat() : []), words = [...new Set(kinds.map(nounOf))]
    return words.length ? `No ${listed(words.length > mostNouns ? [...words.slice(0, mostNouns - 1), 'other file'] : words)} ${hereTellsOfIt}` : `Nothing ${hereTellsOfIt}`
  }

  /** A failure wins, then what is unknown, then a waiver. */
  private all(verdicts: readonly Verdict[]): Verdict {
    const state = (['fail', 'unknown', 'waived', 'pass'] as const).find((one) => verdicts.some((verdict) => verdict.state === one)) ?? 'silent'
    const same = verdicts.filter((verdict) => verdict.state === state)
    return { state, evidence: same.flatMap((verdict) => verdict.evidence), reasons: same.flatMap((verdict) => verdict.reasons) }
  }

  private requirement(one: Requirement, item: Item, concerned: readonly Fact[] | null): Verdict {
    if ('any' in one) {
      const verdicts = one.any.map((inner) => this.requirement(inner, item, concerned))
      const state = (['pass', 'waived', 'unknown', 'fail'] as const).find((wanted) => verdicts.some((verdict) => verdict.state === wanted))
      if (!state) return one.isNeeded ? { state: 'unknown', evidence: [], reasons: [this.untold(one.any)] } : silent
      const same = verdicts.filter((verdict) => verdict.state === state)
      return { state, evidence: same.flatMap((verdict) => verdict.evidence), reasons: same.flatMap((verdict) => verdict.reasons) }
    }
    return 'rule' in one ? this.rule(one.rule, item, concerned) : this.facted(one)
  }

  private rule(id: string, item: Item, concerned: readonly Fact[] | null): Verdict {
    const rule = this.project.rule(id), seen = this.survey.rules.get(id)
    const about = (fact: { readonly path: string; readonly subject: string }): boolean => this.counts(fact) && (concerned === null || !rule || !item.applies.includes(rule.on) || concerned.some(({ path, subject }) => path === fact.path && (fact.subject === subject || fact.subject.startsWith(`${subject}/`))))
    const failed: Evidence[] = [], waived: Evidence[] = [], reasons: string[] = []
    for (const finding of seen?.found ?? []) {
      if (!about(finding)) continue
      const by = this.project.suppressed(finding.path).find((suppressed) => suppressed.finding.rule === id && suppressed.finding.span[0] === finding.span[0])?.suppression
      const evidence = { path: finding.path, span: finding.span, text: finding.message }
      if (by?.reason) { waived.push(evidence); reasons.push(by.reason) } else failed.push(evidence)
    }
    if (failed.length) return { state: 'fail', evidence: failed, reasons: [] }
    const doubts = (seen?.unknown ?? []).filter(({ fact }) => about(fact))
    if (doubts.length) {
      const values = [...new Set(doubts.map(({ source }) => source.replace(/\s+/g, ' ').trim()))].filter((source) => reference.test(source)), facts = doubts.map(({ fact }) => fact)
      return { state: 'unknown', evidence: facts.slice(0, shownPlaces).map(evidenceOf), reasons: [values.length ? `The value of ${some(values)} is not in the files.` : open(facts)] }
    }
    if (waived.length) return { state: 'waived', evidence: waived, reasons }
    const proven = (seen?.silent ?? []).filter(about)
    return proven.length ? { state: 'pass', evidence: proven.slice(0, shownPlaces).map(evidenceOf), reasons: [] } : silent
  }

  private facted({ on, where, quantifier, holds, least, fails }: Extract<Requirement, { readonly on: string }>): Verdict {
    const yes: Fact[] = [], no: Fact[] = [], doubtful: Fact[] = []
    for (const fact of this.facts(on)) {
      const counted = verdictOf(where, fact)
      if (counted === false) continue
      const verdict = counted === null ? null : verdictOf(holds, fact)
      ;(verdict === null ? doubtful : verdict ? yes : no).push(fact)
    }
    if (!yes.length && !no.length && !doubtful.length) return silent
    const verdict = (state: 'pass' | 'fail', facts: readonly Fact[]): Verdict => ({ state, evidence: facts.slice(0, shownPlaces).map(evidenceOf), reasons: state === 'fail' && fails ? [fails] : [] })
    const unknown = (): Verdict => ({ state: 'unknown', evidence: doubtful.slice(0, shownPlaces).map(evidenceOf), reasons: [open(doubtful)] })
    if (quantifier === 'some') return yes.length >= least ? verdict('pass', yes) : yes.length + doubtful.length >= least ? unknown() : verdict('fail', no.length ? no : yes)
    const [good, bad] = quantifier === 'every' ? [yes, no] : [no, yes]
    return bad.length ? verdict('fail', bad) : doubtful.length ? unknown() : good.length >= least ? verdict('pass', good) : verdict('fail', good)
  }
}

const evidenceOf = (fact: Fact): Evidence => {
  const { path, span } = (fact as Fact & Partial<Borrowed>).askedAt ?? fact.locate('')
  return { path, span, text: fact.subject || path.slice(path.lastIndexOf('/') + 1) }
}

/** `a, b and 4 more` */
function some(words: readonly string[]): string {
  const each = [...new Set(words)]
  return listed(each.length > mostNames ? [...each.slice(0, mostNames - 1), `${each.length - mostNames + 1} more`] : each, 'and')
}

/** Facts of which an answer depends on what is not in the files. */
function open(facts: readonly Fact[]): string {
  const nouns = [...new Set(facts.map(({ kind }) => nounOf(kind)))]
  return `The files leave it open for ${listed(nouns.map((noun) => `${noun} ${some(facts.filter(({ kind }) => nounOf(kind) === noun).map((fact) => `'${named(fact)}'`))}`), 'and')}.`
}

/** A fact by its own name, or by its file's. */
const named = ({ subject, path }: Fact): string => subject.replace(/^(?:jobs\.|services\/|runs\/)|\/(?:run(?:\/\d+)?|uses)$/g, '').replace(/\s+/g, ' ').slice(0, 60) || path.slice(path.lastIndexOf('/') + 1)

/** What stands for a value: `${PORT}`, `{{ .Values.port }}`, `aws_iam_policy.deploy.arn`. */
const reference = /\$|\{\{|^[a-z_]\w*(?:\.[a-z_]\w*)+(?:\[.*)?$/i

/** The day so many days later. */
export const later = (day: string, days: number): string => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

function unique(places: readonly Evidence[]): readonly Evidence[] {
  const seen = new Set<string>()
  return places.filter((place) => {
    const key = `${place.path} ${place.span[0]} ${place.text}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  }).map(({ path, span, text }) => ({ path, span, text }))
}
