import type { Span } from '../../core/span'

/** A word of a command line; `value` is null where only whoever runs it knows: a variable, a placeholder. */
export interface Word { readonly text: string; readonly value: string | null; readonly span: Span }

/** A simple command of a fence. */
export interface Line { readonly text: string; readonly words: readonly Word[]; readonly span: Span }

const shells = /^(?:sh|bash|shell|zsh|console|shell-session|shellsession|terminal|ksh)$/
const prompts = /^(?:console|shell-session|shellsession|terminal)$/

const programs = /^(?:sudo|kubectl|oc|aws|psql|pg_\w+|pgbouncer|curl|wget|helm|terraform|tofu|docker|dig|nslookup|host|nc|systemctl|journalctl|gh|glab|git|argocd|flux|make|bash|sh|ssh|python3?|ansible(?:-playbook)?|gcloud|az|mysql|redis-cli|timeout|\.{0,2}\/[\w./-]+\.\w+)$/
/** Is a word a program that operators call by its name? */
export const isCommand = (name: string): boolean => programs.test(name)

const unnamed = /^(?:|text|txt|plain|plaintext|none)$/
/** Does a fence hold commands for a shell? One of no language does where its first line that is no comment is a command. */
export function isShell(language: string, lines: readonly { readonly text: string }[] = []): boolean {
  if (shells.test(language) || !unnamed.test(language)) return shells.test(language)
  const first = lines.map(({ text }) => text.trim()).find(text => text !== '' && !text.startsWith('#'))?.split(/\s+/).filter(word => word !== '$' && word !== '%') ?? []
  return first[0] === 'export' || isCommand(first.find(word => !/^[A-Za-z_]\w*=/.test(word)) ?? '') || first.length === 1 && /^[A-Za-z_]\w*=/.test(first[0]!)
}

/** Commands with the variables filled in that the page gives one plain value. */
export function withVariables(lines: readonly Line[]): readonly Line[] {
  const values = new Map<string, string | null>()
  for (const { words } of lines) for (const [i, { text, value }] of words.entries()) {
    if (i === 0 && /^(?:export|local|readonly)$/.test(text)) continue
    const name = /^([A-Za-z_]\w*)=/.exec(text)?.[1]
    if (name === undefined) { if (!/^(?:export|local|readonly)$/.test(words[0]!.text)) break; continue }
    const given = value === null ? null : value.slice(name.length + 1)
    values.set(name, values.has(name) && values.get(name) !== given ? null : given)
  }
  if (values.size === 0) return lines
  return lines.map(line => ({ ...line, words: line.words.map(word => {
    const name = word.value === null ? /^(?:(--[\w-]+)=)?["']?\$\{?([A-Za-z_]\w*)\}?["']?$/.exec(word.text) : null, value = name && values.get(name[2]!)
    return name && value ? { ...word, value: name[1] === undefined ? value : `${name[1]}=${value}` } : word
  }) }))
}

/** The simple commands of a shell's lines. Pages are no scripts: what cannot be read is left out. */
export function commandsIn(language: string, lines: readonly { readonly text: string; readonly span: Span }[]): readonly Line[] {
  const found: Line[] = []
  const hasPrompt = lines.some(line => /^\s*[$%] /.test(line.text))
  let heredoc: string | null = null, isContinued = false, words: Word[] = []
  const finish = (): void => {
    if (words.length > 0) found.push({ text: words.map(word => word.text).join(' '), words, span: [words[0]!.span[0], words.at(-1)!.span[1]] })
    words = []
  }
  for (const { text, span: [start] } of lines) {
    if (heredoc !== null) { if (text.trim() === heredoc) heredoc = null; continue }
    const prompt = isContinued ? /^\s*(?:> )?/.exec(text)![0].length : /^\s*(?:[$%] |# (?=(?:kubectl|aws|psql|docker|systemctl|helm|terraform) ))?/.exec(text)![0].length
    if (!isContinued && (hasPrompt || prompts.test(language)) && !/^\s*[$%#] /.test(text)) { finish(); continue }
    if (!isContinued) finish()
    isContinued = false
    let at = prompt
    while (at < text.length) {
      const c = text[at]!
      if (/\s/.test(c)) { at++; continue }
      if (c === '#') break
      if (c === '\\' && /^\\\s*$/.test(text.slice(at))) { isContinued = true; break }
      if (c === '&' && /[<>]/.test(text[at + 1] ?? '') || /[|;&(){}]/.test(c) && !(c === '{' && /\S/.test(text[at + 1] ?? ''))) { finish(); at++; continue }
      const end = wordEnd(text, at), raw = text.slice(at, end), own = /^(?:\d*[<>]{1,2}-?)/.exec(raw)
      const placeholder = /^<[^<>]+>/.test(raw)
      if (own && !placeholder) {
        if (own[0].endsWith('<<') || own[0].endsWith('<<-')) heredoc = raw.slice(own[0].length).replace(/["']/g, '') || null
        at = Math.max(end, at + 1)
        continue
      }
      words.push({ text: raw, value: valueOf(raw), span: [start + at, start + end] })
      at = Math.max(end, at + 1)
    }
  }
  finish()
  return found
}

function wordEnd(text: string, from: number): number {
  let at = from
  while (at < text.length && !/[\s|;&]/.test(text[at]!)) {
    const c = text[at]!
    if (c === '\\') { at += 2; continue }
    const close = c === '"' || c === "'" ? c : c === '<' ? '>' : c === '(' && text[at - 1] === '$' ? ')' : c === '{' ? '}' : null
    const end = close === null ? -1 : text.indexOf(close, at + 1)
    at = end < 0 ? at + 1 : end + 1
  }
  return Math.min(at, text.length)
}

const valueOf = (raw: string): string | null => /\$|`|<[^<>]*>|\{\{|^[A-Z][A-Z0-9_]{2,}$|^\[.*\]$|\.\.\./.test(raw) && !/^'[^']*'$/.test(raw) ? null : raw.replace(/["']/g, '')
