import { asMap, asSequence, resolve } from '../../languages/yaml/walk'
import { parseYaml } from '../../languages/yaml/parse'
import type { YamlNode } from '../../languages/yaml/tree'
import { actionlint } from './actionlint'
import { dclint } from './dclint'
import { hadolint } from './hadolint'
import { kubeLinter } from './kube-linter'
import { tflint } from './tflint'
import { zizmor } from './zizmor'
import type { Importer, Settings } from './taken'

/** The peers whose configuration can be taken over. */
export const importers: Readonly<Record<string, Importer>> = { hadolint, dclint, 'kube-linter': kubeLinter, tflint, actionlint, zizmor }

/** Plain data of a configuration in YAML or JSON; a text says what is wrong with it. */
export function readSettings(text: string): Settings | string {
  const { documents, errors } = parseYaml(text)
  const root = resolve(documents[0]?.root ?? null)
  if (errors.length) return errors[0]!.message
  if (!root || root.kind === 'scalar' && root.value === null) return {}
  return root.kind === 'map' ? plain(root, 0) as Settings : 'It must be a map.'
}

function plain(node: YamlNode, depth: number): unknown {
  if (depth > 8) return undefined
  const list = asSequence(node)
  if (list) return list.items.slice(0, 10_000).map((item) => plain(item, depth + 1))
  const map = asMap(node)
  if (map) return Object.fromEntries(map.pairs.slice(0, 10_000).filter((pair) => pair.name !== null && pair.name !== '__proto__').map((pair) => [pair.name, plain(pair.value, depth + 1)]))
  const value = resolve(node)
  return value?.kind === 'scalar' ? value.value : undefined
}
