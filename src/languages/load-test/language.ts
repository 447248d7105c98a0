import type { Document } from '../../core/document'
import type { Language } from '../../core/language'
import type { Lookup } from '../../core/lookup'
import { readBudget } from './budget'
import { readGatling } from './gatling'
import { readJmeter } from './jmeter'
import { readK6 } from './k6'
import { isLikely, kindOf, type Kind } from './kinds'
import { readLocust } from './locust'
import type { Node } from './node'
import { ScriptNode } from './nodes'

/** Load tests of k6, Gatling, JMeter and Locust, and budgets for what a browser loads. Every file is a scope of its own. */
export const language: Language = {
  id: 'load-test',
  claims: (path, head) => isLikely(path) && kindOf(path, head) !== null,
  scopesOf: path => [path],
  comments: () => null,
  read(path, environment) {
    const document = environment.read(path), kind = document && document.text.length <= 1_000_000 ? kindOf(path, () => document.text.slice(0, 4096)) : null
    if (!document || !kind) return { files: [path], errors: [], contexts: [], exports: () => [] }
    return { files: [path], errors: [], contexts: [{ name: null, facts: () => factOf(document, kind, environment)?.facts() ?? [] }], exports: () => [] }
  },
}

function factOf(document: Document, kind: Kind, lookup: Lookup): { facts(): Iterable<Node> } | null {
  const { path, text } = document
  if (kind === 'lighthouse' || kind === 'size-limit' || kind === 'bundlesize') {
    const budget = readBudget(document, kind)
    return budget && { facts: () => [budget] }
  }
  const reading = kind === 'k6' ? readK6(text) : kind === 'gatling' ? readGatling(path, text) : kind === 'jmeter' ? readJmeter(text) : readLocust(text)
  return reading && new ScriptNode(path, reading, lookup)
}
