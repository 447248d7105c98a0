/** The entries of a `modules.json` that lie in `.terraform`; none where it cannot be read. Folders are relative to the root module's. */
export function listedModules(text: string): readonly { readonly key: string; readonly source: string; readonly version: string | null; readonly dir: string }[] {
  let data: unknown
  try { data = JSON.parse(text) } catch { return [] }
  const all = (data as { readonly Modules?: unknown } | null)?.Modules
  return (Array.isArray(all) ? all as readonly unknown[] : []).flatMap((one) => {
    const { Key: key, Source: source, Version: version, Dir: dir } = (one ?? {}) as { readonly [name: string]: unknown }
    if (typeof key !== 'string' || typeof source !== 'string' || typeof dir !== 'string') return []
    const plain = dir.replaceAll('\\', '/')
    return key && /^(?:\.\/)?\.terraform\/modules\//.test(plain) && !/(?:^|\/)\.\.(?:\/|$)/.test(plain) ? [{ key, source, version: typeof version === 'string' ? version : null, dir: plain }] : []
  })
}
