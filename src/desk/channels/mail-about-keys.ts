import type { WorkspaceId } from '#domain/ids.ts'
import type { Tx } from '#storage/database.ts'
import { noteKeyMails, type KeyNews } from '#storage/key-mails.ts'
import { listAdministrators } from '#storage/members.ts'
import type { Desk } from '../desk.ts'
import { writeMail } from '../mails/write-mail.ts'
import { transact } from '../transact.ts'
import { tellChannelChanged } from './mark-problem.ts'
import { noteHistory } from './note-history.ts'
import { keyMail } from './key-mail.ts'

export type KeyMailTools = { readonly publicUrl: string; readonly isSmtpConfigured: boolean }

/**
 * Tells every administrator by mail of keys that end soon or are of no use. What was told is noted in the same transaction: once for each event, however many
 * look and however often. Keys of one person that died together are one mail.
 */
export async function mailAboutKeys(desk: Desk, tools: KeyMailTools): Promise<void> {
  await transact(desk, async (tx) => {
    const news = await noteKeyMails(tx, desk.now())
    for (const [, [first, ...others]] of Map.groupBy(news, ({ workspaceId, event, cause, personName }) =>
      [workspaceId, event, cause, personName].join(' '),
    )) {
      if (first) {
        await mailAll(tx, desk, { workspaceId: first.workspaceId, news: [first, ...others], tools })
      }
    }
  })
}

type Mailing = { readonly workspaceId: WorkspaceId; readonly news: readonly [KeyNews, ...KeyNews[]]; readonly tools: KeyMailTools }

async function mailAll(tx: Tx, desk: Desk, { workspaceId, news, tools }: Mailing): Promise<void> {
  const letter = keyMail({ news, now: desk.now(), publicUrl: tools.publicUrl })
  const administrators = await listAdministrators(tx, workspaceId)
  for (const { email } of administrators) {
    await writeMail(tx, desk, { ...letter, workspaceId, recipient: email, isSmtpConfigured: tools.isSmtpConfigured })
  }
  for (const { channelId, event } of news) {
    await noteHistory(tx, desk, { workspaceId, channelId, what: 'key-mail', detail: { event, to: administrators.length } })
    await tellChannelChanged(tx, { workspaceId, channelId })
  }
}
