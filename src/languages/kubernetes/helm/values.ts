import type { Environment } from '../../../core/language'
import { formatPath } from '../../../core/path'
import { isKnown, isUnknown, list, Unknown, type List, type Maybe } from '../../../core/value'
import type * as facts from '../facts'
import { fileOf } from '../file'
import { Node } from '../node'
import { at, each, text, Tree } from '../tree'

const within = (folder: string, name: string): string => folder === '' ? name : `${folder}/${name}`

/** What the templates of a chart read of its values: paths, or nobody knows. */
type Read = ReadonlySet<string> | Unknown

/** The fact of a chart's values.yaml; nothing where it has none. */
export function* valuesOf(folder: string, chart: Tree | null, environment: Environment): Generator<ValuesNode> {
  const path = within(folder, 'values.yaml'), document = environment.read(path), [first] = document ? fileOf(document, false).file.documents : []
  if (!document || !first?.root) return
  const tree = new Tree({ path, text: document.text, document: first }, first.root)
  if (tree.kind === 'map') yield new ValuesNode(tree, chart, folder, environment)
}

class ValuesNode extends Node implements facts.Values {
  readonly kind = 'kubernetes.Values'
  constructor(tree: Tree, private readonly chart: Tree | null, private readonly folder: string, private readonly environment: Environment) { super(tree, 'Values') }

  get name() { return text(at(this.chart, 'name')) }

  get unused(): Maybe<List<facts.ValuesKey>> {
    return this.keep('unused', () => {
      const read = this.read()
      if (isUnknown(read)) return read
      // Values of the charts that come along are theirs.
      const theirs = new Set<string>(['global'])
      for (const item of each(at(this.chart, 'dependencies'), item => item)) for (const field of ['name', 'alias', 'condition', 'tags']) {
        const value = text(at(item, field))
        if (isKnown(value) && value !== null) for (const one of value.split(',')) theirs.add(one.trim().split('.')[0]!)
      }
      theirs.add('tags')
      for (const inner of this.environment.folders(within(this.folder, 'charts'))) theirs.add(inner.slice(inner.lastIndexOf('/') + 1))
      const found: facts.ValuesKey[] = []
      const visit = (tree: Tree, path: readonly string[]): void => {
        for (const [name, value] of tree.children) {
          if (path.length === 0 && theirs.has(name)) continue
          const here = [...path, name], key = here.join('.')
          const isRead = here.some((_, i) => read.has(here.slice(0, i + 1).join('.')))
          if (isRead) continue
          const isBelow = [...read].some(one => one.startsWith(`${key}.`))
          if (!isBelow) found.push({ path: formatPath(here), name: key })
          else if (value.kind === 'map') visit(value, here)
        }
      }
      visit(this.tree, [])
      return list(found, this.tree.open)
    })
  }

  private read(): Read {
    const type = text(at(this.chart, 'type'))
    if (type === 'library' || isUnknown(type)) return new Unknown('library')
    const texts: string[] = [], { environment } = this
    let isSeen = true
    const walk = (folder: string, depth: number): void => {
      const names = environment.names(folder), seen = new Set(environment.list(folder))
      for (const file of seen) { const document = environment.read(file); if (document) texts.push(document.text); else isSeen = false }
      // NOTES.txt is printed for people; whatever else cannot be read may read values.
      if (isKnown(names)) for (const name of names) if (!seen.has(within(folder, name)) && name !== 'NOTES.txt' && name.includes('.') && !name.startsWith('.')) isSeen = false
      if (depth < 8) for (const inner of environment.folders(folder)) walk(inner, depth + 1)
    }
    walk(within(this.folder, 'templates'), 0)
    if (!isSeen || texts.length === 0) return new Unknown('templates')
    const paths = new Set<string>(), defined = new Set<string>(), included = new Set<string>()
    for (const content of texts) for (const action of actionsOf(content)) {
      if (/^\{\{-?\s*\/\*/.test(action)) continue
      if (/(?:^|[\s(|{-])tpl(?=\s)/.test(action) || /\.(?:Subcharts|Files)\b/.test(action)) return new Unknown('tpl')
      for (const match of action.matchAll(/\.Values\b((?:\.\w+)*)/g)) {
        if (match[1] === '') return new Unknown('.Values')
        paths.add(match[1]!.slice(1))
      }
      for (const [, verb, name] of action.matchAll(/\b(include|template|define|block)\s+"([^"]+)"/g)) (verb === 'define' || verb === 'block' ? defined : included).add(name!)
      if (/\b(?:include|template)\s+[^"\s]/.test(action)) return new Unknown('include')
    }
    for (const name of included) if (!defined.has(name)) return new Unknown(name)
    return paths
  }
}

/** The actions of a template, from braces to braces. */
function* actionsOf(text: string): Generator<string> {
  for (let start = text.indexOf('{{'); start >= 0;) {
    const end = text.indexOf('}}', start)
    if (end < 0) return
    yield text.slice(start, end + 2)
    start = text.indexOf('{{', end)
  }
}
