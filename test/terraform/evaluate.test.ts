import assert from 'node:assert/strict'
import { isUnknown } from '../../src/core/value'
import { all } from './world'
import { processorTime } from '../processor-time'

const context = `
variable "nobody" {}
variable "names" { default = ["b", "a"] }
variable "port" {
  type    = number
  default = "8080"
}
variable "settings" {
  type    = object({ a = string, b = optional(bool, true), c = optional(number) })
  default = { a = "x" }
}
locals {
  map  = { x = 1, y = 2 }
  list = ["10.0.0.0/16", "0.0.0.0/0"]
}
`

/** A value as JSON; unknown is '?', an open list or map ends in '…'. */
function show(value: unknown): string {
  if (isUnknown(value)) return '?'
  const more = (value as { open?: boolean } | null)?.open ? ['…'] : []
  if (Array.isArray(value)) return `[${[...value.map(show), ...more].join(',')}]`
  if (value instanceof Map) return `{${[...[...value].map(([key, item]) => `${key}:${show(item)}`), ...more].join(',')}}`
  return JSON.stringify(value)
}

const valueOf = (expression: string): string => show(all('terraform.Local', { 'main.tf': `${context}\nlocals {\n  it = ${expression}\n}\n` }).find((local) => local.name === 'it')!.value)

const table: readonly (readonly [title: string, cases: { readonly [expression: string]: string }])[] = [
  ['computes operators as Terraform does', {
    '1 + 2 * 3': '7', '(1 + 2) * 3': '9', '7 % 3': '1', '1 / 2': '0.5', '-(3)': '-3', '"5" + 1': '6', '1 == 1': 'true', '"1" == 1': 'false', '2 > 1 && !false': 'true', 'true || var.nobody': 'true', 'false && var.nobody': 'false',
    'var.nobody && false': 'false', 'var.nobody == 1': '?', 'null == null': 'true', '[1, 2] == [1, 2]': 'true', '1 / 0': '?',
  }],
  ['follows conditionals, and both arms where the condition is unknown', {
    'true ? 1 : 2': '1', 'var.nobody ? 1 : 1': '1', 'var.nobody ? 1 : 2': '?', 'var.nobody ? ["a", "b"] : ["b"]': '["b",…]', '"true" ? "y" : "n"': '"y"',
  }],
  ['reads references', {
    'var.names[1]': '"a"', 'var.names.0': '"b"', 'local.map.x': '1', 'local.map["y"]': '2', 'var.nobody.x': '?', 'local.map.z': '?', 'var.port': '8080', 'var.settings.b': 'true', 'var.settings.c': 'null', 'local.nowhere': '?',
  }],
  ['joins templates', {
    '"a${1}b${true}"': '"a1btrue"', '"${local.map}"': '{x:1,y:2}', '"$${x}"': '"${x}"', '"%{ if true }y%{ else }n%{ endif }"': '"y"', '"%{ for n in var.names }${n},%{ endfor }"': '"b,a,"', '"a${var.nobody}"': '?',
    '<<-EOT\n    a\n      b\n    EOT': '"a\\n  b\\n"',
  }],
  ['goes through for and splat', {
    '[for n in var.names : upper(n)]': '["B","A"]', '[for i, n in var.names : "${i}${n}"]': '["0b","1a"]', '{for k, v in local.map : v => k}': '{1:"x",2:"y"}', '[for k, v in local.map : k if v > 1]': '["y"]',
    '{for n in ["aa", "ab", "b"] : substr(n, 0, 1) => n...}': '{a:["aa","ab"],b:["b"]}', '[{ a = 1 }, { a = 2 }][*].a': '[1,2]', 'var.nobody[*].a': '?', '[for n in concat(var.names, var.nobody) : n]': '["b","a",…]', 'null[*]': '[]',
  }],
  ['knows a part of what is only partly known', {
    'concat(var.nobody, ["0.0.0.0/0"])': '["0.0.0.0/0",…]', 'contains(concat(var.nobody, ["x"]), "x")': 'true', 'contains(concat(var.nobody, ["x"]), "y")': '?', 'merge({ a = 1 }, var.nobody)': '{a:?,…}', 'merge(var.nobody, { a = 1 })': '{a:1,…}',
    'flatten([["a"], var.nobody])': '["a",…]', 'length(concat(var.nobody, ["x"]))': '?', '{ a = var.nobody, b = 1 }.b': '1', 'compact(["a", "", null])': '["a"]', '[var.nobody, 1]': '[?,1]', 'lookup({ a = 1 }, "b", 2)': '2', 'lookup(var.nobody, "b", 2)': '?',
    'toset(["b", "a", "b"])': '["a","b"]', 'distinct(["a", "b", "a"])': '["a","b"]', 'jsondecode(jsonencode({ a = [1, var.nobody] })).a[0]': '1',
  }],
  ['has the functions of strings', {
    'format("%s-%03d", "a", 7)': '"a-007"', 'format("%.1f%%", 12.34)': '"12.3%"', 'format("%q", "a")': '"\\"a\\""', 'join(",", ["a", "b"])': '"a,b"', 'split(",", "a,b")': '["a","b"]', 'lower("ABC")': '"abc"', 'title("hello world")': '"Hello World"',
    'replace("1 + 2", "+", "-")': '"1 - 2"', 'replace("hello", "/l+/", "L")': '"heLo"', 'regex("[a-z]+", "53abc9")': '"abc"', 'regex("(\\\\d+)-(\\\\d+)", "1-2")': '["1","2"]', 'regexall("[a-z]", "a1b")': '["a","b"]', 'substr("hello", 1, 4)': '"ello"', 'trim("?!hi?!", "!?")': '"hi"',
    'trimprefix("helloworld", "hello")': '"world"', 'trimsuffix("a.b", ".b")': '"a"', 'strrev("abc")': '"cba"', 'startswith("ab", "a")': 'true', 'formatlist("x-%s", ["a", "b"])': '["x-a","x-b"]', 'chomp("a\\n")': '"a"', 'upper(var.nobody)': '?',
  }],
  ['has the functions of collections', {
    'element(["a", "b", "c"], 3)': '"a"', 'index(["a", "b"], "b")': '1', 'keys({ b = 1, a = 2 })': '["a","b"]', 'values({ b = 1, a = 2 })': '[2,1]', 'zipmap(["a", "b"], [1, 2])': '{a:1,b:2}', 'coalesce("", "b")': '"b"', 'coalesce(null, 2)': '2', 'coalescelist([], ["a"])': '["a"]',
    'one([])': 'null', 'one(["a"])': '"a"', 'range(3)': '[0,1,2]', 'range(1, 8, 2)': '[1,3,5,7]', 'slice(["a", "b", "c"], 1, 2)': '["b"]', 'chunklist([1, 2, 3], 2)': '[[1,2],[3]]', 'setproduct(["a"], [1, 2])': '[["a",1],["a",2]]', 'setintersection(["a", "b"], ["b"])': '["b"]',
    'setsubtract(["a", "b"], ["b"])': '["a"]', 'sort(["b", "a"])': '["a","b"]', 'reverse([1, 2])': '[2,1]', 'sum([1, 2, 3])': '6', 'alltrue([true, false])': 'false', 'anytrue([var.nobody, true])': 'true', 'transpose({ a = ["1", "2"] })': '{1:["a"],2:["a"]}', 'merge({ a = 1 }, { b = 2 })': '{a:1,b:2}',
    'matchkeys(["i-1", "i-2"], ["a", "b"], ["b"])': '["i-2"]', 'length("héé")': '3', 'max(1, 5, 3)': '5', 'ceil(1.2)': '2', 'parseint("ff", 16)': '255', 'pow(2, 10)': '1024', 'concat([["a"], ["b"]]...)': '["a","b"]', 'max([1, 2]...)': '2',
  }],
  ['has the functions of encodings and networks', {
    'jsonencode({ b = 1, a = "<" })': '"{\\"a\\":\\"\\\\u003c\\",\\"b\\":1}"', 'jsondecode("{\\"a\\": [1, null]}").a': '[1,null]', 'yamldecode("a: [1, x]").a': '[1,"x"]', 'base64encode("Hello World")': '"SGVsbG8gV29ybGQ="', 'base64decode("SGVsbG8gV29ybGQ=")': '"Hello World"', 'urlencode("a b/c")': '"a+b%2Fc"',
    'cidrsubnet("172.16.0.0/12", 4, 2)': '"172.18.0.0/16"', 'cidrsubnet("fd00:fd12:3456:7890::/56", 16, 162)': '"fd00:fd12:3456:7800:a200::/72"', 'cidrhost("10.12.112.0/20", 16)': '"10.12.112.16"', 'cidrhost("10.12.112.0/20", -1)': '"10.12.127.255"', 'cidrnetmask("172.16.0.0/12")': '"255.240.0.0"',
    'cidrsubnets("10.1.0.0/16", 4, 4, 8, 4)': '["10.1.0.0/20","10.1.16.0/20","10.1.32.0/24","10.1.48.0/20"]', 'cidrsubnet(var.nobody, 4, 2)': '?',
  }],
  ['converts and tries', {
    'tostring(5)': '"5"', 'tonumber("5.5")': '5.5', 'tobool("true")': 'true', 'try(local.map.z, "d")': '"d"', 'try(var.nobody.z, "d")': '?', 'can(local.map.z)': 'false', 'can(local.map.x)': 'true', 'try(tonumber("x"), 3)': '3', 'sensitive("a")': '"a"', 'nonsensitive(sensitive("a"))': '"a"',
    'timestamp()': '?', 'uuid()': '?', 'nosuch("a")': '?', 'md5("a")': '?', 'dirname("a/b.txt")': '"a"', 'basename("a/b.txt")': '"b.txt"',
  }],
]

describe('the evaluator of Terraform', () => {
  for (const [title, cases] of table) it(title, () => { for (const [expression, expected] of Object.entries(cases)) assert.equal(valueOf(expression), expected, expression) })

  it('leaves a cycle unknown', () => {
    const locals = all('terraform.Local', 'locals {\n  a = local.b\n  b = local.a\n  c = 1\n}\n')
    assert.deepEqual(locals.map((local) => show(local.value)), ['?', '?', '1'])
  })

  it('takes what a resource configures for known and what its provider computes for unknown', () => {
    const locals = all('terraform.Local', 'resource "aws_vpc" "v" {\n  cidr_block = "10.0.0.0/16"\n}\nlocals {\n  a = aws_vpc.v.cidr_block\n  b = aws_vpc.v.id\n  c = [aws_vpc.v.cidr_block, aws_vpc.v.arn]\n}\n')
    assert.deepEqual(locals.map((local) => show(local.value)), ['"10.0.0.0/16"', '?', '["10.0.0.0/16",?]'])
    assert.equal(String(locals[1]!.value), 'aws_vpc.v.id')
  })

  it('reads instances of count and for_each', () => {
    const text = 'resource "aws_subnet" "s" {\n  count      = 2\n  cidr_block = cidrsubnet("10.0.0.0/16", 8, count.index)\n}\nresource "aws_subnet" "t" {\n  for_each   = { a = "10.1.0.0/24" }\n  cidr_block = each.value\n}\nlocals {\n  a = aws_subnet.s[*].cidr_block\n  b = aws_subnet.s[1].cidr_block\n  c = aws_subnet.t["a"].cidr_block\n  d = [for k, s in aws_subnet.t : "${k} ${s.cidr_block}"]\n  e = aws_subnet.s[5].cidr_block\n}\n'
    assert.deepEqual(all('terraform.Local', text).map((local) => show(local.value)), ['["10.0.0.0/24","10.0.1.0/24"]', '"10.0.1.0/24"', '"10.1.0.0/24"', '["a 10.1.0.0/24"]', '?'])
  })

  it('reads files of the workspace and leaves others unknown', () => {
    const files = { 'app/main.tf': 'locals {\n  a = jsondecode(file("${path.module}/x.json")).k\n  b = file("nowhere.txt")\n  c = templatefile("${path.module}/t.tpl", { n = "you" })\n}\n', 'app/x.json': '{"k": "v"}', 'app/t.tpl': 'hello ${n}' }
    assert.deepEqual(all('terraform.Local', files).map((local) => show(local.value)), ['"v"', '?', '"hello you"'])
  })

  it('ends on texts and lists that double again and again', () => {
    const text = `locals {\n  a0 = "xxxxxxxxxxxxxxxx"\n  b0 = ["x", "y"]\n  c0 = { a = 1 }\n${Array.from({ length: 60 }, (_, i) => `  a${i + 1} = "\${local.a${i}}\${local.a${i}}"\n  b${i + 1} = concat(local.b${i}, local.b${i})\n  c${i + 1} = { l = local.c${i}, r = local.c${i} }\n`).join('')}  z = jsonencode(local.c60) == jsonencode(local.c59)\n}\n`
    const started = processorTime()
    for (const local of all('terraform.Local', text)) void local.value
    assert.ok(processorTime() - started < 3000)
  })

  it('ends on patterns and replacements that grow', () => {
    const long = 'a'.repeat(3000), started = processorTime()
    const text = `locals {\n  long = "${long}"\n  a = regexall("(a+)+b", local.long)\n  b = regex("a*a*a*a*b", local.long)\n  c = regex("((a+))+b", local.long)\n  d = replace(local.long, "a", local.long)\n  e = replace(local.d, "a", local.d)\n  f = join(local.d, [for i in range(1024) : local.d])\n  g = formatlist("%s%s", [for i in range(1024) : i], local.d)\n  h = regex("^([0-9]{1,3}\\\\.){3}[0-9]{1,3}$", "10.0.0.1")[0]\n  i = [for x in range(1024) : [for y in range(1024) : [for z in range(1024) : x]]]\n}\n`
    for (const local of all('terraform.Local', text)) void local.value
    assert.ok(processorTime() - started < 6000, `${processorTime() - started}`)
    assert.equal(show(all('terraform.Local', text).find((local) => local.name === 'h')!.value), '"0."')
  })

  it('bears values that nest deeper than the stack', () => {
    const text = `locals {\n  a0 = {}\n${Array.from({ length: 4000 }, (_, i) => `  a${i + 1} = { x = local.a${i} }\n`).join('')}}\n`
    const facts = all('terraform.Local', text)
    for (const local of facts) void (local as unknown as { held: unknown }).held
    assert.ok(facts.at(-1)!.value !== undefined)
  })

  it('ends on deep references', () => {
    const text = `locals {\n  a0 = 1\n${Array.from({ length: 3000 }, (_, i) => `  a${i + 1} = local.a${i}\n`).join('')}}\n`
    assert.ok(all('terraform.Local', text).length === 3001)
    assert.equal(show(all('terraform.Local', text)[10]!.value), '1')
  })
})
