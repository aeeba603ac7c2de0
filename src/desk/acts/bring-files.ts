import type { Act } from '#domain/acts/act.ts'
import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { Hindered, OpenChannel } from '#domain/channels/channel-port.ts'
import type { NextPlace } from '#domain/channels/place.ts'
import { REACH, type SubjectKind } from '#domain/conversations/subject.ts'
import type { OutgoingFile } from '#domain/files/outgoing-file.ts'
import { namesOfBrought, saveBrought } from '#storage/files/brought-files.ts'
import type { Tx } from '#storage/database.ts'
import type { Desk } from '../desk.ts'
import { transact } from '../transact.ts'

/** The files that the channel must have before the act that names them is carried. */
export function filesAhead(act: Act, subject: SubjectKind): readonly OutgoingFile[] {
  return act.kind === 'say' && REACH[subject].files?.goes === 'alone' ? (act.files ?? []) : []
}

type Ahead = { readonly channel: ChannelOfWorkspace; readonly files: readonly OutgoingFile[] }

/** The channel's names for these files, in their order; or those that it has not got. */
type Brought =
  | { readonly kind: 'all'; readonly names: readonly string[] }
  | { readonly kind: 'missing'; readonly missing: readonly OutgoingFile[] }

export async function broughtOf(tx: Tx, desk: Pick<Desk, 'now'>, { channel, files }: Ahead): Promise<Brought> {
  const names = await namesOfBrought(tx, { ...channel, files }, desk.now())
  const missing = files.filter((_file, place) => names[place] === undefined)
  return missing.length === 0 ? { kind: 'all', names: names.filter((name) => name !== undefined) } : { kind: 'missing', missing }
}

/** Waits for something without being in anybody's way. */
export type WaitFor = <Awaited>(awaited: Promise<Awaited>) => Promise<Awaited>

/** What this process brings just now, by channel and file, until it is over: taken or not. */
export type UnderWay = Map<string, Promise<unknown>>

type Bringing = {
  readonly to: OpenChannel
  readonly channel: ChannelOfWorkspace
  readonly missing: readonly OutgoingFile[]
  readonly underWay: UnderWay
  readonly waitFor: WaitFor
}

/** The channel takes no more files for some time. */
type TooMany = Extract<NextPlace, { readonly kind: 'later' }>

/**
 * Brings files to the channel and notes each as soon as it is there. Nothing is said by that: whoever is killed meanwhile leaves nothing in doubt, and
 * the next turn brings the rest. One that is brought already, for somebody else, is waited for; whether the channel took it is for the next turn to ask.
 * Answers what stands in the way, of the first that was not taken.
 */
export async function bringFiles(desk: Desk, { missing, ...bringing }: Bringing): Promise<Hindered | TooMany | undefined> {
  const { channel, underWay, waitFor } = bringing
  for (const file of missing) {
    const name = nameOf(channel, file)
    const before = underWay.get(name)
    if (before) {
      await waitFor(before)
      continue
    }
    const hindered = bringFile(desk, bringing, file)
    // What breaks off breaks off for whoever brings it.
    const over = hindered.catch(() => undefined).finally(() => underWay.delete(name))
    underWay.set(name, over)
    const obstacle = await hindered
    if (obstacle) {
      return obstacle
    }
  }
  return undefined
}

async function bringFile(
  desk: Desk,
  { to, channel, waitFor }: Omit<Bringing, 'missing'>,
  file: OutgoingFile,
): Promise<Hindered | TooMany | undefined> {
  const next = to.nextPlaceForFile()
  if (next.kind === 'later') {
    return next
  }
  const outcome = await to.bring(file, await waitFor(next.place))
  if (outcome.kind !== 'brought') {
    return outcome
  }
  await transact(desk, (tx) => saveBrought(tx, channel, { file, called: outcome.called, at: desk.now() }))
  return undefined
}

function nameOf({ workspaceId, channelId }: ChannelOfWorkspace, { digest, form, what, name }: OutgoingFile): string {
  return JSON.stringify([workspaceId, channelId, digest, form, what, name])
}
