import assert from 'node:assert/strict'
import { languages } from '../../src/node/languages'
import { builtInLibrary } from '../../src/node/library'
import { linter } from '../../src/workspace/linter'
import type { Files } from './world'

/** The rules that report on these files, of those that are asked for. */
async function reported(files: Files, rules: readonly string[]): Promise<readonly string[]> {
  const findings = await linter({ languages, library: builtInLibrary(), level: 'all' }).lint(Object.entries(files).map(([path, text]) => ({ path, text })), { fixes: false })
  return findings.filter(({ rule }) => rules.includes(rule)).map(({ rule, path, span }) => `${rule.replace('kubernetes/', '')} ${path} ${files[path]!.slice(files[path]!.lastIndexOf('\n', span[0]) + 1).split('\n')[0]!.trim()}`).sort()
}

interface Written { readonly head?: string; readonly object?: string; readonly label?: string; readonly pod?: string; readonly podLabel?: string; readonly above?: string }

const deployment = ({ head = '', object = 'a: b', pod = 'a: b', label = 'a: b', podLabel = 'a: b', above = '' }: Written): string => `${head}apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    ${object}
  labels:
    ${label}
spec:
  replicas: 1
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      annotations:
        ${pod}
      labels:
        app: web
        ${podLabel}
    spec:
      hostNetwork: true
      containers:${above}
        - name: one
          image: shop/web:latest
        - name: two
          image: shop/web:latest
`

const tag = 'kubernetes/latest-tag', network = 'kubernetes/host-network', live = 'kubernetes/missing-liveness-probe'
const images = ['latest-tag k8s/app.yaml image: shop/web:latest', 'latest-tag k8s/app.yaml image: shop/web:latest']

describe('what peers are told to leave alone in a manifest', () => {
  const cases: readonly (readonly [what: string, written: Written, rules: readonly string[], left: readonly string[]])[] = [
    ['nothing', {}, [tag, network], ['host-network k8s/app.yaml hostNetwork: true', ...images]],
    ['kube-linter, on the object', { object: 'ignore-check.kube-linter.io/latest-tag: mirrored' }, [tag, network], ['host-network k8s/app.yaml hostNetwork: true']],
    ['kube-linter, on the pod template', { pod: 'ignore-check.kube-linter.io/latest-tag: mirrored' }, [tag], []],
    ['kube-linter, all of an object', { object: 'kube-linter.io/ignore-all: vendored' }, [tag, network, live], []],
    ['kube-linter, an unknown check', { object: 'ignore-check.kube-linter.io/latest-tags: mirrored' }, [tag], images],
    ['kube-score, several of an object', { object: 'kube-score/ignore: container-image-tag,pod-probes' }, [tag, live, network], ['host-network k8s/app.yaml hostNetwork: true']],
    ['kube-score, on the pod template', { pod: 'kube-score/ignore: container-image-tag' }, [tag], []],
    ['kube-score, but the pod template wants it', { object: 'kube-score/ignore: container-image-tag,pod-probes', pod: 'kube-score/enable: container-image-tag' }, [tag, live], images],
    ['Polaris, one check', { object: 'polaris.fairwinds.com/hostNetworkSet-exempt: "true"' }, [network, tag], images],
    ['Polaris, a check that is not exempt', { object: 'polaris.fairwinds.com/hostNetworkSet-exempt: "false"' }, [network], ['host-network k8s/app.yaml hostNetwork: true']],
    ['Polaris, everything', { object: 'polaris.fairwinds.com/exempt: "true"' }, [network, tag], []],
    ['checkov, as an annotation', { object: 'checkov.io/skip1: CKV_K8S_14=mirrored' }, [tag, network], ['host-network k8s/app.yaml hostNetwork: true']],
    ['checkov, on the pod template', { pod: 'checkov.io/skip2: CKV_K8S_14=mirrored' }, [tag], []],
    ['checkov, as a comment above', { head: '#checkov:skip=CKV_K8S_14:mirrored\n' }, [tag, network], ['host-network k8s/app.yaml hostNetwork: true']],
    ['checkov, as a comment within', { above: '\n        #checkov:skip=CKV_K8S_14:mirrored' }, [tag], []],
    ['trivy, above a document', { head: '#trivy:ignore:KSV-0013\n' }, [tag, network], ['host-network k8s/app.yaml hostNetwork: true']],
    ['trivy, in an older spelling', { head: '#trivy:ignore:AVD-KSV-0013\n' }, [tag], []],
    ['trivy, above a container', { above: '\n        #trivy:ignore:KSV013' }, [tag], [images[0]!]],
    ['KICS, a query of the file', { head: '# kics-scan disable=583053b7-e632-46f0-b989-f81ff8045385\n' }, [tag, network], ['host-network k8s/app.yaml hostNetwork: true']],
    ['KICS, the file', { head: '# kics-scan ignore\n' }, [tag, network], []],
    ['KICS, a block', { above: '\n        # kics-scan ignore-block' }, [tag], [images[0]!]],
    ['KICS, a block that is the document', { head: '# kics-scan ignore-block\n' }, [tag, network], []],
    ['Datree', { object: 'datree.skip/CONTAINERS_MISSING_IMAGE_VALUE_VERSION: mirrored' }, [tag, network], ['host-network k8s/app.yaml hostNetwork: true']],
    ['kubeaudit, a pod', { podLabel: 'kubeaudit.io/allow-namespace-host-network: needed' }, [network, tag], images],
    ['kubeaudit, a container', { podLabel: 'container.kubeaudit.io/two.allow-read-only-root-filesystem-false: writes' }, ['kubernetes/writable-root-filesystem'], ['writable-root-filesystem k8s/app.yaml - name: one']],
    ['kubeaudit, in its older words', { podLabel: 'container.audit.kubernetes.io/one.allow-run-as-root: ""' }, ['kubernetes/root-user'], ['root-user k8s/app.yaml - name: two']],
  ]
  for (const [what, written, rules, left] of cases) it(what, async () => assert.deepEqual(await reported({ 'k8s/app.yaml': deployment(written) }, rules), left))

  it('a pod template of a CronJob', async () => {
    const job = `apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: sweep\nspec:\n  schedule: "0 3 * * *"\n  jobTemplate:\n    spec:\n      template:\n        metadata:\n          annotations:\n            ignore-check.kube-linter.io/latest-tag: mirrored\n        spec:\n          restartPolicy: Never\n          containers:\n            - name: one\n              image: shop/sweep:latest\n`
    assert.deepEqual(await reported({ 'k8s/app.yaml': job }, [tag]), [])
  })

  it('an object whose annotation comes from a kustomization, where every overlay has it', async () => {
    const base = { 'base/app.yaml': deployment({}), 'base/kustomization.yaml': 'resources: [app.yaml]\n' }
    const note = 'commonAnnotations:\n  ignore-check.kube-linter.io/host-network: needed\n'
    const overlay = (more: string): string => `resources: [../base]\n${more}`
    assert.deepEqual(await reported({ ...base, 'a/kustomization.yaml': overlay(note) }, [network]), [])
    assert.deepEqual(await reported({ ...base, 'a/kustomization.yaml': overlay(note), 'b/kustomization.yaml': overlay('') }, [network]), ['host-network base/app.yaml hostNetwork: true'])
    assert.deepEqual(await reported({ ...base, 'a/kustomization.yaml': overlay(note), 'b/kustomization.yaml': overlay(note) }, [network]), [])
  })

  it('what a patch adds to an object that is left alone', async () => {
    const patch = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  template:\n    spec:\n      hostPID: true\n'
    const files = (object: string): Files => ({ 'base/app.yaml': deployment({ object }), 'base/kustomization.yaml': 'resources: [app.yaml]\n', 'a/kustomization.yaml': 'resources: [../base]\npatches: [{path: p.yaml}]\n', 'a/p.yaml': patch })
    assert.deepEqual(await reported(files('a: b'), ['kubernetes/host-pid']), ['host-pid a/p.yaml hostPID: true'])
    assert.deepEqual(await reported(files('ignore-check.kube-linter.io/host-pid: debugging'), ['kubernetes/host-pid']), [])
  })
})
