import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { wordsOf } from '../api/desk-problem.ts'
import { showToast } from '../ui/toast-store.ts'
import { useBeginAuthorisation } from './channels-queries.ts'

type ConnectButtonProps = {
  readonly children: ReactNode
  readonly variant?: 'filled' | 'default'
  readonly size?: 'xs' | 'sm' | 'lg'
  readonly leftSection?: ReactNode
  readonly isDisabled?: boolean
}

/** Leaves for Facebook's dialog. */
export function ConnectButton({ children, variant = 'filled', size = 'sm', leftSection, isDisabled = false }: ConnectButtonProps) {
  const begin = useBeginAuthorisation()
  return (
    <Button
      variant={variant}
      size={size}
      leftSection={leftSection}
      disabled={isDisabled || begin.isPending || begin.isSuccess}
      onClick={() => begin.mutate(undefined, { onError: (failure) => showToast({ message: wordsOf(failure), isLasting: true }) })}
    >
      {begin.isPending || begin.isSuccess ? 'Opening Facebook…' : children}
    </Button>
  )
}
