import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/terraform/facts'

/** The line of a `.gitignore` that keeps a stray file out. */
const patternOf = (name: string): string => /^(?:tfplan|terraform\.tfstate\.d|crash.*)$/.test(name) ? name : /\.tfplan$/.test(name) ? '*.tfplan' : name === '.terraform' ? '.terraform/' : '*.tfstate'
const always = ['.terraform/', '*.tfstate', '*.tfstate.*', '*.tfplan']

const check: Check<Facts['terraform.Module']> = function* (module, { unknown }) {
  const names = module.strayFiles, { path, text } = module.ignoreFile
  if (isUnknown(names)) { unknown(names.source); return }
  if (!names.length) return
  yield {
    values: { names: names.map((name) => `'${name}'`).join(', ') },
    fixes: isUnknown(text) ? [] : [{
      title: 'Let git ignore state and plans', safety: 'review',
      edits: () => {
        const eol = text?.includes('\r\n') ? '\r\n' : '\n', known = new Set((text ?? '').split(/\r?\n/).map((line) => line.trim()))
        const added = [...new Set([...always, ...names.map(patternOf)])].filter((line) => !known.has(line)).map((line) => line + eol).join('')
        return text === null ? [{ path, create: added }] : [{ path, span: [text.length, text.length], text: (text === '' || text.endsWith('\n') ? '' : eol) + added }]
      },
    }],
  }
}

export default check
