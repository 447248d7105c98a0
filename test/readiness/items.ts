/** Workspaces that settle an item, path by path. An automatic one has three; an assisted one has one that proposes and one that does not. */
export interface ItemCase {
  readonly pass?: Files
  readonly fail?: Files
  readonly unknown?: Files
  readonly proposes?: Files
}

export type Files = { readonly [path: string]: string }

/** By item id. */
export type ItemCases = { readonly [id: string]: ItemCase }
