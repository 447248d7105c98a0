import type { Check } from '../../src/core/rule'
import { isUnknown, type Maybe } from '../../src/core/value'
import type { Copy, Facts } from '../../src/languages/docker/facts'

/** Variables that name a file with credentials. */
const pointers = ['GOOGLE_APPLICATION_CREDENTIALS', 'AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE', 'KUBECONFIG']

const check: Check<Facts['docker.Stage']> = function* (stage, { options, unknown }) {
  const allowed = options.allowed as readonly string[]
  const named = pointers.flatMap(name => {
    const value = stage.env.get(name) ?? stage.args.get(name)
    return typeof value === 'string' && value !== '' ? [{ name, value }] : []
  })
  for (const copy of stage.copies) {
    for (const [index, source] of copy.sources.entries()) {
      const { text, path, looksSecret } = source
      if (looksSecret === false || allowed.includes(text)) continue
      const { isIgnored } = source
      if (isIgnored === true) continue
      if (isUnknown(looksSecret) || isUnknown(isIgnored)) unknown(isUnknown(path) ? path.source : text)
      else yield { at: copy.locate(`sources[${index}]`), values: { source: text } }
    }
    if (!copy.isFromContext || copy.sources.some(source => source.looksSecret === true)) continue
    const pointer = pointers.find(name => isUnknown(copy.destination) && new RegExp(`\\$\\{?${name}\\b`).test(copy.destination.source)) ?? named.find(({ value }) => lands(copy, value))?.name
    if (pointer) yield { at: copy.locate('destination'), message: `The file with credentials that '${pointer}' names is copied into the image.` }
  }
}

/** Is a file among those that a COPY writes? A relative path is taken as beginning where the copy's does. */
function lands(copy: Copy, file: string): boolean {
  const target: Maybe<string | null> = file.startsWith('/') ? copy.target : copy.destination
  if (target === null || isUnknown(target)) return false
  const [folder, inner] = [target, file].map(path => path.replace(/^(?:\.?\/)+|^\.$|\/+$/g, ''))
  return folder === '' || inner === folder || inner!.startsWith(folder + '/')
}

export default check
