/** Files above this size are not read: nobody writes them by hand, and an editor must answer. */
export const maximumBytes = 4_000_000
