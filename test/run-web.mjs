/**
 * Runs `test/web/*.test.ts` against the browser entry of the extension, in a web-worker extension host.
 *
 *     node test/run-web.mjs [--extension FOLDER] [--workspace FOLDER] [--suites FOLDER]
 */
import path from 'node:path'
import { parseArgs } from 'node:util'
import { repository } from '../scripts/host/install.mjs'
import { bundleSuites } from '../scripts/host/suites.mjs'
import { runWebSuites } from '../scripts/host/web.mjs'

const { values } = parseArgs({ options: {
  extension: { type: 'string', default: repository },
  workspace: { type: 'string', default: path.join(repository, 'examples/shop') },
  suites: { type: 'string', default: path.join(repository, 'test/web') },
} })
// VS Code for the web finds the host of a suite by the extension whose folder holds it, and waits for ever when none does.
const suites = path.join(values.extension, 'dist/test/web.js')
try {
  await bundleSuites({ folder: values.suites, outfile: suites, host: 'webworker' })
  await runWebSuites({ extension: values.extension, suites, workspace: values.workspace, timeout: Number(process.env.SHIPSHAPE_TEST_TIMEOUT ?? 300) })
  process.exit(0)
} catch (error) {
  console.error(error.message)
  // The server of test-web may still hold the process.
  process.exit(1)
}
