/** Lessons, rule pages and explanations are documents of this scheme, which the manifest gives to the Markdown preview. */
export const lessonScheme = 'shipshape'
