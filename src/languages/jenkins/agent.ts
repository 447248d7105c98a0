import { isKnown, Unknown, type Maybe } from '../../core/value'
import type * as facts from './facts'
import { argument, firstText, type Statement, type Text } from './groovy'

const textIn = (text: Text | null): Maybe<string | null> => text === null ? null : text.isInterpolated ? new Unknown(text.value) : text.value

/** What stands under `agent`. */
export function agentOf(statement: Statement | null): facts.Agent | null {
  if (!statement) return null
  const inner = statement.body?.[0] ?? null, name = inner?.name ?? statement.tokens[0]?.text ?? ''
  const form = (['any', 'none', 'label', 'docker', 'dockerfile', 'kubernetes'] as const).find(one => one === name) ?? (name === 'node' ? 'label' : 'other')
  if (form !== 'docker' || !inner) return { form, image: null, isPinned: null }
  const written = inner.body?.find(one => one.name === 'image'), image = textIn(written ? firstText(written) : argument(inner, 'image')?.string ?? firstText(inner))
  return { form, image, isPinned: isKnown(image) ? image === null ? null : /@sha256:[0-9a-f]{64}$/i.test(image) || /:(?!latest$)[^:/]+$/.test(image) : image }
}
