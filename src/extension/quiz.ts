import { l10n, ThemeIcon, window } from 'vscode'
import { answersOf, cardId, progressOf, type Card } from '../readiness/card'
import { choose, ofRow, say } from './choices'
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
    for (const [i, one] of order.entries()) if (!await ask(one, `${i + 1}/${order.length}`)) return
    if (order.length) say(l10n.t('Shipshape: that were all {0} cards', order.length))
  })

  async function pick(): Promise<string | undefined> {
    const cards = await pages.cards()
    const rows = lessons.map((lesson) => ({ lesson, ...progressOf(cards, lesson.id, progress.answered) })).filter(({ total }) => total)
    return (await window.showQuickPick(rows.map(({ lesson, done, total }) => ({ label: lesson.title, description: l10n.t('{0} of {1} cards', done, total), id: lesson.id })), { title: l10n.t('Cards'), placeHolder: l10n.t('Choose a lesson') }))?.id
  }

  /** One card; false where the user stops. */
  async function ask({ topic, card, id }: { readonly topic: string; readonly card: Card; readonly id: string }, count: string): Promise<boolean> {
    const given = await window.showQuickPick(answersOf(card).map(({ text, isRight }) => ({ label: text, isRight })), { title: `${card.question} (${count})`, placeHolder: l10n.t('Choose the answer'), ignoreFocusOut: true })
    if (!given) return false
    await progress.set(id, given.isRight)
    let goOn = false
    await choose(given.isRight ? l10n.t('Right: {0}', card.right) : l10n.t('Not so: {0}', card.right), card.because, [
      { label: l10n.t('Next card'), iconPath: new ThemeIcon('arrow-right'), detail: card.because, run: () => { goOn = true } },
      { label: l10n.t('Read the section'), iconPath: new ThemeIcon('book'), run: () => learn(topic, 'here') },
      { label: l10n.t('Enough for now'), iconPath: new ThemeIcon('close') },
    ])
    return goOn
  }
}
