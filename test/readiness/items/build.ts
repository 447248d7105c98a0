import type { ItemCases } from '../items'

const ci = '.github/workflows/ci.yml'
const job = (name: string, lines: readonly string[], ...steps: string[]): string => `  ${name}:\n    runs-on: ubuntu-24.04\n${lines.map((line) => `    ${line}\n`).join('')}    steps:\n      - uses: actions/checkout@v5\n${steps.map((step) => `      - ${step.startsWith('uses:') ? step : `run: ${step}`}\n`).join('')}`
const workflow = (on: string, ...jobs: string[]): string => `on: ${on}\njobs:\n${jobs.join('')}`
const steps = (on: string, ...all: string[]): string => workflow(on, job('build', [], ...all))
const pack = (version: string, more = ''): string => `{ "name": "api", "version": "1.4.2", "dependencies": { "express": "${version}" }${more} }\n`
const pom = (inner: string, version = '1.4.2'): string => `<project>\n  <groupId>shop</groupId>\n  <artifactId>api</artifactId>\n  <version>${version}</version>\n${inner}</project>\n`
const code = { 'src/index.js': 'start()\n' }
const deployment = (image: string): string => `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: orders\nspec:\n  selector: { matchLabels: { app: orders } }\n  template:\n    metadata: { labels: { app: orders } }\n    spec:\n      containers:\n        - name: orders\n          image: ${image}\n`
const jre = 'FROM eclipse-temurin:25.0.1_8-jre\nUSER 1000\n'
const push = 'uses: docker/build-push-action@v6\n        with:\n          push: true'

export const cases: ItemCases = {
  'build.once': {
    pass: { [ci]: workflow('push', job('build', [], 'docker build -t registry.example.com/api:1.4.2 .'), job('deploy', ['needs: build'], 'kubectl set image deployment/api api=registry.example.com/api:1.4.2')) },
    fail: { [ci]: workflow('push', job('build', [], 'npm run build'), job('deploy', ['needs: build'], 'npm run build', 'kubectl set image deployment/api api=registry.example.com/api:latest')) },
    unknown: { [ci]: steps('push', 'npm run build') },
  },
  'build.lockfile': {
    pass: { ...code, 'package.json': pack('5.1.0'), 'package-lock.json': '{}\n' },
    fail: { ...code, 'package.json': pack('5.1.0') },
    unknown: { 'package.json': pack('5.1.0') },
  },
  'build.wrapper': {
    pass: { mvnw: '#!/bin/sh\n', 'pom.xml': pom(''), '.mvn/wrapper/maven-wrapper.properties': 'distributionUrl=https://repo.maven.apache.org/maven2/org/apache/maven/apache-maven/3.9.11/apache-maven-3.9.11-bin.zip\ndistributionSha256Sum=4ec3f26fb1a692473aea0235c300bd20f0f9fe741947c82c1234cefd76ac3a3c\n' },
    fail: { ...code, 'pom.xml': pom('') },
    unknown: { 'pom.xml': pom('') },
  },
  'build.no-floating': {
    pass: { 'package.json': pack('^5.1.0') },
    fail: { 'pom.xml': pom('  <dependencies><dependency><groupId>shop</groupId><artifactId>prices</artifactId><version>2.0.0-SNAPSHOT</version></dependency></dependencies>\n') },
    unknown: { 'pom.xml': pom('  <dependencies><dependency><groupId>shop</groupId><artifactId>prices</artifactId><version>${prices.version}</version></dependency></dependencies>\n') },
  },
  'build.update-bot': {
    pass: { Dockerfile: jre, '.github/dependabot.yml': 'version: 2\nupdates:\n  - package-ecosystem: docker\n    directory: /\n    schedule: { interval: weekly }\n' },
    fail: { Dockerfile: jre, 'renovate.json': '{ "enabledManagers": ["npm"] }\n' },
    unknown: { Dockerfile: jre },
  },
  'build.vuln-gate': {
    pass: { [ci]: steps('pull_request', 'uses: actions/dependency-review-action@v4') },
    fail: { [ci]: steps('pull_request', 'npm ci', 'npm test') },
    unknown: { [ci]: steps('pull_request', './scan.sh') },
  },
  'build.semver-tag': {
    pass: { 'package.json': pack('5.1.0', ', "devDependencies": { "semantic-release": "25.0.1" }') },
    fail: { 'pom.xml': pom('', '2026-final') },
    unknown: { [ci]: steps('pull_request', 'npm test') },
  },
  'build.private-registry': {
    pass: { 'orders/Dockerfile': jre, 'orders/k8s.yaml': deployment('registry.example.com/shop/orders:1.4.2') },
    fail: { 'orders/Dockerfile': jre, 'orders/k8s.yaml': deployment('orders:1.4.2') },
    unknown: { 'k8s.yaml': deployment('registry.example.com/shop/orders:1.4.2') },
  },
  'build.verify-goal': {
    pass: { [ci]: steps('pull_request', './mvnw -B verify') },
    fail: { [ci]: steps('pull_request', './mvnw -B package') },
    unknown: { [ci]: steps('pull_request', 'npm test') },
  },
  'build.layered': {
    pass: { Dockerfile: `${jre}COPY --from=build /app/dependencies/ ./\nCOPY --from=build /app/application/ ./\n` },
    fail: { Dockerfile: `${jre}COPY target/api.jar /app/api.jar\n` },
    unknown: { Dockerfile: jre },
  },
  'build.cache': {
    pass: { [ci]: steps('pull_request', 'uses: actions/setup-node@v6\n        with:\n          node-version: 22\n          cache: npm', 'npm ci') },
    fail: { [ci]: steps('pull_request', 'uses: actions/cache@v4\n        with:\n          path: ~/.npm\n          key: npm', 'npm ci') },
    unknown: { [ci]: steps('pull_request', 'npm ci') },
  },
  'build.sbom': {
    pass: { [ci]: steps('{ push: { tags: [v*] } }', `${push}\n          sbom: true\n          provenance: mode=max`) },
    fail: { [ci]: steps('{ push: { tags: [v*] } }', push) },
    unknown: { [ci]: steps('{ push: { tags: [v*] } }', push, './sign.sh') },
  },
  'build.reproducible': {
    pass: { 'pom.xml': pom('  <properties><project.build.outputTimestamp>2026-11-01T00:00:00Z</project.build.outputTimestamp></properties>\n') },
    fail: { 'pom.xml': pom('') },
    unknown: { 'package.json': pack('5.1.0') },
  },
}
