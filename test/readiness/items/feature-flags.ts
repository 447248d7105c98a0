import type { ItemCases } from '../items'

const flagd = (...flags: readonly string[]): string => `{\n  "$schema": "https://flagd.dev/schema/v0/flags.json",\n  "flags": {\n    ${flags.join(',\n    ')}\n  }\n}\n`
const flag = (rest: string, variants = '{ "on": true, "off": false }'): string => `"new-checkout": { "state": "ENABLED", "variants": ${variants}, ${rest} }`
const off = '"defaultVariant": "off"', on = '"defaultVariant": "on"'
const spread = (fractional: string): string => flagd(flag(`${off}, "targeting": { "fractional": ${fractional} }`))
const meta = (text: string, rest = off): string => flagd(flag(`${rest}, "metadata": { ${text} }`))
const npm = (dependencies: string): string => `{ "name": "shop", "version": "1.0.0", "dependencies": { ${dependencies} } }\n`
const container = (env: string): string => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: shop/web:1.4.2\n      env:\n        - name: LAUNCHDARKLY_SDK_KEY\n${env}`

export const cases: ItemCases = {
  'feature-flags.typed-owned': {
    pass: { 'flags.json': meta('"type": "release", "owner": "team-shop", "expires": "2999-01-31"'), 'main.tf': 'resource "launchdarkly_feature_flag" "search" {\n  project_key         = "shop"\n  key                 = "search"\n  name                = "Search"\n  variation_type      = "boolean"\n  temporary           = true\n  maintainer_team_key = "shop"\n}\n' },
    fail: { 'main.tf': 'resource "launchdarkly_feature_flag" "search" {\n  project_key    = "shop"\n  key            = "search"\n  name           = "Search"\n  variation_type = "boolean"\n}\n' },
    unknown: { 'flags.json': '{ "features": [{ "name": "new-checkout", "type": "release", "impressionData": false }] }' },
  },
  'feature-flags.safe-default': { proposes: { 'flags.json': flagd(flag(off)) }, unknown: { 'flags.json': flagd(flag('"defaultVariant": "blue"', '{ "blue": "b", "green": "g" }')) } },
  'feature-flags.kill-switch': { pass: { 'flags.json': meta('"type": "kill-switch"', on), 'docs/runbooks/checkout.md': '# Checkout is slow\n\n## Steps\n\n1. Switch the flag `new-checkout` off.\n' }, fail: { 'flags.json': meta('"type": "release"') }, unknown: { 'flags.json': '{ "flags": { "a": { "state": "ENABLED", "variants": { "on": true }, "defaultVariant": "on", "metadata": { "type": *x } } } }' } },
  'feature-flags.keys': {
    pass: { 'k8s/app.yaml': container('          valueFrom:\n            secretKeyRef:\n              name: flags\n              key: sdk\n'), '.github/workflows/ci.yml': 'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n        env:\n          UNLEASH_API_TOKEN: ${{ secrets.UNLEASH_API_TOKEN }}\n' },
    fail: { Dockerfile: 'FROM node:22.11.0-slim\nARG VITE_LAUNCHDARKLY_SDK_KEY\nCOPY . .\nRUN npm run build\n' },
    unknown: { 'compose.yaml': 'services:\n  web:\n    image: shop/web:1.4.2\n', Dockerfile: 'FROM node:22.11.0-slim\nARG KEY\nENV LAUNCHDARKLY_SDK_KEY=$KEY\n' },
  },
  'feature-flags.schema': {
    pass: { 'flags.json': spread('[["on", 5], ["off", 95]]') },
    fail: { 'flags.json': flagd(flag('"defaultVariant": "disabled"')) },
    unknown: { 'flags.json': flagd(flag(`${off}, "targeting": { "switch": [{ "var": "tier" }, "gold", "onn"] }`)) },
  },
  'feature-flags.gradual': {
    pass: { 'flags.json': spread('[{ "var": "userId" }, ["on", 5], ["off", 95]]') },
    fail: { 'k8s/flags.yaml': 'apiVersion: core.openfeature.dev/v1beta1\nkind: FeatureFlag\nmetadata:\n  name: shop\nspec:\n  flagSpec:\n    flags:\n      new-checkout:\n        state: ENABLED\n        variants: { "on": true, "off": false }\n        defaultVariant: "off"\n        targeting:\n          fractional:\n            - var: requestId\n            - ["on", 5]\n            - ["off", 95]\n' },
    unknown: { 'flags.json': spread('[{ "lower": ["shop"] }, ["on", 5], ["off", 95]]') },
  },
  'feature-flags.expired': {
    pass: { 'flags.json': meta('"type": "release", "expires": "2999-01-31"') },
    fail: { 'flags.json': meta('"type": "release", "expires": "2024-01-31"') },
    unknown: { 'flags.json': flagd(flag(off)) },
  },
  'feature-flags.dead': {
    pass: { 'flags.json': flagd(flag(off)) },
    fail: { 'flags.json': meta('"type": "release", "expires": "2024-01-31"', on) },
    unknown: { 'flags.json': flagd(flag(on)) },
  },
  'feature-flags.as-code': {
    pass: { 'flags.json': flagd(flag(off)), '.github/CODEOWNERS': '* @shop\n' },
    fail: { 'flags.json': flagd(flag(off)), '.github/CODEOWNERS': '/infra/ @platform\n' },
    unknown: { 'flags.json': flagd(flag(off)) },
  },
  'feature-flags.one-api': {
    pass: { 'package.json': npm('"@openfeature/server-sdk": "1.17.0", "@openfeature/launchdarkly-client-provider": "0.3.2"') },
    fail: { 'package.json': npm('"@launchdarkly/node-server-sdk": "9.7.4", "unleash-client": "6.4.4"') },
    unknown: {},
  },
  'feature-flags.both-paths': {
    proposes: { 'flags.json': flagd(flag(off)), '.github/workflows/ci.yml': 'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    strategy:\n      matrix:\n        new-checkout-flag: [on, off]\n    steps:\n      - run: make test\n' },
    unknown: { 'flags.json': flagd(flag(off)) },
  },
}
