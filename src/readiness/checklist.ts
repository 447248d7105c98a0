import type { Location } from '../core/finding'
import type { Expression } from '../core/program'

export const tiers = ['launch-blocking', 'standard', 'critical'] as const
/** From which services an item is asked: of all, of most, or of those that promise the most. */
export type Tier = typeof tiers[number]

export const modes = ['automatic', 'assisted', 'manual'] as const
/** Who decides an item: the files; a person whom the files advise; or a person alone. */
export type Mode = typeof modes[number]

/** A readiness checklist as its file has it: the items of one topic. */
export interface Checklist {
  /** The topic, `docker`. */
  readonly id: string
  readonly title: string
  readonly items: readonly Item[]
}

export interface Item {
  /** For ever: answers and reports refer to it. */
  readonly id: string
  readonly title: string
  /** What happens without it. */
  readonly why: string
  readonly topic: string
  readonly tier: Tier
  readonly mode: Mode
  /** The fact kinds whose presence makes the item applicable; none: it always applies. */
  readonly applies: readonly string[]
  /** Which of those facts count; null: all. */
  readonly when: Expression | null
  /** Days for which a person's tick counts. */
  readonly expires: number
  /** All of these must hold. */
  readonly evidence: readonly Requirement[]
}

/** What proves or refutes an item: a rule that finds nothing, facts that are as they must be, or one of several. */
export type Requirement =
  | { readonly rule: string }
  | { readonly on: string; readonly where: Expression | null; readonly quantifier: 'every' | 'some' | 'none'; readonly holds: Expression; /** How many must fulfil `some`, or be there for `every`. */ readonly least: number; /** What is wrong where it fails. */ readonly fails: string | null }
  | { readonly any: readonly Requirement[]; /** It must be met: where nothing tells of it, the item is unknown, whatever its other evidence says. */ readonly isNeeded: boolean }

/** A checklist for an occasion, such as before the first deploy: a selection of the items that there are. */
export interface Selection { readonly id: string; readonly title: string; readonly description: string; readonly items: readonly string[] }

export type State = 'pass' | 'fail' | 'unknown' | 'not-applicable' | 'waived'

/** How the reason of an item ends of which no file says anything. */
export const hereTellsOfIt = 'here tells of it.'
/** Whether no file says anything of an item. */
export const isUntold = ({ state, reason }: Pick<ItemResult, 'state' | 'reason'>): boolean => state === 'unknown' && reason?.endsWith(hereTellsOfIt) === true

/** A place that proves or refutes an item. */
export interface Evidence extends Location { readonly text: string }

export interface ItemResult extends Pick<Item, 'id' | 'title' | 'why' | 'topic' | 'tier' | 'mode' | 'expires'> {
  readonly state: State
  /** Why it is not simply passed or failed. */
  readonly reason: string | null
  readonly evidence: readonly Evidence[]
  /** What the files advise a person who has not decided; null where they say nothing or decide themselves. */
  readonly proposed: 'pass' | 'fail' | null
  /** Which kind of answer decided it, and the day from which that counts no more. */
  readonly answer: { readonly kind: 'tick' | 'waiver' | 'not-applicable'; readonly until: string | null } | null
}

export interface ChecklistResult { readonly checklist: string; readonly title: string; readonly items: readonly ItemResult[] }

/** The checklists of one service. */
export interface ServiceReadiness {
  /** The only service of a workspace that names none has the workspace's own. */
  readonly service: string | null
  readonly owner: string | null
  /** In per cent; null where nobody has said. */
  readonly availability: number | null
  /** The tiers that are asked of it. */
  readonly tiers: readonly Tier[]
  readonly checklists: readonly ChecklistResult[]
}
