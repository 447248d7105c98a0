import { RE2JS } from '@bufbuild/re2'
import { load } from 'js-yaml'
import factTypes from '../../generated/fact-types.json'
import { closureProgram } from '../core/compile'
import type { FactTypes } from '../core/expression/types'
import type { RuleCompiler } from '../core/library'
import { readPage } from '../core/page'

/** Compiles the rule pages of a workspace to closures that count fuel; patterns run in linear time. */
export const compiler: RuleCompiler = (id, text) => {
  const { page, problems } = readPage(id, text, (yaml) => load(yaml))
  if (!page) return { rule: null, problems }
  if (!page.check.cases.length) return { rule: null, problems: [...problems, { message: `The page has neither 'when' nor 'cases'.`, line: 1 }] }
  const made = closureProgram(page, factTypes as unknown as FactTypes, matcher)
  return { rule: made.program && { ...page.rule, program: made.program }, problems: [...problems, ...made.problems] }
}

function matcher(pattern: string): (text: string) => boolean {
  const compiled = RE2JS.compile(pattern)
  return (text) => compiled.test(text)
}
