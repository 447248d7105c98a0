import { nearest } from '../../src/core/nearest'
import type { Check, LazyFix, Report } from '../../src/core/rule'
import type { Facts } from '../../src/languages/docker/facts'

const names: ReadonlySet<string> = new Set(['syntax', 'escape', 'check'])
/** Frontends that Docker publishes. */
const frontends: ReadonlySet<string> = new Set(['docker/dockerfile', 'docker/dockerfile-upstream', 'docker.io/docker/dockerfile', 'docker.io/docker/dockerfile-upstream'])

const check: Check<Facts['docker.File']> = function* (file) {
  for (const [index, { name, value, written, isDuplicate }] of file.directives.entries()) {
    const path = `directives[${index}]`, put = (title: string, at: string, text: string, safety: LazyFix['safety'] = 'review'): LazyFix => ({ title, safety, edits: () => [{ kind: 'set', path: at, value: text }] })
    const report = (at: string, message: string, ...fixes: LazyFix[]): Report => ({ at, message, fixes })
    if (isDuplicate) yield report(`${path}.name`, `'${name}' is written twice, and Docker refuses the second.`)
    else if (value === '') yield report(`${path}.name`, `The directive '${name}' has no value.`)
    else if (name === 'escape' && value !== '\\' && value !== '`') yield report(path, `'${value}' cannot escape anything; a backslash or a backtick can.`)
    else if (name === 'syntax') {
      const image = value.split(/[:@]/)[0]!, near = frontends.has(image) || !/^(?:docker\.io\/)?[^./]*\/[^/]*$/.test(image) ? null : nearest(image, [...frontends])
      if (near !== null) yield report(path, `There is no frontend '${image}'; '${near}' is near.`, put(`Use '${near}'`, path, near + value.slice(image.length)))
      else if (written !== name) yield report(`${path}.name`, `The directive '${written}' is not in small letters.`, put('Write it in small letters', `${path}.name`, name, 'safe'))
    } else if (written !== name) yield report(`${path}.name`, `The directive '${written}' is not in small letters.`, put('Write it in small letters', `${path}.name`, name, 'safe'))
  }
  for (const [index, comment] of file.comments.entries()) {
    if (comment.isDirective || comment.isSuppression) continue
    // A file that does without the other escape character knows that this is a comment.
    const isMeant = comment.directive === 'syntax' || comment.directive === 'escape' && file.instructions.some(({ text }) => text.endsWith('`'))
    if (isMeant && /^\S+$/.test(comment.directiveValue)) {
      yield { at: `comments[${index}]`, message: `The directive '${comment.directive}' has no effect here, since it is not at the top of the file.`, fixes: [] }
      continue
    }
    // Only what stands at the top can be meant as a directive.
    const [, name, value] = /^([a-z]+)[ \t]*=[ \t]*(\S+)$/i.exec(comment.text) ?? []
    if (name === undefined || index > file.directives.length || file.instructions.length === 0 || names.has(name.toLowerCase())) continue
    const near = nearest(name.toLowerCase(), [...names])
    const fits = near === 'syntax' ? /^[\w.-]+(?::\d+)?\/[\w./-]+/.test(value!) : near === 'escape' ? /^[\\`]$/.test(value!) : /^(?:skip|error|experimental)=/.test(value!)
    if (near !== null && fits) yield { at: `comments[${index}]`, message: `There is no directive '${name}'; '${near}' is near.`, fixes: [] }
  }
}

export default check
