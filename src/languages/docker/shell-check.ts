import type { Check, LazyFix } from '../../core/rule'
import type { Facts, ShellProblem } from './facts'

/** A check for one kind of shell problem. Its fix puts the problem's replacement, where there is one, in the token's place. */
export const shellCheck = (kind: ShellProblem['kind'], fix: Pick<LazyFix, 'title' | 'safety'> | null = null): Check<Facts['docker.Run']> => function* (run) {
  for (const [index, problem] of run.shellProblems.entries()) {
    if (problem.kind !== kind) continue
    const { text, variable, replacement } = problem, path = `shellProblems[${index}]`
    yield { at: path, values: { text, variable: variable ?? '' }, fixes: fix && replacement !== null ? [{ ...fix, edits: () => [{ kind: 'replace', path, text: replacement }] }] : [] }
  }
}
