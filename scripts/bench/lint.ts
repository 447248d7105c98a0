import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { samples } from './samples'

/** Lints a folder, or so many generated files, once, and prints what it took as JSON. */
async function main(what: string): Promise<void> {
  const { createLinter } = require(join(__dirname, '../../dist/index.cjs')) as typeof import('../../src/index')
  const files = /^\d+$/.test(what) ? generated(Number(what)) : read(what)
  const linter = await createLinter({ level: 'recommended' })
  const since = performance.now()
  const findings = await linter.lint(files, { fixes: false })
  const ms = performance.now() - since
  console.log(JSON.stringify({ files: files.length, mb: files.reduce((sum, file) => sum + file.text.length, 0) / 1e6, ms, rss: process.resourceUsage().maxRSS / 1024, findings: findings.length }))
}

function read(folder: string): { path: string; text: string }[] {
  const files: { path: string; text: string }[] = []
  const walk = (path: string): void => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const file = join(path, entry.name)
      if (entry.isDirectory()) walk(file)
      else if (entry.isFile() && statSync(file).size < 1_000_000) files.push({ path: relative(folder, file), text: readFileSync(file, 'utf8') })
    }
  }
  walk(folder)
  return files
}

/** A repository of services, each with a Dockerfile, a manifest, a Terraform module and a workflow. */
function generated(count: number): { path: string; text: string }[] {
  const files: { path: string; text: string }[] = []
  for (let i = 0; files.length < count; i++) {
    files.push(
      { path: `services/s${i}/Dockerfile`, text: samples.docker!.make(28) }, { path: `services/s${i}/k8s/app.yaml`, text: samples.kubernetes!.make(50).replaceAll('web-0', `web-${i}`) },
      { path: `services/s${i}/terraform/main.tf`, text: samples.terraform!.make(38) }, { path: `.github/workflows/s${i}.yml`, text: samples['github-actions']!.make(28) },
    )
  }
  return files.slice(0, count)
}

void main(process.argv[2] ?? '100')
