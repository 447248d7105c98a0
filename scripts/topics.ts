import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { readLesson, type Lesson } from '../src/readiness/curriculum'

/** The outlines of all lessons, in their order. */
export function readLessons(root: string): readonly Lesson[] {
  return readdirSync(join(root, 'curriculum')).filter((name) => name.endsWith('.md')).map((name) => {
    const text = readFileSync(join(root, 'curriculum', name), 'utf8').replace(/\r\n/g, '\n')
    const front = /^---\n([\s\S]*?)\n---\n/.exec(text)
    return readLesson(name.slice(0, -3), text, (front ? load(front[1]!) : {}) as object)
  }).sort((a, b) => a.order - b.order)
}

/** Every anchor of the curriculum: `kubernetes#probes`. */
export const readTopics = (root: string): ReadonlySet<string> => new Set(readLessons(root).flatMap((lesson) => lesson.anchors.map((anchor) => `${lesson.id}#${anchor.id}`)))
