import type { Command, Word } from './command'
import { sortArguments, type Option } from './options'

/** What a command does to the users and groups of a system. A name or number that only run time knows is null with `isUnknown`. */
export interface Account {
  /** `user` and `group` create one, `member` adds groups to a user that is there. */
  readonly kind: 'user' | 'group' | 'member'
  readonly tool: string
  readonly name: string | null
  readonly nameWord: Word | null
  readonly uid: Option | null
  readonly gid: Option | null
  /** The user's first group, by name or number. */
  readonly group: string | null
  /** Supplementary groups. */
  readonly groups: readonly string[]
  readonly isSystem: boolean
  /** The number may be in use already. */
  readonly isShared: boolean
  /** useradd leaves the log-in databases alone. */
  readonly skipsLog: boolean
  /** A password hash given on the command line. */
  readonly password: Option | null
}

const useraddLongs = ['base-dir', 'comment', 'home-dir', 'home', 'expiredate', 'inactive', 'gid', 'groups', 'skel', 'key', 'password', 'root', 'prefix', 'shell', 'uid', 'selinux-user', 'login']
const adduserLongs = ['home', 'shell', 'uid', 'gid', 'ingroup', 'gecos', 'comment', 'conf', 'firstuid', 'lastuid', 'firstgid', 'lastgid']

const listOf = (option: Option | undefined): readonly string[] => option?.value ? option.value.split(',').filter(name => name !== '') : []

/** Reads useradd, groupadd, usermod, gpasswd, and adduser and addgroup as Debian and as busybox have them. */
export function accountOf(command: Command): Account | null {
  const of = (kind: Account['kind'], nameWord: Word | undefined, rest: Partial<Account> = {}): Account =>
    ({ kind, tool: command.name!, name: nameWord?.value ?? null, nameWord: nameWord ?? null, uid: null, gid: null, group: null, groups: [], isSystem: false, isShared: false, skipsLog: false, password: null, ...rest })
  switch (command.name) {
    case 'useradd': {
      const { options, operands } = sortArguments(command, 'bcdefgGkKpRPsuZ', useraddLongs), get = (...names: string[]): Option | undefined => names.map(name => options.get(name)).find(found => found)
      if (get('-D', '--defaults') || operands.length === 0) return null
      return of('user', operands.at(-1), {
        uid: get('-u', '--uid') ?? null, group: get('-g', '--gid')?.value ?? null, groups: listOf(get('-G', '--groups')), isSystem: !!get('-r', '--system'), isShared: !!get('-o', '--non-unique'),
        skipsLog: !!get('-l', '--no-log-init'), password: get('-p', '--password') ?? null,
      })
    }
    case 'groupadd': {
      const { options, operands } = sortArguments(command, 'gKpRP', ['gid', 'key', 'password', 'root', 'prefix'])
      return operands.length ? of('group', operands.at(-1), { gid: options.get('-g') ?? options.get('--gid') ?? null, isSystem: options.has('-r') || options.has('--system'), isShared: options.has('-o') || options.has('--non-unique') }) : null
    }
    case 'adduser': {
      const { options, operands } = sortArguments(command, 'hgsGuk', adduserLongs)
      if (operands.length === 0) return null
      if (options.has('--group') && !options.has('--system') && !options.has('-S')) return of('group', operands[0], { gid: options.get('--gid') ?? null })
      const uid = options.get('-u') ?? options.get('--uid') ?? null
      if (operands.length === 2 && !uid) return of('member', operands[0], { groups: operands[1]!.value === null ? [] : [operands[1]!.value] })
      return of('user', operands[0], { uid, group: options.get('-G')?.value ?? options.get('--ingroup')?.value ?? options.get('--gid')?.value ?? null, isSystem: options.has('-S') || options.has('--system') })
    }
    case 'addgroup': {
      const { options, operands } = sortArguments(command, 'g', ['gid', 'conf', 'firstgid', 'lastgid'])
      if (operands.length === 2) return of('member', operands[0], { groups: operands[1]!.value === null ? [] : [operands[1]!.value] })
      return operands.length === 1 ? of('group', operands[0], { gid: options.get('-g') ?? options.get('--gid') ?? null, isSystem: options.has('-S') || options.has('--system') }) : null
    }
    case 'usermod': {
      const { options, operands } = sortArguments(command, 'cdefgGlpRPsuZ', useraddLongs), groups = listOf(options.get('-G') ?? options.get('--groups')), password = options.get('-p') ?? options.get('--password') ?? null
      return operands.length ? of('member', operands.at(-1), { groups, password }) : null
    }
    case 'gpasswd': {
      const { options, operands } = sortArguments(command, 'adAMQ', ['add', 'delete', 'administrators', 'members', 'root']), added = (options.get('-a') ?? options.get('--add'))?.valueWord
      return added && operands[0]?.value ? of('member', added, { groups: [operands[0].value] }) : null
    }
    default: return null
  }
}
