import type { Document, Parser } from '../../core/document'
import type { SyntaxError } from '../../core/language'
import type { Span } from '../../core/span'
import { isKnown } from '../../core/value'
import { parseYaml } from '../yaml/parse'
import { YamlSource } from '../yaml/source'
import type { YamlFile } from '../yaml/tree'
import { kindOf, type Manifest } from './object'
import { at, raw, text, Tree, type Source } from './tree'

/** A manifest of plain YAML; the tree of the text before is brought up to date. */
export const plainParser: Parser<YamlSource> = { parse(text, previous) { previous?.update(text); return previous ?? new YamlSource(text) } }
/** A manifest with template actions in it. */
export const templateParser: Parser<YamlFile> = { parse: text => parseYaml(text, { templates: true }) }

/** An action of a template where only a template has one: in place of a value, or on a line of its own. */
const action = /^(?:\s*(?:-\s+)?[\w./-]+:\s+\{\{|[ \t]*\{\{)/m

/** The file as read; a file outside of charts is a template only when it looks like nothing else. */
export function fileOf(document: Document, inChart: boolean): { readonly file: YamlFile; readonly isTemplate: boolean } {
  const isTemplate = document.text.includes('{{') && (inChart || action.test(document.text) && looksBroken(document))
  return { file: isTemplate ? document.tree(templateParser) : document.tree(plainParser).file, isTemplate }
}

/** Templates break YAML, or make keys of maps; texts that hold templates do neither. */
const looksBroken = (document: Document): boolean => {
  const { file } = document.tree(plainParser)
  return file.errors.length > 0 || /^\s*(?:-\s+)?[\w./-]+:\s+\{\{/m.test(document.text)
}

/** Objects that no cluster takes, though they have its two keys. */
const foreign = /^(?:skaffold|backstage\.io|openslo|kind\.x-k8s\.io|k3d\.io|eksctl\.io|krew\.googlecontainertools\.github\.com|kustomize\.config\.k8s\.io|score\.dev|ctlptl\.dev|tilt\.dev|minikube|devfile|grafana\.com\/agent|kubeadm\.k8s\.io|kubelet\.config\.k8s\.io|kubeproxy\.config\.k8s\.io|apiserver\.config\.k8s\.io|audit\.k8s\.io|client\.authentication\.k8s\.io|helmfile|conftest|kompose|okteto)/

export const isForeign = (apiVersion: string): boolean => foreign.test(apiVersion)

/** Does the beginning of a file show an object of Kubernetes? Both keys stand at the edge, as they do in a compose file or a workflow never. */
export function looksLikeManifest(head: string): boolean {
  if (/^\uFEFF?\s*[{[]/.test(head) && !head.startsWith('{{')) {
    const version = /"apiVersion"\s*:\s*"([^"]*)"/.exec(head)
    return version !== null && !isForeign(version[1]!) && /"kind"\s*:\s*"/.test(head)
  }
  if (!/^['"]?kind['"]?:/m.test(head)) return false
  for (const match of head.matchAll(/^['"]?apiVersion['"]?:[ \t]*(\S*)/gm)) if (!isForeign(match[1]!.replace(/^['"]/, ''))) return true
  return false
}

/** The objects of a file in order; those of a List one by one. */
export function manifestsOf(path: string, text_: string, file: YamlFile): readonly Manifest[] {
  const found: Manifest[] = []
  file.documents.forEach((document, index) => {
    if (!document.root) return
    const source: Source = { path, text: text_, document }
    addManifests(new Tree(source, document.root), String(index), found)
  })
  return found
}

/** Adds the object that a tree is; those of a List one by one. */
export function addManifests(tree: Tree, id: string, found: Manifest[]): void {
  if (tree.kind !== 'map' || at(tree, 'kind') === null || at(tree, 'apiVersion') === null) return
  const kind = kindOf(tree), version = text(at(tree, 'apiVersion'))
  if (isKnown(version) && version !== null && isForeign(version) || kind === 'Config' && tree.children.has('clusters')) return
  const items = tree.children.get('items')
  if (kind?.endsWith('List') && items?.kind === 'list') {
    if (id.split('/').length < 4) items.items.forEach((item, i) => addManifests(item, `${id}/${i}`, found))
    return
  }
  const name = raw(at(tree, 'metadata', 'name')), baseName = isKnown(name) ? name : null
  found.push({ tree, id, baseName, fullName: baseName })
}

/** What of a file no reader could make sense of. Of a template nobody knows what it becomes. */
export function errorsOf(path: string, text: string, file: YamlFile): readonly SyntaxError[] {
  return file.errors.filter(error => error.code !== 'duplicate-key').map(({ span, message }) => ({ path, span: firstLine(span, text), message }))
}

function firstLine([start, end]: Span, text: string): Span {
  let to = start
  while (to < end && text[to] !== '\n' && text[to] !== '\r') to++
  return [start, to]
}
