import assert from 'node:assert/strict'
import { readLesson } from '../../src/readiness/curriculum'
import { lessonPage, type LessonContext } from '../../src/readiness/lesson-page'

const text = '# Docker\n\n<a id="why-it-matters"></a>\n\n## Why it matters\n\nIt runs.\n\n<a id="piece-by-piece"></a>\n\n## Piece by piece\n\n<a id="pinning"></a>\n\n### Pinning\n\nA tag moves.\n\n<a id="signals"></a>\n\n### Signals\n\nSIGTERM.\n\n<a id="go-deeper"></a>\n\n## Go deeper\n\n- more\n'
const lesson = readLesson('docker', text, { title: 'Docker' })
const nothing: LessonContext = { rules: [], items: [], findings: [], ruleLink: () => null }

describe('A lesson as it is shown', () => {
  it('is its own text where nothing is known', () => assert.equal(lessonPage(text, lesson, nothing), text))
  it('lists its rules by section, the important ones first, before what leads further', () => {
    const rule = (id: string, topic: string, level: 'essential' | 'strict') => ({ id, title: `Rule ${id}`, topic, level })
    const page = lessonPage(text, lesson, { ...nothing, rules: [rule('a', 'docker#pinning', 'strict'), rule('b', 'docker#pinning', 'essential'), rule('c', 'cicd#oidc', 'strict')], ruleLink: (id) => `../rules/${id}.md` })
    assert.ok(page.includes('## What Shipshape checks here\n\n- **Pinning:** [Rule b](../rules/b.md); [Rule a](../rules/a.md)\n\n<a id="go-deeper">'), page)
  })
  it('lists its checklist by tier, with states where they are known', () => {
    const page = lessonPage(text, lesson, { ...nothing, items: [{ title: 'Base images are pinned', topic: 'docker#pinning', tier: 'launch-blocking', state: 'fail' }, { title: 'Labels', topic: 'docker#pinning', tier: 'critical', state: null }] })
    assert.ok(page.includes('## Checklist\n\n**Launch-blocking**\n\n- Base images are pinned (✗ failed)\n\n**Critical**\n\n- Labels\n'), page)
  })
  it('quotes the lines of this workspace under the section that explains them', () => {
    const findings = Array.from({ length: 7 }, (_, i) => ({ topic: 'docker#pinning', message: `'node' has <no> tag.`, place: `Dockerfile:${i + 1}`, line: '  FROM `node` AS build', link: `file:///w/Dockerfile#L${i + 1}` }))
    const page = lessonPage(text, lesson, { ...nothing, findings })
    assert.ok(page.includes("A tag moves.\n\n**In this workspace:** 7 findings\n\n- [Dockerfile:1](file:///w/Dockerfile#L1) ``FROM `node` AS build``: 'node' has \\<no\\> tag.\n"), page)
    assert.ok(page.includes('- and 2 more\n\n<a id="signals">'), page)
  })
})
