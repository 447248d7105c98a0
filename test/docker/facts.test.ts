import assert from 'node:assert/strict'
import { language as docker } from '../../src/languages/docker/language'
import { dockerfile, type DockerfileSummary } from '../../src/languages/docker/exports'
import { all, at, factsOf, fileOf, finalOf, isUnknown, readScope, workspace } from './read'

describe('docker: which files', () => {
  const claims = (path: string, text = ''): boolean => docker.claims(path, () => text)

  it('claims Dockerfiles by their names', () => {
    for (const path of ['Dockerfile', 'a/Containerfile', 'Dockerfile.prod', 'x/api.dockerfile', 'api.Dockerfile', 'Containerfile.dev']) assert.equal(claims(path), true, path)
  })

  it('leaves ignore files, notes and templates alone', () => {
    for (const path of ['.dockerignore', 'Dockerfile.dockerignore', 'Dockerfile.md', 'Dockerfile.tmpl', 'Dockerfile.j2', 'main.tf', 'docker-compose.yml', 'Dockerfile.in', 'dockerfiles/readme.txt']) assert.equal(claims(path), false, path)
  })

  it('looks into a file whose name only begins like that of a Dockerfile', () => {
    assert.equal(claims('Dockerfile-api', 'FROM alpine:3.20\n'), true)
    assert.equal(claims('Dockerfile-notes', 'what I learnt\n'), false)
  })

  it('has a scope for each file', () => assert.deepEqual(docker.scopesOf('a/Dockerfile', workspace({})), ['a/Dockerfile']))
})

describe('docker: the user of a stage', () => {
  const user = (text: string): unknown => finalOf(text).user
  const isRoot = (text: string): unknown => finalOf(text).userIsRoot

  it('is the last USER of the stage', () => {
    assert.equal(user('FROM x/y\nUSER root\nRUN true\nUSER app:app\n'), 'app:app')
    assert.equal(isRoot('FROM x/y\nUSER root\nRUN true\nUSER app:app\n'), false)
  })

  it('follows FROM to an earlier stage, whatever the case of its name', () => {
    const text = 'FROM alpine:3.20 AS Base\nUSER 10001\nFROM base AS middle\nFROM middle\nCMD ["a"]\n', final = finalOf(text)
    assert.equal(final.user, '10001')
    assert.equal(at(text, final, 'user'), '10001')
    assert.equal(final.root.name, 'alpine')
    assert.equal(final.base!.name, 'middle')
  })

  it('does not come from a stage that is only copied from', () => assert.equal(isRoot('FROM alpine AS a\nUSER app\nFROM alpine\nCOPY --from=a /x /x\n'), true))

  for (const [image, expected] of [
    ['scratch', 'root'], ['node:20', 'root'], ['docker.io/library/python:3.12-slim', 'root'], ['gcr.io/distroless/static:nonroot', '65532'], ['gcr.io/distroless/static-debian12', 'root'],
    ['nginxinc/nginx-unprivileged:1.27', '101'], ['bitnami/redis:7', '1001'], ['cgr.dev/chainguard/node:latest', '65532'], ['mcr.microsoft.com/dotnet/aspnet:8.0', 'root'], ['mcr.microsoft.com/dotnet/aspnet:8.0-noble-chiseled', '1654'],
  ] as const) it(`is ${expected} for ${image}`, () => assert.equal(user(`FROM ${image}\n`), expected))

  it('is unknown for an image that nobody knows and for one that lets go of root by itself', () => {
    for (const image of ['registry.corp.example/base:1', '$BASE', 'postgres:16']) assert.ok(isUnknown(user(`ARG BASE\nFROM ${image}\n`)), image)
  })

  it('reads variables', () => {
    assert.equal(user('FROM alpine\nARG UID=1001\nENV RUNAS=$UID\nUSER ${RUNAS}:0\n'), '1001:0')
    assert.ok(isUnknown(user('FROM alpine\nARG UID\nUSER $UID\n')))
    assert.equal(user('FROM alpine\nUSER ${UID:-1000}\n'), '1000')
  })

  it('knows the spellings of root', () => {
    for (const name of ['0', 'root', 'root:root', '0:0', '"root"', 'ContainerAdministrator']) assert.equal(isRoot(`FROM x/y\nUSER ${name}\n`), true, name)
  })

  it('is not settled by a trigger of ONBUILD', () => assert.equal(isRoot('FROM alpine\nONBUILD USER app\n'), true))

  it('sees the tools that let go of root, and images that are meant for people', () => {
    assert.equal(finalOf('FROM debian:12\nENTRYPOINT ["gosu", "app", "server"]\n').dropsPrivileges, true)
    assert.equal(finalOf('FROM debian:12\nCMD ["server"]\n').dropsPrivileges, false)
    assert.equal(finalOf('FROM debian:12\nCMD ["bash"]\n').isInteractive, true)
    assert.equal(finalOf('FROM debian:12\nCMD bash -c "x"\n').isInteractive, false)
  })
})

describe('docker: images', () => {
  const image = (reference: string, before = '') => all(`${before}FROM ${reference}\n`, 'docker.Image')[0]!

  it('cuts a reference into its parts', () => {
    const { registry, repository, tag, digest, name, shortName } = image(`registry.corp:5000/team/app:1.2@sha256:${'a'.repeat(64)}`)
    assert.deepEqual({ registry, repository, tag, digest, name, shortName }, { registry: 'registry.corp:5000', repository: 'team/app', tag: '1.2', digest: `sha256:${'a'.repeat(64)}`, name: 'registry.corp:5000/team/app', shortName: 'app' })
    assert.equal(image('host:5000/img').tag, null)
    assert.equal(image('docker.io/library/node:20').repository, 'node')
  })

  it('reads global arguments with their defaults and tells that a build may override them', () => {
    const found = image('node:${V}-alpine', 'ARG V=20\n')
    assert.equal(found.tag, '20-alpine')
    assert.equal(found.isOverridable, true)
    assert.equal(image('${I:-alpine}:3').name, 'alpine')
  })

  it('leaves unknown only what a variable without default hides', () => {
    const text = 'ARG V\nFROM reg.example:5000/a/b:${V:-1}@sha256:0\nFROM node:$V\nFROM $V\nFROM $V/app\n', [first, second, third, fourth] = all(text, 'docker.Image')
    assert.equal(first!.tag, '1')
    assert.equal(at(text, first!, 'tag'), '${V:-1}')
    assert.equal(at(text, first!, 'digest'), 'sha256:0')
    assert.equal(second!.name, 'node')
    assert.ok(isUnknown(second!.tag))
    assert.ok(isUnknown(third!.tag) && isUnknown(third!.name) && isUnknown(third!.isStage))
    assert.ok(isUnknown(fourth!.registry))
    assert.equal(fourth!.tag, null)
  })

  it('names the variables that nothing declares', () => assert.deepEqual([...image('node:$VERSION').undeclared], ['VERSION']))

  it('knows stages, scratch and images that are pulled', () => {
    const text = 'FROM alpine AS a\nFROM a\nFROM scratch\nCOPY --from=busybox:1 /bin/sh /\nCOPY --from=a / /\nCOPY --from=0 /b /\nRUN --mount=type=bind,from=golang:1.23,target=/x true\n'
    assert.deepEqual(all(text, 'docker.Image').map(({ text: written, source, isStage, isScratch, isExternal }) => [written, source, isStage, isScratch, isExternal]), [
      ['alpine', 'from', false, false, true], ['a', 'from', true, false, false], ['scratch', 'from', false, true, false], ['busybox:1', 'copy', false, false, true], ['golang:1.23', 'mount', false, false, true],
    ])
  })

  it('holds references to the grammar', () => {
    for (const good of ['a', 'a/b:c', 'localhost/x', `a@sha256:${'0'.repeat(64)}`]) assert.equal(image(good).isValid, true, good)
    for (const bad of ['a/B', 'a:', 'a@sha256:12', 'a:b:c/', '-a']) assert.equal(image(bad).isValid, false, bad)
  })
})

describe('docker: stages', () => {
  it('knows which stages the final one needs and which ones ship', () => {
    const text = 'FROM a AS one\nFROM b AS two\nFROM c AS three\nFROM d AS four\nFROM one\nCOPY --from=two / /x\nRUN --mount=from=three,target=/y true\n'
    assert.deepEqual(fileOf(text).stages.map(stage => [stage.reachesFinal, stage.ships]), [[true, true], [true, false], [true, false], [false, false], [true, true]])
  })

  it('inherits settings through FROM, and an ENTRYPOINT resets the CMD of its base', () => {
    const stage = finalOf('FROM alpine AS a\nENV A=1\nARG B=2\nWORKDIR /srv\nSHELL ["/bin/bash", "-eo", "pipefail", "-c"]\nHEALTHCHECK CMD true\nCMD ["x"]\nLABEL k=v\nEXPOSE 80\nFROM a\nENV C=$A$B\nWORKDIR app/../b\nENTRYPOINT ["e"]\n')
    assert.equal(stage.env.get('C'), '12')
    assert.equal(stage.env.open, true)
    assert.equal(stage.workdir, '/srv/b')
    assert.deepEqual([...stage.shell], ['/bin/bash', '-eo', 'pipefail', '-c'])
    assert.equal(stage.shellInstruction!.hasPipefail && stage.shellInstruction!.hasErrexit, true)
    assert.equal(stage.healthcheck!.isNone, false)
    assert.equal(stage.cmd, null)
    assert.deepEqual([...stage.entrypoint!.argv], ['e'])
    assert.equal(stage.labels.get('k'), 'v')
    assert.deepEqual(stage.ports.map(port => port.number), [80])
  })

  it('sees duplicate names, and instructions before FROM', () => {
    const text = 'ARG A\nRUN x\nFROM a AS s\nFROM b AS S\n', file = fileOf(text)
    assert.equal(file.stages[1]!.duplicateOf!.index, 0)
    assert.equal(at(text, file.stages[1]!, 'name'), 'S')
    assert.equal(file.stray!.keyword, 'RUN')
    assert.equal(fileOf('').final, null)
  })

  it('knows Windows, and images without a shell', () => {
    assert.equal(finalOf('FROM mcr.microsoft.com/windows/servercore:ltsc2022\n').shellKind, 'cmd')
    assert.equal(finalOf('FROM scratch\n').hasNoShell, true)
    assert.equal(finalOf('FROM gcr.io/distroless/base\n').hasNoShell, true)
    assert.equal(finalOf('FROM gcr.io/distroless/base:debug\n').hasNoShell, false)
    assert.equal(finalOf('FROM node:20-alpine\n').distribution, 'alpine')
    assert.equal(finalOf('FROM node:20\n').distribution, 'debian')
  })
})

describe('docker: instructions', () => {
  it('reads continuations, comments between them and the escape directive', () => {
    const text = '# escape=`\r\nFROM x/y\r\nCOPY a `\r\n  # note\r\n  b C:\\dir\\\r\n', [copy] = all(text, 'docker.Copy')
    assert.deepEqual(copy!.sources.map(source => source.path), ['a', 'b'])
    assert.equal(copy!.destination, 'C:\\dir\\')
    assert.equal(at(text, copy!, 'sources[1]'), 'b')
    assert.equal(fileOf(text).escape, '`')
  })

  it('sees flags, unknown ones and repeated ones, with their places', () => {
    const text = 'FROM a\nCOPY --chown=me:me --lnk --chown=x a b\n', [copy] = all(text, 'docker.Copy')
    assert.deepEqual(copy!.flags.map(({ name, value, isKnown, isDuplicate }) => [name, value, isKnown, isDuplicate]), [['chown', 'me:me', true, false], ['lnk', null, false, false], ['chown', 'x', true, true]])
    assert.equal(at(text, copy!, 'flags.chown'), '--chown=me:me')
    assert.equal(at(text, copy!, 'flags.chmod'), '(COPY)')
  })

  it('suggests the keyword that was meant', () => {
    const found = all('FROM a\nRUNN x\n', 'docker.Instruction').find(({ isKnown }) => !isKnown)!
    assert.equal(found.suggestion, 'RUN')
    assert.equal(found.damaged, true)
  })

  it('tells JSON arrays from what only looks like them', () => {
    const broken = (command: string): unknown => all(`FROM a\nCMD ${command}\n`, 'docker.Cmd')[0]!.isBrokenJson
    for (const bad of ["['a', 'b']", '["a", "b",]', '[a, b]', '["a" "b"]', '[“a”]']) assert.equal(broken(bad), true, bad)
    for (const good of ['["a", "b"]', '[ -f x ] && y', 'a b', '[]']) assert.equal(broken(good), false, good)
  })

  it('declares a fact for each variable, label and port', () => {
    const text = 'FROM a\nENV A="x y" B=$A\nENV OLD some value\nLABEL a=b "c d"=e\nEXPOSE 80/TCP 8000-8010 $P 127.0.0.1:5:6 70000\nVOLUME ["/a", "/b"]\n'
    assert.deepEqual(all(text, 'docker.Env').map(({ name, value, isLegacy }) => [name, String(value), isLegacy]), [['A', 'x y', false], ['B', '$A', false], ['OLD', 'some value', true]])
    assert.deepEqual(all(text, 'docker.Label').map(({ name, value }) => [name, value]), [['a', 'b'], ['c d', 'e']])
    const ports = all(text, 'docker.Expose')
    assert.deepEqual(ports.slice(0, 2).map(({ number, end, protocol, writtenProtocol }) => [number, end, protocol, writtenProtocol]), [[80, 80, 'tcp', 'TCP'], [8000, 8010, 'tcp', null]])
    assert.ok(isUnknown(ports[2]!.number))
    assert.deepEqual(ports.map(port => isUnknown(port.isValid) ? null : port.isValid), [true, true, null, false, false])
    assert.equal(ports[3]!.hasHost, true)
    assert.equal(at(text, ports[0]!, 'protocol'), 'TCP')
    assert.deepEqual(all(text, 'docker.Volume').map(volume => volume.target), ['/a', '/b'])
  })

  it('knows credentials by name and by look, and what is none', () => {
    const secret = (line: string): unknown[] => {
      const [found] = all(`FROM a\n${line}\n`, line.startsWith('ARG') ? 'docker.Arg' : 'docker.Env')
      return [found!.isSecretName, found!.looksSecret, found!.isHarmless]
    }
    assert.deepEqual(secret('ENV DB_PASSWORD=hunter22'), [true, false, false])
    assert.deepEqual(secret('ARG NPM_TOKEN'), [true, false, false])
    assert.deepEqual(secret('ENV PASSWORD_FILE=/run/secrets/p'), [false, false, true])
    assert.deepEqual(secret(`ENV X=ghp_${'a1'.repeat(18)}`), [false, true, false])
    assert.deepEqual(secret('ENV URL=https://u:hunter2@host/x'), [false, true, false])
    for (const name of ['AUTH_MODE', 'KEY_ALIAS', 'PUBLIC_KEY', 'TOKEN_URL', 'SECRET_NAME', 'MONKEY']) assert.equal(secret(`ENV ${name}=abc`)[0], false, name)
    for (const name of ['AWS_SECRET_ACCESS_KEY', 'apiKey', 'GITHUB_TOKEN', 'password']) assert.equal(secret(`ENV ${name}=abc`)[0], true, name)
  })

  it('finds undeclared variables where Docker would expand them, and unused arguments', () => {
    const text = 'ARG G=1\nFROM a\nARG USED\nARG UNUSED\nWORKDIR /$USED/$MISSING/${OTHER:-x}\nRUN echo $SHELLVAR\n'
    assert.deepEqual(all(text, 'docker.Instruction').flatMap(({ undeclared }) => [...undeclared]), ['MISSING'])
    const workdir = all(text, 'docker.Workdir')[0]!
    assert.equal(at(text, workdir, 'undeclared[0]'), '$MISSING')
    assert.deepEqual(all(text, 'docker.Arg').map(arg => [arg.name, arg.isUsed]), [['G', false], ['USED', true], ['UNUSED', false]])
  })

  it('resolves working directories', () => {
    const text = 'FROM a\nWORKDIR app\nCOPY x y/\nWORKDIR /srv\nWORKDIR sub\nCOPY x y/\n', workdirs = all(text, 'docker.Workdir'), copies = all(text, 'docker.Copy')
    assert.deepEqual(workdirs.map(({ isAbsolute, followsAbsolute }) => [isAbsolute, followsAbsolute]), [[false, false], [true, false], [false, true]])
    assert.equal(copies[1]!.target, '/srv/sub/y')
    assert.ok(isUnknown(copies[0]!.target))
  })

  it('tells sources of COPY and ADD apart', () => {
    const text = 'FROM a AS s\nCOPY . /app\nCOPY --from=s . /app\nADD https://x.y/z.tar.gz b.tgz git@h:a/b.git $V .env /d/\nCOPY <<EOF /f\nhi\nEOF\nCOPY ../up /x\n'
    const sources = [...all(text, 'docker.Copy'), ...all(text, 'docker.Add')].map(copy => copy.sources)
    assert.deepEqual(sources[0]!.map(({ isContextRoot }) => isContextRoot), [true])
    assert.deepEqual(sources[1]!.map(({ isContextRoot }) => isContextRoot), [false])
    assert.deepEqual(sources[2]!.map(({ isHeredoc, path }) => [isHeredoc, path]), [[true, '<<EOF']])
    assert.equal(sources[3]![0]!.leavesContext, true)
    assert.deepEqual(sources[4]!.map(({ isUrl, isArchive, isGit, looksSecret }) => [isUrl, isArchive, isGit, looksSecret].map(value => isUnknown(value) ? '?' : value)), [
      [true, false, false, false], [false, true, false, false], [true, false, true, false], ['?', '?', '?', '?'], [false, false, false, true],
    ])
  })

  it('tells stages of COPY --from apart: its own, later ones and numbers', () => {
    const text = 'FROM a AS one\nCOPY --from=one x y\nCOPY --from=two x y\nFROM b AS two\nCOPY --from=0 x y\nCOPY --from=img:1 x y\n'
    assert.deepEqual(all(text, 'docker.Copy').map(({ isFromSelf, isFromLater, isFromIndex, fromStage, fromImage }) => [isFromSelf, isFromLater, isFromIndex, fromStage?.name ?? null, fromImage?.text ?? null]), [
      [true, false, false, null, null], [false, true, false, null, null], [false, false, true, 'one', null], [false, false, false, null, 'img:1'],
    ])
  })

  it('reads HEALTHCHECK, STOPSIGNAL, CMD and SHELL', () => {
    const text = 'FROM a\nHEALTHCHECK --interval=5s --retries=3 CMD curl -f http://localhost || exit 1\nSTOPSIGNAL 9\nCMD node server.js\nCMD ["npm", "start"]\n'
    const [health] = all(text, 'docker.Healthcheck'), [stop] = all(text, 'docker.Stopsignal'), [first, second] = all(text, 'docker.Cmd')
    assert.deepEqual([health!.interval, health!.retries, health!.timeout, health!.isNone, health!.program, health!.form], ['5s', '3', null, false, 'curl', 'shell'])
    assert.equal(stop!.canonical, 'SIGKILL')
    assert.deepEqual([first!.form, first!.isOverridden, [...first!.argv], first!.needsShell], ['shell', true, ['node', 'server.js'], false])
    assert.deepEqual([second!.form, second!.isOverridden, second!.program], ['exec', false, 'npm'])
    assert.equal(at(text, second!, 'argv[1]'), 'start')
    assert.equal(all('FROM a\nHEALTHCHECK NONE\n', 'docker.Healthcheck')[0]!.isNone, true)
  })

  it('takes triggers of ONBUILD for instructions', () => {
    const text = 'FROM a\nONBUILD COPY . /x\nONBUILD RUN sudo make\n'
    assert.deepEqual(all(text, 'docker.Instruction').map(({ keyword, onbuild }) => [keyword, onbuild]), [['FROM', false], ['COPY', true], ['RUN', true]])
    assert.deepEqual([...all(text, 'docker.Command')[0]!.prefixes], ['sudo'])
  })
})

describe('docker: RUN', () => {
  it('sees commands in shell form, exec form and heredocs, at their places', () => {
    const text = 'FROM a\nRUN apt-get update \\\n # note\n && apt-get install curl\nRUN ["sh", "-c", "sudo make"]\nRUN <<EOF\nset -e\nnpm ci\nEOF\nRUN cat <<X > /f && chmod 777 /f\nbody $y\nX\n'
    const commands = all(text, 'docker.Command')
    assert.deepEqual(commands.map(command => [...command.prefixes, command.name].join(' ')).filter(name => name !== 'sh'), ['apt-get', 'apt-get', 'sudo make', 'set', 'npm', 'cat', 'chmod'])
    for (const command of commands) assert.equal(at(text, command, 'name'), command.name)
    assert.deepEqual(all(text, 'docker.Run').map(run => run.form), ['shell', 'exec', 'heredoc', 'shell'])
    assert.equal(all(text, 'docker.Instruction').length, 5)
  })

  it('is not fooled by a heredoc within quotes', () => {
    const text = 'FROM a\nRUN echo "x <<EOF y"\nUSER app\n'
    assert.deepEqual(all(text, 'docker.Instruction').map(({ keyword }) => keyword), ['FROM', 'RUN', 'USER'])
  })

  it('is not fooled by a here-document whose last line is continued, however many there are', () => {
    const text = 'FROM a\n' + 'RUN <<E\nx \\\nE\nUSER app\n'.repeat(400)
    assert.equal(all(text, 'docker.Instruction').length, 801)
    assert.equal(all(text, 'docker.User').length, 400)
  })

  it('reads words, flags, operands, URLs and how commands are joined', () => {
    const text = 'FROM a\nRUN A=1 curl -fsSL --retry=3 https://x.y/$Z -o /f | tar -xz; B=2 true\n', [curl, tar, last] = all(text, 'docker.Command')
    assert.deepEqual([...curl!.flags].filter(flag => flag.length === 2 || flag.startsWith('--')), ['-f', '-s', '-S', '-L', '--retry', '-o'])
    assert.deepEqual([...curl!.urls], ['https://x.y/$Z'])
    assert.equal(curl!.assignments.get('A'), '1')
    assert.equal(curl!.pipesTo, tar)
    assert.equal(tar!.pipedFrom, curl)
    assert.deepEqual([curl!.after, tar!.after, last!.after], [null, '|', ';'])
    assert.equal(at(text, curl!, 'flags["-f"]'), '-fsSL')
    assert.equal(at(text, curl!, 'words[2]'), 'https://x.y/$Z')
  })

  it('knows when a pipe is guarded', () => {
    const guarded = (run: string, shell = ''): unknown => all(`FROM debian:12\n${shell}RUN ${run}\n`, 'docker.Run')[0]!.pipes.map(pipe => pipe.isGuarded)
    assert.deepEqual(guarded('curl x | sh'), [false])
    assert.deepEqual(guarded('set -o pipefail; curl x | sh'), [true])
    assert.deepEqual(guarded('curl x | sh', 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]\n'), [true])
    assert.deepEqual(guarded('echo a | sh'), [true])
    assert.deepEqual(guarded('curl x | grep y || true'), [true])
  })

  it('leaves shells of other families alone', () => {
    const [run] = all('FROM mcr.microsoft.com/windows/servercore:ltsc2022\nSHELL ["powershell", "-Command"]\nRUN Get-Item | Remove-Item\n', 'docker.Run')
    assert.equal(run!.shellKind, 'powershell')
    assert.equal(run!.commands.length, 0)
    assert.equal(run!.commands.open, true)
  })

  it('reads mounts', () => {
    const [run] = all('FROM a AS base\nFROM b\nRUN --mount=type=cache,target=/root/.cache/pip --mount=from=base,source=/x,target=/y --network=none pip install x\n', 'docker.Run')
    assert.deepEqual(run!.mounts.map(({ type, target, from, fromStage }) => [type, target, from, fromStage?.name ?? null]), [['cache', '/root/.cache/pip', null, null], ['bind', '/y', 'base', 'base']])
    assert.equal(run!.network, 'none')
  })

  it('reads calls of package managers', () => {
    const call = (run: string, before = '') => all(`FROM debian:12\n${before}RUN ${run}\n`, 'docker.PackageInstall')[0]!
    const apt = call('apt-get update && apt-get install curl=7 git $X')
    assert.deepEqual([apt.manager, apt.action, apt.effect], ['apt-get', 'install', 'install'])
    assert.deepEqual(apt.packages.map(({ name, isPinned }) => [String(name), isUnknown(isPinned) ? '?' : isPinned]), [['curl', true], ['git', false], ['$X', '?']])
    assert.equal(call('apt-get install x').isUnattended, false)
    assert.equal(call('apt-get install x').skipsRecommends, false)
    assert.equal(call('apt-get install -yq x').isUnattended, true)
    assert.ok(isUnknown(call('apt-get install $OPTS x').isUnattended))
    assert.equal(call('apt-get install -y --no-install-recommends x').skipsRecommends, true)
    assert.equal(call('apt-get install -y x', 'RUN echo \'APT::Install-Recommends "false";\' > /etc/apt/apt.conf.d/x\n').skipsRecommends, true)
    assert.equal(call('pip install x').manager, 'pip')
  })

  it('knows when development dependencies and install scripts come along', () => {
    const call = (run: string, before = '', after = '') => all(`FROM node:22\n${before}RUN ${run}\n${after}`, 'docker.PackageInstall')[0]!
    assert.equal(call('npm ci').includesDev, true)
    assert.equal(call('npm ci --omit=dev').includesDev, false)
    assert.equal(call('npm ci --omit=optional').includesDev, true)
    assert.equal(call('npm i x').includesDev, false)
    assert.equal(call('npm ci', 'ENV NODE_ENV=production\n').includesDev, false)
    assert.equal(call('npm ci', '', 'RUN npm run build && npm prune --omit=dev\n').includesDev, false)
    assert.equal(call('npm ci', '', 'RUN npm prune\n').includesDev, true)
    assert.ok(isUnknown(call('npm ci $FLAGS').includesDev))
    assert.ok(isUnknown(call('npm ci', 'ARG NODE_ENV\n').includesDev))
    assert.equal(call('bundle install', 'ENV BUNDLE_WITHOUT=development:test\n').includesDev, false)
    assert.equal(call('F=--omit=dev; npm ci $F').includesDev, false)
    assert.equal(call('yarn').runsScripts, true)
    assert.equal(call('yarn', 'ENV YARN_ENABLE_SCRIPTS=false\n').runsScripts, false)
    assert.equal(call('--mount=type=cache,target=/c npm ci', 'ENV npm_config_cache=/c\n').hasCacheMount, true)
  })

  it('knows when a package cache stays in the layer', () => {
    const leaves = (run: string, before = ''): unknown => all(`FROM debian:12\n${before}RUN ${run}\n`, 'docker.PackageCall')[0]!.leavesCache
    assert.equal(leaves('apt-get update && apt-get install -y x'), true)
    assert.equal(leaves('apt-get update && apt-get install -y x && rm -rf /var/lib/apt/lists/*'), false)
    assert.equal(leaves('--mount=type=cache,target=/var/lib/apt apt-get update && apt-get install -y x'), false)
    assert.equal(leaves('--mount=type=cache,target=/var/cache/apt apt-get update && apt-get install -y x'), true)
    assert.equal(leaves('apk add x'), true)
    assert.equal(leaves('apk update && apk add --no-cache x'), true)
    assert.equal(leaves('yum install -y x && yum clean metadata'), true)
    assert.equal(leaves('yum install -y x && yum clean all'), false)
    assert.equal(leaves('apk add --no-cache x'), false)
    assert.equal(leaves('pip install x'), true)
    assert.equal(leaves('pip install x', 'ENV PIP_NO_CACHE_DIR=1\n'), false)
    assert.equal(leaves('yum install -y x && yum clean all'), false)
    assert.equal(leaves('dnf install -y x'), true)
  })
})

describe('docker: files', () => {
  it('recognises templates, and says nothing of them', () => {
    const facts = factsOf('FROM {{ image }}\n{{ if x }}\nRUN a\n{{ end }}\n')
    assert.deepEqual(facts.map(fact => fact.kind), ['docker.File'])
    assert.equal(factsOf("FROM a\nRUN docker inspect --format '{{.Id}}' x\n").length > 3, true)
  })

  it('reads directives', () => {
    const text = '# syntax=docker/dockerfile:1\n# check=skip=all\n\n# escape=`\nFROM a\n', file = fileOf(text)
    assert.deepEqual([file.syntax, file.check, file.escape], ['docker/dockerfile:1', 'skip=all', '\\'])
    assert.equal(at(text, file, 'syntax'), 'docker/dockerfile:1')
  })

  it('is a syntax error only where nothing is understood; what Docker refuses in an instruction is for rules to say', () => {
    const errors = (text: string): string[] => readScope(text).errors.map(error => text.slice(...error.span))
    assert.deepEqual(errors('FROM a\nRUN <<EOF\nx\n'), [])
    assert.deepEqual(errors('hello world\n'), ['hello'])
    assert.deepEqual(errors('FROM a\nRUNN x\n'), [])
    assert.deepEqual(errors(''), [])
  })

  it('finds the .dockerignore: its own, else that of the folder or a parent', () => {
    const text = 'FROM a\nCOPY secret.txt keep.md /x/\n'
    const ignore = (files: Record<string, string>): unknown => (factsOf(text, files, 'app/Dockerfile')[0] as ReturnType<typeof fileOf>).ignore
    assert.equal(ignore({}), null)
    assert.equal((ignore({ '.dockerignore': '.git\n' }) as { path: string }).path, '.dockerignore')
    assert.equal((ignore({ '.dockerignore': '', 'app/.dockerignore': '', 'app/Dockerfile.dockerignore': 'x' }) as { path: string }).path, 'app/Dockerfile.dockerignore')
    const { excludesGit, excludesEnv, excludesNodeModules } = ignore({ 'app/.dockerignore': '# c\n.git\n**/node_modules\n' }) as Record<string, boolean>
    assert.deepEqual([excludesGit, excludesEnv, excludesNodeModules], [true, false, true])
    const copied = all(text, 'docker.Copy', { '.dockerignore': '*.txt\n' })[0]!
    assert.deepEqual(copied.sources.map(source => source.isIgnored), [true, false])
  })

  it('names variables of ENV and ARG, and pairs of ENV and LABEL, by one kind each', () => {
    const text = 'ARG A=1\r\nFROM a\r\nENV B=2 C=3\r\nENV D 4\r\nLABEL e=5\r\n'
    assert.deepEqual(all(text, 'docker.Variable').map(({ keyword, name }) => `${keyword} ${name}`), ['ARG A', 'ENV B', 'ENV C', 'ENV D'])
    assert.deepEqual(all(text, 'docker.Pair').map(({ keyword, name, isLegacy }) => `${keyword} ${String(name)} ${isLegacy}`), ['ENV B false', 'ENV C false', 'ENV D true', 'LABEL e false'])
    assert.equal(fileOf(text).lineBreak, '\r\n')
  })

  it('exports what its stages come to', () => {
    const text = 'FROM alpine:3 AS base\nUSER app\nFROM base AS run\nEXPOSE 8080\nCMD ["x", "y"]\n'
    const [exported] = [...readScope(text, {}, 'svc/Dockerfile').exports()], summary = exported!.summary as DockerfileSummary
    assert.equal(exported!.key.name, dockerfile('svc/Dockerfile').name)
    assert.deepEqual([summary.final!.name, summary.final!.user, summary.final!.userKind, summary.final!.exposes[0]!.port, summary.final!.cmd], ['run', 'app', 'non-root', 8080, ['x', 'y']])
    assert.equal(text.slice(...summary.final!.userSpan!), 'app')
    assert.ok(Object.isFrozen(summary.stages[0]))
  })
})
