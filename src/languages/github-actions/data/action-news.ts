// Put together from knowledge on 2026-11-28. Advisories that could not be confirmed that day were taken out; of the other tables it is not recorded which entries were compared with their source. The tables are short and not whole: what is not in them is not known to be well.

/**
 * Advisories of GitHub's database (github.com/advisories, ecosystem GitHub Actions): action, advisory, first affected version (0: any), first version without the flaw, what goes wrong.
 * Where a tag was moved to a thief's code and back, only tags count and commits do not.
 */
export const advisories: readonly (readonly [name: string, id: string, introduced: string, fixed: string, what: string, onlyTags?: true])[] = [
  ['actions/download-artifact', 'CVE-2024-42471', '4.0.0', '4.1.3', 'writes outside of its folder what an artifact names so'],
  ['aquasecurity/setup-trivy', 'CVE-2026-33634', '0', '0.2.6', 'was replaced by code that steals secrets', true],
  ['aquasecurity/trivy-action', 'CVE-2026-33634', '0', '0.35.0', 'was replaced by code that steals secrets', true],
  ['atlassian/gajira-comment', 'CVE-2020-14189', '0', '2.0.2', 'runs what an issue says'],
  ['atlassian/gajira-create', 'CVE-2020-14188', '0', '2.0.1', 'runs what an issue says'],
  ['azure/setup-kubectl', 'CVE-2023-23939', '0', '3', 'lets any user of the machine replace kubectl'],
  ['bullfrogsec/bullfrog', 'CVE-2025-47775', '0', '0.8.4', 'lets data out through DNS over TCP'],
  ['canonical/get-workflow-version-action', 'CVE-2025-31479', '0', '1.0.1', 'prints part of the token'],
  ['check-spelling/check-spelling', 'CVE-2021-32724', '0', '0.0.19', 'gives its token to pull requests'],
  ['dawidd6/action-download-artifact', 'GHSA-5xr6-xhww-33m4', '0', '6', 'takes artifacts of forks for those of the repository'],
  ['embano1/wip', 'CVE-2023-30623', '0', '2', "runs what a pull request's title says"],
  ['github/codeql-action', 'CVE-2025-24362', '3.26.11', '3.28.3', 'uploads the variables of the job with its debug artifacts'],
  ['gradle/gradle-build-action', 'CVE-2023-30853', '0', '2.4.2', 'saves secrets into the cache'],
  ['hashicorp/vault-action', 'CVE-2021-32074', '0', '2.2.0', 'prints secrets of several lines'],
  ['kartverket/github-workflows', 'CVE-2022-39326', '0', '2.7.5', 'runs what a pull request says'],
  ['lycheeverse/lychee-action', 'CVE-2024-48908', '0', '2.0.2', 'runs what its version input says'],
  ['pypa/gh-action-pypi-publish', 'GHSA-vxmw-7h4f-hqxh', '0', '1.13.0', 'expands its context into a script'],
  ['rlespinasse/github-slug-action', 'CVE-2023-27581', '4.0.0', '4.4.1', "runs what a branch's name says"],
  ['sonarsource/sonarqube-scan-action', 'CVE-2025-58178', '4.0.0', '5.3.1', 'runs what its arguments say'],
  ['sonarsource/sonarqube-scan-action', 'CVE-2025-59844', '4.0.0', '6.0.0', 'runs what its arguments say'],
  ['step-security/harden-runner', 'CVE-2024-52587', '0', '2.10.2', 'runs what variables say'],
  ['step-security/harden-runner', 'CVE-2025-32955', '0.12.0', '2.12.0', 'leaves a way to sudo through Docker'],
  ['step-security/harden-runner', 'CVE-2026-25598', '0', '2.14.2', 'misses connections that are made with sendto'],
  ['tj-actions/branch-names', 'CVE-2023-49291', '0', '7.0.7', "runs what a branch's name says"],
  ['tj-actions/branch-names', 'CVE-2025-54416', '0', '9.0.0', "passes on a branch's name that runs as code"],
  ['tj-actions/changed-files', 'CVE-2023-51664', '0', '41', "passes on a file's name that runs as code"],
  ['tj-actions/changed-files', 'CVE-2025-30066', '0', '46.0.1', 'was replaced by code that prints secrets', true],
  ['tj-actions/verify-changed-files', 'CVE-2023-52137', '0', '17', "passes on a file's name that runs as code"],
  ['ultralytics/actions', 'GHSA-7x29-qqmq-v6qc', '0', '0.0.3', "runs what a branch's name says"],
]

/** Commits that thieves put in the place of releases, and the advisory that tells of them. */
export const maliciousCommits: ReadonlyMap<string, string> = new Map([
  ['0e58ed8671d6b60d0890c21b07f8835ace038e67', 'CVE-2025-30066'],
  ['f0d342d24037bb11d26b9bd8496e0808ba32e9ec', 'CVE-2025-30154'],
  ['ddb9da4475c1cef7d5389062bdfdfbdbd1394648', 'CVE-2026-33634'],
])

/** Archived repositories, of which `owner/*` means every one, and what to take in their place ('' where nothing is known). */
export const archived: ReadonlyMap<string, string> = new Map(Object.entries({
  'actions/create-release': 'gh release create', 'actions/setup-ruby': 'ruby/setup-ruby', 'actions/upload-release-asset': 'gh release upload', 'actions/setup-elixir': 'erlef/setup-beam', 'actions/setup-haskell': 'haskell-actions/setup', 'haskell/actions': 'haskell-actions/setup',
  'actions-rs/*': 'cargo and rustup, which the runner has', 'google-github-actions/release-please-action': 'googleapis/release-please-action', 'hashicorp/terraform-github-actions': 'hashicorp/setup-terraform', 'crazy-max/ghaction-docker-buildx': 'docker/setup-buildx-action',
  'sonarsource/sonarcloud-github-action': 'SonarSource/sonarqube-scan-action', 'convictional/trigger-workflow-and-wait': '',
}))

/** Versions that GitHub has switched off on github.com: the last major of them, and since when. */
export const disabled: ReadonlyMap<string, readonly (readonly [major: number, date: string])[]> = new Map(Object.entries({
  'actions/upload-artifact': [[2, '2024-06-30'], [3, '2025-01-30']], 'actions/download-artifact': [[2, '2024-06-30'], [3, '2025-01-30']], 'actions/cache': [[2, '2025-03']],
} as const))

/** What a machine of GitHub has that does the same. */
export const preinstalled: ReadonlyMap<string, string> = new Map(Object.entries({
  'softprops/action-gh-release': 'gh release create', 'ncipollo/release-action': 'gh release create', 'actions/create-release': 'gh release create', 'elgohr/github-release-action': 'gh release create', 'svenstaro/upload-release-action': 'gh release upload',
  'actions/upload-release-asset': 'gh release upload', 'addnab/docker-run-action': 'docker run', 'dtolnay/rust-toolchain': 'rustup', 'actions-rs/toolchain': 'rustup', 'actions-rust-lang/setup-rust-toolchain': 'rustup', 'sergeysova/jq-action': 'jq', 'mikefarah/yq': 'yq',
  'repo-sync/pull-request': 'gh pr create', 'devops-infra/action-pull-request': 'gh pr create', 'peter-evans/create-or-update-comment': 'gh issue comment', 'juliangruber/approve-pull-request-action': 'gh pr review', 'hmarr/auto-approve-action': 'gh pr review',
  'peter-evans/enable-pull-request-automerge': 'gh pr merge', 'dacbd/create-issue-action': 'gh issue create', 'jasonetco/create-an-issue': 'gh issue create', 'peter-evans/create-issue-from-file': 'gh issue create', 'robinraju/release-downloader': 'gh release download', 'dsaltares/fetch-gh-release-asset': 'gh release download',
  'actions-ecosystem/action-add-labels': 'gh issue edit', 'actions-ecosystem/action-remove-labels': 'gh issue edit', 'peter-evans/close-issue': 'gh issue close', 'octokit/request-action': 'gh api', 'andstor/file-existence-action': 'test -e', 'wei/curl': 'curl',
}))

/** Actions without a maintainer whose work others have taken on. */
export const successors: ReadonlyMap<string, string> = new Map(Object.entries({
  'gradle/gradle-build-action': 'gradle/actions/setup-gradle', 'gradle/wrapper-validation-action': 'gradle/actions/wrapper-validation', 'github/super-linter': 'super-linter/super-linter', 'nick-invision/retry': 'nick-fields/retry', 'docker/scan-action': 'docker/scout-action',
  'tibdex/github-app-token': 'actions/create-github-app-token', 'styfle/cancel-workflow-action': 'concurrency with cancel-in-progress', 'jakejarvis/s3-sync-action': 'aws s3 sync', 'dschep/install-poetry-action': 'snok/install-poetry', 'marvinpinto/action-automatic-releases': 'gh release create',
}))

/** Actions that others are called like, so that a slip of the finger leads to somebody else. */
export const famous: readonly string[] = ('actions/checkout actions/cache actions/setup-node actions/setup-python actions/setup-go actions/setup-java actions/setup-dotnet actions/github-script actions/upload-artifact actions/download-artifact actions/stale actions/labeler actions/configure-pages actions/deploy-pages '
  + 'actions/upload-pages-artifact actions/create-github-app-token actions/attest-build-provenance actions/dependency-review-action github/codeql-action docker/build-push-action docker/login-action docker/setup-buildx-action docker/setup-qemu-action docker/metadata-action docker/bake-action '
  + 'aws-actions/configure-aws-credentials aws-actions/amazon-ecr-login google-github-actions/auth google-github-actions/setup-gcloud azure/login azure/webapps-deploy azure/setup-kubectl hashicorp/setup-terraform codecov/codecov-action softprops/action-gh-release peaceiris/actions-gh-pages '
  + 'peter-evans/create-pull-request pnpm/action-setup ruby/setup-ruby golangci/golangci-lint-action aquasecurity/trivy-action sigstore/cosign-installer step-security/harden-runner pypa/gh-action-pypi-publish tj-actions/changed-files dorny/paths-filter shivammathur/setup-php gradle/actions '
  + 'astral-sh/setup-uv denoland/setup-deno oven-sh/setup-bun dtolnay/rust-toolchain swatinem/rust-cache slackapi/slack-github-action goreleaser/goreleaser-action helm/kind-action').split(' ')

/** Actions that install a tool, by the input that says which version; without it they take the newest. */
export const toolInputs: ReadonlyMap<string, string> = new Map(Object.entries({
  'aquasecurity/setup-trivy': 'version', '1password/load-secrets-action': 'version', 'hashicorp/setup-terraform': 'terraform_version', 'hashicorp/setup-packer': 'version', 'opentofu/setup-opentofu': 'tofu_version', 'terraform-linters/setup-tflint': 'tflint_version', 'azure/setup-helm': 'version',
  'azure/setup-kubectl': 'version', 'golangci/golangci-lint-action': 'version', 'google-github-actions/setup-gcloud': 'version', 'oven-sh/setup-bun': 'bun-version', 'goreleaser/goreleaser-action': 'version', 'supabase/setup-cli': 'version', 'superfly/flyctl-actions/setup-flyctl': 'version',
  'bufbuild/buf-setup-action': 'version', 'anchore/scan-action': 'grype-version', 'fluxcd/flux2/action': 'version', 'pulumi/actions': 'pulumi-version', 'arduino/setup-task': 'version', 'extractions/setup-just': 'just-version', 'imjasonh/setup-crane': 'version', 'ko-build/setup-ko': 'version',
}))

