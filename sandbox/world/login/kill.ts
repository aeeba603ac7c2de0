import { tell, type World } from '../world.ts'

export type TokenTarget = {
  readonly appId?: string | undefined
  readonly systemUserId?: string | undefined
  readonly pageId?: string | undefined
  readonly personId?: string | undefined
  readonly token?: string | undefined
}

/** Kills every living token that fits all that is given; a person's do not include those of their system users. Says how many died. */
export function killTokens(world: World, target: TokenTarget, subcode: number): number {
  const at = world.clock.now()
  const doomed = [...world.state.tokens.values()].filter(
    (token) =>
      !token.death &&
      (target.token === undefined || token.value === target.token) &&
      (target.pageId === undefined || token.pageId === target.pageId) &&
      (target.appId === undefined || token.appId === target.appId) &&
      (target.systemUserId === undefined || token.systemUserId === target.systemUserId) &&
      (target.personId === undefined || (token.personId === target.personId && token.systemUserId === undefined)),
  )
  for (const token of doomed) {
    token.death = { subcode, at }
  }
  tell(world, { type: 'state' })
  return doomed.length
}
