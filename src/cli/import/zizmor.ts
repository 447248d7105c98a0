import { map, strings, type Importer, type Settings } from './taken'

const peers = ['zizmor']

/** The configuration of zizmor: https://docs.zizmor.sh/configuration, as of 1.17. */
export const zizmor: Importer = {
  files: ['.github/zizmor.yml', '.github/zizmor.yaml', 'zizmor.yml', 'zizmor.yaml'],
  take(settings, taken) {
    for (const [name, one] of Object.entries(map(settings.rules))) {
      const rule = map(one)
      if (rule.disable === true) taken.set(peers, name, 'off')
      for (const place of strings(rule.ignore ?? [])) {
        const [file, line] = place.split(':')
        if (line === undefined) taken.setIn(`**/${file}`, peers, name)
        else taken.left.push(`${name}: ${place} is a line; a comment '# zizmor: ignore[${name}]' on it is honoured as it is.`)
      }
      takeOptions(name, map(rule.config))
      for (const key of Object.keys(rule)) if (!['disable', 'ignore', 'config'].includes(key)) taken.left.push(`${name}: its '${key}'.`)
    }
    for (const name of Object.keys(settings)) if (name !== 'rules') taken.left.push(`${name}: no setting that is known.`)

    function takeOptions(name: string, config: Settings): void {
      if (name === 'unpinned-uses' && config.policies !== undefined) { takePolicies(map(config.policies)); return }
      for (const [key, value] of Object.entries(config)) {
        const options = [key, ...others[`${name}.${key}`] ?? []], given = typeof value === 'number' ? value : strings(value)
        if (!options.some(option => taken.option(peers, name, option, given))) taken.left.push(`${name}: its '${key}'.`)
      }
    }

    /** Who has to be pinned: for us owners are trusted or not, and a version is asked of everybody. */
    function takePolicies(policies: Settings): void {
      const trusted: string[] = []
      for (const [pattern, policy] of Object.entries(policies)) {
        const owner = /^([\w.-]+)\/(\*|[\w.-]+(?:\/\*)?)$/.exec(pattern)
        if (pattern === '*') {
          if (policy === 'any') taken.set(peers, 'unpinned-uses', 'off')
          else if (policy === 'ref-pin') taken.setRule('github-actions/unpinned-action', 'off', 'unpinned-uses')
          else if (policy === 'hash-pin') taken.setRule('github-actions/unpinned-action', 'on', 'unpinned-uses')
        } else if (policy === 'hash-pin') taken.notes.push(`unpinned-uses: ${pattern} has to be pinned, as everybody who is not trusted.`)
        else if (owner?.[2] === '*') trusted.push(owner[1]!.toLowerCase())
        else taken.left.push(`unpinned-uses: ${pattern} (${String(policy)}); only owners can be trusted.`)
      }
      if (trusted.length && !taken.option(peers, 'unpinned-uses', 'trustedOwners', trusted)) taken.left.push(`unpinned-uses: trusted ${trusted.join(', ')}.`)
    }
  },
}

/** Names that options of ours may have. */
const others: Readonly<Record<string, readonly string[]>> = {
  'dependabot-cooldown.days': ['minimum', 'minimumDays'], 'secrets-outside-env.allow': ['allowed', 'allowedSecrets'], 'forbidden-uses.allow': ['allowed'], 'forbidden-uses.deny': ['denied', 'forbidden'],
}
