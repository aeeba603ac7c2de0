import type { Tx } from '#storage/database.ts'
import { noteSilences, type Silence } from '#storage/channel-doctor.ts'
import { listAdministrators } from '#storage/members.ts'
import type { Desk } from '../desk.ts'
import { oneLine, timeOf } from '../mails/mail-text.ts'
import { writeMail } from '../mails/write-mail.ts'
import { transact } from '../transact.ts'
import type { KeyMailTools } from './mail-about-keys.ts'
import { tellChannelChanged } from './mark-problem.ts'
import { noteHistory } from './note-history.ts'

/** Tells every administrator by mail of channels from which nothing came for as many hours as were set: once for each silence, however many look. */
export async function mailAboutSilence(desk: Desk, tools: KeyMailTools): Promise<void> {
  await transact(desk, async (tx) => {
    for (const silence of await noteSilences(tx, desk.now())) {
      await mailAll(tx, desk, { silence, tools })
    }
  })
}

type Mailing = { readonly silence: Silence; readonly tools: KeyMailTools }

async function mailAll(tx: Tx, desk: Desk, { silence, tools: { publicUrl, isSmtpConfigured } }: Mailing): Promise<void> {
  const { workspaceId, channelId, hours, since } = silence
  const letter = silenceMail(silence, publicUrl)
  const administrators = await listAdministrators(tx, workspaceId)
  for (const { email } of administrators) {
    await writeMail(tx, desk, { ...letter, workspaceId, recipient: email, isSmtpConfigured })
  }
  const detail = { hours, since: since.toISOString(), to: administrators.length }
  await noteHistory(tx, desk, { workspaceId, channelId, what: 'silent', detail })
  await tellChannelChanged(tx, { workspaceId, channelId })
}

function silenceMail({ channelId, channelName, hours, since }: Silence, publicUrl: string) {
  const name = oneLine(channelName)
  return {
    subject: `Nothing from ${name} for ${hours === 1 ? 'an hour' : `${hours} hours`}`,
    bodyText: [
      `Nothing has come from Facebook for ${name} since ${timeOf(since)}. It may be a quiet day, or a step of the connection broke.`,
      `The channel doctor tells which step works and which does not:\n${publicUrl}/settings/channels/${channelId}`,
      'An administrator asked for this mail; the same page turns it off or changes the hours. It comes once until something arrives.',
      'Pagedesk',
    ].join('\n\n'),
  }
}
