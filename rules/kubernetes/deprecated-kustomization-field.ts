import type { Check } from '../../src/core/rule'
import type { Facts } from '../../src/languages/kubernetes/facts'

const check: Check<Facts['kubernetes.Kustomization']> = function* (one) {
  const { path } = one
  for (const { name, replacement, span, items, isRenamable } of one.deprecated) {
    // Inline patches and files stand side by side in the old list; only files can be told apart by their names.
    const isFileList = name === 'patchesStrategicMerge' && items !== null && !one.keys.includes('patches')
    const entries = isFileList ? items.map(([start]) => ({ path, span: [start, start] as const, text: 'path: ' })) : []
    yield {
      at: { path, span, missing: false },
      values: { name, replacement },
      fixes: isRenamable || isFileList ? [{ title: `Write ${replacement}`, safety: 'safe', edits: () => [{ path, span, text: replacement }, ...entries] }] : [],
    }
  }
}

export default check
