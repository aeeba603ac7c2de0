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
  /** The Page that one goes for: it is ticked when one comes back. */
  readonly pageId?: string | undefined
  /** Something was declined or is missing: Facebook asks for it once more instead of repeating the old answer. */
  readonly isAskingAgain?: boolean
}

/** Leaves for Facebook's dialog. */
export function ConnectButton({
  children,
  leftSection,
  pageId,
  variant = 'filled',
  size = 'sm',
  isDisabled = false,
  isAskingAgain = false,
}: ConnectButtonProps) {
  const begin = useBeginAuthorisation()

  function handleClick(): void {
    keepErrand({ pageId, isAskingAgain })
    begin.mutate({ isAskingAgain }, { onError: tellFailure })
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
