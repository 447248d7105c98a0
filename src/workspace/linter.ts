import type { Finding } from '../core/finding'
import type { Rule } from '../core/rule'
import { Project, type ProjectOptions } from './project'

export interface SourceFile { readonly path: string; readonly text: string }

export interface LintOptions {
  /** Leave the edits of fixes out; `fixable` still tells whether there are any. */
  readonly fixes?: boolean
}

/** The library's public face. */
export interface Linter {
  readonly rules: readonly Rule[]
  /** Findings of these files. Nothing is kept between calls: the array is the whole world. */
  lint(files: readonly SourceFile[], options?: LintOptions): Promise<readonly Finding[]>
}

export function linter(options: ProjectOptions): Linter {
  return {
    rules: new Project(options).rules,
    async lint(files, { fixes = true } = {}) {
      const project = new Project(options)
      for (const file of files) project.set(file.path, file.text)
      project.workspace.finishIndexing()
      project.workspace.refreshNow()
      const all: Finding[] = []
      for (const { path } of files) {
        const found = project.findings(path)
        if (!found.length) continue
        if (!fixes || found.every((finding) => finding.fixable === null)) all.push(...found)
        else {
          const fixable = new Map(project.workspace.withFixes(path, (finding) => finding.fixable !== null).map((finding) => [identity(finding), finding]))
          all.push(...found.map((finding) => fixable.get(identity(finding)) ?? finding))
        }
      }
      return all
    },
  }
}

const identity = (finding: Finding): string => `${finding.rule} ${finding.path} ${finding.span[0]} ${finding.span[1]} ${finding.subject}`
