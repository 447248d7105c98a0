/** What a section of a runbook is about, by words of its heading. */
const runbookParts: readonly (readonly [string, RegExp])[] = [
  ['impact', /impact|summary|overview|symptom|what (?:is wrong|users see)/i],
  ['detection', /detect|alert|symptom|trigger|signal|how (?:do )?(?:we|you) know/i],
  ['decision', /decid|decision|when (?:not )?to|diagnos|triage|assess|investigat/i],
  ['steps', /\bsteps?\b|fail ?over|mitigat|procedure|resol(?:ve|ution)|\bfix\b|recover(?!y objective)|remediat|what to do|\brestore\b|respon(?:d|se)\b|\bact(?:ions?)?\b/i],
  ['verification', /verif|validat|confirm|\bcheck/i],
  ['rollback', /roll(?:ing)?[ -]?back|fail(?:ing)?[ -]?back|\bundo\b|back(?:ing)? out|way back/i],
  ['communication', /communicat|inform|notif|status page|tell /i],
  ['escalation', /escalat|contacts?\b|who to call/i],
  ['afterwards', /\bafter|follow[ -]?up|clean(?:ing)?[ -]?up|post-?mortem|learn/i],
]

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
