/** What one block of Terraform's own language holds. */
export interface Shape {
  /** How many labels stand behind its type. */
  readonly labels: number
  /** Arguments that Terraform refuses to do without. */
  readonly required?: readonly string[]
  readonly optional?: readonly string[]
  /** Nested blocks by type, and how many there may and must be. */
  readonly blocks?: Readonly<Record<string, Nested>>
  /** A provider, module or author names its arguments and blocks. */
  readonly isOpen?: boolean
}

interface Nested { readonly shape: Shape; readonly least?: number; readonly most?: number }

const anything: Shape = { labels: 0, isOpen: true }
const condition: Shape = { labels: 0, required: ['condition', 'error_message'] }
const connection: Nested = { shape: anything, most: 1 }
const provisioner: Nested = { shape: { labels: 1, isOpen: true, blocks: { connection } } }
const checks = { precondition: { shape: condition }, postcondition: { shape: condition } }
const lifecycle: Nested = { most: 1, shape: { labels: 0, optional: ['create_before_destroy', 'prevent_destroy', 'ignore_changes', 'replace_triggered_by', 'destroy', 'enabled'], blocks: { ...checks, action_trigger: { shape: anything } } } }
const repeated = ['count', 'for_each', 'provider', 'depends_on']

/** The blocks at the top of a configuration file, Terraform's and OpenTofu's. Source: the language references, November 2026. */
export const topLevel: Readonly<Record<string, Shape>> = {
  terraform: {
    labels: 0, optional: ['required_version', 'experiments', 'language'],
    blocks: { required_providers: { shape: anything }, backend: { shape: { labels: 1, isOpen: true }, most: 1 }, cloud: { shape: anything, most: 1 }, provider_meta: { shape: { labels: 1, isOpen: true } }, encryption: { shape: anything, most: 1 }, language: { shape: anything } },
  },
  provider: { labels: 1, isOpen: true },
  resource: { labels: 2, isOpen: true, optional: repeated, blocks: { lifecycle, connection, provisioner } },
  data: { labels: 2, isOpen: true, optional: repeated, blocks: { lifecycle } },
  ephemeral: { labels: 2, isOpen: true, optional: repeated, blocks: { lifecycle } },
  action: { labels: 2, isOpen: true },
  variable: { labels: 1, optional: ['type', 'default', 'description', 'sensitive', 'nullable', 'ephemeral', 'deprecated', 'const'], blocks: { validation: { shape: condition } } },
  output: { labels: 1, required: ['value'], optional: ['description', 'sensitive', 'depends_on', 'ephemeral', 'deprecated', 'type'], blocks: { precondition: { shape: condition } } },
  locals: { labels: 0, isOpen: true },
  module: { labels: 1, isOpen: true, required: ['source'] },
  moved: { labels: 0, required: ['from', 'to'] },
  removed: { labels: 0, required: ['from'], blocks: { lifecycle: { shape: { labels: 0, optional: ['destroy'] }, most: 1 }, provisioner, connection } },
  import: { labels: 0, required: ['to'], optional: ['id', 'identity', 'for_each', 'provider'] },
  check: { labels: 1, blocks: { data: { shape: { labels: 2, isOpen: true }, most: 1 }, assert: { shape: condition, least: 1 } } },
}

/** A block that makes others. */
export const dynamicShape: Shape = { labels: 1, required: ['for_each'], optional: ['iterator', 'labels'], blocks: { content: { shape: anything, least: 1, most: 1 } } }

/** The blocks at the top of a file of tests. */
export const testLevel: Readonly<Record<string, Shape>> = {
  run: {
    labels: 1, optional: ['command', 'expect_failures', 'providers', 'state_key', 'parallel', 'skip_cleanup', 'backend'],
    blocks: {
      variables: { shape: anything, most: 1 }, assert: { shape: condition }, module: { shape: { labels: 0, required: ['source'], optional: ['version'] }, most: 1 }, plan_options: { shape: anything, most: 1 }, backend: { shape: { labels: 1, isOpen: true }, most: 1 },
      override_resource: { shape: anything }, override_data: { shape: anything }, override_module: { shape: anything },
    },
  },
  variables: { labels: 0, isOpen: true },
  variable: { labels: 1, isOpen: true },
  provider: { labels: 1, isOpen: true },
  mock_provider: { labels: 1, isOpen: true },
  override_resource: { labels: 0, isOpen: true },
  override_data: { labels: 0, isOpen: true },
  override_module: { labels: 0, isOpen: true },
  test: { labels: 0, isOpen: true },
}
