import assert from 'node:assert/strict'
import { packageCalls, type PackageCall } from '../../src/languages/shell/packages'
import { parseShell } from '../../src/languages/shell/parse'
import { fromText } from '../../src/languages/shell/source'

const calls = (file: string): PackageCall[] => [...packageCalls(parseShell(fromText(file, [0, file.length])).commands)]
const call = (file: string): PackageCall => {
  const found = calls(file)
  assert.equal(found.length, 1, file)
  return found[0]!
}
/** Packages as `name operator version`, with `!` when pinned and `?` when unknown. */
const packages = (file: string): string[] => call(file).packages.map(p => [p.name, p.operator, p.version].filter(x => x !== null).join(' ') + (p.pinned ? '!' : '') + (p.unknown ? '?' : '') + (p.source === 'registry' ? '' : ` (${p.source})`))

describe('package calls', () => {
  const table: readonly (readonly [string, string, readonly string[]])[] = [
    ['apt-get -qqy install --no-install-recommends -t stable curl=7.* git libc6:i386 ./x.deb', 'apt-get install install', ['curl = 7.*!', 'git', 'libc6:i386', ' (path)']],
    ['sudo apt update', 'apt update refresh', []],
    ["apk add --no-cache --virtual .build 'curl=8' 'a>1' b~1.2 c@edge", 'apk add install', ['curl = 8!', 'a > 1', 'b ~ 1.2!', 'c @ edge']],
    ['yum -y install --enablerepo epel java-11-openjdk gcc-4.8.5-39.el7 nodejs-16.1', 'yum install install', ['java-11-openjdk', 'gcc - 4.8.5-39.el7!', 'nodejs - 16.1!']],
    ['microdnf clean all', 'microdnf clean clean', []],
    ['dnf upgrade', 'dnf upgrade upgrade', []],
    ['zypper -n in a=1 b>=2', 'zypper install install', ['a = 1!', 'b']],
    ['pip3 install --no-cache-dir "requests[socks]==2.1" "b>=1" c~=3 . git+https://x/y@0123abc', 'pip install install', ['requests == 2.1!', 'b >= 1', 'c ~= 3!', ' (path)', '! (url)']],
    ['python3 -m pip install -U flask', 'pip install install', ['flask']],
    ['uv pip install --system a==1', 'pip install install', ['a == 1!']],
    ['uv tool install ruff@0.1', 'uv install install', ['ruff @ 0.1!']],
    ['poetry add b@latest', 'poetry add install', ['b @ latest']],
    ['npm i -g x@1 @s/y @s/z@^2 n@latest', 'npm install install', ['x @ 1!', '@s/y', '@s/z @ ^2', 'n @ latest']],
    ['yarn global add x', 'yarn add install', ['x']],
    ['pnpm add -D y@1.2.3', 'pnpm add install', ['y @ 1.2.3!']],
    ['gem install --no-document bundler -v 2.1', 'gem install install', ['bundler -v 2.1!']],
    ['go install -ldflags "-s -w" golang.org/x/a/cmd@latest x/y@v1.2.3 ./...', 'go install install', ['golang.org/x/a/cmd @ latest', 'x/y @ v1.2.3!', ' (path)']],
    ['cargo install --locked foo@1.2 --features x', 'cargo install install', ['foo @ 1.2!']],
    ['npm run build', 'npm run other', []],
    ['apk add c@edge=1 d=2@edge', 'apk add install', ['c = 1!', 'd = 2!']],
    ['dnf -y module install nodejs:20 perl', 'dnf module install install', ['nodejs : 20!', 'perl']],
    ['yum install -y gcc-11 java-11-openjdk a-b-3', 'yum install install', ['gcc - 11!', 'java-11-openjdk', 'a-b-3']],
    ['yum clean metadata', 'yum clean other', []],
    ['pacman -Syu --noconfirm git', 'pacman -Syu install', ['git']],
    ['pacman -Syu', 'pacman -Syu upgrade', []],
    ['pacman -Scc --noconfirm', 'pacman -Scc clean', []],
    ['python3 -m pipenv install --deploy', 'pipenv install install', []],
    ['corepack pnpm@9.15.0 add x@1.2.3', 'pnpm add install', ['x @ 1.2.3!']],
    ['php /usr/bin/composer.phar require a/b:1.2.3 c/d', 'composer require install', ['a/b : 1.2.3!', 'c/d']],
    ['composer global require a/b', 'composer require install', ['a/b']],
    ['bundle', 'bundle install install', []],
    ['gem install a:1.2 b -- --with-c', 'gem install install', ['a : 1.2!', 'b']],
    ['go run github.com/a/b@v1 github.com/c/d', 'go run install', ['github.com/a/b @ v1!']],
    ['go run main.go', 'go run other', []],
    ['mamba install -y -c conda-forge numpy=1.26 scipy', 'conda install install', ['numpy = 1.26!', 'scipy']],
    ['conda env create -f environment.yml', 'conda env create install', []],
    ['dotnet tool install -g dotnet-ef --version 9.0.1', 'dotnet tool install install', ['dotnet-ef']],
    ['dotnet restore', 'dotnet restore install', []],
    ['yarn --version', 'yarn null other', []],
  ]
  for (const [file, what, expected] of table) {
    it(`are read from ${file}`, () => {
      const { manager, action, effect } = call(file)
      assert.equal(`${manager} ${action} ${effect}`, what)
      assert.deepEqual(packages(file), expected)
    })
  }

  it('name packages elsewhere when a file or a project does', () => {
    for (const file of ['pip install -r requirements.txt', 'npm ci', 'npm install', 'yarn', 'poetry install', 'uv sync', 'xargs apt-get install -y', 'pip install -e .']) {
      assert.deepEqual([call(file).packages.length, call(file).elsewhere], [0, true], file)
    }
    assert.equal(call('npm i x').elsewhere, false)
  })

  it('read variables that the script itself has assigned, once and under no condition', () => {
    const last = (file: string): string[] => calls(file).at(-1)!.packages.map(p => [p.name, p.version].join('=') + (p.unknown ? '?' : ''))
    assert.deepEqual(last('V=1.2; apt-get install -y a=$V b'), ['a=1.2', 'b='])
    assert.deepEqual(last('L="a=1 b"; L="$L c"; apk add $L ${L}-dev'), ['a=1', 'b=', 'c=', 'a=1', 'b=', 'c-dev='])
    assert.deepEqual(last('export L="a b" && apk add "$L"'), ['a b='])
    assert.deepEqual(last('if x; then L=a; fi; apk add $L'), ['=?'])
    assert.deepEqual(last('L=$(list); apk add $L'), ['=?'])
    assert.deepEqual(last('L=a apk add $L'), ['=?'])
    assert.deepEqual(last('L=a; apk add $L; L=b'), ['a='])
    assert.deepEqual(last('L=" a "; apk add x$L-y'), ['x=', 'a=', '-y='].slice(0, 2))
    assert.deepEqual(last('F=-y; apt-get install $F a'), ['a='])
  })

  it('take no long time over variables that grow', () => {
    calls('A=x; ' + 'A="$A $A"; '.repeat(500) + 'apk add $A; '.repeat(500))
    calls('A="' + 'x '.repeat(1900) + '"; ' + 'apk add $A$A$A; '.repeat(500))
  })

  it('leave unknown what only run time knows', () => {
    assert.deepEqual(packages('apt-get install -y $PACKAGES curl=$V a$B'), ['?', 'curl =!?', '?'])
    assert.deepEqual(packages('pip install "flask==${V}" "x$Y"'), ['flask ==!?', '?'])
    assert.equal(call('apt-get "$X" y').action, null)
  })

  it('know a global install', () => {
    assert.deepEqual(['npm i -g x', 'yarn global add x', 'npm i x'].map(file => call(file).global), [true, true, false])
  })

  it('have the place of each package in the file', () => {
    const file = "sh -c 'apk add curl \"git=1\"'"
    assert.deepEqual(call(file).packages.map(({ span }) => file.slice(...span)), ['curl', '"git=1"'])
    assert.equal(file.slice(...call(file).actionSpan), 'add')
  })

  it('are read from long words in no time', () => {
    for (const c of [' ', '[', '-1', '@', '1.', '=']) for (const tool of ['pip install', 'yum install', 'npm i', 'apt-get install']) calls(`${tool} '${c.repeat(50000)}'`)
  })

  it('are not found in other commands', () => {
    assert.deepEqual(calls('python app.py; python -m venv x; echo apt-get install; constructor; toString a'), [])
  })
})
