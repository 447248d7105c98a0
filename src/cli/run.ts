import { cac, type CAC, type Command } from 'cac'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { levels, severities } from '../core/finding'
import { nearest } from '../core/nearest'
import { tiers } from '../readiness/checklist'
import { formats } from '../reports/formats'
import { printable } from '../reports/report'
import { check } from './check'
import { importers } from './import'
import { explain, init, learn, merge, rules } from './commands'
import type { Options } from './options'
import { pin } from './pin'
import { exercise } from './exercise'
import { readiness } from './readiness'
import { exitCodes, UsageError, type Surroundings } from './surroundings'

/** Runs one command line, without the name of the program; the exit code. */
export async function run(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const cli = commandLine(surroundings)
  try {
    cli.parse(['node', 'shipshape', ...withoutBareDashes(args)], { run: false })
    if (cli.options.help || cli.options.version && !cli.matchedCommandName) return exitCodes.clean
    if (!cli.matchedCommand) throw new UsageError(noCommand(cli, surroundings.cwd))
    checkOptions(cli.matchedCommand, cli.options)
    return await (cli.runMatchedCommand() as Promise<number> | number)
  } catch (error) {
    const wrongUse = error instanceof UsageError || (error as Error).name === 'CACError'
    surroundings.err.write(wrongUse ? `shipshape: ${printable((error as Error).message)}\n` : `shipshape: this is a defect of Shipshape: ${printable((error as Error).stack ?? String(error))}\n`)
    return wrongUse ? exitCodes.usage : exitCodes.internal
  }
}

function commandLine(surroundings: Surroundings): CAC {
  const cli = cac('shipshape')
  cli.option('--no-color', 'Do without colours')
  cli.command('check [...paths]', "Check files and folders; without any, the current folder; '-' is rendered manifests on standard input")
    .option('--level <level>', `Be at least this demanding, whatever is configured: ${levels.join(', ')}`)
    .option('--fix', 'Apply safe fixes, then report what is left')
    .option('--format <format>', `How to report: ${Object.keys(formats).join(', ')}`)
    .option('--output <file>', 'Write the report to a file')
    .option('--fail-on <severity>', `Exit with 1 from this severity on: ${severities.join(', ')}, never (error if not given)`)
    .option('--max-warnings <n>', 'Exit with 1 if there are more warnings')
    .option('--baseline [file]', 'Findings accepted earlier (.shipshape/baseline.json if it is there); --no-baseline shows all')
    .option('--update-baseline', 'Accept everything found now')
    .option('--files-from <file>', "Check the files that a list names, a line each or NUL-separated; '-' reads the list from standard input")
    .option('--stdin-filename <path>', 'Check standard input as the text of this file; with --fix, print the fixed text')
    .option('--shard <i/n>', 'Report the i-th of n parts; together they are the whole')
    .option('--root <folder>', 'The workspace folder, if not the repository around the paths')
    .option('--no-index', 'Read only what is asked for; what depends on other files stays unknown')
    .option('--list-files', 'Print which files would be checked')
    .option('--verbose', 'Show the line of each finding, as on a terminal')
    .option('--quiet', 'Print findings only: no summary, no notes, no progress')
    .example('  $ shipshape check').example('  $ shipshape check k8s --level strict --fix')
    .example('  $ helm template charts/shop | shipshape check -')
    .example('  $ git diff --name-only main | shipshape check --files-from - --format github')
    .action((paths: readonly unknown[], options: Options) => check(surroundings, [...paths.map(String), ...rest(options)], options))
  cli.command('rules [pack]', 'List the rules').option('--format <format>', 'text or json')
    .action((pack: string | undefined, options: Options) => rules(surroundings, pack, options))
  cli.command('explain <what>', 'Explain a rule (by any of its names), or how a file is judged')
    .action((what: string) => explain(surroundings, String(what)))
  cli.command('learn [topic]', 'Print a lesson, or the section topic#anchor; without a topic, list the lessons')
    .action((topic: string | undefined) => learn(surroundings, topic))
  cli.command('init', 'Write .shipshape/config.yml, unless it is there')
    .option('--from <peer>', `Take over the configuration of another linter: ${Object.keys(importers).join(', ')}, or PEER:FILE`)
    .action((options: Options) => init(surroundings, options))
  cli.command('pin [...paths]', 'Write the commits of actions and the digests of images; asks before it goes to the network')
    .option('--check', 'Write nothing; compare what is pinned with what its hosts say')
    .option('--dry-run', 'Show what would be written')
    .option('--yes', 'Go to the hosts that are named without a question')
    .option('--keep-going', 'Pin the rest of a file in which something cannot be pinned')
    .option('--server <url>', 'The Git server of the actions (https://github.com if not given)')
    .option('--host <host>', 'Allow this host as well; may be repeated')
    .option('--root <folder>', 'The workspace folder, if not the repository around the paths')
    .example('  $ shipshape pin').example('  $ shipshape pin .github --check --yes')
    .action((paths: readonly unknown[], options: Options) => pin(surroundings, [...paths.map(String), ...rest(options)], options))
  cli.command('readiness [checklist]', 'Judge the production-readiness checklists, with the places that prove it')
    .option('--format <format>', 'text, json, markdown or html')
    .option('--service <name>', 'One service alone')
    .option('--fail-on <tier>', `Exit with 1 where an item of this tier or one before it fails: ${tiers.join(', ')}`)
    .option('--root <folder>', 'The workspace folder, if not the repository around the current folder')
    .action((checklist: string | undefined, options: Options) => readiness(surroundings, checklist, options))
  cli.command('exercise [id]', 'List the exercises, start one, or grade the folder that it is run in')
    .option('--start <folder>', 'Put the exercise into this folder, which must be new or empty')
    .option('--hint <check>', 'Hints for one check: its lesson, and a sentence')
    .option('--solution', 'With --hint: the lines of a solution as well')
    .option('--format <format>', 'text or json')
    .option('--root <folder>', 'The folder of the exercise, if not the current one')
    .example('  $ shipshape exercise hpa --start hpa').example('  $ cd hpa && shipshape exercise')
    .action((id: string | undefined, options: Options) => exercise(surroundings, id, options))
  cli.command('merge [...reports]', 'Join the JSON or SARIF reports of shards').option('--output <file>', 'Write the report to a file')
    .action((files: readonly unknown[], options: Options) => merge(surroundings, [...files.map(String), ...rest(options)], options))
  cli.command('lsp', 'Serve an editor').option('--stdio', 'Over standard input and output, the only way there is')
    .action(async () => { await surroundings.serve(); return exitCodes.clean })
  cli.command('version', 'Print the version')
    .action(() => { surroundings.out.write(`${surroundings.version}\n`); return exitCodes.clean })
  cli.help((sections) => sections.map((section) => ({ ...section, body: section.body.replace(/ \(default: true\)/g, '') })))
  cli.version(surroundings.version)
  return cli
}

/** `-` means standard input; the parser would take it for an option without a name. */
function withoutBareDashes(args: readonly string[]): readonly string[] {
  const end = args.indexOf('--'), options = end < 0 ? args : args.slice(0, end), bare: string[] = [], kept: string[] = []
  for (const arg of options) {
    if (arg !== '-') kept.push(arg)
    else if (kept.at(-1) === '--files-from') kept.push(`${kept.pop()}=-`)
    else bare.push(arg)
  }
  const after = end < 0 ? [] : args.slice(end + 1)
  return bare.length || end >= 0 ? [...kept, '--', ...bare, ...after] : kept
}

/** What stands behind `--`. */
const rest = (options: Options): readonly string[] => (options['--'] as readonly string[] | undefined)?.map(String) ?? []

function noCommand(cli: CAC, cwd: string): string {
  const [name] = cli.args
  if (name === undefined) return `what is to be done? 'shipshape check' checks the current folder, 'shipshape --help' lists the commands.`
  const meant = existsSync(resolve(cwd, name)) ? `check ${name}` : nearest(name, cli.commands.map((command) => command.name))
  return `there is no command '${name}'${meant ? `; did you mean 'shipshape ${meant}'?` : `; 'shipshape --help' lists them.`}`
}

function checkOptions(command: Command, options: Options): void {
  const known = [...command.options, ...command.globalCommand!.options]
  for (const name of Object.keys(options)) {
    if (name === '--' || known.some((option) => option.names.includes(name))) continue
    const written = (one: string): string => `${one.length > 1 ? '--' : '-'}${one.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
    const meant = nearest(written(name), known.map((option) => written(option.name)))
    throw new UsageError(`'${command.name}' has no option ${written(name)}${meant ? `; did you mean ${meant}?` : `; 'shipshape ${command.name} --help' lists them.`}`)
  }
}
