import type { Files, ItemCases } from '../items'

const container = (more: string): string => `        - name: api\n          image: shop/api:1.4.2\n${more}`
const ports = '          ports: [{ name: http, containerPort: 8080 }]\n'
/** A Deployment of these containers; `spec` are further lines of it, `pod` of its pods. */
const deployment = (containers: string, { spec = '', pod = '' } = {}): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: api, labels: { app: api } }
spec:
${spec}  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api } }
    spec:
${pod}      containers:
${containers}`
const service = (port: string | number = 8080): string => `apiVersion: v1
kind: Service
metadata: { name: api }
spec: { selector: { app: api }, ports: [{ port: 80, targetPort: ${port} }] }
`
const ingress = (tls: string): string => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: api }
spec:
  ingressClassName: nginx
${tls}  rules:
    - host: api.example.com
      http:
        paths: [{ path: /, pathType: Prefix, backend: { service: { name: api, port: { number: 80 } } } }]
`
const scaler = (target: string, least: string | number = 2): string => `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: api }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: ${target} }
  minReplicas: ${least}
  maxReplicas: 6
  metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } } }]
`
const vertical = (mode: string): string => `apiVersion: autoscaling.k8s.io/v1
kind: VerticalPodAutoscaler
metadata: { name: api }
spec: { targetRef: { apiVersion: apps/v1, kind: Deployment, name: api }, updatePolicy: { updateMode: "${mode}" } }
`
const amounts = (limit: string): string => `          resources: { requests: { cpu: 100m, memory: 128Mi }, limits: { memory: ${limit} } }\n`
const spread = '      topologySpreadConstraints: [{ maxSkew: 1, topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: ScheduleAnyway, labelSelector: { matchLabels: { app: api } } }]\n'
/** The same in a chart whose values nobody knows: `{{ required "" .Values.x }}`. */
const chart = (template: string): Files => ({ 'chart/Chart.yaml': 'apiVersion: v2\nname: api\nversion: 1.0.0\n', 'chart/templates/api.yaml': template })
const given = '{{ required "given at installation" .Values.given }}'

const safe = container(`          securityContext:
            runAsNonRoot: true
            runAsUser: 10001
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities: { drop: [ALL] }
            seccompProfile: { type: RuntimeDefault }
`)

export const cases: ItemCases = {
  'kubernetes.probes': {
    pass: { 'k8s/api.yml': deployment(container(`${ports}          readinessProbe: { httpGet: { path: /ready, port: http } }\n`)) },
    fail: { 'k8s/api.yml': deployment(container(ports)) },
    unknown: chart(deployment(container(`${ports}          {{- toYaml .Values.more | nindent 10 }}\n`))),
  },
  'kubernetes.resources': {
    pass: { 'k8s/api.yml': deployment(container(amounts('128Mi'))) },
    fail: { 'k8s/api.yml': deployment(container('')) },
    unknown: chart(deployment(container('          resources: {{- toYaml .Values.resources | nindent 12 }}\n'))),
  },
  'kubernetes.replicas-spread': {
    pass: { 'k8s/api.yml': deployment(container(ports), { spec: '  replicas: 3\n', pod: spread }) },
    fail: { 'k8s/api.yml': deployment(container(ports), { spec: '  replicas: 1\n' }) },
    unknown: chart(deployment(container(ports), { spec: `  replicas: ${given}\n`, pod: spread })),
  },
  'kubernetes.pdb': {
    pass: { 'k8s/api.yml': `${deployment(container(ports), { spec: '  replicas: 3\n' })}---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: api }\nspec: { maxUnavailable: 1, selector: { matchLabels: { app: api } } }\n` },
    fail: { 'k8s/api.yml': deployment(container(ports), { spec: '  replicas: 3\n' }) },
    unknown: chart(deployment(container(ports), { spec: `  replicas: ${given}\n` })),
  },
  'kubernetes.shutdown': {
    pass: { 'k8s/api.yml': `${deployment(container(`${ports}          lifecycle: { preStop: { sleep: { seconds: 5 } } }\n`))}---\n${service()}` },
    fail: { 'k8s/api.yml': `${deployment(container(ports))}---\n${service()}` },
    unknown: chart(`${deployment(container(`${ports}          lifecycle: {{- toYaml .Values.lifecycle | nindent 12 }}\n`))}---\n${service()}`),
  },
  'kubernetes.service-match': {
    pass: { 'k8s/api.yml': `${deployment(container(ports))}---\n${service('http')}` },
    fail: { 'k8s/api.yml': `${deployment(container(ports))}---\n${service('web')}` },
    unknown: chart(`${deployment(container(ports))}---\n${service(given)}`),
  },
  'kubernetes.ingress-tls': {
    pass: { 'k8s/api.yml': `${deployment(container(ports))}---\n${service()}---\n${ingress('  tls: [{ hosts: [api.example.com], secretName: api-tls }]\n')}` },
    fail: { 'k8s/api.yml': `${deployment(container(ports))}---\n${service()}---\n${ingress('')}` },
    unknown: chart(`${deployment(container(ports))}---\n${service()}---\n${ingress('  tls: {{- toYaml .Values.tls | nindent 4 }}\n')}`),
  },
  'kubernetes.config-secrets': {
    pass: { 'k8s/api.yml': deployment(container('          env: [{ name: DATABASE_PASSWORD, valueFrom: { secretKeyRef: { name: api, key: password } } }]\n')) },
    fail: { 'k8s/api.yml': deployment(container('          env: [{ name: DATABASE_PASSWORD, value: hunter2hunter2 }]\n')) },
    unknown: chart(deployment(container(`          env: [{ name: DATABASE_PASSWORD, value: "${given}" }]\n`))),
  },
  'kubernetes.security-context': {
    pass: { 'k8s/api.yml': deployment(safe) },
    fail: { 'k8s/api.yml': deployment(container('')) },
    unknown: chart(deployment(container('          securityContext: {{- toYaml .Values.securityContext | nindent 12 }}\n'))),
  },
  'kubernetes.rbac': {
    pass: { 'k8s/api.yml': `${deployment(container(ports), { pod: '      serviceAccountName: api\n      automountServiceAccountToken: false\n' })}---\napiVersion: v1\nkind: ServiceAccount\nmetadata: { name: api }\n` },
    fail: { 'k8s/api.yml': deployment(container(ports)) },
    unknown: chart(deployment(container(ports), { pod: `      serviceAccountName: ${given}\n` })),
  },
  'kubernetes.api-versions': {
    pass: { 'k8s/api.yml': service() },
    fail: { 'k8s/api.yml': 'apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: { name: api }\nspec: { maxUnavailable: 1, selector: { matchLabels: { app: api } } }\n' },
    unknown: chart(`apiVersion: ${given}\nkind: PodDisruptionBudget\nmetadata: { name: api }\nspec: { maxUnavailable: 1, selector: { matchLabels: { app: api } } }\n`),
  },
  'kubernetes.rollout': {
    pass: { 'k8s/api.yml': deployment(container(ports), { spec: '  strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }\n' }) },
    fail: { 'k8s/api.yml': deployment(container(ports), { spec: '  revisionHistoryLimit: 0\n' }) },
    unknown: chart(deployment(container(ports).replace('1.4.2', given), { spec: '  strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }\n' })),
  },
  'kubernetes.hpa': {
    pass: { 'k8s/api.yml': `${deployment(container(amounts('128Mi')))}---\n${scaler('api')}` },
    fail: { 'k8s/api.yml': `${deployment(container(amounts('128Mi')))}---\n${scaler('api', 1)}` },
    unknown: chart(`${deployment(container(amounts('128Mi')))}---\n${scaler('api', given)}`),
  },
  'kubernetes.network-policy': {
    pass: { 'k8s/api.yml': `${deployment(container(ports))}---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: api }\nspec: { podSelector: { matchLabels: { app: api } }, policyTypes: [Ingress], ingress: [{ ports: [{ port: 8080 }] }] }\n` },
    fail: { 'k8s/api.yml': deployment(container(ports)) },
    unknown: chart(`${deployment(container(ports))}---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: api }\nspec: { podSelector: { matchLabels: { app: "${given}" } }, policyTypes: [Ingress], ingress: [{ ports: [{ port: 8080 }] }] }\n`),
  },
  'kubernetes.vpa': {
    pass: { 'k8s/api.yml': `${deployment(container(ports))}---\n${vertical('Off')}` },
    fail: { 'k8s/api.yml': `${deployment(container(ports))}---\n${vertical('Auto')}` },
    unknown: chart(`${deployment(container(ports))}---\n${vertical(given.replace(/"/g, "'"))}`),
  },
}
