import type { Environment, SyntaxError } from '../../core/language'
import type { Parser } from '../../core/document'
import type { Span } from '../../core/span'
import { overlaps } from '../../core/span'
import { parseHclJson, blocksOf } from './hcl/json'
import { parseHcl } from './hcl/parse'
import { constantText, type Attribute, type Block, type Body, type Expression, type HclFile } from './hcl/tree'
import type { SourceFile } from './value'

export const hclParser: Parser<HclFile> = { parse: parseHcl }
export const hclJsonParser: Parser<HclFile> = { parse: parseHclJson }

export const parserOf = (path: string): Parser<HclFile> => path.endsWith('.json') ? hclJsonParser : hclParser

/** The folder of a path; '' is the root. */
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** A path with `.` and `..` resolved; null where it leads out of the workspace. */
export function joinPath(folder: string, relative: string): string | null {
  const parts = folder ? folder.split('/') : []
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return null
  }
  return parts.join('/')
}

/** An attribute with the file that it stands in. */
export interface Entry { readonly file: SourceFile; readonly attribute: Attribute }

/** A body as the module reads it: what override files say of it comes first. */
export class Section {
  private readonly entries = new Map<string, Entry>()
  private readonly nested = new Map<string, Section[]>()
  /** Blocks that `dynamic` makes, by type. */
  readonly dynamics = new Map<string, Section[]>()
  readonly labels: readonly string[]

  constructor(readonly file: SourceFile, readonly block: Block | null, readonly body: Body, overrides: readonly Section[] = []) {
    this.labels = block ? block.labels.map((label) => label.text) : []
    for (const item of body.items) {
      if (item.kind === 'attribute') { if (!this.entries.has(item.name)) this.entries.set(item.name, { file, attribute: item }) }
      else if (item.type === 'dynamic' && item.labels[0]) push(this.dynamics, item.labels[0].text, new Section(file, item, item.body))
      else push(this.nested, item.type, new Section(file, item, item.body))
    }
    for (const override of overrides) {
      for (const [name, entry] of override.entries) this.entries.set(name, entry)
      for (const [type, sections] of override.nested) { this.nested.set(type, sections); this.dynamics.delete(type) }
      for (const [type, sections] of override.dynamics) { this.dynamics.set(type, sections); this.nested.delete(type) }
    }
  }

  attribute(name: string): Entry | null { return this.entries.get(name) ?? null }
  attributes(): Iterable<Entry> { return this.entries.values() }
  get blockTypes(): Iterable<string> { return new Set([...this.nested.keys(), ...this.dynamics.keys()]) }

  /** The blocks of a type; in JSON an attribute with that name holds them. */
  blocks(type: string): readonly Section[] {
    const written = this.nested.get(type)
    if (written) return written
    const entry = this.file.hcl.syntax === 'json' ? this.entries.get(type) : undefined
    return entry ? blocksOf(entry.attribute, Object.hasOwn(labelsInJson, type) ? labelsInJson[type] : 0).map((block) => new Section(entry.file, block, block.body)) : []
  }
}

/** How many levels of keys are labels of a nested block of Terraform's own. */
const labelsInJson: Readonly<Record<string, number>> = { backend: 1, provisioner: 1, provider_meta: 1, data: 2 }

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key)
  if (known) known.push(value)
  else map.set(key, [value])
}

/** A `local` and where it stands. */
export interface LocalEntry extends Entry { readonly name: string; readonly section: Section }

const isConfiguration = /\.(?:tf|tofu)(?:\.json)?$/
/** Files whose blocks are laid over those of the others. */
export const isOverride = /(?:^|_)override\.(?:tf|tofu)(?:\.json)?$/
export const isVariablesFile = /\.tfvars(?:\.json)?$/

/** The files of a folder as one module: its blocks by address. */
export class ModuleSource {
  readonly variables = new Map<string, Section[]>()
  readonly locals = new Map<string, LocalEntry[]>()
  /** Managed resources by `type.name`, data sources by `data.type.name`. */
  readonly resources = new Map<string, Section[]>()
  readonly calls = new Map<string, Section[]>()
  readonly outputs = new Map<string, Section[]>()
  readonly providers: Section[] = []
  readonly terraform: Section[] = []
  /** `check`, `moved`, `import`, `removed` and what is not known. */
  readonly others: Section[] = []

  constructor(readonly dir: string, readonly files: readonly SourceFile[]) {
    const overrides = new Map<string, Section[]>()
    const plain = this.files.filter((file) => !isOverride.test(nameOf(file.path)))
    for (const file of this.files) if (isOverride.test(nameOf(file.path))) for (const section of sectionsOf(file)) push(overrides, keyOf(section), section)
    for (const file of plain) for (const bare of sectionsOf(file)) {
      const above = overrides.get(keyOf(bare))
      this.add(above && bare.block!.type !== 'locals' && bare.block!.type !== 'terraform' ? new Section(file, bare.block, bare.body, above) : bare)
    }
    // Overridden locals win; what only override files have is added as it is.
    for (const [key, sections] of overrides) for (const section of sections) {
      if (section.block!.type === 'locals') for (const { attribute } of section.attributes()) this.locals.set(attribute.name, [{ name: attribute.name, file: section.file, attribute, section }])
      else if (section.block!.type === 'terraform' || !plain.some((file) => sectionsOf(file).some((one) => keyOf(one) === key))) this.add(section)
    }
  }

  private add(section: Section): void {
    const [first, second] = section.labels
    switch (section.block!.type) {
      case 'variable': if (first !== undefined) push(this.variables, first, section); return
      case 'output': if (first !== undefined) push(this.outputs, first, section); return
      case 'module': if (first !== undefined) push(this.calls, first, section); return
      case 'resource': if (second !== undefined) push(this.resources, `${first}.${second}`, section); return
      case 'data': if (second !== undefined) push(this.resources, `data.${first}.${second}`, section); return
      case 'ephemeral': if (second !== undefined) push(this.resources, `ephemeral.${first}.${second}`, section); return
      case 'provider': if (first !== undefined) this.providers.push(section); return
      case 'terraform': this.terraform.push(section); return
      case 'locals': for (const { file, attribute } of section.attributes()) push(this.locals, attribute.name, { name: attribute.name, file, attribute, section }); return
      case 'check': for (const inner of section.blocks('data')) if (inner.labels[1] !== undefined) push(this.resources, `data.${inner.labels[0]}.${inner.labels[1]}`, inner)
        this.others.push(section)
        return
      default: this.others.push(section)
    }
  }

  /** Others wrote it: nothing in it is reported, only what its callers give it. */
  get isForeign(): boolean { return isForeign(this.dir) }

  /** All top-level blocks. */
  *sections(): Generator<Section> {
    for (const map of [this.variables, this.resources, this.calls, this.outputs]) for (const sections of map.values()) yield* sections
    yield* new Set([...this.locals.values()].flat().map((entry) => entry.section))
    yield* this.providers
    yield* this.terraform
    yield* this.others
  }
}

/** Does a folder hold what `terraform init` has installed? */
export const isForeign = (dir: string): boolean => /(?:^|\/)\.terraform\//.test(dir)

const keyOf = (section: Section): string => [section.block!.type, ...section.labels].join(' ')
const sectionsOf = (file: SourceFile): Section[] => file.hcl.body.items.flatMap((item) => item.kind === 'block' ? [new Section(file, item, item.body)] : [])

const byDocument = new WeakMap<HclFile, SourceFile>()

export function readFile(path: string, environment: Environment): SourceFile | null {
  const document = environment.read(path)
  if (!document) return null
  const hcl = document.tree(parserOf(path))
  let file = byDocument.get(hcl)
  if (!file || file.path !== path) byDocument.set(hcl, file = { path, hcl })
  return file
}

/** The configuration files of a folder in the order in which Terraform reads them. Of `a.tf` and `a.tofu` the latter counts. */
export function filesOf(dir: string, environment: Environment): readonly string[] {
  const paths = environment.list(dir).filter((path) => isConfiguration.test(path) && !nameOf(path).startsWith('.')), all = new Set(paths)
  return paths.filter((path) => !all.has(path.replace(/\.tf(\.json)?$/, '.tofu$1')) || /\.tofu(?:\.json)?$/.test(path))
}

const rank = (file: SourceFile): number => /^terraform\.tfvars$/.test(nameOf(file.path)) ? 0 : /^terraform\.tfvars\.json$/.test(nameOf(file.path)) ? 1 : 2

/** The files of variables that Terraform reads unasked, those that win last. */
export const automaticFiles = <F extends { readonly file: SourceFile; readonly isAutomatic: boolean }>(files: readonly F[]): readonly F[] =>
  files.filter((one) => one.isAutomatic).sort((a, b) => rank(a.file) - rank(b.file) || (a.file.path < b.file.path ? -1 : 1))

export const isTestFile = /\.(?:tftest|tofutest)\.hcl$/

/** The files of tests of a module: beside it and in its folder of tests. */
export function testFilesOf(dir: string, environment: Environment): readonly SourceFile[] {
  const below = dir ? `${dir}/tests` : 'tests'
  const folders = environment.folders(dir).includes(below) && !isModule(below, environment) ? [dir, below] : [dir]
  return folders.flatMap((folder) => environment.list(folder)).flatMap((path) => isTestFile.test(path) ? readFile(path, environment) ?? [] : [])
}

/** Does a folder hold configuration files? */
export const isModule = (dir: string, environment: Environment): boolean => environment.list(dir).some((path) => isConfiguration.test(path))

export const syntaxErrors = (file: SourceFile): readonly SyntaxError[] => file.hcl.errors.map(({ message, span }) => ({ path: file.path, span, message }))

/** Does a syntax error touch the lines of this block, or has it no end? */
export function isDamaged(file: SourceFile, span: Span, block: Block | null): boolean {
  if (block && block.close === null) return true
  return file.hcl.errors.some((error) => overlaps(error.span, span))
}

/** One token of an expression, all on one line: what a squiggle covers. */
export function tokenOf(file: SourceFile, expression: Expression): Span {
  const { text } = file.hcl
  switch (expression.kind) {
    case 'template':
      if (expression.heredoc) return [expression.span[0], expression.heredoc.tag.span[1]]
      break
    case 'parentheses': return tokenOf(file, expression.inner)
    case 'call': return oneLine(text, expression.span) ? expression.span : expression.nameSpan
    case 'tuple': case 'object': case 'for': if (!oneLine(text, expression.span)) return [expression.span[0], expression.span[0] + 1]
      break
    default:
  }
  return lineOf(text, expression.span)
}

const oneLine = (text: string, [start, end]: Span): boolean => !/[\r\n]/.test(text.slice(start, end))

/** What of a span stands on its first line. */
export function lineOf(text: string, [start, end]: Span): Span {
  const cut = text.slice(start, end).search(/[\r\n]/)
  return [start, cut < 0 ? end : start + cut]
}

/** A name that is written out, in quotes or bare: `aws.west`, `"aws.west"`. */
export function traversalText(expression: Expression): string | null {
  switch (expression.kind) {
    case 'variable': return expression.name
    case 'getAttribute': {
      const target = traversalText(expression.target)
      return target === null ? null : `${target}.${expression.name}`
    }
    case 'index': return traversalText(expression.target)
    case 'template': return constantText(expression)
    case 'parentheses': return traversalText(expression.inner)
    default: return null
  }
}
