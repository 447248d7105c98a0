import assert from 'node:assert/strict'
import type { Download } from '../../src/languages/docker/facts'
import { hostOf, isPrivateHost } from '../../src/languages/shell/fetch'
import { all, at, isUnknown } from './read'

const sum = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'
const commit = '9fceb02d0ae598e95dc970b74767f19372d61af8'
const of = (...lines: string[]): Download => all(`FROM debian:12\n${lines.join('\n')}\n`, 'docker.Download')[0]!
const run = (script: string, ...more: string[]): Download => of(`RUN ${script}`, ...more)

describe('downloads', () => {
  it('says what is fetched and where it goes', () => {
    for (const [script, output] of [
      ['curl -fsSLo /tmp/a.tgz https://x.example.com/b.tgz', '/tmp/a.tgz'], ['curl -fsSL -O https://x.example.com/b.tgz?raw=1', 'b.tgz'], ['curl https://x.example.com/b > "c"', 'c'],
      ['curl -o/tmp/a https://x.example.com/b', '/tmp/a'], ['curl --output-dir /opt -O https://x.example.com/b', '/opt/b'], ['curl --output=a https://x.example.com/b', 'a'],
      ['wget -q https://x.example.com/d/e.zip', 'e.zip'], ['wget -P /tmp https://x.example.com/e.zip', '/tmp/e.zip'], ['wget -nv -O /e https://x.example.com/', '/e'], ['wget -O- https://x.example.com/a | cat', null],
      ['curl https://x.example.com/a', null], ['aria2c -d /tmp -o f https://x.example.com/a', '/tmp/f'], ['git clone --depth 1 https://x.example.com/org/tool.git', 'tool'], ['git clone https://x.example.com/org/tool.git /src', '/src'],
      ['curl -H "Accept: a.b/c" -x http://proxy:3128 -d @x.y/z -o f https://x.example.com/a', 'f'],
    ] as const) assert.equal(run(script).output, output, script)
    assert.ok(isUnknown(run('wget "$URL"').output))
    assert.ok(isUnknown(run('curl -o /tmp/a-$VERSION.tgz https://x.example.com/b').output))
    assert.equal(of('ADD https://x.example.com/a.tgz /opt/').output, '/opt/a.tgz')
    assert.equal(of('ADD https://x.example.com/a.tgz /opt/b').output, '/opt/b')
    for (const script of ['git pull', 'git fetch --tags', 'curl --version', 'curl -I https://x.example.com', 'apt-get install -y curl', 'git clone /src/x']) assert.equal(run(script), undefined, script)
    assert.equal(of('COPY a b'), undefined)
  })
  it('takes URLs apart', () => {
    const { urls, tool, pipesTo } = run('curl -fsSL "https://$HOST/a" HTTP://me:pw@X.example.com:80/b | tar xz')
    assert.deepEqual([tool, pipesTo, urls.length], ['curl', 'tar', 2])
    assert.equal(urls[0]!.text, 'https://$HOST/a')
    assert.ok(isUnknown(urls[0]!.host))
    assert.deepEqual([urls[1]!.scheme, urls[1]!.host], ['http', 'x.example.com'])
    assert.equal(hostOf('http://[::1]:80/a'), '[::1]')
    for (const host of ['localhost', '127.0.0.1', '10.1.2.3', '172.20.0.1', '192.168.0.1', '[::1]', 'a.local', 'a.svc.internal', 'mirror', '0.0.0.0']) assert.equal(isPrivateHost(host), true, host)
    for (const host of ['10.example.com', '172.32.0.1', '8.8.8.8', 'x.example.com', '192.168.example.com', 'local.example.com']) assert.equal(isPrivateHost(host), false, host)
  })
  const fetched = 'curl -fsSLo /tmp/tool.tgz https://x.example.com/t.tgz'
  it('sees a check of the file', () => {
    for (const [script, hash] of [
      [`echo "${sum}  /tmp/tool.tgz" | sha256sum -c -`, 'sha256'], ['echo "$SUM */tmp/tool.tgz" | sha512sum --check --strict', 'sha512'], [`printf '%s  %s\\n' ${sum} tool.tgz | shasum -a 256 -c`, 'sha256'],
      ['sha256sum -c sums.txt', 'sha256'], ['grep tool.tgz SHA256SUMS | sha256sum -c', 'sha256'], ['md5sum -c tool.md5', 'md5'], ['echo "$SUM  $FILE" | sha1sum -c', 'sha1'], [`sha256sum -c <<< "${sum} /tmp/tool.tgz"`, 'sha256'],
      ['gpg --batch --verify /tmp/tool.tgz.asc /tmp/tool.tgz', null], ['gpg --verify tool.tgz.asc', null], ['cosign verify-blob --key k.pub --signature s /tmp/tool.tgz', null], ['minisign -Vm /tmp/tool.tgz -P x', null],
      [`[ "$(sha256sum /tmp/tool.tgz | cut -d' ' -f1)" = "$SUM" ]`, 'sha256'], [`echo "${sum}  tool.tgz" > sums && sha256sum -c sums`, 'sha256'], ['./verify.sh /tmp/tool.tgz', null],
    ] as const) {
      const found = run(`${fetched} && ${script}`)
      assert.deepEqual([found.isVerified, found.hash], [true, hash], script)
    }
    for (const script of ['true', `echo "${sum}  other.tgz" | sha256sum -c`, 'sha256sum /tmp/tool.tgz', 'gpg --verify other.asc other', `echo "${sum}  other" > sums && sha256sum -c sums`, 'gpg --import /tmp/key', 'tar xzf /tmp/tool.tgz'])
      assert.equal(run(`${fetched} && ${script}`).isVerified, false, script)
    assert.equal(run(fetched, `RUN echo "${sum}  /tmp/tool.tgz" | sha256sum -c`).isVerified, true)
    assert.ok(isUnknown(run('wget "$URL"').isVerified))
  })
  it('sees a check of an ADD and of a clone', () => {
    assert.equal(of('ADD https://x.example.com/a /a').isVerified, false)
    assert.equal(of(`ADD --checksum=sha256:${sum} https://x.example.com/a /a`).isVerified, true)
    assert.equal(of('ADD https://x.example.com/a /a', `RUN echo "${sum}  /a" | sha256sum -c`).isVerified, true)
    assert.equal(of('ADD https://x.example.com/a.git#v1 /a').isVerified, false)
    assert.equal(of(`ADD https://x.example.com/a.git#${commit} /a`).isVerified, true)
    assert.equal(run('git clone -b v1 https://x.example.com/a').isVerified, false)
    assert.equal(run(`git clone https://x.example.com/a && cd a && git checkout -q ${commit}`).isVerified, true)
    assert.equal(run('git clone https://x.example.com/a', `RUN git -C a reset --hard ${commit}`).isVerified, true)
    assert.ok(isUnknown(run('git clone https://x.example.com/a && cd a && git checkout $COMMIT').isVerified))
  })
  it('sees what is done with it', () => {
    for (const [script, use] of [
      ['tar -xzf /tmp/tool.tgz -C /opt', 'unpacked'], ['cd /tmp && tar xf tool.tgz', 'unpacked'], ['tar xf /tmp/*.tgz', 'unpacked'], ['chmod +x /tmp/tool.tgz', 'executed'], ['chmod 0755 /tmp/tool.tgz', 'executed'], ['bash /tmp/tool.tgz -y', 'executed'],
      ['cd /tmp && ./tool.tgz', 'executed'], ['dpkg -i /tmp/tool.tgz', 'installed'], ['apt-get install -y /tmp/tool.tgz', 'installed'], ['mv /tmp/tool.tgz /usr/local/bin/tool && chmod 755 /usr/local/bin/tool', 'executed'], ['install -m 755 /tmp/tool.tgz /usr/local/bin/', 'executed'],
      ['cat /tmp/tool.tgz', null], ['tar xf other.tgz', null], ['chmod 644 /tmp/tool.tgz', null], ['chmod +x /tmp/other', null], ['tar czf /tmp/tool.tgz /opt', null], ['rm /tmp/tool.tgz', null], ['tar xf /opt/tool.tgz', null],
    ] as const) assert.equal(run(`${fetched} && ${script}`).use, use, script)
    assert.equal(run(fetched, 'RUN unzip /tmp/tool.tgz').use, 'unpacked')
    assert.equal(run('curl -fo a-${V}.tgz https://x.example.com/a && tar xf "a-$V.tgz"').use, 'unpacked')
    assert.equal(run('curl -fo /usr/local/bin/x https://x.example.com/a').use, 'executed')
    assert.equal(run('curl -f https://x.example.com/a | tar xz').use, 'unpacked')
    assert.equal(of('ADD https://x.example.com/a.sh /a.sh', 'RUN sh /a.sh').use, 'executed')
  })
  it('knows what runs it', () => {
    for (const [script, name] of [
      ['curl -f https://x.example.com/a | bash -s -- -y', 'bash'], ['curl -f https://x.example.com/a | sudo -E sh', 'sh'], ['wget -qO- https://x.example.com/a | tr -d x | python3 - --version 1', 'python3'], ['curl -f https://x.example.com/a | php -- --install-dir=/x', 'php'], ['curl -f https://x.example.com/a | perl - App::x', 'perl'],
      ['bash -c "$(curl -f https://x.example.com/a)"', 'bash'], ['sh -c "$(wget -qO- https://x.example.com/a)" -- -y', 'sh'], ['eval "$(curl -f https://x.example.com/a)"', 'eval'], ['bash <(curl -f https://x.example.com/a) -y', 'bash'], ['. <(curl -f https://x.example.com/a)', '.'],
      ['curl -fo i.sh https://x.example.com/a && sh i.sh', 'sh'], ['curl -fO https://x.example.com/i.sh && chmod +x i.sh && ./i.sh', './i.sh'], ['bash <<< "$(curl -f https://x.example.com/a)"', 'bash'],
      ['curl -f https://x.example.com/a | python3 -c "import json"', null], ['curl -f https://x.example.com/a | python -m json.tool', null], ['curl -f https://x.example.com/a | node -e "1"', null], ['curl -f https://x.example.com/a | perl -ne print', null], ['curl -f https://x.example.com/a | jq . | sh', null],
      ['curl -f https://x.example.com/a | tar xz', null], ['bash -c "echo $(curl -f https://x.example.com/a)"', null], ['echo $(curl -f https://x.example.com/a)', null], ['curl -fo t https://x.example.com/a && chmod +x t', null],
    ] as const) assert.equal(run(script).runBy, name, script)
  })
  it('is placed', () => {
    const text = 'FROM a\nRUN true && curl -f https://x.example.com/a \\\n  -o b\nADD ["https://x.example.com/c", "/d"]\n', [curl, add] = all(text, 'docker.Download')
    assert.deepEqual([at(text, curl!, ''), at(text, curl!, 'urls[0]'), at(text, add!, ''), at(text, add!, 'urls[0]')], ['curl', 'https://x.example.com/a', 'ADD', 'https://x.example.com/c'])
  })
  it('reads long scripts in linear time', () => {
    const start = Date.now()
    for (const part of ['curl -o a*b https://x.y/z; ', '-o ', '$(', 'http://', '%s ']) run(`curl -o "${part.repeat(5000)}" https://x.example.com/a && sha256sum -c "${part.repeat(5000)}"`)?.use
    assert.ok(Date.now() - start < 4000)
  })
})
