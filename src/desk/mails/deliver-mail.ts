import { appendEvents } from '#storage/events.ts'
import { findMail, settleMail } from '#storage/mails.ts'
import type { Desk, MailJob } from '../desk.ts'
import { transact } from '../transact.ts'
import { textOf } from './mail-text.ts'
import { isRefusedForGood, type MailTransport, wordsOfFailure } from './smtp.ts'

/** From this age on a failure is final. The job's retries reach beyond it, so that no mail waits unseen for ever. */
const TRIED_FOR_MS = 60 * 60 * 1000

export type DeliveryOutcome = 'sent' | 'failed' | 'kept' | 'settled-before'

/**
 * Hands a queued mail to the SMTP server. Doing it again is harmless once the mail is settled; a crash between the
 * server's answer and our commit sends it twice, with the same Message-ID, which is all that SMTP offers. Throws what
 * the server or the network said while another try may help. Without a transport (SMTP_URL was taken away since) the
 * mail is kept.
 */
export async function deliverMail(desk: Desk, transport: MailTransport | undefined, job: MailJob): Promise<DeliveryOutcome> {
  const mail = await findMail(desk.db, job.workspaceId, job.mailId)
  if (mail?.state !== 'queued') {
    return 'settled-before'
  }
  if (!transport) {
    return settle(desk, job, { state: 'kept' })
  }
  try {
    await transport.send({ ...mail, bodyText: textOf(mail) })
  } catch (error) {
    const isYoung = desk.now().getTime() - mail.createdAt.getTime() < TRIED_FOR_MS
    if (isYoung && !isRefusedForGood(error)) {
      throw error
    }
    return settle(desk, job, { state: 'failed', failure: wordsOfFailure(error) })
  }
  return settle(desk, job, { state: 'sent' })
}

async function settle(desk: Desk, { workspaceId, mailId }: MailJob, outcome: Parameters<typeof settleMail>[2]): Promise<DeliveryOutcome> {
  return transact(desk, async (tx) => {
    if (!(await settleMail(tx, { workspaceId, id: mailId }, outcome))) {
      return 'settled-before'
    }
    await appendEvents(tx, workspaceId, [{ type: `mail.${outcome.state}`, payload: { mailId } }])
    return outcome.state
  })
}
