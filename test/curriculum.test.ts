import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { readChecklists } from '../scripts/checklists'
import { readCards } from '../scripts/topics'
import { createLinter } from '../src'
import { fixedSections } from '../src/readiness/curriculum'
import { outlineAnchors } from './outline'

const root = join(__dirname, '..')

/** Every anchor that the outline asks for, topic by topic in the outline's order. Rules and checklists link to them: one may be added, none may be renamed or removed. */
const outline: { readonly [topic: string]: string } = {
  git: 'branching-strategies merge-vs-rebase conflict-resolution commit-quality pull-requests code-review monorepo-polyrepo branching-gitflow branching-trunk-based branching-github-flow codeowners secrets',
  testing: 'unit-tests integration-tests contract-tests test-pyramid tdd coverage mutation-testing junit mockito pact flaky-tests infra-tests',
  build: 'maven-lifecycle gradle dependency-management semver artifact-repositories fat-vs-thin-jars build-optimization sbom-provenance',
  docker: 'multi-stage images-vs-containers layers-caching compose docker-vs-vm local-to-prod security image-optimization pinning signals healthcheck',
  cloud: 'compute storage database messaging networking iam cost compute-ec2 compute-lambda compute-ecs compute-eks compute-fargate storage-s3 storage-ebs storage-efs database-rds database-dynamodb database-elasticache database-aurora messaging-sqs messaging-sns messaging-kinesis messaging-eventbridge networking-vpc networking-elb networking-api-gateway networking-cloudfront networking-route53 iam-roles iam-policies iam-least-privilege cost-tagging cost-budgets encryption well-architected',
  kubernetes: 'pods deployments services ingress config-secrets hpa vpa probes resources namespaces-rbac pods-lifecycle pods-multi-container deployments-rolling-updates deployments-rollbacks services-clusterip services-nodeport services-loadbalancer ingress-routing ingress-tls configmaps secrets probes-readiness probes-liveness probes-startup resources-requests resources-limits namespaces rbac pdb graceful-shutdown security-context network-policies topology-spread api-versions storage jobs',
  cicd: 'jenkins github-actions gitlab-ci pipeline-stages blue-green canary rolling feature-flags-integration github-actions-workflows github-actions-runners rollback permissions oidc supply-chain db-migrations dora-metrics',
  'feature-flags': 'why tools flag-types lifecycle kill-switches gradual-rollouts tools-launchdarkly tools-unleash tools-flagsmith tools-openfeature type-release type-experiment type-ops type-permission',
  iac: 'terraform-basics state modules rollback terraform-vs-cloudformation gitops drift policy secrets',
  observability: 'logging metrics tracing prometheus-grafana elk alerting dashboards logging-structured logging-levels logging-correlation-ids metrics-red metrics-use tracing-jaeger tracing-zipkin alerting-pagerduty alerting-opsgenie opentelemetry alertmanager',
  monitoring: 'three-pillars maturity-model sli-slo-sla error-budgets monitoring-practices cardinality sli slo sla burn-rate',
  debugging: 'stack-traces thread-heap-dumps root-cause-analysis incident-response postmortems rotations escalation thread-dumps heap-dumps five-whys exit-codes kubernetes-debugging',
  'on-call': 'runbooks alert-fatigue escalation-policies handoff documentation severity-levels service-page',
  chaos: 'failure-injection experiments tools game-days building-resilience steady-state tools-chaos-monkey tools-chaos-mesh tools-litmus tools-aws-fis timeouts-retries circuit-breakers',
  performance: 'load-tools stress-testing capacity-planning benchmarking bottlenecks budgets tools-jmeter tools-gatling tools-k6 test-types',
  'disaster-recovery': 'backups rto rpo multi-region failover dr-testing backups-full backups-incremental backups-differential failover-active-passive failover-active-active strategies',
  capacity: 'forecasting provisioning autoscaling cost-performance capacity-reviews back-of-envelope queueing',
}
const topics = Object.keys(outline)
const anchorsOf = (topic: string): readonly string[] => outline[topic]!.split(' ')

interface Section { readonly anchor: string; readonly heading: string; readonly text: string }
interface Lesson { readonly head: { readonly [key: string]: unknown }; readonly title: string; readonly sections: readonly Section[]; readonly text: string }

function readLesson(topic: string): Lesson {
  const text = readFileSync(join(root, 'curriculum', `${topic}.md`), 'utf8')
  const head = /^---\n([\s\S]*?)\n---\n\n# (.+)\n\n/.exec(text)
  assert.ok(head, `${topic}.md begins with front matter and a title`)
  const [opening, ...parts] = text.slice(head[0].length).split(/^<a id="/m)
  assert.equal(opening, '', `${topic}.md: the first section follows the title`)
  const sections = parts.map((part): Section => {
    const start = /^([a-z0-9-]+)"><\/a>\n\n(#{2,3}) (.+)\n/.exec(part)
    assert.ok(start, `${topic}.md: a blank line and a heading follow <a id="${part.slice(0, 30)}`)
    assert.equal(start[2], isFixed(start[1]!) ? '##' : '###', `${topic}.md#${start[1]}: the rank of its heading`)
    return { anchor: start[1]!, heading: start[3]!, text: part.slice(start[0].length) }
  })
  return { head: load(head[1]!) as Lesson['head'], title: head[2]!, sections, text }
}

const isFixed = (anchor: string): boolean => (fixedSections as readonly string[]).includes(anchor)
const withoutFences = (text: string): string => text.replace(/^```[^\n]*\n[\s\S]*?^```$/gm, '')
const wordsOf = (text: string): number => withoutFences(text).replace(/!\[[^\]]*\]\([^)]*\)/g, '').split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
const pages = readdirSync(join(root, 'curriculum')).filter((name) => name.endsWith('.md')).map((name) => name.slice(0, -3))
const anchorsIn = (page: string): readonly string[] => [...readFileSync(join(root, 'curriculum', `${page}.md`), 'utf8').matchAll(/^<a id="([a-z0-9-]+)"><\/a>$/gm)].map((match) => match[1]!)
const known = new Set(pages.flatMap((page) => [page, ...anchorsIn(page).map((anchor) => `${page}#${anchor}`)]))
const cards = readCards(root)
const diagrams = readdirSync(join(root, 'curriculum/diagrams'))

const lessons = new Map<string, Lesson>()
for (const topic of topics) describe(`The lesson ${topic}`, () => {
  const lesson = readLesson(topic), { head, title, sections, text } = lesson
  lessons.set(topic, lesson)
  const section = (anchor: string): string => sections.find((one) => one.anchor === anchor)?.text ?? ''
  const ofTopic = sections.filter(({ anchor }) => !isFixed(anchor))

  it('has front matter with its title, place, goal, objectives and time', () => {
    assert.equal(head.title, title)
    assert.equal(head.order, topics.indexOf(topic) + 1)
    assert.match(String(head.goal), /^[A-Z][^.]+\.$/)
    const objectives = head.objectives as readonly string[]
    assert.ok(objectives.length >= 3 && objectives.length <= 6 && objectives.every((one) => /^[A-Z][^.]+$/.test(one)), JSON.stringify(objectives))
    assert.ok(Number(head.minutes) >= 45 && Number(head.minutes) <= 150)
  })

  it('has the fixed sections in their order around its own', () => {
    assert.deepEqual(sections.map(({ anchor }) => anchor), ['why-it-matters', 'core-ideas', 'how-to-do-it', 'common-failures', 'piece-by-piece', ...ofTopic.map(({ anchor }) => anchor), 'go-deeper'])
    assert.deepEqual(sections.filter(({ anchor }) => isFixed(anchor)).map(({ heading }) => heading), ['Why it matters', 'Core ideas', 'How to do it', 'Common failures', 'Piece by piece', 'Go deeper'])
    assert.equal([...withoutFences(text).matchAll(/^## /gm)].length, 6)
  })

  it('has a spine of 900 to 1400 words', () => {
    const words = ['why-it-matters', 'core-ideas', 'how-to-do-it', 'common-failures', 'piece-by-piece', 'go-deeper'].reduce((sum, anchor) => sum + wordsOf(section(anchor)), 0)
    assert.ok(words >= 900 && words <= 1400, `${words} words`)
    assert.ok(wordsOf(section('why-it-matters')) >= 60, 'why it matters')
  })

  it('tells what happened to somebody', () => assert.match(section('common-failures'), /^### It happened: .{8,}\n\n[\s\S]{400,}/m))

  it('has every anchor of the outline exactly once', () => {
    const anchors = ofTopic.map(({ anchor }) => anchor)
    assert.deepEqual(anchors.filter((anchor, at) => anchors.indexOf(anchor) !== at), [])
    assert.deepEqual(anchorsOf(topic).filter((anchor) => !anchors.includes(anchor)), [])
  })

  it('has no heading whose own fragment is the anchor of another', () => {
    for (const { anchor, heading } of ofTopic) {
      const slug = heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').trim().replace(/\s+/g, '-')
      assert.ok(slug === anchor || !known.has(`${topic}#${slug}`), `'${heading}' is #${anchor} and reads #${slug}`)
    }
  })

  it('says 60 to 150 words under each anchor', () => assert.deepEqual(ofTopic.map(({ anchor, text: own }) => [anchor, wordsOf(own)] as const).filter(([, words]) => words < 60 || words > 150), []))

  it('has two cards under each anchor, which can be answered', () => {
    for (const { anchor } of ofTopic) assert.equal(cards[`${topic}#${anchor}`]?.length, 2, anchor)
    for (const [id, list] of Object.entries(cards).filter(([id]) => id.startsWith(`${topic}#`))) for (const card of list) {
      assert.ok(known.has(id), id)
      assert.deepEqual(Object.keys(card).sort(), ['because', 'question', 'right', 'wrong'], id)
      assert.match(card.question, /[?.:…]$/, id)
      assert.ok(wordsOf(card.because) >= 6 && /[.!]$/.test(card.because), `${id}: ${card.because}`)
      assert.ok(card.wrong.length === 2 && new Set([card.right, ...card.wrong].map(String)).size === 3 && [card.right, ...card.wrong].every((one) => typeof one === 'string'), `${id}: three different answers, texts all`)
    }
  })

  it('gives its examples a language, and every link and picture a target', () => {
    const fences = [...text.matchAll(/^```(.*)$/gm)].map(([, language]) => language!)
    assert.equal(fences.length % 2, 0)
    fences.forEach((language, at) => assert.equal(language !== '', at % 2 === 0, `fence ${at}`))
    for (const [, mark, label, target] of withoutFences(text).matchAll(/(!?)\[([^\]]*)\]\(([^)\s]+)\)/g)) {
      if (mark) { assert.ok(/^diagrams\//.test(target!) && diagrams.includes(target!.slice(9)) && label!.length > 20, `${target}: a picture that is there, and words for those who do not see it`); continue }
      if (/^https:/.test(target!)) continue
      const link = /^(?:([a-z-]+)\.md)?(?:#([a-z0-9-]+))?$/.exec(target!), page = link?.[1] ?? topic
      assert.ok(link && known.has(link[2] ? `${page}#${link[2]}` : page), target)
    }
  })

  it('has a picture', () => assert.match(text, /!\[[^\]]+\]\(diagrams\/[\w-]+\.svg\)/))

  it('has YAML and JSON examples that parse, and pins whatever they use', () => {
    for (const [, language, code] of text.matchAll(/^```(yaml|json)\b[^\n]*\n([\s\S]*?)^```$/gm)) {
      assert.doesNotThrow(() => language === 'json' ? JSON.parse(code!) : code!.split(/^---$/m).forEach((document) => load(document)), code)
    }
    for (const [line] of text.matchAll(/^(?:\s*(?:- )?(?:uses|image): |FROM ).*$/gm)) assert.match(line, /@[0-9a-f]{40} # v\d|@sha256:[0-9a-f]{64}|^FROM [a-z]+ AS |uses: \.\//)
  })

  it('has a minimal example in which Shipshape finds nothing', async () => {
    const files = [...section('how-to-do-it').matchAll(/^```\S+ file=(\S+)\n([\s\S]*?)^```$/gm)].map(([, path, code]) => ({ path: path!, text: code! }))
    assert.ok(files.length > 0, 'a fence with file=')
    const findings = await (await createLinter({ level: 'recommended' })).lint(files)
    assert.deepEqual(findings.map(({ path, rule, message }) => `${path}: ${rule}: ${message}`), [])
  })

  it('names what to read next, with title and date', () => {
    const entries = section('go-deeper').trim().split('\n')
    assert.ok(entries.length >= 3, `${entries.length} references`)
    for (const entry of entries) assert.match(entry, /^- \[[^\]]+\]\(https:\/\/[^)\s]+\), .*\b(?:19|20)\d\d\b/)
  })
})

describe('The curriculum', () => {
  it('has a page for each topic of the outline, and the pages beside them', () => {
    assert.equal(topics.length, 17)
    assert.deepEqual(pages.filter((page) => !topics.includes(page)).sort(), ['bridge', 'capstone', 'interview'])
  })

  it('has an anchor for every line of the outline', () => {
    const outline = readFileSync(join(root, 'curriculum/outline.txt'), 'utf8')
    const bullets = [...[...outline.matchAll(/^\s*(?:- |\d+\. )(?!\*\*[^*]+\*\*\s*$)(.+)$/gm)].map((match) => match[1]!.trim()), outline.trim().split('\n').at(-1)!.trim()]
    assert.equal(bullets.length, 131)
    for (const bullet of bullets) {
      const targets = outlineAnchors[bullet]
      assert.ok(targets?.length, `'${bullet}' has no anchor`)
      for (const target of targets) assert.ok(target.startsWith('exercise/') ? existsSync(join(root, 'curriculum/exercises', target.slice(9), 'exercise.yml')) : known.has(target), `'${bullet}': ${target}`)
    }
    assert.deepEqual(Object.keys(outlineAnchors).filter((bullet) => !bullets.includes(bullet)), [], 'lines that the outline does not have')
  })

  it('has bridges, interview guides and a capstone', () => {
    for (const anchor of ['back-of-envelope', 'chaos-intro', 'distributed-tracing']) assert.ok(known.has(`bridge#${anchor}`), anchor)
    for (const anchor of ['debug-production', 'pipeline', 'traffic-spike', 'payment-metrics']) assert.ok(known.has(`interview#${anchor}`), anchor)
    for (const anchor of ['ship', 'run', 'watch', 'release', 'break', 'recover']) assert.ok(known.has(`capstone#${anchor}`), anchor)
  })

  it('says at least 60 words under each anchor beside the lessons, and names checklist items that there are', () => {
    const items = new Set([...readChecklists(root).values()].flatMap((list) => list.items.map(({ id }) => id)))
    for (const page of ['bridge', 'capstone', 'interview']) {
      const text = readFileSync(join(root, 'curriculum', `${page}.md`), 'utf8')
      for (const part of text.split(/^<a id="/m).slice(1)) assert.ok(wordsOf(part.slice(part.indexOf('\n'))) >= 60, `${page}#${part.slice(0, part.indexOf('"'))}: ${wordsOf(part)} words`)
      for (const [, id] of text.matchAll(/`([a-z-]+\.[a-z0-9-]+)`/g)) if (!id!.endsWith('.md') && topics.includes(id!.split('.')[0]!)) assert.ok(items.has(id!), `${page}: ${id}`)
    }
  })

  it('takes as long as the outline says', () => {
    const hours = [...lessons.values()].reduce((sum, { head }) => sum + Number(head.minutes), 0) / 60
    assert.ok(hours >= 20 && hours <= 25, `${hours} hours`)
  })

  it('has pictures that stand alone', () => {
    for (const name of diagrams) {
      const svg = readFileSync(join(root, 'curriculum/diagrams', name), 'utf8')
      assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 \d+ \d+"/, name)
      assert.match(svg, /<title>[^<]{10,}<\/title>/, name)
      assert.ok(svg.length < 6000 && !/<(?:script|foreignObject|image|use)\b|href|url\(|on\w+=/.test(svg), name)
      const open: string[] = []
      for (const [, close, tag, empty] of svg.matchAll(/<(\/?)([\w-]+)[^>]*?(\/?)>/g)) if (close) assert.equal(open.pop(), tag, name); else if (!empty) open.push(tag!)
      assert.deepEqual(open, [], name)
      assert.ok([...lessons.values()].some(({ text }) => text.includes(`diagrams/${name}`)), `${name} is shown somewhere`)
    }
  })

  describe('has the figures right that the web gets wrong', () => {
    const says = (topic: string, pattern: RegExp): void => assert.ok(pattern.test(lessons.get(topic)!.text.replace(/\s+/g, ' ')), `${topic} says ${pattern}`)
    const everything = [...lessons.values()].map(({ text }) => text).join('\n').replace(/\s+/g, ' ')

    it('burn rates and their windows', () => {
      says('monitoring', /14\.4 over \*\*1 h and 5 min\*\*, which is 2 % of the budget in an hour and empties it in 50 hours; 6 over \*\*6 h and 30 min\*\*, 5 % in six hours/)
      says('monitoring', /1 over \*\*3 d and 6 h\*\*, 10 %, makes a ticket/)
      for (const [days, share, rate] of [[1 / 24, 0.02, 14.4], [6 / 24, 0.05, 6], [3, 0.1, 1]] as const) assert.ok(Math.abs(share * 30 / days - rate) < 1e-9)
    })

    it('the outage that each target allows in 30 days', () => {
      for (const [target, seconds] of [[99, 25920], [99.5, 12960], [99.9, 2592], [99.95, 1296], [99.99, 259], [99.999, 26]] as const) {
        assert.equal(Math.round((1 - target / 100) * 30 * 86400), seconds)
        const h = Math.floor(seconds / 3600), min = Math.floor(seconds / 60) % 60, s = seconds % 60
        says('monitoring', new RegExp(`${target} % +${[h ? `${h} h` : '', min ? `${min} min` : '', s ? `${s} s` : ''].filter(Boolean).join(' ')} `))
      }
    })

    it('on-call load, recovery times, health checks and their readers', () => {
      says('debugging', /eight people for a rotation in one place, six in each of two places/)
      says('debugging', /two incidents per twelve-hour shift/)
      says('cloud', /typically takes under 60 seconds, often under 30\. Without one, a new instance must be created, which takes about 10 minutes/)
      says('cloud', /typically within 60 to 120 seconds/)
      says('docker', /start interval 5 s/)
      says('docker', /Kubernetes ignores it/)
    })

    it('what Kubernetes does and what it does not', () => {
      says('kubernetes', /A limit below the request is refused/)
      says('kubernetes', /`progressDeadlineSeconds`, 600 by default, does not roll back/)
      says('kubernetes', /\*voluntary\* evictions.*It does nothing against crashes or a lost node/)
      says('kubernetes', /Mode `Auto` is deprecated/)
      says('kubernetes', /retired in March 2026/)
      says('kubernetes', /Whether to set one is contested/)
    })

    it('what has changed since older pages were written', () => {
      says('iac', /`use_lockfile`, since Terraform 1\.10 and stable in 1\.11; the DynamoDB arguments are deprecated/)
      says('cicd', /"Failed deployment recovery time" replaced the older MTTR/)
      says('observability', /support ends on \*\*5 April 2027\*\*/)
      says('observability', /Do not insist on the batch processor/)
      says('build', /`v1\.2\.3` is a good tag name, but the version is `1\.2\.3`/)
      for (const stale of [/\bdynamodb_table\b/, /updateMode: "?Auto/i, /four DORA/i]) assert.ok(!stale.test(everything), String(stale))
    })
  })
})
