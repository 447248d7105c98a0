import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { configSchema } from '../src/core/config-schema'
import type { Rule } from '../src/core/rule'

/** Writes the schema of `.shipshape/config.yml`, which knows every rule and its options. */
export function writeSchemas(root: string, rules: readonly Rule[]): void {
  mkdirSync(join(root, 'schemas'), { recursive: true })
  writeFileSync(join(root, 'schemas/config.schema.json'), `${JSON.stringify(configSchema(rules), null, 1)}\n`)
}
