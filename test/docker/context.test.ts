import assert from 'node:assert/strict'
import { Unknown } from '../../src/core/value'
import type { Environment } from '../../src/core/language'
import { composeBuild, workflowBuild, type BuildUse } from '../../src/languages/docker/exports'
import { BuildContext } from '../../src/languages/docker/context'
import { workspace } from './read'

const use = (context: BuildUse['context']): BuildUse => ({ path: 'compose.yaml', context, target: null, args: [], contexts: [], images: [] })

/** A workspace in which others say what they build. */
function world(files: readonly string[], builds: { readonly compose?: readonly BuildUse[]; readonly workflow?: readonly BuildUse[] } = {}, path = 'Dockerfile', texts: Record<string, string> = {}): Environment {
  return {
    ...workspace({ ...Object.fromEntries(files.map((file) => [file, ''])), ...texts }),
    find: (key) => (key.name === composeBuild(path).name ? builds.compose ?? [] : key.name === workflowBuild(path).name ? builds.workflow ?? [] : []) as never,
  }
}

const has = (environment: Environment, source: string, path = 'Dockerfile', copied: readonly string[] = []): unknown => {
  const found = new BuildContext(path, environment, () => [source, ...copied]).has(source)
  return found instanceof Unknown ? 'unknown' : found
}

describe('A build context', () => {
  it('has the files and folders of the Dockerfile\'s folder', () => {
    const files = world(['Dockerfile', 'package.json', 'src/a/b.js'])
    for (const path of ['package.json', './package.json', '/package.json', 'src', 'src/', 'src/a/b.js', 'src/../package.json', '.', '']) assert.equal(has(files, path), true, path)
    assert.equal(has(files, 'start.sh', 'Dockerfile', ['package.json']), false)
    assert.equal(has(files, 'src/a/c.js', 'Dockerfile', ['package.json']), false)
  })

  it('may be any folder above where none has a .dockerignore', () => {
    const files = ['docker/api/Dockerfile', 'go.mod', 'docker/start.sh', 'docker/api/nginx.conf']
    for (const path of ['go.mod', 'start.sh', 'nginx.conf']) assert.equal(has(world(files), path, 'docker/api/Dockerfile'), true, path)
    assert.equal(has(world([...files, 'docker/api/.dockerignore']), 'go.mod', 'docker/api/Dockerfile', ['nginx.conf']), false)
  })

  it('is the one that somebody names, all of them where several do', () => {
    const files = ['api/Dockerfile', 'api/main.py', 'shared/util.py'], path = 'api/Dockerfile'
    assert.equal(has(world(files, { compose: [use('')] }, path), 'main.py', path), false)
    assert.equal(has(world(files, { compose: [use('')] }, path), 'api/main.py', path), true)
    assert.equal(has(world(files, { workflow: [use('shared')] }, path), 'util.py', path), true)
    assert.equal(has(world(files, { compose: [use('')], workflow: [use('api')] }, path), 'main.py', path), 'unknown')
    assert.equal(has(world(files, { compose: [use('')], workflow: [use('shared')] }, path), 'main.py', path), false)
    assert.equal(has(world(files, { compose: [use(null)] }, path), 'none.py', path), 'unknown')
    assert.equal(has(world(files, { compose: [use(new Unknown('$DIR'))] }, path), 'none.py', path), 'unknown')
    assert.equal(has({ ...world(files), find: (key) => new Unknown(key.name) }, 'main.py', path), 'unknown')
  })

  it('is not told from a Dockerfile of which nothing is where it looks', () => {
    assert.equal(has(world(['Dockerfile', 'a.txt']), 'start.sh'), 'unknown')
    assert.equal(has(world(['Dockerfile', 'a.txt']), 'start.sh', 'Dockerfile', ['b.txt']), 'unknown')
  })

  it('may have what Git ignores, what is named like an outcome, and what GoReleaser builds', () => {
    const ignored = world(['Dockerfile', 'a.txt'], {}, 'Dockerfile', { '.gitignore': '*.sock.conf\n/made\nnested/deep\n' })
    for (const path of ['x/y.sock.conf', 'made/a.txt', 'nested/deep/a.txt', 'dist/a.js', 'app.jar', 'server', 'a/target/b.txt', '.env']) assert.equal(has(ignored, path, 'Dockerfile', ['a.txt']), 'unknown', path)
    for (const path of ['y.conf', 'x/made/a.txt', 'Makefile', 'docs/readme']) assert.equal(has(ignored, path, 'Dockerfile', ['a.txt']), false, path)
    assert.equal(has(world(['Dockerfile', 'a.txt', '.goreleaser.yaml']), 'b.txt', 'Dockerfile', ['a.txt']), 'unknown')
  })

  it('is unknown where only some files are', () => {
    assert.equal(has({ ...world(['Dockerfile', 'a.txt']), names: (folder) => new Unknown(folder) }, 'b.txt', 'Dockerfile', ['a.txt']), 'unknown')
  })

  it('knows what is meant', () => {
    const context = new BuildContext('Dockerfile', world(['Dockerfile', 'package.json', 'package-lock.json', 'Src/a.js', 'doc/b']), () => [])
    assert.deepEqual(['packages.json', './src/', 'src', 'dox', 'config.yml', 'doc'].map((path) => context.meant(path)), ['package.json', './Src/', 'Src', null, null, null])
    assert.equal(context.has('src'), false)
  })
})
