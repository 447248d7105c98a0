/**
 * `npm start`: installs what is missing, builds, shows the findings of the example system on the terminal, and opens a copy of
 * it in VS Code with the extension loaded: the desktop's where there is one, else one served on 127.0.0.1.
 *
 * SHIPSHAPE_START_EXIT=1 serves, checks that the address answers, and ends: for tests.
 */
import { spawnSync } from 'node:child_process'
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { repository } from './host/install.mjs'
import { startCodeServer } from './host/server.mjs'

const windows = process.platform === 'win32'
const example = path.join(repository, 'examples/shop')
const trial = process.env.SHIPSHAPE_START_EXIT === '1'

/** What a newcomer sees first: the first of these that the example has. */
const openers = [/^(k8s|kubernetes|manifests|deploy)\/.*\.ya?ml$/, /(^|\/)Dockerfile$/, /\.ya?ml$/, /./]

await main().catch(error => {
  console.error(error.message)
  process.exitCode = 1
})

async function main() {
  if (!existsSync(path.join(repository, 'node_modules'))) run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'])
  run('npm', ['run', '--silent', 'build'])
  const folder = await mkdtemp(path.join(tmpdir(), 'shipshape-demo-'))
  const workspace = path.join(folder, 'shop')
  await cp(example, workspace, { recursive: true })
  console.log('\nWhat `shipshape check` says about examples/shop:\n')
  // Said of the copy: inside this repository it is judged as an example, leniently. It ends with 1 when there are findings,
  // which is the point of it.
  spawnSync(process.execPath, [path.join(repository, 'dist/cli.cjs'), 'check', '.'], { cwd: workspace, stdio: 'inherit' })
  console.log()

  const file = await firstFile(workspace)
  if (!trial && hasDesktop()) {
    run('code', ['--new-window', `--extensionDevelopmentPath=${repository}`, workspace, ...file ? [path.join(workspace, file)] : []])
    console.log(`VS Code opens a copy of examples/shop in ${workspace}; it stays there until you delete it.`)
    return
  }
  try {
    await serve(workspace, file)
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}

async function serve(workspace, file) {
  const interrupted = new Promise(resolve => { for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, resolve) })
  const server = await startCodeServer({
    workspace, developmentPath: repository, port: Number(process.env.SHIPSHAPE_PORT ?? 0),
  })
  try {
    const address = server.address({ openFile: file })
    console.log(`VS Code with Shipshape, on a copy of examples/shop, is at\n\n  ${address}\n`)
    console.log('There is no password: until you stop it, every user of this machine can open this address and gets a shell as you.')
    if (trial) {
      const answer = await fetch(address, { signal: AbortSignal.timeout(30_000) })
      const page = await answer.text()
      if (!answer.ok || !page.includes('workbench')) throw new Error(`the address answers ${answer.status}:\n${page.slice(0, 500)}`)
      console.log(`It answers ${answer.status}.`)
      return
    }
    console.log('Ctrl+C stops it and removes the copy.')
    await Promise.race([interrupted, server.ended.then(code => { throw new Error(`VS Code ended with ${code}\n${server.log().slice(-2000)}`) })])
    console.log('\nStopping.')
  } finally {
    await server.stop()
  }
}

/** Whether `code` opens a window here; in the terminal of a remote VS Code it cannot load an extension from a folder. */
function hasDesktop() {
  if (process.env.VSCODE_IPC_HOOK_CLI) return false
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return false
  return spawnSync('code', ['--version'], { stdio: 'ignore', shell: windows, timeout: 20_000 }).status === 0
}

/** @returns {Promise<string | undefined>} */
async function firstFile(workspace) {
  const files = (await readdir(workspace, { recursive: true, withFileTypes: true })).filter(entry => entry.isFile())
    .map(entry => path.relative(workspace, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/')).sort()
  return openers.map(opener => files.find(name => opener.test(name))).find(name => name !== undefined)
}

/** Runs a program in the repository; ends this one when it fails. */
function run(command, args) {
  const quoted = windows ? args.map(argument => `"${argument}"`) : args
  const { status, error } = spawnSync(command, quoted, { cwd: repository, stdio: 'inherit', shell: windows })
  if (error || status !== 0) throw new Error(`${command} ${args.join(' ')} failed${error ? `: ${error.message}` : ''}`)
}

