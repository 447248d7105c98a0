/** One count for all bundles: a language may be a bundle of its own. */
const state: { reads: number; near: number } = (globalThis as unknown as Record<symbol, { reads: number; near: number } | undefined>)[Symbol.for('shipshape.outside')] ??= { reads: 0, near: 0 }

/** Says that a fact reads something that neither its `substance` nor its `surroundings` determine: its file, the workspace. */
export const readOutside = (): void => { state.reads++ }

/** How often facts have read outside of their surroundings; two equal counts prove that nothing did in between. */
export const outsideReads = (): number => state.reads

/** Says that a fact reads something that its `surroundings` determine, though not its `substance`. */
export const readNear = (): void => { state.near++ }

/** How often facts have read their surroundings. */
export const nearReads = (): number => state.near

/** A value that is computed once: whoever takes it reads outside where its making did. */
export class Kept<T> {
  private readonly value: T
  private readonly isOutside: boolean
  constructor(compute: () => T) {
    const reads = outsideReads()
    this.value = compute()
    this.isOutside = outsideReads() !== reads
  }
  take(): T {
    if (this.isOutside) readOutside()
    return this.value
  }
}
