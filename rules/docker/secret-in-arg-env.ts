import type { Change } from '../../src/core/fact'
import type { Check, LazyFix } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts, File, Instruction, Stage, Variable } from '../../src/languages/docker/facts'

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

/** The instructions that say each name of a file's text. */
const mentions = new WeakMap<File, ReadonlyMap<string, readonly Instruction[]>>()

function mentionsIn(file: File): ReadonlyMap<string, readonly Instruction[]> {
  const known = mentions.get(file)
  if (known) return known
  const found = new Map<string, Instruction[]>()
  for (const instruction of file.instructions) {
    const texts = [instruction.text, ...instruction.heredocs.map(({ text }) => text)]
    for (const name of new Set(texts.flatMap(text => text.match(/[A-Za-z_]\w*/g) ?? []))) {
      const others = found.get(name)
      if (others) others.push(instruction)
      else found.set(name, [instruction])
    }
  }
  mentions.set(file, found)
  return found
}

/** Gives an argument without default to the one RUN that names it. */
function mounted({ name, value, stage, onbuild, index, file }: Variable): readonly LazyFix[] {
  // Frontends before 1.10 know no `env` of a mount.
  if (value !== null || !stage || onbuild || stage.isWindows !== false || /:1\.\d(?:\.|-|$)/.test(file.syntax ?? '')) return []
  const users = (mentionsIn(file).get(name) ?? []).filter(other => other.index !== index && (other.stage === null || isFrom(other.stage, stage)))
  if (users.length !== 1 || users[0]!.index < index) return []
  const at = stage.runs.findIndex(run => run.index === users[0]!.index)
  if (at < 0 || stage.runs[at]!.form === 'exec') return []
  return [{
    title: `Read it from the secret ${name} of the build`, safety: 'suggest',
    edits: (): readonly Change[] => [{ kind: 'remove', path: '' }, { kind: 'append', path: `stage.runs[${at}].mounts`, value: `type=secret,id=${name},env=${name}` }],
  }]
}

export default check
