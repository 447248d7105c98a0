/** One count for all bundles: a language may be a bundle of its own. */
const state: { reads: number } = (globalThis as unknown as Record<symbol, { reads: number } | undefined>)[Symbol.for('shipshape.outside')] ??= { reads: 0 }

/** Says that a fact reads something that its `substance` does not determine: its neighbours, its file, the workspace. */
export const readOutside = (): void => { state.reads++ }

/** How often facts have read outside of their substance; two equal counts prove that nothing did in between. */
export const outsideReads = (): number => state.reads
