import assert from 'node:assert/strict'
import { join } from 'node:path'
import { readFactTypes } from '../../scripts/fact-types'
import { readPack } from '../../scripts/packs'
import { closureProgram } from '../../src/core/compile'
import { fold } from '../../src/core/fold'
import type { Fact } from '../../src/core/fact'
import type { Program } from '../../src/core/program'
import type { Check } from '../../src/core/rule'
import { language } from '../../src/languages/github-actions/language'
import { linter } from '../../src/workspace/linter'
import { ci } from './facts'

const root = join(__dirname, '../..')
const pages = readPack(root, 'github-actions').filter(({ page }) => page)
const types = readFactTypes(root)
const programs: { [id: string]: Program } = {}
for (const { id, page, code } of pages) {
  const { program } = closureProgram(page!, types, pattern => { const test = new RegExp(pattern, 'u'); return text => test.test(text) }, code ? (require(join(root, code)) as { default: Check<Fact> }).default : null)
  if (program) programs[id] = program
}
const library = { packs: ['github-actions'], metadata: () => pages.map(({ page }) => page!.rule), programs: () => programs, pages: async () => ({}), compiler: () => { throw new Error('no rule pages in a workspace here') } }

/** The squiggles that an editor shows of a workflow: the rules that each of them stands for. */
async function squiggles(text: string, level: 'recommended' | 'strict' | 'essential' = 'recommended'): Promise<readonly string[]> {
  const findings = await linter({ languages: [language], library, level }).lint([{ path: ci, text }], { fixes: false })
  return fold(findings).map(({ main, also }) => [...new Set([main, ...also].map(({ rule }) => rule.replace('github-actions/', '')))].sort().join(' ')).sort()
}

const image = `name: image
on:
  push:
    branches: [main]
  pull_request:

jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
          cache: npm
      - run: npm ci
      - run: npm test

  image:
    needs: test
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: docker/setup-qemu-action@v3
      - uses: docker/setup-buildx-action@v3
      - uses: docker/login-action@v3
        with:
          registry: ghcr.io
          username: \${{ github.actor }}
          password: \${{ secrets.GITHUB_TOKEN }}
      - id: meta
        uses: docker/metadata-action@v5
        with:
          images: ghcr.io/\${{ github.repository }}
      - uses: docker/build-push-action@v6
        with:
          push: \${{ github.event_name != 'pull_request' }}
          tags: \${{ steps.meta.outputs.tags }}
          cache-from: type=gha
          cache-to: type=gha,mode=max
`

describe('the noise of the rules for GitHub Actions', () => {
  it('a workflow that tests, builds and pushes an image shows at most four squiggles', async () => {
    const shown = await squiggles(image)
    assert.deepEqual(shown, ['missing-permissions', 'missing-timeout', 'missing-timeout', 'unpinned-action'])
  })
  it('nothing in it is essential', async () => assert.deepEqual(await squiggles(image, 'essential'), []))
})
