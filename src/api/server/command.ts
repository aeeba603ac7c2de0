import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor, Desk } from '#desk/desk.ts'
import { idempotent } from '#desk/idempotent.ts'

type Call = {
  readonly request: Pick<FastifyRequest, 'actor'> & { readonly headers: { readonly 'idempotency-key': string } }
  readonly reply: FastifyReply
}

type Command<Wish, Id, Answer> = {
  /** One key does one command: the same key with another name or another wish is refused. */
  readonly name: string
  readonly wish: Wish
  readonly act: (desk: Desk, actor: Actor, wish: Wish) => Promise<Id>
  readonly present: (id: Id) => Promise<Answer>
}

/** Answers a command that makes something: 201, made once for its Idempotency-Key, and presented as it stands, however often it is sent. */
export async function command<Wish, Id, Answer>(
  desk: Desk,
  { request, reply }: Call,
  { name, wish, act, present }: Command<Wish, Id, Answer>,
): Promise<Answer> {
  const { actor, headers } = request
  const { id } = await idempotent(desk, actor, {
    key: headers['idempotency-key'],
    request: [name, wish],
    act: async (inside) => ({ id: await act(inside, actor, wish) }),
  })
  reply.code(201)
  return await present(id)
}
