import assert from 'node:assert/strict'
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeFixed } from '../../src/cli/write'
import { TestFolder } from './harness'

const bad = 'FROM node:latest\nWORKDIR app\nUSER root\n', clean = 'FROM debian:12\nUSER 10001\n', warned = 'FROM node:latest\nUSER 1\n'

describe('shipshape check', () => {
  let folder: TestFolder
  const given = (files: { readonly [path: string]: string | Uint8Array }): TestFolder => folder = new TestFolder(files)
  afterEach(() => folder.remove())
  const rulesOf = (out: string): string[] => (JSON.parse(out) as { findings: { path: string; rule: string }[] }).findings.map((finding) => `${finding.path} ${finding.rule}`)

  describe('exits with', () => {
    it('0 where nothing is found, and 0 where nothing that fails the run is found', async () => {
      assert.deepEqual(await given({ Dockerfile: clean }).run(['check']), { code: 0, out: 'No findings in 1 file.\n', err: '' })
      folder.write('Dockerfile', warned)
      const { code, out } = await folder.run(['check'])
      assert.equal(code, 0)
      assert.match(out, /Did not fail the run: 1 warning \(--fail-on error\)\./)
    })

    it('1 at or above --fail-on, never for findings with never', async () => {
      given({ Dockerfile: warned })
      assert.equal((await folder.run(['check', '--fail-on', 'warning'])).code, 1)
      assert.equal((await folder.run(['check', '--fail-on', 'hint'])).code, 1)
      folder.write('Dockerfile', bad)
      assert.equal((await folder.run(['check'])).code, 1)
      assert.equal((await folder.run(['check', '--fail-on', 'never'])).code, 0)
    })

    it('1 above --max-warnings', async () => {
      given({ 'a/Dockerfile': warned, 'b/Dockerfile': warned })
      assert.equal((await folder.run(['check', '--max-warnings', '2'])).code, 0)
      const { code, err } = await folder.run(['check', '--max-warnings', '1'])
      assert.deepEqual([code, err], [1, '2 warnings: more than --max-warnings 1.\n'])
      assert.equal((await folder.run(['check', '--max-warnings', '0', '--fail-on', 'never'])).code, 1)
    })

    it('2 for wrong use, with a message that helps and nothing on standard output', async () => {
      given({ Dockerfile: clean })
      for (const [args, message] of [
        [['check', '--fi'], "'check' has no option --fi; did you mean --fix?"], [['check', 'nope'], "There is no file or folder 'nope'."], [['check', '--format', 'yaml'], '--format is one of'],
        [['check', '--level'], 'value is missing'], [['check', '--max-warnings', 'many'], '--max-warnings is a whole number'], [['check', '--shard', '0/2'], '--shard is i/n'], [['check', '-'], "'-' needs --stdin-filename"],
        [['check', '--baseline', 'none.json'], 'There is no baseline'], [['check', '--files-from', 'none'], "The list 'none' cannot be read."], [['chek'], "did you mean 'shipshape check'?"], [[], "'shipshape --help'"], [['check', '--root', 'nope'], "There is no folder 'nope'."], [['check', '--output', 'Dockerfile/x'], 'cannot be written'],
      ] as const) {
        const ran = await folder.run(args)
        assert.deepEqual([ran.code, ran.out], [2, ''], args.join(' '))
        assert.ok(ran.err.includes(message), `${args.join(' ')}: ${ran.err}`)
      }
    })

    it('2 for a broken configuration, and still prints the report', async () => {
      given({ 'api/Dockerfile': bad, '.shipshape/config.yml': 'level: utmost\n' })
      const { code, out } = await folder.run(['check', 'api'])
      assert.equal(code, 2)
      assert.match(out, /config\.yml:1:8 error 'level' must be one of [^]*docker\/as-root/)
      folder.write('.shipshape/config.yml', '\0')
    assert.deepEqual(await folder.run(['check', '--quiet', '--fail-on', 'never', '--format', 'github', '--level', 'essential']).then(({ code, err }) => [code, err]), [2, 'The configuration cannot be read: .shipshape/config.yml.\n'])
    folder.write('.shipshape/config.yml', 'levl: strict\n')
      assert.equal((await folder.run(['check', '--fail-on', 'never'])).code, 0, 'a warning about the configuration does not break it')
    })

    it('2 for a broken baseline', async () => {
      given({ Dockerfile: clean, '.shipshape/baseline.json': '{' })
      const { code, err } = await folder.run(['check'])
      assert.equal(code, 2)
      assert.match(err, /The baseline is not JSON/)
    })

    it('3 where a rule threw, and goes on with the rest', async () => {
      given({ Dockerfile: 'FROM debian:12\nMAINTAINER me\nUSER root\n' })
      const { code, out } = await folder.run(['check', '--fail-on', 'never'])
      assert.equal(code, 3)
      assert.match(out, /Rule docker\/defect failed: deliberate[^]*docker\/as-root/)
      assert.equal((await folder.run(['check', '--update-baseline'])).code, 3, 'a defect cannot be accepted')
    })
  })

  describe('with paths', () => {
    it('reports them alone, from wherever it is run', async () => {
      given({ 'a/Dockerfile': bad, 'b/Dockerfile': bad, 'b/c/Dockerfile': clean })
      assert.deepEqual([...new Set(rulesOf((await folder.run(['check', 'b', '--format', 'json'])).out).map((one) => one.split(' ')[0]))], ['b/Dockerfile'])
      const { out } = await folder.run(['check'], { cwd: 'b' })
      assert.match(out, /^Dockerfile:1:11 /)
      assert.match(out, /3 findings in 1 file of 2 /)
    })

    it('takes a list of files, in lines or separated by NUL, and lets go of deleted files and of those that nobody reads', async () => {
      given({ 'a/Dockerfile': bad, 'b c/Dockerfile': bad, 'logo.png': new Uint8Array([0, 1, 2]) })
      for (const stdin of ['b c/Dockerfile\r\ngone/Dockerfile\n\nlogo.png\n', 'b c/Dockerfile\0gone/Dockerfile\0logo.png\0']) {
        const { code, out, err } = await folder.run(['check', '--files-from', '-', '--format', 'json'], { stdin })
        assert.equal(code, 1)
        assert.deepEqual(rulesOf(out).map((one) => one.slice(0, 14)), ['b c/Dockerfile', 'b c/Dockerfile', 'b c/Dockerfile'])
        assert.equal(err, 'Not there any more: gone/Dockerfile.\n')
      }
      folder.write('list', 'a/Dockerfile\n')
      assert.equal(rulesOf((await folder.run(['check', '--files-from=list', '--format', 'json'])).out).length, 3)
      assert.deepEqual(await folder.run(['check', '--files-from', '-'], { stdin: '\n' }), { code: 0, out: 'No findings in 0 files.\n', err: '' })
    })

    it('leaves ignored files out unless they are named', async () => {
      given({ '.gitignore': 'out\n', 'out/Dockerfile': bad, 'node_modules/x/Dockerfile': bad })
      assert.match((await folder.run(['check'])).out, /in 0 files/)
      assert.equal((await folder.run(['check', 'out/Dockerfile'])).code, 1)
    })

    it('divides into shards that are the whole together', async () => {
      given(Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`s${i}/Dockerfile`, bad])))
      const whole = rulesOf((await folder.run(['check', '--format', 'json'])).out)
      const parts: string[][] = []
      for (const i of [1, 2, 3]) parts.push(rulesOf((await folder.run(['check', '--shard', `${i}/3`, '--format', 'json'])).out))
      assert.deepEqual(parts.flat().sort(), [...whole].sort())
      assert.ok(parts.every((part) => part.length > 0))
      for (const format of ['json', 'sarif']) {
        const names = ['1', '2', '3'].map((i) => `${i}.${format}`)
        for (const [i, name] of names.entries()) await folder.run(['check', '--shard', `${i + 1}/3`, '--format', format, '--output', name])
        const joined = JSON.parse((await folder.run(['merge', ...names])).out) as object, single = JSON.parse((await folder.run(['check', '--format', format])).out) as object
        const sorted = (value: unknown): unknown => JSON.parse(JSON.stringify(value), (_, inner: unknown) => Array.isArray(inner) ? [...inner as unknown[]].sort((a, b) => JSON.stringify(a) < JSON.stringify(b) ? -1 : 1) : inner)
        const plain = (log: object): unknown => sorted('runs' in log ? { ...log, runs: (log.runs as object[]).map((run) => ({ ...run, invocations: [] })) } : log)
        assert.deepEqual(plain(joined), plain(single))
      }
      assert.match((await folder.run(['merge', '1.json', '2.sarif'])).err, /all of --format json or all of --format sarif/)
      assert.deepEqual([(await folder.run(['merge'])).code, (await folder.run(['merge', 'none'])).code], [2, 2])
    })

    it('with --no-index reads what is asked for, its neighbours and the configurations above', async () => {
      given({ 'a/b/Dockerfile': bad, 'c/Dockerfile': bad, '.shipshape/config.yml': 'rules: { docker/latest: off }\n', 'a/.shipshape/config.yml': 'rules: { docker/as-root: warning }\n' })
      for (const path of ['a/b/Dockerfile', 'a/b']) {
        const { out } = await folder.run(['check', '--no-index', path, '--format', 'json'])
        assert.deepEqual((JSON.parse(out) as { findings: { rule: string; severity: string }[] }).findings.map((one) => `${one.rule} ${one.severity}`), ['docker/relative-workdir info', 'docker/as-root warning'])
      }
    })

    it('lists the files instead', async () => {
      assert.deepEqual(await given({ 'a/Dockerfile': bad, 'vendor/Dockerfile': bad, 'x.txt': '' }).run(['check', '--list-files']), { code: 0, out: 'a/Dockerfile\n', err: '' })
    })
  })

  it('is as demanding as --level says, or as the configuration if that is more', async () => {
    given({ Dockerfile: 'FROM debian:12\nUSER 1\nCMD node x\n' })
    const found = async (...args: string[]): Promise<string[]> => rulesOf((await folder.run(['check', '--format', 'json', ...args])).out)
    assert.deepEqual(await found(), [])
    assert.deepEqual(await found('--level', 'strict'), ['Dockerfile docker/strict-only'])
    folder.write('.shipshape/config.yml', 'level: strict\n')
    assert.deepEqual(await found('--level', 'essential'), ['Dockerfile docker/strict-only'])
  })

  it('writes the report to a file, and what it comes to on standard error', async () => {
    given({ Dockerfile: bad })
    const { code, out, err } = await folder.run(['check', '--format', 'json', '--output', 'reports/x.json'])
    assert.deepEqual([code, out], [1, ''])
    assert.match(err, /^3 findings in 1 file of 1/)
    assert.equal(rulesOf(folder.read('reports/x.json')).length, 3)
  })

  it('colours on a terminal, unless NO_COLOR, --no-color or a file is there; FORCE_COLOR forces', async () => {
    given({ Dockerfile: bad })
    const colored = async (args: string[], options: Parameters<TestFolder['run']>[1]): Promise<boolean> => (await folder.run(['check', ...args], options)).out.includes('\u001b[')
    assert.deepEqual([await colored([], { terminal: true }), await colored([], {}), await colored([], { env: { FORCE_COLOR: '1' } }), await colored([], { terminal: true, env: { NO_COLOR: '1', FORCE_COLOR: '1' } }), await colored(['--no-color'], { terminal: true }), await colored(['--format', 'json'], { terminal: true })], [true, false, true, false, false, false])
  })

  describe('--fix', () => {
    it('applies safe fixes, keeps line endings, BOM and mode, and reports what is left', async () => {
      given({ Dockerfile: '\ufeffFROM debian:12\r\nWORKDIR app\r\nUSER root\r\n' })
      chmodSync(join(folder.path, 'Dockerfile'), 0o640)
      const { code, out } = await folder.run(['check', '--fix'])
      assert.equal(code, 1)
      assert.equal(folder.read('Dockerfile'), '\ufeffFROM debian:12\r\nWORKDIR /app\r\nUSER root\r\n')
      assert.equal(statSync(join(folder.path, 'Dockerfile')).mode & 0o777, 0o640)
      assert.match(out, /docker\/as-root \(has a fix to complete\)\n\nFixed 1 finding in 1 file\.\n1 finding in 1 file of 1/)
      assert.deepEqual(readdirSync(folder.path).sort(), ['.git', 'Dockerfile'])
      assert.ok(!(await folder.run(['check', '--fix'])).out.includes('Fixed'), 'a second run changes nothing')
    })

    it('touches only what was asked for', async () => {
      given({ 'a/Dockerfile': bad, 'b/Dockerfile': bad })
      await folder.run(['check', '--fix', 'a'])
      assert.deepEqual([folder.read('a/Dockerfile'), folder.read('b/Dockerfile')], [bad.replace('app', '/app'), bad])
    })

    it('never follows a link out of the workspace folder', async () => {
      const outside = mkdtempSync(join(tmpdir(), 'shipshape-outside-'))
      try {
        writeFileSync(join(outside, 'Dockerfile'), bad)
        given({ 'real/Dockerfile': bad })
        symlinkSync(join(outside, 'Dockerfile'), join(folder.path, 'Dockerfile'))
        symlinkSync('../real/Dockerfile', join(folder.path, 'real/Dockerfile.link'))
        const { code, out, err } = await folder.run(['check', '--fix'])
        assert.equal(code, 1)
        assert.equal(readFileSync(join(outside, 'Dockerfile'), 'utf8'), bad)
        assert.equal(folder.read('real/Dockerfile'), bad.replace('app', '/app'))
        assert.ok(lstatSync(join(folder.path, 'real/Dockerfile.link')).isSymbolicLink(), 'a link inside stays a link')
        assert.match(err, /Not fixed: Dockerfile \(it is a link out of the workspace folder\)\./)
        assert.match(out, /^Dockerfile:2:9 info .*relative-workdir/m)
      } finally { rmSync(outside, { recursive: true }) }
    })

    it('leaves a file alone that is not UTF-8 or that changed meanwhile', async () => {
      const latin = Buffer.concat([Buffer.from('FROM debian:12\n# gr'), Buffer.from([0xfc]), Buffer.from('n\nWORKDIR app\nUSER 1\n')])
      given({ Dockerfile: latin })
      assert.match((await folder.run(['check', '--fix'])).err, /Not fixed: Dockerfile \(it is not valid UTF-8\)/)
      assert.deepEqual(readFileSync(join(folder.path, 'Dockerfile')), latin)
      folder.write('Dockerfile', 'now\n')
      assert.equal(writeFixed(folder.path, 'Dockerfile', 'before\n', 'after\n'), 'it changed meanwhile')
      assert.equal(folder.read('Dockerfile'), 'now\n')
      assert.match(writeFixed(folder.path, '../new', null, 'x')!, /outside/)
    })

    it('does not touch accepted findings', async () => {
      given({ Dockerfile: bad })
      await folder.run(['check', '--update-baseline'])
      await folder.run(['check', '--fix'])
      assert.equal(folder.read('Dockerfile'), bad)
    })
  })

  describe('standard input', () => {
    it('is checked as the file that is named, with the rest of the folder as it is', async () => {
      given({ 'api/Dockerfile': clean, 'b/Dockerfile': bad })
      const { code, out } = await folder.run(['check', '-', '--stdin-filename', 'api/Dockerfile', '--format', 'json'], { stdin: bad })
      assert.equal(code, 1)
      assert.deepEqual(rulesOf(out), ['api/Dockerfile docker/latest', 'api/Dockerfile docker/relative-workdir', 'api/Dockerfile docker/as-root'])
      assert.equal((await folder.run(['check', '-', '--stdin-filename', 'new/Dockerfile'], { stdin: bad })).code, 1, 'the file need not be there')
    })

    it('with --fix prints the fixed text, and the report on standard error', async () => {
      given({ Dockerfile: clean })
      const { code, out, err } = await folder.run(['check', '--fix', '--stdin-filename', 'Dockerfile', '-'], { stdin: '\ufeff' + bad })
      assert.deepEqual([code, out], [1, '\ufeff' + bad.replace('app', '/app')])
      assert.match(err, /docker\/as-root[^]*Fixed 1 finding/)
      assert.equal(folder.read('Dockerfile'), clean)
      assert.equal((await folder.run(['check', '--fix', '-', '--stdin-filename', 'Dockerfile'], { stdin: clean })).out, clean)
    })
  })

  describe('the baseline', () => {
    it('accepts what is there, lets new findings through, and forgets what is gone', async () => {
      given({ 'a/Dockerfile': bad, 'b/Dockerfile': warned })
      const first = await folder.run(['check', '--update-baseline'])
      assert.equal(first.code, 0)
      assert.match(first.err, /baseline\.json accepts 4 findings: 4 new, 0 gone\./)
      assert.match((await folder.run(['check'])).out, /^No findings in 2 files\.\nNot shown: 4 accepted by the baseline\.\n$/)
      folder.write('a/Dockerfile', `# moved\n\n${bad}`)
      folder.write('b/Dockerfile', 'FROM debian:12\nUSER root\n')
      const second = await folder.run(['check'])
      assert.equal(second.code, 1)
      assert.match(second.out, /^b\/Dockerfile:2:6 error [^]*The baseline accepts 1 finding that is no more/)
      assert.ok((await folder.run(['check', 'a'])).out.startsWith('No findings in 1 file.\nNot shown: 3 accepted by the baseline.\n'))
      await folder.run(['check', 'b', '--update-baseline'])
      assert.equal((await folder.run(['check'])).out, 'No findings in 2 files.\nNot shown: 4 accepted by the baseline.\n')
      assert.equal((await folder.run(['check', '--no-baseline'])).code, 1)
    })

    it('may be another file', async () => {
      given({ Dockerfile: bad })
      await folder.run(['check', '--baseline', 'ci/known.json', '--update-baseline'])
      assert.equal((await folder.run(['check'])).code, 1)
      assert.equal((await folder.run(['check', '--baseline=ci/known.json'])).code, 0)
    })
  })

  it('survives whatever stands in a folder', async () => {
    given({ 'bin/Dockerfile': new Uint8Array([0x46, 0, 0xff, 0xfe, 1]), 'x/Dockerfile': bad, 'half/Dockerfile': 'FROM node:\nRUN <<EOF\n', 'empty/Dockerfile': '', '.shipshape/baseline.json': '{"version":1,"findings":[]}' })
    mkdirSync(join(folder.path, 'Dockerfile'))
    symlinkSync('..', join(folder.path, 'x/loop'))
    symlinkSync('nowhere', join(folder.path, 'x/Dockerfile.dangling'))
    folder.write('big/Dockerfile', '')
    truncateSync(join(folder.path, 'big/Dockerfile'), 50_000_000)
    folder.write('secret/Dockerfile', bad)
    chmodSync(join(folder.path, 'secret/Dockerfile'), 0)
    const { code, out, err } = await folder.run(['check'])
    assert.equal(code, 1)
    assert.match(out, /^x\/Dockerfile:3:6 error/m)
    assert.ok(!out.includes('loop'))
    assert.match(err, /^Not read, larger than 4 MB: big\/Dockerfile\.$/m)
    assert.match(err, /^Not text: .*bin\/Dockerfile/m)
    assert.equal((await folder.run(['check', 'Dockerfile'])).code, 0)
  })
})
