import { intervalOf } from '../text/interval'
import type { BackupSummary } from './exports'
import { constantText } from './hcl/tree'
import type { Entry, ModuleSource, Section } from './source'

/** A point in time can be restored at most so many seconds back from the last write: AWS documents five minutes. */
const continuous = 300

const written = (entry: Entry | null): string | null => entry && entry.file.hcl.text.slice(...entry.attribute.value.span)

/** How often the resources of a module are backed up, as far as it is written out. */
export function* backupsOf(source: ModuleSource, dir: string): Generator<BackupSummary> {
  const summary = (name: string, isPlan: boolean, seconds: number | null): BackupSummary => Object.freeze({ dir, name, isPlan, seconds })
  const nameOf = (section: Section, argument: string, address: string): string => { const entry = section.attribute(argument); return entry && constantText(entry.attribute.value) || address.slice(address.indexOf('.') + 1) }
  for (const [address, sections] of source.resources) for (const section of sections) {
    if (address.startsWith('aws_backup_plan.')) {
      for (const rule of section.blocks('rule')) {
        if (written(rule.attribute('enable_continuous_backup')) === 'true') { yield summary(nameOf(section, 'name', address), true, continuous); continue }
        const schedule = rule.attribute('schedule'), text = schedule && constantText(schedule.attribute.value)
        if (schedule) yield summary(nameOf(section, 'name', address), true, text === null ? null : intervalOf(text))
      }
    } else if (/^aws_(?:db_instance|rds_cluster)\./.test(address)) {
      const days = written(section.attribute('backup_retention_period')), isCluster = address.startsWith('aws_rds_cluster.')
      yield summary(nameOf(section, isCluster ? 'cluster_identifier' : 'identifier', address), false, days === null ? isCluster ? continuous : Infinity : !/^\d+$/.test(days) ? null : Number(days) > 0 ? continuous : Infinity)
    } else if (address.startsWith('aws_dynamodb_table.')) {
      const enabled = section.blocks('point_in_time_recovery')[0]?.attribute('enabled'), text = written(enabled ?? null)
      yield summary(nameOf(section, 'name', address), false, text === 'true' ? continuous : text === null || text === 'false' ? Infinity : null)
    }
  }
}
