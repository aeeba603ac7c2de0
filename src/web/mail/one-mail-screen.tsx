import { IconArrowLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import { ask } from '../api/client.ts'
import { keys } from '../api/query-client.ts'
import { Loaded } from '../settings/loaded.tsx'
import { CopyField } from '../ui/copy-field.tsx'
import { FormError } from '../ui/form-error.tsx'
import { fullTime } from '../ui/format-time.ts'
import { Page } from '../ui/page.tsx'
import { MailState } from './mail-screen.tsx'
import './mail.css'

/** One mail as it was written, its links to be followed. */
export function OneMailScreen({ mailId }: { readonly mailId: string }) {
  const mail = useQuery({
    queryKey: keys.mail(mailId),
    queryFn: () => ask('GET /api/v1/mails/:mailId', { params: { mailId } }),
  })
  return (
    <Page
      title={mail.data?.subject ?? 'Mail'}
      isNarrow
      crumb={
        <Link to="/settings/mail" className="crumb">
          <IconArrowLeft size={16} aria-hidden="true" />
          Mail
        </Link>
      }
    >
      <Loaded query={mail} what="The mail">
        {(data) => (
          <article className="card mail" aria-label={data.subject}>
            <dl>
              <dt>To</dt>
              <dd>{data.recipient}</dd>
              <dt>Written</dt>
              <dd>{fullTime(new Date(data.createdAt))}</dd>
              <dt>State</dt>
              <dd>
                <MailState mail={data} />
                <FormError message={data.failure ?? undefined} />
              </dd>
            </dl>
            {data.link === null ? null : (
              <div className="mail-link">
                <CopyField label="The link in this mail" value={data.link} />
              </div>
            )}
            <p className="mail-body" dir="auto">
              <WithLinks text={data.bodyText} />
            </p>
          </article>
        )}
      </Loaded>
    </Page>
  )
}

/** Only http and https become links. */
function WithLinks({ text }: { readonly text: string }) {
  return text.split(/(https?:\/\/[^\s<>"]+)/u).map((part, index) =>
    // The parts of a text that never changes have no better name than their place.
    index % 2 === 1 ? (
      <a key={index} href={part}>
        {part}
      </a>
    ) : (
      <Fragment key={index}>{part}</Fragment>
    ),
  )
}
