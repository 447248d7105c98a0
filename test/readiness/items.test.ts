import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checklists } from '../../generated/checklists'
import lessons from '../../generated/lessons.json'
import { loadLanguages } from '../../scripts/languages'
import { readChecklists } from '../../scripts/checklists'
import { builtInLibrary } from '../../src/node/library'
import { modes, tiers, type ItemResult } from '../../src/readiness/checklist'
import { evaluateReadiness } from '../../src/readiness/evaluate'
import { hasNoun } from '../../src/readiness/nouns'
import { flatten } from '../../src/readiness/survey'
import { Project } from '../../src/workspace/project'
import type { Files, ItemCases } from './items'

const root = join(__dirname, '../..')
const languages = loadLanguages(root)
const files = readChecklists(root), items = [...files].flatMap(([topic, list]) => list.items.map((item) => ({ topic, item })))
const project = new Project({ languages, library: builtInLibrary() })
const known = new Set(lessons.flatMap((lesson) => lesson.anchors.map((anchor) => `${lesson.id}#${anchor.id}`)))

/** As in the examples of rules: a workspace that shows a file of no language shows all that there is. */
const isWhole = (texts: Files): boolean => Object.entries(texts).some(([path, text]) => !/\.(?:docker|git)ignore$/.test(path) && !path.startsWith('.shipshape/') && !languages.some((language) => language.claims(path, () => text.slice(0, 4096))))

function namesIn(texts: Files, folder: string): readonly string[] {
  const prefix = folder === '' ? '' : `${folder}/`
  return [...new Set(Object.keys(texts).filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length).split('/')[0]!))]
}

function judged(id: string, texts: Files): ItemResult {
  const project = new Project({ languages, library: builtInLibrary() })
  for (const [path, text] of Object.entries(texts)) project.set(path, text)
  project.workspace.finishIndexing()
  project.workspace.refreshNow()
  const list = checklists.find((one) => one.items.some((item) => item.id === id))!, only = { ...list, items: list.items.filter((item) => item.id === id) }
  const judge = (): readonly ItemResult[] => evaluateReadiness(project, [only], '2026-11-29').flatMap((service) => service.checklists.flatMap((one) => one.items))
  let results = judge()
  if (isWhole(texts)) for (let wanted; (wanted = project.workspace.takeWantedFolders()).length;) {
    for (const folder of wanted) project.workspace.setNames(folder, namesIn(texts, folder))
    project.workspace.refreshNow()
    results = judge()
  }
  return results.find((one) => one.state === 'fail') ?? results[0]!
}

describe('The checklists', () => {
  it('are one for each topic of the curriculum', () => assert.deepEqual([...files.keys()].sort(), lessons.filter(({ isGuide }) => !isGuide).map(({ id }) => id).sort()))
  it('have a title, items and no field that nobody reads', () => {
    for (const [topic, list] of files) {
      assert.deepEqual(Object.keys(list).sort(), ['items', 'title'], topic)
      assert.ok(list.items.length >= 11 && list.items.length <= 15, `${topic}: ${list.items.length} items`)
    }
    for (const { item } of items) {
      const { id, title, why, tier, mode } = item
      assert.deepEqual(Object.keys(item).filter((key) => !['applies', 'when', 'expires', 'fails', 'evidence'].includes(key)).sort(), ['id', 'mode', 'tier', 'title', 'topic', 'why'], id)
      assert.match(title, /^[A-Z][^.]+$/, id)
      assert.match(why, /^[A-Z0-9'`].*[.?]$/s, id)
      for (const one of flatten(checklists.flatMap((list) => list.items).find((one) => one.id === id)!.evidence)) {
        const kind = 'on' in one ? one.on : 'rule' in one ? project.rule(one.rule)!.on : ''
        assert.ok(hasNoun(kind), `${id}: ${kind} has a name in src/readiness/nouns.ts`)
        if ('on' in one && one.fails !== null) assert.match(one.fails, /^[A-Z].*[^.]\.$/, id)
      }
      for (const kind of item.applies ?? []) assert.ok(hasNoun(kind), `${id}: ${kind} has a name in src/readiness/nouns.ts`)
      assert.ok(tiers.includes(tier) && modes.includes(mode), `${id}: ${tier}, ${mode}`)
      assert.equal(mode === 'manual', !item.evidence?.length, `${id}: only what a person alone can tell has no evidence`)
    }
  })
  it('have ids that begin with their topic and are unique, and lead to an anchor of the curriculum', () => {
    const ids = items.map(({ item }) => item.id)
    assert.deepEqual(ids.filter((id, at) => ids.indexOf(id) !== at), [])
    for (const { topic, item } of items) {
      assert.match(item.id, new RegExp(`^${topic}\\.[a-z0-9-]+$`))
      assert.ok(known.has(item.topic), `${item.id}: ${item.topic}`)
    }
  })
  it('have as many items as the curriculum counts', () => {
    assert.equal(items.length, 231)
    const count = (test: (item: typeof items[number]['item']) => boolean): number => items.filter(({ item }) => test(item)).length
    assert.deepEqual(tiers.map((tier) => count((item) => item.tier === tier)), [100, 102, 29])
    assert.deepEqual(modes.map((mode) => count((item) => item.mode === mode)), [195, 27, 9])
  })
})

for (const [topic, list] of files) {
  const path = join(__dirname, 'items', `${topic}.ts`)
  const cases: ItemCases = existsSync(path) ? (require(path) as { cases: ItemCases }).cases : {}
  describe(`The items of ${list.title}`, () => {
    it('have workspaces that settle them, and no others', () => {
      assert.deepEqual(Object.keys(cases).filter((id) => !list.items.some((item) => item.id === id)), [])
      for (const { id, mode } of list.items) assert.deepEqual(Object.keys(cases[id] ?? {}).sort(), mode === 'automatic' ? ['fail', 'pass', 'unknown'] : mode === 'assisted' ? ['proposes', 'unknown'] : [], id)
    })
    for (const [id, one] of Object.entries(cases)) {
      for (const state of ['pass', 'fail', 'unknown'] as const) {
        const texts = one[state]
        if (texts) it(`${id}: ${state}`, () => {
          const result = judged(id, texts)
          assert.equal(result?.state, state, JSON.stringify(result))
          assert.equal(result.proposed, null)
          if (state === 'pass' || state === 'fail') assert.ok(result.evidence.length > 0, 'a place proves it')
          for (const { path: where, span } of result.evidence) assert.ok(texts[where] !== undefined && span[1] <= texts[where].length && !texts[where].slice(...span).trim().includes('\n'), `${where} ${span}`)
        })
      }
      if (one.proposes) it(`${id}: proposes`, () => {
        const result = judged(id, one.proposes!)
        assert.equal(result.state, 'unknown')
        assert.ok(result.proposed && result.evidence.length > 0, JSON.stringify(result))
      })
    }
  })
}

describe('Checklists for occasions', () => {
  it('name items that there are', () => {
    const selections = JSON.parse(readFileSync(join(root, 'generated/selections.json'), 'utf8')) as readonly { readonly id: string; readonly items: readonly string[] }[]
    assert.equal(selections.length, 6)
    for (const { id, items: ids } of selections) assert.ok(ids.length >= 5 && ids.every((one) => items.some(({ item }) => item.id === one)), id)
  })
})
