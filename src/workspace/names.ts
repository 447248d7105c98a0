import type { Files } from './files'
import type { Workspace } from './workspace'

/** Lists the folders that readers asked for; true where there were any, so that a refresh has news. */
export async function listWanted(workspace: Workspace, files: Files | null): Promise<boolean> {
  if (!files?.names) return false
  const wanted = workspace.takeWantedFolders()
  for (const folder of wanted) workspace.setNames(folder, await files.names(folder))
  return wanted.length > 0
}

/** Lists again what may have changed with a path. */
export async function listAround(workspace: Workspace, files: Files | null, path: string): Promise<void> {
  if (files?.names) for (const folder of workspace.foldersAround(path)) workspace.setNames(folder, await files.names(folder))
}
