import assert from 'node:assert/strict'
import { isUnknown } from '../../../src/core/value'
import { only, under, type Files } from '../world'

const chart = (template: string, values: string | null, more: Files = {}): Files => ({ 'c/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n', 'c/templates/a.yaml': template, ...values === null ? {} : { 'c/values.yaml': values }, ...more })

const misindented = (template: string, values = 'm:\n  a: 1\n  b: 2\nl:\n  - a\n', more: Files = {}): readonly string[] => {
  const files = chart(template, values, more), fact = only('kubernetes.Chart', files)
  return [...fact.misindented].map(({ how, key, column, keyColumn, location }) => `${how} ${key} ${column} ${keyColumn} ${under(files, fact.locate(location))}`)
}

const unset = (template: string, values: string | null, more: Files = {}): readonly string[] | null => {
  const files = chart(template, values, more), fact = only('kubernetes.Chart', files), found = fact.unset
  return isUnknown(found) ? null : [...found].map(({ name, location }) => `${name} ${under(files, fact.locate(location))}`)
}

describe('blocks under a wrong parent', () => {
  it('are those that land beside, above or between the keys they are for', () => {
    assert.deepEqual(misindented('spec:\n  env:\n    {{- toYaml .Values.m | nindent 2 }}\n'), ['outside env 2 2 c/templates/a.yaml: {{- toYaml .Values.m | nindent 2 }}'])
    assert.equal(misindented('spec:\n  labels: {{- toYaml .Values.m | nindent 0 }}\n').length, 1)
    assert.equal(misindented('spec:\n  labels:\n{{ toYaml .Values.m | indent 2 }}\n').length, 1)
    assert.equal(misindented('spec:\n  labels:\n    {{- with .Values.none }}\n    {{- toYaml . | nindent 0 }}\n    {{- end }}\n').length, 1)
    assert.equal(misindented('spec:\n  m:\n    {{- toYaml .Values.m | nindent 2 }}\n').length, 1)
    assert.deepEqual(misindented('spec:\n  - app: x\n    {{- toYaml .Values.m | nindent 6 }}\n'), ['inside app 6 4 c/templates/a.yaml: {{- toYaml .Values.m | nindent 6 }}'])
    assert.deepEqual(misindented('spec:\n    app: x\n    {{- toYaml .Values.m | nindent 2 }}\n'), ['between app 2 4 c/templates/a.yaml: {{- toYaml .Values.m | nindent 2 }}'])
    assert.equal(misindented('a: {{ include "h" . }}\n', undefined, { 'c/templates/_h.tpl': '{{ define "h" }}\nlabels:\n  {{- toYaml .Values.m | nindent 0 }}\n{{ end }}' }).length, 1)
  })

  it('are not lists at the column of their key, text in block scalars, keys left empty, or what is not known to be a map', () => {
    for (const text of [
      'spec:\n  env:\n  {{- toYaml .Values.l | nindent 2 }}\n',
      'spec:\n  env:\n    {{- toYaml .Values.m | nindent 4 }}\n',
      'data:\n  x: |\n    labels:\n      {{- toYaml .Values.m | nindent 4 }}\n',
      'volumes:\n  - name: x\n    emptyDir:\n  {{- toYaml .Values.l | nindent 2 }}\n',
      'spec:\n  app: x\n  {{- toYaml .Values.m | nindent 2 }}\n',
      'a:\n  - app: x\n    b: y\n  {{- toYaml .Values.l | nindent 2 }}\n',
      'spec:\n  labels:\n    {{- toYaml .Values.none | nindent 2 }}\n',
      'spec:\n  labels:\n    {{- include "nowhere" . | nindent 2 }}\n',
      'spec:\n  labels:\n    {{- toYaml .Values.m | nindent (int .Values.w) }}\n',
    ]) assert.deepEqual(misindented(text), [], text)
  })
})

describe('values that nothing sets', () => {
  it('are printed, and neither defaulted nor asked about', () => {
    assert.deepEqual(unset('a: {{ .Values.x.y | quote }}\nb: {{ $.Values.z }}\nc: {{ .Values.x.y }}\n', 'q: 1\n'), ['x.y c/templates/a.yaml: .Values.x.y', 'z c/templates/a.yaml: .Values.z'])
    assert.deepEqual(unset('a: {{ include "h" . }}\n', 'q: 1\n', { 'c/templates/_h.tpl': '{{ define "h" }}{{ .Values.x }}{{ end }}' }), ['x c/templates/_h.tpl: .Values.x'])
    for (const text of ['{{ .Values.x | default 1 }}', '{{ if .Values.x }}{{ .Values.x }}{{ end }}', '{{ required "m" .Values.x }}', '{{ with .Values.x }}{{ . }}{{ end }}', '{{ if hasKey .Values "x" }}y{{ end }}{{ .Values.x }}', '{{ range .Values.q }}{{ .Values.x }}{{ end }}', '{{ $y := .Values.x }}{{ .Values.x }}', '{{ include "h" (dict "v" .Values.x) }}', '{{ if .Values.off }}{{ .Values.x }}{{ end }}', '{{ .Values.global.x }}']) assert.deepEqual(unset(`a: ${text}\n`, 'q: [{ Values: {} }]\n'), [], text)
  })

  it('are none that are empty on purpose, that another values file sets, or that come from elsewhere', () => {
    assert.deepEqual(unset('a: {{ .Values.x }}\n', 'x:\n'), [])
    assert.deepEqual(unset('a: {{ .Values.x }}\n', 'q: 1\n', { 'c/values-prod.yaml': 'x: 1\n' }), [])
    assert.equal(unset('a: {{ .Values.x }}\n', null), null)
  })
})

describe('a value that is a template itself', () => {
  it('is what it prints, at its place in the values, and is not edited', () => {
    const files = chart('apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n    - name: a\n      image: {{ tpl .Values.image . }}\n', 'image: "shop/web:{{ .Chart.Version }}{{ .Values.none }}"\n')
    const image = only('kubernetes.Image', files)
    assert.equal(image.reference, 'shop/web:1.0.0')
    assert.equal(under(files, image.locate('')), 'c/values.yaml: "shop/web:{{ .Chart.Version }}{{ .Values.none }}"')
    assert.equal(image.edit({ kind: 'replace', path: '', text: 'x' }), null)
    assert.deepEqual(unset('a: {{ tpl .Values.image . }}\n', 'image: "{{ .Values.none }}"\n'), [])
  })
})
