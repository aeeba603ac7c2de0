import { Button } from '@mantine/core'
import { IconCloudOff, IconError404 } from '@tabler/icons-react'
import { Link, useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { wordsOf } from '../api/desk-problem.ts'
import { Empty } from '../ui/empty.tsx'

/** An address at which there is nothing. */
export function NotFound() {
  return (
    <main className="blank">
      <Empty
        isScreen
        icon={<IconError404 size={28} aria-hidden="true" />}
        title="Page not found"
        action={<Button renderRoot={(props) => <Link to="/" {...props} />}>Back to the desk</Button>}
      />
    </main>
  )
}

/** A screen that could not be shown at all: the desk is away, or we made a mistake. */
export function CannotShow({ error }: ErrorComponentProps) {
  const router = useRouter()
  return (
    <main className="blank">
      <Empty
        isScreen
        icon={<IconCloudOff size={28} aria-hidden="true" />}
        title="The desk did not load"
        action={<Button onClick={() => void router.invalidate()}>Try again</Button>}
      >
        {wordsOf(error)}
      </Empty>
    </main>
  )
}
