import { nearest } from '../../src/core/nearest'
import type { Check, LazyFix } from '../../src/core/rule'
import type { Facts } from '../../src/languages/docker/facts'

/** Images whose environment holds nothing but PATH. */
const isPlain = ({ root: { registry, repository } }: Facts['docker.Stage']): boolean => registry === 'docker.io' && typeof repository === 'string' && /^(?:alpine|busybox|debian|ubuntu)$/.test(repository)

/** One letter is another, too many or missing, or two are swapped. */
function isOneSlip(a: string, b: string): boolean {
  let i = 0
  while (i < a.length && a[i] === b[i]) i++
  const same = (inA: number, inB: number): boolean => a.slice(i + inA) === b.slice(i + inB)
  return same(1, 1) || same(1, 0) || same(0, 1) || a[i] === b[i + 1] && a[i + 1] === b[i] && same(2, 2)
}

const check: Check<Facts['docker.Instruction']> = function* (instruction, { unknown }) {
  const { stage, keyword, undeclared } = instruction
  if (!stage || keyword === 'FROM' || undeclared.length === 0) return
  const globals = new Set(instruction.file.args.map(argument => argument.name)), own = new Set(keyword === 'ENV' ? instruction.words.map(word => word.split('=', 1)[0]) : [])
  // A text of so many variables is none that somebody has typed.
  const isTyped = stage.args.size + stage.env.size < 500 && undeclared.length < 500
  const known = isTyped ? new Set([...stage.args.keys(), ...stage.env.keys(), 'PATH']) : new Set<string>()
  for (const [index, name] of undeclared.entries()) {
    if (globals.has(name)) continue
    // What the same ENV sets is another cause.
    if (own.has(name)) continue
    const close = known.has(name) ? name : name.length > 3 ? nearest(name, known) : null
    const near = close !== null && (name.length > 5 || isOneSlip(name.toLowerCase(), close.toLowerCase())) ? close : null
    if (near === null && stage.root.isScratch !== true && !isPlain(stage)) { unknown(`$${name}`); continue }
    const path = `undeclared[${index}]`
    if (near === name) { yield { values: { index, name }, message: `'$${name}' is empty here; it is declared only further down.` }; continue }
    const fixes: readonly LazyFix[] = near === null ? [] : [{ title: `Use '${near}'`, safety: 'review', edits: () => [{ kind: 'set', path, value: `\${${near}}` }] }]
    yield { values: { index, name }, fixes, ...near === null ? {} : { message: `Nothing declares '$${name}'; '${near}' is near.` } }
  }
}

export default check
