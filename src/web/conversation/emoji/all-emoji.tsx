import { lazy, Suspense } from 'react'
import { SkeletonBars } from '../../ui/skeleton.tsx'

const EmojiPicker = lazy(async () => ({ default: (await import('./emoji-picker.tsx')).EmojiPicker }))

/** All emoji, by name and arrows. They are loaded once somebody looks for one. */
export function AllEmoji({ onPick }: { readonly onPick: (emoji: string) => void }) {
  return (
    <Suspense fallback={<SkeletonBars label="Loading emoji" />}>
      <EmojiPicker onPick={onPick} />
    </Suspense>
  )
}
