import assert from 'node:assert/strict'
import { all, at, finalOf, isUnknown } from './read'
import { asOf, products } from '../../src/core/lifecycle'

const image = (reference: string) => all(`FROM ${reference}\n`, 'docker.Image')[0]!
const userOf = (reference: string): unknown => image(reference).defaultUser
const endOf = (reference: string): unknown => {
  const { endOfLife } = image(reference)
  return isUnknown(endOfLife) ? 'unknown' : endOfLife && [`${(endOfLife as { product: string }).product} ${(endOfLife as { version: string }).version}`, (endOfLife as { suggestion: string | null }).suggestion]
}

describe('docker: what is known of images', () => {
  it('tells the user that they run as', () => {
    assert.deepEqual(['node:22', 'docker.io/library/alpine:3.22', 'nginx:1.30', 'mcr.microsoft.com/dotnet/aspnet:10.0'].map(userOf), ['root', 'root', 'root', 'root'])
    assert.deepEqual(['gcr.io/distroless/static-debian12:nonroot', 'gcr.io/distroless/static-debian12', 'cgr.dev/chainguard/node:latest', 'dhi.io/node:22-dev', 'dhi.io/node:22'].map(userOf), ['65532', 'root', '65532', 'root', '65532'])
    assert.deepEqual(['bitnami/redis:7.4', 'nginxinc/nginx-unprivileged:1.30', 'mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled', 'grafana/grafana:12.0.0', 'jetty:12'].map(userOf), ['1001', '101', '1654', 'nonroot', 'nonroot'])
    for (const reference of ['registry.example.com/base:1', 'cgr.dev/chainguard/wolfi-base:latest', 'postgres:17', 'acme/node:22']) assert.ok(isUnknown(userOf(reference)), reference)
  })

  it('finds lines past their end, by version, name and system', () => {
    assert.deepEqual(endOf('node:18.19.0-alpine3.17'), ['Node.js 18', '22-alpine3.22'])
    assert.deepEqual(endOf('node:lts-gallium'), ['Node.js 16', '22'])
    assert.deepEqual(endOf('python:3.8'), ['Python 3.8', '3.11'])
    assert.deepEqual(endOf('golang:1.21.3-bullseye'), ['Go 1.21', '1.26-bookworm'])
    assert.deepEqual([endOf('debian:bullseye-20240101-slim'), endOf('debian:bullseye-slim')], [['Debian 11', null], ['Debian 11', 'bookworm-slim']])
    assert.deepEqual(endOf('ubuntu:focal'), ['Ubuntu 20.04', 'jammy'])
    assert.deepEqual(endOf('nvidia/cuda:11.8.0-runtime-ubuntu20.04'), ['Ubuntu 20.04', null])
    assert.deepEqual(endOf('gcr.io/distroless/nodejs-debian10'), ['Debian 10', null])
    assert.deepEqual(endOf('public.ecr.aws/docker/library/node:16'), ['Node.js 16', '22'])
    assert.deepEqual(endOf('mcr.microsoft.com/dotnet/aspnet:6.0-focal'), ['.NET 6.0', null])
    assert.deepEqual(endOf('php:7.4-fpm'), ['PHP 7', '8.3-fpm'])
    assert.deepEqual(endOf('mysql:5.7'), ['MySQL 5', null])
    assert.deepEqual(endOf('python:3.13.0-slim-buster'), ['Debian 10', null])
  })

  it('says nothing of supported lines, other people\'s images and floating tags', () => {
    for (const reference of ['node:22', 'node:22-alpine3.23', 'python:3.13-slim-bookworm', 'python:3', 'php:8-fpm', 'debian:12', 'alpine', 'scratch', 'acme/node:16', 'registry.example.com/node:16', 'node:latest', 'postgres:17', 'alpine:3', 'ubuntu:24.04', 'node:1000']) {
      assert.equal(endOf(reference), null, reference)
    }
    assert.equal(endOf('node:${V}'), 'unknown')
  })

  it('has dates that can be compared', () => {
    assert.match(asOf, /^\d{4}-\d\d-\d\d$/)
    for (const { lines, names } of Object.values(products)) {
      for (const date of Object.values(lines)) assert.match(date, /^(?:\d{4}-\d\d(?:-\d\d)?|9999)$/)
      for (const line of Object.values(names ?? {})) assert.ok(line in lines, line)
    }
  })

  it('knows what takes the place of a retired image', () => {
    const retired = (reference: string): unknown => (image(reference).retired as { replacement: string | null } | null)?.replacement
    assert.equal(retired('openjdk:8-jre-alpine'), 'eclipse-temurin:8-jre-alpine')
    assert.equal(retired('openjdk:11.0.16-slim-bullseye'), 'eclipse-temurin:11')
    assert.equal(retired('k8s.gcr.io/pause:3.9'), 'registry.k8s.io/pause:3.9')
    assert.equal(retired('centos:7'), null)
    assert.equal(retired('eclipse-temurin:21'), undefined)
  })
})

describe('docker: users and modes', () => {
  const accounts = (run: string): unknown => finalOf(`FROM debian:12\nRUN ${run}\n`).accounts.map(({ kind, name, uid, gid, groups, isSystem }) => ({ kind, name, uid, gid, groups: groups.join(), isSystem }))
  const of = (kind: string, name: string | null, rest: object = {}): object => ({ kind, name, uid: null, gid: null, groups: '', isSystem: false, ...rest })

  it('reads the commands that make them', () => {
    assert.deepEqual(accounts('useradd -rmu 10001 -s /bin/false -G a,b --gid=app app'), [of('user', 'app', { uid: 10001, groups: 'a,b', isSystem: true })])
    assert.deepEqual(accounts('addgroup -g 1000 -S web && adduser -S -D -H -u1000 -G web web'), [of('group', 'web', { gid: 1000, isSystem: true }), of('user', 'web', { uid: 1000, isSystem: true })])
    assert.deepEqual(accounts('adduser --disabled-password --gecos "" --uid 5 me && adduser me docker'), [of('user', 'me', { uid: 5 }), of('member', 'me', { groups: 'docker' })])
    assert.deepEqual(accounts('groupadd --gid "$GID" app; useradd -D -s /bin/sh; gpasswd -a app audio'), [of('group', 'app'), of('member', 'app', { groups: 'audio' })])
    assert.deepEqual(accounts('useradd "$NAME"'), [of('user', null)])
  })

  it('reads those of Windows by their names', () => {
    assert.deepEqual(finalOf('# escape=`\nFROM mcr.microsoft.com/windows/servercore:ltsc2022\nSHELL ["powershell"]\nRUN New-LocalUser -Name "app" -NoPassword\nRUN net user web /add\n').accounts.map(({ tool, name }) => `${tool} ${name}`), ['New-LocalUser app', 'net web'])
  })

  it('sees them through base stages, and those that nothing uses', () => {
    const stage = finalOf('FROM debian:12 AS base\nRUN useradd a && useradd b && useradd c && chown c /x\nFROM base\nCOPY --chown=b x /x\n')
    assert.deepEqual([stage.accounts.map(({ name }) => name), stage.idleUsers.map(({ name }) => name)], [['a', 'b', 'c'], ['a']])
  })

  it('reads modes', () => {
    const mode = (command: string): unknown => {
      const text = `FROM debian:12\nRUN ${command}\n`, fact = all(text, 'docker.Command')[0]!
      return fact.mode && [at(text, fact as never, 'mode'), fact.mode.isWorldWritable, fact.mode.isSetuid, fact.mode.tightened]
    }
    assert.deepEqual(mode('chmod -R 0777 /x'), ['0777', true, false, '0755'])
    assert.deepEqual(mode('chmod 1777 /tmp'), ['1777', false, false, '1755'])
    assert.deepEqual(mode('chmod u=rwx,go+w x'), ['u=rwx,go+w', true, false, null])
    assert.deepEqual(mode('chmod +x x'), ['+x', false, false, null])
    assert.deepEqual(mode('mkdir -pm 2777 x'), ['2777', true, false, '0755'])
    assert.deepEqual(mode('install -m4755 a /bin/a'), ['4755', false, true, '0755'])
    assert.deepEqual(mode('install -D -o root --mode=666 a b'), ['666', true, false, '644'])
    assert.deepEqual(mode('find /x -type d -exec chmod 777 {} +'), ['777', true, false, '755'])
    assert.equal(mode('find /x -perm 777'), null)
    assert.equal(mode('chmod --reference=a b'), null)
    assert.equal(mode('chmod "$MODE" b'), null)
  })
})

describe('docker: images for others', () => {
  const isBase = (text: string): boolean => finalOf(text).isBaseForOthers
  it('start a bare interpreter and bring scripts of their own alone', () => {
    assert.ok(isBase('FROM alpine:3.22\nCOPY docker-entrypoint.sh /usr/local/bin/\nENTRYPOINT ["docker-entrypoint.sh"]\nCMD ["node"]\n'))
    assert.ok(isBase('FROM alpine:3.22\nCMD ["python3"]\n'))
    assert.ok(!isBase('FROM alpine:3.22\nCOPY . /app\nCMD ["python3"]\n'))
    assert.ok(!isBase('FROM alpine:3.22\nCMD ["python3", "app.py"]\n'))
    assert.ok(!isBase('FROM alpine:3.22\nENTRYPOINT ["server"]\nCMD ["sh"]\n'))
    assert.ok(!isBase('FROM alpine:3.22\nRUN apk add curl\n'))
  })
})
