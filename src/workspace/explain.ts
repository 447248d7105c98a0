import type { Project } from './project'

/** What is known about how a file is judged, as Markdown: kind, purpose, level, configuration, and the rules that are silent because a value is unknown. */
export function explainFile(project: Project, path: string): string {
  const claim = project.workspace.claimOf(path)
  const settings = project.policy.settings(path)
  const lines = [`# ${path}`, '']
  if (!claim) lines.push('No language of Shipshape reads this file.', '')
  else lines.push(`- Kind: ${claim.language}`, `- Checked as part of: ${claim.scopes.join(', ') || 'nothing'}`)
  lines.push(`- Purpose: ${settings.purpose}`, `- Level: ${settings.level ?? 'not judged'}${settings.ignored ? ' (ignored by the configuration)' : ''}`)
  const configs = project.policy.configsFor(path).map((config) => config.folder ? `${config.folder}/.shipshape/config.yml` : '.shipshape/config.yml')
  const known = [...new Set(configs)].filter((config) => project.workspace.text(config) !== null)
  lines.push(`- Configuration: ${known.join(', ') || 'none; the defaults count'}`)
  const findings = project.findings(path), suppressed = project.suppressed(path)
  lines.push(`- Findings: ${findings.length}${suppressed.length ? `, and ${suppressed.length} suppressed` : ''}`)
  if (claim) {
    const unknowns = new Map<string, Set<string>>()
    project.workspace.inspect(path, { onUnknown: (rule, fact, source) => {
      if (fact.path !== path) return
      const sources = unknowns.get(rule.id) ?? new Set()
      sources.add(source)
      unknowns.set(rule.id, sources)
    } })
    if (unknowns.size) {
      lines.push('', '## Silent because a value is unknown', '')
      for (const [rule, sources] of [...unknowns].sort()) lines.push(`- ${rule}: \`${[...sources].slice(0, 3).join('`, `')}\``)
    }
  }
  if (findings.length) lines.push('', '## Findings', '', ...findings.map((finding) => `- ${finding.rule}: ${finding.message}`))
  return lines.join('\n') + '\n'
}
