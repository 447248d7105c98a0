import assert from 'node:assert/strict'
import { isKnown, type Maybe } from '../../src/core/value'
import { ci, factsOf } from './facts'

const plain = <T>(value: Maybe<T>): T | 'unknown' => isKnown(value) ? value : 'unknown'
const deploying = (on: string, job: string, steps: string, others = '') => {
  const text = `on: ${on}\njobs:\n${others}  ship:\n    runs-on: ubuntu-24.04\n${job.replace(/^(?=.)/gm, '    ')}    steps:\n${steps.replace(/^(?=.)/gm, '      ')}`
  const found = factsOf(text, 'github-actions.Job').find(one => one.id === 'ship')!.deployment
  assert.ok(found, 'it deploys')
  return found
}
const kubectl = '- run: kubectl apply -f k8s/\n'

describe('deployments of a workflow', () => {
  const reach = (on: string, condition: string, others = '', job = '') => {
    const found = deploying(on, `${condition === '' ? '' : `if: ${condition}\n`}${job}`, kubectl, others)
    return [found.reachesPullRequests, found.reachesPushes, found.reachesDispatches].map(plain)
  }
  const everything = '[push, pull_request, workflow_dispatch]'

  for (const [condition, expected] of [
    ['', [true, true, true]],
    ["github.event_name == 'push'", [false, true, false]],
    ["github.ref == 'refs/heads/main'", [false, false, false]],
    ["github.REF_NAME == 'Main' || startsWith(github.ref, 'refs/tags/')", [false, false, false]],
    ["${{ github.event_name != 'pull_request' && success() }}", [false, true, true]],
    ["!startsWith(github.ref, 'refs/pull/')", [false, true, true]],
    ['github.event.pull_request.merged == true', [false, 'unknown', 'unknown']],
    ["vars.DEPLOY == 'yes'", ['unknown', 'unknown', 'unknown']],
    ["vars.DEPLOY == 'yes' && github.ref_name == 'main'", [false, false, false]],
    ["vars.DEPLOY == 'yes' || github.event_name == 'push'", ['unknown', true, 'unknown']],
    ['failure()', [false, false, false]],
    ['contains(github.event.head_commit.message, \'deploy\')', ['unknown', 'unknown', 'unknown']],
  ] as const) it(`who gets past ${condition || 'no condition'}`, () => assert.deepEqual(reach(everything, condition && (condition.startsWith('!') ? `\${{ ${condition} }}` : condition)), expected))

  it('the filters of the trigger count', () => {
    assert.deepEqual(reach('{ push: { branches: [main] } }', ''), [false, false, false])
    assert.deepEqual(reach("{ push: { branches: ['**'] } }", ''), [false, true, false])
    assert.deepEqual(reach("{ push: { tags: ['v*'] } }", ''), [false, false, false])
    assert.deepEqual(reach('{ push: { branches-ignore: [main] } }', ''), [false, true, false])
  })
  it('a job that it needs may stop it, unless its condition says otherwise', () => {
    const gate = "  gate:\n    if: github.ref_name == 'main'\n    runs-on: ubuntu-24.04\n    steps: [{ run: make }]\n"
    assert.deepEqual(reach('push', '', gate, 'needs: gate\n'), [false, false, false])
    assert.deepEqual(reach('push', 'always()', gate, 'needs: gate\n'), [false, true, false])
  })

  it('names tell where it goes', () => {
    const stage = (job: string, steps = kubectl) => plain(deploying('push', job, steps).stage)
    assert.equal(stage('environment: production\n'), 'production')
    assert.equal(stage('environment: { name: eu-staging }\n'), 'staging')
    assert.equal(stage('environment: pre-production\n'), 'staging')
    assert.equal(stage('environment: shop\n'), null)
    assert.equal(stage('environment: ${{ inputs.environment }}\n'), 'unknown')
    assert.equal(stage('name: Ship to prod\n'), 'production')
    assert.equal(stage('', '- run: kubectl apply -k k8s/overlays/production\n'), 'production')
    assert.equal(stage('', '- run: helm upgrade --install shop-pr-${{ github.event.number }} ./chart\n'), 'preview')
    assert.equal(stage('', '- run: helm upgrade --install shop ./chart -n ${{ inputs.namespace }}\n'), 'unknown')
    assert.equal(stage('', kubectl), null)
  })

  it('what looks after it is found, or is unknown where it may be hidden', () => {
    const verified = (steps: string, others = '') => plain(deploying('push', '', steps, others).verification)
    assert.equal(verified(kubectl), null)
    assert.equal(verified(`${kubectl}- run: kubectl rollout status deployment/shop\n`), 'kubectl rollout status deployment/shop')
    assert.equal(verified('- run: |\n    kubectl apply -f k8s/\n    kubectl wait --for=condition=Available deployment/shop\n'), 'kubectl wait --for=condition=Available deployment/shop')
    assert.equal(verified(`${kubectl}- run: ./after.sh\n`), 'unknown')
    assert.equal(verified(`${kubectl}- uses: ./.github/actions/after\n`), 'unknown')
    assert.equal(verified('- run: |\n    kubectl apply -f k8s/\n    make after\n'), 'unknown')
    assert.equal(verified('- uses: aws-actions/amazon-ecs-deploy-task-definition@v2\n'), null)
    assert.equal(verified('- uses: aws-actions/amazon-ecs-deploy-task-definition@v2\n  with:\n    wait-for-service-stability: true\n'), 'aws-actions/amazon-ecs-deploy-task-definition')
    assert.equal(verified(kubectl, '  later:\n    needs: ship\n    runs-on: ubuntu-24.04\n    steps:\n      - run: npm run smoke\n'), 'npm run smoke')
  })
  it('another workflow may look after it', () => {
    const found = factsOf({ [ci]: `on: push\njobs:\n  ship:\n    runs-on: ubuntu-24.04\n    steps:\n      ${kubectl}`, '.github/workflows/smoke.yml': 'on: deployment_status\njobs:\n  smoke:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make smoke\n' }, 'github-actions.Job')
    assert.equal(plain(found.find(one => one.id === 'ship')!.deployment!.verification), 'unknown')
  })

  it('what only prepares or rehearses deploys nothing', () => {
    for (const run of ['kubectl apply -f k8s/ --dry-run=server', 'kubectl create secret generic shop --dry-run=client -o yaml | kubectl apply -f -', 'terraform plan', 'aws s3 sync s3://shop-data data', 'az aks get-credentials -n shop -g shop', 'rsync -a dist/ public/']) {
      assert.equal(factsOf(`on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ${run}\n`, 'github-actions.Job')[0]!.deployment, null, run)
    }
  })
  it('options before the verb and runners of packages are seen through', () => {
    for (const run of ['kubectl -n shop apply -f k8s/', 'kubectl --context prod --namespace shop apply -k .', 'npx wrangler deploy', 'bundle exec cap production deploy', 'terraform -chdir=infra apply -auto-approve', 'aws s3 sync dist s3://shop']) {
      assert.notEqual(factsOf(`on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ${run}\n`, 'github-actions.Job')[0]!.deployment, null, run)
    }
  })

  it('a job that only starts a workflow elsewhere deploys nothing itself', () => {
    const text = 'on: push\njobs:\n  deploy-packages:\n    runs-on: ubuntu-24.04\n    steps:\n      - name: Trigger deploy of the packages\n        run: gh workflow run deploy-packages.yml --repo acme/packages\n'
    assert.equal(factsOf(text, 'github-actions.Job')[0]!.deployment, null)
  })
  it('images of a deployment have the tag that is written', () => {
    const tags = (steps: string) => factsOf(`on: push\njobs:\n  ship:\n    runs-on: ubuntu-24.04\n    steps:\n${steps.replace(/^(?=.)/gm, '      ')}`, 'github-actions.Job')[0]!.deployedImages.map(({ tag }) => plain(tag))
    assert.deepEqual(tags('- run: kubectl set image deployment/shop shop=acme/shop:latest proxy=acme/proxy\n'), ['latest', null])
    assert.deepEqual(tags('- run: kubectl set image deployment/shop "shop=acme/shop:$TAG"\n'), ['unknown'])
    assert.deepEqual(tags('- run: gcloud run deploy shop --image=eu.gcr.io/acme/shop@sha256:0123\n'), ['unknown'])
    assert.deepEqual(tags('- run: helm upgrade shop ./chart --set image.tag=main\n'), ['main'])
    assert.deepEqual(tags('- run: helm upgrade shop ./chart --set image.tag=${{ github.sha }}\n'), ['unknown'])
    assert.deepEqual(tags('- uses: azure/webapps-deploy@v3\n  with:\n    app-name: shop\n    images: acme.azurecr.io/shop:${{ github.sha }}\n'), ['unknown'])
  })
})
