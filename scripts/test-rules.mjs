// Runs the pages of rules whose ids begin as given: npm run test:rules -- docker/root-user
import { spawnSync } from 'node:child_process'
import { join, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const { status } = spawnSync(process.execPath, [join(root, 'node_modules/mocha/bin/mocha.js'), 'test/rules.test.ts'], { cwd: root, stdio: 'inherit', env: { ...process.env, RULES: process.argv.slice(2).join(',') } })
process.exit(status ?? 1)
