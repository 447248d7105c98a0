import assert from 'node:assert/strict'
import { Evaluation, type Rendered, type TemplateFile } from '../../../src/languages/kubernetes/helm/evaluate'
import { parseTemplate } from '../../../src/languages/kubernetes/helm/template'
import { atInstall, made, valueOf, type Value } from '../../../src/languages/kubernetes/helm/value'
import { Tree } from '../../../src/languages/kubernetes/tree'
import { parseYaml } from '../../../src/languages/yaml/parse'

const treeOf = (text: string): Tree | null => { const document = parseYaml(text).documents[0]; return document?.root ? new Tree({ path: 'values.yaml', text, document }, document.root) : null }

function evaluate(text: string, values = '', helpers = ''): { readonly rendered: Rendered | null; readonly evaluation: Evaluation } {
  const file = (path: string, text: string): TemplateFile => ({ path, text, template: parseTemplate(text) }), tree = treeOf(values), main = file('t.yaml', text)
  const root = made(new Map<string, Value>([['Values', tree ? valueOf(tree) : made(new Map())], ['Release', made(new Map([['Name', made('demo')], ['Namespace', made(atInstall)]]))], ['Capabilities', made(atInstall)]]))
  const evaluation = new Evaluation([file('_h.tpl', helpers), main], root)
  return { rendered: evaluation.render(main), evaluation }
}

const print = (text: string, values?: string, helpers?: string): string | undefined => evaluate(text, values, helpers).rendered?.text

/** What an action prints. */
const says = (expression: string, values?: string, helpers?: string): string | undefined => print(`{{ ${expression} }}`, values, helpers)

describe('the evaluation of a template', () => {
  it('knows the functions that ordinary charts use', () => {
    const values = 'a: text\nn: 3\nempty: ""\nnone:\nyes: true\nlist: [b, a]\nmap: { z: 1, y: [1, two] }\n'
    const table: readonly (readonly [string, string])[] = [
      ['.Values.a', 'text'], ['.Values.n', '3'], ['.Values.yes', 'true'], ['.Values.none', ''], ['.Values.missing', ''], ['$.Values.map.z', '1'],
      ['.Values.a | quote', '"text"'], ['.Values.n | squote', "'3'"], ['quote .Values.none', ''], ['.Values.n | toString | quote', '"3"'],
      ['.Values.empty | default "d"', 'd'], ['.Values.a | default "d"', 'text'], ['default 1 .Values.none', '1'], ['coalesce .Values.none "" "c"', 'c'], ['ternary "y" "n" .Values.yes', 'y'],
      ['required "no" .Values.a', 'text'], ['printf "%s-%d %v %q%%" .Values.a 7 .Values.n "q"', 'text-7 3 "q"%'], ['print "a" 1 2 "b"', 'a1 2b'],
      ['"abcdef" | trunc 3', 'abc'], ['"abcdef" | trunc -2', 'ef'], ['"a-b-" | trimSuffix "-"', 'a-b'], ['"v1" | trimPrefix "v"', '1'], ['"  x " | trim', 'x'], ['"a+b" | replace "+" "_"', 'a_b'],
      ['upper "a"', 'A'], ['lower "A"', 'a'], ['title "ab cd"', 'Ab Cd'], ['contains "b" "abc"', 'true'], ['hasPrefix "a" "abc"', 'true'], ['hasSuffix "a" "abc"', 'false'],
      ['eq .Values.n 3', 'true'], ['eq "a" "b" "a"', 'true'], ['ne 1 2', 'true'], ['lt 1 2', 'true'], ['ge "b" "a"', 'true'], ['and 1 0', '0'], ['and 1 .Values.a', 'text'], ['or "" .Values.a', 'text'], ['not .Values.empty', 'true'], ['empty .Values.list', 'false'],
      ['hasKey .Values.map "z"', 'true'], ['get .Values.map "z"', '1'], ['index .Values.map.y 1', 'two'], ['index .Values.map "z"', '1'], ['len .Values.list', '2'], ['kindIs "map" .Values.map', 'true'], ['typeIs "string" .Values.a', 'true'], ['kindOf .Values.n', 'float64'],
      ['int "7"', '7'], ['add 1 2 3', '6'], ['sub 5 2', '3'], ['mul 2 3', '6'], ['div 7 2', '3'], ['join "," .Values.list', 'b,a'], ['splitList "." "a.b" | last', 'b'], ['first .Values.list', 'b'], ['(dict "k" "v").k', 'v'], ['list 1 2', '[1 2]'],
      ['"ab" | b64enc', 'YWI='], ['"YWI=" | b64dec', 'ab'], ['toJson .Values.map', '{"y":[1,"two"],"z":1}'], ['toYaml .Values.map', '"y":\n- 1\n- two\nz: 1'], ['toYaml .Values.a', 'text'], ['toYaml .Values.none', 'null'], ['toYaml (dict)', '{}'], ['.Values.map', 'map[y:[1 two] z:1]'],
      ['toYaml .Values.map | nindent 2', '\n  "y":\n  - 1\n  - two\n  z: 1'], ['toYaml .Values.list | indent 1', ' - b\n - a'], ['toYaml (list (dict "a" (list (dict "b" 1 "c" "x: y"))))', '- a:\n  - b: 1\n    c: "x: y"'],
      ['toYaml (merge (dict "a" 1) (dict "a" 2 "b" 3))', 'a: 1\nb: 3'], ['regexMatch "^t[a-z]+$" .Values.a', 'true'], ['regexMatch "^x" .Values.a', 'false'], ['regexFind "[a-e]" .Values.a', 'e'], ['regexReplaceAll "[^a-z0-9]+" "a/b:c" "-"', 'a-b-c'], ['regexReplaceAll "(.)t" "at" "${1}x"', 'ax'], ['regexReplaceAll "\\\\W+" "a b" "_"', 'a_b'],
      ['tpl .Values.a .', 'text'], ['tpl "{{ .Values.a }}-{{ $.Values.a }}" .', 'text-text'], ['tpl "{{ .b }}" (dict "b" "{{ .c }}")', '{{ .c }}'], ['has "a" .Values.list', 'true'], ['keys .Values.map | sortAlpha | join ","', 'y,z'], ['until 3 | join ","', '0,1,2'], ['.Values.list | sortAlpha | first', 'a'],
      ['omit .Values.map "y" | toYaml', 'z: 1'], ['dig "y" "z" "no" .Values.map', 'no'], ['`raw {{ text`', 'raw {{ text'],
    ]
    for (const [expression, expected] of table) assert.equal(says(expression, values), expected, expression)
  })

  it('leaves in the text what is not known', () => {
    for (const expression of ['regexMatch "(a+)+$" "aaaa"', 'regexMatch "(?i)a" "A"', 'regexMatch "[[:alpha:]]" "A"', 'regexMatch "\\\\pL" "A"', 'regexMatch "a*a*a*b" "A"', 'regexMatch "[" "a"', 'regexReplaceAll "a" "a" "$1"', '.Release.Namespace', 'randAlphaNum 5', 'lookup "v1" "Secret" "" "x"', 'include "none" .', 'mystery 1', '.Values.a.b', 'tpl "{{ .Release.Namespace }}" .', 'tpl "{{ if .x }}" .', 'tpl "{{ define \\"a\\" }}{{ end }}" .', 'sha256sum "a"', '.Capabilities.APIVersions.Has "x"', 'semverCompare ">1" .Capabilities.KubeVersion.Version', 'required "x" .Values.none', 'fail "no"', '.Files.Get "x"', 'eq 1 "a"', 'index .Values.list 5', 'printf "%d"', 'trunc', 'repeat 100000000 "a"', 'mul 9e300 9e300']) assert.equal(says(expression), `{{ ${expression} }}`, expression)
    assert.equal(says('.Values.name | default .Release.Namespace | quote', 'name: x'), '"x"')
    assert.equal(says('and false .Release.Namespace'), 'false')
    assert.equal(says('and .Release.Namespace false'), 'false')
    assert.equal(says('or .Release.Namespace true'), 'true')
  })

  it('chooses branches, and keeps those of which it cannot know', () => {
    assert.equal(print('{{ if .Values.a }}A{{ else if .Values.b }}B{{ else }}C{{ end }}', 'b: 1'), 'B')
    assert.equal(print('{{ with .Values.a }}{{ .b }}{{ else }}no{{ end }}', 'a: { b: 1 }'), '1')
    assert.equal(print('{{ with $v := .Values.a }}{{ $v }}{{ . }}{{ end }}', 'a: 1'), '11')
    assert.equal(print('{{ if .Capabilities.x }}a: {{ .Values.a }}{{ else }}b{{ end }}', 'a: 1'), '{{ if .Capabilities.x }}a: 1{{ else }}b{{ end }}')
    assert.equal(print('{{ if .Values.b }}x{{ else if .Capabilities.x }}y{{ else }}z{{ end }}'), '{{ if .Values.b }}y{{ else }}z{{ end }}')
    assert.equal(print('{{ $x := 1 }}{{ if .Capabilities.x }}{{ $x = 2 }}{{ end }}{{ $x }}'), '{{ if .Capabilities.x }}{{ end }}{{ $x }}')
    assert.equal(print('{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ end }}{{ $x }}'), '2')
    assert.equal(print('{{ $x := 1 }}{{ if true }}{{ $x := 2 }}{{ end }}{{ $x }}'), '1')
  })

  it('goes through lists and maps', () => {
    assert.equal(print('{{ range .Values.l }}<{{ . }}>{{ end }}', 'l: [1, 2]'), '<1><2>')
    assert.equal(print('{{ range $i, $v := .Values.l }}{{ $i }}={{ $v }};{{ end }}', 'l: [a, b]'), '0=a;1=b;')
    assert.equal(print('{{ range $k, $v := .Values.m }}{{ $k }}={{ $v }};{{ end }}', 'm: { b: 1, a: 2 }'), 'a=2;b=1;')
    assert.equal(print('{{ range .Values.l }}x{{ else }}none{{ end }}', 'l: []'), 'none')
    assert.equal(print('{{ range .Values.l }}{{ if eq . 2 }}{{ continue }}{{ end }}{{ if eq . 4 }}{{ break }}{{ end }}{{ . }}{{ end }}', 'l: [1, 2, 3, 4, 5]'), '13')
    assert.equal(print('{{ range .Capabilities.l }}a: {{ .x }}{{ $.Values.v }}{{ end }}', 'v: 1'), '{{ range .Capabilities.l }}a: {{ .x }}1{{ end }}')
    assert.equal(print('{{ range .Values.l }}a{{ if $.Capabilities.x }}{{ break }}{{ end }}b{{ end }}', 'l: [1, 2]'), '{{ range .Values.l }}a{{ if $.Capabilities.x }}{{ end }}')
  })

  it('takes blanks as the markers say, unless the action stays', () => {
    assert.equal(print('a: \n  {{- if true }}\n  b: 1\n  {{- end }}\nc'), 'a:\n  b: 1\nc')
    assert.equal(print('a\n{{- /* said */ -}}\n b'), 'ab')
    assert.equal(print('a:\n  {{- .Release.Namespace | nindent 2 }}\nb'), 'a:\n  {{- .Release.Namespace | nindent 2 }}\nb')
    assert.equal(print('a:\n  {{- include "h" . | nindent 2 }}', '', '{{ define "h" -}}\nx: 1\n{{- if .Capabilities.y }}\ny: 2\n{{- end }}\n{{- end }}'), 'a:\n  x: 1\n  {{- if .Capabilities.y }}\n  y: 2\n  {{- end }}')
  })

  it('calls named templates with their own variables', () => {
    assert.equal(print('{{ $x := 1 }}{{ include "h" (dict "v" $x) }}{{ template "h" . }}{{ block "b" . }}z{{ end }}', '', '{{ define "h" }}[{{ .v }}{{ $.v }}]{{ end }}'), '[11][]z')
    assert.equal(print('{{ $d := dict }}{{ $_ := set $d "a" 1 }}{{ $d.a }}'), '1')
  })

  it('ends, however a template calls itself or grows', () => {
    for (const [text, helpers] of [
      ['{{ tpl .Values.t . }}', ''],
      ['{{ include "a" . }}', '{{ define "a" }}x{{ include "a" . }}{{ end }}'],
      ['{{ include "a" . }}', '{{ define "a" }}{{ include "b" . }}{{ include "b" . }}{{ end }}{{ define "b" }}{{ include "a" . }}{{ include "a" . }}{{ end }}'],
      ['{{ range until 1000 }}{{ range until 1000 }}x{{ end }}{{ end }}', ''],
      ['{{ $x := "aaaaaaaaaa" }}{{ range until 1000 }}{{ $x = print $x $x }}{{ end }}{{ $x }}', ''],
      ['{{ $x := dict }}{{ $_ := set $x "self" $x }}{{ $x }}{{ toYaml $x }}{{ toJson $x }}', ''],
    ] as const) {
      const start = process.cpuUsage()
      evaluate(text, text.includes('.t') ? 't: "x{{ tpl .Values.t . }}{{ tpl .Values.t . }}"' : '', helpers)
      assert.ok(process.cpuUsage(start).user < 3_000_000, text)
    }
  })

  it('remembers which kinds other values may add, and whether more is open', () => {
    const { evaluation, rendered } = evaluate('{{ if .Values.on }}\nkind: PodDisruptionBudget\n{{ end }}{{ if .Values.more }}{{ include "h" . }}{{ end }}{{ .Release.Namespace }}', '', '{{ define "h" }}\nkind: Ingress\n{{ end }}')
    assert.deepEqual([...evaluation.switchedOff], ['PodDisruptionBudget', 'Ingress'])
    assert.equal(rendered?.isOpen, false)
    assert.equal(evaluate('{{ mystery }}').rendered?.isOpen, true)
    assert.equal(evaluate('{{ include "h" . | nindent 2 }}', '', '{{ define "h" }}a: {{ mystery }}{{ end }}').rendered?.isOpen, true)
  })
})
