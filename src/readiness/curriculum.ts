import { slugOf } from '../core/slug'

/** Sections that every lesson has; no anchor of a topic is named like one. The rules and the checklist are put in when a lesson is shown. */
export const fixedSections = ['why-it-matters', 'core-ideas', 'how-to-do-it', 'common-failures', 'piece-by-piece', 'checked-here', 'checklist', 'go-deeper'] as const

/** A page of the curriculum: what the trees show and links need, without its text. */
export interface Lesson {
  /** `kubernetes` */
  readonly id: string
  readonly title: string
  readonly order: number
  readonly goal: string
  /** What a reader can do afterwards. */
  readonly objectives: readonly string[]
  /** How long it takes with its exercises, in minutes. */
  readonly minutes: number
  /** Stands beside the seventeen topics: a bridge, an interview, the capstone. */
  readonly isGuide: boolean
  readonly anchors: readonly Anchor[]
}

/** A section of a lesson. Rules link to `id`; a rendered page is scrolled by `slug`, which its heading makes. */
export interface Anchor { readonly id: string; readonly title: string; readonly slug: string }

/** Reads a lesson's outline. `front` is its front matter as read. */
export function readLesson(id: string, text: string, front: { readonly title?: unknown; readonly order?: unknown; readonly goal?: unknown; readonly objectives?: unknown; readonly minutes?: unknown; readonly guide?: unknown }): Lesson {
  const anchors: Anchor[] = [], slugs = new Map<string, number>()
  let pending: string | null = null, fenced = false
  for (const line of text.split('\n')) {
    if (/^(```|~~~)/.test(line)) fenced = !fenced
    if (fenced) continue
    const anchor = /^<a id="([\w-]+)"><\/a>/.exec(line), heading = /^#{1,6}\s+(.+?)\s*#*$/.exec(line)
    if (anchor) pending = anchor[1]!
    if (!heading) continue
    const slug = slugOf(heading[1]!), seen = slugs.get(slug)
    slugs.set(slug, (seen ?? 0) + 1)
    if (pending && !(fixedSections as readonly string[]).includes(pending)) anchors.push({ id: pending, title: heading[1]!, slug: seen === undefined ? slug : `${slug}-${seen}` })
    pending = null
  }
  return { id, title: String(front.title ?? id), order: Number(front.order ?? 0), goal: String(front.goal ?? ''), objectives: Array.isArray(front.objectives) ? front.objectives.map(String) : [], minutes: Number(front.minutes ?? 0), isGuide: front.guide === true, anchors }
}

/** The fragment at which a topic stands in its lesson, or null where there is no such topic. */
export function slugOfTopic(lessons: readonly Lesson[], topic: string): { readonly lesson: Lesson; readonly slug: string | null } | null {
  const [id, anchor] = topic.split('#')
  const lesson = lessons.find((one) => one.id === id)
  if (!lesson) return null
  if (!anchor) return { lesson, slug: null }
  const found = lesson.anchors.find((one) => one.id === anchor)
  return found ? { lesson, slug: found.slug } : null
}

/** A topic by the titles of its section and lesson; its id where there is no such topic. */
export function titleOfTopic(lessons: readonly Lesson[], topic: string): string {
  const [id, anchor] = topic.split('#')
  const lesson = lessons.find((one) => one.id === id), section = lesson?.anchors.find((one) => one.id === anchor)
  return section ? `${section.title} (${lesson!.title})` : lesson?.title ?? topic
}
