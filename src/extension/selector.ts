import type { DocumentFilter } from 'vscode'

/** Diff and review editors have other schemes; nobody wants to be told about those. */
const schemes = ['file', 'untitled', 'vscode-vfs', 'vscode-test-web']
const languages = ['dockerfile', 'yaml', 'github-actions-workflow', 'dockercompose', 'helm', 'terraform', 'terraform-vars', 'json']
const patterns = ['**/*.{tf,tofu,tfvars}', '**/*.{tftest,tofutest}.hcl', '**/.terraform.lock.hcl', '**/{Dockerfile,Containerfile}*', '**/templates/**/*.tpl', '**/.shipshape/**', '**/{pom.xml,build.gradle,build.gradle.kts,go.mod,pyproject.toml,Cargo.toml,CODEOWNERS}', '**/*.{csproj,fsproj,vbproj}', '**/{gradle,maven}-wrapper.properties']

/** The documents that are checked. */
export const documentSelector: readonly DocumentFilter[] = schemes.flatMap((scheme): DocumentFilter[] => [...languages.map((language) => ({ scheme, language })), ...patterns.map((pattern) => ({ scheme, pattern }))])
