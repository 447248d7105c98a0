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
  ['deploy', /^(?:(?:kubectl|oc) (?:apply|set image|replace|patch|create (?:deployment|.*-f )|rollout restart|new-app)|kubectl argo rollouts (?:set image|promote)|helm (?:upgrade|install)|helmfile (?:apply|sync)|kustomize .*apply|(?:terraform|tofu) apply|terragrunt (?:apply|run-all apply|run --all apply)|pulumi up|cdk deploy|sls deploy|serverless deploy|sam deploy|aws (?:cloudformation (?:deploy|update-stack|create-stack)|ecs update-service|deploy create-deployment|lambda update-function-code|s3 sync (?:--\S+ )*(?!s3:)\S+ .*(?:s3:\/\/|\$)|elasticbeanstalk (?:update-environment|create-environment)|apprunner (?:start-deployment|update-service))|eb deploy|copilot (?:svc )?deploy|gcloud (?:run (?:deploy|services update)|app deploy|functions deploy|deploy releases create)|az (?:webapp (?:deploy|up|config container set)|functionapp deployment|containerapp (?:up|update|create)|deployment (?:group|sub) create|staticwebapp)|(?:flyctl|fly) deploy|wrangler (?:deploy|publish|pages deploy)|vercel\b.*(?:--prod|deploy)|netlify deploy|heroku container:release|git push (?:.* )?(?:heroku|dokku)\b|firebase deploy|cf push|nomad (?:job )?run|argocd app sync|flux reconcile|ansible-playbook|cap .*deploy|mina deploy|kamal deploy|dokku|scp .*[\w}]:|rsync .*[\w}]:|ssh .*(?:deploy|docker|restart|systemctl|git pull|pm2)|docker stack deploy|docker service update|doctl apps (?:create-deployment|update)|railway up|supabase (?:db push|functions deploy)|eas update|octopus release deploy|waypoint up|skaffold (?:run|deploy)|kapp deploy|werf converge)/],
  ['verify', /^(?:(?:kubectl|oc) (?:rollout status|wait)|kubectl argo rollouts (?:status|get)|helm (?:test|(?:upgrade|install).*(?:--wait|--atomic|--rollback-on-failure))|aws (?:.* )?wait\b|argocd app wait|curl\b|wget\b.*(?:health|ready|status|-q -?O|--spider)|http(?:ie)? |nc -z|k6 run|newman run|artillery run|(?:npm|yarn|pnpm|bun)(?: run)? (?:test:)?(?:smoke|e2e)|(?:make|just|task) (?:smoke|e2e|verify|healthcheck|health-check)|.*smoke|.*health-?check|playwright test|cypress run|wait-on|gcloud run services describe|az webapp show|heroku ps)/],
  ['rollback', /^(?:(?:kubectl|oc) rollout undo|kubectl argo rollouts (?:undo|abort)|helm (?:rollback|(?:upgrade|install).*(?:--atomic|--rollback-on-failure))|(?:flyctl|fly) releases|heroku (?:releases:)?rollback|vercel rollback|wrangler rollback|kamal rollback|argocd app rollback|gcloud run services update-traffic|aws deploy stop-deployment|.*(?:^|[\/\s:_-])roll-?back\b)/],
  ['migrate', /^(?:alembic upgrade|flask db upgrade|flyway\b.*migrate|liquibase\b.*update|knex migrate|sequelize(?:-cli)? db:migrate|prisma (?:migrate deploy|db push)|(?:rails|rake) db:migrate|(?:bin|\.\/bin)\/rails db:migrate|(?:python3? )?(?:\.\/)?manage\.py migrate|php artisan migrate|doctrine:migrations:migrate|(?:php )?bin\/console doctrine:migrations|goose\b.* up|atlas (?:migrate|schema) apply|dbmate\b.* (?:up|migrate)|migrate .*-(?:path|source)|dotnet ef database update|typeorm migration:run|drizzle-kit (?:migrate|push)|mix ecto\.migrate|supabase db push|sqitch deploy|(?:npm|yarn|pnpm|bun)(?: run)? (?:db:)?migrat|(?:make|just|task) (?:db-|db:)?migrat|heroku run .*migrate)/],
  ['publish', /^(?:npm publish|yarn (?:npm )?publish|pnpm publish|twine upload|poetry publish|uv publish|flit publish|hatch publish|cargo publish|gem push|dotnet nuget push|nuget push|docker push|docker (?:buildx )?build.*--push|podman push|(?:\.\/)?mvnw? .*deploy|(?:\.\/)?gradlew?.* publish|gh release create|goreleaser release|helm push|semantic-release|npx semantic-release|oras push|vsce publish)/],
  ['test', /^(?:(?:npm|yarn|pnpm|bun)(?: run)? (?:t|test|e2e|ci:test)\b|(?:npm|yarn|pnpm|bun)(?: run)? test:|pytest|tox|nox|python -m (?:pytest|unittest)|go test|cargo (?:test|nextest)|(?:\.\/)?mvnw? .*(?:test|verify|install|package)|(?:\.\/)?gradlew?.* (?:test|check|build)|dotnet test|rspec|bundle exec (?:rspec|rake|rails test)|rake test|rails test|make (?:test|check|ci)|ctest|phpunit|vendor\/bin\/phpunit|composer test|jest|vitest|npx (?:jest|vitest|playwright|cypress)|playwright test|cypress run|mix test|swift test|xcodebuild .*test|bazel test|nx .*test|turbo .*test|deno test|flutter test|sbt .*test|just test|task test|uv run (?:pytest|tox))/],
  ['lint', /^(?:(?:npm|yarn|pnpm|bun)(?: run)? (?:lint|format)|eslint|npx eslint|prettier|flake8|ruff|black|mypy|golangci-lint|go vet|cargo (?:clippy|fmt)|rubocop|shellcheck|hadolint|actionlint|make lint|tflint|terraform (?:fmt|validate)|yamllint|pre-commit)/],
  ['scan', /^(?:trivy|grype|snyk|npm audit|yarn audit|pip-audit|cargo audit|govulncheck|bandit|semgrep|gitleaks|checkov|tfsec|osv-scanner|safety check|bundle(?: exec bundle-|r-)audit)/],
  ['sign', /^(?:cosign (?:sign|attest)|gh attestation|syft|notation sign|gpg .*sign)/],
  ['build', /^(?:(?:npm|yarn|pnpm|bun)(?: run)? build|docker (?:buildx )?build|podman build|buildah|make(?: build| all| image| dist)?$|go build|cargo build|(?:\.\/)?mvnw? .*(?:package|install|compile)|(?:\.\/)?gradlew?.* (?:build|assemble|bootJar|jar)|dotnet (?:build|publish)|python3? -m build|poetry build|uv build|tsc|vite build|webpack|next build|ng build|bazel build|cmake|xcodebuild|swift build|msbuild|gcloud builds submit)/],
  ['install', /^(?:npm (?:ci|i|install)\b|yarn(?: install)?$|yarn install|pnpm (?:i|install)\b|bun (?:i|install)\b|pip3? install|python3? -m pip install|poetry install|uv (?:sync|pip install)|pipenv install|bundle(?: install)?$|bundle install|composer install|go mod download|dotnet restore|mix deps\.get|cargo fetch)/],
  ['feature-flag', /^(?:ldcli|ld-find-code-refs|unleash|flagsmith|curl\b.*(?:launchdarkly|unleash|flagsmith|configcat|split\.io|feature-?flag))/],
  ['notify', /^(?:curl\b.*(?:hooks\.slack\.com|discord(?:app)?\.com\/api\/webhooks|webhook\.office\.com|events\.pagerduty\.com|api\.telegram\.org|slack)|gh issue (?:create|comment)|.*notify)/],
]

const runners = /^(?:(?:npx|bunx|uvx|pipx run|pnpm dlx|pnpm exec|yarn dlx|yarn exec|npm exec|poetry run|uv run|pipenv run|bundle exec|rtx x|mise x) (?:--?\S+ )*)+/
const rehearsed = /(?:^| )(?:--dry-run(?:=(?!none\b)\S+)?|--what-if|--noop|--no-execute-changeset|--check)(?= |$)/

/** What a command does, by its words. */
export const commandKinds = remembered(words => {
  const plain = words.replace(/\s+/g, ' '), bare = plain.replace(/ (?:-n|--namespace|--context|--kube-context|--kubeconfig|--cluster|--region|--profile|--project|-C|-H|--host|--cwd) [^\s-]\S*/g, '').replace(/ --?[A-Za-z][\w-]*(?:=\S+)?(?= )/g, ''), inner = plain.replace(runners, ''), isTrial = rehearsed.test(plain)
  return commands.filter(([kind, pattern]) => !(isTrial && (kind === 'deploy' || kind === 'migrate')) && [plain, bare, inner].some(one => pattern.test(one))).map(([kind]) => kind)
})

/** A job's or workflow's name that says that it deploys. */
export const isDeployName = (name: string): boolean => /(?:^|[^a-z])(?:deploy(?:ment|s|ing)?|rollout|ship-?it|go-?live)(?:$|[^a-z])/i.test(name)
  && !/preview|\bdocs?\b|document|mkdocs|website|pages|undeploy|test|(?:^|[^a-z])(?:wait|check|verify|await|poll|watch|notify|trigger|dispatch|clean|delete|remove|get|find|list)/i.test(name)
