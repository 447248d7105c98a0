import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import type { Api } from '../../src/extension/extension'

const findings = (uri: vscode.Uri): vscode.Diagnostic[] => vscode.languages.getDiagnostics(uri).filter((one) => one.source === 'shipshape')
const codeOf = ({ code }: vscode.Diagnostic): string => String(typeof code === 'object' ? code.value : code)

async function until<T>(what: string, check: () => T | null | false): Promise<T> {
  const end = Date.now() + 20_000
  for (;;) {
    const found = check()
    if (found !== null && found !== false) return found
    if (Date.now() > end) throw new Error(`waited for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** The quick fixes at a place. The editor cancels a request when the document's features change, as they do while extensions start. */
async function quickFixes(uri: vscode.Uri, range: vscode.Range): Promise<vscode.CodeAction[]> {
  const ask = (): Thenable<vscode.CodeAction[]> => vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, range, vscode.CodeActionKind.QuickFix.value)
  for (let tries = 0; tries < 3; tries++) {
    try { return await ask() } catch (error) { if (!/^Cancell?ed$/.test((error as Error).message)) throw error }
  }
  return ask()
}

describe('in a web worker', () => {
  let api: Api
  before(async () => {
    const extension = vscode.extensions.getExtension<Api>('shipshape.shipshape')
    assert.ok(extension, 'the extension is not installed')
    api = await extension.activate()
    await api.ready()
  })

  it('shows a mistake in a Dockerfile and nothing once the fix is applied', async () => {
    const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'Dockerfile')
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('FROM debian:12.9-slim\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\nUSER app\nCMD ["app"]\n'))
    const document = await vscode.workspace.openTextDocument(uri)
    await vscode.window.showTextDocument(document)
    const found = await until('the finding', () => findings(uri).find((one) => codeOf(one) === 'docker/apt-recommended-packages') ?? null)
    assert.ok(typeof found.code === 'object')
    const actions = await quickFixes(uri, found.range)
    const fix = actions.find((one) => /no-install-recommends/.test(one.title))
    assert.ok(fix?.edit, actions.map((one) => one.title).join(', '))
    assert.ok(await vscode.workspace.applyEdit(fix.edit))
    await until('the finding to go', () => !findings(uri).some((one) => codeOf(one) === 'docker/apt-recommended-packages'))
  })

  it('reads files through the editor', async () => {
    const folder = vscode.workspace.workspaceFolders![0]!.uri
    const uri = vscode.Uri.joinPath(folder, 'unopened.dockerfile')
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('FROM debian:latest\nUSER app\nCMD ["app"]\n'))
    await vscode.commands.executeCommand('shipshape.restartServer')
    await until('the status', () => typeof api.status() === 'object')
    await vscode.commands.executeCommand('shipshape.checkWorkspace')
    await until('the finding in a file that is not open', () => findings(uri).some((one) => codeOf(one) === 'docker/latest-tag'))
  })

  it('pins nothing and offers nothing of the kind', async () => {
    const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, '.github/workflows/pinned.yml')
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: octo/tool@v1\n'))
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri))
    const found = await until('the finding', () => findings(uri).find((one) => codeOf(one) === 'github-actions/unpinned-action') ?? null)
    const actions = await quickFixes(uri, found.range)
    assert.deepEqual(actions.filter((one) => /^Pin/.test(one.title)).map((one) => one.title), [])
    const window = vscode.window as unknown as { showWarningMessage: (...words: unknown[]) => Promise<undefined> }, show = window.showWarningMessage, shown: unknown[][] = []
    window.showWarningMessage = async (...words) => { shown.push(words); return undefined }
    try { await vscode.commands.executeCommand('shipshape.pin', { uri: uri.toString(), offset: 0 }) } finally { window.showWarningMessage = show }
    assert.equal(shown.length, 1)
    assert.match(String(shown[0]![0]), /not for the browser/)
    assert.equal(shown[0]!.length, 1)
  })

  it('carries the lessons and the rules', async () => {
    for (const [path, start] of [['/curriculum/kubernetes.md', '# Kubernetes'], ['/rules/docker/latest-tag.md', '# Base image has the tag latest']] as const) {
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.from({ scheme: 'shipshape', path })))
      assert.equal(text.slice(0, start.length), start)
    }
  })
})
