import type { Channel } from '../api/types.ts'
import { stillMissing } from './channel-words.ts'

/** What came of connecting: the state of each Page, not only that something was done. What still is wrong stays until it is read. */
export function connectedToast(channels: readonly Channel[]): { readonly message: string; readonly isLasting: boolean } {
  const [first] = channels
  const done = channels.length === 1 && first ? `${first.name} is connected.` : `${channels.length} Pages are connected.`
  const left = channels.flatMap((channel) => {
    const words = stillMissing(channel)
    return words === undefined ? [] : [`${channels.length === 1 ? '' : `${channel.name}: `}${words}`]
  })
  return { message: [done, ...left].join(' '), isLasting: left.length > 0 }
}
