import 'mocha/mocha'

/**
 * Runs the suites that `load` defines inside a web-worker extension host; rejects when one of them fails.
 * `test/run-web.mjs` generates the entry that calls it with every `*.test.ts` of this folder.
 */
export async function runSuites(load: () => void): Promise<void> {
  mocha.setup({ ui: 'bdd', timeout: 30_000, color: true, reporter: undefined })
  load()
  const failures = await new Promise<number>(resolve => mocha.run(resolve))
  if (failures > 0) throw new Error(`${failures} tests failed`)
}
