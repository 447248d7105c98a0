import assert from 'node:assert/strict'
import { applyBaseline, createBaseline, readBaseline } from '../../src/core/baseline'
import type { Finding } from '../../src/core/finding'

const at = (text: string, token: string, rest: Partial<Finding> = {}): Finding => ({
  rule: 'docker/latest-tag', topic: '', severity: 'warning', path: 'Dockerfile', span: [text.indexOf(token), text.indexOf(token) + token.length], message: '', fixes: [], fixable: null, related: [], missing: false, group: null, subject: 'stage', ...rest,
})

describe('A baseline', () => {
  const text = 'FROM a:latest\nFROM b:latest\n'
  const baseline = readBaseline(createBaseline([at(text, 'a:latest')], () => text)).baseline

  it('accepts a finding wherever its line has gone, and no other', () => {
    const moved = `# new\r\n\r\n${text}`
    const { fresh, accepted, stale } = applyBaseline([at(moved, 'a:latest'), at(moved, 'b:latest')], baseline, () => moved)
    assert.deepEqual(accepted.map((one) => moved.slice(...one.span)), ['a:latest'])
    assert.deepEqual(fresh.map((one) => moved.slice(...one.span)), ['b:latest'])
    assert.deepEqual(stale, [])
  })

  it('accepts as many equal findings as it counted', () => {
    const two = readBaseline(createBaseline([at(text, 'FROM'), at(text, 'FROM')], () => text)).baseline
    assert.equal(two[0]!.count, 2)
    const all = [at(text, 'FROM'), at(text, 'FROM'), at(text, 'FROM')]
    const { fresh, accepted } = applyBaseline(all, two, () => text)
    assert.deepEqual([accepted.length, fresh.length], [2, 1])
    assert.equal(applyBaseline(all.slice(1, 2), two, () => text).stale[0]!.count, 1)
  })

  it('does not accept another rule, path or fact', () => {
    for (const rest of [{ rule: 'docker/root-user' }, { path: 'other/Dockerfile' }, { subject: 'other' }]) assert.equal(applyBaseline([at(text, 'a:latest', rest)], baseline, () => text).fresh.length, 1)
  })

  it('knows a token whatever its blanks', () => {
    const one = 'RUN a   b', other = 'RUN a\n\tb'
    const accepted = readBaseline(createBaseline([at(one, 'a   b')], () => one)).baseline
    assert.equal(applyBaseline([at(other, 'a\n\tb')], accepted, () => other).accepted.length, 1)
  })

  it('is stale only for files that were checked', () => {
    assert.equal(applyBaseline([], baseline, () => null).stale.length, 1)
    assert.equal(applyBaseline([], baseline, () => null, () => false).stale.length, 0)
  })

  it('is the same file whatever the order of findings, an entry a line, and holds no text of the files', () => {
    const secret = 'ENV KEY=hunter2'
    const findings = [at(secret, 'hunter2'), at(secret, 'KEY'), at(secret, 'KEY', { path: 'a/Dockerfile' })]
    const made = createBaseline(findings, () => secret)
    assert.equal(createBaseline([...findings].reverse(), () => secret), made)
    assert.equal(made.split('\n').filter((line) => line.includes('"rule"')).length, 3)
    assert.ok(!made.includes('hunter2'))
    assert.equal(createBaseline([], () => null), '{\n  "version": 1,\n  "findings": []\n}\n')
  })

  it('keeps what can be read of a damaged file and says what cannot', () => {
    assert.match(readBaseline('{').problem!, /not JSON/)
    assert.match(readBaseline('[]').problem!, /no list/)
    assert.match(readBaseline('{"version": 2, "findings": []}').problem!, /version 2/)
    const partly = readBaseline('{"version": 1, "findings": [{"rule": "a", "path": "b", "subject": "c", "text": "d"}, {"rule": 1}, null]}')
    assert.equal(partly.baseline.length, 1)
    assert.equal(partly.problem, '2 entries of the baseline cannot be read.')
  })
})
