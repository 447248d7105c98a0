import type { Environment } from '../../core/language'
import { isKnown } from '../../core/value'
import type { Tree } from './expression'
import type { ExpressionNode } from './expressions'

/** Folders that one search looks into at most. */
const most = 300

/** Does something in the workspace match a pattern of `hashFiles`? Null where nobody can tell. */
function matches(environment: Environment, pattern: string): boolean | null {
  const segments = pattern.replace(/^\.\//, '').split('/').filter(Boolean)
  if (segments.length === 0 || segments.includes('..') || /^[/~!]|[{}\\]/.test(pattern)) return null
  const tests = segments.map(segment => segment === '**' ? null : new RegExp(`^${segment.replace(/[.+^$()|]/g, '\\$&').replace(/\*+/g, '[^/]*').replace(/\?/g, '[^/]')}$`, 'i'))
  let budget = most, isUnknown = false
  const search = (folder: string, at: number): boolean => {
    if (budget-- <= 0) { isUnknown = true; return false }
    const names = environment.names(folder), test = tests[at]
    if (!isKnown(names)) { isUnknown = true; return false }
    const below = (name: string): string => folder === '' ? name : `${folder}/${name}`
    if (test === null) {
      if (at === tests.length - 1) return names.length > 0
      if (search(folder, at + 1)) return true
      return environment.folders(folder).some(path => !/(?:^|\/)(?:\.git|node_modules)$/.test(path) && search(path, at))
    }
    if (test === undefined) return true
    const found = names.filter(name => test.test(name))
    return at === tests.length - 1 ? found.length > 0 : found.some(name => environment.folders(folder).includes(below(name)) && search(below(name), at + 1))
  }
  const found = search('', 0)
  return found ? true : isUnknown ? null : false
}

/** The arguments of those calls of `hashFiles` that match no file of the workspace, and none that the job may make. */
export function unmatched(expression: ExpressionNode): readonly Tree[] {
  const { job, workflow, model, tree } = expression
  if (!tree || !job || !workflow || workflow.isReusable || workflow.isTemplate || !/hashfiles/i.test(expression.source)) return []
  if (job.steps.some(step => step.uses?.slug === 'actions/checkout' && (step.with.has('repository') || step.with.has('path')))) return []
  const texts = job.steps.map(step => step.run?.text ?? '').join('\n'), found: Tree[] = []
  const visit = (node: Tree): void => {
    if (node.kind === 'call') {
      node.arguments.forEach(visit)
      if (node.name.toLowerCase() !== 'hashfiles' || node.arguments.length === 0) return
      const none = node.arguments.every(argument => {
        if (argument.kind !== 'literal' || typeof argument.value !== 'string') return false
        const name = argument.value.split('/').at(-1)!.split('*').sort((a, b) => b.length - a.length)[0]!
        return name !== '' && !texts.includes(name) && matches(model.environment, argument.value) === false
      })
      if (none) found.push(node.arguments[0]!)
    } else if (node.kind === 'index') { visit(node.object); if (node.index) visit(node.index) } else if (node.kind === 'not') visit(node.operand)
    else if (node.kind === 'logical') node.operands.forEach(visit)
    else if (node.kind === 'compare') { visit(node.left); visit(node.right) }
  }
  visit(tree)
  return found
}
