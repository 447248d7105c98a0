import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts, Image, Stage } from '../../src/languages/docker/facts'

/**
 * Programs that images lack, where that is sure. Minimal Debian and Ubuntu have no program for downloads. The slim variants of Python and Ruby
 * purge their wget and never had curl, by the templates in docker-library, that of Node.js 22 purges both, by its Dockerfile (read November 2025). Alpine has `wget` and `nc` in BusyBox, no curl.
 */
const lacking: readonly { readonly image: RegExp; readonly tools: readonly string[] }[] = [
  { image: /^(?:debian|ubuntu):(?!12\.04|14\.04|precise|trusty|wheezy|jessie|[78](?:[.-]|$))/, tools: ['curl', 'wget', 'nc'] },
  { image: /^(?:python|ruby):.*slim|^node:22(?:\.[\d.]+)?-(?:bookworm-)?slim$/, tools: ['curl', 'wget', 'nc'] },
  { image: /^alpine:|^(?:python|ruby):.*alpine/, tools: ['curl'] },
]

function missingFrom({ repository, registry, tag }: Image): readonly string[] {
  if (isUnknown(repository) || isUnknown(registry) || isUnknown(tag) || registry !== 'docker.io') return []
  return lacking.find(({ image }) => image.test(`${repository}:${tag ?? 'latest'}`))?.tools ?? []
}

const check: Check<Facts['docker.Healthcheck']> = function* (healthcheck, { unknown }) {
  const { stage } = healthcheck
  if (!stage || healthcheck.isNone || healthcheck.onbuild || healthcheck.faults.some(fault => fault.isRefused)) return
  const { root } = stage, image = root.text
  const bare = stage.hasNoShell
  if (isUnknown(bare)) return unknown(bare.source)
  const chain: Stage[] = []
  for (let each: Stage | null = stage; each; each = each.base) chain.push(each)
  const copies = chain.flatMap(each => [...each.copies])
  // A folder of programs or a whole system may bring any of them.
  if (copies.some(copy => isUnknown(copy.target) || /^\/?(?:(?:usr\/(?:local\/)?)?s?bin\/?)?$/.test(copy.target))) return
  if (bare) {
    if (healthcheck.form === 'shell') yield { at: 'keyword', values: { tool: '/bin/sh', image } }
    return
  }
  const { program } = healthcheck
  if (isUnknown(program)) return unknown(program.source)
  if (program === null || !missingFrom(root).includes(program)) return
  const mentions = new RegExp(`\\b${program}\\b`)
  const runs = chain.flatMap(each => [...each.runs])
  if (runs.some(run => mentions.test(run.text) || run.heredocs.length > 0 || /\.sh\b|\bmake\b|\bansible|\$\{?\w*(?:PACKAGES|DEPS|PKGS)|netcat|busybox|xargs/i.test(run.text))) return
  if (runs.some(run => run.packageCalls.some(call => call.manager !== 'pip' && call.manager !== 'npm' && [...call.packages].some(({ name }) => isUnknown(name))))) return
  if (runs.some(run => run.commands.some(({ name }) => isUnknown(name) || name.startsWith('.') || !/^[a-z]/.test(name)))) return
  if (copies.some(copy => mentions.test(copy.text))) return
  yield { at: 'argv[0]', values: { tool: program, image } }
}

export default check
