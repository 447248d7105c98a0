import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/terraform/facts'

const blocks = ['default_cache_behavior', 'ordered_cache_behavior'] as const

const check: Check<Facts['terraform.Resource']> = function* (resource, { unknown }) {
  if (resource.type !== 'aws_cloudfront_distribution') return
  for (const block of blocks) {
    const behaviours = resource.attr.get(block)
    if (isUnknown(behaviours)) { unknown(behaviours.source); continue }
    for (const [index, behaviour] of (Array.isArray(behaviours) ? behaviours : []).entries()) {
      const policy = member(behaviour, 'viewer_protocol_policy'), pattern = member(behaviour, 'path_pattern')
      if (isUnknown(policy)) unknown(policy.source)
      if (policy !== 'allow-all') continue
      const path = `${block}{${index}}.viewer_protocol_policy`
      yield {
        at: path,
        values: { name: resource.name, what: typeof pattern === 'string' ? `'${pattern}'` : 'what it caches' },
        fixes: [{ title: 'Redirect viewers to HTTPS', safety: 'review', edits: () => [{ kind: 'set', path, value: 'redirect-to-https' }] }],
      }
    }
  }
}

/** A field of plain data, in whichever form it comes. */
const member = (of: unknown, name: string): unknown => of instanceof Map ? of.get(name) : typeof of === 'object' && of !== null ? (of as { [name: string]: unknown })[name] : undefined

export default check
