import { levels, severities } from './finding'
import { purposes } from './purpose'
import type { OptionSchema, Rule } from './rule'

type Schema = { readonly [key: string]: unknown }

/** The JSON Schema of `.shipshape/config.yml`: completes rule ids, their options and their documentation. */
export function configSchema(rules: readonly Pick<Rule, 'id' | 'title' | 'level' | 'severity' | 'options' | 'replacedBy'>[]): Schema {
  const sorted = [...rules].sort((a, b) => a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  const globs = list({ type: 'string' }, 'Globs, relative to the folder that holds .shipshape.')
  const oneOrMore: Schema = { anyOf: [{ type: 'string' }, globs] }
  const level: Schema = { enum: [...levels], description: 'How demanding: a rule is on where its level is at or below this one.' }
  const ruleMap: Schema = { $ref: '#/definitions/rules' }
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Shipshape configuration',
    type: 'object',
    additionalProperties: false,
    properties: {
      root: { type: 'boolean', description: 'No configuration of a folder above this one counts.', default: false },
      level: { ...level, default: 'recommended' },
      rules: ruleMap,
      paths: list({
        type: 'object', required: ['match'], additionalProperties: false,
        properties: { match: oneOrMore, level, purpose: { enum: [...purposes], description: 'What these files are for.' }, rules: ruleMap },
      }, 'Settings of the files that a glob matches. A later entry wins over an earlier one.'),
      ignore: { ...oneOrMore, description: 'Files that are not reported on.' },
      kubernetes: section({ version: { type: ['string', 'number'], description: 'The version of the clusters that the manifests are for, such as "1.31".' } }),
      terraform: section({ tfvars: list({ type: 'string' }, 'Files of variable values that count, relative to the folder that holds .shipshape.') }),
      registries: list({ type: 'string' }, 'Image registries that are trusted.'),
    },
    definitions: {
      setting: { enum: ['off', 'on', ...severities, ...levels, true, false], description: 'Switches a rule off or on, sets its severity, or judges it at a level.' },
      rule: { anyOf: [{ $ref: '#/definitions/setting' }, section({ severity: { $ref: '#/definitions/setting' } })] },
      rules: {
        type: 'object',
        description: 'Rules by id, or by a glob such as docker/*.',
        properties: Object.fromEntries(sorted.map((rule) => [rule.id, ruleSchema(rule)])),
        patternProperties: { '[*?{\\[]': { $ref: '#/definitions/setting' } },
        additionalProperties: false,
      },
    },
  }
}

const section = (properties: Schema): Schema => ({ type: 'object', additionalProperties: false, properties })
const list = (items: Schema, description: string): Schema => ({ type: 'array', items, description })

function ruleSchema(rule: Pick<Rule, 'title' | 'level' | 'severity' | 'options' | 'replacedBy'>): Schema {
  const documentation = { description: `${rule.title} (${rule.level}, ${rule.severity}).` }
  if (rule.replacedBy) return { $ref: '#/definitions/setting', deprecationMessage: `Replaced by ${rule.replacedBy}.`, ...documentation }
  if (!Object.keys(rule.options).length) return { $ref: '#/definitions/rule', ...documentation }
  const properties: { [name: string]: unknown } = { severity: { $ref: '#/definitions/setting' } }
  properties.options = section(Object.fromEntries(Object.entries(rule.options).map(([name, option]) => [name, optionSchema(option)])))
  return { anyOf: [{ $ref: '#/definitions/setting' }, { type: 'object', additionalProperties: false, properties }], ...documentation }
}

const optionSchema = ({ type, items, default: given, description, enum: values, minimum, maximum }: OptionSchema): Schema =>
  JSON.parse(JSON.stringify({ type, items, enum: values, minimum, maximum, default: given, description })) as Schema
