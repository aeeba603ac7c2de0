import { Popover, type PopoverProps } from '@mantine/core'
import type { KeyboardEvent, ReactNode } from 'react'

type SmallSheetProps = Pick<PopoverProps, 'position' | 'preventPositionChangeWhenVisible'> & {
  readonly isOpen: boolean
  readonly label: string
  readonly className: string
  /** What opens it, beside which it stands. */
  readonly target: ReactNode
  /** Above a dialog; else it stands in the sheet of the screen, which is below one and not reached. */
  readonly isInDialog?: boolean
  readonly children: ReactNode
  readonly onClose: () => void
}

/** A small choice beside a button that holds the keyboard while it is open. */
export function SmallSheet({ isOpen, label, className, target, isInDialog = false, children, onClose, ...place }: SmallSheetProps) {
  // Escape leaves this only.
  function handleKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.stopPropagation()
      onClose()
    }
  }

  return (
    <Popover
      opened={isOpen}
      onDismiss={onClose}
      offset={6}
      radius="lg"
      shadow="lg"
      trapFocus
      // What fades out could take the focus back that whoever goes on has.
      transitionProps={{ duration: 0 }}
      closeOnEscape={false}
      portalProps={isInDialog ? {} : { target: '#sheet' }}
      {...place}
    >
      <Popover.Target>{target}</Popover.Target>
      <Popover.Dropdown className={className} aria-label={label} onKeyDown={handleKeyDown}>
        {children}
      </Popover.Dropdown>
    </Popover>
  )
}
