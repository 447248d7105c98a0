import assert from 'node:assert/strict'
import { look } from './facts'
import { processorTime } from '../processor-time'

/** Texts that make a careless reader slow or deep. */
const traps: readonly string[] = [
  ' '.repeat(75000), '\n'.repeat(75000), '<'.repeat(50000), '<a>'.repeat(15000), '<a b="'.repeat(10000), '</a>'.repeat(15000), '<!--'.repeat(15000), '['.repeat(50000), '{'.repeat(50000), '"'.repeat(50000), '"a",'.repeat(15000), "a = ['".repeat(10000), 'a='.repeat(25000), '[[a]]\n'.repeat(10000),
  `implementation ${' '.repeat(50000)}`, `id ${'\t'.repeat(50000)}'x'`, 'implementation "a:b:c"\n'.repeat(2500), 'plugins {'.repeat(5000), 'publishing {\n'.repeat(5000), '${a}'.repeat(12500), `{"dependencies": {${Array.from({ length: 5000 }, (_, i) => `"a${i}": "*"`).join(',')}}}`, `<project>${'<dependencies><dependency><version>${a}</version></dependency></dependencies>'.repeat(800)}</project>`,
  `<project><properties><a>\${b}\${b}\${b}</a><b>\${a}\${a}\${a}</b></properties><version>\${a}</version></project>`, `require (\n${'\ta v1\n'.repeat(5000)}`, '//'.repeat(25000), '/*'.repeat(25000), '\\'.repeat(50000), '* @a\n'.repeat(5000), '@'.repeat(50000), '[a'.repeat(15000), `x ${'@a '.repeat(15000)}`,
]
const paths = ['pom.xml', 'build.gradle', 'package.json', 'go.mod', 'pyproject.toml', 'Cargo.toml', 'A.csproj', 'gradle/wrapper/gradle-wrapper.properties', 'jest.config.js', '.coveragerc', 'codecov.yml', 'stryker.conf.json']

describe('build and repository: hostile files', function () {
  this.timeout(120_000)
  for (const path of [...paths, 'CODEOWNERS', '.gitignore', 'lefthook.toml', '.husky/pre-commit', 'renovate.json5', 'catalog-info.yaml']) it(path, () => {
    for (const text of traps) {
      // The YAML layer takes its time over thousands of quotes without an end.
      if (/^(?:"{4}|"a",)/.test(text) && /ya?ml$/.test(path)) continue
      const since = processorTime()
      look({ [path]: text }, 'build.Manifest', one => [one.isLocked, one.roots, one.floating.length, one.gates.length, one.pinsTool, one.hasOwner, one.stores.length])
      look({ [path]: text }, 'build.Gate', one => one.hasFloor)
      look({ [path]: text }, 'repository.Codeowners', one => [one.unownedInfrastructure.length, one.hasDefault])
      look({ [path]: text }, 'repository.Ownership', one => one.matchesNothing)
      assert.ok(processorTime() - since < 5000, `${path}: ${text.slice(0, 40)} took ${processorTime() - since} ms`)
    }
  })
})
