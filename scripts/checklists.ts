import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { check } from '../src/core/expression/check'
import { emit } from '../src/core/expression/emit'
import { factType, type FactTypes } from '../src/core/expression/types'

interface ItemFile { readonly id: string; readonly title: string; readonly topic: string; readonly tier: string; readonly applies: string; readonly when?: string; readonly evidence: readonly string[] }

/** The module of all checklists, their `when` compiled. Imports are relative to `generated/`. */
export function checklistsModule(root: string, types: FactTypes): { source: string; problems: readonly string[] } {
  const problems: string[] = [], lists: string[] = []
  for (const name of readdirSync(join(root, 'checklists')).filter((file) => file.endsWith('.yml')).sort()) {
    const list = load(readFileSync(join(root, 'checklists', name), 'utf8')) as { title: string; items: readonly ItemFile[] }
    const items = list.items.map((item) => {
      const self = factType(types, item.applies)
      if (!self) { problems.push(`checklists/${name}: ${item.id} applies to '${item.applies}', which is no fact kind.`); return '' }
      let when = 'null'
      if (item.when !== undefined) {
        const checked = check(item.when, { types, variables: { self } }, 'bool')
        if (checked.errors) problems.push(...checked.errors.map((error) => `checklists/${name}: ${item.id}: ${error.message}`))
        else when = emit(checked.ok)
      }
      return `    { ...${JSON.stringify({ id: item.id, title: item.title, topic: item.topic, tier: item.tier, applies: item.applies, evidence: item.evidence })}, when: ${when} },`
    })
    lists.push(`  { id: ${JSON.stringify(name.slice(0, -4))}, title: ${JSON.stringify(list.title)}, items: [\n${items.join('\n')}\n  ] },`)
  }
  return { source: [`// @ts-nocheck`, `import type { Checklist } from '../src/readiness/checklist'`, `import * as op from "../src/core/expression/operators"`, `export const checklists: readonly Checklist[] = [`, ...lists, `]`, ''].join('\n'), problems }
}
