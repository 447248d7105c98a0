import type { Fact, Place } from '../../core/fact'
import type { Dictionary, List, Maybe } from '../../core/value'

/** The fact kinds of compose files, by the name that a rule's `on` uses. */
export interface Facts {
  'compose.Project': Project
  'compose.Service': Service
  'compose.Build': Build
  'compose.Port': Port
  'compose.Mount': Mount
  'compose.EnvironmentVariable': EnvironmentVariable
  'compose.Dependency': Dependency
  'compose.Healthcheck': Healthcheck
  'compose.Device': Device
  'compose.SecurityOption': SecurityOption
  'compose.Capability': Capability
  'compose.Definition': Definition
  'compose.Reference': Reference
  'compose.PathReference': PathReference
  'compose.Variable': Variable
}

/** A compose file. */
export interface Project extends Fact {
  /** A merge conflict that nobody resolved is left in it. */
  readonly hasConflict: boolean
  /** The file's name without its folder. */
  readonly fileName: string
  readonly name: Maybe<string | null>
  /** The obsolete `version` as written; null where there is none. */
  readonly version: Maybe<string | null>
  readonly services: List<Service>
  readonly networks: List<Definition>
  readonly volumes: List<Definition>
  readonly secrets: List<Definition>
  readonly configs: List<Definition>
  /** Keys at its top. */
  readonly keys: List<string>
  /** It is laid over another file, or read by one: no service of it is whole. */
  readonly isFragment: boolean
  /** Its name or its folder says that it runs in production. */
  readonly isProductionNamed: boolean
  /** What of the file the Compose specification does not know. */
  readonly problems: List<Problem>
  /** Top-level keys that stand behind one that by convention follows them. */
  readonly misplacedKeys: List<string>
}

/** A service: what it says itself, what its anchors merge in and what it extends. Where another file of the folder adds what is missing, or the service is a part of one, what is missing is unknown. */
export interface Service extends Fact {
  readonly project: Project
  readonly name: string
  /** It has an image or a build here, or extends a service that has. */
  readonly isWhole: boolean
  readonly image: Image | null
  readonly build: Build | null
  readonly pullPolicy: Maybe<string | null>
  readonly containerName: Maybe<string | null>
  /** The container's name could be one. */
  readonly hasValidContainerName: Maybe<boolean>
  /** Another service of the file, of no other profile, has the same container name. */
  readonly containerNameTwin: Maybe<string | null>
  readonly profiles: List<Maybe<string>>
  readonly privileged: Maybe<boolean>
  readonly readOnly: Maybe<boolean>
  readonly networkMode: Maybe<string | null>
  readonly pid: Maybe<string | null>
  readonly ipc: Maybe<string | null>
  readonly uts: Maybe<string | null>
  readonly usernsMode: Maybe<string | null>
  readonly cgroup: Maybe<string | null>
  readonly cgroupParent: Maybe<string | null>
  /** As written in the file. */
  readonly user: Maybe<string | null>
  /** `user` is root, by name or by number. */
  readonly userIsRoot: Maybe<boolean>
  /** The container runs as root: by `user`, else by the Dockerfile that builds it. Unknown for images that others build. */
  readonly runsAsRoot: Maybe<boolean>
  readonly capAdd: List<Maybe<string>>
  readonly capDrop: List<Maybe<string>>
  readonly dropsAllCapabilities: Maybe<boolean>
  /** NET_BIND_SERVICE is dropped, by name or with all. */
  readonly dropsPortBinding: Maybe<boolean>
  readonly capabilities: List<Capability>
  readonly securityOptions: List<SecurityOption>
  /** `no-new-privileges` is on. */
  readonly hasNoNewPrivileges: Maybe<boolean>
  readonly devices: List<Device>
  readonly ports: List<Port>
  readonly expose: List<Maybe<string>>
  readonly mounts: List<Mount>
  readonly environment: List<EnvironmentVariable>
  /** Variables by name, what is not known of env_file left open. */
  readonly variables: Dictionary<Maybe<string | null>>
  readonly dependencies: List<Dependency>
  readonly healthcheck: Healthcheck | null
  /** Its health is checked, by the service or by the Dockerfile that builds it. Unknown for images that others build and that may bring a check. */
  readonly hasHealthcheck: Maybe<boolean>
  /** A healthcheck is written for it and not disabled. */
  readonly declaresHealthcheck: Maybe<boolean>
  /** A command that asks its image whether it is ready; null where none is known. */
  readonly readinessCommand: string | null
  /** `deploy.resources.limits.memory`, else `mem_limit`. */
  readonly memoryLimit: Maybe<string | null>
  /** `deploy.resources.limits.cpus`, else `cpus`, else `cpu_quota`. */
  readonly cpuLimit: Maybe<string | null>
  /** `deploy.resources.limits.pids`, else `pids_limit`; null where it is -1 or 0. */
  readonly pidsLimit: Maybe<string | null>
  readonly hasUlimits: Maybe<boolean>
  readonly restart: Maybe<string | null>
  /** It is started again when it ends: `restart`, else `deploy.restart_policy`. `no` where it is not. */
  readonly restartPolicy: Maybe<'no' | 'always' | 'on-failure' | 'unless-stopped' | 'any' | 'none' | 'invalid' | null>
  /** How often it is tried again on failure; null where there is no bound. */
  readonly restartAttempts: Maybe<number | null>
  /** `restart`'s own bound: the number behind `on-failure:`. */
  readonly isRestartUnbounded: Maybe<boolean>
  readonly replicas: Maybe<number | null>
  /** `logging.driver`; null where nothing is written. */
  readonly logDriver: Maybe<string | null>
  /** Logs are cut or go elsewhere. */
  readonly rotatesLogs: Maybe<boolean>
  readonly stopGracePeriod: Maybe<string | null>
  /** It runs a database, a cache or a queue. */
  readonly isStore: Maybe<boolean>
  /** It keeps data on its disk. */
  readonly isStateful: Maybe<boolean>
  /** It does a thing and ends: another waits for it to complete, it is started by hand, or its command says so. */
  readonly isOneOff: Maybe<boolean>
  /** Names of networks that it joins. */
  readonly networks: List<string>
  readonly usesDefaultNetwork: Maybe<boolean>
  readonly links: List<Maybe<string>>
  readonly command: Maybe<string | null>
  /** The command is one of a development server or a watcher. */
  readonly isDevCommand: Maybe<boolean>
  /** Keys as written, in order. */
  readonly keys: List<string>
}

/** How a service's image is built. */
export interface Build extends Fact {
  readonly service: Service
  /** As written; `.` where nothing is. */
  readonly context: Maybe<string>
  /** Workspace path of the Dockerfile; null where it is elsewhere or inline. */
  readonly dockerfile: Maybe<string | null>
  readonly isRemote: Maybe<boolean>
  readonly isInline: boolean
  readonly target: Maybe<string | null>
  /** The target is a stage of the Dockerfile. */
  readonly targetExists: Maybe<boolean>
  /** Names of the stages. */
  readonly stages: List<string>
  readonly arguments: List<BuildArgument>
  /** Ports that the image exposes; unknown where the Dockerfile is not seen or a base image may expose more. */
  readonly exposes: List<number>
}

/** One argument of a build. */
export interface BuildArgument {
  readonly name: string
  readonly value: Maybe<string | null>
  /** An ARG of the Dockerfile declares it, or Docker knows it by itself. Unknown where the Dockerfile is not seen. */
  readonly isDeclared: Maybe<boolean>
  /** A path of the build: `args.VERSION` or `args[0]`. */
  readonly at: string
}

/** A reference to a container image. */
export interface Image {
  /** Variables that have a value replaced. */
  readonly text: Maybe<string>
  readonly registry: Maybe<string>
  /** Without registry and `library/`. */
  readonly repository: Maybe<string>
  readonly tag: Maybe<string | null>
  readonly digest: Maybe<string | null>
  /** The service builds it here itself. */
  readonly isBuilt: boolean
  readonly isValid: Maybe<boolean>
  /** Its tag is pushed again and again by its nature: `latest`, `stable`, `edge`; or it has none. */
  readonly isFloating: Maybe<boolean>
}

/** One entry under `ports`. */
export interface Port extends Fact {
  readonly service: Service
  /** As written. */
  readonly text: string
  /** The address of the host; null where none is written. */
  readonly hostIp: Maybe<string | null>
  /** The first and the last port of the host; null where Docker chooses. */
  readonly published: Maybe<number | null>
  readonly publishedEnd: Maybe<number | null>
  /** The first and the last port of the container. */
  readonly target: Maybe<number | null>
  readonly targetEnd: Maybe<number | null>
  readonly protocol: Maybe<string>
  readonly form: 'short' | 'long'
  /** `a:b` without quotes. */
  readonly isUnquoted: boolean
  /** YAML 1.1 may read it as a number of base 60. */
  readonly isSexagesimal: boolean
  /** It can be reached from other machines: it has no address of the host, or not that of the machine itself. */
  readonly isPublic: Maybe<boolean>
  /** What is administered through it: SSH, PostgreSQL; null where nothing known is. */
  readonly admin: Maybe<string | null>
  /** Another port of the file that takes the same port of the host; the name of its service. */
  readonly conflict: Maybe<string | null>
  /** The image that a Dockerfile of the workspace builds exposes it. */
  readonly isExposed: Maybe<boolean>
  /** The address 127.0.0.1 before what is written. */
  readonly loopbackText: string
}

/** One entry under a service's `volumes`. */
export interface Mount extends Fact {
  readonly service: Service
  readonly text: string
  /** `anonymous` has no source. */
  readonly type: Maybe<'bind' | 'volume' | 'anonymous' | 'tmpfs' | 'npipe' | 'cluster' | 'image' | 'other'>
  readonly source: Maybe<string | null>
  readonly target: Maybe<string | null>
  readonly isReadOnly: Maybe<boolean>
  readonly propagation: Maybe<string | null>
  readonly form: 'short' | 'long'
  /** The host's Docker socket, or one of its like. */
  readonly isDockerSocket: Maybe<boolean>
  /** The path of the host, normalised, if it belongs to the system; null where it does not. */
  readonly sensitivePath: Maybe<string | null>
  /** Source code of the project is laid over the image's. */
  readonly isSourceCode: Maybe<boolean>
  /** Other services that write to the same volume or folder. */
  readonly sharedWith: List<string>
}

/** One variable of a service's environment, one of its labels or one argument of its build. */
export interface EnvironmentVariable extends Fact {
  readonly service: Service
  readonly origin: 'environment' | 'label' | 'argument'
  readonly name: string
  /** null where its value comes from where Compose runs. */
  readonly value: Maybe<string | null>
  /** As written, variables not replaced; null where there is none. */
  readonly text: string | null
  /** Its value is written in the file: no variable gives it. */
  readonly isLiteral: boolean
  /** A password or a token is written out in it. */
  readonly isSecret: Maybe<boolean>
  /** A password that everybody knows, or the permission to use none. */
  readonly isDefaultCredential: Maybe<boolean>
  /** It switches debugging or development on. */
  readonly isDebug: Maybe<boolean>
}

/** One entry of depends_on. */
export interface Dependency extends Fact {
  readonly service: Service
  readonly name: string
  /** `service_started` where none is written. */
  readonly condition: Maybe<string>
  readonly form: 'short' | 'long'
  /** The service it names, in this file. */
  readonly target: Service | null
  /** The service it names has a healthcheck. */
  readonly targetHasHealthcheck: Maybe<boolean>
  /** Names of depends_on in their order, where this is the first of them. */
  readonly isFirst: boolean
}

/** A service's `healthcheck`. */
export interface Healthcheck extends Fact {
  readonly service: Service
  /** `disable: true` or a test of NONE. */
  readonly isDisabled: Maybe<boolean>
  /** The test's words; null where there is none. */
  readonly test: List<Maybe<string>> | null
  readonly form: 'list' | 'text' | null
  /** The list begins with none of CMD, CMD-SHELL, NONE. */
  readonly hasInvalidForm: Maybe<boolean>
  readonly interval: Maybe<string | null>
  readonly timeout: Maybe<string | null>
}

/** A device of the host that a service uses. */
export interface Device extends Fact {
  readonly service: Service
  readonly text: string
  /** Path on the host. */
  readonly source: Maybe<string>
  /** Whoever has it has the host or its disks: a disk, memory, the kernel's log. */
  readonly isDangerous: Maybe<boolean>
}

/** One entry of security_opt. */
export interface SecurityOption extends Fact {
  readonly service: Service
  readonly text: Maybe<string>
  /** Before the first `:` or `=`: `seccomp`. */
  readonly name: Maybe<string>
  /** Behind it; null where there is nothing. */
  readonly value: Maybe<string | null>
}

/** One entry of cap_add. */
export interface Capability extends Fact {
  readonly service: Service
  /** In capitals, without `CAP_`. */
  readonly name: Maybe<string>
  /** It lets a process out of its container: ALL, SYS_ADMIN, SYS_MODULE … */
  readonly isDangerous: Maybe<boolean>
}

/** A network, volume, secret or config at the top level. */
export interface Definition extends Fact {
  readonly project: Project
  readonly section: 'networks' | 'volumes' | 'secrets' | 'configs'
  /** `network`, `volume`, `secret`, `config` */
  readonly noun: string
  readonly name: string
  readonly isExternal: Maybe<boolean>
  /** A service of this file or of one beside it uses it. */
  readonly isUsed: Maybe<boolean>
  readonly driver: Maybe<string | null>
  /** Path of the host behind a volume that binds one, if it belongs to the system; null where it does not. */
  readonly sensitivePath: Maybe<string | null>
  /** A path of this fact to where the host's path is written. */
  readonly hostPathAt: string
}

/** A mention of something that has to be defined elsewhere. */
export interface Reference extends Fact {
  readonly service: Service
  /** `service`, `network`, `volume`, `secret`, `config` */
  readonly noun: string
  readonly name: string
  readonly isDefined: Maybe<boolean>
  /** The nearest name that is defined; null where none is near. */
  readonly suggestion: string | null
  /** Where it is mentioned: `depends_on`, `networks`. */
  readonly section: string
}

/** A file or folder of the workspace that has to be there. */
export interface PathReference extends Fact {
  readonly service: Service
  /** `build context`, `Dockerfile`, `env_file` */
  readonly noun: string
  readonly text: string
  /** Workspace path. */
  readonly target: string
  readonly exists: Maybe<boolean>
}

/** A variable that is replaced when Compose reads the file. */
export interface Variable extends Fact {
  readonly name: string
  /** As written, braces included. */
  readonly text: string
  /** A default or an alternative is written. */
  readonly hasDefault: boolean
  /** Compose stops where it is missing. */
  readonly isRequired: boolean
  /** As one that Compose stops for where it is missing: `${TAG:?}`. */
  readonly requiredText: string
  /** `.env` beside the file has it. */
  readonly isInEnvFile: boolean
}

/** A part of a file that the Compose specification does not know. */
export interface Problem {
  readonly form: 'unknown-key' | 'wrong-type' | 'bad-value' | 'duplicate-key'
  readonly key: string
  /** What it is part of: `service 'web'`. */
  readonly where: string
  /** What it has to be: `a list`; empty for keys. */
  readonly expected: string
  readonly suggestion: string | null
  readonly place: Place
}
