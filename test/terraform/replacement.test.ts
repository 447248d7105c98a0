import assert from 'node:assert/strict'
import { join } from 'node:path'
import { replacing } from '../../src/languages/terraform/replacement'
import { readPack } from '../../scripts/packs'

/** What a fix of a page sets, without the indices and braces of blocks, and the types that the page names. */
const fixes = readPack(join(__dirname, '../..'), 'terraform').flatMap(({ file, page }) => (page?.fixes ?? []).map((fix) => {
  const condition = [...page!.check.cases.map((one) => one.when), page!.check.each ?? ''].join(' ')
  const types = [...condition.matchAll(/self\.type (?:== '(\w+)'|in \[([^\]]*)\])/g)].flatMap(([, one, many]) => one ? [one] : [...many!.matchAll(/'(\w+)'/g)].map((match) => match[1]!))
  const paths = fix.changes.filter((change) => change.kind === 'set' || change.kind === 'remove').flatMap((change) => {
    const path = change.path.replace(/\{+[^{}]*\}+|\[\d+\]/g, ''), value = 'value' in change ? change.value : null
    return [path, ...typeof value === 'object' && value !== null ? Object.keys(value).map((name) => path ? `${path}.${name}` : name) : []]
  })
  return { file, title: fix.title, types, paths }
}))
const isReplacing = (type: string, path: string): boolean => (Object.hasOwn(replacing, type) ? replacing[type]! : []).some((one) => path === one || path.startsWith(`${one}.`))

describe('A fix that makes Terraform replace a resource', () => {
  it('says so in its title', () => {
    const silent = fixes.filter(({ title, types, paths }) => !/replac/i.test(title) && types.some((type) => paths.some((path) => isReplacing(type, path))))
    assert.deepEqual(silent.map(({ file, title }) => `${file}: ${title}`), [])
  })

  it('promises no replacement that the table does not know', () => {
    const wrong = fixes.filter(({ title, types, paths }) => /plan a replacement/.test(title) && paths.length > 0 && !types.some((type) => paths.some((path) => isReplacing(type, path))))
    assert.deepEqual(wrong.map(({ file, title }) => `${file}: ${title}`), [])
  })

  it('is known by a table in order', () => {
    assert.deepEqual(Object.keys(replacing), Object.keys(replacing).sort())
  })
})
