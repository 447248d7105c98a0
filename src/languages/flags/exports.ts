export { flagFacts } from './model'
