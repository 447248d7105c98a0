import ignore from 'ignore'
import type { Environment } from '../../core/language'
import { isKnown, Unknown, type List, type Maybe } from '../../core/value'

/** What Terraform leaves beside the code and does not belong into a repository. */
const stray = /^(?:.*\.tfstate(?:\.backup|\.\d+\.backup)?|.*\.tfplan|tfplan|crash(?:\.\d+)?\.log|\.terraform|terraform\.tfstate\.d)$/

/** Stray files of a folder that no `.gitignore` up to the repository's own folder keeps out. */
export function strayFilesOf(dir: string, environment: Environment): Maybe<List<string>> {
  const names = environment.names(dir)
  if (!isKnown(names)) return names
  let left = names.filter((name) => stray.test(name)).sort()
  if (!left.length) return []
  const folders = dir === '' ? [''] : [...dir.split('/').map((_, i, parts) => parts.slice(0, parts.length - i).join('/')), '']
  for (const folder of folders) {
    const all = environment.names(folder)
    if (!isKnown(all)) return all
    const path = folder ? `${folder}/.gitignore` : '.gitignore'
    if (all.includes('.gitignore')) {
      const text = environment.read(path)?.text
      if (text === undefined) return new Unknown(path)
      const rules = ignore().add(text), below = dir === folder ? '' : `${folder ? dir.slice(folder.length + 1) : dir}/`
      left = left.filter((name) => !rules.ignores(`${below}${name}`) && !rules.ignores(`${below}${name}/`))
    }
    if (all.includes('.git')) return left
  }
  // What git ignores is told above the workspace.
  return new Unknown('the repository')
}
