import { shellCheck } from '../../src/languages/docker/shell-check'

export default shellCheck('literal-escape')
