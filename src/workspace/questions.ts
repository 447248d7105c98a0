/**
 * Who asked what: every question that a reader put (a file, a folder's listing, a name), negative answers included,
 * so that exactly the askers are read again when an answer changes.
 */
export class Questions<Asker> {
  private readonly askersOf = new Map<string, Set<Asker>>()
  private readonly askedBy = new Map<Asker, Set<string>>()

  record(asker: Asker, question: string): void {
    let questions = this.askedBy.get(asker)
    if (!questions) this.askedBy.set(asker, questions = new Set())
    if (questions.has(question)) return
    questions.add(question)
    const askers = this.askersOf.get(question)
    if (askers) askers.add(asker)
    else this.askersOf.set(question, new Set([asker]))
  }

  askers(question: string): Iterable<Asker> { return this.askersOf.get(question) ?? [] }

  asked(asker: Asker): Iterable<string> { return this.askedBy.get(asker) ?? [] }

  /** Forgets what an asker asked, or only the questions that `which` names. */
  forget(asker: Asker, which: (question: string) => boolean = () => true): void {
    const questions = this.askedBy.get(asker)
    if (!questions) return
    for (const question of [...questions]) {
      if (!which(question)) continue
      questions.delete(question)
      const askers = this.askersOf.get(question)!
      askers.delete(asker)
      if (!askers.size) this.askersOf.delete(question)
    }
    if (!questions.size) this.askedBy.delete(asker)
  }
}
