import type { Document } from '../../core/document'
import { tomlParser } from '../text/toml'
import type { DependencyDraft, Draft } from './draft'
import { floatsInGradle } from './gradle'

/** A Gradle build with the names that `libs.versions.toml` gives to libraries and plugins replaced by what they stand for. */
export function withCatalog(draft: Draft, document: Document | null): Draft {
  if (!document || document.text.length > 1_000_000) return draft
  const root = document.tree(tomlParser), dotted = (alias: string): string => alias.replace(/[-_]/g, '.')
  const versionOf = (at: ReturnType<typeof root.at>): string | null => {
    const version = at?.at('version'), named = version?.at('ref')?.text
    return version?.text ?? (named !== undefined && named !== null ? root.at('versions', named)?.text ?? root.at('versions', named, 'strictly')?.text ?? null : null)
  }
  const libraries = new Map<string, { readonly name: string; readonly version: string | null }>(), plugins = new Map<string, string>()
  for (const [alias, at] of root.at('libraries')?.entries ?? []) {
    const [group, name, short] = at.text?.split(':') ?? [], module = at.text !== null ? `${group}:${name ?? ''}` : at.at('module')?.text ?? `${at.at('group')?.text ?? ''}:${at.at('name')?.text ?? ''}`
    libraries.set(dotted(alias), { name: module, version: short ?? versionOf(at) })
  }
  for (const [alias, at] of root.at('plugins')?.entries ?? []) plugins.set(dotted(alias), at.at('id')?.text ?? at.text?.replace(/:.*/, '') ?? alias)
  const bundles = new Map<string, readonly string[]>((root.at('bundles')?.entries ?? []).map(([alias, at]) => [`bundles.${dotted(alias)}`, at.texts.map(dotted)] as const))
  const dependencies = draft.dependencies.flatMap((one): readonly DependencyDraft[] => {
    if (!one.name.startsWith('libs.')) return [one]
    const alias = one.name.slice(5).replace(/\.get$/, '')
    const found = (bundles.get(alias) ?? [alias]).flatMap(name => libraries.get(name) ?? [])
    return found.length === 0 ? [one] : found.map(({ name, version }) => ({ ...one, name, version, isFloating: version !== null && floatsInGradle(version) }))
  })
  return { ...draft, dependencies, plugins: (draft.plugins ?? []).map(one => ({ ...one, text: plugins.get(one.text) ?? one.text })) }
}
