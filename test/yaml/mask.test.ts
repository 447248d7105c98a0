import assert from 'node:assert/strict'
import { maskTemplates } from '../../src/languages/yaml/mask'
import { parseYaml } from '../../src/languages/yaml/parse'
import { asMap, asSequence, isOpen, lookup } from '../../src/languages/yaml/walk'
import type { YamlNode } from '../../src/languages/yaml/tree'
import { corpus, plain } from './dump'

const read = (text: string): YamlNode | null => {
  const file = parseYaml(text, { templates: true })
  assert.equal(maskTemplates(text).text.length, text.length)
  assert.deepEqual(file.errors.map(error => error.message), [])
  return file.documents[0]?.root ?? null
}
const open = (text: string, ...path: (string | number)[]): boolean => isOpen(lookup(read(text), ...path))
const unknown = (text: string, ...path: (string | number)[]): boolean => lookup(read(text), ...path)!.unknown

const deployment = `{{- if .Values.enabled -}}
{{/* a comment with }} in it? no: {{ */}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "x.name" . }}-web # c
  labels:
    {{- include "x.labels" . | nindent 4 }}
    tier: web
  annotations: {{- toYaml .Values.annotations | nindent 4 }}
spec:
  {{- if not .Values.autoscaling }}
  replicas: {{ .Values.replicas }}
  {{- end }}
  template:
    spec:
      containers:
        - name: {{ .Chart.Name }}
          image: "{{ .Values.image }}:{{ .Values.tag | default "latest" }}"
          args:
            - serve
            {{- range $i, $x := .Values.args }}
            - {{ $x | quote }}
            {{- end }}
          resources:
            {{- toYaml .Values.resources | nindent 12 }}
          {{- with .Values.securityContext }}
          securityContext:
            {{- toYaml . | nindent 12 }}
          {{- end }}
      nodeSelector: {}
{{- end }}
`

describe('a masked template', () => {
  it('keeps its length, its offsets and what is not a template', () => {
    const root = read(deployment)
    assert.equal(deployment.slice(...lookup(root, 'metadata', 'name')!.span), '{{ include "x.name" . }}-web')
    assert.equal(deployment.slice(...lookup(root, 'spec', 'template', 'spec', 'nodeSelector')!.span), '{}')
    assert.equal(plain(lookup(root, 'metadata', 'labels', 'tier')), 'web')
    assert.deepEqual(parseYaml(deployment, { templates: true }).comments.map(comment => comment.text), ['# c'])
  })
  it('knows which values are unknown', () => {
    for (const path of [['metadata', 'name'], ['metadata', 'annotations'], ['spec', 'replicas'], ['spec', 'template', 'spec', 'containers', 0, 'image'], ['spec', 'template', 'spec', 'containers', 0, 'resources'], ['spec', 'template', 'spec', 'containers', 0, 'securityContext']]) assert.equal(unknown(deployment, ...path), true, path.join('.'))
    for (const path of [['kind'], ['metadata', 'labels', 'tier'], ['spec', 'template', 'spec', 'containers', 0, 'args', 0]]) assert.equal(unknown(deployment, ...path), false, path.join('.'))
  })
  it('knows which collections may hold more', () => {
    for (const path of [['metadata', 'labels'], ['spec', 'template', 'spec', 'containers', 0, 'args']]) assert.equal(open(deployment, ...path), true, path.join('.'))
    for (const path of [[], ['metadata'], ['spec'], ['spec', 'template'], ['spec', 'template', 'spec'], ['spec', 'template', 'spec', 'containers'], ['spec', 'template', 'spec', 'containers', 0], ['spec', 'template', 'spec', 'nodeSelector']]) assert.equal(open(deployment, ...path), false, path.join('.'))
    assert.equal(open('a:\n  b: 1\n  {{- include "x" . | nindent 2 }}\nc: 1\n', 'a'), true)
    assert.equal(open('a:\n  b: 1\n  {{- include "x" . | nindent 2 }}\nc: 1\n'), false)
    assert.equal(open('a:\n  b: 1\n{{ include "x" . }}\nc: 1\n'), true)
    assert.equal(open('a:\n  {{ .k }}: 1\n', 'a'), true)
    assert.equal(open('a:\n  - b\n  {{- toYaml .x | nindent 2 }}\n', 'a'), true)
    assert.equal(open('a:\n- b: 1\n  {{- toYaml .x | nindent 2 }}\n- c: 1\n', 'a', 0), true)
    assert.equal(open('a:\n- b: 1\n  {{- toYaml .x | nindent 2 }}\n- c: 1\n', 'a'), false)
    assert.equal(open('a: [1, {{ .x }}]\n', 'a'), false)
  })
  it('does not take a collection for conditional whose first entry is', () => {
    const read = (text: string) => asMap(asMap(parseYaml(text, { templates: true }).documents[0]!.root)!.get('a'))!
    assert.equal(read('a:\n  {{ if .x }}\n  b: 1\n  {{ end }}\n  c: 2\n').conditional, false)
    assert.equal(read('a:\n  {{ if .x }}{{ if .y }}\n  b: 1\n  {{ end }}\n  c: 2\n  {{ end }}\n').conditional, true)
    assert.equal(read('a:\n  {{ if .x }}\n  b: 1\n  {{ else }}\n  c: 1\n  {{ end }}\n').conditional, false)
    assert.equal(read('a:\n  {{ if .x }}\n  b: 1\n  {{ end }}\nz: 1\n').conditional, true)
  })

  it('knows what is conditional, relative to what it stands in', () => {
    const root = read(deployment)!, spec = asMap(lookup(root, 'spec'))!, container = asMap(lookup(root, 'spec', 'template', 'spec', 'containers', 0))!
    assert.deepEqual(spec.pairs.map(pair => [pair.name, pair.conditional]), [['replicas', true], ['template', false]])
    assert.deepEqual(container.pairs.filter(pair => pair.conditional).map(pair => pair.name), ['securityContext'])
    assert.deepEqual(asSequence(container.get('args'))!.items.map(item => item.conditional), [false, true])
    assert.deepEqual(asMap(root)!.pairs.map(pair => pair.conditional), [false, false, false, false])
  })
  it('allows one key in both branches', () => {
    const map = asMap(read('a:\n{{- if .x }}\n  b: 1\n{{- else }}\n  b: 2\n{{- end }}\n  c: 3\n'))!
    assert.deepEqual(asMap(map.get('a'))!.pairs.map(pair => [pair.name, pair.conditional]), [['b', true], ['b', true], ['c', false]])
  })
  it('lets comments and assignments vanish', () => {
    assert.deepEqual(plain(read('{{/* x: [ */}}\n{{- $a := .b }}\na: 1 {{- /* why */}}\nb: x{{/* */}}\n')), { a: 1, b: 'x' })
  })
  it('reads actions of several lines, with strings that hold braces', () => {
    assert.equal(unknown('a: {{ printf "}}"\n  `}}` .x }}\nb: 1\n', 'a'), true)
    assert.deepEqual(plain(lookup(read('a: {{ printf "}}"\n  `}}` .x }}\nb: 1\n'), 'b')), 1)
    assert.deepEqual(plain(read('{{- include "x" (dict\n  "a" 1\n) }}\nb: 1\n')), { b: 1 })
  })
  it('reads actions inside block scalars and quotes', () => {
    const text = 'a: |\n  x\n  {{- if .y }}\n  z\n  {{ end }}\nb: "{{ .x }}"\nc: |\n  {{ .Files.Get "x" | nindent 2 }}\nd: \'{{ "a" }}\'\ne: |\n  k\n'
    assert.deepEqual(['a', 'b', 'c', 'd', 'e'].map(key => unknown(text, key)), [true, true, true, true, false])
  })
  it('survives what is not closed', () => {
    for (const text of ['a: {{ .x\nb: 1\n', '{{ if .x }}\na: 1\n', '{{ end }}\na: 1\n', 'a: {{', '{{/* x\na: 1\n', 'a: "{{ .x"\n', '{{ else }}']) parseYaml(text, { templates: true })
    assert.deepEqual(plain(lookup(parseYaml('a: {{ .x\nb: 1\n', { templates: true }).documents[0]!.root, 'b')), 1)
  })
  it('reads with CRLF as with LF', () => {
    assert.deepEqual(JSON.stringify(plain(read(deployment.replaceAll('\n', '\r\n')))).replaceAll(/x{3,}/g, 'x'), JSON.stringify(plain(read(deployment))).replaceAll(/x{3,}/g, 'x'))
  })
  it('parses the charts of real repositories', function () {
    const files = corpus(200, /templates\/.*\.ya?ml$/)
    if (files.length === 0) this.skip()
    const broken = files.filter(({ text }) => parseYaml(text, { templates: true }).errors.length > 0)
    assert.ok(broken.length * 20 <= files.length, broken.map(({ path }) => path).join('\n'))
  })
})
