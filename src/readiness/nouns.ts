/** What fact kinds are called in sentences for people. */
const nouns: { readonly [kind: string]: string } = {
  'build.Dependency': 'dependency', 'build.Gate': 'coverage setting', 'build.Manifest': 'package file', 'build.Wrapper': 'build wrapper',
  'compose.Build': 'Compose build', 'compose.Dependency': 'dependency between Compose services', 'compose.Port': 'published port', 'compose.EnvironmentVariable': 'Compose variable', 'compose.Project': 'Compose file', 'compose.Service': 'Compose service',
  'docker.Arg': 'build argument', 'docker.Command': 'Dockerfile command', 'docker.Copy': 'COPY', 'docker.Env': 'ENV', 'docker.File': 'Dockerfile', 'docker.Image': 'base image', 'docker.Instruction': 'Dockerfile instruction', 'docker.PackageCall': 'call of a package manager', 'docker.PackageInstall': 'Dockerfile installation', 'docker.Stage': 'Dockerfile stage', 'docker.Variable': 'Dockerfile variable',
  'flags.Flag': 'feature flag', 'flags.FlagFile': 'flag file', 'flags.Rollout': 'flag rollout',
  'github-actions.Command': 'workflow command', 'github-actions.Concurrency': 'concurrency group', 'github-actions.Dependabot': 'Dependabot file', 'github-actions.Expression': 'workflow expression', 'github-actions.ImageUse': 'image in a workflow', 'github-actions.Job': 'GitHub Actions job', 'github-actions.Matrix': 'job matrix', 'github-actions.PackageCall': 'workflow installation', 'github-actions.Permissions': 'permissions of a workflow', 'github-actions.PreCommit': 'pre-commit file', 'github-actions.Run': 'script in a workflow', 'github-actions.Step': 'workflow step', 'github-actions.Text': 'text in a workflow', 'github-actions.Uses': 'action', 'github-actions.Variable': 'workflow variable', 'github-actions.Workflow': 'GitHub Actions workflow',
  'gitlab-ci.Include': 'GitLab include', 'gitlab-ci.Job': 'GitLab job', 'gitlab-ci.Pipeline': 'GitLab pipeline',
  'grafana.Dashboard': 'Grafana dashboard', 'grafana.Panel': 'Grafana panel',
  'jenkins.Pipeline': 'Jenkins pipeline', 'jenkins.Stage': 'Jenkins stage',
  'kubernetes.Autoscaler': 'horizontal autoscaler', 'kubernetes.Binding': 'role binding', 'kubernetes.ChaosExperiment': 'Kubernetes chaos experiment', 'kubernetes.Chart': 'Helm chart', 'kubernetes.ConfigMap': 'ConfigMap', 'kubernetes.Container': 'Kubernetes container', 'kubernetes.Delivery': 'Argo CD or Flux object', 'kubernetes.DisruptionBudget': 'disruption budget', 'kubernetes.Image': 'Kubernetes image', 'kubernetes.Ingress': 'Ingress', 'kubernetes.Kustomization': 'kustomization', 'kubernetes.Link': 'reference between Kubernetes objects', 'kubernetes.Namespace': 'namespace', 'kubernetes.NetworkPolicy': 'network policy', 'kubernetes.Object': 'Kubernetes object', 'kubernetes.PodSpec': 'pod', 'kubernetes.Role': 'Kubernetes role', 'kubernetes.Rollout': 'Argo rollout', 'kubernetes.Sandbox': 'sandbox', 'kubernetes.Secret': 'Kubernetes Secret', 'kubernetes.Service': 'Kubernetes Service', 'kubernetes.VerticalAutoscaler': 'vertical autoscaler', 'kubernetes.Volume': 'volume', 'kubernetes.Workload': 'Kubernetes workload',
  'load-test.ClientBudget': 'front-end budget', 'load-test.LoadScript': 'load script', 'load-test.Scenario': 'load scenario',
  'markdown.Action': 'postmortem action', 'markdown.Command': 'command in a page', 'markdown.CommandTarget': 'command in a page', 'markdown.Link': 'link in a page', 'markdown.Page': 'page of documentation', 'markdown.Recovery': 'recovery objective', 'markdown.Section': 'section of a page',
  'otel.Collector': 'Collector file', 'otel.Component': 'Collector component', 'otel.Pipeline': 'Collector pipeline',
  'prometheus.Alert': 'Prometheus alert', 'prometheus.Alertmanager': 'Alertmanager file', 'prometheus.Expression': 'Prometheus expression', 'prometheus.Group': 'group of Prometheus rules', 'prometheus.Objective': 'service level objective', 'prometheus.Receiver': 'alert receiver', 'prometheus.Record': 'recording rule', 'prometheus.Route': 'alert route', 'prometheus.RuleFile': 'file of Prometheus rules', 'prometheus.ScrapeJob': 'scrape job', 'prometheus.Server': 'Prometheus configuration',
  'repository.Codeowners': 'CODEOWNERS file', 'repository.CommitConvention': 'commit convention', 'repository.Component': 'catalog entry', 'repository.Hooks': 'Git hook', 'repository.Ignore': 'ignore file', 'repository.Ownership': 'line of CODEOWNERS', 'repository.Protection': 'branch protection', 'repository.SecretScanner': 'secret scanner', 'repository.UpdateBot': 'Renovate file',
  'terraform.Backend': 'Terraform backend', 'terraform.Block': 'Terraform block', 'terraform.FaultExperiment': 'fault experiment', 'terraform.FeatureFlag': 'feature flag in Terraform', 'terraform.Module': 'Terraform module', 'terraform.ModuleCall': 'module call', 'terraform.NetworkRule': 'Terraform network rule', 'terraform.Output': 'Terraform output', 'terraform.Policy': 'Terraform policy', 'terraform.Provider': 'Terraform provider', 'terraform.Resource': 'Terraform resource', 'terraform.Secret': 'secret in Terraform', 'terraform.Statement': 'policy statement in Terraform', 'terraform.Variable': 'Terraform variable',
}

/** What a fact kind is called in a sentence, without an article: `github-actions.Workflow` is a GitHub Actions workflow. */
export const nounOf = (kind: string): string => nouns[kind] ?? kind.slice(kind.indexOf('.') + 1).replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()

/** Whether a fact kind has a name of its own. */
export const hasNoun = (kind: string): boolean => kind in nouns

/** `a, b or c`, each once. */
export function listed(words: readonly string[], joint = 'or'): string {
  const each = [...new Set(words)]
  return each.length < 2 ? each.join() : `${each.slice(0, -1).join(', ')} ${joint} ${each.at(-1)!}`
}
