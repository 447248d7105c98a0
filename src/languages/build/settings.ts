import type { Document } from '../../core/document'
import { Unknown } from '../../core/value'
import { dataParser, jsonParser, masked, type Data } from '../text/data'
import { firstToken } from '../text/fact'
import type { GateDraft } from './draft'
import { percent } from './maven'
import { coverageGate } from './npm'

/** What the settings of a testing tool say of floors. */
export function gatesOf(tool: string, document: Document): readonly GateDraft[] {
  const isData = /(?:\.json|\.ya?ml|rc)$/i.test(document.path) && tool !== 'coverage.py'
  if (!isData) return tool === 'coverage.py' ? ini(document.text) : script(tool, document.text)
  const root = document.tree(document.path.endsWith('.json') ? jsonParser : dataParser)
  if (tool === 'codecov') return codecov(root, document.text)
  if (tool === 'stryker') {
    const at = root.at('thresholds', 'break')
    return [{ tool, purpose: 'mutation', floor: at?.number || null, span: at?.span ?? firstToken(document.text) }]
  }
  const gate = tool === 'jest' ? coverageGate('jest', root.at('coverageThreshold')) : coverageGate(tool, root)
  return gate ? [gate] : []
}

/** A program: only what stands in it as a number counts. */
function script(tool: string, written: string): readonly GateDraft[] {
  const text = masked(written, '"\'`')
  if (tool === 'stryker') {
    const match = /\bbreak['"]?\s*:\s*(\d+(?:\.\d+)?)/.exec(text)
    return [{ tool, purpose: 'mutation', floor: match ? percent(match[1]!) : /\.\.\.|require\(|import /.test(text) ? new Unknown('thresholds') : null, span: match ? end(match, match[1]!) : firstToken(written) }]
  }
  const section = /\b(coverageThreshold|thresholds)['"]?\s*:/.exec(text), measures = /\b(collectCoverage|coverage)['"]?\s*:/.exec(text)
  if (!section) return measures ? [{ tool, purpose: 'coverage', floor: /\.\.\.|preset/.test(text) ? new Unknown(tool) : null, span: end(measures, measures[1]!) }] : []
  const number = /\b(?:branches|functions|lines|statements|100)['"]?\s*:\s*(?:(\d+(?:\.\d+)?)|(true))/.exec(text.slice(section.index, section.index + 2000))
  return [{ tool, purpose: 'coverage', floor: number ? number[2] ? 100 : percent(number[1]!) : new Unknown(section[1]!), span: end(section, section[1]!) }]
}

const end = (match: RegExpExecArray, word: string): readonly [number, number] => { const start = match.index + match[0].lastIndexOf(word); return [start, start + word.length] }

/** `fail_under` of coverage.py and `--cov-fail-under` of pytest, in files of the INI form. */
function ini(text: string): readonly GateDraft[] {
  const floor = /^[ \t]*fail_under[ \t]*[=:][ \t]*(\d+(?:\.\d+)?)/m.exec(text) ?? /--cov-fail-under[= ](\d+(?:\.\d+)?)/.exec(text)
  if (floor) return [{ tool: 'coverage.py', purpose: 'coverage', floor: percent(floor[1]!), span: end(floor, floor[1]!) }]
  const measure = /^\[(?:coverage:)?(?:run|report)\]/m.exec(text) ?? /--cov\b/.exec(text)
  return measure ? [{ tool: 'coverage.py', purpose: 'coverage', floor: null, span: [measure.index, measure.index + measure[0].length] }] : []
}

/** Codecov checks against a number, or against the commit before unless it only informs. */
function codecov(root: Data, text: string): readonly GateDraft[] {
  const status = root.at('coverage', 'status')
  if (status?.value === false || root.at('coverage', 'status', 'patch')?.value === false && root.at('coverage', 'status', 'project')?.value === false) return [{ tool: 'codecov', purpose: 'coverage', floor: null, span: status!.span }]
  if (!status) return [{ tool: 'codecov', purpose: 'coverage', floor: new Unknown('status'), span: firstToken(text) }]
  const checks = ['patch', 'project'].flatMap(name => { const at = status.at(name); return at?.value instanceof Map ? at.entries.map(([, one]) => one).filter(one => one.value instanceof Map).concat(at.at('target') || at.at('informational') ? [at] : []) : at && at.value !== false ? [at] : [] })
  const firm = checks.find(one => one.at('informational')?.value !== true)
  if (!firm) return [{ tool: 'codecov', purpose: 'coverage', floor: null, span: status.span }]
  const target = firm.at('target')
  return [{ tool: 'codecov', purpose: 'coverage', floor: target?.text && target.text !== 'auto' ? percent(target.text) : new Unknown('auto'), span: target?.span ?? firm.span }]
}
