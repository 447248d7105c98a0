import { Disposable, l10n, languages, LanguageStatusSeverity, window, type LanguageStatusItem } from 'vscode'
import { documentSelector } from './selector'
import type { Server } from './server'

/** The one item of the language status: how much is new, how much was accepted. */
export function statusItem(server: Server): Disposable {
  const item = languages.createLanguageStatusItem('shipshape', documentSelector)
  item.name = 'Shipshape'
  const show = (): void => { Object.assign(item, describe(server.status, server.withheld.get(window.activeTextEditor?.document.uri.toString() ?? '') ?? null)) }
  show()
  return Disposable.from(server.onStatus(show), window.onDidChangeActiveTextEditor(show), item)
}

type Shown = Pick<LanguageStatusItem, 'text' | 'detail' | 'severity' | 'busy' | 'command' | 'accessibilityInformation'>

/** How a state of the server reads; `withheldBy` is the extension that shows the schema findings of the file in front. */
export function describe(status: Server['status'], withheldBy: string | null = null): Shown {
  const show = (text: string, detail: string, severity: LanguageStatusSeverity, busy: boolean, command: Shown['command']): Shown => ({ text, detail, severity, busy, command, accessibilityInformation: { label: `Shipshape: ${text}. ${detail}` } })
  const check = { title: l10n.t('Check Workspace'), command: 'shipshape.checkWorkspace' }
  if (status === 'starting') return show(l10n.t('Starting'), '', LanguageStatusSeverity.Information, true, check)
  if (status === 'stopped') return show(l10n.t('Server stopped'), l10n.t('Nothing is checked'), LanguageStatusSeverity.Error, false, { title: l10n.t('Restart'), command: 'shipshape.restartServer' })
  const counts = status.accepted ? l10n.t('{0} accepted, {1} new', status.accepted, status.fresh) : status.fresh === 1 ? l10n.t('1 finding') : l10n.t('{0} findings', status.fresh)
  const level = l10n.t('Level {0}', status.level)
  const problems = status.problems ? l10n.t('{0} problems in the configuration', status.problems) : ''
  return show(status.state === 'indexing' ? l10n.t('Reading files') : counts, [level, problems, withheldBy === null ? '' : l10n.t('Schema findings are left to {0}', withheldBy)].filter(Boolean).join(' · '), problems ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information, status.state === 'indexing', check)
}
