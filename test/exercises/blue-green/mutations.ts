import type { Mutation } from '../exercises.test'

const flow = '.github/workflows/deploy.yml', blue = 'k8s/blue.yaml', green = 'k8s/green.yaml', service = 'k8s/service.yaml'

/** What each check is for, taken out. */
export const mutations: { readonly [check: string]: Mutation } = {
  'e1.01': { path: flow, from: '    branches: [main]', to: '    branches: ["**"]' },
  'e1.02': { path: flow, from: '    needs: test\n', to: '' },
  'e1.03': { path: flow, from: '      - run: make test\n', to: '      - run: make test\n      - run: docker build -t shop .\n' },
  'e1.04': { path: blue, from: 'shop:1.4.2', to: 'shop:latest' },
  'e1.05': { path: flow, from: '          DIGEST: ${{ needs.build.outputs.digest }}', to: '          DIGEST: ${{ vars.SHOP_IMAGE }}' },
  'e1.06': { path: green, from: '        version: green\n    spec', to: '        version: green\n        side: b\n    spec' },
  'e1.07': { path: service, from: '    app: shop\n    version: blue\n', to: '    app: shop\n' },
  'e1.08': { path: blue, from: 'readinessProbe:', to: 'removedProbe:' },
  'e1.09': { path: green, from: 'replicas: 3', to: 'replicas: 1' },
  'e1.10': { path: flow, from: '    needs: [deploy-idle, smoke]', to: '    needs: [build]' },
  'e1.11': { path: flow, from: ' --timeout=5m', to: '' },
  'e1.12': { path: flow, from: '    needs: [deploy-idle, smoke]', to: '    needs: [deploy-idle]' },
  'e1.13': { path: flow, from: '    timeout-minutes: 5\n    environment: production', to: '    timeout-minutes: 5\n    environment: idle' },
  'e1.14': { path: flow, from: '        run: |\n          kubectl -n shop patch service shop', to: '        run: |\n          kubectl -n shop apply -f k8s/config.yaml\n          kubectl -n shop patch service shop' },
  'e1.15': { path: flow, from: 'curl --fail --retry 5 --max-time 10 https://shop.acme.example/ready', to: 'sleep 60' },
  'e1.16': { path: flow, from: '    if: failure() && needs.deploy-idle.result == \'success\'\n', to: '' },
  'e1.17': { path: flow, from: 'cancel-in-progress: false', to: 'cancel-in-progress: true' },
  'e1.18': { path: flow, from: 'permissions:\n  contents: read\n\n', to: 'permissions: write-all\n\n' },
  'e1.19': { path: flow, from: 'actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0', to: 'actions/checkout@v5' },
  'e1.20': { path: flow, from: '    timeout-minutes: 15\n', to: '' },
}
