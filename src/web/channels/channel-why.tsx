import type { Channel } from '../api/types.ts'
import { sentenceTime } from '../ui/format-time.ts'
import { forContent, permissionNames, permissionsMissingAt, SENDING } from './permission-words.ts'

/** What is wrong with a channel, what works all the same, and what to do. */
export function ChannelWhy({ channel, now }: { readonly channel: Channel; readonly now: Date }) {
  const { problem } = channel
  switch (problem?.kind) {
    case undefined:
      return null
    case 'permission-missing':
      return <PermissionMissing permissions={permissionsMissingAt(channel)} />
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
            <b>Facebook has refused this Page’s key since {sentenceTime(new Date(problem.since), now)}.</b> Replies wait until somebody
            reconnects. Any administrator of the Page can do it.
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
