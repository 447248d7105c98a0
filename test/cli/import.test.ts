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

  it('of kube-linter sets what is included, excluded and parametrised', () => {
    const kubernetes = [
      rule('kubernetes/latest-tag', ['kube-linter:latest-tag']), rule('kubernetes/privileged-container', ['kube-linter:privileged-container']),
      { ...rule('kubernetes/low-hpa-min-replicas', ['kube-linter:hpa-minimum-three-replicas']), options: { minimum: { type: 'integer', default: 2, description: '' } } } as Rule,
      rule('kubernetes/missing-label', ['kube-linter:required-label-owner'], 'labels'), rule('kubernetes/other', []),
    ]
    assert.deepEqual(takes('kube-linter', 'checks:\n  exclude: [latest-tag, sorted-keys]\n  include: [privileged-container, team]\n  ignorePaths: ["./old/**", "~/x"]\ncustomChecks:\n  - {name: team, template: required-label, params: {key: team}}\n  - {name: cost, template: required-label, params: {key: cost, value: .+}}\n  - {name: hpa, template: hpa-minimum-replicas, params: {minReplicas: 4}, scope: {objectKinds: [Any]}}\n  - {name: odd, template: cel-expression}\n', kubernetes), [
      'rules:', '  kubernetes/latest-tag: off # latest-tag',
      '  kubernetes/low-hpa-min-replicas: # hpa-minimum-three-replicas', '    severity: on', '    options:', '      minimum: 4',
      '  kubernetes/missing-label: # required-label-owner', '    severity: on', '    options:', '      labels: [team, cost]',
      '  kubernetes/privileged-container: on # privileged-container',
      'ignore: ["old/**"]', '# Without a counterpart:', '# - sorted-keys (off): no rule answers for it.', '# - ignorePaths: ~/x is no path below the repository.',
      '# - cost (required-label): its parameters value.', "# - hpa (hpa-minimum-replicas): its scope; 'paths' chooses by file.", '# - odd (cel-expression): no rule answers for it; a page of your own under .shipshape/rules/ may.',
    ])
    assert.deepEqual(takes('kube-linter', 'checks: {addAllBuiltIn: true, exclude: [latest-tag]}\n', kubernetes).filter((line) => !line.startsWith('#')), ['rules:', '  kubernetes/latest-tag: off # *, latest-tag', '  kubernetes/low-hpa-min-replicas: on # *', '  kubernetes/missing-label: on # *', '  kubernetes/privileged-container: on # *'])
    assert.deepEqual(takes('kube-linter', 'checks: {doNotAutoAddDefaults: true, include: [privileged-container]}\n', kubernetes).filter((line) => !line.startsWith('#')), ['rules:', '  kubernetes/latest-tag: off # latest-tag', '  kubernetes/privileged-container: on # privileged-container'])
    assert.deepEqual(takes('kube-linter', 'checks: [1]\ncustomChecks: {a: 1}\n', kubernetes), [])
  })

  it('of kube-linter finds the rules that there are', () => {
    const lines = takes('kube-linter', 'checks:\n  exclude: [latest-tag, unset-memory-requirements, no-read-only-root-fs]\n', builtInLibrary().metadata('kubernetes'))
    assert.ok(!lines.includes('# Without a counterpart:'), lines.join('\n'))
    assert.ok(lines.includes('  kubernetes/latest-tag: off # latest-tag'), lines.join('\n'))
  })
})
