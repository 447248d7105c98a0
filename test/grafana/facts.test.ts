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
