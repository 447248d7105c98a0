import type { ExtensionContext } from 'vscode'
import { start, type Api } from './extension'

// The client is a bundle of its own, so that activation does not wait for it.
export const activate = (context: ExtensionContext): Api => start(context, async () => (require('./client.cjs') as typeof import('./client-node')).start, true)
