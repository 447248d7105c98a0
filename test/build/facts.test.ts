import assert from 'node:assert/strict'
import { look, shown } from './facts'

const dependencies = (path: string, text: string): unknown[] => look({ [path]: text }, 'build.Dependency', one => [one.name, shown(one.version), one.scope, shown(one.isFloating)])
const gates = (path: string, text: string): unknown[] => look({ [path]: text }, 'build.Gate', one => [one.tool, one.purpose, shown(one.floor), text.slice(...one.locate('').span)])

describe('build: pom.xml', () => {
  const pom = `<?xml version="1.0"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <!-- <version>9</version> -->
  <groupId>shop</groupId><artifactId>api</artifactId>
  <version>\${revision}</version>
  <properties>
    <revision>1.2.3-SNAPSHOT</revision>
    <pg.version>42.7.7</pg.version>
    <skipTests>true</skipTests>
  </properties>
  <dependencies>
    <dependency><groupId>org.postgresql</groupId><artifactId>postgresql</artifactId><version>\${pg.version}</version></dependency>
    <dependency><groupId>\${project.groupId}</groupId><artifactId>prices</artifactId><version>LATEST</version></dependency>
    <dependency><groupId>com.h2database</groupId><artifactId>h2</artifactId><scope>test</scope></dependency>
    <dependency><groupId>a</groupId><artifactId>b</artifactId><version>\${gone}</version></dependency>
    <dependency><groupId>a</groupId><artifactId>c</artifactId><version>[1.0,)</version></dependency>
  </dependencies>
  <build><plugins>
    <plugin><artifactId>maven-failsafe-plugin</artifactId></plugin>
    <plugin><artifactId>jacoco-maven-plugin</artifactId><executions><execution><goals><goal>check</goal></goals><configuration><rules><rule><limits><limit><minimum>0.80</minimum></limit></limits></rule></rules></configuration></execution></executions></plugin>
  </plugins></build>
  <distributionManagement><repository><url>https://nexus.example.com/releases</url></repository></distributionManagement>
</project>
`
  it('dependencies with their properties', () => assert.deepEqual(dependencies('pom.xml', pom), [['org.postgresql:postgresql', '42.7.7', 'main', false], ['shop:prices', 'LATEST', 'main', true], ['com.h2database:h2', null, 'test', false], ['a:b', '?', 'main', '?'], ['a:c', '[1.0,)', 'main', true]]))
  it('the project', () => assert.deepEqual(look({ 'pom.xml': pom }, 'build.Manifest', one => [one.name, one.version, one.hasSemanticVersion, [...one.plugins], [...one.stores], [...one.fakes], [...one.integrationTools], one.skippedTests, [...one.publishesTo], one.isLocked, one.pinsTool].map(shown)),
    [['api', '1.2.3-SNAPSHOT', true, ['maven-failsafe-plugin', 'jacoco-maven-plugin'], ['postgresql'], ['com.h2database:h2'], ['maven-failsafe-plugin'], 'skipTests', ['nexus.example.com'], false, false]]))
  it('gates', () => assert.deepEqual(gates('pom.xml', pom), [['jacoco', 'coverage', 80, '0.80']]))
  it('half a file', () => {
    for (let i = 0; i < pom.length; i += 7) look({ 'pom.xml': pom.slice(0, i) }, 'build.Manifest', one => [one.floating.length, one.gates.length])
  })
})

describe('build: Gradle', () => {
  const groovy = `plugins {
  id 'java'
  id 'org.springframework.boot' version '3.5.7'
  id 'info.solidsoft.pitest' version '1.19.0'
}
// implementation 'x:y:+'
version = '2.0.0'
def kafkaVersion = '4.1.0'
dependencies {
  implementation "org.apache.kafka:kafka-clients:$kafkaVersion"
  implementation('com.example:prices:1.+')
  testImplementation 'org.junit.jupiter:junit-jupiter:5.13.4'
  testImplementation libs.testcontainers
  runtimeOnly group: 'org.postgresql', name: 'postgresql', version: '42.7.7'
}
pitest { mutationThreshold = 75 }
jacocoTestCoverageVerification { violationRules { rule { limit { minimum = 0.7 } } } }
publishing { repositories { maven { url = uri('https://maven.example.com/releases') } } }
test { ignoreFailures = true }
`
  it('dependencies', () => assert.deepEqual(dependencies('build.gradle', groovy), [['org.apache.kafka:kafka-clients', '4.1.0', 'main', false], ['com.example:prices', '1.+', 'main', true], ['org.junit.jupiter:junit-jupiter', '5.13.4', 'test', false], ['org.postgresql:postgresql', '42.7.7', 'main', false], ['libs.testcontainers', '?', 'test', '?']]))
  it('the build', () => assert.deepEqual(look({ 'build.gradle': groovy, gradlew: '' }, 'build.Manifest', one => [shown(one.version), [...one.plugins], [...one.stores], one.isFatJar, one.skippedTests, [...one.publishesTo], shown(one.pinsTool)]),
    [['2.0.0', ['java', 'org.springframework.boot', 'info.solidsoft.pitest'], ['kafka', 'postgresql'], true, 'ignoreFailures = true', ['maven.example.com'], true]]))
  it('gates', () => assert.deepEqual(gates('build.gradle', groovy), [['jacoco', 'coverage', 70, '0.7'], ['pitest', 'mutation', 75, '75']]))
  it('with a catalogue of versions', () => {
    const files = { 'gradle/libs.versions.toml': '[versions]\njunit = "5.13.4"\n[libraries]\njunit-jupiter = { module = "org.junit.jupiter:junit-jupiter", version.ref = "junit" }\nprices = "com.example:prices:1.+"\nplain = { group = "a", name = "b" }\n[bundles]\nall = ["prices", "plain"]\n[plugins]\nboot = { id = "org.springframework.boot", version = "3.5.7" }\n', 'app/build.gradle.kts': 'plugins { alias(libs.plugins.boot) }\ndependencies {\n  testImplementation(libs.junit.jupiter)\n  implementation(libs.bundles.all)\n  implementation(libs.gone)\n}\n' }
    assert.deepEqual(look(files, 'build.Dependency', one => [one.name, shown(one.version), shown(one.isFloating)]), [['org.junit.jupiter:junit-jupiter', '5.13.4', false], ['com.example:prices', '1.+', true], ['a:b', null, false], ['libs.gone', '?', '?']])
    assert.deepEqual(look(files, 'build.Manifest', one => [one.isFatJar, [...one.testLibraries]]), [[true, ['org.junit.jupiter:junit-jupiter']]])
  })
  it('in Kotlin', () => {
    const kotlin = 'plugins {\n  `java-library`\n  kotlin("jvm") version "2.2.0"\n  id("com.google.cloud.tools.jib") version "3.4.5"\n}\ndependencies {\n  api(platform("org.springframework.boot:spring-boot-dependencies:latest.release"))\n}\ntasks.withType<AbstractArchiveTask> { isPreserveFileTimestamps = false }\n'
    assert.deepEqual(look({ 'build.gradle.kts': kotlin }, 'build.Manifest', one => [[...one.plugins].sort(), [...one.layerTools], one.floating.map(({ name }) => name), one.isReproducible]), [[['com.google.cloud.tools.jib', 'java-library', 'org.jetbrains.kotlin.jvm'], ['com.google.cloud.tools.jib'], ['org.springframework.boot:spring-boot-dependencies'], true]])
  })
})

describe('build: package.json', () => {
  const text = `{
  "name": "web", "version": "1.0.0", "private": true, "packageManager": "pnpm@10.20.0",
  "scripts": { "test": "jest --passWithNoTests", "lint": "eslint ." },
  "dependencies": { "a": "*", "b": "^1.2.0", "c": "github:x/y", "d": "latest", "e": "git+https://x/y.git#v1.2.3", "pg": ">=8" },
  "devDependencies": { "jest": "30.2.0" },
  "jest": { "coverageThreshold": { "global": { "lines": 80, "branches": 70 } } }
}
`
  it('dependencies', () => assert.deepEqual(dependencies('package.json', text).map(one => (one as unknown[]).join(' ')), ['a * main true', 'b ^1.2.0 main false', 'c github:x/y main true', 'd latest main true', 'e git+https://x/y.git#v1.2.3 main false', 'pg >=8 main false', 'jest 30.2.0 development false']))
  it('the package', () => assert.deepEqual(look({ 'package.json': text }, 'build.Manifest', one => [one.manager, one.isPrivate, one.skippedTests, [...one.scripts.keys()], [...one.testLibraries], shown(one.pinsTool), shown(one.isLocked), text.slice(...one.locate('').span), text.slice(...one.locate('scripts.lint').span)]),
    [['pnpm', true, '--passWithNoTests', ['test', 'lint'], ['jest'], true, false, '"web"', '"eslint ."']]))
  it('gates', () => assert.deepEqual(gates('package.json', text), [['jest', 'coverage', 80, '"coverageThreshold"']]))
  it('lock files beside it and above; those that git ignores do not count', () => {
    const locked = (files: { [path: string]: string }, isWhole = true): unknown => look({ 'a/package.json': text, ...files }, 'build.Manifest', one => shown(one.isLocked), isWhole)[0]
    assert.deepEqual([locked({}), locked({ 'pnpm-lock.yaml': '' }), locked({ 'a/yarn.lock': '' }), locked({ 'a/yarn.lock': '', '.gitignore': 'yarn.lock\n' }), locked({}, false)], [false, true, true, false, '?'])
  })
  it('comments, half a file, another value', () => {
    for (const broken of [`// x\n${text}`, '[]', '1', '', '{', '{"dependencies": [1, {"a": null}]}', `{"a":${'['.repeat(3000)}`, '\u0000\u0001\uFEFF']) assert.doesNotThrow(() => look({ 'package.json': broken }, 'build.Manifest', one => [one.dependencies.length, one.isLocked, one.roots]))
    assert.deepEqual(look({ 'package.json': '{ "name": "a", "dependencies": { "x"' }, 'build.Manifest', one => one.damaged), [true])
  })
})

describe('build: other manifests', () => {
  it('go.mod', () => assert.deepEqual(look({ 'go.mod': 'module shop.example.com/api\n\ngo 1.25.3\n\nrequire (\n\tgithub.com/jackc/pgx/v5 v5.7.6\n\tgolang.org/x/sys v0.36.0 // indirect\n)\nrequire github.com/x/y v1.0.0\n', 'go.sum': '' }, 'build.Manifest', one => [one.name, one.dependencies.map(({ name, version, scope }) => [name, version, scope]), [...one.stores], one.isLocked, one.pinsTool]),
    [['shop.example.com/api', [['github.com/jackc/pgx/v5', 'v5.7.6', 'main'], ['golang.org/x/sys', 'v0.36.0', 'managed'], ['github.com/x/y', 'v1.0.0', 'main']], ['postgresql'], true, true]]))
  const toml = `[project]
name = "worker" # the name
version = "0.4.0"
dependencies = [
  "psycopg[binary]>=3.2 ; python_version > '3'",
  'redis',
]
[dependency-groups]
test = ["pytest==8.4.2"]
[tool.pytest.ini_options]
addopts = "--cov --cov-fail-under=85"
[tool.uv]
`
  it('pyproject.toml', () => {
    assert.deepEqual(dependencies('pyproject.toml', toml), [['psycopg', '>=3.2', 'main', false], ['redis', null, 'main', false], ['pytest', '==8.4.2', 'test', false]])
    assert.deepEqual(gates('pyproject.toml', toml), [['pytest-cov', 'coverage', 85, '"--cov --cov-fail-under=85"']])
    assert.deepEqual(look({ 'pyproject.toml': toml }, 'build.Manifest', one => [one.name, one.version, one.manager, one.isLocked, [...one.stores]].map(shown)), [['worker', '0.4.0', 'uv', false, ['postgresql', 'redis']]])
    assert.deepEqual(look({ 'pyproject.toml': toml, 'requirements.txt': '' }, 'build.Manifest', one => shown(one.isLocked)), ['?'])
  })
  it('Poetry', () => assert.deepEqual(dependencies('pyproject.toml', '[tool.poetry]\nname = "x"\n[tool.poetry.dependencies]\npython = "^3.13"\ndjango = "*"\nlib = { git = "https://x/y.git" }\n[tool.poetry.group.test.dependencies]\npytest = "^8"\n'), [['django', '*', 'main', true], ['lib', null, 'main', true], ['pytest', '^8', 'test', false]]))
  it('Cargo.toml', () => assert.deepEqual(dependencies('Cargo.toml', '[package]\nname = "x"\n[dependencies]\nserde = { version = "1", features = ["derive"] }\nrand = "*"\n[dependencies.tokio]\nversion = "1.47"\n[dev-dependencies]\nproptest = "1"\n'), [['serde', '1', 'main', false], ['rand', '*', 'main', true], ['tokio', '1.47', 'main', false], ['proptest', '1', 'test', false]]))
  it('a project of .NET', () => {
    const project = '<Project Sdk="Microsoft.NET.Sdk">\n  <PropertyGroup><Version>1.0.0</Version><Threshold>60</Threshold></PropertyGroup>\n  <ItemGroup>\n    <PackageReference Include="Npgsql" Version="9.*" />\n    <PackageReference Include="Moq"><Version>4.20.72</Version></PackageReference>\n  </ItemGroup>\n</Project>\n'
    assert.deepEqual(dependencies('api/Api.csproj', project), [['Npgsql', '9.*', 'main', true], ['Moq', '4.20.72', 'test', false]])
    assert.deepEqual(gates('api/Api.csproj', project), [['coverlet', 'coverage', 60, '60']])
  })
  it('wrappers', () => {
    const text = 'distributionBase=GRADLE_USER_HOME\ndistributionUrl=https\\://services.gradle.org/distributions/gradle-9.2.0-bin.zip\n'
    assert.deepEqual(look({ 'gradle/wrapper/gradle-wrapper.properties': text }, 'build.Wrapper', one => [one.tool, one.version, one.checksum, text.slice(...one.locate('').span)]), [['gradle', '9.2.0', null, 'https\\://services.gradle.org/distributions/gradle-9.2.0-bin.zip']])
  })
  it('what is built beside it does not float', () => {
    const module = (name: string, version: string, needs: string): string => `<project><groupId>shop</groupId><artifactId>${name}</artifactId><version>${version}</version><dependencies><dependency><groupId>shop</groupId><artifactId>${needs}</artifactId><version>1-SNAPSHOT</version></dependency></dependencies></project>`
    const files = { 'a/pom.xml': module('a', '1-SNAPSHOT', 'gone'), 'b/pom.xml': module('b', '2', 'a'), 'c/pom.xml': module('c', '2', 'gone'), 'x/package.json': '{ "name": "@shop/x", "dependencies": { "@shop/y": "*", "z": "*" } }', 'y/package.json': '{ "name": "@shop/y" }' }
    assert.deepEqual(look(files, 'build.Dependency', one => `${one.path} ${one.name} ${shown(one.isFloating)}`), ['a/pom.xml shop:gone false', 'b/pom.xml shop:a false', 'c/pom.xml shop:gone true', 'x/package.json @shop/y false', 'x/package.json z true'])
  })
  it('roots of a monorepo, members and owners', () => {
    const files = { 'package.json': '{ "workspaces": ["packages/*"] }', 'packages/a/package.json': '{ "name": "a" }', 'packages/b/package.json': '{ "name": "b" }', 'pom.xml': '<project><artifactId>x</artifactId></project>', 'core/pom.xml': '<project><artifactId>y</artifactId></project>', 'test/z/package.json': '{}', CODEOWNERS: '* @all\n/packages/a/ @a\n' }
    assert.deepEqual(look(files, 'build.Manifest', one => [one.path, [...one.roots as string[]].join(), shown(one.isMember), shown(one.hasOwner)].join(' ')).sort(), ['core/pom.xml ,packages/a,packages/b true false', 'package.json ,packages/a,packages/b false true', 'packages/a/package.json ,packages/a,packages/b true true', 'packages/b/package.json ,packages/a,packages/b true false', 'pom.xml ,packages/a,packages/b false true', 'test/z/package.json ,packages/a,packages/b true false'])
  })
})

describe('build: settings of testing tools', () => {
  for (const [path, text, expected] of [
    ['jest.config.js', 'module.exports = { coverageThreshold: { global: { lines: 90 } } }\n', [['jest', 'coverage', 90, 'coverageThreshold']]],
    ['jest.config.ts', 'export default { collectCoverage: true }\n', [['jest', 'coverage', null, 'collectCoverage']]],
    ['vitest.config.ts', 'export default { test: { coverage: { thresholds: { 100: true } } } }\n', [['vitest', 'coverage', 100, 'thresholds']]],
    ['vitest.config.mts', '// thresholds: { lines: 1 }\nexport default {}\n', []],
    ['.nycrc', '{ "check-coverage": true, "lines": 85 }', [['nyc', 'coverage', 85, '{']]],
    ['codecov.yml', 'coverage:\n  status:\n    patch:\n      default:\n        target: 80%\n', [['codecov', 'coverage', 80, '80%']]],
    ['codecov.yml', 'coverage:\n  status:\n    patch:\n      default:\n        informational: true\n', [['codecov', 'coverage', null, 'status']]],
    ['.coveragerc', '[report]\nfail_under = 75\n', [['coverage.py', 'coverage', 75, '75']]],
    ['setup.cfg', '[coverage:run]\nbranch = True\n', [['coverage.py', 'coverage', null, '[coverage:run]']]],
    ['stryker.config.mjs', 'export default { thresholds: { high: 80, break: 60 } }\n', [['stryker', 'mutation', 60, '60']]],
    ['stryker.conf.json', '{ "thresholds": { "break": null } }', [['stryker', 'mutation', null, 'null']]],
  ] as const) it(`${path} ${JSON.stringify(text).slice(0, 60)}`, () => assert.deepEqual(gates(path, text), expected))
})
