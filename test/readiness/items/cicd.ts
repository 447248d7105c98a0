import type { Files, ItemCases } from '../items'

const hub = (jobs: string, top = 'on: { push: { branches: [main] } }\n'): Files => ({ '.github/workflows/deploy.yml': `${top}jobs:\n${jobs}` })
const job = (name: string, steps: string, more = ''): string => `  ${name}:\n    runs-on: ubuntu-24.04\n${more}    steps:\n${steps}`
const test = job('test', '      - run: npm test\n')
const apply = '      - run: kubectl apply -f k8s/\n'
const deploy = (more = '', steps = apply): string => job('deploy', steps, more)
const lab = (text: string): Files => ({ '.gitlab-ci.yml': text })
const jenkins = (stages: string, more = ''): Files => ({ Jenkinsfile: `pipeline {\n  agent { docker { image 'node:24-slim' } }\n${more}  stages {\n${stages}  }\n}\n` })
const bounded = "  options { timeout(time: 30, unit: 'MINUTES'); disableConcurrentBuilds() }\n", cleaned = '  post { always { cleanWs() } }\n'
const workload = (strategy: string): Files => ({
  'k8s/api.yml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: api }
spec:
${strategy}  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api } }
    spec: { containers: [{ name: api, image: shop/api:1.4.2, ports: [{ containerPort: 8080 }] }] }
` })
const rollout = (canary: string): Files => ({
  'k8s/api.yml': `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: api }
spec:
  strategy: { canary: { ${canary} } }
  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api } }
    spec: { containers: [{ name: api, image: shop/api:1.4.2 }] }
` })
const sha = '8f2c1f4b0a9d3e5f6a7b8c9d0e1f2a3b4c5d6e7f'
const given = '{{ required "given at installation" .Values.given }}'

export const cases: ItemCases = {
  'cicd.graph': {
    pass: hub(test + deploy('    needs: test\n')),
    fail: hub(test + deploy()),
    unknown: hub(`  test:\n    uses: shop/ci/.github/workflows/test.yml@${sha}\n${deploy('    needs: test\n')}`),
  },
  'cicd.gate': {
    pass: { ...hub(deploy('    environment: production\n')), ...lab('deploy:\n  script: [kubectl apply -f k8s/]\n  when: manual\n') },
    fail: hub(deploy()),
    unknown: lab('deploy:\n  extends: .elsewhere\n  script: [kubectl apply -f k8s/]\n'),
  },
  'cicd.rollback': {
    pass: hub(deploy() + job('undo', '      - run: kubectl rollout undo deployment/api\n', '    needs: deploy\n    if: failure()\n')),
    fail: hub(deploy()),
    unknown: hub(deploy('', `${apply}      - run: ./after.sh\n`)),
  },
  'cicd.one-at-a-time': {
    pass: { ...hub(deploy('    concurrency: production\n')), ...lab('deploy:\n  script: [kubectl apply -f k8s/]\n  resource_group: production\n') },
    fail: hub(deploy()),
    unknown: hub(deploy('    concurrency: { group: production, cancel-in-progress: "${{ inputs.hurry }}" }\n')),
  },
  'cicd.timeouts': {
    pass: { ...hub(job('test', '      - run: npm test\n', '    timeout-minutes: 10\n')), ...jenkins("    stage('Test') { steps { sh 'npm test' } }\n", bounded) },
    fail: hub(test),
    unknown: lab('test:\n  script: [npm test]\n'),
  },
  'cicd.permissions': {
    pass: hub(test, 'on: push\npermissions: { contents: read }\n'),
    fail: hub(test),
    unknown: lab('test:\n  script: [npm test]\n'),
  },
  'cicd.pinned': {
    pass: hub(job('test', `      - uses: actions/checkout@${sha}\n`)),
    fail: hub(job('test', '      - uses: shop/build@v2\n')),
    unknown: lab('include: { project: shop/ci, file: build.yml, ref: $CI_VERSION }\n'),
  },
  'cicd.oidc': {
    pass: hub(deploy('', '      - uses: aws-actions/configure-aws-credentials@v5\n        with: { aws-region: eu-central-1, role-to-assume: arn:aws:iam::123456789012:role/deploy }\n')),
    fail: hub(deploy('', '      - run: aws s3 sync dist s3://shop\n        env: { AWS_SECRET_ACCESS_KEY: "${{ secrets.AWS_KEY }}" }\n')),
    unknown: hub(test),
  },
  'cicd.untrusted-input': {
    pass: hub(test, 'on: pull_request\n'),
    fail: hub(job('greet', '      - run: echo "${{ github.event.pull_request.title }}"\n'), 'on: pull_request_target\n'),
    unknown: hub(job('test', '      - run: npm test\n').replace('ubuntu-24.04', '"${{ inputs.runner }}"'), 'on: [pull_request, workflow_call]\n'),
  },
  'cicd.strategy': {
    pass: workload('  strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }\n'),
    fail: workload(''),
    unknown: { 'chart/Chart.yaml': 'apiVersion: v2\nname: api\nversion: 1.0.0\n', 'chart/templates/api.yaml': workload(`  strategy: { type: ${given} }\n`)['k8s/api.yml']! },
  },
  'cicd.wait-verify': {
    pass: { ...hub(deploy('', `${apply}      - run: kubectl rollout status deployment/api --timeout=120s\n`)), ...jenkins("    stage('Deploy') { steps { sh 'helm upgrade shop chart --wait' } }\n") },
    fail: hub(deploy()),
    unknown: jenkins("    stage('Deploy') { steps { deployTo('production') } }\n"),
  },
  'cicd.jenkins': {
    pass: jenkins("    stage('Test') { steps { sh 'npm test' } }\n", bounded + cleaned),
    fail: jenkins("    stage('Test') { steps { sh 'npm test' } }\n", bounded),
    unknown: { Jenkinsfile: jenkins("    stage('Test') { steps { sh 'npm test' } }\n", bounded + cleaned)['Jenkinsfile']!.replace("'node:24-slim'", '"node:${VERSION}"') },
  },
  'cicd.gitlab': {
    pass: lab('workflow: { rules: [{ if: $CI_MERGE_REQUEST_IID }, { if: $CI_COMMIT_BRANCH == "main" }] }\ndefault: { interruptible: true }\nstages: [test, deploy]\ntest:\n  script: [npm test]\ndeploy:\n  stage: deploy\n  script: [kubectl apply -f k8s/]\n  environment: production\n'),
    fail: lab('test:\n  script: [npm test]\n'),
    unknown: lab('include: { project: shop/ci, file: build.yml, ref: $CI_VERSION }\nworkflow: { rules: [{ if: $CI_MERGE_REQUEST_IID }] }\n'),
  },
  'cicd.canary': {
    pass: rollout('steps: [{ setWeight: 10 }, { analysis: { templates: [{ templateName: errors }] } }]'),
    fail: rollout('steps: [{ setWeight: 50 }]'),
    unknown: { 'chart/Chart.yaml': 'apiVersion: v2\nname: api\nversion: 1.0.0\n', 'chart/templates/api.yaml': rollout('steps: [{ setWeight: 10 }]')['k8s/api.yml']!.replace('[{ setWeight: 10 }]', '{{- toYaml .Values.steps | nindent 8 }}') },
  },
  'cicd.flags': {
    proposes: { 'package.json': '{ "name": "shop", "dependencies": { "@openfeature/server-sdk": "1.18.0" } }\n' },
    unknown: hub(test),
  },
}
