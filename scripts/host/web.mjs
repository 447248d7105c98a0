/** Runs suites in the web-worker extension host of VS Code for the web, with `@vscode/test-web`. */
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { format } from 'node:util'
import { chromiumLaunch } from './browser.mjs'
import { ensureWeb, hostSupported, webCommit } from './install.mjs'
import { mark } from './suites.mjs'

/** Nothing but this machine has a name. */
const offline = '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE *.localhost , EXCLUDE 127.0.0.1'

/**
 * Runs the `run()` of a bundle in a web-worker extension host; rejects when it does.
 *
 * @param {object} options
 * @param {string} options.extension folder of an extension with a `browser` entry
 * @param {string} options.suites a bundle of `bundleSuites` for a web worker, inside the folder of the extension
 * @param {string} options.workspace folder that is mounted as a virtual workspace
 * @param {number} [options.timeout] seconds until it must be over
 */
export async function runWebSuites({ extension, suites, workspace, timeout = 300 }) {
  const scratch = await mkdtemp(path.join(tmpdir(), 'shipshape-web-'))
  const restore = [muteWorkbench()]
  let timer
  try {
    const testRunnerDataDir = await ensureWeb()
    if (hostSupported) restore.push(await launchOurs(scratch))
    const { runTests } = (await import('@vscode/test-web')).default
    const run = runTests({
      browserType: 'chromium', quality: 'stable', commit: webCommit, testRunnerDataDir, headless: true,
      host: 'localhost', port: await freePort(),
      extensionDevelopmentPath: path.resolve(extension), extensionTestsPath: path.resolve(suites), folderPath: path.resolve(workspace),
    })
    const late = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error(`the suite did not end within ${timeout} s`)), timeout * 1000) })
    await Promise.race([run, late])
  } finally {
    clearTimeout(timer)
    for (const undo of restore.reverse()) await undo()
    await rm(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}

/** Makes Playwright launch the Chromium of `.host/`, which test-web has no option for. */
async function launchOurs(scratch) {
  const { chromium } = (await import('playwright')).default
  const { executablePath, args, env } = await chromiumLaunch(scratch)
  const launch = chromium.launch
  const launched = []
  chromium.launch = async (options = {}) => {
    const browser = await launch.call(chromium, { ...options, executablePath, env, args: [...args, offline, ...options.args ?? []] })
    launched.push(browser)
    return browser
  }
  return async () => {
    chromium.launch = launch
    for (const browser of launched) await browser.close().catch(() => {})
  }
}

/** What the server of test-web says about the browser that is closed at the end. */
const hungUp = /ECONNRESET|EPIPE|ERR_STREAM_PREMATURE_CLOSE/

/** test-web prints all that the workbench says through the console; this keeps what the suite says, and errors. */
function muteWorkbench() {
  const original = { ...console }
  for (const name of ['log', 'info', 'warn', 'error']) {
    console[name] = (...words) => {
      if (words[0] === mark) original.log(format(...words.slice(1)))
      else if (process.env.SHIPSHAPE_VERBOSE || name === 'error' && !hungUp.test(format(...words))) original.error(...words)
    }
  }
  // Its server writes a line per missing file past the console.
  const { stdout } = process
  const write = stdout.write
  stdout.write = (chunk, ...rest) => /^(\x1b\[\d+m)?GET \//.test(String(chunk)) && !process.env.SHIPSHAPE_VERBOSE ? true : write.call(stdout, chunk, ...rest)
  return () => { Object.assign(console, original); stdout.write = write }
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
      server.close(() => resolve(port))
    })
  })
}
