import type { DiagnosticData } from '../server/protocol'

/** Extensions that show where a file breaks its schema, by the pack of ours that says the same. */
const givers: { readonly [pack: string]: readonly { readonly id: string; readonly name: string }[] } = {
  kubernetes: [{ id: 'ms-kubernetes-tools.vscode-kubernetes-tools', name: 'Kubernetes' }],
  compose: [{ id: 'redhat.vscode-yaml', name: 'YAML' }],
  'github-actions': [{ id: 'github.vscode-github-actions', name: 'GitHub Actions' }],
  terraform: [{ id: 'hashicorp.terraform', name: 'HashiCorp Terraform' }],
}

/** What of a file's diagnostics is shown, and the name of the extension that shows the rest; null where nothing is withheld. */
export function withoutSchema<D extends object>(diagnostics: readonly D[], isActive: (extension: string) => boolean): { readonly shown: D[]; readonly by: string | null } {
  let by: string | null = null
  const shown = diagnostics.filter((diagnostic) => {
    const data = (diagnostic as { readonly data?: Partial<DiagnosticData> }).data
    if (!data?.isSchema) return true
    const giver = givers[data.rules?.[0]?.split('/')[0] ?? '']?.find(({ id }) => isActive(id))
    if (giver) by = giver.name
    return !giver
  })
  return { shown, by }
}
