/** An image whose owner has retired it, with what takes its place. `tag` says how a tag is taken over: as it is, by a function, or not at all. */
export interface Retired {
  readonly image: RegExp
  /** Where no one image takes its place, what does in words. */
  readonly successor: string
  readonly name?: string
  readonly tag?: 'same' | ((tag: string) => string | null)
}

const jdk = (tag: string): string | null => {
  const found = /^(\d+)[\w.+]*?((?:-jdk|-jre)?)(?:-(?:slim|buster|bullseye|stretch|oracle|oraclelinux\d))*((?:-alpine)?)(?:3\.\d+)?(?:-(?:slim|buster|bullseye|stretch))?$/.exec(tag)
  return found ? found[1]! + found[2]! + found[3]! : null
}

/** Retired images, by registry and repository. Sources: the deprecation notices of the images on Docker Hub and of their projects, read in November 2026. */
export const retired: readonly Retired[] = [
  { image: /^docker\.io\/(?:openjdk|java)$/, successor: 'eclipse-temurin', name: 'eclipse-temurin', tag: jdk },
  { image: /^docker\.io\/adoptopenjdk(?:\/.*)?$/, successor: 'eclipse-temurin' },
  { image: /^docker\.io\/centos$|^docker\.io\/centos\/centos$/, successor: 'almalinux or rockylinux' },
  { image: /^docker\.io\/iojs$/, successor: 'node' },
  { image: /^docker\.io\/rails$/, successor: 'ruby' },
  { image: /^docker\.io\/django$/, successor: 'python' },
  { image: /^docker\.io\/jenkins$/, successor: 'jenkins/jenkins', name: 'jenkins/jenkins' },
  { image: /^docker\.io\/vault$/, successor: 'hashicorp/vault', name: 'hashicorp/vault', tag: 'same' },
  { image: /^docker\.io\/consul$/, successor: 'hashicorp/consul', name: 'hashicorp/consul', tag: 'same' },
  { image: /^docker\.io\/opensuse$/, successor: 'opensuse/leap' },
  { image: /^docker\.io\/owncloud$/, successor: 'owncloud/server' },
  { image: /^docker\.io\/ubuntu-(?:debootstrap|upstart)$/, successor: 'ubuntu' },
  { image: /^docker\.io\/microsoft\/(?:dotnet|aspnetcore(?:-build)?|dotnet-.*)$/, successor: 'mcr.microsoft.com/dotnet' },
  { image: /^docker\.io\/microsoft\/(?:windowsservercore|nanoserver)$/, successor: 'mcr.microsoft.com/windows' },
  { image: /^docker\.io\/microsoft\/(?:iis|aspnet|dotnet-framework)$/, successor: 'mcr.microsoft.com/dotnet/framework' },
  { image: /^mcr\.microsoft\.com\/dotnet\/core\/(?:sdk|aspnet|runtime|runtime-deps)$/, successor: 'mcr.microsoft.com/dotnet' },
  { image: /^k8s\.gcr\.io\//, successor: 'registry.k8s.io' },
  { image: /^docker\.io\/bitnamilegacy\//, successor: 'an image that is still maintained' },
]
