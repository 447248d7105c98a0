import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { applyFix, closeAll, codeOf, extension, finding, findings, gone, openFile, page, quickFixes, replaceAll, sleep, until } from './editor'

const fine = 'FROM debian:12.9-slim\nUSER app\nCMD ["app"]\n'

describe('a Dockerfile', () => {
  before(async () => (await extension().activate()).ready())
  afterEach(closeAll)

  it('shows a mistake when it is typed and nothing once the fix is applied', async () => {
    const editor = await openFile('typed/Dockerfile', fine)
    const { uri } = editor.document
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), 'RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n'))
    const found = await finding(uri, 'docker/apt-recommended-packages')
    assert.equal(found.severity, vscode.DiagnosticSeverity.Information)
    await applyFix(uri, found.range, /no-install-recommends/)
    await gone(uri, 'docker/apt-recommended-packages')
    assert.match(editor.document.getText(), /apt-get install --no-install-recommends -y curl/)
  })

  it('leads from the code of a finding to the section of the lesson', async () => {
    const { document: { uri } } = await openFile('link/Dockerfile', fine.replace('debian:12.9-slim', 'debian:latest'))
    const found = await finding(uri, 'docker/latest-tag')
    assert(typeof found.code === 'object')
    assert.equal(found.code.target.scheme, 'shipshape')
    assert.equal(found.code.target.path, '/curriculum/docker.md')
    assert.notEqual(found.code.target.fragment, '')
    const lesson = new TextDecoder().decode(await vscode.workspace.fs.readFile(found.code.target))
    assert.match(lesson, /^# Docker/)
  })

  it('offers to suppress and to learn, and the lesson opens beside the file', async () => {
    const { document: { uri } } = await openFile('menu/Dockerfile', fine.replace('debian:12.9-slim', 'debian:latest'))
    const actions = await quickFixes(uri, (await finding(uri, 'docker/latest-tag')).range)
    assert(actions.some((one) => one.command?.command === 'shipshape.suppress'))
    const learn = actions.find((one) => one.command?.command === 'shipshape.learn')
    assert(learn?.command)
    await vscode.commands.executeCommand(learn.command.command, ...learn.command.arguments ?? [])
    const tab = await page('/curriculum/docker.md')
    assert.notEqual(tab.group.viewColumn, vscode.ViewColumn.One)
  })

  it('is quoted in the lesson with a link that the preview shows', async () => {
    const { document: { uri } } = await openFile('quoted/Dockerfile', fine.replace('debian:12.9-slim', 'debian:latest'))
    await finding(uri, 'docker/latest-tag')
    const lesson = vscode.Uri.parse('shipshape:/curriculum/docker.md')
    await until('a finding in the lesson', async () => {
      const shown = await vscode.commands.executeCommand<string>('markdown.api.render', new TextDecoder().decode(await vscode.workspace.fs.readFile(lesson)))
      assert.doesNotMatch(shown.replace(/<pre[^]*?<\/pre>|<code[^]*?<\/code>/g, ''), /\]\(/, 'a link that is no link')
      return /"\/[^"]*Dockerfile#L\d+"/.test(shown)
    })
  })

  it('says on hover why a finding matters, with links to the lesson and the rule', async () => {
    const { document: { uri } } = await openFile('hover/Dockerfile', fine.replace('debian:12.9-slim', 'debian:latest'))
    const found = await finding(uri, 'docker/latest-tag')
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, found.range.start)
    const text = hovers.flatMap((hover) => hover.contents).map((one) => typeof one === 'string' ? one : one.value).join('\n')
    assert.match(text, /command:shipshape\.learn/)
    assert.match(text, /command:shipshape\.explainRule/)
  })

  it('is checked when it is unnamed', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'dockerfile', content: 'FROM debian:latest\n' })
    await vscode.window.showTextDocument(document)
    await finding(document.uri, 'docker/latest-tag')
  })

  it('is checked in no diff or review editor', async () => {
    const provider = vscode.workspace.registerTextDocumentContentProvider('review', { provideTextDocumentContent: () => 'FROM debian:latest\n' })
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse('review:/Dockerfile'))
    await vscode.window.showTextDocument(document)
    const other = await openFile('review/Dockerfile', 'FROM debian:latest\n')
    await finding(other.document.uri, 'docker/latest-tag')
    assert.deepEqual(findings(document.uri), [])
    provider.dispose()
  })

  it('waits for a save when told to', async () => {
    const settings = vscode.workspace.getConfiguration('shipshape')
    await settings.update('run', 'onSave', vscode.ConfigurationTarget.Global)
    try {
      const editor = await openFile('save/Dockerfile', 'FROM debian:latest\nUSER app\n')
      const { document } = editor
      await finding(document.uri, 'docker/latest-tag')
      await replaceAll(editor, fine)
      await sleep(1000)
      assert(findings(document.uri).map(codeOf).includes('docker/latest-tag'))
      await document.save()
      await gone(document.uri, 'docker/latest-tag')
    } finally { await settings.update('run', undefined, vscode.ConfigurationTarget.Global) }
  })
})
