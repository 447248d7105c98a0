import { l10n, ThemeColor, ThemeIcon } from 'vscode'
import { messages, type ReadinessList } from '../server/protocol'
import type { Server } from './server'

/** The day by the user's clock. */
export function today(): string {
  const now = new Date()
  return [now.getFullYear(), String(now.getMonth() + 1).padStart(2, '0'), String(now.getDate()).padStart(2, '0')].join('-')
}

/** The checklists of all folders with their evidence. */
export const readinessLists = (server: Server): Promise<readonly ReadinessList[]> => server.request(messages.readiness, { day: today() })

export type ItemResult = ReadinessList['items'][number]

export const stateIcons: { readonly [state in ItemResult['state']]: ThemeIcon } = {
  pass: new ThemeIcon('pass', new ThemeColor('testing.iconPassed')), fail: new ThemeIcon('error', new ThemeColor('testing.iconFailed')),
  unknown: new ThemeIcon('question'), 'not-applicable': new ThemeIcon('circle-slash'), waived: new ThemeIcon('shield'),
}

/** The state of an item in words. */
export function stateText({ state, evidence, reason, proposed }: ItemResult): string {
  const words = { pass: l10n.t('passed'), fail: evidence.length > 1 ? l10n.t('failed in {0} places', evidence.length) : l10n.t('failed'), unknown: proposed === 'pass' ? l10n.t('to be confirmed') : l10n.t('unknown'), 'not-applicable': l10n.t('not applicable'), waived: l10n.t('waived') }[state]
  return reason ? `${words}: ${reason}` : words
}

/** A tick counts where the files leave the item open; what they refute can only be waived. */
export const canTick = ({ mode, state, answer }: ItemResult): boolean => mode !== 'automatic' || state === 'unknown' || answer?.kind === 'tick'

export const canWaive = ({ state }: ItemResult): boolean => state === 'fail' || state === 'unknown' || state === 'waived'

export const tierText = (tier: ItemResult['tier']): string => ({ 'launch-blocking': l10n.t('Launch-blocking'), standard: l10n.t('Standard'), critical: l10n.t('Critical') })[tier]

/** A service by its name and promise; a folder that is one service by the folder's name. */
export function serviceText({ folder, service, availability }: Pick<ReadinessList, 'folder' | 'service' | 'availability'>): string {
  const name = service ?? decodeURIComponent(folder.slice(folder.lastIndexOf('/') + 1))
  return availability === null ? name : `${name} (${availability} %)`
}

/** How many items of a list are in which state, worst first; what does not apply is not counted. */
export function counts(items: readonly ItemResult[]): string {
  const count = (state: ItemResult['state']): number => items.filter((item) => item.state === state).length
  return [[count('fail'), l10n.t('failed')], [count('unknown'), l10n.t('unknown')], [count('waived'), l10n.t('waived')], [count('pass'), l10n.t('passed')]].filter(([n]) => n).map(([n, word]) => `${n} ${word}`).join(', ') || l10n.t('not applicable')
}
