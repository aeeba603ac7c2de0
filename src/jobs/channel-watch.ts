import { checkChannels, type CheckPorts } from '#desk/channels/check-channels.ts'
import { mailAboutKeys, type KeyMailTools } from '#desk/channels/mail-about-keys.ts'
import { mailAboutSilence } from '#desk/channels/mail-about-silence.ts'
import type { Desk } from '#desk/desk.ts'
import { hastenAllChannels } from '#storage/channel-checks.ts'
import { startWatch, type Watch } from './watch.ts'

export type ChannelWatchOptions = {
  readonly desk: Desk
  readonly ports: CheckPorts
  readonly tools: KeyMailTools
  readonly onFailure: (error: unknown) => void
  readonly everyMs?: number
}

/** Checks channels when that is due, and tells administrators of keys that end. Every process that works may look; what is done once is a row. */
export function startChannelWatch({ desk, ports, tools, ...options }: ChannelWatchOptions): Watch {
  let isBegun = false
  return startWatch({
    ...options,
    desk,
    look: async ({ isTurnedBack, isStopping }) => {
      if (!isBegun || isTurnedBack) {
        // How long the desk was away nobody knows, nor what happened meanwhile.
        await hastenAllChannels(desk.db)
        isBegun = true
      }
      // What is known is told first: Facebook may keep us waiting.
      await mailAboutKeys(desk, tools)
      await checkChannels(desk, ports, { isStopping })
      await mailAboutKeys(desk, tools)
      await mailAboutSilence(desk, tools)
    },
  })
}
