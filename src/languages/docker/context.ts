import { nearest } from '../../core/nearest'
import type { Environment } from '../../core/language'
import { isKnown, Unknown, type Maybe } from '../../core/value'
import { composeBuild, workflowBuild } from './exports'
import { cleanPath, ignorePatterns, isIgnored } from './ignore'

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))
const below = (folder: string, path: string): string => folder === '' ? path : path === '' ? folder : `${folder}/${path}`

/** The folders from that of a file up to the root. */
function foldersAbove(path: string): readonly string[] {
  const found: string[] = []
  for (let folder = parentOf(path); ; folder = parentOf(folder)) {
    found.push(folder)
    if (folder === '') return found
  }
}

/** What a build step before this one, of nobody knows which tool, is likely to put there. */
const outputFolder = /^(?:\.?(?:dist|build|built|out|output|outputs|target|bin|obj|lib|release|releases|publish|published|artifacts?|deploy|staging|stage|generated|gen|node_modules|vendor|coverage|tmp|temp|cache|wheels?|wheelhouse|packages?|binaries|_build|_output|next|nuxt|venv|git))$/i
const outputFile = /\.(?:jar|war|ear|whl|egg|deb|rpm|apk|tar|gz|tgz|bz2|xz|zst|zip|7z|exe|msi|dll|so|dylib|a|o|wasm|class|pyc|bin|img|iso|crt|pem|key|pub|pfx|p12|env|npmrc|netrc|log|sqlite|db|min\.js|bundle\.js|map|nupkg|gem|crate|phar)$|(?:^|\/)(?:\.env[^/]*|id_(?:rsa|ed25519|ecdsa)|\.git-?\w*|version|VERSION)$/i
/** What belongs into no image; a template of an environment file tells no secret. */
const unwantedName = /^(?:\.git|\.hg|\.svn|node_modules|\.terraform|\.venv|\.aws|\.ssh|\.npmrc|\.netrc|\.env(?:\.(?!example$|sample$|template$|dist$|defaults?$)[\w.-]+)?)$/

/** Names without an ending that nobody builds. */
const sourceNames = /^(?:Makefile|Gemfile|Pipfile|Procfile|Rakefile|Brewfile|Podfile|gradlew|mvnw|LICENSE|NOTICE|README|go\.(?:mod|sum|work))$/

/** Where a Dockerfile's build may take its files from, and whether a file is there. */
export class BuildContext {
  private named: Maybe<readonly string[]> | undefined
  private readonly answers = new Map<string, Maybe<boolean>>()
  private isRight: boolean | undefined
  private readonly listings = new Map<string, Maybe<ReadonlySet<string>>>()
  private readonly ignored = new Map<string, readonly string[]>()

  /** `copied` are the paths that the file takes from the context, which tell whether a folder is the right one. */
  constructor(private readonly path: string, private readonly environment: Environment, private readonly copied: () => readonly string[]) {}

  /** The folders that those who build the file name, each once; empty where nobody does. */
  get namedFolders(): Maybe<readonly string[]> { return this.named ??= this.findNamed() }

  private findNamed(): Maybe<readonly string[]> {
    const folders = new Set<string>()
    for (const key of [composeBuild(this.path), workflowBuild(this.path)]) {
      const uses = this.environment.find(key)
      if (uses instanceof Unknown) return uses
      for (const { context } of uses) {
        if (!isKnown(context)) return context
        if (context === null) return new Unknown(this.path)
        folders.add(context)
      }
    }
    return [...folders]
  }

  /** Names of further contexts that those who build the file hand in. */
  get contextNames(): Maybe<readonly string[]> {
    const found: string[] = []
    for (const key of [composeBuild(this.path), workflowBuild(this.path)]) {
      const uses = this.environment.find(key)
      if (uses instanceof Unknown) return uses
      for (const { contexts } of uses) found.push(...contexts)
    }
    return found
  }

  /** What those who build the file ask for with `target`, in lower case; null is the last stage. */
  get targets(): Maybe<readonly (string | null)[]> {
    const found: (string | null)[] = []
    for (const key of [composeBuild(this.path), workflowBuild(this.path)]) {
      const uses = this.environment.find(key)
      if (uses instanceof Unknown) return uses
      for (const { target } of uses) {
        if (!isKnown(target)) return target
        found.push(target && target.toLowerCase())
      }
    }
    return found
  }

  /** The folders that it may be, and whether somebody says so: else that of the file, or with no .dockerignore in it any above. */
  private get folders(): Maybe<{ readonly all: readonly string[]; readonly isNamed: boolean }> {
    const named = this.namedFolders
    if (!isKnown(named)) return named
    if (named.length) return { all: named, isNamed: true }
    const above = foldersAbove(this.path)
    return { all: this.environment.read(below(above[0]!, '.dockerignore')) ? [above[0]!] : above, isNamed: false }
  }

  /** Where the `.dockerignore` that counts is found, the first that is there; its folder is that of the context but for one of the file's own. */
  get ignoreFiles(): Maybe<readonly string[]> {
    const own = `${this.path}.dockerignore`, named = this.namedFolders
    const folders = isKnown(named) && named.length ? named : foldersAbove(this.path)
    if (isKnown(named) && named.length > 1 && !this.environment.read(own)) return new Unknown(own)
    return [own, ...folders.map((folder) => below(folder, '.dockerignore'))]
  }

  /** Nobody names the context, and a path stands beside the Dockerfile while the `.dockerignore` is that of a folder above: either may be the context. */
  isElsewhere(ignoreFile: string, source: string): boolean {
    const own = parentOf(this.path), named = this.namedFolders
    return isKnown(named) && !named.length && ignoreFile !== `${this.path}.dockerignore` && parentOf(ignoreFile) !== own && this.isThere(below(own, cleanPath(source))) === true
  }

  /** What stands in the context and belongs into no image: a repository, credentials, packages for another platform. */
  get unwanted(): Maybe<readonly string[]> {
    const { folders } = this
    if (!isKnown(folders)) return folders
    const all: string[] = []
    // With nobody to name it, the context is the Dockerfile's folder, or one above that only its owner knows.
    for (const folder of folders.isNamed ? folders.all : folders.all.slice(0, 1)) {
      const names = this.names(folder)
      if (!isKnown(names)) return names
      for (const name of names) if (unwantedName.test(name) && !all.includes(name)) all.push(name)
    }
    return all.sort()
  }

  /** Is a path of the context there? */
  has(source: string): Maybe<boolean> {
    let known = this.answers.get(source)
    if (known === undefined) this.answers.set(source, known = this.look(source))
    return known
  }

  private look(source: string): Maybe<boolean> {
    const path = cleanPath(source), folders = this.folders
    if (path === '') return true
    if (!isKnown(folders)) return folders
    const states = folders.all.map((folder) => this.isThere(below(folder, path)))
    const unknown = states.find((state) => state instanceof Unknown)
    if (folders.isNamed ? states.every((state) => state === true) : states.includes(true)) return true
    if (unknown) return unknown
    if (states.includes(true) || folders.all.some((folder) => this.mayBeMade(folder, path))) return new Unknown(source)
    const meant = this.meant(source), hasMeant = isKnown(meant) && meant !== null
    if (!hasMeant && isMadeName(path)) return new Unknown(source)
    if (folders.isNamed || hasMeant) return false
    this.isRight ??= this.copied().map(cleanPath).some((other) => other !== '' && folders.all.some((folder) => this.isThere(below(folder, other)) === true))
    return this.isRight ? false : new Unknown(source)
  }

  /** What a path that is not there is probably meant to be: a name beside it that is almost the same; null where there is none. */
  meant(source: string): Maybe<string | null> {
    const path = cleanPath(source), folders = this.folders
    if (!isKnown(folders)) return folders
    const name = path.slice(path.lastIndexOf('/') + 1)
    for (const folder of folders.all) {
      const names = this.names(parentOf(below(folder, path)))
      if (!isKnown(names)) return names
      if (names.has(name)) return null
      const near = nearest(name, names, name.length < 5 ? 0 : name.length < 8 ? 1 : 2)
      if (near !== null && near !== name) return source.slice(0, source.lastIndexOf(name)) + near + source.slice(source.lastIndexOf(name) + name.length)
    }
    return null
  }

  private isThere(path: string): Maybe<boolean> {
    if (path === '') return true
    const names = this.names(parentOf(path))
    return isKnown(names) ? names.has(path.slice(path.lastIndexOf('/') + 1)) : names
  }

  private names(folder: string): Maybe<ReadonlySet<string>> {
    let names = this.listings.get(folder)
    if (!names) {
      const found = this.environment.names(folder)
      this.listings.set(folder, names = found instanceof Unknown ? found : new Set(found))
    }
    return names
  }

  /** The patterns of a folder's `.gitignore`. */
  private gitIgnored(folder: string): readonly string[] {
    let patterns = this.ignored.get(folder)
    if (!patterns) {
      const file = this.environment.read(below(folder, '.gitignore'))
      this.ignored.set(folder, patterns = file ? gitPatterns(file.text) : [])
    }
    return patterns
  }

  /** The repository does not hold it because a tool is to make it: Git ignores it, or GoReleaser builds the image. */
  private mayBeMade(folder: string, path: string): boolean {
    const full = below(folder, path)
    return foldersAbove(full).some((above) => {
      const names = this.names(above)
      return !isKnown(names) || isIgnored(this.gitIgnored(above), above === '' ? full : full.slice(above.length + 1)) || ['.goreleaser.yml', '.goreleaser.yaml', 'goreleaser.yml', 'goreleaser.yaml'].some((name) => names.has(name))
    })
  }
}

/** By its name something that a build makes rather than somebody writes. */
function isMadeName(path: string): boolean {
  const parts = path.split('/'), name = parts.at(-1)!
  return parts.some((part) => outputFolder.test(part)) || outputFile.test(path) || parts.length === 1 && !name.includes('.') && !sourceNames.test(name)
}

/** The patterns of a `.gitignore` as those of a `.dockerignore`: without a slash within they match in every folder. */
const gitPatterns = (text: string): readonly string[] => ignorePatterns(text.split(/\r\n|\r|\n/).map((line) => {
  const isException = line.startsWith('!'), pattern = (isException ? line.slice(1) : line).trim()
  if (pattern === '' || pattern.startsWith('#')) return ''
  return (isException ? '!' : '') + (/\/./.test(pattern) ? pattern : `**/${pattern}`)
}).join('\n'))
