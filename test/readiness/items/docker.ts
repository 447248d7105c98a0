import type { ItemCases } from '../items'

/** A Dockerfile whose last stage goes on with these lines. */
const image = (more: string, base = 'debian:12.9-slim'): string => `FROM ${base}\nCOPY server /usr/local/bin/\n${more}`
const run = 'USER 10001\nCMD ["server"]\n'
const any = 'ARG BASE\nFROM ${BASE}\nCOPY server /usr/local/bin/\nCMD ["server"]\n'
const workflow = (steps: string): string => `on: push\njobs:\n  image:\n    runs-on: ubuntu-24.04\n    steps:\n${steps}`
const push = '      - uses: docker/build-push-action@v6\n        with: { push: true, tags: shop/api }\n'
const deployment = (container: string, pod = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: api, labels: { app: api } }
spec:
  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api } }
    spec:
${pod}      containers:
        - name: api
          image: shop/api:1.4.2
${container}`
const compose = (more: string): string => `services:\n  api:\n    image: shop/api:1.4.2\n${more}`

export const cases: ItemCases = {
  'docker.multi-stage': {
    pass: { Dockerfile: `FROM golang:1.25 AS build\nRUN go build -o /server .\n\nFROM gcr.io/distroless/static-debian12\nCOPY --from=build /server /server\nCMD ["/server"]\n` },
    fail: { Dockerfile: 'FROM golang:1.25\nRUN go build -o /server .\nCMD ["/server"]\n' },
    unknown: { Dockerfile: any },
  },
  'docker.pinned-base': {
    pass: { Dockerfile: image(run) },
    fail: { Dockerfile: image(run, 'debian:latest') },
    unknown: { Dockerfile: any },
  },
  'docker.non-root': {
    pass: { Dockerfile: image(run) },
    fail: { Dockerfile: image('USER root\nCMD ["server"]\n') },
    unknown: { Dockerfile: any },
  },
  'docker.no-secrets': {
    pass: { Dockerfile: image(`ENV PORT=8080\n${run}`) },
    fail: { Dockerfile: image(`ENV DATABASE_PASSWORD=hunter2hunter2\n${run}`) },
    unknown: { Dockerfile: image(`ARG FILE\nCOPY \${FILE} /srv/\n${run}`) },
  },
  'docker.exec-form': {
    pass: { Dockerfile: image(run) },
    fail: { Dockerfile: image('CMD server --port 8080\n') },
    unknown: { Dockerfile: `ARG BASE\nFROM \${BASE}\nCMD server --port 8080\n` },
  },
  'docker.dockerignore': {
    pass: { Dockerfile: 'FROM debian:12.9-slim\nCOPY . /srv/\n', '.dockerignore': '.git\n.env*\nnode_modules\n', '.env': 'A=1\n' },
    fail: { Dockerfile: 'FROM debian:12.9-slim\nCOPY . /srv/\n', '.env': 'A=1\n' },
    unknown: { Dockerfile: 'FROM debian:12.9-slim\nCOPY . /srv/\n' },
  },
  'docker.image-scan': {
    pass: { Dockerfile: image(run), '.github/workflows/image.yml': workflow(`      - run: trivy image --exit-code 1 shop/api\n${push}`), '.gitlab-ci.yml': 'image:\n  script: [docker build -t shop/api ., trivy image shop/api, docker push shop/api]\n' },
    fail: { Dockerfile: image(run), '.github/workflows/image.yml': workflow(push) },
    unknown: { Dockerfile: image(run) },
  },
  'docker.layer-order': {
    pass: { Dockerfile: 'FROM node:24-slim\nWORKDIR /srv\nCOPY package.json package-lock.json ./\nRUN npm ci\nCOPY . .\n' },
    fail: { Dockerfile: 'FROM node:24-slim\nWORKDIR /srv\nCOPY . .\nRUN npm ci\n' },
    unknown: { Dockerfile: image(run) },
  },
  'docker.small': {
    pass: { Dockerfile: 'FROM node:24-slim\nCMD ["node", "server.js"]\n' },
    fail: { Dockerfile: 'FROM node:24\nCMD ["node", "server.js"]\n' },
    unknown: { Dockerfile: 'ARG BASE\nFROM ${BASE}\nCMD ["server"]\n' },
  },
  'docker.health': {
    pass: { Dockerfile: image(`HEALTHCHECK CMD ["server", "--check"]\n${run}`) },
    fail: { Dockerfile: image(`EXPOSE 8080\n${run}`) },
    unknown: { Dockerfile: any },
  },
  'docker.compose-ready': {
    pass: { 'compose.yml': compose('    depends_on: { db: { condition: service_healthy } }\n  db:\n    image: postgres:17.2\n    healthcheck: { test: pg_isready }\n') },
    fail: { 'compose.yml': compose('    depends_on: [db]\n  db:\n    image: postgres:17.2\n    healthcheck: { test: pg_isready }\n') },
    unknown: { 'compose.yml': 'services:\n  api:\n    image: ${IMAGE}\n' },
  },
  'docker.parity': {
    pass: { 'api/Dockerfile': image(`EXPOSE 8080\n${run}`), 'compose.yml': 'services:\n  api:\n    build: api\n    ports: ["8080:8080"]\n' },
    fail: { 'api/Dockerfile': image(`EXPOSE 8080\n${run}`), 'compose.yml': 'services:\n  api:\n    build: api\n    ports: ["8080:3000"]\n' },
    unknown: { 'compose.yml': compose('    restart: always\n') },
  },
  'docker.stateless': {
    pass: { 'k8s/api.yml': deployment('          securityContext: { readOnlyRootFilesystem: true }\n') },
    fail: { 'k8s/api.yml': deployment('') },
    unknown: { 'compose.yml': compose('    read_only: ${READ_ONLY}\n') },
  },
  'docker.labels': {
    pass: { Dockerfile: image(`ARG COMMIT\nLABEL org.opencontainers.image.revision=$COMMIT\n${run}`) },
    fail: { Dockerfile: image(run), '.github/workflows/image.yml': workflow(push) },
    unknown: { Dockerfile: image(run) },
  },
  'docker.isolation': {
    proposes: { 'k8s/api.yml': deployment('', '      runtimeClassName: gvisor\n') },
    unknown: { 'k8s/api.yml': deployment('') },
  },
}
