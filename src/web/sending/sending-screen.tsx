import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Loaded } from '../settings/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { GestureChoices } from './gestures.tsx'
import { undoQuery, useSetUndo } from './sending-queries.ts'

const CHOICES = [0, 3, 5, 10, 20, 30, 60]

/** How everybody's answers go out. */
export function SendingScreen() {
  const undo = useQuery(undoQuery)
  const set = useSetUndo()
  return (
    <Page title="Sending" lead="How answers go out, for everybody in this workspace." isNarrow>
      <Loaded query={undo} what="The settings of sending">
        {({ seconds }) => (
          <section aria-label="Undo">
            <NativeSelect
              label="Undo"
              description="For so long whoever has sent an answer can take it back. Then it goes, also when the browser is closed."
              value={String(seconds)}
              disabled={set.isPending}
              data={choicesWith(seconds)}
              onChange={(event) => set.mutate(Number(event.currentTarget.value))}
            />
          </section>
        )}
      </Loaded>
      <GestureChoices />
    </Page>
  )
}

/** With one that somebody set by the API. */
function choicesWith(seconds: number) {
  const all = [...new Set([...CHOICES, seconds])].toSorted((one, other) => one - other)
  return all.map((each) => ({ value: String(each), label: each === 0 ? 'Off: answers go at once' : `${each} seconds` }))
}
