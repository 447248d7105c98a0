import assert from 'node:assert/strict'
import { isHarmlessValue, isSecretFile, isSecretName, secretIn, secretsIn } from '../../src/languages/docker/secrets'

describe('secrets', () => {
  for (const name of ['PASSWORD', 'DB_PASSWORD', 'dbPassword', 'API_KEY', 'apikey', 'GITHUB_TOKEN', 'NPM_TOKEN', 'AWS_SECRET_ACCESS_KEY', 'SECRET_KEY_BASE', 'TOKEN_FOR_NPM', 'KEY_PASSPHRASE', 'git-credentials', 'BASIC_AUTH']) {
    it(`takes ${name} for a credential`, () => assert.equal(isSecretName(name), true))
  }
  for (const name of ['PATH', 'PUBLIC_KEY', 'DB_PASSWORD_FILE', 'TOKEN_URL', 'AUTH_MODE', 'SECRET_NAME', 'KEY_ID', 'TOKEN_EXPIRY', 'PASSWORD_PROMPT', 'KEY_SIZE', 'AUTH_ENABLED', 'KEY_ALIAS', 'GPG_KEY', 'KEYCLOAK_HOST', 'MONKEY', 'AUTHOR', 'COMPASS', 'PRIMARY_KEY', '', '_']) {
    it(`takes '${name}' for none`, () => assert.equal(isSecretName(name), false))
  }
  const word = (length: number) => 'a1B2c3D4e5'.repeat(9).slice(0, length)
  for (const value of ['AKIA' + 'ABCDEFGHIJKLMNOP', 'ghp_' + word(36), 'github_pat_' + word(60), 'glpat-' + word(20), 'xoxb-' + word(20), 'sk_' + 'live_' + word(24), 'AIza' + word(35), '-----BEGIN RSA PRIVATE KEY-----',
    `eyJ${word(12)}.eyJ${word(12)}.${word(20)}`, 'npm_' + word(36), 'pypi-AgEIcHlwaS5vcmc' + word(60), 'https://bot:hunter22@git.shop.internal/', 'ya29.' + word(30)]) {
    it(`sees a credential in ${value.slice(0, 12)}…`, () => assert.notEqual(secretIn(`A=${value}`), null))
  }
  it('tells what a credential is without giving it away, and where it stands', () => {
    const text = `# https://bot:hunter22@git.shop.internal\nclone https://deploy:tr0ub4dor@git.shop.internal ghp_${word(36)}`
    assert.deepEqual(secretsIn(text).map(({ what, span }) => [what, text.slice(...span)]), [[`password of 'deploy'`, 'tr0ub4dor'], [`GitHub token 'ghp_…'`, `ghp_${word(36)}`]])
  })
  for (const value of ['AKIAIOSFODNN7EXAMPLE', 'postgres://build:build@localhost/build', 'https://bot:<token>@git.shop.internal', 'https://a:bcd@www.example.com/', 'sk-a-package-with-a-very-long-name-indeed', 'hello', 'https://git.shop.internal/a@b', 'https://bot:$TOKEN@git.shop.internal/', 'ssh://git@git.shop.internal', 'ghp_short', '-----BEGIN PUBLIC KEY-----']) {
    it(`sees none in ${value}`, () => assert.equal(secretIn(value), null))
  }
  it('knows values that no name makes a secret', () => {
    for (const value of ['', '/run/secrets/db', './key', 'true', '3600', '<token>', 'https://shop.internal']) assert.equal(isHarmlessValue(value), true, value)
    for (const value of ['hunter2', 'https://a:hunter22@shop.internal']) assert.equal(isHarmlessValue(value), false, value)
  })
  it('knows files by their names', () => {
    for (const path of ['.env', '.env.production', 'a/id_rsa', 'server.key', '.npmrc', '.docker/config.json', 'credentials.json', 'id_rsa_deploy', 'prod.kubeconfig', 'ca-private.pem', 'server.pem']) assert.equal(isSecretFile(path), true, path)
    for (const path of ['.env.example', '.env.sample', 'id_rsa.pub', 'config.json', 'app.ts', 'ca.pem', 'rds-ca-bundle.pem', 'fullchain.pem', 'nodesource.gpg.key', 'public.key', 'id_ed25519_bot.pub']) assert.equal(isSecretFile(path), false, path)
  })
  it('reads a long text in linear time', () => {
    const start = Date.now()
    for (const part of ['-eyJaaaaaaaaaaa', ' SG.aaaaaaaaaaaaaaaaa-', ' a://b:ccc', 'a://', 'eyJ', 'x:', '-----BEGIN ']) secretIn(part.repeat(50_000))
    assert.ok(Date.now() - start < 2000)
  })
})
