import { isKnown, isUnknown, Unknown, type Dictionary, type Maybe } from '../../core/value'
import type * as facts from './facts'
import { KindNode } from './resources'
import { pairs, text, when } from './tree'

/** Parameters that switch encryption on, by provisioner; null where every disk is encrypted. From the drivers' documentation, 2026-11. */
const encryption: ReadonlyMap<string, string | null> = new Map([
  ['ebs.csi.aws.com', 'encrypted'], ['ebs.csi.eks.amazonaws.com', 'encrypted'], ['kubernetes.io/aws-ebs', 'encrypted'],
  ['driver.longhorn.io', 'encrypted'], ['rbd.csi.ceph.com', 'encrypted'], ['rook-ceph.rbd.csi.ceph.com', 'encrypted'], ['openshift-storage.rbd.csi.ceph.com', 'encrypted'],
  ['disk.csi.azure.com', null], ['file.csi.azure.com', null], ['kubernetes.io/azure-disk', null], ['kubernetes.io/azure-file', null],
  ['pd.csi.storage.gke.io', null], ['filestore.csi.storage.gke.io', null], ['kubernetes.io/gce-pd', null],
])

/** A StorageClass. */
export class StorageClassNode extends KindNode implements facts.StorageClass {
  override readonly kind = 'kubernetes.StorageClass'
  get provisioner() { return text(this.at('provisioner')) }
  get reclaimPolicy() { return text(this.at('reclaimPolicy')) }
  get volumeBindingMode() { return text(this.at('volumeBindingMode')) }
  get parameters(): Dictionary<Maybe<string | null>> { return this.keep('parameters', () => pairs(this.at('parameters'))) }

  get isDefault(): Maybe<boolean> {
    const value = this.annotations.get('storageclass.kubernetes.io/is-default-class') ?? this.annotations.get('storageclass.beta.kubernetes.io/is-default-class')
    return value === undefined ? this.annotations.open ? new Unknown('annotations') : false : when(value, value => value === 'true')
  }

  get encryptionParameter(): Maybe<string | null> { return when(this.provisioner, provisioner => provisioner === null ? null : encryption.get(provisioner) ?? null) }

  get isEncrypted(): Maybe<boolean> {
    const { provisioner, parameters, encryptionParameter } = this
    if (!isKnown(provisioner)) return provisioner
    if (isUnknown(encryptionParameter)) return encryptionParameter
    if (encryptionParameter === null) return provisioner !== null && encryption.has(provisioner) ? true : new Unknown(provisioner ?? 'provisioner')
    const value = [...parameters].find(([name]) => name.toLowerCase() === encryptionParameter)?.[1]
    return value === undefined ? parameters.open ? new Unknown('parameters') : false : when(value, value => value === 'true')
  }
}
