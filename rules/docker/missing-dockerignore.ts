import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/docker/facts'

/** What never belongs into an image, whatever it is made of. */
const patterns = ['.git', '.env', '.env.*', 'node_modules']

const check: Check<Facts['docker.Copy']> = function* (copy, { unknown }) {
  const index = copy.sources.findIndex(source => source.isContextRoot === true)
  if (index < 0) return
  const { file } = copy
  if (isUnknown(file.ignore)) { unknown(file.ignore.source); return }
  if (file.ignore) return
  // One finding a file: the first COPY of the context stands for all.
  const first = file.stages.flatMap(stage => stage.copies).find(other => other.sources.some(source => source.isContextRoot === true))
  if (first?.index !== copy.index) return
  if (isUnknown(file.unwanted)) { unknown(file.unwanted.source); return }
  if (file.unwanted.length === 0) return
  const path = copy.path.slice(0, copy.path.lastIndexOf('/') + 1) + '.dockerignore'
  yield {
    values: { index, names: file.unwanted.map(name => `'${name}'`).join(', ') },
    fixes: [{ title: 'Create a .dockerignore that keeps out .git, .env and node_modules', safety: 'suggest', edits: () => [{ path, create: [...new Set([...patterns, ...file.unwanted as readonly string[]]), ''].join(file.lineBreak) }] }],
  }
}

export default check
