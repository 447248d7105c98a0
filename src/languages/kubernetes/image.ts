/** The parts of an image reference. */
export interface ImageParts {
  readonly registry: string
  readonly hasRegistry: boolean
  /** Without registry and without `library/`. */
  readonly repository: string
  readonly tag: string | null
  readonly digest: string | null
}

/** Cuts a reference at `@`, at the `:` behind the last `/`, and behind the registry's host. */
export function partsOf(reference: string): ImageParts {
  const at = reference.indexOf('@'), whole = at < 0 ? reference : reference.slice(0, at)
  const colon = whole.indexOf(':', whole.lastIndexOf('/') + 1), name = colon < 0 ? whole : whole.slice(0, colon)
  const slash = name.indexOf('/'), host = slash > 0 ? name.slice(0, slash) : ''
  const hasRegistry = host !== '' && (/[.:]/.test(host) || host === 'localhost')
  const registry = !hasRegistry || host === 'index.docker.io' ? 'docker.io' : host, repository = hasRegistry ? name.slice(slash + 1) : name
  return {
    registry, hasRegistry, repository: registry === 'docker.io' ? repository.replace(/^library\//, '') : repository,
    tag: colon < 0 ? null : whole.slice(colon + 1), digest: at < 0 ? null : reference.slice(at + 1),
  }
}

const component = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*'
const grammar = new RegExp(`^(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9-]+)*(?::\\d+)?/)?${component}(?:/${component})*(?::\\w[\\w.-]{0,127})?(?:@sha256:[a-f0-9]{64}|@sha512:[a-f0-9]{128})?$`)

export const isValidReference = (reference: string): boolean => reference.length < 600 && grammar.test(reference)

const moving = /^(?:latest|stable|main|master|trunk|dev|devel|develop|development|nightly|edge|canary|next|current|rolling|snapshot|head|release|prod|production|staging|test|lts|v?\d{1,3})$/i

/** A tag that is pushed again and again; a number of four digits or more is a build. */
export const isMovingTag = (tag: string): boolean => moving.test(tag)

const officialNames = /^(?:alpine|busybox|debian|ubuntu|nginx|httpd|redis|postgres|mysql|mariadb|mongo|rabbitmq|memcached|node|python|golang|ruby|php|openjdk|eclipse-temurin|haproxy|traefik|caddy|consul|vault|zookeeper|cassandra|elasticsearch|kibana|logstash|influxdb|telegraf|grafana|nats|registry|wordpress|ghost|drupal|joomla|adminer|tomcat|jenkins|sonarqube|kong|couchdb|couchbase|neo4j|solr|bash|docker|maven|gradle|perl|rust|swift|centos|fedora|amazonlinux|hello-world|pause|prometheus|alertmanager|kafka|minio|keycloak|etcd|jaeger|loki|tempo|mimir|curl|kubectl|helm|git|vector|fluentd|fluent-bit|envoy)$/
const publishers = /^(?:bitnami|bitnamilegacy|grafana|prom|hashicorp|jaegertracing|otel|fluent|envoyproxy|istio|linkerd|confluentinc|apache|opensearchproject|curlimages|amazon|google|microsoft|datadog|elastic|rancher|minio|jenkins|selenium|oliver006|dpage|nginxinc|kong|traefik|calico|cilium|velero|argoproj|openpolicyagent|docker|percona|strimzi)\//
const publicRegistries = /^(?:registry\.k8s\.io|k8s\.gcr\.io|quay\.io|mcr\.microsoft\.com|docker\.elastic\.co|public\.ecr\.aws|registry\.access\.redhat\.com|registry\.redhat\.io|cgr\.dev|dhi\.io|nvcr\.io|registry\.gitlab\.com\/gitlab-org)$/

/** May the image be one that the workspace builds? Not one of the public images that everybody runs. */
export function mayBeOwn({ registry, repository }: ImageParts): boolean {
  if (publicRegistries.test(registry)) return false
  if (registry === 'docker.io') return !publishers.test(repository) && !officialNames.test(repository)
  return !(registry === 'gcr.io' && /^(?:distroless|google[.-]|kaniko-project|kubebuilder|k8s-)/.test(repository))
}

/** A word that a script replaces before the manifest is applied, where a name would stand: `gcr.io/PROJECT_ID/web`. */
export const hasPlaceholder = (reference: string): boolean => !isValidReference(reference) && /(?:^|[/:@])[A-Z][A-Z0-9_-]{2,}(?:$|[/:@])/.test(reference)

/** Why a reference is none, a clause that follows it; null where it is one. */
export function referenceError(reference: string): string | null {
  if (isValidReference(reference)) return null
  if (/\s/.test(reference)) return 'has a space in it'
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(reference)) return 'begins with a scheme, which images do not have'
  const { hasRegistry, registry, repository, tag, digest } = partsOf(reference)
  if (digest !== null && !/^(?:sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128})$/.test(digest)) return `has a digest of ${digest.replace(/^[^:]*:/, '').length} characters, where sha256 has 64 of 0-9 and a-f`
  if (tag === '') return 'ends in a colon without a tag'
  if (tag !== null && !/^\w[\w.-]{0,127}$/.test(tag)) return tag.length > 128 ? 'has a tag of more than 128 characters' : `has the tag '${tag}', and tags are letters, digits, '_', '.' and '-'`
  if (/[A-Z]/.test(repository)) return 'has capital letters in its name'
  if (repository === '') return 'has no name'
  if (hasRegistry && /[^A-Za-z0-9.:-]/.test(registry)) return `has '${registry}' for a registry`
  return 'is not written as a runtime reads it'
}

/** Places that no longer serve what they did; announcements of Kubernetes (February and March 2023), Broadcom (July 2025), Red Hat and Google, read in November 2026. */
const gone: readonly { readonly name: string; readonly at: RegExp; readonly fate: string; readonly to: string | null; readonly isServed: boolean }[] = [
  { name: 'k8s.gcr.io', at: /^k8s\.gcr\.io\//, fate: 'is frozen since April 2023 and is being taken down', to: 'registry.k8s.io/', isServed: false },
  { name: 'gcr.io/google_containers', at: /^gcr\.io\/google[_-]containers\//, fate: 'is the frozen forerunner of registry.k8s.io', to: null, isServed: true },
  { name: 'docker.io/bitnami', at: /^(?:(?:index\.)?docker\.io\/)?bitnami\//, fate: 'gives no versions away since September 2025', to: 'docker.io/bitnamilegacy/', isServed: false },
  { name: 'docker.pkg.github.com', at: /^docker\.pkg\.github\.com\//, fate: 'was replaced by ghcr.io in 2021', to: null, isServed: false },
  { name: 'quay.io/coreos', at: /^quay\.io\/coreos\/(?!etcd|coreos-installer|butane|ignition|fcct|stream-metadata)/, fate: 'has had no releases since CoreOS was taken over', to: null, isServed: true },
]

/** What became of the registry of an image; null where nothing did. */
export function deprecatedRegistry(reference: string, { tag, digest }: ImageParts): { readonly name: string; readonly fate: string; readonly replacement: string | null; readonly isServed: boolean } | null {
  const found = gone.find(({ at }) => at.test(reference))
  // The images that Bitnami still gives away are those at latest.
  if (!found || found.name === 'docker.io/bitnami' && (tag === null || tag === 'latest') && digest === null) return null
  return { name: found.name, fate: found.fate, replacement: found.to === null ? null : reference.replace(found.at, found.to), isServed: found.isServed }
}
