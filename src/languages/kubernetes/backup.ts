import type { Exported } from '../../core/lookup'
import { dictionary, list, type Maybe } from '../../core/value'
import { scheduleError } from './cron'
import { keys, type BackupSummary, type ObjectSummary, type SelectorSummary } from './exports'
import type * as facts from './facts'
import { goSeconds } from './problem'
import { KindNode } from './resources'
import { selectorOf } from './selector'
import { at, known, text, texts, when, type Found } from './tree'

/** Where the schedule of a kind stands, and where it says how long a backup is kept. */
interface Shape { readonly schedule: string; readonly fields: 5 | 6; readonly retention?: string }

/** From the documentation of each, read 2026-11. CloudNativePG has a field for seconds. */
const shapes: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ['velero.io Schedule', { schedule: 'spec.schedule', fields: 5, retention: 'spec.template.ttl' }],
  ['velero.io Backup', { schedule: '', fields: 5, retention: 'spec.ttl' }],
  ['k8up.io Schedule', { schedule: 'spec.backup.schedule', fields: 5 }],
  ['volsync.backube ReplicationSource', { schedule: 'spec.trigger.schedule', fields: 5 }],
  ['postgresql.cnpg.io ScheduledBackup', { schedule: 'spec.schedule', fields: 6 }],
  ['config.kio.kasten.io Policy', { schedule: '', fields: 5 }],
  ['stash.appscode.com BackupConfiguration', { schedule: 'spec.schedule', fields: 5 }],
  ['snapscheduler.backube SnapshotSchedule', { schedule: 'spec.schedule', fields: 5 }],
])

export const backupGroups = /^(?:velero\.io|k8up\.io|volsync\.backube|postgresql\.cnpg\.io|config\.kio\.kasten\.io|stash\.appscode\.com|snapscheduler\.backube)\//

/** What saves data on a schedule. */
export class BackupNode extends KindNode implements facts.Backup {
  override readonly kind = 'kubernetes.Backup'
  private get shape(): Shape | null { return shapes.get(`${known(this.group)} ${known(this.objectKind)}`) ?? null }

  get schedulePath(): string { return this.shape?.schedule ?? '' }
  get schedule(): Maybe<string | null> { return this.schedulePath === '' ? null : text(at(this.tree, ...this.schedulePath.split('.'))) }
  get scheduleError(): Maybe<string | null> {
    return when(this.schedule, schedule => {
      if (schedule === null) return null
      const plain = schedule.trim().replace(/^(?:CRON_)?TZ=\S+\s+/, ''), parts = plain.split(/\s+/)
      if (plain.startsWith('@')) return /^@(?:yearly|annually|monthly|weekly|daily|midnight|hourly)(?:-random)?$|^@every\s+\S+$/.test(plain) ? null : `has an unknown macro '${plain}'`
      if (this.shape!.fields === 5) return scheduleError(plain)
      return parts.length !== 6 ? `has ${parts.length} fields, not 6 with the seconds first` : scheduleError(parts.slice(1).join(' '))
    })
  }
  get retentionPath(): string { return this.shape?.retention ?? '' }
  get retentionSeconds(): Maybe<number | null> { return this.retentionPath === '' ? null : when(text(at(this.tree, ...this.retentionPath.split('.'))), written => written === null ? null : goSeconds(written)) }

  /** What it saves; null where that is not read. */
  private get scope(): Omit<BackupSummary, keyof ObjectSummary> {
    const none = list<Maybe<string | null>>([]), all = { namespaces: none, excluded: none, claims: none, selector: null, isSure: true }
    const spec: Found = this.objectKind === 'Schedule' && this.group === 'velero.io' ? this.at('spec', 'template') : this.at('spec')
    if (this.group === 'velero.io') return { ...all, namespaces: texts(at(spec, 'includedNamespaces')), excluded: texts(at(spec, 'excludedNamespaces')), selector: selectorOf(at(spec, 'labelSelector')), isSure: at(spec, 'orLabelSelectors') === null }
    if (this.objectKind === 'ReplicationSource') return { ...all, namespaces: list([this.namespace]), claims: list([text(this.at('spec', 'sourcePVC'))]) }
    if (this.group === 'k8up.io') return { ...all, namespaces: list([this.namespace]), selector: selectors(this.at('spec', 'backup', 'labelSelectors')) }
    if (this.group === 'snapscheduler.backube') return { ...all, namespaces: list([this.namespace]), selector: selectorOf(this.at('spec', 'claimSelector')) }
    return { ...all, isSure: false }
  }

  override *exports(): Generator<Exported> {
    yield* super.exports()
    const base = this.summary()
    // It reaches into other namespaces.
    if (base && this.shape) yield { key: keys.kind<BackupSummary>('Backup'), summary: { ...base, namespace: null, ...this.scope } satisfies BackupSummary }
  }
}

const selectors = (found: Found): SelectorSummary | null => found === null ? null : { matchLabels: dictionary([], true), matchExpressions: list([], true) }
