/** What a command is taken to do. */
export type CommandKind = 'deploy' | 'verify' | 'rollback' | 'migrate' | 'publish' | 'test' | 'lint' | 'scan' | 'sign' | 'build' | 'install' | 'feature-flag' | 'notify'

/** A function of a text that remembers its last answers. */
export function remembered<T extends string>(compute: (text: string) => readonly T[]): (text: string) => readonly T[] {
  const known = new Map<string, readonly T[]>()
  return text => {
    let found = known.get(text)
    if (!found) {
      if (known.size >= 2000) known.clear()
      known.set(text, found = compute(text))
    }
    return found
  }
}

/** Commands by their first words; the words may have options between them. */
const commands: readonly (readonly [CommandKind, RegExp])[] = [
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

/** Where a deployment goes. */
export type Stage = 'production' | 'staging' | 'preview'

const stages: readonly (readonly [Stage, RegExp])[] = [
  ['preview', /(?:^|[^a-z])(?:previews?|review|pr|pulls?|ephemeral)(?:$|[^a-z])/i],
  ['staging', /(?:^|[^a-z])(?:staging|stage|stg|testing|test|tst|qa|uat|integration|int|dev|devel|development|sandbox|demo|nightly|pre-?prod(?:uction)?|non-?prod(?:uction)?|acceptance|acc)(?:$|[^a-z])/i],
  ['production', /(?:^|[^a-z])(?:prod|production|prd|live)(?:$|[^a-z])/i],
]

/** The stage that a name speaks of; null where it speaks of none. */
export const stageOf = (name: string): Stage | null => stages.find(([, pattern]) => pattern.test(name))?.[0] ?? null
