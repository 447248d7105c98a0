import { swallows, type Word } from './command'

/** How a command that runs another one is spelt: which of its options take a value, and how many operands precede the command. */
interface WrapperSyntax { readonly values: ReadonlySet<string>; readonly operands: number; readonly assignments?: boolean; readonly open?: boolean; readonly stops?: ReadonlySet<string> }

const syntax = (values: string, operands = 0, more: Partial<WrapperSyntax> = {}): WrapperSyntax =>
  ({ values: new Set(values.split(' ').filter(Boolean)), operands, ...more })

const wrappers: ReadonlyMap<string, WrapperSyntax> = new Map(Object.entries({
  sudo: syntax('-u -g -h -p -C -D -R -T -U -r -t --user --group --host --prompt --close-from --chdir --chroot --command-timeout --other-user --role --type', 0, { assignments: true, stops: new Set(['-l', '-e', '-v', '-V', '-K', '--list', '--edit', '--validate', '--version']) }),
  doas: syntax('-u -C -a'),
  env: syntax('-u -C -S --unset --chdir --split-string', 0, { assignments: true, stops: new Set(['-S', '--split-string']) }),
  exec: syntax('-a'),
  command: syntax('', 0, { stops: new Set(['-v', '-V', '-pv', '-pV']) }),
  builtin: syntax(''),
  time: syntax('-f -o --format --output'),
  nice: syntax('-n --adjustment'),
  ionice: syntax('-c -n -p --class --classdata --pid'),
  nohup: syntax(''),
  setsid: syntax(''),
  eatmydata: syntax(''),
  stdbuf: syntax('-i -o -e --input --output --error'),
  timeout: syntax('-k -s --kill-after --signal', 1),
  gosu: syntax('', 1),
  'su-exec': syntax('', 1),
  fakeroot: syntax('-l -s -i -b --lib --faked'),
  chronic: syntax(''),
  unbuffer: syntax(''),
  linux32: syntax(''),
  setpriv: syntax('--reuid --regid --groups --inh-caps --ambient-caps --bounding-set --securebits --pdeathsig'),
  'xvfb-run': syntax('-e -f -n -p -s -w --error-file --auth-file --server-num --xauth-protocol --server-args --wait'),
  flock: syntax('-w -E --timeout --wait --conflict-exit-code', 1),
  chroot: syntax('--userspec --groups', 1),
  tini: syntax('-p -e'),
  'dumb-init': syntax('-r --rewrite'),
  xargs: syntax('-a -d -E -I -L -n -P -s --arg-file --delimiter --max-lines --max-args --max-procs --max-chars --replace', 0, { open: true }),
}))

/** Where, in the words of the command `name`, the command that it runs begins; null when it runs none or only run time knows. */
export function innerCommand(name: string, words: readonly Word[]): { readonly at: number; readonly open: boolean; readonly assignments: readonly Word[] } | null {
  const known = wrappers.get(name)
  if (!known) return null
  const assignments: Word[] = []
  let left = known.operands
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!
    if (word.value === '--') {
      if (i + 1 + left >= words.length) return null
      return { at: i + 1 + left, open: known.open === true, assignments }
    }
    if (word.prefix.startsWith('-') && word.prefix.length > 1) {
      if (word.value === null && !word.prefix.includes('=') && !word.prefix.startsWith('-u')) return null
      const flag = word.value ?? word.prefix
      if (known.stops?.has(flag)) return null
      if (swallows(flag, f => known.values.has(f))) i++
    } else if (known.assignments && /^[A-Za-z_]\w*\+?=/.test(word.prefix)) assignments.push(word)
    else if (left > 0) left--
    else return { at: i, open: known.open === true, assignments }
  }
  return null
}

const shells = new Set(['sh', 'bash', 'ash', 'dash', 'zsh', 'ksh'])

/** The word that `sh -c` or `su -c` reads as a script, and the `set` options given on the way. */
export function innerScript(name: string | null, words: readonly Word[]): { readonly script: Word; readonly letters: string; readonly pipefail: boolean } | null {
  const isShell = name !== null && shells.has(name)
  if (!isShell && name !== 'su' && name !== 'runuser') return null
  let letters = '', pipefail = false
  for (let i = 0; i < words.length; i++) {
    const value = words[i]!.value
    if (value === null) {
      if (isShell) return null
    } else if (isShell && /^-[A-Za-z]*c[A-Za-z]*$/.test(value) || !isShell && (value === '-c' || value === '--command' || value === '-lc')) {
      if (/o/.test(value.slice(1)) && isShell) {
        if (words[i + 1]?.value === 'pipefail') pipefail = true
        i++
      }
      letters += value.slice(1)
      // More options may stand between -c and the script.
      while (/^[-+][A-Za-z]+$/.test(words[i + 1]?.value ?? '') && isShell) {
        const more = words[++i]!.value!
        letters += more.startsWith('-') ? more.slice(1) : ''
        if (more.endsWith('o')) {
          if (words[i + 1]?.value === 'pipefail') pipefail = more.startsWith('-')
          i++
        }
      }
      const script = words[i + 1]
      return script ? { script, letters, pipefail } : null
    } else if (isShell) {
      if (/^-[A-Za-z]*[oO]$/.test(value)) {
        if (words[i + 1]?.value === 'pipefail') pipefail = true
        letters += value.slice(1, -1)
        i++
      } else if (/^-[A-Za-z]+$/.test(value)) letters += value.slice(1)
      else if (!/^(?:--|\+)/.test(value) || value === '--') return null
    }
  }
  return null
}

/** Does this command read its script from standard input? */
export function isShellOnStdin(name: string | null, words: readonly Word[]): boolean {
  if (name === null || !shells.has(name)) return false
  for (let i = 0; i < words.length; i++) {
    const value = words[i]!.value
    if (value === '-s' || value === '-') return true
    if (value === null || !/^[-+][A-Za-z]+$/.test(value) || value.includes('c')) return false
    if (/[oO]$/.test(value)) i++
  }
  return true
}
