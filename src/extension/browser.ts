import type { ExtensionContext } from 'vscode'
import { start, type Api } from './extension'

export const activate = (context: ExtensionContext): Api => start(context, async () => (await import('./client-browser')).start, false)
