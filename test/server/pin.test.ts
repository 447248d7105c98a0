import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { GitServer } from '../pin/servers'
import { Client } from './client'

const ci = '.github/workflows/ci.yml'
const workflow = (...uses: readonly string[]): string => `on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n${uses.map((one) => `      - uses: ${one}\n`).join('')}`

describe('the server pins', function () {
  this.timeout(60_000)
  const git = new GitServer()
  let release = '', folder = '', client: Client
  before(async () => {
    git.create('octo/tool')
    release = git.commit('octo/tool', 'main', 'one')
    git.git('octo/tool', 'tag', 'v1', release)
    git.git('octo/tool', 'tag', 'v1.2.3', release)
    await git.start()
  })
  after(() => git.stop())
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'shipshape-pin-')); git.asked.length = 0 })
  afterEach(async () => { await client.stop(); rmSync(folder, { recursive: true, force: true }) })

  const write = (path: string, text: string): void => { mkdirSync(dirname(join(folder, path)), { recursive: true }); writeFileSync(join(folder, path), text) }
  const start = async (options: object): Promise<void> => { client = await Client.start({ folder, options: { commands: true, ...options } }) }
  const pinActions = async (): Promise<readonly { readonly title: string; readonly command?: { readonly command: string; readonly arguments?: readonly unknown[] } }[]> => {
    const { items = [] } = await client.pull(ci), found = items.find((one) => one.code === 'github-actions/unpinned-action')
    assert.ok(found, items.map((one) => one.code).join(', '))
    return (await client.actions(ci, found)).filter(({ title }) => title.startsWith('Pin'))
  }
  const refused = (method: string): Promise<void> => assert.rejects(client.connection.sendRequest(method, { hosts: [git.host], server: git.url }), /not trusted, nor in a browser/)

  it('one reference, once asked, from the hosts that were named', async () => {
    write(ci, workflow('octo/tool@v1', 'octo/tool@v1'))
    await start({ pin: true })
    await client.open(ci, workflow('octo/tool@v1', 'octo/tool@v1'), 'yaml')
    const [action] = await pinActions()
    assert.equal(action?.title, 'Pin to commit…')
    assert.equal(action.command?.command, 'shipshape.pin')
    const [at] = action.command.arguments as [{ uri: string; offset: number }]
    const plan = await client.connection.sendRequest('shipshape/pinPlan', { ...at, server: git.url })
    assert.deepEqual(plan, { references: 1, files: 1, hosts: [git.host] })
    assert.deepEqual(git.asked, [], 'nobody is asked for a plan')
    const result = await client.connection.sendRequest<{ edit: { changes: Record<string, { newText: string; range: { start: { line: number } } }[]> }; failed: string[] }>('shipshape/pin', { ...at, server: git.url, hosts: [git.host] })
    assert.deepEqual(result.failed, [])
    assert.deepEqual(Object.values(result.edit.changes).flat().map(({ newText, range }) => [range.start.line, newText]), [[5, release], [5, ' # v1.2.3']])
  })

  it('everything in the workspace, files with a failure apart', async () => {
    write(ci, workflow('octo/tool@v1'))
    write('.github/workflows/other.yml', workflow('octo/tool@v1', 'octo/gone@v1'))
    await start({ pin: true })
    await client.open(ci, workflow('octo/tool@v1'), 'yaml')
    await client.until('both files are read', async () => ((await client.connection.sendRequest<{ references: number }>('shipshape/pinPlan', { server: git.url })).references === 3))
    const result = await client.connection.sendRequest<{ edit: { changes: object }; rest: { changes: object }; pinned: number; failed: string[] }>('shipshape/pin', { server: git.url, hosts: [git.host] })
    assert.equal(result.pinned, 1)
    assert.deepEqual(Object.keys(result.edit.changes), [client.uri(ci)])
    assert.deepEqual(Object.keys(result.rest.changes), [client.uri('.github/workflows/other.yml')])
    assert.match(result.failed.join(), /octo\/gone@v1: .* has no such repository/)
  })

  it('nothing from a host that nobody agreed to', async () => {
    write(ci, workflow('octo/tool@v1'))
    await start({ pin: true })
    await client.open(ci, workflow('octo/tool@v1'), 'yaml')
    const result = await client.connection.sendRequest<{ edit: { changes: object }; failed: string[] }>('shipshape/pin', { server: git.url, hosts: ['github.com'] })
    assert.deepEqual(result.edit.changes, {})
    assert.match(result.failed.join(), /was not agreed to/)
    assert.deepEqual(git.asked, [])
  })

  it('nothing, and offers nothing, in a workspace that is not trusted or in a client that does not say', async () => {
    write(ci, workflow('octo/tool@v1'))
    await start({ pin: false })
    await client.open(ci, workflow('octo/tool@v1'), 'yaml')
    assert.deepEqual(await pinActions(), [])
    await refused('shipshape/pinPlan')
    await refused('shipshape/pin')
    assert.deepEqual(git.asked, [])
  })
})
