import assert from 'node:assert/strict'
import { isScalar, parseDocument, visit } from 'yaml'
import { fromDockerfile, fromHeredoc, fromYamlScalar, type ShellSource } from '../../src/languages/shell/source'

const run = (file: string, escape: '\\' | '`' = '\\'): ShellSource => fromDockerfile(file, [4, file.length], escape)

/** The source of the first scalar under the key `run`, beside the value that a YAML reader gives it. */
function step(file: string): { source: ShellSource; value: string } {
  let found: { source: ShellSource; value: string } | null = null
  visit(parseDocument(file), {
    Pair(_, pair) {
      if (!found && isScalar(pair.key) && pair.key.value === 'run' && isScalar(pair.value)) {
        const [start, end] = pair.value.range!
        found = { source: fromYamlScalar(file, [start, end]), value: String(pair.value.value) }
      }
    },
  })
  return found!
}

describe('shell text of a Dockerfile instruction', () => {
  it('is as long as the slice and blank where the Dockerfile parser removes something', () => {
    const file = 'RUN a \\\n  # comment\n\n  && b \\\n\t# other \\\n  c'
    const { text, toFile } = run(file)
    assert.equal(text.length, file.length - 4)
    assert.equal(text.replace(/\s+/g, ' '), 'a && b c')
    const at = text.indexOf('b')
    assert.deepEqual(toFile([at, at + 1]), [file.indexOf('b \\'), file.indexOf('b \\') + 1])
  })

  it('keeps a word whole that a continuation breaks', () => {
    assert.equal(run('RUN cu\\\nrl x').text, 'cu\\\nrl x')
    assert.equal(run('RUN cu`\nrl x', '`').text, 'cu\\\nrl x')
  })

  it('takes trailing blanks, carriage returns and the back-tick escape for a continuation', () => {
    assert.equal(run('RUN a \\  \n b').text, 'a      b')
    assert.equal(run('RUN a \\\r\n b').text, 'a     b')
    assert.equal(run('RUN a `\n b', '`').text, 'a    b')
    assert.equal(run('RUN a c:\\\n b', '`').text, 'a c:\\\n b')
  })

  it('is verbatim after the line that is not continued', () => {
    const file = 'RUN cat <<EOF \\\n > f\n# kept \\\n\nEOF\n'
    assert.ok(run(file).text.endsWith('> f\n# kept \\\n\nEOF\n'))
  })

  it('blanks an escape at the very end', () => {
    assert.equal(run('RUN a \\').text, 'a  ')
  })
})

describe('shell text of a heredoc', () => {
  it('ends its lines as the repository does', () => {
    const file = '<<EOF\r\na \\\r\nb\r\nEOF', { text, toFile } = fromHeredoc(file, [7, file.length - 3])
    assert.equal(text, 'a \\\nb\n')
    assert.equal(file.slice(...toFile([4, 5])), 'b')
  })

  it('is the body, without leading tabs on request', () => {
    const file = 'RUN <<-E\n\ta\n\t\tb \\\nE\n', end = file.lastIndexOf('E')
    assert.equal(fromHeredoc(file, [9, end]).text, '\ta\n\t\tb \\\n')
    const { text, toFile } = fromHeredoc(file, [9, end], true)
    assert.equal(text, 'a\nb \\\n')
    assert.equal(file.slice(...toFile([2, 3])), 'b')
    assert.equal(file.slice(...toFile([0, 2])), 'a\n')
  })
})

describe('shell text of a YAML scalar', () => {
  const scalars: Readonly<Record<string, string>> = {
    'a plain scalar': 'run: echo a # no\n',
    'a plain scalar on several lines': 'run: echo a\n  b\n\n  c   \n   d\nnext: 1\n',
    'a single-quoted scalar': "run: 'echo ''a'' b\n  c\n\n\n  d'\n",
    'a double-quoted scalar': 'run: "echo \\"a\\" \\\\ \\x41\\u00e9\\t b\\\n   c\n  d\n\n  e\\n"\n',
    'a literal block': 'a:\n  run: |\n    echo a\n      b\n\n    c\n  x: 1\n',
    'a literal block that starts with empty lines': 'a:\n  run: |-\n\n\n    echo a\n    b\n',
    'a literal block with its own indentation': 'a:\n  run: |2\n      echo a\n    b\n  c: 1\n',
    'a literal block in a sequence with its own indentation': 'a:\n  - run: |2+\n       x\n      y\n',
    'a folded block': 'a:\n  run: >\n    echo a\n    b\n\n    c\n     more\n     indented\n    d\n\n\n    e\n',
    'a folded block that starts with empty lines': 'run: >-\n\n\n  a\n  b\n',
    'a block with carriage returns': 'run: |\r\n  a\r\n  b\r\n',
    'a quoted scalar with carriage returns': 'run: "a\r\n  b\r\n\r\n  c"\r\n',
    'an empty block': 'run: |\n',
    'an empty string': 'run: ""\n',
    'a block that is not ended': 'run: |\n  echo a',
  }
  for (const [name, file] of Object.entries(scalars)) {
    it(`says what a YAML reader reads: ${name}`, () => {
      const { source, value } = step(file)
      assert.equal(source.text.replace(/\n+$/, ''), value.replace(/\n+$/, ''))
      for (let i = 0; i < source.text.length; i++) {
        const [start, end] = source.toFile([i, i + 1]), c = source.text[i]!
        assert.ok(start >= 0 && end <= file.length && start < end, `offset ${i}`)
        if (/[a-zA-Z]/.test(c) && end - start === 1) assert.equal(file[start], c)
      }
    })
  }

  it('never lets a span take in the indentation of the line after it', () => {
    const file = 'run: |\n  a\n  b\n', { source } = step(file)
    assert.equal(file.slice(...source.toFile([0, 2])), 'a\n')
    assert.equal(file.slice(...source.toFile([0, 3])), 'a\n  b')
  })

  it('shows expressions as underscores and says where they are', () => {
    const file = "run: |\n  echo ${{ format('}}', a.b) }} x\n  ${{ c }}\n", { source } = step(file)
    assert.equal(source.text, `echo ${'_'.repeat("${{ format('}}', a.b) }}".length)} x\n________\n`)
    assert.deepEqual(source.holes.map(hole => file.slice(...source.toFile(hole))), ["${{ format('}}', a.b) }}", '${{ c }}'])
  })

  it('ends an expression that is not closed at the end of its line', () => {
    const file = 'run: |\n  echo ${{ a\n  b\n', { source } = step(file)
    assert.equal(source.text, 'echo _____\nb\n')
  })
})
