/** What the servers in Node and in a browser's worker share: one script, which both load. */
export { checklists } from '../../generated/checklists'
export { exercises } from '../../generated/exercises'
export { default as lessons } from '../../generated/lessons.json'
export { serve } from './server'
