import { l10n, ThemeIcon, window } from 'vscode'
import { answersOf, cardId, progressOf, type Card } from '../readiness/card'
import { choose, lines, ofRow, say, separator } from './choices'
import { lessons, type Lessons } from './lessons'
import type { Progress } from './progress'

/** Asks the cards of a lesson or of one section, those first that are not answered yet, until the user has enough. */
export function quizCommand(pages: Lessons, progress: Progress, learn: (topic: string, where?: 'here' | 'beside') => Promise<void>): (topic?: string | { readonly value: string }) => Promise<void> {
  return ofRow(async (topic?: string) => {
    const cards = await pages.cards()
    const about = typeof topic === 'string' ? topic : await pick()
    if (!about) return
    const asked = Object.entries(cards).filter(([id]) => id === about || id.startsWith(`${about}#`)).flatMap(([id, list]) => list.map((card, i) => ({ topic: id, card, id: cardId(id, i) })))
    const order = [...asked.filter(({ id }) => !progress.answered.has(id)), ...asked.filter(({ id }) => progress.answered.has(id))]
    for (const [i, one] of order.entries()) if (!await ask(one, i + 1, order.length)) return
    const right = asked.filter(({ id }) => progress.answered.has(id)).length
    if (order.length) say(l10n.t('Shipshape: no card is left; {0} of {1} are answered', right, order.length))
  })

  async function pick(): Promise<string | undefined> {
    const cards = await pages.cards()
    const rows = lessons.map((lesson) => ({ lesson, ...progressOf(cards, lesson.id, progress.answered) })).filter(({ total }) => total)
    return (await window.showQuickPick(rows.map(({ lesson, done, total }) => ({ label: lesson.title, description: l10n.t('{0} of {1} cards', done, total), id: lesson.id })), { title: l10n.t('Cards'), placeHolder: l10n.t('Choose a lesson') }))?.id
  }

  /** One card; false where the user stops. */
  async function ask({ topic, card, id }: { readonly topic: string; readonly card: Card; readonly id: string }, at: number, of: number): Promise<boolean> {
    let given: boolean | null = null
    await choose(l10n.t('{0}: card {1} of {2}', sectionTitle(topic), at, of), l10n.t('Choose the answer'), [
      ...lines(card.question), separator(''),
      ...answersOf(card).map(({ text, isRight }) => ({ label: text, iconPath: new ThemeIcon('circle-large-outline'), run: () => { given = isRight } })),
    ], true)
    if (given === null) return false
    await progress.set(id, given)
    let goOn = false
    await choose(given ? l10n.t('Right') : l10n.t('Not so'), l10n.t('Choose what to do'), [
      ...given ? [] : lines(l10n.t('The answer is: {0}', card.right)), ...lines(card.because), separator(''),
      ...at < of ? [{ label: l10n.t('Next card'), iconPath: new ThemeIcon('arrow-right'), run: () => { goOn = true } }] : [{ label: l10n.t('Done'), iconPath: new ThemeIcon('check'), run: () => { goOn = true } }],
      { label: l10n.t('Read the section'), iconPath: new ThemeIcon('book'), run: () => learn(topic, 'here') },
      ...at < of ? [{ label: l10n.t('Enough for now'), iconPath: new ThemeIcon('close') }] : [],
    ], true)
    return goOn
  }
}

/** What a section is called, or the lesson where the section is unknown. */
function sectionTitle(topic: string): string {
  const [id, anchor] = topic.split('#'), lesson = lessons.find((one) => one.id === id)
  return lesson?.anchors.find((one) => one.id === anchor)?.title ?? lesson?.title ?? topic
}
