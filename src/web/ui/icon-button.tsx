import { ActionIcon, Tooltip } from '@mantine/core'
import type { MouseEventHandler, ReactNode, Ref } from 'react'
import { Kbd } from './kbd.tsx'

type IconButtonProps = {
  readonly label: string
  readonly children: ReactNode
  readonly onClick?: MouseEventHandler<HTMLButtonElement>
  readonly keys?: string | undefined
  readonly size?: 'sm' | 'md'
  readonly variant?: 'quiet' | 'default' | 'filled'
  readonly className?: string
  readonly 'aria-disabled'?: boolean
  readonly ref?: Ref<HTMLButtonElement>
}

/** A button whose word stands in its tooltip, with its key. */
export function IconButton({ label, children, onClick, keys, className, ref, size = 'sm', variant = 'quiet', ...rest }: IconButtonProps) {
  const tip =
    keys === undefined ? (
      label
    ) : (
      <>
        {label} &nbsp;<Kbd>{keys}</Kbd>
      </>
    )
  return (
    <Tooltip label={tip}>
      <ActionIcon {...rest} ref={ref} variant={variant} size={size} aria-label={label} onClick={onClick} className={className}>
        {children}
      </ActionIcon>
    </Tooltip>
  )
}
