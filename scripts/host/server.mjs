/** Starts the VS Code of `.host/` on 127.0.0.1 in a scratch folder of its own. */
import { execFile, spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { ensureHost } from './install.mjs'

const supervisor = fileURLToPath(new URL('supervise.mjs', import.meta.url))

/** Settings under which the workbench shows nothing that was not asked for. */
export const quietSettings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  // Off as on a desktop; in a browser it is on.
  'files.autoSave': 'off',
  'git.enabled': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'window.menuBarVisibility': 'compact',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
}

/**
 * @typedef {object} Server
 * @property {string} url the address of the workbench, without a folder
 * @property {number} port
 * @property {string} scratch a folder that lives as long as the server
 * @property {string} workspace
 * @property {(options?: { openFile?: string, payload?: [string, string][] }) => string} address the address that opens the
 *   workspace, and a file of it (relative or absolute)
 * @property {(file: string) => string} remote the URI by which the workbench names a local path
 * @property {() => string} log what the server printed so far
 * @property {Promise<number>} ended resolves when the server and all it started are gone
 * @property {() => Promise<void>} stop ends the whole process tree and removes `scratch`
 */

/**
 * Starts a server that ends with this process, however this process ends.
 *
 * @param {object} options
 * @param {string} options.workspace the folder to open
 * @param {string} [options.developmentPath] an unpacked extension, made available by a link
 * @param {string} [options.vsix] a packaged extension, installed
 * @param {string} [options.extensionsDir] a folder of installed extensions, used as it is
 * @param {number} [options.port] 0 picks a free one
 * @param {Record<string, unknown>} [options.settings] user settings beside `quietSettings`
 * @param {string[]} [options.extra] further arguments for the server
 * @param {Record<string, string>} [options.env]
 * @returns {Promise<Server>}
 */
export async function startCodeServer({ workspace, developmentPath, vsix, extensionsDir, port = 0, settings = {}, extra = [], env = {} }) {
  const host = await ensureHost()
  const scratch = await mkdtemp(path.join(tmpdir(), 'shipshape-vscode-'))
  const at = name => path.join(scratch, name)
  const extensions = extensionsDir ?? at('extensions')
  for (const folder of [at('tmp'), at('data/User'), extensions]) await mkdir(folder, { recursive: true })
  await writeFile(at('config.yaml'), '')
  await writeFile(at('data/User/settings.json'), JSON.stringify({ ...quietSettings, ...settings }, null, 2))
  const environment = {
    ...scrubbed(process.env),
    TMPDIR: at('tmp'),
    // Whatever it would leave in the home folder goes with the scratch folder.
    ...Object.fromEntries(['CONFIG', 'DATA', 'CACHE', 'STATE'].map(kind => [`XDG_${kind}_HOME`, at(`home/${kind.toLowerCase()}`)])),
    // An empty address stops every request to the extension gallery.
    EXTENSIONS_GALLERY: JSON.stringify({ serviceUrl: '', itemUrl: '', resourceUrlTemplate: '', controlUrl: '' }),
    ...env,
  }
  const folders = ['--config', at('config.yaml'), '--user-data-dir', at('data'), '--extensions-dir', extensions]
  if (developmentPath) {
    const { publisher, name, version } = JSON.parse(await readFile(path.join(developmentPath, 'package.json'), 'utf8'))
    await symlink(path.resolve(developmentPath), path.join(extensions, `${publisher ?? 'undefined_publisher'}.${name}-${version}`))
  }
  if (vsix) {
    await promisify(execFile)(host.node, [host.entry, ...folders, '--install-extension', path.resolve(vsix)], { env: environment, timeout: 60_000 })
  }
  const child = spawn(process.execPath, [
    supervisor, scratch, host.node, host.entry, ...folders,
    '--bind-addr', `127.0.0.1:${port}`, '--auth', 'none', '--disable-telemetry', '--disable-update-check', '--disable-workspace-trust',
    '--disable-getting-started-override', '--ignore-last-opened', ...extra,
  ], { env: environment, stdio: ['pipe', 'pipe', 'pipe'], detached: true })
  child.stdin.on('error', () => {})
  let printed = ''
  const ended = new Promise(resolve => child.on('close', code => resolve(code ?? 1)))
  const stop = async () => { child.stdin.end(); await ended }
  const bound = await /** @type {Promise<number>} */ (new Promise((resolve, reject) => {
    const fail = reason => { clearTimeout(timer); void stop(); reject(new Error(`VS Code did not start: ${reason}\n${printed.slice(-4000)}`)) }
    const timer = setTimeout(() => fail('no address after 60 s'), 60_000)
    const listen = chunk => {
      printed = (printed + chunk).slice(-100_000)
      const found = /HTTP server listening on http:\/\/127\.0\.0\.1:(\d+)/.exec(printed)
      if (found) { clearTimeout(timer); resolve(Number(found[1])) }
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.on('error', error => fail(error.message))
    void ended.then(code => fail(`it ended with ${code}`))
  }))
  const url = `http://127.0.0.1:${bound}/`
  const remote = file => `vscode-remote://127.0.0.1:${bound}${path.resolve(workspace, file)}`
  const address = ({ openFile, payload = [] } = {}) => {
    const all = [...payload, ...openFile ? [['openFile', remote(openFile)]] : []]
    return `${url}?folder=${encodeURIComponent(path.resolve(workspace))}${all.length > 0 ? `&payload=${encodeURIComponent(JSON.stringify(all))}` : ''}`
  }
  return { url, port: bound, scratch, workspace, address, remote, log: () => printed, ended, stop }
}

/** The environment without what code-server, an outer VS Code or an outer Node would read as an instruction. */
function scrubbed(environment) {
  const unwanted = /^(PORT|PASSWORD|HASHED_PASSWORD|GITHUB_TOKEN|LOG_LEVEL|NODE_OPTIONS|NODE_ENV|EXTENSIONS_GALLERY|INIT_CWD|(VSCODE|CODE_SERVER|CS|ELECTRON|npm)_.*)$/i
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !unwanted.test(name)))
}
