import assert from 'node:assert/strict'
import { isKnown } from '../../src/core/value'
import { popularActions } from '../../src/languages/github-actions/data/popular-actions'
import { advisoriesFor, archivedInFavourOf, disabledSince, meantBy, nodeOf, popularAction } from '../../src/languages/github-actions/popular'
import { isHostedLabel, looksHosted, retirementOf } from '../../src/languages/github-actions/runners'
import { factsOf } from './facts'

const ids = (slug: string, version: string | null, commit: string | null = null): string[] => advisoriesFor(slug, version, commit).map(({ id }) => id)

describe('what is known of published actions', () => {
  it('has five columns a line, and names that are deprecated in favour of others', () => {
    for (const line of popularActions.trim().split('\n')) {
      const [name, runtimes, whole, inputs, outputs, ...rest] = line.split('|').map(part => part.trim())
      assert.deepEqual(rest, [], line)
      assert.match(name!, /^[a-z\d.-]+(?:\/[a-z\d.-]+)+$/)
      assert.match(runtimes!, /^\d+:(?:\d\d|[cd?])(?: \d+:(?:\d\d|[cd?]))*$/)
      assert.match(whole!, /^(?:-|\d+-\d+)$/)
      const names = inputs!.split(' ').map(input => input.replace(/[!~].*/, ''))
      assert.equal(new Set(names).size, names.length, name)
      for (const [, instead] of inputs!.matchAll(/~([^\s@]+)/g)) assert.ok(names.includes(instead!), `${name} ${instead}`)
      assert.ok(outputs)
    }
  })
  it('is silent about actions and versions that are not in the table', () => {
    assert.equal(popularAction('actions/checkout', 99), null)
    assert.equal(popularAction('acme/tool', 1), null)
    assert.equal(nodeOf('actions/checkout', null), null)
    assert.equal(nodeOf('actions/checkout', 3), 16)
  })
  it('takes a short tag for the newest release that it can mean', () => {
    assert.deepEqual(ids('actions/download-artifact', 'v4.1.2'), ['CVE-2024-42471'])
    assert.deepEqual(ids('actions/download-artifact', 'v4'), [])
    assert.deepEqual(ids('actions/download-artifact', 'v4.1'), [])
    assert.deepEqual(ids('actions/download-artifact', 'v3.0.2'), [])
    assert.deepEqual(ids('tj-actions/changed-files', 'v40'), ['CVE-2023-51664', 'CVE-2025-30066'])
    assert.deepEqual(ids('tj-actions/changed-files', 'v45', '1'.repeat(40)), [])
    assert.deepEqual(ids('tj-actions/changed-files', null, '0e58ed8671d6b60d0890c21b07f8835ace038e67'), ['CVE-2025-30066'])
    assert.deepEqual(ids('tj-actions/changed-files', 'latest'), [])
  })
  it('knows archived owners, disabled versions and slips of the finger', () => {
    assert.equal(archivedInFavourOf('actions-rs/cargo'), 'cargo and rustup, which the runner has')
    assert.equal(disabledSince('actions/cache/restore', 2), '2025-03')
    assert.equal(disabledSince('actions/cache', 3), null)
    assert.equal(meantBy('action/checkout'), 'actions/checkout')
    assert.equal(meantBy('actions/checkuot'), null)
    assert.equal(meantBy('acme/checkout'), null)
  })
  it('offers what an action declares, by the version of its tag or of the comment behind a commit', () => {
    const uses = factsOf(`on: push
jobs:
  a:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/setup-node@v4
      - uses: actions/setup-node@49933ea5288caeca8642d1e84afbd3f7d6820020 # v4.4.0
      - uses: actions/setup-node@main
      - uses: acme/tool@v1
`, 'github-actions.Uses')
    assert.deepEqual(uses.map(({ declares }) => isKnown(declares) ? declares?.using : 'unknown'), ['node20', 'node20', 'unknown', 'unknown'])
  })
})

describe('labels of runners', () => {
  it('are GitHub’s, were so, read like it, or are somebody’s own', () => {
    assert.deepEqual(['ubuntu-24.04', 'Windows-2025', 'macos-13', 'ubuntu-24.04-16core'].map(isHostedLabel), [true, true, true, false])
    assert.deepEqual(['ubuntu-24', 'linux-latest', 'ubuntu-oldest', 'ubuntu-24.04', 'ubuntu-24.04-16core', 'gpu'].map(looksHosted), [true, true, true, false, false, false])
    assert.deepEqual([retirementOf('ubuntu-20.04')?.isPast, retirementOf('ubuntu-22.04')?.isPast, retirementOf('ubuntu-24.04')], [true, false, null])
  })
})
