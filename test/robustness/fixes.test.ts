import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Finding } from '../../src/core/finding'
import { applyEdits } from '../../src/core/edit'
import type { Fix } from '../../src/core/fix'
import { fixAll } from '../../src/core/merge'
import { builtInLibrary } from '../../src/node/library'
import { isCandidate } from '../../src/workspace/discover'
import { Project } from '../../src/workspace/project'
import { loadLanguages } from '../../scripts/languages'

const root = join(__dirname, '../..'), corpus = process.env.SHIPSHAPE_CORPUS ?? join(root, '../shared/corpus')
const languages = loadLanguages(root)
/** So many fixes of one rule are tried in one repository. */
const tries = Number(process.env.SHIPSHAPE_FIXES ?? 4)

function read(folder: string): Map<string, string> {
  const texts = new Map<string, string>()
  const walk = (path: string): void => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const file = join(path, entry.name)
      if (entry.isDirectory()) walk(file)
      else if (entry.isFile() && isCandidate(relative(folder, file)) && statSync(file).size < 300_000) texts.set(relative(folder, file), readFileSync(file, 'utf8'))
    }
  }
  walk(folder)
  return texts
}

/** Everything counts as production, or the level would hide what a fix does to examples and tests. */
const everything = { folder: '', root: true, level: null, rules: [], paths: [{ match: ['**'], level: 'strict' as const, purpose: 'production' as const, rules: [] }], ignore: [], settings: {} }

function projectOf(texts: ReadonlyMap<string, string>): Project {
  const project = new Project({ languages, library: builtInLibrary(), config: everything })
  for (const [path, text] of texts) project.set(path, text)
  project.workspace.finishIndexing()
  project.workspace.refreshNow()
  return project
}

/** Findings are counted by rule and file: a fix may change what its fact is called. */
const name = (finding: Finding): string => `${finding.rule} ${finding.path}`
const count = (findings: readonly Finding[]): Map<string, number> => findings.reduce((counts, finding) => counts.set(name(finding), (counts.get(name(finding)) ?? 0) + 1), new Map<string, number>())
const everythingIn = (project: Project): readonly Finding[] => project.paths().flatMap((path) => project.findings(path))

function apply(texts: ReadonlyMap<string, string>, fix: Fix): Map<string, string> {
  const changed = new Map<string, string>()
  for (const path of new Set(fix.edits.map((edit) => edit.path))) {
    const edits = fix.edits.filter((edit) => edit.path === path)
    const [created] = edits.flatMap((edit) => 'create' in edit ? [edit.create] : [])
    changed.set(path, created ?? applyEdits(texts.get(path)!, edits as Extract<typeof edits[number], { span: unknown }>[]))
  }
  return changed
}

const repositories = [['examples/shop', join(root, 'examples/shop')] as const, ...existsSync(corpus) ? readdirSync(corpus).filter((name) => statSync(join(corpus, name)).isDirectory()).map((name) => [name, join(corpus, name)] as const) : []]

describe('fixes on real files', function () {
  this.timeout(300_000)
  for (const [repository, folder] of repositories) it(`${repository}: each fix mends its finding, makes no other, and leaves a file that parses`, () => {
    const texts = read(folder), project = projectOf(texts), before = everythingIn(project)
    const wrong: string[] = [], tried = new Map<string, number>()
    for (const path of project.paths()) for (const finding of project.findings(path).some((one) => one.fixable) ? project.workspace.withFixes(path, (one) => one.fixable !== null) : []) {
      for (const fix of finding.fixes) {
        const key = `${finding.rule} ${fix.title.replace(/'[^']*'|\d+/g, '…')}`
        if ((tried.get(key) ?? 0) >= tries) continue
        tried.set(key, (tried.get(key) ?? 0) + 1)
        const changed = apply(texts, fix)
        for (const [at, text] of changed) project.set(at, text)
        project.workspace.refreshNow()
        const after = everythingIn(project), old = count(before), now = count(after)
        const where = `${finding.rule} '${fix.title}' at ${finding.path}:${texts.get(finding.path)!.slice(0, finding.span[0]).split('\n').length}`
        if ((now.get(name(finding)) ?? 0) >= (old.get(name(finding)) ?? 0)) wrong.push(`${where} does not mend it`)
        for (const [other, times] of now) if (times > (old.get(other) ?? 0)) wrong.push(`${where} brings ${other}`)
        for (const [at] of changed) { const text = texts.get(at); project.set(at, text ?? null) }
        project.workspace.refreshNow()
      }
    }
    assert.deepEqual(wrong, [])
  })

  for (const [repository, folder] of repositories) it(`${repository}: all safe fixes together change nothing that a person must look at`, async () => {
    const texts = read(folder)
    const { texts: fixed } = await fixAll(texts, async (now) => {
      const project = projectOf(now)
      return project.paths().flatMap((path) => project.workspace.withFixes(path, (one) => one.fixable === 'safe').flatMap((finding) => finding.fixes.filter((fix) => fix.safety === 'safe').slice(0, 1)))
    })
    const changed: string[] = []
    for (const [path, text] of fixed) {
      const before = delicate(texts.get(path) ?? ''), after = delicate(text)
      if (before !== after) changed.push(`${path}\n${diff(before, after)}`)
    }
    assert.deepEqual(changed, [])
    const syntax = (project: Project): number => everythingIn(project).filter((finding) => finding.rule === 'shipshape/syntax-error').length
    assert.ok(syntax(projectOf(fixed)) <= syntax(projectOf(texts)))
  })
})

/** What no fix-all may touch: words about time-outs, permissions, credentials, concurrency, shells, versions and users, with the values on their lines, spelling aside. */
function delicate(text: string): string {
  return text.split(/\r?\n/).filter((line) => /time-?out|permission|secret|password|token|credential|concurrency|shell|pipefail|\bset -|\buser\b|runAs|version|\buses:|\bfrom\b|image/i.test(line) && !/^\s*(#|\/\/)/.test(line)).map((line) => line.replace(/^\s*from\b|\bas\b/gi, (word) => word.toUpperCase()).replace(/[\s;&\\]+$/, '').replace(/[\s"'={}$]+/g, '')).sort().join('\n')
}

const diff = (a: string, b: string): string => {
  const one = new Set(a.split('\n')), other = new Set(b.split('\n'))
  return [...[...one].filter((line) => !other.has(line)).map((line) => `- ${line}`), ...[...other].filter((line) => !one.has(line)).map((line) => `+ ${line}`)].join('\n')
}
