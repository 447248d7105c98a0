import type { Fact } from '../../core/fact'
import type { Language } from '../../core/language'
import type { Exported } from '../../core/lookup'
import { manifests } from './exports'
import { buildFileOf, foldersUp } from './files'
import { GateNode, readManifest, WrapperNode } from './manifest'
import { gatesOf } from './settings'

/** Nobody writes more than this by hand. */
const longest = 1_000_000

/** Build files: manifests of packages, wrappers of build tools, and settings of what measures the tests. */
export const language: Language = {
  id: 'build',
  claims: path => buildFileOf(path) !== null,
  scopesOf: path => [path],
  comments: () => null,
  read(path, environment) {
    const document = environment.read(path), file = buildFileOf(path)
    if (!document || !file || document.text.length > longest) return { files: [path], errors: [], contexts: [], exports: () => [] }
    const manifest = file.form === 'manifest' ? readManifest(file.tool, document, environment) : null
    // Asked for at once, so that whoever lists folders has done so before somebody looks at the facts.
    if (manifest) for (const folder of foldersUp(manifest.folder)) environment.names(folder)
    const facts = function* (): Generator<Fact> {
      if (manifest) {
        yield manifest
        yield* manifest.dependencies
        yield* manifest.gates
      } else if (file.form === 'wrapper') yield new WrapperNode(document, file.tool)
      else if (file.form === 'settings') for (const gate of gatesOf(file.tool, document)) yield new GateNode(path, gate)
    }
    const exported = function* (): Generator<Exported> { if (manifest) yield { key: manifests, summary: manifest.summary } }
    return { files: [path], errors: [], contexts: [{ name: null, facts }], exports: exported }
  },
}
