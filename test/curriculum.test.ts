import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'

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
interface Lesson { readonly head: { readonly [key: string]: unknown }; readonly title: string; readonly opening: string; readonly sections: readonly Section[]; readonly text: string }

function readLesson(topic: string): Lesson {
  const text = readFileSync(join(root, 'curriculum', `${topic}.md`), 'utf8')
  const head = /^---\n([\s\S]*?)\n---\n\n# (.+)\n/.exec(text)
  assert.ok(head, `${topic}.md begins with front matter and a title`)
  const [opening, ...parts] = text.slice(head[0].length).split(/^<a id="/m)
  const sections = parts.map((part): Section => {
    const start = /^([a-z0-9-]+)"><\/a>\n\n## (.+)\n/.exec(part)
    assert.ok(start, `${topic}.md: a blank line and a heading follow <a id="${part.slice(0, 30)}`)
    return { anchor: start[1]!, heading: start[2]!, text: part.slice(start[0].length) }
  })
  return { head: load(head[1]!) as Lesson['head'], title: head[2]!, opening: opening!, sections, text }
}

const withoutFences = (text: string): string => text.replace(/^```[^\n]*\n[\s\S]*?^```$/gm, '')
const wordsOf = (text: string): number => withoutFences(text).split(/\s+/).filter(Boolean).length
const lessons = new Map(topics.map((topic) => [topic, readLesson(topic)]))
const allLessons = (): readonly (readonly [string, Lesson])[] => [...lessons]
const known = new Set(topics.flatMap((topic) => [topic, ...lessons.get(topic)!.sections.map(({ anchor }) => `${topic}#${anchor}`)]))

describe('The curriculum', () => {
  it('has a page for each topic of the outline and no other', () => {
    const pages = readdirSync(join(root, 'curriculum')).filter((name) => name.endsWith('.md')).map((name) => name.slice(0, -3))
    for (const topic of topics) assert.ok(pages.includes(topic), `curriculum/${topic}.md`)
    assert.equal(topics.length, 17)
  })

  it('has front matter with the title, the place in the outline and a goal of one sentence', () => {
    for (const [topic, { head, title }] of allLessons()) {
      assert.equal(head.title, title, topic)
      assert.equal(head.order, topics.indexOf(topic) + 1, topic)
      assert.match(String(head.goal), /^[A-Z][^.]+\.$/, topic)
    }
  })

  it('opens each page with 80 to 150 words', () => {
    for (const [topic, { opening }] of allLessons()) assert.ok(wordsOf(opening) >= 80 && wordsOf(opening) <= 150, `${topic}: ${wordsOf(opening)} words`)
  })

  it('has every anchor of the outline exactly once', () => {
    for (const [topic, { sections }] of allLessons()) {
      const anchors = sections.map(({ anchor }) => anchor)
      assert.deepEqual(anchors.filter((anchor, at) => anchors.indexOf(anchor) !== at), [], `${topic}: repeated`)
      assert.deepEqual(anchorsOf(topic).filter((anchor) => !anchors.includes(anchor)), [], `${topic}: missing`)
    }
  })

  it('puts each second-level heading under an anchor of its own', () => {
    for (const [topic, { text, sections }] of allLessons()) assert.equal([...withoutFences(text).matchAll(/^## /gm)].length, sections.length, topic)
  })

  it('has no heading whose own fragment is the anchor of another', () => {
    for (const [topic, { sections }] of allLessons()) {
      for (const { anchor, heading } of sections) {
        const slug = heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').trim().replace(/\s+/g, '-')
        assert.ok(slug === anchor || !known.has(`${topic}#${slug}`), `${topic}: '${heading}' is #${anchor} and reads #${slug}`)
      }
    }
  })

  it('says 60 to 150 words under each anchor', () => {
    const wrong = allLessons().flatMap(([topic, { sections }]) => sections.map(({ anchor, text }) => [`${topic}#${anchor}`, wordsOf(text)] as const)).filter(([, words]) => words < 60 || words > 150)
    assert.deepEqual(wrong, [])
  })

  it('names the language of every fence and closes it', () => {
    for (const [topic, { text }] of allLessons()) {
      const fences = [...text.matchAll(/^```(.*)$/gm)].map(([, language]) => language)
      assert.equal(fences.length % 2, 0, topic)
      fences.forEach((language, at) => assert.equal(language !== '', at % 2 === 0, `${topic}: fence ${at}`))
    }
  })

  it('has no internal link that leads nowhere', () => {
    const dead: string[] = []
    for (const [topic, { text }] of allLessons()) {
      for (const [, target] of withoutFences(text).matchAll(/\]\(([^)\s]+)\)/g)) {
        if (/^https:/.test(target!)) continue
        const link = /^(?:([a-z-]+)\.md)?(?:#([a-z0-9-]+))?$/.exec(target!)
        const page = link?.[1] ?? topic
        if (!link || !known.has(link[2] ? `${page}#${link[2]}` : page)) dead.push(`${topic}: ${target}`)
      }
    }
    assert.deepEqual(dead, [])
  })

  it('has YAML and JSON examples that parse', () => {
    for (const [topic, { text }] of allLessons()) {
      for (const [, language, code] of text.matchAll(/^```(yaml|json)\n([\s\S]*?)^```$/gm)) {
        assert.doesNotThrow(() => (language === 'json' ? JSON.parse(code!) : load(code!)), `${topic}: ${code}`)
      }
    }
  })

  it('pins whatever its examples use', () => {
    for (const [topic, { text }] of allLessons()) {
      for (const [line] of text.matchAll(/^.*(?:uses:|^FROM |image:) .*$/gm)) assert.match(line, /@[0-9a-f]{40} # v\d|@sha256:[0-9a-f]{64}/, `${topic}: ${line}`)
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
