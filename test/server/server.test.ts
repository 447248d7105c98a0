import assert from 'node:assert/strict'
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { applyAction, Client } from './client'

const rootImage = 'FROM debian:12.9-slim\nCOPY server /usr/local/bin/\nUSER root\nCMD ["server"]\n'

describe('the language server over a stream', () => {
  let folder: string, client: Client
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'shipshape-server-')) })
  afterEach(async () => {
    await client.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('answers pulled diagnostics, and says unchanged when they are', async () => {
    client = await Client.start({ folder })
    await client.open('Dockerfile', rootImage)
    const first = await client.pull('Dockerfile')
    assert.ok(first.items!.some((item) => item.code === 'docker/root-user'))
    assert.equal((await client.pull('Dockerfile', first.resultId)).kind, 'unchanged')
  })

  it('offers a fix that mends the finding, and shows why on hover', async () => {
    client = await Client.start({ folder })
    await client.open('Dockerfile', rootImage)
    const diagnostic = (await client.pull('Dockerfile')).items!.find((item) => item.code === 'docker/root-user')!
    const actions = await client.actions('Dockerfile', diagnostic)
    const fix = actions.find((action) => action.title.startsWith('Run as'))!
    assert.equal(applyAction(rootImage, fix, client.uri('Dockerfile')), rootImage.replace('USER root', 'USER 10001:10001'))
    await client.replace('Dockerfile', 'USER root', 'USER 10001:10001')
    assert.ok(!(await client.codes('Dockerfile')).includes('docker/root-user'))
    await client.replace('Dockerfile', 'USER 10001:10001', 'USER root')
    assert.match(await client.hover('Dockerfile', diagnostic), /root on the node/)
  })

  it('selects what a fix invents where the client takes snippets, from the start of a line', async () => {
    client = await Client.start({ folder, snippets: true })
    const manifest = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  selector:\n    matchLabels:\n      app: web\n  template:\n    metadata:\n      labels:\n        app: web\n    spec:\n      containers:\n        - name: web\n          image: web:1.0.0\n          ports:\n            - containerPort: 8080\n'
    for (const [path, last] of [['whole.yaml', ''], ['cut.yaml', '      volumes: []']] as const) {
      await client.open(path, manifest + last)
      const diagnostic = (await client.pull(path)).items!.find((item) => item.code === 'kubernetes/missing-readiness-probe')!
      const fix = (await client.actions(path, diagnostic)).find((action) => action.title.includes('/readyz'))!
      assert.deepEqual(fix.edit!.documentChanges, [{
        textDocument: { uri: client.uri(path), version: null },
        edits: [{ range: { start: { line: 18, character: 0 }, end: { line: 18, character: 0 } }, snippet: { kind: 'snippet', value: '          readinessProbe:\n            httpGet:\n              path: ${1:/readyz}\n              port: ${2:8080}\n' } }],
      }])
    }
  })

  it('offers flat suppressions to clients without pickers, and a lesson as a file', async () => {
    client = await Client.start({ folder })
    await client.open('Dockerfile', rootImage)
    const diagnostic = (await client.pull('Dockerfile')).items!.find((item) => item.code === 'docker/root-user')!
    assert.match(diagnostic.codeDescription!.href, /^file:.*curriculum\/docker\.md#/)
    const actions = await client.actions('Dockerfile', diagnostic)
    const suppress = actions.find((action) => action.title === 'Suppress docker/root-user here')!
    assert.match(applyAction(rootImage, suppress, client.uri('Dockerfile')), /# shipshape-ignore docker\/root-user\nUSER root/)
    assert.ok(actions.some((action) => action.title === 'Suppress docker/root-user in this file'))
    const learn = actions.find((action) => action.title === 'Learn: Docker security (Docker)')!
    await client.connection.sendRequest('workspace/executeCommand', { command: learn.command!.command, arguments: learn.command!.arguments })
    assert.match(client.shown[0]!, /curriculum\/docker\.md#/)
  })

  it('leads the code of a diagnostic to the scheme that the client names', async () => {
    client = await Client.start({ folder, options: { lessonLink: 'shipshape:/curriculum/{topic}.md#{anchor}', commands: true } })
    await client.open('Dockerfile', rootImage)
    const diagnostic = (await client.pull('Dockerfile')).items!.find((item) => item.code === 'docker/root-user')!
    assert.match(diagnostic.codeDescription!.href, /^shipshape:\/curriculum\/docker\.md#[a-z-]+$/)
    assert.ok((await client.actions('Dockerfile', diagnostic)).some((action) => action.title === 'Suppress…'))
  })

  it('pushes to clients that cannot pull', async () => {
    client = await Client.start({ folder, pull: false })
    await client.open('Dockerfile', rootImage)
    await client.until('the finding is pushed', () => client.pushed.get(client.uri('Dockerfile'))?.some((item) => item.code === 'docker/root-user') ?? false)
    await client.replace('Dockerfile', 'USER root', 'USER 10001')
    await client.until('the finding is gone', () => !client.pushed.get(client.uri('Dockerfile'))!.some((item) => item.code === 'docker/root-user'))
  })

  it('holds back what is missing while somebody types, and shows it when typing rests', async () => {
    write('Dockerfile', rootImage)
    client = await Client.start({ folder })
    await client.open('Dockerfile', 'FROM debian:12.9-slim\nRUN apt-get update && apt-get install -y --no-install-recommends curl=8.* && rm -rf /var/lib/apt/lists/*\nUSER 10001\nCMD ["server"]\n')
    const before = await client.codes('Dockerfile')
    await client.replace('Dockerfile', 'USER 10001\n', '')
    const typing = (await client.pull('Dockerfile')).items!
    assert.ok(!typing.some((item) => item.code === 'docker/missing-user'), 'shown at once')
    await client.until('it is shown', async () => (await client.codes('Dockerfile')).some((code) => !before.includes(code)))
    assert.ok(client.refreshes.length > 0, 'the client is asked to pull again')
  })

  it('checks the whole workspace on request, with progress, and pushes unopened files only', async () => {
    write('a/Dockerfile', rootImage)
    write('b/Dockerfile', rootImage)
    client = await Client.start({ folder })
    await client.open('a/Dockerfile', rootImage)
    await client.pull('a/Dockerfile')
    const summary = await client.connection.sendRequest<{ files: number; findings: number; rules: { rule: string; count: number }[] }>('shipshape/checkWorkspace', { workDoneToken: 'check' })
    assert.equal(summary.files, 2)
    assert.equal(summary.rules.find((row) => row.rule === 'docker/root-user')!.count, 2)
    await client.until('b is pushed', () => client.pushed.has(client.uri('b/Dockerfile')))
    assert.ok(!client.pushed.has(client.uri('a/Dockerfile')))
    assert.deepEqual(client.progress.filter((one) => one.token === 'check').map((one) => one.value.kind).filter((kind) => kind !== 'report'), ['begin', 'end'])
  })

  it('hides what the baseline accepts', async () => {
    write('Dockerfile', rootImage)
    client = await Client.start({ folder })
    await client.open('Dockerfile', rootImage)
    assert.ok((await client.codes('Dockerfile')).includes('docker/root-user'))
    const [{ uri, text }] = await client.connection.sendRequest<[{ uri: string; text: string }]>('shipshape/baseline')
    write('.shipshape/baseline.json', text)
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 1 }] })
    await client.until('nothing is new', async () => (await client.codes('Dockerfile')).length === 0)
  })

  it('knows what a Dockerfile copies, and looks again when such a file comes or goes', async () => {
    const text = 'FROM node:22.14-slim\nCOPY package.json start.sh /app/\nUSER node\nCMD ["node"]\n'
    write('Dockerfile', text)
    write('package.json', '{}')
    client = await Client.start({ folder })
    await client.open('Dockerfile', text)
    await client.until('the missing file is reported', async () => (await client.codes('Dockerfile')).includes('docker/dangling-copy-source'))
    write('start.sh', 'exec node\n')
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: client.uri('start.sh'), type: 1 }] })
    await client.until('it is there', async () => !(await client.codes('Dockerfile')).includes('docker/dangling-copy-source'))
  })

  it('obeys a configuration as soon as it changes, and reports a broken one in its own file', async () => {
    client = await Client.start({ folder })
    await client.open('Dockerfile', rootImage)
    await client.open('.shipshape/config.yml', 'rules:\n  docker/root-user: off\n')
    assert.ok(!(await client.codes('Dockerfile')).includes('docker/root-user'))
    await client.replace('.shipshape/config.yml', 'off', 'of')
    assert.deepEqual(await client.codes('.shipshape/config.yml'), ['shipshape/invalid-configuration'])
    assert.ok((await client.codes('Dockerfile')).includes('docker/root-user'))
  })

  it('forgets a mistake in the answers once it is mended', async () => {
    client = await Client.start({ folder })
    await client.open('.shipshape/readiness.yml', 'ticks: {\n')
    assert.deepEqual(await client.codes('.shipshape/readiness.yml'), ['shipshape/invalid-configuration'])
    await client.replace('.shipshape/readiness.yml', '{', '{}')
    assert.deepEqual(await client.codes('.shipshape/readiness.yml'), [])
  })

  it('reads a file that belongs to no folder by what the editor takes it for', async () => {
    client = await Client.start({})
    await client.open('untitled:Untitled-1', rootImage, 'dockerfile')
    assert.ok((await client.codes('untitled:Untitled-1')).includes('docker/root-user'))
  })

  it('applies every safe fix of a file, and no other, for source.fixAll', async () => {
    client = await Client.start({ folder })
    const text = 'FROM debian:12.9-slim\nMAINTAINER ann@example.com\nENV PORT 80\nUSER root\nCMD ["server"]\n'
    await client.open('Dockerfile', text)
    const { items } = await client.pull('Dockerfile')
    const actions = await client.actions('Dockerfile', items![0]!, ['source.fixAll.shipshape'])
    assert.equal(actions.length, 1)
    const fixed = applyAction(text, actions[0]!, client.uri('Dockerfile'))
    assert.match(fixed, /ENV PORT=80/)
    assert.match(fixed, /USER root/)
  })
})
