import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser'
import { checklists } from '../../generated/checklists'
import { languages } from '../../generated/languages'
import lessons from '../../generated/lessons.json'
import { packs as generated } from '../../generated/library'
import { version } from '../../package.json'
import type { RuleLibrary } from '../core/library'
import type { Program } from '../core/program'
import type { Rule } from '../core/rule'
import { compiler } from '../workspace/rule-compiler'
import { serve } from './server'

const packs = generated as unknown as { readonly [pack: string]: { readonly programs: { readonly [id: string]: Program }; readonly metadata: readonly Rule[] } }

/** A worker loads one file, so all packs are in it; pages are the client's affair. */
const library: RuleLibrary = {
  packs: Object.keys(packs),
  metadata: (pack) => packs[pack]!.metadata,
  programs: (pack) => packs[pack]!.programs,
  compiler: () => compiler,
  pages: async () => ({}),
}

/** Serves an editor in a browser from a web worker; files come from the client. */
const worker = globalThis as unknown as ConstructorParameters<typeof BrowserMessageReader>[0]
serve(createConnection(new BrowserMessageReader(worker), new BrowserMessageWriter(worker)), {
  version, languages, library, checklists, lessons,
  files: () => null,
  lessonFile: () => null,
  pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
})
