import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { Evaluation } from '../src/languages/kubernetes/helm/evaluate'
import { parseTemplate } from '../src/languages/kubernetes/helm/template'
import { parseYaml } from '../src/languages/yaml/parse'
import { Tree } from '../src/languages/kubernetes/tree'
import { rootOf } from '../src/languages/kubernetes/chart'
import { project } from './kubernetes/world'
function* walk(dir: string): Generator<string> { for (const name of readdirSync(dir)) { const p = join(dir, name); if (statSync(p).isDirectory()) yield* walk(p); else yield p } }
const root = process.argv[2]!, only = process.argv[3]
const all = Object.fromEntries([...walk(root)].filter(p => /\.(ya?ml|tpl|json)$/.test(p)).map(p => [relative(root, p), readFileSync(p, 'utf8')]))
const tree = (p: string) => { const document = parseYaml(all[p]!).documents[0]!; return new Tree({ path: p, text: all[p]!, document }, document.root!) }
for (let i = 0; i < 20; i++) {
  const t = performance.now()
  const files = Object.entries(all).filter(([p]) => p.startsWith('templates/')).map(([path, text]) => ({ path, text, template: parseTemplate(text) }))
  const t1 = performance.now()
  const e = new Evaluation(files, rootOf(tree('values.yaml'), tree('Chart.yaml')))
  const outs = files.map(f => e.render(f))
  console.log('parse', (t1 - t).toFixed(1), 'evaluate', (performance.now() - t1).toFixed(1))
  if (i === 19) { for (const o of outs) if (o && (!only || o.file.path.includes(only)) && o.text.trim()) console.log('-----', o.file.path, 'open', o.isOpen, 'holes', o.hasHoles, '\n' + o.text); console.log([...e.switchedOff].join()) }
}
for (let i = 0; i < 15; i++) { const t = performance.now(); project(all); console.log('project without rules', (performance.now() - t).toFixed(1)) }
