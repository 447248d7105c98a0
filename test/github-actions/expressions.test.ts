import assert from 'node:assert/strict'
import type { Expression } from '../../src/languages/github-actions/facts'
import { Unknown } from '../../src/core/value'
import { constantOf, parseExpression, readTree } from '../../src/languages/github-actions/expression'
import { factsOf, steps } from './facts'

const expressions = (text: string): Expression[] => factsOf(text, 'github-actions.Expression')
/** Every expression, every context in it, and the text at its place. */
const places = (text: string): unknown[] => expressions(text).map(expression => [text.slice(...expression.span), ...expression.contexts.map(context => text.slice(...context.span))])

describe('github-actions: where expressions stand', () => {
  it('in plain and quoted scalars', () => {
    const text = steps(`- name: Run \${{ github.ref }} on \${{ runner.os }}\n  env:\n    A: "x \${{ inputs.a }}"\n    B: 'it''s \${{ contains(github.ref, ''x'') }}'\n  run: x\n`)
    assert.deepEqual(places(text), [['${{ github.ref }}', 'github.ref'], ['${{ runner.os }}', 'runner.os'], ['${{ inputs.a }}', 'inputs.a'], [`\${{ contains(github.ref, ''x'') }}`, 'github.ref']])
    assert.equal(expressions(text)[3]!.source, `contains(github.ref, 'x')`)
    assert.equal(expressions(text)[3]!.error, null)
  })
  it('in double quotes behind and within escapes', () => {
    const text = steps(`- run: "\\t\\u00e9 \\"\${{ github.event\\u005b'x'] }}\\" \${{ github.sha }}"\n`)
    assert.deepEqual(places(text), [[`\${{ github.event\\u005b'x'] }}`, `github.event\\u005b'x']`], ['${{ github.sha }}', 'github.sha']])
  })
  for (const [name, newline] of [['LF', '\n'], ['CRLF', '\r\n']] as const) it(`in literal and folded scalars with ${name}`, () => {
    const text = steps('- run: |\n    a ${{ github.sha }}\n\n      b ${{ github.head_ref }}\n- run: >-\n    a ${{ github.sha }}\n    b ${{\n      github.head_ref }}\n\n    c ${{ github.ref }}\n').replaceAll('\n', newline)
    assert.deepEqual(places(text), [['${{ github.sha }}', 'github.sha'], ['${{ github.head_ref }}', 'github.head_ref'], ['${{ github.sha }}', 'github.sha'], [`\${{${newline}            github.head_ref }}`, 'github.head_ref'], ['${{ github.ref }}', 'github.ref']])
    for (const expression of expressions(text)) {
      const { span } = expression.locate('')
      assert.doesNotMatch(text.slice(...span), /[\r\n]/)
    }
  })
  it('in plain scalars of several lines', () => {
    const text = steps('- run: a\n    ${{ github.sha }}\n    b ${{ github.ref }}\n')
    assert.deepEqual(places(text), [['${{ github.sha }}', 'github.sha'], ['${{ github.ref }}', 'github.ref']])
  })
  it('in an if without braces, in every style', () => {
    const text = steps(`- if: github.ref == 'x' && env.A\n  run: a\n- if: "!cancelled() && github.sha"\n  run: a\n- if: |\n    always()\n    && inputs.x\n  run: a\n- if: >-\n    success() &&\n    inputs.y\n  run: a\n`)
    assert.deepEqual(expressions(text).map(expression => expression.contexts.map(context => text.slice(...context.span))), [['github.ref', 'env.A'], ['github.sha'], ['inputs.x'], ['inputs.y']])
    assert.deepEqual(expressions(text).map(expression => expression.error), [null, null, null, null])
  })
  it('names its place as GitHub does, and what is done with it', () => {
    const text = 'on: push\nrun-name: ${{ github.actor }}\njobs:\n  j:\n    runs-on: ${{ inputs.r }}\n    container:\n      image: ${{ inputs.i }}\n      env:\n        A: ${{ secrets.A }}\n    outputs:\n      o: ${{ steps.a.outputs.x }}\n    strategy:\n      matrix:\n        a: ${{ fromJSON(inputs.m) }}\n    steps:\n      - uses: actions/github-script@v7\n        with:\n          script: ${{ github.sha }}\n'
    assert.deepEqual(expressions(text).map(expression => [expression.position, expression.sink, expression.isAllowed]), [
      ['run-name', 'name', true], ['jobs.<job_id>.runs-on', 'runs-on', true], ['jobs.<job_id>.container.image', 'container', true], ['jobs.<job_id>.container.env.<env_id>', 'env', true],
      ['jobs.<job_id>.outputs.<output_id>', 'outputs', true], ['jobs.<job_id>.strategy.matrix.a', 'matrix', true], ['jobs.<job_id>.steps.with.<with_id>', 'script', true]])
  })
  it('is not allowed where GitHub reads none', () => {
    assert.deepEqual(expressions(steps('- uses: a/b@${{ github.sha }}\n  id: ${{ x }}\n')).map(expression => expression.isAllowed), [false, false])
  })
})

describe('github-actions: what expressions read', () => {
  it('contexts are named whatever way they are written', () => {
    const source = `github.event['issue'].title || toJSON(Secrets) || a.*.b || x[y.z][0] || (github).sha`
    const { tree } = parseExpression(source)
    assert.deepEqual(readTree(tree!).accesses.map(access => [[access.root, ...access.properties].join('.'), source.slice(...access.span), access.call]), [
      ['github.event.issue.title', `github.event['issue'].title`, ''], ['Secrets', 'Secrets', 'toJSON'.toLowerCase()], ['a.*.b', 'a.*.b', ''], ['x.*.0', 'x[y.z][0]', ''], ['y.z', 'y.z', ''], ['github.sha', '(github).sha', '']])
  })
  it('errors have a message and a place, and never end the reading', () => {
    const faults = [[`github.ref == "x"`, '"x"'], [`github.ref == "x`, '"'], [`a &&`, '&'], [`(a`, 'a'], [`a b`, 'b'], [`'x`, `'x`], [`a ? b`, '?'], [``, ''], [`f(,)`, ','], [`a.`, '.'], [`=`, '=']] as const
    for (const [source, token] of faults) {
      const { fault } = parseExpression(source)
      assert.ok(fault, source)
      assert.equal(source.slice(...fault.span), token, source)
    }
    assert.equal(parseExpression('('.repeat(60)).fault?.kind, 'limit')
    assert.equal(parseExpression('a'.repeat(22000)).fault?.kind, 'limit')
    assert.equal(parseExpression('!'.repeat(20000)).fault?.kind, 'limit')
  })
  it('an unclosed expression is told from a wrong one', () => {
    const [open, wrong] = expressions(steps('- run: echo ${{ github.sha\n- run: echo ${{ a b }}\n'))
    assert.deepEqual([open!.errorKind, wrong!.errorKind], ['unclosed', 'syntax'])
    assert.ok(wrong!.contexts.open)
  })
  it('functions have their arity', () => {
    assert.deepEqual(expressions(steps(`- run: \${{ contains('a') && nope(1) && hashFiles('a', 'b') && always() && case(1, 2) }}\n`))[0]!.functions.map(call => [call.name, call.isKnown, call.isAvailable, call.hasWrongCount]), [
      ['contains', true, true, true], ['nope', false, true, false], ['hashfiles', true, true, false], ['always', true, false, false], ['case', true, true, true]])
  })
  it('constants are folded, what depends on a context is unknown', () => {
    const fold = (source: string) => constantOf(parseExpression(source).tree!, source)
    const known: readonly (readonly [string, unknown])[] = [[`true && 'x'`, 'x'], [`false && github.ref`, false], [`'' || 'b'`, 'b'], [`!null`, true], [`'A' == 'a'`, true], [`1 < 2`, true], [`contains('abc', 'B')`, true], [`format('{0}-{{{1}}}', 1, 'x')`, '1-{x}'], [`fromJSON('[1]')`, [1]], [`'it''s'`, `it's`], [`0x10`, 16], [`null == 0`, true]]
    for (const [source, value] of known) assert.deepEqual(fold(source), value, source)
    for (const source of ['github.ref', 'true && always()', `github.ref == 'x'`, `fromJSON('{')`]) assert.ok(fold(source) instanceof Unknown, source)
  })
  it('types follow from operators and declarations', () => {
    const text = 'on:\n  workflow_dispatch:\n    inputs:\n      b: {type: boolean}\njobs:\n  j:\n    runs-on: x\n    steps:\n      - name: ${{ inputs.b }}${{ github.ref == 1 }}${{ github.event }}${{ env.y }}${{ github.event.x }}\n        run: x\n'
    assert.deepEqual(expressions(text).map(expression => expression.type), ['boolean', 'boolean', 'object', 'string', 'any'])
  })
})

describe('github-actions: who controls a context', () => {
  const controls = (names: readonly string[], text = (name: string) => steps(`- run: echo \${{ ${name} }}\n`)) => names.map(name => expressions(text(name))[0]!.contexts[0]!.control)
  it('texts of strangers are arbitrary', () => {
    const names = ['github.event.issue.title', 'github.event.pull_request.body', 'github.event.comment.body', 'github.head_ref', 'github.event.pull_request.head.ref', 'github.event.commits[0].message', 'github.event.*.body', 'github.event.workflow_run.head_branch', 'github.event.head_commit.author.name', 'github.event.pages[0].page_name', 'github.event.pull_request.head.repo.default_branch', `github['event']['issue']['title']`, 'GitHub.Event.Issue.Title']
    assert.deepEqual(controls(names), names.map(() => 'arbitrary'))
    assert.equal(expressions(steps('- run: echo ${{ toJSON(github.event) }}\n'))[0]!.isTainted, true)
  })
  it('numbers, names of accounts and what GitHub makes are not', () => {
    assert.deepEqual(controls(['github.event.number', 'github.actor', 'github.ref_name', 'github.event.pull_request.head.sha', 'github.event.release.body', 'github.sha', 'github.run_id', 'secrets.X', 'steps.a.outputs.b', 'inputs.x']), ['none', 'structured', 'structured', 'none', 'structured', 'none', 'none', 'none', 'unknown', 'input'])
  })
  it('a variable passes on what it is set from', () => {
    const text = 'on: issues\nenv:\n  TITLE: ${{ github.event.issue.title }}\n  SAFE: x\njobs:\n  j:\n    runs-on: x\n    steps:\n      - run: echo ${{ env.TITLE }} ${{ env.SAFE }} ${{ env.OTHER }}\n'
    assert.deepEqual(expressions(text).filter(expression => expression.sink === 'run').map(({ contexts: [context] }) => [context!.control, context!.through]), [['arbitrary', 'github.event.issue.title'], ['none', null], ['unknown', null]])
  })
  it('variables that name each other end', () => {
    const text = 'on: push\nenv:\n  A: ${{ env.B }}\n  B: ${{ env.A }}\njobs: {}\n'
    assert.deepEqual(expressions(text).map(expression => expression.isTainted), [false, false])
  })
  it('inputs of a closed type carry nothing', () => {
    const text = 'on:\n  workflow_dispatch:\n    inputs:\n      a: {type: choice, options: [x]}\n      b: {type: string}\njobs:\n  j:\n    runs-on: x\n    steps:\n      - run: ${{ inputs.a }}${{ inputs.b }}${{ github.event.inputs.b }}\n'
    assert.deepEqual(expressions(text).map(expression => expression.contexts[0]!.control), ['none', 'input', 'input'])
  })
})

describe('github-actions: what exists', () => {
  const exists = (text: string) => expressions(text).flatMap(expression => expression.contexts.map(context => [context.name, context.exists instanceof Unknown ? 'unknown' : context.exists]))
  it('steps only before, needs only where they are named, matrix keys and properties', () => {
    const text = 'on: push\njobs:\n  a:\n    runs-on: x\n    outputs: {o: x}\n    steps: []\n  b:\n    needs: a\n    runs-on: x\n    strategy:\n      matrix: {os: [1], include: [{extra: 1}]}\n    steps:\n      - id: one\n        run: echo ${{ steps.two.outcome }} ${{ steps.one.outputs.x }} ${{ needs.a.outputs.o }} ${{ needs.a.outputs.p }} ${{ needs.c.result }}\n      - id: two\n        run: echo ${{ steps.one.outputs.x }} ${{ matrix.os }} ${{ matrix.extra }} ${{ matrix.oss }} ${{ github.shaa }} ${{ runner.os }}\n'
    assert.deepEqual(exists(text), [['steps.two.outcome', false], ['steps.one.outputs.x', false], ['needs.a.outputs.o', true], ['needs.a.outputs.p', false], ['needs.c.result', false],
      ['steps.one.outputs.x', 'unknown'], ['matrix.os', true], ['matrix.extra', true], ['matrix.oss', false], ['github.shaa', false], ['runner.os', true]])
  })
  it('a condition is always true when there is text outside its braces', () => {
    const conditions = factsOf(steps(`- if: \${{ a }} && b\n  run: x\n- if: |\n    \${{ a }}\n  run: x\n- if: \${{ a }}\n  run: x\n- if: false\n  run: x\n- if: a && always()\n  run: x\n`), 'github-actions.Condition')
    assert.deepEqual(conditions.map(one => [one.hasTextOutside, one.isFenced, one.constant instanceof Unknown ? 'unknown' : one.constant, one.callsAlways]), [[true, true, true, false], [true, true, true, false], [false, true, 'unknown', false], [false, false, false, false], [false, false, 'unknown', true]])
  })
})

describe('github-actions: expressions and the environment', () => {
  const references = (script: string, more = '') => expressions(steps(`- run: ${script}\n${more}`)).filter(one => one.sink === 'run').map(one => [one.variableName, one.variableReference])
  it('names a variable and how the shell reads it', () => {
    assert.deepEqual(references('echo ${{ github.event.issue.title }} "a ${{ github.head_ref }}" x${{ inputs.a-b }}'), [['ISSUE_TITLE', '"${ISSUE_TITLE}"'], ['HEAD_REF', '${HEAD_REF}'], ['A_B', '"${A_B}"']])
    assert.deepEqual(references(`echo 'x \${{ inputs.a }}'`), [['A', null]])
    assert.deepEqual(references('"A=$(cat \\"${{ inputs.a }}\\")"'), [['A', '${A}']])
    assert.deepEqual(references('echo ${{ inputs.a }}', '  shell: pwsh\n'), [['A', '${env:A}']])
    assert.deepEqual(references('echo ${{ inputs.a }}', '  shell: cmd\n'), [['A', null]])
    assert.deepEqual(references('echo ${{ inputs.a }}', '  env: {A: x, IN: "${{ inputs.a }}"}\n'), [['IN', '"${IN}"']])
    assert.deepEqual(references('echo ${{ inputs.a }}', '  env: {A: x}\n'), [['A_2', '"${A_2}"']])
  })
  it('knows the quotes of heredocs', () => {
    assert.deepEqual(references('|\n    cat <<X\n    ${{ inputs.a }}\n    X\n    cat <<\'Y\'\n    ${{ inputs.b }}\n    Y\n').map(([, reference]) => reference), ['${A}', null])
  })
})
