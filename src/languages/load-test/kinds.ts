/** What a file is by its path and the beginning of its text; null where it is nothing that makes load or bounds what a browser loads. */
export type Kind = 'k6' | 'gatling' | 'jmeter' | 'locust' | 'lighthouse' | 'size-limit' | 'bundlesize'

/** Names and folders of load tests: `k6/`, `load-tests/`, `checkout.perf.js`. */
const told = /(?:^|[/._-])(?:k6|load(?:s|[-_.]?test[a-z]*)?|perf(?:ormance)?(?:[-_]?tests?)?|stress|soak|spike|smoke|breakpoint|benchmarks?)[/._-]/i

/** Could the file be one of ours, by its path alone? */
export const isLikely = (path: string): boolean => kindByName(path) !== null || /\.jmx$/i.test(path) || /\.[cm]?[jt]s$/i.test(path) && told.test(path) || /(?:gatling.*|simulation)\.(?:scala|java|kt|[cm]?[jt]s)$/i.test(path) || /(?:^|[/._-])locust[^/]*(?:\/.*)?\.py$/i.test(path)

function kindByName(path: string): Kind | null {
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (/^\.?lighthouserc(?:\.(?:json|ya?ml|c?js))?$/.test(name)) return 'lighthouse'
  if (/^\.size-limit\.(?:json|[cm]?[jt]s)$/.test(name)) return 'size-limit'
  return /^\.?bundle(?:size|watch)(?:\.config)?\.(?:json|c?js)$/.test(name) ? 'bundlesize' : null
}

/** What a file is; its head is asked where the name leaves it open. */
export function kindOf(path: string, head: () => string): Kind | null {
  const byName = kindByName(path)
  if (byName || !isLikely(path)) return byName
  if (/\.jmx$/i.test(path)) return 'jmeter'
  if (/\.py$/i.test(path)) return /^[ \t]*(?:from|import)[ \t]+locust\b/m.test(head()) ? 'locust' : null
  const text = head()
  if (/(?:from|require\(|import)[ \t]*['"]k6(?:\/[^'"\r\n]{0,80})?['"]/.test(text)) return /\.[cm]?[jt]s$/i.test(path) ? 'k6' : null
  return /\bio\.gatling\b|['"]@gatling\.io\/core['"]/.test(text) && !/\.(?:mjs|cjs|py)$/i.test(path) ? 'gatling' : null
}
