import assert from 'node:assert/strict'
import { isDashboard } from '../../src/languages/grafana/language'
import { parseJson } from '../../src/languages/yaml/json'
import { parseYaml } from '../../src/languages/yaml/parse'
import type { YamlNode } from '../../src/languages/yaml/tree'
import { look } from '../prometheus/world'

const panel = (id: number, more: object): object => ({ id, type: 'timeseries', title: `P${id}`, gridPos: { x: 0, y: id * 8, w: 12, h: 8 }, datasource: { type: 'prometheus', uid: '${datasource}' }, ...more })
const dashboard = (panels: readonly object[], more: object = {}): { readonly [path: string]: string } => ({ 'dashboards/shop.json': JSON.stringify({ uid: 'shop', title: 'Shop', schemaVersion: 39, templating: { list: [{ name: 'datasource', type: 'datasource' }] }, annotations: { list: [] }, panels, ...more }, null, 2) })

describe('grafana: detection', () => {
  for (const [path, head, expected] of [
    ['a/b.json', '{"annotations": {}, "panels": []', true], ['dashboards/b.json', '{"annotations": {}, "editable": true', true], ['x.json', '{"annotations": {}, "editable": true', false], ['x.json', '{"panels": []}', false], ['grafana/x.json', '[1]', false],
    ['x.yaml', '{"panels": [], "uid": ""}', false], ['x-dashboard.json', '{"uid": "x", "templating": {}', true], ['dashboards/x.json', '{"apiVersion": "v1", "panels": [], "uid": "x"}', false], ['dashboards/data.json', '{"uid": "x"}', false],
  ] as const) it(`${path} ${head}`, () => assert.equal(isDashboard(path, () => head), expected))
})

describe('grafana: facts', () => {
  it('panels of rows, old rows and none; texts are none', () => {
    const files = dashboard([panel(0, {}), { type: 'row', title: 'R', panels: [panel(1, {})] }, panel(2, {}), { type: 'text' }, { type: 'row', title: 'S', panels: [] }, panel(3, {})])
    assert.deepEqual(look(files, 'grafana.Panel', one => [one.title, one.row, one.isFirstRow]), [['P0', null, true], ['P1', 'R', false], ['P2', 'R', false], ['P3', 'S', false]])
    assert.deepEqual(look({ 'dashboards/old.json': '{"title": "x", "editable": true, "rows": [{"title": "R", "panels": [{"id": 1, "title": "A", "yaxes": [{"format": "s"}]}]}], "annotations": {}, "schemaVersion": 14}' }, 'grafana.Panel', one => [one.title, one.row, one.unit]), [['A', 'R', 's']])
  })
  it('the dashboard inside an answer of the API', () => assert.deepEqual(look({ 'dashboards/x.json': '{"meta": {}, "dashboard": {"title": "x", "uid": "u", "panels": [{"id": 1}]}}' }, 'grafana.Dashboard', one => [one.title, one.panels.length]), [['x', 1]]))
  it('queries of other sources are left out', () => assert.deepEqual(look(dashboard([panel(0, { targets: [{ expr: 'up' }, { expr: '{a="b"} |= "x"', datasource: { type: 'loki', uid: 'l' } }, { rawSql: 'select 1' }, { expr: 'y', hide: true }] })]), 'grafana.Panel', one => [one.queries.length, one.targets]), [[1, 4]]))
  it('what a dashboard has and what it lacks', () => {
    const see = (one: any): unknown => [one.hasDatasourceVariable, one.usesDatasourceVariable, one.hasUnits, one.hasDescriptions, one.marksDeployments, one.hasRunbookLink, one.leadsToLogs, one.leadsToTraces, one.isEditable]
    assert.deepEqual(look(dashboard([panel(0, {})]), 'grafana.Dashboard', see), [[true, true, false, false, false, false, false, false, true]])
    const whole = panel(0, { description: 'x', fieldConfig: { defaults: { unit: 's', links: [{ title: 'Trace', url: 'https://tempo/x' }] } } })
    assert.deepEqual(look(dashboard([whole, panel(1, { type: 'logs', description: 'y' })], { editable: false, annotations: { list: [{ builtIn: 1, name: 'Annotations & Alerts' }, { name: 'Deployments', expr: 'changes(x[1m])' }] }, links: [{ title: 'Runbook', url: 'https://x' }] }), 'grafana.Dashboard', see), [[true, true, true, true, true, true, true, true, false]])
    assert.deepEqual(look(dashboard([panel(0, { datasource: 'Prometheus' })], { templating: { list: [] } }), 'grafana.Dashboard', one => [one.hasDatasourceVariable, one.usesDatasourceVariable]), [[false, false]])
  })
  it('shapes and intervals', () => {
    const files = dashboard([panel(0, { targets: [{ expr: 'sum(rate(http_requests_total[$__rate_interval]))' }] }), panel(1, { targets: [{ expr: 'rate(http_requests_total[5m])' }] }), panel(2, { targets: [{ expr: '1 - (sum(rate(http_requests_total{code=~"5.."}[30d])) / sum(rate(http_requests_total[30d]))) / 0.001' }] })])
    assert.deepEqual(look(files, 'grafana.Panel', one => [[...one.shapes], one.usesRateInterval]), [[['rate'], true], [['rate'], false], [['budget'], true]])
    assert.deepEqual(look(files, 'grafana.Dashboard', one => [[...one.shapes], [...one.firstRowShapes]]), [[['rate', 'budget'], ['rate']]])
  })
  it('a number of now may look back a fixed time, a burn rate as well; the bare step is too short', () => {
    const asks = (expr: string, more: object = {}, target: object = {}): unknown => look(dashboard([panel(0, { targets: [{ expr, ...target }], ...more })]), 'grafana.Panel', one => one.usesRateInterval)[0]
    const share = 'sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m]))'
    assert.deepEqual([asks(share), asks(share, { type: 'stat' }), asks(share, { type: 'stat', options: { reduceOptions: { calcs: ['mean'] } } }), asks(share, {}, { instant: true }), asks(share, {}, { instant: true, range: true }), asks(`(${share}) / 0.001`)], [false, true, false, true, false, true])
    assert.deepEqual([asks('rate(a_total[$__interval])'), asks('rate(a_total[$__interval])', { interval: '1m' }), asks('rate(a_total[$__interval])', { type: 'stat' })], [false, true, false])
  })
  it('what users notice leads where no cause stands above it', () => {
    const at = (y: number, expr: string): object => panel(y, { gridPos: { x: 0, y, w: 8, h: 8 }, targets: [{ expr }] })
    const leading = (...panels: readonly object[]): unknown => look(dashboard(panels), 'grafana.Dashboard', one => [...one.leadingShapes])[0]
    assert.deepEqual(leading(at(0, 'sum(rate(http_requests_total[1m]))'), at(8, 'histogram_quantile(0.9, sum by (le) (x_bucket))'), at(16, 'a_memory_bytes'), at(24, 'sum(rate(http_requests_total{code="500"}[1m]))')), ['rate', 'duration'])
    assert.deepEqual(leading(at(0, 'a_memory_bytes'), at(0, 'sum(rate(http_requests_total[1m]))'), at(8, 'histogram_quantile(0.9, sum by (le) (x_bucket))')), ['memory', 'rate'])
  })
  it('links in texts lead as well, and units of single series count', () => {
    const text = { type: 'text', options: { content: '[Runbook](https://x/runbooks/a.md) <a href="https://x/explore?loki">Logs</a> [Dialogs](https://x/)' } }
    assert.deepEqual(look(dashboard([text, panel(0, { fieldConfig: { overrides: [{ properties: [{ id: 'unit', value: 's' }] }] } })]), 'grafana.Dashboard', one => [one.hasRunbookLink, one.leadsToLogs, one.leadsToTraces, one.hasUnits]), [[true, true, false, true]])
    assert.deepEqual(look(dashboard([{ type: 'text', options: { content: '[Dialogs](https://x/dialogs)' } }]), 'grafana.Dashboard', one => [one.leadsToLogs]), [[false]])
    assert.deepEqual(look(dashboard([], { annotations: { list: [{ name: 'A', target: { tags: ['deployment'] } }] } }), 'grafana.Dashboard', one => [one.marksDeployments]), [[true]])
  })
  it('an object of Grafana', () => assert.deepEqual(look({ 'dashboards/x.json': '{"apiVersion": "dashboard.grafana.app/v1beta1", "kind": "Dashboard", "metadata": {"name": "shop"}, "spec": {"title": "Shop", "annotations": {}, "panels": [{"id": 1}]}}' }, 'grafana.Dashboard', one => [one.title, one.uid, one.panels.length]), [['Shop', 'shop', 1]]))
  it('recorded series are spelled out', () => {
    const rules = { 'rules/shop.rules.yml': 'groups:\n  - name: a\n    rules:\n      - record: shop:bad:share\n        expr: sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m]))\n      - record: shop:left\n        expr: 1 - shop:bad:share / 0.001\n' }
    const shapes = (expr: string): unknown => look({ ...dashboard([panel(0, { targets: [{ expr }] })]), ...rules }, 'grafana.Panel', one => [...one.shapes, ...one.spelledOut.map((query: { text: string }) => query.text)])[0]
    assert.deepEqual(shapes('shop:bad:share'), ['errors', '(sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m])))'])
    assert.deepEqual(shapes('shop:left * 100'), ['budget', '(1 - (sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m]))) / 0.001) * 100'])
    assert.deepEqual(shapes('other:series'), ['other:series'])
  })
  it('places are those of the file', () => {
    const files = dashboard([panel(0, { targets: [{ expr: 'sum(x{a="b"}) + y' }] })]), text = files['dashboards/shop.json']!
    assert.deepEqual(look(files, 'grafana.Panel', one => [text.slice(...one.locate('').span), text.slice(...one.locate(one.queries[0].selectors[0].at).span), text.slice(...one.locate(one.queries[0].selectors[1].at).span)]), [['"P0"', 'x', 'y']])
  })
})

describe('JSON', () => {
  const outline = (node: YamlNode): unknown => node.kind === 'map' ? ['map', node.span, node.pairs.map(pair => [pair.name, pair.key.span, outline(pair.value)])] : node.kind === 'sequence' ? ['list', node.span, node.items.map(outline)] : [node.kind, node.span, node.kind === 'scalar' ? [node.value, node.source, node.style] : null]
  for (const text of ['{}', '[]', ' {"a": [1, -2.5e3, true, null, "x\\n\\"y\\u00e9"], "b": {"c": ""}}\n', '{\r\n\t"a": {\r\n\t\t"b": [ ]\r\n\t}\r\n}', '"x"', '[[[]]]']) it(JSON.stringify(text), () => assert.deepEqual(outline(parseJson(text)!.documents[0]!.root!), outline(parseYaml(text).documents[0]!.root!)))
  for (const text of ['', '{', '{"a": 1,}', '{"a": 01}', "{'a': 1}", '{"a": 1} x', '{"a": 1, "a": 2}', '["a\nb"]', '{"a" 1}', '[1 2]', 'nul', '['.repeat(200) + ']'.repeat(200)]) it(`not ${JSON.stringify(text.slice(0, 30))}`, () => assert.equal(parseJson(text), null))
})
