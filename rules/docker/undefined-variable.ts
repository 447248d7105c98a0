import { nearest } from '../../src/core/nearest'
import type { Check, LazyFix } from '../../src/core/rule'
import type { Facts } from '../../src/languages/docker/facts'

const check: Check<Facts['docker.Instruction']> = function* (instruction, { unknown }) {
  const { stage, keyword, file, undeclared } = instruction
  if (!stage || keyword === 'FROM') return
  for (const [index, name] of undeclared.entries()) {
    if (file.args.some(argument => argument.name === name)) continue
    // What the same ENV sets is another cause.
    if (keyword === 'ENV' && instruction.words.some(word => word.startsWith(`${name}=`))) continue
    const near = name.length > 3 ? nearest(name, [...stage.args.keys(), ...stage.env.keys()]) : null
    if (near === null && stage.root.isScratch !== true) { unknown(`$${name}`); continue }
    const path = `undeclared[${index}]`
    const fixes: readonly LazyFix[] = near === null ? [] : [{ title: `Use '${near}'`, safety: 'review', edits: () => [{ kind: 'set', path, value: `\${${near}}` }] }]
    yield { values: { index, name }, fixes, ...near === null ? {} : { message: `Nothing declares '$${name}'; '${near}' is near.` } }
  }
}

export default check
