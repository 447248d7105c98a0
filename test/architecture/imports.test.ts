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
const order: { readonly [layer: string]: number } = { core: 0, languages: 1, workspace: 2, readiness: 3, reports: 4, node: 5, pin: 6, server: 7, cli: 8, extension: 9 }
const layerOf = (path: string): string | null => /^src\/([\w-]+)\//.exec(path)?.[1] ?? null
const isNode = (name: string): boolean => name.startsWith('node:') || builtinModules.includes(name)

/** The one file that opens connections. */
const network = 'src/pin/http.ts'

describe('the house', () => {
  it('imports point down only', () => {
    const up = all.filter(({ from, to }) => {
      const a = layerOf(from), b = layerOf(to)
      return a !== null && b !== null && order[b]! > order[a]!
    })
    assert.deepEqual(up.map(({ from, to }) => `${from} → ${to}`), [])
  })

  it('a language imports of its siblings only what they export', () => {
    const shared = new Set(['yaml', 'shell', 'promql', 'text', 'release'])
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

  it('only what pins goes to the network: the command, and the server on a desktop', () => {
    const outside = all.filter(({ from, to }) => to.startsWith('src/pin/') && !from.startsWith('src/pin/')).map(({ from }) => from)
    assert.deepEqual([...new Set(outside)].sort(), ['src/cli/pin.ts', 'src/server/node.ts'])
    assert.deepEqual(all.filter(({ from, to }) => to === network.replace('.ts', '') && !from.startsWith('src/pin/')), [])
    const reached = new Set<string>(), next = ['src/server/browser.ts', 'src/extension/browser.ts', 'src/index.ts']
    for (let file = next.pop(); file !== undefined; file = next.pop()) {
      if (reached.has(file)) continue
      reached.add(file)
      for (const { from, to, typeOnly } of all) if (from === file && !typeOnly && to.startsWith('src/')) next.push(`${to}.ts`)
    }
    assert.deepEqual([...reached].filter((file) => file.startsWith('src/pin/')), [])
    assert.match(readFileSync(join(root, network), 'utf8'), /\bawait fetch\(/)
  })

  it('nothing that ships starts a program, opens a socket or evaluates text', () => {
    const forbidden = /^(node:)?(child_process|net|http|https|http2|dgram|tls|vm|worker_threads|cluster)$/
    assert.deepEqual(all.filter(({ to }) => forbidden.test(to)).map(({ from, to }) => `${from} → ${to}`), [])
    const evaluated = [...sources('src'), ...sources('rules')].filter((file) => file !== network).filter((file) => /\beval\s*\(|\bnew Function\b|\bfetch\s*\(|\bXMLHttpRequest\b|\bWebSocket\b/.test(readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$|'[^'\n]*'|`[^`]*`/gm, '')))
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
