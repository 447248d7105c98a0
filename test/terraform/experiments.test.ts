import assert from 'node:assert/strict'
import { isUnknown } from '../../src/core/value'
import { all, only } from './world'

const fis = (body: string): { readonly [path: string]: string } => ({ 'main.tf': `variable "x" {}\nresource "aws_fis_experiment_template" "t" {\n  description = "t"\n  role_arn    = "arn:aws:iam::123456789012:role/fis"\n${body}}\n` })
const target = (body: string): string => `  target {\n    name          = "one"\n    resource_type = "aws:ec2:instance"\n    ${body}\n  }\n`

describe('fault experiments of AWS', () => {
  const see = (body: string): unknown[] => { const one = only('terraform.FaultExperiment', fis(body)); return [one.hasStopCondition, one.isBounded, one.targetsProduction] }
  it('know what stops them and how far they reach', () => {
    assert.deepEqual(see('  stop_condition {\n    source = "none"\n  }\n' + target('selection_mode = "ALL"')), [false, false, false])
    assert.deepEqual(see('  stop_condition {\n    source = "aws:cloudwatch:alarm"\n    value  = "arn"\n  }\n' + target('selection_mode = "PERCENT(20)"\n    resource_tag {\n      key   = "env"\n      value = "prod"\n    }')), [true, true, true])
    assert.deepEqual(see(target('selection_mode = "ALL"\n    resource_arns  = ["arn:aws:ec2:eu-central-1:123456789012:instance/i-1"]')), [false, true, false])
    assert.ok(isUnknown(only('terraform.FaultExperiment', fis(target('selection_mode = var.x'))).isBounded))
    assert.ok(isUnknown(only('terraform.FaultExperiment', fis('  stop_condition {\n    source = var.x\n  }\n')).hasStopCondition))
  })
  it('know what they break', () => {
    const faults = (id: string, more = ''): readonly string[] => [...only('terraform.FaultExperiment', fis(`  action {\n    name      = "a"\n    action_id = ${id}\n${more}  }\n`)).faults]
    assert.deepEqual(faults('"aws:ec2:stop-instances"'), ['kill'])
    assert.deepEqual(faults('"aws:network:disrupt-connectivity"'), ['partition'])
    assert.deepEqual(faults('"aws:ssm:send-command"', '    parameter {\n      key   = "documentArn"\n      value = "arn:aws:ssm:eu-central-1::document/AWSFIS-Run-Network-Latency"\n    }\n'), ['delay'])
    assert.equal(only('terraform.FaultExperiment', fis('  action {\n    name      = "a"\n    action_id = var.x\n  }\n')).faults.open, true)
  })
})

describe('flags as resources', () => {
  it('tell type, owner and key', () => {
    const text = 'variable "x" {}\nresource "launchdarkly_feature_flag" "a" {\n  key           = "a"\n  temporary     = true\n  maintainer_id = "m"\n}\nresource "launchdarkly_feature_flag" "b" {\n  key = "b"\n}\nresource "launchdarkly_feature_flag" "c" {\n  key       = "c"\n  temporary = var.x\n}\nresource "unleash_feature_v2" "d" {\n  name = "d"\n  type = "release"\n}\nresource "flagsmith_feature" "e" {\n  feature_name    = "e"\n  default_enabled = true\n  owners          = [1]\n}\n'
    const known = (value: unknown): unknown => typeof value === 'object' && value !== null ? '?' : value
    assert.deepEqual(all('terraform.FeatureFlag', { 'main.tf': text }).map(one => [one.key, one.type, one.maintainer, one.hasEnd, one.hasSafeDefault, one.isOwned].map(known)), [
      ['a', 'temporary', 'm', true, '?', '?'], ['b', null, null, false, '?', '?'], ['c', '?', null, '?', '?', '?'], ['d', 'release', '?', true, '?', '?'], ['e', '?', '1', '?', false, '?']])
  })
})
