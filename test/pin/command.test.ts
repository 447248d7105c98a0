import assert from 'node:assert/strict'
import { TestFolder, type Ran } from '../cli/harness'
import { emptyDigest, FakeRegistry, GitServer } from './servers'

describe('shipshape pin', function () {
  this.timeout(60_000)
  const git = new GitServer(), registry = new FakeRegistry()
  let first = '', release = '', aside = ''
  before(async () => {
    git.create('octo/tool')
    first = git.commit('octo/tool', 'main', 'one')
    release = git.commit('octo/tool', 'main', 'two')
    git.git('octo/tool', 'tag', '-a', 'v1.2.3', '-m', 'a release', release)
    git.git('octo/tool', 'tag', 'v1', release)
    git.git('octo/tool', 'tag', 'v1.2.2', first)
    aside = git.commit('octo/tool', 'both', 'three')
    git.git('octo/tool', 'tag', 'both', first)
    await git.start()
    await registry.start()
  })
  after(async () => { await git.stop(); await registry.stop() })

  let folder: TestFolder
  afterEach(() => folder.remove())
  const workflow = (...uses: readonly string[]): string => `on: push\r\njobs:\r\n  build:\r\n    runs-on: ubuntu-24.04\r\n    steps:\r\n${uses.map((one) => `      - uses: ${one}\r\n`).join('')}`
  const ci = '.github/workflows/ci.yml'
  const run = (...args: readonly string[]): Promise<Ran> => folder.run(['pin', '--server', git.url, ...args], { whole: true, env: { DOCKER_CONFIG: '/nowhere' } })

  it('writes commits with their versions and images with their digests, byte for byte', async () => {
    folder = new TestFolder({ [ci]: workflow('octo/tool@v1', `docker://${registry.host}/acme/web:1.2`), Dockerfile: `FROM ${registry.host}/acme/base:3 AS base\n` })
    const { code, out, err } = await run('--yes')
    assert.equal(code, 0, err + out)
    assert.equal(folder.read(ci), workflow(`octo/tool@${release} # v1.2.3`, `docker://${registry.host}/acme/web:1.2@${emptyDigest}`))
    assert.equal(folder.read('Dockerfile'), `FROM ${registry.host}/acme/base:3@${emptyDigest} AS base\n`)
    assert.match(err, new RegExp(`This asks: ${[git.host, registry.host].sort().join(', ')}\\.`))
    assert.match(out, new RegExp(`ci\\.yml:6: octo/tool@v1 → ${release} # v1\\.2\\.3\n`))
    const again = await run('--yes')
    assert.equal(again.code, 0)
    assert.match(again.err, /Everything is pinned: 3 references\./)
  })

  it('asks nobody without a yes', async () => {
    folder = new TestFolder({ [ci]: workflow('octo/tool@v1') })
    git.asked.length = 0
    const { code, err } = await run()
    assert.equal(code, 2)
    assert.match(err, /This asks: 127.*Nothing was asked\./s)
    assert.deepEqual(git.asked, [])
    assert.equal(folder.read(ci), workflow('octo/tool@v1'))
  })

  it('writes nothing in a dry run', async () => {
    folder = new TestFolder({ [ci]: workflow('octo/tool@v1') })
    const { code, out, err } = await run('--yes', '--dry-run')
    assert.equal(code, 0)
    assert.match(out, new RegExp(`→ ${release}`))
    assert.match(err, /Would pin 1 reference in 1 file\./)
    assert.equal(folder.read(ci), workflow('octo/tool@v1'))
  })

  it('leaves a file alone in which something cannot be pinned, unless told to go on', async () => {
    folder = new TestFolder({ [ci]: workflow('octo/tool@v1', 'octo/gone@v1'), '.github/workflows/other.yml': workflow('octo/tool@v1') })
    const { code, out, err } = await run('--yes')
    assert.equal(code, 1)
    assert.match(out, /ci\.yml:7: octo\/gone@v1: 127\.0\.0\.1:\d+ has no such repository/)
    assert.match(err, /ci\.yml stays as it is; --keep-going pins the rest of it\./)
    assert.equal(folder.read(ci), workflow('octo/tool@v1', 'octo/gone@v1'))
    assert.equal(folder.read('.github/workflows/other.yml'), workflow(`octo/tool@${release} # v1.2.3`))
    assert.equal((await run('--yes', '--keep-going')).code, 1)
    assert.equal(folder.read(ci), workflow(`octo/tool@${release} # v1.2.3`, 'octo/gone@v1'))
  })

  it('checks what is pinned against its host and writes nothing', async () => {
    const text = workflow(`octo/tool@${release} # v1.2.2`, `octo/tool@${'0'.repeat(40)} # v1`, 'octo/tool@both', `octo/tool@${aside} # v9`, `octo/tool@${release} # v1.2.3`)
    folder = new TestFolder({ [ci]: text })
    const { code, out } = await run('--check', '--yes')
    assert.equal(code, 1)
    const lines = out.split('\n').map((line) => line.replace(/^\S+: (?:\S+: )?/, ''))
    assert.deepEqual(lines.filter(Boolean).sort(), [
      `v1.2.2 is ${first}, and this commit is v1.2.3`,
      'no tag and no branch of octo/tool ends at this commit: it is between releases, gone, or of a fork',
      `v1 is ${release}`,
      "octo/tool has both a tag and a branch 'both', at different commits; the tag counts here",
      'no tag of octo/tool is at this commit',
      'octo/tool has no tag v9',
      `octo/tool@both is not pinned; it is ${first} # v1.2.2`,
    ].sort())
    assert.equal(folder.read(ci), text)
  })

  it('takes a tag that went on to another image for no fault', async () => {
    const text = `FROM ${registry.host}/acme/base:3@sha256:${'a'.repeat(64)}\n`
    folder = new TestFolder({ Dockerfile: text })
    const { code, out } = await run('--check', '--yes')
    assert.equal(code, 0)
    assert.match(out, /acme\/base:3 is another image by now/)
  })

  it('reads a ref that is written in full', async () => {
    folder = new TestFolder({ [ci]: workflow('octo/tool@refs/tags/both', 'octo/tool@refs/heads/both') })
    assert.equal((await run('--yes')).code, 0)
    assert.equal(folder.read(ci), workflow(`octo/tool@${first} # v1.2.2`, `octo/tool@${aside} # both`))
  })

  it('is content with what is right', async () => {
    folder = new TestFolder({ [ci]: workflow(`octo/tool@${release} # v1.2.3`) })
    const { code, out, err } = await run('--check', '--yes')
    assert.deepEqual([code, out], [0, ''], err)
  })

  it('asks about the files that are named, and takes no address that is none', async () => {
    folder = new TestFolder({ [ci]: workflow('octo/tool@v1'), '.github/workflows/other.yml': workflow('octo/tool@v1') })
    assert.equal((await run('--yes', '.github/workflows/other.yml')).code, 0)
    assert.equal(folder.read(ci), workflow('octo/tool@v1'))
    assert.equal((await folder.run(['pin', '--server', 'ftp://x'], { whole: true })).code, 2)
    assert.equal((await folder.run(['pin', '--server', 'https://me:secret@git.example'], { whole: true })).code, 2)
  })
})
