import assert from 'node:assert/strict'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { closureProgram, emitProgram } from '../src/core/compile'
import { toNative } from '../src/core/expression/pattern'
import * as op from '../src/core/expression/operators'
import type { Fact } from '../src/core/fact'
import type { Finding } from '../src/core/finding'
import type { RuleLibrary } from '../src/core/library'
import { withoutFrontMatter, type PageProblem } from '../src/core/page'
import { readProgram, type Program, type WrittenProgram } from '../src/core/program'
import type { Check, Rule } from '../src/core/rule'
import { LineIndex } from '../src/core/span'
import { builtInLibrary } from '../src/node/library'
import { testPage, run, type HarnessContext } from '../src/workspace/harness'
import { linter } from '../src/workspace/linter'
import { readFactTypes } from '../scripts/fact-types'
import { loadLanguages } from '../scripts/languages'
import { packNames, readPack, type RuleFile } from '../scripts/packs'
import { readTopics } from '../scripts/topics'

const root = join(__dirname, '..')
const wanted = (process.env.RULES ?? '').split(',').filter(Boolean)
const types = readFactTypes(root)
/** Patterns of our own pages are reviewed; a native expression answers as RE2 does. */
const matcher = (pattern: string): ((text: string) => boolean) => {
  const native = toNative(pattern)
  if (!('source' in native)) throw new Error(`not a pattern: ${pattern}`)
  const test = new RegExp(native.source, native.flags)
  return (text) => test.test(text)
}
const all = packNames(root).flatMap((pack) => readPack(root, pack))
const files = all.filter((file) => !wanted.length || wanted.some((name) => file.id.startsWith(name)))

const checkOf = (file: RuleFile): Check<Fact> | null => file.code ? (require(join(root, file.code)) as { default: Check<Fact> }).default : null
const compiled = new Map<string, { readonly program: Program | null; readonly problems: readonly PageProblem[] }>()
function compile(file: RuleFile): { readonly program: Program | null; readonly problems: readonly PageProblem[] } {
  if (!file.page || file.page.rule.on === 'engine') return { program: null, problems: [] }
  let made = compiled.get(file.id)
  if (!made) compiled.set(file.id, made = closureProgram(file.page, types, matcher, checkOf(file)))
  return made
}

/** The rules as a library, their programs made by one back end or the other. */
function libraryOf(program: (file: RuleFile) => Program | null): RuleLibrary {
  const packs = new Map<string, { readonly metadata: readonly Rule[]; programs: { readonly [id: string]: Program } | null }>()
  for (const pack of packNames(root)) packs.set(pack, { metadata: all.flatMap((file) => file.page?.rule.pack === pack ? [file.page.rule] : []), programs: null })
  return {
    packs: [...packs.keys()],
    metadata: (pack) => packs.get(pack)!.metadata,
    programs: (pack) => packs.get(pack)!.programs ??= Object.fromEntries(all.filter((file) => file.page?.rule.pack === pack).flatMap((file) => { const made = program(file); return made ? [[file.id, made]] : [] })),
    pages: async () => ({}),
    compiler: () => { throw new Error('no rule pages in a workspace here') },
  }
}
const library = libraryOf((file) => compile(file).program)
const context: HarnessContext = { languages: loadLanguages(root), topics: readTopics(root), library }

describe('rule pages', () => {
  for (const file of files) it(file.id, () => {
    const { program, problems } = compile(file)
    const found = [...file.problems, ...problems, ...file.page && !problems.length ? testPage(file.page, program, context) : []]
    assert.equal(found.map((problem) => `${file.file}:${problem.line} ${problem.message}`).join('\n'), '')
  })

  it('squiggles stand where they stood (UPDATE_SPANS=1 accepts the new places)', function () {
    if (wanted.length) this.skip()
    const lines: string[] = []
    for (const file of files) file.page?.examples.filter((example) => example.verdict === 'bad').forEach((example, i) => {
      const texts = new Map(example.files.map((one) => [one.path, one.text]))
      for (const finding of run(file.page!, compile(file).program, context, texts).findings) {
        const index = new LineIndex(texts.get(finding.path)!), start = index.positionAt(finding.span[0])
        lines.push(`${file.id} ${i + 1} ${finding.path} ${start.line + 1}:${start.column + 1} ${JSON.stringify(texts.get(finding.path)!.slice(...finding.span))} ${finding.severity} ${finding.message}`)
      }
    })
    const path = join(root, 'test/spans.snapshot.txt'), text = lines.sort().join('\n') + '\n'
    if (process.env.UPDATE_SPANS || !existsSync(path)) writeFileSync(path, text)
    const before = new Set(readFileSync(path, 'utf8').split('\n')), now = new Set(text.split('\n'))
    assert.deepEqual({ gone: [...before].filter((line) => !now.has(line)), fresh: [...now].filter((line) => !before.has(line)) }, { gone: [], fresh: [] })
  })

  it('show one diagnostic for one cause', async function () {
    if (wanted.length) this.skip()
    this.timeout(400_000)
    const linted = linter({ languages: context.languages, library })
    const clashes: string[] = []
    for (const file of files) for (const example of file.page?.examples ?? []) {
      if (example.verdict !== 'bad') continue
      const seen = new Map<string, Finding>()
      for (const finding of await linted.lint(example.files, { fixes: false })) {
        if (finding.missing) continue
        const place = `${finding.path} ${finding.span.join('-')}`, other = seen.get(place)
        if (other && other.rule !== finding.rule && (finding.group === null || other.group !== finding.group)) clashes.push(`${file.file}:${example.line} ${other.rule} and ${finding.rule} both squiggle ${finding.path} ${finding.span.join('-')}`)
        seen.set(place, finding)
      }
    }
    assert.equal(clashes.join('\n'), '')
  })

  it('are packaged word for word, their first paragraph on one line', async () => {
    const packaged = await builtInLibrary().pages()
    const expected = (text: string): string => text.replace(/^\s*(# .+\n\n)((?:.+\n)+)/, (_, title: string, paragraph: string) => `${title}${paragraph.trim().replace(/\s*\n\s*/g, ' ')}\n`)
    for (const { id, file, page } of all) if (page) assert.equal(packaged[id]!.trimStart(), expected(withoutFrontMatter(readFileSync(join(root, file), 'utf8'))))
  })

  it('say the same compiled to JavaScript and as closures that count fuel', async function () {
    if (wanted.length) this.skip()
    this.timeout(400_000)
    const emitted = libraryOf((file) => {
      const source = file.page && file.page.rule.on !== 'engine' ? emitProgram(file.page, types, 'check').source : null
      return source === null ? null : readProgram(new Function('op', 'check', `return ${source}`)(op, checkOf(file)) as WrittenProgram)
    })
    const [one, other] = [library, emitted].map((library) => linter({ languages: context.languages, library, level: 'all' }))
    for (const file of files) for (const example of file.page?.examples ?? []) {
      assert.deepEqual(await one!.lint(example.files), await other!.lint(example.files), `${file.file}:${example.line}`)
    }
  })
})
