import assert from 'node:assert/strict'
import type { Span } from '../../src/core/span'
import { flags, hasFlag, variables, type Command, type Script, type Word } from '../../src/languages/shell/command'
import { packageCalls } from '../../src/languages/shell/packages'
import { shellProblems } from '../../src/languages/shell/problems'
import { parseShell } from '../../src/languages/shell/parse'
import { fromDockerfile, fromHeredoc, fromText, fromYamlScalar, type ShellSource } from '../../src/languages/shell/source'

/** A small generator of numbers with a fixed seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = Math.imul(state ^ state >>> 15, 0x2c1b3c6d) + 0x9e3779b9 | 0
    const mixed = Math.imul(state ^ state >>> 13, 0x297a2d39)
    return ((mixed ^ mixed >>> 16) >>> 0) % below
  }
}

const scripts = [
  'set -euo pipefail\ncurl -fsSL "https://example.com/$V.tgz" | sudo tar -xz -C /opt && rm -rf /tmp/*\n',
  'apt-get update \\\n  # lists\n\n  && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \\\n    curl=7.* \\\n    "git=${GIT:-$(latest git)}" \\\n && rm -rf /var/lib/apt/lists/*\n',
  'if [ "$A" = b ]; then echo "$(date -u)" >> log 2>&1; elif ! c; then d & else e; fi\n',
  'for f in *.txt {a,b}; do case "$f" in x*) sh -c "echo \\"$f\\" | cat";; *) bash -exc \'a && b "c d"\';; esac; done\n',
  'cat <<-EOF > out\n\tx ${{ y }} $(z)\n\tEOF\npython3 -m pip install "a==${{ b.c }}" -r r.txt\n',
  'f() { x=`echo \\`date "$y"\\``; }; ( cd a; (( i++ )); [[ -f $z && $w == b* ]] ) || xargs -0 env A=1 rm -f < <(find .)\n',
  "|\n  echo ${{ format('}}', x) }} 'é😀' \"\\x41\"\n    npm install -g x@1 @s/y$Z\r\n\n  gem install a -v 2\n",
  "'it''s  a\n  b\n\n c'\n",
  '"a \\"b\\" \\u00e9 \\\n  c\\td"\n',
  '>-\n a\n b\n\n   c | d\n e\n',
]
const bits = ['"', "'", '`', '$(', ')', '${', '}', '\\', '\n', '\r\n', ' ', '|', '&&', ';', '<<E', '#', '${{', '}}', '((', 'if ', 'done', '😀', '\0', '\t', '-', '=', '@', '>', '[', '|2\n', '\ud800', 'sh -c ', 'bash <<E\n', 'sudo ']

function check(source: ShellSource, [start, end]: Span): Script {
  const { file } = source, script = parseShell(source)
  const isInside = (span: Span): void => assert.ok(span[0] >= start && span[0] <= span[1] && span[1] <= end, `${span} is outside of ${start},${end}`)
  const word = (w: Word): void => {
    isInside(w.span)
    for (const part of w.parts) {
      isInside(part.span)
      if (part.kind === 'variable') part.words.forEach(word)
    }
    if (w.value !== null) assert.equal(w.prefix, w.value)
  }
  const command = (c: Command): void => {
    isInside(c.span)
    isInside(c.nameSpan)
    if (c.nameWord) word(c.nameWord)
    c.words.forEach(word)
    for (const wrapper of c.wrappers) wrapper.words.forEach(word)
    for (const assignment of c.assignments) {
      isInside(assignment.span)
      isInside(assignment.nameSpan)
      if (assignment.value) word(assignment.value)
    }
    for (const redirect of c.redirects) {
      isInside(redirect.span)
      if (redirect.target) word(redirect.target)
      if (redirect.body) word(redirect.body)
    }
    hasFlag(c, 'y', 'yes')
    assert.ok([...flags(c), ...variables(c)].every(({ span }) => span[1] <= file.length))
  }
  script.commands.forEach(command)
  for (const { span } of [...script.errors, ...script.pipelines, ...script.features]) isInside(span)
  for (const dialect of ['dash', 'busybox', 'bash'] as const) for (const problem of shellProblems(script, dialect, file)) isInside(problem.span)
  for (const call of packageCalls(script.commands)) for (const { span } of call.packages) isInside(span)
  assert.equal(script.complete, script.errors.length === 0)
  return script
}

const readers: readonly ((file: string, span: Span) => ShellSource)[] = [
  fromText, (file, span) => fromDockerfile(file, span, '\\'), (file, span) => fromDockerfile(file, span, '`'), (file, span) => fromHeredoc(file, span, true), fromYamlScalar,
]

describe('any text', () => {
  it('cut off anywhere gives a script with its places inside of the text', () => {
    for (const text of scripts) {
      for (let length = 0; length <= text.length; length++) {
        const file = `# before\n${text.slice(0, length)} # after`
        for (const read of readers) check(read(file, [9, 9 + length]), [9, 9 + length])
      }
    }
  })

  it('changed at random gives a script with its places inside of the text', () => {
    const random = numbers(20240611), pick = <T>(list: readonly T[]): T => list[random(list.length)]!
    for (let round = 0; round < 6000; round++) {
      let text = pick(scripts)
      for (let edits = 1 + random(4); edits > 0; edits--) {
        const at = random(text.length + 1), kind = random(3)
        text = text.slice(0, at) + (kind === 0 ? '' : pick(bits)) + text.slice(kind === 1 ? at : at + random(6))
      }
      const file = `key: ${text}`, span: Span = [5, file.length]
      check(pick(readers)(file, span), span)
    }
  })

  it('keeps every word as it stands in the file, but for continuations and indentation', () => {
    let count = 0
    const word = (w: Word, file: string): void => {
      // Back-ticks within back-ticks lose an escape.
      if (/[\n`]/.test(w.text)) return
      count++
      assert.equal(file.slice(...w.span), w.text)
    }
    const random = numbers(7)
    for (const text of scripts.slice(0, 7)) {
      const indented = `run: |\n${text.replace(/\r/g, '').replace(/^\|\n/, '').replace(/^(?=.)/gm, ' '.repeat(1 + random(6)))}`
      const cases: readonly (readonly [string, ShellSource])[] = [
        [text, fromText(text, [0, text.length])], [text, fromDockerfile(text, [0, text.length])],
        [indented, fromYamlScalar(indented, [5, indented.length])],
      ]
      for (const [file, source] of cases) {
        for (const { nameWord, words, redirects, wrappers, inside } of parseShell(source).commands) {
          // Within sh -c "…" the text is what the outer shell makes of it.
          if (inside.includes('shell')) continue
          for (const w of [...nameWord ? [nameWord] : [], ...words, ...wrappers.flatMap(wrapper => wrapper.words), ...redirects.flatMap(({ target }) => target ?? [])]) word(w, file)
        }
      }
    }
    assert.ok(count > 200)
  })
})
