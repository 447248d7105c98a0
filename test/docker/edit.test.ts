import assert from 'node:assert/strict'
import { applyEdits } from '../../src/core/edit'
import type { Change, Fact, Written } from '../../src/core/fact'
import { all, factsOf, readScope } from './read'
import type { Facts } from '../../src/languages/docker/facts'

/** The text after a change of the last fact of a kind that holds. */
function changed<K extends keyof Facts>(text: string, kind: K, change: Change, pick: (fact: Facts[K]) => boolean = () => true): string {
  const fact = all(text, kind).filter(pick).at(-1)! as unknown as Fact, edits = fact.edit(change)
  assert.ok(edits, `no edit for ${change.kind} ${change.path}`)
  return applyEdits(text, edits.map(edit => 'span' in edit ? { span: edit.span, text: edit.text } : assert.fail('creates a file')))
}
const set = (path: string, value: Written): Change => ({ kind: 'set', path, value })
const insert = (path: string, value: Written): Change => ({ kind: 'insert', path, value })
const append = (path: string, value: Written): Change => ({ kind: 'append', path, value })
const remove = (path: string): Change => ({ kind: 'remove', path })
const replace = (path: string, text: string): Change => ({ kind: 'replace', path, text })

describe('docker: edits of stages', () => {
  it('sets a user above CMD and ENTRYPOINT and the comments that belong to them', () => {
    assert.equal(changed('FROM a\nRUN x\n\n# start it\nENTRYPOINT ["e"]\nCMD ["c"]\n', 'docker.Stage', set('user', '10001')), 'FROM a\nRUN x\n\nUSER 10001\n# start it\nENTRYPOINT ["e"]\nCMD ["c"]\n')
  })

  it('sets a user after the last instruction where there is no CMD, or where the build goes on behind it', () => {
    assert.equal(changed('FROM a\nRUN x', 'docker.Stage', set('user', 'app')), 'FROM a\nRUN x\nUSER app')
    assert.equal(changed('FROM a\nCMD ["c"]\nRUN x\n', 'docker.Stage', set('user', 'app')), 'FROM a\nCMD ["c"]\nRUN x\nUSER app\n')
    assert.equal(changed('FROM a\n', 'docker.Stage', set('user', 'app')), 'FROM a\nUSER app\n')
  })

  it('keeps line breaks of Windows, and heredocs whole', () => {
    assert.equal(changed('FROM a\r\nRUN <<E\r\nx\r\nE\r\n', 'docker.Stage', set('user', 'app')), 'FROM a\r\nRUN <<E\r\nx\r\nE\r\nUSER app\r\n')
  })

  it('adds nothing below a line that would swallow it', () => {
    assert.equal(all('FROM a\nRUN x \\\n', 'docker.Stage')[0]!.edit(set('user', 'app')), null)
  })

  it('replaces a user that is written in the stage, and leaves that of a base stage', () => {
    assert.equal(changed('FROM a\nUSER root # no comment\n', 'docker.Stage', set('user', '1')), 'FROM a\nUSER 1\n')
    assert.equal(changed('FROM a AS b\nUSER root\nFROM b\nCMD ["x"]\n', 'docker.Stage', set('user', '1')), 'FROM a AS b\nUSER root\nFROM b\nUSER 1\nCMD ["x"]\n')
  })

  it('sets health check, working directory, name and platform', () => {
    assert.equal(changed('FROM a\nCMD ["x"]\n', 'docker.Stage', set('healthcheck', 'CMD ["/x", "health"]')), 'FROM a\nHEALTHCHECK CMD ["/x", "health"]\nCMD ["x"]\n')
    assert.equal(changed('FROM a\nHEALTHCHECK --interval=1s NONE\n', 'docker.Stage', set('healthcheck', 'CMD x')), 'FROM a\nHEALTHCHECK --interval=1s CMD x\n')
    assert.equal(changed('FROM a\nCOPY . .\n', 'docker.Stage', set('workdir', '/app')), 'FROM a\nWORKDIR /app\nCOPY . .\n')
    assert.equal(changed('FROM a:1 # x\n', 'docker.Stage', set('name', 'build')), 'FROM a:1 AS build # x\n')
    assert.equal(changed('FROM a AS b\n', 'docker.Stage', set('name', 'c')), 'FROM a AS c\n')
    assert.equal(changed('FROM --platform=linux/amd64 a\n', 'docker.Stage', remove('platform')), 'FROM a\n')
    assert.equal(changed('FROM a\n', 'docker.Stage', set('platform', '$BUILDPLATFORM')), 'FROM --platform=$BUILDPLATFORM a\n')
    assert.equal(changed('FROM a\nRUN x | y\n', 'docker.Stage', set('shell', ['/bin/bash', '-o', 'pipefail', '-c'])), 'FROM a\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN x | y\n')
    assert.equal(changed('FROM a\nCMD x\n', 'docker.Stage', set('labels["a.b/c"]', 'x y')), 'FROM a\nLABEL a.b/c="x y"\nCMD x\n')
  })
})

describe('docker: edits of images', () => {
  it('sets and removes tag and digest', () => {
    assert.equal(changed('FROM h:5000/a AS b\n', 'docker.Image', set('tag', '1.2')), 'FROM h:5000/a:1.2 AS b\n')
    assert.equal(changed('FROM a:latest\n', 'docker.Image', set('tag', '1.2')), 'FROM a:1.2\n')
    assert.equal(changed('FROM a:1\n', 'docker.Image', set('digest', 'sha256:ab')), 'FROM a:1@sha256:ab\n')
    assert.equal(changed('FROM a@sha256:00\n', 'docker.Image', set('tag', '1')), 'FROM a:1@sha256:00\n')
    assert.equal(changed('FROM a:1@sha256:00\n', 'docker.Image', remove('tag')), 'FROM a@sha256:00\n')
    assert.equal(changed('FROM a:1@sha256:00\n', 'docker.Image', remove('digest')), 'FROM a:1\n')
    assert.equal(changed('FROM a\nCOPY --from=b /x /y\n', 'docker.Image', set('tag', '2')), 'FROM a\nCOPY --from=b:2 /x /y\n')
    assert.equal(changed('FROM a:latest\n', 'docker.Stage', set('image.tag', '3')), 'FROM a:3\n')
  })
})

describe('docker: edits of instructions', () => {
  it('sets, changes and removes flags', () => {
    assert.equal(changed('FROM a\nCOPY a b\n', 'docker.Copy', set('flags.chown', 'app:app')), 'FROM a\nCOPY --chown=app:app a b\n')
    assert.equal(changed('FROM a\nCOPY --link a b\n', 'docker.Copy', set('chown', 'app')), 'FROM a\nCOPY --link --chown=app a b\n')
    assert.equal(changed('FROM a\nCOPY --chown=x \\\n  a b\n', 'docker.Copy', set('chown', 'app')), 'FROM a\nCOPY --chown=app \\\n  a b\n')
    assert.equal(changed('FROM a\nRUN --security=insecure --network=none x\n', 'docker.Run', remove('security')), 'FROM a\nRUN --network=none x\n')
    assert.equal(changed('FROM a\nHEALTHCHECK CMD x\n', 'docker.Healthcheck', set('timeout', '3s')), 'FROM a\nHEALTHCHECK --timeout=3s CMD x\n')
  })

  it('removes an instruction with its lines', () => {
    assert.equal(changed('FROM a\nRUN x \\\n # c\n y\nUSER b\n', 'docker.Run', remove('')), 'FROM a\nUSER b\n')
    assert.equal(changed('FROM a\r\nCMD x\r\nCMD y\r\n', 'docker.Cmd', remove(''), cmd => cmd.isOverridden), 'FROM a\r\nCMD y\r\n')
  })

  it('removes one of several ports or variables and keeps the others', () => {
    assert.equal(changed('FROM a\nEXPOSE 80 22 443\n', 'docker.Expose', remove(''), port => port.number === 22), 'FROM a\nEXPOSE 80 443\n')
    assert.equal(changed('FROM a\nEXPOSE 22\nCMD x\n', 'docker.Expose', remove('')), 'FROM a\nCMD x\n')
    assert.equal(changed('FROM a\nENV A=1 \\\n    B=2 \\\n    C=3\n', 'docker.Env', remove(''), env => env.name === 'B'), 'FROM a\nENV A=1 \\\n    C=3\n')
  })

  it('replaces keywords, words and values', () => {
    assert.equal(changed('FROM a\nADD a b\n', 'docker.Add', set('keyword', 'COPY')), 'FROM a\nCOPY a b\n')
    assert.equal(changed('FROM a\nexpose 80/TCP\n', 'docker.Expose', replace('protocol', 'tcp')), 'FROM a\nexpose 80/tcp\n')
    assert.equal(changed('FROM a\nCOPY a b /c\n', 'docker.Copy', set('destination', '/c/')), 'FROM a\nCOPY a b /c/\n')
    assert.equal(changed('FROM a\nENV A b c\n', 'docker.Env', set('isLegacy', false)), 'FROM a\nENV A="b c"\n')
    assert.equal(changed('FROM a\nENV A=1\n', 'docker.Env', set('value', 'x y')), 'FROM a\nENV A="x y"\n')
    assert.equal(changed('FROM a\nCMD node  server.js\n', 'docker.Cmd', set('form', 'exec')), 'FROM a\nCMD ["node", "server.js"]\n')
    assert.equal(changed('FROM a\nMAINTAINER me <a@b>\n', 'docker.Maintainer', replace('keyword', 'LABEL')), 'FROM a\nLABEL me <a@b>\n')
    assert.equal(changed('FROM a\nUSER root:root\n', 'docker.User', set('name', 'app')), 'FROM a\nUSER app:root\n')
  })

  it('adds lines before and after', () => {
    assert.equal(changed('FROM a\n# why\nRUN x | y\n', 'docker.Run', insert('before', 'SHELL ["bash"]')), 'FROM a\nSHELL ["bash"]\n# why\nRUN x | y\n')
    assert.equal(changed('# syntax=x\nARG A\nFROM a\n', 'docker.Arg', insert('before', 'ARG B')), '# syntax=x\nARG B\nARG A\nFROM a\n')
    assert.equal(changed('FROM a\nRUN x', 'docker.Run', append('after', 'RUN y')), 'FROM a\nRUN x\nRUN y')
  })
})

describe('docker: edits of commands', () => {
  it('inserts flags behind the subcommand, in continued lines too', () => {
    const text = 'FROM a\nRUN apt-get update && \\\n    # tools\n    apt-get install \\\n      curl git\n'
    assert.equal(changed(text, 'docker.PackageInstall', insert('flags', '-y')), text.replace('apt-get install', 'apt-get install -y'))
    assert.equal(changed('FROM a\nRUN apk add x\n', 'docker.PackageInstall', append('flags', '--no-cache')), 'FROM a\nRUN apk add --no-cache x\n')
    assert.equal(changed('FROM a\nRUN curl -o x y\n', 'docker.Command', insert('flags', '-f')), 'FROM a\nRUN curl -f -o x y\n')
  })

  it('removes flags, one letter out of a cluster too, and what runs a command', () => {
    assert.equal(changed('FROM a\nRUN curl -fkL x\n', 'docker.Command', remove('flags["-k"]')), 'FROM a\nRUN curl -fL x\n')
    assert.equal(changed('FROM a\nRUN curl --insecure x\n', 'docker.Command', remove('flags["--insecure"]')), 'FROM a\nRUN curl x\n')
    assert.equal(changed('FROM a\nRUN curl \\\n  --insecure \\\n  x\n', 'docker.Command', remove('flags["--insecure"]')), 'FROM a\nRUN curl \\\n  x\n')
    assert.equal(changed('FROM a\nRUN x && sudo make\n', 'docker.Command', remove('prefixes[0]')), 'FROM a\nRUN x && make\n')
    assert.equal(changed('FROM a\nRUN apt install x\n', 'docker.Command', set('name', 'apt-get')), 'FROM a\nRUN apt-get install x\n')
  })

  it('sets the version of a package', () => {
    assert.equal(changed('FROM a\nRUN pip install x y\n', 'docker.PackageInstall', set('packages[1].version', '1.0')), 'FROM a\nRUN pip install x y==1.0\n')
    assert.equal(changed('FROM a\nRUN apt-get install x\n', 'docker.PackageInstall', set('packages[0].version', '1.0')), 'FROM a\nRUN apt-get install x=1.0\n')
  })

  it('appends no command to a program that is started without a shell', () => {
    assert.equal(all('FROM a\nRUN ["zypper", "install", "http"]\n', 'docker.Run')[0]!.edit(append('commands', 'rm x')), null)
  })

  it('appends a command in the way the others are joined', () => {
    const clean = append('commands', 'rm -rf /x')
    assert.equal(changed('FROM a\nRUN a && b\n', 'docker.Run', clean), 'FROM a\nRUN a && b && rm -rf /x\n')
    assert.equal(changed('FROM a\nRUN a \\\n    && b\nUSER c\n', 'docker.Run', clean), 'FROM a\nRUN a \\\n    && b \\\n    && rm -rf /x\nUSER c\n')
    assert.equal(changed('FROM a\nRUN a && \\\n    b\n', 'docker.Run', clean), 'FROM a\nRUN a && \\\n    b && \\\n    rm -rf /x\n')
    assert.equal(changed('FROM a\r\nRUN set -eux; \\\r\n\ta; \\\r\n\tb\r\n', 'docker.Run', clean), 'FROM a\r\nRUN set -eux; \\\r\n\ta; \\\r\n\tb; \\\r\n\trm -rf /x\r\n')
    assert.equal(changed('FROM a\nRUN <<E\na\nE\n', 'docker.Run', clean), 'FROM a\nRUN <<E\na\nrm -rf /x\nE\n')
    assert.equal(changed('FROM a\nRUN ["sh", "-c", "a"]\n', 'docker.Run', clean), 'FROM a\nRUN ["sh", "-c", "a && rm -rf /x"]\n')
    assert.equal(changed('FROM a\nRUN apt-get install \\\n      x \\\n      y\n', 'docker.Run', clean), 'FROM a\nRUN apt-get install \\\n      x \\\n      y \\\n    && rm -rf /x\n')
    assert.equal(changed('FROM a\nRUN a\n', 'docker.Run', insert('commands', 'set -o pipefail')), 'FROM a\nRUN set -o pipefail; a\n')
    assert.equal(changed('FROM a\nRUN <<E\n#!/bin/bash\na\nE\n', 'docker.Run', insert('commands', 'set -e')), 'FROM a\nRUN <<E\n#!/bin/bash\nset -e\na\nE\n')
  })
})

it('edits by path stay within the file and never overlap, whatever is asked of whatever fact', () => {
  const text = '# syntax=x\nARG V\nFROM a:$V AS b\nRUN apt-get install x \\\n  # c\n  y | z\nONBUILD COPY a b\nRUN <<E\nsudo npm i x\nE\nENV A=1 B="2"\nHEALTHCHECK CMD x\nCMD ["a"]'
  const paths = ['', 'user', 'image.tag', 'image', 'name', 'flags.x', 'flags', 'words[0]', 'words', 'commands', 'argv', 'value', 'packages[0]', 'packages', 'sources[0]', 'text', 'before', 'after', 'keyword', 'nothing.at[3].all', 'prefixes[0]', 'digest', 'healthcheck', 'stage.user', 'instructions', 'env.X']
  for (const fact of factsOf(text)) for (const path of paths) for (const change of [set(path, 'v'), insert(path, 'v'), append(path, 'v'), remove(path), replace(path, 'v')]) {
    const edits = fact.edit(change)
    if (!edits) continue
    const after = applyEdits(text, edits.map(edit => 'span' in edit ? edit : assert.fail()))
    for (const edit of edits) assert.ok('span' in edit && edit.span[0] >= 0 && edit.span[0] <= edit.span[1] && edit.span[1] <= text.length)
    assert.ok([...readScope(after).contexts[0]!.facts()].length > 0)
  }
})
