import { isPast, lineOf, nextLine, products, type Product } from '../../core/lifecycle'
import { isKnown, type Maybe } from '../../core/value'
import { commandKinds } from '../shell/activities'
import type * as facts from './facts'
import type { StepNode } from './step'

/** An action that sets up a language: its inputs, written by hand in November 2026, not yet checked against its action.yml. */
interface Tool {
  readonly product: Product
  readonly input: string
  readonly files: readonly string[]
  /** Without an input it takes the version from a file of the repository, or asks for one. */
  readonly readsFiles?: true
  /** Caches by itself from this major version on. */
  readonly cachesFrom?: number
  /** Inputs that turn a cache on. */
  readonly caches: readonly string[]
  /** What is cached, by the commands that install. */
  readonly managers: readonly (readonly [string, RegExp])[]
}

const tools: Readonly<Record<string, Tool>> = {
  'actions/setup-node': { product: products.node!, input: 'node-version', files: ['node-version-file'], cachesFrom: 5, caches: ['cache', 'package-manager-cache'], managers: [['npm', /^npm ci\b/], ['yarn', /^yarn install\b.*--(?:frozen-lockfile|immutable)/], ['pnpm', /^pnpm (?:i|install)\b/]] },
  'actions/setup-python': { product: products.python!, input: 'python-version', files: ['python-version-file'], readsFiles: true, caches: ['cache'], managers: [['pip', /^(?:python3? -m )?pip3? install .*(?:-r|--requirement)[ =]/], ['poetry', /^poetry install\b/], ['pipenv', /^pipenv (?:install|sync)\b/]] },
  'actions/setup-java': { product: products['eclipse-temurin']!, input: 'java-version', files: ['java-version-file'], caches: ['cache'], managers: [['maven', /^mvnw? /], ['gradle', /^gradlew? /]] },
  'actions/setup-go': { product: products.golang!, input: 'go-version', files: ['go-version-file'], cachesFrom: 4, caches: ['cache'], managers: [] },
  'ruby/setup-ruby': { product: products.ruby!, input: 'ruby-version', files: [], readsFiles: true, caches: ['bundler-cache'], managers: [['true', /^bundle install\b/]] },
  'actions/setup-dotnet': { product: products['dotnet/sdk']!, input: 'dotnet-version', files: ['global-json-file'], readsFiles: true, caches: ['cache'], managers: [] },
  'shivammathur/setup-php': { product: products.php!, input: 'php-version', files: ['php-version-file'], readsFiles: true, caches: [], managers: [] },
}

const floating = /^(?:latest|current|node|stable|nightly|lts|lts\/\*|lts\/-\d+|\*|x|newest|nightly-master|head)$/i

/** The part of a version that names its line; null where a range may take any, or nobody can tell. */
function lineIn(version: string, product: Product): string | null {
  const name = /^(?:lts\/)?([a-z]+)$/i.exec(version)?.[1]?.toLowerCase()
  if (name !== undefined) return product.names?.[name] ?? null
  const match = /^[v^~=]?\s*(\d+(?:\.\d+)*)(?:\.[x*])*(?:[-+.].*)?$/.exec(version.trim())
  return match ? lineOf(product, match[1]!) : null
}

/** What a step sets up; null where it sets up no language that is known. */
export function setupIn(step: StepNode): facts.Setup | null {
  const slug = step.uses?.fullName ?? '', tool = Object.hasOwn(tools, slug) ? tools[slug]! : null
  if (!tool) return null
  const { product, input } = tool, version = step.with.get(input) ?? null, hasFile = tool.files.some(name => step.with.has(name)), argument = step.arguments.find(one => one.name === input)
  let endOfLife: facts.Setup['endOfLife'] = null
  for (const one of isKnown(version) && version !== null ? version.split(/[\s,]+(?=\d|v)/).map(part => part.trim()).filter(part => part !== '') : []) {
    const line = lineIn(one, product)
    if (line === null) continue
    const date = product.lines[line]!
    // Whoever sets up several has the others for the old one.
    if (isPast(date)) endOfLife = { version: one, date, suggestion: product === products['dotnet/sdk'] ? null : nextLine(product, line) }
    else { endOfLife = null; break }
  }
  const isMissing = version === null && !hasFile
  return {
    product: product.label, input, version, hasFile, endOfLife,
    isFloating: isMissing ? !tool.readsFiles && !step.arguments.open : isKnown(version) ? version !== null && floating.test(version.trim()) : version,
    uncached: uncachedIn(step, tool), span: argument?.span ?? step.uses!.locate('').span,
  }
}

/** What installs without the cache that the action offers; null where it has one, or nobody can tell. */
function uncachedIn(step: StepNode, { caches, managers, cachesFrom }: Tool): facts.Setup['uncached'] {
  const { job, uses } = step
  if (!job || step.arguments.open || caches.some(name => step.with.has(name)) || cachesFrom !== undefined && (uses!.major === null || uses!.major >= cachesFrom)) return null
  if (job.steps.some(one => one.activities.some(({ kind }) => kind === 'cache') || /cache/i.test(one.uses?.text ?? ''))) return null
  for (const later of step.following) for (const command of later.run?.commands ?? []) {
    const words = [isKnown(command.name) ? command.name : '', ...command.words.map(word => isKnown(word) ? word : word.source)].join(' ')
    const manager = managers.find(([, pattern]) => pattern.test(words))
    // What is installed elsewhere than at the root has its lock file there too.
    if (manager && later.workingDirectory === null) return { manager: manager[0], input: caches[0]!, evidence: words.split(' ').slice(0, 3).join(' ') }
  }
  return null
}

/** Actions that read the history; written by hand, not yet checked against their pages. */
const readers = /^(?:goreleaser\/goreleaser-action|gittools\/actions\/gitversion\/execute|sonarsource\/(?:sonarcloud-github-action|sonarqube-scan-action)|cycjimmy\/semantic-release-action|nrwl\/nx-set-shas|gitleaks\/gitleaks-action|trufflesecurity\/trufflehog|orhun\/git-cliff-action|wagoid\/commitlint-github-action|chromaui\/action|paulhatch\/semantic-version|helm\/chart-releaser-action|helm\/chart-testing-action|requarks\/changelog-action)$/
const reading = /^(?:(?:npx |pnpm exec |yarn |bunx )?(?:semantic-release|nx affected|lerna (?:changed|version|publish)|commitlint .*--from|standard-version|release-it)\b|goreleaser (?:release|build)|git describe|git merge-base|git rev-list .*--count|git shortlog|git (?:log|diff) .*\.\.|git diff .*origin\/|(?:dotnet-)?gitversion\b|nbgv\b|git-?cliff|git cliff|ct (?:lint|list-changed|install)|cz bump|sonar-scanner)/

/** What in a step reads commits or tags before the one that is checked out; null where nothing is known to. */
function historyReaderIn(step: StepNode): string | null {
  if (step.uses) return readers.test(step.uses.fullName ?? '') ? step.uses.text.replace(/@.*/s, '') : null
  for (const command of step.run?.commands ?? []) {
    const words = [isKnown(command.name) ? command.name : '', ...command.words.map(word => isKnown(word) ? word : word.source)].join(' ')
    if (reading.test(words)) return words.split(' ').slice(0, 2).join(' ')
  }
  return null
}

const deepens = /\bgit\s+(?:fetch|pull|remote|clone)\b/

/** For a checkout of one commit: what behind it needs the others. */
export function starvedBy(checkout: StepNode): string | null {
  const depth: Maybe<string> = checkout.with.get('fetch-depth') ?? '1', { job, action } = checkout
  if (checkout.uses?.slug !== 'actions/checkout' || !isKnown(depth) || depth.trim() !== '1' || checkout.with.has('repository') || checkout.with.has('fetch-tags') || checkout.arguments.open || !job && !action) return null
  for (const step of checkout.following) {
    if (step.uses?.slug === 'actions/checkout' || deepens.test(step.run?.text ?? '')) return null
    const reader = historyReaderIn(step)
    if (reader !== null) return reader
  }
  return null
}

const plainKinds = new Set(['checkout', 'setup', 'cache', 'upload', 'login', 'notify'])
const plainPrograms = /^(?:npm|yarn|pnpm|eslint|prettier|tsc|echo|mkdir|cp|ls|cat|cd|pytest|ruff|flake8|black|mypy|mvnw?|gradlew?|go|cargo|dotnet|shellcheck|hadolint|actionlint|yamllint|golangci-lint)$/

/** A checkout of the whole history behind which every step is known, and none reads it. */
export function isDeepForNothing(checkout: StepNode): boolean {
  const depth = checkout.with.get('fetch-depth'), { job } = checkout
  if (checkout.uses?.slug !== 'actions/checkout' || !isKnown(depth) || depth !== '0' || !job || job.steps.open) return false
  return checkout.following.every(step => {
    if (step.uses) return step.activities.length > 0 && step.activities.every(({ kind }) => plainKinds.has(kind)) && !readers.test(step.uses.fullName ?? '')
    return step.run !== null && !step.run.commands.open && step.run.commands.every(command => {
      const words = command.words.map(word => isKnown(word) ? word : word.source).join(' ')
      return isKnown(command.name) && plainPrograms.test(command.name) && !/affected|changed|since|release|version|publish|git|changelog|commit/i.test(words) && !commandKinds(`${command.name} ${words}`).some(kind => kind === 'publish' || kind === 'deploy' || kind === 'build')
    })
  })
}

