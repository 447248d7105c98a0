import assert from 'node:assert/strict'
import { parseTemplate, type Expression, type TemplateNode } from '../../../src/languages/kubernetes/helm/template'

/** An expression in words. */
function said(value: Expression | null): string {
  if (!value) return '-'
  switch (value.kind) {
    case 'literal': return JSON.stringify(value.value)
    case 'dot': return '.'
    case 'variable': return value.name
    case 'field': return `${said(value.of)}>${value.names.join('>')}`
    case 'call': return `${value.name}(${value.arguments.map(said).join(', ')})`
    case 'method': return `${said(value.of)}!(${value.arguments.map(said).join(', ')})`
  }
}

const outline = (text: string, nodes: readonly TemplateNode[]): unknown[] => nodes.map(node => {
  switch (node.kind) {
    case 'text': return text.slice(...node.span)
    case 'output': return [said(node.value)]
    case 'assign': return [`${node.name} ${node.declares ? ':=' : '='} ${said(node.value)}`]
    case 'if': case 'with': return { [node.kind]: node.branches.map(branch => [branch.keyword, branch.variable, said(branch.value), outline(text, branch.body)]) }
    case 'range': return { range: [node.variables, said(node.value), outline(text, node.body), node.otherwise && outline(text, node.otherwise.body)] }
    case 'define': return { define: [node.name, outline(text, node.body)] }
    case 'template': return { template: [node.name, said(node.value)] }
    default: return node.kind
  }
})

const read = (text: string): unknown[] => outline(text, parseTemplate(text).body)
const value = (text: string): unknown => (read(`{{ ${text} }}`)[0] as string[])[0]

describe('the parser of Go templates', () => {
  it('reads pipelines, the piped value being the last argument', () => {
    assert.equal(value('.Values.image.tag | default .Chart.AppVersion | quote'), 'quote(default(.>Chart>AppVersion, .>Values>image>tag))')
    assert.equal(value('include "a.b" (dict "x" . "y" $.Values) | nindent 4'), 'nindent(4, include("a.b", dict("x", ., "y", $>Values)))')
    assert.equal(value('(first .Values.list).name'), 'first(.>Values>list)>name')
    assert.equal(value('.Capabilities.APIVersions.Has "policy/v1"'), '.>Capabilities>APIVersions>Has!("policy/v1")')
    assert.equal(value('printf `%s` $x -1 0x10 true nil'), 'printf("%s", $x, -1, 16, true, null)')
    assert.equal(value('"a\\"\\n"'), '"a\\"\\n"')
  })

  it('reads blocks with their branches', () => {
    assert.deepEqual(read('a{{ if .x }}b{{ else if eq .y 1 }}c{{ else }}d{{ end }}e'), ['a', { if: [['if', null, '.>x', ['b']], ['if', null, 'eq(.>y, 1)', ['c']], ['else', null, '-', ['d']]] }, 'e'])
    assert.deepEqual(read('{{ with $v := .x }}{{ $v }}{{ end }}'), [{ with: [['with', '$v', '.>x', [['$v']]]] }])
    assert.deepEqual(read('{{ range $k, $v := .x }}{{ break }}{{ else }}no{{ end }}'), [{ range: [['$k', '$v'], '.>x', ['break'], ['no']] }])
    assert.deepEqual(read('{{ define "n" }}x{{ end }}{{ template "n" . }}{{ block "b" . }}y{{ end }}'), [{ define: ['n', ['x']] }, { template: ['n', '.'] }, { template: ['b', '.'] }])
    assert.deepEqual(read('{{ $a := 1 }}{{ $a = 2 }}{{/* said */}}'), [['$a := 1'], ['$a = 2'], 'comment'])
  })

  it('tells which blanks an action takes', () => {
    const [first, , second] = parseTemplate('a \n{{- .x -}} \n b').body
    assert.deepEqual([first, second].map(node => node?.kind === 'text' && [node.trimsLeft, node.trimsRight]), [[false, true], [true, false]])
    assert.deepEqual(read('{{ -1 }}'), [['-1']])
  })

  it('leaves alone what it cannot read, and says where blocks do not close', () => {
    assert.deepEqual(read('a{{ ] }}b'), ['a', 'broken', 'b'])
    assert.equal(parseTemplate('a{{ ] }}b').isBroken, false)
    for (const text of ['{{ if .x }}a', 'a{{ end }}', '{{ else }}', 'a: {{ .x\nb: 1\n', '{{ if .x', '{{', '{{ range .x }}{{ end }}{{ end }}']) assert.equal(parseTemplate(text).isBroken, true, text)
    assert.equal(parseTemplate('{{ if '.repeat(5000)).isBroken, true)
  })
})
