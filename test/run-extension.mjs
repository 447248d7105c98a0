/**
 * Runs `test/extension/*.test.ts` inside the extension host of a real VS Code, on a copy of a workspace.
 *
 * On linux-x64 it is the VS Code of `.host/`, which comes from the npm registry alone; with SHIPSHAPE_DESKTOP=1 and on other
 * machines it is a desktop VS Code that `@vscode/test-electron` downloads (SHIPSHAPE_DESKTOP_VERSION picks one).
 *
 *     node test/run-extension.mjs [--extension FOLDER] [--workspace FOLDER] [--suites FOLDER]
 */
import { chmodSync } from 'node:fs'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { runTests } from '@vscode/test-electron'
import { hostFolder, hostSupported, repository } from '../scripts/host/install.mjs'
import { bundleSuites } from '../scripts/host/suites.mjs'

const { values } = parseArgs({ options: {
  extension: { type: 'string', default: repository },
  workspace: { type: 'string', default: path.join(repository, 'examples/shop') },
  suites: { type: 'string', default: path.join(repository, 'test/extension') },
} })
const outfile = path.join(repository, 'dist/test/extension.cjs')
const desktop = process.env.SHIPSHAPE_DESKTOP === '1' || !hostSupported
const shim = fileURLToPath(new URL('../scripts/host/code-shim.mjs', import.meta.url))

await bundleSuites({ folder: values.suites, outfile })
const scratch = await mkdtemp(path.join(tmpdir(), 'shipshape-extension-'))
try {
  const workspace = path.join(scratch, path.basename(values.workspace))
  await cp(values.workspace, workspace, { recursive: true })
  if (!desktop) chmodSync(shim, 0o755)
  await runTests({
    ...desktop ? { version: process.env.SHIPSHAPE_DESKTOP_VERSION ?? 'stable', cachePath: path.join(hostFolder, 'desktop') } : { vscodeExecutablePath: shim },
    extensionDevelopmentPath: path.resolve(values.extension),
    extensionTestsPath: outfile,
    extensionTestsEnv: { SHIPSHAPE_WORKSPACE: workspace, NODE_OPTIONS: undefined },
    launchArgs: [workspace, '--disable-extensions', `--user-data-dir=${path.join(scratch, 'data')}`, `--extensions-dir=${path.join(scratch, 'extensions')}`],
  })
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
} finally {
  await rm(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
}
