import { applyBaseline, createBaseline, readBaseline, type Baseline, type Baselined } from '../core/baseline'
import type { Finding, Level } from '../core/finding'
import type { Language } from '../core/language'
import type { RuleLibrary } from '../core/library'
import { discover, isCandidate } from '../workspace/discover'
import type { Files } from '../workspace/files'
import { listAround, listWanted } from '../workspace/names'
import { Project } from '../workspace/project'

export interface FolderOptions {
  readonly languages: readonly Language[]
  readonly library: RuleLibrary
  readonly atLeast?: Level
  readonly items?: readonly string[]
  /** Null for files outside every workspace folder: then only what is open is known. */
  readonly files: Files | null
}

/** Lets others run; the server's own clock slice. */
export type Pause = () => Promise<void>

/** Milliseconds of work after which the server looks for new messages. */
const slice = 20

/** One workspace folder: its project, what is open in the editor, its baseline. Paths are relative to it. */
export class Folder {
  readonly project: Project
  private readonly open = new Set<string>()
  private baseline: Baseline = []
  private judged: { readonly findings: readonly Finding[]; readonly result: Baselined } | null = null
  private readonly judgedAt = new Map<string, Baselined>()
  /** Files whose findings may have changed since `takeChanged` was last called. */
  private changed = new Set<string>()
  private working: Promise<void> | null = null

  constructor(readonly uri: string, private readonly options: FolderOptions) {
    this.project = new Project({ languages: options.languages, library: options.library, atLeast: options.atLeast, items: options.items, heldText: 500_000 })
  }

  get isComplete(): boolean { return this.project.workspace.isComplete }
  get openPaths(): Iterable<string> { return this.open }
  isOpen(path: string): boolean { return this.open.has(path) }

  /** Reads every file that matters. `onProgress` gets the number of files read. */
  async index(pause: Pause, isCancelled: () => boolean, onProgress: (files: number) => void): Promise<void> {
    if (!this.options.files) return
    const files = this.options.files
    await this.readBaseline()
    let count = 0, since = performance.now()
    for await (const path of discover(files)) {
      if (isCancelled()) return
      if (!this.open.has(path)) await this.load(path)
      onProgress(++count)
      if (performance.now() - since > slice) { await pause(); since = performance.now() }
    }
    this.project.workspace.finishIndexing()
  }

  /** A file of the disk may have changed. */
  async reload(path: string): Promise<void> {
    if (path === '.shipshape/baseline.json') { await this.readBaseline(); return }
    await listAround(this.project.workspace, this.options.files, path)
    if (!this.open.has(path) && isCandidate(path)) await this.load(path)
  }

  private async load(path: string): Promise<void> {
    const text = await this.options.files?.read(path) ?? null
    if (!this.open.has(path)) this.set(path, text)
  }

  /** No refresh tells of files of ours that have mistakes, so what was judged goes at once. */
  private set(path: string, text: string | null): void {
    this.project.set(path, text)
    this.judgedAt.delete(path)
  }

  private async readBaseline(): Promise<void> {
    const text = await this.options.files?.read('.shipshape/baseline.json') ?? null
    this.baseline = text === null ? [] : readBaseline(text).baseline
    this.judgedAt.clear()
    this.judged = null
    for (const path of this.open) this.changed.add(path)
  }

  /** The editor holds this text now. */
  edit(path: string, text: string): void {
    this.open.add(path)
    this.set(path, text)
  }

  /** The editor let go of a file; the disk counts again. */
  async close(path: string): Promise<void> {
    this.open.delete(path)
    if (this.options.files) await this.load(path)
    else this.set(path, null)
  }

  /** Brings the findings up to date, pausing now and then. Calls that come meanwhile share the work. */
  async update(pause: Pause, onProgress?: (done: number, total: number) => void, isCancelled: () => boolean = () => false): Promise<void> {
    while (this.working) await this.working
    const work = this.work(pause, onProgress, isCancelled)
    this.working = work.finally(() => { this.working = null })
    await work
  }

  private async work(pause: Pause, onProgress: ((done: number, total: number) => void) | undefined, isCancelled: () => boolean): Promise<void> {
    let steps = this.project.refresh(), since = performance.now()
    for (;;) {
      const step = steps.next()
      if (step.done) {
        for (const path of step.value.paths) { this.changed.add(path); this.judgedAt.delete(path) }
        if (step.value.paths.size) this.judged = null
        if (isCancelled() || !await listWanted(this.project.workspace, this.options.files)) return
        steps = this.project.refresh()
        continue
      }
      onProgress?.(step.value.done, step.value.total)
      if (performance.now() - since > slice) {
        await pause()
        if (isCancelled()) return
        since = performance.now()
      }
    }
  }

  /** Does all pending work at once. */
  updateNow(): void {
    for (const path of this.project.workspace.refreshNow().paths) { this.changed.add(path); this.judgedAt.delete(path) }
    this.judged = null
  }

  takeChanged(): ReadonlySet<string> {
    const changed = this.changed
    this.changed = new Set()
    return changed
  }

  text(path: string): string | null { return this.project.workspace.text(path) }

  /** The findings of a file that the baseline does not accept. */
  findings(path: string): readonly Finding[] { return this.judge(path).fresh }

  private judge(path: string): Baselined {
    let result = this.judgedAt.get(path)
    if (!result) this.judgedAt.set(path, result = applyBaseline(this.project.findings(path), this.baseline.filter((entry) => entry.path === path), (of) => this.text(of)))
    return result
  }

  /** All findings of the folder, told apart by the baseline. */
  all(): Baselined {
    const findings = this.project.paths().flatMap((path) => this.project.findings(path))
    if (!this.judged || this.judged.findings.length !== findings.length || findings.some((finding, i) => finding !== this.judged!.findings[i])) {
      this.judged = { findings, result: applyBaseline(findings, this.baseline, (path) => this.text(path)) }
    }
    return this.judged.result
  }

  /** The text of a baseline that accepts everything found now. */
  newBaseline(): string {
    const { fresh, accepted } = this.all()
    return createBaseline([...fresh, ...accepted], (path) => this.text(path))
  }
}
