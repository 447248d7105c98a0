/**
 * Who asked what: every question that a reader put (a file, a folder's listing, a name), negative answers included,
 * so that exactly the askers are read again when an answer changes.
 */
export class Questions<Asker extends object> {
  /** Most questions are asked by one: a set of its own for each would be most of a workspace's memory. */
  private readonly askersOf = new Map<string, Asker | Set<Asker>>()
  private readonly askedBy = new Map<Asker, Set<string>>()

  record(asker: Asker, question: string): void {
    let questions = this.askedBy.get(asker)
    if (!questions) this.askedBy.set(asker, questions = new Set())
    if (questions.has(question)) return
    questions.add(question)
    const askers = this.askersOf.get(question)
    if (!askers) this.askersOf.set(question, asker)
    else if (askers instanceof Set) askers.add(asker)
    else this.askersOf.set(question, new Set([askers, asker]))
  }

  askers(question: string): Iterable<Asker> {
    const askers = this.askersOf.get(question)
    return !askers ? [] : askers instanceof Set ? askers : [askers]
  }

  asked(asker: Asker): Iterable<string> { return this.askedBy.get(asker) ?? [] }

  /** Forgets what an asker asked, or only the questions that `which` names. */
  forget(asker: Asker, which: (question: string) => boolean = () => true): void {
    const questions = this.askedBy.get(asker)
    if (!questions) return
    for (const question of [...questions]) {
      if (!which(question)) continue
      questions.delete(question)
      const askers = this.askersOf.get(question)!
      if (askers instanceof Set) askers.delete(asker)
      if (!(askers instanceof Set) || !askers.size) this.askersOf.delete(question)
    }
    if (!questions.size) this.askedBy.delete(asker)
  }
}
