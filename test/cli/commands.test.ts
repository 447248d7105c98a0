import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { initialConfig } from '../../src/cli/commands'
import { findRoot, pathWithin } from '../../src/cli/root'
import { readConfig } from '../../src/workspace/config-file'
import { TestFolder } from './harness'
import { testLibrary } from './library'

describe('shipshape', () => {
  let folder: TestFolder
  beforeEach(() => { folder = new TestFolder({ Dockerfile: 'FROM debian:12\nUSER root\n' }) })
  afterEach(() => folder.remove())

  it('rules lists the rules, of one pack too, and as JSON', async () => {
    const { code, out } = await folder.run(['rules', 'docker'])
    assert.equal(code, 0)
    assert.match(out, /^RULE +LEVEL +SEVERITY +FIX +WHAT\ndocker\/as-root +essential +error +fix +Image runs as root\n/)
    assert.match(out, /\n5 rules\. /)
    assert.deepEqual(JSON.parse((await folder.run(['rules', '--format', 'json', 'docker'])).out), testLibrary().metadata('docker'))
    assert.match((await folder.run(['rules', 'dokcer'])).err, /There is no pack 'dokcer'; there are docker, shipshape\./)
  })

  it('explain knows a rule by its id, by the end of it and by what others call it', async () => {
    const byId = await folder.run(['explain', 'docker/as-root'])
    assert.equal(byId.code, 0)
    assert.match(byId.out, /^docker\/as-root · level essential · severity error · fix: [^]*# Image runs as root\n[^]*Found:\n[^]*Lesson: shipshape learn docker#security\n/)
    for (const name of ['as-root', 'DL3002', 'hadolint:DL3002']) assert.equal((await folder.run(['explain', name])).out, byId.out)
    const wrong = await folder.run(['explain', 'docker/as-rot'])
    assert.deepEqual([wrong.code, wrong.out], [2, ''])
    assert.match(wrong.err, /did you mean 'docker\/as-root'\?/)
  })

  it('explain says of a file how it is judged', async () => {
    const { code, out } = await folder.run(['explain', 'Dockerfile'])
    assert.equal(code, 0)
    assert.match(out, /^# Dockerfile\n\n- Kind: docker\n[^]*- Purpose: production\n- Level: recommended\n/)
  })

  it('learn lists the lessons, prints one, and the section of an anchor alone', async () => {
    const lessons = readdirSync(join(__dirname, '../../curriculum')).filter((name) => name.endsWith('.md'))
    assert.equal((await folder.run(['learn'])).out.split('\n\n')[0]!.split('\n').length, lessons.length, 'a line a page')
    const lesson = await folder.run(['learn', 'kubernetes'])
    assert.ok(lesson.code === 0 && lesson.out.startsWith('# Kubernetes\n') && !lesson.out.includes('<a id='))
    const section = await folder.run(['learn', 'kubernetes#probes'])
    assert.equal([...section.out.matchAll(/^### /gm)].length, 1)
    assert.ok(section.out.length > 200 && lesson.out.includes(section.out))
    assert.match((await folder.run(['learn', 'kubernetes#prob'])).err, /did you mean 'kubernetes#probes'\?/)
    assert.equal((await folder.run(['learn', '../package'])).code, 2)
  })

  it('init writes a configuration without problems, and never over another', async () => {
    assert.deepEqual(await folder.run(['init'], { cwd: '.git' }), { code: 0, out: '', err: 'Wrote ../.shipshape/config.yml.\n' })
    const text = folder.read('.shipshape/config.yml')
    assert.equal(text, initialConfig)
    assert.deepEqual(readConfig('.shipshape/config.yml', text, testLibrary().metadata('docker')).problems, [])
    const uncommented = text.replace(/^# (?= *(- )?[\w.*/-]+:)/gm, '')
    const { config, problems } = readConfig('.shipshape/config.yml', uncommented, ['docker/root-user', 'kubernetes/x'].map((id) => ({ id, level: 'all', options: {}, replacedBy: null })))
    assert.deepEqual([problems, config.rules.length, config.paths.length, config.ignore.length, Object.keys(config.settings).sort()], [[], 2, 1, 1, ['kubernetes.version', 'registries']])
    folder.write('.shipshape/config.yml', 'level: all\n')
    assert.deepEqual(await folder.run(['init']), { code: 2, out: '', err: 'shipshape: .shipshape/config.yml is already there and stays as it is.\n' })
    assert.equal(folder.read('.shipshape/config.yml'), 'level: all\n')
  })

  it('init takes over the configuration of hadolint, and lists what has no counterpart', async () => {
    folder.remove()
    folder = new TestFolder({ '.hadolint.yaml': "ignored:\n  - DL3002\n  - DL3999\noverride:\n  error: [DL3007]\n  style: ['SC1000']\ntrustedRegistries: [docker.io, 'my-registry.example.com:5000']\nlabel-schema:\n  author: text\nfailure-threshold: style\ndisable-ignore-pragma: true\nunheard: of\n" })
    const ran = await folder.run(['init', '--from', 'hadolint'])
    assert.deepEqual(ran, { code: 0, out: '', err: 'Wrote .shipshape/config.yml from .hadolint.yaml: 1 rule set, 6 entries without a counterpart, listed at its end.\n' })
    const text = folder.read('.shipshape/config.yml')
    assert.equal(text.slice(text.indexOf('\nlevel') + 1), `level: recommended

rules:
  docker/as-root: off # DL3002

# Registries that you trust.
registries: [docker.io, "my-registry.example.com:5000"]

# failure-threshold: said on the command line, 'shipshape check --fail-on hint' (error if not given).

# Without a counterpart:
# - DL3999 (off): no rule answers for it.
# - DL3007 (error): no rule answers for it.
# - SC1000 (hint): no rule answers for it.
# - label-schema: author:text
# - disable-ignore-pragma: comments that ignore a rule are always honoured; a report in JSON or SARIF lists what they hide.
# - unheard: no setting that is known.
`)
    assert.deepEqual(readConfig('.shipshape/config.yml', text, testLibrary().metadata('docker')).problems, [])
    const again = await folder.run(['init', '--from', 'hadolint'])
    assert.deepEqual([again.code, again.out, again.err], [2, text, 'shipshape: .shipshape/config.yml is already there and stays as it is. What it would hold is on standard output.\n'])
  })

  it('init takes another file, says what is wrong with it, and hints at one that is there', async () => {
    folder.remove()
    folder = new TestFolder({ 'ci/lint.yml': 'no-fail: true\n', 'bad.yml': '- a\n', '.dclintrc': '{"rules": {"no-version-field": 0, "other": [2, {"x": 1}]}, "exclude": ["old/**"]}' })
    assert.match((await folder.run(['init', '--from', 'hadolint'])).err, /There is no configuration of hadolint here/)
    assert.match((await folder.run(['init', '--from', 'eslint'])).err, /--from is one of hadolint, dclint/)
    assert.match((await folder.run(['init', '--from', 'hadolint:bad.yml'])).err, /bad.yml cannot be read: It must be a map/)
    assert.equal((await folder.run(['init', '--from', 'hadolint:none.yml'])).code, 2)
    assert.equal((await folder.run(['init', '--from', 'hadolint:ci/lint.yml'])).code, 0)
    assert.match(folder.read('.shipshape/config.yml'), /# no-fail: said on the command line, 'shipshape check --fail-on never'\./)
    folder.removeFile('.shipshape/config.yml')
    assert.equal((await folder.run(['init'])).err, "Wrote .shipshape/config.yml.\nThere is a configuration of dclint: 'shipshape init --from dclint' takes it over, once .shipshape/config.yml is gone.\n")
    folder.removeFile('.shipshape/config.yml')
    assert.equal((await folder.run(['init', '--from', 'dclint'])).code, 0)
    const text = folder.read('.shipshape/config.yml')
    assert.match(text, /ignore: \["old\/\*\*"\]/)
    assert.match(text, /# - other: its options x\./)
  })

  it('readiness shows each item with the place that proves or refutes it, by tier', async () => {
    folder.write('b/Dockerfile', 'FROM debian:12\n# shipshape-ignore docker/as-root -- built only\nUSER root\n')
    assert.deepEqual(await folder.run(['readiness', 'images'], { cwd: 'b' }), { code: 0, err: '', out: `Images (images)
  Launch-blocking
    FAIL    Item user images.user
            ${join(folder.path, 'Dockerfile')}:2:6 The image runs as root.
  Standard
    pass    Item tag images.tag
            ${join(folder.path, 'Dockerfile')}:1:6 stage 0/image
            and 1 more place
    unknown Item later images.later

Launch-blocking: 1 fail
Standard: 1 unknown, 1 pass
` })
    assert.equal((await folder.run(['readiness', '--fail-on', 'launch-blocking'])).code, 1)
    folder.write('Dockerfile', 'FROM debian:12\nUSER 1\n')
    const { code, out } = await folder.run(['readiness', '--fail-on', 'standard', '--format', 'markdown'])
    assert.equal(code, 0, 'neither unknown nor waived fails')
    assert.match(out, /\| Launch-blocking \| Item user \| waived \| built only, `b\/Dockerfile:3` \|/)
    assert.match(out, /\| Standard \| Item none \| n\/a \| There is no volume here. \|/)
    const read = JSON.parse((await folder.run(['readiness', 'images', '--format', 'json'])).out) as { services: { checklists: { items: { state: string; evidence: { line: number }[] }[] }[] }[] }
    assert.deepEqual(read.services[0]!.checklists[0]!.items.map((one) => one.state), ['pass', 'waived', 'unknown'])
    assert.deepEqual((await folder.run(['readiness', 'first'])).out.split('\n').filter((line) => line.includes('images.')).length, 1, 'a checklist for an occasion')
    assert.match((await folder.run(['readiness', 'images.user', '--format', 'html'])).out, /<title>Item user<\/title>/)
    assert.match((await folder.run(['readiness', '--service', 'cart'])).err, /There is no service 'cart'; this workspace is one\./)
    assert.match((await folder.run(['readiness', 'image'])).err, /did you mean 'images'\?/)
  })

  it('takes the repository for the workspace folder, else the nearest that is configured, else where it is run', async () => {
    folder.write('a/.shipshape/config.yml', '')
    folder.write('a/b/c', '')
    assert.equal(findRoot(join(folder.path, 'a/b'), []), folder.path)
    assert.equal(findRoot('/', [join(folder.path, 'a/b'), join(folder.path, 'a')]), folder.path)
    const bare = join(folder.path, '..')
    assert.equal(findRoot(bare, []), bare)
    assert.deepEqual([pathWithin('/x', '/x/..y/z'), pathWithin('/x', '/xy'), pathWithin('/x', '/x'), pathWithin('/x', '/')], ['..y/z', null, '', null])
  })
})
