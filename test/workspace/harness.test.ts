import assert from 'node:assert/strict'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { closureProgram } from '../../src/core/compile'
import { readPage } from '../../src/core/page'
import { testPage } from '../../src/workspace/harness'
import { readFactTypes } from '../../scripts/fact-types'
import { loadLanguages } from '../../scripts/languages'
import { readTopics } from '../../scripts/topics'

const root = join(__dirname, '../..')
const types = readFactTypes(root)
const context = { languages: loadLanguages(root), topics: readTopics(root) }
const matcher = (pattern: string): ((text: string) => boolean) => (text) => new RegExp(pattern, 'u').test(text)

/** Everything that the harness says of a page. */
function problems(text: string, id = 'docker/some-problem'): readonly string[] {
  const { page, problems } = readPage(id, text, (yaml) => load(yaml))
  if (!page || problems.length) return problems.map((problem) => problem.message)
  const made = closureProgram(page, types, matcher)
  if (!made.program) return made.problems.map((problem) => problem.message)
  return testPage(page, made.program, context).map((problem) => problem.message)
}

const page = (parts: { front?: string; examples?: string; prose?: string } = {}): string => `---
topic: docker#security
level: recommended
severity: warning
on: docker.User
${parts.front ?? `when: self.isRoot
at: name
message: User '{self.name}' is root.`}
---
# The user is root

${parts.prose ?? 'It can do what it likes.'}

${parts.examples ?? `\`\`\`dockerfile bad
FROM debian:12.9-slim
USER root
\`\`\`

\`\`\`dockerfile good
FROM debian:12.9-slim
USER 10001
\`\`\`
`}`

const fixed = (fix: string, after: string): string => page({ front: `when: self.isRoot\nat: name\nmessage: User '{self.name}' is root.\nfix:\n${fix}`, examples: `\`\`\`dockerfile bad
FROM debian:12.9-slim
# who we are
USER root
CMD ["server"]
\`\`\`

\`\`\`dockerfile fixed
${after}\`\`\`

\`\`\`dockerfile good
FROM debian:12.9-slim
USER 10001
\`\`\`
` })

describe('the harness of rule pages', () => {
  it('accepts a page that is right', () => assert.deepEqual(problems(page()), []))

  it('accepts a fix whose outcome is shown', () => assert.deepEqual(problems(fixed('  title: Be app\n  safety: suggest\n  replace: app', 'FROM debian:12.9-slim\n# who we are\nUSER app\nCMD ["server"]\n')), []))

  it('refuses a dead rule, which finds nothing wrong because it looks at nothing', () => {
    const [message, ...more] = problems(page({ examples: '```dockerfile bad\nFROM debian:12.9-slim\nUSER root\n```\n\n```dockerfile good\nFROM debian:12.9-slim\nCMD ["server"]\n```\n' }))
    assert.match(message!, /may be dead/)
    assert.deepEqual(more, [])
  })

  it('refuses a rule that does not find its bad example', () => {
    assert.match(problems(page({ front: "when: self.name == 'nobody'\nat: name\nmessage: No." }))[0]!, /bad example is not found/)
  })

  it('refuses a field that the fact does not have, and names the nearest', () => {
    assert.match(problems(page({ front: "when: self.isRot\nat: name\nmessage: No." }))[0]!, /'isRot'.*'isRoot'/)
  })

  it('refuses a field of the message that the fact does not have', () => {
    assert.match(problems(page({ front: "when: self.isRoot\nat: name\nmessage: \"User '{self.nmae}' is root.\"" }))[0]!, /'nmae'/)
  })

  it('refuses a nullable that is used without a test', () => {
    assert.match(problems(page({ front: "when: self.group.startsWith('r')\nat: name\nmessage: No." }))[0]!, /null/)
  })

  it('refuses an unknown fact kind, topic and key', () => {
    assert.match(problems(page().replace('docker.User', 'docker.Usr'))[0]!, /no fact kind 'docker.Usr'/)
    assert.match(problems(page().replace('docker#security', 'docker#sec'))[0]!, /'docker#sec' is not in the curriculum/)
    assert.match(problems(page().replace('level:', 'lvel: x\nlevel:'))[0]!, /Unknown key 'lvel'/)
  })

  it('refuses a message without a full stop, or one that says should', () => {
    assert.match(problems(page({ front: 'when: self.isRoot\nat: name\nmessage: It is root' }))[0]!, /full stop/)
    assert.match(problems(page({ front: 'when: self.isRoot\nat: name\nmessage: It should not be root.' }))[0]!, /'should'/)
  })

  it('refuses a page without why, without a bad or without a good example', () => {
    assert.match(problems(page({ prose: '' }))[0]!, /first paragraph/)
    assert.match(problems(page({ examples: '```dockerfile good\nFROM debian:12.9-slim\nUSER 10001\n```\n' })).join(), /no example that is bad/)
    assert.match(problems(page({ examples: '```dockerfile bad\nFROM debian:12.9-slim\nUSER root\n```\n' })).join(), /no example that is good/)
  })

  it('refuses a fix whose outcome differs by a byte from what is shown', () => {
    assert.match(problems(fixed('  title: Be app\n  safety: suggest\n  replace: app', 'FROM debian:12.9-slim\n# who we are\nUSER app \nCMD ["server"]\n'))[0]!, /gives another text/)
  })

  it('refuses a fix without an example', () => {
    assert.match(problems(page({ front: "when: self.isRoot\nat: name\nmessage: No.\nfix:\n  title: Be app\n  safety: suggest\n  replace: app" }))[0]!, /no example that is fixed/)
  })

  it('refuses a fix that loses a comment', () => {
    const text = page({ front: "when: self.isRoot\nat: name\nmessage: No.\nfix:\n  title: Remove the comment and the user\n  safety: suggest\n  remove: ''", examples: `\`\`\`dockerfile bad
FROM debian:12.9-slim
USER \\
  # who we are
  root
\`\`\`

\`\`\`dockerfile fixed
FROM debian:12.9-slim
\`\`\`

\`\`\`dockerfile good
FROM debian:12.9-slim
USER 10001
\`\`\`
` })
    assert.match(problems(text).join('\n'), /loses the comment '# who we are'/)
  })

  it('refuses a fix that mends nothing', () => {
    assert.match(problems(fixed("  title: Be root still\n  safety: suggest\n  replace: 'root'", 'FROM debian:12.9-slim\n# who we are\nUSER root\nCMD ["server"]\n')).join('\n'), /does not come to an end/)
  })

  it('refuses an unknown example about which the rule is sure', () => {
    assert.match(problems(`${page()}\n\`\`\`dockerfile unknown\nFROM debian:12.9-slim\nUSER 10001\n\`\`\`\n`).join(), /not unknown to the rule/)
  })

  it('accepts an unknown example about which the rule cannot be sure', () => {
    assert.deepEqual(problems(`${page()}\n\`\`\`dockerfile unknown\nFROM debian:12.9-slim\nARG WHO\nUSER $WHO\n\`\`\`\n`), [])
  })
})

describe('a page that has been found', () => {
  it('may name in its message what its condition has shown not to be null', () => {
    assert.deepEqual(problems(page({ front: "when: self.group != null && self.group == 'root'\nat: name\nmessage: \"The group is '{self.group}'.\"", examples: '```dockerfile bad\nFROM debian:12.9-slim\nUSER app:root\n```\n\n```dockerfile good\nFROM debian:12.9-slim\nUSER app:app\n```\n' })), [])
  })

  it('goes through a value of no fixed type, and takes what is no list for nothing', () => {
    const listener = (protocol: string): string => `resource "aws_elb" "web" {\n  listener {\n    lb_protocol = "${protocol}"\n  }\n}\n`
    assert.deepEqual(problems(`---
topic: cloud#networking-elb
level: recommended
severity: warning
on: terraform.Resource
each: self.attr.listener
when: self.type == 'aws_elb' && item.lb_protocol == 'http'
at: listener[{index}].lb_protocol
message: Listener {index} is open.
---
# Open

It is open.

\`\`\`hcl bad
${listener('http')}\`\`\`

\`\`\`hcl good
${listener('https')}\`\`\`

\`\`\`hcl good
resource "aws_elb" "web" {
  listener = "http"
}
\`\`\`
`, 'terraform/some-problem'), [])
  })
})
