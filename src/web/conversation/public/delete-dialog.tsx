import { Button, Modal } from '@mantine/core'

type DeleteProps = { readonly isOpen: boolean; readonly onDelete: () => void; readonly onCancel: () => void }

/** Deleting cannot be undone on Facebook. */
export function DeleteDialog({ isOpen, onDelete, onCancel }: DeleteProps) {
  return (
    <Modal opened={isOpen} onClose={onCancel} title="Delete it on Facebook?" size={440} closeButtonProps={{ 'aria-label': 'Cancel' }}>
      <div className="form" data-focus-group="comment">
        <p className="muted">This cannot be undone. Nobody on Facebook sees it any more; the text stays in our record.</p>
        <div className="buttons">
          <Button variant="danger" onClick={onDelete}>
            Delete
          </Button>
          <Button data-autofocus onClick={onCancel}>
            Cancel
          </Button>
        </div>
      </div>
    </Modal>
  )
}
