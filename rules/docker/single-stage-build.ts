import type { Check } from '../../src/core/rule'
import { isUnknown, type Maybe } from '../../src/core/value'
import type { Command, Facts } from '../../src/languages/docker/facts'

/** Packages that are of use to a compilation only. */
const compilers = /^(?:build-essential|build-base|alpine-sdk|base-devel|gcc(?:-\d+|-c\+\+)?|g\+\+(?:-\d+)?|clang(?:-\d+)?|make|cmake|golang(?:-go|-\d.*)?|rustc|cargo|default-jdk(?:-headless)?|openjdk-?\d+(?:-jdk.*)?|maven|gradle|java-[\d.]+-openjdk-devel|musl-dev|libc6?-dev|linux-headers)$/
/** Images made to compile with. */
const toolchains = /^(?:golang|maven|gradle|rust|gcc|sbt|haskell|swift|buildpack-deps|sdk|eclipse-temurin|openjdk|amazoncorretto|ibm-semeru-runtimes)$/

const isBuild = (command: Command): boolean => {
  const word = (index: number): string => { const value: Maybe<string> | undefined = command.words[index]; return typeof value === 'string' ? value : '' }
  switch (isUnknown(command.name) ? '' : command.name) {
    case 'make': case 'ninja': return true
    case 'go': case 'cargo': case 'swift': return word(0) === 'build' || word(0) === 'install' && command.name === 'cargo'
    case 'mvn': case 'mvnw': return command.words.some(one => one === 'package' || one === 'install' || one === 'verify')
    case 'gradle': case 'gradlew': return command.words.some(one => typeof one === 'string' && /(?:^|:)(?:build|assemble|bootJar|shadowJar|installDist)$/.test(one))
    case 'dotnet': return word(0) === 'publish' || word(0) === 'build'
    case 'npm': case 'pnpm': case 'bun': return word(0) === 'run' && /^build\b/.test(word(1))
    case 'yarn': return word(0) === 'build' || word(0) === 'run' && /^build\b/.test(word(1))
    default: return false
  }
}

const check: Check<Facts['docker.Stage']> = function* (stage, { unknown }) {
  if (stage.file.stages.length !== 1 || stage.isInteractive || !stage.cmd && !stage.entrypoint) return
  const name = stage.root.shortName
  if (isUnknown(name)) { unknown(name.source); return }
  if (toolchains.test(name)) return
  for (const run of stage.runs) {
    // What is removed, or built and cleaned in one RUN, does not ship.
    const isCleaned = run.packageCalls.some(call => call.effect === 'remove')
    if (isCleaned) continue
    for (const command of run.commands) {
      const install = command.packageCall?.effect === 'install' ? command.packageCall : null
      if (!isBuild(command) && !install?.packages.some(({ name }) => typeof name === 'string' && compilers.test(name))) continue
      yield { at: command.locate(''), values: { command: command.text.split(/\s+/).slice(0, 3).join(' ') } }
      return
    }
  }
}

export default check
