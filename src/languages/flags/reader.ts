import type { Parser } from '../../core/document'
import { YamlSource } from '../yaml/source'

/** YAML, and JSON as a part of it, that is read again only where an edit touched it. */
export const yamlParser: Parser<YamlSource> = {
  parse(text, previous) {
    if (!previous) return new YamlSource(text)
    previous.update(text)
    return previous
  },
}

/** Files of other tools that may have such keys. */
const other = /(?:^|\/)(?:values[^/]*|Chart|kustomization|\.gitlab-ci|action|pnpm-[^/]*)\.ya?ml$|\.(?:tf|tofu|tfvars)\.json$|(?:^|\/)\.github\/|(?:^|\/)(?:package|tsconfig)[^/]*\.json$/

/** The tool whose flags a file has, by the beginning of its text; null where it has none. */
export function formatOf(path: string, head: string): 'flagd' | 'unleash' | null {
  if (!/\.(?:json|ya?ml)$/i.test(path) || other.test(path)) return null
  const isJson = /^\uFEFF?\s*\{/.test(head)
  if (!isJson && (/\.json$/i.test(path) || /^(?:apiVersion|kind|services)[ \t]*:/m.test(head))) return null
  if (/"?\$schema"?[ \t]*:[ \t]*["'][^"'\r\n]*(?:flagd\.dev\/|flagd-schemas|flagd-definitions)[^"'\r\n]*["']/.test(head) && !/flagd\.dev\/schema\/v0\/targeting/.test(head)) return 'flagd'
  if (isJson) {
    if (/"features"\s{0,20}:\s{0,20}\[/.test(head) && (/"(?:featureStrategies|impressionData|featureEnvironments)"/.test(head) || /unleash/i.test(path))) return 'unleash'
    return /"flags"\s{0,20}:\s{0,20}[{[]/.test(head) && /"variants"\s{0,20}:/.test(head) && /"(?:state|defaultVariant)"\s{0,20}:/.test(head) ? 'flagd' : null
  }
  if (/^features[ \t]*:/m.test(head) && /^(?:featureStrategies|featureEnvironments)[ \t]*:/m.test(head)) return 'unleash'
  return /^flags[ \t]*:/m.test(head) && /^[ \t]+variants[ \t]*:/m.test(head) && /^[ \t]+(?:state|defaultVariant)[ \t]*:/m.test(head) ? 'flagd' : null
}
