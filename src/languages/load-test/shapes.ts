import type { ScenarioReading } from './reading'

type Shape = Exclude<ScenarioReading['shape'], object>

/** What a name says of the purpose of a scenario or script. */
export function typeByName(name: string): Shape | null {
  for (const [type, pattern] of named) if (pattern.test(name)) return type
  return null
}

const named: readonly (readonly [Shape, RegExp])[] = [
  ['smoke', /smoke|sanity|shake-?down/i], ['soak', /soak|endurance|longevity/i], ['spike', /spike|burst/i], ['breakpoint', /break-?point|capacity|limit-?test|until-?break/i], ['stress', /stress/i], ['average', /average|baseline|(?:^|[^a-z])load(?:[^a-z]|$)|typical|nominal|normal/i],
]

/** A ramp to a number of users or arrivals. */
export interface Stage { readonly seconds: number; readonly target: number }

/** What stages look like; null where they do not tell. */
export function shapeOf(stages: readonly Stage[], start: number): Shape | null {
  const total = stages.reduce((sum, stage) => sum + stage.seconds, 0), peak = Math.max(start, ...stages.map(stage => stage.target))
  if (stages.length === 0 || total === 0) return null
  if (peak <= 5 && total <= 600) return 'smoke'
  let before = start, longest = 0, rise = 0
  const plateaus: number[] = []
  for (const { seconds, target } of stages) {
    if (target === before && target > 0) { longest = Math.max(longest, seconds); plateaus.push(target) }
    if (target > before) rise += seconds
    before = target
  }
  if (longest >= 3600) return 'soak'
  // Up in one go and no end of it in sight.
  if (stages.every((stage, i) => stage.target > (stages[i - 1]?.target ?? start)) && total >= 1200) return 'breakpoint'
  if (plateaus.length === 0) return stages.at(-1)!.target < peak && rise <= 180 ? 'spike' : null
  const rising = plateaus.filter((target, i) => i === 0 || target > plateaus[i - 1]!)
  if (rising.length >= 3 && rising.length === plateaus.length) return 'stress'
  const sudden = stages.some((stage, i) => stage.seconds <= 60 && stage.target >= 5 * Math.max(1, stages[i - 1]?.target ?? start) && stage.target === peak && (stages[i - 1]?.target ?? start) > 0)
  return sudden ? 'spike' : 'average'
}

/** What a steady load looks like. */
export const steadyShape = (peak: number, seconds: number): Shape => peak <= 5 && seconds <= 600 ? 'smoke' : seconds >= 3600 ? 'soak' : 'average'
