import type { Parser } from '../../core/document'
import type { Language, Scope } from '../../core/language'
import { yamlComments } from '../yaml/comments'
import { parseJson } from '../yaml/json'
import { parseYaml } from '../yaml/parse'
import type { YamlFile } from '../yaml/tree'
import { asMap, entry, lookup } from '../yaml/walk'
import { DashboardNode } from './nodes'

/** JSON; half-typed text as far as YAML's reader makes sense of it. */
const parser: Parser<YamlFile> = { parse: text => parseJson(text) ?? parseYaml(text) }
const maximumSize = 1_000_000

/** Does the beginning of a JSON file show a dashboard of Grafana? */
export function isDashboard(path: string, head: () => string): boolean {
  if (!/\.json$/i.test(path)) return false
  const text = head()
  if (!/^\uFEFF?\s*\{/.test(text) || /"apiVersion"\s*:|"\$schema"\s*:/.test(text.slice(0, 300))) return false
  const isNamed = /(?:^|\/)(?:[^/]*dashboards?|grafana)\/(?:.*\/)?[^/]+\.json$|(?:^|\/)[^/]*dashboard[^/]*\.json$/i.test(path)
  const marks = [/"panels"\s*:/, /"gridPos"\s*:/, /"annotations"\s*:/, /"templating"\s*:/, /"schemaVersion"\s*:/, /"(?:graphTooltip|fiscalYearStartMonth|__inputs)"\s*:/, /"editable"\s*:/, /"uid"\s*:/].filter(mark => mark.test(text)).length
  return /"panels"\s*:/.test(text) ? marks >= 2 : isNamed && marks >= 2
}

/** Dashboards of Grafana as JSON. */
export const language: Language = {
  id: 'grafana',
  claims: isDashboard,
  scopesOf: path => [path],
  comments: document => yamlComments(document.tree(parser)),
  read(path, environment): Scope {
    const document = environment.read(path)
    if (!document || document.text.length > maximumSize) return { files: [path], errors: [], contexts: [], exports: () => [] }
    const file = document.tree(parser), [first] = file.documents, root = first?.root ?? null
    // The API wraps it.
    const pair = root && asMap(lookup(root, 'dashboard')) && !lookup(root, 'panels') ? entry(root, 'dashboard') : null, node = pair?.value ?? root
    const dashboard = first && node && asMap(node) ? new DashboardNode({ source: { path, text: document.text, document: first }, node, key: pair?.key ?? null }, environment) : null
    return {
      files: [path], errors: file.errors.filter(error => error.code !== 'duplicate-key').slice(0, 20).map(({ message, span: [start, end] }) => ({ path, message, span: [start, Math.min(end, start + 1)] })),
      contexts: [{ name: null, *facts() { if (dashboard) yield* dashboard.facts() } }], exports: () => [],
    }
  },
}
