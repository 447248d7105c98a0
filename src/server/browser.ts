import { BrowserMessageReader, BrowserMessageWriter, createConnection, ErrorCodes, ResponseError } from 'vscode-languageserver/browser'
import { languageIds } from '../../generated/language-ids'
import { packs } from '../../generated/library'
import { version } from '../../package.json'
import type { Language } from '../core/language'
import type { RuleCompiler, RuleLibrary } from '../core/library'
import type { Program } from '../core/program'
import type { Rule } from '../core/rule'
import { fullRules, type ShortRule } from '../core/rule-list'
import { lateLanguages } from '../workspace/late'
import type * as Shared from './serve'

interface Scope { name: string; module: { exports: unknown }; importScripts(url: string): void }
const scope = globalThis as unknown as Scope

/** The scripts that Node loads too, from the folder that the worker is named after; VS Code puts words before a name. */
const folder = scope.name.slice(scope.name.lastIndexOf(' ') + 1)
const loaded = new Map<string, unknown>()
function load<T>(file: string): T {
  if (!loaded.has(file)) {
    scope.module = { exports: {} }
    scope.importScripts(`${folder}/${file}`)
    loaded.set(file, scope.module.exports)
  }
  return loaded.get(file) as T
}

const metadata = new Map<string, readonly Rule[]>()
const library: RuleLibrary = {
  packs,
  metadata: (pack) => metadata.get(pack) ?? metadata.set(pack, fullRules(pack, load<readonly ShortRule[]>(`packs/${pack}.rules.js`))).get(pack)!,
  programs: (pack) => load<{ readonly programs: { readonly [id: string]: Program } }>(`packs/${pack}.js`).programs,
  compiler: () => load<{ readonly compiler: RuleCompiler }>('rule-compiler.js').compiler,
  // Pages are the client's affair.
  pages: async () => ({}),
}
const languages = lateLanguages(languageIds, () => load<{ readonly languages: readonly Language[] }>('languages.js').languages)

const { checklists, exercises, lessons, serve } = load<typeof Shared>('serve.js')

/** Serves an editor in a browser from a web worker; files come from the client. */
const worker = globalThis as unknown as ConstructorParameters<typeof BrowserMessageReader>[0]
serve(createConnection(new BrowserMessageReader(worker), new BrowserMessageWriter(worker)), {
  version, languages, library, checklists, exercises, lessons,
  files: () => null,
  lessonFile: () => null,
  pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
  refusal: (message) => new ResponseError(ErrorCodes.InvalidRequest, message),
})
