// Installs what is missing, builds, and runs every test. `npm test -- unit` (or rules, extension, ui, web) runs one part.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const only = process.argv.slice(2)
const node = process.execPath

/** Runs a command and ends with its failure. */
function run(title, command, args, env = {}) {
  console.log(`\n== ${title}`)
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
  if (error) throw error
  if (status !== 0) {
    console.error(`\n${title} failed`)
    process.exit(status ?? 1)
  }
}

if (!existsSync(join(root, 'node_modules', 'typescript'))) run('install', 'npm', ['ci', '--ignore-scripts', '--no-fund', '--no-audit'])
const tsx = join(root, 'node_modules/tsx/dist/cli.mjs'), mocha = join(root, 'node_modules/mocha/bin/mocha.js')
const parts = {
  unit: () => run('unit tests, rule pages, command line, server', node, [mocha, '--parallel', '--jobs', String(availableParallelism()), 'test/**/*.test.ts', '--ignore', 'test/{extension,web}/**']),
  extension: () => run('extension in a real VS Code', node, ['test/run-extension.mjs']),
  web: () => run('extension in a web worker', node, ['test/run-web.mjs']),
  ui: () => run('user interface of the packaged extension', node, ['test/ui/run.mjs']),
}
run('build', node, [tsx, 'scripts/build.ts'])
run('types', node, [join(root, 'node_modules/typescript/bin/tsc')])
for (const [name, part] of Object.entries(parts)) if (!only.length || only.includes(name)) part()
