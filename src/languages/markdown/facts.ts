import type { Fact } from '../../core/fact'
import type { List } from '../../core/value'

/** The fact kinds of the pages that operations live by, by the name that a rule's `on` uses. */
export interface Facts {
  'markdown.Page': Page
}

/** A page: a runbook, an objective, a policy. */
export interface Page extends Fact {
  /** `runbook`, `slo`, `error-budget`, `page` */
  readonly role: string
  /** Its first heading; null where it has none. */
  readonly title: string | null
  readonly sections: List<Section>
}

/** A heading of a page and the text below it, down to the next heading of its level or above. */
export interface Section {
  readonly heading: string
  readonly slug: string
  readonly level: number
  readonly text: string
}
