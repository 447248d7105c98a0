import type { Settings } from './config'
import type { TextEdit } from './edit'
import type { Finding, Severity } from './finding'
import { afterLine, lineEnd, lineStart } from './lines'
import { nearest } from './nearest'
import type { Rule } from './rule'
import type { RuleNames } from './rule-names'
import type { Span } from './span'

/** A comment from its marker to the end of its line. */
export interface Comment { readonly span: Span; readonly text: string }

/**
 * What a suppression speaks for. `statement`: the construct that it trails or stands above. `whole`: as `statement`, but above a FROM
 * the whole stage. `block`: the largest construct that it stands in or above (an HCL block, a YAML document, a whole Dockerfile).
 * `stage`: as `block`, but of a Dockerfile only the stage. `item`: as `statement`, and the list item that it stands in, such as a step.
 */
export type Reach = 'statement' | 'whole' | 'block' | 'stage' | 'item'

/** Where comments stand and may stand in one text: what a language tells of its syntax. */
export interface CommentSyntax {
  /** Begins a comment that is put in; null where the format has none. */
  readonly marker: '#' | '//' | null
  /** Every comment in order; nothing within strings, heredocs and block scalars is one. */
  readonly comments: readonly Comment[]
  /** Comments of shell scripts that stand within, such as here-documents: only what checks shell is asked there. */
  readonly scripts?: readonly Comment[]
  /** Offset of the line below all directives that must stay first. */
  readonly head: number
  /** What a suppression in this comment covers. */
  covers(comment: Comment, reach: Reach): Span
  /** The construct at an offset that a comment on the line above covers. It begins with its line, indentation aside; null where no comment can be put. */
  statementAt(offset: number): Span | null
}

/** A rule as a comment names it. */
export interface SuppressedName { readonly name: string; readonly span: Span }

/** Findings that a comment or an annotation asks not to be shown. */
export interface Suppression {
  /** Written for us rather than for a peer. */
  readonly own: boolean
  /** Whose rule names these are. */
  readonly peers: readonly string[]
  /** `*` is everything that the peers check. */
  readonly names: readonly SuppressedName[]
  readonly covers: Span | 'file'
  readonly reason: string | null
  readonly span: Span
}

interface Form {
  readonly peers: readonly string[]
  /** Group 1 holds the names, or is not there where all are meant; group 2 holds a reason. */
  readonly pattern: RegExp
  readonly reach: Reach | 'file'
}

const open = String.raw`(?:#|\/\/|\/\*)[ \t]*`
const form = (peers: readonly string[], pattern: string, reach: Form['reach']): Form => ({ peers, pattern: new RegExp(pattern, 'gdi'), reach })

/** Names with commas and blanks between them, as the peers' readers take them. */
const listOf = (name: string): string => `(${name}(?:[ \\t]*,[ \\t]*${name})*)`

const shellcheck = form(['shellcheck'], `${open}shellcheck\\b[^#;]*?[ \\t]disable=([\\w,\\-]+)`, 'statement')

const forms: readonly Form[] = [
  form(['hadolint', 'shellcheck'], `${open}hadolint[ \\t]+ignore[ \\t]*=[ \\t]*([\\w,\\- \\t]+)`, 'statement'),
  form(['hadolint', 'shellcheck'], `${open}hadolint[ \\t]+global[ \\t]+ignore[ \\t]*=[ \\t]*([\\w,\\- \\t]+)`, 'file'),
  form(['hadolint', 'shellcheck'], `${open}hadolint[ \\t]+stage[ \\t]+ignore[ \\t]*=[ \\t]*([\\w,\\- \\t]+)`, 'stage'),
  shellcheck,
  form(['buildkit'], `${open}check[ \\t]*=(?:[^;]*;)*?[ \\t]*skip[ \\t]*=[ \\t]*${listOf('\\w+')}`, 'statement'),
  form(['dockerfile-utils'], `${open}dockerfile-utils[ \\t]*:[ \\t]*ignore(?![\\w\\-])`, 'statement'),
  form(['tally'], `${open}tally[ \\t]+ignore[ \\t]*=[ \\t]*${listOf('[\\w\\/*\\-]+')}(?:[ \\t]*;[ \\t]*reason=(.*))?`, 'statement'),
  form(['tally'], `${open}tally[ \\t]+global[ \\t]+ignore[ \\t]*=[ \\t]*${listOf('[\\w\\/*\\-]+')}(?:[ \\t]*;[ \\t]*reason=(.*))?`, 'file'),
  form(['dockerfilelinter'], `${open}linter[ \\t]+ignore[ \\t]*=[ \\t]*${listOf('\\w+')}`, 'statement'),
  form(['checkov'], `(?:checkov|bridgecrew):skip[ \\t]*=[ \\t]*([\\w*]+(?:[ \\t]*,[ \\t]*[\\w*]+)*)(?:[ \\t]*:(.*))?`, 'block'),
  form(['trivy', 'tfsec'], `(?<![\\w:])(?:trivy|tfsec):ignore:([\\w*\\-]+)`, 'whole'),
  form(['tflint'], `${open}tflint-ignore[ \\t]*:[ \\t]*(\\w+(?:[ \\t]*,[ \\t]*\\w+)*)`, 'statement'),
  form(['tflint'], `${open}tflint-ignore-file[ \\t]*:[ \\t]*(\\w+(?:[ \\t]*,[ \\t]*\\w+)*)`, 'file'),
  form(['kics'], `${open}kics-scan[ \\t]+ignore-line\\b`, 'statement'),
  form(['kics'], `${open}kics-scan[ \\t]+ignore-block\\b`, 'whole'),
  form(['kics'], `${open}kics-scan[ \\t]+ignore(?![\\w\\-])`, 'file'),
  form(['kics'], `${open}kics-scan[ \\t]+disable[ \\t]*=[ \\t]*([\\w,\\- \\t]+)`, 'file'),
  // A finding of zizmor has several places, the whole step among them, and of this one rule the whole job; a comment on any of their lines counts.
  form(['zizmor'], `${open}zizmor[ \\t]*:[ \\t]*ignore\\[([\\w,\\- \\t]+)\\](.*)`, 'item'),
  form(['zizmor'], `${open}zizmor[ \\t]*:[ \\t]*ignore\\[[\\w,\\- \\t]*?(secrets-outside-env)[\\w,\\- \\t]*\\](.*)`, 'block'),
  form(['semgrep'], `(?<!\\w)nosem(?:grep)?(?!\\w)(?:[ \\t]*:[ \\t]*${listOf('[\\w.\\-]+')})?`, 'statement'),
  form(['sonar'], `(?<!\\w)NOSONAR(?!\\w)(?:[ \\t]*\\([ \\t]*${listOf('[\\w:\\-]+')}[ \\t]*\\))?`, 'statement'),
  form(['dclint'], `${open}dclint[ \\t]+disable-line(?![\\w\\-])(?:[ \\t]+([\\w\\- \\t]*\\w))?`, 'statement'),
  form(['dclint'], `${open}dclint[ \\t]+disable(?![\\w\\-])(?:[ \\t]+([\\w\\- \\t]*\\w))?`, 'file'),
]

const ownPattern = /(?:#|\/\/|\/\*)[ \t]*shipshape-ignore(-file)?(?![\w-])[ \t]*:?/gi

/** The suppressions that the comments of a text hold, our own and those of the peers. */
export function readSuppressions(syntax: CommentSyntax): readonly Suppression[] {
  const covering = (comment: Comment) => ({ own, peers, names, reason, span, reach }: Parsed): Suppression => {
    const directive = peers.includes('buildkit') && comment.span[1] <= syntax.head
    return { own, peers, names, reason, span, covers: reach === 'file' || directive ? 'file' : syntax.covers(comment, reach) }
  }
  return [
    ...syntax.comments.flatMap((comment) => parseComment(comment).map(covering(comment))),
    ...(syntax.scripts ?? []).flatMap((comment) => parsePeers(comment, [shellcheck]).map(covering(comment))),
  ]
}

/** `end` is that of what is said, before the end of the comment. */
type Parsed = Omit<Suppression, 'covers'> & { readonly reach: Reach | 'file'; readonly end: number }

const longest = 4000

const parseComment = (comment: Comment): readonly Parsed[] => [...parseOwn(comment), ...parsePeers(comment, forms)]

function parsePeers(comment: Comment, forms: readonly Form[]): readonly Parsed[] {
  const found: Parsed[] = [], text = comment.text.slice(0, longest), base = comment.span[0]
  if (!/ignore|skip|disable|nosem|nosonar/i.test(text)) return found
  for (const { peers, pattern, reach } of forms) {
    for (const match of text.matchAll(pattern)) {
      const span: Span = [base + match.index, base + match.index + match[0].length]
      const names = match[1] === undefined ? [{ name: '*', span }] : wordsOf(match[1], base + match.indices![1]![0]).map((one) => one.name.toLowerCase() === 'all' && peers[0] !== 'zizmor' ? { ...one, name: '*' } : one)
      found.push({ own: false, peers, names, reach, reason: match[2]?.replace(/\*\/\s*$/, '').trim() || null, span, end: span[1] })
    }
  }
  return found
}

function parseOwn(comment: Comment): Parsed[] {
  const block = comment.text.startsWith('/*'), base = comment.span[0]
  const text = block ? comment.text.slice(0, longest).replace(/\*\/$/, '') : comment.text.slice(0, longest)
  const found: Parsed[] = []
  for (const match of text.matchAll(ownPattern)) {
    const start = match.index + match[0].length
    const line = /^[^\r\n]*/.exec(text.slice(start))![0]
    const separator = /(?<=^|\s)--(?=\s|$)/.exec(line)?.index ?? line.length
    const until = Math.min(separator, /#|\/\//.exec(line)?.index ?? line.length)
    const reason = separator === until ? line.slice(until + 2).trim() : ''
    const end = base + start + (separator === until ? line : line.slice(0, until)).trimEnd().length
    found.push({
      own: true, peers: [], names: wordsOf(line.slice(0, until), base + start), reach: match[1] ? 'file' : 'statement', reason: reason || null,
      span: block ? comment.span : [base + match.index, end], end,
    })
  }
  return found
}

function wordsOf(text: string, offset: number): SuppressedName[] {
  return [...text.matchAll(/[^\s,]+/g)].map((match) => ({ name: match[0], span: [offset + match.index, offset + match.index + match[0].length] as const }))
}

export interface Suppressed { readonly finding: Finding; readonly suppression: Suppression }

export interface Applied {
  readonly kept: readonly Finding[]
  readonly suppressed: readonly Suppressed[]
  /** Names of our own comments that no finding answers to; names of no rule are not among them. */
  readonly unused: readonly { readonly suppression: Suppression; readonly name: SuppressedName }[]
}

/** Takes out of one file's findings those that its suppressions cover: a finding belongs to what its first character stands in. */
export function applySuppressions(findings: readonly Finding[], suppressions: readonly Suppression[], names: RuleNames): Applied {
  const active = suppressions.map((suppression) => ({ suppression, names: suppression.names.map((name) => ({ name, ids: new Set(names.resolve(suppression, name.name)), used: false })) }))
  const kept: Finding[] = [], suppressed: Suppressed[] = []
  for (const finding of findings) {
    let by: Suppression | null = null
    for (const { suppression, names } of active) {
      if (!reaches(suppression.covers, finding.span[0])) continue
      for (const name of names) {
        if (!name.ids.has(finding.rule)) continue
        name.used = true
        if (!by || suppression.own && !by.own || by.reason === null && suppression.reason !== null && suppression.own === by.own) by = suppression
      }
    }
    if (by) suppressed.push({ finding, suppression: by })
    else kept.push(finding)
  }
  const unused = active.flatMap(({ suppression, names }) => suppression.own ? names.filter((name) => name.ids.size && !name.used).map(({ name }) => ({ suppression, name })) : [])
  return { kept, suppressed, unused }
}

const reaches = (covers: Span | 'file', offset: number): boolean => covers === 'file' || covers[0] <= offset && offset <= covers[1]

const builtIn = (id: string, title: string, why: string, level: Rule['level'], severity: Rule['severity'], tags: Rule['tags'], fixTitles: readonly string[]): Rule => ({
  id, pack: 'shipshape', title, why, topic: 'git#code-review', level, severity, on: '', group: null, aliases: [], tags, links: [], options: {}, fixTitles, since: null, replacedBy: null,
})

const unusedSuppression = builtIn('shipshape/unused-suppression', 'Suppression ignores nothing', 'A comment that ignores nothing hides the next finding of its rule, which nobody has looked at.', 'recommended', 'hint', ['unnecessary'], ['Remove the suppression.'])
const unknownRule = builtIn('shipshape/unknown-rule', 'Comment names a rule that does not exist', 'A misspelt rule in a suppression ignores nothing, so the finding stays and its reason is lost.', 'essential', 'warning', [], ['Write the rule that is meant.'])

/** The rules that look at our own comments. They have no page. */
export const suppressionRules: readonly Rule[] = [unusedSuppression, unknownRule]

export interface SuppressionContext {
  readonly path: string
  readonly text: string
  readonly names: RuleNames
  /** Is a rule on in this file? */
  isOn(rule: string): boolean
  /** How the rules of this file are set, ours about comments among them. */
  readonly settings: Pick<Settings, 'rule'>
  /** The file has syntax errors, so a finding may merely be unread. */
  readonly damaged: boolean
}

/** What is wrong with our own comments: those that ignore nothing, and those that name no rule. */
export function* checkSuppressions(suppressions: readonly Suppression[], applied: Applied, context: SuppressionContext): Generator<Finding> {
  const { path, text, names, settings } = context
  const unknownSetting = settings.rule(unknownRule), unusedSetting = settings.rule(unusedSuppression)
  const finding = (rule: Rule, severity: Severity | null, span: Span, message: string, fix: Finding['fixes'][number] | null): Finding => ({
    rule: rule.id, topic: rule.topic, severity: severity ?? rule.severity, path, span, message, fixes: fix ? [fix] : [], fixable: fix?.safety ?? null,
    related: [], missing: false, group: null, subject: text.slice(span[0], span[1]).slice(0, 200),
  })
  for (const suppression of suppressions) {
    if (!suppression.own) continue
    if (!suppression.names.length && unknownSetting) yield finding(unknownRule, unknownSetting.severity, suppression.span, 'The comment names no rule to ignore.', null)
    for (const { name, span } of suppression.names) {
      if (!unknownSetting || names.resolve(suppression, name).length) continue
      const meant = nearest(name, names.ids)
      yield finding(unknownRule, unknownSetting.severity, span, `There is no rule '${name}'${meant ? `; did you mean '${meant}'?` : '.'}`, meant ? { title: `Write '${meant}'.`, safety: 'review', edits: [{ path, span, text: meant }] } : null)
    }
    if (context.damaged || !unusedSetting) continue
    const unused = applied.unused.filter((one) => one.suppression === suppression && names.resolve(suppression, one.name.name).some((id) => context.isOn(id))).map((one) => one.name)
    if (!unused.length) continue
    const left = suppression.names.filter((name) => !unused.includes(name))
    const edit = left.length ? { path, span: [suppression.names[0]!.span[0], suppression.names.at(-1)!.span[1]] as const, text: left.map((name) => name.name).join(', ') } : { path, ...removal(text, suppression.span) }
    const list = unused.map(({ name }) => `'${name}'`).join(', ')
    yield finding(unusedSuppression, unusedSetting.severity, left.length ? unused[0]!.span : suppression.span, `The suppression of ${list} ignores nothing.`, { title: left.length ? `Remove ${list} from the suppression.` : 'Remove the suppression.', safety: 'safe', edits: [edit] })
  }
}

/** Takes a comment away, with its whole line where it is alone there, else with the blanks before it. */
function removal(text: string, span: Span): TextEdit {
  const line = lineStart(text, span[0]), end = lineEnd(text, span[1])
  if (text.slice(line, span[0]).trim() === '' && text.slice(span[1], end).trim() === '') return { span: [line, afterLine(text, end)], text: '' }
  let start = span[0]
  while (start > line && /[ \t]/.test(text[start - 1]!)) start--
  return { span: [start, span[1]], text: '' }
}

/** The edit that suppresses a rule's finding by a comment, or null where no comment can be put or it is already there. */
export function suppressEdit(syntax: CommentSyntax, text: string, span: Span, rule: string, reason: string | null, scope: 'line' | 'file'): TextEdit | null {
  if (syntax.marker === null) return null
  const because = reason?.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ').replace(/\{\{/g, '{ {').replace(/\}\}/g, '} }').trim() || null
  const comment = `${syntax.marker} shipshape-ignore${scope === 'file' ? '-file' : ''} ${rule}${because ? ` -- ${because}` : ''}`
  const eol = text.includes('\r\n') ? '\r\n' : '\n'
  if (scope === 'file') {
    for (const known of syntax.comments) {
      const own = parseOwn(known).find((one) => one.reach === 'file' && one.names.length)
      if (own?.names.some((name) => name.name === rule)) return null
      if (own && own.reason === because) return addTo(text, own, rule, null)
    }
    const head = Math.min(syntax.head, text.length)
    const open = head > 0 && !/[\r\n]/.test(text[head - 1]!)
    return { span: [head, head], text: `${open ? eol : ''}${comment}${eol}` }
  }
  const statement = syntax.statementAt(span[0])
  if (!statement) return null
  let at = lineStart(text, statement[0])
  const indent = /^[ \t]*/.exec(text.slice(at, at + 1000))![0]
  const trailing = commentsWithin(syntax.comments, [at, lineEnd(text, at)])
  const above: Comment[] = []
  for (let line = at; line > syntax.head; ) {
    const before = lineStart(text, lineStart(text, line - 1))
    const [alone] = commentsWithin(syntax.comments, [before, lineEnd(text, before)])
    if (!alone || text.slice(before, alone.span[0]).trim() !== '') break
    above.push(alone)
    line = before
  }
  for (const known of [...trailing, ...above]) {
    const own = parseOwn(known).find((one) => one.reach === 'statement' && one.names.length)
    if (own) return own.names.some((name) => name.name === rule) ? null : addTo(text, own, rule, because)
  }
  for (const known of above) {
    if (!parseComment(known).some((one) => !one.own && (one.reach === 'statement' || one.reach === 'item'))) break
    at = lineStart(text, known.span[0])
  }
  return { span: [at, at], text: `${indent}${comment}${eol}` }
}

function addTo(text: string, own: Parsed, rule: string, reason: string | null): TextEdit {
  const from = own.names.at(-1)!.span[1]
  if (!reason || own.reason?.split('; ').includes(reason)) return { span: [from, from], text: `, ${rule}` }
  return { span: [from, own.end], text: `, ${rule}${own.reason ? `${text.slice(from, own.end)}; ${reason}` : ` -- ${reason}`}` }
}

function commentsWithin(comments: readonly Comment[], [start, end]: Span): readonly Comment[] {
  let low = 0, high = comments.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (comments[middle]!.span[0] < start) low = middle + 1
    else high = middle
  }
  const found: Comment[] = []
  for (let i = low; i < comments.length && comments[i]!.span[0] <= end; i++) found.push(comments[i]!)
  return found
}
