/**
 * Versions of kinds that Kubernetes has given up or will: apiVersion, the minor versions of 1.x in which it is deprecated and gone, the
 * newest apiVersion that replaces it, kinds. From the lifecycle tags of kubernetes/api at 10b39a3 (1.37.0-beta.0), completed by pluto for what has
 * left the tree; those of cert-manager from its release notes. Made by scripts/kubernetes-lifecycle.ts, 2026-11.
 */
export const lifecycle = `
admissionregistration.k8s.io/v1alpha1 29 32 admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy,ValidatingAdmissionPolicyBinding
admissionregistration.k8s.io/v1alpha1 35 38 admissionregistration.k8s.io/v1 MutatingAdmissionPolicy,MutatingAdmissionPolicyBinding
admissionregistration.k8s.io/v1beta1 16 22 admissionregistration.k8s.io/v1 MutatingWebhookConfiguration,ValidatingWebhookConfiguration
admissionregistration.k8s.io/v1beta1 31 34 admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy,ValidatingAdmissionPolicyBinding
admissionregistration.k8s.io/v1beta1 37 40 admissionregistration.k8s.io/v1 MutatingAdmissionPolicy,MutatingAdmissionPolicyBinding
apiextensions.k8s.io/v1beta1 16 22 apiextensions.k8s.io/v1 CustomResourceDefinition
apiregistration.k8s.io/v1beta1 10 22 apiregistration.k8s.io/v1 APIService
apps/v1beta1 - 16 apps/v1 ReplicaSet
apps/v1beta1 8 16 apps/v1 ControllerRevision,Deployment,StatefulSet
apps/v1beta2 9 16 apps/v1 ControllerRevision,DaemonSet,Deployment,ReplicaSet,StatefulSet
autoscaling/v2beta1 22 25 autoscaling/v2 HorizontalPodAutoscaler
autoscaling/v2beta2 23 26 autoscaling/v2 HorizontalPodAutoscaler
batch/v1beta1 21 25 batch/v1 CronJob
cert-manager.io/v1alpha2 - cert-manager/1.6 cert-manager.io/v1 Certificate,CertificateRequest,ClusterIssuer,Issuer
cert-manager.io/v1alpha3 - cert-manager/1.6 cert-manager.io/v1 Certificate,CertificateRequest,ClusterIssuer,Issuer
cert-manager.io/v1beta1 - cert-manager/1.6 cert-manager.io/v1 Certificate,CertificateRequest,ClusterIssuer,Issuer
certificates.k8s.io/v1alpha1 34 37 certificates.k8s.io/v1beta1 ClusterTrustBundle
certificates.k8s.io/v1beta1 19 22 certificates.k8s.io/v1 CertificateSigningRequest
certificates.k8s.io/v1beta1 37 40 certificates.k8s.io/v1 ClusterTrustBundle,PodCertificateRequest
coordination.k8s.io/v1alpha2 35 38 coordination.k8s.io/v1beta1 LeaseCandidate
coordination.k8s.io/v1beta1 19 22 coordination.k8s.io/v1 Lease
coordination.k8s.io/v1beta1 36 39 - LeaseCandidate
discovery.k8s.io/v1beta1 21 25 discovery.k8s.io/v1 EndpointSlice
events.k8s.io/v1beta1 22 25 events.k8s.io/v1 Event
extensions/v1beta1 10 16 - PodSecurityPolicy
extensions/v1beta1 14 22 networking.k8s.io/v1 Ingress
extensions/v1beta1 8 16 apps/v1 DaemonSet,Deployment,ReplicaSet
extensions/v1beta1 9 16 networking.k8s.io/v1 NetworkPolicy
flowcontrol.apiserver.k8s.io/v1beta1 23 26 flowcontrol.apiserver.k8s.io/v1 FlowSchema,PriorityLevelConfiguration
flowcontrol.apiserver.k8s.io/v1beta2 26 29 flowcontrol.apiserver.k8s.io/v1 FlowSchema,PriorityLevelConfiguration
flowcontrol.apiserver.k8s.io/v1beta3 29 32 flowcontrol.apiserver.k8s.io/v1 FlowSchema,PriorityLevelConfiguration
lifecycle.k8s.io/v1alpha1 40 43 - EvictionRequest
networking.k8s.io/v1beta1 19 22 networking.k8s.io/v1 Ingress,IngressClass
networking.k8s.io/v1beta1 34 37 networking.k8s.io/v1 IPAddress,ServiceCIDR
node.k8s.io/v1beta1 22 25 node.k8s.io/v1 RuntimeClass
policy/v1beta1 21 25 - PodSecurityPolicy
policy/v1beta1 21 25 policy/v1 PodDisruptionBudget
rbac.authorization.k8s.io/v1alpha1 17 22 rbac.authorization.k8s.io/v1 ClusterRole,ClusterRoleBinding,Role,RoleBinding
rbac.authorization.k8s.io/v1beta1 17 22 rbac.authorization.k8s.io/v1 ClusterRole,ClusterRoleBinding,Role,RoleBinding
resource.k8s.io/v1alpha3 32 34 resource.k8s.io/v1 DeviceClass,ResourceClaim,ResourceClaimTemplate,ResourceSlice
resource.k8s.io/v1alpha3 36 39 resource.k8s.io/v1beta2 DeviceTaintRule
resource.k8s.io/v1alpha3 39 42 - ResourcePoolStatusRequest
resource.k8s.io/v1beta1 35 38 resource.k8s.io/v1 DeviceClass,ResourceClaim,ResourceClaimTemplate,ResourceSlice
resource.k8s.io/v1beta2 36 39 resource.k8s.io/v1 DeviceClass,ResourceClaim,ResourceClaimTemplate,ResourceSlice
resource.k8s.io/v1beta2 39 42 - DeviceTaintRule
scheduling.k8s.io/v1alpha1 14 17 scheduling.k8s.io/v1 PriorityClass
scheduling.k8s.io/v1beta1 14 22 scheduling.k8s.io/v1 PriorityClass
scheduling.k8s.io/v1beta1 40 43 - PodGroup,Workload
storage.k8s.io/v1alpha1 21 24 storage.k8s.io/v1 CSIStorageCapacity,VolumeAttachment
storage.k8s.io/v1alpha1 32 35 storage.k8s.io/v1 VolumeAttributesClass
storage.k8s.io/v1beta1 17 22 storage.k8s.io/v1 CSINode
storage.k8s.io/v1beta1 19 22 storage.k8s.io/v1 CSIDriver,StorageClass,VolumeAttachment
storage.k8s.io/v1beta1 24 27 storage.k8s.io/v1 CSIStorageCapacity
storage.k8s.io/v1beta1 34 37 storage.k8s.io/v1 VolumeAttributesClass
storagemigration.k8s.io/v1alpha1 35 35 storagemigration.k8s.io/v1beta1 StorageVersionMigration
storagemigration.k8s.io/v1beta1 37 40 storagemigration.k8s.io/v1 StorageVersionMigration
`
