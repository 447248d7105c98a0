import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/kubernetes/facts'

/** Variables that switch a debug mode on, and the values that do. */
const switches: readonly (readonly [name: RegExp, value: RegExp])[] = [
  [/^(?:FLASK_DEBUG|DEBUG|DEBUG_MODE|DJANGO_DEBUG|APP_DEBUG|WP_DEBUG|WERKZEUG_DEBUG|QUARKUS_LAUNCH_DEVMODE|DOTNET_DEBUG)$/, /^(?:1|true|yes|on)$/i],
  [/^(?:NODE_ENV|RAILS_ENV|RACK_ENV|FLASK_ENV|APP_ENV|MIX_ENV|ASPNETCORE_ENVIRONMENT|DOTNET_ENVIRONMENT|NUXT_ENV)$/, /^(?:dev|development|debug)$/i],
  [/^SPRING_PROFILES_ACTIVE$/, /(?:^|,)\s*(?:dev|development|local|debug)\s*(?:,|$)/i],
]
const starter = /-agentlib:jdwp|-Xrunjdwp|(?:^|\s)--inspect(?:-brk)?=(?:0\.0\.0\.0|\[?::\]?)|(?:^|\s)-m\s+debugpy\b|(?:^|\s)dlv\s+(?:debug|exec)\b/

const check: Check<Facts['kubernetes.Container']> = function* (container, { unknown }) {
  const { name } = container, values = { name: isUnknown(name) ? name.source : name ?? '' }
  for (const [index, variable] of container.env.entries()) {
    if (isUnknown(variable.name) || variable.name === null) continue
    const fits = switches.filter(([pattern]) => pattern.test(variable.name as string))
    if (isUnknown(variable.value)) { if (fits.length) unknown(variable.value.source); continue }
    const { value } = variable
    if (value === null) continue
    if (fits.some(([, on]) => on.test(value))) yield { at: `env[${index}].value`, values: { ...values, setting: `${variable.name}=${value}` } }
    else if (/(?:OPTS|OPTIONS|ARGS|ARGUMENTS|FLAGS)$/.test(variable.name) && starter.test(value)) yield { at: `env[${index}].value`, values: { ...values, setting: `${variable.name} starts a debugger` } }
  }
  for (const field of ['command', 'args'] as const) {
    const words = container[field], text = words.map(word => isUnknown(word) ? '' : word)
    const at = text.findIndex(word => starter.test(word))
    if (at >= 0) yield { at: `${field}[${at}]`, values: { ...values, setting: `it starts a debugger` } }
    else if (starter.test(text.join(' '))) yield { at: field, values: { ...values, setting: `it starts a debugger` } }
  }
}

export default check
