import { shellCheck } from '../../src/languages/docker/shell-check'

export default shellCheck('glob-as-option', { title: 'Begin the pattern with ./', safety: 'review' })
