import type { Check } from '../../src/core/rule'
import type { Facts, Program } from '../../src/languages/docker/facts'

/** Commands that start a server for developers, by the words that their own documentation gives for it; as of November 2025. */
const servers = new RegExp(`(?:^|[\\s/])(?:${[
  'nodemon', 'ts-node-dev', 'webpack-dev-server', '(?:npm|pnpm|yarn|bun) (?:run )?(?:dev|start:dev|develop|watch)', '(?:next|nuxt|astro|fastapi|wrangler|storybook) dev', 'gatsby develop', 'vite(?: (?:dev|serve|--?\\w\\S*))?(?= |$)(?! (?:build|preview))',
  '(?:ng|webpack|vue-cli-service|mkdocs|jekyll) serve', 'artisan serve', 'react-scripts start', 'flask(?: -\\S+| [\\w.:-]+){0,6} run', '[\\w./-]*manage\\.py runserver', '(?:uvicorn|gunicorn|hypercorn)(?: [^\\s;&|]+){0,20} --reload', 'php -S',
  '(?:go|cargo) run', 'cargo[ -]watch', 'dotnet watch', 'tsx watch', 'node --watch\\S*', 'symfony (?:serve|server:start)', 'rails (?:s|server)(?: [^\\s;&|]+){0,6} (?:-e|--environment)[ =]development',
].join('|')})(?=[\\s;&|]|$)`)
const rails = /(?:^|[\s/])rails (?:s|server)(?=[\s;&|]|$)/

const textOf = ({ form, argv, text }: Program): string => form === 'exec' ? argv.map(word => typeof word === 'string' ? word : '?').join(' ') : text.replace(/["']/g, ' ').replace(/\s+/g, ' ')

const check: Check<Facts['docker.Stage']> = function* (stage) {
  if (!stage.isFinal) return
  const { cmd, entrypoint } = stage, starts = (text: string): boolean => servers.test(text) || rails.test(text) && stage.env.get('RAILS_ENV') === 'development'
  if (entrypoint && starts(textOf(entrypoint))) yield { at: 'entrypoint.argv[0]' }
  // CMD is what an ENTRYPOINT gets for its arguments; one in shell form gets none.
  else if (cmd && entrypoint?.form !== 'shell' && starts(`${entrypoint ? `${textOf(entrypoint)} ` : ''}${textOf(cmd)}`)) yield { at: 'cmd.argv[0]' }
}

export default check
