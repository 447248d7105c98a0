/**
 * Uses the packaged extension the way a person does, in a real VS Code, on a copy of examples/shop.
 *
 *     node test/ui/run.mjs [--screenshots] [--practice]
 *
 * With --practice only what test/ui/practice.mjs says is done.
 * Pictures go to .tmp/ui, with --screenshots those of the README to media/screenshots.
 */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { launchBrowser } from '../../scripts/host/browser.mjs'
import { hostSupported, repository } from '../../scripts/host/install.mjs'
import { startCodeServer } from '../../scripts/host/server.mjs'
import { packageExtension } from '../../scripts/package.mjs'
import * as ui from './driver.mjs'
import { practise } from './practice.mjs'
import { checkReport, reported } from './report.mjs'

const pictures = path.join(repository, process.argv.includes('--screenshots') ? 'media/screenshots' : '.tmp/ui')
const failures = path.join(repository, '.tmp/ui/failures')
const maximumPicture = 300_000

/** One finding a language: where it is, what it is called, and the section that its code leads to. */
const languages = [
  { name: 'Docker', file: 'api/Dockerfile', at: 'latest', code: 'docker/latest-tag', heading: 'Tags, digests and pinning', snippet: ['probe/Dockerfile', 'docker-node'] },
  { name: 'Kubernetes', file: 'k8s/base/worker.yaml', at: 'resources', code: 'kubernetes/missing-memory-limit', heading: 'Limits', snippet: ['probe/app.yaml', 'k8s-deployment'] },
  { name: 'Terraform', file: 'terraform/network.tf', at: '0.0.0.0/0', code: 'terraform/aws-sg-open-admin-port', heading: 'VPC and security groups', snippet: ['probe/main.tf', 'tf-start'] },
  { name: 'GitHub Actions', file: '.github/workflows/ci.yml', at: 'docker/login-action@v3', code: 'github-actions/unpinned-action', heading: 'Pinned actions, untrusted input', snippet: ['.github/workflows/probe.yml', 'gha-ci'] },
]

if (!hostSupported) {
  console.log(`no VS Code that npm alone can install for ${process.platform}-${process.arch}\n0 passed, 0 failed`)
  process.exit(0)
}

let passed = 0, failed = 0
const started = Date.now()
const scratch = await mkdtemp(path.join(tmpdir(), 'shipshape-ui-'))
const workspace = path.join(scratch, 'shop')
await rm(failures, { recursive: true, force: true })
try {
  const onlyPractice = process.argv.includes('--practice')
  // It builds, too.
  if (onlyPractice) await promisify(execFile)(process.execPath, [path.join(repository, 'node_modules/tsx/dist/cli.mjs'), 'scripts/build.ts'], { cwd: repository })
  else await check('npm start shows the findings, the address and its warning, and serves VS Code', null, startScript)
  const { file: vsix } = await packageExtension(path.join(scratch, 'shipshape.vsix'))
  if (!onlyPractice) for (const [name, folder] of reported) await check(`the readiness report of ${name} is one page that everybody can read`, null, () => checkReport(folder, name === 'examples/shop' ? path.join(pictures, 'report.png') : null))
  await cp(path.join(repository, 'examples/shop'), workspace, { recursive: true })
  const server = await startCodeServer({ workspace, vsix, settings: { 'editor.minimap.enabled': false, 'window.commandCenter': false } })
  try {
    const browser = await launchBrowser({ scratch: server.scratch, viewport: { width: 1400, height: 860 } })
    try {
      if (!onlyPractice) await useExtension(browser.page, server)
      else {
        await ui.openWorkbench(browser.page, server)
        await practise(browser.page, { workspace, check, picture, closeAll })
      }
    } finally {
      await browser.close()
    }
  } finally {
    await server.stop()
  }
} catch (error) {
  failed++
  console.error(error)
} finally {
  await rm(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
}
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed ? 1 : 0

/** Runs one check; a failed one leaves a picture and the workbench without open menus. */
async function check(name, page, body) {
  const begin = Date.now()
  try {
    await body()
    passed++
    console.log(`  ok   ${name} (${((Date.now() - begin) / 1000).toFixed(1)} s, at ${((Date.now() - started) / 1000).toFixed(0)} s)`)
  } catch (error) {
    failed++
    console.error(`  FAIL ${name}: ${error.message}`)
    if (!page) return
    await ui.screenshot(page, path.join(failures, `${name.replace(/\W+/g, '-')}.png`)).catch(() => {})
    for (let i = 0; i < 3; i++) await page.keyboard.press('Escape')
  }
}

async function useExtension(page, server) {
  await ui.openWorkbench(page, server, { openFile: 'api/Dockerfile' })
  await check('starts without a notification', page, async () => {
    await ui.waitForSquiggles(page)
    assert.deepEqual(await ui.notifications(page), [])
  })

  const places = []
  for (const { name, file, at, code, heading } of languages) {
    await closeAll(page)
    await check(`${name}: squiggles and the Problems panel show ${code}`, page, async () => {
      await openAt(page, file, at)
      await ui.waitForSquiggles(page)
      const row = (await ui.waitForProblems(page, rows => rows.some(row => row.code?.includes(code)))).find(row => row.code?.includes(code))
      assert.equal(row.source, 'shipshape')
    })
    await check(`${name}: the code in the hover opens "${heading}"`, page, async () => {
      await openAt(page, file, at)
      await ui.waitForSquiggles(page)
      await ui.clickCodeInHover(page, at, code)
      places.push(await ui.waitForHeadingInView(page, heading))
    })
    await check(`${name}: the code in the Problems panel opens "${heading}"`, page, async () => {
      await openAt(page, file, at)
      await ui.waitForProblems(page, rows => rows.some(row => row.code?.includes(code)))
      await ui.clickCodeInProblems(page, code)
      places.push(await ui.waitForHeadingInView(page, heading))
    })
  }
  await check('links lead into the lower half of a page, and scroll there', page, async () => {
    assert.ok(places.some(place => place.scrolled > 0 && place.top + place.scrolled > place.page / 2), JSON.stringify(places))
  })

  await closeAll(page)
  await check('the Problems panel lists a manifest against its Dockerfile', page, async () => {
    await openAt(page, 'k8s/base/api.yaml', 'shop/api:latest')
    await ui.waitForProblems(page, rows => rows.some(row => row.text.includes("image from 'api/Dockerfile' runs as root")))
    await page.keyboard.press('Control+B')
    await page.mouse.move(700, 15)
    await page.waitForTimeout(500)
    await picture(page, 'problems')
    await page.keyboard.press('Control+B')
  })
  await closeAll(page)
  await check('the code of a finding opens its lesson', page, async () => {
    await openAt(page, 'k8s/base/worker.yaml', 'resources')
    await ui.waitForSquiggles(page)
    await ui.openQuickFixes(page, 'resources')
    await ui.pickQuickFix(page, 'Learn')
    await ui.waitForHeadingInView(page, 'Limits')
    await picture(page, 'lesson')
  })
  await closeAll(page)
  await closePanel(page)
  await check('the hover says why', page, async () => {
    await openAt(page, 'k8s/base/worker.yaml', 'resources')
    await ui.waitForSquiggles(page)
    const text = await ui.hoverText(page, 'resources')
    assert.match(text, /has no memory limit/)
    assert.match(text, /take all the memory|kills|evict/i)
    await picture(page, 'hover')
    await page.keyboard.press('Escape')
  })
  await check('the quick fixes are the fix, "Suppress…" and "Learn"', page, async () => {
    const titles = await ui.openQuickFixes(page, 'resources')
    await picture(page, 'quick-fix')
    await page.keyboard.press('Escape')
    const suppress = titles.indexOf('Suppress…'), learn = titles.findIndex(title => title.startsWith('Learn: '))
    assert.ok(suppress > 0 && learn > suppress, JSON.stringify(titles))
    assert.match(titles[0], /memory/i)
  })
  await check('applying a fix removes its squiggle', page, async () => {
    await openAt(page, 'api/Dockerfile', 'CMD npm start')
    await ui.waitForProblems(page, rows => rows.some(row => row.code?.includes('docker/shell-form-command')))
    const [title] = await ui.openQuickFixes(page, 'CMD')
    await ui.pickQuickFix(page, title)
    await ui.waitForEditorText(page, text => text.includes('CMD ["npm", "start"]'))
    await ui.waitForProblems(page, rows => rows.length > 0 && !rows.some(row => row.code?.includes('docker/shell-form-command')))
    await ui.clickText(page, '["npm", "start"]')
    await page.keyboard.press('Control+Z')
    await ui.waitForEditorText(page, text => text.includes('CMD npm start'))
  })
  await check('"Suppress…" asks where and why, and writes the comment', page, async () => {
    await openAt(page, 'api/Dockerfile', 'node:latest')
    await ui.openQuickFixes(page, 'latest')
    await ui.pickQuickFix(page, 'Suppress…')
    await ui.quickInput(page, 'Here', 'Here')
    await page.keyboard.press('Enter')
    const reason = page.locator('.quick-input-widget:visible', { hasText: 'Why?' })
    await reason.waitFor()
    await page.keyboard.type('pinned by the mirror')
    await page.keyboard.press('Enter')
    await ui.waitForEditorText(page, text => text.includes('# shipshape-ignore docker/latest-tag -- pinned by the mirror'))
    await ui.waitForProblems(page, rows => rows.length > 0 && !rows.some(row => row.code?.includes('docker/latest-tag')))
    await ui.clickText(page, 'pinned by the mirror')
    await page.keyboard.press('Control+Z')
    await ui.waitForProblems(page, rows => rows.some(row => row.code?.includes('docker/latest-tag')))
  })
  await check('the language status says how much was found', page, async () => {
    const item = page.locator('.part.statusbar [id="status.languageStatus"]')
    await item.hover()
    const shown = page.locator('.monaco-hover:visible', { hasText: 'Level recommended' })
    await shown.waitFor()
    assert.match(await shown.innerText(), /\d+ findings/)
    await page.mouse.move(600, 300)
  })

  await closePanel(page)
  await closeAll(page)
  await check('Readiness shows checklists with states and evidence', page, async () => {
    await ui.openViewContainer(page, 'Shipshape')
    await widenSideBar(page, 640)
    const services = await ui.waitForTree(page, 'Readiness', rows => rows.some(row => /\d+ failed/.test(row.label)))
    assert.ok(services.length > 1 && services.some(row => row.label.startsWith('api')), JSON.stringify(services))
    await ui.clickTreeRow(page, 'Readiness', 'api')
    const lists = (await ui.waitForTree(page, 'Readiness', rows => rows.some(row => row.level === 2 && row.label.startsWith('Kubernetes')))).filter(row => row.level === 2)
    assert.ok(lists.length >= 10, 'as many of the seventeen as there is room for')
    await ui.clickTreeRow(page, 'Readiness', 'Kubernetes')
    const items = await ui.waitForTree(page, 'Readiness', rows => rows.some(row => row.level === 3 && /failed/.test(row.label)))
    assert.ok(items.some(row => row.level === 3 && /passed|unknown/.test(row.label)), JSON.stringify(items))
    const failing = items.find(row => row.level === 3 && row.expanded === false && /failed/.test(row.label))
    await ui.clickTreeRow(page, 'Readiness', failing.label.slice(0, 20))
    const [evidence] = (await ui.waitForTree(page, 'Readiness', rows => rows.some(row => row.level === 4))).filter(row => row.level === 4)
    assert.match(evidence.label, /\.ya?ml:\d+$/)
    await ui.clickTreeRow(page, 'Readiness', evidence.label.slice(0, 20))
    await ui.waitForTab(page, /([\w-]+\.ya?ml):\d+$/.exec(evidence.label)[1])
    await ui.waitForSquiggles(page)
    await page.mouse.move(1000, 15)
    await page.waitForTimeout(500)
    await picture(page, 'checklist')
  })
  await check('a checklist from the palette shows what proves an item, and opens it', page, async () => {
    await ui.runCommand(page, 'Shipshape: Open Checklist')
    await page.locator('.quick-input-widget:visible', { hasText: 'Before the first deploy' }).waitFor()
    await ui.quickInput(page, 'Docker', 'Docker')
    await page.keyboard.press('Enter')
    await page.locator('.quick-input-widget:visible', { hasText: 'The process is not root' }).waitFor()
    await page.waitForTimeout(500)
    await picture(page, 'items')
    await ui.quickInput(page, 'not root', 'The process is not root')
    await page.keyboard.press('Enter')
    await ui.waitForTab(page, 'Dockerfile')
  })
  await check('what only a person can tell is ticked with evidence, in a file of the repository', page, async () => {
    await ui.clickTreeRow(page, 'Readiness', 'Kubernetes')
    await ui.clickTreeRow(page, 'Readiness', 'Testing Strategy')
    await ui.waitForTree(page, 'Readiness', rows => rows.some(row => row.label.startsWith('A bug fix starts with a test that fails')))
    await page.locator('.monaco-list-row', { hasText: 'A bug fix starts with a test that fails' }).first().locator('.custom-view-tree-node-item-checkbox').click()
    await page.locator('.quick-input-widget:visible', { hasText: 'What proves it?' }).waitFor()
    await page.keyboard.type('https://wiki.example/testing')
    await picture(page, 'tick')
    await page.keyboard.press('Enter')
    await page.locator('.quick-input-widget:visible input[placeholder="For what does it hold?"]').waitFor()
    await page.keyboard.press('Enter')
    const answers = path.join(workspace, '.shipshape/readiness.yml')
    await ui.until(async () => /testing\.bug-starts-red:\n +(?:by: .*\n +)?on: .*\n +evidence: "?https:\/\/wiki\.example\/testing/.test(await readFile(answers, 'utf8').catch(() => '')), async () => `it says ${await readFile(answers, 'utf8').catch(() => 'nothing')}`)
    await ui.waitForTree(page, 'Readiness', rows => rows.some(row => /A bug fix starts with a test that fails.*passed/.test(row.label)))
  })
  await check('an exercise starts in a folder, and a saved step turns its checks', page, async () => {
    await ui.runCommand(page, 'Shipshape: Start Exercise')
    await ui.quickInput(page, 'autoscaler', 'A Deployment with an autoscaler')
    await page.keyboard.press('Enter')
    await page.locator('.quick-input-widget:visible', { hasText: 'In shop' }).waitFor()
    await page.keyboard.press('Enter')
    const done = rows => Number(/(\d+) of 18 checks/.exec(rows.map(row => row.label).join('\n'))?.[1] ?? -1)
    await ui.waitForTree(page, 'Curriculum', rows => done(rows) >= 0 && rows.some(row => /There are two pods at the least$/.test(row.label)))
    await ui.openFile(page, 'exercises/hpa/k8s/app.yaml')
    await page.keyboard.press('Control+F')
    await page.keyboard.type('minReplicas: 1')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await page.keyboard.type('minReplicas: 2')
    await page.keyboard.press('Control+S')
    await ui.waitForTree(page, 'Curriculum', rows => rows.some(row => /There are two pods at the least.*done/.test(row.label)))
    await page.mouse.move(1000, 15)
    await page.waitForTimeout(500)
    await picture(page, 'exercise')
    await closeAll(page)
  })
  await check('Curriculum counts findings and says where to start', page, async () => {
    const rows = await ui.waitForTree(page, 'Curriculum', rows => rows.some(row => row.label.startsWith('Start here')))
    assert.ok(rows.some(row => /\d+ findings?$/.test(row.label)), JSON.stringify(rows))
  })

  await check('Check Workspace ends in its summary', page, async () => {
    await ui.runCommand(page, 'Shipshape: Check Workspace')
    const pick = page.locator('.quick-input-widget:visible', { hasText: /Findings: \d+, files: \d+/ })
    await pick.waitFor()
    const rows = await ui.quickInputRows(page)
    assert.ok(rows.includes('Show in Problems') && rows.some(row => /^\w[\w-]*\/[\w-]+$/.test(row)), JSON.stringify(rows))
    await ui.screenshot(page, path.join(repository, '.tmp/ui/check.png'))
    await page.keyboard.press('Escape')
    await pick.waitFor({ state: 'hidden' })
    await ui.until(async () => (await ui.notifications(page)).length === 0, async () => `these notifications stay: ${await ui.notifications(page)}`)
  })
  await check('what a check found stays when its file is closed', page, async () => {
    const counts = async () => (await page.locator('.part.statusbar [id="status.problems"]').innerText()).trim()
    const before = await counts()
    await closeAll(page)
    await page.waitForTimeout(1000)
    await ui.until(async () => await counts() === before, async () => `${JSON.stringify(before)} became ${JSON.stringify(await counts())}`, 5000)
  })
  await check('Explain Rule finds a rule by its name elsewhere', page, async () => {
    await ui.runCommand(page, 'Shipshape: Explain Rule')
    await page.locator('.quick-input-widget:visible', { hasText: 'Rules' }).waitFor()
    await ui.quickInput(page, 'DL3007', 'docker/latest-tag')
    await page.keyboard.press('Enter')
    assert.match(await (await ui.webview(page, '.markdown-body h1, body.vscode-body h1')).locator('h1').first().innerText(), /latest/i)
    await ui.screenshot(page, path.join(repository, '.tmp/ui/rule.png'))
  })

  await practise(page, { workspace, check, picture, closeAll })

  for (const { snippet: [file, prefix] } of languages) {
    await mkdir(path.dirname(path.join(workspace, file)), { recursive: true })
    await writeFile(path.join(workspace, file), '')
  }
  for (const { name, snippet: [file, prefix] } of languages) {
    await check(`${name}: ${prefix} is offered`, page, async () => {
      await ui.openFile(page, file)
      await page.locator('.editor-group-container.active .monaco-editor .view-lines').first().click()
      await page.keyboard.type(prefix.slice(0, -2))
      const row = page.locator('.suggest-widget.visible .monaco-list-row', { hasText: prefix }).first()
      for (let attempt = 0; attempt < 5 && !(await row.isVisible()); attempt++) {
        await page.keyboard.press('Control+Space')
        await row.waitFor({ timeout: 2000 }).catch(() => {})
      }
      assert.ok(await row.isVisible(), `the suggestions are ${await page.locator('.suggest-widget .monaco-list-row').allInnerTexts()}`)
      await page.keyboard.press('Escape')
      await page.keyboard.press('Control+A')
      await page.keyboard.press('Delete')
    })
  }
}

/** Opens a file with the first line that holds `text` in the middle. */
async function openAt(page, file, text) {
  const line = (await readFile(path.join(workspace, file), 'utf8')).split('\n').findIndex(one => one.includes(text)) + 1
  assert.ok(line > 0, `${file} has no "${text}"`)
  await ui.openFile(page, file)
  await page.keyboard.press('Control+G')
  const input = page.locator('.quick-input-widget:visible input[type=text]').first()
  await input.waitFor()
  await input.fill(`:${line}`)
  await page.keyboard.press('Enter')
  await ui.pointOf(page, text)
}

/** Drags the border of the side bar. */
async function widenSideBar(page, width) {
  const { x, width: now } = await page.locator('.part.sidebar').boundingBox()
  await page.mouse.move(x + now, 600)
  await page.waitForTimeout(300)
  await page.mouse.down()
  await page.mouse.move(x + now + 20, 600, { steps: 2 })
  await page.mouse.move(x + width, 600, { steps: 4 })
  await page.mouse.up()
}

async function closeAll(page) {
  await page.keyboard.press('Control+K')
  await page.keyboard.press('Control+W')
  await ui.until(async () => await page.locator('.editor-group-container .tab').count() === 0, async () => 'editors stay open')
}

async function closePanel(page) {
  if (await page.locator('.part.panel').isVisible()) await page.keyboard.press('Control+J')
  await page.locator('.part.panel').waitFor({ state: 'hidden' })
}

/** A picture of the README, small enough to be one. */
async function picture(page, name) {
  const file = path.join(pictures, `${name}.png`)
  await ui.screenshot(page, file)
  const { size } = await stat(file)
  assert.ok(size < maximumPicture, `${file} has ${size} bytes`)
}

async function startScript() {
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(repository, 'scripts/start.mjs')], { cwd: repository, env: { ...process.env, SHIPSHAPE_START_EXIT: '1' }, timeout: 300_000 })
  assert.match(stdout, /^api\/Dockerfile:\d+:\d+ .* docker\/latest-tag/m)
  assert.match(stdout, /^api\/Dockerfile:\d+:\d+ .* docker\/shell-form-command/m, 'the example is judged leniently')
  assert.match(stdout, /http:\/\/127\.0\.0\.1:\d+\/\?folder=/)
  assert.match(stdout, /There is no password/)
  assert.match(stdout, /It answers 200\./)
}
