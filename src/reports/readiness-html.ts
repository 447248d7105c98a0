import { tiers, type Evidence, type ItemResult, type State } from '../readiness/checklist'
import { itemsOf, sectionsOf, shownPlaces, states, tally, tierTitles, type ReadinessReport } from './readiness'
import { plural, printable, regionsOf } from './report'

const words: { readonly [state in State]: string } = { pass: 'Passed', fail: 'Failed', unknown: 'Unknown', waived: 'Waived', 'not-applicable': 'Not applicable' }
/** A sign beside each word, so that nothing hangs on colour alone. */
const signs: { readonly [state in State]: string } = { pass: '✓', fail: '✗', unknown: '?', waived: '◐', 'not-applicable': '–' }

const escape = (text: string): string => printable(text).replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
const count = (items: readonly ItemResult[], state: State): number => items.filter((item) => item.state === state).length
const inWords = (items: readonly ItemResult[]): string => states.flatMap((state) => { const n = count(items, state); return n ? [`${n} ${words[state].toLowerCase()}`] : [] }).join(', ')

/** A bar of a topic's items by state, drawn to a width of 100 units. */
function bar(title: string, items: readonly ItemResult[]): string {
  let x = 0
  const parts = states.flatMap((state) => {
    const width = 100 * count(items, state) / items.length, at = x
    x += width
    return width ? [`<rect class="${state}" x="${round(at)}" y="0" width="${round(width)}" height="8"/>`] : []
  })
  return `<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="${escape(`${title}: ${inWords(items)}`)}">${parts.join('')}</svg>`
}

const round = (value: number): string => String(Math.round(value * 100) / 100)

/** For people and for paper: one page that needs nothing beside itself. */
export function readinessHtml(report: ReadinessReport): string {
  const region = regionsOf(report)
  const place = ({ path, span, text }: Evidence): string => `<li><code>${escape(path)}:${region(path, span).line}</code> <span>${escape(text).slice(0, 400)}</span></li>`
  const item = (one: ItemResult): string => {
    const more = one.evidence.length - shownPlaces
    return `<li class="item"><p><span class="state ${one.state}"><span aria-hidden="true">${signs[one.state]}</span> ${words[one.state]}</span> <strong>${escape(one.title)}</strong> <code class="id">${escape(one.id)}</code></p>${
      one.state === 'fail' || one.state === 'unknown' ? `<p>${escape(one.why)}</p>` : ''}${one.reason ? `<p class="reason">${escape(one.reason)}</p>` : ''}${
      one.evidence.length ? `<ul class="places">${one.evidence.slice(0, shownPlaces).map(place).join('')}${more > 0 ? `<li>and ${plural(more, 'more place')}</li>` : ''}</ul>` : ''}</li>`
  }
  const sections = sectionsOf(report), several = report.services.length > 1
  const parts = sections.map(({ title, service, checklists }, s) => {
    const overview = checklists.map(({ checklist, title, items }) => `<li><a href="#s${s}-${checklist}">${escape(title)}</a>${bar(title, items)}<span>${inWords(items)}</span></li>`).join('')
    const topics = checklists.map(({ checklist, title, items }) => `<div><h3 id="s${s}-${checklist}">${escape(title)}</h3>${tiers.map((tier) => {
      const own = items.filter((one) => one.tier === tier).sort((a, b) => states.indexOf(a.state) - states.indexOf(b.state))
      return own.length ? `<h4>${tierTitles[tier]}</h4><ul class="items">${own.map(item).join('')}</ul>` : ''
    }).join('')}</div>`).join('')
    const says = !service ? `<p>The same for each of them.</p>` : several ? `<p>Beside what all services share. In sum:</p>` : ''
    return `<section aria-labelledby="s${s}"><h2 id="s${s}">${escape(title)}</h2>${says}${service ? `<ul class="tally">${tally(itemsOf(service)).map((line) => `<li>${escape(line)}</li>`).join('')}</ul>` : ''}<ul class="overview">${overview}</ul>${topics}</section>`
  })
  const glance = several ? `<ul class="overview">${sections.flatMap(({ title, service }, s) => service ? [`<li><a href="#s${s}">${escape(title)}</a>${bar(title, itemsOf(service))}<span>${inWords(itemsOf(service))}</span></li>`] : []).join('')}</ul>` : ''
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(report.title)}</title>
<style>${style}</style>
</head>
<body>
<header><h1>${escape(report.title)}</h1><p>Judged by Shipshape ${escape(report.version)} on <time datetime="${escape(report.day)}">${escape(report.day)}</time>.</p>
<ul class="legend">${states.map((state) => `<li><span class="state ${state}"><span aria-hidden="true">${signs[state]}</span> ${words[state]}</span></li>`).join('')}</ul></header>
<main>${glance}${parts.join('\n')}</main>
</body>
</html>
`
}

const style = `
:root{color-scheme:light dark;--text:#1b1f24;--soft:#57606a;--page:#fff;--line:#d0d7de;--pass:#116329;--fail:#a40e26;--unknown:#7d4e00;--waived:#0550ae;--na:#57606a}
@media (prefers-color-scheme:dark){:root{--text:#e6edf3;--soft:#9ea7b3;--page:#0d1117;--line:#3d444d;--pass:#3fb950;--fail:#ff7b72;--unknown:#d29922;--waived:#58a6ff;--na:#9ea7b3}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem 1rem 4rem;max-width:60rem;background:var(--page);color:var(--text);font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.8rem;margin:0}h2{font-size:1.4rem;margin:2.5rem 0 .5rem;border-bottom:1px solid var(--line)}h3{font-size:1.15rem;margin:2rem 0 .25rem}h4{font-size:1rem;margin:1rem 0 .25rem;color:var(--soft)}
p{margin:.25rem 0}ul{margin:.5rem 0;padding:0;list-style:none}code{font-size:.9em}a{color:inherit}
.legend,.tally{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem}
.overview{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,17rem),1fr));gap:.75rem 1.5rem;margin:1rem 0}
.overview span{font-size:.85rem;color:var(--soft)}
.bar{display:block;width:100%;height:.6rem;margin:.2rem 0;border-radius:.3rem;overflow:hidden}
rect.pass{fill:var(--pass)}rect.fail{fill:var(--fail)}rect.unknown{fill:var(--unknown)}rect.waived{fill:var(--waived)}rect.not-applicable{fill:var(--line)}
.item{padding:.5rem 0;border-top:1px solid var(--line)}
.state{font-weight:600;white-space:nowrap}.state.pass{color:var(--pass)}.state.fail{color:var(--fail)}.state.unknown{color:var(--unknown)}.state.waived{color:var(--waived)}.state.not-applicable{color:var(--na)}
.id,.reason,.places{color:var(--soft)}.places{font-size:.9rem;padding-left:1rem}
@media print{:root{color-scheme:light}body{max-width:none;font-size:10pt}.item,h3{break-inside:avoid}h2{break-before:page}section:first-child h2{break-before:auto}a{text-decoration:none}}
`
