import assert from 'node:assert/strict'
import type { ItemResult, ServiceReadiness, State } from '../../src/readiness/checklist'
import { hereTellsOfIt } from '../../src/readiness/checklist'
import { readinessMarkdown, readinessText, sectionsOf, type ReadinessReport } from '../../src/reports/readiness'
import { readinessHtml } from '../../src/reports/readiness-html'

const item = (id: string, state: State, more: Partial<ItemResult> = {}): ItemResult =>
  ({ id, title: `Item ${id}`, why: 'Because.', topic: 'docker#security', tier: 'standard', mode: 'automatic', expires: 90, state, reason: null, evidence: [], proposed: null, answer: null, ...more })
const service = (name: string, items: readonly ItemResult[]): ServiceReadiness => ({ service: name, owner: null, availability: null, tiers: ['standard'], checklists: [{ checklist: 'docker', title: 'Docker', items }] })
const at = (path: string) => ({ evidence: [{ path, span: [0, 4] as const, text: 'FROM' }] })

const shared = item('shared', 'fail', at('ci.yml')), open = item('open', 'unknown', { reason: `No workflow ${hereTellsOfIt}` })
const report: ReadinessReport = {
  version: '1.2.3', title: 'Docker', day: '2026-11-29', text: () => 'FROM a\n',
  services: [service('cart', [shared, item('own', 'fail', at('cart/Dockerfile')), open]), service('orders', [shared, item('own', 'pass', at('orders/Dockerfile')), item('critical', 'fail', { ...at('orders/Dockerfile'), tier: 'critical' }), open])],
}

describe('a readiness report of several services', () => {
  it('says once what is the same for all that are asked', () => {
    assert.deepEqual(sectionsOf(report).map(({ title, checklists }) => [title, checklists.flatMap(({ items }) => items.map(({ id }) => id))]), [['All 2 services', ['shared', 'open']], ['cart', ['own']], ['orders', ['own', 'critical']]])
    const one = { ...report, services: report.services.slice(0, 1) }
    assert.deepEqual(sectionsOf(one).map(({ title }) => title), ['cart'], 'alone nothing is shared')
  })

  it('sums up each service with all that counts for it', () => {
    assert.equal(readinessText(report), `All 2 services

Docker (docker)
  Standard
    FAIL    Item shared shared
            ci.yml:1:1 FROM
    unknown Item open open

cart

Docker (docker)
  Standard
    FAIL    Item own own
            cart/Dockerfile:1:1 FROM

orders

Docker (docker)
  Standard
    pass    Item own own
            orders/Dockerfile:1:1 FROM
  Critical
    FAIL    Item critical critical
            orders/Dockerfile:1:1 FROM

cart
Standard: 2 fail, 1 unknown

orders
Standard: 1 fail, 1 unknown, 1 pass
Critical: 1 fail
`)
  })

  it('as Markdown shows failures and folds the rest', () => {
    const text = readinessMarkdown(report)
    assert.equal(text.slice(text.indexOf('### All')), `### All 2 services

| Tier | Item | State | Where and why |
|---|---|---|---|
| Standard | Item shared | FAIL | \`ci.yml:1\` |

<details><summary>Docker: 1 fail, 1 unknown</summary>

Nothing in this workspace tells of these:

- Item open (standard)

</details>

### cart

| Tier | Item | State | Where and why |
|---|---|---|---|
| Standard | Item own | FAIL | \`cart/Dockerfile:1\` |

### orders

| Tier | Item | State | Where and why |
|---|---|---|---|
| Critical | Item critical | FAIL | \`orders/Dockerfile:1\` |

<details><summary>Docker: 1 fail, 1 pass</summary>

| Tier | Item | State | Where and why |
|---|---|---|---|
| Standard | Item own | pass | \`orders/Dockerfile:1\` |

</details>
`)
  })

  it('as a page begins with how each service stands', () => {
    const page = readinessHtml(report)
    assert.ok(page.indexOf('2 failed, 1 unknown') < page.indexOf('All 2 services'))
    assert.equal(page.split('Item shared').length, 2)
  })
})
