import type { Finding, Related } from '../core/finding'
import type { Span } from '../core/span'
import type { Suppressed } from '../core/suppression'
import { looksLikeManifest } from '../languages/kubernetes/file'
import { discover } from '../workspace/discover'
import type { Files } from '../workspace/files'
import type { Project } from '../workspace/project'

/** The path under which text from standard input is known that belongs to no file. */
export const standardInput = '<stdin>'

/** Is this what `helm template`, `kustomize build` or `kubectl get -o yaml` print? */
export const looksRendered = (text: string): boolean => looksLikeManifest(text)

/** One document of rendered output, and the file that its comment says it comes from. */
interface Part { readonly span: Span; readonly source: string | null; readonly kind: string | null; /** How many documents of this source and kind stand above. */ readonly count: number }

/** The documents of a stream in order. */
export function partsOf(text: string): readonly Part[] {
  const parts: Part[] = [], counts = new Map<string, number>()
  const add = (start: number, end: number): void => {
    const body = text.slice(start, end), source = /^# Source: (\S.*?)[ \t]*\r?$/m.exec(body)?.[1] ?? null, kind = /^kind:[ \t]*["']?(\w+)/m.exec(body)?.[1] ?? null
    const key = `${source}\n${kind}`, count = counts.get(key) ?? 0
    if (kind !== null) counts.set(key, count + 1)
    parts.push({ span: [start, end], source, kind, count })
  }
  let start = 0
  for (const mark of text.matchAll(/^---(?=[ \t\r\n]|$)/gm)) {
    if (mark.index > start) add(start, mark.index)
    start = mark.index
  }
  add(start, text.length)
  return parts
}

/** Where what is rendered comes from, and the texts of those files. */
export class Sources {
  private readonly texts = new Map<string, string>()
  private readonly paths = new Map<string, string>()
  private constructor(private readonly parts: readonly Part[]) {}

  /** `below` is the folder whose charts count. */
  static async find(text: string, files: Files, below: string): Promise<Sources> {
    const found = new Sources(partsOf(text)), wanted = new Set(found.parts.flatMap(({ source }) => source === null ? [] : [source]))
    if (!wanted.size) return found
    const charts = new Map<string, string[]>()
    for await (const path of discover(files, below)) if (/(?:^|\/)Chart\.yaml$/.test(path)) {
      const folder = path.slice(0, Math.max(0, path.length - 11)), name = /^name:[ \t]*["']?([^"'\s#]+)/m.exec(await files.read(path) ?? '')?.[1]
      if (name !== undefined) charts.set(name, [...charts.get(name) ?? [], folder])
    }
    for (const source of wanted) {
      const [chart = '', ...rest] = source.split('/')
      if (rest.length === 0 || rest.includes('..')) continue
      const fitting: string[] = []
      for (const folder of charts.get(chart) ?? []) for (const candidate of candidatesIn(folder, rest, charts)) {
        const path = candidate.replace(/^\//, ''), content = fitting.includes(path) ? null : await files.read(path)
        if (content === null) continue
        found.texts.set(path, content)
        fitting.push(path)
        break
      }
      // Two charts of one name: nobody knows which one was rendered.
      if (fitting.length === 1) found.paths.set(source, fitting[0]!)
    }
    return found
  }

  text(path: string): string | null { return this.texts.get(path) ?? null }

  /** The file and the token that an offset of the stream comes from: the kind of its document where the template names it, else the template's first line. */
  placeOf(offset: number): { readonly path: string; readonly span: Span } | null {
    const part = this.parts.findLast(({ span }) => span[0] <= offset), path = part?.source ? this.paths.get(part.source) : undefined
    if (!part || path === undefined) return null
    const text = this.texts.get(path)!, kinds = [...text.matchAll(/^kind:[ \t]*(["']?)([^\r\n#]*?)\1[ \t]*(?:#.*)?\r?$/gm)].map(match => ({ name: match[2]!.trim(), start: match.index + match[0].indexOf(match[2]!, 5) }))
    const same = kinds.filter(({ name }) => name === part.kind), chosen = same[part.count] ?? same[0] ?? (kinds.length === 1 ? kinds[0] : undefined)
    if (chosen && chosen.name !== '') return { path, span: [chosen.start, chosen.start + chosen.name.length] }
    return { path, span: [0, /^[^\r\n]*/.exec(text)![0].trimEnd().length] }
  }

  /** A finding where its text comes from, as that file is configured; null where it is not wanted there. Nothing can be mended in what is rendered. */
  mapped(finding: Finding, project: Project): Finding | null {
    const place = this.placeOf(finding.span[0]), related = finding.related.map((one): Related => ({ ...one, ...one.path === finding.path && this.placeOf(one.span[0]) }))
    const still: Finding = { ...finding, fixes: [], fixable: null, related }
    if (!place) return still
    const settings = project.policy.settings(place.path), rule = project.rule(finding.rule)
    if (settings.ignored) return null
    const setting = rule ? settings.rule(rule) : null
    // What a file is for does not matter to what was rendered from it; what is said of its path does.
    if (rule && !setting && settings.purpose === 'production') return null
    return { ...still, ...place, severity: setting?.severity ?? finding.severity }
  }

  suppressed(one: Suppressed, project: Project): readonly Suppressed[] {
    const finding = this.mapped(one.finding, project)
    return finding ? [{ ...one, finding }] : []
  }
}

/** Where a template may lie: as its comment says, or in a part of the chart that has another folder than name. */
function candidatesIn(folder: string, rest: readonly string[], charts: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const direct = [folder, ...rest].join('/')
  if (rest[0] !== 'charts' || rest.length < 3) return [direct]
  return [direct, ...(charts.get(rest[1]!) ?? []).flatMap(inner => candidatesIn(inner, rest.slice(2), charts))]
}
