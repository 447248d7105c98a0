/**
 * `supervise.mjs FOLDER COMMAND ARG…` runs a command until it ends or until standard input closes, which it does however
 * the process that started us ends. Then every process the command started is ended and FOLDER is removed.
 */
import { spawn } from 'node:child_process'
import { readFileSync, readdirSync, rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const [folder, command, ...args] = process.argv.slice(2)
for (const signal of ['SIGINT', 'SIGHUP']) process.on(signal, () => {})
process.on('SIGTERM', () => void end(143))
process.stdin.on('end', () => void end(0)).on('error', () => void end(0)).resume()
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true })
child.stdout.pipe(process.stdout)
child.stderr.pipe(process.stderr)
child.on('error', error => { console.error(error.message); void end(127) })
child.on('exit', code => void end(code ?? 1))

/** Every process of the command, with its start time: a number alone may come to belong to a stranger. */
const seen = new Map()
setInterval(() => descendants(), 1000).unref()

let ending = false
async function end(code) {
  if (ending) return
  ending = true
  for (const signal of ['SIGTERM', 'SIGKILL']) {
    descendants()
    for (const pid of seen.keys()) send(pid, signal)
    // The extension host still writes for a moment after the server is gone.
    for (let waited = 0; waited < 2000 && [...seen.keys()].some(isAlive); waited += 50) await sleep(50)
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
  process.exit(code)
}

/** Adds all living descendants of the command to `seen`; one whose parent has died is kept from an earlier look. */
function descendants() {
  const table = readdirSync('/proc').filter(name => /^\d+$/.test(name)).map(stat).filter(entry => entry !== null)
  for (const pid of seen.keys()) if (!isAlive(pid)) seen.delete(pid)
  for (let grew = true; grew;) {
    grew = false
    for (const { pid, parent, group, started } of table) {
      if (seen.has(pid) || !(pid === child.pid || group === child.pid || seen.has(parent))) continue
      seen.set(pid, started)
      grew = true
    }
  }
}

function isAlive(pid) {
  const entry = stat(pid)
  return entry !== null && entry.state !== 'Z' && seen.get(pid) === entry.started
}

function send(pid, signal) {
  if (isAlive(pid)) try { process.kill(pid, signal) } catch { /* ended in between */ }
}

function stat(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')
    return { pid: Number(pid), state: fields[0], parent: Number(fields[1]), group: Number(fields[2]), started: fields[19] }
  } catch {
    return null
  }
}
