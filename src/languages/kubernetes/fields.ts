/** A type of the table: an index into it. */
export type FieldType = number

/** What a value may be. */
export type Basic = 'string' | 'integer' | 'boolean' | 'number' | 'quantity' | 'int-or-string' | 'any' | 'object'

/** How a field is typed at some version. */
export interface Field {
  readonly basic: Basic
  /** The collections around it, from the outside: `[` a list, `{` a map of free keys. */
  readonly shape: string
  /** Of an object. */
  readonly type: FieldType | null
  readonly isRequired: boolean
  /** The values that were there when the lists of values were published; newer versions may have more. */
  readonly values: readonly string[]
  readonly since: number
  readonly until: number
}

/** A kind, and the minor versions of Kubernetes 1.x that serve it. */
export interface Kind { readonly type: FieldType; readonly since: number; readonly until: number }

interface Definition { readonly isRoot: boolean; readonly fields: ReadonlyMap<string, readonly Field[]>; readonly required: readonly string[] }

const basics: { readonly [letter: string]: Basic } = { s: 'string', i: 'integer', b: 'boolean', n: 'number', q: 'quantity', x: 'int-or-string', a: 'any', '@': 'object' }

/**
 * The fields of the kinds of Kubernetes over many versions. Its text is: a line with the oldest and newest minor version; a line an apiVersion
 * with its kinds, `apps/v1 Deployment:1,StatefulSet:2~-30`; an empty line; a line a type, `replicas:i,selector:@4!,paused:b~16-20`. Numbers of
 * types are base 36, `~16-20` are the versions where they are not those of all, `/` stands between types of several versions, `!` after
 * what is required, `=A|B` before values, and `*` before the types that have `apiVersion`, `kind` and `status` as well. A type is read at its first use.
 */
export class FieldTable {
  readonly oldest: number
  readonly newest: number
  private readonly kinds = new Map<string, Kind>()
  private readonly lines: readonly string[]
  private readonly definitions: Definition[] = []

  constructor(text: string) {
    const lines = text.split('\n'), gap = lines.indexOf('')
    const [oldest, newest] = lines[0]!.split(' ').map(Number) as [number, number]
    this.oldest = oldest
    this.newest = newest
    for (const line of lines.slice(1, gap)) {
      const space = line.indexOf(' '), version = line.slice(0, space)
      for (const one of line.slice(space + 1).split(',')) {
        const [, kind, type, range] = /^(\w+):(\w+)(?:~(.*))?$/.exec(one)!
        this.kinds.set(`${version}/${kind}`, { type: parseInt(type!, 36), ...rangeOf(range, oldest, newest) })
      }
    }
    this.lines = lines.slice(gap + 1)
  }

  /** A kind of an apiVersion; null where no version serves it. */
  kind(apiVersion: string, kind: string): Kind | null { return this.kinds.get(`${apiVersion}/${kind}`) ?? null }

  /** The apiVersions that serve a kind, or did. */
  *versionsOf(kind: string): Generator<string> { for (const name of this.kinds.keys()) if (name.endsWith(`/${kind}`)) yield name.slice(0, -kind.length - 1) }

  /** The kinds of an apiVersion. */
  *kindsOf(apiVersion: string): Generator<string> { for (const name of this.kinds.keys()) if (name.startsWith(`${apiVersion}/`) && !name.includes('/', apiVersion.length + 1)) yield name.slice(apiVersion.length + 1) }

  /** The field of a type at a minor version; without one as it was last. Null where there is none. */
  field(type: FieldType, name: string, minor: number | null): Field | null {
    const entries = this.definition(type).fields.get(name)
    if (!entries) return null
    if (minor === null) return entries.at(-1)!
    return entries.find(({ since, until }) => since <= minor && minor <= until) ?? null
  }

  /** The names of the fields of a type at a minor version; without one of all versions. */
  *names(type: FieldType, minor: number | null): Generator<string> { for (const name of this.definition(type).fields.keys()) if (this.field(type, name, minor)) yield name }

  /** The fields that every version requires which has them, and that a minor version has. */
  required(type: FieldType, minor: number | null): string[] {
    const { required } = this.definition(type)
    return required.filter(name => minor === null || this.field(type, name, minor)?.isRequired)
  }

  /** It stands alone: it has `apiVersion`, `kind` and `status` as well. */
  isRoot(type: FieldType): boolean { return this.definition(type).isRoot }

  private definition(type: FieldType): Definition {
    return this.definitions[type] ??= read(this.lines[type]!, this.oldest, this.newest)
  }
}

function read(line: string, oldest: number, newest: number): Definition {
  const isRoot = line.startsWith('*'), fields = new Map<string, readonly Field[]>(), body = isRoot ? line.slice(1) : line
  if (body) for (const part of body.split(',')) {
    const colon = part.indexOf(':')
    fields.set(part.slice(0, colon), part.slice(colon + 1).split('/').map(text => {
      const [, shape, letter, type, required, values, range] = /^([[{]*)([@a-z])([0-9a-z]*)(!?)(?:=([^~]*))?(?:~(.*))?$/.exec(text)!
      return { basic: basics[letter!]!, shape: shape!, type: letter === '@' ? parseInt(type!, 36) : null, isRequired: required === '!', values: values ? values.split('|') : [], ...rangeOf(range, oldest, newest) }
    }))
  }
  return { isRoot, fields, required: [...fields].filter(([, entries]) => entries.every(({ isRequired }) => isRequired)).map(([name]) => name) }
}

function rangeOf(text: string | undefined, oldest: number, newest: number): { readonly since: number; readonly until: number } {
  const [since, until] = (text ?? '').split('-') as [string, string?]
  return { since: since ? Number(since) : oldest, until: until ? Number(until) : newest }
}
