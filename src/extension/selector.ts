import type { DocumentFilter } from 'vscode'

/** Diff and review editors have other schemes; nobody wants to be told about those. */
const schemes = ['file', 'untitled', 'vscode-vfs', 'vscode-test-web']
const languages = ['dockerfile', 'yaml', 'github-actions-workflow', 'dockercompose', 'helm', 'terraform', 'terraform-vars', 'json', 'markdown']
/** Programs that make load; no other file of their languages is looked at. */
const loads = ['**/*.jmx', '**/locustfile*.py', '**/*Simulation.{scala,java,kt}', '**/*.k6.{js,ts,mjs}', '**/{k6,load-test,load-tests,loadtest,loadtests,perf,performance}/**/*.{js,ts,mjs}']
const patterns = ['**/*.{tf,tofu,tfvars}', '**/*.{tftest,tofutest}.hcl', '**/.terraform.lock.hcl', '**/{Dockerfile,Containerfile}*', '**/templates/**/*.tpl', '**/.shipshape/**', '**/{pom.xml,build.gradle,build.gradle.kts,go.mod,pyproject.toml,Cargo.toml,CODEOWNERS}', '**/*.{csproj,fsproj,vbproj}', '**/{gradle,maven}-wrapper.properties']

/** The documents that are checked. */
export const documentSelector: readonly DocumentFilter[] = schemes.flatMap((scheme): DocumentFilter[] => [...languages.map((language) => ({ scheme, language })), ...[...patterns, ...loads].map((pattern) => ({ scheme, pattern }))])
