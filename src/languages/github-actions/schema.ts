/** What a value has to be, in words of a message, or the values that it may have. */
export type ValueKind = 'boolean' | 'positive' | 'number' | readonly string[]
export type Shape = 'map' | 'list' | 'text' | 'null'

/** A mapping, list or text whose keys are laid down. */
export interface Spec {
  readonly name: string
  readonly shapes: readonly Shape[]
  /** Null where any key may stand. */
  readonly keys: readonly string[] | null
  readonly required?: readonly string[]
  /** Keys whose value must not be empty. */
  readonly filled?: readonly string[]
  readonly values?: { readonly [key: string]: ValueKind }
  /** The parts below: by key, `*` for every other key, `[]` for every item. */
  readonly parts?: { readonly [key: string]: (at: Keys) => Spec }
}

/** The keys that stand in a node, by which its kind is told. */
export interface Keys { has(key: string): boolean; text(key: string): string | null }

const words = (text: string): readonly string[] => text.split(' ').filter(Boolean)
const free = (name: string, part: Spec | ((at: Keys) => Spec) | null, shapes: readonly Shape[] = ['map']): Spec => ({ name, shapes, keys: null, ...part ? { parts: { '*': typeof part === 'function' ? part : () => part } } : {} })
const made = new Map<string, Spec>()
/** A section of fixed keys; the same name and keys are always the same section. */
function fixed(name: string, keys: string, more: Partial<Spec> = {}): Spec {
  const id = `${name} ${keys}`
  let spec = made.get(id)
  if (!spec) made.set(id, spec = { name, shapes: ['map'], keys: words(keys), ...more })
  return spec
}

const env = free('env', null, ['map', 'text'])
const concurrency = fixed('concurrency', 'group cancel-in-progress queue', { shapes: ['map', 'text'], required: ['group'], filled: ['group'], values: { 'cancel-in-progress': 'boolean', queue: ['single', 'max'] } })
const defaults = fixed('defaults', 'run', { required: ['run'], parts: { run: () => fixed('defaults-run', 'shell working-directory') } })
const credentials = fixed('credentials', 'username password', { required: ['username', 'password'], shapes: ['map', 'text'] })
const container = (name: string, keys: string): Spec => fixed(name, keys, { shapes: ['map', 'text'], required: ['image'], filled: name === 'container' ? ['image'] : [], parts: { env: () => env, credentials: () => credentials } })
const permissions: Spec = { name: 'permissions', shapes: ['map', 'text'], keys: null }

const stepKeys = 'id if name env continue-on-error timeout-minutes background'
const stepValues = { 'continue-on-error': 'boolean', 'timeout-minutes': 'positive', background: 'boolean' } as const
function step(at: Keys, isAction: boolean): Spec {
  const common = isAction ? 'id if name env continue-on-error' : stepKeys, more: Partial<Spec> = { values: stepValues, parts: { env: () => env } }
  if (!isAction) {
    if (at.has('parallel')) return fixed('parallel-step', 'parallel name', { shapes: ['map'], parts: { parallel: () => ({ name: 'steps', shapes: ['list'], keys: null, parts: { '[]': inner => step(inner, false) } }) } })
    for (const kind of ['wait', 'wait-all', 'cancel']) if (at.has(kind)) return fixed(`${kind}-step`, `${kind} name id if continue-on-error`, {})
  }
  if (at.has('uses')) return fixed('uses-step', `${common} uses with`, { ...more, filled: ['uses'], parts: { env: () => env, with: () => free('with', null, ['map', 'null']) } })
  return fixed('run-step', `${common} run shell working-directory`, { ...more, required: isAction ? ['run', 'shell'] : ['run'], filled: ['run'] })
}

const jobKeys = 'name needs runs-on if permissions environment concurrency outputs env defaults steps timeout-minutes strategy continue-on-error container services snapshot'
const strategy = fixed('strategy', 'matrix fail-fast max-parallel', { shapes: ['map', 'text'], values: { 'fail-fast': 'boolean', 'max-parallel': 'positive' }, parts: { matrix: () => ({ name: 'matrix', shapes: ['map', 'text'], keys: null }) } })
function job(at: Keys): Spec {
  if (at.has('uses')) return fixed('call', 'name needs if permissions strategy concurrency uses with secrets', { filled: ['uses'], parts: { strategy: () => strategy, concurrency: () => concurrency, permissions: () => permissions, with: () => free('with', null), secrets: () => free('secrets', null, ['map', 'text']) } })
  return fixed('job', jobKeys, {
    required: ['runs-on'], filled: ['runs-on', 'steps', 'needs'], values: { 'timeout-minutes': 'positive', 'continue-on-error': 'boolean' },
    parts: {
      permissions: () => permissions, concurrency: () => concurrency, env: () => env, defaults: () => defaults, strategy: () => strategy,
      environment: () => fixed('environment', 'name url deployment', { shapes: ['map', 'text'], required: ['name'], values: { deployment: 'boolean' } }),
      container: () => container('container', 'image credentials env ports volumes options'),
      services: () => free('services', container('service', 'image credentials env ports volumes options command entrypoint'), ['map', 'text']),
      'runs-on': () => fixed('runs-on', 'group labels', { shapes: ['map', 'list', 'text'] }),
      steps: () => ({ name: 'steps', shapes: ['list'], keys: null, parts: { '[]': inner => step(inner, false) } }),
      outputs: () => free('outputs', null), snapshot: () => fixed('snapshot', 'image-name if version', { shapes: ['map', 'text'], required: ['image-name'] }),
    },
  })
}

const filters = 'types branches branches-ignore tags tags-ignore paths paths-ignore workflows names versions'
const dispatchInput = fixed('dispatch-input', 'description required default type options deprecationMessage', { shapes: ['map', 'null'], values: { required: 'boolean', type: ['string', 'choice', 'boolean', 'number', 'environment'] } })
const callInput = fixed('call-input', 'description required default type deprecationMessage', { required: ['type'], values: { required: 'boolean', type: ['string', 'boolean', 'number'] } })
const on: Spec = {
  name: 'on', shapes: ['map', 'list', 'text'], keys: null,
  parts: {
    '*': () => fixed('event', filters, { shapes: ['map', 'null'] }),
    schedule: () => ({ name: 'schedules', shapes: ['list'], keys: null, parts: { '[]': () => fixed('schedule', 'cron timezone', { required: ['cron'], filled: ['cron'] }) } }),
    workflow_run: () => fixed('event', filters, { required: ['workflows'], filled: ['workflows'] }),
    workflow_dispatch: () => fixed('workflow_dispatch', 'inputs', { shapes: ['map', 'null'], parts: { inputs: () => free('inputs', dispatchInput, ['map', 'null']) } }),
    workflow_call: () => fixed('workflow_call', 'inputs outputs secrets', {
      shapes: ['map', 'null'],
      parts: {
        inputs: () => free('inputs', callInput, ['map', 'null']), secrets: () => free('secrets', fixed('call-secret', 'description required', { shapes: ['map', 'null'], values: { required: 'boolean' } }), ['map', 'null']),
        outputs: () => free('outputs', fixed('call-output', 'description value', { required: ['value'], filled: ['value'] }), ['map', 'null']),
      },
    }),
  },
}

export const workflow = fixed('workflow', 'name run-name on permissions env defaults concurrency jobs', {
  required: ['on', 'jobs'], filled: ['on', 'jobs'],
  parts: { on: () => on, permissions: () => permissions, env: () => env, defaults: () => defaults, concurrency: () => concurrency, jobs: () => free('jobs', job) },
})

function runs(at: Keys): Spec {
  const using = at.text('using') ?? ''
  if (using === 'composite') return fixed('composite', 'using steps', { required: ['using', 'steps'], parts: { steps: () => ({ name: 'steps', shapes: ['list'], keys: null, parts: { '[]': inner => step(inner, true) } }) } })
  if (using === 'docker') return fixed('docker-runs', 'using image args env entrypoint pre-entrypoint post-entrypoint pre-if post-if', { required: ['using', 'image'], filled: ['image'] })
  return fixed('node-runs', 'using main pre post pre-if post-if', { required: ['using', 'main'], filled: ['using', 'main'] })
}

export const action = fixed('action', 'name description author inputs outputs runs branding', {
  required: ['name', 'description', 'runs'], filled: ['name', 'runs'],
  parts: {
    inputs: () => free('inputs', fixed('action-input', 'description required default deprecationMessage type', { shapes: ['map', 'null'], values: { required: 'boolean' } }), ['map', 'null']),
    outputs: () => free('outputs', fixed('action-output', 'description value', { shapes: ['map', 'null'] }), ['map', 'null']),
    runs, branding: () => fixed('branding', 'icon color'),
  },
})
