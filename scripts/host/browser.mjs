/** A headless Chromium that can reach nothing but this machine. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { ensureChromium } from './install.mjs'

/** Flags under which Chromium neither calls home nor asks anything. */
export const quietFlags = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
]

/**
 * The program and the environment that a launch needs, for callers that launch by themselves. `folder` must live as long
 * as the browser does.
 * @param {string} folder
 */
export async function chromiumLaunch(folder) {
  const root = await ensureChromium()
  const fonts = path.join(folder, 'fonts.conf')
  await mkdir(folder, { recursive: true })
  await writeFile(fonts, `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${path.join(root, 'fonts')}</dir>
  <cachedir>${path.join(folder, 'font-cache')}</cachedir>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
  <alias><family>sans-serif</family><prefer><family>DejaVu Sans</family></prefer></alias>
</fontconfig>
`)
  // The libraries are those that a bare Debian lacks; they are for Chromium alone.
  const libraries = [path.join(root, 'lib'), root, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':')
  return {
    executablePath: path.join(root, 'chromium'),
    args: quietFlags,
    env: { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: fonts, FONTCONFIG_PATH: path.join(root, 'fonts'), TMPDIR: folder },
  }
}

/**
 * Launches a browser with a fresh profile.
 *
 * @param {object} [options]
 * @param {string} [options.scratch] a folder to put the profile in; a temporary one that `close()` removes if left out
 * @param {{ width: number, height: number }} [options.viewport]
 * @returns {Promise<{ context: import('playwright-core').BrowserContext, page: import('playwright-core').Page, refused: string[], close(): Promise<void> }>}
 *   `refused` lists the requests to other machines that were stopped
 */
export async function launchBrowser({ scratch, viewport = { width: 1280, height: 900 } } = {}) {
  const folder = await mkdtemp(path.join(scratch ?? tmpdir(), 'shipshape-chromium-'))
  const launch = await chromiumLaunch(folder)
  const context = await chromium.launchPersistentContext(path.join(folder, 'profile'), { ...launch, viewport, acceptDownloads: false, handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false })
  /** @type {string[]} */
  const refused = []
  await context.route(url => /^(https?|wss?):$/.test(url.protocol) && !isLocal(url.hostname), route => {
    refused.push(route.request().url())
    return route.abort()
  })
  return {
    context,
    page: context.pages()[0] ?? await context.newPage(),
    refused,
    async close() {
      await context.close().catch(() => {})
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
    },
  }
}

/** `*.vscode-resource…` addresses of web views are answered by a service worker and never leave the browser. */
const isLocal = host => host === '127.0.0.1' || host === 'localhost' || host.endsWith('.localhost') || /\.vscode-resource\./.test(host)
