import type { Document } from '../../core/document'
import { jsonParser, type Data } from '../text/data'
import type { DependencyDraft, Draft, GateDraft, Written } from './draft'
import { hostOf } from './maven'

/** A package.json. */
export function readNpm(document: Document): Draft | null {
  const root = document.tree(jsonParser)
  if (!(root.value instanceof Map)) return null
  const dependencies: DependencyDraft[] = []
  for (const [section, scope] of [['dependencies', 'main'], ['optionalDependencies', 'main'], ['devDependencies', 'development']] as const) {
    for (const [name, at] of root.at(section)?.entries ?? []) {
      const version = at.text
      dependencies.push({ name, version, scope, isFloating: version !== null && floats(version), span: at.span })
    }
  }
  const scripts = (root.at('scripts')?.entries ?? []).flatMap(([name, at]) => at.text === null ? [] : [[name, { text: at.text, span: at.span }] as const])
  const manager = root.at('packageManager')?.text ?? null
  const gates = [coverageGate('jest', root.at('jest')?.at('coverageThreshold') ?? null), coverageGate('nyc', root.at('nyc')), coverageGate('c8', root.at('c8'))].filter(one => one !== null)
  return {
    tool: 'npm', ...manager !== null ? { manager: /^[a-z]+/.exec(manager)?.[0] ?? 'npm' } : {}, name: written(root.at('name')), version: written(root.at('version')), isPrivate: root.at('private')?.value === true, dependencies, scripts, gates,
    skippedTests: scripts.filter(([name]) => /^test(?::|$)/.test(name)).flatMap(([, one]) => skipIn(one) ?? [])[0] ?? null,
    testRetries: scripts.flatMap(([, one]) => /--(?:retries|retry)[= ][1-9]/.test(one.text) ? [{ text: 'retries', span: one.span }] : [])[0] ?? null,
    publishesTo: [root.at('publishConfig', 'registry')?.text ?? ''].flatMap(url => hostOf(url) ?? []),
    toolPin: written(root.at('packageManager')) ?? written(root.at('volta', 'node')) ?? written(root.at('engines', 'npm')) ?? written(root.at('engines', 'node')),
    isAggregate: (root.at('workspaces')?.items.length ?? root.at('workspaces')?.entries.length ?? 0) > 0, isProject: true, isDamaged: root.isBroken,
  }
}

export const written = (data: Data | null | undefined): Written | null => data && data.text !== null ? { text: data.text, span: data.span } : null

/** Anything at all, whatever is newest, or what a branch holds. */
const floats = (version: string): boolean => /^(?:\*|x|X|latest|next|canary|nightly|beta|alpha|rc|)$/.test(version.trim()) || /^(?:git\+|git:|github:|https?:)/.test(version) && !/#(?:[0-9a-f]{7,40}|v?\d|semver:)/.test(version) && !/\.t(?:ar\.)?gz$/.test(version)

/** A test script that tests nothing, or never fails. */
function skipIn(script: Written): Written | null {
  if (/\|\|\s*(?:true|:|exit 0)\s*$/.test(script.text)) return { text: '|| true', span: script.span }
  if (script.text.includes('--passWithNoTests') || script.text.includes('--pass-with-no-tests')) return { text: '--passWithNoTests', span: script.span }
  return /no test specified/.test(script.text) && !/exit 1/.test(script.text) ? { text: script.text, span: script.span } : null
}

/** The floor of a JavaScript tool's section: the highest number that it names. */
export function coverageGate(tool: string, section: Data | null): GateDraft | null {
  if (!section) return null
  if (tool === 'nyc' || tool === 'c8') {
    const on = section.at('check-coverage')?.value === true || section.at('checkCoverage')?.value === true
    return { tool, purpose: 'coverage', floor: on ? highest(section) ?? 90 : null, span: section.span }
  }
  return { tool, purpose: 'coverage', floor: highest(section), span: section.span }
}

function highest(section: Data): number | null {
  let found: number | null = null
  for (const [name, at] of section.entries) {
    const number = at.value instanceof Map ? highest(at) : /^(?:branches|functions|lines|statements)$/.test(name) ? at.number : null
    if (number !== null && number !== 0) found = Math.max(found ?? -Infinity, number)
  }
  return found
}
