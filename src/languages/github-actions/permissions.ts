import { isKnown, list, Unknown, type List, type Maybe } from '../../core/value'
import type { Command } from '../shell/command'
import { workflows } from './exports'
import type { ExpressionNode } from './expressions'
import type * as facts from './facts'
import type { JobNode } from './job'
import type { CommandNode, StepNode } from './step'

// Scopes that actions ask of the workflow's token: written from knowledge on 2026-11-28, as are those of the GitHub CLI's commands; which entries were compared with their source is not recorded. To check one: the action's README and action.yml, GitHub's "Permissions required for GitHub Apps".

interface Asked {
  /** `scope:level`, blanks between; `?` behind it where the action does without, or where it depends on more than is known; `a|b:write` where either will do. */
  readonly scopes: string
  /** The input that takes a token; null where it takes none. Without it the workflow's own is used. */
  readonly token?: string
  /** The environment variable that holds it, where it is no input. */
  readonly variable?: string
  /** Whether it asks, by its inputs. */
  readonly when?: (step: StepNode) => boolean | 'perhaps'
  /** It does more than this tells. */
  readonly isOpen?: boolean
}

const given = (step: StepNode, name: string): boolean => step.with.has(name)
const says = (step: StepNode, name: string, value: string): boolean => step.with.get(name) === value
/** An input is true: `perhaps` where nobody can tell. */
const isOn = (step: StepNode, name: string, byDefault = false): boolean | 'perhaps' => {
  const value = step.with.get(name)
  return value === undefined ? byDefault : isKnown(value) ? /^(?:true|yes|1|always|on)$/i.test(value) : 'perhaps'
}

const asked: readonly (readonly [names: string, ...asks: readonly Asked[]])[] = [
  ['actions/checkout', { scopes: 'contents:read?', token: 'token', when: step => !given(step, 'ssh-key') }],
  ['actions/download-artifact', { scopes: 'actions:read', token: 'github-token', when: step => given(step, 'run-id') }],
  ['actions/configure-pages', { scopes: 'pages:read?', token: 'token' }, { scopes: 'pages:write?', token: 'token', when: step => isOn(step, 'enablement') }],
  ['actions/deploy-pages', { scopes: 'pages:write', token: 'token' }, { scopes: 'id-token:write' }],
  ['actions/stale',
    { scopes: 'issues:write', token: 'repo-token', when: step => isStaleOff(step, 'issue') ? false : true }, { scopes: 'pull-requests:write', token: 'repo-token', when: step => isStaleOff(step, 'pr') ? false : true },
    { scopes: 'contents:write?', token: 'repo-token', when: step => isOn(step, 'delete-branch') }, { scopes: 'actions:write?', token: 'repo-token' }],
  ['actions/labeler', { scopes: 'contents:read? pull-requests:write issues:write?', token: 'repo-token' }],
  ['actions/first-interaction', { scopes: 'issues:write? pull-requests:write?', token: 'repo-token' }],
  ['actions/dependency-review-action', { scopes: 'contents:read?', token: 'repo-token' }, { scopes: 'pull-requests:write', token: 'repo-token', when: step => given(step, 'comment-summary-in-pr') && !says(step, 'comment-summary-in-pr', 'never') && !says(step, 'comment-summary-in-pr', 'false') ? step.with.get('comment-summary-in-pr') === 'always' || step.with.get('comment-summary-in-pr') === 'true' || 'perhaps' : false }],
  ['actions/attest actions/attest-build-provenance actions/attest-sbom', { scopes: 'id-token:write' }, { scopes: 'attestations:write artifact-metadata:write? contents:read?', token: 'github-token' }, { scopes: 'packages:write?', when: step => isOn(step, 'push-to-registry') }],
  ['actions/create-release actions/upload-release-asset', { scopes: 'contents:write', variable: 'GITHUB_TOKEN' }],
  ['actions/delete-package-versions', { scopes: 'packages:write', token: 'token' }],
  ['actions/ai-inference', { scopes: 'models:read', token: 'token' }],
  ['github/codeql-action/init github/codeql-action/autobuild', { scopes: 'actions:read? contents:read? packages:read? security-events:write?', token: 'token' }],
  ['github/codeql-action/analyze', { scopes: 'security-events:write', token: 'token', when: step => !step.with.has('upload') || isOn(step, 'upload') }, { scopes: 'actions:read? contents:read? packages:read?', token: 'token' }],
  ['github/codeql-action/upload-sarif', { scopes: 'security-events:write actions:read? contents:read?', token: 'token' }],
  ['zizmorcore/zizmor-action', { scopes: 'security-events:write', when: step => isOn(step, 'advanced-security', true) }, { scopes: 'contents:read? actions:read?' }],
  ['ossf/scorecard-action', { scopes: 'id-token:write', when: step => isOn(step, 'publish_results') }, { scopes: 'actions:read? contents:read? issues:read? pull-requests:read? checks:read? security-events:write?', token: 'repo_token' }],
  ['aws-actions/configure-aws-credentials', { scopes: 'id-token:write', when: asksAws }],
  ['google-github-actions/auth', { scopes: 'id-token:write', when: step => given(step, 'workload_identity_provider') }],
  ['azure/login', { scopes: 'id-token:write', when: step => !given(step, 'creds') && given(step, 'client-id') && (given(step, 'auth-type') ? 'perhaps' : true) }],
  ['hashicorp/vault-action', { scopes: 'id-token:write', when: step => says(step, 'method', 'jwt') && !given(step, 'jwtPrivateKey') && !given(step, 'jwtGithubToken') }],
  ['pypa/gh-action-pypi-publish', { scopes: 'id-token:write', when: step => !given(step, 'password') && !given(step, 'user') }],
  ['rubygems/configure-rubygems-credentials', { scopes: 'id-token:write', when: step => given(step, 'role-to-assume') || !given(step, 'api-token') }],
  ['rubygems/release-gem', { scopes: 'id-token:write?' }, { scopes: 'contents:write' }],
  ['rust-lang/crates-io-auth-action nuget/login sigstore/gh-action-sigstore-python', { scopes: 'id-token:write' }],
  ['codecov/codecov-action', { scopes: 'id-token:write', when: step => isOn(step, 'use_oidc') }],
  ['peter-evans/create-pull-request', { scopes: 'contents:write pull-requests:write', token: 'token' }],
  ['peter-evans/create-or-update-comment', { scopes: 'issues|pull-requests:write', token: 'token' }],
  ['peter-evans/find-comment', { scopes: 'issues:read? pull-requests:read?', token: 'token' }],
  ['softprops/action-gh-release', { scopes: 'contents:write', token: 'token', variable: 'GITHUB_TOKEN' }, { scopes: 'discussions:write?', when: step => given(step, 'discussion_category_name') }],
  ['ncipollo/release-action', { scopes: 'contents:write', token: 'token' }, { scopes: 'discussions:write?', when: step => given(step, 'discussionCategory') }],
  ['svenstaro/upload-release-action', { scopes: 'contents:write', token: 'repo_token' }],
  ['googleapis/release-please-action google-github-actions/release-please-action', { scopes: 'contents:write pull-requests:write issues:write?', token: 'token' }],
  ['release-drafter/release-drafter', { scopes: 'contents:write pull-requests:write?', token: 'token', variable: 'GITHUB_TOKEN' }],
  ['changesets/action', { scopes: 'contents:write pull-requests:write', variable: 'GITHUB_TOKEN', isOpen: true }],
  ['goreleaser/goreleaser-action', { scopes: 'contents:write?', variable: 'GITHUB_TOKEN', isOpen: true }],
  ['stefanzweifel/git-auto-commit-action', { scopes: 'contents:write', token: 'checkout' }],
  ['endbug/add-and-commit', { scopes: 'contents:write', token: 'checkout', when: step => !says(step, 'push', 'false') && (given(step, 'push') ? 'perhaps' : true) }],
  ['ad-m/github-push-action', { scopes: 'contents:write', token: 'github_token' }],
  ['jamesives/github-pages-deploy-action', { scopes: 'contents:write', token: 'token', when: step => !given(step, 'ssh-key') && !given(step, 'repository-name') }],
  ['peaceiris/actions-gh-pages', { scopes: 'contents:write', token: 'github_token', when: step => given(step, 'github_token') && !given(step, 'external_repository') }],
  ['mikepenz/action-junit-report', { scopes: 'checks:write?', token: 'token' }, { scopes: 'pull-requests:write?', token: 'token', when: step => isOn(step, 'comment') }],
  ['dorny/test-reporter', { scopes: 'checks:write? contents:read? actions:read?', token: 'token' }],
  ['enricomi/publish-unit-test-result-action enricomi/publish-unit-test-result-action/composite enricomi/publish-unit-test-result-action/linux enricomi/publish-unit-test-result-action/windows enricomi/publish-unit-test-result-action/macos',
    { scopes: 'checks:write? contents:read? issues:read?', token: 'github_token' }, { scopes: 'pull-requests:write?', token: 'github_token', when: step => !says(step, 'comment_mode', 'off') }],
  ['dorny/paths-filter', { scopes: 'pull-requests:read? contents:read?', token: 'token' }],
  ['tj-actions/changed-files', { scopes: 'pull-requests:read? contents:read?', token: 'token' }],
  ['amannn/action-semantic-pull-request', { scopes: 'pull-requests:read? statuses:write?', variable: 'GITHUB_TOKEN' }],
  ['dessant/lock-threads', { scopes: 'issues:write? pull-requests:write? discussions:write?', token: 'github-token' }],
  ['hmarr/auto-approve-action', { scopes: 'pull-requests:write', token: 'github-token' }],
  ['marocchino/sticky-pull-request-comment', { scopes: 'pull-requests:write', token: 'GITHUB_TOKEN' }],
  ['thollander/actions-comment-pull-request', { scopes: 'pull-requests|issues:write', token: 'github-token' }],
  ['dependabot/fetch-metadata', { scopes: 'pull-requests:read? contents:read?', token: 'github-token' }],
  ['crazy-max/ghaction-github-labeler micnncim/action-label-syncer', { scopes: 'issues:write', token: 'github-token' }],
  ['golangci/golangci-lint-action', { scopes: 'contents:read? pull-requests:read? checks:write?', token: 'github-token' }],
  ['super-linter/super-linter github/super-linter super-linter/super-linter/slim', { scopes: 'contents:read? packages:read? statuses:write?', variable: 'GITHUB_TOKEN' }],
  ['gradle/actions/setup-gradle', { scopes: 'contents:write?', when: step => given(step, 'dependency-graph') ? 'perhaps' : false }],
  ['anchore/sbom-action', { scopes: 'contents:write? actions:read?', token: 'github-token' }],
]

const table: ReadonlyMap<string, readonly Asked[]> = new Map(asked.flatMap(([names, ...asks]) => names.split(' ').map(name => [name, asks] as const)))

/** Actions that ask nothing of the token beyond what it may always do. */
const harmless = new RegExp(`^(?:${[
  'actions/(?:setup-(?:node|python|java|go|dotnet|ruby)|cache(?:/save|/restore)?|upload-artifact(?:/merge)?|upload-pages-artifact|create-github-app-token)',
  'docker/(?:setup-buildx-action|setup-qemu-action|metadata-action|login-action|build-push-action|bake-action|setup-docker-action)', 'aws-actions/amazon-(?:ecr-login|ecs-render-task-definition|ecs-deploy-task-definition)',
  'google-github-actions/(?:setup-gcloud|get-gke-credentials|deploy-cloudrun)', 'azure/(?:setup-kubectl|setup-helm|webapps-deploy|docker-login|aks-set-context|k8s-set-context|k8s-deploy|cli)',
  'hashicorp/setup-terraform', 'terraform-linters/setup-tflint', 'opentofu/setup-opentofu', 'pnpm/action-setup', 'oven-sh/setup-bun', 'astral-sh/(?:setup-uv|ruff-action)', 'denoland/setup-deno', 'ruby/setup-ruby', 'shivammathur/setup-php', 'erlef/setup-beam',
  'dtolnay/rust-toolchain', 'actions-rs/toolchain', 'actions-rust-lang/setup-rust-toolchain', 'swatinem/rust-cache', 'taiki-e/install-action', 'gradle/actions/wrapper-validation', 'gradle/wrapper-validation-action', 'graalvm/setup-graalvm', 'subosito/flutter-action', 'maxim-lobanov/setup-xcode', 'ilammy/msvc-dev-cmd', 'microsoft/setup-msbuild',
  'sigstore/cosign-installer', 'helm/(?:kind-action|chart-testing-action)', 'engineerd/setup-kind', 'hadolint/hadolint-action', 'ludeeus/action-shellcheck', 'pre-commit/action', 'crate-ci/typos', 'psf/black', 'aquasecurity/(?:trivy-action|setup-trivy)', 'anchore/scan-action', 'step-security/harden-runner',
  'slackapi/slack-github-action', '8398a7/action-slack', 'cypress-io/github-action', 'browser-actions/setup-chrome', 'cachix/install-nix-action', 'conda-incubator/setup-miniconda', 'julia-actions/setup-julia', 'r-lib/actions/.*', 'superfly/flyctl-actions/setup-flyctl', 'appleboy/(?:ssh|scp)-action', 'nick-fields/retry', 'jlumbroso/free-disk-space',
].join('|')})$`)

/** Stale issues or pull requests are left alone, or perhaps are. */
const isStaleOff = (step: StepNode, kind: 'issue' | 'pr'): boolean => [`days-before-${kind}-stale`, `days-before-${kind}-close`, 'days-before-stale', 'days-before-close'].some(name => given(step, name) && !/^\d+$/.test(String(step.with.get(name))))

function asksAws(step: StepNode): boolean | 'perhaps' {
  if (!given(step, 'role-to-assume') || ['aws-access-key-id', 'web-identity-token-file', 'role-chaining'].some(name => given(step, name)) || step.variables.some(one => one.name === 'AWS_ACCESS_KEY_ID')) return false
  // Credentials of an earlier step or of the machine may assume the role.
  if (step.job?.runner.isSelfHosted !== false || step.isAfter('aws', ({ uses, run }) => uses?.slug === 'aws-actions/configure-aws-credentials' || run?.text.includes('AWS_') === true)) return 'perhaps'
  return true
}

type Token = 'workflow' | 'other' | 'unknown'

const isWorkflowToken = (expression: ExpressionNode): boolean => expression.isWhole && expression.contexts.length === 1 && /^(?:secrets\.github_token|github\.token)$/.test(expression.contexts[0]!.through ?? expression.contexts[0]!.name)
/** Whose token an expression is. */
function tokenIn(text: string, expressions: readonly ExpressionNode[], step: StepNode): Token {
  const [only] = expressions
  if (!only) return text.trim() === '' ? 'workflow' : 'other'
  if (expressions.length === 1 && isWorkflowToken(only)) return 'workflow'
  const [context] = only.contexts
  if (only.isWhole && only.contexts.length === 1 && context?.root === 'env') {
    const variable = step.variables.find(one => one.name.toLowerCase() === context.properties[0]?.toLowerCase())
    return variable && variable.expressions.length > 0 && variable.expressions !== expressions ? tokenIn(variable.text, variable.expressions.slice(0, 1), step) : 'unknown'
  }
  // A caller may pass its own token as a secret.
  return only.isWhole && only.contexts.length === 1 && (context?.root === 'secrets' && step.workflow?.isReusable !== true || context?.root === 'steps') ? 'other' : 'unknown'
}

function inputToken(step: StepNode, name: string): Token {
  if (name === 'checkout') return checkoutToken(step)
  const argument = step.arguments.find(one => one.name.toLowerCase() === name.toLowerCase())
  return argument ? tokenIn(argument.text, argument.expressions as readonly ExpressionNode[], step) : step.arguments.open ? 'unknown' : 'workflow'
}
function variableToken(step: StepNode, ...names: readonly string[]): Token | null {
  for (const name of names) {
    const variable = step.variables.find(one => one.name === name)
    if (variable) return tokenIn(variable.text, variable.expressions, step)
  }
  return null
}

/** The token that the last checkout before a step has left for git. */
function checkoutToken(step: StepNode): Token {
  let found: StepNode | null = null
  for (const one of (step.job ?? step.action)?.steps ?? []) {
    if (one.index >= step.index) break
    if (one.uses?.slug !== 'actions/checkout') continue
    if (found || given(one, 'ssh-key') || given(one, 'repository') || given(one, 'persist-credentials') && one.with.get('persist-credentials') !== 'true') return 'unknown'
    found = one
  }
  return found ? inputToken(found, 'token') : 'unknown'
}

const ghScopes: readonly (readonly [pattern: RegExp, scopes: string])[] = [
  [/^pr (?:comment|edit|close|reopen|ready|lock|unlock)$/, 'pull-requests|issues:write'], [/^pr review$/, 'pull-requests:write'], [/^pr create$/, 'pull-requests:write contents:write?'], [/^pr (?:merge|revert|update-branch)$/, 'contents:write pull-requests:write'],
  [/^pr (?:view|list|ls|diff|checks|status|checkout|co)$/, 'pull-requests:read? contents:read? checks:read? statuses:read? actions:read?'],
  [/^issue (?:create|new|comment|edit|close|reopen|delete|pin|unpin|lock|unlock)$/, 'issues|pull-requests:write'], [/^issue (?:view|list|ls|status)$/, 'issues:read?'],
  [/^release (?:create|new|edit|delete|upload|delete-asset)$/, 'contents:write'], [/^release (?:view|list|ls|download|verify|verify-asset)$/, 'contents:read?'],
  [/^workflow (?:run|enable|disable)$/, 'actions:write'], [/^(?:workflow|run) (?:list|ls|view|watch|download)$/, 'actions:read?'], [/^run (?:rerun|cancel|delete)$/, 'actions:write'],
  [/^cache delete$/, 'actions:write'], [/^cache (?:list|ls)$/, 'actions:read?'], [/^label (?:create|edit|delete|clone)$/, 'issues|pull-requests:write'], [/^label (?:list|ls)$/, 'issues:read?'],
  [/^repo (?:view|clone|list)$/, 'contents:read?'], [/^attestation (?:verify|download|trusted-root)$/, 'attestations:read? contents:read?'], [/^(?:--version|version|help|auth .*|config .*|alias .*|completion|extension .*|ext .*)$/, ''],
]

/** The first words of a GitHub CLI command, its options aside: `pr comment`; null where they are not known. */
export function ghVerb(command: Command): string | null {
  const words: string[] = []
  for (let i = 0; i < command.words.length && words.length < 2; i++) {
    const word = command.words[i]!
    if (word.value === null) { if (words.length === 0 || !word.prefix.startsWith('-')) return null; continue }
    if (/^(?:-R|--repo)$/.test(word.value)) { i++; continue }
    if (!word.value.startsWith('-') || word.value === '--version') words.push(word.value)
  }
  return words.length === 0 ? null : words.join(' ')
}

/** Commands that do nothing with a token that stands in the environment. */
const plain: ReadonlySet<string> = new Set('echo printf cat cd mkdir rm cp mv ls test [ [[ true false : exit export set shopt source read grep egrep sed awk cut tr sort uniq head tail wc tee jq yq date sleep chmod tar zip unzip gzip sha256sum md5sum find xargs basename dirname pwd touch diff env local declare unset shift return break continue if git tree seq mapfile base64 install ln which command type wait trap let'.split(' '))
/** Commands that may ask for an OpenID Connect token of themselves. */
const oidc = /^(?:npm|pnpm|yarn|uv|twine|poetry|hatch|flit|cosign|terraform|tofu|terragrunt|pulumi|goreleaser|semantic-release|npx|python|python3|node|make|just|task|gradle|gradlew|mvn|mvnw|bash|sh|cargo|gem|bundle|rake|dart|flutter|dotnet|nx|lerna|vault|tsh)$/

interface Need extends facts.TokenNeed { readonly key: string }

/** What a step asks of the workflow's token; open where more may be asked. */
export function needsOf(step: StepNode): List<facts.TokenNeed> {
  const found: Need[] = [], { uses, run } = step
  let open = step.damaged
  const add = (scopes: string, evidence: string, span: facts.TokenNeed['span'], isSure = true): void => {
    for (const one of scopes.split(' ')) {
      const match = /^([\w-]+)(?:\|([\w-]+))?:(read|write)(\??)$/.exec(one)
      if (match) found.push({ scope: match[1]!, alternative: match[2] ?? null, level: match[3] as 'read', isSure: isSure && match[4] === '', evidence, span, key: evidence })
    }
  }
  if (uses) {
    const evidence = uses.text.replace(/@.*/s, ''), { span } = uses.locate('')
    const asks = uses.fullName === null ? undefined : table.get(uses.fullName)
    for (const { scopes, token, variable, when, isOpen } of asks ?? []) {
      const asksFor = when ? when(step) : true
      open ||= isOpen === true
      if (asksFor === false) continue
      let whose: Token = token ? inputToken(step, token) : 'workflow'
      if (variable && !(token && step.with.has(token))) whose = variableToken(step, variable) ?? (token ? whose : 'unknown')
      if (whose !== 'other') add(scopes, evidence, span, asksFor === true && whose === 'workflow' && step.condition?.constant !== false)
    }
    if (uses.slug === 'docker/build-push-action' || uses.slug === 'docker/bake-action') {
      const push = step.with.get('push'), outputs = step.with.get('outputs')
      if (push !== undefined && push !== 'false' || outputs !== undefined) {
        const login = ghcrLogin(step), isGhcr = /ghcr\.io/.test(step.arguments.map(one => one.text).join(' '))
        if (login === 'workflow') add('packages:write', evidence, span, push === 'true' && isGhcr)
        else if (login === 'unknown') open = true
      }
      add('contents:read?', evidence, span)
    } else if (!asks && uses.form !== 'docker' && !harmless.test(uses.fullName ?? '')) open = true
    if (uses.slug === 'docker/login-action') add('packages:read?', evidence, span)
    if (uses.form === 'docker' && step.variables.some(one => one.holdsSecret)) open = true
  }
  if (run) {
    const hasToken = step.variables.some(one => one.expressions.some(isTokenLike)) || run.expressions.some(isTokenLike) || step.env.open === true
    if (!run.script || run.commands.open) open ||= hasToken || /\bgit\b.*\bpush\b|\bgh\b|release|publish|deploy|GITHUB_TOKEN|ID_TOKEN/i.test(run.text)
    if (/ACTIONS_ID_TOKEN_REQUEST_/.test(run.text)) add('id-token:write', 'ACTIONS_ID_TOKEN_REQUEST_URL', run.locate('').span)
    const token = variableToken(step, 'GH_TOKEN', 'GITHUB_TOKEN')
    for (const command of run.commands) {
      const { name } = command.command, { span } = command.locate('')
      if (name === 'gh') {
        const verb = ghVerb(command.command), known = verb === null ? undefined : ghScopes.find(([pattern]) => pattern.test(verb))
        const isElsewhere = command.flags.some(flag => flag === '-R' || flag === '--repo') || command.assignments.has('GH_TOKEN') || command.assignments.has('GH_REPO') || step.variables.some(one => one.name === 'GH_REPO' && one.expressions.every(expression => !/github\.repository$/.test(expression.source)))
        if (!known) open ||= token !== 'other'
        else if (token !== 'other') add(known[1], `gh ${verb}`, span, token === 'workflow' && !isElsewhere && !/(?:GH_TOKEN|GITHUB_TOKEN)=/.test(run.text))
      } else if (name === 'git') {
        if (isPush(command)) {
          const whose = checkoutToken(step), isOrigin = command.words.slice(1).every(word => isKnown(word) && !/:\/\/|@/.test(word)) && !step.isAfter('remote', one => /remote (?:set-url|add)|insteadOf|extraheader|config .*url/.test(one.run?.text ?? ''), true)
          if (whose !== 'other') add('contents:write', 'git push', span, whose === 'workflow' && isOrigin && !command.flags.includes('--dry-run') && !command.flags.includes('-n'))
        }
      } else if (name === 'docker' || name === 'podman') {
        if (/\bpush\b/.test(command.text) && /ghcr\.io|\$/.test(command.text)) {
          const login = ghcrLogin(step)
          if (login === 'workflow') add('packages:write', `${name} push`, span, /^docker (?:image )?push "?ghcr\.io\//.test(command.text))
          else if (login === 'unknown') open = true
        }
      } else if (name === 'cosign' && /^(?:sign|attest|sign-blob|attest-blob)$/.test(String(command.words[0] ?? ''))) {
        if (!command.flags.some(flag => /^--(?:key|identity-token|certificate|sk)$/.test(flag))) add('id-token:write', `cosign ${String(command.words[0])}`, span, command.words.every(isKnown))
      } else if (name === 'npm' && command.words[0] === 'publish') {
        add('id-token:write', 'npm publish', span, command.flags.includes('--provenance'))
        add('packages:write?', 'npm publish', span)
      } else if (name !== null && !plain.has(name)) {
        if (hasToken || /release|publish|deploy|changeset|bump|push/i.test(command.text)) open = true
        if (oidc.test(name)) add('id-token:write?', name, span)
      } else if (name === null && command.command.assignments.length === 0) open = true
    }
  }
  return list(found, open)
}

const isTokenLike = (expression: ExpressionNode): boolean => expression.contexts.some(context => context.flows && /^(?:secrets\.github_token|github\.token|github|secrets\.\*|secrets)$/.test(context.name))
const isPush = (command: CommandNode): boolean => command.operands[0] === 'push' || /^git(?: -[cC] \S+)* push\b/.test(command.text)

/** Whose token an earlier step has signed in to GitHub's registry with; null where none has. */
function ghcrLogin(step: StepNode): Token | null {
  let found: Token | null = null
  for (const { uses, run, arguments: inputs, with: given } of step.previous) {
    if (uses?.slug === 'docker/login-action') {
      const registry = given.get('registry'), password = inputs.find(one => one.name === 'password')
      if (registry === undefined || isKnown(registry) && !/ghcr\.io|docker\.pkg\.github\.com/.test(registry)) continue
      const whose = password ? tokenIn(password.text, password.expressions as readonly ExpressionNode[], step) : 'unknown'
      found = whose === 'workflow' || found === null ? whose : found
    } else if (run && /\blogin\b.*ghcr\.io|ghcr\.io.*\blogin\b/.test(run.text)) found = found === 'workflow' ? found : 'unknown'
  }
  if (found === null && step.run && /\blogin\b.*ghcr\.io/.test(step.run.text)) return 'unknown'
  return found
}

/** What a job's steps ask of the token; open where more may be asked. */
export function needsOfJob(job: JobNode): List<facts.TokenNeed> {
  if (job.uses) {
    const called = job.calls
    if (!isKnown(called) || !called?.permissions) return list([], true)
    return [...called.permissions].map(([scope, level]) => ({ scope, alternative: null, level: level as 'read', isSure: true, evidence: job.uses!.text, span: job.uses!.locate('').span }))
  }
  const needs = job.steps.map(step => step.needs), found = needs.flatMap(one => [...one])
  if ([job.container, ...job.services].some(container => container?.hasCredentials)) found.push({ scope: 'packages', alternative: null, level: 'read', isSure: false, evidence: 'container', span: job.locate('').span })
  return list(found, job.steps.open || needs.some(one => one.open))
}

const enough = (granted: unknown, level: string): boolean => granted === 'write' || granted === level

/** What is asked for sure and not granted, an entry for each place that asks. */
export function missingOf(job: JobNode): List<facts.MissingScopes> {
  const { permissions, workflow } = job, found: { readonly need: facts.TokenNeed; readonly scopes: [string, string][] }[] = []
  // What the repository grants where nothing is written is not known, but an OpenID Connect token is not among it.
  if (permissions ? permissions.form === 'invalid' || permissions.levels.open : workflow.isReusable) return []
  for (const need of job.tokenNeeds) {
    const granted = (scope: string): boolean => {
      const level = permissions ? permissions.levels.get(scope) ?? 'none' : scope === 'id-token' ? 'none' : 'write'
      return !isKnown(level) || enough(level, need.level)
    }
    if (!need.isSure || granted(need.scope) || need.alternative !== null && granted(need.alternative)) continue
    const known = found.find(one => one.need.span[0] === need.span[0] && one.need.evidence === need.evidence)
    if (!known) found.push({ need, scopes: [[need.scope, need.level]] })
    else if (!known.scopes.some(([scope]) => scope === need.scope)) known.scopes.push([need.scope, need.level])
  }
  return found.map(({ need, scopes }) => ({ evidence: need.evidence, isCall: job.uses !== null, span: need.span, scopes: new Map(scopes), text: scopes.map(([scope, level]) => `'${scope}: ${level}'`).join(' and ') }))
}

/** The least that a job's token has to be allowed, by scope; null where nobody can tell. */
export function leastOf(job: JobNode): ReadonlyMap<string, 'read' | 'write'> | null {
  if (job.tokenNeeds.open || job.uses && job.calls === null) return null
  const least = new Map<string, 'read' | 'write'>()
  for (const need of job.tokenNeeds) {
    const { scope, level, isSure, evidence } = need
    if (!isSure && (level === 'write' && !optionalWrites.has(evidence.toLowerCase()) || level === 'read' && scope !== 'contents')) {
      // What an action perhaps writes is for its user to say.
      if (level === 'write' && scope !== 'id-token') return null
      continue
    }
    if (level === 'write' || !least.has(scope)) least.set(scope, level)
  }
  return least
}

/** Actions that we grant what they can do without, since it is what they are there for. */
const optionalWrites: ReadonlySet<string> = new Set(['mikepenz/action-junit-report', 'dorny/test-reporter', 'enricomi/publish-unit-test-result-action'])

const quiet: readonly (readonly [evidence: RegExp, event: string, what: string])[] = [
  [/^(?:peter-evans\/create-pull-request|gh pr create)$/i, 'pull_request', 'pull request'],
  [/^(?:softprops\/action-gh-release|ncipollo\/release-action|actions\/create-release|gh release (?:create|new))$/i, 'release', 'release'],
]

/** What a step makes with the workflow's own token, and a workflow of the repository that waits for it in vain. */
export function quietEventOf(step: StepNode): Maybe<facts.QuietEvent | null> {
  if (!step.job || !(step.run ? /\bgh\b/.test(step.run.text) : quiet.some(([pattern]) => pattern.test(step.uses?.slug ?? '')))) return null
  for (const { evidence, isSure, span } of step.needs) {
    const match = isSure ? quiet.find(([pattern]) => pattern.test(evidence)) : undefined
    if (!match) continue
    const others = step.model.environment.find(workflows), [, event, what] = match
    if (!isKnown(others)) return new Unknown(event)
    const waiting = others.find(one => one.path !== step.path && one.events.includes(event))
    return waiting ? { event, what, workflow: waiting.path.replace(/^.*\//, ''), span } : null
  }
  return null
}
