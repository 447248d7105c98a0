/** `npm run package`: builds, and packs the extension into `shipshape-<version>.vsix`, with no network. */
import { spawnSync } from 'node:child_process'
import { mkdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createVSIX } from '@vscode/vsce'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
/** Two megabytes were for the linter alone; lessons, cards, pictures and exercises weigh a quarter of one. */
const maximumBytes = 2.25 * 1024 * 1024

/**
 * Packs what is built.
 * @param {string} [file] where to; `shipshape-<version>.vsix` in the project's root if left out
 * @returns {Promise<{ file: string, bytes: number }>}
 */
export async function packageExtension(file) {
  const { name, version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'))
  const packagePath = file ?? path.join(root, `${name}-${version}.vsix`)
  await mkdir(path.dirname(packagePath), { recursive: true })
  // Links stay as they are: there is no repository that they could be rewritten to.
  await createVSIX({ cwd: root, packagePath, dependencies: false, allowMissingRepository: true, rewriteRelativeLinks: false })
  const { size: bytes } = await stat(packagePath)
  if (bytes > maximumBytes) throw new Error(`${packagePath} has ${bytes} bytes; more than ${maximumBytes} is too much to download for a linter`)
  return { file: packagePath, bytes }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { status } = spawnSync(process.execPath, [path.join(root, 'node_modules/tsx/dist/cli.mjs'), 'scripts/build.ts'], { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(1)
  packageExtension().then(
    ({ file, bytes }) => console.log(`${path.relative(process.cwd(), file)}: ${(bytes / 1024).toFixed(0)} KB`),
    error => { console.error(error.message); process.exitCode = 1 },
  )
}
