import assert from 'node:assert/strict'
import { formatsOf, labelKeyProblem } from '../../src/languages/docker/labels'
import { all, at, fileOf, finalOf } from './read'
import { processorTime } from '../processor-time'

const comments = (text: string): readonly (readonly [string, boolean, boolean, boolean])[] => fileOf(text).comments.map(({ text, isDirective, isSuppression, hasReason }) => [text, isDirective, isSuppression, isSuppression && hasReason] as const)
const spacings = (text: string): readonly string[] => fileOf(text).spacings.map(({ problem }) => problem)

describe('docker: comments', () => {
  it('are those of the file, not of a here-document', () => {
    assert.deepEqual(comments('# syntax=docker/dockerfile:1\n# one\nFROM a\nRUN a \\\n  # two\n  b\nRUN <<EOF\n# none\nEOF\n# three'), [
      ['syntax=docker/dockerfile:1', true, false, false], ['one', false, false, false], ['two', false, false, false], ['three', false, false, false],
    ])
  })

  it('know a reason: in the form of the linter, behind the names, or in prose above', () => {
    for (const [text, reason] of [
      ['# hadolint ignore=DL3008', false], ['# hadolint ignore=DL3008,SC2086', false], ['# hadolint ignore=DL3008 the mirror has one version', true], ['# why\n# hadolint ignore=DL3008', true],
      ['# why\n\n# hadolint ignore=DL3008', false], ['# syntax=a/b\n# hadolint ignore=DL3008', false], ['# checkov:skip=CKV_DOCKER_3:the platform sets it', true], ['# checkov:skip=CKV_DOCKER_3', false],
      ['# shipshape-ignore docker/root-user -- the base needs it', true], ['# shipshape-ignore docker/root-user', false], ['# kics-scan ignore', false], ['# tally ignore=hadolint/DL3008;reason=old base', true],
    ] as const) assert.deepEqual(comments(`${text}\nFROM a\n`).filter(([, , isSuppression]) => isSuppression).map(([, , , has]) => has), [reason], text)
  })

  it('describe what is defined right below them', () => {
    const defines = (text: string): unknown => [...fileOf(text).comments.at(-1)!.defines]
    assert.deepEqual(defines('# a\nARG ONE TWO=2\nFROM x'), ['ONE', 'TWO'])
    assert.deepEqual(defines('# a\r\nFROM x AS build\r\n'), ['build'])
    assert.deepEqual(defines('# a\n\nFROM x AS build'), [])
    assert.deepEqual(defines('FROM x\nRUN a \\\n# a\n b\nARG C'), [])
  })
})

describe('docker: blanks', () => {
  it('are regular in a file that is', () => assert.deepEqual(spacings('# a  b\nFROM a\n\nRUN a \\\n    # c\n    b\n'), []))
  it('in quotes, here-documents and values without = say something', () => assert.deepEqual(spacings('FROM a\nRUN echo "a  b" \'c  d\' e\\  f\nENV A b  c\nLABEL "a  b"="c  d"\nRUN <<EOF\na  b  \n\n\n\nEOF\nMAINTAINER a  b\n'), []))
  it('that line up continuations stay', () => assert.deepEqual(spacings('FROM a\nRUN a   \\\n    b     \\\n    c\n'), []))
  it('are seen at the ends of lines and of the file, in a row, and before instructions', () => {
    assert.deepEqual(spacings('FROM a \n\n\n\nRUN  a   b\n  USER c\nRUN d\n\n'), ['trailing blanks', 'blank lines', 'repeated blanks', 'repeated blanks', 'indentation', 'blank lines'])
    assert.deepEqual(spacings('FROM a\r\nUSER b'), ['no final line break'])
  })
  it('are all right in an empty file', () => { for (const text of ['', '\n', '\uFEFF', ' ']) assert.ok(spacings(text).length < 3) })
})

describe('docker: layout of instructions', () => {
  const joined = (text: string): boolean => all(text, 'docker.Instruction').at(-1)!.joinsPrevious

  it('can be joined where flags and destination are the same', () => {
    for (const text of ['RUN a\nRUN b', 'RUN --network=none a\nRUN --network=none b', 'COPY a /b/\nCOPY c /b/', 'LABEL a=b\nLABEL c=d', 'COPY a.txt /b\nCOPY c.txt /b']) assert.equal(joined(`FROM x\n${text}\n`), true, text)
    for (const text of ['RUN a\nRUN --network=none b', 'RUN a\nONBUILD RUN b', 'RUN ["a"]\nRUN b', 'COPY a /b/\nADD c /b/', 'COPY a /b\nCOPY a /b', 'COPY a/ /b\nCOPY c/ /b', 'LABEL a b\nLABEL c=d', 'RUN <<EOF\na\nEOF\nRUN b', 'COPY a /b/\nFROM y\nCOPY c /b/']) assert.equal(joined(`FROM x\n${text}\n`), false, text)
  })

  it('are not joined where the second would be run otherwise', () => {
    const edits = (text: string): unknown => { const node = all(`FROM x\n${text}\n`, 'docker.Instruction').at(-1)!; return node.edit({ kind: 'set', path: 'joinsPrevious', value: true }) }
    for (const text of ['RUN a\nRUN b; c', 'RUN a\nRUN b || c', 'RUN cd /a\nRUN b', 'RUN a &\nRUN b', 'RUN a # c\nRUN b', 'RUN set -u\nRUN b', 'RUN a;\nRUN b', 'RUN a=1\nRUN b']) assert.equal(edits(text), null, text)
    assert.notEqual(edits('RUN a || b\nRUN c | d'), null)
  })

  it('crowd a line by what && joins on it', () => {
    const crowding = (text: string): unknown => all(`FROM x\nRUN ${text}\n`, 'docker.Run')[0]!.crowding
    assert.deepEqual(['a', 'a && b', 'a && b && c', 'a \\\n && b \\\n && c', 'a && b \\\n && c && d && e', 'a && \\\n b', '(a && b && c)', 'a "&& b &&" c'].map(crowding), [1, 2, 3, 1, 3, 1, 1, 1])
  })

  it('ignore a failure before a semicolon, and only there', () => {
    const text = 'FROM x\nRUN a; \\\n  # c\n  b && c; echo d; e; for f in g; do h; i; done; j\n'
    assert.deepEqual(all(text, 'docker.Command').filter(command => command.ignoresFailure).map(command => command.name), ['b', 'echo'])
    assert.equal(at(text, all(text, 'docker.Command')[1]!, 'ignoresFailure'), ';')
  })

  it('belong at the end in their order', () => {
    const misplaced = (text: string): readonly string[] => all(`FROM x\n${text}\n`, 'docker.Instruction').filter(one => one.isMisplaced).map(one => one.keyword)
    assert.deepEqual(misplaced('CMD a\nRUN b\nENTRYPOINT c'), ['CMD'])
    assert.deepEqual(misplaced('STOPSIGNAL 9\nHEALTHCHECK NONE\nENTRYPOINT c\nCMD a\nONBUILD RUN x'), [])
    assert.deepEqual(misplaced('CMD a\nRUN b\nCMD c'), [])
  })
})

describe('docker: labels', () => {
  it('have formats', () => {
    const has = (value: string): readonly string[] => formatsOf(value).filter(format => format !== 'text' && format !== 'spdx')
    assert.deepEqual(['https://a.example/b?c', 'a@b.example', 'A B <a@b.example>', '1.2.3-rc.1+5', '2026-07-01T08:00:00Z', '2026-13-01T08:00:00Z', '4f1c2ab', 'a b'].map(has), [['url'], ['email'], ['email'], ['semver'], ['rfc3339'], [], ['hash'], []])
    assert.deepEqual(['MIT', '(MIT OR Apache-2.0) AND GPL-2.0-only WITH Classpath-exception-2.0', 'MIT License', ''].map(value => formatsOf(value).includes('spdx')), [true, true, false, false])
  })

  it('have names with rules', () => {
    for (const key of ['a', 'a.b-c_d/e', 'org.opencontainers.image.title', '1']) assert.equal(labelKeyProblem(key), null, key)
    for (const key of ['A', 'a b', 'a..b', '-a', 'a.', '', 'com.docker.x', 'ä']) assert.notEqual(labelKeyProblem(key), null, key)
  })

  it('are known by name where the file sets them, ONBUILD and base stages included', () => {
    assert.deepEqual([...finalOf('FROM a AS b\nLABEL c=1\nONBUILD LABEL d=2\nFROM b\nLABEL e=3\n').labelNames].sort(), ['c', 'd', 'e'])
    assert.equal(finalOf('FROM a\nARG B\nLABEL $B=1\n').labelNames.open, true)
  })
})

describe('docker: much of it', () => {
  const within = (ms: number, work: () => unknown): void => { const start = processorTime(); work(); assert.ok(processorTime() - start < ms, `${processorTime() - start} ms`) }
  for (const [name, text] of [
    ['suppressions', 'FROM a\n' + '# hadolint ignore=DL3008\n'.repeat(5_000)],
    ['commands', 'FROM a\nRUN a' + ' && b; c'.repeat(5_000)],
    ['epilogues', 'FROM a\n' + 'CMD a\n'.repeat(10_000)],
    ['labels', 'FROM a\n' + 'LABEL a=b\n'.repeat(5_000)],
    ['blank lines', 'FROM a\n' + ' \n'.repeat(200_000)],
  ] as const) it(name, () => within(6000, () => {
    const file = fileOf(text)
    void [...file.spacings, file.codeLines, file.comments.map(comment => comment.isSuppression && comment.hasReason)]
    void file.instructions.map(one => [one.isMisplaced, one.joinsPrevious])
    void file.stages.flatMap(stage => stage.runs.map(run => [run.crowding, run.longestLine, run.commands.map(command => command.ignoresFailure)]))
    void all(text, 'docker.Label').map(label => label.isOverridden)
  }))
})
