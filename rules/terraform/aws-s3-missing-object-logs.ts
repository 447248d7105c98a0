import { fieldOf, itemsOf } from '../../src/core/plain'
import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts, Resource } from '../../src/languages/terraform/facts'

type Answer = boolean | null

const check: Check<Facts['terraform.Resource']> = function* (bucket, { unknown }) {
  if (bucket.type !== 'aws_s3_bucket') return
  const trails = bucket.module.resources.filter((one) => one.type === 'aws_cloudtrail')
  if (!trails.length) return
  const answers = trails.map((trail) => records(trail, bucket))
  if (answers.includes(true)) return
  if (answers.includes(null)) unknown('what the trail records')
  else yield {}
}

/** Does a trail record what is written to the objects of a bucket? */
function records(trail: Resource, bucket: Resource): Answer {
  const name = bucket.attr.get('bucket')
  let answer: Answer = false
  const add = (one: Answer): void => { if (one === true) answer = true; else if (one === null && answer === false) answer = null }
  const covers = (value: unknown): Answer => {
    if (isUnknown(value)) return value.source.includes(bucket.address) ? true : /\b(?:aws_s3_bucket|module)\./.test(value.source) && !value.source.includes('var.') ? false : null
    if (typeof value !== 'string') return false
    return /^arn:aws[\w-]*:s3(?::::?)?$/.test(value) || typeof name === 'string' && /^arn:aws[\w-]*:s3:::/.test(value) && value.endsWith(`:::${name}/`)
  }
  const addAll = (values: unknown): void => {
    if (isUnknown(values) || Array.isArray(values) && (values as { open?: boolean }).open) add(null)
    for (const value of itemsOf(values)) add(covers(value))
  }
  for (const selector of itemsOf(trail.attr.get('event_selector'))) {
    const kind = fieldOf(selector, 'read_write_type')
    if (isUnknown(kind)) { add(null); continue }
    if (kind === 'ReadOnly') continue
    for (const data of itemsOf(fieldOf(selector, 'data_resource'))) if (fieldOf(data, 'type') === 'AWS::S3::Object') addAll(fieldOf(data, 'values'))
  }
  for (const selector of itemsOf(trail.attr.get('advanced_event_selector'))) {
    const fields = itemsOf(fieldOf(selector, 'field_selector')), of = (wanted: string): unknown => fields.find((one) => fieldOf(one, 'field') === wanted)
    if (!itemsOf(fieldOf(of('resources.type'), 'equals')).includes('AWS::S3::Object') || itemsOf(fieldOf(of('readOnly'), 'equals')).includes('true')) continue
    const arns = of('resources.ARN')
    if (!arns) { add(true); continue }
    addAll(fieldOf(arns, 'equals'))
    addAll(fieldOf(arns, 'starts_with'))
  }
  if (isUnknown(trail.attr.get('event_selector')) || isUnknown(trail.attr.get('advanced_event_selector'))) add(null)
  return answer
}

export default check
