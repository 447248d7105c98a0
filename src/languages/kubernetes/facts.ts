import type { Fact, Place } from '../../core/fact'
import type { Span } from '../../core/span'
import type { Dictionary, List, Maybe, Plain } from '../../core/value'
import type { DockerfileSummary } from '../docker/exports'
import type { AccountSummary, ClaimSummary, ConfigSummary, ObjectSummary, RoleSummary, ScalerSummary, ServiceSummary, WorkloadSummary } from './exports'

/** The fact kinds of Kubernetes manifests, by the name that a rule's `on` uses. */
export interface Facts {
  'kubernetes.Object': Object
  'kubernetes.Workload': Workload
  'kubernetes.PodSpec': PodSpec
  'kubernetes.Container': Container
  'kubernetes.Image': Image
  'kubernetes.Volume': Volume
  'kubernetes.Job': Job
  'kubernetes.Service': Service
  'kubernetes.Ingress': Ingress
  'kubernetes.Autoscaler': Autoscaler
  'kubernetes.DisruptionBudget': DisruptionBudget
  'kubernetes.NetworkPolicy': NetworkPolicy
  'kubernetes.Role': Role
  'kubernetes.Binding': Binding
  'kubernetes.ServiceAccount': ServiceAccount
  'kubernetes.ConfigMap': Config
  'kubernetes.Secret': Config
  'kubernetes.PersistentVolumeClaim': Claim
  'kubernetes.PersistentVolume': PersistentVolume
  'kubernetes.StorageClass': StorageClass
  'kubernetes.VerticalAutoscaler': VerticalAutoscaler
  'kubernetes.Namespace': Namespace
  'kubernetes.Webhook': Webhook
  'kubernetes.PrometheusRule': PrometheusRule
  'kubernetes.Monitor': Monitor
  'kubernetes.Rollout': Rollout
  'kubernetes.ChaosExperiment': ChaosExperiment
  'kubernetes.Delivery': Delivery
  'kubernetes.Backup': Backup
  'kubernetes.Sandbox': Sandbox
  'kubernetes.Kustomization': Kustomization
  'kubernetes.Chart': Chart
  'kubernetes.Link': Link
  'kubernetes.Port': Port
  'kubernetes.Gateway': Gateway
  'kubernetes.Route': Route
  'kubernetes.Values': Values
}

/** An object of any kind: one fact for each, and the fields that the facts of objects share. Paths are relative to the object: `metadata.labels`, `spec.replicas`. */
export interface Object extends Fact {
  /** A merge conflict that nobody resolved is left in its file. */
  readonly hasConflict: boolean
  /** As written: `apps/v1`. */
  readonly apiVersion: Maybe<string | null>
  /** The part before the slash; '' for the core group. */
  readonly group: Maybe<string>
  /** The part behind the slash: `v1beta1`. */
  readonly version: Maybe<string>
  /**
   * `Deployment`.
   * @discriminant
   */
  readonly objectKind: Maybe<string>
  /** When Kubernetes gives up this version of this kind; null where it does not. */
  readonly lifecycle: Maybe<Lifecycle | null>
  /** As written, without what kustomizations put before and behind it; null where only generateName or nothing is written. */
  readonly name: Maybe<string | null>
  readonly generateName: Maybe<string | null>
  /** As written, or as a kustomization sets it; null where nothing says. */
  readonly namespace: Maybe<string | null>
  /** The unit has the Namespace that it stands in; unknown where none is written. */
  readonly namespaceIsDefined: Maybe<boolean>
  /** A LimitRange is in its namespace, or in the one that it is. */
  readonly namespaceHasLimitRange: Maybe<boolean>
  /** A ResourceQuota is in its namespace, or in the one that it is. */
  readonly namespaceHasResourceQuota: Maybe<boolean>
  /** Objects of this kind live outside namespaces. False for kinds that are not known. */
  readonly isClusterScoped: Maybe<boolean>
  readonly labels: Dictionary<Maybe<string | null>>
  readonly annotations: Dictionary<Maybe<string | null>>
  /** Helm runs it at some event instead of keeping it: annotation `helm.sh/hook`; likewise Argo CD hooks. */
  readonly isHook: Maybe<boolean>
  /** What the object is part of: a file of its own, a tree of kustomizations, a Helm chart. */
  readonly source: 'manifest' | 'kustomization' | 'chart'
  /** A kustomization or the chart's installation sets the namespace from outside, or may do so. */
  readonly hasOuterNamespace: boolean
  /** An earlier object of its file, or of those that are rendered with it, has the same group, kind, namespace and name. Unknown in charts, where one may stand for the other. */
  readonly hasDuplicate: Maybe<boolean>
  /** What `metadata.ownerReferences` names. */
  readonly owners: List<Owner>
  /** A ConfigMap, Secret, PersistentVolumeClaim, ServiceAccount or Role that nothing of the unit names, though it has pods. False for other kinds. */
  readonly isUnused: Maybe<boolean>
  /** Its top-level keys. */
  readonly keys: List<string>
  /** How lines end in its file. */
  readonly lineBreak: string
  /** Keys that are there twice in one map. Report them `at: item.place`. */
  readonly duplicateKeys: List<DuplicateKey>
  /** The first key that stands behind one which the alphabet puts after it; null where all are sorted. */
  readonly unsortedKey: UnsortedKey | null
  /** Every scalar below it, with its path. */
  readonly scalars: List<Scalar>
  /** Credentials that their form betrays, anywhere but in variables of containers and in the data of ConfigMaps and Secrets, which have facts of their own. */
  readonly credentials: List<Credential>
  /** Labels and annotations, those of pod templates included, whose value is not a string. */
  readonly untypedMetadata: List<Scalar>
  /** The minor version of Kubernetes 1.x that `kubernetes.version` of the configuration names; null where it names none. */
  readonly kubernetesMinor: number | null
  /** Where it breaks the schema of its kind: fields that are not known, of the wrong type, or missing. Report them `at: item.place`. */
  readonly violations: List<Violation>
  /** Variables, labels, annotations and keys of ConfigMaps that are not texts and have to be. */
  readonly unquoted: List<Unquoted>
  /** Fields of a security context that only the other one has, that of the pod or that of its containers. */
  readonly misplacedSecurity: List<Violation>
  /** Why no cluster knows the kind in this apiVersion; null where one does, and for kinds of others. */
  readonly kindProblem: Maybe<KindProblem | null>
  /** Node: the minor version of 1.x that its kubelet runs; null where none is written. */
  readonly nodeVersion: Maybe<number | null>
  /** Labels and annotations, those of its pods included, that the API server refuses. */
  readonly invalidLabels: List<Misnomer>
  /** Its name and those of its containers where the API server refuses them. */
  readonly invalidNames: List<Misnomer>
  /** Fields, labels, annotations and kinds that Kubernetes has given up, or will. */
  readonly outdatedNames: List<Outdated>
  /** What a PodSecurityPolicy lets through; none for other kinds. Paths are from the object. */
  readonly policyHoles: List<PolicyHole>
  /** The whole object as plain data; an unknown stands within where a part is unknown. */
  readonly fields: Plain
}

/** A place where an object breaks the schema of its kind. */
export interface Violation {
  readonly form: 'unknown-field' | 'wrong-type' | 'wrong-value' | 'missing-field'
  /** The field; the first one where several are missing. */
  readonly name: string
  /** From the object: the value, or what lacks the field. */
  readonly path: string
  /** One sentence on it. */
  readonly message: string
  /** What was meant most likely: the name of a field, or a value. */
  readonly suggestion: string | null
  /** A text that was written without quotes, so that it is a number or a boolean. */
  readonly isUnquoted: boolean
  /** What stands at the place. */
  readonly text: string
  readonly place: Place
}

/** Why no cluster knows a kind. */
export interface KindProblem {
  /** One sentence on it, without its full stop. */
  readonly message: string
  /** The apiVersion or the kind that was meant most likely. */
  readonly apiVersion: string | null
  readonly kind: string | null
}

/** A name, a label or an annotation that the API server refuses. */
export interface Misnomer {
  /** What it is: `label`, `container name`; `object` where the name is missing. */
  readonly what: string
  readonly text: string
  /** What is wrong with it, behind its name: `has 70 characters and may have 63`. */
  readonly problem: string
  readonly place: Place
}

/** A name that Kubernetes has given up, or will. */
export interface Outdated {
  readonly name: string
  /** What is used instead, behind the name: `is kubernetes.io/os now`. */
  readonly instead: string
  /** The name that takes its place where nothing else has to change. */
  readonly replacement: string | null
  readonly place: Place
}

/** A scalar that has to be a text. */
export interface Unquoted {
  readonly path: string
  /** As written. */
  readonly text: string
  readonly type: 'number' | 'boolean'
  readonly place: Place
}

/** An object that another one belongs to, and is deleted with. */
export interface Owner {
  readonly location: string
  readonly objectKind: Maybe<string | null>
  readonly name: Maybe<string | null>
  /** The unit has it; unknown where the unit has no object of the kind. */
  readonly exists: Maybe<boolean>
}

/** Something that a PodSecurityPolicy lets through. */
export interface PolicyHole {
  readonly name: 'privileged' | 'hostPID' | 'hostIPC' | 'hostNetwork' | 'escalation' | 'added-capabilities' | 'kept-capabilities' | 'root' | 'host-path' | 'proc' | 'seccomp'
  readonly path: string
}

/** The end of a version of a kind. */
export interface Lifecycle {
  /** Minor version of Kubernetes 1.x; null where that is not told. */
  readonly deprecatedIn: number | null
  /** Minor version of Kubernetes 1.x; null where the kind is not one of Kubernetes. */
  readonly removedIn: number | null
  /** `Kubernetes 1.25`, `cert-manager 1.6` */
  readonly removedWith: string
  /** The apiVersion to use instead, the newest one. */
  readonly replacement: string | null
  /** The configured version of Kubernetes does not serve it; none that is supported where none is configured. */
  readonly isRemoved: boolean
  /** It is served, and the configured version, or the newest one, warns of its end. */
  readonly isDeprecated: boolean
  /** The object can be taken over as it is: the replacement knows all its fields, and none that it requires is missing. */
  readonly isCompatible: boolean
}

/** The second of two equal keys. */
export interface DuplicateKey {
  readonly key: string
  readonly place: Place
}

/** A credential that stands in an object. */
export interface Credential {
  /** What it is, without giving it away: `GitHub token 'ghp_…'`. */
  readonly what: string
  /** From the object: `spec.template.spec.containers[0].args[1]`. */
  readonly path: string
  readonly place: Place
}

/** A key of a map that is not sorted. */
export interface UnsortedKey {
  readonly key: string
  /** The key that stands before it. */
  readonly before: string
  readonly place: Place
}

/** A scalar of an object. */
export interface Scalar {
  /** From the fact that lists it: `data["app.conf"]`. */
  readonly path: string
  /** The last key of the path; null for an item of a list. */
  readonly key: string | null
  readonly value: Maybe<string>
  /** As Kubernetes' YAML reader has it: `yes` is a boolean there. */
  readonly type: 'string' | 'number' | 'boolean' | 'null'
}

/** An object that makes pods: Pod, Deployment, ReplicaSet, ReplicationController, StatefulSet, DaemonSet, Job, CronJob, PodTemplate, Rollout, CloneSet, DeploymentConfig, Knative Service, and any other with a pod template under `spec.template` or `spec.podTemplate`. */
export interface Workload extends Object {
  readonly pod: PodSpec
  /** App containers and sidecars. */
  readonly containers: List<Container>
  /** Every container: app, sidecar, init and ephemeral. */
  readonly allContainers: List<Container>
  /** As written or as a kustomization sets it; null where nothing is written. */
  readonly replicas: Maybe<number | null>
  /** What an autoscaler keeps at least, else `replicas`, else 1; null for kinds that have no number: DaemonSet, Pod, Job, CronJob, Knative Service. */
  readonly minimumReplicas: Maybe<number | null>
  /** What an autoscaler keeps at most, else `replicas`, else 1; null for kinds that have no number. */
  readonly maximumReplicas: Maybe<number | null>
  /** It grows with its load: an autoscaler takes it to more than it keeps at least. Unknown where a fixed number of two or more may be what its peak needs. */
  readonly isElastic: Maybe<boolean>
  /** Kinds with a number of replicas: Deployment, StatefulSet, ReplicaSet, ReplicationController, Rollout, DeploymentConfig, CloneSet. */
  readonly isScalable: boolean
  /** Runs until it is told to stop: not Job, CronJob, hooks, Pods that end. */
  readonly isLongRunning: Maybe<boolean>
  /** Runs to an end: Job, CronJob, hooks, Pods with restartPolicy Never or OnFailure. */
  readonly isBatch: Maybe<boolean>
  /** Receives traffic: long-running, and a Service of the unit selects it or an app container declares ports. */
  readonly isServing: Maybe<boolean>
  /** A Service of the unit selects its pods. */
  readonly hasService: Maybe<boolean>
  /** By its name or image an operator, controller or other singleton that elects a leader. */
  readonly looksSingleton: boolean
  /** A part of the cluster and no application: by its priority class, by the labels of add-ons and control planes, by its name or an image. */
  readonly servesCluster: Maybe<boolean>
  /** The labels of the pods. */
  readonly podLabels: Dictionary<Maybe<string | null>>
  readonly podAnnotations: Dictionary<Maybe<string | null>>
  /** Null where none is written. */
  readonly selector: Selector | null
  /** The selector matches the labels of its own pods; true where none is written. */
  readonly selectsOwnPods: Maybe<boolean>
  /** Other workloads of the unit whose pods this one's selector takes too, or whose selector takes the pods of this one. */
  readonly collidesWith: Maybe<List<WorkloadSummary>>
  /** Other workloads of its kind and namespace whose pods have its labels but for the value of one: the other colour, another track. Those of other overlays, and of its chart with other values, are among them. */
  readonly counterparts: Maybe<List<WorkloadSummary>>
  /** `strategy` or `updateStrategy`. */
  readonly strategy: Strategy
  readonly minReadySeconds: Maybe<number | null>
  readonly revisionHistoryLimit: Maybe<number | null>
  readonly progressDeadlineSeconds: Maybe<number | null>
  /** Services of the unit that select its pods. */
  readonly services: Maybe<List<ServiceSummary>>
  /** HorizontalPodAutoscalers and ScaledObjects that target it. */
  readonly autoscalers: Maybe<List<ScalerSummary>>
  /** Budgets whose selector takes its pods. */
  readonly disruptionBudgets: Maybe<List<ObjectSummary>>
  /** NetworkPolicies that select its pods. */
  readonly networkPolicies: Maybe<List<ObjectSummary>>
  /** Some NetworkPolicy exists in its unit and namespace. */
  readonly unitHasNetworkPolicies: Maybe<boolean>
  /** StatefulSet: `serviceName` as written. */
  readonly serviceName: Maybe<string | null>
  /** StatefulSet: the Service of that name. */
  readonly service: Maybe<ServiceSummary | null>
  /** StatefulSet: a Service of that name is nowhere, while the unit has others. */
  readonly serviceIsMissing: Maybe<boolean>
  /** StatefulSet: the Service of that name takes its pods, or has endpoints that are written by hand. */
  readonly serviceSelectsOwnPods: Maybe<boolean>
  readonly claimTemplates: List<ClaimTemplate>
  /** Some backup of the unit takes its volumes; null where the unit has no backups or it has no volumes of its own. */
  readonly isBackedUp: Maybe<boolean | null>
  /** StatefulSet: what becomes of the claims when it is deleted. */
  readonly claimRetention: Maybe<string | null>
  /** CronJob and Job: the fact with their fields. */
  readonly job: Job | null
  /** Istio puts its proxy into the pods: by their own label or annotation, else by the label of their namespace. */
  readonly isInIstioMesh: Maybe<boolean>
  readonly ownerReferences: boolean
  /** Its namespace is known to be kube-system: it is a part of the cluster. */
  readonly isInKubeSystem: boolean
  /** Services, budgets and autoscalers of the unit that mean its pods and stand in another namespace, where they find nothing. */
  readonly strays: Maybe<List<ObjectSummary>>
  /** DeploymentConfig: containers that its image triggers name. */
  readonly imageTriggers: List<ImageTrigger>
}

/** A container that a DeploymentConfig gives a new image. */
export interface ImageTrigger {
  readonly location: string
  readonly name: Maybe<string | null>
  /** Its pods have a container of the name. */
  readonly isContainer: Maybe<boolean>
}

/** How pods are replaced. */
export interface Strategy {
  /** RollingUpdate unless written otherwise; null for kinds without strategy; `canary` or `blueGreen` for a Rollout. */
  readonly type: Maybe<string | null>
  readonly isWritten: boolean
  /** As written: `25%`, `1`. */
  readonly maxSurge: Maybe<string | null>
  readonly maxUnavailable: Maybe<string | null>
  /** How many pods more than its minimum of replicas an update may start; null where the kind has no such bound or it cannot be read. */
  readonly surgePods: Maybe<number | null>
  /** How many pods an update may take away at once; null where the kind has no such bound or it cannot be read. */
  readonly unavailablePods: Maybe<number | null>
}

/** A label selector; a plain map of labels counts as `matchLabels`. */
export interface Selector {
  readonly matchLabels: Dictionary<Maybe<string | null>>
  readonly matchExpressions: List<Requirement>
  /** `{}`: it selects everything. */
  readonly isEmpty: Maybe<boolean>
}

export interface Requirement {
  readonly key: Maybe<string | null>
  readonly operator: Maybe<string | null>
  readonly values: List<Maybe<string | null>>
}

/** The fields of Job and CronJob. Paths are relative to the object. */
export interface Job extends Object {
  readonly workload: Workload
  readonly isCronJob: boolean
  /** Where the fields of the job itself stand: `spec` or `spec.jobTemplate.spec`. */
  readonly jobPath: string
  readonly schedule: Maybe<string | null>
  /** Null where the schedule is fine or not there; else what is wrong with it. */
  readonly scheduleError: Maybe<string | null>
  /** The time zone that stands in the schedule: `Europe/Berlin` of `TZ=Europe/Berlin 0 3 * * *`. */
  readonly scheduleZone: Maybe<string | null>
  /** The schedule without it. */
  readonly scheduleTime: Maybe<string | null>
  readonly timeZone: Maybe<string | null>
  readonly concurrencyPolicy: Maybe<string | null>
  readonly startingDeadlineSeconds: Maybe<number | null>
  readonly suspend: Maybe<boolean>
  readonly successfulJobsHistoryLimit: Maybe<number | null>
  readonly failedJobsHistoryLimit: Maybe<number | null>
  readonly backoffLimit: Maybe<number | null>
  readonly activeDeadlineSeconds: Maybe<number | null>
  readonly ttlSecondsAfterFinished: Maybe<number | null>
  readonly parallelism: Maybe<number | null>
  readonly completions: Maybe<number | null>
  readonly completionMode: Maybe<string | null>
  readonly restartPolicy: Maybe<string | null>
}

/** What pods are made of: the `spec` of a Pod or of a pod template. Paths are relative to it: `securityContext.runAsNonRoot`, `volumes[0]`; `metadata` is that of the pod. */
export interface PodSpec extends Fact {
  readonly workload: Workload
  /** The name of its workload. */
  readonly name: Maybe<string | null>
  /** Where it stands in its object: `spec.template.spec`. */
  readonly podPath: string
  readonly containers: List<Container>
  readonly initContainers: List<Container>
  readonly ephemeralContainers: List<Container>
  /** App containers and sidecars. */
  readonly mainContainers: List<Container>
  readonly allContainers: List<Container>
  readonly securityContext: PodSecurity
  /** Null where none is written: then it is that of `default`. */
  readonly serviceAccountName: Maybe<string | null>
  /** The deprecated alias `serviceAccount`. */
  readonly serviceAccount: Maybe<string | null>
  /** The ServiceAccount that its name means; that of `default` counts. */
  readonly account: Maybe<AccountSummary | null>
  /** As written in the pod. */
  readonly automountServiceAccountToken: Maybe<boolean | null>
  /** A token is mounted: neither the pod nor its ServiceAccount forbids it. Unknown where the account may stand elsewhere. */
  readonly mountsToken: Maybe<boolean>
  /** Some binding in the unit gives its ServiceAccount rights. */
  readonly accountIsBound: Maybe<boolean>
  /** The name of its ServiceAccount: the written one, else `default`. */
  readonly accountName: Maybe<string>
  /** Other workloads of the unit that run under the same ServiceAccount. */
  readonly sharesAccountWith: Maybe<List<ObjectSummary>>
  readonly hostNetwork: Maybe<boolean>
  readonly hostPID: Maybe<boolean>
  readonly hostIPC: Maybe<boolean>
  /** False where the pod has a user namespace of its own; null where nothing is written. */
  readonly hostUsers: Maybe<boolean | null>
  readonly shareProcessNamespace: Maybe<boolean>
  readonly hasHostAliases: Maybe<boolean>
  /** `os.name` is windows, or the node selector asks for it. */
  readonly isWindows: Maybe<boolean>
  readonly volumes: List<Volume>
  /** As written; null where nothing is, which means 30. */
  readonly terminationGracePeriodSeconds: Maybe<number | null>
  /** As written; null where nothing is, which means Always. */
  readonly restartPolicy: Maybe<string | null>
  readonly priorityClassName: Maybe<string | null>
  readonly runtimeClassName: Maybe<string | null>
  readonly dnsPolicy: Maybe<string | null>
  /** `dnsConfig.options` by name; an option without value has ''. */
  readonly dnsOptions: Dictionary<Maybe<string>>
  readonly enableServiceLinks: Maybe<boolean | null>
  readonly nodeName: Maybe<string | null>
  readonly nodeSelector: Dictionary<Maybe<string | null>>
  readonly tolerations: List<Toleration>
  readonly topologySpread: List<Spread>
  readonly podAntiAffinity: List<AffinityTerm>
  readonly podAffinity: List<AffinityTerm>
  readonly hasNodeAffinity: Maybe<boolean>
  /** The only zone that its node selector or required node affinity leaves; null where it leaves several. */
  readonly pinnedZone: Maybe<string | null>
  /** Where the pinned zone stands. */
  readonly pinnedZonePath: string
  /** Some spread constraint or anti-affinity term takes its own labels and names a topology. */
  readonly isSpread: Maybe<boolean>
  readonly imagePullSecrets: List<Maybe<string | null>>
  /** It names a secret to pull its images with, or its ServiceAccount does. */
  readonly hasPullSecret: Maybe<boolean>
  /** Requests and limits of the pod as a whole. */
  readonly requests: Amounts
  readonly limits: Amounts
  /** No container and not the pod has any request or limit. */
  readonly isBestEffort: Maybe<boolean>
  /** Of the class Guaranteed: CPU and memory of each container, or of the pod, have a request that equals the limit. */
  readonly isGuaranteed: Maybe<boolean>
  /** Names of the ConfigMaps, Secrets and claims that it needs, where they stand and whether the unit has them. */
  readonly references: List<Reference>
  /** What it has that the Pod Security Standards forbid, by the version that the configuration names, else by the newest. */
  readonly breaches: PodSecurityBreaches
  readonly profileAnnotations: List<ProfileAnnotation>
  /** Why its namespace refuses the pod: the level that the namespace's label enforces and what of the pod breaks it; null where nothing does. */
  readonly refusal: Maybe<Refusal | null>
}

/** An annotation by which clusters of old gave a container its seccomp or AppArmor profile. */
export interface ProfileAnnotation {
  /** From the pod spec. */
  readonly path: string
  readonly field: 'seccompProfile' | 'appArmorProfile'
  /** As written: `runtime/default`. */
  readonly value: Maybe<string | null>
  /** The container that it is for; null where it is for the pod. */
  readonly container: string | null
  /** The pod has the container; true where it is for the pod. */
  readonly hasContainer: Maybe<boolean>
  /** From the pod spec, the profile that takes its place; null where there is none. */
  readonly target: string | null
  /** The container or the pod has that profile already. */
  readonly isReplaced: Maybe<boolean>
  /** The profile's type in the words of today; null where there is none for the value. */
  readonly type: Maybe<'RuntimeDefault' | 'Unconfined' | 'Localhost' | null>
  /** Of `localhost/…`. */
  readonly localhostProfile: Maybe<string | null>
}

export interface PodSecurityBreaches {
  readonly all: List<PodSecurityBreach>
  readonly seLinux: List<PodSecurityBreach>
  readonly appArmor: List<PodSecurityBreach>
  readonly hostProcess: List<PodSecurityBreach>
}

/** A field of a pod that a level of the Pod Security Standards forbids. */
export interface PodSecurityBreach {
  /** What baseline forbids is forbidden at the restricted level too. */
  readonly level: 'baseline' | 'restricted'
  /** The control that it breaks: `host namespaces`, `capabilities`, `SELinux` … */
  readonly control: string
  /** From the pod spec. */
  readonly path: string
  /** What is wrong: `container 'web' is privileged`. */
  readonly text: string
}

/** Why a namespace refuses a pod. */
export interface Refusal {
  readonly level: 'baseline' | 'restricted'
  readonly namespace: string
  /** The first thing that breaks the level. */
  readonly first: PodSecurityBreach
  /** How many controls are broken. */
  readonly count: number
}

/** A name of another object in a pod. */
export interface Reference {
  /** From the pod spec: `containers[0].envFrom[0].configMapRef.name`. */
  readonly path: string
  readonly objectKind: 'ConfigMap' | 'Secret' | 'PersistentVolumeClaim'
  readonly name: Maybe<string | null>
  /** The key within it that is needed; null where the whole is. */
  readonly key: Maybe<string | null>
  readonly isOptional: Maybe<boolean>
  /** What the name means; null where the unit has none and nothing else has. */
  readonly target: Maybe<ConfigSummary | null>
  /** Nothing of the workspace has the name, the unit has others of its kind, and no operator may make it. */
  readonly isMissing: Maybe<boolean>
  /** The object is there without the key. */
  readonly lacksKey: Maybe<boolean>
}

export interface PodSecurity {
  readonly isWritten: Maybe<boolean>
  readonly runAsUser: Maybe<number | null>
  readonly runAsGroup: Maybe<number | null>
  readonly runAsNonRoot: Maybe<boolean | null>
  readonly fsGroup: Maybe<number | null>
  readonly fsGroupChangePolicy: Maybe<string | null>
  readonly supplementalGroups: List<Maybe<number | null>>
  readonly seccompProfile: Maybe<string | null>
  readonly appArmorProfile: Maybe<string | null>
  readonly seLinux: SeLinux
  readonly sysctls: List<Sysctl>
  readonly hostProcess: Maybe<boolean>
  readonly runAsUserName: Maybe<string | null>
  /** Fields written here that only containers have, so that they do nothing. */
  readonly misplaced: List<string>
}

export interface SeLinux {
  readonly isWritten: Maybe<boolean>
  readonly user: Maybe<string | null>
  readonly role: Maybe<string | null>
  readonly type: Maybe<string | null>
  readonly level: Maybe<string | null>
}

export interface Sysctl {
  readonly name: Maybe<string | null>
  readonly value: Maybe<string | null>
  /** The Pod Security Standards allow it, in the version of the configuration, else in the newest. */
  readonly isSafe: Maybe<boolean>
}

export interface Toleration {
  readonly key: Maybe<string | null>
  readonly operator: Maybe<string | null>
  readonly effect: Maybe<string | null>
}

/** A topology spread constraint. */
export interface Spread {
  readonly maxSkew: Maybe<number | null>
  readonly minDomains: Maybe<number | null>
  readonly topologyKey: Maybe<string | null>
  readonly whenUnsatisfiable: Maybe<string | null>
  readonly selector: Selector | null
  readonly matchesOwnPods: Maybe<boolean>
}

/** A term of pod affinity or anti-affinity. */
export interface AffinityTerm {
  /** From the pod spec. */
  readonly path: string
  readonly isRequired: boolean
  readonly topologyKey: Maybe<string | null>
  readonly selector: Selector | null
  readonly matchesOwnPods: Maybe<boolean>
}

/**
 * A container. Paths are relative to it: `resources.limits.memory`; a path under `securityContext` that only the pod writes is
 * found there.
 */
export interface Container extends Fact {
  readonly workload: Workload
  readonly pod: PodSpec
  readonly name: Maybe<string | null>
  /** A sidecar is an init container with restartPolicy Always. */
  readonly role: Maybe<'app' | 'sidecar' | 'init' | 'ephemeral'>
  /** App container or sidecar. */
  readonly isMain: Maybe<boolean>
  /** Counted from 0 within its list. */
  readonly index: number
  readonly image: Image
  /** The effective one: what the pod sets counts where the container sets nothing. */
  readonly securityContext: Security
  /** What is effectively requested: the request, else the limit, else that of the pod, else the default of a LimitRange. */
  readonly requests: Amounts
  /** What is effectively the limit: the limit, else that of the pod, else the default of a LimitRange. */
  readonly limits: Amounts
  /** As written in the container. */
  readonly ownRequests: Amounts
  /** As written in the container. */
  readonly ownLimits: Amounts
  /** Amounts that are hardly what was meant, each with what is odd about it. */
  readonly oddAmounts: List<OddAmount>
  /** Resources for which the container writes both a request and a limit; devices are left out. */
  readonly amountRanges: List<AmountRange>
  /** Own amounts that a LimitRange of the namespace refuses. */
  readonly outOfRange: List<OddAmount>
  /** Requests and limits of resources that are no share of the node's CPU, memory and disk: `nvidia.com/gpu`. */
  readonly devices: List<Device>
  /** What is known of the heap of a Java process: from its options in command, args and env. */
  readonly heap: Heap
  /** Its pool of database connections; null where none is written, or where the database's own limit is not. */
  readonly pool: Maybe<Pool | null>
  readonly livenessProbe: Probe | null
  readonly readinessProbe: Probe | null
  readonly startupProbe: Probe | null
  /** A probe may be there that is not seen: of a template or a damaged part. */
  readonly hasProbe: Maybe<boolean>
  readonly ports: List<ContainerPort>
  readonly env: List<EnvVar>
  readonly envFrom: List<EnvSource>
  /** Empty where nothing is written. */
  readonly command: List<Maybe<string>>
  readonly args: List<Maybe<string>>
  readonly preStop: Handler | null
  readonly postStart: Handler | null
  /** Its probes and hooks, those that are written. */
  readonly handlers: List<PlacedHandler>
  readonly hasLifecycle: Maybe<boolean>
  readonly stopSignal: Maybe<string | null>
  readonly volumeMounts: List<Mount>
  readonly restartPolicy: Maybe<string | null>
  readonly terminationMessagePolicy: Maybe<string | null>
  readonly stdin: Maybe<boolean>
  readonly tty: Maybe<boolean>
  readonly workingDir: Maybe<string | null>
  /** The Dockerfile whose image it runs; null where nothing of the workspace builds it, unknown where that is unsure. */
  readonly builtFrom: Maybe<DockerfileSummary | null>
}

/** Security settings in force for a container. */
export interface Security {
  /** The container has a securityContext of its own. */
  readonly isWritten: Maybe<boolean>
  readonly privileged: Maybe<boolean | null>
  readonly allowPrivilegeEscalation: Maybe<boolean | null>
  readonly readOnlyRootFilesystem: Maybe<boolean | null>
  readonly runAsUser: Maybe<number | null>
  readonly runAsGroup: Maybe<number | null>
  readonly runAsNonRoot: Maybe<boolean | null>
  readonly procMount: Maybe<string | null>
  /** Its type: RuntimeDefault, Unconfined, Localhost. */
  readonly seccompProfile: Maybe<string | null>
  /** Its type, or that of the older annotation in the words of today. */
  readonly appArmorProfile: Maybe<string | null>
  /** In upper case, without `CAP_`. */
  readonly dropped: List<Maybe<string>>
  /** In upper case, without `CAP_`. */
  readonly added: List<Maybe<string>>
  /** The same, one by one, beside what is written. */
  readonly additions: List<AddedCapability>
  readonly dropsAll: Maybe<boolean>
  readonly seLinux: SeLinux
  readonly hostProcess: Maybe<boolean>
  readonly runAsUserName: Maybe<string | null>
  /** Nothing keeps it from running as root: neither runAsNonRoot nor a user other than 0. */
  readonly mayRunAsRoot: Maybe<boolean>
  /** Fields written in the container that only pods have, so that they do nothing. */
  readonly misplaced: List<string>
}

/** An entry of `capabilities.add`. */
export interface AddedCapability {
  /** In upper case, without `CAP_`. */
  readonly name: Maybe<string>
  readonly written: Maybe<string | null>
  /** The baseline of the Pod Security Standards allows it: runtimes give it to every container. */
  readonly isDefault: Maybe<boolean>
}

/** Requests or limits. A quantity is as written; null where there is none. Numbers are null where the quantity cannot be read. */
export interface Amounts {
  readonly cpu: Maybe<string | null>
  readonly memory: Maybe<string | null>
  readonly ephemeralStorage: Maybe<string | null>
  readonly cpuCores: Maybe<number | null>
  readonly memoryBytes: Maybe<number | null>
  readonly ephemeralStorageBytes: Maybe<number | null>
  /** All of them by name, extended resources included. */
  readonly all: Dictionary<Maybe<string>>
  /** All of them as numbers. */
  readonly numbers: Dictionary<Maybe<number | null>>
}

/** An amount that is odd. */
export interface OddAmount {
  /** From the container: `resources.limits.memory`. */
  readonly location: string
  /** As written. */
  readonly text: Maybe<string>
  /** `memory limit`, `CPU request`. */
  readonly noun: string
  /** Goes on after noun and text: `is given in thousandths of a byte`. */
  readonly problem: Maybe<string>
  /** What was probably meant; null where that is anybody's guess. */
  readonly instead: string | null
}

/** The connections that a container's pool opens to a database of the unit. */
export interface Pool {
  /** Where its size stands: `env[2].value`. */
  readonly location: string
  /** The variable that sets the size. */
  readonly variable: string
  /** Connections of one pod. */
  readonly size: number
  /** The most pods that there may be: of the autoscaler, else `replicas`. */
  readonly pods: number
  /** The workload of the database. */
  readonly database: string
  /** Connections that the database takes. */
  readonly accepted: number
}

/** A request and its limit. */
export interface AmountRange {
  readonly name: string
  readonly request: Maybe<string>
  readonly limit: Maybe<string>
  /** The request is above the limit. */
  readonly isInverted: Maybe<boolean>
}

/** A resource that a device plugin counts. */
export interface Device {
  readonly name: string
  /** As written in the container. */
  readonly request: Maybe<string | null>
  /** As written in the container. */
  readonly limit: Maybe<string | null>
  /** What the API server refuses about it; null where it is fine. */
  readonly problem: Maybe<string | null>
}

/** The heap of a Java process. */
export interface Heap {
  /** The command line starts a Java virtual machine. */
  readonly isJava: Maybe<boolean>
  /** An option that bounds the heap is written: -Xmx, MaxHeapSize, MaxRAMPercentage, MaxRAMFraction, MaxRAM. Unknown where options may come from elsewhere. */
  readonly isBounded: Maybe<boolean>
  /** The option that sets a size: `-Xmx2g`; null where none does. */
  readonly option: string | null
  /** Where it stands: `args[0]`, `env[2].value`. */
  readonly location: string
  /** Null where no size is set. */
  readonly maximumBytes: number | null
}

/** A probe. Fields that are not written have their default, save those of the handler. */
export interface Probe extends Handler {
  readonly initialDelaySeconds: Maybe<number>
  readonly periodSeconds: Maybe<number>
  readonly timeoutSeconds: Maybe<number>
  readonly successThreshold: Maybe<number>
  readonly failureThreshold: Maybe<number>
  /** Names of the fields that are written. */
  readonly written: List<string>
  /** failureThreshold × periodSeconds: how long it may fail before it counts. */
  readonly toleranceSeconds: Maybe<number>
}

/** What a probe or a lifecycle hook does. */
export interface Handler {
  readonly type: Maybe<'httpGet' | 'tcpSocket' | 'grpc' | 'exec' | 'sleep' | 'none'>
  /** The path of httpGet. */
  readonly httpPath: Maybe<string | null>
  /** The port as written: a number's digits or a name. */
  readonly port: Maybe<string | null>
  /** The number that it means; null where no port has the name. */
  readonly portNumber: Maybe<number | null>
  /** The port is a name. */
  readonly portIsName: Maybe<boolean>
  /** The container declares the port, for TCP. */
  readonly portIsDeclared: Maybe<boolean>
  readonly host: Maybe<string | null>
  readonly scheme: Maybe<string | null>
  readonly grpcService: Maybe<string | null>
  readonly command: List<Maybe<string>>
  /** Of a sleep hook, or of an exec of `sleep N`. */
  readonly sleepSeconds: Maybe<number | null>
  /** The handler in one word: two are the same handler where these are the same. */
  readonly signature: Maybe<string>
}

/** A probe or a hook of a container. */
export interface PlacedHandler extends Handler {
  /** From the container: `livenessProbe`, `lifecycle.preStop`. */
  readonly location: string
  /** `Liveness probe`, `preStop hook`. */
  readonly noun: string
  /** Null for a hook. */
  readonly probe: Probe | null
}

export interface ContainerPort {
  readonly name: Maybe<string | null>
  readonly containerPort: Maybe<number | null>
  readonly hostPort: Maybe<number | null>
  readonly hostIP: Maybe<string | null>
  /** TCP unless written otherwise. */
  readonly protocol: Maybe<string>
}

export interface EnvVar {
  readonly name: Maybe<string | null>
  /** Null where it comes from elsewhere or is left out. */
  readonly value: Maybe<string | null>
  /** The YAML type of the value; null where none is written. */
  readonly valueType: 'string' | 'number' | 'boolean' | 'null' | null
  /** What `valueFrom` names. */
  readonly from: Maybe<'configMap' | 'secret' | 'field' | 'resourceField' | 'file' | null>
  readonly refName: Maybe<string | null>
  readonly refKey: Maybe<string | null>
  /** The same name is there before. */
  readonly isDuplicate: Maybe<boolean>
  /** Where the value before stands in the list; null where there is none. */
  readonly previous: number | null
  /** A variable between the two reads the value before as `$(NAME)`. */
  readonly previousIsRead: Maybe<boolean>
  /** The written value is a credential: by its form, by the name of the variable, or as a word that waits for one. */
  readonly credential: Maybe<'form' | 'name' | 'placeholder' | null>
}

export interface EnvSource {
  readonly type: Maybe<'configMap' | 'secret' | null>
  readonly name: Maybe<string | null>
  readonly prefix: Maybe<string | null>
  readonly isOptional: Maybe<boolean>
}

export interface Mount {
  readonly name: Maybe<string | null>
  readonly mountPath: Maybe<string | null>
  readonly subPath: Maybe<string | null>
  readonly readOnly: Maybe<boolean>
  readonly mountPropagation: Maybe<string | null>
  /** The pod has a volume, or the StatefulSet a claim template, of this name. */
  readonly isDefined: Maybe<boolean>
  /** The same path is mounted before in this container. */
  readonly isDuplicate: Maybe<boolean>
  /** The volume's path on the node, where it is one. */
  readonly hostPath: Maybe<string | null>
}

/** The image of a container. Paths are relative to the container: `image`, `imagePullPolicy`. */
export interface Image extends Fact {
  readonly container: Container
  readonly workload: Workload
  /** As written, or as a kustomization changes it; null where none is. */
  readonly reference: Maybe<string | null>
  /** The registry's host; `docker.io` where none is written. */
  readonly registry: Maybe<string>
  /** A registry is written. */
  readonly hasRegistry: Maybe<boolean>
  /** Without registry and without `library/`. */
  readonly repository: Maybe<string>
  /** The last part of the repository. */
  readonly shortName: Maybe<string>
  readonly tag: Maybe<string | null>
  readonly digest: Maybe<string | null>
  /** Neither tag nor digest, or the tag `latest` without digest. */
  readonly isLatest: Maybe<boolean>
  /** The tag is one that moves: latest, stable, main, dev, edge, a bare major version; false with a digest. */
  readonly isMutable: Maybe<boolean>
  /** The reference follows the grammar. */
  readonly isValid: Maybe<boolean>
  /** As written. */
  readonly pullPolicy: Maybe<string | null>
  /** What is wrong with the reference, in words that follow it; null where it follows the grammar or none is written. */
  readonly referenceError: Maybe<string | null>
  /** A registry that is closed, or is to be, and what took its place; null for others. */
  readonly deprecated: Maybe<DeprecatedRegistry | null>
  /** The same with the registry that is implied: `docker.io/library/nginx:1.27`. */
  readonly qualified: Maybe<string>
  /** Registries that the configuration trusts. */
  readonly trusted: List<string>
  /** The one in force: Always where the image is latest, else IfNotPresent, unless written. */
  readonly effectivePullPolicy: Maybe<string>
  /**
   * Workflows of this repository push the image, and none gives it the tag that runs; null where one does, or where none pushes the image.
   * Unknown where any of them, or anything else of the repository, may give it tags that are not written out.
   */
  readonly unpublished: Maybe<UnpublishedTag | null>
}

/** A tag that no workflow gives to an image that the workflows push. */
export interface UnpublishedTag {
  readonly tag: string
  /** It is one that moves, so that somebody has to push it again and again; any other may be a version that was pushed once. */
  readonly isMoving: boolean
  /** The tags that are pushed, in words: `'main' and 'edge'`. */
  readonly pushed: string
  /** Path of the first workflow that pushes the image. */
  readonly workflow: string
}

/** A registry, or a part of one, from which images are no longer served. */
export interface DeprecatedRegistry {
  /** `k8s.gcr.io` */
  readonly name: string
  /** What became of it, a clause. */
  readonly fate: string
  /** The same image where it is now; null where that is not certain. */
  readonly replacement: string | null
  /** What is there can still be pulled. */
  readonly isServed: boolean
}

/** A volume of a pod. Paths are relative to the volume: `hostPath.path`. */
export interface Volume extends Fact {
  readonly workload: Workload
  readonly pod: PodSpec
  readonly name: Maybe<string | null>
  readonly index: number
  /** Its source: `hostPath`, `emptyDir`, `configMap`, …; emptyDir where none is written. */
  readonly type: Maybe<string>
  /** The restricted level of the Pod Security Standards allows the type. */
  readonly isRestricted: Maybe<boolean>
  readonly hostPath: Maybe<string | null>
  readonly sizeLimit: Maybe<string | null>
  /** Of an emptyDir: '' or `Memory`. */
  readonly medium: Maybe<string | null>
  readonly claimName: Maybe<string | null>
  /** The claim that it names. */
  readonly claim: Maybe<ClaimSummary | null>
  /** The ConfigMap or Secret that it names. */
  readonly refName: Maybe<string | null>
  readonly isMounted: Maybe<boolean>
  /** Some container mounts it without readOnly. */
  readonly isMountedWritable: Maybe<boolean>
}

/** A claim template of a StatefulSet. */
export interface ClaimTemplate {
  readonly name: Maybe<string | null>
  readonly accessModes: List<Maybe<string | null>>
  readonly storageClassName: Maybe<string | null>
  readonly storage: Maybe<string | null>
  readonly labels: Dictionary<Maybe<string | null>>
  readonly annotations: Dictionary<Maybe<string | null>>
}

export interface Service extends Object {
  /** ClusterIP unless written otherwise. */
  readonly type: Maybe<string>
  readonly isHeadless: Maybe<boolean>
  readonly ports: List<ServicePort>
  readonly selector: Dictionary<Maybe<string | null>>
  readonly hasSelector: Maybe<boolean>
  /** Workloads of its unit and namespace whose pods it selects; empty where it has no selector. */
  readonly selects: Maybe<List<WorkloadSummary>>
  /** The same in the whole workspace, whatever renders it, each name once. */
  readonly selectsAnywhere: Maybe<List<WorkloadSummary>>
  readonly externalIPs: List<Maybe<string | null>>
  readonly externalName: Maybe<string | null>
  readonly externalTrafficPolicy: Maybe<string | null>
  readonly loadBalancerSourceRanges: List<Maybe<string | null>>
  /** An annotation of a cloud says that the load balancer is internal. */
  readonly isInternal: Maybe<boolean>
  /** An annotation of a cloud gives its load balancer a certificate. */
  readonly endsTls: Maybe<boolean>
  /** Endpoints or EndpointSlices of its name or label are in the unit. */
  readonly hasEndpoints: Maybe<boolean>
  /** Some ServiceMonitor or PodMonitor takes it or its pods, or an annotation asks for it to be scraped. */
  readonly isMonitored: Maybe<boolean>
  /** Other Services of the unit and namespace with the same selector. */
  readonly twins: Maybe<List<ServiceSummary>>
}

export interface ServicePort {
  readonly name: Maybe<string | null>
  readonly port: Maybe<number | null>
  /** As written; null where it is the port itself. */
  readonly targetPort: Maybe<string | null>
  readonly nodePort: Maybe<number | null>
  readonly protocol: Maybe<string>
  readonly appProtocol: Maybe<string | null>
  /** Some selected workload declares the target port, or declares no ports at all. Unknown where nothing is selected. */
  readonly targetIsDeclared: Maybe<boolean>
  /** An earlier port has the same name, or the same number and protocol. */
  readonly isDuplicate: Maybe<boolean>
}

export interface Ingress extends Object {
  /** `ingressClassName`. */
  readonly className: Maybe<string | null>
  /** The older annotation. */
  readonly classAnnotation: Maybe<string | null>
  readonly rules: List<IngressRule>
  readonly tls: List<IngressTls>
  readonly hasTls: Maybe<boolean>
  /** An annotation shows that TLS ends elsewhere: an ALB or GKE certificate, a router's TLS. */
  readonly endsTlsElsewhere: Maybe<boolean>
  /** The paths of all its rules. */
  readonly paths: List<IngressPath>
  /** The class by field or annotation. */
  readonly ingressClass: Maybe<string | null>
  /** The hosts of its rules, then those of its certificates. */
  readonly hosts: List<IngressHost>
  /** All backends, the default one included. */
  readonly backends: List<IngressBackend>
  readonly hasDefaultBackend: Maybe<boolean>
}

export interface IngressRule {
  readonly host: Maybe<string | null>
  /** Some tls entry covers the host; an entry without hosts covers all. */
  readonly isCovered: Maybe<boolean>
  readonly paths: List<IngressPath>
}

export interface IngressPath {
  /** From the object: `spec.rules[0].http.paths[0]`. */
  readonly location: string
  readonly host: Maybe<string | null>
  readonly path: Maybe<string | null>
  readonly pathType: Maybe<string | null>
  /** An earlier rule of this Ingress has the same host, path and type. */
  readonly isDuplicate: Maybe<boolean>
  /** The name of another Ingress of the same class that has the same host, path and type; null where none has. */
  readonly rival: Maybe<string | null>
}

/** A host that an Ingress names. */
export interface IngressHost {
  /** From the object: `spec.rules[0].host`, `spec.tls[0].hosts[0]`. */
  readonly location: string
  readonly host: Maybe<string | null>
  /** Of a rule; else of a certificate. */
  readonly isRule: boolean
  /** A certificate covers the host of the rule, or a rule has the host of the certificate. */
  readonly isMatched: Maybe<boolean>
}

export interface IngressTls {
  readonly hosts: List<Maybe<string | null>>
  readonly secretName: Maybe<string | null>
  readonly secret: Maybe<ConfigSummary | null>
}

export interface IngressBackend {
  /** From the object: `spec.rules[0].http.paths[0].backend.service`. */
  readonly location: string
  readonly serviceName: Maybe<string | null>
  readonly port: Maybe<string | null>
  readonly service: Maybe<ServiceSummary | null>
  /** The Service has the port. */
  readonly hasPort: Maybe<boolean>
}

/** A HorizontalPodAutoscaler or a KEDA ScaledObject. */
export interface Autoscaler extends Object {
  readonly isScaledObject: boolean
  /** As written: minReplicas or minReplicaCount. */
  readonly minReplicas: Maybe<number | null>
  readonly maxReplicas: Maybe<number | null>
  readonly targetKind: Maybe<string | null>
  readonly targetName: Maybe<string | null>
  /** The workload that it scales. */
  readonly target: Maybe<WorkloadSummary | null>
  readonly metrics: List<Metric>
  readonly hasMetrics: Maybe<boolean>
  readonly hasBehavior: Maybe<boolean>
  /** For how long it waits before it takes pods away, as written; null where nothing is. */
  readonly scaleDownWindowSeconds: Maybe<number | null>
  /** How fast pods may go, as written; the fastest of them counts unless something else is written. */
  readonly scaleDownPolicies: List<ScalingPolicy>
  /** Other autoscalers of the same target. */
  readonly rivals: Maybe<List<ScalerSummary>>
  /** What the target asks for at `maxReplicas`, where a ResourceQuota of the namespace allows less. What is not written counts as nothing. */
  readonly quotaExcesses: Maybe<List<QuotaExcess>>
  /** The same while an update at that size adds its surge of pods. */
  readonly updateQuotaExcesses: Maybe<List<QuotaExcess>>
}

/** A resource of which a ResourceQuota gives less than an autoscaler's target may ask for. */
export interface QuotaExcess {
  /** As the quota names it: `requests.cpu`, `pods`. */
  readonly resource: string
  /** In the words of Kubernetes: `12`, `24Gi`. */
  readonly needed: string
  readonly allowed: string
  readonly quota: string
}

/** A pace of an autoscaler. */
export interface ScalingPolicy {
  /** Pods, Percent. */
  readonly type: Maybe<string | null>
  /** So many pods, or per cent of them, in a minute. */
  readonly perMinute: Maybe<number | null>
}

export interface Metric {
  readonly type: Maybe<string | null>
  /** cpu or memory of a Resource or ContainerResource metric. */
  readonly resource: Maybe<string | null>
  /** Utilization, AverageValue, Value. */
  readonly targetType: Maybe<string | null>
  /** The share of the request that is aimed at, in per cent; null where the target is none. */
  readonly averageUtilization: Maybe<number | null>
  /** The share of what the target's pods request that is aimed at, in per cent: as written, or by an average value. null where it is none. */
  readonly aimedPercent: Maybe<number | null>
  /** Main containers of the target that lack the request which a Utilization needs. */
  readonly lacking: Maybe<List<string>>
}

export interface DisruptionBudget extends Object {
  /** As written: `1`, `50%`. */
  readonly minAvailable: Maybe<string | null>
  readonly maxUnavailable: Maybe<string | null>
  readonly selector: Selector | null
  readonly unhealthyPodEvictionPolicy: Maybe<string | null>
  /** Workloads of its unit and namespace whose pods it protects. */
  readonly selects: Maybe<List<WorkloadSummary>>
  /** Autoscalers of the workloads that it protects. */
  readonly autoscalers: Maybe<List<ScalerSummary>>
  /** All that it protects are workloads that go down to one pod. False where it protects nothing. */
  readonly protectsSinglePods: Maybe<boolean>
  /** No voluntary eviction can ever be allowed, given the replicas of what it selects. */
  readonly blocksEviction: Maybe<boolean>
  /** Other budgets that protect pods of the same workloads. */
  readonly overlaps: Maybe<List<ObjectSummary>>
}

export interface NetworkPolicy extends Object {
  readonly podSelector: Selector | null
  readonly policyTypes: List<Maybe<string | null>>
  readonly ingress: List<PolicyRule>
  readonly egress: List<PolicyRule>
  readonly hasIngress: Maybe<boolean>
  readonly hasEgress: Maybe<boolean>
  readonly selects: Maybe<List<WorkloadSummary>>
  readonly isPodSelectorWritten: Maybe<boolean>
  /** Some rule names pods or namespaces. */
  readonly namesPeers: Maybe<boolean>
  /** Rules that let everybody in or everything out: empty ones, and those for every address and port. */
  readonly openings: List<PolicyOpening>
  /** Its pods are closed for incoming traffic that no rule allows: by policyTypes, or by what Kubernetes concludes where none are written. */
  readonly isolatesIngress: Maybe<boolean>
  readonly isolatesEgress: Maybe<boolean>
  /** It lets some traffic out and no questions to a DNS server, and no other policy of its pods does. */
  readonly blocksDns: Maybe<boolean>
  /** Lists of peers with one of pods and one of namespaces, where the two together may be meant. */
  readonly orPeers: List<PolicyPeerPair>
}

export interface PolicyOpening {
  readonly location: string
  readonly side: 'ingress' | 'egress'
  /** Null for an empty rule. */
  readonly cidr: string | null
}

export interface PolicyPeerPair { readonly location: string; readonly side: 'ingress' | 'egress' }

export interface PolicyRule {
  /** `from` or `to`. */
  readonly peers: List<PolicyPeer>
  readonly ports: List<PolicyPort>
  /** `{}`, or neither peers nor ports. */
  readonly isEmpty: Maybe<boolean>
}

export interface PolicyPeer {
  readonly podSelector: Selector | null
  readonly namespaceSelector: Selector | null
  readonly cidr: Maybe<string | null>
  readonly hasExcept: Maybe<boolean>
}

export interface PolicyPort { readonly port: Maybe<string | null>; readonly endPort: Maybe<number | null>; readonly protocol: Maybe<string | null> }

/** A Role or ClusterRole. */
export interface Role extends Object {
  readonly isCluster: boolean
  readonly rules: List<RoleRule>
  readonly isAggregated: Maybe<boolean>
  /** Kubernetes keeps it itself: labelled `kubernetes.io/bootstrapping: rbac-defaults`, or named `system:…`. */
  readonly isBuiltIn: boolean
  /** Some binding of the unit names it. */
  readonly isBound: Maybe<boolean>
}

export interface RoleRule {
  readonly apiGroups: List<Maybe<string | null>>
  readonly resources: List<Maybe<string | null>>
  readonly verbs: List<Maybe<string | null>>
  readonly resourceNames: List<Maybe<string | null>>
  readonly nonResourceURLs: List<Maybe<string | null>>
  /** It names single objects. */
  readonly isNarrowed: Maybe<boolean>
  /** What it allows among the resources that rules ask for, as verb and resource: `create pods/exec`. API groups, `*` and a star before a subresource are followed; `resourceNames` are not. */
  readonly allows: List<string>
  /** All verbs, or the seven ordinary ones, on all resources of all groups or of the core group. */
  readonly allowsEverything: Maybe<boolean>
}

/** A RoleBinding or ClusterRoleBinding. */
export interface Binding extends Object {
  readonly isCluster: boolean
  /** Kubernetes keeps it itself: labelled `kubernetes.io/bootstrapping: rbac-defaults`, or named `system:…`. */
  readonly isBuiltIn: boolean
  readonly roleKind: Maybe<string | null>
  readonly roleName: Maybe<string | null>
  readonly roleGroup: Maybe<string | null>
  /** The role of the unit that it names; null where there is none. Roles that every cluster has are unknown. */
  readonly role: Maybe<RoleSummary | null>
  readonly subjects: List<Subject>
}

export interface Subject {
  readonly objectKind: Maybe<string | null>
  readonly name: Maybe<string | null>
  readonly namespace: Maybe<string | null>
  readonly apiGroup: Maybe<string | null>
  /** The ServiceAccount that it names; unknown for users and groups. */
  readonly account: Maybe<AccountSummary | null>
}

export interface ServiceAccount extends Object {
  readonly automountServiceAccountToken: Maybe<boolean | null>
  readonly secrets: List<Maybe<string | null>>
  readonly imagePullSecrets: List<Maybe<string | null>>
}

/** A ConfigMap or a Secret. */
export interface Config extends Object {
  /** Of a Secret; null where none is written. */
  readonly type: Maybe<string | null>
  readonly immutable: Maybe<boolean>
  /** `data`, `stringData` and `binaryData`. */
  readonly entries: List<ConfigEntry>
  /** Encrypted, sealed or generated: its values are no secrets. */
  readonly isEncrypted: Maybe<boolean>
  /** Something of the unit names it: a pod, an Ingress, a ServiceAccount. */
  readonly isUsed: Maybe<boolean>
  /** Of a Secret: entries that hold a credential that somebody uses; words that wait for one and encrypted values are none. */
  readonly committed: List<ConfigEntry>
  /** Something of the unit brings secrets in from a store: a SecretProviderClass, an ExternalSecret, a SealedSecret. */
  readonly hasSecretStore: Maybe<boolean>
  /** So many bytes stand in its entries; a lower bound where some are unknown. */
  readonly byteCount: number
}

export interface ConfigEntry {
  /** From the object: `data["app.conf"]`. */
  readonly location: string
  readonly section: 'data' | 'stringData' | 'binaryData'
  readonly key: string
  readonly value: Maybe<string | null>
  /** Of a Secret's data: the text behind the base64; null where it is none. */
  readonly decoded: Maybe<string | null>
  /** The value as base64. */
  readonly encoded: Maybe<string | null>
  /** The value is a credential: by its form or by the key. */
  readonly credential: Maybe<'form' | 'name' | null>
}

export interface Claim extends Object {
  readonly accessModes: List<Maybe<string | null>>
  readonly storageClassName: Maybe<string | null>
  readonly storage: Maybe<string | null>
}

export interface PersistentVolume extends Object {
  readonly hostPath: Maybe<string | null>
  readonly reclaimPolicy: Maybe<string | null>
  readonly isLocal: Maybe<boolean>
  readonly hasNodeAffinity: Maybe<boolean>
  readonly accessModes: List<Maybe<string | null>>
}

/** A StorageClass: how the disks of claims are made. */
export interface StorageClass extends Object {
  readonly provisioner: Maybe<string | null>
  /** As written; null where nothing is, which means Delete. */
  readonly reclaimPolicy: Maybe<string | null>
  /** As written; null where nothing is, which means Immediate. */
  readonly volumeBindingMode: Maybe<string | null>
  /** Claims that name no class get this one. */
  readonly isDefault: Maybe<boolean>
  readonly parameters: Dictionary<Maybe<string | null>>
  /** Its disks are encrypted. Azure and Google encrypt every disk; unknown for provisioners whose parameters do not say. */
  readonly isEncrypted: Maybe<boolean>
  /** The parameter that encrypts its disks; null where that is not known. */
  readonly encryptionParameter: Maybe<string | null>
}

/** A VerticalPodAutoscaler. */
export interface VerticalAutoscaler extends Object {
  /** Auto unless written otherwise. */
  readonly updateMode: Maybe<string>
  /** It changes the requests of pods that run. */
  readonly isActive: Maybe<boolean>
  readonly targetKind: Maybe<string | null>
  readonly targetName: Maybe<string | null>
  /** The workload whose requests it sets. */
  readonly target: Maybe<WorkloadSummary | null>
  /** Resources that it sets for some container: cpu and memory unless its policies say otherwise. */
  readonly controls: List<string>
  /** Autoscalers that scale the same target by the use of a resource that it sets. */
  readonly conflicts: Maybe<List<ScalerSummary>>
  /** Other vertical autoscalers of the same target. */
  readonly rivals: Maybe<List<ObjectSummary>>
}

export interface Namespace extends Object {
  /** The label `pod-security.kubernetes.io/enforce`. */
  readonly enforce: Maybe<string | null>
  readonly hasLimitRange: Maybe<boolean>
  readonly hasResourceQuota: Maybe<boolean>
  readonly hasNetworkPolicy: Maybe<boolean>
  /** A NetworkPolicy takes all its pods and lets nothing in. */
  readonly deniesByDefault: Maybe<boolean>
}

/** One webhook of a Validating- or MutatingWebhookConfiguration. Paths are relative to the webhook. */
export interface Webhook extends Fact {
  readonly object: Object
  readonly name: Maybe<string | null>
  readonly isMutating: boolean
  /** Fail unless written otherwise. */
  readonly failurePolicy: Maybe<string>
  readonly timeoutSeconds: Maybe<number | null>
  readonly sideEffects: Maybe<string | null>
  readonly namespaceSelector: Selector | null
  readonly objectSelector: Selector | null
  readonly resources: List<Maybe<string | null>>
  readonly serviceName: Maybe<string | null>
  readonly serviceNamespace: Maybe<string | null>
  readonly service: Maybe<ServiceSummary | null>
  /** It says Fail, takes pods, nodes or everything, and excludes neither kube-system nor its own namespace. */
  readonly blocksCluster: Maybe<boolean>
}

/** A name or a selector by which an object leads to others. Paths are relative to the object. */
export interface Link extends Fact {
  readonly object: Object
  /** The name of the object. */
  readonly name: Maybe<string | null>
  /** @discriminant */
  readonly relation: 'account' | 'claim' | 'role' | 'subject' | 'certificate' | 'webhook' | 'scale-target' | 'ingress-backend' | 'gateway' | 'gateway-class' | 'backend' | 'destination' | 'custom'
    | 'service-pods' | 'budget-pods' | 'policy-pods' | 'peer-pods' | 'monitor' | 'monitor-port'
  /** Where the name or selector stands in the object. */
  readonly location: string
  /** What kind of object it names; null for a selector of pods. */
  readonly targetKind: Maybe<string | null>
  /** Null for a selector. */
  readonly targetName: Maybe<string | null>
  /** What it leads to, in words: `ServiceAccount 'worker'`, `pods`, `a Service`. */
  readonly target: Maybe<string>
  /** The one that is written, else that of the object. */
  readonly targetNamespace: Maybe<string | null>
  readonly port: Maybe<string | null>
  /** Where the port stands in the object. */
  readonly portLocation: string
  /** Nothing of the workspace is meant, the unit has others of its kind, and no operator may make it. */
  readonly isMissing: Maybe<boolean>
  /** Nothing of the workspace is meant, and the unit has none of its kind either: it may stand in another repository. */
  readonly isUnseen: Maybe<boolean>
  /** The Service is there without the port. */
  readonly lacksPort: Maybe<boolean>
  /** What it names is there. */
  readonly isFound: Maybe<boolean>
}

/** A port of a container that keeps running, or of a Service. Paths are relative to the port. */
export interface Port extends Fact {
  readonly object: Object
  /** The name of the container or of the Service. */
  readonly owner: Maybe<string | null>
  readonly of: 'container' | 'service'
  readonly name: Maybe<string | null>
  /** `containerPort`, or `port` of a Service. */
  readonly number: Maybe<number | null>
  /** Of a Service, as written; null where it is the port itself. */
  readonly targetPort: Maybe<string | null>
  readonly protocol: Maybe<string>
  /** Of a Service. */
  readonly appProtocol: Maybe<string | null>
  /** It is the only port of its container or Service. */
  readonly isAlone: Maybe<boolean>
  /** An earlier port of the pod or Service has the same name. */
  readonly isDuplicateName: Maybe<boolean>
  /** An earlier port of the pod or Service has the same number and protocol. */
  readonly isDuplicateNumber: Maybe<boolean>
  /** Why Kubernetes refuses the name: `has more than 15 characters`; null where it takes it or none is written. */
  readonly nameProblem: Maybe<string | null>
  readonly numberProblem: Maybe<string | null>
  readonly targetPortProblem: Maybe<string | null>
}

/** A Gateway of the Gateway API. */
export interface Gateway extends Object {
  readonly className: Maybe<string | null>
  readonly listeners: List<Listener>
}

export interface Listener {
  readonly name: Maybe<string | null>
  readonly port: Maybe<number | null>
  readonly protocol: Maybe<string>
  readonly hostname: Maybe<string | null>
  readonly hasTls: Maybe<boolean>
  /** An earlier listener has the same name, or the same port and host. */
  readonly isDuplicate: Maybe<boolean>
}

/** A Route of OpenShift. */
export interface Route extends Object {
  readonly host: Maybe<string | null>
  /** Where TLS ends: edge, passthrough, reencrypt; null where it is not served. */
  readonly termination: Maybe<string | null>
}

/** A kustomization.yaml. Paths are relative to the file's root. */
export interface Kustomization extends Fact {
  readonly name: string
  readonly namespace: Maybe<string | null>
  readonly namePrefix: Maybe<string | null>
  readonly nameSuffix: Maybe<string | null>
  readonly isComponent: boolean
  readonly resources: List<KustomizeReference>
  readonly patches: List<KustomizePatch>
  readonly images: List<KustomizeImage>
  /** Top-level keys that newer versions replace: bases, commonLabels, vars, patchesStrategicMerge, patchesJson6902, imageTags, helmChartInflationGenerator. */
  readonly deprecated: List<KustomizeDeprecated>
  readonly keys: List<string>
  /** `Kustomization`, `Component`; null where it is not written. */
  readonly objectKind: Maybe<string | null>
  readonly apiVersion: Maybe<string | null>
  /** Fields that kustomize does not know, at the top and in the entries of its lists, as of kustomize 5.5. */
  readonly unknownFields: List<KustomizeField>
  /** All files that it names: resources, bases, components, patches, sources of generators, transformers, crds, configurations. */
  readonly files: List<KustomizeReference>
}

/** A field that a newer one replaces. */
export interface KustomizeDeprecated {
  readonly name: string
  readonly replacement: string
  /** The key. */
  readonly span: Span
  /** The items of its list where all of them are scalars on a line of their own; null where they are not. */
  readonly items: readonly Span[] | null
  /** The newer field is not written beside it, and takes the same shape. */
  readonly isRenamable: boolean
}

/** A field that nobody reads. */
export interface KustomizeField {
  /** From the root: `patches[0].paths`. */
  readonly path: string
  readonly name: string
  /** The field that was meant, null where none is near. */
  readonly meant: string | null
}

/** A file, folder or address that a kustomization names. */
export interface KustomizeReference {
  /** From the root: `resources[0]`. */
  readonly location: string
  readonly text: Maybe<string | null>
  readonly isRemote: boolean
  /** The file or folder is there. */
  readonly exists: Maybe<boolean>
  /** An earlier entry names the same. */
  readonly isDuplicate: Maybe<boolean>
  /** What it names cannot stand in this list: a folder without kustomization, a Component among resources, a Kustomization among components, itself. */
  readonly misplaced: 'no kustomization' | 'component' | 'no component' | 'itself' | null
}

export interface KustomizePatch {
  readonly location: string
  readonly targetKind: Maybe<string | null>
  readonly targetName: Maybe<string | null>
  /** The resources hold something that the patch is for. */
  readonly hasTarget: Maybe<boolean>
}

export interface KustomizeImage {
  readonly location: string
  readonly name: Maybe<string | null>
  readonly newName: Maybe<string | null>
  readonly newTag: Maybe<string | null>
  readonly digest: Maybe<string | null>
}

/** A Chart.yaml. Paths are relative to the file's root. */
export interface Chart extends Fact {
  readonly name: Maybe<string | null>
  readonly apiVersion: Maybe<string | null>
  readonly version: Maybe<string | null>
  readonly appVersion: Maybe<string | null>
  readonly type: Maybe<string | null>
  readonly description: Maybe<string | null>
  readonly icon: Maybe<string | null>
  /** The versions of Kubernetes that it is for: `>=1.29.0-0`. */
  readonly kubeVersion: Maybe<string | null>
  readonly keys: List<string>
  readonly scalars: List<Scalar>
  readonly dependencies: List<ChartDependency>
  /** Actions of templates whose `nindent` or `indent` puts what they print under a wrong parent. */
  readonly misindented: List<MisindentedAction>
  /** Values that templates print, and that no values file sets and nothing defaults or asks about. Unknown where the chart has no values file, or takes values from its dependencies. */
  readonly unset: Maybe<List<UnsetValue>>
}

export interface MisindentedAction {
  readonly location: string
  /** The key above. */
  readonly key: string
  /** Where the printed block lands, and where the key stands: spaces before them. */
  readonly column: number
  readonly keyColumn: number
  /** The block lands outside of its key, inside of a value that is complete, or at a column of no parent. */
  readonly how: 'outside' | 'inside' | 'between'
}

export interface UnsetValue {
  readonly location: string
  /** As templates name it: `image.tag`. */
  readonly name: string
}

/** A chart's values.yaml. Paths are relative to the file's root. */
export interface Values extends Fact {
  /** Of the chart. */
  readonly name: Maybe<string | null>
  /** What no template of the chart reads, the topmost keys of it. Unknown where a template takes `.Values` whole, or by a name that it computes. */
  readonly unused: Maybe<List<ValuesKey>>
}

export interface ValuesKey {
  /** From the root: `image.pullSecret`. */
  readonly path: string
  /** As templates name it. */
  readonly name: string
}

export interface ChartDependency {
  /** From the root: `dependencies[0]`. */
  readonly location: string
  readonly alias: Maybe<string | null>
  readonly name: Maybe<string | null>
  readonly version: Maybe<string | null>
  readonly repository: Maybe<string | null>
}

/** What is wrong with a part of an object. */
export interface Problem {
  /** From the object. */
  readonly path: string
  /** The end of a sentence that begins with the object. */
  readonly text: string
}

/** A PrometheusRule of the Prometheus operator. */
export interface PrometheusRule extends Object {
  /** Why Prometheus or its operator refuses it, as far as one look tells: durations, names, brackets. */
  readonly problems: List<Problem>
  readonly alerts: List<Alert>
}

/** An alerting rule. */
export interface Alert {
  /** From the object. */
  readonly path: string
  readonly name: Maybe<string>
  /** Its expression compares, or asks for what is absent. */
  readonly hasCondition: Maybe<boolean>
  /** What whoever is called needs and it does not have: 'for', severity, summary, runbook_url. */
  readonly lacks: List<string>
}

/** A ServiceMonitor or PodMonitor of the Prometheus operator. */
export interface Monitor extends Object {
  readonly endpoints: List<MonitorEndpoint>
}

export interface MonitorEndpoint {
  /** From the object. */
  readonly path: string
  readonly port: Maybe<string | null>
  /** As written. */
  readonly interval: Maybe<string | null>
  /** Null where none is written, or none that can be read. */
  readonly intervalSeconds: Maybe<number | null>
  readonly timeoutSeconds: Maybe<number | null>
  readonly skipsVerification: Maybe<boolean>
  readonly bearerTokenFile: Maybe<string | null>
}

/** The strategy of a Rollout of Argo Rollouts. */
export interface Rollout extends Object {
  readonly workload: Workload
  /** Why the controller refuses it. */
  readonly problems: List<Problem>
  /** Services and AnalysisTemplates that it names and that are not there, or do not select its pods. Names are only missed where the unit has others of the kind. */
  readonly dangling: List<Problem>
  /** Where it waits for a person: pauses without duration, promotion by hand. */
  readonly pauses: List<Problem>
  /** Some analysis decides whether it goes on. */
  readonly hasAnalysis: Maybe<boolean>
  /** The Services of `blueGreen`, as written. */
  readonly activeService: Maybe<string | null>
  readonly previewService: Maybe<string | null>
  /** Users get the new version as soon as it is ready, and nobody and nothing decides: neither a person nor an analysis. */
  readonly promotesByItself: Maybe<boolean>
  /** For how long the old pods stay after the switch, as written; null where nothing is, which means 30. */
  readonly scaleDownDelaySeconds: Maybe<number | null>
}

/** An experiment of Chaos Mesh or Litmus, or a schedule or workflow of some. */
export interface ChaosExperiment extends Object {
  /** Why the controller refuses it. */
  readonly problems: List<Problem>
  /** What of its reach has no bound: time, number of pods, namespaces. */
  readonly unbounded: List<Problem>
  /** Something ends it when the system is worse than expected, and it does not run into itself. Null where it is a single experiment, whose duration ends it. */
  readonly hasAbort: Maybe<boolean | null>
  /** What it does: `kill`, `delay`, `loss`, `partition`, `stress`, `error`, `clock`, `other`. Open where some of it cannot be read. */
  readonly faults: List<string>
  /** A namespace or label by which it picks its targets speaks of production; its own namespace counts where it picks none. */
  readonly targetsProduction: Maybe<boolean>
  /** It measures whether the system keeps its promise: probes of Litmus, status checks of a Chaos Mesh workflow, or an annotation `hypothesis`. Unknown for a single experiment of Chaos Mesh, which has no place for it. */
  readonly hasHypothesis: Maybe<boolean>
  /** It is started again and again: a Schedule, or a part of a workflow that has one. */
  readonly isRepeated: Maybe<boolean>
  /** It ends without anybody: each part has a duration, or is over as soon as it is done. Litmus has a duration of its own for what says none. */
  readonly endsByItself: Maybe<boolean>
  /** Litmus: only applications that are marked for chaos are hit. Null where nothing is written of it, and for others. */
  readonly needsConsent: Maybe<boolean | null>
}

/** What Argo CD or Flux delivers from: Application, ApplicationSet, AppProject, GitRepository, OCIRepository, HelmRelease, Bucket, Kustomization. */
export interface Delivery extends Object {
  readonly isFlux: boolean
  /** What makes it less safe than it looks. */
  readonly risks: List<Problem>
  /** Branches that it follows instead of a fixed revision. */
  readonly movingRevisions: List<Problem>
}

/** What saves data on a schedule: of Velero, Kasten, K8up, VolSync, Stash, CloudNativePG. */
export interface Backup extends Object {
  /** Null where none is written. */
  readonly schedule: Maybe<string | null>
  /** From the object. */
  readonly schedulePath: string
  /** What is wrong with the schedule; null where nothing is. */
  readonly scheduleError: Maybe<string | null>
  /** For how long a backup is kept; null where nothing says. */
  readonly retentionSeconds: Maybe<number | null>
  readonly retentionPath: string
}

/** A Sandbox or SandboxTemplate of kubernetes-sigs/agent-sandbox, in which an agent's code runs. */
export interface Sandbox extends Object {
  /** Where its network is open: no policy, or one that allows every address. Of a SandboxTemplate. */
  readonly openings: List<Problem>
  readonly hasPod: Maybe<boolean>
  readonly runtimeClassName: Maybe<string | null>
  readonly containers: List<SandboxContainer>
}

export interface SandboxContainer {
  /** From the object. */
  readonly path: string
  readonly name: Maybe<string | null>
  readonly image: Maybe<string | null>
  /** Its image has no tag, or `latest`, and no digest. */
  readonly isUnpinned: Maybe<boolean>
  readonly registry: Maybe<string>
  /** cpu, memory: of which it has no limit. */
  readonly unlimited: List<string>
}
