import type { Fact } from '../../core/fact'
import type { List, Maybe } from '../../core/value'

/** The fact kinds of the files by which a repository is run, by the name that a rule's `on` uses. */
export interface Facts {
  'repository.Codeowners': Codeowners
  'repository.Ownership': Ownership
  'repository.Hooks': Hooks
  'repository.CommitConvention': CommitConvention
  'repository.UpdateBot': UpdateBot
  'repository.Protection': Protection
  'repository.Ignore': Ignore
  'repository.Component': Component
  'repository.SecretScanner': SecretScanner
}

/** A CODEOWNERS file. */
export interface Codeowners extends Fact {
  readonly lines: List<Ownership>
  /** The host reads it: it stands in a legal place, and no other file wins. */
  readonly isRead: boolean
  /** A line for everything, with an owner. */
  readonly hasDefault: boolean
  /** Files of infrastructure without an owner: Dockerfiles, manifests, Terraform, workflows. */
  readonly unownedInfrastructure: List<string>
  /** How many files of infrastructure the workspace has. */
  readonly infrastructureCount: number
  /** Everybody who is named, each once. */
  readonly owners: List<string>
}

/** A line of CODEOWNERS. */
export interface Ownership extends Fact {
  readonly codeowners: Codeowners
  readonly pattern: string
  /** Owners of its section count where it names none itself. Empty: nobody owns what it matches. */
  readonly owners: List<string>
  /** It is for everything. */
  readonly isDefault: boolean
  /** No file or folder of the repository matches it, as far as its names are written out: a name in any folder, and what follows a wildcard, may be there. Unknown where the folders are not known. */
  readonly matchesNothing: Maybe<boolean>
  /** A later line matches everything that it matches, so that it counts nowhere; that line's pattern. */
  readonly overriddenBy: string | null
  /** Words in the place of owners that are neither a name with @ nor an address. */
  readonly invalidOwners: List<string>
}

/** What runs before a commit or a push: Husky's scripts, Lefthook, lint-staged. Those of pre-commit are `github-actions.PreCommit`. */
export interface Hooks extends Fact {
  readonly tool: 'husky' | 'lefthook' | 'lint-staged' | 'overcommit'
  /** Linters and formatters that it runs: `eslint`, `prettier`. */
  readonly linters: List<string>
  /** Those of them that a workflow runs too; unknown where a workflow does more than is seen. */
  readonly lintersInWorkflows: Maybe<List<string>>
  /** It checks the messages of commits. */
  readonly checksCommits: boolean
  /** It looks for credentials. */
  readonly findsSecrets: boolean
}

/** The settings of a tool that checks the messages of commits. */
export interface CommitConvention extends Fact {
  /** `commitlint`, `commitizen`, `gitlint`, `conform` */
  readonly tool: string
  /** A hook or a workflow of the repository runs it; unknown where one does more than is seen. */
  readonly isRun: Maybe<boolean>
}

/** The settings of Renovate. Those of Dependabot are `github-actions.Dependabot`. */
export interface UpdateBot extends Fact {
  readonly tool: 'renovate'
  readonly isEnabled: boolean
  /** Managers that it is limited to; empty where it looks after all that it knows. */
  readonly enabledManagers: List<string>
  /** Ecosystems of files of the workspace that it leaves out. */
  readonly missingEcosystems: List<string>
  /** Presets as written. */
  readonly extends: List<string>
}

/** Settings of a repository that are kept in it: a ruleset of GitHub, `.github/settings.yml`. */
export interface Protection extends Fact {
  readonly form: 'ruleset' | 'settings'
  /** Branches that it protects as written; `~DEFAULT_BRANCH` is the main one. */
  readonly branches: List<string>
  /** A change needs a pull request with an approval. */
  readonly requiresReview: boolean
  /** Owners of the code must approve. */
  readonly requiresOwners: boolean
  /** Checks must have passed. */
  readonly requiresChecks: boolean
  /** Nobody may push over what is there. */
  readonly blocksForcePush: boolean
  readonly isActive: boolean
  /** Ways to merge that are allowed: `merge`, `squash`, `rebase`; null where nothing is written. */
  readonly mergeMethods: List<string> | null
  /** Branches go when they are merged; null where nothing is written. */
  readonly deletesMergedBranches: boolean | null
}

/** A `.gitignore`. */
export interface Ignore extends Fact {
  readonly patterns: List<string>
  /** It keeps `.env` out. */
  readonly keepsOutEnv: boolean
  readonly hasConflict: boolean
}

/** A catalog-info.yaml of Backstage: what the repository holds, and whose it is. */
export interface Component extends Fact {
  /** `Component`, `API`, `System` */
  readonly entity: string
  readonly name: string | null
  readonly owner: string | null
  readonly lifecycle: string | null
  readonly type: string | null
  readonly system: string | null
  readonly description: string | null
  readonly dependsOn: List<string>
  readonly annotations: List<string>
  readonly links: List<ComponentLink>
}

/** A link of a component. */
export interface ComponentLink { readonly url: string; readonly title: string | null; readonly type: string | null }

/** The settings of what looks for credentials: Gitleaks, TruffleHog, detect-secrets. */
export interface SecretScanner extends Fact { readonly tool: string }
