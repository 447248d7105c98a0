import { isKnown, isUnknown, Unknown, type Maybe } from '../../core/value'
import type * as facts from './facts'

const size = /(?:^|[\s"'=])(-Xmx|-XX:MaxHeapSize=)(\d{1,15})([kKmMgGtT]?)(?=$|[\s"'])/g
const bound = /-Xmx|-XX:(?:MaxHeapSize|MaxRAM|MaxRAMPercentage|MaxRAMFraction|InitialRAMPercentage)=/
const factors: Readonly<Record<string, number>> = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 }
const unsure = new Unknown('…')

/** Names of variables whose options reach the virtual machine, from it or from the usual start scripts. */
const optionNames = /^(?:_JAVA_OPTIONS|JDK_JAVA_OPTIONS|(?:[A-Z]+_)*(?:JAVA|JVM|JDK|CATALINA|HEAP)(?:_[A-Z]+)*)$/

/** What options in command, args and env say of the heap. The command line wins over the environment, and of two sizes the last. */
export function heapOf(container: Pick<facts.Container, 'command' | 'args' | 'env' | 'envFrom'>): facts.Heap {
  const { command, args, env, envFrom } = container
  const words = [...command.map((word, i) => [`command[${i}]`, word] as const), ...args.map((word, i) => [`args[${i}]`, word] as const)]
  const isJava: Maybe<boolean> = words.some(([, word]) => isKnown(word) && /(?:^|[\s/;&])java(?=$|\s)/.test(word)) ? true : command.open || args.open || words.some(([, word]) => isUnknown(word)) ? unsure : false
  let doubt = command.open || args.open || env.open || envFrom.open || envFrom.length > 0
  let isBounded = false, option: string | null = null, location = '', maximumBytes: number | null = null
  const look = (where: string, text: string): void => {
    isBounded ||= bound.test(text)
    for (const [, name, digits, unit] of text.matchAll(size)) {
      option = `${name}${digits}${unit}`
      location = where
      maximumBytes = Number(digits) * factors[unit!.toLowerCase()]!
    }
  }
  env.forEach(({ name, value, from }, i) => {
    if (isKnown(value) && value !== null) look(`env[${i}].value`, value)
    else if (isUnknown(value) || isUnknown(name) || from !== null && optionNames.test(name ?? '')) doubt = true
  })
  const fromEnvironment = { option, location, maximumBytes }
  option = null
  for (const [where, word] of words) {
    if (isKnown(word)) look(where, word)
    else doubt = true
  }
  return { isJava, isBounded: isBounded || (doubt ? unsure : false), ...option === null ? fromEnvironment : { option, location, maximumBytes } }
}
