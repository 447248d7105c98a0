import type { Fact } from '../../core/fact'
import type { Dictionary, List, Maybe, Plain } from '../../core/value'

/** The fact kinds of Terraform and OpenTofu modules, by the name that a rule's `on` uses. */
export interface Facts {
  'terraform.Module': Module
  'terraform.Resource': Resource
  'terraform.Data': Resource
  'terraform.Variable': Variable
  'terraform.Assignment': Assignment
  'terraform.Local': Local
  'terraform.Output': Output
  'terraform.Provider': Provider
  'terraform.RequiredProvider': RequiredProvider
  'terraform.LockedProvider': LockedProvider
  'terraform.Backend': Backend
  'terraform.ModuleCall': ModuleCall
  'terraform.Policy': Policy
  'terraform.Statement': Statement
  'terraform.Permissions': Permissions
  'terraform.NetworkRule': NetworkRule
  'terraform.Container': Container
  'terraform.Secret': Secret
  'terraform.Reference': Reference
  'terraform.Call': Call
  'terraform.Expression': Expression
  'terraform.Block': Block
  'terraform.Comment': Comment
  'terraform.ProviderReference': ProviderReference
  'terraform.Feature': Feature
  'terraform.FaultExperiment': FaultExperiment
  'terraform.FeatureFlag': FeatureFlag
}

/** The files of one folder, which Terraform reads as one module. Paths are those of its `terraform` block: `required_version`, `backend{}`. */
export interface Module extends Fact {
  /** A merge conflict that nobody resolved is left in one of its files. */
  readonly hasConflict: boolean
  /** The folder; '' is the workspace's own. */
  readonly dir: string
  /** Names of its files, without the folder. */
  readonly files: List<string>
  /** No module of the workspace calls it, those of examples and tests apart. Unknown while the workspace is not read. */
  readonly isRoot: Maybe<boolean>
  /** It has a `provider` block, as roots have. */
  readonly configuresProvider: boolean
  /** The constraints of `required_version`, joined by commas. */
  readonly requiredVersion: Maybe<string | null>
  /** The lowest version that `requiredVersion` admits as a number that can be compared: 1.10.2 is 1010002. Null where nothing says. */
  readonly minimumVersion: Maybe<number | null>
  /** Its `required_version` admits Terraform 1.0, in which remote runs did not know their workspace. */
  readonly admitsTerraform10: Maybe<boolean>
  readonly requiredProviders: List<RequiredProvider>
  readonly hasTerraformBlock: boolean
  /** Its `backend` or `cloud` block. */
  readonly backend: Backend | null
  readonly hasLockFile: boolean
  /** No lock file that git takes stands beside it. Unknown where not all of its folder is known. */
  readonly isLockMissing: Maybe<boolean>
  /** It is written for OpenTofu: a `.tofu` file, or a lock file of its registry. */
  readonly isOpenTofu: boolean
  /** The constraint of `required_version` is one, and there is a version that it admits. */
  readonly isRequiredVersionValid: boolean
  readonly isRequiredVersionBounded: boolean
  /** Names in its folder that hold state or secrets and are no source: state files, saved plans, `.terraform`. Those that git ignores are left out. Unknown while the folder is not read. */
  readonly strayFiles: Maybe<List<string>>
  /** Nothing in the workspace calls it, although folders beside it are called. */
  readonly isLeftOut: Maybe<boolean>
  /** The `.gitignore` beside it, or where it would be. */
  readonly ignoreFile: IgnoreFile
  /** Versions of the lock file by provider source: `hashicorp/aws`. */
  readonly lockedProviders: Dictionary<string>
  readonly resources: List<Resource>
  readonly data: List<Resource>
  readonly variables: List<Variable>
  readonly locals: List<Local>
  readonly outputs: List<Output>
  readonly providers: List<Provider>
  readonly calls: List<ModuleCall>
  /** Its provider of AWS has its region written, so all applications of the module go there, and no other of its providers leads elsewhere, `us-east-1` apart. */
  readonly isOneRegion: boolean
  /** Types of its managed resources, each once. */
  readonly resourceTypes: List<string>
  /** Types of managed resources in all modules of the workspace, each once; open while the workspace is not read. */
  readonly workspaceTypes: List<string>
  /** A terragrunt.hcl beside or above it may bring a backend. */
  readonly hasTerragrunt: boolean
}

/** A comment of a configuration file. */
export interface Comment extends Fact {
  readonly style: '#' | '//' | '/*'
}

/** A `.gitignore`. */
export interface IgnoreFile {
  readonly path: string
  /** Its text; null where there is none, and unknown where it is not read. */
  readonly text: Maybe<string | null>
}

/** A `resource` or `data` block. All its instances are one fact; one that `count = 0` takes away is none. Paths are attributes, `block{}.attribute`, `block{1}` or `block[1]`, `tags.x`, `tags["x/y"]`. */
export interface Resource extends Fact {
  /**
   * `aws_s3_bucket`
   * @discriminant
   */
  readonly type: string
  readonly name: string
  /** `aws_s3_bucket.logs`, `data.aws_ami.base` */
  readonly address: string
  /** `resource` or `data`. */
  readonly mode: 'resource' | 'data'
  /** The local name of its provider: `aws`. */
  readonly provider: string
  /** The alias that it selects: `west` of `aws.west`. */
  readonly providerAlias: string | null
  /** Its evaluated arguments; a nested block is a list of maps, whatever its number. What is absent, and a `dynamic` block over nothing, is null: `self.attr.versioning[0].enabled`. */
  readonly attr: Dictionary<Plain>
  /** The data of arguments whose text is JSON or YAML, by the argument's name: `self.decoded.redrive_policy.maxReceiveCount`. */
  readonly decoded: Dictionary<Plain>
  /** Names of what is written in it, unknown and null ones included. */
  readonly keys: List<string>
  /** How it is repeated. */
  readonly repeats: 'count' | 'for_each' | null
  /** How many instances there are; 1 where it is not repeated. */
  readonly instances: Maybe<number>
  readonly preventDestroy: Maybe<boolean>
  readonly createBeforeDestroy: Maybe<boolean>
  /** Arguments of `ignore_changes`; `all` is one of them. */
  readonly ignoreChanges: List<string>
  /** Addresses in `depends_on`. */
  readonly dependsOn: List<string>
  /** Its tags with the provider's `default_tags` below them. */
  readonly tags: Dictionary<Plain>
  /** `local-exec`, `remote-exec`, `file`. */
  readonly provisioners: List<string>
  /** Resources of the module that refer to this one or share its name, by type. An open list has candidates that cannot be decided; the map is open where companions may stand in another module. */
  readonly companions: Dictionary<List<Resource>>
  /** Resources of the module that this one refers to or names, the other way round than `companions`, by type: the parameter group of a database, the network of a subnet. An open list has candidates that cannot be decided. */
  readonly linked: Dictionary<List<Resource>>
  /** Other services of the module write their logs into this bucket. */
  readonly receivesLogs: boolean
  /** What opens a bucket to strangers: its own arguments and those of the ACL resources that belong to it. An ACL resource answers for itself where its bucket is not in the module. */
  readonly openAcls: List<OpenAcl>
  /** The copies to other regions that an `aws_dlm_lifecycle_policy` makes: those of its schedules and those of its action. */
  readonly regionCopies: List<RegionCopy>
  /** The end of standard support of the engine version of a database of RDS or Aurora, where that is past by our table; null where it is not. */
  readonly endOfSupport: Maybe<EndOfSupport | null>
  /** Statements of the policies that it holds, those of the documents that they are made of included. */
  readonly statements: List<Statement>
  /** Addresses of resources and data sources that it refers to, through locals too. */
  readonly references: List<string>
  /** Addresses of what refers to it: `aws_instance.web`, `output.id`, `module.x`, `local.y`. Open while a file of the module does not parse. */
  readonly referencedBy: List<string>
  /** Another block of the module has its address. */
  readonly isDuplicate: boolean
  /** The routes of a route table; the one that an `aws_route` is. */
  readonly routes: List<Route>
  /** How the range of a subnet goes wrong with its network or with a subnet before it. */
  readonly rangeConflict: Maybe<RangeConflict | null>
  /** Certificates that it holds as text, where they can be read. */
  readonly certificates: List<Certificate>
  /** The version of its provider that the lock file names, else the lowest that the constraint admits, as a number that can be compared: 5.33.0 is 5033000. Null where nothing says. */
  readonly providerVersion: Maybe<number | null>
  /** Arguments whose change makes Terraform destroy it and create it anew, as far as our table knows: `storage_encrypted`. */
  readonly replacing: List<string>
  /** The module that it stands in. */
  readonly module: Module
  /** Names of its arguments and nested blocks in the order of the text. */
  readonly order: List<string>
  /** What `count` takes the length of and `count.index` picks from, as it is written. */
  readonly countsOver: string | null
  /** Addresses in `depends_on` that another argument refers to as well. */
  readonly impliedDependsOn: List<string>
  /** Its name, or the one that it gives to what it makes, says that it is secret. */
  readonly isSecretName: boolean
  /** What its arguments read that is secret, by the top-level argument: sensitive variables, passwords of other resources. Only arguments that read such. */
  readonly secretsIn: Dictionary<List<string>>
  /** Its arguments as they are written, spaces made one: `aws_iam_role.task.arn`. Nested blocks are not among them. */
  readonly written: Dictionary<string>
  /** The containers of an ECS task or a Batch job; none for other types. */
  readonly containers: List<Container>
  /** What the role allows that it runs with: statements of the role's inline and attached policies that stand in the module. */
  readonly roleStatements: List<Statement>
  /** A selection of AWS Backup takes it in, by ARN, pattern, tag or condition, or a lifecycle policy copies the volume. Unknown where a selection cannot be read or stands in another module. */
  readonly isBackedUp: Maybe<boolean>
  /** Arguments whose value changes by itself, at each plan or release, with what makes it change: `timestamp()`, `uuid()`, `var.git_sha`, `data.aws_ami.base`. */
  readonly volatile: Dictionary<string>
  /** Values that its service refuses, by a small table of what AWS takes. */
  readonly faults: List<ValueFault>
  /** Arguments and blocks that the provider's version, or a recent one, has deprecated. */
  readonly deprecations: List<DeprecatedArgument>
}

/** An argument that a major version of the provider deprecated or took away. */
export interface DeprecatedArgument {
  readonly name: string
  readonly since: number
  /** The argument that took its place with the same value. */
  readonly replacement: string | null
  /** What to use, in words. */
  readonly advice: string
}

/** A value that a provider's service refuses. */
export interface ValueFault {
  /** `type`: of another type, `enum`: none of the values or numbers that there are; `name`: a name that is too long; `length`: another text that is too short or long; `pattern`, `cidr`, `arn`: of a form that is refused; `instance`: an instance type that does not exist; `region`: a zone of another region. */
  readonly kind: 'type' | 'enum' | 'pattern' | 'length' | 'name' | 'cidr' | 'arn' | 'instance' | 'region'
  /** Where it is: `engine`, `default_action[0].type`. */
  readonly path: string
  readonly value: string
  /** What it takes instead, in words. */
  readonly wants: string
  readonly suggestion: string | null
}

/** An ACL or a grant that opens a bucket. */
export interface OpenAcl {
  /** The bucket or ACL resource that holds it. */
  readonly holder: Resource
  readonly path: string
  /** The canned ACL, else the name of the group. */
  readonly acl: string
  readonly group: 'everybody' | 'authenticated'
  /** A public access block takes its effect away. */
  readonly isBlocked: Maybe<boolean>
}

/** A copy of snapshots in another region. */
export interface RegionCopy {
  /** Leads to the block that says how it is encrypted. */
  readonly path: string
  readonly encrypted: Plain
  readonly key: Plain
}

/** A version that its vendor has stopped to mend. */
export interface EndOfSupport {
  readonly product: string
  readonly version: string
  /** `February 2024` */
  readonly ended: string
}

/** A `variable` block. Paths are `default`, `type`, `description`, `sensitive`, `validation{}`. */
export interface Variable extends Fact {
  readonly name: string
  /** Names of what is written in it. */
  readonly keys: List<string>
  /** The type constraint as it is written. */
  readonly type: string | null
  readonly hasDefault: boolean
  readonly default: Plain
  /** The type constraint that its default suggests: `list(string)`. */
  readonly inferredType: string | null
  /** The default is written out, not computed. */
  readonly hasLiteralDefault: boolean
  readonly description: string | null
  readonly isSensitive: Maybe<boolean>
  readonly isEphemeral: Maybe<boolean>
  readonly isNullable: Maybe<boolean>
  readonly validationCount: number
  /** Why the default cannot be converted to the type: `not a number but a list`. */
  readonly defaultMisfit: string | null
  /** Conditions of its validations that do not mention it: `validation{0}.condition`. */
  readonly unrelatedValidations: List<string>
  /** A part of the module other than its own block refers to it. Unknown while a file of the module does not parse. */
  readonly isUsed: Maybe<boolean>
  /** Its name says that its value is secret: `db_password`, not `password_length`. */
  readonly isSecretName: boolean
  readonly isDuplicate: boolean
  /** What it holds in this context: caller's argument, tfvars, default. */
  readonly value: Plain
  /** Where its value comes from; `unknown` where nothing gives one. */
  readonly source: 'default' | 'tfvars' | 'argument' | 'unknown'
}

/** A line of a tfvars file. Path `value`. */
export interface Assignment extends Fact {
  readonly name: string
  readonly value: Plain
  readonly isDeclared: Maybe<boolean>
  readonly isSecretName: boolean
  /** The variable that it sets is sensitive. */
  readonly isSensitive: Maybe<boolean>
  /** Terraform reads the file unasked: `terraform.tfvars`, `x.auto.tfvars`. */
  readonly isAutomatic: boolean
  /** The nearest name that is declared, where its own is not. */
  readonly suggestion: string | null
  /** The type constraint of the variable that it sets, as it is written. */
  readonly type: string | null
  /** Why the value cannot be converted to that type: `not a number but a list`. */
  readonly misfit: string | null
  /** The name of another file, read unasked after this one, that sets the variable too and wins. */
  readonly overriddenBy: string | null
}

/** An entry of a `locals` block. Path `value`. */
export interface Local extends Fact {
  readonly name: string
  readonly value: Plain
  readonly isUsed: Maybe<boolean>
  readonly isDuplicate: boolean
  readonly isSecretName: boolean
}

/** An `output` block. Paths are `value`, `description`, `sensitive`. */
export interface Output extends Fact {
  readonly name: string
  readonly value: Plain
  readonly description: string | null
  readonly isSensitive: Maybe<boolean>
  /** Its value reads a sensitive variable or an attribute that holds a secret. */
  readonly readsSensitive: boolean
  /** A call of the workspace reads it. True for a module that nobody calls; unknown while the workspace is not read. */
  readonly isRead: Maybe<boolean>
  readonly isDuplicate: boolean
}

/** A `provider` block. Paths are its attributes. */
export interface Provider extends Fact {
  readonly name: string
  readonly alias: string | null
  readonly attr: Dictionary<Plain>
  readonly keys: List<string>
  /** A block of the module or a module call selects it; always so without alias. */
  readonly isUsed: Maybe<boolean>
  /** Its endpoints lead to this machine, as emulators of clouds do. */
  readonly isEmulator: boolean
  /** The entry of `required_providers` that goes with it. */
  readonly required: RequiredProvider | null
  /** The module that it stands in. */
  readonly module: Module
}

/** An entry of `required_providers`, or a provider that the module uses without one. Paths are `version`, `source`. */
export interface RequiredProvider extends Fact {
  readonly name: string
  /** Without the registry's default host: `hashicorp/aws`. */
  readonly source: Maybe<string | null>
  readonly version: Maybe<string | null>
  /** It has an entry. */
  readonly isDeclared: boolean
  readonly isUsed: Maybe<boolean>
  /** The version constraint has an upper bound: `~>`, `<`, `=`. */
  readonly isBounded: boolean
  readonly isExact: boolean
  /** Terraform could read the constraint. */
  readonly isValid: boolean
  /** The old form, a version alone. */
  readonly isLegacy: boolean
  /** Is there a version that the constraint admits? */
  readonly isSatisfiable: boolean
  /** The version in the lock file beside the module; null where there is none. */
  readonly lockedVersion: string | null
  /** Does the constraint admit the locked version? True where none is locked. */
  readonly isLockAdmitted: boolean
  /** The newest major version that the constraint admits; null where it has no upper bound. */
  readonly highestMajor: number | null
  /** The module that it stands in. */
  readonly module: Module
}

/** A `provider` block of the lock file. Paths are `version`, `constraints`, `hashes`. */
export interface LockedProvider extends Fact {
  /** Without the registry's default host: `hashicorp/aws`. */
  readonly source: string
  readonly version: string | null
  /** Hashes of the unpacked package, one a platform: `h1:`. */
  readonly platformHashes: number
  /** Hashes of the packages of all platforms, as the registry signs them: `zh:`. */
  readonly archiveHashes: number
}

/** A `backend` or `cloud` block. Paths are its attributes. */
export interface Backend extends Fact {
  /** `s3`, `local`; `cloud` for a cloud block. */
  readonly type: string
  readonly attr: Dictionary<Plain>
  readonly keys: List<string>
  /** Nothing is written in it, so that the command line gives the rest. */
  readonly isPartial: boolean
  /** Another `backend` or `cloud` block of the module stands before it, override files apart. */
  readonly isDuplicate: boolean
  /** Paths of arguments that hold a reference or a call; Terraform takes constants only. */
  readonly computed: List<string>
  /** The module that it belongs to. */
  readonly module: Module
}

/** A `module` block. Paths are `source`, `version` and its arguments. */
export interface ModuleCall extends Fact {
  readonly name: string
  readonly source: Maybe<string | null>
  readonly version: Maybe<string | null>
  readonly sourceKind: 'local' | 'registry' | 'git' | 'mercurial' | 'http' | 's3' | 'gcs' | 'unknown'
  /** The `ref` of a git or mercurial source. */
  readonly ref: string | null
  /** A local source, a registry source with a version, or a ref that is no branch known to move. */
  readonly isPinned: Maybe<boolean>
  /** The ref is a commit's hash. */
  readonly isCommit: boolean
  /** The version constraint or ref has one version only. */
  readonly isExact: boolean
  /** The source is fetched without encryption: http, git://. */
  readonly isInsecure: boolean
  /** The source holds a user's password or token. */
  readonly hasCredentials: boolean
  /** Its arguments, those of Terraform itself left out. */
  readonly inputs: Dictionary<Plain>
  readonly keys: List<string>
  /** The folder of a local source. */
  readonly dir: string | null
  /** Does the folder of a local source hold Terraform files? */
  readonly isFound: Maybe<boolean>
  /** Arguments that a local module does not declare. */
  readonly unknownInputs: List<string>
  /** The same, each with the nearest variable that is not given yet. Path `argument:name` is the argument's name. */
  readonly misspeltInputs: List<Misspelt>
  /** Variables without default of a local module that are not given. */
  readonly missingInputs: List<string>
  /** Arguments whose value cannot be converted to the type of the local module's variable. */
  readonly misfitInputs: List<Misfit>
  readonly dependsOn: List<string>
  readonly isDuplicate: boolean
  /** Configurations that a local module wants from its caller and is not given: `aws.replica`. */
  readonly missingProviders: List<string>
  /** The constraint of `version` is one, and there is a version that it admits. */
  readonly isVersionValid: boolean
  /** Versions and refs with which the workspace calls the same remote module elsewhere. */
  readonly otherVersions: Maybe<List<string>>
  /** Path below the repository or registry without version and ref, by which the same module is known elsewhere. */
  readonly origin: string | null
  /** The module that it stands in. */
  readonly module: Module
}

/** Statements of an access policy, however they are written: jsonencode, heredoc, JSON file, `aws_iam_policy_document`. */
export interface Policy extends Fact {
  /** The resource or data source that holds it. */
  readonly owner: Resource
  /** The argument that holds it; '' for a policy document. */
  readonly attribute: string
  /** `identity`: what a principal may do; `trust`: who may take a role; `resource`: who may use a resource; `boundary`: a limit. */
  readonly purpose: 'identity' | 'trust' | 'resource' | 'boundary' | 'unknown'
  /** The service whose resource it guards: `s3`, `sqs`. */
  readonly service: string | null
  readonly statements: List<Statement>
  readonly version: Maybe<string | null>
  /** How many characters the text has without its white space; null for a policy document. */
  readonly length: Maybe<number | null>
  /** False where the text is known and is no JSON object with statements. */
  readonly isValid: Maybe<boolean>
}

/** One statement of a policy. Paths are its fields: `actions`, `actions[0]`, `principals`, `effect`. */
export interface Statement extends Fact {
  readonly policy: Policy
  readonly sid: Maybe<string | null>
  /** `Allow` or `Deny`. */
  readonly effect: Maybe<string>
  readonly isAllow: Maybe<boolean>
  readonly actions: List<Maybe<string>>
  readonly notActions: List<Maybe<string>>
  readonly resources: List<Maybe<string>>
  readonly notResources: List<Maybe<string>>
  readonly principals: List<Principal>
  readonly notPrincipals: List<Principal>
  readonly conditions: List<Condition>
  /** Anybody is among its principals. */
  readonly isPublic: Maybe<boolean>
  /** A condition on account, organisation, network, source or caller narrows who it is for. */
  readonly isNarrowed: Maybe<boolean>
  /** `*` or `*:*` is among its actions. */
  readonly allowsAllActions: Maybe<boolean>
  /** `*` is among its resources. */
  readonly coversAllResources: Maybe<boolean>
  /** The actions that it covers of those that change who may do what: `iam:PassRole`, `s3:PutBucketPolicy`. */
  readonly permissionActions: List<string>
  /** The actions that it covers of those that answer with credentials: `sts:AssumeRole`. */
  readonly credentialActions: List<string>
  /** The actions that it covers of those that read or copy what is stored: `s3:GetObject`. */
  readonly dataActions: List<string>
}

/** All that a role, user or group may do by the policies of the module, taken together. A policy that none of the module has stands for itself. Its place is the name of the owner. */
export interface Permissions extends Fact {
  /** The role, user, group or policy. */
  readonly owner: Resource
  readonly statements: List<Statement>
  /** Ways to become an administrator, each as the actions that it takes: `iam:PassRole with ec2:RunInstances`. Those that all of IAM or of AWS gives are left out. */
  readonly escalations: List<string>
}

/** Who a statement is for. */
export interface Principal {
  /** `AWS`, `Service`, `Federated`, `CanonicalUser`; `*` for anybody. */
  readonly type: Maybe<string>
  readonly id: Maybe<string>
}

/** A condition of a statement. */
export interface Condition {
  /** `StringEquals` */
  readonly test: Maybe<string>
  /** `aws:SourceArn` */
  readonly variable: Maybe<string>
  readonly values: List<Maybe<string>>
}

/** What a firewall lets through: security groups, network ACLs, Google firewalls, Azure security rules. Paths are `cidrs`, `cidrs[0]`, `fromPort`, `toPort`, `protocol`, `description` and arguments of the block. */
export interface NetworkRule extends Fact {
  /** The resource that it is written in. */
  readonly owner: Resource
  /** Address of the security group that it belongs to. */
  readonly group: string | null
  readonly form: 'inline' | 'rule' | 'acl' | 'firewall'
  readonly direction: Maybe<'ingress' | 'egress'>
  /** False for a deny rule. */
  readonly isAllow: Maybe<boolean>
  /** The first port; 0 where the rule is for all. */
  readonly fromPort: Maybe<number>
  /** The last port; 65535 where the rule is for all. */
  readonly toPort: Maybe<number>
  /** Every range of ports that it is for; Google firewalls and Azure rules may list several. */
  readonly ports: List<Ports>
  /** `tcp`, `udp`, `icmp`; `all` for -1. */
  readonly protocol: Maybe<string>
  /** IPv4 and IPv6 ranges. */
  readonly cidrs: List<Maybe<string>>
  /** One of its ranges is the whole internet, or half of it. */
  readonly isPublic: Maybe<boolean>
  /** Every protocol, or every port of one. */
  readonly isAllPorts: Maybe<boolean>
  readonly description: Maybe<string | null>
  /** Order of a network ACL's rule, or priority. */
  readonly number: Maybe<number | null>
  /** The security group or network ACL that it belongs to, where that stands in the module. */
  readonly groupResource: Resource | null
  /** Its ranges that can be read; open where some cannot. */
  readonly networks: List<Network>
  /** Ports that rules of the same network ACL deny to the whole internet before this one is asked. */
  readonly deniedPorts: List<PortRange>
}

/** A range of addresses. */
export interface Network {
  readonly cidr: string
  /** Bits of its prefix: 8 of `10.0.0.0/8`. */
  readonly prefix: number
  readonly isIPv6: boolean
  /** All of it is for private networks: RFC 1918, carrier NAT, loopback, link-local, fc00::/7. */
  readonly isPrivate: boolean
}

/** The first and the last of adjoining ports. */
export interface PortRange {
  readonly fromPort: number
  readonly toPort: number
}

/** Two ranges of addresses that cannot be as they are. */
export interface RangeConflict {
  /** The range lies outside the network's; else it overlaps that of another subnet. */
  readonly isOutside: boolean
  /** The network, or the other subnet. */
  readonly with: Resource
  readonly cidr: string
  readonly otherCidr: string
}

/** A certificate. */
export interface Certificate {
  /** The argument that holds it. */
  readonly path: string
  /** The day on which it ends: `2026-05-31`. */
  readonly notAfter: string
  readonly isExpired: boolean
  /** It ends within thirty days, or has ended. */
  readonly expiresSoon: boolean
  /** The bits of its RSA key; null for other keys. */
  readonly rsaBits: number | null
}

/** A route: a `route` block of a route table, or `aws_route`. */
export interface Route {
  /** The block's path; '' for `aws_route`. */
  readonly path: string
  /** Arguments that say where it goes to and are certainly set, `nat_gateway_id`; open where one may be null. */
  readonly targets: List<string>
  /** Arguments that hold its ranges: `cidr_block`, `destination_ipv6_cidr_block`. */
  readonly ranges: List<string>
  /** It is for the whole internet. */
  readonly isDefault: Maybe<boolean>
}

/** A template of AWS Fault Injection Service: an `aws_fis_experiment_template`. Paths are those of the resource. */
export interface FaultExperiment extends Fact {
  readonly owner: Resource
  readonly address: string
  /** An alarm ends it; `none` is no condition. */
  readonly hasStopCondition: Maybe<boolean>
  /** Every target is a number, at most half, or a list of resources. */
  readonly isBounded: Maybe<boolean>
  /** A tag, filter or name by which it picks its targets speaks of production. */
  readonly targetsProduction: Maybe<boolean>
  /** What it does: `kill`, `delay`, `loss`, `partition`, `stress`, `error`, `other`. */
  readonly faults: List<string>
}

/** A feature flag that is kept as a resource of LaunchDarkly, Unleash or Flagsmith. Paths are those of the resource. */
export interface FeatureFlag extends Fact {
  readonly owner: Resource
  readonly address: string
  readonly tool: 'launchdarkly' | 'unleash' | 'flagsmith'
  readonly key: Maybe<string | null>
  /** Unleash's type; `temporary` or `permanent` for LaunchDarkly. Null where nothing says. */
  readonly type: Maybe<string | null>
  /** Who maintains it; null where nobody is named. Unknown for Unleash, whose projects have owners. */
  readonly maintainer: Maybe<string | null>
  /** It is said whether it is to go. */
  readonly hasEnd: Maybe<boolean>
  /** CODEOWNERS names somebody for its file; unknown where there is no CODEOWNERS. */
  readonly isOwned: Maybe<boolean>
  /** Whoever matches no rule gets the old path. */
  readonly hasSafeDefault: Maybe<boolean>
}

/** A container of an ECS task definition or a Batch job definition, however its JSON is written: jsonencode, heredoc, JSON file. Paths are the keys of the JSON: `image`, `environment[0].value`. */
export interface Container extends Fact {
  /** The task definition or job definition. */
  readonly owner: Resource
  readonly name: Maybe<string | null>
  /** Its name; that of the owner where it has none. */
  readonly label: string
  readonly image: Maybe<string | null>
  /** The image has the tag `latest`, or neither tag nor digest. */
  readonly isLatest: Maybe<boolean>
  /** Null leaves it to the image, whose user most often is root. */
  readonly user: Maybe<string | null>
  readonly isPrivileged: Maybe<boolean>
  readonly hasReadonlyRoot: Maybe<boolean>
  /** The log driver; null where nothing says where its output goes. */
  readonly logDriver: Maybe<string | null>
  /** Variables with their values in plain text. */
  readonly environment: List<ContainerVariable>
  /** Variables from a secret store; `value` is the ARN or name that it is read from. */
  readonly secrets: List<ContainerVariable>
  /** All keys of the definition, their first letter small. */
  readonly attr: Dictionary<Plain>
}

/** An environment variable of a container. */
export interface ContainerVariable {
  readonly name: Maybe<string>
  readonly value: Maybe<string | null>
  /** Its name says that the value is secret. */
  readonly isSecretName: boolean
  /** The kind of credential that the value's form tells. */
  readonly format: string | null
}

/** A range of ports, both ends within it. */
export interface Ports {
  readonly from: Maybe<number>
  readonly to: Maybe<number>
}

/** A literal that looks like a secret. */
export interface Secret extends Fact {
  /** The attribute, key or variable that is given it. */
  readonly name: string
  /** The kind of credential that its form tells, `AWS access key`; null where only the name says that it is secret. */
  readonly format: string | null
  /** The name says that the value is secret. */
  readonly isNamed: boolean
  /** The block that it stands in: `resource`, `provider`, `variable`, `backend`, `locals`, `module`, `tfvars`. */
  readonly block: string
  /** The type label of the block: `aws_db_instance`. */
  readonly type: string | null
  /** The block's address: `aws_db_instance.main`, `provider.aws`. */
  readonly address: string
  /** The top-level argument or nested block that it stands in: `user_data`, `environment`. */
  readonly argument: string
  /** A name for a variable that could hold it instead; null where the literal cannot give way to one. */
  readonly variableName: string | null
  /** What takes the secret, where a rule of its own looks at that. */
  readonly holder: 'user data' | 'function' | 'container' | 'build' | 'secret store' | 'location' | 'database' | null
}

/** A reference to something that the module declares, or ought to. */
export interface Reference extends Fact {
  readonly target: 'var' | 'local' | 'resource' | 'data' | 'module'
  /** `var.region`, `aws_vpc.main`, `module.net` */
  readonly address: string
  readonly name: string
  readonly isDeclared: Maybe<boolean>
  /** The output of a module that is read, where it is written. */
  readonly output: string | null
  /** Does the local module declare that output? Unknown for modules that are not here. */
  readonly isOutputDeclared: Maybe<boolean>
  /** The nearest name that is declared. */
  readonly suggestion: string | null
  /** The circle of references that this one closes: `local.a, local.b, local.a`. One reference of each circle has it. */
  readonly cycle: string | null
  /** The type that its use tells: `string`, `number`, `bool`, `list(string)`, `any`. */
  readonly inferredType: string
  /** A block that would declare a variable of that name and type. */
  readonly declaration: string
}

/** A call of a function. */
export interface Call extends Fact {
  readonly name: string
  readonly argumentCount: number
  /** Terraform or OpenTofu has the function; one of a provider is taken for known. */
  readonly isKnown: boolean
  /** The nearest name of a function, where it is not known. */
  readonly suggestion: string | null
  /** What it takes, where it is given more or fewer arguments: `2 arguments`. */
  readonly expectedArguments: string | null
  /** What to write instead of a function that Terraform no longer has: `[a, b]` for `list(a, b)`. */
  readonly replacement: string | null
  /** Names that the template reads and `templatefile` is not given. */
  readonly missingVariables: List<string>
  /** It stands where the file may be missing: behind `fileexists`, in `try` or `can`. */
  readonly isGuarded: boolean
  /** The path that a function such as `file` reads. */
  readonly file: Maybe<string | null>
  readonly isFileFound: Maybe<boolean>
  /** The file's path is relative and does not begin with `path.`. */
  readonly isWorkingDirectoryRelative: boolean
  /** That path as one of the module's folder, in source text. */
  readonly moduleRelative: string | null
  /** The resource or data source that it stands in. */
  readonly resource: Resource | null
  /** The top-level argument or nested block of its block that it stands in: `triggers`, `lifecycle`. */
  readonly argument: string
  /** The module that it stands in. */
  readonly module: Module
}

/** A piece of syntax that there is something to say of. */
export interface Expression extends Fact {
  /** The module that it stands in. */
  readonly module: Module
  readonly form: 'workspace' | 'json-root-array' | 'lone-interpolation' | 'legacy-index' | 'legacy-splat' | 'empty-list-equality' | 'boolean-conditional' | 'duplicate-key' | 'quoted-reference' | 'quoted-type' | 'short-lookup' | 'absolute-path' | 'same-arms' | 'boolean-comparison' | 'constant-condition' | 'json-text' | 'unguarded-index' | 'mixed-name' | 'unformatted' | 'random-text'
  /** As it is written. */
  readonly source: string
  /** What to write instead, where that is plain. */
  readonly replacement: string | null
  /** The key of a `duplicate-key`. */
  readonly key: string | null
}

/** A name that Terraform does not know, and the nearest that it does. */
export interface Misspelt {
  readonly name: string
  readonly suggestion: string | null
}

/** A block that Terraform itself reads: those at the top of a file, and within them its own, such as `lifecycle` and `validation`. What stands in blocks of a provider is none, `dynamic` apart. Native syntax only. Paths are `type`, `labels[0]`, `argument:name` for an argument's name, and arguments. */
export interface Block extends Fact {
  /** `resource`, `lifecycle` */
  readonly type: string
  readonly labels: List<string>
  /** `aws_s3_bucket.logs`, `var.region`, `lifecycle` */
  readonly address: string
  /** The type of the block that it stands in; '' at the top of a file. */
  readonly within: string
  /** Is its file one of configuration, of variables (`.tfvars`) or of tests (`.tftest.hcl`)? */
  readonly file: 'configuration' | 'variables' | 'tests'
  readonly keys: List<string>
  /** Terraform or OpenTofu has such a block there. */
  readonly isKnown: boolean
  /** The nearest type that is known, of one that is not. */
  readonly suggestion: string | null
  /** How many labels it takes. */
  readonly expectedLabels: number
  /** Arguments that it does not take. Always empty where a provider or module names them. */
  readonly unknownArguments: List<Misspelt>
  /** Arguments that it cannot be without. */
  readonly missingArguments: List<string>
  /** Types of nested blocks that it cannot be without. */
  readonly missingBlocks: List<string>
  /** Types of nested blocks that may stand in it once and do so more often. */
  readonly surplusBlocks: List<string>
  /** What it declares that a block before it in the module declares too. Override files declare nothing. */
  readonly duplicates: List<Duplicate>
  /** What its `for_each` goes over, where that is refused: `a list`. */
  readonly forEachProblem: string | null
  /** What to write instead, where that is plain: `toset(var.names)`. */
  readonly forEachReplacement: string | null
  /** An attribute of a resource of this module that decides how often the block is repeated, though no plan knows it before the resource is there: `aws_vpc.main.id`. */
  readonly computedKey: string | null
  /** Why a `moved`, `removed` or `import` block is refused; a sentence without its full stop. Path `problem`. */
  readonly problem: string | null
}

/** An address that is declared twice, and the path of the name in its block. */
export interface Duplicate {
  readonly address: string
  readonly at: string
}

/** A value that does not fit a type, and why: `not a number but a list`. */
export interface Misfit {
  readonly name: string
  readonly reason: string
  readonly type: string
}

/** A choice of a provider's configuration: `provider = aws.west`, `providers = { aws = aws.west }`. Path `name` is the alias. */
export interface ProviderReference extends Fact {
  /** `aws.west`, `aws` */
  readonly address: string
  /** The local name of the provider. */
  readonly provider: string
  readonly alias: string | null
  /** The module configures it, or takes it from its caller. Always so without alias. */
  readonly isDeclared: Maybe<boolean>
  /** The nearest alias that is declared. */
  readonly suggestion: string | null
}

/** Something that not every version of Terraform has, at its first use in the module. */
export interface Feature extends Fact {
  /** `'moved' blocks`, `startswith()` */
  readonly name: string
  /** The version that brought it: `1.5`. */
  readonly since: string
  /** The module's `required_version` admits an older one. False where it says nothing. */
  readonly isNewer: Maybe<boolean>
  readonly requiredVersion: Maybe<string | null>
  /** The constraint with its lower bound raised, where that can be done. */
  readonly raisedVersion: string | null
}
