import { rulesByKind, type RulesByKind } from './engine'
import type { Language } from './language'
import type { PageProblem } from './page'
import type { Program, RunnableRule } from './program'
import type { Rule } from './rule'

/** The built-in rules as a build made them; packs and pages are loaded when they are first needed. */
export interface RuleLibrary {
  readonly packs: readonly string[]
  /** What the pages of a pack say of their rules. */
  metadata(pack: string): readonly Rule[]
  /** The programs of a pack by rule id. */
  programs(pack: string): { readonly [id: string]: Program }
  /** The Markdown of all rule pages by id. */
  pages(): Promise<{ readonly [id: string]: string }>
  /** Makes rules of pages that a workspace brings along; loaded when the first one is met. */
  compiler(): RuleCompiler
}

/** Turns the text of a rule page into a rule that can be run, without eval and with bounded cost. */
export type RuleCompiler = (id: string, text: string) => { readonly rule: RunnableRule | null; readonly problems: readonly PageProblem[] }

/** The rules of a library, by pack and fact kind, with those of the workspace added. Packs are loaded at first use. */
export class RuleIndex {
  private readonly packs = new Map<string, RulesByKind>()
  private all: readonly Rule[] | null = null

  constructor(private readonly library: RuleLibrary, private readonly own: readonly RunnableRule[] = []) {}

  get rules(): readonly Rule[] { return this.all ??= [...this.library.packs.flatMap((pack) => this.library.metadata(pack)), ...this.own] }

  /** The rules that may look at the facts of a language. */
  of({ id, guests = [] }: Pick<Language, 'id' | 'guests'>): RulesByKind { return guests.length ? this.visited(id, guests) : this.pack(id) }

  private visited(id: string, guests: readonly string[]): RulesByKind {
    const key = [id, ...guests].join(' ')
    let rules = this.packs.get(key)
    if (!rules) this.packs.set(key, rules = new Map([id, ...guests].flatMap((one) => [...this.pack(one)])))
    return rules
  }

  private pack(id: string): RulesByKind {
    let rules = this.packs.get(id)
    if (!rules) {
      const known = this.library.packs.includes(id)
      const programs = known ? this.library.programs(id) : {}
      const built = known ? this.library.metadata(id).filter((rule) => programs[rule.id]).map((rule): RunnableRule => ({ ...rule, program: programs[rule.id]! })) : []
      this.packs.set(id, rules = rulesByKind([...built, ...this.own.filter((rule) => rule.on.startsWith(`${id}.`))]))
    }
    return rules
  }
}
