import { IconHourglassHigh } from '@tabler/icons-react'
import type { Channel } from '../api/types.ts'
import { Banner } from '../ui/banner.tsx'
import { expectedTime } from '../ui/format-time.ts'
import { useNow } from '../ui/use-now.ts'

type SlowedProps = { readonly slowed: readonly Channel[]; readonly until: Date }

/** Replies wait because Facebook asked for it: gone by itself once they go. */
export function SlowedBanner({ slowed, until }: SlowedProps) {
  const now = useNow(60_000)
  const isOne = slowed.length === 1
  return (
    <Banner tone="warn" icon={<IconHourglassHigh size={18} aria-hidden="true" />}>
      <b>{isOne ? `${slowed[0]?.name ?? ''} has to slow down.` : `${slowed.length} Pages have to slow down.`}</b> Facebook asked for it.
      Replies there wait and are sent {expectedTime(until, now)}.
    </Banner>
  )
}
