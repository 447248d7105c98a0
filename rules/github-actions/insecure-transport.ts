import type { Check, Report } from '../../src/core/rule'
import { isKnown } from '../../src/core/value'
import type { Command, Facts } from '../../src/languages/github-actions/facts'

const plain = /^(?:http|git|ftp|svn):\/\/(?!(?:[^/@]*@)?(?:localhost|127\.|0\.0\.0\.0|\[?::1|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|[^./:]+(?:[:/]|$)|[^/:]*\.(?:local|internal|localhost|test|svc|lan|home)(?:[:/]|$)|[^/:]*\.svc\.|\$|\{))/i
const fetchers = new Set(['curl', 'wget', 'git', 'pip', 'npm', 'yarn', 'pnpm', 'svn', 'helm', 'aria2c', 'http', 'go', 'gem'])

/** What of a command does not check whom it talks to: its word and what to say. */
function* ofCommand({ name, words, urls }: Command): Generator<{ readonly path: string; readonly message: string }> {
  if (!isKnown(name) || !fetchers.has(name)) return
  for (const [i, word] of words.entries()) {
    if (!isKnown(word)) continue
    const value = word.toLowerCase(), next = words[i + 1], after = isKnown(next ?? '') ? String(next ?? '').toLowerCase() : ''
    const path = `words[${i}]`
    if (name === 'curl' && (value === '--insecure' || /^-[#012346aBfgGiIjJlLMnNOpqRsSvVZ]*k/.test(word))) yield { path, message: "'curl' takes any certificate, so anyone on the way can send something else." }
    else if (name === 'wget' && value === '--no-check-certificate') yield { path, message: "'wget' takes any certificate, so anyone on the way can send something else." }
    else if (name === 'git' && /^http\.(?:[^=]*\.)?sslverify(?:=(?:false|0|no|off))?$/.test(value) && (value.includes('=') || /^(?:false|0|no|off)$/.test(after))) yield { path, message: "Git takes any certificate, so anyone on the way can send other sources." }
    else if (name === 'pip' && value.startsWith('--trusted-host')) yield { path, message: "'pip' takes any certificate of that host, so anyone on the way can send another package." }
    else if (name !== 'curl' && name !== 'wget' && name !== 'git' && (value === 'strict-ssl' && after === 'false' || /strict-ssl[= ]false$/.test(value))) yield { path, message: `'${name}' takes any certificate, so anyone on the way can send another package.` }
    else if (name === 'curl' && /^--(?:tlsv1\.[01]|sslv[23]|tls-max)$/.test(value) && (value !== '--tls-max' || /^1\.[01]$/.test(after)) || name === 'wget' && /^--secure-protocol=(?:sslv[23]|tlsv1(?:_1)?)$/.test(value)) yield { path, message: `'${word}' asks for a protocol that can be broken.` }
  }
  for (const [i, url] of urls.entries()) if (plain.test(url)) yield { path: `urls[${i}]`, message: `'${url.replace(/^(\w+:\/\/[^/?]*).*/s, '$1')}' is asked without encryption, so anyone on the way can send something else.` }
}

const switches: readonly (readonly [name: string, value: RegExp])[] = [
  ['NODE_TLS_REJECT_UNAUTHORIZED', /^0$/], ['GIT_SSL_NO_VERIFY', /^(?!$|false$|0$)/i], ['PYTHONHTTPSVERIFY', /^0$/], ['NPM_CONFIG_STRICT_SSL', /^false$/i], ['GOINSECURE', /./],
]

const check: Check<Facts['github-actions.Step']> = function* ({ run, variables, index, job }) {
  for (const command of run?.commands ?? []) {
    for (const { path, message } of ofCommand(command)) yield { at: command.locate(path), message }
    for (const [name, value] of switches) {
      const given = command.assignments.get(name)
      if (given !== undefined && isKnown(given) && value.test(given)) yield { at: command.locate(`assignments.${name}`), message: `With '${name}=${given}' no certificate is checked.` }
    }
  }
  for (const variable of variables) {
    // What a job or a workflow sets is said once, with the first step that has it.
    if (variable.level !== 'step' && (index > 0 || variable.level === 'workflow' && (job?.index ?? 0) > 0)) continue
    const { name, value } = variable
    if (isKnown(value) && switches.some(([known, wanted]) => known === name && wanted.test(value))) yield { at: variable.locate(''), message: `With '${name}' no certificate is checked.` } satisfies Report
  }
}

export default check
