import type { Change } from '../../src/core/fact'
import type { Check, LazyFix } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts, Instruction, Stage, Variable } from '../../src/languages/docker/facts'

const check: Check<Facts['docker.Variable']> = function* (variable, { unknown }) {
  if (!variable.isSecretName) return
  const { looksSecret, isHarmless, keyword, name, stage } = variable
  if (looksSecret === true || isHarmless === true) return
  if (isUnknown(looksSecret)) return unknown(looksSecret.source)
  if (isUnknown(isHarmless)) return unknown(isHarmless.source)
  if (keyword === 'ARG') yield { ...stage && !stage.ships ? { message: `Build argument '${name}' leaves a credential in the build cache.` } : {}, fixes: mounted(variable) }
  else if (stage?.ships) yield { severity: 'error', message: `ENV puts '${name}' into the image, where everyone who can pull it reads it.` }
  else yield { message: `ENV puts '${name}' into a layer, where the build cache keeps it.` }
}

function isFrom(stage: Stage | null, other: Stage): boolean {
  let each = stage
  while (each && each !== other) each = each.base
  return each !== null
}

/** Gives an argument without default to the one RUN that names it. */
function mounted(variable: Variable): readonly LazyFix[] {
  const { name, value, stage, onbuild, index, file } = variable
  // Frontends before 1.10 know no `env` of a mount.
  if (value !== null || !stage || onbuild || !/^\w+$/.test(name) || stage.isWindows !== false || /:1\.\d(?:\.|-|$)/.test(file.syntax ?? '')) return []
  return [{
    title: `Read it from the secret ${name} of the build`, safety: 'suggest',
    edits: (): readonly Change[] | null => {
      const mention = new RegExp(`\\b${name}\\b`), says = ({ text, heredocs }: Instruction): boolean => mention.test(text) || heredocs.some(body => mention.test(body.text))
      const users = file.instructions.filter(other => other.index !== index && says(other) && (isFrom(other.stage, stage) || other.stage === null))
      const at = stage.runs.findIndex(run => run.index === users[0]?.index), run = stage.runs[at]
      if (users.length !== 1 || !run || run.index < index || run.form === 'exec') return null
      return [{ kind: 'remove', path: '' }, { kind: 'append', path: `stage.runs[${at}].mounts`, value: `type=secret,id=${name},env=${name}` }]
    },
  }]
}

export default check
