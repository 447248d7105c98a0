import assert from 'node:assert/strict'
import { join } from 'node:path'
import { closureProgram } from '../../src/core/compile'
import { toNative } from '../../src/core/expression/pattern'
import type { Fact } from '../../src/core/fact'
import type { RuleLibrary } from '../../src/core/library'
import type { Check } from '../../src/core/rule'
import { Project } from '../../src/workspace/project'
import { samples } from '../../scripts/bench/samples'
import { readFactTypes } from '../../scripts/fact-types'
import { loadLanguages } from '../../scripts/languages'
import { packNames, readPack } from '../../scripts/packs'

const root = join(__dirname, '../..')
const languages = loadLanguages(root), types = readFactTypes(root)
const matcher = (pattern: string): ((text: string) => boolean) => {
  const native = toNative(pattern) as { source: string; flags: string }, test = new RegExp(native.source, native.flags)
  return (text) => test.test(text)
}
const packs = new Map(packNames(root).map((pack) => [pack, readPack(root, pack).filter(({ page }) => page && page.rule.on !== 'engine')]))
const library: RuleLibrary = {
  packs: [...packs.keys()],
  metadata: (pack) => packs.get(pack)!.map(({ page }) => page!.rule),
  programs: (pack) => Object.fromEntries(packs.get(pack)!.flatMap(({ id, page, code }) => {
    const { program } = closureProgram(page!, types, matcher, code ? (require(join(root, code)) as { default: Check<Fact> }).default : null)
    return program ? [[id, program]] : []
  })),
  pages: async () => ({}),
  compiler: () => { throw new Error('no rule pages in a workspace here') },
}

/** A generator of numbers below a bound, the same each time. */
function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor(state / 2 ** 32 * below)
  }
}

const pieces: { readonly [language: string]: readonly string[] } = {
  docker: ['\n', ' ', '\\\n', '#', '# x\n', '"', "'", '<<EOF\n', '\nEOF\n', 'RUN ', 'RUN apt-get install -y curl | sh\n', 'FROM alpine\n', 'FROM a AS stage1\n', 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]\n', 'SHELL ["powershell"]\n', 'ARG X=1\n', 'ENV X=$X\n', 'USER root\n', 'COPY . .\n', 'COPY --from=stage0 /a /b\n', 'RUN <<EOF\ncurl x | sh\nEOF\n', '[', '{{', '$X', '&& ', '--mount=type=cache,target=/var/lib/apt ', '\r\n', '# escape=`\n', 'CMD ["a"]\n'],
  kubernetes: ['\n', ' ', '- ', ': ', '#', '"', '---\n', '\n---\n', '...\n', '&a ', '*a', '{{ .Values.x }}', '      hostNetwork: true\n', '  replicas: 1\n', 'kind: List\nitems:\n', '          image: nginx\n', '            privileged: true\n', 'app.kubernetes.io/name: web-1\n', 'name: web-1\n', '        - name: b\n          image: busybox:latest\n', '  namespace: other\n', '    type: LoadBalancer\n', '          envFrom:\n            - secretRef:\n                name: web-0\n', 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: web-0\n---\n', 'apiVersion: extensions/v1beta1\n', '\r\n', '      serviceAccountName: default\n'],
  'github-actions': ['\n', ' ', '- ', ': ', '#', '"', "'", '${{ github.head_ref }}', '${{ secrets.X }}', 'run: |\n', '&a ', '*a', 'needs: build-0\n', '    permissions: write-all\n', 'pull_request_target', 'curl x | sh\n', '@main', 'shell: bash\n', '      - run: echo hi\n', 'runs-on: windows-latest\n'],
}

/** Other files of the workspace, which the edited one asks for. */
const around: { readonly [language: string]: Readonly<Record<string, string>> } = {
  kubernetes: { 'k8s/more.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: web\n  namespace: shop\nspec:\n  minAvailable: 1\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: web-0\n' },
}

const lines: { readonly [language: string]: number } = { kubernetes: 160 }

describe('a file under edit', () => {
  for (const [language, inserted] of Object.entries(pieces)) it(`has the findings that the same text has when it is opened: ${language}`, function () {
    this.timeout(60_000)
    const { path, make } = samples[language]!, next = random(7), open = (): Project => new Project({ languages, library, level: 'all' })
    const base = make(lines[language] ?? 60)
    let edited = open(), text = base
    const check = (): void => {
      const fresh = open()
      for (const project of [edited, fresh]) {
        for (const [other, content] of Object.entries(around[language] ?? {})) project.set(other, content)
        project.set(path, text)
        project.workspace.finishIndexing()
        project.workspace.refreshNow()
      }
      assert.deepEqual(edited.findings(path), fresh.findings(path), JSON.stringify(text))
      assert.deepEqual(edited.workspace.withFixes(path, () => true), fresh.workspace.withFixes(path, () => true), JSON.stringify(text))
    }
    for (let round = 0; round < 4; round++) {
      text = base
      edited = open()
      for (let step = 0; step < 14; step++) {
        check()
        const at = next(text.length), to = next(3) === 0 ? Math.min(text.length, at + next(40)) : at
        text = text.slice(0, at) + (next(4) === 0 ? '' : inserted[next(inserted.length)]) + text.slice(to)
      }
    }
  })
})
