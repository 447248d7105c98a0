import type { Stream } from './surroundings'

/** A bar on a terminal, for work that takes longer than a second. */
export class Progress {
  private readonly since = performance.now()
  private drawn = 0

  constructor(private readonly stream: Stream | null) {}

  show(what: string, done: number, total: number | null): void {
    const now = performance.now()
    if (!this.stream?.isTerminal || now - this.since < 1000 || now - this.drawn < 100) return
    this.drawn = now
    const filled = total ? Math.min(20, Math.round(20 * done / total)) : 0
    this.stream.write(`\r\u001b[K${what} ${total ? `[${'#'.repeat(filled)}${' '.repeat(20 - filled)}] ${done}/${total}` : done}`)
  }

  end(): void {
    if (this.drawn) this.stream!.write('\r\u001b[K')
    this.drawn = 0
  }
}
