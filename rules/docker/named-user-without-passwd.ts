import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/docker/facts'

/** The first part of `user:group` that is a name. */
const nameIn = (text: string): string | null => text.split(':').find(part => part !== '' && !/^\d+$/.test(part)) ?? null

const check: Check<Facts['docker.Stage']> = function* (stage, { unknown }) {
  const { hasNoPasswd, userInstruction, user } = stage
  if (hasNoPasswd === false) return
  if (isUnknown(hasNoPasswd)) {
    unknown(hasNoPasswd.source)
    return
  }
  // A user of a base stage is reported there.
  if (userInstruction && userInstruction.stage?.index === stage.index && stage.isFinal) {
    if (isUnknown(user)) unknown(user.source)
    else {
      const name = nameIn(user)
      // That it is root is another rule's business, which also mends the name.
      if (name !== null && name !== 'root') yield { at: userInstruction.locate('name'), values: { name } }
    }
  }
  for (const copy of stage.copies) {
    if (copy.chown === null) continue
    if (isUnknown(copy.chown)) unknown(copy.chown.source)
    else {
      const name = nameIn(copy.chown)
      if (name !== null && name !== 'root') yield { at: copy.locate('chown'), values: { name } }
    }
  }
}

export default check
