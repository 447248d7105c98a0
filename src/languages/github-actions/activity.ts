import type { Activity } from './facts'

type Kind = Activity['kind']

/** Actions by the beginning of their full name in lower case. */
const actions: readonly (readonly [Kind, string])[] = [
  ['checkout', 'actions/checkout'],
  ['setup', 'actions/setup- ruby/setup-ruby dtolnay/rust-toolchain actions-rs/toolchain hashicorp/setup-terraform azure/setup-kubectl azure/setup-helm docker/setup- pnpm/action-setup oven-sh/setup-bun astral-sh/setup-uv denoland/setup-deno gradle/actions/setup-gradle'],
  ['cache', 'actions/cache swatinem/rust-cache'],
  ['upload', 'actions/upload-artifact actions/upload-pages-artifact'], ['download', 'actions/download-artifact dawidd6/action-download-artifact'],
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

/** A function of a text that remembers its last answers. */
function remembered(compute: (text: string) => readonly Kind[]): (text: string) => readonly Kind[] {
  const known = new Map<string, readonly Kind[]>()
  return text => {
    let found = known.get(text)
    if (!found) {
      if (known.size >= 2000) known.clear()
      known.set(text, found = compute(text))
    }
    return found
  }
}

/** What an action is for; several kinds where it does several things. */
export const actionKinds = remembered(fullName => {
  return actionTable.filter(({ name }) => fullName === name || /[-/]$/.test(name) && fullName.startsWith(name) || fullName.startsWith(name + '/')).map(({ kind }) => kind)
})

/** Commands by their first words; the words may have options between them. */
const commands: readonly (readonly [Kind, RegExp])[] = [
  ['deploy', /^(?:kubectl (?:apply|set image|replace|patch|create|rollout restart)|helm (?:upgrade|install)|helmfile (?:apply|sync)|kustomize .*apply|terraform apply|tofu apply|terragrunt (?:apply|run-all)|pulumi up|cdk deploy|sls deploy|serverless deploy|sam deploy|aws (?:cloudformation deploy|ecs update-service|deploy create-deployment|lambda update-function-code|s3 sync|elasticbeanstalk)|eb deploy|gcloud (?:run deploy|app deploy|functions deploy|builds submit)|az (?:webapp|functionapp|containerapp|aks|deployment)\b|flyctl deploy|fly deploy|wrangler (?:deploy|publish|pages deploy)|vercel\b.*--prod|netlify deploy|heroku (?:container:release|releases)|firebase deploy|cf push|nomad job run|argocd app sync|ansible-playbook|cap .*deploy|kamal deploy|dokku|scp|rsync|docker stack deploy|doctl apps)/],
  ['verify', /^(?:kubectl (?:rollout status|wait)|helm (?:test|upgrade.*(?:--wait|--atomic))|aws ecs wait|aws .* wait|argocd app wait|curl\b.*(?:health|ready|status)|k6 run|smoke)/],
  ['rollback', /^(?:kubectl rollout undo|helm (?:rollback|upgrade.*(?:--atomic|--rollback-on-failure))|flyctl releases|heroku rollback|vercel rollback|kubectl argo rollouts)/],
  ['migrate', /^(?:alembic upgrade|flyway|liquibase|knex migrate|sequelize db:migrate|prisma migrate|npx prisma migrate|rails db:migrate|rake db:migrate|bundle exec (?:rails|rake) db:migrate|python manage\.py migrate|goose|atlas migrate|dbmate|migrate -|dotnet ef database update|typeorm migration)/],
  ['publish', /^(?:npm publish|yarn (?:npm )?publish|pnpm publish|twine upload|poetry publish|uv publish|flit publish|hatch publish|cargo publish|gem push|dotnet nuget push|nuget push|docker push|docker (?:buildx )?build.*--push|podman push|mvn .*deploy|gradle.* publish|\.\/gradlew.* publish|\.\/mvnw.* deploy|gh release create|goreleaser release|helm push|semantic-release|npx semantic-release|oras push|vsce publish)/],
  ['test', /^(?:(?:npm|yarn|pnpm|bun)(?: run)? (?:t|test|e2e|ci:test)\b|(?:npm|yarn|pnpm|bun)(?: run)? test:|pytest|tox|nox|python -m (?:pytest|unittest)|go test|cargo (?:test|nextest)|mvn .*(?:test|verify|install|package)|\.\/mvnw .*(?:test|verify|install|package)|(?:\.\/)?gradlew?.* (?:test|check|build)|dotnet test|rspec|bundle exec (?:rspec|rake|rails test)|rake test|rails test|make (?:test|check|ci)|ctest|phpunit|vendor\/bin\/phpunit|composer test|jest|vitest|npx (?:jest|vitest|playwright|cypress)|playwright test|cypress run|mix test|swift test|xcodebuild .*test|bazel test|nx .*test|turbo .*test|deno test|flutter test|sbt .*test|just test|task test|uv run (?:pytest|tox))/],
  ['lint', /^(?:(?:npm|yarn|pnpm|bun)(?: run)? (?:lint|format)|eslint|npx eslint|prettier|flake8|ruff|black|mypy|golangci-lint|go vet|cargo (?:clippy|fmt)|rubocop|shellcheck|hadolint|actionlint|make lint|tflint|terraform (?:fmt|validate)|yamllint|pre-commit)/],
  ['scan', /^(?:trivy|grype|snyk|npm audit|yarn audit|pip-audit|cargo audit|govulncheck|bandit|semgrep|gitleaks|checkov|tfsec|osv-scanner|safety check|bundle(?: exec bundle-|r-)audit)/],
  ['sign', /^(?:cosign (?:sign|attest)|gh attestation|syft|notation sign|gpg .*sign)/],
  ['build', /^(?:(?:npm|yarn|pnpm|bun)(?: run)? build|docker (?:buildx )?build|podman build|buildah|make(?: build| all)?$|go build|cargo build|mvn .*(?:package|install|compile)|(?:\.\/)?gradlew?.* (?:build|assemble)|dotnet (?:build|publish)|python -m build|poetry build|tsc|vite build|webpack|bazel build|cmake|xcodebuild|swift build|msbuild)/],
  ['notify', /^curl\b.*hooks\.slack\.com/],
]

/** What a command does, by its words. */
export const commandKinds = remembered(words => {
  const plain = words.replace(/\s+/g, ' '), bare = plain.replace(/ --?[A-Za-z][\w-]*(?:=\S+)?(?= )/g, '')
  return commands.filter(([, pattern]) => pattern.test(plain) || pattern.test(bare)).map(([kind]) => kind)
})

/** A job's or workflow's name that says that it deploys. */
export const isDeployName = (name: string): boolean => /(?:^|[^a-z])(?:deploy(?:ment|s|ing)?|rollout|ship-?it|go-?live)(?:$|[^a-z])/i.test(name) && !/preview|docs?\b|pages|undeploy|test/i.test(name)
