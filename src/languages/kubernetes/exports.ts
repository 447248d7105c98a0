import type { Key } from '../../core/lookup'
import type { Dictionary, List, Maybe } from '../../core/value'
import type { Controller } from '../release/plan'

/** An object as others see it. `unit` is the folder of a plain manifest, or the name of the scope that it is rendered in. */
export interface ObjectSummary {
  readonly objectKind: string
  readonly group: string
  readonly name: string
  readonly namespace: Maybe<string | null>
  readonly unit: string
  readonly path: string
  /** Which object of its file it is: `0`, or `0/2` for an item of a List. Positions are left out, so that askers are left alone when text moves. */
  readonly id: string
  /** The name with the prefixes and suffixes of kustomizations. */
  readonly fullName: string
}

/** A workload as others see it. */
export interface WorkloadSummary extends ObjectSummary {
  readonly podLabels: Dictionary<Maybe<string | null>>
  readonly selector: SelectorSummary | null
  /** As written. */
  readonly replicas: Maybe<number | null>
  /** Kinds with a number of replicas. */
  readonly isScalable: boolean
  readonly isBatch: Maybe<boolean>
  readonly strategy: Maybe<string | null>
  /** How many pods an update adds at the most, before others go: `1`, `25%`. */
  readonly surge: Maybe<string>
  readonly containers: List<ContainerSummary>
  readonly ports: List<PortSummary>
  readonly claims: readonly string[]
  readonly serviceAccountName: Maybe<string | null>
  /** An annotation of its pods asks for them to be scraped. */
  readonly isScraped: Maybe<boolean>
  /** CPU cores and bytes of memory that one pod requests at least; what is not written or not known counts as nothing. */
  readonly leastRequests: Dictionary<number>
  readonly leastLimits: Dictionary<number>
  /** Connections that its containers take, where command, args or env say so. */
  readonly maximumConnections: number | null
  /** ConfigMaps that it needs. */
  readonly configs: readonly string[]
}

/** An app container or sidecar of a workload. */
export interface ContainerSummary {
  readonly name: Maybe<string | null>
  /** Names of the resources that it requests, limits counting as requests. */
  readonly requests: List<string>
  readonly hasReadinessProbe: Maybe<boolean>
}

export interface PortSummary {
  readonly name: Maybe<string | null>
  readonly number: Maybe<number | null>
  readonly protocol: Maybe<string>
}

/** A label selector. */
export interface SelectorSummary {
  readonly matchLabels: Dictionary<Maybe<string | null>>
  readonly matchExpressions: List<RequirementSummary>
}

export interface RequirementSummary {
  readonly key: Maybe<string | null>
  readonly operator: Maybe<string | null>
  readonly values: List<Maybe<string | null>>
}

/** An object that selects pods: a disruption budget, a network policy. */
export interface SelectingSummary extends ObjectSummary { readonly selector: SelectorSummary | null }

/** A network policy as others see it; one of Cilium counts as one that lets the questions of DNS through. */
export interface PolicySummary extends SelectingSummary {
  /** Its pods may ask a DNS server: it says nothing of outgoing traffic, or some rule lets port 53 out. */
  readonly allowsDns: Maybe<boolean>
  /** It takes all pods of its namespace and lets nothing in. */
  readonly deniesByDefault: Maybe<boolean>
}

/** One path of an Ingress as others see it. */
export interface RouteSummary extends ObjectSummary {
  /** Class by field or annotation; null where neither is written. */
  readonly className: Maybe<string | null>
  readonly pathType: Maybe<string | null>
  /** A second backend for a part of the traffic, by an annotation of the controller. */
  readonly isCanary: Maybe<boolean>
}

export interface ServiceSummary extends ObjectSummary {
  readonly labels: Dictionary<Maybe<string | null>>
  readonly selector: Dictionary<Maybe<string | null>>
  readonly type: Maybe<string>
  readonly isHeadless: Maybe<boolean>
  readonly ports: List<PortSummary>
}

/** An autoscaler as others see it. */
export interface ScalerSummary extends ObjectSummary {
  readonly targetKind: string
  readonly targetName: string
  readonly minReplicas: Maybe<number | null>
  readonly maxReplicas: Maybe<number | null>
  /** cpu and memory, where it goes by their use. */
  readonly resources: List<string>
}

/** A ConfigMap, a Secret, or what makes one: ExternalSecret, SealedSecret, Certificate, a generator of a kustomization. */
export interface ConfigSummary extends ObjectSummary {
  readonly keys: List<string>
}

/** A ConfigMap that says how many connections a database takes: `max_connections = 200` in a value. */
export interface ConnectionsSummary extends ObjectSummary { readonly maximumConnections: number }

export interface RoleSummary extends ObjectSummary {
  readonly rules: readonly { readonly apiGroups: List<string>; readonly resources: List<string>; readonly verbs: List<string> }[]
}

/** A ServiceAccount as others see it. */
export interface AccountSummary extends ObjectSummary {
  readonly automountServiceAccountToken: Maybe<boolean | null>
  /** It names a secret to pull images with. */
  readonly hasPullSecret: Maybe<boolean>
  readonly annotations: Dictionary<Maybe<string | null>>
}

/** A PersistentVolumeClaim as others see it. */
export interface ClaimSummary extends ObjectSummary {
  readonly accessModes: List<Maybe<string | null>>
  /** Only one node can mount it at a time: ReadWriteOnce without other modes. */
  readonly isSingleNode: Maybe<boolean>
}

export interface NamespaceSummary extends ObjectSummary {
  /** The label `pod-security.kubernetes.io/enforce`. */
  readonly enforce: Maybe<string | null>
  /** The label `pod-security.kubernetes.io/enforce-version`. */
  readonly enforceVersion: Maybe<string | null>
  /** The label `istio-injection`. */
  readonly istioInjection: Maybe<string | null>
}

export interface LimitRangeSummary extends ObjectSummary {
  /** Defaults for containers, by resource. */
  readonly requests: Dictionary<Maybe<string>>
  readonly limits: Dictionary<Maybe<string>>
  /** The least and the most that a container may have. */
  readonly least: Dictionary<Maybe<string>>
  readonly most: Dictionary<Maybe<string>>
}

/** What saves data, as others see it; it may reach into other namespaces. */
export interface BackupSummary extends ObjectSummary {
  /** Namespaces that it is for; all where none is named or one is `*`. */
  readonly namespaces: List<Maybe<string | null>>
  readonly excluded: List<Maybe<string | null>>
  /** Claims that it is for; all where none is named. */
  readonly claims: List<Maybe<string | null>>
  readonly selector: SelectorSummary | null
  /** All of what it is for is read. */
  readonly isSure: boolean
}

/** A ResourceQuota as others see it. */
export interface QuotaSummary extends ObjectSummary {
  readonly hard: Dictionary<Maybe<string>>
  /** It counts only some of the pods. */
  readonly isScoped: boolean
}

/** An image that a workload runs. */
export interface RunsImage extends ObjectSummary { readonly image: string }

/**
 * The names under which Kubernetes scopes export. A relation names what is asked for without the unit: every summary tells its own,
 * so that an asker can tell what is near from what is elsewhere in the workspace.
 */
export const keys = {
  /** Objects by kind and name. */
  object: <S extends ObjectSummary = ObjectSummary>(kind: string, name: string): Key<S> => ({ name: `kubernetes:object/${kind}/${name}` }),
  /** All objects of a kind: for those few that others must see as a whole. */
  kind: <S extends ObjectSummary = ObjectSummary>(kind: string): Key<S> => ({ name: `kubernetes:kind/${kind}` }),
  /** Workloads by a label of their pods. */
  label: (name: string, value: string): Key<WorkloadSummary> => ({ name: `kubernetes:label/${name}=${value}` }),
  /** Units that have objects of a kind, and those of two sorts: `workload` makes pods, `maker` is taken by an operator, which may make anything of it. */
  present: (kind: string): Key<ObjectSummary> => ({ name: `kubernetes:present/${kind}` }),
  /** Services by a label of their own. */
  serviceLabel: (name: string, value: string): Key<ServiceSummary> => ({ name: `kubernetes:service-label/${name}=${value}` }),
  /** Paths of Ingresses by host and path. */
  route: (host: string, path: string): Key<RouteSummary> => ({ name: `kubernetes:route/${host}${path}` }),
  /** Rollouts with an active and a preview Service: what they do by themselves in a release. */
  rollouts: { name: 'kubernetes:rollouts' } as Key<Controller>,
  /** All workloads, for selectors that name no label. */
  workloads: { name: 'kubernetes:workloads' } as Key<WorkloadSummary>,
  /** Objects of a kind that select pods, by the first pair of their selector. */
  selects: <S extends ObjectSummary = SelectingSummary>(kind: string, pair: string): Key<S> => ({ name: `kubernetes:selects/${kind}/${pair}` }),
  /** Autoscalers by their target. */
  scales: (kind: string, name: string): Key<ScalerSummary> => ({ name: `kubernetes:scales/${kind}/${name}` }),
  /** Vertical autoscalers by their target. */
  sizes: (kind: string, name: string): Key<ObjectSummary> => ({ name: `kubernetes:sizes/${kind}/${name}` }),
  /** ConfigMaps that say how many connections a database takes, by their name. */
  connections: (name: string): Key<ConnectionsSummary> => ({ name: `kubernetes:connections/${name}` }),
  /** Bindings by the ServiceAccount or the role that they name: `ServiceAccount/web`, `ClusterRole/view`. */
  binds: (kind: string, name: string): Key<ObjectSummary> => ({ name: `kubernetes:binds/${kind}/${name}` }),
  /** Objects that name another one: `Secret/tls`. */
  uses: (kind: string, name: string): Key<ObjectSummary> => ({ name: `kubernetes:uses/${kind}/${name}` }),
  /** Workloads by the last part of an image's name. */
  runs: (shortName: string): Key<RunsImage> => ({ name: `kubernetes:runs/${shortName}` }),
} as const
