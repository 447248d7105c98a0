import { existsSync, readdirSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import ts from 'typescript'
import { describe, type Fields, type FactTypes, type Type } from '../src/core/expression/types'

/** A field that rules cannot look at, or a language whose facts cannot be read. */
export class FactTypeError extends Error { override readonly name = 'FactTypeError' }

/**
 * Reads the fact types of all languages: each `src/languages/<language>/facts.ts` exports `interface Facts` that maps fact
 * kinds to interfaces. Methods, spans, places and what is marked `@internal` are no fields.
 * The field marked `@discriminant` sorts the facts of its kind: rules that begin by comparing it look at no others.
 */
export function readFactTypes(folder: string): FactTypes {
  const root = resolve(folder)
  const languages = join(root, 'src/languages')
  const files = existsSync(languages) ? readdirSync(languages).sort().map(name => join(languages, name, 'facts.ts')).filter(file => existsSync(file)) : []
  const program = ts.createProgram(files, {
    target: ts.ScriptTarget.ES2022, lib: ['lib.es2023.d.ts'], module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true, noEmit: true, skipLibCheck: true, types: [],
  })
  return new Reader(root, program).read(files)
}

class Reader {
  private readonly checker: ts.TypeChecker
  private readonly kinds: { [kind: string]: string } = {}
  private readonly objects: { [name: string]: { doc: string; fields: Fields; discriminant?: string } } = {}
  private readonly declared = new Map<string, ts.Symbol>()

  constructor(readonly root: string, readonly program: ts.Program) { this.checker = program.getTypeChecker() }

  read(files: readonly string[]): FactTypes {
    for (const file of files) {
      const source = this.program.getSourceFile(file)!, module = this.checker.getSymbolAtLocation(source)
      const facts = module && this.checker.getExportsOfModule(module).find(symbol => symbol.name === 'Facts')
      if (!facts) throw new FactTypeError(`${relative(this.root, file)} exports no interface Facts.`)
      for (const kind of this.checker.getPropertiesOfType(this.checker.getDeclaredTypeOfSymbol(facts))) {
        const where = `${relative(this.root, file)}: ${kind.name}`, type = this.checker.getTypeOfSymbol(kind)
        for (const field of ['kind', 'path', 'subject', 'damaged']) if (!type.getProperty(field)) throw new FactTypeError(`${where} is no Fact: it has no '${field}'.`)
        if (Object.hasOwn(this.kinds, kind.name)) throw new FactTypeError(`${where} is the kind of another language too.`)
        this.kinds[kind.name] = this.object(type, where, kind.name)
      }
    }
    const sorted = <T>(record: { [name: string]: T }) => Object.fromEntries(Object.entries(record).sort(([a], [b]) => a < b ? -1 : 1))
    return { kinds: sorted(this.kinds), objects: sorted(this.objects) }
  }

  /** The name under which an object type is kept; its fields are read at the first use, so types may refer to each other. */
  private object(type: ts.Type, where: string, anonymous: string): string {
    const symbol = type.aliasSymbol ?? type.symbol
    const file = symbol.declarations?.[0]?.getSourceFile().fileName ?? ''
    const [, area, folder] = /[\\/]src[\\/](core|languages[\\/]([^\\/]+))[\\/]/.exec(file.slice(this.root.length)) ?? []
    if (!area) throw new FactTypeError(`${where}: ${this.checker.typeToString(type)} is no type of a fact; mark the field @internal.`)
    const name = symbol.name.startsWith('__') ? anonymous : `${folder ?? 'core'}.${type.aliasSymbol ? symbol.name : this.checker.typeToString(type)}`
    if (Object.hasOwn(this.objects, name)) {
      if (this.declared.get(name) !== symbol) throw new FactTypeError(`${where}: two types are called ${name}.`)
      return name
    }
    this.declared.set(name, symbol)
    const fields: { [name: string]: Fields[string] } = {}
    this.objects[name] = { doc: this.doc(symbol), fields }
    for (const property of this.checker.getPropertiesOfType(type)) {
      if (property.name.startsWith('__') || property.declarations?.some(declaration => ts.getCombinedModifierFlags(declaration) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected))) continue
      if (property.getJsDocTags(this.checker).some(tag => tag.name === 'internal')) continue
      const declaration = property.declarations?.[0], from = declaration ? relative(this.root, declaration.getSourceFile().fileName) : where
      const field = this.type(this.checker.getTypeOfSymbol(property), `${from.split(sep).join('/')}: ${name}.${property.name}`, `${name}.${property.name}`)
      if (field) fields[property.name] = { type: field, doc: this.doc(property) }
      if (property.getJsDocTags(this.checker).some(tag => tag.name === 'discriminant')) this.objects[name]!.discriminant = property.name
    }
    return name
  }

  private doc(symbol: ts.Symbol): string {
    return ts.displayPartsToString(symbol.getDocumentationComment(this.checker)).replace(/\s+/g, ' ').trim()
  }

  /** The type of a field, or null for what is no field. */
  private type(type: ts.Type, where: string, name: string): Type | null {
    const refuse = (why: string) => new FactTypeError(`${where}: ${this.checker.typeToString(type)} ${why}`)
    const members = type.isUnion() ? type.types : [type]
    const flags: { nullable?: true; unknown?: true } = {}
    const values = members.filter(member => {
      if (member.flags & ts.TypeFlags.Undefined) throw refuse('may be undefined; facts are total, so what is absent is null.')
      if (member.flags & ts.TypeFlags.Null) flags.nullable = true
      else if (member.symbol?.name === 'Unknown' && this.isOwn(member.symbol)) flags.unknown = true
      else return true
      return false
    })
    const all = (flag: ts.TypeFlags) => values.every(value => value.flags & flag)
    if (values.some(value => value.getCallSignatures().length > 0)) return null
    if (values.length === 0) {
      if (flags.nullable) return { kind: 'null', ...flags }
      throw refuse('is never known.')
    }
    if (values.some(value => value.getStringIndexType() && value.getProperties().length === 0)) return { kind: 'dyn', ...flags.unknown ? { unknown: true } : {} }
    if (all(ts.TypeFlags.StringLiteral)) return { kind: 'string', literals: values.map(value => (value as ts.StringLiteralType).value), ...flags }
    if (all(ts.TypeFlags.StringLike)) return { kind: 'string', ...flags }
    if (all(ts.TypeFlags.NumberLike)) return { kind: 'number', ...flags }
    if (all(ts.TypeFlags.BooleanLike)) return { kind: 'bool', ...flags }
    const [value] = values
    if (values.length > 1 || !value || !(value.flags & ts.TypeFlags.Object)) throw refuse('is a type that expressions do not have.')
    const symbol = value.symbol?.name ?? '', args = this.checker.getTypeArguments(value as ts.TypeReference)
    if (this.checker.isTupleType(value)) {
      if (args.length === 2 && args.every(arg => arg.flags & ts.TypeFlags.Number)) return null
      throw refuse('is a tuple, which expressions do not have.')
    }
    if (symbol === 'List' && this.isOwn(value.symbol) || symbol === 'ReadonlyArray' || symbol === 'Array') {
      const item = this.type(args[0]!, where, name)
      return item && { kind: 'list', item, ...symbol === 'List' ? { open: true } : {}, ...flags }
    }
    if (symbol === 'Dictionary' && this.isOwn(value.symbol) || symbol === 'ReadonlyMap' || symbol === 'Map') {
      if (symbol !== 'Dictionary' && !(args[0]!.flags & ts.TypeFlags.StringLike)) throw refuse('is a map whose keys are no strings.')
      const entry = this.type(args.at(symbol === 'Dictionary' ? 0 : 1)!, where, name)
      return entry && { kind: 'map', value: entry, ...symbol === 'Dictionary' ? { open: true } : {}, ...flags }
    }
    if ((symbol === 'Place' || symbol === 'Location') && this.isOwn(value.symbol)) return null
    return { kind: 'object', name: this.object(value, where, name), ...flags }
  }

  private isOwn(symbol: ts.Symbol): boolean {
    return symbol.declarations?.some(declaration => /[\\/]src[\\/]core[\\/]/.test(declaration.getSourceFile().fileName)) ?? false
  }
}

/** What rules can look at, as Markdown for their authors. */
export function factReference(types: FactTypes): string {
  const lines = ['# Facts', '']
  const cell = (text: string) => text.replace(/\|/g, '\\|')
  const section = (name: string, heading: string) => {
    const { doc, fields } = types.objects[name]!
    lines.push(heading, '')
    if (doc) lines.push(doc, '')
    lines.push('| field | type | |', '|---|---|---|')
    for (const [field, { type, doc }] of Object.entries(fields)) lines.push(`| \`${field}\` | ${cell(describe(type))} | ${cell(doc ?? '')} |`)
    lines.push('')
  }
  for (const [kind, name] of Object.entries(types.kinds)) section(name, `## ${kind}`)
  const facts = new Set(Object.values(types.kinds)), parts = Object.keys(types.objects).filter(name => !facts.has(name))
  if (parts.length > 0) lines.push('# Parts of facts', '')
  for (const name of parts) section(name, `## ${name}`)
  return lines.join('\n')
}
