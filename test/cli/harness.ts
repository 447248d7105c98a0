import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { run } from '../../src/cli/run'
import { exercises } from '../../generated/exercises'
import type { Checklist, Item } from '../../src/readiness/checklist'
import { language as docker } from '../../src/languages/docker/language'
import { languages } from '../../src/node/languages'
import { builtInLibrary } from '../../src/node/library'
import { testLibrary } from './library'

/** What a run of the command line left behind. */
export interface Ran { readonly code: number; readonly out: string; readonly err: string }

const item = (id: string, tier: 'launch-blocking' | 'standard', evidence: string, applies = 'docker.Stage'): Item => ({ id: `images.${id}`, title: `Item ${id}`, why: 'It hurts.', topic: 'docker#security', tier, mode: 'automatic', applies: [applies], when: null, expires: 90, evidence: [{ rule: evidence }] })
const checklists: readonly Checklist[] = [{ id: 'images', title: 'Images', items: [item('tag', 'standard', 'docker/latest', 'docker.Image'), item('user', 'launch-blocking', 'docker/as-root'), item('later', 'standard', 'docker/not-yet')] }, { id: 'empty', title: 'Empty', items: [item('none', 'standard', 'docker/latest', 'docker.Volume')] }]

/** A folder of the disk for one test, with `.git` so that it is a workspace folder. */
export class TestFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'shipshape-cli-'))

  constructor(files: { readonly [path: string]: string | Uint8Array } = {}) {
    mkdirSync(join(this.path, '.git'))
    for (const [path, text] of Object.entries(files)) this.write(path, text)
  }

  write(path: string, text: string | Uint8Array): void {
    mkdirSync(dirname(join(this.path, path)), { recursive: true })
    writeFileSync(join(this.path, path), text)
  }

  read(path: string): string { return readFileSync(join(this.path, path), 'utf8') }

  removeFile(path: string): void { rmSync(join(this.path, path)) }

  async run(args: readonly string[], options: { readonly stdin?: string | Uint8Array; readonly cwd?: string; readonly terminal?: boolean; readonly whole?: boolean; readonly env?: { readonly [name: string]: string } } = {}): Promise<Ran> {
    let out = '', err = ''
    const code = await run(args, {
      cwd: join(this.path, options.cwd ?? ''), env: options.env ?? {}, version: '1.2.3', languages: options.whole ? languages : [docker], library: options.whole ? builtInLibrary : testLibrary, checklists, selections: [{ id: 'first', title: 'First things', description: 'What counts.', items: ['images.user'] }], exercises, curriculum: join(__dirname, '../../curriculum'),
      stdin: async () => Buffer.from(options.stdin ?? ''), out: { write: (text) => { out += text }, isTerminal: options.terminal ?? false }, err: { write: (text) => { err += text }, isTerminal: false },
      serve: async () => {},
    })
    return { code, out, err }
  }

  remove(): void { rmSync(this.path, { recursive: true, force: true }) }
}
