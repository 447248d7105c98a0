import type { Fact } from '../../core/fact'
import type { Dictionary, List, Maybe } from '../../core/value'

/** The fact kinds of Dockerfiles, by the name that a rule's `on` uses. */
export interface Facts {
  'docker.File': File
  'docker.Comment': Comment
  'docker.Stage': Stage
  'docker.Image': Image
  'docker.Instruction': Instruction
  'docker.Run': Run
  'docker.Command': Command
  'docker.PackageCall': PackageCall
  'docker.PackageInstall': PackageCall
  'docker.Download': Download
  'docker.Copy': Copy
  'docker.Add': Copy
  'docker.Transfer': Copy
  'docker.Env': Variable
  'docker.Arg': Variable
  'docker.Variable': Variable
  'docker.Label': Label
  'docker.Pair': Pair
  'docker.Expose': Port
  'docker.Volume': Volume
  'docker.User': User
  'docker.Workdir': Workdir
  'docker.Cmd': Program
  'docker.Entrypoint': Program
  'docker.Healthcheck': Healthcheck
  'docker.Shell': ShellInstruction
  'docker.Stopsignal': Stopsignal
  'docker.Maintainer': Instruction
}

/** A Dockerfile as a whole. */
export interface File extends Fact {
  /** A merge conflict that nobody resolved is left in it. */
  readonly hasConflict: boolean
  /** The file's name without its folder. */
  readonly name: string
  /** The stages in the order in which they are written. */
  readonly stages: List<Stage>
  /** The last stage: what `docker build` without `--target` builds. Null where there is no FROM. */
  readonly final: Stage | null
  /** Every instruction in order, triggers of ONBUILD included. */
  readonly instructions: List<Instruction>
  /** The global ARGs, written before the first FROM. */
  readonly args: List<Variable>
  /** The parser directives at the top, `# syntax=…`. */
  readonly directives: List<Directive>
  /** The value of the syntax directive. */
  readonly syntax: string | null
  /** The syntax directive names a frontend that may know more than we do: a labs channel, a newer version, another one altogether. */
  readonly hasNewerSyntax: boolean
  /** The value of the check directive. */
  readonly check: string | null
  /** The character that continues a line: a backslash unless `# escape=` says otherwise. */
  readonly escape: string
  /** The file has `{{ }}` or the like in it and is turned into a Dockerfile later: it yields no facts but this one. */
  readonly isTemplate: boolean
  /** The first instruction before any FROM that is not an ARG. */
  readonly stray: Instruction | null
  /** How most keywords are written. */
  readonly casing: 'upper' | 'lower'
  /** What ends the file's lines. */
  readonly lineBreak: '\n' | '\r\n' | '\r'
  /** The file uses what the frontend bundled with Docker 23 does not know yet: `--parents`, `--exclude`, `--checksum`, `--unpack`, `--device`. */
  readonly needsSyntax: boolean
  /** The `.dockerignore` in force: that of the Dockerfile's own name, else the nearest in its folder or a parent. */
  readonly ignore: Maybe<IgnoreFile | null>
  /** Names of further contexts that a service of Compose or a step of a workflow hands in when it builds the file. */
  readonly contextNames: Maybe<List<string>>
  /** What stands in the build context and belongs into no image: `.git`, `.env`, `node_modules`. */
  readonly unwanted: Maybe<List<string>>
  /** Every comment in order, directives included. */
  readonly comments: List<Comment>
  /** Places where blanks are irregular: behind the text of a line, several in a row, several empty lines, no line break at the end, an indented instruction among others that are not. */
  readonly spacings: List<Spacing>
  /** Lines that are neither empty nor a comment. */
  readonly codeLines: number
}

/** A comment of one line. */
export interface Comment extends Fact {
  readonly file: File
  /** Without its marker and the blanks around it. */
  readonly text: string
  /** A parser directive that is in force. */
  readonly isDirective: boolean
  /** The name of the parser directive, in lower case, that it is written like, be it in force or not. */
  readonly directive: string | null
  /** What follows the `=` of a directive. */
  readonly directiveValue: string
  /** It asks a linter not to report something. */
  readonly isSuppression: boolean
  /** A suppression says why, in itself or in a comment right above it. */
  readonly hasReason: boolean
  /** Names that the instruction right below it defines: build arguments, or a stage. */
  readonly defines: List<string>
}

/** A place where blanks are irregular. */
export interface Spacing {
  readonly problem: 'trailing blanks' | 'repeated blanks' | 'blank lines' | 'no final line break' | 'indentation'
}

/** A parser directive, `# name=value`. */
export interface Directive {
  /** In lower case. */
  readonly name: string
  readonly value: string
  /** The name as written. */
  readonly written: string
  /** An earlier line has the same name. */
  readonly isDuplicate: boolean
}

/** A `.dockerignore`. */
export interface IgnoreFile {
  readonly path: string
  /** Its patterns without comments and empty lines. */
  readonly patterns: List<string>
  /** Some pattern begins with `!`. */
  readonly hasExceptions: boolean
  /** `.git` stays out of the build context. */
  readonly excludesGit: boolean
  /** `.env` stays out of the build context. */
  readonly excludesEnv: boolean
  /** `node_modules` stays out of the build context. */
  readonly excludesNodeModules: boolean
}

/** A build stage: a FROM and what follows it. What it says of user, environment and so on is the state after its last instruction. */
export interface Stage extends Fact {
  readonly file: File
  /** The name after AS, as written. */
  readonly name: string | null
  /** Counted from 0. */
  readonly index: number
  /** The last stage of the file. */
  readonly isFinal: boolean
  /** The final stage needs this one: through FROM, COPY --from or RUN --mount=from; the final stage itself counts. */
  readonly reachesFinal: boolean
  /** The final stage needs this one, or one that a service of Compose or a step of a workflow builds by its name. */
  readonly isNeeded: Maybe<boolean>
  /** Its layers are part of the final image: the final stage or one that it is FROM. */
  readonly ships: boolean
  /** The earlier stage that FROM names. */
  readonly base: Stage | null
  /** What FROM names, be it a stage or an image. */
  readonly image: Image
  /** The image at the end of the chain of base stages. */
  readonly root: Image
  /** The value of `FROM --platform`. */
  readonly platform: Maybe<string | null>
  /** An earlier stage of the same name. */
  readonly duplicateOf: Stage | null
  /** It is FROM scratch, and nothing puts a file into it. */
  readonly isEmpty: Maybe<boolean>
  /** Its name wherever the file writes it, as written there: after AS, in FROM, COPY --from and RUN --mount=from. */
  readonly mentions: List<string>
  /** AS as written: `AS`, `as`; null where there is none. */
  readonly as: string | null
  /** The name is one that Docker accepts; true where there is none. */
  readonly hasValidName: boolean
  /** Instructions of this stage after FROM, triggers of ONBUILD included. */
  readonly instructions: List<Instruction>
  /** RUN instructions of this stage; triggers of ONBUILD are not among them. */
  readonly runs: List<Run>
  /** COPY and ADD instructions of this stage; triggers of ONBUILD are not among them. */
  readonly copies: List<Copy>
  /** The user that the container runs as: the last USER, through base stages; else the default of a base image that is known. Unknown for any other image. */
  readonly user: Maybe<string>
  /** The USER instruction that decides, which may stand in a base stage; null where no USER is written. */
  readonly userInstruction: User | null
  /** Runs as root. */
  readonly userIsRoot: Maybe<boolean>
  /** Something in CMD, ENTRYPOINT or RUN, or in a script of the workspace that they start, names a tool that lets go of root: gosu, su-exec, setpriv, runuser, tini-and-drop. */
  readonly dropsPrivileges: boolean
  /** CMD or ENTRYPOINT is a bare shell or interpreter: the image is a tool for people, not a service. */
  readonly isInteractive: boolean
  /**
   * The image is made for others to build on and starts no application of its own: what it runs is a bare shell or interpreter, be it
   * handed to an entrypoint script, and all that is copied into it is scripts for its own use.
   */
  readonly isBaseForOthers: boolean
  /** Users and groups that its RUN instructions and those of base stages make or change, from the base on; open where a command could not be read. */
  readonly accounts: List<Account>
  /** Users that are made for the application and that nothing names after that: neither USER nor a change of owner nor a program that changes the user. */
  readonly idleUsers: List<Account>
  /** The last user that the build makes, by the number that the file gives it, else by name; null where it makes none or the name is not known. */
  readonly createdUser: string | null
  /** The value of `FROM --platform` as written; null where there is none. */
  readonly platformText: string | null
  /** `FROM --platform` names one platform outright, and the stage's name does not say so. */
  readonly hasFixedPlatform: boolean
  /** There is no list of users in the image: it grows from scratch, and nothing that could hold `/etc/passwd` is copied in. */
  readonly hasNoPasswd: Maybe<boolean>
  /** The folder for data that is declared, made or written to at the end: a VOLUME, a WORKDIR or a destination under `/data`, `/srv` or `/var`; null where there is none. */
  readonly stateFolder: string | null
  /** It is the final stage, and a workload of Kubernetes in the workspace runs its image, by the name of the Dockerfile's folder. Kubernetes ignores HEALTHCHECK. */
  readonly isDeployedToKubernetes: Maybe<boolean>
  /** The working directory at the end; null where neither this stage nor its base stages set one. */
  readonly workdir: Maybe<string | null>
  /** Environment set by ENV here and in base stages; open where a base image may set more. */
  readonly env: Dictionary<Maybe<string>>
  /** Build arguments declared here and in base stages, with their defaults; unknown without default. */
  readonly args: Dictionary<Maybe<string>>
  /** Labels set here and in base stages; open where a base image may set more. */
  readonly labels: Dictionary<Maybe<string>>
  /** Names of the labels that the file itself sets here, in base stages and through ONBUILD; open where a name is not known. */
  readonly labelNames: List<string>
  /** Ports exposed here and in base stages; open where a base image may expose more. */
  readonly ports: List<Port>
  /** An EXPOSE is written here or in a base stage; what a base image exposes is not seen. */
  readonly exposes: boolean
  /** Volumes declared here and in base stages; open where a base image may declare more. */
  readonly volumes: List<Volume>
  /** The command line that shell forms are given to. */
  readonly shell: List<string>
  /** The kind of that shell. */
  readonly shellKind: ShellKind
  /** The SHELL instruction that decides, which may stand in a base stage. */
  readonly shellInstruction: ShellInstruction | null
  /** The HEALTHCHECK in force, which may stand in a base stage; that of a base image is not seen. */
  readonly healthcheck: Healthcheck | null
  /** The ENTRYPOINT in force, which may stand in a base stage. */
  readonly entrypoint: Program | null
  /** The CMD in force, which may stand in a base stage; an ENTRYPOINT resets the CMD of its base. */
  readonly cmd: Program | null
  /** The STOPSIGNAL in force. */
  readonly stopsignal: Stopsignal | null
  /** The base is a Windows image, or the paths and shells are those of Windows. */
  readonly isWindows: Maybe<boolean>
  /** There is no shell in the image: scratch or distroless without a debug tag, and no SHELL. */
  readonly hasNoShell: Maybe<boolean>
  /** The family of the base image's system, where its name tells. */
  readonly distribution: 'debian' | 'alpine' | 'redhat' | 'suse' | 'windows' | 'none' | 'unknown'
}

/** A user or group that a command makes, or a user that it adds to groups. What only the build knows is null. */
export interface Account {
  readonly kind: 'user' | 'group' | 'member'
  /** `useradd`, `adduser`, `addgroup`, `groupadd`, `usermod`, `gpasswd`; `net` and `New-LocalUser` on Windows */
  readonly tool: string
  readonly name: string | null
  readonly uid: number | null
  readonly gid: number | null
  /** The user's first group, by name or number. */
  readonly group: string | null
  /** Supplementary groups. */
  readonly groups: List<string>
  readonly isSystem: boolean
  /** The number may be in use already: `-o`. */
  readonly isShared: boolean
  /** useradd leaves the log-in databases alone: `-l`. */
  readonly skipsLog: boolean
  /** The command that makes it; null where it is Windows's. */
  readonly command: Command | null
}

/** The mode that a command or `--chmod` sets. */
export interface Mode {
  /** As written: `0777`, `a+rwx`. */
  readonly text: string
  /** Others may write, and no sticky bit keeps them from each other's files. */
  readonly isWorldWritable: boolean
  readonly isSetuid: boolean
  readonly isSetgid: boolean
  /** An octal mode without write for group and others and without setuid and setgid; null for a symbolic one. */
  readonly tightened: string | null
}

export type ShellKind = 'sh' | 'bash' | 'ash' | 'zsh' | 'powershell' | 'cmd' | 'other'

/** An image named by FROM, COPY --from or RUN --mount=from. A global ARG counts with its default; without one the image is unknown. */
export interface Image extends Fact {
  /** As written. */
  readonly text: string
  /** What names it. */
  readonly source: 'from' | 'copy' | 'mount'
  /** The stage that the instruction belongs to. */
  readonly stage: Stage
  /** The whole reference, its variables replaced. */
  readonly reference: Maybe<string>
  /** Registry and repository: `node`, `ghcr.io/org/app`. */
  readonly name: Maybe<string>
  /** The registry's host; `docker.io` where none is written. */
  readonly registry: Maybe<string>
  /** The repository without registry and without `library/`. */
  readonly repository: Maybe<string>
  /** The last part of the repository: `app`. */
  readonly shortName: Maybe<string>
  readonly tag: Maybe<string | null>
  /** `sha256:…` */
  readonly digest: Maybe<string | null>
  /** The empty image. */
  readonly isScratch: Maybe<boolean>
  /** An earlier stage of this file, by name or, in COPY --from, by number. */
  readonly isStage: Maybe<boolean>
  /** An image that is pulled: neither scratch nor a stage. */
  readonly isExternal: Maybe<boolean>
  /** The reference follows the grammar of image references. */
  readonly isValid: Maybe<boolean>
  /** A build argument with a default is part of it, so that a build may choose another. */
  readonly isOverridable: boolean
  /** Variables in it that no global ARG declares and that have no default of their own. */
  readonly undeclared: List<string>
  /** A build without arguments finds no name of an image here, because of what global ARGs have, or have not, as their default. */
  readonly isInvalidByDefault: Maybe<boolean>
  /** The user that the image runs as by default, where its name tells. */
  readonly defaultUser: Maybe<string>
  /** The line of the image that gets no security fixes any more, by a dated table; null where the table knows of none. */
  readonly endOfLife: Maybe<EndOfLife | null>
  /** What takes the place of an image that its owner has retired, by a dated table; null where it is not known to be retired. */
  readonly retired: Maybe<Retired | null>
  /** A plain system or language runtime: it starts a shell or an interpreter, exposes no port and declares no volume. */
  readonly isPlain: Maybe<boolean>
  /** Registries that the workspace's configuration trusts; empty where it names none. */
  readonly trusted: List<string>
}

/** The end of a line of images. */
export interface EndOfLife {
  /** `Node.js`, `Debian` */
  readonly product: string
  readonly version: string
  /** As the tag writes it. */
  readonly written: string
  /** `yyyy-mm-dd`, or `yyyy-mm` where no day is published. */
  readonly date: string
  /** A tag of the same kind whose lines are supported; null where none is sure to exist. */
  readonly suggestion: string | null
}

/** The successor of a retired image. */
export interface Retired {
  /** Its name, or several in words. */
  readonly successor: string
  /** The whole reference to take instead; null where the tag cannot be taken over. */
  readonly replacement: string | null
}

/** One instruction. The facts of single instructions have these fields too. */
export interface Instruction extends Fact {
  readonly file: File
  /** Null before the first FROM. */
  readonly stage: Stage | null
  /**
   * In upper case; for `ONBUILD x …` that of the trigger.
   * @discriminant
   */
  readonly keyword: string
  /** The keyword as written. */
  readonly written: string
  /** The arguments as one line: continuations, comments between them and heredoc bodies taken out. */
  readonly text: string
  /** Counted from 0 within the file. */
  readonly index: number
  /** The trigger of an ONBUILD: it runs in builds that are FROM this image. */
  readonly onbuild: boolean
  /** The ONBUILD before a trigger as written; null where there is none. */
  readonly onbuildWritten: string | null
  /** Docker knows this keyword. */
  readonly isKnown: boolean
  /** The keyword nearest to one that is not known. */
  readonly suggestion: string | null
  /** The flags before the arguments. */
  readonly flags: List<Flag>
  /** The words of the arguments after the flags, quotes kept; the elements of a JSON array. */
  readonly words: List<string>
  /** The arguments are a JSON array of strings. */
  readonly isJson: boolean
  /** The arguments begin like a JSON array but are none, so Docker takes them for a shell command or for words. */
  readonly isBrokenJson: boolean
  /** Variables in the arguments that Docker would expand and that neither ARG nor ENV of the file declares; a base image may still set them. */
  readonly undeclared: List<string>
  /** What Docker refuses in it, or reads in another way than it looks, by the instruction's own text. */
  readonly faults: List<Fault>
  /** An empty line stands within the instruction. */
  readonly hasEmptyContinuation: boolean
  /** Bodies of here-documents. */
  readonly heredocs: List<Heredoc>
  /** Credentials that are written out in it, bodies of here-documents included, by their look. */
  readonly credentials: List<Credential>
  /** The instruction before it in its stage, triggers of ONBUILD left out. */
  readonly previous: Instruction | null
  /** The instruction after it in its stage, triggers of ONBUILD left out. */
  readonly next: Instruction | null
  /** It and the one before it could be one instruction: RUN with the same flags, COPY or ADD with the same flags and destination, LABEL. */
  readonly joinsPrevious: boolean
  /** A CMD, ENTRYPOINT, HEALTHCHECK or STOPSIGNAL below which its stage goes on, or out of that order's turn: STOPSIGNAL, HEALTHCHECK, ENTRYPOINT, CMD. */
  readonly isMisplaced: boolean
  /** The user in force before it. */
  readonly user: Maybe<string>
  /** The user in force before it is root. */
  readonly userIsRoot: Maybe<boolean>
  /** The working directory in force before it; null where the file has set none. */
  readonly workdir: Maybe<string | null>
}

/** Something in an instruction that Docker refuses, or reads in another way than it looks. */
export interface Fault {
  /** The rule that answers for it: `unknown-flag`. */
  readonly kind: string
  /** As written. */
  readonly text: string
  /** Docker refuses the file; else it reads the text in another way than it looks. */
  readonly isRefused: boolean
  /** What is wrong, a sentence without its full stop. */
  readonly problem: string
  /** What would be right, where that can be told; empty where the text is to go. */
  readonly mended: string | null
}

/** `--name=value` of an instruction. */
export interface Flag {
  /** Without the dashes. */
  readonly name: string
  /** Null where there is no `=`. */
  readonly value: Maybe<string | null>
  /** Docker knows this flag for this instruction. */
  readonly isKnown: boolean
  /** The same flag is there before and may not be repeated. */
  readonly isDuplicate: boolean
}

/** A here-document. */
export interface Heredoc {
  readonly name: string
  readonly text: string
  /** Variables in the body stay as they are. */
  readonly isQuoted: boolean
}

/** A credential that is written out. */
export interface Credential {
  /** What it is, without giving it away: `GitHub token 'ghp_…'`, `password of 'deploy'`. */
  readonly what: string
}

/** A RUN instruction. */
export interface Run extends Instruction {
  readonly form: 'shell' | 'exec' | 'heredoc'
  /** The shell that reads it. */
  readonly shellKind: ShellKind
  /** Every simple command of it, those in substitutions and heredocs included. Empty where the shell is not of the POSIX family; open where the script has errors. */
  readonly commands: List<Command>
  /** Calls of package managers. */
  readonly packageCalls: List<PackageCall>
  readonly mounts: List<Mount>
  /** The value of `--network`. */
  readonly network: Maybe<string | null>
  /** The value of `--security`. */
  readonly security: Maybe<string | null>
  /** SHELL, or the comment that names the shell, makes a pipe fail when any of its commands fails. */
  readonly hasPipefail: Maybe<boolean>
  /** Pipes in it. */
  readonly pipes: List<Pipe>
  /** The first pipe whose failure nobody notices. */
  readonly riskyPipe: Pipe | null
  /** Downloads that it runs as programs: for each of its pipes the one that begins it, or null, then the others. */
  readonly launches: List<Download | null>
  /** What is wrong, dangerous or old-fashioned in its script, in order. */
  readonly shellProblems: List<ShellProblem>
  /** It is a heredoc of several commands that goes on after one of them fails: neither SHELL nor the script sets errexit. */
  readonly ignoresErrors: boolean
  /** The RUN right before it. */
  readonly previousRun: Run | null
  /** It has flags, which hold for the whole of it. */
  readonly hasFlags: boolean
  /** Characters of its longest line, bodies of here-documents left out. */
  readonly longestLine: number
  /** Commands joined by `&&` on its fullest line. */
  readonly crowding: number
}

/** A weak point of a shell script: a variable that splits, a `cd` that nobody checks. */
export interface ShellProblem {
  readonly kind: 'unquoted-variable' | 'unquoted-substitution' | 'unchecked-cd' | 'if-by-lists' | 'glob-as-option' | 'unassigned-variable' | 'masked-status' | 'literal-escape' | 'bash-syntax' | 'unsafe-rm' | 'backticks' | 'useless-cat' | 'syntax-error'
  /** The token as written, or the parser's message. */
  readonly text: string
  /** The variable it is about. */
  readonly variable: string | null
  /** What can stand in the token's place. */
  readonly replacement: string | null
}

/** Commands joined by `|`. */
export interface Pipe {
  readonly first: Command
  readonly last: Command
  /** A failure of any of its commands fails the whole, or matters to nobody: SHELL, `set -o pipefail` before it, commands that cannot fail or only look around, a test, a check of checksums, `|| true`. */
  readonly isGuarded: Maybe<boolean>
}

/** `--mount=…` of a RUN. */
export interface Mount {
  /** bind unless written otherwise. */
  readonly type: Maybe<string>
  readonly target: Maybe<string | null>
  readonly source: Maybe<string | null>
  /** A stage or an image. */
  readonly from: Maybe<string | null>
  readonly fromStage: Stage | null
  readonly id: Maybe<string | null>
  readonly mode: Maybe<string | null>
  /** The options as written. */
  readonly options: Dictionary<Maybe<string | null>>
}

/** A simple command in a RUN. */
export interface Command extends Fact {
  /** The instruction it stands in. */
  readonly instruction: Instruction
  readonly stage: Stage | null
  /** Its place among the commands of its script, counted from 0. */
  readonly index: number
  /** The program's name without its folder, what runs it (sudo, env, exec, time) taken off; `sh -c "…"` yields the commands of the text as well. */
  readonly name: Maybe<string>
  /** The commands that run it, outermost first: `sudo`, `env`, `exec`, `time`, `xargs`. */
  readonly prefixes: List<string>
  /** As written. */
  readonly text: string
  /** Everything after the name, unquoted; a word with an expansion is unknown. */
  readonly words: List<Maybe<string>>
  /** The words that are no flags; values of flags may be among them. */
  readonly operands: List<Maybe<string>>
  /** The flags: `--name` without value, combined short ones taken apart (`-yq` is `-y` and `-q`). */
  readonly flags: List<string>
  /** Variables assigned before the name. */
  readonly assignments: Dictionary<Maybe<string>>
  /** URLs among the words, expansions kept as written. */
  readonly urls: List<string>
  /** What joins it to the command before. */
  readonly after: '&&' | '||' | ';' | '|' | '|&' | '&' | null
  /** The command that reads its output through a pipe. */
  readonly pipesTo: Command | null
  /** The command whose output it reads through a pipe. */
  readonly pipedFrom: Command | null
  /** The very first command of its script. */
  readonly isFirst: boolean
  /** Neither in a subshell, a function, a loop, a condition nor a substitution. */
  readonly isTopLevel: boolean
  /** A `;` joins it to a command that may fail, in a shell that then goes on; the newlines of a here-document are none. */
  readonly ignoresFailure: boolean
  /** Files that its output is written to. */
  readonly redirects: List<Maybe<string>>
  /** The package manager's view of it. */
  readonly packageCall: PackageCall | null
  /** What it fetches from the net. */
  readonly download: Download | null
  /** It is curl or wget, the first of its kind in its stage, and this is the other one, which the stage runs before it. */
  readonly otherFetcher: 'curl' | 'wget' | null
  /** It compares files with a list of checksums, `-c`, by this algorithm: `sha256`. */
  readonly checkedHash: string | null
  /** The user or group that it makes or changes. */
  readonly account: Account | null
  /** The mode that chmod, mkdir -m or install -m sets; null where there is none or only the build knows it. */
  readonly mode: Mode | null
  /** What the mode is set on. */
  readonly modeTargets: List<Maybe<string>>
}

/** A call of a package manager: `docker.PackageCall` for all of them, `docker.PackageInstall` for those that install. */
export interface PackageCall extends Fact {
  readonly instruction: Instruction
  readonly stage: Stage | null
  readonly command: Command
  /**
   * `apt-get`, `apt`, `aptitude`, `apk`, `yum`, `dnf`, `microdnf`, `tdnf`, `zypper`, `pip` (also `python -m pip`), `pipx`, `uv`, `poetry`, `npm`, `yarn`, `pnpm`, `bun`, `gem`, `go`, `cargo`, `pacman`, `pipenv`, `bundle`, `composer`, `dotnet`, `conda` (also mamba). `corepack yarn` is `yarn`, `php composer.phar` is `composer`.
   * @discriminant
   */
  readonly manager: string
  /** The manager's full word for what it does: `npm i` is `install`. */
  readonly action: Maybe<string | null>
  /** What the call does to what is installed; `refresh` renews the lists of what could be, `other` neither. */
  readonly effect: 'install' | 'remove' | 'refresh' | 'upgrade' | 'clean' | 'other'
  /** The packages that are named. */
  readonly packages: List<Package>
  /** As of the command. */
  readonly flags: List<string>
  /** It asks nothing: -y and the like of this manager, or the manager never asks. */
  readonly isUnattended: Maybe<boolean>
  /** apt: recommended packages stay out, by a flag or by the configuration. */
  readonly skipsRecommends: Maybe<boolean>
  /** The manager's download cache or package lists stay in the layer: no flag, no clean-up in the same RUN, no cache mount. */
  readonly leavesCache: Maybe<boolean>
  /** A cache or tmpfs mount covers the manager's cache. */
  readonly hasCacheMount: Maybe<boolean>
  /** The call before it in the same RUN that renews the same manager's lists. */
  readonly refresh: PackageCall | null
  /** A call of the same manager in the same RUN installs or upgrades after it. */
  readonly isFollowedByInstall: boolean
  /** Packages are named elsewhere: in a requirements, lock or project file, or by what xargs reads. */
  readonly isElsewhere: boolean
  /** npm, yarn, pnpm, composer, bundle: it says, by a flag or a variable, that development dependencies stay out. */
  readonly omitsDev: Maybe<boolean>
  /** npm, yarn, pnpm, composer, bundle: it installs what the project's files name, development dependencies included, and nothing after it in its stage takes them away. */
  readonly includesDev: Maybe<boolean>
  /** A later call of the same manager in the same RUN removes packages. */
  readonly isRemovedLater: boolean
  /** npm, yarn, pnpm: install scripts of the packages run. */
  readonly runsScripts: Maybe<boolean>
  /** Where the manager keeps its downloads when root runs it, for a cache mount. */
  readonly cacheFolder: string | null
  /** It installs for the whole system: `npm -g`. */
  readonly isGlobal: boolean
  /** The file of packages and its lock file, by the custom of the manager, where they are known; empty where not. */
  readonly manifests: List<string>
  /** Its packages stand in the order of their names, within each group that comments or options set apart. */
  readonly isSorted: boolean
}

/** A package that a call names. */
export interface Package {
  /** As written. */
  readonly text: string
  /** Null for a file or address that does not tell the name. */
  readonly name: Maybe<string | null>
  /** Null where none is asked for. */
  readonly version: Maybe<string | null>
  /** `=`, `==`, `@`, `>=` as written; null where no version is asked for. */
  readonly operator: string | null
  /** A version is asked for that later releases do not change. */
  readonly isPinned: Maybe<boolean>
  readonly source: 'registry' | 'path' | 'url'
}

/** A download: a curl, wget, aria2c, git clone or git fetch of a RUN, CMD, ENTRYPOINT or HEALTHCHECK, or an ADD with a URL. */
export interface Download extends Fact {
  readonly instruction: Instruction
  readonly stage: Stage | null
  /** Null for an ADD. */
  readonly command: Command | null
  readonly tool: 'curl' | 'wget' | 'aria2c' | 'git' | 'ADD'
  readonly urls: List<Url>
  /** The file or folder that it is written to: by an option, a redirect, the URL's last part or ADD's destination. Null where it goes nowhere or on through a pipe. */
  readonly output: Maybe<string | null>
  /** What is fetched goes to the standard output: a pipe, a substitution or the log. */
  readonly isStream: boolean
  /** The command that reads it through a pipe. */
  readonly pipesTo: Maybe<string | null>
  /** Its RUN or a later one of the stage compares this file, or a list of files, with a checksum or a signature; `ADD --checksum`; of git, the revision is a commit. */
  readonly isVerified: Maybe<boolean>
  /** The algorithm of the checksum that it is compared with: `sha256`. */
  readonly hash: string | null
  /** What its RUN or a later one of the stage does with it: run or make executable, unpack, install as a package. */
  readonly use: Maybe<'executed' | 'unpacked' | 'installed' | null>
  /** What runs it in the same RUN: `sh`, `./install.sh`. Null where nothing does. */
  readonly runBy: string | null
}

/** The URL of a download. */
export interface Url {
  /** Unquoted, expansions as written. */
  readonly text: string
  /** In lower case; null where none is written. */
  readonly scheme: Maybe<string | null>
  /** In lower case, without user and port. */
  readonly host: Maybe<string>
  /** The own machine or a private network: loopback, RFC 1918, `.local`, `.internal`, a name without a dot. */
  readonly isPrivate: Maybe<boolean>
}

/** A COPY or an ADD: `docker.Transfer` for those of both. */
export interface Copy extends Instruction {
  readonly sources: List<Source>
  readonly destination: Maybe<string | null>
  /** The destination is an absolute path, be it of Linux or Windows. */
  readonly isAbsolute: Maybe<boolean>
  /** Where the files land, by the working directory. */
  readonly target: Maybe<string>
  /** The value of `--from`. */
  readonly from: Maybe<string | null>
  /** The stage that `--from` names. */
  readonly fromStage: Stage | null
  /** The image that `--from` names, where that is no stage. */
  readonly fromImage: Image | null
  /** `--from` is a number. */
  readonly isFromIndex: boolean
  /** `--from` names the stage that it stands in. */
  readonly isFromSelf: boolean
  /** `--from` names a stage that comes later. */
  readonly isFromLater: boolean
  /** `--from` names a later stage that needs the stage it stands in. */
  readonly isCircular: boolean
  readonly chown: Maybe<string | null>
  readonly chmod: Maybe<string | null>
  /** What `--chmod` says; null where there is none or it is not known. */
  readonly mode: Mode | null
  readonly checksum: Maybe<string | null>
  /** `--link` */
  readonly isLinked: boolean
  /** A source is a URL. */
  readonly hasUrl: Maybe<boolean>
  /** A local source is an archive that ADD would unpack. */
  readonly hasArchive: Maybe<boolean>
  /** The RUN right after it. */
  readonly nextRun: Run | null
  /** The sources come from the build context, not from a stage, an image, a URL or a heredoc alone. */
  readonly isFromContext: boolean
}

/** A source of COPY or ADD. */
export interface Source {
  /** As written. */
  readonly text: string
  readonly path: Maybe<string>
  readonly isUrl: Maybe<boolean>
  /** A git repository's URL. */
  readonly isGit: Maybe<boolean>
  /** By its name a local archive that ADD would unpack. */
  readonly isArchive: Maybe<boolean>
  /** It has `*`, `?` or `[` in it. */
  readonly isGlob: Maybe<boolean>
  /** The whole build context: `.`, `./`, `/`, `*`. */
  readonly isContextRoot: Maybe<boolean>
  /** It leads out of the build context. */
  readonly leavesContext: Maybe<boolean>
  readonly isHeredoc: boolean
  /** By its name a file with credentials: `.env`, `id_rsa`, `*.pem`, `.npmrc`. */
  readonly looksSecret: Maybe<boolean>
  /** The `.dockerignore` keeps it out. Unknown where that has exceptions. */
  readonly isIgnored: Maybe<boolean>
  /**
   * It is in the build context, or need not be: a URL, a here-document, a file of a stage. Unknown for patterns and triggers, where only some files of the
   * workspace are known, where the contexts that are possible differ, and for what a build may make first.
   */
  readonly exists: Maybe<boolean>
  /** Where it is not there, the path that is probably meant. */
  readonly meant: Maybe<string | null>
}

/** A variable that ENV or ARG declares: one fact for each, `docker.Variable` for those of both. */
export interface Variable extends Instruction {
  readonly name: string
  /** Variables replaced; null for an ARG without default. */
  readonly value: Maybe<string | null>
  /** The value as written, quotes included; null for an ARG without default. */
  readonly valueText: string | null
  /** Written `ENV name value`, without `=`. */
  readonly isLegacy: boolean
  /** Written before the first FROM. */
  readonly isGlobal: boolean
  /** The name is that of a credential: it ends or begins with a word like password, token, key, and is not about a file, path, URL, id or the like. */
  readonly isSecretName: boolean
  /** The value is a credential by its own look: a key of a known provider, a private key, a URL with a password. */
  readonly looksSecret: Maybe<boolean>
  /** The value is a path, a URL without password, a boolean, a number, empty or a placeholder, so that no name makes it a secret. */
  readonly isHarmless: Maybe<boolean>
  /** An instruction after it mentions the variable, or tools read it from the environment; an ENV always counts as used. */
  readonly isUsed: boolean
  /** An ARG of a stage: a RUN after it starts a program that may read it from the environment, though nothing mentions it. */
  readonly mayBeInherited: boolean
  /** Another pair of the same ENV uses the variable, and nothing has set it before; or the same ENV sets it again with the help of itself. */
  readonly isReadTooEarly: boolean
}

/** A variable or a label as it is written: `docker.Pair` for those of ENV and LABEL alike. */
export interface Pair extends Instruction {
  readonly name: Maybe<string>
  readonly value: Maybe<string | null>
  /** Written `name value`, without `=`. */
  readonly isLegacy: boolean
}

/** A label that LABEL sets: one fact for each. */
export interface Label extends Instruction {
  readonly name: Maybe<string>
  readonly value: Maybe<string | null>
  /** Written `LABEL name value`, without `=`. */
  readonly isLegacy: boolean
  /** The value as written, quotes included; null where there is none. */
  readonly valueText: string | null
  /** The formats that the value has, of text, url, email, semver, rfc3339, hash and spdx. */
  readonly formats: Maybe<List<string>>
  /** What is wrong with the name by Docker's guidelines; null where nothing is. */
  readonly nameProblem: Maybe<string | null>
  /** The same label is set again later in the stage, so that this value is never seen. */
  readonly isOverridden: boolean
}

/** A port that EXPOSE names: one fact for each. */
export interface Port extends Instruction {
  /** As written: `8080/tcp`. */
  readonly port: string
  /** The number, or the first of a range; null where it is none. */
  readonly number: Maybe<number | null>
  /** The last of a range; the number itself where there is no range. */
  readonly end: Maybe<number | null>
  /** In lower case; tcp unless written otherwise. */
  readonly protocol: Maybe<string>
  /** The protocol as written. */
  readonly writtenProtocol: Maybe<string | null>
  /** A host's port or address is written as well, which EXPOSE cannot map. */
  readonly hasHost: Maybe<boolean>
  /** A number or range of numbers within 0 to 65535, whose protocol is tcp, udp or sctp. */
  readonly isValid: Maybe<boolean>
}

/** A path that VOLUME declares: one fact for each. */
export interface Volume extends Instruction {
  readonly target: Maybe<string>
}

/** A USER instruction. */
export interface User extends Instruction {
  /** The user's name or number. */
  readonly name: Maybe<string>
  readonly group: Maybe<string | null>
  readonly isRoot: Maybe<boolean>
  readonly isNumeric: Maybe<boolean>
  /** No USER follows in its stage. */
  readonly isLast: boolean
  /** The number that the file gives to this user; null where it tells none. */
  readonly uid: number | null
  /** Groups that the file has added the user to and that the group after the colon takes away. */
  readonly droppedGroups: List<string>
}

/** A WORKDIR instruction. */
export interface Workdir extends Instruction {
  /** Variables replaced, quotes taken off. */
  readonly directory: Maybe<string>
  readonly isAbsolute: Maybe<boolean>
  /** An absolute WORKDIR comes before it in the stage or a base stage. */
  readonly followsAbsolute: boolean
}

/** A CMD, an ENTRYPOINT, or what a HEALTHCHECK runs. */
export interface Program extends Instruction {
  /** Whether a shell reads it or the system starts it directly. */
  readonly form: 'shell' | 'exec'
  /** The program and its arguments: of an exec form its elements, of a shell form its first command's words. Empty where nothing is written. */
  readonly argv: List<Maybe<string>>
  /** The program's name without its folder. */
  readonly program: Maybe<string | null>
  /** Commands of a shell form, and of an exec form that gives a text to a shell. */
  readonly commands: List<Command>
  /** The text is more than plain words: variables, pipes, lists, redirections, globs. */
  readonly needsShell: boolean
  /** Another of its keyword follows in the stage, so that this one has no effect. */
  readonly isOverridden: boolean
}

/** A HEALTHCHECK instruction. */
export interface Healthcheck extends Program {
  /** `HEALTHCHECK NONE` switches the base's check off. */
  readonly isNone: boolean
  readonly interval: Maybe<string | null>
  readonly timeout: Maybe<string | null>
  readonly startPeriod: Maybe<string | null>
  readonly retries: Maybe<string | null>
}

/** A SHELL instruction. */
export interface ShellInstruction extends Instruction {
  readonly argv: List<string>
  readonly shellKind: ShellKind
  readonly hasPipefail: boolean
  readonly hasErrexit: boolean
}

/** A STOPSIGNAL instruction. */
export interface Stopsignal extends Instruction {
  readonly signal: Maybe<string>
  /** The signal's usual name, `SIGTERM`, whatever way it is written; null where there is no such signal. */
  readonly canonical: Maybe<string | null>
}
