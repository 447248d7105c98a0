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
  const settings = (importers[peer]!.read ?? readSettings)(text)
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

  const terraform = [
    rule('terraform/deprecated-index', ['tflint:terraform_deprecated_index']), rule('terraform/nonconforming-name', ['tflint:terraform_naming_convention']), rule('terraform/unused-variable', ['tflint:terraform_unused_declarations']),
    rule('terraform/missing-tag', ['tflint:aws_resource_missing_tags'], 'tags'), rule('terraform/unpinned-module-source', ['tflint:terraform_module_pinned_source']), rule('terraform/other', []),
  ]

  it('of tflint sets what is enabled, its options, files of variables and ignored modules', () => {
    assert.deepEqual(takes('tflint', `
      config {
        varfile          = ["prod.tfvars"]
        variables        = ["region=eu-central-1"]
        call_module_type = "all"
        ignore_module    = { "./modules/old" = true, "terraform-aws-modules/vpc/aws" = true, "./kept" = false }
      }
      plugin "aws" {
        enabled    = true
        deep_check = true
      }
      plugin "opa" { enabled = true }
      rule "terraform_unused_declarations" { enabled = false }
      rule "terraform_naming_convention" {
        enabled = true
        format  = "mixed_snake_case"
      }
      rule "terraform_module_pinned_source" {
        enabled = true
        style   = "semver"
      }
      rule "aws_resource_missing_tags" {
        enabled = true
        tags    = ["team", "cost"]
        exclude = ["aws_vpc"]
      }
      rule "aws_spec" { enabled = true }
    `, terraform), [
      'rules:', '  terraform/missing-tag: # aws_resource_missing_tags', '    severity: on', '    options:', '      tags: [team, cost]',
      '  terraform/nonconforming-name: on # terraform_naming_convention', '  terraform/unpinned-module-source: on # terraform_module_pinned_source', '  terraform/unused-variable: off # terraform_unused_declarations',
      'ignore: ["modules/old/**"]', '# Files of variable values that count.', 'terraform:', '  tfvars: [prod.tfvars]',
      '# ignore_module terraform-aws-modules/vpc/aws: only modules in the workspace are looked into.',
      '# Without a counterpart:', "# - terraform_naming_convention: its 'format'.", "# - terraform_module_pinned_source.style: 'terraform/non-semver-module-tag: on' asks for it.", "# - aws_resource_missing_tags: its 'exclude'.",
      '# - aws_spec (on): no rule answers for it.', '# - plugin aws: deep_check asks the cloud; nothing here leaves the machine.',
      '# - plugin opa: a rule set that is not known; a page of your own under .shipshape/rules/ may say what its rules do.',
      "# - variables: region; a file under 'terraform: { tfvars: … }' gives values.", '# - call_module_type all: modules that are not in the workspace are not fetched.',
    ])
  })

  it('of tflint knows its presets', () => {
    assert.deepEqual(takes('tflint', 'plugin "terraform" {\n  enabled = true\n  preset  = "recommended"\n}\n', terraform), [])
    assert.deepEqual(takes('tflint', 'plugin "terraform" {\n  enabled = true\n  preset  = "all"\n}\nrule "terraform_deprecated_index" {\n  enabled = false\n}\n', terraform).map((line) => line.split(' #')[0]), [
      'rules:', '  terraform/deprecated-index: off', '  terraform/nonconforming-name: on', '  terraform/unpinned-module-source: on', '  terraform/unused-variable: on',
    ])
    assert.deepEqual(takes('tflint', 'config {\n  disabled_by_default = true\n}\nrule "terraform_deprecated_index" {\n  enabled = true\n}\n', terraform).filter((line) => !line.startsWith('#')).map((line) => line.split(' #')[0]), [
      'rules:', '  terraform/deprecated-index: on', '  terraform/unpinned-module-source: off', '  terraform/unused-variable: off',
    ])
    assert.deepEqual(takes('tflint', 'plugin "terraform" {\n  enabled = false\n}\n', terraform).map((line) => line.split(' #')[0]).slice(0, 3), ['rules:', '  terraform/deprecated-index: off', '  terraform/nonconforming-name: off'])
  })

  it('of tflint may be empty, hold what is none, or be broken', () => {
    assert.deepEqual(takes('tflint', ''), [])
    assert.deepEqual(takes('tflint', 'config {\n  varfile = [var.x]\n  odd = 1\n}\nrule "x" {}\nthing {}\n', terraform).slice(0, 1), ['# Without a counterpart:'])
    assert.equal(typeof importers.tflint!.read!('config {\n'), 'string')
  })

  it('of tflint finds the rules that there are', () => {
    const lines = takes('tflint', 'plugin "terraform" {\n  enabled = true\n  preset = "all"\n}\n', builtInLibrary().metadata('terraform'))
    assert.ok(!lines.includes('# Without a counterpart:'), lines.join('\n'))
    assert.ok(lines.some((line) => line.startsWith('  terraform/nonconforming-name: on')), lines.join('\n'))
  })

  it('of kube-linter finds the rules that there are', () => {
    const lines = takes('kube-linter', 'checks:\n  exclude: [latest-tag, unset-memory-requirements, no-read-only-root-fs]\n', builtInLibrary().metadata('kubernetes'))
    assert.ok(!lines.includes('# Without a counterpart:'), lines.join('\n'))
    assert.ok(lines.includes('  kubernetes/latest-tag: off # latest-tag'), lines.join('\n'))
  })

  it('of zizmor switches rules off, everywhere or in files, and trusts owners', () => {
    const lines = takes('zizmor', 'rules:\n  undocumented-permissions:\n    disable: true\n  dangerous-triggers:\n    ignore: [docs.yml, build.yml:12]\n  unpinned-uses:\n    config:\n      policies:\n        Acme/*: ref-pin\n        other/tool: ref-pin\n        "*": hash-pin\n', builtInLibrary().metadata('github-actions'))
    for (const line of ['  github-actions/undocumented-permission: off # undocumented-permissions', '  - match: "**/docs.yml"', '      github-actions/dangerous-trigger: off # dangerous-triggers', '      trustedOwners: [acme]', '# - unpinned-uses: other/tool (ref-pin); only owners can be trusted.', "# - dangerous-triggers: build.yml:12 is a line; a comment '# zizmor: ignore[dangerous-triggers]' on it is honoured as it is."]) assert.ok(lines.includes(line), lines.join('\n'))
  })

  it('of zizmor takes versions for pins where the policy does', () => {
    const lines = takes('zizmor', 'rules:\n  unpinned-uses:\n    config:\n      policies:\n        "*": ref-pin\n', builtInLibrary().metadata('github-actions'))
    assert.deepEqual(lines, ['rules:', '  github-actions/unpinned-action: off # unpinned-uses'])
  })

  it('of actionlint switches off by file what its patterns are about', () => {
    const lines = takes('actionlint', "self-hosted-runner:\n  labels: [big]\nconfig-variables: null\npaths:\n  .github/workflows/old.yml:\n    ignore: ['shellcheck reported issue in this script: SC2086:.+', 'something else']\n", builtInLibrary().metadata('github-actions'))
    for (const line of ['  - match: ".github/workflows/old.yml"', '      github-actions/unsafe-shell-script: off # shellcheck', '# self-hosted-runner: read where it is.', '# - paths: .github/workflows/old.yml: something else is a pattern over messages.']) assert.ok(lines.includes(line), lines.join('\n'))
  })
})
