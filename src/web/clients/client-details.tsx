import { IconPencil } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Client } from '../api/types.ts'
import { useMay } from '../session/session.ts'
import { clockTimeAt, dateOf, fullTime } from '../ui/format-time.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { useNow } from '../ui/use-now.ts'
import { cameFromWords } from './came-from-words.ts'
import { languageOf, mergedName, offsetWords } from './client-words.ts'

/** What Facebook tells of a person beside the name, and what colleagues know. */
export function ClientDetails({ client, onEdit }: { readonly client: Client; readonly onEdit: () => void }) {
  const mayWork = useMay('ticket.work')
  const language = client.locale === null ? undefined : languageOf(client.locale)
  return (
    <section>
      <h3 data-focus-home="client-details" tabIndex={-1}>
        Details
        {mayWork ? (
          <span className="end">
            <IconButton label="Edit name, phone and e-mail" onClick={onEdit}>
              <IconPencil size={16} aria-hidden="true" />
            </IconButton>
          </span>
        ) : null}
      </h3>
      <dl className="facts">
        {language === undefined ? null : <Fact name="Language">{language}</Fact>}
        {client.clock === null ? null : <LocalTime clock={client.clock} />}
        <Fact name="Phone">
          <Reach client={client} what="phone" />
        </Fact>
        <Fact name="E-mail">
          <Reach client={client} what="email" />
        </Fact>
        {client.cameFrom === null ? null : <CameFrom cameFrom={client.cameFrom} />}
      </dl>
    </section>
  )
}

function Fact({ name, title, children }: { readonly name: string; readonly title?: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd title={title}>{children}</dd>
    </>
  )
}

function LocalTime({ clock: { utcOffsetMinutes, toldAt } }: { readonly clock: NonNullable<Client['clock']> }) {
  const now = useNow(10_000)
  return (
    <Fact name="Local time" title={`As Facebook told it on ${dateOf(new Date(toldAt), now)}. Summer time may have begun or ended since.`}>
      <span>
        <span className="num">{clockTimeAt(now, utcOffsetMinutes)}</span>, {offsetWords(utcOffsetMinutes)}
      </span>
    </Fact>
  )
}

function CameFrom({ cameFrom }: { readonly cameFrom: NonNullable<Client['cameFrom']> }) {
  const { title, reference } = cameFromWords(cameFrom)
  return (
    <Fact name="Came from" title={fullTime(new Date(cameFrom.at))}>
      <span className="came-from">
        <bdi>{title}</bdi>
        {reference === undefined ? null : (
          <small>
            reference <bdi>{reference}</bdi>
          </small>
        )}
      </span>
    </Fact>
  )
}

/** The client's own, and those of who joined them. */
function Reach({ client, what }: { readonly client: Client; readonly what: 'phone' | 'email' }) {
  const all = [
    ...(client[what] === null ? [] : [{ id: client.id, value: client[what], from: undefined }]),
    ...client.merged.flatMap((each) => (each[what] === null ? [] : [{ id: each.id, value: each[what], from: mergedName(each, client) }])),
  ]
  if (all.length === 0) {
    return <span className="faint">Not known</span>
  }
  return (
    <ul className="reach">
      {all.map(({ id, value, from }) => (
        <li key={id}>
          <bdi className={what === 'phone' ? 'num' : undefined}>{value}</bdi>
          {from === undefined ? null : (
            <small>
              from <bdi>{from}</bdi>
            </small>
          )}
        </li>
      ))}
    </ul>
  )
}
