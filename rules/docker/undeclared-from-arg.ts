import { nearest } from '../../src/core/nearest'
import type { Check, LazyFix } from '../../src/core/rule'
import type { Facts } from '../../src/languages/docker/facts'

/** Arguments that FROM knows without an ARG. */
const platform: readonly string[] = ['BUILDPLATFORM', 'TARGETPLATFORM', 'BUILDARCH', 'TARGETARCH', 'BUILDOS', 'TARGETOS']

const check: Check<Facts['docker.Instruction']> = function* (instruction) {
  if (instruction.keyword !== 'FROM' || instruction.onbuild) return
  for (const [index, name] of instruction.undeclared.entries()) {
    // In the name of a stage no variable is replaced, whether it is declared or not.
    if (instruction.stage?.name?.includes(name) && !instruction.stage.image.text.includes(name) && !instruction.flags.some(flag => String(flag.value).includes(name))) continue
    const near = nearest(name, [...instruction.file.args.map(argument => argument.name), ...platform]), path = `undeclared[${index}]`
    const fixes: readonly LazyFix[] = near === null ? [] : [{ title: `Use '${near}'`, safety: 'review', edits: () => [{ kind: 'set', path, value: `\${${near}}` }] }]
    yield { values: { index, name }, fixes, ...near === null ? {} : { message: `No ARG above the first FROM declares '$${name}'; '$${near}' is near.` } }
  }
}

export default check
