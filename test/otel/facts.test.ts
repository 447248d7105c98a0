import assert from 'node:assert/strict'
import { isCollector } from '../../src/languages/otel/language'
import { look } from '../prometheus/world'

describe('otel: detection', () => {
  for (const [path, head, expected] of [
    ['otel.yml', 'receivers:\nexporters:\nservice:\n', true], ['otel.yml', 'exporters:\nservice:\n  pipelines:\n', true], ['am.yml', 'route:\nreceivers:\n', false], ['a.yml', 'receivers: [a]\n', false], ['a.yml', 'apiVersion: x\nreceivers:\nexporters:\n', false], ['values.yaml', 'receivers:\nexporters:\n', false], ['a.json', 'receivers:\nexporters:\n', false],
  ] as const) it(`${path} ${JSON.stringify(head)}`, () => assert.equal(isCollector(path, () => head), expected))
})

describe('otel: facts', () => {
  const text = 'receivers:\n  otlp: {protocols: {grpc: {endpoint: "0.0.0.0:4317"}, http: {endpoint: "localhost:4318"}}}\nprocessors: {memory_limiter: {}, batch: {}}\nconnectors: {spanmetrics: {}}\nexporters:\n  otlp/a: {endpoint: "x:4317"}\n  otlp/b: {endpoint: "x:4317", sending_queue: {enabled: false}}\n  otlp/c: {endpoint: "x:4317", retry_on_failure: "${env:RETRY}"}\n  debug: {}\nextensions: {zpages: {endpoint: ":55679"}}\nservice:\n  extensions: [zpages]\n  pipelines:\n    traces: {receivers: [otlp], processors: [memory_limiter, batch], exporters: [otlp/a, spanmetrics]}\n    metrics/x: {receivers: [spanmetrics, prometheus], processors: [batch], exporters: [debug]}\n    logs: {receivers: [otlp], processors: ["${env:P}"], exporters: [otlp/b]}\n'
  it('pipelines', () => assert.deepEqual(look({ 'otel.yml': text }, 'otel.Pipeline', one => [one.name, one.signal, one.limitsMemoryFirst, [...one.undefinedComponents], one.hasDebugExporter]), [['traces', 'traces', true, [], false], ['metrics/x', 'metrics', false, ['prometheus'], true], ['logs', 'logs', '?', [], false]]))
  it('components', () => assert.deepEqual(look({ 'otel.yml': text }, 'otel.Component', one => [one.name, one.role, one.isUsed, one.sends, one.hasQueue, one.retries, one.isOnAllInterfaces]).filter(one => !/memory|batch|span/.test(String((one as unknown[])[0]))), [
    ['otlp', 'receiver', true, false, true, true, true], ['otlp/a', 'exporter', true, true, true, true, false], ['otlp/b', 'exporter', true, true, false, true, false], ['otlp/c', 'exporter', false, true, true, '?', false], ['debug', 'exporter', true, false, true, true, false], ['zpages', 'extension', true, false, true, true, true]]))
  it('what another file may add is unknown', () => assert.deepEqual(look({ 'a/otel.yml': text, 'a/more.yml': 'exporters: {debug: }\nservice:\n  pipelines:\n    logs: {exporters: [gone]}\n' }, 'otel.Pipeline', one => [one.path, one.name, one.limitsMemoryFirst, one.undefinedComponents.open === true]), [['a/otel.yml', 'traces', true, false], ['a/otel.yml', 'metrics/x', false, true], ['a/otel.yml', 'logs', '?', true], ['a/more.yml', 'logs', '?', true]]))
  it('an OpenTelemetryCollector gives the same facts', () => assert.deepEqual(look({ 'k8s/otel.yaml': 'apiVersion: opentelemetry.io/v1beta1\nkind: OpenTelemetryCollector\nmetadata: {name: x}\nspec:\n  config:\n    receivers: {otlp: {}}\n    processors: {batch: {}}\n    exporters: {debug: {}}\n    service: {pipelines: {traces: {receivers: [otlp], processors: [batch], exporters: [debug, gone]}}}\n' }, 'otel.Pipeline', one => [one.name, one.limitsMemoryFirst, [...one.undefinedComponents], one.hasDebugExporter]), [['traces', false, ['gone'], true]]))
})
