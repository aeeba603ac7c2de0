import { Button, Modal } from '@mantine/core'
import type { ReactNode } from 'react'

type ConfirmProps = {
  readonly isOpen: boolean
  readonly title: string
  /** The verb of what is about to be done. */
  readonly act: string
  /** What reaches far is red, and Enter cancels it. */
  readonly variant?: 'danger' | 'filled'
  /** Where the focus goes when what asked is gone (`data-focus-group`). */
  readonly focusGroup?: string
  readonly onConfirm: () => void
  readonly onCancel: () => void
  /** What it means. */
  readonly children: ReactNode
}

/** Asks whether one means it. */
export function ConfirmDialog({ isOpen, title, act, variant = 'danger', focusGroup, onConfirm, onCancel, children }: ConfirmProps) {
  const isGrave = variant === 'danger'
  return (
    <Modal opened={isOpen} onClose={onCancel} title={title} size={440} closeButtonProps={{ 'aria-label': 'Cancel' }}>
      <div className="form" data-focus-group={focusGroup}>
        {children}
        <div className="buttons">
          <Button variant={variant} data-autofocus={!isGrave || undefined} onClick={onConfirm}>
            {act}
          </Button>
          <Button data-autofocus={isGrave || undefined} onClick={onCancel}>
            Cancel
          </Button>
        </div>
      </div>
    </Modal>
  )
}
