import type { Key } from '../../core/lookup'

/** A call of a local module, for the module that is called. Frozen plain data. */
export interface CallSummary {
  /** The folder of the module that calls. */
  readonly dir: string
  /** The name of the call. */
  readonly name: string
  /** The outputs that the caller reads; null where it hands the module on as a whole. */
  readonly outputs: readonly string[] | null
}

/** The name under which the calls of a module are found, by its folder. */
export const callsOf = (dir: string): Key<CallSummary> => ({ name: `terraform:calls:${dir}` })

/** The types of managed resources that a module has. Frozen plain data. */
export interface TypesSummary {
  readonly dir: string
  readonly types: readonly string[]
}

/** The name under which every module says what it has. */
export const typesOfModules: Key<TypesSummary> = { name: 'terraform:types' }

/** A call of a module of a registry or repository. Frozen plain data. */
export interface RemoteSummary {
  readonly dir: string
  readonly origin: string
  /** Its version constraint or ref. */
  readonly version: string
}

/** The name under which every call of a remote module is found. */
export const remoteModules: Key<RemoteSummary> = { name: 'terraform:remote' }

/** A resource by the name that the cloud knows it by. Frozen plain data. */
export interface IdentifiedSummary {
  readonly dir: string
  /** Null where it is not written out. */
  readonly identifier: string | null
}

/** The argument that names a resource, for those types that others call by name. */
export const identifyingArguments: ReadonlyMap<string, string> = new Map([['aws_db_instance', 'identifier'], ['aws_rds_cluster', 'cluster_identifier'], ['aws_elasticache_replication_group', 'replication_group_id'], ['aws_autoscaling_group', 'name'], ['aws_dynamodb_table', 'name']])

/** The name under which resources of such a type are found. */
export const identifiedResources = (type: string): Key<IdentifiedSummary> => ({ name: `terraform:identified/${type}` })

/** How often something is backed up. Frozen plain data. */
export interface BackupSummary {
  readonly dir: string
  /** The name of what is backed up; of a plan its own. */
  readonly name: string
  /** It is a plan, for whatever is selected. */
  readonly isPlan: boolean
  /** The longest time between two backups; continuous ones count as five minutes. Null where it cannot be read, infinite where none are made. */
  readonly seconds: number | null
}

/** The name under which everything that is backed up is found. */
export const backups: Key<BackupSummary> = { name: 'terraform:backups' }
