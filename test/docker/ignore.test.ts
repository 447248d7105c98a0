import assert from 'node:assert/strict'
import { ignorePatterns, isIgnored } from '../../src/languages/docker/ignore'
import { processorTime } from '../processor-time'

describe('A .dockerignore', () => {
  const cases: readonly (readonly [patterns: string, path: string, ignored: boolean])[] = [
    ['docs', 'docs', true], ['docs', 'docs/a.md', true], ['docs', 'src/docs', false], ['docs', 'docs2', false],
    ['/docs', 'docs/a.md', true], ['docs/', 'docs/a.md', true], ['/docs/', 'docs', true], ['./docs', '/docs/a.md', true], ['docs', './docs/', true],
    ['*.log', 'a.log', true], ['*.log', 'logs/a.log', false], ['*/*.log', 'logs/a.log', true], ['*/*.log', 'a/b/c.log', false], ['*/temp*', 'a/temporary/b', true],
    ['**/*.log', 'a.log', true], ['**/*.log', 'a/b/c.log', true], ['a/**', 'a', false], ['a/**', 'a/b/c', true], ['a/**/z', 'a/z', true], ['a/**/z', 'a/b/c/z', true], ['**', 'a/b', true],
    ['tem?', 'temp', true], ['tem?', 'temps', false], ['[ab].txt', 'a.txt', true], ['[^ab].txt', 'a.txt', false], ['[^ab].txt', 'c.txt', true], ['[a-c].txt', 'b.txt', true],
    ['a\\*', 'a*', true], ['a\\*', 'ab', false], ['a.b', 'axb', false], ['A', 'a', false],
    ['docs\n!docs/a.md', 'docs/a.md', false], ['docs\n!docs/a.md', 'docs/b.md', true], ['!docs/a.md\ndocs', 'docs/a.md', true], ['*.md\n! README.md', 'README.md', false],
    ['*\n!src', 'src/a/b', false], ['# a comment\nx', '# a comment', false], [' # none\n', '# none', true], ['  spaces  ', 'spaces', true],
    ['.', 'a', false], ['/', 'a', false], ['../a', 'a', false], ['/../a', 'a', true], ['a/../b', 'b', true], ['\uFEFFa', 'a', true], ['a\r\nb\r\n', 'b', true], ['[', 'a', false],
  ]
  for (const [patterns, path, ignored] of cases) it(`${ignored ? 'keeps out' : 'lets in'} ${path} by ${JSON.stringify(patterns)}`, () => assert.equal(isIgnored(ignorePatterns(patterns), path), ignored))

  it('is quick on patterns made to be slow', () => {
    const started = processorTime()
    isIgnored(ignorePatterns(`${'*a'.repeat(30)}b\n${'**/a'.repeat(30)}/b\n`), 'a/'.repeat(60) + 'a'.repeat(60))
    assert.ok(processorTime() - started < 1000)
  })
})
