import Mocha from 'mocha'

/**
 * Runs the suites that `load` defines inside the extension host; rejects when one of them fails. `test/run-extension.mjs`
 * generates the entry that calls it with every `*.test.ts` of this folder.
 */
export async function runSuites(load: () => void): Promise<void> {
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 30_000,
    color: process.env['NO_COLOR'] === undefined,
    forbidOnly: process.env['CI'] !== undefined,
    ...process.env['SHIPSHAPE_TEST_GREP'] ? { grep: process.env['SHIPSHAPE_TEST_GREP'] } : {},
  })
  mocha.suite.emit('pre-require', globalThis, '', mocha)
  load()
  const failures = await new Promise<number>(resolve => mocha.run(resolve))
  if (failures > 0) throw new Error(`${failures} tests failed`)
}
