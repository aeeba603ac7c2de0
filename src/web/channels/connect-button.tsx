import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { tellFailure } from '../api/tell-failure.ts'
import { useBeginAuthorisation } from './channels-queries.ts'
import { keepErrand } from './errand.ts'

type ConnectButtonProps = {
  readonly children: ReactNode
  readonly variant?: 'filled' | 'default'
  readonly size?: 'xs' | 'sm' | 'lg'
  readonly leftSection?: ReactNode
  readonly isDisabled?: boolean
  /** The channel whose key is to be renewed: one comes back to its settings. */
  readonly channelId?: string | undefined
  /** Something was declined or is missing: Facebook asks for it once more instead of repeating the old answer. */
  readonly isAskingAgain?: boolean
}

/** Leaves for Facebook's dialog. */
export function ConnectButton({
  children,
  leftSection,
  channelId,
  variant = 'filled',
  size = 'sm',
  isDisabled = false,
  isAskingAgain = false,
}: ConnectButtonProps) {
  const begin = useBeginAuthorisation()

  function handleClick(): void {
    keepErrand({ isAskingAgain })
    begin.mutate({ isAskingAgain, ...(channelId === undefined ? {} : { channelId }) }, { onError: tellFailure })
  }

  return (
    <Button
      variant={variant}
      size={size}
      leftSection={leftSection}
      disabled={isDisabled || begin.isPending || begin.isSuccess}
      onClick={handleClick}
    >
      {begin.isPending || begin.isSuccess ? 'Opening Facebook…' : children}
    </Button>
  )
}
