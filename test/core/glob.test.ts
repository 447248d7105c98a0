import assert from 'node:assert/strict'
import picomatch from 'picomatch/posix'
import { compileGlob } from '../../src/core/glob'

describe('A glob', () => {
  it('matches what picomatch matches', () => {
    const globs = ['*.tf', '**/*.tf', 'k8s/**', 'k8s/**/*.yml', '**/dev/**', 'a/*/c', 'a?c/x', '[a-c]x/y', '[^a]x/y', '{a,b}/*.{yml,yaml}', 'a/{b,c/{d,e}}/f', '.github/**', '*', '**', 'x\\*y', 'a**b', '*a*b*']
    const paths = ['main.tf', 'a/main.tf', 'k8s/x.yml', 'k8s/a/b/x.yml', 'dev/x', 'x/dev/y/z', 'a/b/c', 'a/b/b/c', 'abc/x', 'bx/y', 'dx/y', 'a/x.yaml', 'b/x.yml', 'c/x.yml', 'a/c/d/f', 'a/b/f', '.github/workflows/ci.yml', '.hidden', 'x*y', 'xzy', 'aXXb', 'xaxbx', 'a/x/b']
    for (const glob of globs) {
      const ours = compileGlob(glob), oracle = picomatch(glob, { dot: true })
      for (const path of paths) assert.equal(ours(path), oracle(path), `${glob} on ${path}`)
    }
  })

  it('answers at once for patterns that stall a regular expression', () => {
    const start = Date.now()
    assert.equal(compileGlob('*a'.repeat(200) + 'b')('a'.repeat(2000)), false)
    assert.equal(compileGlob('**/a/'.repeat(150) + 'b')('a/'.repeat(2000) + 'c'), false)
    assert.equal(compileGlob('{a,b}'.repeat(200))('ab'), false)
    assert.equal(compileGlob('{'.repeat(900))('ab'), false)
    assert.ok(Date.now() - start < 1000)
  })
})
