/**
 * When lines of languages, systems and databases lose their security fixes. Judged as of one day, so that no check begins to fail by itself: a line is past its end
 * when the table says so, whatever the clock says. Written by hand from the schedules that the projects publish (nodejs.org/en/about/previous-releases,
 * devguide.python.org/versions, php.net/supported-versions, ruby-lang.org/en/downloads/branches, wiki.debian.org/LTS, ubuntu.com/about/release-cycle,
 * alpinelinux.org/releases, go.dev/doc/devel/release, dotnet.microsoft.com/platform/support/policy, postgresql.org/support/versioning). Where a day is not
 * published or not certain, the month stands or the line is left out. Debian counts with its long-term support, Ubuntu without its paid extension.
 */
export const asOf = '2026-11-28'

/** A line that ends before this day is no upgrade to offer. */
export const offeredFrom = '2027-02-28'

/** Lines of a product by version, each with the last day or month of its support: `yyyy-mm-dd` or `yyyy-mm`. Supported lines that a reader may be led to are among them. */
export interface Product {
  readonly label: string
  readonly lines: Readonly<Record<string, string>>
  /** Other names of lines: `bullseye` is `11`. */
  readonly names?: Readonly<Record<string, string>>
  /** A newer line cannot read the data of an older one without a migration, so that none is offered. */
  readonly needsMigration?: true
}

export const debian: Product = {
  label: 'Debian',
  lines: { 7: '2018-05-31', 8: '2020-06-30', 9: '2022-06-30', 10: '2024-06-30', 11: '2026-08-31', 12: '2028-06-30', 13: '2030-06-30' },
  names: { wheezy: '7', jessie: '8', stretch: '9', buster: '10', bullseye: '11', bookworm: '12', trixie: '13' },
}

export const ubuntu: Product = {
  label: 'Ubuntu',
  lines: {
    '12.04': '2017-04-28', '14.04': '2019-04', '16.04': '2021-04-30', '18.04': '2023-05-31', '20.04': '2025-05-31', '21.04': '2022-01-20', '21.10': '2022-07-14', '22.04': '2027-04', '22.10': '2023-07-20', '23.04': '2024-01-25', '23.10': '2024-07-11',
    '24.04': '2029-04', '24.10': '2025-07-10', '25.04': '2026-01', '25.10': '2026-07',
  },
  names: { trusty: '14.04', xenial: '16.04', bionic: '18.04', focal: '20.04', jammy: '22.04', noble: '24.04' },
}

export const alpine: Product = {
  label: 'Alpine',
  lines: {
    3.1: '2016-11-01', 3.2: '2017-05-01', 3.3: '2017-11-01', 3.4: '2018-05-01', 3.5: '2018-11-01', 3.6: '2019-05-01', 3.7: '2019-11-01', 3.8: '2020-05-01', 3.9: '2020-11-01', '3.10': '2021-05-01', 3.11: '2021-11-01', 3.12: '2022-05-01',
    3.13: '2022-11-01', 3.14: '2023-05-01', 3.15: '2023-11-01', 3.16: '2024-05-23', 3.17: '2024-11-22', 3.18: '2025-05-09', 3.19: '2025-11-01', '3.20': '2026-04-01', 3.21: '2026-11-01', 3.22: '2027-05-01', 3.23: '2027-11-01',
  },
}

const dotnet: Product = {
  label: '.NET',
  lines: { '2.1': '2021-08-21', '3.0': '2020-03-03', 3.1: '2022-12-13', '5.0': '2022-05-10', '6.0': '2024-11-12', '7.0': '2024-05-14', '8.0': '2026-11-10', '9.0': '2026-11-10', '10.0': '2028-11-14' },
}

/** Products by the repository of their official image; those of Microsoft by theirs. */
export const products: Readonly<Record<string, Product>> = {
  debian, ubuntu, alpine,
  node: {
    label: 'Node.js',
    lines: { '0.10': '2016-10-31', 0.12: '2016-12-31', 4: '2018-04-30', 6: '2019-04-30', 8: '2019-12-31', 9: '2018-06-30', 10: '2021-04-30', 11: '2019-06-01', 12: '2022-04-30', 13: '2020-06-01', 14: '2023-04-30', 15: '2021-06-01', 16: '2023-09-11', 17: '2022-06-01', 18: '2025-04-30', 19: '2023-06-01', 20: '2026-04-30', 21: '2024-06-01', 22: '2027-04-30', 23: '2025-06-01', 24: '2028-04-30', 25: '2026-06-01' },
    names: { argon: '4', boron: '6', carbon: '8', dubnium: '10', erbium: '12', fermium: '14', gallium: '16', hydrogen: '18', iron: '20', jod: '22', krypton: '24' },
  },
  python: { label: 'Python', lines: { 2: '2020-01-01', 3.3: '2017-09-29', 3.4: '2019-03-18', 3.5: '2020-09-30', 3.6: '2021-12-23', 3.7: '2023-06-27', 3.8: '2024-10-07', 3.9: '2025-10-31', '3.10': '2026-10-31', 3.11: '2027-10-31', 3.12: '2028-10-31', 3.13: '2029-10-31', 3.14: '2030-10-31' } },
  ruby: { label: 'Ruby', lines: { 2: '2023-03-31', '3.0': '2024-04-23', 3.1: '2025-03-26', 3.2: '2026-03-31', 3.3: '2027-03-31', 3.4: '2028-03-31' } },
  php: { label: 'PHP', lines: { 5: '2018-12-31', 7: '2022-11-28', '8.0': '2023-11-26', 8.1: '2025-12-31', 8.2: '2026-12-31', 8.3: '2027-12-31', 8.4: '2028-12-31', 8.5: '2029-12-31' } },
  golang: { label: 'Go', lines: { 1.15: '2021-08-16', 1.16: '2022-03-15', 1.17: '2022-08-02', 1.18: '2023-02-01', 1.19: '2023-09-06', '1.20': '2024-02-06', 1.21: '2024-08-13', 1.22: '2025-02-11', 1.23: '2025-08-12', 1.24: '2026-02-11', 1.25: '2026-08', 1.26: '9999' } },
  'eclipse-temurin': { label: 'Java', lines: { 16: '2021-09', 18: '2022-09', 19: '2023-03', 20: '2023-09', 22: '2024-09', 23: '2025-03', 24: '2025-09', 25: '9999' } },
  postgres: { label: 'PostgreSQL', needsMigration: true, lines: { 9: '2021-11-11', 10: '2022-11-10', 11: '2023-11-09', 12: '2024-11-21', 13: '2025-11-13', 14: '2026-11-12', 15: '2027-11-11', 16: '2028-11-09', 17: '2029-11-08' } },
  mysql: { label: 'MySQL', needsMigration: true, lines: { 5: '2023-10-31', '8.0': '2026-04-30', 8.4: '2032-04-30' } },
  mariadb: { label: 'MariaDB', needsMigration: true, lines: { 5: '2020-04-11', '10.1': '2020-10-17', 10.2: '2022-05-23', 10.3: '2023-05-25', 10.4: '2024-06-18', 10.5: '2025-06-24', 10.6: '2026-07-06', 10.11: '2028-02-16', 11.4: '2029-05-29' } },
  mongo: { label: 'MongoDB', needsMigration: true, lines: { 3: '2021-04-30', '4.0': '2022-04-30', 4.2: '2023-04-30', 4.4: '2024-02-29', '5.0': '2024-10-31', '6.0': '2025-07-31', '7.0': '2027-08-31' } },
  redis: { label: 'Redis', needsMigration: true, lines: { 5: '2022-04-27', '7.0': '2024-07-29' } },
  nginx: { label: 'nginx', lines: { 1.18: '2021-04-20', 1.19: '2021-05-25', '1.20': '2022-05-24', 1.21: '2022-06-21', 1.22: '2023-04-11', 1.23: '2023-05-23', 1.24: '2024-04-23', 1.25: '2024-05-29', 1.26: '2025-04-23', 1.27: '2025-06-24', 1.28: '2026-04-14', 1.29: '2026-05-13', '1.30': '9999' } },
  elasticsearch: { label: 'Elasticsearch', needsMigration: true, lines: { 6: '2022-02-10', 7: '2026-01-15' } },
  tomcat: { label: 'Tomcat', lines: { 8: '2024-03-31', '10.0': '2022-10-31' } },
  amazonlinux: { label: 'Amazon Linux', lines: { 1: '2023-12-31', 2018: '2023-12-31', 2: '2026-06-30', 2023: '2029-06-30' } },
  fedora: { label: 'Fedora', lines: { 36: '2023-05-16', 37: '2023-12-05', 38: '2024-05-21', 39: '2024-11-26', 40: '2025-05-13' } },
  'dotnet/sdk': dotnet, 'dotnet/aspnet': dotnet, 'dotnet/runtime': dotnet, 'dotnet/runtime-deps': dotnet,
}

/** The line that a version belongs to: the longest that is its beginning. */
export function lineOf(product: Product, version: string): string | null {
  for (let at = version; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) if (at in product.lines) return at
  return null
}

/** The last day of support has passed, as of the day of the table. */
export const isPast = (date: string): boolean => date < asOf.slice(0, date.length)

const byVersion = (a: string, b: string): number => {
  const left = a.split('.').map(Number), right = b.split('.').map(Number)
  return left[0]! - right[0]! || (left[1] ?? 0) - (right[1] ?? 0)
}

/** The oldest line above another one that will get fixes for a while. */
export const nextLine = (product: Product, line: string): string | null =>
  Object.keys(product.lines).sort(byVersion).find(other => byVersion(other, line) > 0 && product.lines[other]! > offeredFrom) ?? null
