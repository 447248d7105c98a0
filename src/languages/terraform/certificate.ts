import { list, type List } from '../../core/value'
import type * as facts from './facts'
import type { ResourceNode } from './nodes'

/** Arguments that hold a certificate as PEM, by resource type. */
const holders: { readonly [type: string]: string } = {
  aws_acm_certificate: 'certificate_body', aws_iam_server_certificate: 'certificate_body', aws_api_gateway_domain_name: 'certificate_body', aws_transfer_certificate: 'certificate', aws_dms_certificate: 'certificate_pem',
  aws_iot_certificate: 'certificate_pem', aws_iot_ca_certificate: 'ca_certificate_pem', aws_iam_signing_certificate: 'certificate_body',
}

/** The certificates of a resource that can be read. */
export function certificatesOf(resource: ResourceNode): List<facts.Certificate> {
  const path = holders[resource.type], value = path === undefined ? undefined : resource.arguments.entries.get(path)
  if (path === undefined || !value || value.kind === 'null') return []
  if (value.kind !== 'string') return list<facts.Certificate>([], true)
  const read = readCertificate(value.value)
  return read ? [{ path, ...read, isExpired: read.notAfter <= today(), expiresSoon: read.notAfter <= today(30) }] : []
}

const today = (days = 0): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** What stands in the first certificate of a PEM text: its last day as YYYY-MM-DD, and the bits of an RSA key. */
export function readCertificate(pem: string): { readonly notAfter: string; readonly rsaBits: number | null } | null {
  const begin = pem.indexOf('-----BEGIN CERTIFICATE-----'), end = pem.indexOf('-----END CERTIFICATE-----', begin)
  if (begin < 0 || end < 0 || end - begin > 20_000) return null
  let bytes: Uint8Array
  try { bytes = Uint8Array.from(atob(pem.slice(begin + 27, end).replace(/\s+/g, '')), (char) => char.charCodeAt(0)) } catch { return null }
  const certificate = elementAt(bytes, 0), body = certificate && elementAt(bytes, certificate.start)
  if (!body) return null
  // Version, serial, algorithm, issuer, validity, subject, key; the version may be left out.
  const parts = childrenOf(bytes, body), at = parts[0]?.tag === 0xa0 ? 1 : 0
  const validity = parts[at + 3], key = parts[at + 5], last = validity && childrenOf(bytes, validity)[1]
  if (!last || !key) return null
  const digits = String.fromCharCode(...bytes.slice(last.start, last.end))
  const match = last.tag === 0x17 ? /^(\d\d)(\d\d)(\d\d)/.exec(digits) : /^(\d{4})(\d\d)(\d\d)/.exec(digits)
  if (!match) return null
  const year = last.tag === 0x17 ? `${Number(match[1]) < 50 ? '20' : '19'}${match[1]}` : match[1]!
  return { notAfter: `${year}-${match[2]}-${match[3]}`, rsaBits: rsaBits(bytes, key) }
}

interface Element { readonly tag: number; readonly start: number; readonly end: number }

function elementAt(bytes: Uint8Array, at: number): Element | null {
  const tag = bytes[at], first = bytes[at + 1]
  if (tag === undefined || first === undefined) return null
  let length = first, start = at + 2
  if (first & 0x80) {
    const count = first & 0x7f
    if (count === 0 || count > 3) return null
    length = 0
    for (let i = 0; i < count; i++) length = length * 256 + (bytes[start + i] ?? 0)
    start += count
  }
  return start + length <= bytes.length ? { tag, start, end: start + length } : null
}

function childrenOf(bytes: Uint8Array, parent: Element): readonly Element[] {
  const found: Element[] = []
  for (let at = parent.start; at < parent.end;) {
    const one = elementAt(bytes, at)
    if (!one || one.end > parent.end) break
    found.push(one)
    at = one.end
  }
  return found
}

/** `rsaEncryption`, 1.2.840.113549.1.1.1. */
const rsa = '2a864886f70d010101'

function rsaBits(bytes: Uint8Array, key: Element): number | null {
  const [algorithm, text] = childrenOf(bytes, key), name = algorithm && childrenOf(bytes, algorithm)[0]
  if (!name || !text || [...bytes.slice(name.start, name.end)].map((byte) => byte.toString(16).padStart(2, '0')).join('') !== rsa) return null
  // A bit string begins with the number of unused bits.
  const pair = elementAt(bytes, text.start + 1), modulus = pair && childrenOf(bytes, pair)[0]
  if (!modulus) return null
  let first = modulus.start
  while (first < modulus.end && bytes[first] === 0) first++
  return first === modulus.end ? null : (modulus.end - first) * 8 - Math.clz32(bytes[first]!) + 24
}
