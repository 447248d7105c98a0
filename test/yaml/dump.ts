import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { YamlFile, YamlNode } from '../../src/languages/yaml/tree'

/** Everything a consumer can see of a node, as plain data. */
export function dump(node: YamlNode | null): unknown {
  if (!node) return null
  const common = { kind: node.kind, span: node.span, anchor: node.anchor, tag: node.tag, unknown: node.unknown, conditional: node.conditional }
  switch (node.kind) {
    case 'map': return { ...common, style: node.style, open: node.open, pairs: node.pairs.map(pair => ({ span: pair.span, name: pair.name, conditional: pair.conditional, key: dump(pair.key), value: dump(pair.value) })) }
    case 'sequence': return { ...common, style: node.style, open: node.open, items: node.items.map(dump) }
    case 'scalar': return { ...common, style: node.style, source: node.source, value: node.value }
    case 'alias': return { ...common, name: node.name, target: node.target?.span ?? null }
  }
}

export const dumpFile = (file: YamlFile): unknown => ({
  text: file.text,
  comments: file.comments.map(({ span, text }) => ({ span, text })),
  errors: file.errors.map(({ span, code, message, related }) => ({ span, code, message, related })),
  documents: file.documents.map(document => ({ span: document.span, damaged: document.damagedSpans, root: dump(document.root) })),
})

/** The value behind a node as JavaScript has it; for tests only, on small trees. */
export function plain(node: YamlNode | null): unknown {
  switch (node?.kind) {
    case 'map': return Object.fromEntries(node.pairs.map(pair => [pair.name ?? '?', plain(pair.value)]))
    case 'sequence': return node.items.map(plain)
    case 'scalar': return node.value
    case 'alias': return plain(node.target)
    default: return null
  }
}

/** A generator of the numbers below `n`, the same at each run. */
export function random(seed: number): (n: number) => number {
  let state = seed
  return n => {
    state = (state + 0x6D2B79F5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % n
  }
}

/** The YAML files of a folder of real repositories where there is one, else nothing. */
export function corpus(limit: number, pattern = /\.ya?ml$/, folder = process.env.SHIPSHAPE_CORPUS ?? '/work/shared/corpus'): { path: string; text: string }[] {
  const files: { path: string; text: string }[] = []
  const visit = (directory: string): void => {
    let names: string[]
    try { names = readdirSync(directory).sort() } catch { return }
    for (const name of names) {
      const path = join(directory, name)
      if (name === '.git') continue
      if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) visit(path)
      else if (pattern.test(path)) files.push({ path, text: '' })
    }
  }
  visit(folder)
  const step = Math.max(1, Math.floor(files.length / limit))
  return files.filter((_, i) => i % step === 0).slice(0, limit).map(({ path }) => ({ path, text: readFileSync(path, 'utf8') }))
}
