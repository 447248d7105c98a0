import { l10n, languages, LanguageStatusSeverity, type Disposable, type LanguageStatusItem } from 'vscode'
import { documentSelector } from './selector'
import type { Server } from './server'

/** The one item of the language status: how much is new, how much was accepted. */
export function statusItem(server: Server): Disposable {
  const item = languages.createLanguageStatusItem('shipshape', documentSelector)
  item.name = 'Shipshape'
  const show = (): void => { Object.assign(item, describe(server.status)) }
  show()
  const listening = server.onStatus(show)
  return { dispose() { listening.dispose(); item.dispose() } }
}

type Shown = Pick<LanguageStatusItem, 'text' | 'detail' | 'severity' | 'busy' | 'command' | 'accessibilityInformation'>

/** How a state of the server reads. */
export function describe(status: Server['status']): Shown {
  const show = (text: string, detail: string, severity: LanguageStatusSeverity, busy: boolean, command: Shown['command']): Shown => ({ text, detail, severity, busy, command, accessibilityInformation: { label: `Shipshape: ${text}. ${detail}` } })
  const check = { title: l10n.t('Check Workspace'), command: 'shipshape.checkWorkspace' }
  if (status === 'starting') return show(l10n.t('Starting'), '', LanguageStatusSeverity.Information, true, check)
  if (status === 'stopped') return show(l10n.t('Server stopped'), l10n.t('Nothing is checked'), LanguageStatusSeverity.Error, false, { title: l10n.t('Restart'), command: 'shipshape.restartServer' })
  const counts = status.accepted ? l10n.t('{0} accepted, {1} new', status.accepted, status.fresh) : status.fresh === 1 ? l10n.t('1 finding') : l10n.t('{0} findings', status.fresh)
  const level = l10n.t('Level {0}', status.level)
  const problems = status.problems ? l10n.t('{0} problems in the configuration', status.problems) : ''
  return show(status.state === 'indexing' ? l10n.t('Reading files') : counts, [level, problems].filter(Boolean).join(' · '), problems ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information, status.state === 'indexing', check)
}
