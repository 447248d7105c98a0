import assert from 'node:assert/strict'
import { flags, flagValue, hasFlag, variables, type Command, type Script } from '../../src/languages/shell/command'
import { parseShell } from '../../src/languages/shell/parse'
import { fromDockerfile, fromText, fromYamlScalar } from '../../src/languages/shell/source'

const read = (file: string): Script => parseShell(fromText(file, [0, file.length]))
const block = (file: string): Script => parseShell(fromYamlScalar(file, [file.indexOf('|'), file.length]))
const only = (file: string): Command => {
  const { commands, complete } = read(file)
  assert.ok(complete)
  assert.equal(commands.length, 1)
  return commands[0]!
}
const names = (script: Script): (string | null)[] => script.commands.map(command => command.name)
const values = (command: Command): (string | null)[] => command.words.map(word => word.value)

describe('shell commands', () => {
  it('have a name, arguments, assignments and redirects with their places', () => {
    const file = `A=1 B+="$C" curl -fsSL 'https://x y' "a$V" *.txt 2>/dev/null`, command = only(file)
    assert.equal(command.name, 'curl')
    assert.deepEqual(values(command), ['-fsSL', 'https://x y', null, '*.txt'])
    assert.deepEqual(command.words.map(word => word.quoted), [null, 'single', 'double', null])
    assert.equal(command.words[2]!.prefix, 'a')
    assert.deepEqual(command.assignments.map(({ name, append, value }) => [name, append, value!.value]), [['A', false, '1'], ['B', true, null]])
    assert.deepEqual(command.redirects.map(({ operator, descriptor, target }) => [operator, descriptor, target!.value]), [['>', 2, '/dev/null']])
    assert.equal(file.slice(...command.nameSpan), 'curl')
    assert.deepEqual(command.span, [0, file.length])
  })

  it('know the redirects of what is around them, but not around their substitution', () => {
    const outer = (file: string): (string | undefined)[] => read(file).commands.map(command => command.outer.map(redirect => redirect.target?.text).join())
    assert.deepEqual(outer('{ a; b $(c); } >> "$F"; d'), ['"$F"', '', '"$F"', ''])
    assert.deepEqual(outer('while read x; do (a) > g; done < f'), ['f', 'f,g'])
  })
  it('go by their name without the directory of installed programs', () => {
    assert.deepEqual(names(read('/usr/bin/curl; /bin/sh; .venv/bin/pip; ~/.cargo/bin/x; ./configure; ./bin/install; /opt/tool')), ['curl', 'sh', 'pip', 'x', './configure', './bin/install', '/opt/tool'])
  })

  it('have no name where only run time knows it', () => {
    assert.deepEqual(names(read('$X a; "$(b)" c; D=1')), [null, 'b', null, null])
  })

  it('come in the order of execution with what joins them', () => {
    const { commands } = read('a && b || c; d | e |& f\ng & h')
    assert.deepEqual(commands.map(({ name, operator }) => [name, operator]), [['a', null], ['b', '&&'], ['c', '||'], ['d', ';'], ['e', '|'], ['f', '|&'], ['g', ';'], ['h', '&']])
    assert.deepEqual(commands.filter(({ background }) => background).map(({ name }) => name), ['g'])
    assert.deepEqual(commands.filter(({ tested }) => tested).map(({ name }) => name), ['a', 'b'])
  })

  it('know the constructs around them', () => {
    const { commands } = read('if a; then b; elif c; then d; else e; fi; for i in $(f); do g; done; while h; do i; done; (j); { k; }; l() { m; }; case $x in n) o;; esac')
    assert.deepEqual(commands.map(({ name, inside }) => [name, ...inside].join(' ')),
      ['a if', 'b if', 'c if', 'd if', 'e if', 'f substitution', 'g for', 'h while', 'i while', 'j subshell', 'k group', 'm function', 'o case'])
    assert.deepEqual(commands.filter(({ tested }) => tested).map(({ name }) => name), ['a', 'c', 'h'])
  })

  it('know their pipeline', () => {
    const script = read('! curl x | (cd y; tar xz) | sh; a')
    assert.deepEqual(script.pipelines.map(({ stages, negated }) => [stages.map(stage => stage.map(({ name }) => name)), negated]), [[[['curl'], ['cd', 'tar'], ['sh']], true]])
    const sh = script.commands[3]!
    assert.deepEqual([sh.pipeline.index, sh.pipeline.length, sh.pipeline.id === script.pipelines[0]!.id], [2, 3, true])
  })

  it('show the commands of substitutions before the command that asks for them', () => {
    const file = 'a "$(b `c` | d)" <(e) $((1 + $(f))) ${X:-$(g)} <<E\n$(h)\nE\n', script = read(file)
    assert.deepEqual(names(script), ['c', 'b', 'd', 'e', 'f', 'g', 'h', 'a'])
    const part = script.commands.at(-1)!.words[0]!.parts[0]!
    assert.ok(part.kind === 'substitution')
    assert.deepEqual(part.commands.map(({ name }) => name), ['c', 'b', 'd'])
  })

  it('have the right places within escaped back-ticks', () => {
    const file = 'x=`echo \\`date -u "\\\\$a"\\` "$b"`', { commands } = read(file)
    assert.deepEqual(commands.map(({ nameSpan }) => file.slice(...nameSpan)), ['date', 'echo', ''])
    assert.deepEqual(commands[0]!.words.map(word => file.slice(...word.span)), ['-u', '"\\\\$a"'])
  })

  it('list the variables they expand, quoted or not', () => {
    const file = 'A=$a cp "$b" ${c:-"$d"} \'$no\' > $e <<E\n$f\nE\n'
    assert.deepEqual([...variables(only(file))].map(({ name, quoted, operator }) => [name, quoted, operator]),
      [['b', 'double', null], ['c', null, ':-'], ['d', 'double', null], ['a', null, null], ['e', null, null], ['f', null, null]])
    assert.deepEqual([...variables(only('cat <<"E"\n$f\nE\n'))], [])
  })

  it('read [[ … ]] as a command', () => {
    assert.deepEqual(values(only('[[ -f $x && a == b* ]]')), [null, 'a', 'b*'])
  })

  it('see the assignments of export as arguments', () => {
    assert.deepEqual(only('export A="x y" B=$C').words.map(({ value, prefix }) => [value, prefix]), [['A=x y', 'A=x y'], [null, 'B=']])
  })
})

describe('wrappers', () => {
  it('are seen through and kept', () => {
    const command = only('sudo -E -u root A=1 env -i B=2 nice -n 5 timeout --signal KILL 10s apt-get -y install x')
    assert.equal(command.name, 'apt-get')
    assert.deepEqual(values(command), ['-y', 'install', 'x'])
    assert.deepEqual(command.wrappers.map(({ name }) => name), ['sudo', 'env', 'nice', 'timeout'])
    assert.deepEqual(command.assignments.map(({ name, value }) => [name, value!.value]), [['A', '1'], ['B', '2']])
  })

  it('that run nothing are commands', () => {
    assert.deepEqual(names(read('sudo -v; env; command -v docker; time a; sudo -l x')), ['sudo', 'env', 'command', 'a', 'sudo'])
  })

  it('leave the arguments open where xargs gives them', () => {
    const command = only('xargs -0 -n 1 rm -f')
    assert.deepEqual([command.name, command.open, hasFlag(command, 'f'), hasFlag(command, 'r')], ['rm', true, true, null])
  })

  it('hold scripts of their own: sh -c', () => {
    const file = `sudo bash -exo pipefail -c 'a | b "c d"' && sh -c "x \\"y\\" $Z \\$w"`, { commands } = read(file)
    assert.deepEqual(commands.map(({ name, inside }) => [name, ...inside].join(' ')), ['bash', 'a shell', 'b shell', 'sh', 'x shell'])
    assert.deepEqual(commands[2]!.options, { errexit: true, pipefail: true, nounset: false, xtrace: true })
    assert.deepEqual(commands[2]!.words.map(word => file.slice(...word.span)), ['"c d"'])
    assert.deepEqual(commands[4]!.words.map(word => [word.value, file.slice(...word.span)]), [['y', '\\"y\\"'], [null, '$Z'], [null, '\\$w']])
    assert.deepEqual(names(read('bash <<E\na $X\nE\n')), ['bash', 'a'])
    assert.deepEqual(names(read('bash -eo pipefail -s -- x <<E\na\nE\nbash x.sh <<E\nno\nE\n')), ['bash', 'a', 'bash'])
    assert.deepEqual(names(read('su - app -c "a b"; bash x.sh -c "no"')), ['su', 'a', 'bash'])
  })
})

describe('shell options', () => {
  it('follow set, and end with their subshell', () => {
    const { commands } = read('a; set -euo pipefail; b; set +e; c; (set -x; d); e')
    const of = (name: string): string => Object.entries(commands.find(command => command.name === name)!.options).filter(([, on]) => on).map(([key]) => key).join(' ')
    assert.deepEqual(['a', 'b', 'c', 'd', 'e'].map(of), ['', 'errexit pipefail nounset', 'pipefail nounset', 'pipefail nounset xtrace', 'pipefail nounset'])
  })

  it('come from the caller and the first line', () => {
    assert.equal(parseShell(fromText('a', [0, 1]), { pipefail: true }).commands[0]!.options.pipefail, true)
    const script = read('#!/bin/bash -eu\na')
    assert.equal(script.shebang, '/bin/bash -eu')
    assert.equal(script.commands[0]!.options.errexit, true)
  })
})

describe('flags', () => {
  it('are found in clusters, with values and by several names', () => {
    const command = only('x -qqy --no-install-recommends --retry=3 -o a=b --opt c -- -z')
    assert.deepEqual(['y', 'q', 'z', 'no-install-recommends', 'retry', 'n'].map(name => hasFlag(command, name)), [true, true, false, true, true, false])
    assert.equal(hasFlag(command, 'assume-yes', 'yes', 'y'), true)
    assert.deepEqual([flagValue(command, 'retry')!.value, flagValue(command, 'o')!.value, flagValue(command, 'opt')!.value, flagValue(command, 'p')], ['3', 'a=b', 'c', null])
    assert.equal([...flags(command)].find(flag => flag.name === '--retry')!.value, '3')
    assert.equal(hasFlag(only('find . -delete'), 'delete'), true)
  })

  it('may hide in what only run time knows', () => {
    assert.equal(hasFlag(only('x $OPTIONS'), 'y'), null)
    assert.equal(hasFlag(only('x pre$A --opt=$B'), 'y'), false)
    assert.equal(hasFlag(only('x --opt=$B'), 'opt'), true)
  })
})

describe('scripts', () => {
  it('keep words with expressions unknown and show them as written', () => {
    const file = 'run: |\n  echo "a ${{ b.c }} d" ${{ e }}f -y\n  ${{ g }} h $${{ i }}\n', { commands } = block(file)
    const [echo, other] = commands as [Command, Command]
    assert.deepEqual(echo.words.map(({ value, prefix, text }) => [value, prefix, text]), [[null, 'a ', '"a ${{ b.c }} d"'], [null, '', '${{ e }}f'], ['-y', '-y', '-y']])
    assert.deepEqual(echo.words[0]!.parts.map(part => [part.kind, file.slice(...part.span)]), [['literal', 'a '], ['hole', '${{ b.c }}'], ['literal', ' d']])
    assert.equal(other.name, null)
    assert.deepEqual(values(other), ['h', null])
  })

  it('keep expressions unknown within sh -c', () => {
    const file = "run: |\n  sh -c 'echo ${{ x }} y'\n", { commands } = block(file)
    assert.deepEqual(values(commands[1]!), [null, 'y'])
    assert.equal(file.slice(...commands[1]!.words[0]!.span), '${{ x }}')
  })

  it('are incomplete when a quote or a construct is not closed', () => {
    for (const file of ['echo "a', "a 'b", 'if a; then b', '$(a', 'a $(b "c)', 'a &&& b', "sh -c 'echo \"x'"]) {
      const { complete, errors } = read(file)
      assert.equal(complete, false, file)
      assert.ok(errors.length > 0 && errors.every(({ span }) => span[1] <= file.length))
    }
  })

  it('read a Dockerfile instruction', () => {
    const file = 'FROM x\nRUN apt-get update \\\n    # why\n && apt-get install -y \\\n      curl \\\n      git \\\n && rm -rf /var/lib/apt/lists/*\n'
    const start = file.indexOf('apt-get'), { commands, complete } = parseShell(fromDockerfile(file, [start, file.length - 1], '\\'))
    assert.ok(complete)
    assert.deepEqual(commands.map(({ name }) => name), ['apt-get', 'apt-get', 'rm'])
    assert.deepEqual(commands[1]!.words.map(word => file.slice(...word.span)), ['install', '-y', 'curl', 'git'])
    assert.deepEqual(values(commands[2]!), ['-rf', '/var/lib/apt/lists/*'])
  })

  it('read a deep or long text without throwing', () => {
    for (const file of ['$('.repeat(3000), '('.repeat(3000), '`'.repeat(3001), '{ '.repeat(3000), 'a && '.repeat(20000) + 'b', `$((${'1+'.repeat(20000)}$(a)))`, 'a | '.repeat(5000) + 'b',
      '${a:-'.repeat(20000), "a=${b/'".repeat(20000), '$(('.repeat(5000), '<<a '.repeat(20000), 'env '.repeat(20000), 'a[$('.repeat(2000)]) read(file)
  })
})
