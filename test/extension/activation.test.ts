import assert from 'node:assert/strict'
import path from 'node:path'
import * as vscode from 'vscode'
import { extension } from './editor'

describe('activation', () => {
  it('loads no language client before it returns (`npm run bench -- activation` prints how long it takes)', async () => {
    const api = await extension().activate()
    await api.ready()
    const client = path.join(__dirname, '../client.cjs'), running = require.cache[client]
    assert(running, 'the client is a file of its own, loaded by now')
    delete require.cache[client]
    const loaded: number[] = []
    for (let i = 0; i < 5; i++) {
      const file = path.join(__dirname, '../extension.cjs')
      const known = require.cache[file]
      delete require.cache[file]
      const begin = performance.now()
      require(file)
      loaded.push(performance.now() - begin)
      require.cache[file] = known
    }
    const loading = loaded.sort((a, b) => a - b)[2]!
    console.log(`        loaded in ${loading.toFixed(1)} ms, activated in ${api.activation.toFixed(1)} ms`)
    assert.equal(require.cache[client], undefined)
    require.cache[client] = running
  })

  it('offers at most fourteen commands in the palette, all of one category', async () => {
    const { contributes } = extension().packageJSON as { contributes: { commands: { command: string; category: string }[]; menus: { commandPalette: { command: string; when: string }[] } } }
    const hidden = new Set(contributes.menus.commandPalette.filter((one) => one.when === 'false').map((one) => one.command))
    assert(contributes.commands.filter(({ command }) => !hidden.has(command)).length <= 14)
    const registered = new Set(await vscode.commands.getCommands(true))
    for (const { command, category } of contributes.commands) {
      assert.equal(category, 'Shipshape')
      assert(registered.has(command), command)
    }
  })
})
