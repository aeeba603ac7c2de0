import { Button, Modal } from '@mantine/core'

type BlockProps = {
  readonly isOpen: boolean
  readonly who: string
  readonly page: string
  readonly onBlock: () => void
  readonly onCancel: () => void
}

/** It reaches further than the comment that it is asked from. */
export function BlockDialog({ isOpen, who, page, onBlock, onCancel }: BlockProps) {
  return (
    <Modal opened={isOpen} onClose={onCancel} title={`Block ${who} on ${page}?`} size={440} closeButtonProps={{ 'aria-label': 'Cancel' }}>
      <div className="form" data-focus-group="comment">
        <p className="muted">
          Blocked people can’t comment on this Page or write to it. Facebook doesn’t tell them. It applies to this Page only. You can
          unblock them here or in Facebook’s Page settings.
        </p>
        <div className="buttons">
          <Button variant="danger" onClick={onBlock}>
            Block
          </Button>
          <Button data-autofocus onClick={onCancel}>
            Cancel
          </Button>
        </div>
      </div>
    </Modal>
  )
}
