import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Every anchor of the curriculum: `kubernetes#probes`. */
export function readTopics(root: string): ReadonlySet<string> {
  const topics = new Set<string>()
  for (const name of readdirSync(join(root, 'curriculum')).filter((name) => name.endsWith('.md'))) {
    for (const match of readFileSync(join(root, 'curriculum', name), 'utf8').matchAll(/<a id="([\w-]+)"><\/a>/g)) topics.add(`${name.slice(0, -3)}#${match[1]}`)
  }
  return topics
}
