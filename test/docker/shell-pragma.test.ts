import assert from 'node:assert/strict'
import { all, finalOf } from './read'

describe('The shell that a comment names', () => {
  const kinds = (text: string): readonly string[] => all(text, 'docker.Run').map((run) => run.shellKind)

  it('is that of every stage where it stands before the first', () => {
    assert.deepEqual(kinds('# hadolint shell=bash\nFROM a\nRUN b\nFROM c\nRUN d\n'), ['bash', 'bash'])
    assert.equal(finalOf('# hadolint shell=bash\nFROM a\nRUN b\n').shellKind, 'bash')
  })

  it('is that of the instructions below it, and of stages that are FROM that one', () => {
    assert.deepEqual(kinds('FROM a AS base\nRUN b\n# hadolint shell=/bin/bash\nRUN c\nFROM base\nRUN d\nFROM e\nRUN f\n'), ['sh', 'bash', 'bash', 'sh'])
    assert.equal(finalOf('FROM a\n# hadolint shell = powershell\nRUN b\n').shellKind, 'powershell')
  })

  it('gives way to a SHELL below it, and wins over one above it', () => {
    assert.deepEqual(kinds('FROM a\n# hadolint shell=bash\nRUN b\nSHELL ["/bin/ash", "-c"]\nRUN c\n# hadolint shell=dash\nRUN d\n'), ['bash', 'ash', 'sh'])
  })

  it('can have pipefail', () => {
    assert.deepEqual(all('FROM a\n# hadolint shell=/bin/bash -o pipefail\nRUN b\n# hadolint shell=bash\nRUN c\n', 'docker.Run').map(run => run.hasPipefail), [true, false])
    assert.deepEqual(kinds('# hadolint shell=ash -eo pipefail -c\nFROM a\nRUN b\n'), ['ash'])
  })

  it('is none where it names no shell, or stands in a here-document', () => {
    assert.deepEqual(kinds('# hadolint shell=node\nFROM a\nRUN b\n'), ['sh'])
    assert.deepEqual(kinds('FROM a\nRUN <<EOF\n# hadolint shell=bash\nEOF\nRUN b\n'), ['sh', 'sh'])
  })
})
