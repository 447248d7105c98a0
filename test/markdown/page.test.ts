import assert from 'node:assert/strict'
import { language, roleOf } from '../../src/languages/markdown/language'
import { look } from '../prometheus/world'

describe('markdown: pages', () => {
  for (const [path, expected] of [['runbooks/a.md', 'runbook'], ['docs/runbooks/x/a.md', 'runbook'], ['db-runbook.md', 'runbook'], ['slo.md', 'slo'], ['docs/slo-shop.md', 'slo'], ['docs/error-budget-policy.md', 'error-budget-policy'], ['README.md', null], ['slow.md', null], ['runbooks/a.txt', null]] as const) it(path, () => assert.equal(roleOf(path), expected))
  it('sections, with what stands in fences left out', () => {
    const text = '# A  b ##\n\nx\n\n```sh\n# no heading\n```\n\n## C\r\ny\n~~~\n## no\n~~~\n### D\nz\n## C\n# E\n'
    assert.deepEqual(look({ 'runbooks/a.md': text }, 'markdown.Page', one => one.sections.map((section: { heading: string; slug: string; level: number; text: string }) => [section.heading, section.slug, section.level, section.text.length])), [[['A  b', 'a-b', 1, 63], ['C', 'c', 2, 24], ['D', 'd', 3, 2], ['C', 'c-1', 2, 0], ['E', 'e', 1, 0]]])
  })
  it('has no comments, and reads nothing that is too large', () => assert.equal(language.comments({} as never), null))
})
