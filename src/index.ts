import { languages } from './node/languages'
import { builtInLibrary } from './node/library'
import { linter, type Linter } from './workspace/linter'
import type { Level } from './core/finding'
import type { Config } from './core/config'

export type { Linter, LintOptions, SourceFile } from './workspace/linter'
export type { Finding, Level, Location, Related, Severity } from './core/finding'
export type { Edit, Fix, FixSafety } from './core/fix'
export type { Rule } from './core/rule'
export type { Span } from './core/span'

export interface LinterOptions {
  /** Which rules are on where no configuration says otherwise; `recommended` if left out. */
  readonly level?: Level
  /** A configuration beneath those that the files hold. */
  readonly config?: Config
}

/** Makes a linter with the built-in rules. */
export async function createLinter(options: LinterOptions = {}): Promise<Linter> {
  return linter({ languages, library: builtInLibrary(), level: options.level, config: options.config })
}
