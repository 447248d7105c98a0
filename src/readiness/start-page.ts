import { progressOf, type Cards } from './card'
import type { Lesson } from './curriculum'

/** The four things that the whole curriculum is for. */
const objectives = ['Build and deploy applications that are ready for production', 'See inside them: logs, metrics and traces', 'Handle an incident, and find out why it happened', 'Design for failure, and come back from a disaster']

/** The first page of the curriculum: what it is for, how long it takes, where to begin in this workspace, and how far this reader is. */
export function startPage(lessons: readonly Lesson[], cards: Cards, answered: ReadonlySet<string>, findings: readonly { readonly topic: string; readonly findings: readonly unknown[] }[], exercises: readonly { readonly title: string; readonly goal: string; readonly minutes: number }[] = []): string {
  const topics = lessons.filter((lesson) => !lesson.isGuide), guides = lessons.filter((lesson) => lesson.isGuide), hours = Math.round(topics.reduce((sum, { minutes }) => sum + minutes, 0) / 60)
  const found = (lesson: Lesson): number => findings.filter(({ topic }) => topic.startsWith(`${lesson.id}#`)).reduce((sum, one) => sum + one.findings.length, 0)
  const first = [...topics].map((lesson) => ({ lesson, count: found(lesson) })).filter(({ count }) => count).sort((a, b) => b.count - a.count).slice(0, 3)
  const row = (lesson: Lesson): string => {
    const { done, total } = progressOf(cards, lesson.id, answered), count = found(lesson)
    return `| ${lesson.order} | [${lesson.title}](${lesson.id}.md) | ${lesson.goal} | ${lesson.minutes}\u00a0min | ${done} of ${total} | ${count || ''} |`
  }
  const sums = topics.map((lesson) => progressOf(cards, lesson.id, answered)), done = sums.reduce((sum, one) => sum + one.done, 0), total = sums.reduce((sum, one) => sum + one.total, 0)
  return [
    '# Production engineering', '', `Seventeen lessons, about ${hours} hours with their exercises. Read them in any order: each stands alone, and every finding in your files leads to its own section. Afterwards you can:`, '', ...objectives.map((one) => `- ${one}`), '',
    ...total ? [done ? `You have answered ${done} of ${total} cards.` : `${total} cards ask what has stayed; \`Shipshape: Answer Cards\` begins.`, ''] : [],
    ...first.length ? ['## Start here', '', 'Most findings in this workspace lead to these:', '', ...first.map(({ lesson, count }) => `- [${lesson.title}](${lesson.id}.md): ${count === 1 ? 'one finding' : `${count} findings`}. ${lesson.goal}`), ''] : [],
    '## Lessons', '', '| | Lesson | What for | Time | Cards answered | Findings here |', '|---|---|---|---|---|---|', ...topics.map(row), '',
    ...exercises.length ? ['## Exercises', '', 'A folder to mend, graded on every save. `Shipshape: Start Exercise` begins.', '', ...exercises.map(({ title, goal, minutes }) => `- **${title}**, ${minutes} min. ${goal}`), ''] : [],
    ...guides.length ? ['## Beside the lessons', '', ...guides.map((lesson) => `- [${lesson.title}](${lesson.id}.md): ${lesson.goal}`), ''] : [],
  ].join('\n')
}
