import { nearest } from '../../../core/nearest'
import { formatPath } from '../../../core/path'
import type { KustomizeField } from '../facts'
import type { Tree } from '../tree'

/** The fields of a kustomization and of the entries of its lists, as of kustomize 5.5: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/. */
const fields = {
  '': 'apiVersion kind metadata openapi namePrefix nameSuffix namespace commonLabels labels commonAnnotations patchesStrategicMerge patchesJson6902 patches images imageTags replacements replicas vars sortOptions resources components crds bases configMapGenerator secretGenerator helmGlobals helmCharts helmChartInflationGenerator generatorOptions configurations generators transformers validators inventory buildMetadata',
  labels: 'pairs includeSelectors includeTemplates fields',
  patches: 'path patch target options', patchesJson6902: 'path patch target options',
  'patches.target': 'group version kind name namespace labelSelector annotationSelector', 'patchesJson6902.target': 'group version kind name namespace labelSelector annotationSelector',
  images: 'name newName newTag digest tagSuffix', imageTags: 'name newName newTag digest tagSuffix',
  replicas: 'name count',
  replacements: 'path source targets sourceValue', 'replacements.source': 'group version kind name namespace fieldPath options', 'replacements.targets': 'select reject fieldPaths options',
  vars: 'name objref fieldref',
  configMapGenerator: 'name namespace behavior files literals envs env options', secretGenerator: 'name namespace behavior files literals envs env options type',
  generatorOptions: 'labels annotations disableNameSuffixHash immutable',
  helmCharts: 'name version repo releaseName namespace valuesFile additionalValuesFiles valuesInline valuesMerge includeCRDs skipHooks skipTests apiVersions kubeVersion nameTemplate debug devel',
  helmGlobals: 'chartHome configHome',
} as const

const known: ReadonlyMap<string, ReadonlySet<string>> = new Map(Object.entries(fields).map(([path, names]) => [path, new Set(names.split(' '))]))

/** The fields of a kustomization that kustomize refuses: it takes none that it does not know. */
export function* unknownFields(tree: Tree, table = '', path: readonly (string | number)[] = []): Generator<KustomizeField> {
  const names = known.get(table)
  if (!names) return
  if (tree.kind === 'list') { for (const [i, item] of tree.items.entries()) yield* unknownFields(item, table, [...path, i]); return }
  for (const [name, value] of tree.children) {
    const here = [...path, name]
    if (!names.has(name)) { if (!name.includes('{{') && name !== '<<' && !name.startsWith('x-')) yield { path: formatPath(here), name, meant: nearest(name, names) }; continue }
    yield* unknownFields(value, table === '' ? name : `${table}.${name}`, here)
  }
}
