import { remembered } from '../shell/activities'
import type { Activity } from './facts'

type Kind = Activity['kind']

/**
 * Actions by the beginning of their full name in lower case. Written by hand in November 2026, not yet checked against each action's own page;
 * an action that is not here is taken for nothing.
 */
const actions: readonly (readonly [Kind, string])[] = [
  ['checkout', 'actions/checkout'],
  ['setup', 'actions/setup- ruby/setup-ruby dtolnay/rust-toolchain actions-rs/toolchain hashicorp/setup-terraform opentofu/setup-opentofu azure/setup-kubectl azure/setup-helm docker/setup- pnpm/action-setup oven-sh/setup-bun astral-sh/setup-uv denoland/setup-deno gradle/actions/setup-gradle shivammathur/setup-php erlef/setup-beam subosito/flutter-action aws-actions/setup-sam'],
  ['install', 'bahmutov/npm-install ramsey/composer-install'],
  ['cache', 'actions/cache swatinem/rust-cache'],
  ['upload', 'actions/upload-artifact actions/upload-pages-artifact'], ['download', 'actions/download-artifact dawidd6/action-download-artifact'],
  ['login', 'docker/login-action aws-actions/configure-aws-credentials aws-actions/amazon-ecr-login google-github-actions/auth google-github-actions/get-gke-credentials azure/login azure/docker-login azure/aks-set-context azure/k8s-set-context azure/use-kubelogin hashicorp/vault-action actions/create-github-app-token redhat-actions/oc-login'],
  ['lint', 'golangci/golangci-lint-action github/super-linter super-linter/super-linter reviewdog/ hadolint/hadolint-action pre-commit/action docker://rhysd/actionlint oxsecurity/megalinter psf/black astral-sh/ruff-action biomejs/setup-biome'],
  ['test', 'cypress-io/github-action codecov/codecov-action dorny/test-reporter enricomi/publish-unit-test-result-action mikepenz/action-junit-report grafana/k6-action grafana/run-k6-action'],
  ['scan', 'github/codeql-action actions/dependency-review-action aquasecurity/trivy-action anchore/scan-action snyk/actions ossf/scorecard-action sonarsource/ semgrep/ returntocorp/semgrep-action bridgecrewio/checkov-action gitleaks/gitleaks-action trufflesecurity/trufflehog google/osv-scanner-action zizmorcore/zizmor-action docker/scout-action aliyun/acr-scan'],
  ['sign', 'sigstore/cosign-installer actions/attest slsa-framework/slsa-github-generator anchore/sbom-action'],
  ['build', 'docker/build-push-action docker/bake-action goreleaser/goreleaser-action redhat-actions/buildah-build depot/build-push-action azure/k8s-bake'],
  ['publish', 'pypa/gh-action-pypi-publish softprops/action-gh-release ncipollo/release-action actions/create-release goreleaser/goreleaser-action js-devtools/npm-publish changesets/action cycjimmy/semantic-release-action rubygems/release-gem googleapis/release-please-action redhat-actions/push-to-registry'],
  ['deploy', 'actions/deploy-pages peaceiris/actions-gh-pages jamesives/github-pages-deploy-action aws-actions/amazon-ecs-deploy-task-definition aws-actions/aws-lambda-deploy aws-actions/aws-cloudformation-github-deploy google-github-actions/deploy-cloudrun google-github-actions/deploy-appengine google-github-actions/deploy-cloud-functions azure/webapps-deploy azure/functions-action azure/functions-container-action azure/container-apps-deploy-action azure/k8s-deploy azure/static-web-apps-deploy azure/arm-deploy azure/bicep-deploy superfly/flyctl-actions/deploy cloudflare/wrangler-action cloudflare/pages-action amondnet/vercel-action netlify/actions nwtgck/actions-netlify digitalocean/app_action akhileshns/heroku-deploy appleboy/ssh-action appleboy/scp-action burnett01/rsync-deployments firebaseextended/action-hosting-deploy pulumi/actions serverless/github-action deliverybot/helm w9jds/firebase-action octopusdeploy/deploy-release-action redhat-actions/oc-new-app einaregilsson/beanstalk-deploy kodermax/kubectl-aws-eks steebchen/kubectl'],
  ['verify', 'jtalk/url-health-check-action octopusdeploy/await-task-action treosh/lighthouse-ci-action checkly/ grafana/run-k6-action cypress-io/github-action'],
  ['feature-flag', 'launchdarkly/ unleash/ flagsmith/ splitio/ configcat/ growthbook/'],
  ['notify', 'slackapi/slack-github-action 8398a7/action-slack rtcamp/action-slack-notify ravsamhq/notify-slack-action dawidd6/action-send-mail jasonetco/create-an-issue peter-evans/create-issue-from-file sarisia/actions-status-discord ilshidur/action-discord appleboy/telegram-action appleboy/discord-action pagerduty/ jdcargile/ms-teams-notification skitionek/notify-microsoft-teams'],
  ['login', 'docker/login-action aws-actions/configure-aws-credentials aws-actions/amazon-ecr-login google-github-actions/auth azure/login azure/docker-login hashicorp/vault-action actions/create-github-app-token'],
  ['lint', 'golangci/golangci-lint-action github/super-linter super-linter/super-linter reviewdog/ hadolint/hadolint-action pre-commit/action'],
  ['test', 'cypress-io/github-action codecov/codecov-action dorny/test-reporter enricomi/publish-unit-test-result-action'],
  ['scan', 'github/codeql-action actions/dependency-review-action aquasecurity/trivy-action anchore/scan-action snyk/actions ossf/scorecard-action sonarsource/ semgrep/ returntocorp/semgrep-action bridgecrewio/checkov-action gitleaks/gitleaks-action trufflesecurity/trufflehog'],
  ['sign', 'sigstore/cosign-installer actions/attest actions/attest-build-provenance actions/attest-sbom slsa-framework/slsa-github-generator anchore/sbom-action'],
  ['build', 'docker/build-push-action docker/bake-action goreleaser/goreleaser-action'],
  ['publish', 'pypa/gh-action-pypi-publish softprops/action-gh-release ncipollo/release-action actions/create-release goreleaser/goreleaser-action js-devtools/npm-publish changesets/action cycjimmy/semantic-release-action rubygems/release-gem googleapis/release-please-action'],
  ['deploy', 'actions/deploy-pages peaceiris/actions-gh-pages jamesives/github-pages-deploy-action aws-actions/amazon-ecs-deploy-task-definition aws-actions/aws-lambda-deploy aws-actions/aws-cloudformation-github-deploy google-github-actions/deploy-cloudrun google-github-actions/deploy-appengine google-github-actions/deploy-cloud-functions azure/webapps-deploy azure/functions-action azure/container-apps-deploy-action azure/k8s-deploy azure/static-web-apps-deploy superfly/flyctl-actions cloudflare/wrangler-action cloudflare/pages-action amondnet/vercel-action netlify/actions nwtgck/actions-netlify digitalocean/app_action akhileshns/heroku-deploy appleboy/ssh-action appleboy/scp-action burnett01/rsync-deployments firebaseextended/action-hosting-deploy pulumi/actions serverless/github-action deliverybot/helm w9jds/firebase-action'],
  ['verify', 'jtalk/url-health-check-action'],
  ['notify', 'slackapi/slack-github-action 8398a7/action-slack rtcamp/action-slack-notify ravsamhq/notify-slack-action dawidd6/action-send-mail'],
  ['agent', 'anthropics/claude-code-action anthropics/claude-code-base-action openai/codex-action google-github-actions/run-gemini-cli google-gemini/gemini-cli-action actions/ai-inference'],
]
const actionTable = actions.flatMap(([kind, names]) => names.split(' ').map(name => ({ kind, name })))

/** What an action is for; several kinds where it does several things. */
export const actionKinds = remembered<Kind>(fullName => {
  return actionTable.filter(({ name }) => fullName === name || /[-/]$/.test(name) && fullName.startsWith(name) || fullName.startsWith(name + '/')).map(({ kind }) => kind)
})
