import { languageIds } from '../../generated/language-ids'
import type { Language } from '../core/language'
import { lateLanguages } from '../workspace/late'

/** All languages; a bundle of their own, so that a process starts without them. */
export const languages = lateLanguages(languageIds, () => (require('../../generated/languages') as { readonly languages: readonly Language[] }).languages)
