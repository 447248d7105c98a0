import assert from 'node:assert/strict'
import { Document } from '../../src/core/document'
import type { Environment } from '../../src/core/language'
import { language } from '../../src/languages/compose/language'
import { Unknown } from '../../src/core/value'

const rich = `name: shop
include: [other.yaml, {path: [a.yaml, b.yaml]}]
x-base: &base
  restart: on-failure:3
  logging: {driver: json-file, options: {max-size: "1m"}}
services:
  web:
    <<: *base
    image: "\${REGISTRY:-ghcr.io}/shop/web:\${TAG:?no tag}"
    build: {context: ., target: prod, args: [A=1, B], additional_contexts: {x: ../x}}
    ports: ["80:80", 22:22, "[::1]:8000-8010:80-90/udp", {target: 80, published: 8080}]
    volumes:
      - /var/run/docker.sock:/s.sock:ro
      - data:/data
      - {type: bind, source: /etc, target: /x, bind: {propagation: shared}}
    environment: {PASSWORD: postgres, DEBUG: "1", X: "$$y $Z"}
    env_file: [{path: a.env, required: false}, b.env]
    depends_on: {db: {condition: service_healthy}}
    healthcheck: {test: [CMD, x], interval: 10s}
    cap_add: [SYS_ADMIN]
    devices: [/dev/sda:/dev/sda]
    security_opt: ["seccomp:unconfined"]
    deploy: {replicas: 2, resources: {limits: {memory: 1g, cpus: "0.5"}}}
  db:
    extends: {service: web, file: x.yaml}
    ports: !reset []
    profiles: [a]
volumes: {data: {driver_opts: {device: /boot, o: bind}}}
networks: {front: }
secrets: {s: {file: ./s}}
`
const paths = ['', 'image', 'ports[0]', 'deploy.resources.limits.memory', 'service.name', 'project', 'a..b', '["x', 'target']

function exercise(text: string): number {
  const document = new Document('compose.yaml', text)
  const environment: Environment = { read: one => one === 'compose.yaml' ? document : null, list: () => ['compose.yaml'], folders: () => [], names: () => new Unknown('names'), setting: () => undefined, find: () => [] }
  const scope = language.read('compose.yaml', environment)
  let count = 0
  for (const { span } of scope.errors) assert.ok(span[0] <= span[1] && span[1] <= text.length)
  for (const context of scope.contexts) for (const fact of context.facts()) {
    count++
    for (let at = Object.getPrototypeOf(fact) as object; at !== Object.prototype; at = Object.getPrototypeOf(at) as object) {
      for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(at))) if (property.get) assert.notEqual((fact as unknown as Record<string, unknown>)[name], undefined, `${fact.kind}.${name}`)
    }
    for (const path of paths) {
      const { span } = fact.locate(path)
      assert.ok(span[0] >= 0 && span[0] <= span[1] && span[1] <= text.length, `${fact.kind} ${path}`)
      assert.doesNotMatch(text.slice(...span), /[\r\n]/, `${fact.kind} ${path}`)
    }
  }
  void [...scope.exports()]
  language.comments(document)
  return count
}

function random(seed: number): (below: number) => number {
  let state = seed
  return below => { state = state * 1664525 + 1013904223 >>> 0; return state % below }
}

describe('compose: any text', function () {
  this.timeout(60_000)
  it('cut off anywhere is read without a fall', () => { for (let at = 0; at <= rich.length; at += 11) exercise(rich.slice(0, at)) })
  it('with characters changed', () => {
    const next = random(7), letters = '{}[]:-,"\'&*!|>#\t\n $\u0000é<'
    for (let i = 0; i < 150; i++) {
      let text = rich
      for (let j = 0; j < 4; j++) { const at = next(text.length); text = text.slice(0, at) + letters[next(letters.length)]! + text.slice(at + next(3)) }
      exercise(text)
    }
  })
  it('that is junk, or a bomb', () => {
    const start = Date.now()
    for (const text of ['', '\u0000\u0001\uFFFD', 'services:', 'services: []', 'services:\n  a:', '\tservices:\n', `services: ${'['.repeat(5000)}`, `services:\n  a:\n    image: ${'${A:-'.repeat(3000)}`, `services:\n  a:\n    image: ${'$'.repeat(50_000)}`]) exercise(text)
    exercise(`x0: &x0 {a: 1}\n${Array.from({ length: 30 }, (_, i) => `x${i + 1}: &x${i + 1} {a: *x${i}, b: *x${i}, c: *x${i}}\n`).join('')}services:\n  a: *x30\n`)
    assert.ok(Date.now() - start < 10_000)
  })
})
