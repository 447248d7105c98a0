import type { Key } from '../../core/lookup'
import type { Dictionary, List, Maybe } from '../../core/value'

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
  readonly containers: List<ContainerSummary>
  readonly ports: List<PortSummary>
  readonly claims: readonly string[]
  readonly serviceAccountName: Maybe<string | null>
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

export interface ServiceSummary extends ObjectSummary {
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
}

/** A ConfigMap, a Secret, or what makes one: ExternalSecret, SealedSecret, Certificate, a generator of a kustomization. */
export interface ConfigSummary extends ObjectSummary {
  readonly keys: List<string>
}

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
  /** All workloads, for selectors that name no label. */
  workloads: { name: 'kubernetes:workloads' } as Key<WorkloadSummary>,
  /** Objects of a kind that select pods, by the first pair of their selector. */
  selects: <S extends ObjectSummary = SelectingSummary>(kind: string, pair: string): Key<S> => ({ name: `kubernetes:selects/${kind}/${pair}` }),
  /** Autoscalers by their target. */
  scales: (kind: string, name: string): Key<ScalerSummary> => ({ name: `kubernetes:scales/${kind}/${name}` }),
  /** Bindings by the ServiceAccount or the role that they name: `ServiceAccount/web`, `ClusterRole/view`. */
  binds: (kind: string, name: string): Key<ObjectSummary> => ({ name: `kubernetes:binds/${kind}/${name}` }),
  /** Objects that name another one: `Secret/tls`. */
  uses: (kind: string, name: string): Key<ObjectSummary> => ({ name: `kubernetes:uses/${kind}/${name}` }),
  /** Workloads by the last part of an image's name. */
  runs: (shortName: string): Key<RunsImage> => ({ name: `kubernetes:runs/${shortName}` }),
} as const
