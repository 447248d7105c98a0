import assert from 'node:assert/strict'
import { factsOf, steps } from './facts'

const parts = (...commands: string[]): string => factsOf(steps(commands.map(run => `- run: ${JSON.stringify(run)}\n`).join('')), 'github-actions.Step').map(one => [...one.releaseParts].join('+')).join(', ')

describe('github-actions: the parts of a release', () => {
  for (const [commands, expected] of [
    [['kubectl set image deployment/shop-blue shop=x', 'kubectl rollout status deployment/shop-blue --timeout=5m', 'curl -f http://shop-blue/ready', 'kubectl patch service shop -p "$PATCH"', 'curl -f https://shop.example.com'], 'deploy, wait, smoke, switch, verify'],
    [['kubectl -n shop apply -f k8s/green/', 'kubectl -n shop rollout status deployment/shop-green', 'kubectl -n shop apply -f k8s/service.yaml'], 'deploy, , switch'],
    [['kubectl apply -f k8s/service-preview.yaml', 'sed s/blue/green/ k8s/service.yaml | kubectl apply -f -'], 'deploy, switch'],
    [['kubectl argo rollouts -n shop set image shop shop=x', 'timeout 300 kubectl argo rollouts status shop', './scripts/smoke.sh', 'kubectl argo rollouts -n shop promote shop', 'kubectl argo rollouts undo shop'], 'deploy, wait, smoke, switch, return'],
    [['curl -LO https://dl.example.com/kubectl', 'npm test', 'helm upgrade shop chart --wait', 'curl -X POST https://hooks.slack.com/x'], 'check, check, deploy+wait, '],
    [['kubectl set selector service shop app=shop,slot=blue && curl -f https://shop.example.com || kubectl set selector service shop app=shop,slot=green'], 'switch+verify+return'],
  ] as const) it(commands.join('; '), () => assert.equal(parts(...commands), expected))
  it('knows what jobs before it have done, and what runs after a failure', () => {
    const text = 'on: push\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: kubectl apply -f k8s/\n  switch:\n    needs: deploy\n    runs-on: ubuntu-24.04\n    steps:\n      - run: kubectl patch svc/shop -p x\n  back:\n    needs: switch\n    if: failure()\n    runs-on: ubuntu-24.04\n    steps:\n      - run: kubectl patch svc/shop -p y\n'
    assert.deepEqual(factsOf(text, 'github-actions.Step').map(one => [[...one.releaseParts].join(), [...one.releasePartsBefore].join(), one.runsOnFailure]), [['deploy', '', false], ['switch', 'deploy', false], ['return', 'deploy,switch', true]])
  })
})
