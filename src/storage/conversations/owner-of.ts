import type { Owner } from '#domain/conversations/owner.ts'

/** What a query selects of a conversation to tell whom the channel lets answer in it. */
export type OwnerRow = { readonly owner_is_us: boolean | null; readonly owner_app_id: string | null; readonly owner_at: Date | null }

export function ownerOf({ owner_is_us: isUs, owner_app_id: appId, owner_at: at }: OwnerRow): Owner | undefined {
  return isUs === null || at === null ? undefined : { isUs, appId: appId ?? undefined, at }
}
