import { isKnown, Unknown, type Maybe } from '../../core/value'
import type { ExpressionNode } from './expressions'
import type { StepNode } from './step'

/** When an action restores from GitHub's cache: always; where an input is given; unless an input says no, from a major on; where an input says yes. */
interface Caching { readonly how: 'always' | 'given' | 'unless' | 'asked'; readonly input: string; readonly off?: string; readonly since?: number; readonly before?: number }

/** Written from knowledge on 2026-11-28; which entries were compared with their source is not recorded (each action's own action.yml: inputs and defaults). */
const caching: ReadonlyMap<string, Caching> = new Map<string, Caching>([
  ['actions/cache', { how: 'always', input: 'lookup-only', off: 'true' }],
  ['actions/cache/restore', { how: 'always', input: 'lookup-only', off: 'true' }],
  ['swatinem/rust-cache', { how: 'always', input: 'lookup-only', off: 'true' }],
  ['mozilla-actions/sccache-action', { how: 'always', input: '' }],
  ['hendrikmuhs/ccache-action', { how: 'always', input: '' }],
  ['actions/setup-node', { how: 'given', input: 'cache' }],
  ['actions/setup-java', { how: 'given', input: 'cache' }],
  ['actions/setup-python', { how: 'given', input: 'cache' }],
  ['actions/setup-dotnet', { how: 'asked', input: 'cache' }],
  ['actions/setup-go', { how: 'unless', input: 'cache', off: 'false', since: 4 }],
  ['ruby/setup-ruby', { how: 'asked', input: 'bundler-cache' }],
  ['pnpm/action-setup', { how: 'asked', input: 'cache' }],
  ['astral-sh/setup-uv', { how: 'unless', input: 'enable-cache', off: 'false', since: 5, before: 10 }],
  ['pyo3/maturin-action', { how: 'asked', input: 'sccache' }],
  ['gradle/actions/setup-gradle', { how: 'unless', input: 'cache-disabled', off: 'true' }],
  ['gradle/gradle-build-action', { how: 'unless', input: 'cache-disabled', off: 'true' }],
  ['actions-rust-lang/setup-rust-toolchain', { how: 'unless', input: 'cache', off: 'false' }],
  ['golangci/golangci-lint-action', { how: 'unless', input: 'skip-cache', off: 'true' }],
  ['jdx/mise-action', { how: 'unless', input: 'cache', off: 'false' }],
  ['denoland/setup-deno', { how: 'asked', input: 'cache' }],
  ['subosito/flutter-action', { how: 'asked', input: 'cache' }],
])

/** Does the step restore files from the cache? */
export function cacheOf(step: StepNode): Maybe<boolean> {
  const { uses } = step
  if (!uses?.fullName) return false
  if (uses.slug === 'docker/build-push-action' || uses.slug === 'docker/bake-action') return /type=gha/.test(step.arguments.find(one => one.name === 'cache-from' || one.name === 'set')?.text ?? '')
  const entry = caching.get(uses.fullName)
  if (!entry) return false
  const given = step.arguments.find(one => one.name.toLowerCase() === entry.input), value = given?.value ?? ''
  if (!isKnown(value)) return isOffForReleases(step, given!.text, given!.expressions as readonly ExpressionNode[]) ? false : new Unknown(given!.text)
  const asked = value.trim().toLowerCase()
  switch (entry.how) {
    case 'always': return entry.off === undefined || asked !== entry.off
    case 'given': return asked !== '' && asked !== 'false'
    case 'asked': return asked === 'true'
    case 'unless': {
      if (asked === entry.off) return false
      if (asked === 'true' && entry.off === 'false') return true
      // A commit without a version beside it may be any version.
      return uses.major === null || uses.major >= (entry.since ?? 0) && uses.major < (entry.before ?? Infinity)
    }
  }
}

/** The value asks for a tag or a release and denies: `!startsWith(github.ref, 'refs/tags/')`, where nothing else publishes. */
function isOffForReleases(step: StepNode, text: string, expressions: readonly ExpressionNode[]): boolean {
  const asks = expressions.some(one => one.contexts.some(({ name }) => /^github\.(?:ref|ref_type|ref_name|event_name)$/.test(name)))
  const releases = step.workflow?.triggers.some(trigger => trigger.event === 'push' && trigger.branches?.some(branch => !isKnown(branch) || /release|publish|^v?\d/.test(branch))) === true
  return asks && /!/.test(text) && !releases
}
