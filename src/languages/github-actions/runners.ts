import type { Retirement } from './facts'

/** The day on which the tables of this file were looked at: github.com/actions/runner-images (README, issues labelled Announcement: 13046, 13518, 14254) and GitHub's reference of hosted runners. */
const runnersAsOf = '2026-11-28'

/** The day from which GitHub has no machine with the label any more, by label; days to come are announced. */
const retirements: ReadonlyMap<string, string> = new Map(Object.entries({
  'ubuntu-16.04': '2021', 'ubuntu-18.04': '2023-04-03', 'ubuntu-20.04': '2025-04-15', 'ubuntu-22.04': '2027-04-17', 'ubuntu-22.04-arm': '2027-04-17',
  'macos-10.15': '2022', 'macos-11': '2024-06-28', 'macos-12': '2024-12-03', 'macos-12-large': '2024-12-03', 'macos-12-xl': '2024-12-03',
  'macos-13': '2025-12-04', 'macos-13-large': '2025-12-04', 'macos-13-xl': '2025-12-04', 'macos-13-xlarge': '2025-12-04', 'macos-14': '2026-11-02', 'macos-14-large': '2026-11-02', 'macos-14-xlarge': '2026-11-02',
  'windows-2016': '2022', 'windows-2019': '2025-06-30',
}))

const hosted = new Set(('ubuntu-latest ubuntu-slim ubuntu-26.04 ubuntu-26.04-arm ubuntu-24.04 ubuntu-24.04-arm windows-latest windows-2025 windows-2025-vs2026 windows-2022 windows-11-arm windows-11-vs2026-arm '
  + 'macos-latest macos-latest-large macos-latest-xlarge macos-26 macos-26-large macos-26-xlarge macos-26-intel macos-15 macos-15-large macos-15-xlarge macos-15-intel').split(' '))

/** GitHub offers, or offered, a machine with this label. */
export const isHostedLabel = (label: string): boolean => hosted.has(label.toLowerCase()) || retirements.has(label.toLowerCase())

/** It runs on a machine of GitHub's: one of those labels, or a larger runner that is called by one and its size. */
export const isHostedMachine = (label: string): boolean => /^(?:ubuntu|windows|macos)-(?:latest|slim|\d+(?:\.\d+)?)(?:-(?:arm|intel|large|xlarge|vs\d+|\d+-cores?|xl))*$/i.test(label)

/** Labels that every self-hosted runner gets for its system and processor. */
export const presetLabels: readonly string[] = ['self-hosted', 'linux', 'windows', 'macos', 'x64', 'arm', 'arm64']

/** It reads like a label of GitHub's, a system and a version, and there is none of that name. */
export const looksHosted = (label: string): boolean => !isHostedLabel(label)
  && /^(?:ubuntu|windows|win|macos|mac|osx|linux|debian|alpine|fedora|centos)-(?:latest|oldest|newest|stable|lts|lastest|latets|letest|\d{1,4}(?:\.\d{1,2})?)$/i.test(label)

/** When GitHub takes a label away; null where nothing says so. */
export function retirementOf(label: string): Retirement | null {
  const date = retirements.get(label.toLowerCase())
  return date === undefined ? null : { label, date, isPast: date <= runnersAsOf, successor: successors.find(([system]) => label.toLowerCase().startsWith(system))?.[1] ?? 'ubuntu-24.04' }
}

const successors: readonly (readonly [string, string])[] = [['ubuntu-22.04-arm', 'ubuntu-24.04-arm'], ['ubuntu', 'ubuntu-24.04'], ['windows', 'windows-2025'], ['macos', 'macos-15']]
