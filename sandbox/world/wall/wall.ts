/** What stands on the Pages' walls. */
export type Wall = {
  readonly posts: Map<string, unknown>
}

export function newWall(): Wall {
  return { posts: new Map() }
}
