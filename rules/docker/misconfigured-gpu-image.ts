import type { Check } from '../../src/core/rule'
import type { Facts } from '../../src/languages/docker/facts'

const check: Check<Facts['docker.Stage']> = function* (stage) {
  const { name, tag } = stage.image
  if (stage.isFinal && (name === 'nvidia/cuda' || name === 'nvcr.io/nvidia/cuda') && typeof tag === 'string' && /-devel\b/.test(tag)) yield { at: 'image', message: 'The image that ships has the CUDA compiler and headers in it.' }
  for (const run of stage.runs) {
    for (const command of run.commands) if (command.name === 'nvidia-smi') yield { at: command.locate(''), message: "'nvidia-smi' asks for a GPU, and a build has none." }
    for (const call of run.packageCalls) {
      if (call.effect !== 'install') continue
      for (const [index, { name: installed }] of call.packages.entries()) if (typeof installed === 'string' && /^(?:nvidia-(?:container-toolkit|container-runtime|docker2?)|libnvidia-container\d?)(?:-base)?$/.test(installed)) yield { at: call.locate(`packages[${index}]`), message: `'${installed}' belongs on the host that runs containers, not into one.` }
    }
  }
  for (const instruction of stage.instructions) {
    if (instruction.keyword !== 'ENV') continue
    for (const [index, word] of instruction.words.entries()) {
      const [, variable, value] = /^(CUDA_VISIBLE_DEVICES|NVIDIA_VISIBLE_DEVICES|NVIDIA_DRIVER_CAPABILITIES)=["']?([^"']*)/.exec(word) ?? []
      if (!variable) continue
      if (variable === 'NVIDIA_DRIVER_CAPABILITIES' ? value === 'all' : /^\d+(?:,\d+)*$|^GPU-/.test(value!)) {
        const what = variable === 'NVIDIA_DRIVER_CAPABILITIES' ? 'The container gets every library of the driver, those for displays and video included.' : `'${variable}' names devices of one machine.`
        yield { at: instruction.locate(`words[${index}]`), message: what }
      }
    }
  }
}

export default check
