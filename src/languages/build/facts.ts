import type { Fact } from '../../core/fact'
import type { Dictionary, List, Maybe } from '../../core/value'

/** The fact kinds of build files, by the name that a rule's `on` uses. */
export interface Facts {
  'build.Manifest': Manifest
  'build.Dependency': Dependency
  'build.Gate': Gate
  'build.Wrapper': Wrapper
}

/** A file that says how something is built and of what: pom.xml, build.gradle, package.json, go.mod, pyproject.toml, Cargo.toml, a project of .NET. */
export interface Manifest extends Fact {
  /** The file's name without its folder. */
  readonly fileName: string
  /** '' is the root. */
  readonly folder: string
  readonly tool: 'maven' | 'gradle' | 'npm' | 'go' | 'python' | 'cargo' | 'dotnet'
  /** What installs the packages: for npm also `yarn`, `pnpm`, `bun`; for Python `poetry`, `uv`, `pdm`, `pip`; else the tool. By what the file says, else by the lock file. */
  readonly manager: string
  readonly name: string | null
  /** As written, properties of the file replaced; null where there is none. */
  readonly version: Maybe<string | null>
  /** The version follows SemVer; what is in front of a release, such as `-SNAPSHOT`, may stand behind it. Unknown where there is no version in the file. */
  readonly hasSemanticVersion: Maybe<boolean>
  /** It is never published: `private`, `publish = false`. */
  readonly isPrivate: boolean
  /** A manifest of the same tool in a folder above builds it too. */
  readonly isMember: Maybe<boolean>
  /** Folders of the workspace that are built on their own, this one or not; modules of one build are one. */
  readonly roots: Maybe<List<string>>
  /** CODEOWNERS names an owner of its folder in a line that is not for everything; unknown where there is no CODEOWNERS. */
  readonly hasOwner: Maybe<boolean>
  readonly dependencies: List<Dependency>
  /** Those whose version may be another tomorrow. */
  readonly floating: List<Dependency>
  /** Names of the plugins of the build: Maven's artifacts, Gradle's ids. */
  readonly plugins: List<string>
  /** Commands by name: `scripts` of package.json. */
  readonly scripts: Dictionary<string>
  /** Lock files beside it or in a folder above, by name. */
  readonly lockFiles: Maybe<List<string>>
  /** Lock files that `.gitignore` keeps out of the repository. */
  readonly ignoredLockFiles: Maybe<List<string>>
  /** Two builds of one commit use the same dependencies: a lock file that is committed, or exact versions where the tool has no lock file by custom. */
  readonly isLocked: Maybe<boolean>
  /** Names of lock files that would do. */
  readonly usualLockFiles: List<string>
  /** The build tool's own version is fixed: a wrapper, `packageManager`, a toolchain file. Unknown where another file may do it. */
  readonly pinsTool: Maybe<boolean>
  /** Libraries that test what is within one program: `junit-jupiter`, `jest`, `pytest`. */
  readonly testLibraries: List<string>
  /** Libraries that test through a browser or from outside: Playwright, Cypress, Selenium. */
  readonly endToEndLibraries: List<string>
  /** What stands in for a store in tests and behaves otherwise: H2, mocks of Redis. */
  readonly fakes: List<string>
  /** Libraries and plugins that compare what consumers expect with what providers do: Pact, Spring Cloud Contract. */
  readonly contractTools: List<string>
  /** What tests against real dependencies: Testcontainers, the Failsafe plugin. */
  readonly integrationTools: List<string>
  /** Databases, queues and caches that its libraries talk to: `postgresql`, `kafka`. */
  readonly stores: List<string>
  readonly mutationTools: List<string>
  /** What measures the tests, and where the build fails. */
  readonly gates: List<Gate>
  /** The setting that switches tests off or lets them fail; null where there is none. */
  readonly skippedTests: string | null
  /** The setting that repeats failing tests; null where there is none. */
  readonly testRetries: string | null
  /** What makes versions, tags and changelogs: semantic-release, changesets, the release plugin. */
  readonly releaseTools: List<string>
  /** What writes a bill of materials: the CycloneDX and SPDX plugins. */
  readonly sbomTools: List<string>
  /** Hosts that it publishes to, as far as they are written out. */
  readonly publishesTo: List<string>
  /** Two builds give the same bytes by its settings; unknown where the tool or other files decide. */
  readonly isReproducible: Maybe<boolean>
  /** It packs all libraries into one JAR: Spring Boot, Shade, Shadow, Assembly. */
  readonly isFatJar: boolean
  /** What puts libraries and code into layers of an image of their own: Jib, Spring Boot's image. */
  readonly layerTools: List<string>
  /** A merge conflict that nobody resolved is left in it. */
  readonly hasConflict: boolean
}

/** A library that a manifest names. */
export interface Dependency extends Fact {
  readonly manifest: Manifest
  /** `org.postgresql:postgresql`, `express` */
  readonly name: string
  /** As written, properties replaced; null where none is written. */
  readonly version: Maybe<string | null>
  readonly scope: 'main' | 'test' | 'development' | 'managed'
  /** What is installed may be another version tomorrow, whatever a lock file says: a snapshot, `latest`, `*`, `+`. */
  readonly isFloating: Maybe<boolean>
  readonly isSnapshot: Maybe<boolean>
}

/** A measure of the tests, with or without a floor below which the build fails. */
export interface Gate extends Fact {
  /** `jacoco`, `jest`, `codecov`, `pitest`, `stryker` */
  readonly tool: string
  readonly purpose: 'coverage' | 'mutation'
  /** The floor in percent; null where there is none. */
  readonly floor: Maybe<number | null>
  /** Something fails when the number is too low. */
  readonly hasFloor: Maybe<boolean>
}

/** The settings of a build tool's wrapper: gradle-wrapper.properties, maven-wrapper.properties. */
export interface Wrapper extends Fact {
  readonly tool: 'maven' | 'gradle'
  /** The version that it fetches; null where the address does not tell. */
  readonly version: string | null
  readonly distributionUrl: string | null
  /** The sum by which what is fetched is checked; null where there is none. */
  readonly checksum: string | null
}
