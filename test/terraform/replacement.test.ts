import assert from 'node:assert/strict'
import { join } from 'node:path'
import type { PageFix } from '../../src/core/page'
import { replacingArguments } from '../../src/languages/terraform/replacement'
import { readPack } from '../../scripts/packs'

/** Whether a change of the argument, or of something in it, makes Terraform replace a resource of the type. */
function replaces(type: string, path: string): boolean {
  return Object.hasOwn(replacingArguments, type) && replacingArguments[type]!.some((argument) => path === argument || path.startsWith(`${argument}.`))
}

const pages = readPack(join(__dirname, '../..'), 'terraform').flatMap(({ page }) => page ? [page] : [])
const says = (fix: PageFix): boolean => /\b(plans? a|by a) replacement\b|Terraform replaces\b|\breplaces them\b/i.test(fix.title)

/** Titles that speak of a replacement of a resource whose schema was not confirmed for the table, or that happens under a condition only. */
const beyondTheTable = new Set<string>([
  'terraform/aws-acm-transparency-logging-disabled', // older providers only
  'terraform/aws-elasticache-unencrypted-transit', // engines below 7.0.5 only
  'terraform/aws-opensearch-unencrypted', // old Elasticsearch only
  'terraform/aws-opensearch-unencrypted-node-traffic', // old Elasticsearch only
  'terraform/azurerm-sql-missing-geo-backup', // not looked up
  'terraform/google-gke-legacy-auth', // not looked up
  'terraform/google-gke-missing-shielded-nodes', // the nodes, not the resource
])

/** The types in comparisons with `self.type` of an expression. */
const typesIn = (expression: string): readonly string[] =>
  [...expression.matchAll(/self\.type (?:== ('\w+')|in \[([^\]]*)\])/g)].flatMap((found) => [...(found[1] ?? found[2]!).matchAll(/'(\w+)'/g)].map((type) => type[1]!))

const typesOf = (page: typeof pages[number], fix: PageFix): readonly string[] => {
  const all = [...new Set(page.check.cases.flatMap((one) => typesIn(one.when)))], own = fix.when === null ? [] : typesIn(fix.when)
  const not = [...(fix.when ?? '').matchAll(/self\.type != '(\w+)'/g)].map((found) => found[1])
  return (own.length ? own : all).filter((type) => !not.includes(type))
}

/** Paths of arguments that a fix writes or takes out, without the marks for blocks and elements. */
const pathsOf = (fix: PageFix): readonly string[] => {
  const under = (path: string, value: unknown): readonly string[] => value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.entries(value).flatMap(([key, inner]) => under(path ? `${path}.${key}` : key, inner)) : [path]
  return fix.changes.flatMap(({ path, value }) => under(path, value)).map((path) => path.replace(/\[[^\]]*\]|\{+[^}]*\}+/g, ''))
}

const fixes = pages.flatMap((page) => page.fixes.map((fix) => ({ id: page.rule.id, fix, replacing: typesOf(page, fix).some((type) => pathsOf(fix).some((path) => replaces(type, path))) })))

describe('the table of arguments whose change replaces a resource', () => {
  it('is sorted', () => {
    assert.deepEqual(Object.keys(replacingArguments), Object.keys(replacingArguments).sort())
    for (const of of Object.values(replacingArguments)) assert.deepEqual(of, [...of].sort())
  })

  it('knows arguments and what is in them, and nothing of other types', () => {
    assert.ok(replaces('aws_s3_access_point', 'public_access_block_configuration.block_public_acls'))
    assert.ok(replaces('aws_instance', 'root_block_device.encrypted'))
    assert.ok(!replaces('aws_instance', 'root_block_device.volume_type'))
    assert.ok(!replaces('constructor', 'name'))
  })

  it('is told by the titles of fixes', () => {
    assert.ok(fixes.filter((one) => one.replacing).length >= 20)
    assert.deepEqual(fixes.filter((one) => one.replacing && !says(one.fix)).map((one) => `${one.id}: ${one.fix.title}`), [])
  })

  it('has what titles of fixes promise', () => {
    const found = fixes.filter((one) => !one.replacing && says(one.fix)).map((one) => one.id)
    assert.deepEqual([...new Set(found)].filter((id) => !beyondTheTable.has(id)), [])
    assert.deepEqual([...beyondTheTable].filter((id) => !found.includes(id)), [])
  })
})
