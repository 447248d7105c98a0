import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts, Stage } from '../../src/languages/docker/facts'

const check: Check<Facts['docker.Stage']> = function* (stage, { unknown }) {
  if (!stage.isFinal) return
  const { repository, tag } = stage.root
  if (isUnknown(repository) || isUnknown(tag)) { unknown(isUnknown(repository) ? repository.source : stage.root.text); return }
  if (repository !== 'php' || tag === null || !/(?:^|-)(?:fpm|apache)(?:-|$)/.test(tag)) return
  const version = /^(\d+)(?:\.(\d+))?/.exec(tag)
  if (!version || Number(version[1]) > 8 || Number(version[1]) === 8 && Number(version[2] ?? 99) >= 5) return
  for (let at: Stage | null = stage; at; at = at.base) {
    if (at.instructions.some(({ text, heredocs, keyword }) => /opcache/i.test(text) || heredocs.some(body => /opcache/i.test(body.text)) || (keyword === 'COPY' || keyword === 'ADD') && /php\/|\.ini\b|conf\.d|\s\/\s*$|\/usr\/local/.test(text))) return
  }
  yield {}
}

export default check
