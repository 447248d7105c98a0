import assert from 'node:assert/strict'
import { claimedBy, look, shown } from './facts'

const flagd = (flags: string, more = ''): string => `{\n  "$schema": "https://flagd.dev/schema/v0/flags.json",${more}\n  "flags": {\n${flags}\n  }\n}\n`
const onOff = (rest: string): string => `"new-checkout": { "state": "ENABLED", "variants": { "on": true, "off": false }, ${rest} }`
const flags = (text: string, see: (flag: Parameters<Parameters<typeof look<'flags.Flag', unknown>>[3]>[0]) => unknown): unknown[] => look('flags.json', text, 'flags.Flag', see)

describe('flags: detection', () => {
  const one = flagd(onOff('"defaultVariant": "off"'))
  for (const [path, text, expected] of [
    ['flags.json', one, 'flags'], ['deploy/anything.json', one, 'flags'], ['flagd.json', one.replace(/^.*schema.*\n/m, ''), 'flags'],
    ['flags.yaml', 'flags:\n  a:\n    state: ENABLED\n    variants:\n      on: true\n    defaultVariant: on\n', 'flags'],
    ['k8s/flags.yaml', `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: flags\ndata:\n  flags.json: |\n    ${one.replace(/\n/g, '\n    ')}\n`, 'kubernetes'],
    ['values.yaml', 'flags:\n  a:\n    state: ENABLED\n    variants:\n      on: true\n', null], ['data.json', '{"flags": ["a"]}', null], ['tsconfig.flags.json', one, null],
    ['export.json', '{"features":[{"name":"a","impressionData":false}],"featureStrategies":[]}', 'flags'], ['features.json', '{"features":[{"name":"a"}]}', null],
    ['flags.tf.json', one, 'terraform'],
  ] as const) it(path, () => { const by = claimedBy(path, text); assert.equal(expected === null ? by === 'flags' : by, expected === null ? false : expected) })
})

describe('flags: flagd', () => {
  it('takes purpose, owner and days from metadata, the flag\'s own first', () => {
    const text = flagd([
      onOff('"defaultVariant": "off", "metadata": { "type": "release", "owner": "team-shop", "expires": "2020-01-31" }'),
      '"kill": { "state": "ENABLED", "variants": { "on": true, "off": false }, "defaultVariant": "on", "metadata": { "type": "kill switch" } }',
      '"bare": { "state": "DISABLED", "variants": { "a": "x" }, "defaultVariant": null }',
      '"stays": { "state": "ENABLED", "variants": { "on": true, "off": false }, "defaultVariant": "off", "metadata": { "permanent": true, "expires": "soon" } }',
    ].join(',\n'), '\n  "metadata": { "owner": "platform" },')
    assert.deepEqual(flags(text, flag => [flag.key, flag.type, flag.owner, flag.expires, flag.hasEnd, flag.isPermanent, flag.isExpired, flag.hasSafeDefault, flag.isEnabled].map(shown)), [
      ['new-checkout', 'release', 'team-shop', '2020-01-31', true, false, true, true, true], ['kill', 'kill-switch', 'platform', null, true, true, false, false, true],
      ['bare', null, 'platform', null, false, false, '?', '?', false], ['stays', null, 'platform', null, true, true, false, true, true]])
  })

  it('reads rollouts with what users are known by', () => {
    const rollout = (fractional: string): string => flagd(onOff(`"defaultVariant": "off", "targeting": { "fractional": ${fractional} }`))
    const read = (fractional: string): unknown[] => look('flags.json', rollout(fractional), 'flags.Rollout', one => [one.bucketBy, one.isSticky, one.total, one.isUneven, one.smallestStep].map(shown))
    assert.deepEqual(read('[["on", 10], ["off", 90]]'), [[null, true, 100, false, 10]])
    assert.deepEqual(read('[{ "cat": [{ "var": "$flagd.flagKey" }, { "var": "email" }] }, ["on", 5], ["off", 90]]'), [['email', true, 95, true, 5 * 100 / 95]])
    assert.deepEqual(read('[{ "var": "$flagd.timestamp" }, ["on", 1], ["off", 1]]'), [['$flagd.timestamp', false, 2, false, 50]])
    assert.deepEqual(read('[{ "var": ["requestId"] }, ["on", 33], ["off", 33]]'), [['requestId', false, 66, false, 50]])
    assert.deepEqual(read('[["on"], ["off", "many"]]'), [[null, true, '?', '?', '?']])
  })

  it('finds rollouts and answers in rules, and variants that are not there', () => {
    const text = flagd(onOff('"defaultVariant": "off", "targeting": { "if": [{ "ends_with": [{ "var": "email" }, "@shop.example"] }, "on", { "fractional": [["onn", 50], ["off", 50]] }] }'))
    assert.deepEqual(flags(text, flag => [flag.rollouts.length, flag.undefinedVariants, shown(flag.isFullyOn), flag.hasTargeting]), [[1, [{ name: 'onn', path: 'targeting.if[2].fractional[0][0]' }], false, true]])
    assert.deepEqual(look('flags.json', text, 'flags.Flag', flag => { const { span } = flag.locate('targeting.if[2].fractional[0][0]'); return text.slice(...span) }), ['"onn"'])
  })

  it('knows what everybody gets', () => {
    const full = (rest: string): unknown => flags(flagd(onOff(rest)), flag => [flag.isFullyOn, flag.isDead].map(shown))[0]
    assert.deepEqual(full('"defaultVariant": "on"'), [true, '?'])
    assert.deepEqual(full('"defaultVariant": "on", "metadata": { "expires": "2020-01-01" }'), [true, true])
    assert.deepEqual(full('"defaultVariant": "on", "metadata": { "expires": "2999-01-01" }'), [true, false])
    assert.deepEqual(full('"defaultVariant": "off", "targeting": {}'), [false, false])
    assert.deepEqual(full('"defaultVariant": "off", "targeting": { "fractional": [["on", 100], ["off", 0]] }, "metadata": { "expires": "2020-01-01" }'), [true, true])
    assert.deepEqual(full('"defaultVariant": "on", "targeting": { "$ref": "staff" }'), ['?', '?'])
    assert.deepEqual(full('"defaultVariant": "on", "metadata": { "type": "ops" }'), [false, false])
  })

  it('says what flagd refuses', () => {
    const problems = (one: string): unknown => flags(flagd(`"a": ${one}`), flag => flag.problems.map(({ path, text }) => `${path}: ${text}`))[0]
    assert.deepEqual(problems('{}'), [': has no state: ENABLED or DISABLED', ': has no variants'])
    assert.deepEqual(problems('{ "state": "on", "variants": { "x": 1, "y": "z" } }'), ["state: has the state 'on', which is neither ENABLED nor DISABLED", 'variants["y"]: has the variant \'y\' of type string beside \'x\' of type number'])
    assert.deepEqual(problems('{ "state": "ENABLED", "variants": { "x": 1 }, "targeting": { "$ref": "staff" }, "metadata": { "owners": ["a"] } }'), ['metadata["owners"]: has metadata \'owners\' that is neither text, number nor boolean', "targeting.$ref: refers to the evaluator 'staff', which is not there"])
    assert.deepEqual(problems('{ "state": "ENABLED", "variants": { "x": 1 }, "targeting": { "fractional": [["x", 0.5]] } }'), ["targeting.fractional[0][1]: has the weight '0.5', which is no whole number"])
    assert.deepEqual(problems('3'), [': is no map'])
  })

  it('reads lists of flags and finds keys that are there twice', () => {
    const text = '{ "$schema": "https://flagd.dev/schema/v0/flags.json", "flags": [{ "key": "a", "state": "ENABLED", "variants": {"on": true} }, { "key": "a" }] }'
    assert.deepEqual(look('flags.json', text, 'flags.FlagFile', file => [file.flags.map(flag => flag.key), file.problems]), [[['a', 'a'], [{ path: 'flags[1].key', text: "has the flag 'a' twice" }]]])
    const map = '{ "flags": { "a": { "state": "ENABLED", "variants": {"on": true} }, "a": {} } }'
    assert.deepEqual(look('flags.json', map, 'flags.FlagFile', file => file.problems.map(one => one.text)), [["has the flag 'a' twice"]])
  })
})

describe('flags: Unleash', () => {
  const text = JSON.stringify({
    features: [{ name: 'new-cart', type: 'release', createdAt: '2020-01-01T00:00:00Z', impressionData: false }, { name: 'cheap-mode', type: 'kill-switch', createdAt: '2020-01-01' }, { name: 'odd', type: 'toggle' }],
    featureStrategies: [{ featureName: 'new-cart', name: 'flexibleRollout', parameters: { rollout: '25', stickiness: 'random', groupId: 'new-cart' }, constraints: [] }, { featureName: 'cheap-mode', name: 'default' }],
    featureEnvironments: [{ featureName: 'new-cart', enabled: true, environment: 'production' }, { name: 'cheap-mode', enabled: true }],
    featureTags: [{ featureName: 'new-cart', tagType: 'team', tagValue: 'shop' }],
  }, null, 2)
  it('reads features with their strategies, environments and tags', () => assert.deepEqual(look('unleash.json', text, 'flags.Flag', flag => [flag.key, flag.type, flag.owner, flag.end, flag.isExpired, flag.hasEnd, flag.isFullyOn, flag.problems.length].map(shown)), [
    ['new-cart', 'release', 'shop', '2020-02-10', true, true, false, 0], ['cheap-mode', 'kill-switch', '?', null, false, true, false, 0], ['odd', 'other', '?', null, '?', false, '?', 1]]))
  it('reads gradual strategies', () => assert.deepEqual(look('unleash.json', text, 'flags.Rollout', one => [one.flag.key, one.bucketBy, one.isSticky, one.smallestStep, one.isUneven].map(shown)), [['new-cart', 'random', false, 25, false]]))
})

describe('flags: whatever is typed', () => {
  const whole = flagd(onOff('"defaultVariant": "off", "targeting": { "if": [true, "on", { "fractional": [["on", 50], ["off", 50]] }] }, "metadata": { "expires": "2020-01-31" }'))
  it('half of a file is read without a fall', () => {
    for (let end = 0; end <= whole.length; end += 3) for (const kind of ['flags.FlagFile', 'flags.Flag', 'flags.Rollout'] as const) look('flags.json', whole.slice(0, end), kind, fact => {
      for (const name of Object.keys(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(fact)))) void (fact as unknown as Record<string, unknown>)[name]
      const { span } = fact.locate(''), missing = fact.locate('metadata.owner')
      assert.ok(span[1] <= whole.length && missing.span[1] <= whole.length)
    })
  })
  it('so are other bytes and great depth', () => {
    for (const text of ['\u0000\u0001{"flags":', `{"flags":${'{"a":'.repeat(5000)}`, `{"flags":{"a":{"variants":{"x":1},"state":"ENABLED","targeting":${'{"if":[true,"x",'.repeat(300)}"x"${']}'.repeat(300)}}}}`]) look('flags.json', text, 'flags.Flag', flag => { void flag.rollouts; void flag.problems })
  })
})
