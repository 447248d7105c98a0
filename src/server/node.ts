import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { createConnection, ErrorCodes, ProposedFeatures, ResponseError } from 'vscode-languageserver/node'
import { version } from '../../package.json'
import { diskFiles } from '../node/files'
import { languages } from '../node/languages'
import { builtInLibrary, dist } from '../node/library'
import { dockerCredentials } from '../pin/credentials'
import { defaultServer, editsFor, hostsOf, resolveAll, serverOf, wantsPin } from '../pin/pin'
import { checklists, exercises, lessons, serve } from './serve'

/** Serves an editor over the transport that the process was started with, or over standard input and output. */
export function main(stdio: boolean): void {
  const connection = stdio ? createConnection(process.stdin, process.stdout) : createConnection(ProposedFeatures.all)
  // Asked for with every diagnostic; the lessons do not change while the server runs.
  const addresses = new Map<string, string | null>()
  serve(connection, {
    version, languages, library: builtInLibrary(), checklists, exercises, lessons,
    files: (uri) => uri.startsWith('file:') ? diskFiles(fileURLToPath(uri)) : null,
    lessonFile(lesson, slug) {
      let address = addresses.get(lesson)
      if (address === undefined) {
        const file = join(dist, 'curriculum', `${lesson}.md`)
        addresses.set(lesson, address = existsSync(file) ? String(pathToFileURL(file)) : null)
      }
      return address && slug ? `${address}#${slug}` : address
    },
    pinning: {
      defaultServer, serverOf, hostsOf, wantsPin,
      resolve: async (references, options) => (await resolveAll(references, { ...options, credentials: dockerCredentials(process.env) })).map((one) => ({ ...one, edits: (text: string) => editsFor(text, one) })),
    },
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    refusal: (message) => new ResponseError(ErrorCodes.InvalidRequest, message),
  })
}

if (require.main === module) main(process.argv.includes('--stdio'))
