/** What a section of a runbook is about, by words of its heading. */
const runbookParts: readonly (readonly [string, RegExp])[] = [
  ['impact', /impact|summary|overview|symptom|affected|what (?:is (?:wrong|broken|down)|breaks|it means|(?:users|customers)\b)|(?:users|customers) (?:see|notice|feel)|blast radius|consequence|severity|at a glance|background/i],
  ['detection', /detect|alert|symptom|trigger|signal|how (?:do )?(?:we|you) know|how (?:did )?(?:you|i|we) g[eo]t here|why (?:you are|you were|am i|were you|are you) |\bpaged\b|\bwoken?\b|dashboard|\bmonitor|recogni[sz]e|\bobserv/i],
  ['decision', /decid|decision|when (?:not )?to|\bwhether\b|should (?:you|i|we)\b|diagnos|triage|assess|investigat|criteria|\bno[- ]?go\b|fail ?over when|fail ?over (?:if|only)|fail ?over\?|not fail ?over|\bor not\b|\bchoose\b/i],
  ['steps', /\bsteps?\b|fail ?over|switch ?over|promot|mitigat|procedure|resol(?:ve|ution)|\bfix\b|recover(?!y objective)|remediat|what to do|\brestore\b|respon(?:d|se)\b|\bact(?:ions?)?\b|execut|\bdo it\b|instructions/i],
  ['verification', /verif|validat|confirm|\bcheck(?!-?list)|do(?:es)? it work|did it work|is it (?:back|up|working|well|over)|\bproves?\b|smoke|make sure|sanity|works? again|\btest (?:it|that|the)\b|healthy/i],
  ['rollback', /roll(?:ing)?[ -]?back|fail(?:ing)?[ -]?back|\bundo\b|back(?:ing)? out|way back|\babort|\brevert|plan b\b|fall ?back|\bnot (?:back|better|solved|up|fixed|over)\b|still (?:down|broken|not|failing|gone)|last resort|trouble ?shoot|n.t (?:work|help)|not work|goes wrong|\bgo(?:ing)? back|back again|(?:\bif|\bwhen(?! (?:to|not)\b)|\bshould(?= (?:it|this|that|the)\b)|\bin case)\b.{0,20}\b(?:it|this|that|fail ?-?over|switch ?over|promotion|step|something|nothing|none)\b.{0,40}(?:fail|hang|stuck|not\b|n.t\b|wrong|helps?\b)/i],
  ['communication', /communicat|\bcomms\b|inform|notif|status (?:page|updates?)|\btell(?:ing)?\b|announce|stakeholder|\bnews\b|updates\b|keep .{1,30} posted|let .{1,30} know|broadcast/i],
  ['escalation', /escalat|contacts?\b|who(?:m)? to (?:call|page|ask|wake)|call (?:for )?help|\b(?:more|need|get|ask for) help|next (?:person|level|in line)|call (?:the )?next/i],
  ['afterwards', /^[\W\d]*(?:step |phase )?\d*\W*after\b(?! ?\d)|\bafterwards?\b|aftermath|aftercare|what comes after|follow[ -]?up|clean(?:ing)?[ -]?up|tidy|post-?mortem|learn|(?:when|once) it is over|next (?:morning|day|working day)|tomorrow|the (?:morning|days?) after|wrap(?:ping)?[ -]?up|(?:incident|blameless) review|retrospective|loose ends|clos(?:e|ing) the incident/i],
]

/** What a statement of a runbook tells without a heading that says so. */
const runbookSigns: readonly (readonly [string, RegExp])[] = [
  ['impact', /\b(?:can ?not|can.t|could not|unable to|no longer) (?:be (?!reached|restored|undone)\w+|order|pay|log ?in|buy|check ?out|use|see|place|open|work)\b|\b(?:customers?|users?|buyers?|clients?|visitors?|shoppers?)\b.{0,60}\b(?:see|get|notice|lose|fail|unable|cannot|can.t|error|wait)|\b(?:no|every|all|each)\b.{0,30}\b(?:requests?|orders?|payments?|sales?|customers?|users?)\b.{0,40}\b(?:fail|lost|down|unavailable|rejected|can\b|5\d\d)|\b(?:nobody|no one|no customers?|no users?) can\b|\b(?:major|full|complete|partial|total) outage\b/i],
  ['decision', /\b(?:when|if|while|unless|once|as long as)\b.*\b(?:do not|don.t|never|only|hold off|go ahead)\b|\b(?:do not|don.t|never|only|hold off|go ahead)\b.*\b(?:when|if|while|unless|once|as long as)\b|\b(?:do not|don.t|never)\b.{0,20}\b(?:fail(?:ing)? ?-?over|promot|switch ?over)/i],
  ['verification', /\b(?:verify|verifies|check (?:that|whether|if)|confirm|make sure|expect(?:ed)?|should (?:print|return|answer|show|say|be)|must (?:print|return|answer|show|say))\b/i],
  ['rollback', /\b(?:if|when|should|in case)\b.{0,20}\b(?:it|this|that|fail ?-?over|switch ?over|promotion|step|command|reboot)\b.{0,40}\b(?:fails?|hangs?|stuck|does not|doesn.t|did not|didn.t|times? out|not )|\broll(?:ing)? back\b|\bfail(?:ing)? back\b/i],
  ['afterwards', /post-?mortem|follow[ -]up|(?:incident|blameless) review|review without blame|retrospective|lessons|\b(?:next|following) (?:morning|working day)|within .{1,20} (?:working )?(?:days?|week)\b/i],
]

/** How long something takes, in digits or in words. */
export const duration = /\b(?:\d+(?:\.\d+)?|an?|one|two|three|four|five|ten|fifteen|twenty|thirty|forty[- ]?five|sixty|half an?|(?:a )?quarter of an?)[ -]?(?:m|mins?|minutes?|h|hours?|hrs?)\b|\bT ?\+ ?\d+|\bPT?\d+[MH]\b/i
const calls = /\b(?:call|ring|phone|wake|page (?:the|them|him|her|whoever|an?|our|your|@\w+)\b|paged\b|pager\b|escalat\w*|hand (?:it |this )?over to|get help|pull in|bring in|contact|pager ?duty|opsgenie|second(?:ary)?\b|next level)/i
const shared = /\b(?:news|updates?|posts?|posting|write|tell|inform|announce|report|status|message|communicat\w*|brief|broadcast|channel|stakeholders?)\b|#[a-z]/i
const cadence = /\b(?:every|each|per)\s+(?:\d+|five|ten|fifteen|twenty|thirty|half|quarter)[ -]*(?:of an?|an?|m\b|min|hour|h\b|$| *\|)|\bevery (?:hour|quarter|half)|\bhourly\b|\b(?:\d+|five|ten|fifteen|twenty|thirty)[ -]min(?:ute)?s? (?:interval|cadence|rhythm|steps|beat)|(?:interval|cadence|rhythm|frequency|every)\W{1,4}(?:\d+|five|ten|fifteen|twenty|thirty) ?m|\bminutes? \d+(?:, \d+)+|:00\b.{1,12}:(?:10|15|20|30)\b|\bnext (?:news|update|message|post)\b.{0,20}\b(?:in|within|after) (?:\d+|five|ten|fifteen|twenty|thirty)/i

/** A statement that news are given at fixed times. */
export const isCadence = (text: string, isUnderNews: boolean): boolean => cadence.test(text) && (isUnderNews || shared.test(text))
/** Somebody is called. */
export const isCall = (text: string): boolean => calls.test(text)
/** A statement that somebody is called after some time. */
export const isEscalation = (text: string, isUnderCalls: boolean): boolean => (duration.test(text) || /\b(?:at once|immediately|right away|straight away|now)\b/i.test(text)) && (calls.test(text) || isUnderCalls && !cadence.test(text))

/** What a statement of a runbook tells, by its words. */
export const signsOf = (text: string, role: string): readonly string[] => role === 'runbook' ? runbookSigns.filter(([, pattern]) => pattern.test(text)).map(([name]) => name) : []

const postmortemParts: readonly (readonly [string, RegExp])[] = [
  ['impact', /impact|summary|what users saw/i],
  ['timeline', /time ?line|chronolog|what happened/i],
  ['factors', /contribut|factors?\b|causes?\b|five whys|5 whys|\bwhy\b/i],
  ['well', /went well|worked|lucky|luck\b|lessons/i],
  ['actions', /action|follow[ -]?up|next steps|to ?do/i],
]

const partsOfRole = (role: string): typeof runbookParts => role === 'postmortem' ? postmortemParts : runbookParts

/** What a section is about, by its heading. */
export const partsOf = (heading: string, role: string): readonly string[] => partsOfRole(role).filter(([, pattern]) => pattern.test(heading)).map(([name]) => name)

/** The parts that a page of a role has; none where the role asks for none. */
export const wantedParts = (role: string): readonly string[] => role === 'runbook' || role === 'postmortem' ? partsOfRole(role).map(([name]) => name) : []
