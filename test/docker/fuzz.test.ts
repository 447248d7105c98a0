import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Fact } from '../../src/core/fact'
import { language as docker } from '../../src/languages/docker/language'
import { readScope } from './read'
import { processorTime } from '../processor-time'

const fields = new Map<object, readonly string[]>()

/** Every field of a fact, as its type declares them through getters. */
function fieldsOf(fact: Fact): readonly string[] {
  const own = Object.getPrototypeOf(fact) as object, known = fields.get(own), found = new Set<string>()
  if (known) return known
  for (let type = own; type && type !== Object.prototype; type = Object.getPrototypeOf(type)) {
    for (const [name, { get }] of Object.entries(Object.getOwnPropertyDescriptors(type))) if (get) found.add(name)
  }
  fields.set(own, [...found])
  return [...found]
}

const paths = ['', 'user', 'image.tag', 'digest', 'name', 'flags.chown', 'packages[0]', 'words[1]', 'sources[0]', 'destination', 'pipes[0]', 'mounts[0]', 'value', 'port', 'protocol', 'stage.user', 'nope[3].x']

/** Reads everything there is to read; nothing may throw, be undefined, or stand outside of the file. */
function readAll(text: string, isThorough = true): number {
  const scope = readScope(text)
  let count = 0
  for (const fact of scope.contexts[0]!.facts()) {
    count++
    for (const field of fieldsOf(fact)) if ((fact as unknown as Record<string, unknown>)[field] === undefined) assert.fail(`${fact.kind}.${field} is undefined`)
    for (const path of isThorough ? paths : ['']) {
      const { span: [start, end] } = fact.locate(path)
      assert.ok(0 <= start && start <= end && end <= text.length, `${fact.kind} ${path} ${start}-${end} of ${text.length}`)
    }
  }
  for (const { span: [start, end] } of scope.errors) assert.ok(0 <= start && start <= end && end <= text.length)
  assert.equal([...scope.exports()].length, 1)
  return count
}

const samples = [
  '# syntax=docker/dockerfile:1\n# escape=\\\nARG V=20\nARG R\nFROM --platform=$BUILDPLATFORM $R/node:${V:-1}-alpine@sha256:aa AS build\nWORKDIR /app\nCOPY --link --chown=1:1 package*.json "a b" ./\nRUN --mount=type=cache,target=/root/.npm,sharing=locked --network=none npm ci \\\n  # comment\n\n  && curl -fsSL "https://x.y/$V" | tar -xz # c\nENV A=1 B="x $A" C=\'d\'\nENV OLD value here\nLABEL a.b="c" d=e\n',
  'FROM a\nRUN <<EOF bash\nset -e\nEOF\nRUN <<-"A" cat > /x && <<B cat\n\tone $x\n\tA\ntwo\nB\nCOPY <<F /etc/f\nx\nF\nONBUILD RUN ["sh", "-c", "sudo make \\"x\\""]\nHEALTHCHECK --interval=5s --retries=3 CMD curl -f http://localhost/ || exit 1\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nSTOPSIGNAL SIGTERM\nEXPOSE 80/tcp 8000-8010 $P\nVOLUME ["/data"]\nUSER app:app\nENTRYPOINT ["tini", "--"]\nCMD exec node "server.js" $X\n',
  '# escape=`\r\nFROM mcr.microsoft.com/windows/servercore:ltsc2022\r\nSHELL ["powershell", "-Command"]\r\nRUN Get-Item a; `\r\n    Remove-Item b\r\nWORKDIR C:\\app\r\nCOPY a `\r\n  b C:\\app\\\r\nCMD [ "cmd", "/c" ]\r\n',
]

describe('docker: any input', () => {
  it('is read when it is cut off at any character', () => {
    for (const text of samples) for (let end = 0; end <= text.length; end++) readAll(text.slice(0, end), end % 8 === 0)
  })

  it('is read when a piece is missing or characters are thrown in', () => {
    let seed = 7
    const random = (below: number): number => (seed = seed * 1103515245 + 12345 & 0x7fffffff) % below
    const alphabet = ['\\', '`', '"', "'", '$', '${', '}', '<<', '[', ']', '\n', '\r', '\t', ' ', '#', '=', ':', '@', '-', '\u{1F600}', '\0', '\uFEFF', '{{']
    for (let i = 0; i < 400; i++) {
      const text = samples[random(samples.length)]!, at = random(text.length), drop = random(12)
      let junk = ''
      for (let n = random(4); n > 0; n--) junk += alphabet[random(alphabet.length)]
      readAll(text.slice(0, at) + junk + text.slice(at + drop), i % 4 === 0)
    }
  })

  for (const [name, text] of Object.entries({
    'a chain of stages': Array.from({ length: 1000 }, (_, i) => `FROM ${i ? `s${i - 1}` : 'alpine'} AS s${i}`).join('\n'),
    'a variable that doubles': 'FROM a\nENV A=xxxxxxxx\n' + 'ENV A=$A$A\n'.repeat(1000),
    'a chain of variables': 'FROM a\n' + Array.from({ length: 3000 }, (_, i) => `ENV V${i + 1}=$V${i}`).join('\n'),
    'relative folders': 'FROM a\n' + 'WORKDIR x\n'.repeat(3000),
    'heredocs without end': 'FROM a\n' + 'RUN <<A <<B <<C\n'.repeat(3000),
    'heredocs in quotes': 'FROM a\n' + 'RUN echo "a <<B c"\n'.repeat(500),
    'nested braces': 'FROM a\nWORKDIR ' + '${a:-'.repeat(3000),
    'closed nested braces': 'FROM a\nWORKDIR ' + '${a:-'.repeat(2000) + '}'.repeat(2000),
    'one long line': 'FROM a\nRUN ' + 'echo x && '.repeat(5000) + 'true\n',
    'many continuations': 'FROM a\nRUN true' + ' \\\n  && true'.repeat(5000),
    'many stars': 'FROM a\nCOPY ' + '*'.repeat(20000) + ' b\n',
    'open brackets': 'FROM a\nCMD ' + '['.repeat(20000),
    'mounts': 'FROM a\nRUN ' + '--mount=type=cache,target=/x '.repeat(2000) + 'x\n',
  })) it(`takes no long time over ${name}`, () => {
    const start = processorTime()
    assert.ok(readAll(text, false) > 0)
    assert.ok(processorTime() - start < 8000)
  })

  const corpus = '/work/shared/corpus'
  const found = existsSync(corpus) ? (readdirSync(corpus, { recursive: true }) as string[]).filter(path => docker.claims(path, () => '')) : []
  ;(found.length ? it : it.skip)('is read when it comes from elsewhere', () => {
    for (const path of found) {
      const text = readFileSync(join(corpus, path), 'utf8')
      assert.ok(readAll(text) > 0, path)
      assert.deepEqual(readScope(text).errors, [], path)
    }
  })
})
