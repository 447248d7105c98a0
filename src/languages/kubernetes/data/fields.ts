/**
 * Names and types of the fields of Kubernetes 1.14 to 1.36, from the OpenAPI documents of its releases, 2026-11.
 * Made by scripts/kubernetes-fields.ts; `FieldTable` reads it.
 */
export const fields = `14 36
admissionregistration.k8s.io/v1 MutatingAdmissionPolicy:0~36,MutatingAdmissionPolicyBinding:k~36,MutatingWebhookConfiguration:n~16,ValidatingAdmissionPolicy:s~30,ValidatingAdmissionPolicyBinding:w~30,ValidatingWebhookConfiguration:y~16
admissionregistration.k8s.io/v1alpha1 MutatingAdmissionPolicy:0~32,MutatingAdmissionPolicyBinding:10~32,ValidatingAdmissionPolicy:13~26-31,ValidatingAdmissionPolicyBinding:16~26-31
admissionregistration.k8s.io/v1beta1 MutatingAdmissionPolicy:0~34,MutatingAdmissionPolicyBinding:k~34,MutatingWebhookConfiguration:18~-21,ValidatingAdmissionPolicy:s~28-33,ValidatingAdmissionPolicyBinding:1d~28-33,ValidatingWebhookConfiguration:1f~-21
apiextensions.k8s.io/v1 CustomResourceDefinition:1h~16
apiextensions.k8s.io/v1beta1 CustomResourceDefinition:1v~-21
apiregistration.k8s.io/v1 APIService:22
apiregistration.k8s.io/v1beta1 APIService:22~-21
apps/v1 ControllerRevision:25,DaemonSet:26,Deployment:53,ReplicaSet:57,StatefulSet:59
apps/v1beta1 ControllerRevision:25~-17,Deployment:5g~-17,DeploymentRollback:5k~-17,Scale:5l~-17,StatefulSet:5n~-17
apps/v1beta2 ControllerRevision:25~-17,DaemonSet:5r~-17,Deployment:5v~-17,ReplicaSet:57~-17,Scale:5l~-17,StatefulSet:5x~-17
auditregistration.k8s.io/v1alpha1 AuditSink:5z~-18
authentication.k8s.io/v1 SelfSubjectReview:64~28,TokenRequest:65~16,TokenReview:68
authentication.k8s.io/v1alpha1 SelfSubjectReview:64~26-31
authentication.k8s.io/v1beta1 SelfSubjectReview:64~27-32,TokenReview:6a~-21
authorization.k8s.io/v1 LocalSubjectAccessReview:6c,SelfSubjectAccessReview:6h,SelfSubjectRulesReview:6j,SubjectAccessReview:6c
authorization.k8s.io/v1beta1 LocalSubjectAccessReview:6l~-21,SelfSubjectAccessReview:6o~-21,SelfSubjectRulesReview:6j~-21,SubjectAccessReview:6l~-21
autoscaling/v1 HorizontalPodAutoscaler:6q,Scale:5l
autoscaling/v2 HorizontalPodAutoscaler:6t~23
autoscaling/v2beta1 HorizontalPodAutoscaler:75~-24
autoscaling/v2beta2 HorizontalPodAutoscaler:7d~-25
batch/v1 CronJob:7i~21,Job:7s
batch/v1beta1 CronJob:7t~-24
batch/v2alpha1 CronJob:7v~-20
certificates.k8s.io/v1 CertificateSigningRequest:7x~19
certificates.k8s.io/v1alpha1 ClusterTrustBundle:7z~27,PodCertificateRequest:81~34-34
certificates.k8s.io/v1beta1 CertificateSigningRequest:83~-21,ClusterTrustBundle:7z~33,PodCertificateRequest:85~35
coordination.k8s.io/v1 Lease:87
coordination.k8s.io/v1alpha1 LeaseCandidate:89~31-31
coordination.k8s.io/v1alpha2 LeaseCandidate:8b~32
coordination.k8s.io/v1beta1 Lease:8d~-21,LeaseCandidate:8b~33
discovery.k8s.io/v1 EndpointSlice:8f~21
discovery.k8s.io/v1alpha1 EndpointSlice:8l~16-16
discovery.k8s.io/v1beta1 EndpointSlice:8p~17-24
events.k8s.io/v1 Event:8t~19
events.k8s.io/v1beta1 Event:8w~-24
extensions/v1beta1 DaemonSet:8y~-17,Deployment:5g~-17,DeploymentRollback:5k~-17,Ingress:90~-21,NetworkPolicy:97~-17,PodSecurityPolicy:9e~-17,ReplicaSet:9n~-17,Scale:5l~-17
flowcontrol.apiserver.k8s.io/v1 FlowSchema:9p~29,PriorityLevelConfiguration:9x~29
flowcontrol.apiserver.k8s.io/v1alpha1 FlowSchema:9p~17-20,PriorityLevelConfiguration:a3~17-20
flowcontrol.apiserver.k8s.io/v1beta1 FlowSchema:9p~20-25,PriorityLevelConfiguration:a3~20-25
flowcontrol.apiserver.k8s.io/v1beta2 FlowSchema:9p~23-28,PriorityLevelConfiguration:a6~23-28
flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema:9p~26-31,PriorityLevelConfiguration:a9~26-31
internal.apiserver.k8s.io/v1alpha1 StorageVersion:ab~20
networking.k8s.io/v1 IPAddress:ac~33,Ingress:af~19,IngressClass:an~19,NetworkPolicy:aq,ServiceCIDR:av~33
networking.k8s.io/v1alpha1 ClusterCIDR:ax~25-28,IPAddress:az~27-30,ServiceCIDR:av~29-30
networking.k8s.io/v1beta1 IPAddress:ac~31,Ingress:90~-21,IngressClass:an~18-21,ServiceCIDR:av~31
node.k8s.io/v1 RuntimeClass:b2~20
node.k8s.io/v1alpha1 RuntimeClass:b5~-23
node.k8s.io/v1beta1 RuntimeClass:b7~-24
policy/v1 Eviction:b8~22,PodDisruptionBudget:bb~21
policy/v1beta1 Eviction:b8~-21,PodDisruptionBudget:bd~-24,PodSecurityPolicy:9e~-24
rbac.authorization.k8s.io/v1 ClusterRole:bf,ClusterRoleBinding:bi,Role:bk,RoleBinding:bi
rbac.authorization.k8s.io/v1alpha1 ClusterRole:bf~-22,ClusterRoleBinding:bl~-22,Role:bk~-22,RoleBinding:bl~-22
rbac.authorization.k8s.io/v1beta1 ClusterRole:bf~-21,ClusterRoleBinding:bo~-21,Role:bk~-21,RoleBinding:bo~-21
resource.k8s.io/v1 DeviceClass:bp~34,ResourceClaim:bv~34,ResourceClaimTemplate:c5~34,ResourceSlice:c7~34
resource.k8s.io/v1alpha1 PodScheduling:ck~26-26,ResourceClaim:cm~26-26,ResourceClaimTemplate:co~26-26,ResourceClass:cq~26-26
resource.k8s.io/v1alpha2 PodSchedulingContext:ck~27-30,ResourceClaim:cm~27-30,ResourceClaimParameters:cr~30-30,ResourceClaimTemplate:co~27-30,ResourceClass:cu~27-30,ResourceClassParameters:cv~30-30,ResourceSlice:cy~30-30
resource.k8s.io/v1alpha3 DeviceClass:d4~31-33,DeviceTaintRule:d6~33,PodSchedulingContext:ck~31-31,ResourceClaim:d9~31-33,ResourceClaimTemplate:df~31-33,ResourcePoolStatusRequest:dh~36,ResourceSlice:dj~31-33
resource.k8s.io/v1beta1 DeviceClass:do~32,ResourceClaim:dq~32,ResourceClaimTemplate:dw~32,ResourceSlice:dy~32
resource.k8s.io/v1beta2 DeviceClass:do~33,DeviceTaintRule:e3~36,ResourceClaim:e6~33,ResourceClaimTemplate:eb~33,ResourceSlice:ed~33
scheduling.k8s.io/v1 PriorityClass:eg
scheduling.k8s.io/v1alpha1 PriorityClass:eh~-22,Workload:ei~35-35
scheduling.k8s.io/v1alpha2 PodGroup:en~36,Workload:eu~36
scheduling.k8s.io/v1beta1 PriorityClass:eh~-21
settings.k8s.io/v1alpha1 PodPreset:ex~-19
storage.k8s.io/v1 CSIDriver:ez~18,CSINode:f2~17,CSIStorageCapacity:f6~24,StorageClass:f7,VolumeAttachment:fa,VolumeAttributesClass:fr~34
storage.k8s.io/v1alpha1 CSIStorageCapacity:f6~21-23,VolumeAttachment:fa~-22,VolumeAttributesClass:fr~29-34
storage.k8s.io/v1beta1 CSIDriver:fs~-21,CSINode:fu~-21,CSIStorageCapacity:f6~21-26,StorageClass:f7~-21,VolumeAttachment:fa~-21,VolumeAttributesClass:fr~31
storagemigration.k8s.io/v1alpha1 StorageVersionMigration:fx~30-34
storagemigration.k8s.io/v1beta1 StorageVersionMigration:g0~35
v1 APIGroup:g3,APIVersions:g6,Binding:g7,ComponentStatus:g8,ConfigMap:ga,Endpoints:gb,EphemeralContainers:gf~21-21,Event:gg,LimitRange:gi,Namespace:gl,Node:gn,PersistentVolume:gs,PersistentVolumeClaim:5b,Pod:gt,PodTemplate:gu,ReplicationController:gv,ResourceQuota:gx,Secret:h1,Service:h2,ServiceAccount:h7,Status:e

*metadata:@a,spec:@1
failurePolicy:s,matchConditions:[@2,matchConstraints:@6,mutations:[@4,paramKind:@3,reinvocationPolicy:s,variables:[@2
expression:s!,name:s!
*
applyConfiguration:@5,jsonPatch:@5,patchType:s!
expression:s
excludeResourceRules:[@7,matchPolicy:s,namespaceSelector:@8,objectSelector:@8,resourceRules:[@7
apiGroups:[s,apiVersions:[s,operations:[s,resourceNames:[s,resources:[s,scope:s
matchExpressions:[@9,matchLabels:{s
key:s!,operator:s!,values:[s
annotations:{s,clusterName:s~-24,creationTimestamp:s,deletionGracePeriodSeconds:i,deletionTimestamp:s,finalizers:[s,generateName:s,generation:i,initializers:@d~-15,labels:{s,managedFields:[@c,name:s,namespace:s,ownerReferences:[@b,resourceVersion:s,selfLink:s,uid:s
*blockOwnerDeletion:b,controller:b,name:s!,uid:s!
apiVersion:s,fields:a~-15,fieldsType:s~16,fieldsV1:a~16,manager:s,operation:s,subresource:s~22,time:s
pending:[@j!,result:@e
*code:i,details:@h,message:s,metadata:@f,reason:s
continue:s,remainingItemCount:i~15,resourceVersion:s,selfLink:s,shardInfo:@g~36
selector:s!
causes:[@i,group:s,kind:s,name:s,retryAfterSeconds:i,uid:s
field:s,message:s,reason:s
name:s!
*metadata:@a,spec:@l
matchResources:@6,paramRef:@m,policyName:s
name:s,namespace:s,parameterNotFoundAction:s,selector:@8
*metadata:@a,webhooks:[@o
admissionReviewVersions:[s!,clientConfig:@q!,failurePolicy:s,matchConditions:[@2~27,matchPolicy:s,name:s!,namespaceSelector:@8,objectSelector:@8,reinvocationPolicy:s,rules:[@p,sideEffects:s!,timeoutSeconds:i
apiGroups:[s,apiVersions:[s,operations:[s,resources:[s,scope:s
caBundle:s,service:@r,url:s
name:s!,namespace:s!,path:s,port:i
*metadata:@a,spec:@t
auditAnnotations:[@v,failurePolicy:s,matchConditions:[@2,matchConstraints:@6,paramKind:@3,validations:[@u,variables:[@2
expression:s!,message:s,messageExpression:s,reason:s
key:s!,valueExpression:s!
*metadata:@a,spec:@x~-35/@x!~36
matchResources:@6,paramRef:@m,policyName:s~-35/s!~36,validationActions:[s~-35/[s!~36
*metadata:@a,webhooks:[@z
admissionReviewVersions:[s!,clientConfig:@q!,failurePolicy:s,matchConditions:[@2~27,matchPolicy:s,name:s!,namespaceSelector:@8,objectSelector:@8,rules:[@p,sideEffects:s!,timeoutSeconds:i
*metadata:@a,spec:@11
matchResources:@6,paramRef:@12,policyName:s
name:s,namespace:s,parameterNotFoundAction:s~28,selector:@8~28
*metadata:@a,spec:@14
auditAnnotations:[@v~27,failurePolicy:s,matchConditions:[@2~27,matchConstraints:@6,paramKind:@3,validations:[@15!~-26/[@15~27,variables:[@2~28
expression:s!,message:s,messageExpression:s~27,reason:s
*metadata:@a,spec:@17
matchResources:@6,paramRef:@12,policyName:s,validationActions:[s~27
*metadata:@a,webhooks:[@1c~-14/[@19~15
admissionReviewVersions:[s,clientConfig:@1a!,failurePolicy:s,matchPolicy:s,name:s!,namespaceSelector:@8,objectSelector:@8,reinvocationPolicy:s,rules:[@p,sideEffects:s,timeoutSeconds:i
caBundle:s,service:@1b,url:s
name:s!,namespace:s!,path:s,port:i~15
admissionReviewVersions:[s,clientConfig:@1a!,failurePolicy:s,name:s!,namespaceSelector:@8,rules:[@p,sideEffects:s,timeoutSeconds:i
*metadata:@a,spec:@1e
matchResources:@6,paramRef:@m,policyName:s,validationActions:[s
*metadata:@a,webhooks:[@1c~-14/[@1g~15
admissionReviewVersions:[s,clientConfig:@1a!,failurePolicy:s,matchPolicy:s,name:s!,namespaceSelector:@8,objectSelector:@8,rules:[@p,sideEffects:s,timeoutSeconds:i
*metadata:@a,spec:@1i!
conversion:@1t,group:s!,names:@1s!,preserveUnknownFields:b,scope:s!,versions:[@1j!
additionalPrinterColumns:[@1r,deprecated:b~19,deprecationWarning:s~19,name:s!,schema:@1n,selectableFields:[@1m~30,served:b!,storage:b!,subresources:@1k
scale:@1l,status:a
labelSelectorPath:s,specReplicasPath:s!,statusReplicasPath:s!
jsonPath:s!
openAPIV3Schema:@1o
\$ref:s,\$schema:s,additionalItems:a,additionalProperties:a,allOf:[@1o,anyOf:[@1o,default:a,definitions:{@1o,dependencies:{a,description:s,enum:[a,example:a,exclusiveMaximum:b,exclusiveMinimum:b,externalDocs:@1q,format:s,id:s,items:a,maxItems:i,maxLength:i,maxProperties:i,maximum:n,minItems:i,minLength:i,minProperties:i,minimum:n,multipleOf:n,not:@1o,nullable:b,oneOf:[@1o,pattern:s,patternProperties:{@1o,properties:{@1o,required:[s,title:s,type:s,uniqueItems:b,x-kubernetes-embedded-resource:b,x-kubernetes-int-or-string:b,x-kubernetes-list-map-keys:[s,x-kubernetes-list-type:s,x-kubernetes-map-type:s~17,x-kubernetes-preserve-unknown-fields:b,x-kubernetes-validations:[@1p~23
fieldPath:s~28,message:s,messageExpression:s~27,optionalOldSelf:b~29,reason:s~28,rule:s!
description:s,url:s
description:s,format:s,jsonPath:s!,name:s!,priority:i,type:s!
categories:[s,kind:s!,listKind:s,plural:s!,shortNames:[s,singular:s
strategy:s!,webhook:@1u
clientConfig:@q,conversionReviewVersions:[s!
*metadata:@a,spec:@1w!
additionalPrinterColumns:[@20,conversion:@21,group:s!,names:@1s!,preserveUnknownFields:b~15,scope:s!,subresources:@1k,validation:@1y,version:s,versions:[@1x
additionalPrinterColumns:[@20,deprecated:b~19,deprecationWarning:s~19,name:s!,schema:@1y,served:b!,storage:b!,subresources:@1k
openAPIV3Schema:@1z
\$ref:s,\$schema:s,additionalItems:a,additionalProperties:a,allOf:[@1z,anyOf:[@1z,default:a,definitions:{@1z,dependencies:{a,description:s,enum:[a,example:a,exclusiveMaximum:b,exclusiveMinimum:b,externalDocs:@1q,format:s,id:s,items:a,maxItems:i,maxLength:i,maxProperties:i,maximum:n,minItems:i,minLength:i,minProperties:i,minimum:n,multipleOf:n,not:@1z,nullable:b,oneOf:[@1z,pattern:s,patternProperties:{@1z,properties:{@1z,required:[s,title:s,type:s,uniqueItems:b,x-kubernetes-embedded-resource:b~15,x-kubernetes-int-or-string:b~15,x-kubernetes-list-map-keys:[s~16,x-kubernetes-list-type:s~16,x-kubernetes-map-type:s~17,x-kubernetes-preserve-unknown-fields:b~15
JSONPath:s!,description:s,format:s,name:s!,priority:i,type:s!
conversionReviewVersions:[s,strategy:s!,webhookClientConfig:@1a
*metadata:@a,spec:@23
caBundle:s,group:s,groupPriorityMinimum:i!,insecureSkipTLSVerify:b,service:@24!~-17/@24~18,version:s,versionPriority:i!
name:s,namespace:s,port:i~15
*data:a,metadata:@a,revision:i!
*metadata:@a,spec:@27
minReadySeconds:i,revisionHistoryLimit:i,selector:@8!,template:@2a!,updateStrategy:@28
rollingUpdate:@29,type:s=OnDelete|RollingUpdate
maxSurge:x~21,maxUnavailable:x
metadata:@a,spec:@2b
activeDeadlineSeconds:i,affinity:@4u,automountServiceAccountToken:b,containers:[@42!,dnsConfig:@4s,dnsPolicy:s=ClusterFirst|ClusterFirstWithHostNet|Default|None,enableServiceLinks:b,ephemeralContainers:[@4r~16,hostAliases:[@4q,hostIPC:b,hostNetwork:b,hostPID:b,hostUsers:b~25,hostname:s,hostnameOverride:s~34,imagePullSecrets:[@2g,initContainers:[@42,nodeName:s,nodeSelector:{s,os:@j~23,overhead:{q~16,preemptionPolicy:s~15,priority:i,priorityClassName:s,readinessGates:[@41,resourceClaims:[@3z~26,resources:@3d~32,restartPolicy:s=Always|Never|OnFailure,runtimeClassName:s,schedulerName:s,schedulingGates:[@j~26,schedulingGroup:@3y~36,securityContext:@3s,serviceAccount:s,serviceAccountName:s,setHostnameAsFQDN:b~19,shareProcessNamespace:b,subdomain:s,terminationGracePeriodSeconds:i,tolerations:[@3r,topologySpreadConstraints:[@3q~16,volumes:[@2d,workloadRef:@2c~35-35
name:s!,podGroup:s!,podGroupReplicaKey:s
awsElasticBlockStore:@3p,azureDisk:@3o,azureFile:@3n,cephfs:@3m,cinder:@3l,configMap:@3k,csi:@3j,downwardAPI:@3i,emptyDir:@3h,ephemeral:@39~19,fc:@38,flexVolume:@37,flocker:@36,gcePersistentDisk:@35,gitRepo:@34,glusterfs:@33,hostPath:@32,image:@31~31,iscsi:@30,name:s!,nfs:@2z,persistentVolumeClaim:@2y,photonPersistentDisk:@2x,portworxVolume:@2w,projected:@2m,quobyte:@2l,rbd:@2k,scaleIO:@2j,secret:@2h,storageos:@2f,vsphereVolume:@2e
fsType:s,storagePolicyID:s,storagePolicyName:s,volumePath:s!
fsType:s,readOnly:b,secretRef:@2g,volumeName:s,volumeNamespace:s
name:s
defaultMode:i,items:[@2i,optional:b,secretName:s
key:s!,mode:i,path:s!
fsType:s,gateway:s!,protectionDomain:s,readOnly:b,secretRef:@2g!,sslEnabled:b,storageMode:s,storagePool:s,system:s!,volumeName:s
fsType:s,image:s!,keyring:s,monitors:[s!,pool:s,readOnly:b,secretRef:@2g,user:s
group:s,readOnly:b,registry:s!,tenant:s,user:s,volume:s!
defaultMode:i,sources:[@2n!~-19/[@2n~20
clusterTrustBundle:@2v~29,configMap:@2p,downwardAPI:@2r,podCertificate:@2q~34,secret:@2p,serviceAccountToken:@2o
audience:s,expirationSeconds:i,path:s!
items:[@2i,name:s,optional:b
certificateChainPath:s,credentialBundlePath:s,keyPath:s,keyType:s!,maxExpirationSeconds:i,signerName:s!,userAnnotations:{s~35
items:[@2s
fieldRef:@2u,mode:i,path:s!,resourceFieldRef:@2t
containerName:s,divisor:q,resource:s!
apiVersion:s,fieldPath:s!
labelSelector:@8,name:s,optional:b,path:s!,signerName:s
fsType:s,readOnly:b,volumeID:s!
fsType:s,pdID:s!
claimName:s!,readOnly:b
path:s!,readOnly:b,server:s!
chapAuthDiscovery:b,chapAuthSession:b,fsType:s,initiatorName:s,iqn:s!,iscsiInterface:s,lun:i!,portals:[s,readOnly:b,secretRef:@2g,targetPortal:s!
pullPolicy:s,reference:s
path:s!,type:s
endpoints:s!,path:s!,readOnly:b
directory:s,repository:s!,revision:s
fsType:s,partition:i,pdName:s!,readOnly:b
datasetName:s,datasetUUID:s
driver:s!,fsType:s,options:{s,readOnly:b,secretRef:@2g
fsType:s,lun:i,readOnly:b,targetWWNs:[s,wwids:[s
readOnly:b~-20,volumeClaimTemplate:@3a
metadata:@a,spec:@3b!
accessModes:[s,dataSource:@3g,dataSourceRef:@3g~22-25/@3f~26,resources:@3d~-28/@3c~29,selector:@8,storageClassName:s,volumeAttributesClassName:s~29,volumeMode:s,volumeName:s
limits:{q,requests:{q
claims:[@3e~26,limits:{q,requests:{q
name:s!,request:s~31
apiGroup:s,kind:s!,name:s!,namespace:s
apiGroup:s,kind:s!,name:s!
medium:s,sizeLimit:q
defaultMode:i,items:[@2s
driver:s!,fsType:s,nodePublishSecretRef:@2g,readOnly:b,volumeAttributes:{s
defaultMode:i,items:[@2i,name:s,optional:b
fsType:s,readOnly:b,secretRef:@2g,volumeID:s!
monitors:[s!,path:s,readOnly:b,secretFile:s,secretRef:@2g,user:s
readOnly:b,secretName:s!,shareName:s!
cachingMode:s,diskName:s!,diskURI:s!,fsType:s,kind:s,readOnly:b
fsType:s,partition:i,readOnly:b,volumeID:s!
labelSelector:@8,matchLabelKeys:[s~25,maxSkew:i!,minDomains:i~24,nodeAffinityPolicy:s~25,nodeTaintsPolicy:s~25,topologyKey:s!,whenUnsatisfiable:s!=DoNotSchedule|ScheduleAnyway
effect:s=NoExecute|NoSchedule|PreferNoSchedule,key:s,operator:s=Equal|Exists,tolerationSeconds:i,value:s
appArmorProfile:@3x~30,fsGroup:i,fsGroupChangePolicy:s~18,runAsGroup:i,runAsNonRoot:b,runAsUser:i,seLinuxChangePolicy:s~32,seLinuxOptions:@3w,seccompProfile:@3v~19,supplementalGroups:[i,supplementalGroupsPolicy:s~31,sysctls:[@3u,windowsOptions:@3t~15
gmsaCredentialSpec:s,gmsaCredentialSpecName:s,hostProcess:b~22,runAsUserName:s~16
name:s!,value:s!
localhostProfile:s,type:s!=Localhost|RuntimeDefault|Unconfined
level:s,role:s,type:s,user:s
localhostProfile:s,type:s!
podGroupName:s
name:s!,resourceClaimName:s~31,resourceClaimTemplateName:s~31,source:@40~-30
resourceClaimName:s,resourceClaimTemplateName:s
conditionType:s!=ContainersReady|Initialized|PodScheduled|Ready
args:[s,command:[s,env:[@4m,envFrom:[@4k,image:s,imagePullPolicy:s=Always|IfNotPresent|Never,lifecycle:@4g,livenessProbe:@45,name:s!,ports:[@4f,readinessProbe:@45,resizePolicy:[@4e~27,resources:@3d,restartPolicy:s~28,restartPolicyRules:[@4c~34,securityContext:@4a,startupProbe:@45~16,stdin:b,stdinOnce:b,terminationMessagePath:s,terminationMessagePolicy:s=FallbackToLogsOnError|File,tty:b,volumeDevices:[@44,volumeMounts:[@43,workingDir:s
mountPath:s!,mountPropagation:s,name:s!,readOnly:b,recursiveReadOnly:s~30,subPath:s,subPathExpr:s
devicePath:s!,name:s!
exec:@49,failureThreshold:i,grpc:@48~23,httpGet:@47,initialDelaySeconds:i,periodSeconds:i,successThreshold:i,tcpSocket:@46,terminationGracePeriodSeconds:i~21,timeoutSeconds:i
host:s,port:x!
host:s,httpHeaders:[@3u,path:s,port:x!,scheme:s=HTTP|HTTPS
port:i!,service:s
command:[s
allowPrivilegeEscalation:b,appArmorProfile:@3x~30,capabilities:@4b,privileged:b,procMount:s,readOnlyRootFilesystem:b,runAsGroup:i,runAsNonRoot:b,runAsUser:i,seLinuxOptions:@3w,seccompProfile:@3v~19,windowsOptions:@3t~15
add:[s,drop:[s
action:s!,exitCodes:@4d
operator:s!,values:[i
resourceName:s!,restartPolicy:s!
containerPort:i!,hostIP:s,hostPort:i,name:s,protocol:s=SCTP|TCP|UDP
postStart:@4j~-22/@4h~23,preStop:@4j~-22/@4h~23,stopSignal:s~33
exec:@49,httpGet:@47,sleep:@4i~29,tcpSocket:@46
seconds:i!
exec:@49,httpGet:@47,tcpSocket:@46
configMapRef:@4l,prefix:s,secretRef:@4l
name:s,optional:b
name:s!,value:s,valueFrom:@4n
configMapKeyRef:@4o,fieldRef:@2u,fileKeyRef:@4p~34,resourceFieldRef:@2t,secretKeyRef:@4o
key:s!,name:s,optional:b
key:s!,optional:b,path:s!,volumeName:s!
hostnames:[s,ip:s~-30/s!~31
args:[s,command:[s,env:[@4m,envFrom:[@4k,image:s,imagePullPolicy:s=Always|IfNotPresent|Never,lifecycle:@4g,livenessProbe:@45,name:s!,ports:[@4f,readinessProbe:@45,resizePolicy:[@4e~27,resources:@3d,restartPolicy:s~28,restartPolicyRules:[@4c~34,securityContext:@4a,startupProbe:@45,stdin:b,stdinOnce:b,targetContainerName:s,terminationMessagePath:s,terminationMessagePolicy:s=FallbackToLogsOnError|File,tty:b,volumeDevices:[@44,volumeMounts:[@43,workingDir:s
nameservers:[s,options:[@4t,searches:[s
name:s,value:s
nodeAffinity:@4y,podAffinity:@4v,podAntiAffinity:@4v
preferredDuringSchedulingIgnoredDuringExecution:[@4x,requiredDuringSchedulingIgnoredDuringExecution:[@4w
labelSelector:@8,matchLabelKeys:[s~29,mismatchLabelKeys:[s~29,namespaceSelector:@8~21,namespaces:[s,topologyKey:s!
podAffinityTerm:@4w!,weight:i!
preferredDuringSchedulingIgnoredDuringExecution:[@52,requiredDuringSchedulingIgnoredDuringExecution:@4z
nodeSelectorTerms:[@50!
matchExpressions:[@51,matchFields:[@51
key:s!,operator:s!=DoesNotExist|Exists|Gt|In|Lt|NotIn,values:[s
preference:@50!,weight:i!
*metadata:@a,spec:@54
minReadySeconds:i,paused:b,progressDeadlineSeconds:i,replicas:i,revisionHistoryLimit:i,selector:@8!,strategy:@55,template:@2a!
rollingUpdate:@56,type:s=Recreate|RollingUpdate
maxSurge:x,maxUnavailable:x
*metadata:@a,spec:@58
minReadySeconds:i,replicas:i,selector:@8!,template:@2a
*metadata:@a,spec:@5a
minReadySeconds:i~22,ordinals:@5f~26,persistentVolumeClaimRetentionPolicy:@5e~23,podManagementPolicy:s=OrderedReady|Parallel,replicas:i,revisionHistoryLimit:i,selector:@8!,serviceName:s!~-32/s~33,template:@2a!,updateStrategy:@5c,volumeClaimTemplates:[@5b
*metadata:@a,spec:@3b
rollingUpdate:@5d,type:s=OnDelete|RollingUpdate
maxUnavailable:x~24,partition:i
whenDeleted:s,whenScaled:s
start:i
*metadata:@a,spec:@5h
minReadySeconds:i,paused:b,progressDeadlineSeconds:i,replicas:i,revisionHistoryLimit:i,rollbackTo:@5j,selector:@8,strategy:@5i,template:@2a!
rollingUpdate:@56,type:s
revision:i
*name:s!,rollbackTo:@5j!,updatedAnnotations:{s
*metadata:@a,spec:@5m
replicas:i
*metadata:@a,spec:@5o
podManagementPolicy:s,replicas:i,revisionHistoryLimit:i,selector:@8,serviceName:s!,template:@2a!,updateStrategy:@5p,volumeClaimTemplates:[@5b
rollingUpdate:@5q,type:s
partition:i
*metadata:@a,spec:@5s
minReadySeconds:i,revisionHistoryLimit:i,selector:@8!,template:@2a!,updateStrategy:@5t
rollingUpdate:@5u,type:s
maxUnavailable:x
*metadata:@a,spec:@5w
minReadySeconds:i,paused:b,progressDeadlineSeconds:i,replicas:i,revisionHistoryLimit:i,selector:@8!,strategy:@5i,template:@2a!
*metadata:@a,spec:@5y
podManagementPolicy:s,replicas:i,revisionHistoryLimit:i,selector:@8!,serviceName:s!,template:@2a!,updateStrategy:@5p,volumeClaimTemplates:[@5b
*metadata:@a,spec:@60
policy:@63!,webhook:@61!
clientConfig:@1a!,throttle:@62
burst:i,qps:i
level:s!,stages:[s
*metadata:@a
*metadata:@a,spec:@66!~-35/@66~36
audiences:[s!~-35/[s~36,boundObjectRef:@67,expirationSeconds:i
*name:s,uid:s
*metadata:@a,spec:@69!
audiences:[s,token:s~-35/s!~36
*metadata:@a,spec:@6b!
audiences:[s,token:s
*metadata:@a,spec:@6d!
extra:{[s,groups:[s,nonResourceAttributes:@6g,resourceAttributes:@6e,uid:s,user:s
fieldSelector:@6f~31,group:s,labelSelector:@6f~31,name:s,namespace:s,resource:s,subresource:s,verb:s,version:s
rawSelector:s,requirements:[@9
path:s,verb:s
*metadata:@a,spec:@6i!
nonResourceAttributes:@6g,resourceAttributes:@6e
*metadata:@a,spec:@6k!
namespace:s
*metadata:@a,spec:@6m!
extra:{[s,group:[s,nonResourceAttributes:@6g,resourceAttributes:@6n,uid:s,user:s
group:s,name:s,namespace:s,resource:s,subresource:s,verb:s,version:s
*metadata:@a,spec:@6p!
nonResourceAttributes:@6g,resourceAttributes:@6n
*metadata:@a,spec:@6r~-35/@6r!~36
maxReplicas:i!,minReplicas:i,scaleTargetRef:@6s!,targetCPUUtilizationPercentage:i
*name:s!
*metadata:@a,spec:@6u~-35/@6u!~36
behavior:@72,maxReplicas:i!,metrics:[@6v,minReplicas:i,scaleTargetRef:@6s!
containerResource:@71,external:@6y,object:@70,pods:@6y,resource:@6w,type:s!
name:s!,target:@6x!
averageUtilization:i,averageValue:q,type:s!,value:q
metric:@6z!,target:@6x!
name:s!,selector:@8
describedObject:@6s!,metric:@6z!,target:@6x!
container:s!,name:s!,target:@6x!
scaleDown:@73,scaleUp:@73
policies:[@74,selectPolicy:s,stabilizationWindowSeconds:i,tolerance:q~33
periodSeconds:i!,type:s!,value:i!
*metadata:@a,spec:@76
maxReplicas:i!,metrics:[@77,minReplicas:i,scaleTargetRef:@6s!
containerResource:@7c~20,external:@7b,object:@7a,pods:@79,resource:@78,type:s!
name:s!,targetAverageUtilization:i,targetAverageValue:q
metricName:s!,selector:@8,targetAverageValue:q!
averageValue:q,metricName:s!,selector:@8,target:@6s!,targetValue:q!
metricName:s!,metricSelector:@8,targetAverageValue:q,targetValue:q
container:s!,name:s!,targetAverageUtilization:i,targetAverageValue:q
*metadata:@a,spec:@7e
behavior:@7g~18,maxReplicas:i!,metrics:[@7f,minReplicas:i,scaleTargetRef:@6s!
containerResource:@71~20,external:@6y,object:@70,pods:@6y,resource:@6w,type:s!
scaleDown:@7h,scaleUp:@7h
policies:[@74,selectPolicy:s,stabilizationWindowSeconds:i
*metadata:@a,spec:@7j~-35/@7j!~36
concurrencyPolicy:s=Allow|Forbid|Replace,failedJobsHistoryLimit:i,jobTemplate:@7k!,schedule:s!,startingDeadlineSeconds:i,successfulJobsHistoryLimit:i,suspend:b,timeZone:s~24
metadata:@a,spec:@7l
activeDeadlineSeconds:i,backoffLimit:i,backoffLimitPerIndex:i~28,completionMode:s~21,completions:i,managedBy:s~30,manualSelector:b,maxFailedIndexes:i~28,parallelism:i,podFailurePolicy:@7o~25,podReplacementPolicy:s~28,selector:@8,successPolicy:@7m~30,suspend:b~21,template:@2a!,ttlSecondsAfterFinished:i
rules:[@7n!
succeededCount:i,succeededIndexes:s
rules:[@7p!
action:s!,onExitCodes:@7r,onPodConditions:[@7q!~-28/[@7q~29
status:s!~-34/s~35,type:s!
containerName:s,operator:s!,values:[i!
*metadata:@a,spec:@7l
*metadata:@a,spec:@7u
concurrencyPolicy:s,failedJobsHistoryLimit:i,jobTemplate:@7k!,schedule:s!,startingDeadlineSeconds:i,successfulJobsHistoryLimit:i,suspend:b,timeZone:s~24
*metadata:@a,spec:@7w
concurrencyPolicy:s,failedJobsHistoryLimit:i,jobTemplate:@7k!,schedule:s!,startingDeadlineSeconds:i,successfulJobsHistoryLimit:i,suspend:b
*metadata:@a,spec:@7y!
expirationSeconds:i~22,extra:{[s,groups:[s,request:s!,signerName:s!,uid:s,usages:[s,username:s
*metadata:@a,spec:@80!
signerName:s,trustBundle:s!
*metadata:@a,spec:@82!
maxExpirationSeconds:i,nodeName:s!,nodeUID:s!,pkixPublicKey:s!,podName:s!,podUID:s!,proofOfPossession:s!,serviceAccountName:s!,serviceAccountUID:s!,signerName:s!
*metadata:@a,spec:@84
extra:{[s,groups:[s,request:s!,signerName:s~18,uid:s,usages:[s,username:s
*metadata:@a,spec:@86!
maxExpirationSeconds:i,nodeName:s!,nodeUID:s!,pkixPublicKey:s!~-35/s~36,podName:s!,podUID:s!,proofOfPossession:s!~-35/s~36,serviceAccountName:s!,serviceAccountUID:s!,signerName:s!,stubPKCS10Request:s!~36,unverifiedUserAnnotations:{s
*metadata:@a,spec:@88
acquireTime:s,holderIdentity:s,leaseDurationSeconds:i,leaseTransitions:i,preferredHolder:s~31,renewTime:s,strategy:s~31
*metadata:@a,spec:@8a
binaryVersion:s,emulationVersion:s,leaseName:s!,pingTime:s,preferredStrategies:[s!,renewTime:s
*metadata:@a,spec:@8c~-35/@8c!~36
binaryVersion:s!,emulationVersion:s,leaseName:s!,pingTime:s,renewTime:s,strategy:s!
*metadata:@a,spec:@8e
acquireTime:s,holderIdentity:s,leaseDurationSeconds:i,leaseTransitions:i,renewTime:s
*addressType:s!=FQDN|IPv4|IPv6,endpoints:[@8h!~-35/[@8h~36,metadata:@a,ports:[@8g
appProtocol:s,name:s,port:i,protocol:s
addresses:[s!,conditions:@8k,deprecatedTopology:{s,hints:@8j,hostname:s,nodeName:s,targetRef:@8i,zone:s
*fieldPath:s,name:s,namespace:s,resourceVersion:s,uid:s
forNodes:[@j~33,forZones:[@j
ready:b,serving:b,terminating:b
*addressType:s,endpoints:[@8n!,metadata:@a,ports:[@8m
name:s,port:i,protocol:s
addresses:[s!,conditions:@8o,hostname:s,targetRef:@8i,topology:{s
ready:b
*addressType:s!,endpoints:[@8q!,metadata:@a,ports:[@8g
addresses:[s!,conditions:@8s,hints:@8r~21,hostname:s,nodeName:s~20,targetRef:@8i,topology:{s
forZones:[@j
ready:b,serving:b~20,terminating:b~20
*action:s,deprecatedCount:i,deprecatedFirstTimestamp:s,deprecatedLastTimestamp:s,deprecatedSource:@8v,eventTime:s!,metadata:@a~-19/@a!~20-20/@a~21,note:s,reason:s,regarding:@8i,related:@8i,reportingController:s,reportingInstance:s,series:@8u,type:s
count:i!,lastObservedTime:s!
component:s,host:s
*action:s,deprecatedCount:i,deprecatedFirstTimestamp:s,deprecatedLastTimestamp:s,deprecatedSource:@8v,eventTime:s!,metadata:@a~-19/@a!~20-20/@a~21,note:s,reason:s,regarding:@8i,related:@8i,reportingController:s,reportingInstance:s,series:@8x,type:s
count:i!,lastObservedTime:s!,state:s!~-18
*metadata:@a,spec:@8z
minReadySeconds:i,revisionHistoryLimit:i,selector:@8,template:@2a!,templateGeneration:i,updateStrategy:@5t
*metadata:@a,spec:@91
backend:@96,ingressClassName:s~18,rules:[@93,tls:[@92
hosts:[s,secretName:s
host:s,http:@94
paths:[@95!
backend:@96!,path:s,pathType:s~18
resource:@3g~18,serviceName:s!~-17/s~18,servicePort:x!~-17/x~18
*metadata:@a,spec:@98
egress:[@9d,ingress:[@99,podSelector:@8!,policyTypes:[s
from:[@9b,ports:[@9a
port:x,protocol:s
ipBlock:@9c,namespaceSelector:@8,podSelector:@8
cidr:s!,except:[s
ports:[@9a,to:[@9b
*metadata:@a,spec:@9f
allowPrivilegeEscalation:b,allowedCSIDrivers:[@j,allowedCapabilities:[s,allowedFlexVolumes:[@9m,allowedHostPaths:[@9l,allowedProcMountTypes:[s,allowedUnsafeSysctls:[s,defaultAddCapabilities:[s,defaultAllowPrivilegeEscalation:b,forbiddenSysctls:[s,fsGroup:@9g!,hostIPC:b,hostNetwork:b,hostPID:b,hostPorts:[@9h,privileged:b,readOnlyRootFilesystem:b,requiredDropCapabilities:[s,runAsGroup:@9k,runAsUser:@9k!,runtimeClass:@9j~15,seLinux:@9i!,supplementalGroups:@9g!,volumes:[s
ranges:[@9h,rule:s
max:i!,min:i!
rule:s!,seLinuxOptions:@3w
allowedRuntimeClassNames:[s!,defaultRuntimeClassName:s
ranges:[@9h,rule:s!
pathPrefix:s,readOnly:b
driver:s!
*metadata:@a,spec:@9o
minReadySeconds:i,replicas:i,selector:@8,template:@2a
*metadata:@a,spec:@9q
distinguisherMethod:@9w,matchingPrecedence:i,priorityLevelConfiguration:@j!,rules:[@9r
nonResourceRules:[@9v,resourceRules:[@9u,subjects:[@9s!
group:@j,kind:s!,serviceAccount:@9t,user:@j
name:s!,namespace:s!
apiGroups:[s!,clusterScope:b,namespaces:[s,resources:[s!,verbs:[s!
nonResourceURLs:[s!,verbs:[s!
type:s!
*metadata:@a,spec:@9y
exempt:@a2,limited:@9z,type:s!
borrowingLimitPercent:i,lendablePercent:i,limitResponse:@a0,nominalConcurrencyShares:i
queuing:@a1,type:s!
handSize:i,queueLengthLimit:i,queues:i
lendablePercent:i,nominalConcurrencyShares:i
*metadata:@a,spec:@a4
limited:@a5,type:s!
assuredConcurrencyShares:i,limitResponse:@a0
*metadata:@a,spec:@a7
exempt:@a2~28,limited:@a8,type:s!
assuredConcurrencyShares:i,borrowingLimitPercent:i~26,lendablePercent:i~26,limitResponse:@a0
*metadata:@a,spec:@aa
exempt:@a2~28,limited:@9z,type:s!
*metadata:@a~-35/@a!~36,spec:a!~-35/a~36
*metadata:@a,spec:@ad~-35/@ad!~36
parentRef:@ae!
group:s,name:s!,namespace:s,resource:s!
*metadata:@a,spec:@ag
defaultBackend:@ak,ingressClassName:s,rules:[@ah,tls:[@92
host:s,http:@ai
paths:[@aj!
backend:@ak!,path:s,pathType:s~-21/s!~22
resource:@3g,service:@al
name:s!,port:@am
name:s,number:i
*metadata:@a,spec:@ao
controller:s,parameters:@3g~-20/@ap~21
apiGroup:s,kind:s!,name:s!,namespace:s,scope:s
*metadata:@a,spec:@ar
egress:[@au,ingress:[@as,podSelector:@8!~-33/@8~34,policyTypes:[s
from:[@9b,ports:[@at
endPort:i~21,port:x,protocol:s
ports:[@at,to:[@9b
*metadata:@a,spec:@aw
cidrs:[s
*metadata:@a,spec:@ay
ipv4:s,ipv6:s,nodeSelector:@4z,perNodeHostBits:i!
*metadata:@a,spec:@b0
parentRef:@b1~-29/@b1!~30
group:s,name:s~-29/s!~30,namespace:s,resource:s~-29/s!~30,uid:s~-28
*handler:s!,metadata:@a,overhead:@b4,scheduling:@b3
nodeSelector:{s,tolerations:[@3r
podFixed:{q
*metadata:@a,spec:@b6!
overhead:@b4~16,runtimeHandler:s!,scheduling:@b3~16
*handler:s!,metadata:@a,overhead:@b4~16,scheduling:@b3~16
*deleteOptions:@b9,metadata:@a
*dryRun:[s,gracePeriodSeconds:i,ignoreStoreReadErrorWithClusterBreakingPotential:b~32,orphanDependents:b,preconditions:@ba,propagationPolicy:s
resourceVersion:s,uid:s
*metadata:@a,spec:@bc
maxUnavailable:x,minAvailable:x,selector:@8,unhealthyPodEvictionPolicy:s~26
*metadata:@a,spec:@be
maxUnavailable:x,minAvailable:x,selector:@8
*aggregationRule:@bh,metadata:@a,rules:[@bg
apiGroups:[s,nonResourceURLs:[s,resourceNames:[s,resources:[s,verbs:[s!
clusterRoleSelectors:[@8
*metadata:@a,roleRef:@bj!,subjects:[@3f
apiGroup:s!~-35/s~36,kind:s!,name:s!
*metadata:@a,rules:[@bg
*metadata:@a,roleRef:@bn!,subjects:[@bm
*name:s!,namespace:s
apiGroup:s!,kind:s!,name:s!
*metadata:@a,roleRef:@bn!,subjects:[@3f
*metadata:@a,spec:@bq!
config:[@bt,extendedResourceName:s,selectors:[@br
cel:@bs
expression:s!
opaque:@bu
driver:s!,parameters:a!
*metadata:@a,spec:@bw!
devices:@bx
config:[@c4,constraints:[@c3,requests:[@by
exactly:@c2,firstAvailable:[@bz,name:s!
allocationMode:s,capacity:@c1,count:i,deviceClassName:s!,name:s!,selectors:[@br,tolerations:[@c0
effect:s,key:s,operator:s,tolerationSeconds:i,value:s
requests:{q
adminAccess:b,allocationMode:s,capacity:@c1,count:i,deviceClassName:s!,selectors:[@br,tolerations:[@c0
distinctAttribute:s,matchAttribute:s,requests:[s
opaque:@bu,requests:[s
*metadata:@a,spec:@c6!
metadata:@a,spec:@bw!
*metadata:@a,spec:@c8!
allNodes:b,devices:[@cc,driver:s!,nodeName:s,nodeSelector:@4z,perDeviceNodeSelection:b,pool:@cb!,sharedCounters:[@c9
counters:{@ca!,name:s!
value:q!
generation:i!,name:s!,resourceSliceCount:i!
allNodes:b,allowMultipleAllocations:b,attributes:{@cj,bindingConditions:[s,bindingFailureConditions:[s,bindsToNode:b,capacity:{@cg,consumesCounters:[@cf,name:s!,nodeAllocatableResourceMappings:{@ce~36,nodeName:s,nodeSelector:@4z,taints:[@cd
effect:s!,key:s!,timeAdded:s,value:s
allocationMultiplier:q,capacityKey:s
counterSet:s!,counters:{@ca!
requestPolicy:@ch,value:q!
default:q,validRange:@ci,validValues:[q
max:q,min:q!,step:q
bool:b,bools:[b~36,int:i,ints:[i~36,string:s,strings:[s~36,version:s,versions:[s~36
*metadata:@a,spec:@cl!
potentialNodes:[s,selectedNode:s
*metadata:@a,spec:@cn!
allocationMode:s,parametersRef:@3g,resourceClassName:s!
*metadata:@a,spec:@cp!
metadata:@a,spec:@cn!
*driverName:s!,metadata:@a,parametersRef:@3f,suitableNodes:@4z
*driverRequests:[@cs,generatedFrom:@3g,metadata:@a,shareable:b
driverName:s,requests:[@ct,vendorParameters:a
namedResources:@g,vendorParameters:a
*driverName:s!,metadata:@a,parametersRef:@3f,structuredParameters:b~30,suitableNodes:@4z
*filters:[@cx,generatedFrom:@3f,metadata:@a,vendorParameters:[@cw
driverName:s,parameters:a
driverName:s,namedResources:@g
*driverName:s!,metadata:@a,namedResources:@cz,nodeName:s
instances:[@d0!
attributes:[@d1,name:s!
bool:b,int:i,intSlice:@d3,name:s!,quantity:q,string:s,stringSlice:@d2,version:s
strings:[s!
ints:[i!
*metadata:@a,spec:@d5!
config:[@bt,selectors:[@br,suitableNodes:@4z~-31
*metadata:@a,spec:@d7!
deviceSelector:@d8,taint:@cd!
device:s,deviceClassName:s~-34,driver:s,pool:s,selectors:[@br~-34
*metadata:@a,spec:@da!
controller:s~-31,devices:@db
config:[@c4,constraints:[@de,requests:[@dc
adminAccess:b,allocationMode:s,count:i,deviceClassName:s!~-32/s~33,firstAvailable:[@dd~33,name:s!,selectors:[@br,tolerations:[@c0~33
allocationMode:s,count:i,deviceClassName:s!,name:s!,selectors:[@br,tolerations:[@c0
matchAttribute:s,requests:[s
*metadata:@a,spec:@dg!
metadata:@a,spec:@da!
*metadata:@a!,spec:@di!
driver:s!,limit:i,poolName:s
*metadata:@a,spec:@dk!
allNodes:b,devices:[@dl,driver:s!,nodeName:s,nodeSelector:@4z,perDeviceNodeSelection:b~33,pool:@cb!,sharedCounters:[@c9~33
basic:@dm,name:s!
allNodes:b~33,attributes:{@dn,capacity:{q,consumesCounters:[@cf~33,nodeName:s~33,nodeSelector:@4z~33,taints:[@cd~33
bool:b,int:i,string:s,version:s
*metadata:@a,spec:@dp!
config:[@bt,extendedResourceName:s~34,selectors:[@br
*metadata:@a,spec:@dr!
devices:@ds
config:[@c4,constraints:[@dv,requests:[@dt
adminAccess:b,allocationMode:s,capacity:@c1~34,count:i,deviceClassName:s!~-32/s~33,firstAvailable:[@du~33,name:s!,selectors:[@br,tolerations:[@c0~33
allocationMode:s,capacity:@c1~34,count:i,deviceClassName:s!,name:s!,selectors:[@br,tolerations:[@c0
distinctAttribute:s~34,matchAttribute:s,requests:[s
*metadata:@a,spec:@dx!
metadata:@a,spec:@dr!
*metadata:@a,spec:@dz!
allNodes:b,devices:[@e0,driver:s!,nodeName:s,nodeSelector:@4z,perDeviceNodeSelection:b~33,pool:@cb!,sharedCounters:[@c9~33
basic:@e1,name:s!
allNodes:b~33,allowMultipleAllocations:b~34,attributes:{@cj,bindingConditions:[s~34,bindingFailureConditions:[s~34,bindsToNode:b~34,capacity:{@e2,consumesCounters:[@cf~33,nodeAllocatableResourceMappings:{@ce~36,nodeName:s~33,nodeSelector:@4z~33,taints:[@cd~33
requestPolicy:@ch~34,value:q!
*metadata:@a,spec:@e4!
deviceSelector:@e5,taint:@cd!
device:s,driver:s,pool:s
*metadata:@a,spec:@e7!
devices:@e8
config:[@c4,constraints:[@dv,requests:[@e9
exactly:@ea,firstAvailable:[@du,name:s!
adminAccess:b,allocationMode:s,capacity:@c1~34,count:i,deviceClassName:s!,selectors:[@br,tolerations:[@c0
*metadata:@a,spec:@ec!
metadata:@a,spec:@e7!
*metadata:@a,spec:@ee!
allNodes:b,devices:[@ef,driver:s!,nodeName:s,nodeSelector:@4z,perDeviceNodeSelection:b,pool:@cb!,sharedCounters:[@c9
allNodes:b,allowMultipleAllocations:b~34,attributes:{@cj,bindingConditions:[s~34,bindingFailureConditions:[s~34,bindsToNode:b~34,capacity:{@e2,consumesCounters:[@cf,name:s!,nodeAllocatableResourceMappings:{@ce~36,nodeName:s,nodeSelector:@4z,taints:[@cd
*description:s,globalDefault:b,metadata:@a,preemptionPolicy:s~15,value:i!~-35/i~36
*description:s,globalDefault:b,metadata:@a,preemptionPolicy:s~15,value:i!
*metadata:@a,spec:@ej!
controllerRef:@3g,podGroups:[@ek!
name:s!,policy:@el!
basic:a,gang:@em
minCount:i!
*metadata:@a,spec:@eo!
disruptionMode:s,podGroupTemplateRef:@es,priority:i,priorityClassName:s,resourceClaims:[@er,schedulingConstraints:@ep,schedulingPolicy:@el!
topology:[@eq
key:s!
name:s!,resourceClaimName:s,resourceClaimTemplateName:s
workload:@et
podGroupTemplateName:s!,workloadName:s!
*metadata:@a,spec:@ev!
controllerRef:@3g,podGroupTemplates:[@ew!
disruptionMode:s,name:s!,priority:i,priorityClassName:s,resourceClaims:[@er,schedulingConstraints:@ep,schedulingPolicy:@el!
*metadata:@a,spec:@ey
env:[@4m,envFrom:[@4k,selector:@8,volumeMounts:[@43,volumes:[@2d
*metadata:@a,spec:@f0!
attachRequired:b,fsGroupPolicy:s~19,nodeAllocatableUpdatePeriodSeconds:i~33,podInfoOnMount:b,preventPodSchedulingIfMissing:b~36,requiresRepublish:b~20,seLinuxMount:b~25,serviceAccountTokenInSecrets:b~35,storageCapacity:b~19,tokenRequests:[@f1~20,volumeLifecycleModes:[s
audience:s!,expirationSeconds:i
*metadata:@a,spec:@f3!
drivers:[@f4!
allocatable:@f5,name:s!,nodeID:s!,topologyKeys:[s
count:i
*capacity:q,maximumVolumeSize:q,metadata:@a,nodeTopology:@8,storageClassName:s!
*allowVolumeExpansion:b,allowedTopologies:[@f8,metadata:@a,mountOptions:[s,parameters:{s,provisioner:s!,reclaimPolicy:s,volumeBindingMode:s
matchLabelExpressions:[@f9
key:s!,values:[s!
*metadata:@a,spec:@fb!
attacher:s!,nodeName:s!,source:@fc!
inlineVolumeSpec:@fd~15,persistentVolumeName:s
accessModes:[s,awsElasticBlockStore:@3p,azureDisk:@3o,azureFile:@fq,capacity:{q,cephfs:@fp,cinder:@fo,claimRef:@8i,csi:@fn,fc:@38,flexVolume:@fm,flocker:@36,gcePersistentDisk:@35,glusterfs:@fl,hostPath:@32,iscsi:@fk,local:@fj,mountOptions:[s,nfs:@2z,nodeAffinity:@fi,persistentVolumeReclaimPolicy:s=Delete|Recycle|Retain,photonPersistentDisk:@2x,portworxVolume:@2w,quobyte:@2l,rbd:@fh,scaleIO:@ff,storageClassName:s,storageos:@fe,volumeAttributesClassName:s~29,volumeMode:s,vsphereVolume:@2e
fsType:s,readOnly:b,secretRef:@8i,volumeName:s,volumeNamespace:s
fsType:s,gateway:s!,protectionDomain:s,readOnly:b,secretRef:@fg!,sslEnabled:b,storageMode:s,storagePool:s,system:s!,volumeName:s
name:s,namespace:s
fsType:s,image:s!,keyring:s,monitors:[s!,pool:s,readOnly:b,secretRef:@fg,user:s
required:@4z
fsType:s,path:s!
chapAuthDiscovery:b,chapAuthSession:b,fsType:s,initiatorName:s,iqn:s!,iscsiInterface:s,lun:i!,portals:[s,readOnly:b,secretRef:@fg,targetPortal:s!
endpoints:s!,endpointsNamespace:s,path:s!,readOnly:b
driver:s!,fsType:s,options:{s,readOnly:b,secretRef:@fg
controllerExpandSecretRef:@fg~15,controllerPublishSecretRef:@fg,driver:s!,fsType:s,nodeExpandSecretRef:@fg~25,nodePublishSecretRef:@fg,nodeStageSecretRef:@fg,readOnly:b,volumeAttributes:{s,volumeHandle:s!
fsType:s,readOnly:b,secretRef:@fg,volumeID:s!
monitors:[s!,path:s,readOnly:b,secretFile:s,secretRef:@fg,user:s
readOnly:b,secretName:s!,secretNamespace:s,shareName:s!
*driverName:s!,metadata:@a,parameters:{s
*metadata:@a,spec:@ft!
attachRequired:b,fsGroupPolicy:s~19,podInfoOnMount:b,requiresRepublish:b~20,storageCapacity:b~19,tokenRequests:[@f1~20,volumeLifecycleModes:[s~16
*metadata:@a,spec:@fv!
drivers:[@fw!
allocatable:@f5~16,name:s!,nodeID:s!,topologyKeys:[s
*metadata:@a,spec:@fy
continueToken:s,resource:@fz!
group:s,resource:s,version:s
*metadata:@a,spec:@g1
resource:@g2!
group:s!,resource:s!
*name:s!,preferredVersion:@g4,serverAddressByClientCIDRs:[@g5,versions:[@g4!
groupVersion:s!,version:s!
clientCIDR:s!,serverAddress:s!
*serverAddressByClientCIDRs:[@g5!,versions:[s!
*metadata:@a,target:@8i!
*conditions:[@g9,metadata:@a
error:s,message:s,status:s!,type:s!
*binaryData:{s,data:{s,immutable:b~18,metadata:@a
*metadata:@a,subsets:[@gc
addresses:[@ge,notReadyAddresses:[@ge,ports:[@gd
appProtocol:s~18,name:s,port:i!,protocol:s=SCTP|TCP|UDP
hostname:s,ip:s!,nodeName:s,targetRef:@8i
*ephemeralContainers:[@4r!,metadata:@a
*action:s,count:i,eventTime:s,firstTimestamp:s,involvedObject:@8i!,lastTimestamp:s,message:s,metadata:@a!,reason:s,related:@8i,reportingComponent:s,reportingInstance:s,series:@gh,source:@8v,type:s
count:i,lastObservedTime:s,state:s~-18
*metadata:@a,spec:@gj
limits:[@gk!
default:{q,defaultRequest:{q,max:{q,maxLimitRequestRatio:{q,min:{q,type:s~-17/s!=Container|PersistentVolumeClaim|Pod~18
*metadata:@a,spec:@gm
finalizers:[s
*metadata:@a,spec:@go
configSource:@gq,externalID:s,podCIDR:s,podCIDRs:[s~16,providerID:s,taints:[@gp,unschedulable:b
effect:s!=NoExecute|NoSchedule|PreferNoSchedule,key:s!,timeAdded:s,value:s
configMap:@gr
kubeletConfigKey:s!,name:s!,namespace:s!,resourceVersion:s,uid:s
*metadata:@a,spec:@fd
*metadata:@a,spec:@2b
*metadata:@a,template:@2a
*metadata:@a,spec:@gw
minReadySeconds:i,replicas:i,selector:{s,template:@2a
*metadata:@a,spec:@gy
hard:{q,scopeSelector:@gz,scopes:[s
matchExpressions:[@h0
operator:s!=DoesNotExist|Exists|In|NotIn,scopeName:s!=BestEffort|CrossNamespacePodAffinity|NotBestEffort|NotTerminating|PriorityClass|Terminating,values:[s
*data:{s,immutable:b~18,metadata:@a,stringData:{s,type:s
*metadata:@a,spec:@h3
allocateLoadBalancerNodePorts:b~20,clusterIP:s,clusterIPs:[s~20,externalIPs:[s,externalName:s,externalTrafficPolicy:s=Cluster|Local,healthCheckNodePort:i,internalTrafficPolicy:s~21,ipFamilies:[s~20,ipFamily:s~16-19,ipFamilyPolicy:s~20,loadBalancerClass:s~21,loadBalancerIP:s,loadBalancerSourceRanges:[s,ports:[@h6,publishNotReadyAddresses:b,selector:{s,sessionAffinity:s=ClientIP|None,sessionAffinityConfig:@h4,topologyKeys:[s~17-21,trafficDistribution:s~30,type:s=ClusterIP|ExternalName|LoadBalancer|NodePort
clientIP:@h5
timeoutSeconds:i
appProtocol:s~18,name:s,nodePort:i,port:i!,protocol:s=SCTP|TCP|UDP,targetPort:x
*automountServiceAccountToken:b,imagePullSecrets:[@2g,metadata:@a,secrets:[@8i`
