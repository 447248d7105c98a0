import type { Check } from '../../src/core/rule'
import type { Facts, Stage } from '../../src/languages/docker/facts'

const check: Check<Facts['docker.Stage']> = function* (stage) {
  const isRuby = stage.root.repository === 'ruby', mentions = (pattern: RegExp): boolean => {
    for (let at: Stage | null = stage; at; at = at.base) if (at.instructions.some(({ text, heredocs }) => pattern.test(text) || heredocs.some(body => pattern.test(body.text)))) return true
    return false
  }
  for (const run of stage.runs) {
    for (const call of run.packageCalls) {
      if (call.effect !== 'install') continue
      for (const [index, { name }] of call.packages.entries()) {
        if (call.manager === 'gem' && name === 'bundler' && isRuby) yield { at: call.locate(`packages[${index}]`), message: 'Ruby brings Bundler along, and Bundler itself changes to the version of the lock file.' }
        const isLoaded = stage.entrypoint !== null || mentions(/LD_PRELOAD|MALLOC_CONF|ld\.so\.preload|--with-jemalloc/)
        if (typeof name === 'string' && /^(?:lib)?jemalloc\d*$/.test(name) && stage.isFinal && isRuby && !isLoaded) yield { at: call.locate(`packages[${index}]`), message: `'${name}' is installed, and nothing loads it.` }
      }
    }
    for (const command of run.commands) {
      const { words } = command, at = words.findIndex(word => word === 'assets:precompile'), bootsnap = command.name === 'bootsnap' ? -1 : words.indexOf('bootsnap')
      if (at >= 0 && !mentions(/SECRET_KEY_BASE/) && run.mounts.every(mount => mount.type !== 'secret')) yield { at: command.locate(`words[${at}]`), message: "'assets:precompile' asks for the secret key, which the build does not have; SECRET_KEY_BASE_DUMMY=1 makes one up." }
      if ((command.name === 'bootsnap' || bootsnap >= 0) && words[bootsnap + 1] === 'precompile' && !words.some(word => typeof word !== 'string' || /^-j|^--jobs/.test(word))) yield { at: command.locate(`words[${bootsnap + 1}]`), message: "'bootsnap precompile' forks, which hangs when the build is emulated; '-j 1' keeps it to one process." }
    }
  }
}

export default check
