import assert from 'node:assert/strict'
import { isUnknown } from '../../src/core/value'
import { interpolate, readEnvFile, referencesIn } from '../../src/languages/compose/interpolation'
import { isCompose } from '../../src/languages/compose/reader'
import { look } from './facts'

const shown = (value: unknown): unknown => isUnknown(value) ? '?' : value
const ports = (...items: string[]): string => `services:\n  web:\n    image: a/b:1\n    ports:\n${items.map(item => `      - ${item}\n`).join('')}`

describe('compose: detection', () => {
  const stack = 'services:\n  web:\n    image: a/b:1\n'
  for (const [path, head, expected] of [
    ['compose.yaml', '', true], ['docker-compose.yml', '', true], ['deploy/compose.prod.yaml', '', true], ['docker-compose-dev.yml', '', true], ['shop.compose.yml', '', true], ['docker-stack.yml', '', true], ['stack.yml', stack, true],
    ['infra/shop.yml', stack, true], ['infra/shop.yml', `name: x\n${stack}jobs:\n`, false], ['values.yaml', stack, false], ['a.yml', 'services:\n  - postgres\n', false], ['compose.json', '', false], ['.github/workflows/compose.yml', stack, false],
    ['docker-compose.yml', 'apiVersion: v1\nkind: List\n', false],
  ] as const) it(`${path} ${JSON.stringify(head)}`, () => assert.equal(isCompose(path, () => head), expected))
})

describe('compose: interpolation', () => {
  const values = new Map([['A', 'x'], ['EMPTY', '']])
  for (const [text, expected] of [
    ['a', 'a'], ['$A/${A}', 'x/x'], ['$$A', '$A'], ['${B:-y}', 'y'], ['${B-y}', 'y'], ['${EMPTY:-y}', 'y'], ['${EMPTY-y}', ''], ['${B}', '?'], ['${B:?gone}', '?'], ['${A:?gone}', 'x'], ['${A:+z}', 'z'], ['${B:-${A:-q}}', 'x'], ['${B:-${C}}', '?'], ['${', '${'],
  ] as const) it(text, () => assert.equal(shown(interpolate(text, values)), expected))
  it('finds what a text mentions', () => assert.deepEqual(referencesIn('$A ${B:-${C}} $$D ${E?x}').map(one => one.name), ['A', 'B', 'E']))
  it('reads .env files', () => assert.deepEqual([...readEnvFile('# x\nA=1\nexport B="two # no"\r\nC=3 # yes\nnonsense\n')], [['A', '1'], ['B', 'two # no'], ['C', '3']]))
})

describe('compose: facts', () => {
  it('ports of both forms', () => {
    const text = ports('"80"', '"8080:80/udp"', '"127.0.0.1:8000-8002:80-82"', '"[::1]:80:80"', '"127.0.0.1::50"', '{target: 80, published: "8080", host_ip: 10.0.0.1}', '"${PORT}:80"', '"${BIND:-127.0.0.1}:81:80"')
    assert.deepEqual(look(text, 'compose.Port', port => [port.hostIp, port.published, port.publishedEnd, port.target, port.targetEnd, port.protocol].map(shown)), [
      [null, null, null, 80, 80, 'tcp'], [null, 8080, 8080, 80, 80, 'udp'], ['127.0.0.1', 8000, 8002, 80, 82, 'tcp'], ['::1', 80, 80, 80, 80, 'tcp'], ['127.0.0.1', null, null, 50, 50, 'tcp'], ['10.0.0.1', 8080, 8080, 80, 80, 'tcp'],
      [null, '?', '?', 80, 80, 'tcp'], ['127.0.0.1', 81, 81, 80, 80, 'tcp']])
  })
  it('mounts of both forms', () => {
    const text = 'services:\n  web:\n    image: a/b:1\n    volumes:\n      - /data\n      - data:/data:ro\n      - ./x:/y\n      - C:\\x:/y\n      - ${HOME}/x:/y:rw,slave\n      - {type: bind, source: ., target: /z, bind: {propagation: shared}}\n'
    assert.deepEqual(look(text, 'compose.Mount', one => [one.type, one.source, one.target, one.isReadOnly, one.propagation].map(shown)), [
      ['anonymous', null, '/data', false, null], ['volume', 'data', '/data', true, null], ['bind', './x', '/y', false, null], ['bind', 'C:\\x', '/y', false, null], ['bind', '?', '/y', false, 'slave'], ['bind', '.', '/z', false, 'shared']])
  })
  it('environment as map and list, with .env', () => {
    const files = { '.env': 'A=1\n', 'compose.yaml': 'services:\n  web:\n    image: a/b:1\n    environment: {X: "${A}", Y: }\n  api:\n    image: a/b:1\n    environment:\n      - X=${B}\n      - Y\n' }
    assert.deepEqual(look(files, 'compose.EnvironmentVariable', one => [one.name, shown(one.value)]), [['X', '1'], ['Y', null], ['X', '?'], ['Y', null]])
  })
  it('values of anchors and merges stand where they are written', () => {
    const text = 'x-base: &base\n  privileged: true\nservices:\n  web:\n    <<: *base\n    image: a/b:1\n'
    assert.deepEqual(look(text, 'compose.Service', one => [one.privileged, text.slice(...one.locate('privileged').span)]), [[true, 'true']])
  })
  it('extends, in the file and in others', () => {
    const files = { 'base.yaml': 'services:\n  base:\n    image: a/b:1\n    mem_limit: 1g\n    cap_drop: [ALL]\n', 'compose.yaml': 'services:\n  one:\n    image: a/c:1\n    restart: always\n  two:\n    extends: one\n  three:\n    extends: {file: base.yaml, service: base}\n    cap_drop: [CHOWN]\n  four:\n    extends: {file: gone.yaml, service: base}\n    image: a/b:1\n' }
    const seen = look(files, 'compose.Service', one => one.path === 'compose.yaml' ? [one.name, one.restartPolicy, one.memoryLimit, one.capDrop.length].map(shown) : null).filter(Boolean)
    assert.deepEqual(seen, [['one', 'always', null, 0], ['two', 'always', null, 0], ['three', null, '1g', 2], ['four', '?', '?', 0]])
  })
  it('circles of extends end', () => assert.equal(look('services:\n  a: {extends: b, image: x}\n  b: {extends: a}\n', 'compose.Service', one => one.name).length, 2))
  it('!reset and !override end what is inherited', () => {
    const text = 'services:\n  a: {image: x, privileged: true, cap_add: [CHOWN]}\n  b:\n    extends: a\n    privileged: !reset null\n    cap_add: !override [KILL]\n'
    assert.deepEqual(look(text, 'compose.Service', one => [one.privileged, one.capAdd.map(shown)]), [[true, ['CHOWN']], [false, ['KILL']]])
  })
  it('what an override adds is not known to be missing, and a fragment lacks nothing', () => {
    const files = { 'compose.yaml': 'services:\n  web: {image: a/b:1}\n', 'compose.prod.yaml': 'services:\n  web:\n    mem_limit: 1g\n' }
    assert.deepEqual(look(files, 'compose.Service', one => [one.path, one.memoryLimit, one.cpuLimit].map(shown)).sort(), [['compose.prod.yaml', '1g', '?'], ['compose.yaml', '?', null]])
  })
  it('the Dockerfile that builds a service is asked', () => {
    const files = { 'web/Dockerfile': 'ARG A\nFROM debian:12 AS base\nUSER 1000\nEXPOSE 80\nHEALTHCHECK CMD true\nFROM base AS dev\nUSER root\n', 'compose.yaml': 'services:\n  web: {build: {context: web, target: base, args: {A: 1, B: 2}}}\n  dev: {build: web}\n' }
    assert.deepEqual(look(files, 'compose.Build', one => [one.dockerfile, one.targetExists, one.service.runsAsRoot, one.service.hasHealthcheck, [...one.exposes], one.arguments.map(({ isDeclared }) => isDeclared)].map(shown)), [
      ['web/Dockerfile', true, false, true, [80], [true, false]], ['web/Dockerfile', true, true, true, [80], []]])
  })
  it('ports are compared for services that may run together; the later one says it', () => {
    const of = (a: string, b: string, profiles = ''): unknown[] => look(`services:\n  a: {image: x, ports: ["${a}"]}\n  b: {image: x, ports: ["${b}"]${profiles}}\n`, 'compose.Port', one => shown(one.conflict))
    assert.deepEqual(of('80:80', '80:81'), [null, 'a'])
    assert.deepEqual(of('127.0.0.1:80:80', '80:81'), [null, 'a'])
    assert.deepEqual(of('127.0.0.1:80:80', '127.0.0.2:80:81'), [null, null])
    assert.deepEqual(of('80:80', '80:80/udp'), [null, null])
    assert.deepEqual(of('8000-8010:80', '8005:80'), [null, null])
    assert.deepEqual(of('8000-8001:80-81', '8001:80'), [null, 'a'])
  })
  it('include defines names, or leaves them unknown', () => {
    const files = { 'db.yaml': 'services:\n  db: {image: x}\n', 'compose.yaml': 'include: [db.yaml]\nservices:\n  web: {image: x, depends_on: [db, gone]}\n' }
    assert.deepEqual(look(files, 'compose.Reference', one => [one.name, shown(one.isDefined)]), [['db', true], ['gone', false]])
  })
})
