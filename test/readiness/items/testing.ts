import type { ItemCases } from '../items'

const ci = '.github/workflows/ci.yml'
const job = (name: string, lines: readonly string[], ...steps: string[]): string => `  ${name}:\n    runs-on: ubuntu-24.04\n${lines.map((line) => `    ${line}\n`).join('')}    steps:\n      - uses: actions/checkout@v5\n${steps.map((step) => `      - ${step.startsWith('uses:') ? step : `run: ${step}`}\n`).join('')}`
const workflow = (on: string, ...jobs: string[]): string => `on: ${on}\njobs:\n${jobs.join('')}`
const tests = (...steps: string[]): string => workflow('pull_request', job('test', [], ...steps))
const pack = (dependencies: string, more = ''): string => `{ "name": "api", "dependencies": { ${dependencies} }${more} }\n`
const pom = (plugin: string): string => `<project>\n  <artifactId>api</artifactId>\n  <version>1.0.0</version>\n  <build><plugins>\n    <plugin>\n${plugin}    </plugin>\n  </plugins></build>\n</project>\n`
const module = 'resource "aws_sqs_queue" "orders" {\n  name = "orders"\n}\n'

export const cases: ItemCases = {
  'testing.unit-in-ci': {
    pass: { [ci]: tests('mvn -B verify') },
    fail: { [ci]: tests('npm run build') },
    unknown: { [ci]: workflow('pull_request', '  test:\n    uses: shop/pipelines/.github/workflows/test.yml@v1\n') },
  },
  'testing.before-deploy': {
    pass: { [ci]: workflow('push', job('test', [], 'npm test'), job('deploy', ['needs: test'], 'kubectl apply -f k8s')) },
    fail: { [ci]: workflow('push', job('test', [], 'npm test'), job('deploy', [], 'kubectl apply -f k8s')) },
    unknown: { [ci]: workflow('push', job('build', [], './build.sh'), job('deploy', ['needs: build'], 'kubectl apply -f k8s')) },
  },
  'testing.not-skipped': {
    pass: { [ci]: tests('mvn -B verify') },
    fail: { [ci]: tests('mvn -B package -DskipTests') },
    unknown: { [ci]: tests('./run.sh') },
  },
  'testing.integration': {
    pass: { 'package.json': pack('"pg": "8.16.3"', ', "devDependencies": { "@testcontainers/postgresql": "11.5.1" }') },
    fail: { 'package.json': pack('"pg": "8.16.3"', ', "devDependencies": { "pg-mem": "3.0.5" }') },
    unknown: { 'package.json': pack('"pg": "8.16.3"') },
  },
  'testing.contract': {
    pass: { 'package.json': pack('', ', "devDependencies": { "@pact-foundation/pact": "15.0.1" }') },
    fail: { [ci]: workflow('push', job('test', [], 'npm test', 'npx pact-broker publish pacts'), job('deploy', ['needs: test'], 'kubectl apply -f k8s')) },
    unknown: { 'package.json': pack('"express": "5.1.0"') },
  },
  'testing.smoke-after': {
    pass: { [ci]: workflow('push', job('deploy', [], 'aws ecs update-service --cluster shop --service api'), job('smoke', ['needs: deploy'], 'curl --fail https://shop.example.com/health')) },
    fail: { [ci]: workflow('push', job('deploy', [], 'aws ecs update-service --cluster shop --service api')) },
    unknown: { [ci]: workflow('push', job('deploy', [], 'aws ecs update-service --cluster shop --service api', './after.sh')) },
  },
  'testing.coverage-floor': {
    pass: { 'package.json': pack('', ', "jest": { "coverageThreshold": { "global": { "lines": 80 } } }') },
    fail: { 'pom.xml': pom('      <artifactId>jacoco-maven-plugin</artifactId>\n      <executions><execution><goals><goal>report</goal></goals></execution></executions>\n') },
    unknown: { 'codecov.yml': 'comment: false\n' },
  },
  'testing.infra-tested': {
    pass: { 'main.tf': module, [ci]: tests('terraform test') },
    fail: { 'main.tf': module, [ci]: tests('npm test') },
    unknown: { 'main.tf': module },
  },
  'testing.no-blanket-retry': {
    proposes: { 'pom.xml': pom('      <artifactId>maven-surefire-plugin</artifactId>\n      <configuration><rerunFailingTestsCount>3</rerunFailingTestsCount></configuration>\n') },
    unknown: { 'main.tf': module },
  },
  'testing.shape': {
    proposes: { 'package.json': pack('', ', "devDependencies": { "cypress": "15.2.0" }') },
    unknown: { 'package.json': pack('"express": "5.1.0"') },
  },
  'testing.fast-feedback': {
    proposes: { [ci]: workflow('pull_request', job('test', ['timeout-minutes: 10'], 'npm test')) },
    unknown: { [ci]: workflow('pull_request', job('test', ['timeout-minutes: ${{ fromJSON(vars.MINUTES) }}'], 'npm test')) },
  },
  'testing.mutation': {
    pass: { 'pom.xml': pom('      <artifactId>pitest-maven</artifactId>\n      <configuration><mutationThreshold>80</mutationThreshold></configuration>\n') },
    fail: { 'stryker.conf.json': '{ "thresholds": { "high": 80, "low": 60, "break": null } }\n' },
    unknown: { 'package.json': pack('"express": "5.1.0"') },
  },
}
