import { constantText, type Block, type Expression } from './hcl/tree'
import type { Model } from './model'
import { isOverride, nameOf } from './source'
import type { SourceFile } from './value'

/** An address as `moved`, `removed` and `import` name it. */
interface Address {
  readonly text: string
  /** Without the keys of its last step: `aws_sqs_queue.a` of `aws_sqs_queue.a["eu"]`. */
  readonly base: string
  readonly hasKey: boolean
  readonly kind: 'module' | 'resource' | 'data'
  readonly isNested: boolean
}

function readAddress(expression: Expression, file: SourceFile): Address | null {
  const steps: { readonly name: string; readonly hasKey: boolean }[] = []
  let node = expression, hasKey = false
  for (;;) {
    if (node.kind === 'index') { hasKey = true; node = node.target; continue }
    if (node.kind === 'getAttribute') { steps.unshift({ name: node.name, hasKey }); hasKey = false; node = node.target; continue }
    if (node.kind !== 'variable') return null
    steps.unshift({ name: node.name, hasKey })
    break
  }
  const names = steps.map((step) => step.name)
  let at = 0
  while (names[at] === 'module' && names.length > at + 1) at += 2
  const rest = names.slice(at), kind = rest.length === 0 && at > 0 ? 'module' : rest[0] === 'data' && rest.length === 3 ? 'data' : rest.length === 2 ? 'resource' : null
  const text = file.hcl.text.slice(...expression.span)
  return kind && { text, base: names.join('.'), hasKey: steps.at(-1)!.hasKey, kind, isNested: at > 0 && kind !== 'module' || at > 2 }
}

/** What is wrong with a `moved`, `removed` or `import` block, and with which of its arguments. */
export interface RefactoringProblem { readonly at: string; readonly message: string }

const argument = (block: Block, name: string): Expression | null => { const item = block.body.items.find((one) => one.kind === 'attribute' && one.name === name); return item?.kind === 'attribute' ? item.value : null }

/** Terraform's objections to a block that tells what became of a resource. */
export function refactoringProblem(model: Model, file: SourceFile, block: Block): RefactoringProblem | null {
  if (block.type !== 'moved' && block.type !== 'removed' && block.type !== 'import' || isOverride.test(nameOf(file.path))) return null
  const read = (name: string): Address | null | undefined => { const value = argument(block, name); return value ? constantText(value) !== null && block.type !== 'import' ? null : readAddress(value, file) : undefined }
  if (block.type === 'import') {
    if (model.isRoot === false) return { at: 'type', message: 'Only a root module imports, and this one is called by another' }
    const to = read('to')
    if (to === null) return { at: 'to', message: 'This is no address of a resource' }
    if (to?.kind === 'data') return { at: 'to', message: 'A data source cannot be imported' }
    if (to?.kind === 'module') return { at: 'to', message: 'A module cannot be imported, only its resources' }
    const keys = ['id', 'identity'].filter((name) => argument(block, name))
    if (!keys.length) return { at: 'type', message: 'The import says neither id nor identity' }
    if (keys.length > 1) return { at: 'identity', message: 'The import has both id and identity' }
    const others = to && !argument(block, 'for_each') ? blocksOf(model, 'import').filter((one) => one.block !== block && sameTarget(one, to)) : []
    if (to && others.some((one) => comesBefore(one, file, block))) return { at: 'to', message: `'${to.text}' is imported twice` }
    return null
  }
  const from = read('from')
  if (from === null) return { at: 'from', message: 'This is no address of a resource or module' }
  if (from === undefined) return null
  if (from.kind === 'data') return { at: 'from', message: 'A data source has no state that could be moved or removed' }
  const isDeclared = (address: Address): boolean => !address.isNested && (address.kind === 'module' ? model.source.calls.has(address.base.replace(/^module\./, '')) : model.source.resources.has(address.base))
  if (block.type === 'removed') {
    if (from.hasKey) return { at: 'from', message: 'A removed block names a resource as a whole, not one of its instances' }
    return isDeclared(from) ? { at: 'from', message: `'${from.text}' is still declared` } : null
  }
  const to = read('to')
  if (to === null) return { at: 'to', message: 'This is no address of a resource or module' }
  if (to === undefined) return null
  if (to.kind === 'data') return { at: 'to', message: 'A data source has no state that could be moved' }
  if (from.kind !== to.kind) return { at: 'to', message: `A ${from.kind} cannot become a ${to.kind}` }
  if (from.text.replace(/\s/g, '') === to.text.replace(/\s/g, '')) return { at: 'to', message: 'Both addresses are the same' }
  if (!from.hasKey && from.base !== to.base && isDeclared(from)) return { at: 'from', message: `'${from.text}' is still declared` }
  const all = blocksOf(model, 'moved').filter((one) => one.block !== block).flatMap((one) => {
    const a = argument(one.block, 'from'), b = argument(one.block, 'to'), other = a && readAddress(a, one.file), target = b && readAddress(b, one.file)
    return other && target ? [{ ...one, from: other, to: target }] : []
  })
  for (const other of all) {
    if (!comesBefore(other, file, block)) continue
    if (other.from.text === from.text) return { at: 'from', message: `'${from.text}' is moved twice` }
    if (other.to.text === to.text) return { at: 'to', message: `Two blocks move something to '${to.text}'` }
  }
  const next = new Map(all.map((one) => [one.from.text, one.to.text]))
  for (let at = to.text, i = 0; i <= next.size; i++) {
    const following = next.get(at)
    if (following === undefined) break
    if (following === from.text) return { at: 'to', message: `The moves lead back to '${from.text}'` }
    at = following
  }
  return null
}

const sameTarget = ({ file, block }: Placed, to: Address): boolean => { const value = argument(block, 'to'); return value !== null && readAddress(value, file)?.text === to.text }

interface Placed { readonly file: SourceFile; readonly block: Block }

const blocksOf = (model: Model, type: string): readonly Placed[] => model.source.others.flatMap((section) => section.block!.type === type ? [{ file: section.file, block: section.block! }] : [])

const comesBefore = (one: Placed, file: SourceFile, block: Block): boolean => one.file.path < file.path || one.file.path === file.path && one.block.span[0] < block.span[0]
