import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { RuleCompiler, RuleLibrary } from '../core/library'
import { readPages } from '../core/page'
import type { Program } from '../core/program'
import type { Rule } from '../core/rule'
import { readRules } from '../core/rule-list'

/** The folder of the built files: that of this bundle, or `dist/` when run from source. */
export const dist = existsSync(join(__dirname, 'packs')) ? __dirname : join(__dirname, '../../dist')

let library: RuleLibrary | null = null

/** The built-in rules, read from the build's own folder. */
export function builtInLibrary(): RuleLibrary {
  if (library) return library
  const metadata = new Map<string, readonly Rule[]>()
  let pages: { readonly [id: string]: string } | null = null
  const packs = readdirSync(join(dist, 'packs')).filter((name) => name.endsWith('.rules.js')).map((name) => name.slice(0, -9))
  const rulesOf = (pack: string): readonly Rule[] => {
    let rules = metadata.get(pack)
    if (!rules) metadata.set(pack, rules = readRules(pack, readFileSync(join(dist, 'packs', `${pack}.rules.js`), 'utf8')))
    return rules
  }
  return library = {
    packs, metadata: rulesOf,
    programs: (pack) => (require(join(dist, 'packs', `${pack}.js`)) as { programs: { [id: string]: Program } }).programs,
    compiler: () => (require(join(dist, 'rule-compiler.js')) as { compiler: RuleCompiler }).compiler,
    pages: async () => pages ??= readPages(gunzipSync(readFileSync(join(dist, 'pages.json.gz'))).toString(), packs.flatMap(rulesOf)),
  }
}
