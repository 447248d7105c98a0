import assert from 'node:assert/strict'
import { exactVersion, packetLines, refsOf } from '../../src/pin/git'
import { connections, PinError } from '../../src/pin/http'
import { GitServer, serveWith, type Served } from './servers'

describe('pin: a Git server', function () {
  this.timeout(30_000)
  const server = new GitServer()
  let first = '', second = ''
  before(async () => {
    server.create('octo/tool')
    first = server.commit('octo/tool', 'main', 'one')
    server.git('octo/tool', 'tag', 'v1.0.0', first)
    second = server.commit('octo/tool', 'main', 'two')
    server.git('octo/tool', 'tag', '-a', 'v1.2.3', '-m', 'a release', second)
    server.git('octo/tool', 'tag', 'v1', second)
    await server.start()
  })
  after(() => server.stop())
  const ask = (options: { timeout?: number; hosts?: readonly string[] } = {}): ReturnType<typeof connections> => connections({ hosts: new Set([server.host, ...options.hosts ?? []]), timeout: options.timeout ?? 10_000 })

  for (const isOld of [false, true]) it(`tells the commits of its tags and branches, annotated tags peeled, in protocol ${isOld ? 0 : 2}`, async () => {
    server.isOld = isOld
    server.asked.length = 0
    const refs = await refsOf(ask(), `${server.url}/octo/tool.git`)
    assert.deepEqual([...refs.tags].sort(), [['v1', second], ['v1.0.0', first], ['v1.2.3', second]])
    assert.deepEqual([...refs.branches], [['main', second]])
    assert.equal(refs.movedTo, null)
    assert.deepEqual(server.asked.map(({ method }) => method), isOld ? ['GET'] : ['GET', 'POST'])
    server.isOld = false
  })

  it('names the most exact version of a commit', async () => {
    const refs = await refsOf(ask(), `${server.url}/octo/tool.git`)
    assert.equal(exactVersion(refs, second, 'v1'), 'v1.2.3')
    assert.equal(exactVersion(refs, second, 'main'), 'v1.2.3')
    assert.equal(exactVersion(refs, '0'.repeat(40), 'v1'), null)
    const tags = new Map(['v2', 'v1.9.0', 'v1.10.0', 'v1.10.0-rc.1', 'nightly'].map((name) => [name, first]))
    assert.equal(exactVersion({ tags, branches: new Map(), movedTo: null }, first, 'v1'), 'v1.10.0')
    assert.equal(exactVersion({ tags, branches: new Map(), movedTo: null }, first, 'v2'), 'v2')
  })

  it('says that a repository is not there', async () => {
    await assert.rejects(refsOf(ask(), `${server.url}/octo/gone.git`), (error) => error instanceof PinError && /no such repository/.test(error.message))
  })

  describe('with hostile answers', () => {
    let hostile: Served | null = null
    afterEach(async () => { await hostile?.stop(); hostile = null })
    const fails = async (expected: RegExp, timeout = 10_000): Promise<void> => {
      await assert.rejects(refsOf(ask({ hosts: [hostile!.host], timeout }), `${hostile!.url}/a/b.git`), (error) => { assert.ok(error instanceof PinError, String(error)); assert.match(error.message, expected); return true })
    }
    const advertisement = { 'Content-Type': 'application/x-git-upload-pack-advertisement' }

    it('a web page', async () => {
      hostile = await serveWith((_, response) => { response.setHeader('Content-Type', 'text/html'); response.end('<html>Sign in</html>') })
      await fails(/web page/)
    })
    it('rubbish', async () => {
      hostile = await serveWith((_, response) => { response.writeHead(200, advertisement); response.end('zzzz') })
      await fails(/none of Git/)
    })
    it('an answer that ends too early', async () => {
      hostile = await serveWith((_, response) => { response.writeHead(200, advertisement); response.end('00ff') })
      await fails(/too early/)
    })
    it('a commit that is none', async () => {
      hostile = await serveWith((_, response) => { response.writeHead(200, advertisement); response.end(`${(4 + 'run-me refs/heads/main\0caps\n'.length).toString(16).padStart(4, '0')}run-me refs/heads/main\0caps\n0000`) })
      await fails(/commit that is none/)
    })
    it('no answer at all', async () => {
      hostile = await serveWith(() => undefined)
      await fails(/did not answer within 0\.2 seconds/, 200)
    })
    it('an answer that drips', async () => {
      hostile = await serveWith((_, response) => { response.writeHead(200, advertisement); const timer = setInterval(() => response.write('0'), 20); response.on('close', () => clearInterval(timer)) })
      await fails(/did not answer within/, 300)
    })
    it('an answer without end', async () => {
      const block = Buffer.alloc(1024 * 1024)
      hostile = await serveWith((_, response) => { response.writeHead(200, advertisement); const more = (): void => { while (!response.destroyed && response.write(block)); response.once('drain', more) }; more() })
      await fails(/more than 32768 KiB/)
    })
    it('a circle of redirects', async () => {
      hostile = await serveWith((request, response) => { response.writeHead(302, { Location: request.url! }); response.end() })
      await fails(/circle/)
    })
    it('a redirect to a host that nobody agreed to', async () => {
      hostile = await serveWith((_, response) => { response.writeHead(302, { Location: 'https://evil.example/x' }); response.end() })
      await fails(/evil\.example, which was not agreed to/)
    })
    it('a redirect that drops encryption', async () => {
      hostile = await serveWith((_, response) => { response.writeHead(302, { Location: 'http://example.com/x' }); response.end() })
      await fails(/without encryption/)
    })
  })

  it('reads lines by their length', () => {
    assert.deepEqual([...packetLines(Buffer.from('0007ab\n00000006x\n0001'))], ['ab', null, 'x', null])
  })

  it('follows a repository that moved and says so', async () => {
    const moved = await serveWith((request, response) => {
      if (request.url!.startsWith('/old/')) { response.writeHead(301, { Location: `${server.url}/octo/tool.git${request.url!.slice('/old/tool.git'.length)}` }); response.end() }
    })
    try {
      const refs = await refsOf(ask({ hosts: [moved.host] }), `${moved.url}/old/tool.git`)
      assert.equal(refs.movedTo, `${server.url}/octo/tool`)
      assert.equal(refs.tags.get('v1.2.3'), second)
    } finally { await moved.stop() }
  })
})
