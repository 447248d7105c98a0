import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { GitServer } from '../pin/servers'
import { closeAll, extension, finding, openFile, quickFixes, sleep, until } from './editor'

const text = 'on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: octo/tool@v1\n      - uses: octo/tool@v1 # builds\n'
type Show = (title: string, options: { readonly modal?: boolean; readonly detail?: string }, ...items: string[]) => Promise<string | undefined>

describe('pinning', function () {
  this.timeout(60_000)
  const git = new GitServer(), window = vscode.window as unknown as { showWarningMessage: Show }, show = window.showWarningMessage
  const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('shipshape')
  let release = '', shown: { readonly title: string; readonly modal?: boolean; readonly detail?: string }[] = []

  /** Answers the question that names the hosts. */
  const answer = (yes: boolean): void => {
    window.showWarningMessage = async (title, options, ...items) => { shown.push({ title, modal: options.modal, detail: options.detail }); return yes ? items[0] : undefined }
  }

  before(async () => {
    git.create('octo/tool')
    release = git.commit('octo/tool', 'main', 'one')
    git.git('octo/tool', 'tag', 'v1', release)
    git.git('octo/tool', 'tag', 'v1.2.3', release)
    await git.start()
    await (await extension().activate()).ready()
    await settings().update('pin.server', git.url, vscode.ConfigurationTarget.Global)
  })
  after(async () => {
    await settings().update('pin.server', undefined, vscode.ConfigurationTarget.Global)
    await git.stop()
  })
  beforeEach(() => { shown = []; git.asked.length = 0 })
  afterEach(async () => { window.showWarningMessage = show; await closeAll() })

  const open = async (): Promise<{ readonly document: vscode.TextDocument; readonly action: vscode.CodeAction }> => {
    const { document } = await openFile('.github/workflows/pinned.yml', text)
    const found = await finding(document.uri, 'github-actions/unpinned-action')
    const action = (await quickFixes(document.uri, found.range)).find((one) => one.title === 'Pin to commit…')
    assert(action?.command, 'the quick fix')
    return { document, action }
  }

  it('names the host first, writes the commit and its version, and is undone at once', async () => {
    const { document, action } = await open()
    answer(true)
    await vscode.commands.executeCommand(action.command!.command, ...action.command!.arguments!)
    assert.equal(shown.length, 1)
    assert.equal(shown[0]!.modal, true)
    assert.equal(shown[0]!.title, `Ask ${git.host} what to pin?`)
    await until('the commit', () => document.getText() === text.replace('octo/tool@v1\n', `octo/tool@${release} # v1.2.3\n`))
    await vscode.commands.executeCommand('undo')
    await until('the text of before', () => document.getText() === text)
  })

  it('asks nobody when the user does not want to', async () => {
    const { document, action } = await open()
    answer(false)
    await vscode.commands.executeCommand(action.command!.command, ...action.command!.arguments!)
    await sleep(300)
    assert.equal(shown.length, 1)
    assert.deepEqual(git.asked, [])
    assert.equal(document.getText(), text)
  })

  it('names every host when all of the workspace is to be pinned', async () => {
    const { document } = await open()
    answer(false)
    await vscode.commands.executeCommand('shipshape.pin')
    assert.equal(shown[0]!.modal, true)
    assert.match(shown[0]!.detail!, new RegExp(`\n${git.host.replaceAll('.', '\\.')}\n`))
    assert.match(shown[0]!.detail!, /registry-1\.docker\.io/)
    assert.equal(document.getText(), text)
  })
})
