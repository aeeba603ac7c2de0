import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { wordsOf } from '../api/desk-problem.ts'
import type { FacebookApp } from '../api/types.ts'
import { Loaded } from '../settings/loaded.tsx'
import { FormError } from '../ui/form-error.tsx'
import { timeAgo } from '../ui/format-time.ts'
import { Page } from '../ui/page.tsx'
import { useNow } from '../ui/use-now.ts'
import { facebookAppQuery, useCheckApp } from './go-live-queries.ts'
import { GO_LIVE_STEPS, progressWords } from './go-live-steps.ts'
import { GoLiveStepItem } from './go-live-step-item.tsx'
import './go-live.css'

/** The way from the sandbox to a Facebook app of one's own, ticked off by what the desk sees. */
export function GoLiveScreen() {
  const app = useQuery(facebookAppQuery)
  return (
    <Page
      title="Go live with your own Facebook app"
      lead={app.data === undefined ? undefined : `Each step is ticked off by what Pagedesk sees. ${progressWords(app.data)}`}
      isNarrow
    >
      <Loaded query={app} what="The Facebook app">
        {(found) => (
          <>
            <Check app={found} />
            <ol className="card go-live">
              {GO_LIVE_STEPS.map((step, index) => (
                <GoLiveStepItem key={step} step={step} number={index + 1} app={found} />
              ))}
            </ol>
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Check({ app: { isSandbox, checkedAt } }: { readonly app: FacebookApp }) {
  const now = useNow(60_000)
  const check = useCheckApp()
  return (
    <div className="go-live-check">
      <p className="muted">
        {isSandbox
          ? 'This desk runs with the sandbox, and what is ticked off was seen there. Started with an app of your own it begins anew.'
          : 'Facebook’s side takes days, most of them waiting.'}
      </p>
      <output className="muted">
        {check.isPending ? 'Checking…' : checkedAt === null ? 'Not checked yet' : `Checked ${timeAgo(new Date(checkedAt), now)}`}
      </output>
      <Button size="xs" disabled={check.isPending} onClick={() => check.mutate(undefined)}>
        Check now
      </Button>
      <FormError message={check.isError ? wordsOf(check.error) : undefined} />
    </div>
  )
}
