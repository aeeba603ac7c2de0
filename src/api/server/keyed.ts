import type { Actor, Desk } from '#desk/desk.ts'

type Keyed = { readonly headers: { readonly 'idempotency-key': string } }

/** What is said carries its command's key, which is no part of what was asked. */
export function keyed<Wish, Id>({ headers }: Keyed, act: (desk: Desk, actor: Actor, wish: Wish & { readonly key: string }) => Promise<Id>) {
  return (desk: Desk, actor: Actor, wish: Wish): Promise<Id> => act(desk, actor, { ...wish, key: headers['idempotency-key'] })
}
