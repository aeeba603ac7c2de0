import { Button } from '@mantine/core'
import { IconBrandFacebook, IconKey, IconPlugConnectedX, IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useId } from 'react'
import { DeskProblem, wordsOf } from '../api/desk-problem.ts'
import type { Authorisation, Channel } from '../api/types.ts'
import { FormError } from '../ui/form-error.tsx'
import { sentenceTime, timeAgo } from '../ui/format-time.ts'
import { showToast } from '../ui/toast-store.ts'
import { useNow } from '../ui/use-now.ts'
import { authorisationQuery, channelsQuery, useConnectPages } from './channels-queries.ts'
import { permissionsMissingAt } from './channel-problems.ts'
import { ChannelWhy } from './channel-why.tsx'
import { keyState } from './channel-words.ts'
import { ConnectButton } from './connect-button.tsx'
import { connectedToast } from './connected-toast.ts'
import { isAboutPermissions, reconnectRefusalWords, type Refusal } from './refusal-words.ts'
import { loginTells, renewedBeside } from './login-tells.ts'
import { AlsoAffected, LoginSaid } from './login-said.tsx'

type ConnectionProps = {
  readonly page: Channel
  /** With this login one came back from Facebook's window. */
  readonly login: string | undefined
  /** With this refusal. */
  readonly refusal: Refusal | undefined
}

/** The key of a Page: until when, why it died, who gave it; and how to give it another one. */
export function Connection({ page, login, refusal }: ConnectionProps) {
  const heading = useId()
  const now = useNow(60_000)
  return (
    <section className="settings-group" aria-labelledby={heading}>
      <h2 className="group-label" id={heading}>
        Connection
      </h2>
      <div className="card connection">
        <ChannelWhy channel={page} now={now} />
        <KeyFacts page={page} />
        {login === undefined ? <NoLogin page={page} refusal={refusal} /> : <Login page={page} login={login} />}
      </div>
      <WhereToClick page={page} />
    </section>
  )
}

function KeyFacts({ page }: { readonly page: Channel }) {
  const now = useNow(60_000)
  const isBroken = page.state === 'disconnected'
  const missing = permissionsMissingAt(page).length
  return (
    <dl className="keyfacts">
      <dt>Key</dt>
      <dd>
        {isBroken ? <IconPlugConnectedX size={16} aria-hidden="true" /> : <IconKey size={16} aria-hidden="true" />}{' '}
        {atHead(keyState(page, now))}
      </dd>
      {page.connectedBy === null ? null : (
        <>
          <dt>Connected by</dt>
          <dd>
            <bdi>{page.connectedBy}</bdi>
            {page.connectedAt === null ? '' : `, ${sentenceTime(new Date(page.connectedAt), now)}`}
          </dd>
        </>
      )}
      {page.state === 'disconnected' ? null : (
        <>
          <dt>Permissions</dt>
          <dd>{missing === 0 ? 'Everything needed is granted' : `${missing} ${missing === 1 ? 'is' : 'are'} missing`}</dd>
        </>
      )}
      {page.keyCheckedAt === null || page.state !== 'connected' ? null : (
        <>
          <dt>Last checked</dt>
          <dd>{timeAgo(new Date(page.keyCheckedAt), now)}, then each quarter of an hour and with each reply</dd>
        </>
      )}
    </dl>
  )
}

function atHead(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}

function NoLogin({ page, refusal }: Omit<ConnectionProps, 'login'>) {
  return (
    <div className="login">
      {refusal === undefined ? null : (
        <>
          <FormError message={reconnectRefusalWords(refusal)} />
          {refusal.facebook === undefined ? null : <p className="codes">Facebook: {refusal.facebook}</p>}
        </>
      )}
      <div className="buttons">
        <LoginButton page={page} variant="filled" isAskingAgain={refusal !== undefined && isAboutPermissions(refusal)} />
        <Button variant="ok" disabled leftSection={<IconRefresh size={16} aria-hidden="true" />}>
          Update
        </Button>
      </div>
      <p className="say">
        Update becomes available after you log in. Any administrator of the Page can do it; tickets, history and waiting replies stay as
        they are.
      </p>
    </div>
  )
}

type LoginButtonProps = { readonly page: Channel; readonly variant: 'filled' | 'default'; readonly isAskingAgain?: boolean }

function LoginButton({ page, variant, isAskingAgain = false }: LoginButtonProps) {
  return (
    <ConnectButton
      channelId={page.id}
      variant={variant}
      isAskingAgain={isAskingAgain || permissionsMissingAt(page).length > 0}
      leftSection={<IconBrandFacebook size={16} aria-hidden="true" />}
    >
      Login by Facebook
    </ConnectButton>
  )
}

/** One is back from Facebook's window: what this login gives, and Update. */
function Login({ page, login }: { readonly page: Channel; readonly login: string }) {
  const authorisation = useQuery(authorisationQuery(login))
  if (authorisation.isPending) {
    return (
      <div className="login">
        <output className="say">Asking Facebook which Pages this login gives…</output>
      </div>
    )
  }
  if (authorisation.isError) {
    return (
      <div className="login">
        <div className="buttons">
          <LoginButton page={page} variant="filled" />
        </div>
        <FormError message={failureWords(authorisation.error)} />
      </div>
    )
  }
  return <LoggedIn page={page} authorisation={authorisation.data} />
}

function LoggedIn({ page, authorisation }: { readonly page: Channel; readonly authorisation: Authorisation }) {
  const { data: channels } = useQuery(channelsQuery)
  const connect = useConnectPages(authorisation.id)
  const navigate = useNavigate()
  const tells = loginTells(authorisation, page)
  const beside = renewedBeside(authorisation, { page, channels: channels ?? [] })
  const refusals = connect.data?.refusals ?? []

  function handleUpdate(): void {
    const pageIds = [page, ...beside].flatMap(({ externalId }) => (externalId === null ? [] : [externalId]))
    connect.mutate(
      { pageIds },
      {
        onSuccess: ({ channels: made, refusals: refused }) => {
          if (made.length > 0) {
            showToast(connectedToast(made))
          }
          if (refused.length === 0) {
            void navigate({ to: '/settings/channels/$channelId', params: { channelId: page.id }, search: {} })
          }
        },
      },
    )
  }

  return (
    <>
      <div className="login">
        <div className="buttons">
          <LoginButton page={page} variant={tells.isGiven ? 'default' : 'filled'} />
          <Button
            variant="ok"
            disabled={!tells.isGiven || connect.isPending || connect.isSuccess}
            leftSection={<IconRefresh size={16} aria-hidden="true" />}
            onClick={handleUpdate}
          >
            {connect.isPending ? 'Updating…' : 'Update'}
          </Button>
        </div>
        <LoginSaid tells={tells} authorisation={authorisation} page={page} />
        {refusals.map(({ pageId, name, title }) => (
          <FormError key={pageId} message={`${name}: ${title}`} />
        ))}
        <FormError message={connect.isError ? failureWords(connect.error) : undefined} />
      </div>
      <AlsoAffected beside={beside} authorisation={authorisation} page={page} />
    </>
  )
}

/** Used up, or never there: an address that somebody cut short. */
const LOGIN_IS_OVER = ['authorisation-invalid', 'not-found']

/** A login that is over is told as it is here, where one adds no channel. */
function failureWords(error: Error): string {
  return error instanceof DeskProblem && LOGIN_IS_OVER.includes(error.code)
    ? 'This login is over. Nothing was changed. Log in again.'
    : wordsOf(error)
}

function WhereToClick({ page }: { readonly page: Channel }) {
  return (
    <details className="where-to-click">
      <summary>In Facebook’s window: where to click</summary>
      <ol>
        <li>Edit settings (or “Edit previous settings”)</li>
        <li>
          Tick <bdi>{page.name}</bdi> and leave your other Pages ticked, Next
        </li>
        <li>Leave every permission on, Done</li>
        <li>OK</li>
      </ol>
    </details>
  )
}
