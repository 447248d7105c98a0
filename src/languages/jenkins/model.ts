import type { Parser } from '../../core/document'
import type { Fact } from '../../core/fact'
import { argument, parseGroovy, type Parsed, type Statement, type Token, within } from './groovy'
import { PipelineNode } from './pipeline'
import { StageNode } from './stage'

/** A Jenkinsfile as statements. */
export const parser: Parser<Parsed> = { parse: text => parseGroovy(text.length > 1_000_000 ? '' : text) }

/** Is the file a Jenkinsfile, by its name? */
export const isJenkinsfile = (path: string): boolean => /(?:^|\/)Jenkinsfile(?:[._-][^/]*)?$|\.jenkinsfile$/i.test(path) && !/\.(?:md|txt|ya?ml|json)$/i.test(path)

/** One branch of one `parallel`. */
interface Branch { readonly parallel: number; readonly branch: number }

/** A stage with what stands around it. */
export interface Staged { readonly statement: Statement; readonly parent: Staged | null; readonly branches: readonly Branch[]; /** Names of the blocks around it within the file. */ readonly around: readonly string[] }

/** All facts of one Jenkinsfile. */
export class Model {
  readonly text: string
  /** `pipeline { … }`; null in a script. */
  readonly declarative: Statement | null
  readonly pipeline: PipelineNode
  readonly stages: readonly StageNode[]

  constructor(readonly path: string, readonly parsed: Parsed) {
    this.text = parsed.text
    this.declarative = parsed.statements.find(({ name, body }) => name === 'pipeline' && body !== null) ?? null
    this.pipeline = new PipelineNode(this)
    const staged: Staged[] = []
    let parallels = 0
    const walk = (statements: readonly Statement[], parent: Staged | null, branches: readonly Branch[], around: readonly string[], parallel: number | null): void => {
      let branch = 0
      for (const statement of statements) {
        if (!statement.body) continue
        const own = parallel === null ? branches : [...branches, { parallel, branch: branch++ }]
        if (statement.name === 'stage') {
          const one: Staged = { statement, parent, branches: own, around }
          staged.push(one)
          walk(statement.body, one, own, [...around, 'stage'], null)
        } else walk(statement.body, parent, own, [...around, statement.name], statement.name === 'parallel' || statement.name === 'matrix' ? parallels++ : null)
      }
    }
    walk(parsed.statements, null, [], [], null)
    const nodes = new Map<Staged, StageNode>()
    this.stages = staged.map((one, index) => {
      const node = new StageNode(this, one, index, one.parent ? nodes.get(one.parent) ?? null : null)
      nodes.set(one, node)
      return node
    })
  }

  /** The statements of a section such as `options`, of the whole or of a stage. */
  static section(statements: readonly Statement[] | null, name: string): Statement | null { return statements?.find(statement => statement.name === name) ?? null }

  *facts(): Generator<Fact> {
    if (this.parsed.statements.length === 0) return
    yield this.pipeline
    yield* this.stages
  }
}

/** Where credentials are bound, the names of the variables that hold them. */
export function secretNames(statements: readonly Statement[]): ReadonlySet<string> {
  const names = new Set<string>()
  for (const statement of within(statements)) {
    if (/^\w+$/.test(statement.name) && statement.tokens[0]?.text === '=' && statement.tokens[1]?.text === 'credentials') for (const name of ['', '_USR', '_PSW']) names.add(statement.name + name)
    for (const name of ['variable', 'passwordVariable', 'usernameVariable', 'keyFileVariable', 'accessKeyVariable', 'secretKeyVariable', 'tokenVariable']) for (const value of argumentsOf(statement, name)) names.add(value)
  }
  return names
}

/** Texts that a statement gives to every argument of a name. */
export const argumentsOf = (statement: Statement, name: string): string[] => statement.tokens.flatMap((token, i) => token.text === name && statement.tokens[i + 1]?.text === ':' ? statement.tokens[i + 2]?.string?.value ?? [] : [])

const scriptSteps: ReadonlySet<string> = new Set(['sh', 'bat', 'powershell', 'pwsh'])

/** The script that a statement runs: `sh '…'`, `sh(script: '…')`, `def x = sh(…)`. */
export function scriptOf(statement: Statement): Token | null {
  if (scriptSteps.has(statement.name)) return argument(statement, 'script') ?? statement.tokens.find(({ string }) => string !== null) ?? null
  const at = statement.tokens.findIndex(({ kind, text }) => kind === 'word' && scriptSteps.has(text))
  if (at < 0) return null
  const rest: Statement = { ...statement, tokens: statement.tokens.slice(at + 1) }
  return argument(rest, 'script') ?? rest.tokens.find(({ string }) => string !== null) ?? null
}

