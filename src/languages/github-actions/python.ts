import type { Span } from '../../core/span'
import { list, type List } from '../../core/value'
import { fromYamlScalar } from '../shell/source'
import type { YamlScalar } from '../yaml/tree'
import type { PythonProblem } from './facts'

const builtins: ReadonlySet<string> = new Set(('abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex copyright credits delattr dict dir divmod enumerate eval exec exit filter float format frozenset getattr globals hasattr hash help hex id input int isinstance issubclass iter len license list locals map max memoryview min next object oct open ord pow print property quit range repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip '
  + 'ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError Ellipsis EncodingWarning EnvironmentError Exception ExceptionGroup FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError NotADirectoryError NotImplemented NotImplementedError OSError OverflowError PendingDeprecationWarning PermissionError ProcessLookupError RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning ZeroDivisionError '
  + 'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield match case type _ __name__ __file__ __doc__ __builtins__ __import__ __build_class__ __debug__ __loader__ __package__ __spec__').split(' '))

const closes: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }
/** A line in which some name may get a value. */
const binds: ReadonlySet<string> = new Set(['import', 'def', 'class', 'global', 'nonlocal', 'lambda', 'for', 'as', 'case', 'except', 'with', 'del'])

/** Reads a Python script into lines of tokens and says what no Python can accept. It stops at the first fault. */
export function pythonProblems(file: string, scalar: YamlScalar | null): List<PythonProblem> {
  if (!scalar) return []
  const source = fromYamlScalar(file, scalar.span), { text } = source
  const at = (from: number, to: number): Span => source.toFile([from, to])
  const fault = (message: string, from: number, to = from + 1): List<PythonProblem> => [{ text: message, span: at(from, to) }]
  const open: { readonly bracket: string; readonly at: number }[] = [], indents = [0]
  const used = new Map<string, number>(), bound = new Set<string>()
  let names: { readonly name: string; readonly at: number }[] = [], mayBind = false, isLineStart = true, endsWithColon = false, mustIndent = false, afterDot = false
  const endLine = (): void => {
    for (const { name, at: place } of names) {
      if (mayBind) bound.add(name)
      else if (!used.has(name)) used.set(name, place)
    }
    names = []
    mayBind = false
    isLineStart = true
    mustIndent = endsWithColon
    endsWithColon = afterDot = false
  }
  for (let i = 0; i < text.length;) {
    const char = text[i]!
    if (isLineStart) {
      const [blank] = /^[ \t\f]*/.exec(text.slice(i, i + 500))!, next = text[i + blank.length]
      if (next === undefined) break
      if (next === '\n' || next === '\r') { i += blank.length + 1; continue }
      if (next === '#') { while (i < text.length && text[i] !== '\n') i++; continue }
      const width = blank.length, last = indents.at(-1)!
      // How wide a tab is depends on what is around it.
      if (blank.includes('\t')) return []
      if (width > last) {
        if (!mustIndent) return fault('this line is indented though nothing begins here', i + blank.length)
        indents.push(width)
      } else {
        if (mustIndent) return fault('a block is missing after the colon', i + blank.length)
        while (indents.at(-1)! > width) indents.pop()
        if (indents.at(-1) !== width) return fault('this indentation fits no line before', i + blank.length)
      }
      i += blank.length
      isLineStart = mustIndent = false
      continue
    }
    if (char === '\n') { i++; if (open.length === 0) endLine(); continue }
    if (char === '\\' && /^\\\r?\n/.test(text.slice(i, i + 3))) { i += text[i + 1] === '\r' ? 3 : 2; continue }
    if (/\s/.test(char)) { i++; continue }
    if (char === '#') { while (i < text.length && text[i] !== '\n') i++; continue }
    const word = /^[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*/.exec(text.slice(i, i + 200))?.[0]
    if (word !== undefined && !/^(?:[rbuft]|[rbft]{2})$/i.test(word) || word !== undefined && text[i + word.length] !== '"' && text[i + word.length] !== "'") {
      if (binds.has(word!)) mayBind = true
      // An expression of the workflow stands as underscores.
      if (!afterDot && !/^_+$/.test(word!)) names.push({ name: word!, at: i })
      if (word === 'exec' || word === 'eval' || word === 'globals' || word === 'locals' || word === 'vars') bound.add('*')
      i += word!.length
      afterDot = endsWithColon = false
      continue
    }
    if (word !== undefined || char === '"' || char === "'") {
      const start = i
      i += word?.length ?? 0
      const quote = text[i]!, isLong = text.startsWith(quote.repeat(3), i), end = isLong ? quote.repeat(3) : quote
      i += end.length
      while (i < text.length && !text.startsWith(end, i)) {
        if (text[i] === '\\') i++
        else if (text[i] === '\n' && !isLong) return fault('this text has no end', start, start + (word?.length ?? 0) + 1)
        i++
      }
      if (i >= text.length) return fault('this text has no end', start, start + (word?.length ?? 0) + end.length)
      i += end.length
      afterDot = endsWithColon = false
      continue
    }
    if (closes[char]) open.push({ bracket: char, at: i })
    else if (char === ')' || char === ']' || char === '}') {
      const begin = open.pop()
      if (!begin) return fault(`'${char}' closes nothing`, i)
      if (closes[begin.bracket] !== char) return fault(`'${char}' closes '${begin.bracket}'`, i)
    } else if (char === '=' && text[i + 1] !== '=' && !/[=!<>]/.test(text[i - 1] ?? '')) mayBind = true
    else if (char === '*' && /\bimport\s*$/.test(text.slice(Math.max(0, i - 20), i))) bound.add('*')
    endsWithColon = char === ':' && open.length === 0
    afterDot = char === '.' && text[i - 1] !== '.'
    if (/\d/.test(char)) { i += /^[\w.]+/.exec(text.slice(i, i + 100))![0].length; afterDot = false } else i++
  }
  const [left] = open
  if (left) return fault(`'${left.bracket}' is never closed`, left.at)
  endLine()
  if (bound.has('*')) return []
  return list([...used].flatMap(([name, place]) => bound.has(name) || builtins.has(name) ? [] : [{ text: `nothing defines '${name}'`, span: at(place, place + name.length) }]))
}
