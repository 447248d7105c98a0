#!/usr/bin/env node
/**
 * Stands in for the desktop program as `vscodeExecutablePath` of `@vscode/test-electron`: takes its arguments, runs the
 * suite in the extension host of the VS Code in `.host/`, prints what the suite prints, and ends with 0 or 1.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { format } from 'node:util'
import { launchBrowser } from './browser.mjs'
import { repository } from './install.mjs'
import { startCodeServer } from './server.mjs'
import { mark } from './suites.mjs'

/** Seconds until the suite must have said something, and until it must be over. */
const firstWord = 90
const overall = Number(process.env.SHIPSHAPE_TEST_TIMEOUT ?? 600)

const given = process.argv.slice(2)
const option = name => given.filter(argument => argument.startsWith(`--${name}=`)).map(argument => path.resolve(argument.slice(name.length + 3)))
const [testsPath] = option('extensionTestsPath')
const developmentPaths = option('extensionDevelopmentPath')
if (!testsPath || developmentPaths.length === 0) {
  console.error('usage: code-shim.mjs --extensionDevelopmentPath=FOLDER --extensionTestsPath=FILE [WORKSPACE]')
  process.exit(2)
}
const workspaceArgument = given.find(argument => !argument.startsWith('-'))

let stop = async () => {}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop().finally(() => process.exit(1)))
process.exitCode = await main().catch(error => { console.error(error.message ?? error); return 1 })

async function main() {
  const empty = workspaceArgument ? undefined : await mkdtemp(path.join(tmpdir(), 'shipshape-empty-'))
  const server = await startCodeServer({
    workspace: path.resolve(workspaceArgument ?? /** @type {string} */ (empty)),
    // Since 1.133 a built product takes the two paths from the address only under this option, and says nothing otherwise.
    extra: ['--vscode-option', 'enable-smoke-test-driver'],
    env: { SHIPSHAPE_SUITE_MARK: mark },
  })
  stop = async () => { await server.stop(); if (empty) await rm(empty, { recursive: true, force: true }) }
  try {
    const browser = await launchBrowser({ scratch: server.scratch })
    stop = async () => { await browser.close(); await server.stop(); if (empty) await rm(empty, { recursive: true, force: true }) }
    return await suite(server, browser.page)
  } finally {
    await stop()
  }
}

/** @param {import('./server.mjs').Server} server @param {import('playwright-core').Page} page @returns {Promise<number>} */
async function suite(server, page) {
  let spoke = false
  let finish = /** @type {(code: number) => void} */ (() => {})
  const done = /** @type {Promise<number>} */ (new Promise(resolve => { finish = resolve }))
  await page.exposeFunction('codeAutomationLog', (type, args) => {
    // The workbench talks through the same function; what the suite says begins with the mark.
    const marked = args[0] === mark
    if (marked) spoke = true
    if (marked) console.log(format(...args.slice(1)))
    else if (type === 'error' || process.env.SHIPSHAPE_VERBOSE) console.error(`[${type}] ${format(...args)}`)
  })
  await page.exposeFunction('codeAutomationExit', code => finish(code === 0 ? 0 : 1))
  const giveUp = async reason => {
    const picture = path.join(repository, '.tmp', 'code-shim.png')
    await mkdir(path.dirname(picture), { recursive: true })
    await page.screenshot({ path: picture, timeout: 5000 }).catch(() => {})
    console.error(`${reason}; the screen is in ${picture}, the server said:\n${server.log().slice(-3000)}`)
    finish(1)
  }
  const timers = [
    setTimeout(() => { if (!spoke) void giveUp(`the suite said nothing within ${firstWord} s`) }, firstWord * 1000),
    setTimeout(() => void giveUp(`the suite did not end within ${overall} s`), overall * 1000),
  ]
  page.on('crash', () => void giveUp('the page crashed'))
  let over = false
  void server.ended.then(() => { if (!over) console.error('VS Code ended before the suite did'); finish(1) })
  const development = developmentPaths.map(folder => /** @type {[string, string]} */ (['extensionDevelopmentPath', server.remote(folder)]))
  await page.goto(server.address({ payload: [...development, ['extensionTestsPath', server.remote(/** @type {string} */ (testsPath))]] }))
  const code = await done
  over = true
  timers.forEach(clearTimeout)
  return code
}
