import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useId } from 'react'
import type { Authorisation, Channel } from '../api/types.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Pill } from '../ui/pill.tsx'
import { useNow } from '../ui/use-now.ts'
import { keyWords } from './channel-words.ts'
import { ConnectButton } from './connect-button.tsx'
import type { LoginTells } from './login-tells.ts'
import { permissionNames } from './permission-words.ts'

type SaidProps = { readonly tells: LoginTells; readonly authorisation: Authorisation; readonly page: Channel }

/** What this login means for the Page, before anything is changed. */
export function LoginSaid({ tells, authorisation: { personName }, page }: SaidProps) {
  if (!tells.isGiven) {
    return (
      <output className="say" data-tone="warn">
        <IconAlertTriangle size={16} aria-hidden="true" />
        <span>
          <b>
            Logged in as <bdi>{personName}</bdi>, but nothing was changed.
          </b>{' '}
          {whyNot(tells.why, page.name)}
        </span>
      </output>
    )
  }
  const { missing } = tells
  return (
    <output className="say" data-tone={missing.length === 0 ? 'ok' : 'warn'}>
      {missing.length === 0 ? <IconCircleCheck size={16} aria-hidden="true" /> : <IconAlertTriangle size={16} aria-hidden="true" />}
      <span>
        <b>
          Logged in as <bdi>{personName}</bdi>, administrator of the Page.
        </b>{' '}
        <bdi>{page.name}</bdi> is ticked and {missing.length === 0 ? 'every permission is on' : `${permissionNames(missing)} is left off`}.
        Press Update to use the new key.
      </span>
    </output>
  )
}

function whyNot(why: Extract<LoginTells, { readonly isGiven: false }>['why'], name: string): string {
  switch (why) {
    case 'not-ticked':
      return `${name} is not among the Pages of this login. Log in again, press Edit settings in Facebook’s window and tick it. If it is not listed there, this person has no role on the Page: another administrator has to log in.`
    case 'not-published':
      return `${name} is not published. Publish the Page on Facebook, then log in again.`
    case 'not-administered':
      return `This person does not have full control of ${name} on Facebook. Someone who has it can log in here.`
    case 'held-elsewhere':
      return `${name} is connected in another workspace of this desk.`
  }
}

type AffectedProps = { readonly beside: readonly Channel[]; readonly authorisation: Authorisation; readonly page: Channel }

/** The other channels that this login heals, or that Facebook cut off by it. */
export function AlsoAffected({ beside, authorisation: { cutOff }, page }: AffectedProps) {
  const heading = useId()
  const now = useNow(60_000)
  const others = cutOff.filter(({ channelId }) => channelId !== page.id)
  if (beside.length === 0 && others.length === 0) {
    return null
  }
  return (
    <section className="login" aria-labelledby={heading}>
      <h3 className="group-label" id={heading}>
        This login also affects
      </h3>
      <ul className="affects">
        {beside.map((channel) => (
          <li key={channel.id}>
            <Avatar name={channel.name} size={28} shape="page" pictureUrl={channel.pictureUrl ?? undefined} />
            <span>
              <b dir="auto">{channel.name}</b>
              <small>{keyWords(channel, now)}. Update renews it, too.</small>
            </span>
            <Pill tone="ok" icon={<IconCircleCheck size={14} aria-hidden="true" />}>
              Will be renewed
            </Pill>
          </li>
        ))}
        {others.map(({ channelId, name }) => (
          <li key={channelId}>
            <Avatar name={name} size={28} shape="page" />
            <span>
              <b dir="auto">{name}</b>
              <small>
                Left unticked in Facebook’s window, so Facebook has ended its access. Nothing is sent there until you tick it again.
              </small>
            </span>
            <ConnectButton size="xs" variant="default" channelId={page.id}>
              Edit in Facebook
            </ConnectButton>
          </li>
        ))}
      </ul>
    </section>
  )
}
