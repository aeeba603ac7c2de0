import { IconAlertCircle, IconCheck, IconClock, IconInbox, IconMail } from '@tabler/icons-react'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ask } from '../api/client.ts'
import { keys } from '../api/query-client.ts'
import type { MailSummary } from '../api/types.ts'
import { Loaded } from '../settings/loaded.tsx'
import { Banner } from '../ui/banner.tsx'
import { Empty } from '../ui/empty.tsx'
import { fullTime, sentenceTime } from '../ui/format-time.ts'
import { Page } from '../ui/page.tsx'
import { Pill } from '../ui/pill.tsx'
import { useNow } from '../ui/use-now.ts'
import './mail.css'

const mailsQuery = queryOptions({ queryKey: keys.mails, queryFn: () => ask('GET /api/v1/mails') })

/** Every mail the desk wrote; without a mail server they are kept here to be read. */
export function MailScreen() {
  const mails = useQuery(mailsQuery)
  const now = useNow(60_000)
  return (
    <Page title="Mail" lead="Every e-mail the desk wrote, newest first." isNarrow>
      <Loaded query={mails} what="The mail">
        {(data) => (
          <>
            {data.isSmtpConfigured ? null : (
              <div className="above">
                <Banner tone="info" icon={<IconMail size={18} aria-hidden="true" />}>
                  <b>Mail is not sent, only kept here: pass on the links yourself.</b> To send mail, set{' '}
                  <span className="mono">SMTP_URL</span> on the server.
                </Banner>
              </div>
            )}
            {data.mails.length === 0 ? (
              <div className="card">
                <Empty icon={<IconMail size={28} aria-hidden="true" />} title="No mail yet">
                  Invitations, links to new passwords and notices appear here.
                </Empty>
              </div>
            ) : (
              <div className="card mail-list">
                {data.mails.map((mail) => (
                  <Link key={mail.id} to="/settings/mail/$mailId" params={{ mailId: mail.id }} className="mail-row">
                    <span className="grow">
                      <b>{mail.subject}</b>
                      <span className="muted">To {mail.recipient}</span>
                    </span>
                    <MailState mail={mail} />
                    <time dateTime={mail.createdAt} title={fullTime(new Date(mail.createdAt))}>
                      {sentenceTime(new Date(mail.createdAt), now)}
                    </time>
                  </Link>
                ))}
              </div>
            )}
          </>
        )}
      </Loaded>
    </Page>
  )
}

export function MailState({ mail }: { readonly mail: Pick<MailSummary, 'state'> }) {
  switch (mail.state) {
    case 'kept':
      return <Pill icon={<IconInbox size={14} aria-hidden="true" />}>Not sent: no mail server</Pill>
    case 'queued':
      return <Pill icon={<IconClock size={14} aria-hidden="true" />}>Waiting to be sent</Pill>
    case 'sent':
      return (
        <Pill tone="ok" icon={<IconCheck size={14} aria-hidden="true" />}>
          Sent
        </Pill>
      )
    case 'failed':
      return (
        <Pill tone="bad" icon={<IconAlertCircle size={14} aria-hidden="true" />}>
          Not sent
        </Pill>
      )
  }
}
