import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/terraform/facts'
import { fieldOf, itemsOf } from '../../src/core/plain'

const old: ReadonlySet<unknown> = new Set(['SSLv3', 'TLSv1', 'TLSv1.1'])

const check: Check<Facts['terraform.Resource']> = function* (resource, { unknown }) {
  if (resource.type !== 'aws_cloudfront_distribution') return
  const origins = resource.attr.get('origin')
  if (isUnknown(origins)) unknown(origins.source)
  for (const [index, origin] of itemsOf(origins).entries()) {
    const [config] = itemsOf(fieldOf(origin, 'custom_origin_config')), domain = fieldOf(origin, 'domain_name'), id = fieldOf(origin, 'origin_id')
    // Websites of buckets know no TLS.
    if (config === undefined || (isUnknown(domain) ? /website/.test(domain.source) : typeof domain === 'string' && /[.]s3-website[.-]/.test(domain))) continue
    const policy = fieldOf(config, 'origin_protocol_policy'), protocols = fieldOf(config, 'origin_ssl_protocols')
    const weak = itemsOf(protocols).filter((one) => old.has(one)), path = `origin{${index}}.custom_origin_config{}`
    const values = { name: resource.name, origin: typeof id === 'string' ? id : isUnknown(id) ? id.source : String(index + 1) }
    if (policy === 'http-only' || policy === 'match-viewer') {
      const at = `${path}.origin_protocol_policy`
      yield { at, values: { ...values, how: policy === 'http-only' ? 'without TLS' : 'without TLS when the viewer does' }, fixes: [{ title: 'Talk HTTPS to the origin, which has to have a certificate', safety: 'review', edits: () => [{ kind: 'set', path: at, value: 'https-only' }] }] }
    } else if (weak.length) yield { at: `${path}.origin_ssl_protocols`, values: { ...values, how: `with ${weak.join(' and ')}` } }
    else if (isUnknown(policy)) unknown(policy.source)
    else if (isUnknown(protocols)) unknown(protocols.source)
  }
}

export default check
