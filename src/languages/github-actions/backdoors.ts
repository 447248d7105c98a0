// Workflows that known attacks have left in repositories, as of 2026-11. Sources: the public write-ups of Shai-Hulud (StepSecurity and
// Wiz, September and November 2025) and of GhostAction (GitGuardian, September 2025).
import type { WorkflowNode } from './workflow'

interface Trace { readonly campaign: string; readonly date: string; fits(workflow: WorkflowNode, text: string): boolean }

const traces: readonly Trace[] = [
  { campaign: 'Shai-Hulud', date: 'September 2025', fits: ({ fileName }, text) => /^shai-hulud/i.test(fileName) || /webhook\.site\/bb8ca5f6-4175-45d2-b042-fc9ebb8170b7/i.test(text) },
  { campaign: 'Shai-Hulud', date: 'November 2025', fits: (workflow, text) => /\bSHA1-?HULUD\b/i.test(text) || workflow.events.includes('discussion') && /^discussion\.ya?ml$/i.test(workflow.fileName) && workflow.jobs.some(job => job.runner.isSelfHosted === true && job.runs.some(run => run.expressions.some(expression => expression.source === 'github.event.discussion.body'))) },
  { campaign: 'Shai-Hulud', date: 'November 2025', fits: ({ fileName }, text) => /^formatter_\d+\.ya?ml$/i.test(fileName) && /toJSON\(\s*secrets\s*\)/i.test(text) },
  { campaign: 'GhostAction', date: 'September 2025', fits: (_, text) => /bold-dhawan\.45-139-104-115\.plesk\.page/i.test(text) },
]

/** The attack whose workflow this is; null where it is none that is known. */
export function backdoorOf(workflow: WorkflowNode): string | null {
  const found = traces.find(trace => trace.fits(workflow, workflow.model.wholeText))
  return found ? `${found.campaign} (${found.date})` : null
}
