import assert from 'node:assert/strict'
import { readCron } from '../../src/languages/github-actions/cron'
import { factsOf, steps } from './facts'

describe('schedules and what strangers bring', () => {
  it('reads numbers, ranges, steps, lists and names', () => {
    for (const cron of ['0 0 * * *', '*/15 6-18/2 1,15 * MON-FRI', '5/20 * 31 dec sun', '0 4 1-7 * 0']) assert.equal(readCron(cron).error, null, cron)
  })
  it('says what cannot be read', () => {
    assert.deepEqual(['60 * * * *', '* * * *', '@daily', '', '0 5-1 * * *', '0 0 L * *', '0 0 * * 7', '*/0 * * * *'].map(cron => readCron(cron).error), [
      "'60' is no minute", 'it has 4 fields instead of 5', "'@daily' is not understood", 'it has 0 fields instead of 5', "'5-1' is no hour", "'L' is no day of the month", "'7' is no day of the week", "'*/0' is no minute",
    ])
  })
  it('tells how near two starts are, over the full hour too', () => {
    assert.deepEqual(['*/2 * * * *', '0,3 4 * * *', '0 * * * *', '58,1 * * * *', '58,1 4 * * *', '0 4 * * *'].map(cron => readCron(cron).gap), [2, 3, 60, 3, 57, null])
  })
  it('tells whether a value flows into what an expression says', () => {
    const flows = (source: string): boolean[] => [...factsOf(steps(`- run: echo \${{ ${source} }}`), 'github-actions.Expression')[0]!.contexts].map(context => context.flows)
    assert.deepEqual(flows('github.head_ref'), [true])
    assert.deepEqual(flows(`github.head_ref == 'main' && github.sha || github.ref`), [false, true, true])
    assert.deepEqual(flows('contains(github.head_ref, github.ref)'), [false, false])
    assert.deepEqual(flows('format(github.head_ref, !github.ref)'), [true, false])
    assert.deepEqual(flows('fromJSON(vars.X)[github.head_ref]'), [true, false])
  })
  it('follows what a stranger wrote into the outputs of a step', () => {
    const outputs = (script: string): (string | null)[] => factsOf(`on: issues\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - id: x\n        run: |\n          ${script}\n        env:\n          TITLE: \${{ github.event.issue.title }}\n      - run: echo \${{ steps.x.outputs.title }} \${{ steps.x.outputs.other }}\n`, 'github-actions.Expression')
      .filter(one => one.sink === 'run').map(one => one.contexts[0]!.isTainted ? one.contexts[0]!.through : null)
    assert.deepEqual(outputs('echo "title=$TITLE" >> "$GITHUB_OUTPUT"'), ['steps.x', null])
    assert.deepEqual(outputs('short=$(echo "$TITLE" | head -c 9); echo "title=$short" >> "$GITHUB_OUTPUT"'), ['steps.x', null])
    assert.deepEqual(outputs('echo "::set-output name=title::$TITLE"'), ['steps.x', null])
    assert.deepEqual(outputs('echo "title=$(date)" >> "$GITHUB_OUTPUT"; echo "$TITLE"'), [null, null])
  })
  it('names the code of strangers that is checked out beside secrets', () => {
    const found = (event: string, text: string, more = ''): (string | null)[] => factsOf(steps(text, more).replace('on: push', `on: ${event}`), 'github-actions.Step').map(step => step.strangersCode)
    const head = '- uses: actions/checkout@v4\n  with:\n    ref: ${{ github.event.pull_request.head.sha }}\n'
    assert.deepEqual(found('pull_request_target', head), ['${{ github.event.pull_request.head.sha }}'])
    assert.deepEqual(found('pull_request', head), [null])
    assert.deepEqual(found('pull_request_target', head, '    if: github.event.pull_request.head.repo.fork == false\n'), [null])
    assert.deepEqual(found('issue_comment', '- uses: actions/checkout@v4\n  with:\n    ref: refs/pull/${{ github.event.issue.number }}/merge\n'), ['refs/pull/${{ github.event.issue.number }}/merge'])
    assert.deepEqual(found('pull_request_target', '- run: git fetch origin "$REF"\n  env:\n    REF: ${{ github.head_ref }}\n- run: git fetch origin main\n'), ['git fetch', null])
    assert.deepEqual(found('workflow_run', '- run: gh pr checkout 7\n'), ['gh pr checkout'])
  })
})
