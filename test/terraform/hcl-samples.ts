/** Texts that Terraform accepts, a construct or an edge of one each. */
export const accepted: readonly string[] = [
  'a = 1\na {}\n',
  'x "a$${b}" {}\n',
  'x "%%{a}" {}\n',
  'a = { "for" = 1 }\n',
  'a = (x\n ? 1\n : 2)\n',
  'a = [x\n ? 1\n : 2]\n',
  'a = "\\u00e9\\U0001F600"\n',
  'a = 1e5\n',
  'a = provider::ns::fn(1)\n',
  'a = a::b(1)\n',
  'a = f(1,)\n',
  'a = f(x...)\n',
  'a = f(x...)[0].b\n',
  'a = x.0\n',
  'a = x.*.a.0\n',
  'a = x.*[0]\n',
  'a = x[*].a[0]\n',
  'a = x[*][*]\n',
  'a { b = 1 }\n',
  'a {\n}',
  'a = { b = 1, c = 2 }\n',
  'a = { b = 1\n c = 2 }\n',
  'a = { b = 1,\n c = 2,\n }\n',
  'a = {\n\n b = 1,\n\n c = 2 }\n',
  'a = { (b) = 1, "${c}" = 2, b.c = 3, 1 = 2, f(x) = 1, -b = 2 }\n',
  'a = [\n1,\n2\n]\n',
  'a = [\n]\n',
  'a = [for x in y : x]\n',
  'a = [for k, v in y: x if x]\n',
  'a = {for k, v in y: k => v... if x}\n',
  'a = {for k, v in y: k => v}\n',
  'a = [for\n x\n in\n y\n :\n x\n if\n true\n]\n',
  'a = "%{ if x }a%{ else }b%{ endif }"\n',
  'a = "%{ for x in y }a%{ endfor }"\n',
  'a = "%{ for k, v in y ~}a%{~ endfor ~}"\n',
  'a = "${~ x ~}"\n',
  'a = "${ x\n }"\n',
  'a = "${\n x\n +1 }"\n',
  'a = "$"\n',
  'a = "$$"\n',
  'a = "$${"\n',
  'a = "%%{"\n',
  'a = "$$${x}"\n',
  'a = "%"\n',
  'a = -1\n',
  'a = !x\n',
  'a = --1\n',
  'a = !-x\n',
  'a = 1 == 2 == 3\n',
  'a = a && b || c\n',
  'a = "x"[0]\n',
  'a = {}.a\n',
  'a = [1][0]\n',
  'a = 1.a\n',
  'a = null\n',
  'a = true.b\n',
  'a = for\n',
  'a = if\n',
  'for = 1\n',
  'if {}\n',
  'a-b = 1\n',
  'a = b-c\n',
  'a = b -c\n',
  'é = 1\n',
  'a = é\n',
  '_a = 1\n',
  'a = b.c-d\n',
  'a b c {}\n',
  'a "b" c {\n}\n',
  'a = /* c */ 1\n',
  'a = /* c \n */ 1\n',
  'a = 1 /* \n */ + 1\n',
  'a = 1 // c\nb = 2 # d',
  'a = "x" # c',
  '\uFEFFa = 1\n',
  'a = 1\r\nb = 2\r\n',
  'a = "é́"\n',
  '\ta\t=\t1\n',
  'a = (x\n.y\n.z)\n',
  'a = (x.\ny)\n',
  'a = x[\n0\n]\n',
  'a = f(\n1\n,\n2\n)\n',
  'a = f (1)\n',
  'a = <<-EOT\n  a\n    b\n  EOT\n',
  'a = <<-EOT\n\ta\n\t  b\n\n  EOT\n',
  'a = <<E-T\nx\nE-T\n',
  'a = f(<<EOT\nx\nEOT\n, 1)\n',
  'a = [<<EOT\nx\nEOT\n]\n',
  'a = [<<EOT\nx\nEOT\n,2]\n',
  'a = { b = <<EOT\nx\nEOT\n c = 1 }\n',
  'a = <<EOT\n${x}\n%{ if x }\ny\n%{ endif }\nEOT\n',
  'a = <<EOT\n\\n $${x} "\nEOT\n',
  'a = <<EOT\n${f(<<IN\ny\nIN\n)}\nEOT\n',
  'a = <<EOT\nEOT\n',
  'a = <<EOT\n  EOT\n',
  'a = <<EOT\nEOTX\nEOT\n',
  'a = "${"${x}"}"\n',
  'a = "${"a" == "b" ? "c" : "d"}"\n',
  'a = "${{a=1}.a}"\n',
  'a = x[*]\n',
  'a = x[ * ]\n',
  'a = x.*\n',
  'a = x.a.*.b\n',
  'a = x . y\n',
  'a = x.1.y\n',
  'a = x.1e5\n',
  'a = x["a"]["b"].c\n',
  'a = x ? y : z ? a : b\n',
  'a = x ? y ? 1 : 2 : 3\n',
  'a = (\n1\n)\n',
  'a = 12345678901234567890123\n',
  'a = 1e400\n',
  '',
  '\n',
  '# x',
  'a = "\0"\n',
  'a { b = [\n1,\n2\n] }\n',
  'a { # c\n}\n',
  'a { /* c */ }\n',
  'a "b\\nc" {}\n',
  'a "" {}\n',
  'a = {\n  # c\n  b = 1 # d\n  /* e */ c = 2\n}\n',
  'a = {a = 1, a = 2}\n',
  'a = <<EOT\na\r\nEOT\r\n',
  'a = 0123\n',
  'a = 1.5e-3\n',
  'a = 1E+5\n',
  'a = -x.y\n',
  'a = !x == y\n',
  'a = 1 - -1\n',
  'a = 2 * 3 % 4 / 5\n',
  'a = a >= b != c <= d\n',
  'a = true && false\n',
  'a = b ?1:2\n',
  'a = {a=b?c:d}\n',
  'a = {(a):b}\n',
  'a = {a:b?c:d}\n',
  'a = {"a b":1}\n',
  'a = { true = 1, null = 2 }\n',
  'a = {for\n k in x : k => v}\n',
  'a = { (for) = 1 }\n',
  'a={if=1,in=2,endfor=3}\n',
  'a=if.x\n',
  'a=[for for in in: for]\n',
  'a="%{if a\n}x%{endif}"\n',
  'a = "x${a ? b : c}"\n',
  'a = "x${"b"}c"\n',
  'a = "x${1}c${true}${null}"\n',
  'a = "x${f(1)}"\n',
  'a = "x${-1}"\n',
  'a = "x${[1]}y"\n',
  'a = "x${(a)}"\n',
  'a = -x\n',
  'a = -1.5\n',
  'a = !true\n',
  'a = "x${a["b"]}"\n',
  'a = "x${[for a in b : c]}"\n',
  'a = "x${a[*].b}"\n',
  'a = "x${a.*.b}"\n',
  'a = "x${"${a}b"}"\n',
  'a = "x%{if a}${b}%{endif}"\n',
  'a = "x${ a + 1 }"\n',
  'a = "x${ {a=1} }"\n',
  'a = { "a${b}" = 1, "c" = 2 }\n',
  'a = (1)\n',
  'a = ("x")\n',
  'a = "x${"$${y}"}"\n',
  'a = 1.10\n',
  'a = x.*.0\n',
  'a = "%{ if a }x%{ endif }"\n',
  'a = <<E\n${a}\nE\n',
  'a = x.*.a[0].b\n',
  'a = (f\n(1))\n',
  'a = {(a)=1}\n',
  'a = "$$$${x}"\n',
  'a = [\n# c\n1, # d\n]\n',
  'a "b" {\n}\na "c" {\n}\n',
  'a "b" {\n}\na "b" {\n}\n',
  'a {}\na = 1\n',
  'a = <<E\n${f(<<E\nx\nE\n)}\nE\n',
  'a = "x" /* c */\n',
  'a = x /* c\n */\nb = 2\n',
  'a = f(\n)\n',
  'a = {\n\n}\n',
  'a=<<-E\n  ${a}\n    x\n  E\n',
  'a=<<-E\n  %{ if a ~}\n    x\n  %{~ endif }\n E\n',
  'a = <<-E\n   x ${~ a ~} y\n  z\n  E\n',
  'a = x[*].y.*.z\n',
  'a = -"x"\n',
  'a = x == y ? z : w\n',
  'a = x[y ? 1 : 2]\n',
  'a = "${a}${b}"\n',
  'a = "é${a}"\n',
  'a = <<-E\n \n   x\n E\n',
]

/** Texts that Terraform refuses. */
export const refused: readonly string[] = [
  'a = 1\na = 2\n',
  'x "${a}" {}\n',
  'x "a%{b}" {}\n',
  'a = <<EOT x\nfoo\nEOT\n',
  'a = <<EOT\nfoo\nEOT',
  'a = <<EOT\nfoo',
  'a = <<EOT\nfoo\nEOT \nEOT\n',
  'a = <<EOT \nfoo\nEOT\n',
  'a = { for = 1 }\n',
  'a = {for: 1}\n',
  'a = [for]\n',
  'a = x ?\n1 : 2\n',
  'a = x ? 1 :\n 2\n',
  'a = x\n ? 1 : 2\n',
  'a = "\\q"\n',
  'a = "\\u12"\n',
  'a = 1.2.3\n',
  'a = 1.\n',
  'a = .5\n',
  'a = 0x1F\n',
  'a = 1_000\n',
  'a = a::b\n',
  'a = f(x...,)\n',
  'a = f(x..., y)\n',
  'a = x.0.1\n',
  'a = x.*.*\n',
  'a = 1 +\n 2\n',
  'a = 1\n + 2\n',
  'a {} b {}\n',
  'a { b = 1, c = 2 }\n',
  'a { b {} }\n',
  'a { b = 1\n}\n',
  'a {\n b = 1 }\n',
  'a = { b = 1 c = 2 }\n',
  'a = { , }\n',
  'a = { b = 1,, }\n',
  'a = {\n b\n = 1 }\n',
  'a = { b = \n1 }\n',
  'a = [1 2]\n',
  'a = [,]\n',
  'a = [1\n2]\n',
  'a = {for k, v in y: v}\n',
  'a = [for k, v in y: k => v]\n',
  'a = [for x in y: x...]\n',
  'a = "%{ if x }a"\n',
  'a = "%{ endif }"\n',
  'a = "%{ foo }"\n',
  'a = "a\nb"\n',
  'a = "${}"\n',
  'a = "${x y}"\n',
  'a = "x"."y"\n',
  'a- b = 1\n',
  '-a = 1\n',
  '1a = 1\n',
  '"a" = 1\n',
  'a : 1\n',
  'a "b"\n{\n}\n',
  'a\n{}\n',
  'a = # c\n1\n',
  '/* x',
  'a = \'x\'\n',
  'a = `x`\n',
  'a = b;\n',
  'a = 1 & 2\n',
  'a = 1 | 2\n',
  'a = a = b\n',
  'a = b => c\n',
  'a = 1\rb = 2\n',
  'a = 1\fb=2\n',
  'a = x.y\n.z\n',
  'a = x.\ny\n',
  'a = x[0\n',
  'a = f(1\n',
  'a = f\n(1)\n',
  'a = <<"EOT"\nx\nEOT\n',
  'a = << EOT\nx\nEOT\n',
  'a = x.0a\n',
  'a = x.1.5\n',
  'a = x.y()\n',
  'a = x ? y\n',
  'a = x ?\n',
  'a =\n',
  'a\n',
  'a =\nb = 1\n',
  'a {\n',
  '}\n',
  'a {\n}}\n',
  'a = ]\n',
  'a = )\n',
  'a = [}\n',
  'a = {]\n',
  'a = (1\n',
  'a = ()\n',
  'a = (1,2)\n',
  'a = 1 b = 2\n',
  'a = 1 }\n',
  'a = "a" "b"\n',
  'a "b" = 1\n',
  'a. = 1\n',
  'a.b = 1\n',
  'a = 1 ? 2\n : 3\n',
  'a { b = 1 c = 2 }\n',
  'a { b = 1 # c\n}\n',
  'a = x...\n',
  'a = [x...]\n',
  'a = "${x...}"\n',
  'a = { for.x = 1 }\n',
  'a = { for in = 1}\n',
  'a = "%{if a}%{else}%{else}%{endif}"\n',
  'a="%{for a in b}%{else}%{endfor}"\n',
  'a="%{ if a }%{ for x in y }%{ endif }%{ endfor }"\n',
  'a = x.*.0.1\n',
  'a = "%{ if a ~}\n x"\n',
  'a = "\\ud83d\\ude00"\n',
  'a=b...\n',
  'a = [for a, b, c in d : e]\n',
  'a = f(,)\n',
  'a {\n  b = 1 }\n',
  'a = x.y.*.z.*.w\n',
  'a = "a\\$b"\n',
  'a\\n = 1\n',
  'a {\n"b" {}\n}\n',
  'a = /*\n',
]

/** A whole configuration with every construct, formatted as `terraform fmt` does. */
export const configuration = `terraform {
  required_version = ">= 1.5"

  required_providers {
    cloud = { source = "example/cloud", version = "~> 4.2" }
  }

  backend "store" {} # filled in at init
}

# What everything is called after.
variable "name" {
  type        = string
  default     = "shop"
  description = "Prefix of all names"

  validation {
    condition     = length(var.name) > 2 && !startswith(var.name, "x-")
    error_message = "At least three characters, not \${var.name}."
  }
}

locals {
  zones = ["a", "b"]
  tags = {
    team  = "shop"
    stage = var.stage == "prod" ? "live" : "try"
    "x.io/owner" : upper(local.owner)
  }
  subnets = { for i, zone in local.zones : zone => cidrsubnet(var.cidr, 8, i)... if zone != "" }
  names   = [for s in values(local.subnets) : s[*].name]
}

resource "cloud_instance" "web" {
  count = var.on ? 2 : 0

  name = "\${var.name}-\${count.index + 1}%{ if var.blue }-blue%{ else }-green%{ endif }"
  size = 8 * (1 + 2) - -4
  peers = concat(
    cloud_instance.db.*.address,
    [local.peer.0, var.more["x"]],
  )

  script = <<-EOT
    #!/bin/sh
    echo "\${var.name}" $\${HOME}
    %{~ for zone in local.zones }
    echo \${zone}
    %{~ endfor }
  EOT

  disk {
    size      = 20
    encrypted = true

    snapshot {
      keep = 7
    }
  }

  dynamic "rule" {
    for_each = var.rules
    content {
      port = rule.value.port
      open = null
    }
  }

  lifecycle { prevent_destroy = true }
}

module "queue" {
  source    = "./modules/queue"
  providers = { cloud = cloud.west }
  arn       = provider::cloud::arn(var.account, "queue")
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Allow", Action = ["queue:Send"]
      Resource = "*"
    }]
  })
}

output "address" { value = cloud_instance.web[0].address }
`
