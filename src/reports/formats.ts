import { githubReport } from './github'
import { gitlabReport } from './gitlab'
import { jsonReport } from './json'
import { junitReport } from './junit'
import { markdownReport } from './markdown'
import type { Report } from './report'
import { sarifReport } from './sarif'
import { textReport } from './text'

/** Every format by the name that the command line knows it by. */
export const formats: { readonly [name: string]: (report: Report) => string } = {
  text: (report) => textReport(report), json: jsonReport, sarif: sarifReport, junit: junitReport, github: githubReport, gitlab: gitlabReport, markdown: markdownReport,
}

/** Formats that carry the edits of fixes. */
export const formatsWithFixes: ReadonlySet<string> = new Set(['json', 'sarif'])
