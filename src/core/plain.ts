/** A field of plain data, in whichever form it comes; undefined where there is none. */
export const fieldOf = (of: unknown, name: string): unknown => of instanceof Map ? of.get(name) ?? undefined : undefined

/** The elements of a list; none of what is no list. */
export const itemsOf = (of: unknown): readonly unknown[] => Array.isArray(of) ? of : []

/** The first block of a type within plain data. */
export const blockOf = (of: unknown, name: string): unknown => itemsOf(fieldOf(of, name))[0]
