import { isKnown, Unknown, type Maybe, type Plain } from '../../core/value'
import type { Tree } from './expression'
import type { ConditionNode } from './expressions'
import type { JobNode } from './job'
import type { StepNode } from './step'
import type { TriggerNode, WorkflowNode } from './workflow'

/** What is known of a run before it starts: contexts in lower case and their values. */
type Start = Readonly<Record<string, Plain>>

const branch = 'zz-some-topic'
const onBranch: Start = { 'github.ref': `refs/heads/${branch}`, 'github.ref_name': branch, 'github.ref_type': 'branch', 'github.ref_protected': false, 'github.head_ref': '', 'github.base_ref': '' }

/** Runs that nobody has looked at yet: of an open pull request, of a branch that was pushed, of any branch that somebody starts by hand. */
const starts = {
  pullRequest: { 'github.event_name': 'pull_request', 'github.ref': 'refs/pull/17/merge', 'github.ref_name': '17/merge', 'github.ref_type': 'branch', 'github.head_ref': branch, 'github.event.pull_request.merged': false, 'github.event.pull_request.state': 'open' },
  push: { ...onBranch, 'github.event_name': 'push', 'github.event.ref': `refs/heads/${branch}` },
  dispatch: { ...onBranch, 'github.event_name': 'workflow_dispatch' },
} satisfies Record<string, Start>

export type Scenario = keyof typeof starts

const nothing = Symbol('nobody can tell')
type Value = Plain | typeof nothing

const isFalsy = (value: Plain): boolean => value === null || value === false || value === 0 || value === ''
const same = (a: Plain, b: Plain): boolean => typeof a === 'string' && typeof b === 'string' ? a.toLowerCase() === b.toLowerCase() : a === b || String(a ?? '') === String(b ?? '')

function nameOf(tree: Tree): string | null {
  if (tree.kind === 'context') return tree.name.toLowerCase()
  if (tree.kind !== 'index' || tree.index?.kind !== 'literal') return null
  const object = nameOf(tree.object)
  return object === null ? null : `${object}.${String(tree.index.value).toLowerCase()}`
}

function valueOf(tree: Tree, start: Start): Value {
  switch (tree.kind) {
    case 'literal': return tree.value
    case 'context': case 'index': {
      const name = nameOf(tree)
      return name !== null && Object.hasOwn(start, name) ? start[name]! : nothing
    }
    case 'not': { const value = valueOf(tree.operand, start); return value === nothing ? nothing : isFalsy(value) }
    case 'logical': {
      let isOpen = false, last: Value = null
      for (const operand of tree.operands) {
        last = valueOf(operand, start)
        if (last === nothing) isOpen = true
        // What decides alone decides whatever the others are.
        else if (isFalsy(last) === (tree.operator === '&&')) return tree.operator === '&&' || !isOpen ? last : true
      }
      return isOpen ? nothing : last
    }
    case 'compare': {
      const left = valueOf(tree.left, start), right = valueOf(tree.right, start)
      if (left === nothing || right === nothing || tree.operator !== '==' && tree.operator !== '!=') return nothing
      return same(left, right) === (tree.operator === '==')
    }
    case 'call': {
      const name = tree.name.toLowerCase()
      if (name === 'always' || name === 'success') return true
      if (name === 'failure' || name === 'cancelled') return false
      const values = tree.arguments.map(argument => valueOf(argument, start)), [a, b] = values
      if (values.length !== 2 || typeof a !== 'string' || typeof b !== 'string') return nothing
      const text = a.toLowerCase(), part = b.toLowerCase()
      return name === 'startswith' ? text.startsWith(part) : name === 'endswith' ? text.endsWith(part) : name === 'contains' ? text.includes(part) : nothing
    }
  }
}

/** A condition lets the run through; null where nobody can tell. */
function passes(condition: ConditionNode | null, start: Start): boolean | null {
  if (!condition || condition.hasTextOutside) return true
  const tree = condition.expression?.tree
  if (!tree) return condition.text.trim() === '' ? true : null
  const value = valueOf(tree, start)
  return value === nothing ? null : !isFalsy(value)
}

const both = (a: boolean | null, b: boolean | null): boolean | null => a === false || b === false ? false : a === null || b === null ? null : true
const everything = new Set(['*', '**', '**/*', '*/**'])

/** Pushing any branch starts it; null where nobody can tell. */
function startsOnAnyBranch({ branches, branchesIgnore, tags, tagsIgnore }: TriggerNode): boolean | null {
  if (branches) return branches.some(one => isKnown(one) && everything.has(one)) && !branches.some(one => isKnown(one) && one.startsWith('!')) ? true : branches.open || branches.some(one => !isKnown(one)) ? null : false
  return branchesIgnore !== null || tags === null && tagsIgnore === null
}

function triggers(workflow: WorkflowNode, scenario: Scenario): boolean | null {
  if (workflow.triggers.open) return null
  switch (scenario) {
    case 'pullRequest': return workflow.events.includes('pull_request')
    case 'dispatch': return workflow.events.includes('workflow_dispatch')
    case 'push': return workflow.triggers.filter(({ event }) => event === 'push').reduce<boolean | null>((found, trigger) => found === true ? true : startsOnAnyBranch(trigger) ?? found, false)
  }
}

/** A run of this kind gets to the job, and to the step of it. */
export function reaches(job: JobNode, step: StepNode | null, scenario: Scenario): Maybe<boolean> {
  const start = starts[scenario]
  let found = both(triggers(job.workflow, scenario), passes(step?.condition ?? null, start))
  found = both(found, passes(job.condition, start))
  // A job waits for those that it needs, unless its condition says otherwise.
  if (!job.condition?.hasStatusFunction) for (const ancestor of job.ancestors) if (!ancestor.condition?.hasStatusFunction) found = both(found, passes(ancestor.condition, start))
  if (found !== false && step) for (const earlier of step.previous) if (stopsRun(earlier)) found = both(found, null)
  return found ?? new Unknown(job.condition?.text ?? job.id)
}

/** A step that may end the job because of what started it. */
const stopsRun = (step: StepNode): boolean => step.run !== null && /\bexit [1-9]/.test(step.run.text) && /ref|branch|event/i.test(step.run.text)
