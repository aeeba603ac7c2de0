import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import type { Authorisation } from '../api/types.ts'
import { Banner } from '../ui/banner.tsx'
import { ConnectButton } from './connect-button.tsx'
import { forContent, permissionNames, PORTFOLIO_WORDS, PORTFOLIOS } from './permission-words.ts'

/** What Facebook ends by this login, said before anything is confirmed. */
export function CutOffNotice({ authorisation }: { readonly authorisation: Authorisation }) {
  const { cutOff } = authorisation
  if (cutOff.length === 0) {
    return null
  }
  const isOne = cutOff.length === 1
  return (
    <div className="above">
      <Banner tone="warn" icon={<IconAlertTriangle size={18} aria-hidden="true" />} action={<EditInFacebook />}>
        <b>{cutOff.map(({ name }) => name).join(', ')}:</b> connected by {authorisation.personName}, and not ticked in Facebook’s window
        this time. Facebook ends {isOne ? 'its key' : 'their keys'}, and {isOne ? 'it is' : 'they are'} disconnected. To keep{' '}
        {isOne ? 'it' : 'them'}, edit the settings and tick {isOne ? 'it' : 'them'} again.
      </Banner>
    </div>
  )
}

/** What the list leaves out and what was left off, with the way back into Facebook's window. */
export function MissingNotices({ authorisation }: { readonly authorisation: Authorisation }) {
  const { missingPermissions } = authorisation
  const content = missingPermissions.filter((permission) => permission !== PORTFOLIOS)
  return (
    <>
      {content.length > 0 ? (
        <div className="below">
          <Banner tone="warn" icon={<IconAlertTriangle size={18} aria-hidden="true" />} action={<EditInFacebook isAskingAgain />}>
            Private messages will work. {forContent(content)} will not: {permissionNames(content)} {content.length === 1 ? 'was' : 'were'}{' '}
            left off in Facebook’s window.
          </Banner>
        </div>
      ) : null}
      <div className="below">
        <Banner
          icon={<IconInfoCircle size={18} aria-hidden="true" />}
          action={<EditInFacebook isAskingAgain={missingPermissions.includes(PORTFOLIOS)} />}
        >
          <b>A Page is missing?</b> It was not ticked in Facebook’s window. Press <i>Edit settings</i> there and tick it.
          {missingPermissions.includes(PORTFOLIOS) ? ` ${PORTFOLIO_WORDS}` : ''}
        </Banner>
      </div>
    </>
  )
}

function EditInFacebook({ isAskingAgain = false }: { readonly isAskingAgain?: boolean }) {
  return (
    <ConnectButton size="xs" variant="default" isAskingAgain={isAskingAgain}>
      Edit in Facebook
    </ConnectButton>
  )
}
