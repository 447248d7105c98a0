import { Unknown, type Maybe } from '../../core/value'
import type * as facts from './facts'
import { ghVerb } from './permissions'
import type { CommandNode, RunNode, StepNode } from './step'

const tokens = ['GH_TOKEN', 'GITHUB_TOKEN'], enterprise = ['GH_ENTERPRISE_TOKEN', 'GITHUB_ENTERPRISE_TOKEN']
/** Commands that ask GitHub for nothing. */
const silent = /^(?:--version|--help|-h|version|help|auth|config|alias|completion|extension|ext)\b/
/** Commands that are about a repository, and take a number, a name or an address of something in it. */
const about = /^(?:pr (?:comment|edit|close|reopen|ready|lock|unlock|review|merge|view|diff|checks|checkout|update-branch)|issue (?:comment|edit|close|reopen|delete|pin|unpin|lock|unlock|view|transfer))$/
/** Commands that are about a repository as a whole. */
const within = /^(?:pr (?:list|ls|status)|issue (?:list|ls|status|create|new)|release (?:create|new|edit|delete|upload|delete-asset|view|list|ls|download)|workflow (?:run|enable|disable|list|view)|run (?:list|ls|view|watch|download|rerun|cancel|delete)|cache (?:list|ls|delete)|label (?:create|edit|delete|list)|variable (?:set|list|delete)|secret (?:set|list|delete))$/

interface Call { readonly verb: string; readonly node: CommandNode }

function callsOf(run: RunNode): readonly Call[] {
  return run.commands.flatMap(node => {
    const verb = node.command.name === 'gh' ? ghVerb(node.command) : null
    return verb === null ? [] : [{ verb, node }]
  })
}
const found = ({ verb, node }: Call, lacks: facts.GithubCall['lacks']): facts.GithubCall => ({ verb, lacks, span: node.command.nameSpan })

/** A step's environment has one of the names, or an earlier step has put it there. */
function has(step: StepNode, names: readonly string[]): boolean | null {
  if (names.some(name => step.env.has(name))) return true
  const container = step.job?.container
  if (container && (names.some(name => container.env.has(name)) || container.env.open)) return container.env.open === true ? null : true
  const mentions = new RegExp(`\\b(?:${names.join('|')})\\b`)
  if (step.isAfter(names[0]!, ({ run }) => run !== null && mentions.test(run.text), true)) return null
  return step.env.open || step.previous.open ? null : false
}

export function tokenlessCall(run: RunNode): Maybe<facts.GithubCall | null> {
  const { step } = run, calls = callsOf(run).filter(({ verb, node }) => !silent.test(verb) && ![...tokens, ...enterprise].some(name => node.assignments.has(name)) && !node.flags.includes('--help'))
  const [first] = calls
  if (!first) return null
  const given = has(step, tokens), isOwn = step.job?.runner.isSelfHosted
  if (given === true) return null
  if (has(step, enterprise) === true) {
    const named = has(step, ['GH_HOST'])
    return named === true || first.node.flags.includes('--hostname') ? null : named === null || isOwn !== false || step.job === null ? new Unknown(`gh ${first.verb}`) : found(first, 'host')
  }
  const signsIn = step.isAfter('sign in', ({ run }) => run !== null && /\bgh\s+auth\s+(?:login|setup-git)\b/.test(run.text), true)
  // Whoever uses an action may set the variable; one's own runner may be signed in.
  return given === null || signsIn || isOwn !== false ? new Unknown(`gh ${first.verb}`) : found(first, 'token')
}

export function homelessCall(run: RunNode): Maybe<facts.GithubCall | null> {
  const { step } = run, calls = callsOf(run).filter(call => needsRepository(call)), [first] = calls
  if (!first) return null
  const given = has(step, ['GH_REPO'])
  if (given === true) return null
  const brings = step.isAfter('checkout', ({ uses, run: script }) => uses !== null && (uses.form === 'local' || /checkout|clone/i.test(uses.text)) || script !== null && /\bgit(?:\s+-\S+)*\s+(?:clone|init|remote|worktree)\b|\bgh\s+repo\s+(?:clone|fork|set-default)\b|\bsvn\b/.test(script.text), true)
  if (brings) return null
  return given === null || step.job === null || step.job.runner.isSelfHosted !== false ? new Unknown(`gh ${first.verb}`) : found(first, 'repository')
}

function needsRepository({ verb, node }: Call): boolean {
  if (node.flags.some(flag => flag === '-R' || flag === '--repo' || flag === '--help') || node.command.words.some(word => /^(?:-R|--repo=)/.test(word.prefix) || /^--?[oeu](?:rg|nv|ser)?$/.test(word.value ?? ''))) return false
  if (within.test(verb)) return !node.command.words.some(word => /:\/\//.test(word.text))
  if (!about.test(verb)) return false
  // An address names its repository; a number does not.
  const target = node.command.words.filter(word => !word.prefix.startsWith('-'))[2]
  if (!target) return /^pr (?:view|checks|diff)$/.test(verb)
  return target.value !== null ? !/:\/\//.test(target.value) && !/^-/.test(target.value) : /number|\bnr\b|_nr\b|\bnum\b|_num\b|\bpr_?id\b/i.test(target.text) && !/url/i.test(target.text)
}

/** Where a step first fetches the list of packages of the system. */
export function firstRefresh(steps: readonly StepNode[]): { readonly step: number; readonly command: number } | null {
  for (const step of steps) {
    const call = step.run?.packageCalls.find(one => one.effect === 'refresh')
    if (call) return { step: step.index, command: call.command.index }
  }
  return null
}
