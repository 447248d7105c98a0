import type { Span } from '../../core/span'
import type { Script } from '../shell/command'
import { fateOf } from '../shell/fate'
import { fetchOf } from '../shell/fetch'
import type * as facts from './facts'

/** A script with more commands is not followed. */
const mostCommands = 600

/** A file at a commit cannot be changed behind one's back. */
const pinned = /^https:\/\/(?:raw\.githubusercontent\.com|github\.com)\/[^/]+\/[^/]+\/(?:raw\/|blob\/)?[0-9a-f]{40}\//

/** Downloads of a script that it runs itself without a look at what came. */
export function launchesOf(script: Script): facts.Launch[] {
  const found: facts.Launch[] = [], { commands } = script
  if (commands.length > mostCommands) return found
  for (const command of commands) {
    const fetch = fetchOf(command)
    if (!fetch || fetch.tool === 'git' || fetch.urls.every(url => pinned.test(url.prefix.replace(/^["']/, '')))) continue
    const { isVerified, runBy } = fateOf(command, fetch.isStream, fetch.outputs.filter(output => output !== null), [commands])
    if (runBy !== null && !isVerified) found.push({ tool: fetch.tool, runBy, span: command.nameSpan })
  }
  return found
}

const piped = /\b(iwr|irm|Invoke-WebRequest|Invoke-RestMethod)\b[^\n|#]*\|\s*(iex|Invoke-Expression)\b/gi
const called = /\b(iex|Invoke-Expression)\b[^\n#]*?\b(iwr|irm|Invoke-WebRequest|Invoke-RestMethod|DownloadString)\b/gi

/** The same of PowerShell, by its text as written in the file. */
export function launchesOfPowerShell(source: string, start: number): facts.Launch[] {
  const at = (index: number, text: string): Span => [start + index, start + index + text.length]
  return [
    ...[...source.matchAll(piped)].map(match => ({ tool: match[1]!, runBy: match[2]!, span: at(match.index, match[1]!) })),
    ...[...source.matchAll(called)].map(match => ({ tool: match[2]!, runBy: match[1]!, span: at(match.index, match[1]!) })),
  ]
}
