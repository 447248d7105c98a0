import assert from 'node:assert/strict'
import { claimedBy, look, shown } from './facts'

const k6 = (options: string, body = "http.get(`${__ENV.BASE_URL}/cart`)"): string => `import http from 'k6/http'\nimport { sleep } from 'k6'\n\n${options}\n\nexport default function () {\n  ${body}\n  sleep(1)\n}\n`
const script = (path: string, text: string): unknown => look(path, text, 'load-test.LoadScript', one => [one.tool, one.hasThresholds, one.boundsLatency, one.boundsErrors, one.hasPercentile, one.hasOpenModel, one.takesTarget, one.productionHost].map(shown))[0]
const scenarios = (options: string, path = 'k6/a.js'): unknown => look(path, k6(options), 'load-test.Scenario', one => [one.name, one.executor, one.model, one.peak, one.seconds, one.type].map(shown))
const thresholds = (path: string, text: string): unknown => look(path, text, 'load-test.Threshold', one => [one.metric, one.expression, one.isLatency, one.isErrorRate, one.percentile, one.milliseconds, one.isAverage].map(shown))

describe('load tests: detection', () => {
  for (const [path, text, expected] of [
    ['k6/checkout.js', k6(''), 'load-test'], ['tests/load/checkout.ts', k6(''), 'load-test'], ['shop.k6.mjs', k6(''), 'load-test'], ['perf-tests/a.js', "const http = require('k6/http')\n", 'load-test'], ['src/upload/a.js', k6(''), null], ['k6/helpers.js', 'export const a = 1\n', null],
    ['plan.jmx', '<jmeterTestPlan version="1.2">', 'load-test'], ['locustfile.py', 'from locust import HttpUser\n', 'load-test'], ['locust/users.py', 'import os\nfrom locust import HttpUser\n', 'load-test'], ['locustfile.py', 'print(1)\n', null],
    ['src/gatling/scala/ShopSimulation.scala', 'import io.gatling.core.Predef._\n', 'load-test'], ['ShopSimulation.java', 'class ShopSimulation {}\n', null], ['lighthouserc.json', '{}', 'load-test'], ['.lighthouserc.yml', 'ci:\n', 'load-test'], ['.size-limit.json', '[]', 'load-test'],
  ] as const) it(path, () => { const by = claimedBy(path, text); assert.equal(by === 'load-test', expected === 'load-test', String(by)) })
})

describe('load tests: k6', () => {
  it('thresholds of every form', () => {
    const text = k6("export const options = {\n  thresholds: {\n    http_req_duration: ['p(95)<300', 'avg<100', { threshold: 'p(99.9) <= 1500', abortOnFail: true }],\n    'http_req_failed{scenario:main}': ['rate<0.01'],\n    checks: ['rate>0.99'],\n    http_reqs: ['count>10'],\n    bought: ['rate>0.9'],\n    'group_duration': [limit()],\n  },\n}")
    assert.deepEqual(thresholds('k6/a.js', text), [
      ['http_req_duration', 'p(95)<300', true, false, 95, 300, false], ['http_req_duration', 'avg<100', true, false, null, null, true], ['http_req_duration', 'p(99.9) <= 1500', true, false, 99.9, 1500, false],
      ['http_req_failed{scenario:main}', 'rate<0.01', false, true, null, null, false], ['checks', 'rate>0.99', false, true, null, null, false], ['http_reqs', 'count>10', false, false, null, null, false], ['bought', 'rate>0.9', false, '?', null, null, false], ['group_duration', '?', true, '?', '?', '?', '?']])
    assert.deepEqual(script('k6/a.js', text), ['k6', true, true, true, true, '?', true, null].map((value, i) => i === 5 ? false : value))
    assert.equal(look('k6/a.js', text, 'load-test.Threshold', one => text.slice(...one.locate('').span))[3], "'rate<0.01'")
  })
  it('what is missing and what another file says', () => {
    assert.deepEqual(script('k6/a.js', k6('')), ['k6', false, false, false, false, false, true, null])
    assert.deepEqual(script('k6/a.js', k6("export { options } from './options.js'")), ['k6', '?', '?', '?', '?', '?', true, null])
    assert.deepEqual(script('k6/a.js', k6("import { common } from './common.js'\nexport const options = { ...common, vus: 1 }")), ['k6', '?', '?', '?', '?', '?', true, null])
    assert.deepEqual(script('k6/a.js', k6("export const options = JSON.parse(open('./options.json'))")), ['k6', '?', '?', '?', '?', '?', true, null])
    assert.deepEqual(script('k6/a.js', k6("const limits = { http_req_duration: ['p(95)<300'] }\nexport const options: Options = { thresholds: limits, vus: 1, } satisfies Options")), ['k6', true, true, false, true, false, true, null])
    assert.equal(script('k6/helpers.js', "import http from 'k6/http'\nexport function login() { return http.get('https://shop.com') }\n"), undefined)
  })
  it('scenarios, their models and shapes', () => {
    assert.deepEqual(scenarios(`export const options = { scenarios: {
      smoke_a: { executor: 'constant-vus', vus: 500, duration: '1m' }, a: { executor: 'constant-vus', vus: 2, duration: '1m' },
      b: { executor: 'ramping-arrival-rate', startRate: 60, timeUnit: '1m', stages: [{ duration: '5m', target: 6000 }, { duration: '30m', target: 6000 }, { duration: '5m', target: 0 }] },
      c: { executor: 'constant-arrival-rate', rate: 50, duration: '2h' }, d: { executor: 'ramping-vus', stages: [{ duration: '2m', target: 2000 }, { duration: '1m', target: 0 }] },
      e: { executor: 'ramping-arrival-rate', stages: [{ duration: '2h', target: 20000 }] }, f: { executor: 'ramping-vus', stages: [{ duration: '1m', target: 100 }, { duration: '5m', target: 100 }, { duration: '1m', target: 200 }, { duration: '5m', target: 200 }, { duration: '1m', target: 300 }, { duration: '5m', target: 300 }] },
      g: { executor: __ENV.EXECUTOR, vus: 1 }, h: { executor: 'constant-vus', vus: Number(__ENV.VUS), duration: '5m' },
    } }`), [
      ['smoke_a', 'constant-vus', 'closed', 500, 60, 'smoke'], ['a', 'constant-vus', 'closed', 2, 60, 'smoke'], ['b', 'ramping-arrival-rate', 'open', 100, 2400, 'average'], ['c', 'constant-arrival-rate', 'open', 50, 7200, 'soak'], ['d', 'ramping-vus', 'closed', 2000, 180, 'spike'],
      ['e', 'ramping-arrival-rate', 'open', 20000, 7200, 'breakpoint'], ['f', 'ramping-vus', 'closed', 300, 1080, 'stress'], ['g', '?', '?', '?', '?', '?'], ['h', 'constant-vus', 'closed', '?', 300, '?']])
    assert.deepEqual(scenarios("export const options = { stages: [{ duration: '1m', target: 50 }, { duration: '10m', target: 50 }] }"), [['default', null, 'closed', 50, 660, 'average']])
    assert.deepEqual(scenarios("export const options = { vus: 1, iterations: 5 }", 'k6/checkout.js'), [['default', null, 'closed', 1, null, 'smoke']])
    assert.deepEqual(scenarios('', 'tests/soak/checkout.js'), [['default', null, 'closed', '?', '?', '?']])
    assert.deepEqual(scenarios('', 'k6/checkout-stress.js'), [['default', null, 'closed', '?', '?', 'stress']])
  })
  it('where load goes', () => {
    const target = (body: string, options = ''): unknown => look('k6/a.js', k6(options, body), 'load-test.LoadScript', one => [shown(one.takesTarget), one.productionHost, one.targets.map(to => to.host)])[0]
    assert.deepEqual(target("http.get('https://www.shop.com/cart')"), [false, 'www.shop.com', ['www.shop.com']])
    assert.deepEqual(target("http.get('https://staging.shop.com/cart')"), [false, null, ['staging.shop.com']])
    assert.deepEqual(target('http.get(`${base}/cart`)', "const base = __ENV.BASE_URL || 'https://shop.com'"), [true, 'shop.com', ['shop.com']])
    assert.deepEqual(target('http.get(`${base}/cart`)', "const base = __ENV.BASE_URL || 'http://localhost:8080'"), [true, null, ['localhost']])
    assert.deepEqual(target('http.get(`${base}/cart`)', "import { base } from './config.js'"), ['?', null, []])
    assert.deepEqual(target('http.get(`${TARGET}/cart`)', "const { TARGET } = __ENV\nimport x from 'https://jslib.k6.io/k6-utils/1.4.0/index.js'"), [true, null, []])
    assert.deepEqual(target('http.get(`https://api.shop.com/cart/${id}`)'), [false, 'api.shop.com', ['api.shop.com']])
    assert.deepEqual(target("// http.get('https://www.shop.com')\n  const re = /https:\\/\\/www.shop.com\"/; check(res, { 'see https://www.shop.com': r => r.status === 200 }); http.get(url)", ''), ['?', null, []])
  })
})

describe('load tests: journeys', () => {
  const journey = (path: string, text: string): unknown => look(path, text, 'load-test.LoadScript', one => shown(one.isJourney))[0]
  it('are requests for more than the state of health', () => {
    for (const [body, expected] of [['http.get(`${base}/cart`)', true], ['http.get(`${base}/healthz`)', false], ["http.get('https://shop.com/api/health?x=1')", false], ["http.get(base + '/cart', { tags: { a: 'b' } })", true], ['http.get(url)', '?'], ["http.get(base + '/ready'); http.post(`${base}/orders`, JSON.stringify({}))", true], ['shop.buy()', '?'], ['const url = `${base}/cart?id=${id}`; http.get(url, params)', true], ['http.get(`${base}${path}`)', '?'], ['http.get(`https://${host}/healthz`)', false], ['const url = `${base}/cart`; http.get(url, params)', true], ["http.get('https://shop.com')", true]] as const) assert.equal(journey('k6/a.js', k6('', body)), expected, body)
    assert.equal(journey('locustfile.py', 'from locust import HttpUser\nclass A(HttpUser):\n    def a(self):\n        self.client.get("/health")\n'), false)
    assert.equal(journey('a.jmx', '<jmeterTestPlan>\n<HTTPSamplerProxy testclass="HTTPSamplerProxy" testname="a">\n<stringProp name="HTTPSampler.path">/cart</stringProp>\n</HTTPSamplerProxy></jmeterTestPlan>'), true)
    assert.equal(journey('ShopSimulation.scala', 'import io.gatling.core.Predef._\nclass A extends Simulation { val a = exec(http("a").get("/healthz")) }\n'), false)
  })
})

describe('load tests: Gatling', () => {
  const scala = `package shop
import io.gatling.core.Predef._
import io.gatling.http.Predef._
class ShopSimulation extends Simulation {
  val protocol = http.baseUrl(System.getProperty("baseUrl", "http://localhost:8080")) // "https://www.shop.com"
  val users = scenario("Users").exec(http("cart").get("/cart"))
  setUp(users.inject(rampUsersPerSec(1).to(50).during(10.minutes))).protocols(protocol)
    .assertions(global.responseTime.percentile3.lt(800), global.failedRequests.percent.lte(1), details("cart").responseTime.percentile(99.9).lt(2000), global.responseTime.mean.lt(100))
}
`
  it('reads Scala', () => {
    assert.deepEqual(script('ShopSimulation.scala', scala), ['gatling', true, true, true, true, true, true, null])
    assert.deepEqual((thresholds('ShopSimulation.scala', scala) as unknown[][]).map(one => one.slice(2)), [[true, false, 95, 800, false], [false, true, null, null, false], [true, false, 99.9, 2000, false], [true, false, null, null, true]])
  })
  it('reads Java and JavaScript', () => {
    const java = 'import io.gatling.javaapi.core.*;\npublic class ShopSimulation extends Simulation {\n  char c = \'"\';\n  HttpProtocolBuilder protocol = http.baseUrl("https://www.shop.com");\n  { setUp(users.injectClosed(constantConcurrentUsers(10).during(60))).protocols(protocol); }\n}\n'
    assert.deepEqual(script('src/test/java/ShopSimulation.java', java), ['gatling', false, false, false, false, false, false, 'www.shop.com'])
    const js = 'import { simulation, global } from "@gatling.io/core"\nexport default simulation((setUp) => {\n  const protocol = http.baseUrl(getEnvironmentVariable("TARGET_URL"))\n  setUp(users.injectOpen(atOnceUsers(1))).assertions(global().responseTime().percentile(95.0).lt(limit))\n})\n'
    assert.deepEqual(script('shop.gatling.js', js), ['gatling', true, true, false, true, true, true, null])
  })
})

describe('load tests: JMeter', () => {
  const plan = (domain: string, more = ''): string => `<?xml version="1.0"?>\n<jmeterTestPlan version="1.2">\n<hashTree>\n<ThreadGroup guiclass="ThreadGroupGui" testclass="ThreadGroup" testname="Users" enabled="true">\n<stringProp name="ThreadGroup.num_threads">50</stringProp>\n<boolProp name="ThreadGroup.scheduler">true</boolProp>\n<stringProp name="ThreadGroup.duration">600</stringProp>\n</ThreadGroup>\n<HTTPSamplerProxy guiclass="HttpTestSampleGui" testclass="HTTPSamplerProxy" testname="a &amp; b" enabled="true">\n<stringProp name="HTTPSampler.domain">${domain}</stringProp>\n</HTTPSamplerProxy>\n${more}</hashTree>\n</jmeterTestPlan>\n`
  const duration = '<DurationAssertion guiclass="x" testclass="DurationAssertion" testname="fast" enabled="true">\n<stringProp name="DurationAssertion.duration">800</stringProp>\n</DurationAssertion>\n'
  it('reads groups, targets and assertions', () => {
    assert.deepEqual(script('a.jmx', plan('${__P(host,localhost)}', duration)), ['jmeter', true, true, true, true, false, true, null])
    assert.deepEqual(script('a.jmx', plan('www.shop.com', duration.replace('"true"', '"false"'))), ['jmeter', false, false, false, '?', false, false, 'www.shop.com'])
    assert.deepEqual(thresholds('a.jmx', plan('', duration)), [['DurationAssertion', 'fast', true, false, 100, 800, false]])
    assert.deepEqual(look('a.jmx', plan('', ''), 'load-test.Scenario', one => [one.name, one.model, one.peak, one.seconds, one.type].map(shown)), [['Users', 'closed', 50, 600, 'average']])
  })
})

describe('load tests: Locust', () => {
  const file = (more: string, body = ''): string => `from locust import HttpUser, task, events\n\nclass Shopper(HttpUser):\n    ${body || 'pass'}\n    @task\n    def cart(self):\n        self.client.get("/cart")\n${more}`
  it('reads users, hosts and conditions', () => {
    assert.deepEqual(script('locustfile.py', file('')), ['locust', false, false, true, false, false, true, null])
    assert.deepEqual(script('locustfile.py', file('', 'host = "https://www.shop.com"  # yes')), ['locust', false, false, true, false, false, false, 'www.shop.com'])
    const quitting = '\n@events.quitting.add_listener\ndef judge(environment, **kw):\n    """fail_ratio"""\n    if environment.stats.total.get_response_time_percentile(0.95) > 800:\n        environment.process_exit_code = 1\n'
    assert.deepEqual(script('locustfile.py', file(quitting, 'host = os.environ["HOST"]')), ['locust', true, true, true, true, false, '?', null])
    assert.deepEqual(thresholds('locustfile.py', file(quitting)), [['get_response_time_percentile', 'p95 > 800', true, false, 95, 800, false]])
  })
})

describe('budgets of the browser', () => {
  for (const [path, text, expected] of [
    ['lighthouserc.json', '{ "ci": { "assert": { "preset": "lighthouse:recommended" } } }', true], ['lighthouserc.json', '{ "ci": { "collect": {} } }', false], ['lighthouserc.yml', 'ci:\n  assert:\n    assertions:\n      interactive: error\n', true],
    ['lighthouserc.js', "module.exports = { ci: { assert: { assertions: { 'first-contentful-paint': 'error' } } } }\n", true], ['lighthouserc.js', 'module.exports = { ci: { collect: {} } }\n', false], ['lighthouserc.js', 'module.exports = { ci: base }\n', '?'], ['lighthouserc.js', "module.exports = require('./base')\n", '?'],
    ['.size-limit.json', '[{ "path": "dist/*.js", "limit": "50 kB" }]', true], ['.size-limit.json', '[{ "path": "dist/*.js" }]', false], ['.size-limit.js', "export default [{ path: 'a.js', limit: '1 kB' }]\n", true], ['bundlesize.config.json', '{ "files": [{ "path": "a", "maxSize": "1 kB" }] }', true],
  ] as const) it(`${path} ${text.trim()}`, () => assert.deepEqual(look(path, text, 'load-test.ClientBudget', one => shown(one.hasLimits)), [expected]))
})

describe('load tests: whatever is typed', () => {
  const texts: readonly (readonly [string, string])[] = [
    ['k6/a.js', k6("export const options = { scenarios: { a: { executor: 'ramping-vus', stages: [{ duration: '1m', target: 5 }] } }, thresholds: { http_req_duration: ['p(95)<300'] } }", "http.get(`https://${host}/a/${`b`}`); const re = /[/]'/g")],
    ['ShopSimulation.scala', 'import io.gatling.core.Predef._\nclass A extends Simulation {\n  setUp(a.inject(atOnceUsers(1))).assertions(global.responseTime.max.lt(5))\n  val x = """a "b" c"""\n}\n'],
    ['a.jmx', '<jmeterTestPlan>\n<ThreadGroup testclass="ThreadGroup" testname="a">\n<stringProp name="ThreadGroup.num_threads">5</stringProp>\n</ThreadGroup></jmeterTestPlan>'],
    ['locustfile.py', 'from locust import HttpUser\nclass A(HttpUser):\n    host = "http://a"\n    x = """b"""\n'], ['lighthouserc.js', 'module.exports = { ci: { assert: { assertions: {} } } }\n'],
  ]
  const kinds = ['load-test.LoadScript', 'load-test.Threshold', 'load-test.Scenario', 'load-test.ClientBudget'] as const
  const readAll = (path: string, text: string): void => { for (const kind of kinds) look(path, text, kind, fact => { for (const name of Object.keys(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(fact)))) if (name !== 'edit') void (fact as unknown as Record<string, unknown>)[name]; assert.ok(fact.locate('').span[1] <= text.length) }) }
  it('half of a file is read without a fall', () => { for (const [path, text] of texts) for (let end = 0; end <= text.length; end++) readAll(path, text.slice(0, end)) })
  it('large and odd files take no time', function () {
    this.timeout(20_000)
    for (const [path, text] of texts) for (const odd of ['(', '{', '[', '<a ', '"', "'", '`', '`${', '/', '{a:', 'a=[', '...', '\u0000', 'const options=', 'http.get("http://a"', '<stringProp name="', '"""', 'export default ', '<x testclass="']) readAll(path, text + odd.repeat(Math.floor(60_000 / odd.length)))
    readAll('k6/a.js', `import 'k6'\nexport const options = { a: [b0, b0] }\n${Array.from({ length: 60 }, (_, i) => `const b${i} = [b${i + 1}, b${i + 1}]`).join('\n')}`)
  })
})
