import assert from 'node:assert/strict'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from '../src/core/finding'
import { withoutFrontMatter } from '../src/core/page'
import { LineIndex } from '../src/core/span'
import { builtInLibrary } from '../src/node/library'
import { run, testPage } from '../src/workspace/harness'
import { linter } from '../src/workspace/linter'
import { all, compile, context, files, library, root, wanted } from './rules'

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
})
