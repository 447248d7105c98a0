import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { parse as parseWithGo } from '@cdktn/hcl2json'
import { parseHcl } from '../../src/languages/terraform/hcl/parse'
import type { Body, Expression, HclFile, ObjectItem, TemplatePart } from '../../src/languages/terraform/hcl/tree'
import { accepted, configuration, refused } from './hcl-samples'

type Json = unknown
type Shape = Record<string, Json>

/** The form in which hcl2json prints a tree: expressions as their source between `${` and `}`. */
function shapeOf(file: HclFile): Shape {
  const source = (node: Expression): string => file.text.slice(...node.span)
  const literal = (text: string): string => text.replace(/([$%])\{/g, '$1$1{')
  const expression = (node: Expression): Json => {
    switch (node.kind) {
      case 'literal': return node.value
      case 'unary':
        if (node.operand.kind === 'literal' && typeof node.operand.value === (node.operator === '-' ? 'number' : 'boolean')) return node.operator === '-' ? -(node.operand.value as number) : !node.operand.value
        break
      case 'template': return template(node.parts)
      case 'tuple': return node.items.map(expression)
      case 'object': return Object.fromEntries(node.items.map((item) => [key(item), expression(item.value)]))
    }
    return `\${${source(node)}}`
  }
  const key = (item: ObjectItem): string => item.name !== null ? literal(item.name) : item.key.kind === 'getAttribute' || item.key.kind === 'index' ? source(item.key) : String(expression(item.key))
  const template = (parts: readonly TemplatePart[]): Json => parts.length === 1 && parts[0]!.kind === 'interpolation' ? expression(parts[0]!.expression) : joined(parts)
  const inside = (node: Expression): string => {
    if (node.kind === 'template') return joined(node.parts)
    if (node.kind === 'literal') return String(node.value)
    if (node.kind === 'conditional') return `%{if ${source(node.condition)}}${inside(node.then)}%{else}${inside(node.otherwise)}%{endif}`
    return `\${${source(node)}}`
  }
  const joined = (parts: readonly TemplatePart[]): string => parts.map((part) => {
    switch (part.kind) {
      case 'text': return literal(part.value)
      case 'interpolation': return inside(part.expression)
      case 'ifDirective': return `%{if ${source(part.condition)}}${joined(part.then)}${part.otherwise ? `%{else}${joined(part.otherwise)}` : ''}%{endif}`
      case 'forDirective': return `%{for ${part.keyVariable ? `${part.keyVariable.text}, ` : ''}${part.valueVariable.text} in ${source(part.collection)}}${joined(part.body)}%{endfor}`
    }
  }).join('')
  const body = (node: Body): Shape => {
    const shape: Shape = {}
    for (const item of node.items) {
      if (item.kind !== 'block') continue
      const path = [item.type, ...item.labels.map((label) => label.text)], last = path.pop()!
      const into = path.reduce((at, step) => at[step] as Shape ?? (at[step] = {}), shape)
      ;((into[last] ??= []) as Json[]).push(body(item.body))
    }
    for (const item of node.items) if (item.kind === 'attribute') shape[item.name] = expression(item.value)
    return shape
  }
  return body(file.body)
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value).normalize('NFC'))

async function compare(text: string, name: string): Promise<void> {
  const file = parseHcl(text)
  let reference: unknown
  try { reference = await parseWithGo('x.tf', text) } catch (error) {
    assert.notEqual(file.errors.length, 0, `${name}: Go refuses with ${String(error).slice(0, 200)}\n${text}`)
    return
  }
  assert.deepEqual(file.errors, [], `${name}: Go accepts\n${text.slice(0, 2000)}`)
  assert.deepEqual(plain(shapeOf(file)), plain(reference), `${name}\n${text.slice(0, 2000)}`)
}

const shared = '/work/shared'

describe('the HCL parser beside Go\'s', function () {
  this.timeout(60000)

  it('sees the same structure in every text that Go accepts', async () => {
    for (const text of [...accepted, configuration, configuration.replace(/\n/g, '\r\n')]) await compare(text, JSON.stringify(text))
    assert.deepEqual(accepted.filter((text) => parseHcl(text).errors.length), [])
  })

  it('refuses every text that Go refuses', async () => {
    for (const text of refused) await compare(text, JSON.stringify(text))
    assert.deepEqual(refused.filter((text) => !parseHcl(text).errors.length), [])
  })

  it('refuses and accepts what Go does when a file is cut or a character is lost', async () => {
    for (let i = 0; i < configuration.length; i += 23) {
      await compare(configuration.slice(0, i), `cut at ${i}`)
      await compare(configuration.slice(0, i) + configuration.slice(i + 1), `without ${i}`)
    }
  })

  it('agrees on a corpus of real files', async function () {
    if (!existsSync(`${shared}/corpus`)) { console.log('      (no /work/shared/corpus here)'); return this.skip() }
    const files = readdirSync(`${shared}/corpus`, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.tf'))
    for (const path of files) await compare(readFileSync(`${shared}/corpus/${path}`, 'utf8'), path)
  })

  it('agrees on the files of the rule cases', async function () {
    if (!existsSync(`${shared}/cases`)) { console.log('      (no /work/shared/cases here)'); return this.skip() }
    for (const name of readdirSync(`${shared}/cases`).filter((file) => file.startsWith('terraform.'))) {
      for (const line of readFileSync(`${shared}/cases/${name}`, 'utf8').split('\n')) {
        if (!line) continue
        for (const [path, text] of Object.entries((JSON.parse(line) as { files: Record<string, string> }).files)) if (path.endsWith('.tf')) await compare(text, `${name} ${path}`)
      }
    }
  })

  it('agrees with hcl2-parser, an older build of Go\'s, on what was there in its day', () => {
    const older = require('hcl2-parser') as { parseToObject(text: string): [Shape | null, unknown] }
    const differs: string[] = []
    const unescaped = (value: unknown): unknown => plain(JSON.parse(JSON.stringify(value).replace(/\$\$\{/g, '${').replace(/%%\{/g, '%{')))
    for (const text of [...accepted, ...refused, configuration]) {
      let read: Shape | null
      try { [read] = older.parseToObject(text) } catch (error) {
        if (!String(error).includes('value is null')) throw error
        continue // it has no answer to a null
      }
      const file = parseHcl(text)
      try {
        assert.equal(file.errors.length === 0, read !== null && read !== undefined)
        if (read) assert.deepEqual(unescaped(shapeOf(file)), unescaped(read))
      } catch { differs.push(text) }
    }
    // It knows no functions of providers, and prints an escape behind a dollar sign otherwise.
    assert.deepEqual(differs.filter((text) => !text.includes('::') && !text.includes('$$$')), [])
  })
})
