import type { ChannelContents } from '#domain/channels/deletion.ts'
import type { DeletedChannel as Deleted } from '#storage/channel-deletions.ts'
import type { DeletedChannel } from './contract.ts'

export function presentContents({ tickets, messages, comments, files, waiting }: ChannelContents) {
  return { tickets, messages, comments, files, waiting }
}

export function presentDeleted({ channelId, pageId, name, by, startedAt, finishedAt, ...contents }: Deleted): DeletedChannel {
  return {
    channelId,
    pageId,
    name,
    by,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt.toISOString(),
    ...presentContents(contents),
  }
}
