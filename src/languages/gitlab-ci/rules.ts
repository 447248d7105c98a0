import { isKnown, list, Unknown, type List, type Maybe } from '../../core/value'
import type { YamlNode } from '../yaml/tree'
import { asMap, asSequence, entry, isOpen } from '../yaml/walk'
import type * as facts from './facts'
import { textOf, type Model } from './model'
import { plainIn } from './node'

/** The entries of a `rules`, those that a reference stands for put in. */
export function rulesIn(model: Model, node: YamlNode, depth = 0): List<facts.Rule> {
  const found: facts.Rule[] = [], items = asSequence(node)?.items ?? []
  let open = isOpen(node)
  for (const item of items) {
    if (item.tag === '!reference' || asSequence(item)) {
      const site = item.tag === '!reference' ? model.referred(item, depth) : null, inner = site ? site.node : item.tag === '!reference' ? null : item
      if (!inner || depth > 8) { open = true; continue }
      const more = asMap(inner) ? list([ruleOf(inner)]) : rulesIn(model, inner, depth + 1)
      found.push(...more)
      open ||= more.open === true
    } else if (asMap(item)) found.push(ruleOf(item))
  }
  return list(found, open)
}

const ruleOf = (node: YamlNode): facts.Rule => ({ condition: textOf(entry(node, 'if')?.value ?? null), when: plainIn(entry(node, 'when')?.value ?? null), hasChanges: entry(node, 'changes') !== null })

/** Does a condition hold for a merge request, or for a push to any branch? */
function admitsChanges(condition: string | null): boolean | null {
  if (condition === null) return true
  for (const [joint, decides] of [['||', true], ['&&', false]] as const) {
    if (!condition.includes(joint) || /[()]/.test(condition)) continue
    const verdicts = condition.split(joint).map(admitsChanges)
    return verdicts.includes(decides) ? decides : verdicts.includes(null) ? null : !decides
  }
  if (/CI_PIPELINE_SOURCE\s*!=\s*["'](?:merge_request_event|external_pull_request_event|schedule|web|trigger|api)["']\s*$/.test(condition)) return null
  if (/merge_request_event|\$CI_MERGE_REQUEST_|external_pull_request_event/.test(condition)) return !/!=\s*["']?(?:merge_request|external_pull)|!~/.test(condition) || null
  if (/\$CI_COMMIT_TAG\b|CI_PIPELINE_SOURCE\s*==\s*["'](?:schedule|web|trigger|pipeline|api|parent_pipeline)|\$CI_COMMIT_(?:BRANCH|REF_NAME)\s*(?:==|=~)/.test(condition)) return /!=|\|\|/.test(condition) ? null : false
  if (/^\s*\$CI_COMMIT_BRANCH\s*$|CI_PIPELINE_SOURCE\s*==\s*["']push["']\s*$/.test(condition)) return true
  return null
}

/** Does some entry of `rules` let changes through? `fallback` is the `when` of the job. */
export function letsChanges(rules: List<facts.Rule>): Maybe<boolean> {
  let doubt: string | null = null
  for (const { condition, when } of rules) {
    const text = isKnown(condition) ? condition : condition.source, verdict = admitsChanges(text)
    if (isKnown(when) && when === 'never') {
      // What is refused to everything ends it.
      if (text === null) break
      continue
    }
    if (verdict === true) return true
    if (verdict === null) doubt ??= text
  }
  return doubt !== null ? new Unknown(doubt) : rules.open ? new Unknown('rules') : false
}
