import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import type { Card } from '../src/readiness/card'
import { readLesson, type Lesson } from '../src/readiness/curriculum'

/** The outlines of all lessons, in their order. */
export function readLessons(root: string): readonly Lesson[] {
  return readdirSync(join(root, 'curriculum')).filter((name) => name.endsWith('.md')).map((name) => {
    const text = readFileSync(join(root, 'curriculum', name), 'utf8').replace(/\r\n/g, '\n')
    const front = /^---\n([\s\S]*?)\n---\n/.exec(text)
    return readLesson(name.slice(0, -3), text, (front ? load(front[1]!) : {}) as object)
  }).sort((a, b) => a.order - b.order)
}

/** The cards of all lessons, by topic: `docker#pinning`. */
export const readCards = (root: string): { readonly [topic: string]: readonly Card[] } => Object.fromEntries(readdirSync(join(root, 'curriculum/cards')).filter((name) => name.endsWith('.yml')).sort().flatMap((name) =>
  Object.entries(load(readFileSync(join(root, 'curriculum/cards', name), 'utf8')) as { readonly [anchor: string]: readonly Card[] }).map(([anchor, cards]) => [`${name.slice(0, -4)}#${anchor}`, cards] as const)))

/** Every anchor of the curriculum: `kubernetes#probes`. */
export const readTopics = (root: string): ReadonlySet<string> => new Set(readLessons(root).flatMap((lesson) => lesson.anchors.map((anchor) => `${lesson.id}#${anchor.id}`)))
