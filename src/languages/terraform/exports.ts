import type { Key } from '../../core/lookup'

/** A call of a local module, for the module that is called. Frozen plain data. */
export interface CallSummary {
  /** The folder of the module that calls. */
  readonly dir: string
  /** The name of the call. */
  readonly name: string
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
