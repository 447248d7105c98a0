import { shellCheck } from '../../src/languages/docker/shell-check'

export default shellCheck('unsafe-rm', { title: 'Stop when the variable is empty', safety: 'review' })
