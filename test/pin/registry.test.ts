import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dockerCredentials, noCredentials, type Credentials } from '../../src/pin/credentials'
import { connections, PinError } from '../../src/pin/http'
import { hostsOfRegistry, placeOf, Registries } from '../../src/pin/registry'
import { emptyDigest, emptyImage, FakeRegistry, findRegistry, RealRegistry } from './servers'

const password = `Basic ${Buffer.from('me:secret').toString('base64')}`

describe('pin: a registry', function () {
  this.timeout(120_000)

  it('finds the host and the repository of a name', () => {
    assert.deepEqual(placeOf('node'), { host: 'registry-1.docker.io', repository: 'library/node' })
    assert.deepEqual(placeOf('docker.io/acme/web'), { host: 'registry-1.docker.io', repository: 'acme/web' })
    assert.deepEqual(placeOf('ghcr.io/acme/web'), { host: 'ghcr.io', repository: 'acme/web' })
    assert.deepEqual(placeOf('localhost/web'), { host: 'localhost', repository: 'web' })
    assert.deepEqual(placeOf('registry:5000/web'), { host: 'registry:5000', repository: 'web' })
    assert.deepEqual(hostsOfRegistry('registry-1.docker.io'), ['registry-1.docker.io', 'auth.docker.io'])
  })

  describe('that is real', () => {
    const registry = new RealRegistry()
    before(async function () {
      const program = findRegistry(join(__dirname, '../..'))
      if (!program) { console.log('        Debian\'s docker-registry cannot be had here: skipped'); this.skip() }
      await registry.start(program)
      await registry.push('acme/web', '1.2', emptyImage)
    })
    after(() => registry.stop())

    it('tells the digest of a tag', async () => {
      const registries = new Registries(connections({ hosts: new Set([registry.host]) }), noCredentials)
      assert.equal(await registries.digestOf(placeOf(`${registry.host}/acme/web`), '1.2'), emptyDigest)
      await assert.rejects(registries.digestOf(placeOf(`${registry.host}/acme/web`), '9'), /has no 'acme\/web:9'/)
    })
  })

  describe('that a test made', () => {
    let registry: FakeRegistry, other: FakeRegistry
    beforeEach(async () => { registry = new FakeRegistry(); other = new FakeRegistry(); await registry.start(); await other.start() })
    afterEach(async () => { await registry.stop(); await other.stop() })
    const own: Credentials = { of: (host) => host === registry.host ? password : null }
    const digest = (credentials: Credentials = noCredentials, hosts = [registry.host, other.host], timeout = 5000): Promise<string> => new Registries(connections({ hosts: new Set(hosts), timeout }), credentials).digestOf(placeOf(`${registry.host}/acme/web`), '1')
    const fails = (promise: Promise<unknown>, expected: RegExp): Promise<void> => assert.rejects(promise, (error) => { assert.ok(error instanceof PinError, String(error)); assert.match(error.message, expected); assert.doesNotMatch(error.message, /secret|bWU6/); return true })
    const bearer = (realm: string): string => `Bearer realm="${realm}",service="it"`

    it('looks without fetching', async () => {
      assert.equal(await digest(), emptyDigest)
      assert.deepEqual(registry.asked.map(({ method, authorization }) => [method, authorization]), [['HEAD', undefined]])
    })

    it('counts the digest itself where none is told', async () => {
      registry.instead = (request, response) => { response.setHeader('Content-Type', 'application/vnd.oci.image.index.v1+json'); response.end(request.method === 'HEAD' ? undefined : emptyImage); return true }
      assert.equal(await digest(), emptyDigest)
    })

    it('sends no password before it is asked for one', async () => {
      assert.equal(await digest(own), emptyDigest)
      assert.deepEqual(registry.asked.map(({ authorization }) => authorization), [undefined])
    })

    it('gets a token from the registry itself, with its password', async () => {
      registry.instead = (request, response) => {
        if (request.url!.startsWith('/token')) { response.end(JSON.stringify({ token: request.headers.authorization === password ? 'good' : 'poor' })); return true }
        if (request.headers.authorization === 'Bearer good') return false
        response.writeHead(401, { 'WWW-Authenticate': bearer(`${registry.url}/token`) })
        response.end()
        return true
      }
      assert.equal(await digest(own), emptyDigest)
      const asked = registry.asked.find(({ path }) => path.startsWith('/token'))!
      assert.equal(asked.path, '/token?scope=repository%3Aacme%2Fweb%3Apull&service=it')
      await fails(digest(), /lets nobody read 'acme\/web'/)
    })

    it('asks a stranger for a token without the password, and only where that was agreed to', async () => {
      other.instead = (_, response) => { response.end(JSON.stringify({ access_token: 'good' })); return true }
      registry.instead = (request, response) => {
        if (request.headers.authorization === 'Bearer good') return false
        response.writeHead(401, { 'WWW-Authenticate': bearer(`${other.url}/token`) })
        response.end()
        return true
      }
      assert.equal(await digest(own), emptyDigest)
      assert.deepEqual(other.asked.map(({ authorization }) => authorization), [undefined])
      other.asked.length = 0
      await fails(digest(own, [registry.host]), /was not agreed to; '--host/)
      assert.deepEqual(other.asked, [])
    })

    it('answers Basic with the password of the host', async () => {
      registry.instead = (request, response) => {
        if (request.headers.authorization === password) return false
        response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="it"' })
        response.end()
        return true
      }
      assert.equal(await digest(own), emptyDigest)
      await fails(digest(), /without credentials/)
    })

    it('gives up where every token is refused', async () => {
      registry.instead = (request, response) => {
        if (request.url!.startsWith('/token')) { response.end('{"token":"x"}'); return true }
        response.writeHead(401, { 'WWW-Authenticate': bearer(`${registry.url}/token`) })
        response.end()
        return true
      }
      await fails(digest(), /lets nobody read/)
      assert.ok(registry.asked.length <= 5, String(registry.asked.length))
    })

    it('sends neither password nor token along with a redirect to another host', async () => {
      registry.instead = (request, response) => {
        if (request.headers.authorization === password) { response.writeHead(307, { Location: `${other.url}/v2/there` }); response.end(); return true }
        response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="it"' })
        response.end()
        return true
      }
      assert.equal(await digest(own), emptyDigest)
      assert.deepEqual(other.asked.map(({ path, authorization }) => [path, authorization]), [['/v2/there', undefined]])
    })

    it('believes no digest that does not fit', async () => {
      registry.instead = (request, response) => {
        response.setHeader('Content-Type', 'application/vnd.oci.image.index.v1+json')
        response.setHeader('Docker-Content-Digest', request.method === 'HEAD' ? 'sha256:$(id)' : `sha256:${'0'.repeat(64)}`)
        response.end(request.method === 'HEAD' ? undefined : emptyImage)
        return true
      }
      await fails(digest(), /another digest than that of what it sends/)
    })

    it('takes no web page for an image', async () => {
      registry.instead = (_, response) => { response.setHeader('Content-Type', 'text/html'); response.end('<html>'); return true }
      await fails(digest(), /text\/html that is no image/)
    })

    it('takes no token with line breaks in it', async () => {
      registry.instead = (request, response) => {
        if (request.url!.startsWith('/token')) { response.end(JSON.stringify({ token: 'a\r\nX: y' })); return true }
        response.writeHead(401, { 'WWW-Authenticate': bearer(`${registry.url}/token`) })
        response.end()
        return true
      }
      await fails(digest(), /answers with no token/)
    })

    it('reads no more than an image can be', async () => {
      registry.instead = (request, response) => {
        response.setHeader('Content-Type', 'application/vnd.oci.image.index.v1+json')
        response.end(request.method === 'HEAD' ? undefined : Buffer.alloc(5 * 1024 * 1024))
        return true
      }
      await fails(digest(), /more than 4096 KiB/)
    })

    it('waits no longer than it may', async () => {
      registry.instead = () => true
      await fails(digest(noCredentials, [registry.host], 200), /did not answer within 0\.2 seconds/)
    })
  })

  describe('and the Docker configuration', () => {
    let folder = ''
    before(() => { folder = mkdtempSync(join(tmpdir(), 'shipshape-docker-')) })
    after(() => rmSync(folder, { recursive: true, force: true }))
    const read = (config: string): Credentials => { writeFileSync(join(folder, 'config.json'), config); return dockerCredentials({ DOCKER_CONFIG: folder }) }
    const auth = Buffer.from('me:secret').toString('base64')

    it('holds passwords of hosts, each for its own', () => {
      const credentials = read(JSON.stringify({ auths: { 'ghcr.io': { auth }, 'https://index.docker.io/v1/': { username: 'me', password: 'secret' } } }))
      assert.equal(credentials.of('ghcr.io'), password)
      assert.equal(credentials.of('registry-1.docker.io'), password)
      assert.equal(credentials.of('quay.io'), null)
      assert.equal(credentials.of('evil.ghcr.io'), null)
    })

    it('starts no program, whatever stores and helpers are named', () => {
      const credentials = read(JSON.stringify({ credsStore: 'evil', credHelpers: { 'ghcr.io': 'evil' }, auths: { 'ghcr.io': {} } }))
      assert.equal(credentials.of('ghcr.io'), null)
    })

    it('may be broken or missing', () => {
      assert.equal(read('{').of('ghcr.io'), null)
      assert.equal(read('null').of('ghcr.io'), null)
      assert.equal(read('{"auths":{"ghcr.io":{"auth":"a\\r\\nb"}}}').of('ghcr.io'), null)
      assert.equal(dockerCredentials({ DOCKER_CONFIG: join(folder, 'gone') }).of('ghcr.io'), null)
    })
  })
})
