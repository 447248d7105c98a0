/**
 * Drives the workbench of a real VS Code the way a person does: with keys and pointer, reading what is on the screen.
 * Every function waits for what it names and fails with what it saw instead.
 */
import { mkdir } from 'node:fs/promises'
import path from 'node:path'

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('playwright-core').Frame} Frame
 * @typedef {{ text: string, source: string | undefined, code: string | undefined, position: string | undefined }} Problem
 * @typedef {{ label: string, level: number, expanded: boolean | null, checked: boolean | null }} TreeRow
 */

const patience = 20_000

/** Opens the workspace of `server` in `page` and waits for the workbench. */
export async function openWorkbench(page, server, { openFile } = /** @type {{ openFile?: string }} */ ({})) {
  page.setDefaultTimeout(patience)
  await page.goto(server.address({ openFile }))
  await page.locator('.monaco-workbench .part.statusbar').waitFor()
  await page.locator('.monaco-workbench .part.activitybar .action-item').first().waitFor()
  if (openFile) await waitForTab(page, path.basename(openFile))
}

/** Opens a file of the workspace through quick open. */
export async function openFile(page, name) {
  await page.keyboard.press('Control+P')
  await quickInput(page, name, path.basename(name))
  await page.keyboard.press('Enter')
  await waitForTab(page, path.basename(name))
  await page.locator('.editor-group-container.active .monaco-editor .view-line').first().waitFor()
}

/** Runs a command by its title in the palette, such as `Shipshape: Check Workspace`. */
export async function runCommand(page, title) {
  await page.keyboard.press('F1')
  await quickInput(page, `>${title}`, title)
  await page.keyboard.press('Enter')
}

/** Types into the open quick input and waits until its first row shows `expected`. */
export async function quickInput(page, text, expected) {
  const input = page.locator('.quick-input-widget input[type=text]').first()
  await input.waitFor()
  await input.fill(text)
  const first = page.locator('.quick-input-list .monaco-list-row').first()
  await until(async () => (await first.textContent({ timeout: 1000 }).catch(() => ''))?.includes(expected), async () =>
    `quick input shows no "${expected}" for "${text}": ${JSON.stringify(await quickInputRows(page))}`)
}

/** The labels that the open quick input offers. */
export const quickInputRows = page => texts(page.locator('.quick-input-list .monaco-list-row .label-name'))

/** Waits until the active editor shows at least `count` squiggles (`error`, `warning`, `info`, `hint` or any). */
export async function waitForSquiggles(page, { severity, count = 1 } = /** @type {{ severity?: string, count?: number }} */ ({})) {
  const found = squiggles(page, severity)
  await until(async () => await found.count() >= count, async () => `${await found.count()} squiggles instead of at least ${count}`)
}

/** Waits until the active editor shows no squiggle. */
export async function waitForNoSquiggles(page, severity) {
  const found = squiggles(page, severity)
  await until(async () => await found.count() === 0, async () => `${await found.count()} squiggles are left`)
}

const squiggles = (page, severity) => page.locator(['error', 'warning', 'info', 'hint'].filter(kind => !severity || kind === severity)
  .map(kind => `.editor-group-container.active .monaco-editor .squiggly-${kind}`).join(', '))

/** The visible lines of the active editor. */
export const editorLines = page => page.evaluate(() => [...document.querySelectorAll('.editor-group-container.active .monaco-editor .view-line')]
  .map(line => ({ top: line.getBoundingClientRect().top, text: (line.textContent ?? '').replace(/\u00a0/g, ' ') }))
  .sort((a, b) => a.top - b.top).map(line => line.text))

/** Waits until the visible text of the active editor matches. @param {(text: string) => boolean} accepts */
export async function waitForEditorText(page, accepts) {
  await until(async () => accepts((await editorLines(page)).join('\n')), async () => `the editor shows\n${(await editorLines(page)).join('\n')}`)
}

/** The middle of a visible piece of text in the active editor, in pixels. */
export async function pointOf(page, text, nth = 0) {
  const find = () => page.evaluate(([wanted, nth]) => {
    const lines = [...document.querySelectorAll('.editor-group-container.active .monaco-editor .view-line')]
      .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
    let left = Number(nth)
    for (const line of lines) {
      const whole = (line.textContent ?? '').replace(/\u00a0/g, ' ')
      for (let at = whole.indexOf(wanted); at >= 0; at = whole.indexOf(wanted, at + 1)) {
        if (left-- > 0) continue
        const range = document.createRange()
        let offset = 0
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT)
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const size = node.textContent.length
          if (at >= offset && at < offset + size) range.setStart(node, at - offset)
          if (at + wanted.length > offset && at + wanted.length <= offset + size) range.setEnd(node, at + wanted.length - offset)
          offset += size
        }
        const box = range.getBoundingClientRect()
        if (box.width > 0) return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
      }
    }
    return null
  }, [text, nth])
  let point = null
  await until(async () => (point = await find()) !== null, async () => `"${text}" is not visible in\n${(await editorLines(page)).join('\n')}`)
  return /** @type {{ x: number, y: number }} */ (/** @type {unknown} */ (point))
}

/** Puts the cursor on a visible piece of text. */
export async function clickText(page, text, nth = 0) {
  const { x, y } = await pointOf(page, text, nth)
  await page.mouse.click(x, y)
}

/** Hovers over a visible piece of text and returns the hover that opened. */
export async function hover(page, text, nth = 0) {
  const shown = page.locator('.monaco-hover:visible:has(.hover-contents)').first()
  for (let attempt = 0; attempt < 6; attempt++) {
    // Away first, then onto the text in two moves: a pointer that appears in one jump does not start a hover.
    await page.keyboard.press('Escape')
    await page.mouse.move(3, 400)
    await page.waitForTimeout(250)
    const { x, y } = await pointOf(page, text, nth)
    await page.mouse.move(x - 2, y, { steps: 2 })
    await page.mouse.move(x, y, { steps: 2 })
    const opened = await shown.waitFor({ timeout: 2500 }).then(() => true, () => false)
    if (opened && !/^\s*Loading/.test(await shown.textContent() ?? '')) return shown
  }
  throw new Error(`no hover opened over "${text}"`)
}

/** The text of a hover as it reads. */
export const hoverText = async (page, text, nth = 0) => (await (await hover(page, text, nth)).innerText()).trim()

/** Hovers over a piece of text and clicks the link of a diagnostic's code. */
export async function clickCodeInHover(page, text, code) {
  const shown = await hover(page, text)
  const link = shown.locator('a.code-link', { hasText: code }).first()
  await link.waitFor()
  await link.click()
}

/** Opens the Problems panel. */
export async function openProblems(page) {
  if (await page.locator('.markers-panel-container').isVisible()) return
  await page.keyboard.press('Control+Shift+M')
  await page.locator('.markers-panel-container').waitFor()
}

const problemRows = page => page.locator('.markers-panel-container .monaco-list-row:has(.marker-message-line, .marker-line, .message-line)')

/** The problems that the panel shows; the list holds only the rows in view, so use a tall viewport. @returns {Promise<Problem[]>} */
export async function problems(page) {
  await openProblems(page)
  return problemRows(page).evaluateAll(rows => rows.map(row => {
    const part = selector => row.querySelector(selector)?.textContent?.trim() || undefined
    return {
      text: part('.marker-message') ?? part('.message') ?? row.textContent ?? '',
      source: part('.marker-source'), code: part('.marker-code'), position: part('.marker-line'),
    }
  }))
}

/** Waits until the rows of the Problems panel satisfy a condition and returns them. @param {(rows: Problem[]) => boolean} accepts */
export async function waitForProblems(page, accepts) {
  let rows = await problems(page)
  await until(async () => accepts(rows = await problems(page)), async () => `the Problems panel shows ${JSON.stringify(rows, null, 1)}`)
  return rows
}

/** Clicks the link of a code in the Problems panel. */
export async function clickCodeInProblems(page, code) {
  await openProblems(page)
  const link = page.locator('.markers-panel-container .monaco-list-row a.monaco-link', { hasText: code }).first()
  await link.waitFor()
  // The tooltip of the row above would take the click.
  await page.mouse.move(3, 400)
  await page.waitForTimeout(300)
  await link.click()
}

/** The entries of the quick-fix menu for the diagnostic at a visible piece of text; the menu stays open. */
export async function openQuickFixes(page, text, nth = 0) {
  const rows = page.locator('.action-widget .monaco-list-row')
  await clickText(page, text, nth)
  // Asked before the server has answered, the menu is empty once and then gone.
  for (let attempt = 0; attempt < 8; attempt++) {
    await page.keyboard.press('Control+.')
    if (await rows.first().waitFor({ timeout: 1500 }).then(() => true, () => false)) return texts(page.locator('.action-widget .monaco-list-row.action'))
    await page.keyboard.press('Escape')
  }
  throw new Error(`no quick fix is offered at "${text}"`)
}

/** Applies an entry of the open quick-fix menu. */
export async function pickQuickFix(page, title) {
  const row = page.locator('.action-widget .monaco-list-row.action', { hasText: title }).first()
  await row.waitFor()
  await row.click()
  await page.locator('.action-widget .monaco-list-row.action').first().waitFor({ state: 'hidden' })
}

/** Shows a view container by the name of its icon in the activity bar. */
export async function openViewContainer(page, name) {
  const tab = page.locator(`.part.activitybar .action-item:has(.action-label[aria-label^="${name}"])`).first()
  if (await tab.getAttribute('aria-selected') !== 'true' && !(await tab.evaluate(node => node.classList.contains('checked')))) await tab.click()
  await page.locator('.part.sidebar .composite.title, .part.sidebar .pane-header').first().waitFor()
}

/** The rows of a tree in the side bar, by the title of its view. @returns {Promise<TreeRow[]>} */
export const treeRows = (page, view) => paneOf(page, view).locator('.monaco-list-row').evaluateAll(rows => rows.map(row => ({
  label: (row.querySelector('.label-name, .monaco-icon-label') ?? row).textContent?.trim() ?? '',
  level: Number(row.getAttribute('aria-level') ?? 1),
  expanded: row.hasAttribute('aria-expanded') ? row.getAttribute('aria-expanded') === 'true' : null,
  checked: row.querySelector('[role=checkbox]') ? row.querySelector('[role=checkbox]')?.getAttribute('aria-checked') === 'true' : null,
})))

/** Waits until the rows of a tree satisfy a condition and returns them. @param {(rows: TreeRow[]) => boolean} accepts */
export async function waitForTree(page, view, accepts) {
  let rows = await treeRows(page, view)
  await until(async () => accepts(rows = await treeRows(page, view)), async () => `the tree "${view}" shows ${JSON.stringify(rows)}`)
  return rows
}

/** Clicks a row of a tree, which opens or unfolds it. */
export const clickTreeRow = (page, view, label) => paneOf(page, view).locator('.monaco-list-row', { hasText: label }).first().click()

/** The only view of a container has no header of its own, so a missing header means the whole side bar. */
const paneOf = (page, view) => page.locator(`.part.sidebar .pane:has(.pane-header[aria-label^="${view}"]), .part.auxiliarybar .pane:has(.pane-header[aria-label^="${view}"])`).first()

/** The visible web view whose document holds `selector`. @returns {Promise<Frame>} */
export async function webview(page, selector = 'body') {
  let found = /** @type {Frame | undefined} */ (undefined)
  const search = async () => {
    // A web view is a frame (`.webview`) around a frame with the extension's document (`#active-frame`).
    for (const frame of page.frames()) {
      const outer = frame.parentFrame()
      if (!outer || outer === page.mainFrame() || frame.isDetached()) continue
      const visible = await outer.frameElement().then(element => element.isVisible()).catch(() => false)
      if (visible && await frame.locator(selector).count().catch(() => 0) > 0) return frame
    }
    return undefined
  }
  await until(async () => (found = await search()) !== undefined, async () => `no visible web view holds "${selector}"`)
  return /** @type {Frame} */ (found)
}

/** Where a heading of the visible Markdown preview stands. */
export async function headingPlace(page, heading) {
  const frame = await webview(page, 'body.vscode-body, .markdown-body')
  return frame.evaluate(wanted => {
    const found = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].find(node => node.textContent?.trim() === wanted)
    const box = found?.getBoundingClientRect()
    return { found: !!found, top: Math.round(box?.top ?? NaN), bottom: Math.round(box?.bottom ?? NaN), height: window.innerHeight, scrolled: Math.round(window.scrollY), page: document.documentElement.scrollHeight }
  }, heading)
}

/** Waits until a heading of the visible Markdown preview is inside its viewport and stays there. */
export async function waitForHeadingInView(page, heading) {
  let place = /** @type {Awaited<ReturnType<typeof headingPlace>> | undefined} */ (undefined)
  let steady = 0
  await until(async () => {
    place = await headingPlace(page, heading)
    const inside = place.found && place.top >= 0 && place.bottom <= place.height
    steady = inside ? steady + 1 : 0
    return steady >= 5
  }, async () => `the heading "${heading}" is not in view: ${JSON.stringify(place)}`, 8000)
  return place
}

/** The file name on the active editor's tab. */
export const activeTab = page => page.locator('.editor-group-container.active .tab.active').first().getAttribute('data-resource-name')

/** Waits until the active editor is that of a file with this name. */
export const waitForTab = (page, name) => page.locator(`.editor-group-container.active .tab.active[data-resource-name="${name}"]`).first().waitFor()

/** Closes the active editor. */
export async function closeEditor(page) {
  const tabs = page.locator('.editor-group-container.active .tab')
  const before = await tabs.count()
  await page.locator('.editor-group-container.active .tab.active').first().click({ button: 'middle' })
  await until(async () => await tabs.count() < before, async () => 'the editor did not close')
}

/** The notifications that are shown. */
export const notifications = page => texts(page.locator('.notifications-toasts .notification-list-item-message'))

/** Writes what is on the screen to a PNG file. */
export async function screenshot(page, file) {
  await mkdir(path.dirname(file), { recursive: true })
  await page.screenshot({ path: file })
}

/** Repeats a check until it holds. @param {() => Promise<unknown>} check @param {() => Promise<string>} complaint */
export async function until(check, complaint, timeout = patience) {
  const end = Date.now() + timeout
  while (!(await check())) {
    if (Date.now() > end) throw new Error(await complaint())
    await new Promise(resolve => setTimeout(resolve, 100))
  }
}

const texts = async locator => (await locator.allInnerTexts()).map(text => text.trim()).filter(text => text !== '')
