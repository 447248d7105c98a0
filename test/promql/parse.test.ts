import assert from 'node:assert/strict'
import { constant, parse, seconds } from '../../src/languages/promql/parse'
import { ReadQuery } from '../../src/languages/promql/query'
import { processorTime } from '../processor-time'

const error = (text: string, variables = false): string | null => { const { problem, isUnsure } = parse(text, variables); return isUnsure ? 'unsure' : problem?.text ?? null }

describe('promql: what Prometheus takes', () => {
  for (const text of [
    'up == 0', 'sum by (job) (rate(http_requests_total{code=~"5..",path!~"/a|/b(c"}[5m])) > 0.05', `absent(up{job='web'})`, 'a{x="\\"}"} >= bool 1', 'max_over_time(deriv(x[5m])[1h:1m]) offset 5m <= -1',
    '(a # a ( that is a comment\n + b) != 0', 'x @ end() and on (job) y', '{"http.requests", job="web"} > 1', 'label_replace(up, "a", "$1", "b", `(.*)`) < 1', 'vector(1)', '-x > 1', 'a unless b',
    'sum(rate(a[5m])) by (job) / ignoring(code) group_left sum(rate(b[5m]))', 'histogram_quantile(0.99, sum by (le) (rate(d_bucket[5m])))', 'topk(5, sum by (job) (x))', 'count_values("v", x)', 'quantile(0.9, x)', 'predict_linear(x[1h], 4 * 3600) < 0',
    'round(x, 0.1)', 'clamp(x, 0, 1)', 'time() - x > 3600', 'hour() > 8', 'scalar(x) * 2', '1 == bool 1', 'sort_by_label(x, "a", "b")', 'rate(x[5m:30s])', 'SUM(up)', '1e3 + 0x1f + Inf', 'label_join(x, "a", "-", "b")', 'group(x)', '{__name__=~"a.+"}', 'day_of_week(timestamp(x))',
  ]) it(text, () => assert.equal(error(text), null))
})

describe('promql: what it refuses', () => {
  for (const [text, why] of [
    ['', /empty/], ['# only a comment', /empty/], ['sum(up', /'\('.*never closed/], ['up)', /too many/], ['sum(up]', /closes a '\('/], ['up{job="web}', /text/], ['up = 0', /single '='/], ['up == 1 || x', /'or'/],
    ['rate(x[$__rate_interval])', /Grafana/], ['rate(x[])', /empty range/], ['a +', /ends with '\+'/], ['up =~ "x"', /outside of braces/], ['!up', /'!'/],
    ['rate(x)', /no range/], ['sum(x[5m])', /range/], ['abs(x[5m])', /range/], ['x[5m]', /range vector/], ['1 > 2', /bool/], ['x and 1', /number beside 'and'/], ['topk(x)', /1 argument/], ['round(x, 1, 2)', /3 arguments/], ['topk("a", x)', /a text/],
    ['ratee(x[5m])', /'rate' is/], ['a b', /cannot be read/], ['sum by job (x)', /cannot be read/], ['{}', /every series/], ['{job=~".*"}', /every series/], ['x + "a"', /a text beside/], ['rate(sum(x[5m]))', /range/], ['x[5min]', /cannot be read/],
  ] as const) it(JSON.stringify(text), () => assert.match(error(text) ?? 'nothing', why))
})

describe('promql: what nobody knows', () => {
  for (const text of ['sum(rate({app="x"} |= "error" [5m]))', '{app="x"} | json', 'rollup_rate(x[5m])', 'median(x)', 'sum(x) keep_metric_names', `${'('.repeat(400)}x`, `x${' '.repeat(13_000)}`]) it(text.slice(0, 60), () => assert.equal(error(text), 'unsure'))
  it('variables of Grafana stand for names and durations', () => {
    for (const text of ['rate(x[$__rate_interval])', 'sum by ($group) (x{job="$job", a=~"${b:regex}"})', 'rate($metric[5m])', 'x offset $shift', 'x > $limit', 'rate(${metric}_total[${window}m])', '[[metric]] > 1', 'topk($n, x)']) assert.equal(error(text, true), null, text)
    assert.equal(error('$query', true), null)
    assert.equal(error('sum(x) $filter', true), 'unsure')
    assert.match(error('sum(rate(x[$__rate_interval])', true) ?? '', /never closed/)
  })
})

describe('promql: what a query shows', () => {
  const shapes = (text: string): string => new ReadQuery(text, 'expr', true).shapes.join(' ')
  for (const [text, expected] of [
    ['sum(rate(http_requests_total[$__rate_interval]))', 'rate'], ['sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m]))', 'errors'], ['histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))', 'duration'],
    ['rate(http_request_duration_seconds_sum[5m]) / rate(http_request_duration_seconds_count[5m])', 'duration'], ['db_pool_connections_in_use / db_pool_connections_max', 'pool'], ['rate(container_cpu_cfs_throttled_periods_total[5m]) / rate(container_cpu_cfs_periods_total[5m])', 'throttling'],
    ['container_memory_working_set_bytes / kube_pod_container_resource_limits{resource="memory"}', 'memory'], ['1 - (sum(rate(http_requests_total{code=~"5.."}[30d])) / sum(rate(http_requests_total[30d]))) / 0.001', 'budget'], ['job:http_error_budget:remaining', 'budget'],
    ['1 - (1 - sum(rate(ok_total[30d])) / sum(rate(all_total[30d]))) / (1 - 0.999)', 'budget'], ['up == 0', 'availability'], ['rabbitmq_queue_messages_ready', 'queue'], ['sum(rate(grpc_server_handled_total{grpc_code!="OK"}[5m]))', 'errors'], ['1 - node_filesystem_avail_bytes / node_filesystem_size_bytes', 'disk'],
    ['increase(kube_pod_container_status_restarts_total[1h]) > 3', 'restarts'],
  ] as const) it(text, () => assert.equal(shapes(text), expected))

  it('counters that are used as they are', () => {
    const raw = (text: string): readonly unknown[] => new ReadQuery(text, 'expr').selectors.filter(one => one.isRawCounter).map(one => one.metric)
    assert.deepEqual(raw('http_requests_total > 100'), ['http_requests_total'])
    assert.deepEqual(raw('sum by (job) (errors_total) > 5'), ['errors_total'])
    for (const text of ['rate(a_total[5m])', 'count(a_total)', 'absent(a_total)', 'x and a_total', 'a_total - a_total offset 5m', 'a_total / b_total', 'a_total == 0', 'node_memory_total', 'job:a_total:rate5m', 'rate(sum(a_total)[5m:])']) assert.deepEqual(raw(text), [], text)
  })
  it('labels without bound', () => assert.deepEqual(new ReadQuery('sum by (user_id, job) (x) + sum without (session_id) (y) + count by (path, client_ip) (z)', 'expr').unboundedLabels.map(one => one.name), ['user_id', 'client_ip']))
  it('rates of sums', () => assert.deepEqual(new ReadQuery('rate(sum by (job) (a_total)[5m:]) + rate(job:a_total:sum[5m]) + rate(sum(rate(a_total[1m]))[5m:])', 'expr').ratesOfSums.map(({ of, isRecorded }) => [of, isRecorded]), [['sum', false], ['job:a_total:sum', true]]))
})

describe('promql: burn rates', () => {
  const burns = (text: string): unknown => new ReadQuery(text, 'expr').burns.map(one => [one.factor, one.isFactorWritten, one.budget, one.threshold, one.longSeconds, one.shortSeconds])
  const ratio = (window: string): string => `sum(rate(errors_total[${window}])) / sum(rate(requests_total[${window}]))`
  for (const [text, expected] of [
    [`${ratio('1h')} > (14.4 * 0.001) and ${ratio('5m')} > (14.4 * 0.001)`, [[14.4, true, 0.001, 0.0144, 3600, 300]]],
    [`${ratio('5m')} > 0.001 * 14.4 and ${ratio('1h')} > (1 - 0.999) * 14.4`, [[14.4, true, 0.001, 0.0144, 3600, 300]]],
    ['job:errors:ratio_rate1h > 0.0144 and job:errors:ratio_rate5m > 0.0144', [[14.4, false, null, 0.0144, 3600, 300]]],
    ['(e:ratio_rate1h > 14.4 * 0.1 / 100 and e:ratio_rate5m > 14.4 * 0.1 / 100) or (e:ratio_rate6h > 6 * 0.001 and e:ratio_rate30m > 6 * 0.001)', [[14.4, true, 0.001, 0.0144, 3600, 300], [6, true, 0.001, 0.006, 21600, 1800]]],
    ['slo:burnrate1h > 14.4 and slo:burnrate5m > 14.4', [[14.4, true, null, 14.4, 3600, 300]]],
    ['job:availability:ratio1h < 1 - 14.4 * 0.001', [[14.4, true, 0.001, 0.0144, 3600, null]]],
    ['0.0144 < e:error_ratio:rate1h and 0.0144 < e:error_ratio:rate5m', [[14.4, false, null, 0.0144, 3600, 300]]],
    ['job:errors:ratio_rate5m > 0.05', []], [`${ratio('5m')} > 0.05 and sum(rate(requests_total[5m])) > 10`, []], ['max(e:ratio_rate1h > 6 * $x) > 1', []],
  ] as const) it(text, () => assert.deepEqual(burns(text), expected))
  it('constants are computed', () => assert.deepEqual(['14.4 * 0.001', '-(1 - 0.5) / 2', '2 ^ 3 % 5', 'x + 1', 'vector(3)'].map(text => constant(parse(text).root!)), [0.014400000000000001, -0.25, 3, null, 3]))
  it('durations', () => assert.deepEqual(['5m', '1h30m', '1d', '30', 'x', ''].map(seconds), [300, 5400, 86400, 30, null, null]))
})

describe('promql: any text', () => {
  it('takes time in proportion to the text', () => {
    const start = processorTime()
    for (const text of ['(', '"\\', '{', '{{', 'a=', '$__', '1', 'a+', 'sum(', 'a[', '$a', '[[a', 'a{b="'].map(part => part.repeat(200_000))) { parse(text); parse(text, true) }
    for (const text of ['(', 'a+', 'sum(', '$a ', 'a{b="c"}+', '1*', 'a and ', 'x(', '[5m]'].map(part => part.repeat(2_500))) { new ReadQuery(text, 'e', true).burns; new ReadQuery(text, 'e').shapes }
    assert.ok(processorTime() - start < 4_000)
  })
  it('half-typed, cut off anywhere', () => {
    const text = 'sum by (job) (rate(http_requests_total{code=~"5..", job!="x"}[5m] offset 1h)) / on(job) group_left(a) 0.001 > bool 14.4 and absent(up)'
    for (let i = 0; i <= text.length; i++) { const query = new ReadQuery(text.slice(0, i), 'expr', i % 2 === 0); void query.isValid; void query.shapes; void query.burns; void query.selectors }
  })
})
