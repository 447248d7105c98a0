import type { Parser } from '../../core/document'
import type { Language, Scope } from '../../core/language'
import { yamlComments } from '../yaml/comments'
import { YamlSource } from '../yaml/source'
import { asMap, lookup } from '../yaml/walk'
import { CollectorNode } from './nodes'

const yamlParser: Parser<YamlSource> = { parse(text, previous) { previous?.update(text); return previous ?? new YamlSource(text) } }
const maximumSize = 1_000_000

/** Does the beginning of a file show the configuration of a Collector? */
export function isCollector(path: string, head: () => string): boolean {
  if (!/\.ya?ml$/i.test(path) || /(?:^|\/)\.github\//.test(path) || /(?:^|\/)values[^/]*\.ya?ml$/i.test(path)) return false
  const text = head(), has = (key: string): boolean => new RegExp(`^${key}[ \\t]*:`, 'm').test(text)
  if (has('apiVersion') || has('route') || has('kind')) return false
  return has('receivers') && (has('exporters') || has('processors') || has('service') || has('connectors')) || has('exporters') && has('service') && /^[ \t]+pipelines[ \t]*:/m.test(text)
}

/** Configuration of OpenTelemetry Collectors. */
export const language: Language = {
  id: 'otel',
  claims: isCollector,
  scopesOf: path => [path],
  comments: document => yamlComments(document.tree(yamlParser).file),
  read(path, environment): Scope {
    const document = environment.read(path)
    if (!document || document.text.length > maximumSize) return { files: [path], errors: [], contexts: [], exports: () => [] }
    const { file } = document.tree(yamlParser), [first] = file.documents, root = first?.root ?? null, folder = path.slice(0, Math.max(0, path.lastIndexOf('/')))
    const isPart = root !== null && (environment.list(folder).some(other => other !== path && isCollector(other, () => environment.read(other)?.text.slice(0, 4096) ?? '')) || !lookup(root, 'service'))
    const collector = first && root && asMap(root) ? new CollectorNode({ source: { path, text: document.text, document: first }, node: root }, isPart) : null
    return {
      files: [path], errors: file.errors.filter(error => error.code !== 'duplicate-key').map(({ message, span: [start, end] }) => ({ path, message, span: [start, Math.min(end, start + 1)] })),
      contexts: [{ name: null, *facts() { if (collector) yield* collector.facts() } }], exports: () => [],
    }
  },
}
