import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, normalize, relative } from 'node:path'

const root = join(__dirname, '../..')

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) yield* sources(path)
    else if (entry.name.endsWith('.ts')) yield path
  }
}

interface Import { readonly from: string; readonly to: string; readonly typeOnly: boolean }

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(/^\s*(?:import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'|^import\s+'([^']+)'|(?:require|import)\('([^']+)'\)/gm)].map((match) => {
    const name = match[2] ?? match[3] ?? match[4]!
    return { from: file, to: name.startsWith('.') ? relative(root, normalize(join(root, dirname(file), name))) : name, typeOnly: match[1] !== undefined }
  })
}

const all = [...sources('src'), ...sources('rules')].flatMap(importsOf)
const layers = ['core', 'languages', 'workspace', 'readiness', 'reports']
const order: { readonly [layer: string]: number } = { core: 0, languages: 1, workspace: 2, readiness: 3, reports: 4, node: 5, server: 6, cli: 7, extension: 8 }
const layerOf = (path: string): string | null => /^src\/([\w-]+)\//.exec(path)?.[1] ?? null
const isNode = (name: string): boolean => name.startsWith('node:') || builtinModules.includes(name)

describe('the house', () => {
  it('imports point down only', () => {
    const up = all.filter(({ from, to }) => {
      const a = layerOf(from), b = layerOf(to)
      return a !== null && b !== null && order[b]! > order[a]!
    })
    assert.deepEqual(up.map(({ from, to }) => `${from} → ${to}`), [])
  })

  it('a language imports of its siblings only what they export', () => {
    const shared = new Set(['yaml', 'shell'])
    const wrong = all.filter(({ from, to }) => {
      const a = /^src\/languages\/([\w-]+)\//.exec(from)?.[1], b = /^src\/languages\/([\w-]+)\//.exec(to)?.[1]
      return a !== undefined && b !== undefined && a !== b && !shared.has(b) && !/^src\/languages\/[\w-]+\/exports$/.test(to)
    })
    assert.deepEqual(wrong.map(({ from, to }) => `${from} → ${to}`), [])
  })

  it('core, languages, workspace, readiness and reports run in a browser', () => {
    const wrong = all.filter(({ from, to }) => layers.includes(layerOf(from) ?? '') && (to === 'vscode' || isNode(to)))
    assert.deepEqual(wrong.map(({ from, to }) => `${from} → ${to}`), [])
  })

  it('only the extension knows vscode', () => {
    assert.deepEqual(all.filter(({ from, to }) => to === 'vscode' && layerOf(from) !== 'extension').map(({ from }) => from), [])
  })

  it('rules in code import core and fact types only', () => {
    const wrong = all.filter(({ from, to }) => from.startsWith('rules/') && !/^src\/core\//.test(to) && !/^src\/languages\/[\w-]+\/(facts|exports)$/.test(to))
    assert.deepEqual(wrong.map(({ from, to }) => `${from} → ${to}`), [])
  })

  it('nothing that ships starts a program, opens a socket or evaluates text', () => {
    const forbidden = /^(node:)?(child_process|net|http|https|http2|dgram|tls|vm|worker_threads|cluster)$/
    assert.deepEqual(all.filter(({ to }) => forbidden.test(to)).map(({ from, to }) => `${from} → ${to}`), [])
    const evaluated = [...sources('src'), ...sources('rules')].filter((file) => /\beval\s*\(|\bnew Function\b|\bfetch\s*\(|\bXMLHttpRequest\b|\bWebSocket\b/.test(readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$|'[^'\n]*'|`[^`]*`/gm, '')))
    assert.deepEqual(evaluated, [])
  })

  it('every dependency that ships is imported, and every import is declared', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { dependencies: object; devDependencies: object }
    const used = new Set(all.filter(({ to }) => !to.startsWith('src/') && !to.startsWith('generated/') && !to.startsWith('..') && to !== 'package.json' && !isNode(to) && to !== 'vscode').map(({ to }) => to.split('/').slice(0, to.startsWith('@') ? 2 : 1).join('/')))
    const declared = { ...manifest.dependencies, ...manifest.devDependencies }
    assert.deepEqual([...used].filter((name) => !Object.hasOwn(declared, name) && !Object.hasOwn(declared, `@types/${name}`)), [])
    assert.deepEqual(Object.keys(manifest.dependencies).filter((name) => !used.has(name)), [])
  })
})
