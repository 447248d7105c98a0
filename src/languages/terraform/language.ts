import type { Document } from '../../core/document'
import type { Context, Environment, Language, Scope } from '../../core/language'
import type { Exported } from '../../core/lookup'
import { purposeOf } from '../../core/purpose'
import { isUnknown, type Maybe } from '../../core/value'
import { compileGlob } from '../../core/glob'
import { hclComments } from './comments'
import { backupsOf } from './backup-intervals'
import { backups, callsOf, identifiedResources, identifyingArguments, remoteModules, typesOfModules, type CallSummary } from './exports'
import { originOf, readModuleAddress } from './module-address'
import { referencesOf } from './references'
import { constantText } from './hcl/tree'
import { Model, type VariablesFile } from './model'
import { assignmentsOf, constantValue, Instance, Loader, type Given } from './module'
import { automaticFiles, folderOf, isModule, isTestFile, isVariablesFile, joinPath, type ModuleSource, nameOf, parserOf, readFile, syntaxErrors, testFilesOf } from './source'
import type { SourceFile } from './value'

/** In how many ways one module is looked at. */
const mostContexts = 24
const deepestCalls = 6

const isConfiguration = /\.(?:tf|tofu)(?:\.json)?$/
const lockFile = '.terraform.lock.hcl'

/** Terraform and OpenTofu: each folder is a module and a scope. */
export const language: Language = {
  id: 'terraform',

  claims(path) {
    if (/(?:^|\/)\.terraform\//.test(path)) return false
    const name = nameOf(path)
    return isConfiguration.test(name) || isVariablesFile.test(name) || isTestFile.test(name) || name === lockFile
  },

  scopesOf(path, environment) {
    const folder = folderOf(path)
    if (isTestFile.test(path)) return [!isModule(folder, environment) && nameOf(folder) === 'tests' ? folderOf(folder) : folder]
    if (isConfiguration.test(path) || !isVariablesFile.test(path)) return [folder]
    // A folder of environments below a module holds its variables.
    for (let dir = folder, i = 0; i < 3; i++) {
      if (isModule(dir, environment)) return [dir]
      if (dir === '') break
      dir = folderOf(dir)
    }
    return [folder]
  },

  comments: (document: Document) => hclComments(document.tree(parserOf(document.path))),

  read(dir, environment): Scope {
    const loader = new Loader(environment), source = loader.source(dir), variables = variablesFilesOf(dir, environment)
    const lock = dir ? `${dir}/${lockFile}` : lockFile
    const files = [...new Set([...source.files, ...variables.map((one) => one.file), ...testFilesOf(dir, environment)])], hasLock = environment.list(dir).includes(lock)
    let contexts: readonly Context[] | null = null
    return {
      files: [...files.map((file) => file.path), ...hasLock ? [lock] : []],
      errors: files.flatMap(syntaxErrors),
      // Who calls is asked when the module is checked, for then every module has said whom it calls.
      get contexts() { return contexts ??= source.files.length ? contextsOf(dir, loader, variables) : [] },
      *exports(): Generator<Exported> {
        const types = [...new Set([...source.resources.keys()].filter((address) => !/^(?:data|ephemeral)\./.test(address)).map((address) => address.slice(0, address.indexOf('.'))))]
        if (types.length) yield { key: typesOfModules, summary: Object.freeze({ dir, types: Object.freeze(types) }) }
        for (const summary of backupsOf(source, dir)) yield { key: backups, summary }
        for (const [type, argument] of identifyingArguments) for (const [address, sections] of source.resources) if (address.startsWith(`${type}.`)) for (const section of sections) {
          const entry = section.attribute(argument)
          yield { key: identifiedResources(type), summary: Object.freeze({ dir, identifier: entry && !section.attribute('count') && !section.attribute('for_each') ? constantText(entry.attribute.value) : null }) }
        }
        for (const [name, sections] of source.calls) for (const section of sections) {
          const entry = section.attribute('source'), target = entry && constantText(entry.attribute.value)
          const called = target && /^\.\.?(?:\/|$)/.test(target) ? joinPath(dir, target) : null
          if (called !== null && called !== dir) yield { key: callsOf(called), summary: Object.freeze({ dir, name, outputs: outputsRead(source, name) }) }
          const origin = target ? originOf(target) : null, given = section.attribute('version'), version = given ? constantText(given.attribute.value) : target ? readModuleAddress(target).ref : null
          if (origin !== null && version !== null) yield { key: remoteModules, summary: Object.freeze({ dir, origin, version }) }
        }
      },
    }
  },
}

/** The outputs that a module reads of one that it calls. */
function outputsRead(source: ModuleSource, name: string): readonly string[] | null {
  const uses = referencesOf(source).to(`module.${name}`)
  return uses.some((use) => use.attribute === null) ? null : Object.freeze([...new Set(uses.map((use) => use.attribute!.name))].sort())
}

/** The files of variables of a module: its own and those of folders below it that are no modules. */
function variablesFilesOf(dir: string, environment: Environment): readonly VariablesFile[] {
  const found: VariablesFile[] = []
  const add = (folder: string, depth: number): void => {
    for (const path of environment.list(folder)) {
      const file = isVariablesFile.test(path) ? readFile(path, environment) : null
      if (file) found.push({ file, isAutomatic: depth === 0 && (/^terraform\.tfvars(?:\.json)?$/.test(nameOf(path)) || /\.auto\.tfvars(?:\.json)?$/.test(path)) })
    }
    if (depth < 2) for (const below of environment.folders(folder)) if (!/(?:^|\/)(?:\.[^/]*|node_modules|modules|examples|tests?)$/.test(below) && !isModule(below, environment)) add(below, depth + 1)
  }
  add(dir, 0)
  return found
}

interface Use { readonly name: string | null; readonly instance: Instance }

function contextsOf(dir: string, loader: Loader, variables: readonly VariablesFile[]): readonly Context[] {
  const calls = callersOf(dir, loader.environment)
  const isRoot: Maybe<boolean> = isUnknown(calls) ? calls : calls.length === 0
  return usesOf(dir, loader, new Set(), variables).slice(0, mostContexts).map(({ name, instance }): Context => {
    let model: Model | null = null
    return { name, facts: () => (model ??= new Model(instance, isRoot, variables)).allFacts() }
  })
}

/** The calls that judge a module: those of examples and tests judge none but their own kind. */
function callersOf(dir: string, environment: Environment): Maybe<readonly CallSummary[]> {
  const all = environment.find(callsOf(dir))
  if (isUnknown(all)) return all
  const purpose = (folder: string): string => purposeOf(folder ? `${folder}/main.tf` : 'main.tf', '')
  const own = purpose(dir)
  return all.filter((call) => { const one = purpose(call.dir); return one === 'production' || one === own })
}

/** The ways in which a module is used: once for each call, else once for each set of variables. */
function usesOf(dir: string, loader: Loader, above: ReadonlySet<string>, variables: readonly VariablesFile[] = variablesFilesOf(dir, loader.environment)): readonly Use[] {
  const source = loader.source(dir), calls = callersOf(dir, loader.environment)
  if (isUnknown(calls)) return [{ name: null, instance: new Instance(source, loader, null, [], dir) }]
  const callers = calls.filter((call) => !above.has(call.dir) && call.dir !== dir)
  if (!callers.length || above.size >= deepestCalls) return rootUses(dir, loader, variables)
  const found: { readonly call: CallSummary; readonly caller: Use; readonly key: string; readonly instance: Instance }[] = []
  for (const call of callers) {
    const folderUses = usesOf(call.dir, loader, new Set([...above, dir]))
    for (const caller of folderUses) for (const section of caller.instance.source.calls.get(call.name) ?? []) {
      for (const one of caller.instance.instances(section)) {
        if (found.length >= mostContexts) break
        const instance = caller.instance.child(section, one)
        if (instance && instance.source === source) found.push({ call, caller, key: one.key === null ? '' : typeof one.key === 'number' ? `[${one.key}]` : `["${one.key}"]`, instance })
      }
    }
  }
  // Calls of which none comes to be, `count = 0`, say nothing of how the module is used.
  if (!found.length) return rootUses(dir, loader, variables)
  const names = new Map<string, Set<string>>()
  for (const { call } of found) names.set(call.name, (names.get(call.name) ?? new Set()).add(call.dir))
  const seen = new Map<string, number>()
  return found.map(({ call, caller, key, instance }): Use => {
    const place = names.get(call.name)!.size > 1 ? ` of ${call.dir || 'the workspace folder'}` : ''
    let name = `module.${call.name}${key}${place}${caller.name ? ` with ${caller.name}` : ''}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    if (times > 1) name = `${name} #${times}`
    return { name, instance }
  })
}

function rootUses(dir: string, loader: Loader, variables: readonly VariablesFile[]): readonly Use[] {
  const source = loader.source(dir)
  const setting = loader.environment.setting(source.files[0]?.path ?? dir, 'terraform.tfvars')
  const wanted = Array.isArray(setting) ? setting.filter((one): one is string => typeof one === 'string').map(compileGlob) : null
  const automatic = automaticFiles(variables)
  const own = variables.filter((one) => !one.isAutomatic && (!wanted || wanted.some((fits) => fits(nameOf(one.file.path)) || fits(one.file.path) || fits(relative(dir, one.file.path)))))
  const make = (files: readonly SourceFile[]): Instance => {
    const given = new Map<string, Given>()
    for (const file of files) for (const { name, value } of assignmentsOf(file)) given.set(name, { from: 'tfvars', value: constantValue(value, file) })
    return new Instance(source, loader, given, [], dir)
  }
  const base = automatic.map((one) => one.file)
  return own.length ? own.map(({ file }) => ({ name: relative(dir, file.path), instance: make([...base, file]) })) : [{ name: null, instance: make(base) }]
}

const relative = (dir: string, path: string): string => dir ? path.slice(dir.length + 1) : path

