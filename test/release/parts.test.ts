import assert from 'node:assert/strict'
import type { Fact } from '../../src/core/fact'
import type { RunnableRule } from '../../src/core/program'
import { language as githubActions } from '../../src/languages/github-actions/language'
import { language as gitlabCi } from '../../src/languages/gitlab-ci/language'
import { language as kubernetes } from '../../src/languages/kubernetes/language'
import type { Step as Part } from '../../src/languages/release/facts'
import { Workspace } from '../../src/workspace/workspace'
import { processorTime } from '../processor-time'

/** The parts of the releases in some files. */
function partsIn(files: { readonly [path: string]: string }): Part[] {
  const found: Part[] = []
  const rule = {
    id: 'x/look', pack: 'x', on: 'release.Step', title: '', why: '', topic: '', level: 'all', severity: 'info', group: null, aliases: [], tags: [], links: [], options: {}, fixTitles: [], since: null, replacedBy: null,
    program: { each: null, cases: [], at: () => '', message: () => '', fixes: [], check: function* (fact: Fact) { found.push(fact as Part) } },
  } as unknown as RunnableRule
  const workspace = new Workspace({
    languages: [githubActions, gitlabCi, kubernetes], rules: () => new Map([['release.Step', [rule]]]),
    policy: { setting: () => ({ severity: null, options: {} }), languageSetting: () => undefined, filter: (_path: string, _text: string, findings: readonly never[]) => findings } as never,
  })
  for (const [path, text] of Object.entries(files)) workspace.set(path, text)
  workspace.finishIndexing()
  workspace.refreshNow()
  found.length = 0
  for (const path of Object.keys(files)) workspace.inspect(path, {})
  const seen = new Set<string>()
  return found.filter((part) => { const key = `${part.path} ${part.subject} ${part.locate('').span[0]} ${part.does}`; return !seen.has(key) && seen.add(key) })
}

const flow = '.github/workflows/deploy.yml'
const steps = (...lines: string[]): string => `on: push\njobs:\n  release:\n    runs-on: ubuntu-24.04\n    steps:\n${lines.map((line) => `      - ${line}\n`).join('')}`
const runs = (...commands: string[]): string => steps(...commands.map((run) => `run: ${JSON.stringify(run)}`))
const deeds = (files: { readonly [path: string]: string }): string => partsIn(files).map(({ does, runsOnFailure }) => does + (runsOnFailure ? '!' : '')).join(' ')
const rollout = (more: string): string => `apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: shop }\nspec:\n  selector: { matchLabels: { app: shop } }\n  template: { metadata: { labels: { app: shop } }, spec: { containers: [] } }\n  strategy:\n    blueGreen:\n      activeService: shop\n      previewService: shop-preview\n${more}`
const analysis = '      prePromotionAnalysis: { templates: [{ templateName: a }] }\n      postPromotionAnalysis: { templates: [{ templateName: a }] }\n'

describe('The parts of a release', () => {
  for (const [commands, expected] of [
    [['kubectl set image deployment/shop-blue shop=x', 'kubectl rollout status deployment/shop-blue --timeout=5m', 'curl -f http://shop-blue/ready', 'kubectl patch service shop -p "$PATCH"', 'curl -f https://shop.example.com'], 'deploy wait smoke switch verify'],
    [['kubectl -n shop apply -f k8s/green/', 'kubectl -n shop rollout status deployment/shop-green', 'kubectl -n shop apply -f k8s/service.yaml'], 'deploy switch'],
    [['kubectl apply -f k8s/service-preview.yaml', 'sed s/blue/green/ k8s/service.yaml | kubectl apply -f -'], 'deploy switch'],
    [['kubectl apply -f k8s/green.yaml', 'cat <<EOF | kubectl apply -f -\nkind: Service\nEOF'], 'deploy switch'],
    [['kubectl get svc shop -o json | jq .x | kubectl replace -f -'], 'switch'],
    [['kubectl argo rollouts -n shop set image shop shop=x', 'timeout 300 kubectl argo rollouts status shop', './scripts/smoke.sh', 'kubectl argo rollouts -n shop promote shop', 'kubectl argo rollouts undo shop'], 'deploy wait smoke switch return'],
    [['curl -LO https://dl.example.com/kubectl', 'npm test', 'helm upgrade shop chart --wait', 'curl -X POST https://hooks.slack.com/x'], 'test deploy wait'],
    [['kubectl set selector service shop app=shop,slot=blue && curl -f https://shop.example.com || kubectl set selector service shop app=shop,slot=green'], 'switch verify return!'],
    [['kubectl apply -f k8s', 'kubectl patch svc shop -p x', 'if ! curl -f https://shop.example.com; then kubectl patch svc shop -p y; exit 1; fi'], 'deploy switch verify return!'],
    [['kubectl apply -f k8s', 'for _ in $(seq 60); do kubectl get pods; sleep 5; done'], 'deploy wait'],
    [['kubectl apply -f k8s', 'until kubectl get deployment shop | grep 3/3; do sleep 5; done'], 'deploy'],
    [['kubectl apply -f k8s', "timeout 300 bash -c 'until kubectl get pods | grep Running; do sleep 5; done'"], 'deploy wait'],
    [['kubectl apply -f k8s', 'curl https://green.example.com/ready', 'curl -f https://green.example.com/ready || true', 'curl -fsSLo /tmp/tool https://example.com/tool', 'kubectl run x -- curl -f http://shop-green/ready'], 'deploy smoke'],
    [['kubectl apply -f k8s', 'curl -f https://shop.example.com', 'kubectl patch svc shop -p x', 'kubectl exec x -- curl -f http://shop/', 'curl -f https://shop.example.com'], 'deploy check switch check verify'],
    [['docker build --target test .', 'docker build -t x .', 'make deploy-green', 'make smoke', 'make switch', 'make verify', 'make rollback'], 'build test build deploy smoke switch verify return'],
    [['helm upgrade shop chart --reuse-values --set live=green', 'helm upgrade shop chart --set colour=green --set image.tag=x --wait'], 'switch deploy wait'],
    [['./scripts/deploy-idle.sh', 'scripts/wait-for-rollout.sh', 'bash ci/smoke.sh', './ci/switch.py green', 'task verify', 'just switch-back'], 'deploy wait smoke switch verify return'],
    [['go() {\n  kubectl patch svc shop -p "$1"\n}\nkubectl apply -f k8s\ncurl -f http://green/ready\ngo green\ncurl -f https://shop.example.com || { go blue; exit 1; }'], 'deploy smoke switch verify return!'],
    [['kubectl apply -f k8s', 'if curl -f http://green/ready; then kubectl patch svc shop -p x; else exit 1; fi', 'kubectl exec x -- curl http://green', 'kubectl run x --image=curlimages/curl -- true'], 'deploy smoke switch'],
    [["trap 'kubectl patch svc shop -p x' EXIT", 'curl -f https://x.example.com | grep ok || true', './scripts/release-notes.sh'], ''],
    [['kubectl apply -f k8s', 'kubectl get --raw "/api/v1/namespaces/shop/services/shop-green:http/proxy/ready" > /dev/null', 'kubectl patch svc shop -p x', './scripts/watch.sh https://shop.example.com'], 'deploy smoke switch verify'],
    [['kustomize edit set image shop=x', 'git commit -am x', 'git push'], 'deploy'],
    [["trap 'kubectl patch svc shop -p x' ERR", 'kubectl create namespace shop --dry-run=client -o yaml | kubectl apply -f -'], 'return!'],
  ] as const) it(commands.join('; '), () => assert.equal(deeds({ [flow]: runs(...commands) }), expected))

  it('know what jobs before them have done, and what runs after a failure', () => {
    const text = 'on: push\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: kubectl apply -f k8s/\n  switch:\n    needs: deploy\n    runs-on: ubuntu-24.04\n    environment: production\n    steps:\n      - run: kubectl patch svc/shop -p x\n  back:\n    needs: switch\n    if: failure()\n    runs-on: ubuntu-24.04\n    steps:\n      - run: kubectl patch svc/shop -p y\n'
    assert.deepEqual(partsIn({ [flow]: text }).map((one) => [one.does, [...one.before].join(), one.runsOnFailure, one.environment]), [['deploy', '', false, null], ['switch', 'deploy', false, 'production'], ['return', 'deploy,switch', true, null]])
  })
  it('only run after a failure where a condition says so in a way that GitHub follows', () => {
    const back = (condition: string): string => deeds({ [flow]: `on: push\njobs:\n  switch:\n    runs-on: x\n    steps: [{ run: kubectl patch svc/shop -p x }]\n  back:\n    needs: switch\n    if: ${condition}\n    runs-on: x\n    steps: [{ run: kubectl patch svc/shop -p y }]\n` })
    assert.equal(back('failure()'), 'switch return!')
    assert.equal(back("always() && needs.switch.result != 'success'"), 'switch return!')
    assert.equal(back("needs.switch.result == 'failure'"), 'switch switch')
  })
  it('come from workflows and actions that a workflow calls', () => {
    const files = {
      [flow]: 'on: { push: { branches: [main] } }\nconcurrency: release\njobs:\n  deploy:\n    uses: ./.github/workflows/colour.yml\n    with: { image: "x@${{ github.sha }}" }\n  switch:\n    needs: deploy\n    uses: ./.github/workflows/switch.yml\n    with: { environment: production }\n  back:\n    needs: [deploy, switch]\n    if: failure()\n    uses: ./.github/workflows/switch.yml\n    with: { environment: production }\n',
      '.github/workflows/colour.yml': 'on: { workflow_call: { inputs: { image: { type: string } } } }\njobs:\n  apply:\n    runs-on: x\n    steps:\n      - uses: ./.github/actions/deploy\n        with: { image: "${{ inputs.image }}" }\n  smoke:\n    needs: apply\n    runs-on: x\n    steps: [{ run: curl -f http://green/ready }]\n',
      '.github/workflows/switch.yml': 'on: { workflow_call: { inputs: { environment: { type: string } } } }\njobs:\n  send:\n    runs-on: x\n    environment: ${{ inputs.environment }}\n    steps: [{ run: kubectl patch svc shop -p x }]\n',
      '.github/actions/deploy/action.yml': 'name: deploy\nruns:\n  using: composite\n  steps:\n    - run: kubectl set image deployment/green shop=${{ inputs.image }}\n      shell: bash\n',
    }
    assert.deepEqual(partsIn(files).map((one) => [one.job, one.does, one.runsOnFailure, one.environment, one.isExclusive, one.namesBuild, one.path.replace(/^\.github\//, '')]), [
      ['deploy/apply', 'deploy', false, null, true, true, 'actions/deploy/action.yml'], ['deploy/smoke', 'smoke', false, null, true, false, 'workflows/colour.yml'],
      ['switch/send', 'switch', false, 'production', true, false, 'workflows/switch.yml'], ['back/send', 'return', true, 'production', true, false, 'workflows/switch.yml'],
    ])
  })
  it('wait for each other where only pull requests cut each other off', () => {
    const exclusive = (concurrency: string): boolean | undefined => partsIn({ [flow]: `on: { push: { branches: [main] }, pull_request: {} }\nconcurrency: ${concurrency}\njobs:\n  switch:\n    if: github.ref == 'refs/heads/main'\n    runs-on: x\n    steps: [{ run: kubectl patch svc/shop -p x }]\n` })[0]?.isExclusive
    const group = "${{ github.event_name == 'pull_request' && github.sha || 'release' }}"
    assert.deepEqual([exclusive(`{ group: "${group}", cancel-in-progress: "\${{ github.event_name == 'pull_request' }}" }`), exclusive('{ group: release, cancel-in-progress: true }'), exclusive('{ group: "${{ github.sha }}" }')], [true, false, false])
  })
  it('of a script without end are found in time', () => {
    const since = processorTime(), parts = partsIn({ [flow]: `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: |\n${'          kubectl apply -f k8s\n'.repeat(6000)}` })
    assert.deepEqual([parts.length, parts.at(-1)!.before, processorTime() - since < 5000], [6000, ['deploy'], true])
  })
  it('go on from the workflow that a workflow waits for', () => {
    const files = { '.github/workflows/build.yml': 'name: build\non: push\njobs:\n  image:\n    runs-on: x\n    steps: [{ run: docker build -t x . }]\n', [flow]: 'on: { workflow_run: { workflows: [build], types: [completed] } }\njobs:\n  deploy:\n    runs-on: x\n    steps: [{ run: kubectl apply -f k8s }]\n' }
    assert.deepEqual(partsIn(files).map((one) => [one.does, [...one.before].join(), one.builds]), [['build', '', 1], ['deploy', 'build', 1]])
  })
  it('are done by a Rollout that is given a version', () => {
    const text = runs('kubectl argo rollouts set image shop shop=x', 'kubectl argo rollouts status shop --timeout 10m')
    assert.equal(deeds({ [flow]: text, 'k8s/shop.yaml': rollout(analysis) }), 'deploy smoke switch verify return! wait')
    assert.equal(deeds({ [flow]: text, 'k8s/shop.yaml': rollout('') }), 'deploy switch wait')
    assert.equal(deeds({ [flow]: text, 'k8s/shop.yaml': rollout(`${analysis}      autoPromotionEnabled: false\n`) }), 'deploy smoke wait switch verify return!')
    const promoted = runs('kubectl argo rollouts set image shop shop=x', 'kubectl argo rollouts status shop --timeout 10m', 'kubectl argo rollouts promote shop')
    assert.equal(deeds({ [flow]: promoted, 'k8s/shop.yaml': rollout(`${analysis}      autoPromotionEnabled: false\n`) }), 'deploy smoke wait switch verify return!')
    assert.equal(deeds({ [flow]: promoted.replace('promote shop', 'promote shop --full'), 'k8s/shop.yaml': rollout('      autoPromotionEnabled: false\n') }), 'deploy wait switch')
  })
  it('are told of a pipeline of GitLab', () => {
    const text = 'stages: [deploy, switch, verify, back]\ndefault: { image: "x@sha256:0000000000000000000000000000000000000000000000000000000000000000" }\ndeploy:\n  stage: deploy\n  resource_group: production\n  script:\n    - kubectl set image deployment/green shop=$CI_REGISTRY_IMAGE:$CI_COMMIT_SHA\n    - kubectl rollout status deployment/green --timeout=5m\n    - curl -f http://green/ready\nswitch:\n  stage: switch\n  environment: production\n  resource_group: production\n  script: [kubectl patch svc shop -p x]\nverify:\n  stage: verify\n  script: [curl -f https://shop.example.com]\nback:\n  stage: back\n  when: on_failure\n  script: [kubectl patch svc shop -p y]\n'
    assert.deepEqual(partsIn({ '.gitlab-ci.yml': text }).map((one) => [one.system, one.job, one.does, one.environment, one.isExclusive, one.runsOnFailure]), [
      ['gitlab-ci', 'deploy', 'deploy', null, true, false], ['gitlab-ci', 'deploy', 'wait', null, true, false], ['gitlab-ci', 'deploy', 'smoke', null, true, false], ['gitlab-ci', 'switch', 'switch', 'production', true, false],
      ['gitlab-ci', 'verify', 'verify', null, false, false], ['gitlab-ci', 'back', 'return', null, false, true],
    ])
  })
})
