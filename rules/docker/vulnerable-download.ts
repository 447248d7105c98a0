import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/docker/facts'

/** Releases that an advisory warns of (NVD, November 2026). */
const advisories: readonly { readonly file: RegExp; readonly advisory: string }[] = [
  { file: /openssl-3\.0\.[0-6](?:\.tar|\.zip|$)/, advisory: 'CVE-2022-3602 and CVE-2022-3786, mended in 3.0.7' },
  { file: /openssl-1\.0\.1[a-f]?(?:\.tar|\.zip|$)/, advisory: 'CVE-2014-0160 (Heartbleed), mended in 1.0.1g' },
  { file: /log4j-core-2\.(?:\d|1[0-6])(?:\.\d+)*(?:-beta\d+)?\.jar$/, advisory: 'CVE-2021-44228 (Log4Shell) and its followers, mended in 2.17.1' },
  { file: /xz-5\.6\.[01]\.tar/, advisory: 'CVE-2024-3094, a back door' },
]

const check: Check<Facts['docker.Stage']> = function* (stage) {
  const filled = (url: string): string => url.replace(/\$(?:\{(\w+)\}|(\w+))/g, (written: string, braced?: string, bare?: string) => {
    const name = (braced ?? bare)!, value = stage.env.get(name) ?? stage.args.get(name)
    return typeof value === 'string' ? value : written
  })
  const found = (url: string): { file: string; advisory: string } | null => {
    const path = filled(url).replace(/[?#].*$/, ''), match = advisories.find(({ file }) => file.test(path))
    return match ? { file: path.slice(path.lastIndexOf('/') + 1), advisory: match.advisory } : null
  }
  for (const run of stage.runs) for (const command of run.commands) for (const [i, url] of command.urls.entries()) {
    const values = found(url)
    if (values) yield { at: command.locate(`urls[${i}]`), values }
  }
  for (const copy of stage.copies) for (const [i, { path, isUrl }] of copy.sources.entries()) {
    const values = isUrl === true && !isUnknown(path) ? found(path) : null
    if (values) yield { at: copy.locate(`sources[${i}]`), values }
  }
}

export default check
