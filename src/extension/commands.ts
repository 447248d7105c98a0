import { CodeActionKind, commands, l10n, ProgressLocation, Range, ThemeIcon, Uri, window, workspace, WorkspaceEdit, type CodeAction, type Memento } from 'vscode'
import { messages, type PinArguments, type PinPlan, type PinResult, type Summary, type SuppressArguments, type TopicFindings } from '../server/protocol'
import { explanationUri, lessons, lessonUri, ruleUri, showPage, startUri, type Lessons } from './lessons'
import { choose, hasFolder, say, separator, type Choice } from './choices'
import { open } from './places'
import { exerciseCommands } from './exercises'
import type { Progress } from './progress'
import { quizCommand } from './quiz'
import { readinessCommands } from './readiness'
import type { Server } from './server'

/** The commands by name, without their prefix. */
export function commandsOf(server: Server, pages: Lessons, progress: Progress, memento: Memento): { readonly [name: string]: (...words: never[]) => unknown } {
  async function checkWorkspace(): Promise<Summary | null> {
    if (!await hasFolder()) return null
    const summary = await window.withProgress({ location: ProgressLocation.Notification, title: l10n.t('Shipshape: checking the workspace'), cancellable: true }, async (progress, token) => {
      let last = 0
      const connection = await server.start()
      const found = await connection.requestWithProgress<Summary>(messages.checkWorkspace, {}, (message, percentage) => {
        progress.report({ message, increment: percentage === undefined ? undefined : Math.max(0, percentage - last) })
        last = Math.max(last, percentage ?? 0)
      }, token).catch((error: unknown) => { if (token.isCancellationRequested) return null; throw error })
      return token.isCancellationRequested ? null : found
    })
    if (summary) void showSummary(summary)
    return summary
  }

  async function showSummary({ files, findings, accepted, rules }: Summary): Promise<void> {
    const safe = rules.reduce((sum, rule) => sum + rule.safe, 0)
    const book = { iconPath: new ThemeIcon('book'), tooltip: l10n.t('Explain rule') }, off = { iconPath: new ThemeIcon('circle-slash'), tooltip: l10n.t('Turn this rule off') }
    await choose(l10n.t('Findings: {0}, files: {1}', findings, files), accepted ? l10n.t('{0} more are accepted', accepted) : l10n.t('Choose a rule or what to do'), [
      ...safe ? [{ label: l10n.t('Apply {0} safe fixes…', safe), description: l10n.t('shows every change before it is made'), run: fixWorkspace }] : [],
      ...findings ? [
        { label: l10n.t('Accept all {0} findings', findings), description: l10n.t('only new ones are shown from now on'), run: acceptFindings },
        { label: l10n.t('Show in Problems'), run: () => commands.executeCommand('workbench.actions.view.problems') },
        separator(l10n.t('Rules')),
      ] : [],
      ...rules.map((rule): Choice => ({
        label: rule.rule, description: [String(rule.count), rule.fixable ? l10n.t('{0} fixable', rule.fixable) : ''].filter(Boolean).join(' · '), detail: rule.title, run: () => showRule(rule.rule, rule.title),
        also: [{ button: book, run: () => explainRule(rule.rule) }, { button: off, run: () => turnOff(rule.rule) }],
      })),
    ])
  }

  async function showRule(rule: string, title: string): Promise<void> {
    const topics = await server.request<readonly TopicFindings[]>(messages.topics)
    const places = topics.flatMap((topic) => topic.findings).filter((finding) => finding.rule === rule)
    await choose(title, l10n.t('Choose a place or what to do'), [
      { label: l10n.t('Explain rule'), run: () => explainRule(rule) },
      { label: l10n.t('Turn this rule off'), description: '.shipshape/config.yml', run: () => turnOff(rule) },
      separator(l10n.t('Places')),
      ...places.map((place): Choice => ({ label: place.message, description: `${workspace.asRelativePath(Uri.parse(place.uri))}:${place.line + 1}`, run: () => open(place) })),
    ])
  }

  async function fixWorkspace(): Promise<void> {
    const edit = await server.toEdit(await server.request(messages.fixWorkspace))
    const confirmed = new WorkspaceEdit()
    const metadata = { needsConfirmation: true, label: l10n.t('Safe fixes of Shipshape') }
    for (const [uri, edits] of edit.entries()) confirmed.set(uri, edits.map((one): [typeof one, typeof metadata] => [one, metadata]))
    await workspace.applyEdit(confirmed, { isRefactoring: true })
  }

  async function fixFile(): Promise<void> {
    const document = window.activeTextEditor?.document
    if (!document) return
    const actions = await commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', document.uri, new Range(0, 0, document.lineCount, 0), CodeActionKind.SourceFixAll.append('shipshape').value)
    const edit = actions.find((action) => action.edit)?.edit
    if (edit) await workspace.applyEdit(edit)
    else say(l10n.t('Shipshape: no safe fix for this file'))
  }

  /** Pins one reference, or all of the workspace. Nobody is asked before the user has seen who would be. */
  async function pin(at?: PinArguments): Promise<void> {
    if (!server.mayPin()) { void window.showWarningMessage(l10n.t('Pinning goes to the network: it is for trusted workspaces on a desktop or a remote host, not for the browser.')); return }
    const address = workspace.getConfiguration('shipshape').inspect<string>('pin.server'), chosen = address?.globalValue ?? address?.defaultValue
    const what: PinArguments = { ...typeof at?.uri === 'string' && { uri: at.uri, offset: at.offset }, ...chosen && { server: chosen } }
    const plan = await server.request<PinPlan>(messages.pinPlan, what)
    if (!plan.references) { say(l10n.t('Shipshape: nothing is left to pin')); return }
    const go = l10n.t('Ask and Pin')
    const title = plan.hosts.length === 1 ? l10n.t('Ask {0} what to pin?', plan.hosts[0]!) : l10n.t('Ask {0} hosts what to pin?', plan.hosts.length)
    const detail = l10n.t('{0} references in {1} files. Their names, and passwords that the Docker configuration holds for a registry, go to:', plan.references, plan.files)
    if (await window.showWarningMessage(title, { modal: true, detail: `${detail}\n\n${plan.hosts.join('\n')}` }, go) !== go || !server.mayPin()) return
    const result = await window.withProgress({ location: ProgressLocation.Notification, title: l10n.t('Shipshape: pinning'), cancellable: true }, async (progress, token) => {
      let last = 0
      const found = await server.requestWithProgress<PinResult>(messages.pin, { ...what, hosts: plan.hosts }, (message, percentage) => {
        progress.report({ message, increment: percentage === undefined ? undefined : Math.max(0, percentage - last) })
        last = Math.max(last, percentage ?? 0)
      }, token).catch((error: unknown) => { if (token.isCancellationRequested) return null; throw error })
      return token.isCancellationRequested ? null : found
    })
    if (!result) return
    await workspace.applyEdit(await server.toEdit(result.edit))
    if (result.remarks.length) void window.showInformationMessage(result.remarks.slice(0, 5).join('\n'))
    if (!result.failed.length) { say(l10n.t('Shipshape: pinned {0}', result.pinned)); return }
    const others = l10n.t('Pin the Rest')
    if (await window.showWarningMessage(l10n.t('Not pinned: {0}', result.failed.slice(0, 5).join('; ')), ...result.rest ? [others] : []) === others) await workspace.applyEdit(await server.toEdit(result.rest))
  }

  async function acceptFindings(): Promise<void> {
    if (!await hasFolder()) return
    const files = await server.request<readonly { readonly uri: string; readonly text: string }[]>(messages.baseline)
    for (const { uri, text } of files) await workspace.fs.writeFile(Uri.parse(uri), new TextEncoder().encode(text))
    await server.filesChanged(files.map(({ uri }) => Uri.parse(uri)))
    say(l10n.t('Shipshape: written to .shipshape/baseline.json'))
  }

  async function turnOff(rule: string, near?: Uri): Promise<void> {
    const folder = near && workspace.getWorkspaceFolder(near) || (workspace.workspaceFolders?.length === 1 ? workspace.workspaceFolders[0] : await window.showWorkspaceFolderPick({ placeHolder: l10n.t('Whose configuration turns {0} off?', rule) }))
    if (!folder) return
    const { uri, edit } = await server.request<{ readonly uri: string; readonly edit: unknown }>(messages.ruleSetting, { folder: folder.uri.toString(), rule, setting: 'off' })
    const config = Uri.parse(uri)
    if (!edit) { await window.showTextDocument(config); return }
    await workspace.applyEdit(await server.toEdit(edit))
    const document = await workspace.openTextDocument(config)
    await document.save()
    await server.filesChanged([config])
    say(l10n.t('Shipshape: {0} is off in {1}', rule, workspace.asRelativePath(config)))
  }

  async function suppress({ uri, offset, rules, scopes }: SuppressArguments): Promise<void> {
    const [only] = rules
    const rule = rules.length > 1 ? await window.showQuickPick(rules, { title: l10n.t('Suppress'), placeHolder: l10n.t('Which rule?') }) : only
    if (!rule) return
    const labels = { line: l10n.t('Here'), file: l10n.t('In this file'), workspace: l10n.t('In the whole workspace') }
    const details = { line: l10n.t('a comment at this place'), file: l10n.t('a comment at the top of the file'), workspace: l10n.t('turns the rule off in .shipshape/config.yml') }
    const scope = (await window.showQuickPick(scopes.map((one) => ({ label: labels[one], description: details[one], scope: one })), { title: l10n.t('Suppress {0}', rule), placeHolder: l10n.t('Where?') }))?.scope
    if (!scope) return
    if (scope === 'workspace') { await turnOff(rule, Uri.parse(uri)); return }
    const reason = await window.showInputBox({ title: l10n.t('Suppress {0}', rule), prompt: l10n.t('Why? The reason goes into the comment, and a checklist counts the item as waived.'), placeHolder: l10n.t('may be left empty') })
    if (reason === undefined) return
    const edit = await server.request(messages.suppressEdit, { uri, offset, rule, reason: reason.trim() || null, scope })
    if (edit) await workspace.applyEdit(await server.toEdit(edit))
    else say(l10n.t('Shipshape: no comment can be put there'))
  }

  async function openCurriculum(): Promise<void> {
    await choose(l10n.t('Curriculum'), l10n.t('Choose a lesson or a section'), [{ label: l10n.t('Where to start'), iconPath: new ThemeIcon('star-empty'), detail: l10n.t('What there is to learn, how long it takes, and how far you are.'), run: () => showPage(startUri, 'here') }, ...lessons.flatMap((lesson): Choice[] => [
      separator(lesson.title), { label: lesson.title, iconPath: new ThemeIcon('book'), detail: lesson.goal, run: () => learn(lesson.id, 'here') },
      ...lesson.anchors.map((anchor): Choice => ({ label: anchor.title, description: lesson.title, run: () => learn(`${lesson.id}#${anchor.id}`, 'here') })),
    ])])
  }

  async function learn(topic: string, where: 'here' | 'beside' = 'beside'): Promise<void> {
    const uri = lessonUri(topic)
    if (uri) await showPage(uri, where)
  }

  async function explainRule(rule?: string): Promise<void> {
    if (typeof rule === 'string') { await showPage(ruleUri(rule), 'beside'); return }
    const rules = await pages.rules()
    await choose(l10n.t('Rules'), l10n.t('Choose a rule by its name, its title or its name elsewhere'), rules.map((one): Choice => ({ label: one.id, description: one.title, detail: one.aliases.join(', '), run: () => showPage(ruleUri(one.id), 'here') })))
  }

  async function explainFile(): Promise<void> {
    const file = window.activeTextEditor?.document.uri
    if (!file) return
    const uri = explanationUri(file)
    pages.refresh(uri)
    await showPage(uri, 'beside')
  }

  async function createConfiguration(): Promise<void> {
    if (!await hasFolder()) return
    const folder = workspace.workspaceFolders?.length === 1 ? workspace.workspaceFolders[0] : await window.showWorkspaceFolderPick()
    if (!folder) return
    const uri = Uri.joinPath(folder.uri, '.shipshape/config.yml')
    const exists = await workspace.fs.stat(uri).then(() => true, () => false)
    if (!exists) {
      await workspace.fs.writeFile(uri, new TextEncoder().encode(configuration))
      await server.filesChanged([uri])
    }
    await window.showTextDocument(uri)
  }

  const openExample = async (): Promise<void> => { await window.showTextDocument(await workspace.openTextDocument({ language: 'dockerfile', content: example })) }

  return { ...readinessCommands(server, learn), ...exerciseCommands(server, pages, memento, learn), quiz: quizCommand(pages, progress, learn), checkWorkspace, fixFile, acceptFindings, openCurriculum, explainRule, explainFile, createConfiguration, openExample, pin, suppress, learn, restartServer: () => server.restart() }
}

const configuration = `# What Shipshape checks in this folder and below. A configuration further down extends this one.

# How demanding: essential, recommended, strict or all.
level: recommended

# Rules by name or glob: off, on, error, warning, info or hint.
rules: {}

# Other settings for some files.
paths: []
#  - match: dev/**
#    level: essential

# Files that are not reported on.
ignore: []
`

const example = `FROM node:latest
WORKDIR /app
COPY . .
RUN apt-get update
RUN apt-get install -y curl
RUN npm install
EXPOSE 8080
CMD npm start
`
