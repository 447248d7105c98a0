import { shellCheck } from '../../src/languages/docker/shell-check'

export default shellCheck('backticks', { title: 'Use $( )', safety: 'safe' })
