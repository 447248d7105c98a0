import type { Check } from '../../src/core/rule'
import { isUnknown, type Plain } from '../../src/core/value'
import type { Facts } from '../../src/languages/kubernetes/facts'

const specs: { readonly [kind: string]: readonly string[] } = { Workflow: ['spec'], WorkflowTemplate: ['spec'], ClusterWorkflowTemplate: ['spec'], CronWorkflow: ['spec', 'workflowSpec'] }

const field = (of: Plain, name: string): Plain => !isUnknown(of) && typeof of === 'object' && of !== null && !Array.isArray(of) ? (of as { readonly [name: string]: Plain })[name] ?? null : isUnknown(of) ? of : null

const check: Check<Facts['kubernetes.Object']> = function* (object, { unknown }) {
  const { group, objectKind } = object
  if (isUnknown(group) || isUnknown(objectKind)) { unknown('kind'); return }
  const path = group === 'argoproj.io' ? specs[objectKind] : undefined
  if (!path) return
  const spec = path.reduce(field, object.fields), at = path.join('.'), templates = field(spec, 'templates')
  if (isUnknown(spec)) { unknown(String(spec)); return }
  if (field(spec, 'serviceAccountName') === null && objectKind !== 'ClusterWorkflowTemplate') yield { at, values: { what: `runs with the namespace's default account` } }
  if (!Array.isArray(templates)) return
  for (const [index, template] of (templates as readonly Plain[]).entries()) {
    const source = field(field(template, 'script'), 'source')
    if (isUnknown(source)) unknown(String(source))
    else if (typeof source === 'string' && /\{\{=?\s*(?:inputs|workflow)\.parameters\b/.test(source)) yield { at: `${at}.templates[${index}].script.source`, values: { what: 'pastes a parameter into a script' } }
    if (field(template, 'failFast') === false) yield { at: `${at}.templates[${index}].failFast`, values: { what: 'goes on when a part of it has failed' } }
  }
}

export default check
