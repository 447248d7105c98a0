/**
 * When major versions of RDS and Aurora engines left standard support.
 * The months follow the release calendars of Amazon RDS and Aurora. Confirmed in November 2026: MySQL 8.0, MariaDB 10.6, Aurora MySQL 5.7,
 * PostgreSQL 11 and 12 of RDS and of Aurora, Aurora PostgreSQL 9.6. The other rows were not confirmed. A year alone where the
 * month is not certain.
 */
const calendar: { readonly [engine: string]: { readonly product: string; readonly ended: readonly (readonly [major: string, month: string])[] } } = {
  mysql: { product: 'MySQL', ended: [['5.5', 'May 2021'], ['5.6', 'March 2022'], ['5.7', 'February 2024'], ['8.0', 'July 2026']] },
  mariadb: { product: 'MariaDB', ended: [['10.0', '2021'], ['10.1', '2021'], ['10.2', 'October 2022'], ['10.3', 'October 2023'], ['10.4', '2024'], ['10.5', '2025'], ['10.6', 'August 2026']] },
  postgres: { product: 'PostgreSQL', ended: [['9', '2022'], ['10', 'April 2023'], ['11', 'February 2024'], ['12', 'February 2025'], ['13', 'February 2026']] },
  aurora: { product: 'Aurora MySQL', ended: [['5.6', 'February 2023'], ['5.7', 'October 2024']] },
  'aurora-mysql': { product: 'Aurora MySQL', ended: [['5.6', 'February 2023'], ['5.7', 'October 2024']] },
  'aurora-postgresql': { product: 'Aurora PostgreSQL', ended: [['9', 'January 2022'], ['10', 'January 2023'], ['11', 'February 2024'], ['12', 'February 2025'], ['13', 'February 2026']] },
}

/** What went out of support and when; null for what is supported or not known here. */
export function endOfSupport(engine: string, version: string): { readonly product: string; readonly version: string; readonly ended: string } | null {
  const of = Object.hasOwn(calendar, engine) ? calendar[engine]! : null, found = of?.ended.find(([major]) => version === major || version.startsWith(`${major}.`))
  return of && found ? { product: of.product, version: found[0], ended: found[1] } : null
}
