import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { closeAll, codeOf, extension, finding, findings, gone, openFile, page, sleep, until, uriOf } from './editor'

const bad = 'FROM debian:latest\nUSER app\nCMD ["app"]\n'
const text = async (file: string): Promise<string> => new TextDecoder().decode(await vscode.workspace.fs.readFile(uriOf(file)))
const remove = (file: string): Thenable<void> => vscode.workspace.fs.delete(uriOf(file), { recursive: true }).then(() => undefined, () => undefined)

/** Answers the pickers that a command shows, one after the other: by the label of a row, or with what is typed. */
async function answer(running: Thenable<unknown>, answers: readonly ({ readonly row: number } | { readonly typed: string })[]): Promise<void> {
  for (const one of answers) {
    await sleep(700)
    if ('row' in one) for (let i = 0; i < one.row; i++) await vscode.commands.executeCommand('workbench.action.quickOpenSelectNext')
    else await vscode.commands.executeCommand('type', { text: one.typed })
    await sleep(100)
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem')
  }
  await running
}

describe('the commands', () => {
  before(async () => (await extension().activate()).ready())
  afterEach(async () => { await closeAll(); await remove('.shipshape') })

  it('suppresses a finding at its place with a comment', async () => {
    const { document } = await openFile('suppressed/Dockerfile', `# syntax=docker/dockerfile:1\n${bad}`)
    const found = await finding(document.uri, 'docker/latest-tag')
    const [offset, end] = [document.offsetAt(found.range.start), document.offsetAt(found.range.end)]
    await answer(vscode.commands.executeCommand('shipshape.suppress', { uri: document.uri.toString(), offset, end, rules: ['docker/latest-tag'], scopes: ['line', 'file', 'workspace'] }), [{ row: 0 }, { typed: '' }])
    await gone(document.uri, 'docker/latest-tag')
    assert.match(document.getText(), /^# syntax=docker\/dockerfile:1\n# shipshape-ignore docker\/latest-tag/)
  })

  it('suppresses a finding in its file, below what must stay first', async () => {
    const { document } = await openFile('suppressed/Dockerfile', `# syntax=docker/dockerfile:1\n${bad}`)
    const found = await finding(document.uri, 'docker/latest-tag')
    await answer(vscode.commands.executeCommand('shipshape.suppress', { uri: document.uri.toString(), offset: document.offsetAt(found.range.start), end: 0, rules: ['docker/latest-tag'], scopes: ['line', 'file', 'workspace'] }), [{ row: 1 }, { typed: '' }])
    await gone(document.uri, 'docker/latest-tag')
    assert.match(document.getText(), /^# syntax=docker\/dockerfile:1\n# shipshape-ignore-file docker\/latest-tag/)
  })

  it('suppresses a rule in the whole workspace through its configuration', async () => {
    const { document } = await openFile('suppressed/Dockerfile', bad)
    await finding(document.uri, 'docker/latest-tag')
    await answer(vscode.commands.executeCommand('shipshape.suppress', { uri: document.uri.toString(), offset: 0, end: 0, rules: ['docker/latest-tag'], scopes: ['line', 'file', 'workspace'] }), [{ row: 2 }])
    await gone(document.uri, 'docker/latest-tag')
    assert.match(await text('.shipshape/config.yml'), /docker\/latest-tag: off/)
    await remove('.shipshape')
    await finding(document.uri, 'docker/latest-tag')
  })

  it('applies the safe fixes of a file and no other', async () => {
    const { document } = await openFile('fixed/Dockerfile', 'FROM debian:12.9-slim\nENV PORT 80\nUSER root\nCMD ["app"]\n')
    await finding(document.uri, 'docker/legacy-key-value')
    await vscode.commands.executeCommand('shipshape.fixFile')
    assert.equal(document.getText(), 'FROM debian:12.9-slim\nENV PORT=80\nUSER root\nCMD ["app"]\n')
    await gone(document.uri, 'docker/legacy-key-value')
  })

  it('checks files that are not open', async () => {
    const uri = uriOf('unopened/Dockerfile')
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(bad))
    await sleep(500)
    const summary = await until('the server to know the file', async () => {
      const found = await vscode.commands.executeCommand<{ files: number; findings: number; rules: { rule: string; count: number }[] }>('shipshape.checkWorkspace')
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen')
      return findings(uri).length ? found : null
    })
    assert(summary.files >= 1)
    assert(summary.rules.some((one) => one.rule === 'docker/latest-tag' && one.count >= 1))
    assert(findings(uri).map(codeOf).includes('docker/latest-tag'))
    await vscode.workspace.fs.delete(uri)
  })

  it('shows no finding twice when a checked file is opened', async () => {
    const uri = uriOf('unopened/Dockerfile')
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(bad))
    await until('the check', async () => {
      await vscode.commands.executeCommand('shipshape.checkWorkspace')
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen')
      return findings(uri).length > 0
    })
    await vscode.window.showTextDocument(uri)
    await sleep(1000)
    assert.equal(findings(uri).filter((one) => codeOf(one) === 'docker/latest-tag').length, 1)
  })

  it('accepts what is there, and says how much is new', async () => {
    const { document } = await openFile('accepted/Dockerfile', bad)
    await finding(document.uri, 'docker/latest-tag')
    await vscode.commands.executeCommand('shipshape.acceptFindings')
    await gone(document.uri, 'docker/latest-tag')
    assert.match(await text('.shipshape/baseline.json'), /docker\/latest-tag/)
    const api = extension().exports
    await until('the status', () => { const status = api.status(); return typeof status === 'object' && status.accepted > 0 && status.fresh === 0 })
    const edit = new vscode.WorkspaceEdit()
    edit.insert(document.uri, new vscode.Position(3, 0), 'FROM busybox:latest\nUSER app\nCMD ["app"]\n')
    await vscode.workspace.applyEdit(edit)
    await until('one new finding', () => findings(document.uri).filter((one) => codeOf(one) === 'docker/latest-tag').length === 1)
    await until('the status', () => { const status = api.status(); return typeof status === 'object' && status.fresh > 0 })
  })

  it('creates a configuration that is valid and says what counts already', async () => {
    await vscode.commands.executeCommand('shipshape.createConfiguration')
    const uri = uriOf('.shipshape/config.yml')
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), uri.toString())
    await sleep(500)
    assert.deepEqual(findings(uri).map((one) => one.message), [])
  })

  it('explains a rule, a file, and teaches', async () => {
    await vscode.commands.executeCommand('shipshape.explainRule', 'docker/latest-tag')
    await page('/rules/docker/latest-tag.md')
    const rule = new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.parse('shipshape:/rules/docker/latest-tag.md')))
    assert.match(rule, /^# .+\n\n`docker\/latest-tag` · level recommended · warning · \[Lesson: .+\]\(\.\.\/\.\.\/curriculum\/docker\.md#/)
    await openFile('explained/Dockerfile', bad)
    await vscode.commands.executeCommand('shipshape.explainFile')
    const { input } = await page('/explanation/Dockerfile.md')
    assert.match(new TextDecoder().decode(await vscode.workspace.fs.readFile((input as vscode.TabInputCustom).uri)), /Kind: docker/)
  })

  it('packages every lesson, and no page outside the package', async () => {
    const lesson = new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.parse('shipshape:/curriculum/kubernetes.md')))
    assert.match(lesson, /^# Kubernetes/)
    for (const path of ['/curriculum/../package.md', '/nothing.md', '/rules/docker/no-such-rule.md']) await assert.rejects(async () => vscode.workspace.fs.readFile(vscode.Uri.from({ scheme: 'shipshape', path })))
  })

  it('opens a file with mistakes', async () => {
    await vscode.commands.executeCommand('shipshape.openExample')
    const { document } = vscode.window.activeTextEditor!
    await finding(document.uri, 'docker/latest-tag')
  })

  it('goes on after a restart of the server', async () => {
    const { document } = await openFile('restarted/Dockerfile', bad)
    await finding(document.uri, 'docker/latest-tag')
    await vscode.commands.executeCommand('shipshape.restartServer')
    await finding(document.uri, 'docker/latest-tag')
    await until('the status', () => typeof extension().exports.status() === 'object')
  })

  it('reports every file while the scope is the workspace', async () => {
    const uri = uriOf('scope/Dockerfile')
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(bad))
    const settings = vscode.workspace.getConfiguration('shipshape')
    await settings.update('scope', 'workspace', vscode.ConfigurationTarget.Global)
    try { await finding(uri, 'docker/latest-tag') }
    finally { await settings.update('scope', undefined, vscode.ConfigurationTarget.Global) }
    await until('the scope to shrink', () => findings(uri).length === 0)
  })
})
