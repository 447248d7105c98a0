import assert from 'node:assert/strict'
import { importers, readSettings } from '../../src/cli/import'
import { Taken } from '../../src/cli/import/taken'
import type { Rule } from '../../src/core/rule'
import { builtInLibrary } from '../../src/node/library'
import { readConfig } from '../../src/workspace/config-file'

const rule = (id: string, aliases: readonly string[], option?: string): Rule => ({
  id, pack: 'docker', title: '', why: '', topic: '', level: 'all', severity: 'info', on: '', group: null, aliases, tags: [], links: [], fixTitles: [], since: null, replacedBy: null,
  options: option ? { [option]: { type: 'array', items: { type: 'string' }, default: [], description: '' } } : {},
})
const few = [
  rule('docker/untrusted-registry', ['hadolint:DL3026'], 'trusted'), rule('docker/missing-label', ['hadolint:DL3049'], 'labels'), rule('docker/unknown-label', ['hadolint:DL3050'], 'labels'),
  rule('docker/wide', ['hadolint:DL3008', 'hadolint:DL3013']), rule('shell/unquoted', ['shellcheck:SC2086']), rule('compose/unquoted-port', ['dclint:require-quotes-in-ports']),
]

/** The lines that a peer's configuration becomes, below the level. */
function takes(peer: string, text: string, rules: readonly Rule[] = few): readonly string[] {
  const settings = readSettings(text)
  assert.ok(typeof settings !== 'string', `can be read: ${String(settings)}`)
  const taken = new Taken(rules)
  importers[peer]!.take(settings, taken)
  const own = taken.text('theirs')
  assert.deepEqual(readConfig('.shipshape/config.yml', own, rules).problems, [], own)
  return own.slice(own.indexOf('level: recommended\n') + 19).split('\n').filter((line) => line !== '')
}

describe('Taking over a configuration', () => {
  it('of hadolint sets options of the rules that have them', () => {
    assert.deepEqual(takes('hadolint', 'trustedRegistries:\n  - docker.io\n  - "*.gcr.io"\nlabel-schema:\n  author: text\n  contact: email\nstrict-labels: true\n'), [
      'rules:',
      '  docker/missing-label:', '    severity: on', '    options:', '      labels: ["author:text", "contact:email"]',
      '  docker/unknown-label: # DL3050', '    severity: on', '    options:', '      labels: ["author:text", "contact:email"]',
      '# Registries that you trust.', 'registries: [docker.io, "*.gcr.io"]',
    ])
  })

  it('of hadolint finds the rules and options that there are', () => {
    const lines = takes('hadolint', 'ignored: [DL3008, SC2086]\nlabel-schema:\n  author: text\nstrict-labels: true\n', builtInLibrary().metadata('docker'))
    for (const line of ['  docker/missing-label:', '      labels: ["author:text"]', '  docker/unpinned-apt-package: off # DL3008', '  docker/unquoted-variable: off # SC2086']) assert.ok(lines.includes(line), lines.join('\n'))
    assert.ok(!lines.includes('# Without a counterpart:'), lines.join('\n'))
  })

  it('of hadolint keeps off what is ignored, and takes each severity', () => {
    assert.deepEqual(takes('hadolint', 'ignored: [DL3008, sc2086]\noverride:\n  error:\n    - DL3013\n  style:\n    - SC2086\n'), ['rules:', '  docker/wide: off # DL3008, DL3013', '  shell/unquoted: off # sc2086, SC2086'])
    assert.deepEqual(takes('hadolint', 'override:\n  info: SC2086\n  loud: [DL3008]\n'), ['rules:', '  shell/unquoted: info # SC2086', '# Without a counterpart:', '# - override: loud is no severity.'])
  })

  it('of hadolint may be empty, or hold what is none', () => {
    assert.deepEqual(takes('hadolint', ''), [])
    assert.deepEqual(takes('hadolint', 'ignored: { a: 1 }\noverride: [1]\ntrustedRegistries: null\nlabel-schema: 3\n'), [])
    assert.equal(readSettings('- a\n'), 'It must be a map.')
    assert.equal(typeof readSettings('a: [\n'), 'string')
  })

  it('of dclint sets rules and ignored paths', () => {
    assert.deepEqual(takes('dclint', '{"rules": {"require-quotes-in-ports": [1, {}], "no-version-field": 0}, "quiet": true, "exclude": ["old/**", "dev"]}'), [
      'rules:', '  compose/unquoted-port: warning # require-quotes-in-ports', 'ignore: ["old/**", dev]', '# Without a counterpart:', '# - no-version-field (off): no rule answers for it.',
    ])
  })
})
