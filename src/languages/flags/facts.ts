import type { Fact } from '../../core/fact'
import type { List, Maybe, Plain } from '../../core/value'

/** The fact kinds of feature-flag files, by the name that a rule's `on` uses. */
export interface Facts {
  'flags.FlagFile': File
  'flags.Flag': Flag
  'flags.Rollout': Rollout
}

/** A file of feature flags: one that flagd reads, or an export of Unleash. */
export interface File extends Fact {
  readonly format: 'flagd' | 'unleash'
  /** It stands in a FeatureFlag object of the OpenFeature operator. */
  readonly isObject: boolean
  readonly flags: List<Flag>
  /** CODEOWNERS names somebody for it; unknown where there is no CODEOWNERS. */
  readonly isOwned: Maybe<boolean>
  /** What its reader refuses of the file beside its flags. Report them at `{item.path}`. */
  readonly problems: List<Problem>
}

/** What is wrong, and where below the fact. */
export interface Problem {
  readonly path: string
  /** As the end of a sentence: `has no variants`. */
  readonly text: string
}

/** A feature flag. What is said of the whole file, such as an owner, holds for each flag that says nothing else. */
export interface Flag extends Fact {
  readonly file: File
  readonly format: 'flagd' | 'unleash'
  readonly key: string
  /** Whether the flag is evaluated at all; a disabled flag of flagd leaves the answer to the code. */
  readonly isEnabled: Maybe<boolean>
  /** What it is for; null where nothing says. */
  readonly type: Maybe<'release' | 'experiment' | 'operational' | 'kill-switch' | 'permission' | 'other' | null>
  /** The type as written. */
  readonly typeText: Maybe<string | null>
  /** A team or a person; null where none is written. Unknown for Unleash without a tag, since its projects have owners. */
  readonly owner: Maybe<string | null>
  /** The day on which it is to go: `2026-12-31`; null where none is written. */
  readonly expires: Maybe<string | null>
  /** The day on which it was made; null where none is written. */
  readonly created: Maybe<string | null>
  /** It is meant to stay: it says so, or its type does. */
  readonly isPermanent: Maybe<boolean>
  /** It has a day on which it is to go, or is meant to stay, or its tool gives its type a lifetime. */
  readonly hasEnd: Maybe<boolean>
  /** The last day of its time: the one that is written, else the one on which Unleash calls a flag of its type overdue. Null where none can be told. */
  readonly end: Maybe<string | null>
  /** Its time is over. Unknown where nothing tells when it ends. */
  readonly isExpired: Maybe<boolean>
  readonly variants: List<Variant>
  /** The variant for those that no rule picks out; null where none is written, so that the code decides. */
  readonly defaultVariant: Maybe<string | null>
  /** The flag has a variant of that name; null where no default is written. */
  readonly defaultVariantExists: Maybe<boolean | null>
  /** The default is the old path: off, false, control. Unknown where its name and value do not tell. */
  readonly hasSafeDefault: Maybe<boolean>
  /** Somebody can be given another answer than the rest. */
  readonly hasTargeting: Maybe<boolean>
  readonly rollouts: List<Rollout>
  /** Everybody gets one and the same new path. */
  readonly isFullyOn: Maybe<boolean>
  /** It decides nothing any more: everybody has the new path, and its time is over. */
  readonly isDead: Maybe<boolean>
  /** Variants that its targeting answers with and that it does not have. */
  readonly undefinedVariants: List<UndefinedVariant>
  /** What its reader refuses. Report them at `{item.path}`. */
  readonly problems: List<Problem>
}

/** One of the answers of a flag. */
export interface Variant {
  readonly name: string
  readonly value: Maybe<Plain>
  readonly type: Maybe<'boolean' | 'string' | 'number' | 'object' | 'null'>
}

/** A variant that is not there, and where it is named. */
export interface UndefinedVariant {
  readonly name: string
  readonly path: string
}

/** Users spread over variants by weight: a `fractional` of flagd, a gradual strategy of Unleash. */
export interface Rollout extends Fact {
  readonly flag: Flag
  /** What a user is known by: `email`, `userId`; null where flagd takes its targeting key. */
  readonly bucketBy: Maybe<string | null>
  /** A user keeps the same answer: what they are known by is the same at the next request. */
  readonly isSticky: Maybe<boolean>
  readonly shares: List<Share>
  /** The sum of the weights. */
  readonly total: Maybe<number>
  /** The weights read like percentages, and do not add up to 100. */
  readonly isUneven: Maybe<boolean>
  /** The smallest share of a variant that is not the default, in percent; null where there is none. */
  readonly smallestStep: Maybe<number | null>
}

/** A variant and its weight. */
export interface Share {
  readonly variant: Maybe<string>
  readonly weight: Maybe<number>
}
