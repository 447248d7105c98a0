import assert from 'node:assert/strict'
import { parseShell } from '../../src/languages/shell/parse'
import { shellProblems, type Dialect } from '../../src/languages/shell/problems'
import { fromText } from '../../src/languages/shell/source'

/** Each problem as `kind token`. */
const problems = (text: string, dialect: Dialect = 'dash'): string[] => shellProblems(parseShell(fromText(text, [0, text.length])), dialect, text).map(({ kind, span }) => `${kind} ${text.slice(...span)}`)

describe('problems of a shell script', () => {
  it('are unquoted variables where the shell splits, and nowhere else', () => {
    assert.deepEqual(problems('cp $A "$B" ${C}/x'), ['unquoted-variable $A', 'unquoted-variable ${C}'])
    assert.deepEqual(problems('D=$A; [[ $A = b ]]; case $A in b) ;; esac; for f in $A; do :; done; E=$((A + 1)); export F=$A', 'bash'), [])
    assert.deepEqual(problems('A=1.2; cp $A b; kill $! $?; gcc $CFLAGS; apt-get install $BUILD_DEPS'), [])
  })

  it('are folders that nobody is sure to be in', () => {
    assert.deepEqual(problems('cd a; rm b'), ['unchecked-cd cd'])
    for (const text of ['cd a && rm b', 'cd a || exit 1; rm b', 'set -e; cd a; rm b', 'rm b; cd a', 'cd /tmp; rm b', 'mkdir a; cd a; rm b', 'x=$(cd a; pwd)']) assert.deepEqual(problems(text), [], text)
  })

  it('are names that nothing sets', () => {
    assert.deepEqual(problems('echo "$a ${b:-c} $D"; read d; echo "$d"'), ['unassigned-variable $a'])
    assert.deepEqual(problems('. ./env; echo "$a"'), [])
  })

  it('depend on the shell', () => {
    const text = 'source a; f=(b c); [[ -n "$g" ]]; sort <<< d'
    assert.deepEqual(problems(text).filter(found => found.startsWith('bash')), ['bash-syntax source', 'bash-syntax (', 'bash-syntax [[', 'bash-syntax <<<'])
    assert.deepEqual(problems(text, 'busybox').filter(found => found.startsWith('bash')), ['bash-syntax (', 'bash-syntax <<<'])
    for (const dialect of ['bash', 'posix-bash', 'unknown'] as const) assert.deepEqual(problems(text, dialect).filter(found => found.startsWith('bash')), [])
  })

  it('are removals of what an empty variable leaves of a path', () => {
    assert.deepEqual(problems('rm -rf "$A/"* "$B/usr" "$C/own" "${D:?}/"'), ['unsafe-rm $A', 'unsafe-rm $B'])
  })

  it('are backticks, but for a comment within a command', () => {
    assert.deepEqual(problems('x="`date`"'), ['backticks `date`'])
    assert.deepEqual(problems('run "-a" `# what it is for` "-b"'), [])
  })

  it('leave scripts for other shells alone', () => assert.deepEqual(problems("bash -c '[[ $a ]] && cp $B c; cd d; e'"), []))
})
