import { Button, Modal } from '@mantine/core'
import { outcomeWords, type BulkOutcome } from './bulk-run.ts'
import { writtenBy } from './comment-words.ts'

/** How it ended for several where not all were taken: how many, and which were refused, and why. */
export function BulkOutcomeDialog({ outcome, onClose }: { readonly outcome: BulkOutcome; readonly onClose: () => void }) {
  const { act, asked, taken, refused } = outcome
  const missed = asked - taken.length
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${missed} of ${asked} ${missed === 1 ? 'is' : 'are'} not ${act === 'hide' ? 'hidden' : 'deleted'}`}
      size={520}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className="form" data-focus-group="comment">
        <p>{outcomeWords(outcome).join(' ')}</p>
        {refused.length === 0 ? null : (
          <ul className="refused">
            {refused.map(({ one: { line, talk }, words }) => (
              <li key={line.id}>
                <b dir="auto">{writtenBy(line, talk.channel.name)}</b> <span dir="auto">{line.text.slice(0, 80)}</span>
                <p className="muted">{words}</p>
              </li>
            ))}
          </ul>
        )}
        <p className="muted">{missed === 1 ? 'It stays selected.' : 'These stay selected.'}</p>
        <div className="buttons">
          <Button data-autofocus variant="filled" onClick={onClose}>
            Close
          </Button>
        </div>
      </div>
    </Modal>
  )
}
