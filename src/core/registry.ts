/** Is an image of one of these places? A place is a host, which may begin or end with `*`, or a host with a path that everything below is of. The repository is null where it is unknown: it may be there. */
export function isFrom(places: readonly string[], registry: string, repository: string | null): boolean {
  const names = repository === null ? [] : registry === 'docker.io' && !repository.includes('/') ? [`${registry}/${repository}`, `${registry}/library/${repository}`] : [`${registry}/${repository}`]
  return places.some(written => {
    const place = written.replace(/\/+$/, '')
    return place.includes('/') ? repository === null || names.some(name => fits(place, name) || name.startsWith(`${place}/`)) : fits(place, registry)
  })
}

function fits(pattern: string, text: string): boolean {
  const starts = pattern.startsWith('*'), ends = pattern.endsWith('*'), core = pattern.slice(starts ? 1 : 0, ends ? -1 : undefined)
  return pattern === '*' || (starts ? ends ? text.includes(core) : text.endsWith(core) : ends ? text.startsWith(core) : text === core)
}
