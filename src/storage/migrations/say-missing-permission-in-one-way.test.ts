import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openSendingDesk } from '#test/sending-desk.ts'
import { refusal } from '#test/odd-graph.ts'

const OLD = JSON.stringify({ reason: 'app-not-live', code: 200, subcode: 2018028 })

test('an app that is not live yet is a permission that is missing, on the act and in the log, which is kept as before', async () => {
  const { comment, desk, graph } = await openSendingDesk()
  const { moderate, turn, act } = await comment()
  await moderate({ kind: 'say-privately', text: 'Forty' })
  graph.answers.push(refusal(200, 2_018_028))
  await turn()
  const { failure } = await act()
  const answers = async () => (await desk.db.selectFrom('moderation_log').select('answers').execute()).map((row) => row.answers)
  const told = await answers()
  await asBefore()

  await sql.raw(readFileSync(new URL('0067_say_missing_permission_in_one_way.sql', import.meta.url), 'utf8')).execute(desk.db)

  expect(failure).toMatchObject({ reason: 'permission-missing', code: 200, subcode: 2_018_028 })
  expect((await act()).failure).toEqual({ reason: 'permission-missing', code: 200, subcode: 2_018_028 })
  expect(await answers()).toEqual(told)
  await expect(sql`update moderation_log set answers = '[]'`.execute(desk.db)).rejects.toThrow('The moderation log is kept')

  /** By the version before. */
  async function asBefore(): Promise<void> {
    await sql`update acts set failure = ${OLD}::jsonb where failure is not null`.execute(desk.db)
    await sql.raw('alter table moderation_log disable trigger user').execute(desk.db)
    await sql`update moderation_log set answers = replace(answers::text, '"permission-missing"', '"app-not-live"')::jsonb`.execute(desk.db)
    await sql.raw('alter table moderation_log enable trigger user').execute(desk.db)
    expect(JSON.stringify(await answers())).toContain('app-not-live')
  }
})
