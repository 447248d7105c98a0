import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/kubernetes/facts'

const versions: Readonly<Record<string, string>> = { Kustomization: 'kustomize.config.k8s.io/v1beta1', Component: 'kustomize.config.k8s.io/v1alpha1' }
const misplacements = {
  'no kustomization': (name: string) => `The folder '${name}' has no kustomization.yaml.`,
  component: (name: string) => `'${name}' is a Component, which stands under 'components'.`,
  'no component': (name: string) => `'${name}' is no Component, so it stands under 'resources'.`,
  itself: (name: string) => `'${name}' is the folder of this kustomization itself.`,
}

const check: Check<Facts['kubernetes.Kustomization']> = function* (one, { unknown }) {
  const { objectKind, apiVersion } = one, kind = objectKind ?? 'Kustomization'
  if (isUnknown(kind)) unknown(kind.source)
  else if (!versions[kind]) yield { at: 'kind', message: `kustomize reads no '${kind}', only Kustomization and Component.` }
  else if (isUnknown(apiVersion)) unknown(apiVersion.source)
  else if (apiVersion !== null && apiVersion !== versions[kind]) {
    const version = versions[kind]
    yield { at: 'apiVersion', message: `A ${kind} has the version ${version}, not '${apiVersion}'.`, fixes: [{ title: `Write ${version}`, safety: 'safe', edits: () => [{ kind: 'set', path: 'apiVersion', value: version }] }] }
  }
  for (const { path, name, meant } of one.unknownFields) yield { at: path, message: `kustomize knows no field '${name}'${meant ? `; did you mean '${meant}'?` : ' here.'}` }
  for (const { location, text, exists, isDuplicate, misplaced } of one.files) {
    if (isUnknown(text)) { unknown(text.source); continue }
    if (isUnknown(exists)) unknown(exists.source)
    else if (!exists) { yield { at: location, message: `'${text}' is not there.` }; continue }
    if (misplaced) yield { at: location, message: misplacements[misplaced](text ?? '') }
    else if (isDuplicate === true) yield { at: location, message: `'${text}' is listed twice.`, fixes: [{ title: 'Remove the second entry', safety: 'safe', edits: () => [{ kind: 'remove', path: location }] }] }
  }
}

export default check
