import assert from 'node:assert/strict'
import { isUnknown } from '../../src/core/value'
import type { Stage } from '../../src/languages/docker/facts'
import { language as docker } from '../../src/languages/docker/language'
import { language as githubActions } from '../../src/languages/github-actions/language'
import type { Container, Image } from '../../src/languages/kubernetes/facts'
import { language as kubernetes } from '../../src/languages/kubernetes/language'
import { factsOf, project, type Files } from './world'

const web = (image: string): string => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: ${image}\n`
const workflow = (steps: string, more = '', login = '${{ secrets.TOKEN }}'): string => `on: push\n${more}jobs:\n  image:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: docker/login-action@v3\n        with:\n          password: ${login}\n${steps}`
const pushes = (tags: string, push = 'true', slug = 'docker/build-push-action@v6'): string => `      - uses: ${slug}\n        with:\n          push: ${push}\n          tags: ${tags}\n`
const run = (...lines: readonly string[]): string => `      - run: |\n${lines.map(line => `          ${line}\n`).join('')}`

/** The first image of a file, all names of the workspace being known. */
function imageIn(path: string, files: Files, areListed = true): Image {
  const { workspace } = project(files, [kubernetes, githubActions]), found: Image[] = []
  if (areListed) for (const folder of new Set(Object.keys(files).flatMap(file => file.split('/').map((_, i, parts) => parts.slice(0, i).join('/'))))) workspace.setNames(folder, Object.keys(files).filter(file => folder === '' || file.startsWith(`${folder}/`)).map(file => file.slice(folder === '' ? 0 : folder.length + 1).split('/')[0]!))
  workspace.inspect(path, { onFact: fact => { if (fact.kind === 'kubernetes.Image') found.push(fact as unknown as Image) } })
  return found[0]!
}

/** What a manifest's image is told: the tags that are pushed, null where nothing is wrong, `?` where nobody knows. */
function told(image: string, steps: string, more: Files = {}, top = ''): string | null {
  const files = { 'k8s/web.yaml': web(image), '.github/workflows/image.yml': workflow(steps, top), ...more }
  const { unpublished } = imageIn('k8s/web.yaml', files)
  return isUnknown(unpublished) ? '?' : unpublished && `${unpublished.pushed}${unpublished.isMoving ? '' : ', a version'}`
}

describe('the tag of an image that workflows push', () => {
  it('is told where none of them gives it', () => {
    assert.equal(told('acme/web', pushes('acme/web:main')), `'main'`)
    assert.equal(told('acme/web:stable', pushes('acme/web:main,docker.io/acme/web:edge')), `'edge' and 'main'`)
    assert.equal(told('ghcr.io/acme/web:1.4.2', pushes('ghcr.io/acme/web')), `'latest', a version`)
  })

  it('is right where one of them does, and no matter where none pushes the image', () => {
    assert.equal(told('acme/web:main', pushes('acme/web:main')), null)
    assert.equal(told('acme/web', pushes('index.docker.io/acme/web')), null)
    assert.equal(told('acme/web:stable', pushes('acme/shop:main')), null)
    assert.equal(told('ghcr.io/acme/web:stable', pushes('acme/web:main')), null)
    assert.equal(told('acme/web:stable', pushes('acme/web:main', 'false')), null)
    assert.equal(told(`acme/web@sha256:${'0'.repeat(64)}`, pushes('acme/web:main')), null)
  })

  it('may have been built on the runner for a test', () => assert.equal(told('acme/web:test', pushes('acme/web:main') + pushes('acme/web:test', 'false')), null))

  it('is found in scripts', () => {
    assert.equal(told('acme/web:stable', run('docker build -t acme/web:main .', 'docker push acme/web:main')), `'main'`)
    assert.equal(told('acme/web:stable', run('docker buildx build --push --platform linux/amd64 --tag=acme/web:main .')), `'main'`)
    assert.equal(told('acme/web:edge', run('docker tag acme/web:main acme/web:edge', 'docker push acme/web:main', 'docker push acme/web:edge')), null)
    assert.equal(told('acme/web:stable', run('docker push --all-tags acme/web')), '?')
    assert.equal(told('acme/web:edge', run('docker push acme/web:main', 'docker buildx imagetools create -t acme/web:edge acme/web:main')), null)
    assert.equal(told('acme/web:stable', run('IMAGE=acme/web:main', 'docker build -t "$IMAGE" .', 'docker push "$IMAGE"')), `'main'`)
  })

  it('is found through variables of the workflow, those excepted that a script sets', () => {
    const top = 'env:\n  IMAGE: acme/web\n  TAG: main\n'
    assert.equal(told('acme/web:stable', pushes('${{ env.IMAGE }}:${{ env.TAG }}'), {}, top), `'main'`)
    assert.equal(told('acme/web:stable', run('docker push $IMAGE:$TAG'), {}, top), `'main'`)
    assert.equal(told('acme/web:stable', run('echo "TAG=$(git describe)" >> "$GITHUB_ENV"') + pushes('${{ env.IMAGE }}:${{ env.TAG }}'), {}, top), '?')
    assert.equal(told('acme/web:stable', pushes('acme/web:main') + run('TAG=$(git describe)', 'docker push "$IMAGE:$TAG"'), {}, top), '?')
  })

  it('is unknown where a tag is made by the run', () => {
    assert.equal(told('acme/web:stable', pushes('acme/web:main') + pushes('acme/web:${{ github.ref_name }}')), '?')
    assert.equal(told('acme/web:stable', pushes('acme/web:main') + run('docker push acme/web:$GITHUB_SHA')), '?')
    assert.equal(told('acme/web:stable', pushes('acme/web:main') + pushes('${{ steps.meta.outputs.tags }}')), '?')
    assert.equal(told('acme/web:stable', pushes('acme/web:main') + run('docker build --push $OPTIONS .')), '?')
    assert.equal(told('acme/web:stable', pushes('acme/web:main') + run('docker build --push . -f Dockerfile $TAGS')), '?')
  })

  it('is unknown where the name may be the same, and not where it is another one', () => {
    assert.equal(told('acme/web:stable', pushes('acme/web:main') + pushes('${{ secrets.USER }}/web:${{ github.sha }}')), '?')
    assert.equal(told('acme/web:stable', pushes('acme/web:main') + pushes('${{ secrets.USER }}/web:stable')), '?')
    assert.equal(told('acme/web:stable', pushes('acme/web:main') + pushes('${{ secrets.USER }}/web:edge')), `'main'`)
    assert.equal(told('acme/web:stable', pushes('acme/web:main') + pushes('ghcr.io/${{ github.repository }}:${{ github.sha }}')), '?')
    assert.equal(told('acme/web:stable', pushes('acme/web:main') + pushes('${{ secrets.USER }}/shop:${{ github.sha }}')), `'main'`)
  })

  it('knows which images the tags of docker/metadata-action are for', () => {
    const meta = (images: string) => `      - id: meta\n        uses: docker/metadata-action@v5\n        with:\n          images: ${images}\n${pushes('${{ steps.meta.outputs.tags }}')}`
    assert.equal(told('acme/web:stable', pushes('acme/web:main') + meta('acme/shop')), `'main'`)
    assert.equal(told('acme/web:stable', meta('acme/web') + pushes('acme/web:main')), '?')
    assert.equal(told('acme/web:stable', pushes('acme/web:main') + meta('ghcr.io/${{ github.repository }}')), '?')
  })

  it('is unknown where a step hides what it pushes, or rewrites the manifests', () => {
    for (const line of ['make release', './scripts/push.sh', 'bash ci/release.sh', 'skaffold run', 'crane copy acme/web:main acme/web:stable', 'npm run docker:push', 'mvn compile jib:build', 'docker compose push', '"$PUSH"', 'kustomize edit set image acme/web:main', `sed -i 's/stable/main/' k8s/web.yaml`, 'docker run gcr.io/kaniko-project/executor']) {
      assert.equal(told('acme/web:stable', pushes('acme/web:main') + run(line)), '?', line)
    }
    for (const uses of ['acme/deploy-action@v1', './.github/actions/release', 'docker/bake-action@v6', 'docker://acme/tools:1']) assert.equal(told('acme/web:stable', `${pushes('acme/web:main')}      - uses: ${uses}\n`), '?', uses)
    for (const line of ['npm ci', 'npm test', 'go test ./...', 'kubectl apply -f k8s', 'aws eks update-kubeconfig --name shop', 'docker logout', 'docker compose up -d', 'echo done']) assert.equal(told('acme/web:stable', pushes('acme/web:main') + run(line)), `'main'`, line)
  })

  it('is not made unknown by jobs that have nothing to log in with', () => {
    const test = 'on: pull_request\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v4\n      - run: make test\n'
    assert.equal(told('acme/web:stable', pushes('acme/web:main'), { '.github/workflows/test.yml': test }), `'main'`)
    assert.equal(told('acme/web:stable', pushes('acme/web:main'), { '.github/workflows/test.yml': test.replace('ubuntu-24.04', 'self-hosted') }), '?')
    assert.equal(told('acme/web:stable', pushes('acme/web:main'), { '.github/workflows/test.yml': test.replace('run: make test', 'run: make test\n        env:\n          TOKEN: ${{ secrets.TOKEN }}') }), '?')
    assert.equal(told('acme/web:stable', pushes('acme/web:main'), { '.github/workflows/all.yml': 'on: push\njobs:\n  all:\n    uses: acme/workflows/.github/workflows/image.yml@v1\n    secrets: inherit\n' }), '?')
  })

  it('is unknown where something else of the repository may push', () => {
    for (const name of ['Makefile', 'Jenkinsfile', '.gitlab-ci.yml', 'skaffold.yaml', 'k8s/Taskfile.yml', '.tekton/run.yaml', 'release.sh']) assert.equal(told('acme/web:stable', pushes('acme/web:main'), { [name]: '' }), '?', name)
    assert.equal(told('acme/web:stable', pushes('acme/web:main'), { 'docs/Makefile': '' }), `'main'`)
  })

  it('is unknown where not all files of the workspace are known', () => assert.ok(isUnknown(imageIn('k8s/web.yaml', { 'k8s/web.yaml': web('acme/web'), '.github/workflows/image.yml': workflow(pushes('acme/web:main')) }, false).unpublished)))

  it('is unknown as a version where versions are pushed, which were others before', () => {
    assert.equal(told('acme/web:1.4.2', pushes('acme/web:1.5.0')), '?')
    assert.equal(told('acme/web:latest', pushes('acme/web:1.5.0')), `'1.5.0'`)
  })

  it('is unknown where somebody else puts it in', () => {
    for (const tag of ['TAG', 'IMAGE_TAG', '__VERSION__', 'replace-me', '${TAG}', 'tag']) assert.equal(told(`acme/web:${tag}`, pushes('acme/web:main')), '?', tag)
    const of = (path: string, files: Files) => {
      const { unpublished } = imageIn(path, { '.github/workflows/image.yml': workflow(pushes('acme/web:main')), ...files })
      return isUnknown(unpublished) ? '?' : unpublished?.pushed ?? null
    }
    const chart = { 'web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n', 'web/values.yaml': 'tag: stable\n', 'web/templates/web.yaml': web('acme/web:{{ .Values.tag }}') }
    assert.equal(of('web/templates/web.yaml', chart), '?')
    const overlay = (images: string) => ({ 'k8s/web.yaml': web('acme/web'), 'k8s/kustomization.yaml': `resources:\n  - web.yaml\n${images}` })
    assert.equal(of('k8s/web.yaml', overlay('')), '?')
    assert.equal(of('k8s/web.yaml', overlay('images:\n  - name: acme/web\n    newTag: stable\n')), `'main'`)
    assert.equal(of('k8s/web.yaml', overlay('images:\n  - name: acme/web\n    newTag: main\n')), null)
  })
})

describe('the Dockerfile that a workflow builds', () => {
  const dockerfile = 'FROM node:22.14-slim AS base\nUSER node\nFROM base AS debug\nUSER root\nFROM base AS release\n'
  const builds = (tags: string, more = 'context: services/shop') => `      - uses: docker/build-push-action@v6\n        with:\n          ${more}\n          push: true\n          tags: ${tags}\n`
  const files = (image: string, steps: string): Files => ({ 'k8s/web.yaml': web(image), '.github/workflows/image.yml': workflow(steps), 'services/shop/Dockerfile': dockerfile, 'services/web/Dockerfile': 'FROM scratch\n' })
  const languages = [kubernetes, githubActions, docker]
  const from = (image: string, steps: string): string | null => {
    const [fact] = factsOf(files(image, steps), 'k8s/web.yaml', languages).filter(({ kind }) => kind === 'kubernetes.Container') as unknown as readonly Container[]
    const { builtFrom } = fact!
    return isUnknown(builtFrom) ? '?' : builtFrom && `${builtFrom.path} ${builtFrom.final?.name ?? ''}`
  }

  it('is that of the container whose image has the name, whatever its folder is called', () => {
    assert.equal(from('acme/web:1.4.2', builds('acme/web:${{ github.sha }}')), 'services/shop/Dockerfile release')
    assert.equal(from('docker.io/acme/web:1.4.2', builds('acme/web:main')), 'services/shop/Dockerfile release')
    assert.equal(from('ghcr.io/acme/web', builds('acme/web:main')), 'services/web/Dockerfile ')
    assert.equal(from('acme/web', ''), 'services/web/Dockerfile ')
  })
  it('ends at the target', () => {
    assert.equal(from('acme/web', builds('acme/web:main', 'context: services/shop\n          target: debug')), 'services/shop/Dockerfile debug')
    assert.equal(from('acme/web', builds('acme/web:main', 'context: services/shop\n          target: ${{ inputs.target }}')), '?')
    assert.equal(from('acme/web', builds('acme/web:main', 'context: services/shop\n          target: gone')), '?')
  })
  it('is unknown where two are built under one name, or only the run knows which', () => {
    assert.equal(from('acme/web', builds('acme/web:main') + builds('acme/web:edge', 'context: services/web')), '?')
    assert.equal(from('acme/web', builds('acme/web:main', 'context: services/${{ matrix.service }}')), '?')
    assert.equal(from('acme/web', builds('acme/web:main', 'context: services/gone')), '?')
  })
  it('is one that Kubernetes runs', () => {
    const isRun = (image: string, steps: string): unknown => {
      const stages = factsOf(files(image, steps), 'services/shop/Dockerfile', languages).filter(({ kind }) => kind === 'docker.Stage') as unknown as readonly Stage[]
      const { isDeployedToKubernetes } = stages.at(-1)!
      return isUnknown(isDeployedToKubernetes) ? '?' : isDeployedToKubernetes
    }
    assert.equal(isRun('docker.io/acme/web:1.4.2', builds('acme/web:${{ github.sha }}')), true)
    assert.equal(isRun('acme/web:1.4.2', builds('acme/store:${{ github.sha }}')), '?')
  })
})
