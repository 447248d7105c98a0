import { load } from 'js-yaml'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readFactTypes } from '../../scripts/fact-types'
import { readPack } from '../../scripts/packs'
import { closureProgram } from '../../src/core/compile'
import type { RuleLibrary } from '../../src/core/library'
import { readPage } from '../../src/core/page'
import type { Program } from '../../src/core/program'
import type { Check, Rule } from '../../src/core/rule'
import type { Fact } from '../../src/core/fact'

const root = join(__dirname, '../..')

const head = (fields: string): string => `---\ntopic: docker#security\nlevel: essential\n${fields}\n---\n`

/** A few rules that use what the command line treats apart: severities, levels, each safety of a fix, a rule that throws. */
const pages: { readonly [id: string]: string } = {
  'docker/as-root': `${head(`severity: error
on: docker.Stage
when: self.isFinal && self.userInstruction != null && self.userIsRoot
at: user
message: The image runs as {self.user}.
fix: { title: Run as the user 10001:10001, safety: suggest, set: { user: '10001:10001' } }
aliases: [hadolint:DL3002]
links: [https://docs.docker.com/reference/dockerfile/#user]`)}# Image runs as root

A process that is root in its container is [root](../docker.md#security) on the node.

\`\`\`dockerfile bad
FROM debian:12
USER root
\`\`\`

\`\`\`dockerfile good file=api/Dockerfile
FROM debian:12
USER 10001
\`\`\`
`,
  'docker/latest': `${head(`severity: warning
on: docker.Image
when: self.source == 'from' && self.isExternal && self.tag == 'latest'
at: tag
message: Image '{self.name}' is taken at 'latest'.
fix: { title: Write a version, safety: review, replace: stable }`)}# Image has the tag latest

Nobody can tell what runs.
`,
  'docker/relative-workdir': `${head(`severity: info
on: docker.Workdir
when: self.isAbsolute == false
at: directory
message: WORKDIR '{self.directory}' depends on the base image.
fix: { title: Make it absolute, safety: safe, replace: '/{self.directory}' }`)}# WORKDIR is relative

It moves when the base image changes.
`,
  'docker/strict-only': `${head(`severity: hint
on: docker.Cmd
when: self.form == 'shell'
at: ''
message: CMD is read by a shell.`).replace('essential', 'strict')}# CMD goes through a shell

Signals end there.
`,
  'docker/defect': `${head(`severity: warning
on: docker.Maintainer
at: ''
message: Never said.`)}# Rule with a defect

It throws.
`,
}

const throws: Check<Fact> = function* () { throw new Error('deliberate') }

let made: RuleLibrary | null = null

/** A library of those pages and the engine's own. */
export function testLibrary(): RuleLibrary {
  if (made) return made
  const types = readFactTypes(root)
  const metadata: Rule[] = [], programs: { [id: string]: Program } = {}
  for (const [id, text] of Object.entries(pages)) {
    const { page, problems } = readPage(id, text, (yaml) => load(yaml))
    const compiled = page && closureProgram(page, types, (pattern) => { const test = new RegExp(pattern, 'u'); return (value) => test.test(value) }, id === 'docker/defect' ? throws : null)
    const all = [...problems, ...compiled?.problems ?? []]
    if (!page || !compiled?.program || all.length) throw new Error(`${id}: ${all.map((problem) => problem.message).join(' ')}`)
    metadata.push(page.rule)
    programs[id] = compiled.program
  }
  const own = readPack(root, 'shipshape').flatMap((file) => file.page ? [file.page.rule] : [])
  return made = {
    packs: ['docker', 'shipshape'], metadata: (pack) => pack === 'docker' ? metadata : own, programs: (pack) => pack === 'docker' ? programs : {},
    pages: async () => ({ ...pages, ...Object.fromEntries(own.map((rule) => [rule.id, readFileSync(join(root, `rules/${rule.id}.md`), 'utf8')])) }),
    compiler: () => { throw new Error('no rule pages in these workspaces') },
  }
}
