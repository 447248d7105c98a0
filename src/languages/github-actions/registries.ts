import { isKnown } from '../../core/value'
import type * as facts from './facts'
import type { CommandNode, StepNode } from './step'

// Registries that take a workflow's OpenID Connect token in place of a secret ("trusted publishing"): PyPI 2023-04, RubyGems 2023-12, pub.dev 2023-01, crates.io 2025-07, npm 2025-07, NuGet 2025-09. Written from knowledge on 2026-11-28; which entries were compared with their source is not recorded.

interface Publisher { readonly registry: string; readonly command: RegExp; readonly elsewhere: RegExp; readonly variables: readonly string[] }

const publishers: readonly Publisher[] = [
  { registry: 'npm', command: /^(?:(?:npx|bunx|pnpm exec|yarn exec) )?(?:npm|pnpm|yarn npm|yarn|bun) (?:-\S+ )*publish\b/, elsewhere: /--registry\b|--dry-run|npm\.pkg\.github/, variables: ['NPM_CONFIG_REGISTRY', 'npm_config_registry'] },
  { registry: 'PyPI', command: /^(?:(?:python3?|uvx|pipx run|uv run) (?:-m )?)?(?:twine upload|uv publish|poetry publish|hatch publish|flit publish|pdm publish)\b/, elsewhere: /--repository(?:-url)?\b|-r\b|--publish-url|--index\b|--dry-run|--repo\b/, variables: ['TWINE_REPOSITORY', 'TWINE_REPOSITORY_URL', 'UV_PUBLISH_URL', 'UV_PUBLISH_INDEX', 'HATCH_INDEX_REPO', 'FLIT_INDEX_URL'] },
  { registry: 'RubyGems', command: /^(?:bundle exec )?gem push\b/, elsewhere: /--host\b|-k\b|--key\b/i, variables: ['RUBYGEMS_HOST'] },
  { registry: 'crates.io', command: /^cargo (?:\+\S+ )?publish\b/, elsewhere: /--registry\b|--index\b|--dry-run|-n\b/, variables: ['CARGO_REGISTRY_DEFAULT'] },
  { registry: 'NuGet', command: /^(?:dotnet )?nuget push\b/, elsewhere: /^(?!.*(?:api\.)?nuget\.org).*(?:--source|-s |-Source|-k github)/, variables: [] },
  { registry: 'pub.dev', command: /^(?:dart|flutter) pub publish\b/, elsewhere: /--dry-run|-n\b|--server\b/, variables: ['PUB_HOSTED_URL'] },
]

function publisherOf(command: CommandNode): Publisher | null {
  const words = [...command.prefixes.filter(prefix => prefix === 'npx' || prefix === 'bunx'), ...isKnown(command.name) ? [command.name] : [], ...command.command.words.map(word => word.value ?? word.text)].join(' ')
  const found = publishers.find(({ command: pattern }) => pattern.test(words))
  return !found || found.elsewhere.test(words) || found.variables.some(name => command.step.env.has(name) || command.assignments.has(name)) ? null : found
}

/** The public registry that a step publishes to, where it could do so without a secret. */
export function publicationOf(step: StepNode): facts.RegistryPublication | null {
  const { uses, run } = step, given = step.with
  const isEmpty = (name: string): boolean => given.get(name) === undefined || given.get(name) === ''
  if (uses?.slug === 'pypa/gh-action-pypi-publish') {
    const url = given.get('repository-url') ?? given.get('repository_url')
    if (isEmpty('password') || url !== undefined && (!isKnown(url) || !/(?:upload|test)\.pypi\.org/.test(url))) return null
    return { registry: 'PyPI', evidence: uses.text.replace(/@.*/s, ''), isTokenSure: true, span: step.locate('with.password').span }
  }
  if (uses?.slug === 'rubygems/release-gem' && given.get('setup-trusted-publisher') === 'false') return { registry: 'RubyGems', evidence: uses.text.replace(/@.*/s, ''), isTokenSure: true, span: uses.locate('').span }
  if (uses?.slug === 'js-devtools/npm-publish' && !isEmpty('token') && isEmpty('registry')) return { registry: 'npm', evidence: uses.text.replace(/@.*/s, ''), isTokenSure: true, span: step.locate('with.token').span }
  for (const command of run?.commands ?? []) {
    const found = publisherOf(command)
    if (!found || found.registry === 'npm' && sendsElsewhere(step)) continue
    return { registry: found.registry, evidence: command.text.split(/\s+/).filter(word => word !== '\\').slice(0, command.command.name === 'bundle' ? 4 : 2).join(' '), isTokenSure: false, span: command.locate('').span }
  }
  return null
}

/** An earlier step, or the token, makes npm publish to another registry than npm's own. */
function sendsElsewhere(step: StepNode): boolean {
  const token = step.variables.find(one => one.name === 'NODE_AUTH_TOKEN')
  return token !== undefined && /github_token|github\.token/i.test(token.text) || step.previous.some(({ uses, with: given, run }) => {
    const url = uses?.slug === 'actions/setup-node' ? given.get('registry-url') : undefined
    return url !== undefined && (!isKnown(url) || !/registry\.npmjs\.org/.test(url)) || run !== null && /registry=|config set registry/.test(run.text) && !/registry\.npmjs\.org/.test(run.text)
  })
}
