import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/docker/facts'

/** What never belongs into an image, whatever it is made of. */
const patterns = ['.git', '.env', '.env.*', 'node_modules']

const check: Check<Facts['docker.Copy']> = function* (copy, { unknown }) {
  const { file } = copy
  if (isUnknown(file.ignore)) { unknown(file.ignore.source); return }
  if (file.ignore) return
  const index = copy.sources.findIndex(source => source.isContextRoot === true)
  // One finding a file: the first COPY of the context stands for all.
  const first = file.stages.flatMap(stage => stage.copies).find(other => other.sources.some(source => source.isContextRoot === true))
  if (index < 0 || first?.index !== copy.index) return
  const path = copy.path.slice(0, copy.path.lastIndexOf('/') + 1) + '.dockerignore'
  yield {
    values: { index },
    fixes: [{ title: 'Create a .dockerignore that keeps out .git, .env and node_modules', safety: 'suggest', edits: () => [{ path, create: [...patterns, ''].join(file.lineBreak) }] }],
  }
}

export default check
