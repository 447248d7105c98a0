/** What a label's value may be asked to be: `text` is anything but nothing. */
export const labelFormats = ['text', 'url', 'email', 'semver', 'rfc3339', 'hash', 'spdx'] as const

const tests: Readonly<Record<typeof labelFormats[number], (value: string) => boolean>> = {
  text: value => value.trim() !== '',
  /** RFC 3986, with a host. */
  url: value => /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#]+(?:[/?#][^\s<>"{}|\\^`]*)?$/i.test(value),
  /** An addr-spec of RFC 5322 without comments and quoted parts, or `Name <addr-spec>`. */
  email: value => /^(?:[^<>@]*<)?[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*>?$/i.test(value) && value.includes('<') === value.endsWith('>'),
  /** Semantic Versioning 2.0.0. */
  semver: value => /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/.test(value),
  rfc3339: value => /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/.test(value) && !Number.isNaN(Date.parse(value.replace(' ', 'T').toUpperCase())),
  /** A commit of Git, whole or short. */
  hash: value => /^[0-9a-f]{7,64}$/.test(value),
  /** The grammar of SPDX license expressions; that the names are in the list of licences is not looked at. */
  spdx: value => /^[A-Za-z0-9.+:-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+:-]+)*$/.test(value.replace(/[()]/g, ' ').trim().replace(/\s+/g, ' ')),
}

/** The formats that a value has. */
export const formatsOf = (value: string): readonly string[] => labelFormats.filter(format => tests[format](value))

/** What is wrong with a label's name, by Docker's guidelines for keys (docs.docker.com/engine/manage-resources/labels, July 2026). */
export function labelKeyProblem(key: string): string | null {
  if (/^(?:com\.docker|io\.docker|org\.dockerproject)\./.test(key)) return `the namespace '${/^\w+\.\w+/.exec(key)![0]}' belongs to Docker`
  if (/[A-Z]/.test(key)) return 'it has capital letters'
  const bad = /[^a-z0-9._/-]/.exec(key)
  if (bad) return `it has '${bad[0]}' in it`
  if (/[._/-]{2}/.test(key)) return 'it has two separators in a row'
  return /^[a-z0-9]/.test(key) && /[a-z0-9]$/.test(key) ? null : 'it begins or ends with a separator'
}
