import { readFileSync, writeFileSync } from 'node:fs'
import { FieldTable, type FieldType } from '../src/languages/kubernetes/fields'

/** The published OpenAPI documents of many versions, merged: each kind and each field with its types and the minor versions that have it. */
export interface Source {
  readonly versions: readonly string[]
  readonly kinds: { readonly [kind: string]: readonly (readonly [type: string, since: number, until: number | null])[] }
  readonly types: { readonly [type: string]: { readonly [field: string]: readonly (readonly [type: string, since: number, until: number | null])[] } }
}

const letters: { readonly [name: string]: string } = { string: 's', integer: 'i', boolean: 'b', number: 'n', quantity: 'q', 'int-or-string': 'x', any: 'a' }
const minorOf = (version: string): number => Number(version.slice(version.indexOf('.') + 1))

/** One way in which a field is typed. */
interface Entry { readonly text: string; readonly ref: string | null; readonly since: number; readonly until: number }

/** The text of the table that `FieldTable` reads: see there for its form. Types that read alike are written once. */
export function encode(source: Source): string {
  const minors = source.versions.map(minorOf), oldest = Math.min(...minors), newest = Math.max(...minors)
  const kinds = Object.entries(source.kinds).filter(([kind]) => !kind.endsWith('List')).sort(([a], [b]) => a < b ? -1 : 1)
  const lastOf = (kind: Source['kinds'][string]): string => kind.at(-1)![0]
  const wanted = new Set<string>(), stack = kinds.map(([, entries]) => lastOf(entries)).reverse(), order: string[] = []
  const fieldsOf = (type: string): readonly (readonly [string, readonly Entry[]])[] => {
    const fields = source.types[type]!, isRoot = 'kind' in fields && 'apiVersion' in fields
    return Object.entries(fields).filter(([name]) => !isRoot || name !== 'kind' && name !== 'apiVersion' && name !== 'status').sort(([a], [b]) => a < b ? -1 : 1).map(([name, entries]) => [name, merged(entries.map(entryOf))] as const)
  }
  const entryOf = ([text, since, until]: readonly [string, number, number | null]): Entry => {
    const match = /^(\[\]|\{\}|\{\}\[\])?(@?)([\w.-]+)(!?)(?:=([^!]*))?(!?)$/.exec(text)
    if (!match) throw new Error(`no such type: ${text}`)
    const shape = (match[1] ?? '').replaceAll('[]', '[').replaceAll('{}', '{'), isRequired = (match[4] || match[6]) === '!', isKnown = match[2] === '@' && match[3]! in source.types
    const values = match[5] === undefined || match[2] ? '' : `=${match[5]}`
    const word = match[2] ? isKnown ? '@' : 'a' : letters[match[3]!]
    if (word === undefined) throw new Error(`no such type: ${text}`)
    return { text: `${shape}${word}${isRequired ? '!' : ''}${values}`, ref: isKnown ? match[3]! : null, since, until: until ?? newest }
  }
  while (stack.length) {
    const type = stack.pop()!
    if (wanted.has(type)) continue
    wanted.add(type)
    order.push(type)
    for (const [, entries] of fieldsOf(type)) for (const { ref } of entries) if (ref !== null) stack.push(ref)
  }

  // Types are one when their fields are, told by the types that they refer to, as far down as it takes.
  const texts = (number: ReadonlyMap<string, number>): ReadonlyMap<string, string> => new Map(order.map(type => {
    const fields = fieldsOf(type), all = Object.values(source.types[type]!).flat(), from = Math.min(...all.map(([, since]) => since)), to = Math.max(...all.map(([, , until]) => until ?? newest))
    const range = ({ since, until }: Entry): string => since === from && until === to ? '' : `~${since === from ? '' : since}${until === to ? '' : `-${until}`}`
    const isRoot = 'kind' in source.types[type]! && 'apiVersion' in source.types[type]!
    return [type, (isRoot ? '*' : '') + fields.map(([name, entries]) => `${name}:${entries.map(entry => entry.text.replace('@', entry.ref === null ? '@' : `@${number.get(entry.ref)!.toString(36)}`) + range(entry)).join('/')}`).join(',')] as const
  }))
  let number: ReadonlyMap<string, number> = new Map(order.map(type => [type, 0])), count = 1
  for (;;) {
    const written = texts(number), classes = new Map<string, number>(), next = new Map<string, number>()
    for (const type of order) {
      const text = `${number.get(type)} ${written.get(type)}`
      let known = classes.get(text)
      if (known === undefined) classes.set(text, known = classes.size)
      next.set(type, known)
    }
    number = next
    if (classes.size === count) break
    count = classes.size
  }
  const lines: string[] = []
  for (const [type, text] of texts(number)) lines[number.get(type)!] ??= text
  const groups = new Map<string, string[]>()
  for (const [kind, entries] of kinds) {
    const slash = kind.lastIndexOf('/'), version = kind.slice(0, slash), since = Math.min(...entries.map(([, since]) => since)), until = Math.max(...entries.map(([, , until]) => until ?? newest))
    const list = groups.get(version) ?? []
    groups.set(version, list)
    list.push(`${kind.slice(slash + 1)}:${number.get(lastOf(entries))!.toString(36)}${since === oldest && until === newest ? '' : `~${since === oldest ? '' : since}${until === newest ? '' : `-${until}`}`}`)
  }
  return [`${oldest} ${newest}`, ...[...groups].map(([version, list]) => `${version} ${list.join(',')}`), '', ...lines].join('\n')
}

/** Neighbours in time that differ in nothing, or only in that one version lists the values, are one. */
function merged(entries: readonly Entry[]): readonly Entry[] {
  const found: Entry[] = []
  for (const entry of [...entries].sort((a, b) => a.since - b.since)) {
    const last = found.at(-1), bare = (text: string): string => text.replace(/=.*/, '')
    if (last && last.ref === entry.ref && bare(last.text) === bare(entry.text) && last.until >= entry.since - 1) found[found.length - 1] = { ...last, text: last.text.length > entry.text.length ? last.text : entry.text, until: Math.max(last.until, entry.until) }
    else found.push(entry)
  }
  return found
}

/** Throws where the table does not say what its source says. */
export function verify(source: Source, text: string): void {
  const table = new FieldTable(text), seen = new Set<string>()
  const compare = (name: string, type: FieldType): void => {
    if (seen.has(name)) return
    seen.add(name)
    const fields = source.types[name]!, isRoot = 'kind' in fields && 'apiVersion' in fields
    const lifetime = Object.values(fields).flat(), from = Math.min(...lifetime.map(([, since]) => since)), to = Math.max(...lifetime.map(([, , until]) => until ?? Infinity))
    for (const minor of source.versions.map(minorOf).filter(minor => from <= minor && minor <= to)) for (const [field, entries] of Object.entries(fields)) {
      if (isRoot && ['kind', 'apiVersion', 'status'].includes(field)) continue
      const wanted = entries.find(([, since, until]) => since <= minor && minor <= (until ?? Infinity)), found = table.field(type, field, minor)
      if (!wanted !== !found) throw new Error(`${name}.${field} at 1.${minor}: ${wanted ? 'is missing' : 'is not there'}`)
      if (!wanted || !found) continue
      const ref = /@([\w.-]+)/.exec(wanted[0])?.[1]
      if (wanted[0].includes('!') !== found.isRequired) throw new Error(`${name}.${field} at 1.${minor}: required`)
      if (ref !== undefined && ref in source.types) { if (found.type === null) throw new Error(`${name}.${field} at 1.${minor}: no type`); compare(ref, found.type) }
    }
  }
  for (const [kind, entries] of Object.entries(source.kinds)) {
    if (kind.endsWith('List')) continue
    const found = table.kind(kind.slice(0, kind.lastIndexOf('/')), kind.slice(kind.lastIndexOf('/') + 1))
    if (!found) throw new Error(`${kind} is missing`)
    compare(entries.at(-1)![0], found.type)
  }
}

if (require.main === module) {
  const [from, to] = process.argv.slice(2)
  if (!from || !to) throw new Error('usage: kubernetes-fields.ts IN OUT')
  const source = JSON.parse(readFileSync(from, 'utf8')) as Source, text = encode(source)
  verify(source, text)
  writeFileSync(to, `/**
 * Names and types of the fields of Kubernetes ${source.versions[0]} to ${source.versions.at(-1)}, from the OpenAPI documents of its releases, ${new Date().toISOString().slice(0, 7)}.
 * Made by scripts/kubernetes-fields.ts; \`FieldTable\` reads it.
 */
export const fields = \`${text.replace(/[\\`$]/g, '\\$&')}\`
`)
  console.log(`${(text.length / 1024).toFixed(0)} KB`)
}
