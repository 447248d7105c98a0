import { EventEmitter, type Memento } from 'vscode'

/** Which cards this user has answered right, on this machine. */
export class Progress {
  private readonly changed = new EventEmitter<undefined>()
  readonly onDidChange = this.changed.event
  answered: ReadonlySet<string>

  constructor(private readonly memento: Memento) { this.answered = new Set(memento.get<readonly string[]>('answered', [])) }

  async set(card: string, isRight: boolean): Promise<void> {
    const answered = new Set(this.answered)
    if (isRight) answered.add(card)
    else answered.delete(card)
    this.answered = answered
    await this.memento.update('answered', [...answered].sort())
    this.changed.fire(undefined)
  }
}
