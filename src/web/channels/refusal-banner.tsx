import { Button } from '@mantine/core'
import { IconAlertTriangle, IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { Banner } from '../ui/banner.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { ConnectButton } from './connect-button.tsx'
import { isAboutPermissions, refusalWords, type Refusal } from './refusal-words.ts'
import { wasAskingAgain } from './errand.ts'

/** Why Facebook's window brought nothing, with the way to try again. */
export function RefusalBanner({ refusal, onClose }: { readonly refusal: Refusal; readonly onClose: () => void }) {
  return (
    <div className="above">
      <Banner
        tone="warn"
        icon={<IconAlertTriangle size={18} aria-hidden="true" />}
        action={
          <span className="banner-acts">
            <TryAgain refusal={refusal} />
            <IconButton label="Close" onClick={onClose}>
              <IconX size={18} aria-hidden="true" />
            </IconButton>
          </span>
        }
      >
        {refusalWords(refusal)}
        {refusal.facebook === undefined ? null : <p className="codes">Facebook: {refusal.facebook}</p>}
      </Banner>
    </div>
  )
}

function TryAgain({ refusal }: { readonly refusal: Refusal }) {
  return refusal.refused === 'extension-disabled' ? (
    <Button size="xs" renderRoot={(props) => <Link to="/settings/extensions" {...props} />}>
      Open Extensions
    </Button>
  ) : (
    <ConnectButton size="xs" variant="default" isAskingAgain={isAboutPermissions(refusal) || wasAskingAgain()}>
      Try again
    </ConnectButton>
  )
}
