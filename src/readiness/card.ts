/** A question about a section of a lesson, with the right answer and wrong ones. */
export interface Card {
  readonly question: string
  readonly right: string
  readonly wrong: readonly string[]
  /** Why the right answer is right. */
  readonly because: string
}

/** The cards of all sections, `docker#pinning`. */
export type Cards = { readonly [topic: string]: readonly Card[] }

/** Names a card for ever, `docker#pinning/1`. */
export const cardId = (topic: string, index: number): string => `${topic}/${index + 1}`

/** How many of a lesson's cards were answered right, and how many there are. */
export function progressOf(cards: Cards, lesson: string, answered: ReadonlySet<string>): { readonly done: number; readonly total: number } {
  const ids = Object.entries(cards).filter(([topic]) => topic.startsWith(`${lesson}#`)).flatMap(([topic, list]) => list.map((_, i) => cardId(topic, i)))
  return { done: ids.filter((id) => answered.has(id)).length, total: ids.length }
}

/** The answers of a card in an order that its question decides, so that the right one does not always stand first and a test can tell where it stands. */
export function answersOf(card: Card): readonly { readonly text: string; readonly isRight: boolean }[] {
  const answers = [{ text: card.right, isRight: true }, ...card.wrong.map((text) => ({ text, isRight: false }))]
  let seed = 0
  for (const char of card.question) seed = (seed * 31 + char.charCodeAt(0)) >>> 0
  const at = seed % answers.length
  return [...answers.slice(at), ...answers.slice(0, at)]
}
