import assert from 'node:assert/strict'
import { factsOf } from './facts'

const workflow = (on: string, text: string, more = ''): string => `on: ${on}\n${more}jobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n${text.replace(/^(?=.)/gm, '      ')}`
/** What the last expression of a script says, by who gets what. */
const last = (text: string | { readonly [path: string]: string }): string | null => {
  const context = factsOf(text, 'github-actions.Expression').filter(one => one.sink === 'run').at(-1)!.contexts[0]!
  return context.isTainted ? context.stake : null
}
const body = 'BODY: ${{ github.event.comment.body }}'

describe('text of strangers', () => {
  it('has secrets at hand where an event gives it both', () => {
    const stake = (on: string, source: string, more = ''): string | null => last(workflow(on, `- run: echo \${{ ${source} }}\n${more}`))
    assert.deepEqual(['issue_comment', 'pull_request_review_comment', 'push', '[push, issue_comment]'].map(on => stake(on, 'github.event.comment.body')), ['secrets', 'secrets', 'run', 'secrets'])
    assert.deepEqual(['pull_request', 'pull_request_target', '[pull_request, issues]'].map(on => stake(on, 'github.head_ref')), ['run', 'secrets', 'run'])
    assert.equal(stake('[pull_request, pull_request_target]', 'github.head_ref', `  if: github.event_name == 'pull_request'\n`), 'run')
    assert.equal(stake('issue_comment', 'github.event.comment.body', `  if: github.event.comment.author_association == 'OWNER'\n`), 'run')
    assert.equal(stake('workflow_call', 'github.event.comment.body'), 'caller')
    assert.equal(stake('issue_comment', 'github.event.comment.id'), null)
  })
  it('goes through GITHUB_ENV, outputs of jobs and the matrix', () => {
    assert.equal(last(workflow('issue_comment', `- run: echo "X=$BODY" >> "$GITHUB_ENV"\n  env:\n    ${body}\n- run: echo \${{ env.X }}\n`)), 'secrets')
    assert.equal(last(workflow('issue_comment', `- run: echo "X=$BODY" >> "$GITHUB_ENV"\n  env:\n    ${body}\n- run: echo "X=1" >> "$GITHUB_ENV"\n- run: echo \${{ env.X }}\n`)), null)
    const jobs = 'on: issue_comment\njobs:\n  a:\n    runs-on: x\n    outputs:\n      o: ${{ steps.s.outputs.o }}\n    steps:\n      - id: s\n        run: echo "o=$BODY" >> "$GITHUB_OUTPUT"\n        env:\n          BODY: ${{ github.event.comment.body }}\n  b:\n    needs: a\n    runs-on: x\n    strategy:\n      matrix:\n        m: ${{ fromJSON(needs.a.outputs.o) }}\n    steps:\n      - run: echo ${{ matrix.m }}\n'
    assert.equal(last(jobs), 'secrets')
    assert.equal(last(jobs.replace('matrix.m }}', 'needs.a.outputs.o }}')), 'secrets')
    assert.equal(last(jobs.replace('matrix.m }}', 'needs.a.result }}')), null)
  })
  it('comes out of a script as it goes in, unless it is counted, checked or cleaned', () => {
    const output = (script: string): string | null => last(workflow('issue_comment', `- id: s\n  run: |\n${script.replace(/^/gm, '    ')}\n  env:\n    ${body}\n- run: echo \${{ steps.s.outputs.o }}\n`))
    for (const script of ['echo "o=$BODY" >> "$GITHUB_OUTPUT"', 'x=$(echo "$BODY" | cut -c1-9)\necho "o=$x" | tee -a "$GITHUB_OUTPUT"', '{\n  echo "o<<E"\n  echo "$BODY"\n  echo E\n} >> "$GITHUB_OUTPUT"', 'read -r x <<< "$BODY"\necho "o=$x" >> $GITHUB_OUTPUT', 'echo "::set-output name=o::$BODY"', 'cat <<E >> $GITHUB_OUTPUT\no=$BODY\nE', 'x=$(jq -r .comment.body "$GITHUB_EVENT_PATH")\necho "o=$x" >> $GITHUB_OUTPUT', 'x=$(gh pr view 7 --json title -q .title)\necho "o=$x" >> $GITHUB_OUTPUT']) assert.equal(output(script), 'secrets', script)
    for (const script of ['echo "o=$(echo "$BODY" | wc -c)" >> "$GITHUB_OUTPUT"', 'echo "o=${#BODY}" >> "$GITHUB_OUTPUT"', 'echo "o=${BODY//[^a-z]/}" >> "$GITHUB_OUTPUT"', '[[ "$BODY" =~ ^[0-9]+$ ]] || exit 1\necho "o=$BODY" >> "$GITHUB_OUTPUT"', 'x=$(echo "$BODY" | tr -cd a-z)\necho "o=$x" >> "$GITHUB_OUTPUT"', 'echo "o=1" >> "$GITHUB_OUTPUT"\necho "$BODY"', 'x=$(gh pr view 7 --json number -q .number)\necho "o=$x" >> $GITHUB_OUTPUT']) assert.equal(output(script), null, script)
  })
  it('comes back from an action of the repository, and is known to be run by one', () => {
    const action = (more: string): string => `name: x\ninputs:\n  text: {required: true}\noutputs:\n  o: {value: "\${{ steps.s.outputs.o }}"}\nruns:\n  using: composite\n  steps:\n    - id: s\n      shell: bash\n      run: ${more}\n      env:\n        T: \${{ inputs.text }}\n`
    const caller = workflow('issue_comment', '- id: c\n  uses: ./x\n  with:\n    text: ${{ github.event.comment.body }}\n- run: echo ${{ steps.c.outputs.o }}\n')
    const files = (more: string) => ({ '.github/workflows/ci.yml': caller, 'x/action.yml': action(more) })
    const expression = (more: string) => factsOf(files(more), 'github-actions.Expression').filter(one => one.path.endsWith('ci.yml'))
    assert.equal(expression('echo "o=$T" >> "$GITHUB_OUTPUT"')[1]!.contexts[0]!.isTainted, true)
    assert.equal(expression('echo "o=1" >> "$GITHUB_OUTPUT"')[1]!.contexts[0]!.isTainted, false)
    assert.equal(expression('echo ${{ inputs.text }}')[0]!.executedBy, './x')
    assert.equal(expression('echo "$T"')[0]!.executedBy, null)
  })
  it('gives names that do not clash', () => {
    const names = factsOf(workflow('issue_comment', '- run: echo ${{ steps.a.outputs.x }} ${{ steps.b.outputs.x }} ${{ github.event.a.b }} ${{ github.event.c.a.b }}\n'), 'github-actions.Expression').map(one => one.variableName)
    assert.deepEqual(names, ['A_X', 'B_X', 'A_B', 'A_B_2'])
  })
})
