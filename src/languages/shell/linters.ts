/** Linters and formatters by the word that runs them, a hook's id or an action's name. */
const tools: readonly (readonly [string, RegExp])[] = ([
  'eslint', 'prettier', 'stylelint', 'biome', 'oxlint', 'tslint', 'ruff', 'black', 'flake8', 'isort', 'mypy', 'pylint', 'pyright', 'bandit', 'golangci-lint', 'gofmt', 'gofumpt', 'goimports', 'staticcheck', 'clippy', 'rustfmt', 'rubocop', 'shellcheck', 'shfmt', 'hadolint', 'actionlint', 'zizmor', 'yamllint', 'markdownlint', 'tflint', 'tfsec', 'checkov', 'trivy', 'kube-linter', 'kubeconform', 'kubeval',
  'ktlint', 'detekt', 'checkstyle', 'spotless', 'spotbugs', 'pmd', 'sqlfluff', 'codespell', 'cspell', 'gitleaks', 'detect-secrets', 'trufflehog', 'semgrep', 'buf', 'swiftlint', 'phpstan', 'php-cs-fixer', 'clang-format', 'shipshape', 'typos', 'vale', 'terraform-docs', 'helmlint',
] as const).map(name => [name, new RegExp(`(?:^|[^a-z0-9])${name.replace(/-/g, '[-_]?')}(?:$|[^a-z0-9])`, 'i')] as const)

const more: readonly (readonly [string, RegExp])[] = [
  ['terraform fmt', /terraform[ _-]fmt|tofu[ _-]fmt/i], ['terraform validate', /terraform[ _-]validate|tofu[ _-]validate/i], ['gofmt', /\bgo[ -]fmt\b/i], ['go vet', /\bgo[ -]vet\b/i], ['clippy', /cargo[ -]clippy/i], ['rustfmt', /cargo[ -]fmt/i], ['helmlint', /helm lint/i], ['dotnet format', /dotnet[ -]format/i],
  ['npm run lint', /\b(?:npm|pnpm|yarn|bun)(?: run)? lint\b/i], ['npm run format', /\b(?:npm|pnpm|yarn|bun)(?: run)? format\b/i], ['make lint', /\b(?:make|just|task) lint\b/i], ['tsc', /\btsc\b|\btypecheck\b/i], ['pre-commit', /\bpre-commit\b/i],
]

/** Names of the linters and formatters that a text mentions: a command, the id of a hook, the name of an action. */
export const lintersIn = (text: string): readonly string[] => {
  const short = text.slice(0, 2000)
  return [...new Set([...tools, ...more].filter(([, pattern]) => pattern.test(short)).map(([name]) => name))]
}

/** Does a text run, or stand for, a check of commit messages? */
export const mentionsCommitCheck = (text: string): boolean => /commitlint|commitizen|\bcz check\b|gitlint|conventional[-_]?(?:pre[-_]?commit|commits?|pr)|action-semantic-pull-request|semantic-pr|\bconform enforce\b|lint-pr-title|pr-title-checker|cocogitto|\bcog check\b/i.test(text.slice(0, 4000))

/** Does a text run, or stand for, a search for credentials? */
export const mentionsSecretScan = (text: string): boolean => /gitleaks|trufflehog|detect-secrets|git-secrets|ggshield|gitguardian|talisman|secretlint|\bwhispers\b|detect-private-key|detect-aws-credentials|ripsecrets|noseyparker|trivy[^\n]*secret/i.test(text.slice(0, 4000))
