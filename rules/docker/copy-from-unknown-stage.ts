import { nearest } from '../../src/core/nearest'
import type { Check, LazyFix } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/docker/facts'

/** Images that are often named without a tag. */
const images: ReadonlySet<string> = new Set(['alpine', 'busybox', 'composer', 'debian', 'docker', 'golang', 'httpd', 'maven', 'nginx', 'node', 'php', 'postgres', 'python', 'redis', 'ruby', 'rust', 'traefik', 'ubuntu'])

const check: Check<Facts['docker.Copy']> = function* (copy, { options, unknown }) {
  const { from, stage } = copy
  if (isUnknown(from)) { unknown(from.source); return }
  if (from === '') { yield { message: `'--from=' names no stage, so the files come from the build context.`, severity: 'error' }; return }
  if (from === null || !stage || copy.fromStage || copy.isFromSelf || (options.contexts as readonly string[]).includes(from)) return
  if (copy.isFromLater) yield { severity: 'error', message: `Stage '${from}' comes only after this one.` }
  else if (copy.isFromIndex) yield { severity: 'error' }
  // With one stage, or written as images are, it is an image and not a slip.
  else if (/^[\w-]+$/.test(from) && stage.file.stages.length > 1 && !images.has(from)) {
    const { contextNames } = stage.file
    if (isUnknown(contextNames)) { unknown(from); return }
    if (contextNames.includes(from)) return
    const name = nearest(from, stage.file.stages.slice(0, stage.index).flatMap(other => other.name ?? []))
    const fixes: readonly LazyFix[] = name === null ? [] : [{ title: `Copy from '${name}'`, safety: 'review', edits: () => [{ kind: 'set', path: 'from', value: name }] }]
    yield name === null ? {} : { message: `There is no stage '${from}'; '${name}' is near.`, fixes }
  }
}

export default check
