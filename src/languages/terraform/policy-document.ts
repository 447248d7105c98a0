import { elementsOf, type Scope } from './evaluate'
import type { Instance } from './module'
import type { Section } from './source'
import { listOf, mapOf, text, type ListValue, type MapValue, type Origin, type Value } from './value'

const keys: readonly (readonly [attribute: string, key: string])[] = [['sid', 'Sid'], ['effect', 'Effect'], ['actions', 'Action'], ['not_actions', 'NotAction'], ['resources', 'Resource'], ['not_resources', 'NotResource']]

/** What `aws_iam_policy_document` renders, as the data that its JSON holds. Statements of source and override documents it cannot read leave the list open. */
export function documentOf(instance: Instance, section: Section, scope: Scope): Value {
  const origin: Origin = { file: section.file, span: section.block!.span, expression: null }
  const own = instance.configured(section, 'statement', scope)
  const statements: Value[] = []
  let open = own !== null && (own.kind !== 'list' || own.open)
  // A statement takes the place of an earlier one of its Sid.
  const add = (statement: Value): void => {
    const sid = sidOf(statement), before = sid === null ? -1 : statements.findIndex((one) => sidOf(one) === sid)
    if (before < 0) statements.push(statement)
    else statements[before] = statement
  }
  const others = (name: string): void => {
    const documents = instance.configured(section, name, scope)
    if (!documents || documents.kind === 'null') return
    const all = documents.kind === 'list' ? documents.items : [documents]
    if (documents.kind === 'unknown' || documents.kind === 'list' && documents.open) open = true
    for (const document of all) {
      const decoded = document.kind === 'unknown' || document.kind === 'string' ? document.decoded : undefined
      const inner = decoded?.kind === 'map' ? decoded.entries.get('Statement') : undefined
      if (inner?.kind === 'list') { inner.items.forEach(add); open ||= inner.open }
      else if (inner?.kind === 'map') add(inner)
      else open = true
    }
  }
  others('source_policy_documents')
  others('source_json')
  if (own?.kind === 'list') for (const item of own.items) if (item.kind === 'map') add(statementOf(item))
  others('override_policy_documents')
  others('override_json')
  const version = instance.configured(section, 'version', scope)
  return mapOf(new Map<string, Value>([['Version', version ?? text('2012-10-17', origin)], ['Statement', listOf(statements, origin, open)]]), origin)
}

function sidOf(statement: Value): string | null {
  const sid = statement.kind === 'map' ? statement.entries.get('Sid') : undefined
  return sid?.kind === 'string' && sid.value !== '' ? sid.value : null
}

function statementOf(block: MapValue): Value {
  const entries = new Map<string, Value>()
  for (const [attribute, key] of keys) {
    const value = block.entries.get(attribute)
    if (value && value.kind !== 'null') entries.set(key, value)
  }
  if (!entries.has('Effect')) entries.set('Effect', text('Allow', block.origin))
  for (const [type, key] of [['principals', 'Principal'], ['not_principals', 'NotPrincipal']] as const) {
    const blocks = block.entries.get(type)
    if (blocks?.kind !== 'list') continue
    const found = new Map<string, Value>()
    for (const one of blocks.items) {
      const kind = one.kind === 'map' ? one.entries.get('type') : undefined, ids = one.kind === 'map' ? one.entries.get('identifiers') : undefined
      if (kind?.kind !== 'string' || !ids) continue
      const before = found.get(kind.value)
      found.set(kind.value, before?.kind === 'list' && ids.kind === 'list' ? listOf([...before.items, ...ids.items], ids.origin, before.open || ids.open) : ids)
    }
    if (blocks.items.length || blocks.open) entries.set(key, mapOf(found, blocks.origin, blocks.open || found.size === 0))
  }
  const conditions = block.entries.get('condition')
  if (conditions?.kind === 'list' && (conditions.items.length || conditions.open)) {
    const tests = new Map<string, Map<string, Value>>()
    for (const [, one] of elementsOf(conditions as ListValue)) {
      const test = one.kind === 'map' ? one.entries.get('test') : undefined, variable = one.kind === 'map' ? one.entries.get('variable') : undefined, values = one.kind === 'map' ? one.entries.get('values') : undefined
      if (test?.kind !== 'string' || variable?.kind !== 'string' || !values) continue
      const known = tests.get(test.value) ?? new Map<string, Value>()
      tests.set(test.value, known.set(variable.value, values))
    }
    entries.set('Condition', mapOf(new Map([...tests].map(([test, variables]) => [test, mapOf(variables, conditions.origin)])), conditions.origin, conditions.open || tests.size === 0))
  }
  return mapOf(entries, block.origin)
}
