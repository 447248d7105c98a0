/** Fields that are worked out when somebody asks, and once. */
export abstract class Memoised {
  private memo: Map<string, unknown> | null = null

  /** What `compute` gives; under one name it is asked once. */
  protected once<T>(name: string, compute: () => T): T {
    const before = this.memo?.get(name)
    if (before !== undefined || this.memo?.has(name)) return before as T
    const value = compute()
    ;(this.memo ??= new Map()).set(name, value)
    return value
  }
}
