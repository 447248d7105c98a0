/** Bundles the suites of a test folder into one file that an extension host can load. */
import { readFile, readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { build } from 'esbuild'
import { repository } from './install.mjs'

/** The first word of everything that the suites print, where the caller asked for it. */
export const mark = 'shipshape-suite'

/**
 * Writes a CommonJS bundle whose `run()` calls `runSuites` of `<folder>/index.ts` with every `*.test.ts` of the folder.
 * In the extension host of Node, what the suites print is marked when SHIPSHAPE_SUITE_MARK is set; in a web worker always.
 *
 * @param {object} options
 * @param {string} options.folder
 * @param {string} options.outfile for a web worker it must end in `.js`, else VS Code appends it and finds nothing
 * @param {'node' | 'webworker'} [options.host]
 * @param {Record<string, string>} [options.define] replacements in the sources, as `esbuild` takes them
 */
export async function bundleSuites({ folder, outfile, host = 'node', define = {} }) {
  const files = (await readdir(folder)).filter(name => name.endsWith('.test.ts')).sort()
  if (files.length === 0) throw new Error(`no *.test.ts in ${folder}`)
  const entry = `import { runSuites } from './index'
export const run = () => runSuites(() => { ${files.map(name => `require('./${name}')`).join('; ')} })`
  const inner = outfile.replace(/\.c?js$/, '.suites.cjs')
  await build({
    stdin: { contents: entry, resolveDir: path.resolve(folder), sourcefile: 'suites.ts', loader: 'ts' },
    outfile: inner,
    bundle: true,
    format: 'cjs',
    logLevel: 'warning',
    define,
    ...host === 'node'
      ? { platform: 'node', target: 'node20', external: ['vscode', 'mocha'] }
      : { platform: 'browser', target: 'es2022', external: ['vscode'], alias: { 'node:assert/strict': path.join(repository, 'test/web/assert.ts') } },
  })
  const marking = `const original = console
  const marked = name => ({ value: (...words) => original[name](mark, ...words) })
  globalThis.console = Object.create(original, { log: marked('log'), info: marked('info'), warn: marked('warn'), error: marked('error') })`
  if (host === 'node') {
    // Loaded first, for VS Code ignores an assignment to console.log and mocha keeps the console that it finds.
    await writeFile(outfile, `const mark = process.env.SHIPSHAPE_SUITE_MARK
if (mark) {
  ${marking}
}
exports.run = () => require('./${path.basename(inner)}').run()
`)
  } else {
    // A web worker loads one file.
    await writeFile(outfile, `{\n  const mark = ${JSON.stringify(mark)}\n  ${marking}\n}\n${await readFile(inner, 'utf8')}`)
    await rm(inner)
  }
}
