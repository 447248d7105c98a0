import type { Flag } from './facts'

type FlagType = Exclude<Flag['type'], object | null>

const types: ReadonlyMap<string, FlagType> = new Map<string, FlagType>([
  ...['release', 'rollout', 'feature', 'temporary', 'migration'].map(name => [name, 'release'] as const),
  ...['experiment', 'ab', 'abtest', 'test'].map(name => [name, 'experiment'] as const),
  ...['operational', 'ops', 'operations', 'config', 'configuration'].map(name => [name, 'operational'] as const),
  ...['killswitch', 'kill', 'circuitbreaker'].map(name => [name, 'kill-switch'] as const),
  ...['permission', 'entitlement', 'access', 'permissioning'].map(name => [name, 'permission'] as const),
])

/** What a word says of a flag's purpose. */
export const typeOf = (word: string): FlagType => types.get(word.toLowerCase().replace(/[^a-z]/g, '')) ?? 'other'

/** Flags that are meant to stay. */
export const stays = (type: FlagType): boolean => type === 'kill-switch' || type === 'permission'

/** Days after which Unleash calls a flag of a type overdue, unless somebody has changed them; from its documentation, read 2026-11. */
export const lifetimes: Readonly<Record<string, number>> = { release: 40, experiment: 40, operational: 7 }

/** Names of variants that stand for the old path. */
export const safeNames = /^(?:off|false|no|none|disabled?|control|default|old|legacy|baseline|original|current|standard|v?0|stable)$/i
/** Names of variants that stand for the new one. */
export const newNames = /^(?:on|true|yes|enabled?|new|treatment|variant|candidate|canary|beta|next)$/i
