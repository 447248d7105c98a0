/** The exported readiness report in a browser: of the example system, and of a real repository where one lies beside. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { launchBrowser } from '../../scripts/host/browser.mjs'
import { repository } from '../../scripts/host/install.mjs'

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Repositories to report on, by name. */
export const reported = [['examples/shop', path.join(repository, 'examples/shop')], ['the retail store', path.join(repository, '../shared/corpus/retail-store-sample-app')]].filter(([, folder]) => existsSync(folder))

/** Renders the report of a folder; `picture` is where its picture goes, null for none. */
export async function checkReport(folder, picture = null) {
  const scratch = await mkdtemp(path.join(tmpdir(), 'shipshape-report-')), copy = path.join(scratch, 'workspace'), file = path.join(scratch, 'report.html')
  try {
    // Outside of this repository, whose folder `examples` would make examples of its files.
    await cp(folder, copy, { recursive: true })
    const { stdout } = await promisify(execFile)(process.execPath, [path.join(repository, 'dist/cli.cjs'), 'readiness', '--format', 'html', '--root', copy], { maxBuffer: 64e6 })
    await writeFile(file, stdout)
    assert.ok(!/(?:src|href)="(?!#)|@import|url\(/.test(stdout), 'it needs nothing beside itself')
    for (const colorScheme of ['light', 'dark']) {
      const browser = await launchBrowser({ viewport: { width: 400, height: 800 } })
      try {
        const { page } = browser
        await page.emulateMedia({ colorScheme })
        await page.goto(`file://${file}`)
        const { scroll, width } = await page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, width: document.documentElement.clientWidth }))
        assert.ok(scroll <= width, `at 400 px it is ${scroll} px wide`)
        assert.ok(await page.locator('svg.bar[role=img]').count() >= 5, 'a picture for each topic')
        await page.evaluate(axe)
        const { violations } = await page.evaluate(() => globalThis.axe.run())
        assert.deepEqual(violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.html).join(' ')}`), [])
        if (picture && colorScheme === 'light') {
          await page.setViewportSize({ width: 1100, height: 760 })
          await page.screenshot({ path: picture })
        }
      } finally { await browser.close() }
    }
  } finally { await rm(scratch, { recursive: true, force: true }) }
}
