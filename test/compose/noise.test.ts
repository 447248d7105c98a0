import assert from 'node:assert/strict'
import type { Level } from '../../src/core/finding'
import { fold } from '../../src/core/fold'
import { builtInLibrary } from '../../src/node/library'
import { linter } from '../../src/workspace/linter'
import { loadLanguages } from '../../scripts/languages'

const languages = loadLanguages(`${__dirname}/../..`)

/** The squiggles that an editor shows of a Compose file: the rules that each of them stands for. */
async function squiggles(text: string, level: Level = 'recommended'): Promise<readonly string[]> {
  const findings = await linter({ languages, library: builtInLibrary(), level }).lint([{ path: 'compose.yaml', text }])
  return fold(findings).map(({ main, also }) => [main, ...also].map(({ rule }) => rule).join(' + '))
}

describe('what fresh Compose files show', () => {
  it('a web service and its database: at most three squiggles', async () => {
    const shown = await squiggles(`services:
  web:
    build: .
    ports:
      - "8080:8080"
    environment:
      DATABASE_URL: postgres://postgres:postgres@db/postgres
    depends_on:
      - db
  db:
    image: postgres
    environment:
      POSTGRES_PASSWORD: postgres
`)
    assert.ok(shown.length >= 1 && shown.length <= 3, shown.join('\n'))
  })

  it('services built with care show none', async () => {
    assert.deepEqual(await squiggles(`services:
  web:
    image: registry.example.com/shop/web:1.4.2
    restart: unless-stopped
    ports:
      - "127.0.0.1:8080:8080"
    depends_on:
      db:
        condition: service_healthy
  db:
    image: postgres:17.6
    restart: unless-stopped
    environment:
      POSTGRES_PASSWORD_FILE: /run/secrets/password
    secrets: [password]
    volumes:
      - data:/var/lib/postgresql/data
    healthcheck:
      test: ["CMD-SHELL", "pg_isready -U postgres"]
volumes:
  data:
secrets:
  password:
    file: ./password.txt
`), [])
  })
})
