import assert from 'node:assert/strict'
import { matchesPattern } from '../../src/languages/repository/pattern'
import { look, shown } from '../build/facts'

describe('repository: patterns of CODEOWNERS', () => {
  for (const [pattern, path, expected] of [
    ['*', 'a/b/c.js', true], ['*.js', 'a/b/c.js', true], ['*.js', 'a/b/c.ts', false], ['/build/logs/', 'build/logs/x/y', true], ['/build/logs/', 'a/build/logs/x', false], ['docs/*', 'docs/a.md', true], ['docs/*', 'docs/a/b.md', false],
    ['apps/', 'x/apps/y/z', true], ['apps/', 'apps', false], ['/docs/', 'docs/a', true], ['/apps/github', 'apps/github/x', true], ['**/logs', 'build/logs/x', true], ['**/logs', 'logs', true], ['a/**/b', 'a/x/y/b', true], ['a/**/b', 'a/b', true], ['Dockerfile', 'api/Dockerfile', true],
    ['api/', 'web/api.js', false], ['/*.tf', 'main.tf', true], ['/*.tf', 'a/main.tf', false], ['a\\ b/', 'a b/c', true], ['/infra/*.tf', 'infra/a.tf', true], ['???', 'abc', true], ['/', 'x/y', true],
  ] as const) it(`${pattern} ${path}`, () => assert.equal(matchesPattern(pattern, path), expected))
  it('in linear time', () => { assert.equal(matchesPattern(`${'*a'.repeat(200)}b`, 'a'.repeat(5000)), false); assert.equal(matchesPattern(`${'**/a/'.repeat(50)}b`, 'a/'.repeat(400) + 'c'), false) })
})

describe('repository: facts', () => {
  it('CODEOWNERS: the last line that matches wins, and sections share owners', () => {
    const files = { '.github/CODEOWNERS': '# who\n* @shop/all\n/infra/ @shop/platform ops@example.com platform\n/infra/open/\n[Web] @shop/web\n/web/\n/gone/ @shop/all\n', 'infra/main.tf': '', 'infra/open/main.tf': '', 'web/Dockerfile': '' }
    assert.deepEqual(look(files, 'repository.Codeowners', one => [one.isRead, one.hasDefault, [...one.unownedInfrastructure], one.infrastructureCount]), [[true, true, ['infra/open/main.tf'], 3]])
    assert.deepEqual(look(files, 'repository.Ownership', one => [one.pattern, one.owners.join(), shown(one.matchesNothing), one.invalidOwners.join()]), [['*', '@shop/all', false, ''], ['/infra/', '@shop/platform,ops@example.com', false, 'platform'], ['/infra/open/', '', false, ''], ['/web/', '@shop/web', false, ''], ['/gone/', '@shop/all', true, '']])
  })
  it('CODEOWNERS: a line below that is for everything', () => assert.deepEqual(look({ CODEOWNERS: '/a/ @a\n* @b\n/c/ @c\n' }, 'repository.Ownership', one => one.overriddenBy), ['*', null, null]))
  it('CODEOWNERS: only the first place is read', () => assert.deepEqual(look({ CODEOWNERS: '* @a\n', '.github/CODEOWNERS': '* @b\n' }, 'repository.Codeowners', one => [one.path, one.isRead]).sort(), [['.github/CODEOWNERS', true], ['CODEOWNERS', false]]))
  it('CODEOWNERS: what is not listed is not known', () => assert.deepEqual(look({ CODEOWNERS: '/src/x @a\n*.js @a\n' }, 'repository.Ownership', one => shown(one.matchesNothing), false), ['?', false]))
  it('hooks', () => {
    const files = { 'lefthook.yml': 'pre-commit:\n  jobs:\n    - run: npx eslint {staged_files}\ncommit-msg:\n  commands:\n    lint:\n      run: npx commitlint --edit {1}\n', '.husky/pre-commit': '# eslint\nnpx lint-staged\n', 'package.json': '{ "lint-staged": { "*.js": "prettier --write" } }', '.github/workflows/ci.yml': 'on: push\njobs:\n  lint:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: npx eslint .\n' }
    assert.deepEqual(look(files, 'repository.Hooks', one => [one.tool, [...one.linters].join(), [...shown(one.lintersInWorkflows) as string[]].join(), one.checksCommits]).sort(), [['husky', 'prettier', '', false], ['lefthook', 'eslint', 'eslint', true]])
  })
  it('a convention that nothing runs', () => {
    const runs = (files: { [path: string]: string }): unknown => look({ '.commitlintrc.json': '{}', ...files }, 'repository.CommitConvention', one => shown(one.isRun))[0]
    assert.deepEqual([runs({}), runs({ '.husky/commit-msg': 'npx commitlint --edit\n' }), runs({ '.husky/pre-commit': 'npm test\n' }), runs({ '.pre-commit-config.yaml': 'repos:\n  - repo: https://github.com/alessandrojcm/commitlint-pre-commit-hook\n    rev: v9.22.0\n    hooks: [{ id: commitlint }]\n' })], ['?', true, false, true])
  })
  it('Renovate, with comments', () => {
    const files = { 'renovate.json5': "// bot\n{ extends: ['config:recommended'], enabledManagers: ['npm'] }\n", Dockerfile: '', 'package.json': '{}' }
    assert.deepEqual(look(files, 'repository.UpdateBot', one => [[...one.extends], [...one.enabledManagers], [...one.missingEcosystems]]), [[['config:recommended'], ['npm'], ['docker']]])
  })
  it('protection', () => {
    const ruleset = '{ "name": "main", "target": "branch", "enforcement": "active", "conditions": { "ref_name": { "include": ["~DEFAULT_BRANCH"] } }, "rules": [{ "type": "non_fast_forward" }, { "type": "pull_request", "parameters": { "required_approving_review_count": 1, "allowed_merge_methods": ["squash"] } }] }'
    assert.deepEqual(look({ '.github/rulesets/main.json': ruleset, '.github/settings.yml': 'repository:\n  allow_merge_commit: false\n  allow_rebase_merge: false\n  delete_branch_on_merge: true\nbranches:\n  - name: main\n    protection:\n      required_pull_request_reviews:\n        required_approving_review_count: 2\n' }, 'repository.Protection', one => [one.form, one.requiresReview, one.requiresChecks, one.blocksForcePush, one.isActive, one.mergeMethods?.join(), one.deletesMergedBranches, one.branches.join()]).sort(),
      [['ruleset', true, false, true, true, 'squash', null, '~DEFAULT_BRANCH'], ['settings', true, false, true, true, 'squash', true, 'main']])
  })
  it('components of a catalogue, one a document', () => {
    const text = 'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: orders\nspec:\n  owner: team-orders\n  lifecycle: production\n---\nkind: API\nmetadata:\n  name: orders-api\n'
    assert.deepEqual(look({ 'catalog-info.yaml': text }, 'repository.Component', one => [one.entity, one.name, one.owner, text.slice(...one.locate('').span)]), [['Component', 'orders', 'team-orders', 'orders'], ['API', 'orders-api', null, 'orders-api']])
  })
  it('broken files', () => {
    for (const path of ['CODEOWNERS', '.gitignore', 'lefthook.yml', '.husky/pre-commit', 'renovate.json', '.github/rulesets/a.json', '.github/settings.yml', 'catalog-info.yaml', 'lefthook.toml']) for (const text of ['', '\u0000\u0001', '{', '[', '- a\n- b', '---\n---\n', `a: ${'['.repeat(2000)}`, '"""', '[[a', 'a = [', '* @'.repeat(1000)]) for (const kind of ['repository.Codeowners', 'repository.Hooks', 'repository.Protection', 'repository.Component', 'repository.UpdateBot'] as const) assert.doesNotThrow(() => look({ [path]: text }, kind, one => JSON.stringify(one.locate(''))))
  })
})
