import { Unknown, type Maybe } from '../../core/value'

/** The parts of an image reference, each with its indices in the text. */
export interface ReferenceParts {
  readonly name: readonly [number, number]
  readonly tag: readonly [number, number] | null
  readonly digest: readonly [number, number] | null
}

/** Cuts a reference at `@` and at the last `:` behind the last `/`, neither within `${…}`. */
export function partsOf(text: string): ReferenceParts {
  let depth = 0, at = -1, colon = -1
  for (let i = 0; i < text.length; i++) {
    const c = text[i]
    if (c === '$' && text[i + 1] === '{') {
      depth++
      i++
    } else if (c === '}' && depth > 0) depth--
    else if (depth > 0 || at >= 0) continue
    else if (c === '@') at = i
    else if (c === '/') colon = -1
    else if (c === ':') colon = i
  }
  const nameEnd = colon >= 0 ? colon : at >= 0 ? at : text.length
  return {
    name: [0, nameEnd],
    tag: colon >= 0 ? [colon + 1, at >= 0 ? at : text.length] : null,
    digest: at >= 0 ? [at + 1, text.length] : null,
  }
}

/** The first part of a name is a registry's host when it has a dot or a port, or is localhost. */
export function splitName(name: string): { readonly registry: string; readonly repository: string } {
  const slash = name.indexOf('/'), first = name.slice(0, Math.max(0, slash))
  const isHost = slash > 0 && (/[.:]/.test(first) || first === 'localhost')
  const registry = isHost ? first === 'index.docker.io' ? 'docker.io' : first : 'docker.io'
  const repository = isHost ? name.slice(slash + 1) : name
  return { registry, repository: registry === 'docker.io' ? repository.replace(/^library\//, '') : repository }
}

const namePattern = /^(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.[a-zA-Z0-9-]+)*(?::\d+)?\/)?[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/
const digestLengths: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 }

/** Does a reference follow the grammar? */
export function isValidReference(text: string): boolean {
  const { name, tag, digest } = partsOf(text)
  const written = text.slice(...name)
  if (written.length > 4096 || !namePattern.test(written)) return false
  if (tag && !/^\w[\w.-]{0,127}$/.test(text.slice(...tag))) return false
  if (!digest) return true
  const [algorithm, hex] = text.slice(...digest).split(':')
  return hex !== undefined && /^[a-f0-9]+$/.test(hex) && digestLengths[algorithm!] === hex.length
}

/**
 * The user that images run as by default; the first match counts, and null says that it is not known. Sources: the images' Dockerfiles and
 * their pages on Docker Hub, Quay, the Red Hat catalogue, Chainguard's and Microsoft's registries, reviewed in November 2026. A name stands where the number differs by version.
 */
const known: readonly { readonly image: RegExp; readonly user: string | null }[] = [
  { image: /^gcr\.io\/distroless\/[^:@]*:(?:.*-)?nonroot(?:-|$|@)/, user: '65532' },
  { image: /^gcr\.io\/distroless\//, user: 'root' },
  { image: /^cgr\.dev\/[^:@]*\/(?:wolfi-base|chainguard-base|busybox|bash|git|docker-dind)(?:[:@]|$)/, user: null },
  { image: /^cgr\.dev\/[^:@]*:(?:.*-)?root(?:-|$|@)/, user: 'root' },
  { image: /^cgr\.dev\/|^docker\.io\/chainguard\//, user: '65532' },
  { image: /^dhi\.io\/[^:@]*:[^@]*-dev(?:@|$)/, user: 'root' },
  { image: /^dhi\.io\//, user: '65532' },
  { image: /^(?:docker\.io|public\.ecr\.aws|registry-1\.docker\.io)\/(?:bitnami|bitnamilegacy|bitnamisecure)\/(?!minideb|git\b)/, user: '1001' },
  { image: /nginxinc\/nginx-unprivileged(?:[:@]|$)|\/nginx-unprivileged(?:[:@]|$)/, user: '101' },
  { image: /^[^@]*-rootless(?:-|@|$)|\/[\w-]*rootless[\w-]*(?:[:@]|$)/, user: 'rootless' },
  { image: /:[^@]*\b(?:nonroot|non-root|unprivileged)\b/, user: 'nonroot' },
  { image: /^registry\.(?:access\.)?redhat\.(?:com|io)\/(?:ubi\d+|rhel\d+)\/(?:nodejs|python|openjdk|httpd|nginx|php|ruby|go-toolset|dotnet)[\w-]*(?:[:@]|$)/, user: '1001' },
  { image: /^registry\.(?:access\.)?redhat\.(?:com|io)\/(?:ubi\d*|rhel\d*)(?:\/ubi[\w-]*|\/[\w-]*)?(?:[:@]|$)/, user: 'root' },
  { image: /^(?:quay\.io\/)?keycloak\/keycloak|^docker\.elastic\.co\/(?:elasticsearch|kibana|logstash)\/|^docker\.io\/(?:elasticsearch|kibana|logstash)(?:[:@]|$)/, user: '1000' },
  { image: /^docker\.io\/(?:grafana\/grafana|prom\/[\w-]+|jenkins\/jenkins|sonarqube|selenium\/[\w-]+|jupyter\/[\w-]+|apache\/airflow|curlimages\/curl|fluent\/fluentd|otel\/[\w-]+|opensearchproject\/[\w-]+|solr|haproxy|memcached|varnish|kong|hashicorp\/vault-k8s|envoyproxy\/envoy-distroless|cimg\/[\w-]+|circleci\/[\w-]+|gitpod\/[\w-]+|returntocorp\/semgrep)(?:[:@]|$)/, user: 'nonroot' },
  { image: /^quay\.io\/prometheus\//, user: 'nobody' },
  { image: /^docker\.elastic\.co\/(?:beats|apm|enterprise-search)\/|^docker\.io\/(?:open-liberty|websphere-liberty|jetty|adminer)(?:[:@]|$)/, user: 'nonroot' },
  { image: /^docker\.io\/(?:grafana\/(?:loki|tempo|pyroscope|k6)|jenkins\/(?:agent|inbound-agent)|apache\/(?:superset|kafka)|confluentinc\/cp-[\w-]+|openpolicyagent\/opa|n8nio\/n8n|nginx\/nginx-ingress)(?:[:@]|$)/, user: 'nonroot' },
  { image: /^icr\.io\/appcafe\/|^quay\.io\/(?:oauth2-proxy\/oauth2-proxy|argoproj\/argocd)(?:[:@]|$)|^ghcr\.io\/(?:dexidp\/dex|puppeteer\/puppeteer)(?:[:@]|$)/, user: 'nonroot' },
  { image: /^mcr\.microsoft\.com\/mssql\/server(?:[:@]|$)/, user: 'mssql' },
  { image: /^(?:docker\.io|public\.ecr\.aws\/docker\/library|mirror\.gcr\.io(?:\/library)?|registry\.hub\.docker\.com\/library)\/(?:alpine|busybox|debian|ubuntu|fedora|centos|rockylinux|almalinux|oraclelinux|amazonlinux|archlinux|opensuse\/\w+|photon|clearlinux|buildpack-deps|bash|node|python|pypy|golang|rust|ruby|jruby|perl|php|openjdk|eclipse-temurin|amazoncorretto|ibmjava|sapmachine|maven|gradle|clojure|erlang|elixir|haskell|julia|swift|dart|gcc|mono|nginx|httpd|caddy|traefik|tomcat|tomee|composer|docker|wordpress|drupal|nextcloud|telegraf|registry|r-base|rocker\/[\w-]+|hylang|crystallang\/crystal|oven\/bun|denoland\/deno|astral\/uv|nvidia\/cuda|tensorflow\/tensorflow|pytorch\/pytorch|conda\/\w+|continuumio\/\w+|condaforge\/\w+|bellsoft\/[\w-]+|azul\/[\w-]+|cypress\/[\w-]+|tiangolo\/[\w-]+|hashicorp\/terraform|amazon\/aws-cli|google\/cloud-sdk|adoptopenjdk(?:\/\w+)?|java|microsoft\/\w+)(?:[:@]|$)/, user: 'root' },
  { image: /^public\.ecr\.aws\/(?:lambda|sam|amazonlinux|amazoncorretto)\//, user: 'root' },
  { image: /^mcr\.microsoft\.com\/dotnet\/[^:@]*:[^@]*(?:chiseled|distroless)/, user: '1654' },
  { image: /^mcr\.microsoft\.com\/windows\/nanoserver(?:[:@]|$)|^mcr\.microsoft\.com\/[^@]*nanoserver/, user: 'ContainerUser' },
  { image: /^mcr\.microsoft\.com\/(?:dotnet|openjdk|cbl-mariner|azurelinux|playwright|devcontainers)\//, user: 'root' },
  { image: /^(?:ghcr\.io\/astral-sh\/uv|quay\.io\/centos\/|nvcr\.io\/nvidia\/|ghcr\.io\/linuxcontainers\/|gcr\.io\/google\.com\/cloudsdktool\/)/, user: 'root' },
]

/**
 * The user that an image runs as when nothing says otherwise; unknown for an image that this table does not know. Databases
 * whose entrypoint lets go of root by itself (postgres, mysql, redis) are left out on purpose.
 */
export function defaultUserOf(registry: string, repository: string, tag: string | null): Maybe<string> {
  const full = `${registry}/${repository}${tag === null ? '' : ':' + tag}`
  return known.find(({ image }) => image.test(full))?.user ?? new Unknown(full)
}

/** Official images that start a shell or an interpreter, expose nothing and declare no volume (Docker Official Images, November 2026). */
const plain = /^docker\.io\/(?:alpine|busybox|debian|ubuntu|fedora|centos|rockylinux\/?\w*|almalinux|oraclelinux|amazonlinux|archlinux|opensuse\/\w+|photon|clearlinux|buildpack-deps|bash|node|python|pypy|golang|rust|ruby|perl|openjdk|eclipse-temurin|amazoncorretto|swift|dart|gcc|erlang|elixir|haskell|julia|r-base)$/

export const isPlainImage = (registry: string, repository: string): boolean => plain.test(`${registry}/${repository}`)

export type Distribution = 'debian' | 'alpine' | 'redhat' | 'suse' | 'windows' | 'none' | 'unknown'

const debianByDefault = /^(?:node|python|pypy|golang|rust|ruby|perl|php|openjdk|gcc|maven|gradle|buildpack-deps|nginx|httpd|tomcat|postgres|mysql|mariadb|mongo|redis|eclipse-temurin|swift|haskell|elixir|erlang|julia|r-base|composer)$/

/** The family of an image's system, where its name tells. */
export function distributionOf(registry: string, repository: string, tag: string | null): Distribution {
  const last = repository.split('/').at(-1)!, words = tag ?? ''
  if (/^mcr\.microsoft\.com$/.test(registry) && /^(?:windows|dotnet\/framework)/.test(repository) || /nanoserver|windowsservercore|ltsc20\d\d/.test(words)) return 'windows'
  if (registry === 'gcr.io' && repository.startsWith('distroless/') || registry === 'cgr.dev' && !/dev/.test(words) || /chiseled|distroless/.test(words)) return 'none'
  if (/alpine/.test(words) || /^alpine$|alpine/.test(last) || registry === 'cgr.dev') return 'alpine'
  if (/bookworm|bullseye|buster|trixie|jessie|stretch|slim|jammy|focal|noble|bionic|debian|ubuntu/.test(words) || /^(?:debian|ubuntu|buildpack-deps|minideb)$/.test(last)) return 'debian'
  if (/^(?:centos|fedora|rockylinux|almalinux|oraclelinux|amazonlinux|ubi\d*|ubi-minimal|rhel\d*)$/.test(last) || /^registry\.(?:access\.)?redhat/.test(registry) || /\bubi\d?\b/.test(words)) return 'redhat'
  if (/^(?:opensuse|leap|tumbleweed|sle\d*|bci-base)/.test(last)) return 'suse'
  if (registry === 'mcr.microsoft.com' && repository.startsWith('dotnet/')) return 'debian'
  return registry === 'docker.io' && debianByDefault.test(repository) ? 'debian' : 'unknown'
}
