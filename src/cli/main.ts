import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { checklists } from '../../generated/checklists'
import { exercises } from '../../generated/exercises'
import selections from '../../generated/selections.json'
import { version } from '../../package.json'
import { languages } from '../node/languages'
import { builtInLibrary, dist } from '../node/library'
import { run } from './run'
import type { Stream } from './surroundings'

/** Beside this file stand the server and the lessons of a build, or their sources. */
const isBuilt = __filename.endsWith('.cjs')
const lessons = join(dist, 'curriculum')

const stream = (to: NodeJS.WriteStream): Stream => ({ write: (text) => { to.write(text) }, isTerminal: to.isTTY === true })

async function readInput(): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  try { return await lines.question(question) } finally { lines.close() }
}

/** The server is loaded only where it is asked for; it ends with its client. */
function serve(): Promise<void> {
  const { main } = require(isBuilt ? join(__dirname, 'server.cjs') : join(__dirname, '../server/node')) as { main(stdio: boolean): void }
  main(true)
  return new Promise(() => {})
}

for (const to of [process.stdout, process.stderr]) to.on('error', (error: NodeJS.ErrnoException) => { if (error.code !== 'EPIPE') throw error })

run(process.argv.slice(2), {
  cwd: process.cwd(), env: process.env, version, languages, library: builtInLibrary, checklists, selections, exercises,
  curriculum: existsSync(lessons) ? lessons : join(__dirname, '../../curriculum'),
  stdin: readInput, ...process.stdin.isTTY && process.stderr.isTTY && { ask }, out: stream(process.stdout), err: stream(process.stderr), serve,
}).then((code) => { process.exitCode = code }, (error: Error) => { console.error(error); process.exitCode = 3 })
