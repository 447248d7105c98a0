const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/** What a look over an expression of PromQL shows: a reason why no Prometheus takes it, or null; and its text without strings, comments and matchers. */
export interface Glance { readonly error: string | null; readonly bare: string }

/** Looks over an expression once from left to right. It is no parser: what it calls wrong is wrong, and much that is wrong passes. */
export function glance(expression: string): Glance {
  const open: string[] = []
  let bare = '', error: string | null = null, last = ''
  const fail = (text: string): void => { error ??= text }
  for (let i = 0; i < expression.length; i++) {
    const character = expression[i]!, inMatchers = open.at(-1) === '{'
    if (character === '"' || character === "'" || character === '`') {
      const end = endOfString(expression, i)
      if (end < 0) { fail(`has a text that is never closed`); break }
      i = end
      last = '"'
      continue
    }
    if (character === '#') {
      const end = expression.indexOf('\n', i)
      if (end < 0) break
      i = end
      continue
    }
    if (!inMatchers && character !== '{') bare += character
    if (/\s/.test(character)) continue
    if (closing[character]) open.push(character)
    else if (character === ')' || character === ']' || character === '}') {
      const opened = open.pop()
      if (opened === undefined) fail(`has a '${character}' too many`)
      else if (closing[opened] !== character) fail(`closes a '${opened}' with '${character}'`)
      else if (character === ']' && last === '[') fail(`has an empty range`)
    } else if (character === '=' || character === '!') {
      const next = expression[i + 1] ?? '', before = expression[i - 1] ?? ''
      if (next === '=' || next === '~') {
        if (next === '~' && !inMatchers) fail(`uses '${character}~' outside of braces`)
        if (!inMatchers) bare += next
        i++
      } else if (!inMatchers && character === '=' && before !== '<' && before !== '>') fail(`compares with a single '='`)
      else if (character === '!') fail(`uses '!', which PromQL does not have`)
    } else if ((character === '&' || character === '|') && !inMatchers) fail(`uses '${character}', which PromQL writes as '${character === '&' ? 'and' : 'or'}'`)
    else if (character === '$' && /^__\w/.test(expression.slice(i + 1, i + 4))) fail(`has a variable of Grafana`)
    last = character
  }
  if (open.length) fail(`has a '${open.at(-1)!}' that is never closed`)
  if (last === '') fail('is empty')
  else if (/[-+*/%^<>]/.test(last)) fail(`ends with '${last}'`)
  return { error, bare }
}

function endOfString(text: string, start: number): number {
  const quote = text[start]!
  if (quote === '`') return text.indexOf('`', start + 1)
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === quote) return i
    else if (text[i] === '\n') return -1
  }
  return -1
}
