import { shellCheck } from '../../src/languages/docker/shell-check'

export default shellCheck('unquoted-variable', { title: 'Quote the variable', safety: 'review' })
