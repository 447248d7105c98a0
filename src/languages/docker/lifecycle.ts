import { alpine, debian, isPast, lineOf, nextLine, products, ubuntu, type Product } from '../../core/lifecycle'
import { retired } from './data/retired'
import type * as facts from './facts'

/** Official images are served by mirrors under names of their own. */
const mirrors = /^(?:docker\.io\/|(?:public\.ecr\.aws\/docker|mirror\.gcr\.io|registry\.hub\.docker\.com|registry-1\.docker\.io)\/library\/)/

interface Found { readonly product: Product; readonly line: string; readonly start: number; readonly end: number; readonly written: string }

/** Systems that a tag or a repository names: `-bullseye`, `-alpine3.17`, `debian11`, `ubuntu20.04`. */
function* systemsIn(text: string): Generator<Found> {
  for (const match of text.matchAll(/(?<![a-z])(alpine|debian|ubuntu)-?(\d+(?:\.\d+)?)(?![\d.]*\d)/g)) {
    const product = match[1] === 'alpine' ? alpine : match[1] === 'debian' ? debian : ubuntu, line = lineOf(product, match[2]!)
    const start = match.index + match[0].length - match[2]!.length
    if (line) yield { product, line, start, end: start + match[2]!.length, written: match[2]! }
  }
  for (const match of text.matchAll(/(?<![a-z])[a-z]{4,}(?![a-z])/g)) for (const product of [debian, ubuntu]) {
    const line = Object.hasOwn(product.names!, match[0]) ? product.names![match[0]]! : null
    if (line) yield { product, line, start: match.index, end: match.index + match[0].length, written: match[0] }
  }
}

/** What a tag says of the product that its image is for. */
function productIn(full: string, tag: string): Found | null {
  const name = full.startsWith('mcr.microsoft.com/') ? full.slice('mcr.microsoft.com/'.length) : mirrors.test(full) ? full.replace(mirrors, '') : ''
  const product = Object.hasOwn(products, name) ? products[name]! : null
  if (!product) return null
  const version = /^v?(\d+(?:\.\d+)*)(?=$|[-_])/.exec(tag), word = /^(?:lts-)?([a-z]+)(?=$|-)/.exec(tag)
  if (version) {
    const line = lineOf(product, version[1]!)
    return line === null ? null : { product, line, start: version[0].length - version[1]!.length, end: version[0].length, written: version[1]! }
  }
  const line = word && product.names && Object.hasOwn(product.names, word[1]!) ? product.names[word[1]!]! : null
  return line === null ? null : { product, line, start: 0, end: word![0].length, written: word![1]! }
}

/** Where a found line stands in the tag, another one. */
const moved = (tag: string, found: Found, line: string): string => {
  const name = /^[a-z]/.test(found.written) && (found.product === debian || found.product === ubuntu) ? Object.entries(found.product.names!).find(([, version]) => version === line)?.[0] ?? line : line
  return tag.slice(0, found.start) + name + tag.slice(found.end)
}

/**
 * The line of an image that gets no fixes any more, by its tag: first that of the product it is for, then that of the system below. Null
 * where the tables know of none. The tag offered in its place names supported lines throughout, and is null where no such tag is sure to exist.
 */
export function endOfLifeOf(registry: string, repository: string, tag: string | null): facts.EndOfLife | null {
  const full = `${registry}/${repository}`
  const own = tag === null ? null : productIn(full, tag), systems = [...systemsIn(repository.split('/').at(-1)!)].filter(({ product }) => product === debian)
  const inTag = tag === null ? [] : [...systemsIn(tag)].filter(found => own === null || found.start >= own.end)
  const past = [own, ...inTag, ...systems].find(found => found && isPast(found.product.lines[found.line]!))
  if (!past) return null
  let suggestion: string | null = null
  if (own && tag !== null && !systems.includes(past) && !/\d{8}/.test(tag)) {
    suggestion = tag
    for (const found of [own, ...inTag].reverse()) {
      if (!isPast(found.product.lines[found.line]!)) {
        // A patch release is built for the systems of its day alone.
        if (found === own && found.written !== found.line) suggestion = null
        continue
      }
      // .NET changes its system from line to line.
      const next = found.product.needsMigration || own?.product.label === '.NET' && found !== own && found.product !== alpine ? null : nextLine(found.product, found.line)
      suggestion = next === null || suggestion === null ? null : moved(suggestion, found, next)
    }
  }
  return { product: past.product.label, version: past.line, written: past.written, date: past.product.lines[past.line]!, suggestion }
}

/** What takes the place of a retired image; null where the image is not known to be retired. */
export function retiredOf(registry: string, repository: string, tag: string | null): facts.Retired | null {
  const full = `${registry}/${repository}`, found = retired.find(({ image }) => image.test(full))
  // Early-access builds of openjdk are the ones still made.
  if (!found || repository === 'openjdk' && /-ea(?:-|$)/.test(tag ?? '')) return null
  let replacement: string | null = null
  if (/^k8s\.gcr\.io$/.test(registry)) replacement = `registry.k8s.io/${repository}${tag === null ? '' : ':' + tag}`
  else if (found.name && tag !== null && tag !== 'latest' && found.tag) {
    const taken = found.tag === 'same' ? tag : found.tag(tag)
    if (taken !== null) replacement = `${found.name}:${taken}`
  }
  return { successor: found.successor, replacement }
}
