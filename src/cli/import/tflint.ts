import { parseHcl } from '../../languages/terraform/hcl/parse'
import { constantText, type Body, type Expression } from '../../languages/terraform/hcl/tree'
import { map, strings, type Importer, type Settings } from './taken'

const peers = ['tflint']

/** The rules of the Terraform language, and whether they belong to the preset `recommended`: https://github.com/terraform-linters/tflint-ruleset-terraform, as of 0.13. */
const languageRules: readonly (readonly [name: string, isRecommended: boolean])[] = [
  ['terraform_comment_syntax', false], ['terraform_deprecated_index', true], ['terraform_deprecated_interpolation', true], ['terraform_deprecated_lookup', true], ['terraform_documented_outputs', false],
  ['terraform_documented_variables', false], ['terraform_empty_list_equality', true], ['terraform_json_syntax', false], ['terraform_map_duplicate_keys', true], ['terraform_module_pinned_source', true],
  ['terraform_module_shallow_clone', false], ['terraform_module_version', true], ['terraform_naming_convention', false], ['terraform_required_providers', true], ['terraform_required_version', true],
  ['terraform_standard_module_structure', false], ['terraform_typed_variables', true], ['terraform_unused_declarations', true], ['terraform_unused_required_providers', false], ['terraform_workspace_remote', true],
]
/** Rule sets whose clouds our rules know. */
const knownPlugins: ReadonlySet<string> = new Set(['terraform', 'aws', 'google', 'azurerm'])
/** Attributes of a rule that ask for what ours do anyway. */
const asOurs: Readonly<Record<string, readonly unknown[]>> = { 'terraform_naming_convention.format': ['snake_case'], 'terraform_module_pinned_source.style': ['flexible'], 'terraform_module_version.exact': [false] }

/** The configuration of tflint: https://github.com/terraform-linters/tflint/blob/master/docs/user-guide/config.md, as of 0.59. */
export const tflint: Importer = {
  files: ['.tflint.hcl'],
  read(text) {
    const { body, errors } = parseHcl(text)
    return errors.length ? errors[0]!.message : settingsOf(body)
  },
  take(settings, taken) {
    const config = map(settings.config), plugins = map(settings.plugin), rules = map(settings.rule), language = map(plugins.terraform)
    const named = (name: string): boolean => Object.hasOwn(rules, name), has = (name: string): boolean => taken.rulesOf(peers, name).length > 0
    const isBare = config.disabled_by_default === true
    if (isBare) taken.notes.push('disabled_by_default: the language rules that tflint turns on by itself are off here as well; rules that it does not know are left to the level.')
    for (const [name, isRecommended] of languageRules) {
      if (named(name) || !has(name)) continue
      if (language.enabled === false || isBare && isRecommended) taken.set(peers, name, 'off')
      else if (language.preset === 'all' && !isBare) taken.set(peers, name, 'on')
    }
    // What is on first: a rule of ours that answers for two of theirs is off if one of them is.
    for (const isOn of [true, false]) for (const [name, one] of Object.entries(rules)) {
      const rule = map(one)
      if ((rule.enabled !== false) !== isOn) continue
      taken.set(peers, name, isOn ? 'on' : 'off')
      if (isOn) for (const [attribute, value] of Object.entries(rule)) takeAttribute(name, attribute, value)
    }
    for (const [name, one] of Object.entries(plugins)) {
      const plugin = map(one)
      if (!knownPlugins.has(name) && plugin.enabled !== false) taken.left.push(`plugin ${name}: a rule set that is not known; a page of your own under .shipshape/rules/ may say what its rules do.`)
      if (plugin.deep_check === true) taken.left.push(`plugin ${name}: deep_check asks the cloud; nothing here leaves the machine.`)
      if (name !== 'terraform' && plugin.enabled === false && knownPlugins.has(name)) taken.left.push(`plugin ${name} is not enabled; rules about its resources are left to the level.`)
    }
    taken.tfvars.push(...strings(config.varfile ?? []))
    const variables = strings(config.variables ?? [])
    if (variables.length) taken.left.push(`variables: ${variables.map((one) => one.split('=')[0]).join(', ')}; a file under 'terraform: { tfvars: … }' gives values.`)
    for (const [source, isIgnored] of Object.entries(map(config.ignore_module))) {
      if (isIgnored !== true) continue
      if (/^\.\/./.test(source)) taken.ignore.push(`${source.slice(2).replace(/\/$/, '')}/**`)
      else taken.notes.push(`ignore_module ${source}: only modules in the workspace are looked into.`)
    }
    if (config.call_module_type === 'all') taken.left.push('call_module_type all: modules that are not in the workspace are not fetched.')
    if (config.call_module_type === 'none' || config.module === false) taken.left.push(`${config.module === false ? 'module false' : 'call_module_type none'}: modules in the workspace are always looked into; 'ignore' leaves some out.`)
    if (config.force === true) taken.notes.push("force: said on the command line, 'shipshape check --fail-on never'.")
    if (typeof config.format === 'string') taken.notes.push("format: said on the command line, 'shipshape check --format …'.")
    for (const name of Object.keys(config)) if (!knownConfig.has(name)) taken.left.push(`config.${name}: no setting that is known.`)
    for (const name of Object.keys(settings)) if (!knownBlocks.has(name)) taken.left.push(`${name}: no block that is known.`)

    function takeAttribute(name: string, attribute: string, value: unknown): void {
      if (attribute === 'enabled' || !has(name)) return
      if (name === 'terraform_module_version' && attribute === 'exact' && value === true) { taken.left.push("terraform_module_version.exact: 'terraform/inexact-module-version: on' asks for it."); return }
      if (name === 'terraform_module_pinned_source' && attribute === 'style' && value === 'semver') { taken.left.push("terraform_module_pinned_source.style: 'terraform/non-semver-module-tag: on' asks for it."); return }
      if (asOurs[`${name}.${attribute}`]?.includes(value)) return
      if (typeof value === 'number' && taken.option(peers, name, attribute, value) || Array.isArray(value) && taken.option(peers, name, attribute, strings(value))) return
      taken.left.push(`${name}: its '${attribute}'.`)
    }
  },
}

const knownConfig: ReadonlySet<string> = new Set(['disabled_by_default', 'varfile', 'variables', 'ignore_module', 'call_module_type', 'module', 'force', 'format', 'plugin_dir', 'deep_check', 'aws_credentials', 'terraform_version'])
const knownBlocks: ReadonlySet<string> = new Set(['config', 'plugin', 'rule', 'tflint'])

/** A body as plain data: a block with a label is an entry of a map under its type. */
function settingsOf(body: Body): Settings {
  const found = new Map<string, unknown>()
  for (const item of body.items) {
    if (item.kind === 'attribute') { found.set(item.name, plain(item.value)); continue }
    const [label] = item.labels, known = map(found.get(item.type)), inner = settingsOf(item.body)
    found.set(item.type, label ? { ...known, [label.text]: { ...map(known[label.text]), ...inner } } : { ...known, ...inner })
  }
  return Object.fromEntries([...found].filter(([name]) => name !== '__proto__'))
}

function plain(expression: Expression): unknown {
  switch (expression.kind) {
    case 'literal': return expression.value
    case 'template': return constantText(expression) ?? undefined
    case 'tuple': return expression.items.map(plain)
    case 'object': return Object.fromEntries(expression.items.flatMap((item) => item.name === null || item.name === '__proto__' ? [] : [[item.name, plain(item.value)]]))
    case 'parentheses': return plain(expression.inner)
    default: return undefined
  }
}
