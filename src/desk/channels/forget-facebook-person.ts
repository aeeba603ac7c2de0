import { randomBytes } from 'node:crypto'
import { forgetPerson, insertDataDeletion } from '#storage/facebook-people.ts'
import type { Desk } from '../desk.ts'
import { transact } from '../transact.ts'

/** Letters and digits alone, as Facebook wants it. */
const CODE_BYTES = 16

/**
 * Somebody who connected Pages asked Facebook to have what apps know of them erased: their name and id go from every channel, with their logins. Gives the code by
 * which they can ask what became of it. Asked again, there is nothing left to erase, and another code.
 */
export async function forgetFacebookPerson(desk: Desk, personId: string): Promise<string> {
  const code = randomBytes(CODE_BYTES).toString('hex')
  await transact(desk, async (tx) => {
    await insertDataDeletion(tx, { code, requestedAt: desk.now(), ...(await forgetPerson(tx, personId)) })
  })
  return code
}
