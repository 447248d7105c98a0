import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { closeAll, codeOf, extension, findings, openFile, replaceAll, sleep, uriOf } from './editor'

interface Contributed { readonly language: string; readonly path: string }
interface Snippet { readonly prefix: string; readonly description: string; readonly body: readonly string[] }

/** Where the text of a snippet is tried: its language and pack decide. */
const files: { readonly [path: string]: string } = {
  './snippets/dockerfile.json': 'snippets/PREFIX/Dockerfile', './snippets/kubernetes.json': 'snippets/k8s/PREFIX.yaml', './snippets/github-actions.json': '.github/workflows/PREFIX.yml',
  './snippets/compose.json': 'snippets/PREFIX/compose.yaml', './snippets/terraform.json': 'snippets/PREFIX/main.tf', './snippets/rule-page.json': 'snippets/PREFIX.md',
}

describe('snippets', () => {
  before(async () => (await extension().activate()).ready())
  afterEach(closeAll)

  const { contributes } = extension().packageJSON as { contributes: { snippets: Contributed[] } }
  for (const { language, path } of contributes.snippets.filter((one) => one.language !== 'github-actions-workflow' && one.language !== 'dockercompose')) {
    it(`of ${path} are offered in ${language}, and their text is clean`, async function () {
      this.timeout(60_000)
      const all = JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension().extensionUri, path)))) as { [title: string]: Snippet }
      for (const { prefix, body } of Object.values(all)) {
        const file = files[path]!.replace('PREFIX', prefix)
        if (language === 'dockerfile') await vscode.workspace.fs.writeFile(uriOf(file.replace('Dockerfile', '.dockerignore')), new TextEncoder().encode('.git\nnode_modules\n.env\n'))
        const editor = await openFile(file, prefix)
        const { document } = editor
        // Newer versions of VS Code know Compose files by themselves.
        assert(document.languageId === language || document.languageId === 'dockercompose' && path.endsWith('compose.json'), document.languageId)
        const { items } = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, new vscode.Position(0, prefix.length))
        assert(items.some((item) => item.kind === vscode.CompletionItemKind.Snippet && (typeof item.label === 'string' ? item.label : item.label.label) === prefix), `${prefix} is not offered`)
        await replaceAll(editor, '')
        await editor.insertSnippet(new vscode.SnippetString(body.join('\n')), new vscode.Position(0, 0))
        await document.save()
        await sleep(1500)
        // That no lock file stands beside it is no matter of its text.
        assert.deepEqual(findings(document.uri).filter((one) => codeOf(one) !== 'terraform/missing-lock-file').map((one) => `${prefix} ${one.range.start.line + 1}: ${codeOf(one)}: ${one.message}`), [])
        await vscode.workspace.fs.delete(document.uri)
      }
    })
  }
})
