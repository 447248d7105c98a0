import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { WorkspaceEdit } from 'vscode-languageserver-protocol'
import { Client } from './client'

interface Setting { readonly uri: string; readonly edit: WorkspaceEdit | null }

describe('the edit that sets a rule', () => {
  let folder: string, client: Client
  const off = (): Promise<Setting | null> => client.connection.sendRequest('shipshape/ruleSetting', { folder: `file://${folder}`, rule: 'docker/root-user', setting: 'off' })
  const configure = (name: string, text: string): void => {
    mkdirSync(join(folder, '.shipshape'), { recursive: true })
    writeFileSync(join(folder, '.shipshape', name), text)
  }
  const start = async (): Promise<void> => {
    client = await Client.start({ folder, options: { commands: true } })
    await client.until('the folder is read', async () => client.status.length > 0)
  }
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'shipshape-setting-')) })
  afterEach(async () => {
    await client.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('creates the configuration where there is none', async () => {
    await start()
    const setting = await off()
    assert.equal(setting?.uri, `file://${folder}/.shipshape/config.yml`)
    assert.match(JSON.stringify(setting.edit), /"kind":"create".*docker\/root-user: off/)
  })

  it('changes the configuration that is there, whatever its ending', async () => {
    configure('config.yaml', '# ours\nrules:\n  docker/latest-tag: error\n')
    await start()
    const setting = await off()
    assert.equal(setting?.uri, `file://${folder}/.shipshape/config.yaml`)
    assert.deepEqual(setting.edit?.changes?.[setting.uri], [{ range: { start: { line: 2, character: 26 }, end: { line: 2, character: 26 } }, newText: '\n  docker/root-user: off' }])
  })

  it('is none where the configuration is no map', async () => {
    configure('config.yml', '- rules\n')
    await start()
    assert.equal((await off())?.edit, null)
  })
})
