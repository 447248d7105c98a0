import type { Expression, Template, TemplateNode } from './template'

/** Functions that print what they are given, or something made of it: none of them makes up for a value that is not there. */
const printing = new Set(['quote', 'squote', 'toString', 'toYaml', 'toJson', 'nindent', 'indent', 'trim', 'trunc', 'trimSuffix', 'trimPrefix', 'upper', 'lower', 'title', 'b64enc', 'int', 'int64', 'printf', 'print', 'replace'])

const within = (of: Expression): readonly Expression[] => of.kind === 'call' ? of.arguments : of.kind === 'method' ? [of.of, ...of.arguments] : of.kind === 'field' ? [of.of] : []

/** The path of a value of the chart: `image.tag` of `.Values.image.tag` and `$.Values.image.tag`. */
export function pathOf(of: Expression): { readonly path: string; readonly of: Expression } | null {
  return of.kind === 'field' && of.names[0] === 'Values' && of.names.length > 1 && (of.of.kind === 'dot' || of.of.kind === 'variable' && of.of.name === '$') ? { path: of.names.slice(1).join('.'), of: of.of } : null
}

/** The values that an action prints with nothing in their place. */
export function* printedPaths(of: Expression): Generator<{ readonly path: string; readonly of: Expression }> {
  const own = pathOf(of)
  if (own) yield own
  else if (of.kind === 'call' && printing.has(of.name)) for (const one of of.arguments) yield* printedPaths(one)
}

/** The values that templates ask about, hand on, or replace where they are not there. */
export function guardedIn(templates: Iterable<Template>): ReadonlySet<string> {
  const found = new Set<string>()
  const all = (of: Expression): void => {
    const own = pathOf(of)
    if (own) found.add(own.path)
    if (of.kind === 'call') {
      const base = of.arguments.map(one => pathOf(one)?.path ?? (one.kind === 'field' && one.names.length === 1 && one.names[0] === 'Values' ? '' : null)).find(path => path !== null)
      if (base !== undefined) for (const one of of.arguments) if (one.kind === 'literal' && typeof one.value === 'string') found.add(base === '' ? one.value : `${base}.${one.value}`)
    }
    for (const one of within(of)) all(one)
  }
  const print = (of: Expression): void => { if (of.kind === 'call' && printing.has(of.name)) of.arguments.forEach(print); else if (!pathOf(of)) all(of) }
  const visit = (nodes: readonly TemplateNode[]): void => {
    for (const node of nodes) switch (node.kind) {
      case 'output': print(node.value); break
      case 'assign': all(node.value); break
      case 'template': if (node.value) all(node.value); break
      case 'if': case 'with': for (const branch of node.branches) { if (branch.value) all(branch.value); visit(branch.body) } break
      case 'range': all(node.value); visit(node.body); if (node.otherwise) visit(node.otherwise.body); break
    }
  }
  for (const template of templates) { visit(template.body); for (const define of template.defines.values()) visit(define.body) }
  return found
}
