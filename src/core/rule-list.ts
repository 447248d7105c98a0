import type { Rule } from './rule'

/** What most rules do not say. */
const usual = { group: null, aliases: [], tags: [], links: [], options: {}, fixTitles: [], since: null, replacedBy: null } as const

/** What is told of a rule of a pack, without what is usual. Its id is without the pack's name. */
export type ShortRule = Pick<Rule, 'id' | 'title' | 'why' | 'topic' | 'level' | 'severity' | 'on'> & Partial<Rule>

const head = 'module.exports='

/** The rules of a pack as a script that Node and a web worker load; behind its head it is JSON. */
export function writeRules(rules: readonly Rule[]): string {
  const isUsual = (name: string, value: unknown): boolean => name === 'pack' || Object.hasOwn(usual, name) && JSON.stringify(value) === JSON.stringify(usual[name as keyof typeof usual])
  const short = rules.map((rule) => ({ ...Object.fromEntries(Object.entries(rule).filter(([name, value]) => !isUsual(name, value))), id: rule.id.slice(rule.pack.length + 1) }))
  return head + JSON.stringify(short)
}

/** The rules of a pack by its script's exports. */
export const fullRules = (pack: string, short: readonly ShortRule[]): readonly Rule[] => short.map((rule) => ({ ...usual, ...rule, id: `${pack}/${rule.id}`, pack }))

/** The rules of a pack by its script's text, for who runs no scripts. */
export const readRules = (pack: string, script: string): readonly Rule[] => fullRules(pack, JSON.parse(script.slice(head.length)) as readonly ShortRule[])
