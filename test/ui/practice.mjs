/** The checklists, the lessons and the exercises, used the way a person does after the findings have been read. */
import assert from 'node:assert/strict'
import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import * as ui from './driver.mjs'

/**
 * Runs the checks on an open workbench. `check` and `picture` are those of the whole run.
 *
 * @param {import('playwright-core').Page} page
 * @param {{ workspace: string, check: Function, picture: (page: import('playwright-core').Page, name: string) => Promise<void>, closeAll: (page: import('playwright-core').Page) => Promise<void> }} run
 */
export async function practise(page, { workspace, check, picture, closeAll }) {
  const answers = path.join(workspace, '.shipshape/readiness.yml')
  const written = () => readFile(answers, 'utf8').catch(() => '')
  const prompt = (text, timeout) => page.locator('.quick-input-widget:visible', { hasText: text }).or(page.locator(`.quick-input-widget:visible input[placeholder^="${text}"]`)).first().waitFor({ timeout })
  const type = async (question, text) => {
    await prompt(question)
    await page.keyboard.press('Control+A')
    await page.keyboard.type(text)
    await page.keyboard.press('Enter')
  }
  const pick = async (question, row) => {
    await prompt(question)
    await page.locator('.quick-input-list .monaco-list-row', { hasText: row }).first().click()
  }
  const rowOf = (text) => page.locator('.part.sidebar .monaco-list-row', { hasText: text }).first()
  /** Chooses from the menu of a row until `happens`: a tree that is drawn anew meanwhile swallows the click. */
  const menu = async (row, entry, happens) => {
    for (let attempt = 0; attempt < 4; attempt++) {
      await rowOf(row).click({ button: 'right' })
      const chosen = page.locator('.monaco-menu .action-label', { hasText: entry }).first()
      if (!await chosen.waitFor({ timeout: 3000 }).then(() => true, () => false)) continue
      await page.waitForTimeout(250)
      await chosen.click().catch(() => {})
      if (await happens().then(() => true, () => false)) return
    }
    throw new Error(`"${entry}" of "${row}" does nothing; the notifications are ${await ui.notifications(page)}`)
  }
  const shows = (tree, pattern) => ui.waitForTree(page, tree, rows => rows.some(row => pattern.test(row.label)))
  const page1 = async (selector = '.markdown-body h1, body.vscode-body h1') => (await ui.webview(page, selector)).locator('body').innerText()

  await closeAll(page)
  await ui.openViewContainer(page, 'Shipshape')
  await page.keyboard.press('Escape')
  /** A tree holds the rows in view: so what is below an open row cannot be seen. */
  const fold = async (view) => {
    const header = page.locator(`.part.sidebar .pane-header[aria-label^="${view}"]`).first()
    await header.hover()
    await header.locator('.action-label.codicon-collapse-all').click()
    await ui.waitForTree(page, view, rows => rows.every(row => row.level === 1))
  }
  await ui.waitForTree(page, 'Readiness', rows => rows.length > 0)
  await fold('Readiness')
  await check('what a service promises decides what is asked of it', page, async () => {
    await shows('Readiness', /^worker.* unknown/)
    const unknown = async () => Number(/(\d+) unknown/.exec((await ui.treeRows(page, 'Readiness')).find(row => row.level === 1 && row.label.startsWith('worker'))?.label ?? '')?.[1] ?? -1)
    const before = await unknown(), service = rowOf(/^worker/)
    await service.hover()
    await service.locator('.action-label').first().click()
    await pick('What availability does worker promise?', '95 %')
    await ui.until(async () => /name: worker\n(?: .*\n)*? +availability: 95\n/.test(await written()), async () => `it says ${await written()}`)
    await shows('Readiness', /^worker \(95 %\)/)
    const after = await unknown()
    assert.ok(after >= 0 && after < before, `${before} unknown items became ${after}`)
  })
  await check('an item is waived from the tree for all services, and the waiver taken back', page, async () => {
    await writeFile(answers, `# Reviewed like code.\n${await written()}`)
    await ui.clickTreeRow(page, 'Readiness', /^api/)
    await shows('Readiness', /^Git & Collaboration/)
    await ui.clickTreeRow(page, 'Readiness', 'Git & Collaboration')
    await shows('Readiness', /^No credential is in the tree.*failed/)
    await menu('No credential is in the tree', 'Waive', () => prompt('Why is it accepted', 5000))
    await type('Why is it accepted', 'the scanner comes in December')
    await type('Who answers for it?', 'team-platform')
    await prompt('Until which day')
    await page.keyboard.press('Enter')
    await pick('For what does it hold?', 'The whole repository')
    await ui.until(async () => /^waivers:\n +git\.no-secrets:\n +reason: the scanner comes in December\n +owner: team-platform\n +until: "?20\d\d-\d\d-\d\d/m.test(await written()), async () => `it says ${await written()}`)
    await shows('Readiness', /^No credential is in the tree.*waived: the scanner comes in December \(team-platform, until/)
    await menu('No credential is in the tree', 'Take the Answer Back', () => ui.until(async () => !/no-secrets/.test(await written()), async () => '', 5000))
    await shows('Readiness', /^No credential is in the tree.*failed/)
    assert.match(await written(), /^# Reviewed like code\.\n/)
    assert.doesNotMatch(await written(), /no-secrets/)
  })
  await check('a checklist for an occasion is found by typing, has its counts, and an item of it does not apply', page, async () => {
    await ui.runCommand(page, 'Shipshape: Open Checklist')
    await prompt('Before the first deploy')
    assert.match(await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Before the first deploy' }).first().innerText(), /\d+ failed, \d+ unknown/)
    await page.waitForTimeout(400)
    await picture(page, 'checklists')
    await ui.quickInput(page, 'pager', 'Going on call')
    await page.keyboard.press('Enter')
    await prompt('A rotation with primary and secondary exists')
    const item = page.locator('.quick-input-list .monaco-list-row', { hasText: 'A rotation with primary and secondary exists' }).first()
    await item.hover()
    await item.locator('.action-label.codicon-circle-slash').click()
    await type('Why does it not apply here?', 'the platform team is on call')
    await pick('For what does it hold?', 'Only ')
    await prompt('not applicable: the platform team is on call')
    await page.keyboard.press('Escape')
    assert.match(await written(), /not-applicable:\n +[\w.-]+: the platform team is on call/)
  })
  await check('a tick counts no longer than it says', page, async () => {
    const text = await written()
    await writeFile(answers, `${text}ticks:\n  git.merge-method: { by: ana, on: 2025-01-01, evidence: agreed in the guild, expires: 2025-04-01 }\n`.replace(/^ticks:\n([\s\S]*)^ticks:\n/m, 'ticks:\n$1'))
    await shows('Readiness', /^One merge method is chosen on purpose.*The tick of ana counted until 2025-04-01/)
    await writeFile(answers, text)
  })
  await check('a file of answers that is broken is shown and left alone', page, async () => {
    const text = await written(), broken = '# mine\nticks: {\n'
    await writeFile(answers, broken)
    await page.waitForTimeout(1500)
    await menu('No credential is in the tree', 'Waive', () => page.locator('.tab.active[data-resource-name="readiness.yml"]').first().waitFor({ timeout: 5000 }))
    await ui.until(async () => (await ui.notifications(page)).some(text => /Mend .*readiness\.yml first/.test(text)), async () => `the notifications are ${await ui.notifications(page)}`)
    await ui.waitForSquiggles(page)
    assert.equal(await written(), broken)
    await writeFile(answers, text)
    await ui.waitForEditorText(page, shown => shown.includes('services:'))
    await ui.runCommand(page, 'Notifications: Clear All Notifications')
    await page.mouse.move(1000, 15)
    await ui.waitForNoSquiggles(page)
    await page.waitForTimeout(400)
    await picture(page, 'answers')
    await closeAll(page)
  })
  await check('the report is written from the palette in three formats', page, async () => {
    for (const [format, file, expected] of [['HTML', 'readiness-report.html', /^<!doctype html>/i], ['Markdown', 'readiness-report.md', /Production readiness/], ['JSON', 'readiness-report.json', /^\{/]]) {
      await ui.runCommand(page, 'Shipshape: Export Readiness Report')
      await pick('In which format?', format)
      await ui.until(async () => (await page.locator('.quick-input-widget:visible input[type=text]').first().inputValue().catch(() => '')).endsWith(file), async () => 'nobody asks where to')
      await page.keyboard.press('Enter')
      await ui.waitForTab(page, file)
      assert.match(await readFile(path.join(workspace, file), 'utf8'), expected)
      await rm(path.join(workspace, file))
    }
    await closeAll(page)
  })

  await check('"Learn" opens the lesson beside the file, and the hover opens the page of the rule', page, async () => {
    await ui.openFile(page, 'k8s/base/worker.yaml')
    await ui.waitForSquiggles(page)
    const shown = await ui.hover(page, 'resources')
    await shown.locator('a', { hasText: 'Rule' }).first().click()
    assert.match(await page1('h1:has-text("memory limit")'), /kubernetes\/missing-memory-limit · level [\s\S]*Found[\s\S]*Fine/)
    assert.equal(await page.locator('.editor-group-container').count(), 2)
    await closeAll(page)
    await ui.openFile(page, 'k8s/base/worker.yaml')
    await ui.waitForSquiggles(page)
    await ui.openQuickFixes(page, 'resources')
    await ui.pickQuickFix(page, 'Learn')
    await ui.waitForHeadingInView(page, 'Limits')
    assert.equal(await page.locator('.editor-group-container').count(), 2)
    await closeAll(page)
  })
  const foldExercises = async () => {
    await shows('Curriculum', /^Exercises/)
    if ((await ui.treeRows(page, 'Curriculum')).some(row => row.label === 'Exercises' && row.expanded)) await ui.clickTreeRow(page, 'Curriculum', 'Exercises')
  }
  await foldExercises()
  await check('a card is answered, and the answer remembered when the window opens again', page, async () => {
    await ui.runCommand(page, 'Shipshape: Answer Cards')
    await ui.quickInput(page, 'Docker', 'Docker')
    await page.keyboard.press('Enter')
    await prompt('Which change removes it?')
    await page.waitForTimeout(400)
    await picture(page, 'card')
    await pick('Choose the answer', 'RUN rm -rf')
    await prompt('Not so')
    assert.match((await ui.quickInputRows(page)).join(' '), /The answer is: A second FROM/)
    await pick('Not so', 'Next card')
    await prompt('card 2 of 22')
    await page.keyboard.press('Escape')
    await shows('Curriculum', /^Docker.*0 of 22 cards/)
    await ui.runCommand(page, 'Shipshape: Answer Cards')
    await ui.quickInput(page, 'Docker', 'Docker')
    await page.keyboard.press('Enter')
    await pick('Which change removes it?', 'A second FROM')
    await pick('Right', 'Enough for now')
    await shows('Curriculum', /^Docker.*1 of 22 cards/)
    await page.reload()
    await page.locator('.monaco-workbench .part.statusbar').waitFor()
    await ui.openViewContainer(page, 'Shipshape')
    await shows('Curriculum', /^Kubernetes\d+ findings/)
    await foldExercises()
    await shows('Curriculum', /^Docker.*1 of 22 cards/)
  })
  await check('the start page has time, aims, progress, and the three lessons that most findings lead to', page, async () => {
    const start = (await shows('Curriculum', /^Kubernetes\d+ findings$/)).filter(row => row.level === 2 && /^\D+\d+ findings?$/.test(row.label))
    assert.equal(start.length, 3, JSON.stringify(start))
    await ui.clickTreeRow(page, 'Curriculum', 'Start here')
    const text = await page1('h1:has-text("Production engineering")')
    assert.match(text, /Seventeen lessons, about \d+ hours/)
    assert.match(text, /Afterwards you can:\s+Build and deploy/)
    assert.match(text, /You have answered 1 of \d+ cards/)
    for (const row of start) assert.ok(text.includes(`${/^\D+/.exec(row.label)[0]}: `), `${row.label} is not in ${text.slice(0, 900)}`)
    await page.mouse.move(1000, 15)
    await picture(page, 'start')
    await closeAll(page)
  })
  await check('an exercise gives three hints, one after the other', page, async () => {
    const unfold = async () => {
      await shows('Curriculum', /^Exercises/)
      if (!(await ui.treeRows(page, 'Curriculum')).some(row => row.label === 'Exercises' && row.expanded)) await ui.clickTreeRow(page, 'Curriculum', 'Exercises')
      await ui.waitForTree(page, 'Curriculum', rows => rows.some(row => row.label === 'Exercises' && row.expanded))
    }
    await unfold()
    await shows('Curriculum', /of 18 checks|^A dashboard for a microservice/)
    if (!(await ui.treeRows(page, 'Curriculum')).some(row => /of 18 checks/.test(row.label))) {
      await ui.runCommand(page, 'Shipshape: Start Exercise')
      await ui.quickInput(page, 'autoscaler', 'A Deployment with an autoscaler')
      await page.keyboard.press('Enter')
      await pick('Where?', 'In shop')
      assert.match(await page1(), /checkout falls over each Friday evening/)
    }
    await unfold()
    await shows('Curriculum', /^Every container requests CPU$/)
    await ui.clickTreeRow(page, 'Curriculum', 'Every container requests CPU')
    await prompt('How much help?')
    assert.deepEqual((await ui.quickInputRows(page)).filter(row => /^\d\. /.test(row)), ['1. Read the section', '2. A hint', '3. Show the lines of a solution'])
    await pick('How much help?', '2. A hint')
    await pick('More help?', '3. Show the lines of a solution')
    assert.match(await page1('h1:has-text("Every container requests CPU")'), /k8s\/app\.yaml[\s\S]*cpu: /)
    await closeAll(page)
    await ui.clickTreeRow(page, 'Curriculum', 'Every container requests CPU')
    await pick('How much help?', '1. Read the section')
    await ui.waitForHeadingInView(page, 'Requests')
    await closeAll(page)
  })
  await check('each of the five steps of the walkthrough does what it says', page, async () => {
    const step = async (title, link) => {
      await closeAll(page)
      await ui.runCommand(page, 'Welcome: Open Walkthrough...')
      await ui.quickInput(page, 'Get shipshape', 'Get shipshape')
      await page.keyboard.press('Enter')
      const row = page.locator('.getting-started-step', { hasText: title }).first(), button = page.locator('.getting-started-step.expanded .button-container a, .getting-started-step.expanded .button-link, .getting-started-step.expanded .monaco-button', { hasText: link }).first()
      for (let attempt = 0; attempt < 4 && !(await button.isVisible()); attempt++) {
        await row.click()
        await button.waitFor({ timeout: 1500 }).catch(() => {})
      }
      await button.click()
    }
    await step('Tick a checklist', 'Open Checklist')
    await prompt('Review this workspace')
    await page.keyboard.press('Escape')
    await step('Start an exercise', 'Start Exercise')
    await prompt('A runbook for a database failover')
    await page.keyboard.press('Escape')
    await step('Read why', 'Open Curriculum')
    await prompt('Where to start')
    await page.keyboard.press('Escape')
    // The example is not saved, so nothing may close it afterwards.
    await step('Open a file with mistakes', 'Open an Example')
    await ui.waitForSquiggles(page)
    await ui.runCommand(page, 'View: Revert and Close Editor')
    await step('Mend it', 'Show Quick Fixes')
    await page.locator('.action-widget .monaco-list-row.action', { hasText: 'Suppress…' }).first().waitFor()
    await page.keyboard.press('Escape')
    await ui.runCommand(page, 'View: Revert and Close Editor')
    await closeAll(page)
    await ui.openViewContainer(page, 'Explorer')
  })
}
