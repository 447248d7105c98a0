import assert from 'node:assert/strict'
import { applyEdits } from '../../src/core/edit'
import { languages } from '../../src/node/languages'
import { builtInLibrary } from '../../src/node/library'
import { editsFor, hostsOf, wantsPin } from '../../src/pin/pin'
import { Project } from '../../src/workspace/project'
import { referencesIn, type Reference } from '../../src/workspace/references'

const commit = '11bd71901bbe5b1630ceea73d27597364c9af683', digest = `sha256:${'a'.repeat(64)}`

function read(path: string, text: string): readonly Reference[] {
  const project = new Project({ languages, library: builtInLibrary() })
  project.set(path, text)
  project.workspace.finishIndexing()
  for (const step of project.refresh()) void step
  return referencesIn(project.workspace, path)
}

/** A file with everything in it pinned to the same. */
function pinned(path: string, text: string, version: string | null = 'v4.2.2'): string {
  return applyEdits(text, read(path, text).filter(wantsPin).flatMap((reference) => [...editsFor(text, { reference, target: reference.kind === 'action' ? commit : digest, version, error: null, remarks: [], notes: [] })]))
}

const workflow = (steps: string): string => `on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n${steps}`

describe('pin: references', () => {
  const cases: readonly [string, string, string][] = [
    ['a tag', '      - uses: actions/checkout@v4\n', `      - uses: actions/checkout@${commit} # v4.2.2\n`],
    ['quotes', "      - uses: 'actions/checkout@v4'\n", `      - uses: 'actions/checkout@${commit}' # v4.2.2\n`],
    ['a comment with a version', '      - uses: actions/checkout@v4 # tag=v4\n', `      - uses: actions/checkout@${commit} # tag=v4.2.2\n`],
    ['another comment', '      - uses: actions/checkout@v4   # gets the code\n', `      - uses: actions/checkout@${commit}   # v4.2.2 gets the code\n`],
    ['a comment for a program', '      - uses: actions/checkout@v4 # zizmor: ignore[artipacked]\n', `      - uses: actions/checkout@${commit} # zizmor: ignore[artipacked] v4.2.2\n`],
    ['flow style', "      - { uses: actions/checkout@v4 }\n", `      - { uses: actions/checkout@${commit} } # v4.2.2\n`],
    ['flow style with more behind it, where no comment can stand', '      - { uses: actions/checkout@v4, with: { path: a } }\n', `      - { uses: actions/checkout@${commit}, with: { path: a } }\n`],
    ['the last line without an end', '      - uses: actions/checkout@v4', `      - uses: actions/checkout@${commit} # v4.2.2`],
    ['blanks at the end of a line', '      - uses: actions/checkout@v4  \n', `      - uses: actions/checkout@${commit} # v4.2.2  \n`],
    ['a folder of a repository', '      - uses: octo/tools/deep/er@main\n', `      - uses: octo/tools/deep/er@${commit} # v4.2.2\n`],
    ['a commit without a comment', `      - uses: actions/checkout@${commit}\n`, `      - uses: actions/checkout@${commit} # v4.2.2\n`],
    ['a commit with a comment', `      - uses: actions/checkout@${commit} # v4\n`, `      - uses: actions/checkout@${commit} # v4\n`],
    ['what does not run by a commit', '      - uses: dtolnay/rust-toolchain@stable\n', '      - uses: dtolnay/rust-toolchain@stable\n'],
    ['an image', '      - uses: docker://alpine:3.21 # small\n', `      - uses: docker://alpine:3.21@${digest} # small\n`],
    ['what is of this repository, or not known', '      - uses: ./build\n      - uses: ${{ matrix.action }}\n      - uses: actions/checkout\n', '      - uses: ./build\n      - uses: ${{ matrix.action }}\n      - uses: actions/checkout\n'],
  ]
  for (const [name, before, after] of cases) it(`writes ${name}`, () => {
    assert.equal(pinned('.github/workflows/ci.yml', workflow(before)), workflow(after))
    const crlf = (text: string): string => workflow(text).replaceAll('\n', '\r\n')
    assert.equal(pinned('.github/workflows/ci.yml', crlf(before)), crlf(after))
  })

  it('leaves what a lockfile pins, and finds nothing outside the file', () => {
    const project = new Project({ languages, library: builtInLibrary() })
    project.set('.github/workflows/ci.yml', workflow('      - uses: actions/checkout@v4\n      - uses: octo/tool@v1\n'))
    project.set('.github/workflows/actions.lock', `version: 'v0.0.2'\nworkflows:\n  '.github/workflows/ci.yml': ['actions/checkout@v4']\ndependencies:\n  'actions/checkout@v4':\n    commit: 'sha1-${commit}'\n`)
    project.set('chart/Chart.yaml', 'apiVersion: v2\nname: a\nversion: 1.0.0\n')
    project.set('chart/values.yaml', 'image: quay.io/octo/tool:1\n')
    project.set('chart/templates/pod.yaml', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n    - name: a\n      image: {{ .Values.image }}\n')
    project.workspace.finishIndexing()
    for (const step of project.refresh()) void step
    assert.deepEqual(referencesIn(project.workspace, '.github/workflows/ci.yml').map(({ text }) => text), ['octo/tool@v1'])
    assert.deepEqual(referencesIn(project.workspace, 'chart/templates/pod.yaml'), [])
  })

  it('writes containers, services and images of the matrix', () => {
    const text = 'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    strategy:\n      matrix:\n        image: [debian:12, "debian:13"]\n    container: ${{ matrix.image }}\n    services:\n      db:\n        image: postgres\n    steps:\n      - run: make\n'
    assert.equal(pinned('.github/workflows/ci.yml', text), text.replace('debian:12', `debian:12@${digest}`).replace('debian:13', `debian:13@${digest}`).replace('postgres', `postgres:latest@${digest}`))
  })

  it('writes Dockerfiles, compose files and manifests', () => {
    const dockerfile = 'ARG V=3\nFROM node:22 AS build\nFROM debian\nFROM alpine:${V}\nFROM scratch\nCOPY --from=build /a /a\nCOPY --from=ghcr.io/octo/tool:1 /b /b\n'
    assert.equal(pinned('Dockerfile', dockerfile), dockerfile.replace('node:22', `node:22@${digest}`).replace('debian', `debian:latest@${digest}`).replace('tool:1', `tool:1@${digest}`))
    const compose = 'services:\n  web:\n    image: "nginx:1.27"\n  own:\n    build: .\n    image: acme/own:1\n  other:\n    image: ${IMAGE}\n'
    assert.equal(pinned('compose.yaml', compose), compose.replace('nginx:1.27', `nginx:1.27@${digest}`))
    const pod = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n    - name: a\n      image: quay.io/octo/tool:1\n'
    assert.equal(pinned('k8s/pod.yaml', pod), pod.replace('tool:1', `tool:1@${digest}`))
  })

  it('names every host that is asked', () => {
    const references = read('.github/workflows/ci.yml', workflow('      - uses: actions/checkout@v4\n      - uses: docker://alpine\n      - uses: docker://registry.gitlab.com/a/b:1\n'))
    assert.deepEqual(hostsOf(references, 'https://git.example:8443/mirror'), ['auth.docker.io', 'git.example:8443', 'gitlab.com', 'registry-1.docker.io', 'registry.gitlab.com'])
  })
})
