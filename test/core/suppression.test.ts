import assert from 'node:assert/strict'
import { resolve, type Config, emptyConfig } from '../../src/core/config'
import { applyEdits } from '../../src/core/edit'
import type { Finding } from '../../src/core/finding'
import { RuleNames } from '../../src/core/rule-names'
import { applySuppressions, checkSuppressions, readSuppressions, suppressEdit, type CommentSyntax } from '../../src/core/suppression'
import { dockerComments } from '../../src/languages/docker/comments'
import { hclComments } from '../../src/languages/terraform/comments'
import { parseHclJson } from '../../src/languages/terraform/hcl/json'
import { parseHcl } from '../../src/languages/terraform/hcl/parse'
import { yamlComments } from '../../src/languages/yaml/comments'
import { parseYaml } from '../../src/languages/yaml/parse'

const rules = [
  { id: 'docker/root-user', aliases: ['hadolint:DL3002', 'checkov:CKV_DOCKER_3', 'trivy:DS-0002', 'kics:last_user_is_root', 'tally:hadolint/DL3002', 'semgrep:last-user-is-root', 'sonar:S6471', 'dockerfilelinter:EJ0002', 'dockerfile-utils:UNKNOWN_USER'], replacedBy: null },
  { id: 'docker/latest-tag', aliases: ['hadolint:DL3007', 'buildkit:LatestTag'], replacedBy: null },
  { id: 'docker/as-root', aliases: [], replacedBy: 'docker/root-user' },
  { id: 'shell/unquoted', aliases: ['shellcheck:SC2086'], replacedBy: null },
  { id: 'terraform/public-bucket', aliases: ['trivy:AWS-0089', 'checkov:CKV_AWS_20', 'tflint:aws_bucket', 'kics:ce14a68b'], replacedBy: null },
  { id: 'terraform/unencrypted', aliases: ['trivy:aws-s3-enable-bucket-encryption'], replacedBy: null },
  { id: 'kubernetes/missing-probe', aliases: ['kube-linter:no-readiness-probe', 'checkov:CKV_K8S_9'], replacedBy: null },
  { id: 'compose/unquoted-port', aliases: ['dclint:require-quotes-in-ports', 'kics:privileged_ports_mapped_in_container'], replacedBy: null },
  { id: 'github-actions/unpinned-action', aliases: ['zizmor:unpinned-uses'], replacedBy: null },
]
const names = new RuleNames(rules)
const docker = dockerComments
const yaml = (text: string): CommentSyntax => yamlComments(parseYaml(text))
const helm = (text: string): CommentSyntax => yamlComments(parseYaml(text, { templates: true }))
const hcl = (text: string): CommentSyntax => hclComments(parseHcl(text))

const finding = (rule: string, text: string, token: string | number): Finding => {
  const start = typeof token === 'number' ? token : text.indexOf(token)
  assert.ok(start >= 0, `${token} is in the text`)
  return { rule, topic: '', severity: 'warning', path: 'file', span: [start, start + (typeof token === 'number' ? 0 : token.length)], message: '', fixes: [], fixable: null, related: [], missing: false, group: null, subject: '' }
}

/** Is a finding of a rule at a token suppressed? */
const hides = (syntax: (text: string) => CommentSyntax, text: string, rule: string, token: string | number): boolean => applySuppressions([finding(rule, text, token)], readSuppressions(syntax(text)), names).suppressed.length === 1

/** The text with a suppression put in at a token. */
function suppress(syntax: (text: string) => CommentSyntax, text: string, token: string, rule = 'docker/root-user', reason: string | null = null, scope: 'line' | 'file' = 'line'): string {
  const span = finding(rule, text, text.lastIndexOf(token)).span
  const edit = suppressEdit(syntax(text), text, span, rule, reason, scope)
  assert.ok(edit, 'there is an edit')
  const after = applyEdits(text, [edit])
  assert.ok(hides(syntax, after, rule, after.lastIndexOf(token)), `the finding is suppressed in:\n${after}`)
  assert.equal(suppressEdit(syntax(after), after, finding(rule, after, after.lastIndexOf(token)).span, rule, reason, scope), null, 'a second time changes nothing')
  return after
}

describe('A suppression comment', () => {
  it('covers the instruction below it, continuation lines and heredoc included', () => {
    const text = 'FROM a:latest\n# shipshape-ignore docker/latest-tag, shell/unquoted -- the mirror has no tags\nRUN a && \\\n  b $c <<EOF\n  d\nEOF\nRUN e\n'
    assert.ok(hides(docker, text, 'shell/unquoted', '$c'))
    assert.ok(hides(docker, text, 'shell/unquoted', '  d\n'))
    assert.ok(!hides(docker, text, 'shell/unquoted', 'RUN e'))
    assert.ok(!hides(docker, text, 'docker/latest-tag', 'a:latest'))
    assert.ok(!hides(docker, text, 'docker/root-user', 'RUN a'))
    const [read] = readSuppressions(docker(text))
    assert.equal(read!.reason, 'the mirror has no tags')
    assert.deepEqual(read!.names.map(({ name, span }) => [name, text.slice(...span)]), [['docker/latest-tag', 'docker/latest-tag'], ['shell/unquoted', 'shell/unquoted']])
  })

  it('covers the whole value of the YAML key below it, and the whole item', () => {
    const text = 'spec:\n  # shipshape-ignore kubernetes/missing-probe\n  containers:\n    - name: a\n      image: b\n  other: c\nlist:\n  # shipshape-ignore docker/root-user\n\n  - x: 1\n    y: 2\n  - z: 3\n'
    assert.ok(hides(yaml, text, 'kubernetes/missing-probe', 'image'))
    assert.ok(!hides(yaml, text, 'kubernetes/missing-probe', 'other'))
    assert.ok(hides(yaml, text, 'docker/root-user', 'y: 2'))
    assert.ok(!hides(yaml, text, 'docker/root-user', 'z'))
  })

  it('covers its own line where it trails, and the block scalar that begins there', () => {
    const text = 'a: 1 # shipshape-ignore docker/root-user\nb: 2\nrun: | # shipshape-ignore shell/unquoted\n  echo $x\n  # shipshape-ignore docker/latest-tag\nc: 3\n'
    assert.ok(hides(yaml, text, 'docker/root-user', 'a: 1'))
    assert.ok(!hides(yaml, text, 'docker/root-user', 'b: 2'))
    assert.ok(hides(yaml, text, 'shell/unquoted', '$x'))
    assert.ok(!hides(yaml, text, 'docker/latest-tag', 'c: 3'), 'what stands in a script is no comment of the file')
  })

  it('covers a comment that trails what is below it', () => {
    const text = 'steps:\n  # shipshape-ignore github-actions/unpinned-action\n  - uses: a/b@0123 # v1\n'
    assert.ok(hides(yaml, text, 'github-actions/unpinned-action', 'v1'))
  })

  it('covers one line within a flow collection', () => {
    const text = 'a: [\n  # shipshape-ignore docker/root-user\n  x,\n  y]\nb: 1\n'
    assert.ok(hides(yaml, text, 'docker/root-user', 'x'))
    assert.ok(!hides(yaml, text, 'docker/root-user', 'y'))
    assert.ok(!hides(yaml, text, 'docker/root-user', 'b: 1'))
  })

  it('covers the HCL block or attribute below it, the block that its line opens, and the block at whose end it stands', () => {
    const text = '# shipshape-ignore terraform/public-bucket\nresource "a" "b" {\n  acl = "x"\n}\nresource "c" "d" { // shipshape-ignore terraform/public-bucket\n  # shipshape-ignore terraform/unencrypted\n  e = "f"\n  g = "h"\n}\nresource "i" "j" {\n  k = 1\n  # shipshape-ignore terraform/unencrypted\n}\n'
    assert.ok(hides(hcl, text, 'terraform/public-bucket', 'acl'))
    assert.ok(hides(hcl, text, 'terraform/public-bucket', 'g ='))
    assert.ok(hides(hcl, text, 'terraform/unencrypted', 'e ='))
    assert.ok(!hides(hcl, text, 'terraform/unencrypted', 'g ='))
    assert.ok(!hides(hcl, text, 'terraform/public-bucket', 'k ='))
    assert.ok(hides(hcl, text, 'terraform/unencrypted', 'k ='))
  })

  it('covers the file where it says so', () => {
    assert.ok(hides(docker, 'FROM a\nRUN b\n# shipshape-ignore-file docker/root-user\n', 'docker/root-user', 'FROM'))
  })

  it('may name a replaced rule or a peer\'s', () => {
    assert.ok(hides(docker, '# shipshape-ignore docker/as-root\nFROM a\n', 'docker/root-user', 'FROM'))
    assert.ok(hides(docker, '# shipshape-ignore hadolint:DL3002\nFROM a\n', 'docker/root-user', 'FROM'))
  })

  it('is not one within a heredoc, a string or a longer word', () => {
    assert.ok(!hides(docker, 'RUN <<EOF\n# shipshape-ignore docker/root-user\nEOF\nFROM a\n', 'docker/root-user', 'FROM'))
    assert.ok(!hides(docker, '# shipshape-ignored docker/root-user\nFROM a\n', 'docker/root-user', 'FROM'))
    assert.ok(!hides(hcl, 'a = <<E\n# shipshape-ignore terraform/unencrypted\nE\nb = 1\n', 'terraform/unencrypted', 'b = 1'))
  })
})

describe('A peer\'s suppression comment', () => {
  const honoured: readonly (readonly [syntax: (text: string) => CommentSyntax, text: string, rule: string, token: string, yes: boolean])[] = [
    [docker, '# hadolint ignore=DL3007,SC2086\nFROM a:latest\nFROM b:latest\n', 'docker/latest-tag', 'a:', true],
    [docker, '# hadolint ignore=DL3007,SC2086\nFROM a:latest\nFROM b:latest\n', 'docker/latest-tag', 'b:', false],
    [docker, '# hadolint ignore=DL3007,SC2086\nRUN $x\n', 'shell/unquoted', '$x', true],
    [docker, '# hadolint global ignore=DL3007\nFROM a\nFROM b:latest\n', 'docker/latest-tag', 'b:', true],
    [docker, '# hadolint stage ignore=DL3002\nFROM a\nUSER root\nFROM b\nUSER 0\n', 'docker/root-user', 'root', true],
    [docker, '# hadolint stage ignore=DL3002\nFROM a\nUSER root\nFROM b\nUSER 0\n', 'docker/root-user', '0', false],
    [docker, '# check=skip=LatestTag,Other;error=true\nFROM a\nFROM b:latest\n', 'docker/latest-tag', 'b:', true],
    [docker, '# check=error=true;skip=all\nFROM b:latest\n', 'docker/latest-tag', 'b:', true],
    [docker, '# check=error=true\nFROM b:latest\n', 'docker/latest-tag', 'b:', false],
    [docker, '#checkov:skip=CKV_DOCKER_3:runs as root on purpose\nFROM a\nFROM b\nUSER root\n', 'docker/root-user', 'root', true],
    [docker, '# trivy:ignore:AVD-DS-0002\nUSER root\n', 'docker/root-user', 'root', true],
    [docker, '# trivy:ignore:ds002\nUSER root\n', 'docker/root-user', 'root', true],
    [docker, '# kics-scan ignore-line\nFROM a:latest\n', 'docker/latest-tag', 'a:', false],
    [docker, '# check=skip=Other, LatestTag\nFROM b:latest\n', 'docker/latest-tag', 'b:', true],
    [docker, '# syntax=docker/dockerfile:1\n# check=skip=LatestTag\nFROM a\nFROM b:latest\n', 'docker/latest-tag', 'b:', true],
    [docker, 'FROM a\n# check=skip=LatestTag\nFROM b:latest\nFROM c:latest\n', 'docker/latest-tag', 'b:', true],
    [docker, 'FROM a\n# check=skip=LatestTag\nFROM b:latest\nFROM c:latest\n', 'docker/latest-tag', 'c:', false],
    [docker, '# shellcheck disable=SC2086\nRUN $x\nRUN $y\n', 'shell/unquoted', '$x', true],
    [docker, '# shellcheck disable=SC2086\nRUN $x\nRUN $y\n', 'shell/unquoted', '$y', false],
    [docker, 'RUN a && \\\n  # shellcheck disable=SC1000,SC2086\n  $x\n', 'shell/unquoted', '$x', true],
    [docker, 'RUN <<EOF\n# shellcheck disable=SC2086\n$x\nEOF\n', 'shell/unquoted', '$x', true],
    [docker, 'RUN <<EOF\n# hadolint ignore=DL3002\n$x\nEOF\n', 'docker/root-user', '$x', false],
    [docker, 'COPY <<EOF /x\n# shellcheck disable=SC2086\n$x\nEOF\n', 'shell/unquoted', '$x', false],
    [docker, '# shellcheck shell=bash disable=SC2000-SC2099\nRUN $x\n', 'shell/unquoted', '$x', true],
    [docker, '# shellcheck disable=SC2087-SC2099\nRUN $x\n', 'shell/unquoted', '$x', false],
    [docker, '# shellcheck disable=all\nRUN $x\n', 'shell/unquoted', '$x', true],
    [docker, '# shellcheck source=disable=SC2086\nRUN $x\n', 'shell/unquoted', '$x', false],
    [docker, '# dockerfile-utils: ignore\nUSER root\n', 'docker/root-user', 'root', true],
    [docker, '# dockerfile-utils: ignored\nUSER root\n', 'docker/root-user', 'root', false],
    [docker, '#trivy:ignore:DS-0002\nFROM a\nRUN b\nUSER root\nFROM c\nUSER 0\n', 'docker/root-user', 'root', true],
    [docker, '#trivy:ignore:DS-0002\nFROM a\nRUN b\nUSER root\nFROM c\nUSER 0\n', 'docker/root-user', '0\n', false],
    [docker, '#checkov:skip=CKV_DOCKER_3\nFROM a\nUSER root\n', 'docker/root-user', 'root', true],
    [docker, '# kics-scan ignore-line\nUSER root\nUSER 0\n', 'docker/root-user', '0', false],
    [docker, '# kics-scan ignore-line\nUSER root\nUSER 0\n', 'docker/root-user', 'root', true],
    [docker, '# kics-scan ignore-block\nFROM a\nUSER root\nFROM b\nUSER 0\n', 'docker/root-user', 'root', true],
    [docker, '# kics-scan ignore-block\nFROM a\nUSER root\nFROM b\nUSER 0\n', 'docker/root-user', '0', false],
    [docker, '# kics-scan disable=67fd0c4a-68cf-46d7-8c41-bc9fba7e40ae\nUSER root\n', 'docker/root-user', 'root', true],
    [docker, '# nosemgrep\nUSER root\n', 'docker/root-user', 'root', true],
    [docker, '# on purpose, nosemgrep: dockerfile.security.last-user-is-root.last-user-is-root\nUSER root\n', 'docker/root-user', 'USER', true],
    [docker, '# nosemgrep: another-rule\nUSER root\n', 'docker/root-user', 'root', false],
    [docker, '# NOSONAR the device needs it\nUSER root\n', 'docker/root-user', 'root', true],
    [docker, '# NOSONAR( docker:S6471, S1 )\nUSER root\n', 'docker/root-user', 'root', true],
    [docker, '# NOSONAR(S6472)\nUSER root\n', 'docker/root-user', 'root', false],
    [docker, '# tally ignore=hadolint/DL3002;reason=why\nUSER root\n', 'docker/root-user', 'root', true],
    [docker, '# tally ignore=DL3007, DL3002\nUSER root\n', 'docker/root-user', 'root', true],
    [docker, '# tally ignore=hadolint/*\nUSER root\n', 'docker/root-user', 'root', true],
    [docker, '# tally global ignore=hadolint/DL3002\nFROM a\nUSER root\n', 'docker/root-user', 'root', true],
    [docker, '# linter ignore=EJ0001,EJ0002\nUSER root\n', 'docker/root-user', 'root', true],
    [yaml, 'ports:\n  - 80:80 # dclint disable-line require-quotes-in-ports\n  - 81:81\n', 'compose/unquoted-port', '80:80', true],
    [yaml, 'ports:\n  - 80:80 # dclint disable-line require-quotes-in-ports\n  - 81:81\n', 'compose/unquoted-port', '81:81', false],
    [yaml, '# dclint disable another-rule require-quotes-in-ports\nports:\n  - 80:80\n', 'compose/unquoted-port', '80:80', true],
    [yaml, '# dclint disable\nports:\n  - 80:80\n', 'compose/unquoted-port', '80:80', true],
    [yaml, '# dclint disable another-rule\nports:\n  - 80:80\n', 'compose/unquoted-port', '80:80', false],
    [yaml, 'ports:\n  # kics-scan ignore-block\n  - 80:80\n', 'compose/unquoted-port', '80:80', true],
    [yaml, 'ports:\n  - 80:80 # nosemgrep\n', 'compose/unquoted-port', '80:80', false],
    [hcl, 'resource "a" "b" {\n  #checkov:skip=CKV_AWS_20:public site\n  x = 1\n  y = 2\n}\nz = 1\n', 'terraform/public-bucket', 'y', true],
    [hcl, 'resource "a" "b" {\n  #checkov:skip=CKV_AWS_20:public site\n  x = 1\n  y = 2\n}\nz = 1\n', 'terraform/public-bucket', 'z', false],
    [hcl, '#tfsec:ignore:aws-s3-enable-bucket-encryption tfsec:ignore:AWS-0089\nresource "a" "b" {\n  x = 1\n}\n', 'terraform/public-bucket', 'x', true],
    [hcl, '#tfsec:ignore:aws-s3-enable-bucket-encryption\nresource "a" "b" {\n  x = 1\n}\n', 'terraform/unencrypted', 'x', true],
    [hcl, '#trivy:ignore:*\nresource "a" "b" {}\n', 'terraform/unencrypted', 'resource', true],
    [hcl, 'a = 1 # tflint-ignore: aws_bucket // because\n', 'terraform/public-bucket', 'a =', true],
    [hcl, '// tflint-ignore-file: aws_bucket\na = 1\nb = 2\n', 'terraform/public-bucket', 'b =', true],
    [hcl, '# kics-scan ignore-block\nresource "a" "b" {\n  x = 1\n}\n', 'terraform/public-bucket', 'x', true],
    [hcl, '# kics-scan disable=ce14a68b-1668-41a0-ab7d-facd9f784742\nx = 1\n', 'terraform/public-bucket', 'x', true],
    [hcl, '# kics-scan ignore\nx = 1\n', 'terraform/public-bucket', 'x', true],
    [yaml, 'steps:\n  - uses: a/b@v1 # zizmor: ignore[unpinned-uses] ours\n  - uses: c/d@v1\n', 'github-actions/unpinned-action', 'a/b', true],
    [yaml, 'steps:\n  - uses: a/b@v1 # zizmor: ignore[unpinned-uses] ours\n  - uses: c/d@v1\n', 'github-actions/unpinned-action', 'c/d', false],
    [yaml, 'steps:\n  - uses: a/b@v1\n    with: # zizmor: ignore[unpinned-uses]\n      c: d\n  - uses: c/d@v1\n', 'github-actions/unpinned-action', 'a/b', true],
    [yaml, 'steps:\n  - uses: a/b@v1\n    # zizmor: ignore[unpinned-uses]\n    id: x\n  - uses: c/d@v1\n', 'github-actions/unpinned-action', 'a/b', true],
    [yaml, 'steps:\n  - uses: a/b@v1\n  # zizmor: ignore[unpinned-uses]\n  - uses: c/d@v1\n', 'github-actions/unpinned-action', 'a/b', false],
    [yaml, 'steps:\n  - uses: a/b@v1\n  - uses: c/d@v1 # zizmor: ignore[unpinned-uses]\n', 'github-actions/unpinned-action', 'a/b', false],
    [yaml, 'a: 1 # zizmor: ignore[unpinned-uses] # shipshape-ignore docker/root-user\n', 'docker/root-user', 'a', true],
    [yaml, 'a:\n  #checkov:skip=CKV_K8S_9:no traffic\n  b: 1\n---\nc: 1\n', 'kubernetes/missing-probe', 'a:', true],
    [yaml, 'a:\n  #checkov:skip=CKV_K8S_9:no traffic\n  b: 1\n---\nc: 1\n', 'kubernetes/missing-probe', 'c:', false],
  ]
  for (const [syntax, text, rule, token, yes] of honoured) it(`${yes ? 'hides' : 'leaves'} ${rule} at ${token.trim()} in ${JSON.stringify(text.slice(0, 60))}`, () => assert.equal(hides(syntax, text, rule, token), yes))
})

describe('A comment of our own that is wrong', () => {
  function check(text: string, findings: readonly Finding[] = [], rest: { damaged?: boolean; off?: string; config?: Partial<Config> } = {}): readonly Finding[] {
    const suppressions = readSuppressions(docker(text))
    return [...checkSuppressions(suppressions, applySuppressions(findings, suppressions, names), { path: 'Dockerfile', text, names, isOn: (rule) => rule !== rest.off, damaged: rest.damaged ?? false, settings: resolve([{ ...emptyConfig(''), ...rest.config }], { path: 'Dockerfile', purpose: 'production' }) })]
  }
  const mended = (text: string, found: Finding): string => applyEdits(text, found.fixes[0]!.edits.map((edit) => 'span' in edit ? edit : assert.fail()))

  it('is reported where it ignores nothing, and taken away by its fix', () => {
    const text = 'FROM a\r\n  # shipshape-ignore docker/root-user -- old\r\nRUN b\r\n'
    const [found, ...more] = check(text)
    assert.equal(more.length, 0)
    assert.equal(found!.rule, 'shipshape/unused-suppression')
    assert.equal(text.slice(...found!.span), '# shipshape-ignore docker/root-user -- old')
    assert.equal(mended(text, found!), 'FROM a\r\nRUN b\r\n')
  })

  it('loses only the names that ignore nothing', () => {
    const text = '# shipshape-ignore docker/latest-tag docker/root-user, shell/unquoted -- why\nFROM a:latest\n'
    const [found] = check(text, [finding('docker/root-user', text, 'FROM')])
    assert.equal(mended(text, found!), '# shipshape-ignore docker/root-user -- why\nFROM a:latest\n')
  })

  it('is left alone where its rule is off, where the file is damaged, and where a peer wrote it', () => {
    const text = '# shipshape-ignore docker/root-user\nFROM a\n'
    assert.deepEqual(check(text, [], { off: 'docker/root-user' }), [])
    assert.deepEqual(check(text, [], { damaged: true }), [])
    assert.deepEqual(check('# hadolint ignore=DL3002\nFROM a\n'), [])
  })

  it('is judged as its own rule is set', () => {
    const text = '# shipshape-ignore docker/root-user\nFROM a\n', id = 'shipshape/unused-suppression'
    assert.deepEqual(check(text, [], { config: { level: 'essential' } }), [])
    const entry = { pattern: id, glob: false, on: true, severity: 'error', options: {} } as const
    assert.equal(check(text, [], { config: { rules: [entry] } })[0]!.severity, 'error')
    assert.deepEqual(check(text, [], { config: { rules: [{ ...entry, on: false }] } }), [])
  })

  it('is reported where it names no rule, with the one that is meant', () => {
    const text = '# shipshape-ignore docker/rootuser\nFROM a\n'
    const [found] = check(text, [], { damaged: true })
    assert.equal(found!.message, "There is no rule 'docker/rootuser'; did you mean 'docker/root-user'?")
    assert.equal(mended(text, found!), '# shipshape-ignore docker/root-user\nFROM a\n')
    assert.equal(check('# shipshape-ignore\nFROM a\n')[0]!.rule, 'shipshape/unknown-rule')
  })
})

describe('Putting in a suppression', () => {
  it('writes above the Dockerfile instruction, never between its lines or into its heredoc', () => {
    assert.equal(suppress(docker, 'FROM a\nRUN b && \\\n    # why\n    c\n', 'c\n'), 'FROM a\n# shipshape-ignore docker/root-user\nRUN b && \\\n    # why\n    c\n')
    assert.equal(suppress(docker, 'FROM a\n  RUN <<EOF\nuser root\nEOF\n', 'root'), 'FROM a\n  # shipshape-ignore docker/root-user\n  RUN <<EOF\nuser root\nEOF\n')
    assert.equal(suppress(docker, '# escape=`\r\nFROM a\r\nRUN b `\r\n  c\r\n', 'c\r'), '# escape=`\r\nFROM a\r\n# shipshape-ignore docker/root-user\r\nRUN b `\r\n  c\r\n')
  })

  it('writes for the whole Dockerfile below the directives that must stay first', () => {
    assert.equal(suppress(docker, '# syntax=docker/dockerfile:1\n# check=error=true\n# about\nFROM a\n', 'FROM', undefined, 'base', 'file'), '# syntax=docker/dockerfile:1\n# check=error=true\n# shipshape-ignore-file docker/root-user -- base\n# about\nFROM a\n')
    assert.equal(suppress(docker, 'FROM a', 'FROM', undefined, null, 'file'), '# shipshape-ignore-file docker/root-user\nFROM a')
    assert.equal(suppress(docker, '# syntax=docker/dockerfile:1\nFROM a\n', 'FROM'), '# syntax=docker/dockerfile:1\n# shipshape-ignore docker/root-user\nFROM a\n')
  })

  it('adds the rule to a comment that is there', () => {
    assert.equal(suppress(docker, '# shipshape-ignore docker/latest-tag -- mirror\nFROM a\n', 'FROM'), '# shipshape-ignore docker/latest-tag, docker/root-user -- mirror\nFROM a\n')
    assert.equal(suppress(docker, '# shipshape-ignore docker/latest-tag -- mirror\nFROM a\n', 'FROM', undefined, 'base'), '# shipshape-ignore docker/latest-tag, docker/root-user -- mirror; base\nFROM a\n')
    assert.equal(suppress(docker, '# shipshape-ignore docker/latest-tag\nFROM a\n', 'FROM', undefined, 'base'), '# shipshape-ignore docker/latest-tag, docker/root-user -- base\nFROM a\n')
    assert.equal(suppress(yaml, 'a:\n  b: 1 # shipshape-ignore docker/latest-tag\n', 'b'), 'a:\n  b: 1 # shipshape-ignore docker/latest-tag, docker/root-user\n')
    assert.equal(suppress(docker, '# shipshape-ignore-file docker/latest-tag\nFROM a\n', 'FROM', undefined, null, 'file'), '# shipshape-ignore-file docker/latest-tag, docker/root-user\nFROM a\n')
  })

  it('keeps a comment between slashes and stars whole', () => {
    assert.equal(suppress(hcl, '/* shipshape-ignore docker/latest-tag -- old */\na = 1\n', 'a =', undefined, 'new'), '/* shipshape-ignore docker/latest-tag, docker/root-user -- old; new */\na = 1\n')
    const text = 'a = 1 /* shipshape-ignore docker/root-user */\n', read = readSuppressions(hcl(text))
    assert.equal(text.slice(...read[0]!.span), '/* shipshape-ignore docker/root-user */')
    assert.equal(read[0]!.names.length, 1)
  })

  it('leaves a peer\'s comment next to what it covers', () => {
    assert.equal(suppress(docker, '# about\n# hadolint ignore=DL3006\nFROM a\n', 'FROM'), '# about\n# shipshape-ignore docker/root-user\n# hadolint ignore=DL3006\nFROM a\n')
  })

  it('writes above the YAML key at its indentation, and above the dash of an item', () => {
    assert.equal(suppress(yaml, 'spec:\n    containers:\n      - name: a\n        image: b\n', 'b\n'), 'spec:\n    containers:\n      - name: a\n        # shipshape-ignore docker/root-user\n        image: b\n')
    assert.equal(suppress(yaml, 'spec:\n    containers:\n      - name: a\n        image: b\n', 'a\n'), 'spec:\n    containers:\n      # shipshape-ignore docker/root-user\n      - name: a\n        image: b\n')
    assert.equal(suppress(yaml, 'a: {b: [1,\n  2], c: 3}\n', 'c: 3'), '# shipshape-ignore docker/root-user\na: {b: [1,\n  2], c: 3}\n')
    assert.equal(suppress(yaml, '- - a\n  - b\n', 'a'), '# shipshape-ignore docker/root-user\n- - a\n  - b\n')
  })

  it('writes above the run of a step, not into its script', () => {
    assert.equal(suppress(yaml, 'steps:\n  - name: x\n    run: |\n      echo $y\n      # z\n', '$y'), 'steps:\n  - name: x\n    # shipshape-ignore docker/root-user\n    run: |\n      echo $y\n      # z\n')
    assert.equal(suppress(yaml, 'steps:\n  - run: |\n      echo $y\n', '$y'), 'steps:\n  # shipshape-ignore docker/root-user\n  - run: |\n      echo $y\n')
  })

  it('writes into a Helm template without touching its actions', () => {
    assert.equal(suppress(helm, '{{- if .Values.on -}}\nspec:\n  {{- with .Values.x }}\n  image: {{ . | quote }}\n  {{- end }}\n{{- end }}\n', 'image'), '{{- if .Values.on -}}\nspec:\n  {{- with .Values.x }}\n  # shipshape-ignore docker/root-user\n  image: {{ . | quote }}\n  {{- end }}\n{{- end }}\n')
    assert.equal(suppress(helm, '{{- if .Values.on -}}\nkind: x\n{{- end }}\n', 'kind', undefined, 'see {{ .x }}', 'file'), '{{- if .Values.on -}}\n# shipshape-ignore-file docker/root-user -- see { { .x } }\nkind: x\n{{- end }}\n')
    assert.equal(suppress(helm, 'a:\n  b: {{ include "x"\n    (dict "y" 1) }}\n  c: d\n', '"y"'), 'a:\n  # shipshape-ignore docker/root-user\n  b: {{ include "x"\n    (dict "y" 1) }}\n  c: d\n')
  })

  it('writes above the HCL attribute or block, not into a heredoc', () => {
    assert.equal(suppress(hcl, 'resource "a" "b" {\n  c {\n    d = 1\n  }\n}\n', 'd'), 'resource "a" "b" {\n  c {\n    # shipshape-ignore docker/root-user\n    d = 1\n  }\n}\n')
    assert.equal(suppress(hcl, 'resource "a" "b" {\n  policy = <<EOF\n{ "x": 1 }\nEOF\n}\n', '"x"'), 'resource "a" "b" {\n  # shipshape-ignore docker/root-user\n  policy = <<EOF\n{ "x": 1 }\nEOF\n}\n')
    assert.equal(suppress(hcl, 'locals { a = [\n  "b",\n  "c",\n] }\n', '"c"'), '# shipshape-ignore docker/root-user\nlocals { a = [\n  "b",\n  "c",\n] }\n')
    assert.equal(suppress(hcl, 'a = 1\n', 'a', undefined, null, 'file'), '# shipshape-ignore-file docker/root-user\na = 1\n')
  })

  it('is refused where the format has no comments', () => {
    for (const scope of ['line', 'file'] as const) {
      assert.equal(suppressEdit(hclComments(parseHclJson('{"a": 1}')), '{"a": 1}', [1, 4], 'docker/root-user', null, scope), null)
      assert.equal(suppressEdit(yaml('{"kind": "Pod"}'), '{"kind": "Pod"}', [1, 4], 'docker/root-user', null, scope), null)
    }
  })

  it('keeps a reason on one line', () => {
    assert.equal(suppress(docker, 'FROM a\n', 'FROM', undefined, ' two\r\nlines '), '# shipshape-ignore docker/root-user -- two lines\nFROM a\n')
  })

  it('neither throws nor leaves the file, whatever the text and the place', () => {
    let seed = 7
    const random = (below: number): number => (seed = (seed * 1103515245 + 12345) % 2147483648) % below
    const pieces = ['FROM a', 'RUN <<EOF', 'EOF', '# shipshape-ignore', ' docker/root-user', '# syntax=x', '\n', '\r\n', '  ', '- ', 'a: ', '|', '{', '}', '{{- if x }}', '"', 'b = 1', 'c {', '\\', '[', '---', '\uFEFF', ' -- ', ',', '\t']
    for (let i = 0; i < 1500; i++) {
      let text = ''
      for (let n = random(14); n >= 0; n--) text += pieces[random(pieces.length)]
      for (const syntax of [docker, yaml, helm, hcl]) {
        const at = random(text.length + 1)
        const read = syntax(text), suppressions = readSuppressions(read)
        for (const { span, covers } of suppressions) for (const [start, end] of covers === 'file' ? [span] : [span, covers]) assert.ok(0 <= start && start <= end && end <= text.length, JSON.stringify(text))
        for (const one of checkSuppressions(suppressions, applySuppressions([], suppressions, names), { path: '', text, names, isOn: () => true, damaged: false, settings: resolve([], { path: '', purpose: 'production' }) })) for (const fix of one.fixes) applyEdits(text, fix.edits.flatMap((edit) => 'span' in edit ? [edit] : []))
        for (const scope of ['line', 'file'] as const) {
          const edit = suppressEdit(read, text, [at, at], 'docker/root-user', 'r', scope)
          if (edit) applyEdits(text, [edit])
        }
      }
    }
  })

  it('is quick on many comments', () => {
    const start = Date.now()
    const text = 'items:\n' + '- a\n# shipshape-ignore docker/root-user\n'.repeat(20000)
    assert.equal(readSuppressions(yaml(text)).length, 20000)
    assert.equal(readSuppressions(docker('RUN <<EOF\n# shipshape-ignore docker/root-user\n'.repeat(20000))).length, 0)
    assert.equal(readSuppressions(docker('FROM a\n# shipshape-ignore docker/root-user\n'.repeat(20000))).length, 20000)
    assert.equal(readSuppressions(docker(`#${' '.repeat(500000)}\n`.repeat(4))).length, 0)
    assert.ok(Date.now() - start < 8000, `${Date.now() - start} ms`)
  })
})
