import type { Failover, Statement } from './facts'

/** Commands that make another database the primary. */
const failingOver = /force-failover|failover-db-cluster|failover-global-cluster|promote|switchover-/i
/** Those by which RDS takes a standby that has every committed write, and the old primary away. */
const managed = /force-failover|failover-db-cluster/i

const number = String.raw`[0-9] ?(?:s|secs?|seconds?|ms|m|min|minutes?|mb|mib|kb|bytes)\b`, inWords = String.raw`\b(?:ten|fifteen|twenty|thirty|sixty) seconds`
const lagAsNumber = new RegExp(String.raw`\b(?:lag|lagging|behind|delay\w*)\b.*(?:${number}|${inWords})|(?:${number}|${inWords}).*\b(?:lag|behind|delay\w*)`, 'i')
const lossless = /\bsynchronous|\bin sync\b|(?:same|shared?s?|common) (?:storage|volume)|storage (?:layer )?is shared|rpo[^.]{0,40}\b(?:0|zero)\b|\b(?:no|zero|without|none|nothing|not lose|never lose)\b.{0,40}\b(?:committed|confirmed)|(?:committed|confirmed).{0,60}\b(?:not lost|is kept|are kept|are safe|survive|is never lost|on both)|\bhas (?:each|every|all)(?: \w+)? commit|(?:zero|no) data loss|data loss is (?:zero|none)|\bno (?:\w+ )*(?:data|rows?|orders?|writes?)\b.{0,30}\b(?:is|are|can be|will be) lost|\b(?:loses|costs) nothing/i
const asynchronous = /\basynchronous/i

const measuringCode = /replay|replication|(?:\b|_|replica|slot)lag|gtid|lsn|restorabletime|wal_|max\s*\(\s*(?:id|\w*_?(?:at|time|ts|on|date))\s*\)|order by \w+ desc/i
const measuring = /\b(?:note|read|record|write down|measure|check|look (?:at|up)|copy)\b.*(?:\blag|behind|\blsn|last (?:committed |accepted )?(?:order|transaction|write))/i
const gauge = /dashboard|graph|panel|console|cloudwatch|grafana|metric|\/d\//i

const stopping = /fenc(?:e|ing)|read[-_ ]?only|(?:stop|halt|block|forbid|prevent|end|pause)[^\n]{0,40}(?:writ|traffic|orders)|revoke|nologin|allow_connections|replicas\W{1,6}0|replicacount=0|--paused|paused-replicas|\bPAUSE\b|maintenance[-_ ]?mode|terminate_backend/i
const takenAway = /(?:old|former|previous|failed|dead|broken) (?:primary|writer|one|instance|master).{0,80}(?:standby|reader|replica|replaced|fenced|cut off|isolated|demoted|shut ?down|rebuilt|recreated|not (?:be )?(?:able|allowed|writable|accept|come back as|take|return as)|no longer|cannot|can.t|never)|(?:rds|aws|aurora|multi-az)\b.{0,60}\b(?:fences?|demotes?|isolates?|cuts? off|shuts?|takes? (?:the )?old)|split[- ]brain|never two (?:primaries|writers)|two (?:primaries|writers) (?:cannot|can.t|are not|is not)|only ever one (?:writer|primary)/i

const renewed = /\bttl\b|\bpools?\b|pooled|pooler|rollout restart|\bdns\b|\bcname\b|re-?connect|(?:old|stale|dead|hung|existing|idle|open) connections|connect (?:again|anew)|same (?:name|endpoint)|(?:new|other|another) (?:ip|address)|restart (?:the |all )?(?:pods|application|app|orders|deployment)/i

const writingCode = /insert into|update \w+ set|create (?:temp |temporary )?table|pg_is_in_recovery|(?:show|current_setting\W+)\s*(?:default_)?transaction_read_only|-X ?POST|--request POST|--data|\bcurl [^\n]*-d\b|pgbench/i
const writing = /insert into|\b(?:write|insert|add|create)s? (?:a |one )?(?:test |probe |sample )*(?:row|record|order|heartbeat)|\bwrites? (?:succeed|work|go(?:es)? through|is accepted|are accepted|passes)|\b(?:place|make|submit) (?:a|one|the)?\s*(?:test |real )?order|orders?\b.{0,40}\b(?:come|comes|coming|arrive|arrives|are (?:written|accepted|placed|created|coming|back)|go(?:es)? through|rises?|flows?|can be (?:placed|written))|(?:accepts|takes|taking|accepting) (?:writes|orders)|not (?:in recovery|read[- ]only)/i
const askingCode = /curl|wget|http|\/ready|\/health|kubectl[^\n]* logs/i
const asking = /\borders?\b.{0,20}\b(?:come|comes|arrive|arrives|go|goes) (?:in|through|back)|\bdashboard|5xx|error rate|errors|\bready\b|\/health|\/ready|curl|http|success rate/i
/** Parts that speak of the time after. */
const behind: readonly string[] = ['rollback', 'afterwards', 'escalation', 'verification']
const act = String.raw`(?:fail(?:ing)?[ -]?over|promot\w+|switch(?:ing)? ?over|force)\b`
const going = new RegExp(String.raw`${act}.*\b(?:when|if|once|only|after|as soon as|unless|criteria)\b|\b(?:when|if|once|as soon as|after|unless)\b.*(?:fail(?:ing)?[ -]?over|promote|switch ?over)|\bonly (?:when|if|after|once)\b|^go(?: if| when|:)`, 'i')
const goingRow = /(?:^|[:|] ?)\W*(?:fail(?:ing)?[ -]?over|promote|yes|go)\b[^?]*$/i, notGoingRow = /: \W*no\b[^|]*$/i
const goingOn = /^fail[ -]?over\b\W{0,4}:|^yes\b|^(?:go ahead|act|proceed|continue)\b.*\b(?:when|if|once|after)\b|\b(?:when|if|once)\b.*\b(?:go ahead|act|proceed|continue|step|section|go on)\b/i
/** It speaks of a failover that runs or has failed, or of what one costs. */
const ofAnother = /fail[ -]?over (?:itself )?(?:fails|hangs|does|did|is|started|has)|reason for|costs/i
const staying = /\b(?:do not|don.t|never|must not|not)\b.{0,12}(?:fail|promot|switch|force|proceed|go ahead)|\bhold off\b/i, onlyWhen = /\bonly (?:when|if|after|once)\b/i
const stayingAway = /\b(?:do not|don.t|never|must not|should not|no need to|no reason to|avoid|hold off|not yet|rather than|instead of|not a reason to|not)\b.{0,25}(?:fail(?:ing)?[ -]?over|promot|switch(?:ing)? ?over|forc(?:e|ing))|fail(?:ing)?[ -]?over\S{0,3}:? ?\**no\b|fail(?:ing)?[ -]?over (?:will not|won.t|does not|doesn.t|would not|wouldn.t|cannot|can.t) (?:help|fix|cure|solve|bring|change|repair|undo|save)|fail(?:ing)?[ -]?over (?:makes (?:it|things|that) worse|is no (?:use|cure|help|good)|is (?:pointless|useless|wrong))|\bwhen not\b.{15}|\bno[- ]go\b.{15}/i
const waitingInstead = /^no\b[,:. ]|\b(?:do not|don.t|never|must not|should not|hold off|hold|instead of|wait|leave it|stop)\b/i

type Said = Pick<Statement, 'text' | 'isRow' | 'parts'>
const decides = ({ parts }: Said): boolean => parts.includes('decision')

const isWhen = (one: Said): boolean => (decides(one) || !one.parts.some((part) => behind.includes(part))) && !ofAnother.test(one.text) && (!staying.test(one.text) || onlyWhen.test(one.text))
  && (going.test(one.text) || decides(one) && (one.isRow && goingRow.test(one.text) && !notGoingRow.test(one.text) || goingOn.test(one.text)))
const isWhenNot = (one: Said): boolean => stayingAway.test(one.text) && !/^when to\b/i.test(one.text) || decides(one) && waitingInstead.test(one.text)

/** Parts that speak of the time before. */
const before: readonly string[] = ['impact', 'detection', 'decision', 'communication']

/** The text up to the last command that fails over, and from the first one on; both empty where there is none. */
function around(text: string): { readonly until: string; readonly from: string } {
  const first = text.search(failingOver)
  if (first < 0) return { until: '', from: '' }
  let last = first
  for (const { index } of text.matchAll(new RegExp(failingOver, 'gi'))) last = index
  return { until: text.slice(0, last), from: text.slice(first) }
}

/** What a runbook tells of failing over a database, by its sentences and by what stands before and behind the command that does it. */
export function failoverIn(statements: readonly Said[], script: string, text: string): Failover {
  const says = (pattern: RegExp): boolean => statements.some((one) => pattern.test(one.text)), isManaged = managed.test(script)
  const code = around(script), all = around(text)
  const isLossless = isManaged && statements.some((one) => lossless.test(one.text) && !asynchronous.test(one.text))
  return {
    saysWhen: statements.some(isWhen),
    saysWhenNot: statements.some(isWhenNot),
    tellsLoss: says(lagAsNumber) || isLossless,
    measuresLoss: measuringCode.test(code.until) || statements.some((one) => measuring.test(one.text) && gauge.test(one.text)) || isLossless,
    stopsWriting: stopping.test(all.until) || isManaged && says(takenAway),
    renewsAddress: renewed.test(text),
    provesWriting: writingCode.test(code.from) || statements.some((one) => writing.test(one.text) && !one.parts.some((part) => before.includes(part))),
    asksApplication: askingCode.test(code.from) || statements.some((one) => one.parts.includes('verification') && asking.test(one.text)),
  }
}
