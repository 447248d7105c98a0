import { shellCheck } from '../../src/languages/docker/shell-check'

export default shellCheck('bash-syntax', { title: 'Write = for ==', safety: 'safe' })
