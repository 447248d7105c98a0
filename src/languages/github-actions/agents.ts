// AI agents and how they are set up, written from knowledge on 2026-11-28; which entries were compared with their source is not recorded (the action.yml and README of each action, the command lines' own help).
import { entries } from '../yaml/walk'
import type * as facts from './facts'
import { textIn } from './node'
import type { StepNode } from './step'

interface Kind {
  /** Inputs that the model reads as instructions. */
  readonly prompts: RegExp
  /** Inputs whose text sets options of the command line. */
  readonly options?: RegExp
  readonly tools?: RegExp
  /** Inputs that say who may start it. */
  readonly users?: RegExp
  /** Settings that take its fences down: input and value. */
  readonly unsafe?: readonly (readonly [input: RegExp, value: RegExp])[]
  /** It edits files and runs commands, unlike one that only answers. */
  readonly acts: boolean
}

const skip = /--dangerously-skip-permissions\b|--permission-mode[= ]["']?bypassPermissions|--dangerously-bypass-approvals-and-sandbox\b|danger-full-access|--yolo\b|--approval-mode[= ]["']?yolo|--allow-all-(?:tools|paths)\b/
const claude: Kind = { prompts: /^(?:prompt|direct_prompt|override_prompt|custom_instructions|system_prompt|append_system_prompt)$/, options: /^claude_args$/, tools: /^(?:allowed_tools|claude_args)$/, users: /^allowed_(?:non_write_users|bots)$/, unsafe: [[/^claude_args$/, skip]], acts: true }
const actions: ReadonlyMap<string, Kind> = new Map(Object.entries({
  'anthropics/claude-code-action': claude, 'anthropics/claude-code-base-action': claude,
  'openai/codex-action': { prompts: /^prompt$/, options: /^codex-args$/, users: /^allow-(?:users|bots)$/, unsafe: [[/^sandbox$/, /^danger-full-access$/], [/^safety-strategy$/, /^unsafe$/], [/^codex-args$/, skip]], acts: true },
  'google-github-actions/run-gemini-cli': { prompts: /^prompt$/, tools: /^settings$/, unsafe: [[/^settings$/, /"sandbox"\s*:\s*false/]], acts: true },
  'google-gemini/gemini-cli-action': { prompts: /^prompt$/, tools: /^settings(?:_json)?$/, unsafe: [[/^settings(?:_json)?$/, /"sandbox"\s*:\s*false/]], acts: true },
  'actions/ai-inference': { prompts: /^(?:prompt|system-prompt)$/, acts: false },
}))

/** Tools with which an agent changes files or runs commands of any kind: `Bash(git log:*)` is a narrow one. */
const powerful = /(?:^|[\s,"'[])(Bash(?:\(\*?(?::\*)?\))?|Write|Edit|MultiEdit|NotebookEdit|run_shell_command|write_file|replace|shell)(?=$|[\s,"'\]])/

/** The agent that a step starts; null where it starts none. */
export function agentOf(step: StepNode): facts.Agent | null {
  const { uses, run } = step, kind = uses?.slug ? actions.get(uses.slug) : undefined
  if (kind && uses) {
    const found = [...entries(step.child('with'))].flatMap(pair => pair.name === null ? [] : [{ key: pair.name, text: textIn(pair.value) ?? '', at: `with["${pair.name}"]` }])
    const users = kind.users && found.find(({ key, text }) => kind.users!.test(key) && /(?:^|[\s,])\*(?:$|[\s,])/.test(text))
    const unsafe = found.find(({ key, text }) => kind.unsafe?.some(([input, value]) => input.test(key) && value.test(text)))
    const tools = kind.tools ? found.flatMap(({ key, text, at }) => { const tool = kind.tools!.test(key) ? powerful.exec(allowedIn(key, text))?.[1] : undefined; return tool ? [{ tool, at }] : [] }) : []
    return {
      name: uses.text.replace(/@.*/s, ''), acts: kind.acts, opens: users ? `${users.key}: ${users.text}` : null, opensAt: users?.at ?? 'uses',
      unsafe: unsafe ? skip.exec(unsafe.text)?.[0] ?? `${unsafe.key}: ${unsafe.text.length > 40 ? '…' : unsafe.text}` : null, unsafeAt: unsafe?.at ?? 'uses', tool: tools[0]?.tool ?? null, toolAt: tools[0]?.at ?? 'uses',
    }
  }
  const command = run?.commands.find(({ name, words }) => typeof name === 'string' && (/^(?:claude|codex|gemini|copilot)$/.test(name) && words.length > 0 && !words.some(word => /^(?:--version|-v|--help|mcp|config|login|update|install)$/.test(String(word)))))
  if (!command) return null
  const unsafe = skip.exec(command.text)?.[0] ?? null, tool = /--allowed-?[tT]ools?[= ]["']?([^\n]*)/.exec(command.text)?.[1]
  return { name: String(command.name), acts: true, opens: null, opensAt: 'run', unsafe, unsafeAt: 'run', tool: tool ? powerful.exec(tool)?.[1] ?? null : null, toolAt: 'run' }
}

/** The part of an input that lists tools which are allowed. */
function allowedIn(key: string, text: string): string {
  if (key === 'claude_args') return [...text.matchAll(/--allowed-?[tT]ools[= ]+("[^"]*"|'[^']*'|[^\n]*?(?=\s--|\n|$))/g)].map(match => match[1]).join(' ')
  if (!key.startsWith('settings')) return text
  return /"(?:coreTools|allowed)"\s*:\s*\[([^\]]*)\]/.exec(text)?.[1] ?? ''
}

/** Does the model read an input as instructions? */
export const isPrompt = (step: StepNode | null, input: string): boolean => actions.get(step?.uses?.slug ?? '')?.prompts.test(input.toLowerCase()) === true
