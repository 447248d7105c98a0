import type { Fact } from '../../core/fact'
import type { Document } from '../../core/document'
import type { Environment, Language } from '../../core/language'
import type { Exported } from '../../core/lookup'
import { dataParser } from '../text/data'
import { firstToken } from '../text/fact'
import { CodeownersNode } from './codeowners'
import { codeowners, hooks } from './exports'
import { repositoryFileOf, type RepositoryFile } from './files'
import { CommitConventionNode, ComponentNode, HooksNode, IgnoreNode, ProtectionNode, SecretScannerNode, UpdateBotNode } from './nodes'

/** Nobody writes more than this by hand. */
const longest = 1_000_000

/** Files by which a repository is run: owners, hooks, bots, protection of branches. */
export const language: Language = {
  id: 'repository',
  claims: path => repositoryFileOf(path) !== null,
  scopesOf: path => [path],
  comments: () => null,
  read(path, environment) {
    const document = environment.read(path), form = repositoryFileOf(path)
    if (!document || !form || document.text.length > longest) return { files: [path], errors: [], contexts: [], exports: () => [] }
    const found = factsOf(form, document, environment)
    // Asked for at once, so that whoever lists folders has done so before somebody looks at the facts.
    for (const fact of found) if (fact instanceof CodeownersNode) for (const line of fact.lines) line.askForNames()
    const facts = function* (): Generator<Fact> {
      for (const fact of found) {
        yield fact
        if (fact instanceof CodeownersNode) yield* fact.lines
      }
    }
    const exported = function* (): Generator<Exported> {
      for (const fact of found) {
        if (fact instanceof CodeownersNode && fact.isRead) yield { key: codeowners, summary: fact.summary }
        if (fact instanceof HooksNode) yield { key: hooks, summary: fact.summary }
      }
    }
    return { files: [path], errors: [], contexts: [{ name: null, facts }], exports: exported }
  },
}

function factsOf(form: RepositoryFile, document: Document, environment: Environment): readonly Fact[] {
  switch (form) {
    case 'codeowners': return [new CodeownersNode(document, environment)]
    case 'ignore': return [new IgnoreNode(document)]
    case 'lefthook': case 'husky': case 'lint-staged': case 'overcommit': return [new HooksNode(document, form, environment)]
    case 'renovate': return [new UpdateBotNode(document, environment)]
    case 'ruleset': case 'settings': return [new ProtectionNode(document, form)]
    case 'commitlint': case 'commitizen': case 'gitlint': case 'conform': return [new CommitConventionNode(document, form, environment)]
    case 'gitleaks': case 'trufflehog': case 'detect-secrets': return [new SecretScannerNode(document, form)]
    case 'component': return componentsIn(document)
  }
}

/** The documents of a catalog-info.yaml, one a component. */
function componentsIn(document: Document): readonly Fact[] {
  const found: Fact[] = []
  let at = 0
  for (const part of document.text.split(/^(?=---)/m).slice(0, 100)) {
    // Blanks in front keep the places of the file.
    const data = dataParser.parse(document.text.slice(0, at).replace(/[^\n]/g, ' ') + part.replace(/^---/, '   '))
    if (data.at('kind')) found.push(new ComponentNode(document.path, data, data.at('metadata', 'name')?.span ?? firstToken(document.text)))
    at += part.length
  }
  return found
}
