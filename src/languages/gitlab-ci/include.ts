import { Unknown, isKnown, type Maybe } from '../../core/value'
import { asMap, entry } from '../yaml/walk'
import type * as facts from './facts'
import { textOf, type Model, type Site } from './model'
import { Node, plainIn } from './node'

const forms = ['local', 'project', 'remote', 'template', 'component'] as const

export class IncludeNode extends Node implements facts.Include {
  readonly kind = 'gitlab-ci.Include'
  constructor(model: Model, site: Site, readonly index: number) { super(model, site) }

  get subject(): string { return `include/${this.index}` }

  get form(): facts.Include['form'] {
    const text = textOf(this.site.node)
    if (text !== null) return /^https?:\/\//i.test(text) ? 'remote' : 'local'
    return forms.find(form => entry(this.site.node, form)) ?? 'unknown'
  }
  get location(): Maybe<string> {
    const { node, source } = this.site, { form } = this
    const text = asMap(node) ? plainIn(entry(node, form)?.value ?? null) : plainIn(node)
    return text ?? new Unknown(source.text.slice(...node.span).split('\n')[0]!)
  }
  get ref(): Maybe<string | null> {
    if (this.form === 'component') {
      const { location } = this
      // The address of the server may be a variable; the version stands at the end all the same.
      const text = isKnown(location) ? location : location.source, at = text.lastIndexOf('@')
      return at < 0 ? null : text.slice(at + 1).includes('$') ? new Unknown(text) : text.slice(at + 1)
    }
    return this.form === 'project' ? plainIn(entry(this.site.node, 'ref')?.value ?? null) : null
  }
  get isPinned(): Maybe<boolean> {
    const { form, ref, location } = this
    if (form === 'local' || form === 'template') return true
    if (form === 'unknown') return new Unknown('include')
    if (form === 'remote') return entry(this.site.node, 'integrity') !== null || (isKnown(location) ? /\/[0-9a-f]{40}\//i.test(location) : location)
    if (!isKnown(ref)) return ref
    return ref !== null && (/^[0-9a-f]{40}$/i.test(ref) || /^v?\d+\.\d+\.\d+/.test(ref))
  }
  /** The files of the workspace that it brings; null where they are elsewhere. */
  get files(): readonly string[] | null {
    const { form, location } = this
    return form === 'local' && isKnown(location) ? this.model.local(location) : null
  }
}
