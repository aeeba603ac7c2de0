import type { Act } from '#domain/acts/act.ts'
import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { Hindered, OpenChannel } from '#domain/channels/channel-port.ts'
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

type Bringing = { readonly to: OpenChannel; readonly channel: ChannelOfWorkspace; readonly missing: readonly OutgoingFile[] }

/**
 * Brings files to the channel and notes each as soon as it is there. Nothing is said by that: whoever is killed meanwhile leaves nothing in doubt, and
 * the next turn brings the rest. Answers what stands in the way, of the first that was not taken.
 */
export async function bringFiles(desk: Desk, { to, channel, missing }: Bringing): Promise<Hindered | undefined> {
  for (const file of missing) {
    const outcome = await to.bring(file)
    if (outcome.kind !== 'brought') {
      return outcome
    }
    await transact(desk, (tx) => saveBrought(tx, channel, { file, called: outcome.called, at: desk.now() }))
  }
  return undefined
}
