/** The file that says which exercise a folder is. */
export const exerciseMarker = '.shipshape/exercise.yml'

/** Tells the files of exercises that lie in a workspace. A workspace that is one exercise has none. */
export function inExercise(paths: Iterable<string>): (path: string) => boolean {
  const folders = [...paths].filter((path) => path.endsWith(`/${exerciseMarker}`)).map((path) => path.slice(0, -exerciseMarker.length))
  return (path) => folders.some((folder) => path.startsWith(folder))
}
