import assert from 'node:assert/strict'
import { isBeyond } from '../../src/languages/docker/grammar'
import { all, at, finalOf } from './read'

/** Each fault as the rule that answers for it, the text it stands at, and what a fix writes. */
const faults = (lines: string): string[] => {
  const text = `FROM a:1\n${lines}\n`
  return all(text, 'docker.Instruction').flatMap(fact => fact.faults.map(({ kind, mended }, i) => `${kind} ${at(text, fact, `faults[${i}]`)}${mended === null ? '' : ` → ${mended}`}`))
}

describe('docker: what the builder takes', () => {
  const taken = (name: string, lines: string): void => { it(name, () => assert.deepEqual(faults(lines), [])) }

  taken('flags of COPY and ADD', [
    'COPY --link --parents=true --exclude=*.md --exclude=**/x --from=b --chown=$U:$G --chmod=$M a /b/', 'COPY --chmod=u=rwX,go-w+x a /b', 'COPY --chmod=01777 a /b', 'COPY -- --odd /b',
    'ADD --keep-git-dir=true --checksum=e100ac03d2a6f8a2a3e4e8d8e3c4c5a5e1f3b0d7 https://g.example.com/a.git#main /b', 'ADD --unpack --checksum=$SUM https://x.example.com/a.tar /b',
    `ADD --checksum=sha256:${'0a'.repeat(32)} https://x.example.com/a /b`,
  ].join('\n'))
  taken('mounts', [
    'RUN --mount=target=/a x', 'RUN --mount=type=bind,from=b,source=/s,target=/t,readwrite x', 'RUN --mount=type=cache,target=/c,id=i,sharing=private,from=b,source=s,mode=0777,uid=1,gid=2,ro x',
    'RUN --mount=type=tmpfs,target=/t,size=1g x', 'RUN --mount=type=secret,id=a --mount=type=secret,src=b,env=B --mount=type=secret,target=/c,required,mode=0400,uid=1,gid=$G x',
    'RUN --mount=type=ssh --mount=type=ssh,id=default,target=/s,required=false,mode=0600 x', 'RUN --mount=type=bind,"source=a,b",target=/t x', 'RUN --mount=type=$T,required,sharing=$S x', 'RUN --mount=type=CACHE,TARGET=/x x',
    'RUN --mount=type=bind,source=a,target=/b,z x', 'RUN --network=host --security=insecure --device=vendor.example.com/d=a,required --device=b x', 'RUN --network=$N x',
  ].join('\n'))
  taken('here-documents of every kind', 'RUN <<EOF\na\nEOF\nRUN <<-"EOF" cat\n\ta\n\tEOF\nRUN 3<<A python3 <<B\na\nA\nb\nB\nCOPY <<a.txt <<\'b.txt\' c /d/\n${x\na.txt\nb\nb.txt\nRUN --mount=type=cache,target=/c <<EOF\na\nEOF\nONBUILD RUN <<EOF\na\nEOF\nRUN echo $((1 << 2)) "<<EOF" <<< here')
  taken('health checks', 'HEALTHCHECK none\nHEALTHCHECK --interval=1h2m3.5s --timeout=.5s --start-period=0s --start-interval=100ms --retries=1 CMD ["a"]\nHEALTHCHECK --interval=$I --retries=$R cmd a | b\nHEALTHCHECK --bogus NONE')
  taken('pairs', 'ENV a b c\nENV a=b c="d e" f=\'g "h\' i=j\\ k l=\nENV "a b"=c\nLABEL "x.y"="z" \\\n # remark\n  u=v\nARG a b=c d\nARG e="f g"\nENV a=b=c\nLABEL a=\'b\'"c"\nENV a $b')
  taken('what takes no arguments, one or all', 'RUN\nCMD\nCMD []\nENTRYPOINT []\nUSER a b\nVOLUME a b\nVOLUME ["a b"]\nEXPOSE 1 2\nSTOPSIGNAL SIGTERM\nMAINTAINER a b c\nWORKDIR "/a b"\nWORKDIR /a\\ b\nSHELL ["a"]\nCOPY ["a b", "/c"]')
  taken('modifiers of variables', 'ENV a=${b:-c} d=${b:+c} e=${b:?c} f=${b-c} g=${b+c} h=${b?c} i=${b#c} j=${b##c} k=${b%c} l=${b%%c} m=${b/c/d} n=${b//c/d} o=\'${b:1}\' p=\\${b:1} q=${b:-${c:-d}}\nRUN echo ${a:1:2} ${a^^}\nCMD ${a:1}\nHEALTHCHECK CMD ${a:1}')
  taken('triggers', 'ONBUILD RUN x\nonbuild copy . .\nONBUILD HEALTHCHECK NONE\nONBUILD ENV a=b')
  it('paths of Windows', () => assert.deepEqual(all('# escape=`\nFROM a:1\nCOPY a.exe C:\\b\\\nWORKDIR C:\\Program` Files\nUSER ContainerUser\nSHELL ["powershell", "-Command"]\n', 'docker.Instruction').flatMap(fact => fact.faults), []))
})

describe('docker: what the builder refuses', () => {
  const refused = (lines: string, ...wanted: string[]): void => { it(lines.replaceAll('\n', '⏎'), () => assert.deepEqual(faults(lines), wanted)) }

  refused('COPY a', 'argument-count-mismatch COPY')
  refused('COPY --chown=x', 'argument-count-mismatch COPY')
  refused('COPY ["a"]', 'argument-count-mismatch COPY')
  refused('COPY <<EOF\na\nEOF', 'argument-count-mismatch COPY')
  refused('FROM b c', 'argument-count-mismatch c')
  refused('FROM b AS c d', 'argument-count-mismatch d')
  refused('ONBUILD', 'argument-count-mismatch ONBUILD')
  refused('ONBUILD WORKDIR', 'argument-count-mismatch WORKDIR')
  refused('STOPSIGNAL SIGTERM \\\n  SIGINT', 'argument-count-mismatch SIGINT → ')
  refused('COPY --form=b a /b', 'unknown-flag --form → --from')
  refused('CMD --help', 'unknown-flag --help')
  refused('COPY --=x a /b', 'unknown-flag --')
  refused('RUN --mount x', 'invalid-flag-value --mount')
  refused('RUN --mount=type=cache,target=/a,sharing=lock x', 'invalid-flag-value lock → locked')
  refused('RUN --mount=type=bind,target x', 'invalid-flag-value target')
  refused('RUN --mount=type=secret,id=a,sharing=locked x', 'invalid-flag-value sharing')
  refused('RUN --mount=type=cache,target=/a,mode=rw,uid=me x', 'invalid-flag-value rw', 'invalid-flag-value me')
  refused('COPY --chmod=999 --link=1 a /b', 'invalid-flag-value 999', 'invalid-flag-value 1')
  refused(`ADD --checksum=sha256:${'0a'.repeat(32)} https://x.example.com/a b /c/`, `invalid-flag-value sha256:${'0a'.repeat(32)}`)
  refused('HEALTHCHECK --interval=5 CMD a', 'invalid-healthcheck 5 → 5s')
  refused('HEALTHCHECK --timeout=2min CMD a', 'invalid-healthcheck 2min → 2m')
  refused('HEALTHCHECK --retries=0 CMD a', 'invalid-healthcheck 0')
  refused('HEALTHCHECK CMD', 'invalid-healthcheck CMD')
  refused('HEALTHCHECK CMND a', 'invalid-healthcheck CMND → CMD')
  refused('HEALTHCHECK NONE a b', 'invalid-healthcheck a → ')
  refused('ENV a', 'invalid-key-value a')
  refused('ENV a=b c', 'invalid-key-value c')
  refused('ENV =b', 'invalid-key-value =')
  refused('LABEL a="b', 'invalid-key-value "b')
  refused('ENV a = b', 'space-before-equals = → =b')
  refused('ENV a =b c', 'space-before-equals = → ="b c"')
  refused('LABEL a = b c=d', 'space-before-equals = → =b c=d')
  refused('ENV a=${b:=c} d=${b^}', 'unsupported-variable-modifier ${b:=c} → ${b:-c}', 'unsupported-variable-modifier ${b^}')
  refused('SHELL bash -c', 'invalid-shell-json bash → ["bash", "-c"]')
  refused('SHELL []', 'invalid-shell-json []')
  refused('ONBUILD ONBUILD x', 'invalid-onbuild-trigger ONBUILD')
  refused('ONBUILD COYP a b', 'invalid-onbuild-trigger COYP → COPY')
  refused('FROM b ass c', 'invalid-from-as ass → AS')
  refused('RUN <<EOF\na', 'syntax-error <<EOF')
  refused('COPY "a b" /c', 'syntax-error "a')
  refused('WORKDIR /a/${b', 'syntax-error ${b')
  refused('CMD ["a", 1]', 'syntax-error ["a",')
  refused('WORKDIR /a b', 'spaces-in-workdir b → "/a b"')
})

describe('docker: frontends that may know more', () => {
  it('are labs channels, newer versions and others', () => {
    for (const syntax of ['docker/dockerfile:1-labs', 'docker/dockerfile-upstream:master', 'docker.io/docker/dockerfile:1.99', 'example.com:5000/front/end:1', 'docker/dockerfile:2']) assert.equal(isBeyond(syntax), true, syntax)
    for (const syntax of [null, 'docker/dockerfile:1', 'docker/dockerfile:1.7', 'docker.io/docker/dockerfile:1.4@sha256:abc', 'docker/dockerfile']) assert.equal(isBeyond(syntax), false, String(syntax))
  })
})

describe('docker: the names of stages', () => {
  it('are found wherever they are written', () => {
    const text = 'FROM a:1 AS Base\nFROM base AS Next\nRUN --mount=type=bind,from=BASE,target=/x y\nCOPY --from="Base" a b\nCOPY --from=0 a b\n', base = finalOf(text).file.stages[0]!
    assert.deepEqual([...base.mentions], ['Base', 'base', 'BASE', 'Base'])
    assert.deepEqual(base.mentions.map((_, i) => at(text, base, `mentions[${i}]`)), ['Base', 'base', 'BASE', 'Base'])
  })

  it('tell empty stages', () => {
    const isEmpty = (text: string): unknown => finalOf(text).isEmpty
    assert.equal(isEmpty('FROM scratch\nENV a=b\n'), true)
    assert.equal(isEmpty('FROM scratch AS a\nCOPY x /\nFROM a\n'), false)
    assert.equal(isEmpty('FROM alpine:3.21\n'), false)
  })
})
