import { Button, Modal } from '@mantine/core'
import { writtenBy } from './comment-words.ts'
import type { BulkOutcome } from './use-bulk.ts'

/** Which of several were refused, and why. */
export function BulkOutcomeDialog({
  outcome: { act, asked, refused },
  onClose,
}: {
  readonly outcome: BulkOutcome
  readonly onClose: () => void
}) {
  const done = act === 'hide' ? 'hidden' : 'deleted'
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${refused.length} of ${asked} ${refused.length === 1 ? 'is' : 'are'} not ${done}`}
      size={520}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className="form" data-focus-group="comment">
        <ul className="refused">
          {refused.map(({ one: { line, talk }, words }) => (
            <li key={line.id}>
              <b dir="auto">{writtenBy(line, talk.channel.name)}</b> <span dir="auto">{line.text.slice(0, 80)}</span>
              <p className="muted">{words}</p>
            </li>
          ))}
        </ul>
        <p className="muted">
          {refused.length === asked ? 'Nothing was changed.' : 'The others are on their way to Facebook.'} These stay selected.
        </p>
        <div className="buttons">
          <Button data-autofocus variant="filled" onClick={onClose}>
            Close
          </Button>
        </div>
      </div>
    </Modal>
  )
}
