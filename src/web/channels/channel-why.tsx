import { keyCauseWords, keyCureWords } from '#domain/channels/key-cause.ts'
import type { Channel } from '../api/types.ts'
import { expectedTime, sentenceTime } from '../ui/format-time.ts'
import { disconnectionOf, mendedWords, permissionsMissingAt, standingProblems } from './channel-problems.ts'
import { forContent, permissionNames, SENDING } from './permission-words.ts'

type ChannelWhyProps = { readonly channel: Channel; readonly now: Date }

/** Everything that is wrong with a channel, what works all the same, and what to do; then what was mended lately. */
export function ChannelWhy({ channel, now }: ChannelWhyProps) {
  const gone = disconnectionOf(channel)
  const wrong = gone ? [gone] : standingProblems(channel)
  const permissions = gone ? [] : permissionsMissingAt(channel)
  return (
    <>
      {channel.pausedUntil !== null && new Date(channel.pausedUntil) > now ? (
        <p className="why">
          <b>Facebook asked this Page to slow down.</b> Replies wait and are sent {expectedTime(new Date(channel.pausedUntil), now)}.
        </p>
      ) : null}
      {wrong.map((problem) => (
        <KeyTrouble key={`${problem.kind} ${problem.since}`} channel={channel} problem={problem} now={now} />
      ))}
      {permissions.length > 0 ? <PermissionMissing permissions={permissions} /> : null}
      {mendedWords(channel, now).map((words) => (
        <p key={words} className="mended">
          {words}
        </p>
      ))}
    </>
  )
}

type TroubleProps = ChannelWhyProps & { readonly problem: Channel['problems'][number] }

function KeyTrouble({ channel, problem, now }: TroubleProps) {
  switch (problem.kind) {
    case 'permission-missing':
    // Of one moment, and told among what is over.
    case 'warned':
      return null
    case 'disconnected':
      return (
        <p className="why">
          <b>
            <bdi>{problem.by}</bdi> disconnected this Page {sentenceTime(new Date(problem.since), now)}.
          </b>{' '}
          Nothing comes in and nothing is sent; tickets and history are kept. Log in to connect it again.
        </p>
      )
    case 'sending-blocked':
      return (
        <p className="why">
          <b>Facebook has stopped this Page from sending messages since {sentenceTime(new Date(problem.since), now)}.</b>{' '}
          {problem.reason === undefined ? null : (
            <>
              Its reason: “<bdi>{problem.reason}</bdi>”{' '}
            </>
          )}
          Only Facebook ends this, and Pagedesk shows it then. Open the Page’s quality tab on Facebook to see what it asks for and to
          request a review. Connecting the Page again changes nothing.
        </p>
      )
    case 'key-unreadable':
      return (
        <p className="why">
          <b>The desk’s encryption key is not the one this Page was connected with, so its key cannot be opened.</b> Nothing is sent;
          replies wait. Reconnect the Page, or start the desk with the right key (<span className="mono">ENCRYPTION_KEY</span>).
        </p>
      )
    case 'key-dead': {
      const numbers = [problem.code, problem.subcode].filter((number) => number !== undefined).join(' / ')
      return (
        <>
          <p className="why">
            <b>Facebook has refused this Page’s key since {sentenceTime(new Date(problem.since), now)}.</b>{' '}
            {keyCauseWords(problem.cause, channel.connectedBy ?? undefined)} Nothing is sent; replies wait. {keyCureWords(problem.cause)}
          </p>
          {numbers === '' ? null : <p className="codes">Facebook: {numbers}</p>}
        </>
      )
    }
  }
}

function PermissionMissing({ permissions }: { readonly permissions: readonly string[] }) {
  const isAboutAnswers = permissions.includes(SENDING)
  return (
    <p className="why">
      <b>
        {isAboutAnswers
          ? 'Facebook refuses answers from this Page: a permission is missing.'
          : `Private messages work. ${forContent(permissions)} cannot be used: a permission was left off.`}
      </b>{' '}
      Needed: {permissionNames(permissions)}. Reconnect, press <i>Edit settings</i> in Facebook’s window and leave every permission on.
      {isAboutAnswers ? ' If it is on already, the app still needs Facebook’s approval for it.' : ''}
    </p>
  )
}
