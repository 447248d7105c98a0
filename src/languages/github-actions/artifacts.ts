import { isKnown, Unknown, type Maybe } from '../../core/value'
import type { StepNode } from './step'

/** What a step uploads, where it is an upload of this version of artifacts. */
export function uploadOf(step: StepNode): { readonly name: Maybe<string>; readonly canReplace: boolean } | null {
  const { uses } = step
  if (uses?.slug !== 'actions/upload-artifact' || uses.subpath !== null) return null
  const name = step.with.get('name') ?? (step.with.open ? new Unknown('with') : 'artifact')
  return { name, canReplace: step.with.has('overwrite') && step.with.get('overwrite') !== 'false' }
}

/** The version of the action, as the ref or the comment behind a commit has it. */
function versionOf(step: StepNode): readonly [number, number] | null {
  const { uses } = step
  if (!uses) return null
  const text = uses.refKind === 'version' ? uses.ref : uses.commentVersion
  const match = /(\d+)(?:\.(\d+))?/.exec(text ?? '')
  // A tag of a major version alone names its newest.
  return match ? [Number(match[1]), match[2] === undefined ? Infinity : Number(match[2])] : null
}

const keys = /(?:^|\/)(?:id_(?:rsa|ed25519|ecdsa|dsa)|[^/\s]*\.(?:pem|p12|pfx|jks|keystore|ppk)|kubeconfig|credentials\.json|service-account[\w-]*\.json|[^/\s]*\.tfstate|terraform\.tfvars)$/i
const hidden = /(?:^|\/)(?:\.env(?:\.[\w-]+)?|\.npmrc|\.netrc|\.pypirc|\.git(?:\/config)?|\.git-credentials|\.docker(?:\/config\.json)?|\.aws(?:\/credentials)?|\.ssh|\.kube(?:\/config)?)\/?$/i

/** What an upload takes along that nobody may have; null where it takes nothing of the kind that is known. */
export function uploadedSecret(step: StepNode): string | null {
  if (step.uses?.slug !== 'actions/upload-artifact' || step.uses.subpath !== null) return null
  const written = step.arguments.find(one => one.name === 'path')?.text ?? ''
  const lines = written.split(/\r?\n/).map(line => line.trim()).filter(Boolean), excluded = lines.filter(line => line.startsWith('!')).join(' ')
  const paths = lines.filter(line => !line.startsWith('!'))
  const secret = paths.find(path => keys.test(path))
  if (secret !== undefined) return `'${secret}'`
  const version = versionOf(step)
  const takesHidden = step.with.get('include-hidden-files') === 'true' || version !== null && (version[0] < 3 || version[0] === 3 && version[1] === Infinity || version[0] === 4 && version[1] < 4 || version[0] === 3 && version[1] < 2)
  if (!takesHidden) return null
  const file = paths.find(path => hidden.test(path) && !/(?:example|sample|template|dist)$/i.test(path))
  if (file !== undefined) return `'${file}'`
  if (/\.git\b/.test(excluded)) return null
  const clean = (path: string): string => path.replace(/^\$\{\{\s*github\.workspace\s*\}\}/, '.').replace(/^\$\{\{[^}]*\}\}\/?$/, '?').replace(/\/\*{0,2}$/, '').replace(/^\*{1,2}$/, '.').replace(/^\.\//, '') || '.'
  for (const checkout of step.previous) {
    if (checkout.uses?.slug !== 'actions/checkout' || checkout.with.open) continue
    const persists = checkout.with.get('persist-credentials') ?? 'true', folder = checkout.with.get('path') ?? '.'
    // From version 6 on the token lies outside the workspace.
    if (!isKnown(persists) || persists.toLowerCase() === 'false' || !isKnown(folder) || (versionOf(checkout)?.[0] ?? 0) > 5) continue
    if (paths.some(path => clean(path) === clean(folder.trim()) || clean(path) === '.')) return `the token in '.git/config'`
  }
  return null
}
