import assert from 'node:assert/strict'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { closureProgram } from '../src/core/compile'
import type { RuleLibrary } from '../src/core/library'
import type { Program } from '../src/core/program'
import type { Check } from '../src/core/rule'
import type { Fact } from '../src/core/fact'
import { LineIndex } from '../src/core/span'
import { testPage, run, type HarnessContext } from '../src/workspace/harness'
import { linter } from '../src/workspace/linter'
import { readFactTypes } from '../scripts/fact-types'
import { loadLanguages } from '../scripts/languages'
import { packNames, readPack, type RuleFile } from '../scripts/packs'
import { readTopics } from '../scripts/topics'

const root = join(__dirname, '..')
const wanted = (process.env.RULES ?? '').split(',').filter(Boolean)
const types = readFactTypes(root)
const context: HarnessContext = { languages: loadLanguages(root), topics: readTopics(root) }
/** Patterns of our own pages are reviewed; a native expression answers as RE2 does. */
const matcher = (pattern: string): ((text: string) => boolean) => { const test = new RegExp(pattern, 'u'); return (text) => test.test(text) }
const files = packNames(root).flatMap((pack) => readPack(root, pack)).filter((file) => !wanted.length || wanted.some((name) => file.id.startsWith(name)))

const compiled = new Map<string, Program>()
function programOf(file: RuleFile): { program: Program | null; problems: readonly { readonly message: string; readonly line: number }[] } {
  if (!file.page || file.page.rule.on === 'engine') return { program: null, problems: [] }
  const check = file.code ? (require(join(root, file.code)) as { default: Check<Fact> }).default : null
  const result = closureProgram(file.page, types, matcher, check)
  if (result.program) compiled.set(file.id, result.program)
  return result
}

describe('rule pages', () => {
  for (const file of files) it(file.id, () => {
    const { program, problems } = programOf(file)
    const all = [...file.problems, ...problems, ...file.page && !problems.length ? testPage(file.page, program, context) : []]
    assert.equal(all.map((problem) => `${file.file}:${problem.line} ${problem.message}`).join('\n'), '')
  })

  it('squiggles stand where they stood (UPDATE_SPANS=1 accepts the new places)', function () {
    if (wanted.length) this.skip()
    const lines: string[] = []
    for (const file of files) file.page?.examples.filter((example) => example.verdict === 'bad').forEach((example, i) => {
      const texts = new Map(example.files.map((one) => [one.path, one.text]))
      for (const finding of run(file.page!, compiled.get(file.id) ?? null, context, texts).findings) {
        const index = new LineIndex(texts.get(finding.path)!), start = index.positionAt(finding.span[0])
        lines.push(`${file.id} ${i + 1} ${finding.path} ${start.line + 1}:${start.column + 1} ${JSON.stringify(texts.get(finding.path)!.slice(...finding.span))} ${finding.severity} ${finding.message}`)
      }
    })
    const path = join(root, 'test/spans.snapshot.txt'), text = lines.sort().join('\n') + '\n'
    if (process.env.UPDATE_SPANS || !existsSync(path)) writeFileSync(path, text)
    assert.equal(text, readFileSync(path, 'utf8'))
  })

  it('show one diagnostic for one cause', async function () {
    if (wanted.length) this.skip()
    const byPack = (pack: string): { [id: string]: Program } => Object.fromEntries([...compiled].filter(([id]) => id.startsWith(`${pack}/`)))
    const library: RuleLibrary = { packs: packNames(root), metadata: (pack) => files.flatMap((file) => file.page?.rule.pack === pack ? [file.page.rule] : []), programs: byPack, pages: async () => ({}), compiler: () => { throw new Error('no rule pages in a workspace here') } }
    const all = linter({ languages: context.languages, library })
    const clashes: string[] = []
    for (const file of files) for (const example of file.page?.examples ?? []) {
      if (example.verdict !== 'bad') continue
      const seen = new Map<string, { rule: string; group: string | null }>()
      for (const finding of await all.lint(example.files, { fixes: false })) {
        if (finding.missing) continue
        const place = `${finding.path} ${finding.span.join('-')}`, other = seen.get(place)
        if (other && other.rule !== finding.rule && (finding.group === null || other.group !== finding.group)) clashes.push(`${file.file}:${example.line} ${other.rule} and ${finding.rule} both squiggle ${finding.path} ${finding.span.join('-')}`)
        seen.set(place, finding)
      }
    }
    assert.equal(clashes.join('\n'), '')
  })
})
