import type { Check } from '../../src/core/rule'
import type { Facts, Stage } from '../../src/languages/docker/facts'

/** Tools that report their use, with the documented variable that stops it. From each tool's documentation, 2026-11. */
const tools: ReadonlyMap<string, readonly [variable: string, value: string]> = new Map([
  ['dotnet', ['DOTNET_CLI_TELEMETRY_OPTOUT', '1']], ['pwsh', ['POWERSHELL_TELEMETRY_OPTOUT', '1']], ['az', ['AZURE_CORE_COLLECT_TELEMETRY', '0']], ['func', ['FUNCTIONS_CORE_TOOLS_TELEMETRY_OPTOUT', '1']],
  ['next', ['NEXT_TELEMETRY_DISABLED', '1']], ['nuxt', ['NUXT_TELEMETRY_DISABLED', '1']], ['nuxi', ['NUXT_TELEMETRY_DISABLED', '1']], ['gatsby', ['GATSBY_TELEMETRY_DISABLED', '1']], ['astro', ['ASTRO_TELEMETRY_DISABLED', '1']], ['turbo', ['TURBO_TELEMETRY_DISABLED', '1']],
  ['brew', ['HOMEBREW_NO_ANALYTICS', '1']], ['sam', ['SAM_CLI_TELEMETRY', '0']], ['wrangler', ['WRANGLER_SEND_METRICS', 'false']], ['huggingface-cli', ['HF_HUB_DISABLE_TELEMETRY', '1']],
])
const runners: readonly unknown[] = ['npx', 'bunx', 'pnpx']

const check: Check<Facts['docker.Stage']> = function* (stage) {
  const told = new Set<string>()
  for (const run of stage.runs) {
    for (const command of run.commands) {
      const first = command.operands[0], tool = runners.includes(command.name) && typeof first === 'string' ? first.replace(/@[^/]*$/, '') : command.name
      const known = typeof tool === 'string' ? tools.get(tool) : undefined
      if (!known || told.has(known[0]) || isSet(stage, known[0]) || command.assignments.has(known[0])) continue
      told.add(known[0])
      const [variable, value] = known
      yield {
        at: command.locate(''), values: { tool, variable },
        fixes: [{ title: `Set ${variable}=${value}`, safety: 'review', edits: () => run.edit({ kind: 'insert', path: 'before', value: `ENV ${variable}=${value}` }) }],
      }
    }
  }
}

/** Is the variable mentioned here or in a stage that this one is FROM? DO_NOT_TRACK is not: few tools heed it. */
function isSet(stage: Stage, variable: string): boolean {
  for (let at: Stage | null = stage; at; at = at.base) if (at.instructions.some(({ text }) => text.includes(variable))) return true
  return false
}

export default check
