import assert from 'node:assert/strict'
import { emitProgram } from '../src/core/compile'
import * as op from '../src/core/expression/operators'
import { readProgram, type WrittenProgram } from '../src/core/program'
import { linter } from '../src/workspace/linter'
import { checkOf, context, files, library, libraryOf, types } from './rules'

describe('rule pages compiled to JavaScript', () => {
  it('say the same as closures that count fuel', async function () {
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
