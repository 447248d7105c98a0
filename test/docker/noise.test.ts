import assert from 'node:assert/strict'
import type { Level } from '../../src/core/finding'
import { fold } from '../../src/core/fold'
import { builtInLibrary } from '../../src/node/library'
import { linter } from '../../src/workspace/linter'
import { loadLanguages } from '../../scripts/languages'

const languages = loadLanguages(`${__dirname}/../..`)

/** The squiggles that an editor shows of a Dockerfile: the rules that each of them stands for. */
async function squiggles(text: string, level: Level = 'recommended'): Promise<readonly string[]> {
  const findings = await linter({ languages, library: builtInLibrary(), level }).lint([{ path: 'Dockerfile', text }])
  return fold(findings).map(({ main, also }) => [main, ...also].map(({ rule }) => rule).join(' + '))
}

describe('what fresh Dockerfiles show', () => {
  it('four lines that someone has just typed: at most three squiggles', async () => {
    const shown = await squiggles('FROM node\nCOPY . .\nRUN npm install\nCMD npm start\n')
    assert.ok(shown.length >= 1 && shown.length <= 3, shown.join('\n'))
  })

  for (const text of [
    'FROM python:3.13\nWORKDIR /app\nCOPY . .\nCMD ["python", "app.py"]\n',
    'FROM golang:1.25\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\n',
    'FROM ubuntu:24.04\nRUN apt-get update && apt-get install -y nginx\nEXPOSE 80\nCMD ["nginx", "-g", "daemon off;"]\n',
    'FROM nginx:1.29\nCOPY dist /usr/share/nginx/html\nEXPOSE 80\nCMD ["nginx", "-g", "daemon off;"]\n',
  ]) it(`${text.slice(0, text.indexOf('\n'))} and three lines more: at most three squiggles`, async () => {
    const shown = await squiggles(text)
    assert.ok(shown.length <= 3, shown.join('\n'))
  })

  it('a service built with care shows none', async () => {
    assert.deepEqual(await squiggles(`# syntax=docker/dockerfile:1
FROM node:24.11.0-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci
COPY src ./src
RUN npm run build && npm prune --omit=dev

FROM node:24.11.0-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
USER 1000
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=3s CMD ["node", "dist/health.js"]
CMD ["node", "dist/server.js"]
`), [])
  })

  it('a static binary on an empty image shows none', async () => {
    assert.deepEqual(await squiggles(`# syntax=docker/dockerfile:1
FROM --platform=$BUILDPLATFORM golang:1.26.2-bookworm AS build
ARG TARGETOS TARGETARCH
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download
COPY cmd ./cmd
RUN --mount=type=cache,target=/root/.cache/go-build CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -trimpath -o /out/server ./cmd/server

FROM scratch
COPY --from=build /out/server /server
USER 65532:65532
EXPOSE 8080
ENTRYPOINT ["/server"]
`), [])
  })
})
