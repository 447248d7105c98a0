import type { Document, Parser } from '../../core/document'
import type { Fact } from '../../core/fact'
import type { Environment, Language, Scope, SyntaxError } from '../../core/language'
import type { Exported } from '../../core/lookup'
import type { Span } from '../../core/span'
import { yamlComments } from '../yaml/comments'
import { parseYaml } from '../yaml/parse'
import { YamlSource } from '../yaml/source'
import type { YamlFile } from '../yaml/tree'
import { asMap, asSequence, lookup } from '../yaml/walk'
import { AlertmanagerNode } from './alertmanager'
import { objectivesOf, type ObjectiveNode } from './objectives'
import { ExpressionOfObjective } from './expressions'
import { nameOf } from './paths'
import { RuleFileNode, RuleTestNode } from './rules'
import { ServerNode } from './server'

const yamlParser: Parser<YamlSource> = { parse(text, previous) { previous?.update(text); return previous ?? new YamlSource(text) } }
const templateParser: Parser<YamlFile> = { parse: text => parseYaml(text, { templates: true }) }

/** Larger files are data, not configuration. */
const maximumSize = 1_000_000

/** Does the beginning of a file show rules, their tests, a server's or an Alertmanager's configuration, or objectives? */
export function isPrometheus(path: string, head: () => string): boolean {
  if (!/\.ya?ml$/i.test(path) || /(?:^|\/)\.github\//.test(path) || /^(?:values[^/]*|Chart|kustomization|\.gitlab-ci|action|pnpm-.*|mkdocs|docker-compose.*|compose.*)\.ya?ml$/i.test(nameOf(path))) return false
  const text = head(), has = (key: string): boolean => new RegExp(`^${key}[ \\t]*:`, 'm').test(text)
  if (has('apiVersion')) return /^apiVersion[ \t]*:[ \t]*["']?openslo\//m.test(text)
  if (has('groups')) return /^[ \t-]*rules[ \t]*:/m.test(text) && !/^(?:jobs|services|stages|on)[ \t]*:/m.test(text) && (/^[ \t-]*(?:alert|record|expr)[ \t]*:/m.test(text) || /^[ \t]*rules[ \t]*:[ \t]*(?:\[\])?[ \t]*$/m.test(text))
  if (has('tests')) return has('rule_files')
  if (has('scrape_configs') || has('rule_files') && (has('global') || has('alerting'))) return !has('server') && !has('positions') && !has('clients')
  if (has('route')) return has('receivers') || /^[ \t]+receiver[ \t]*:/m.test(text)
  return /^version[ \t]*:[ \t]*["']?prometheus\/v1["']?[ \t]*\r?$/m.test(text)
}

/** The file as read; one that templates make is read as such. */
function fileOf(document: Document): { readonly file: YamlFile; readonly isTemplate: boolean } {
  const plain = document.tree(yamlParser).file
  return document.text.includes('{{') && plain.errors.length > 0 ? { file: document.tree(templateParser), isTemplate: true } : { file: plain, isTemplate: false }
}

/** Rules of Prometheus and their tests, its configuration, that of an Alertmanager, and objectives. */
export const language: Language = {
  id: 'prometheus',
  claims: isPrometheus,
  scopesOf: path => [path],
  comments: document => yamlComments(fileOf(document).file),
  read(path, environment): Scope {
    const document = environment.read(path)
    if (!document || document.text.length > maximumSize) return { files: [path], errors: [], contexts: [], exports: () => [] }
    const { file, isTemplate } = fileOf(document)
    return {
      files: [path], errors: isTemplate ? [] : errorsOf(path, document.text, file),
      contexts: [{ name: null, facts: () => factsOf(path, document.text, file, environment) }], exports: () => exportsOf(path, document.text, file, environment),
    }
  },
}

function* rootsOf(path: string, text: string, file: YamlFile, environment: Environment): Generator<RuleFileNode | RuleTestNode | ServerNode | AlertmanagerNode | ObjectiveNode> {
  for (const document of file.documents) {
    const { root } = document
    if (!root || !asMap(root)) continue
    const site = { source: { path, text, document }, node: root }
    if (lookup(root, 'groups')) yield new RuleFileNode(site, environment)
    else if (asSequence(lookup(root, 'tests'))) yield new RuleTestNode(site)
    else if (asMap(lookup(root, 'route'))) yield new AlertmanagerNode(site)
    else if (lookup(root, 'scrape_configs') || lookup(root, 'rule_files') || lookup(root, 'remote_write')) yield new ServerNode(site)
    else yield* objectivesOf(site)
  }
}

function* factsOf(path: string, text: string, file: YamlFile, environment: Environment): Generator<Fact> {
  for (const root of rootsOf(path, text, file, environment)) {
    if ('facts' in root) yield* root.facts()
    else yield root
    if ('targetPath' in root) for (const [i] of root.queries.entries()) yield new ExpressionOfObjective(root, i)
  }
}

function* exportsOf(path: string, text: string, file: YamlFile, environment: Environment): Generator<Exported> {
  for (const root of rootsOf(path, text, file, environment)) if ('exports' in root) yield* root.exports()
}

const errorsOf = (path: string, text: string, file: YamlFile): readonly SyntaxError[] => file.errors.filter(error => error.code !== 'duplicate-key').map(({ span, message }) => ({ path, message, span: firstLine(span, text) }))

function firstLine([start, end]: Span, text: string): Span {
  const at = text.slice(start, end).search(/[\r\n]/)
  return [start, at < 0 ? end : start + at]
}
