import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { wordsOf } from '../api/desk-problem.ts'
import { FormError } from '../ui/form-error.tsx'
import { fullTime, sentenceTime } from '../ui/format-time.ts'
import { setAsideQuery, useReadAgain } from './channels-queries.ts'

/** What Facebook delivered and the desk could not read. Kept as it came; most often there is nothing to show. */
export function SetAside({ now }: { readonly now: Date }) {
  const { data = [] } = useQuery(setAsideQuery)
  const readAgain = useReadAgain()
  if (data.length === 0) {
    return null
  }
  return (
    <section aria-label="Could not be read">
      <h2 className="group-label">Could not be read</h2>
      <p className="muted set-aside-lead">
        Facebook delivered these, and we could not make them out. Nothing of them is lost: each can be read again, for example after an
        upgrade.
      </p>
      <div className="channels">
        {data.map(({ id, receivedAt, failure, bodyStart }) => (
          <article className="channel set-aside" key={id} aria-label={`Delivery of ${fullTime(new Date(receivedAt))}`}>
            <h3 className="title">{sentenceTime(new Date(receivedAt), now)}</h3>
            <p className="line">{failure}</p>
            <pre className="codes">{bodyStart}</pre>
            <div className="buttons">
              <Button size="xs" disabled={readAgain.isPending} onClick={() => readAgain.mutate(id)}>
                Read again
              </Button>
            </div>
          </article>
        ))}
      </div>
      <FormError message={readAgain.isError ? wordsOf(readAgain.error) : undefined} />
    </section>
  )
}
