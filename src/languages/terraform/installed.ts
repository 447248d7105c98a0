import type { Environment } from '../../core/language'
import { listedModules } from './modules-json'
import { joinPath } from './source'
import { admits } from './versions'

/** A module that `terraform init` has put into the folder `.terraform` of a root module. */
export interface InstalledModule {
  /** Where it came from: `registry.terraform.io/terraform-aws-modules/vpc/aws`. */
  readonly source: string
  readonly version: string | null
  readonly dir: string
}

/** Reads the list that `terraform init` keeps of what it has installed, by the path of the call. What is outside of `.terraform` is local and not among it. */
export function readInstalled(root: string, environment: Environment): ReadonlyMap<string, InstalledModule> {
  const found = new Map<string, InstalledModule>(), document = environment.read(root ? `${root}/.terraform/modules/modules.json` : '.terraform/modules/modules.json')
  if (!document) return found
  for (const { key, source, version, dir } of listedModules(document.text)) {
    const folder = joinPath(root, dir)
    if (folder !== null) found.set(key, { source, version, dir: folder })
  }
  return found
}

const plainSource = (source: string): string => source.toLowerCase().replace(/^registry\.(?:terraform\.io|opentofu\.org)\//, '')

/** Is this still what a call asks for? After an edit of source or version it is not, until the next `terraform init`. */
export const isInstalled = (installed: InstalledModule, source: string, version: string | null): boolean =>
  plainSource(installed.source) === plainSource(source) && (version === null || installed.version === null || admits(version, installed.version))
