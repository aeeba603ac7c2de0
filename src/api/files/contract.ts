import { z } from 'zod'
import { AnyAttachmentId, AnyTicketId } from '../contract/ids.ts'
import { FilePart } from '../contract/message-parts.ts'
import { Instant, Nothing, type RouteContract, Uuid } from '../contract/route.ts'

const tags = ['files']
/** Of a ticket of a whole post the thread that is answered. */
const ThreadId = Uuid.optional()
const FileParams = z.object({ attachmentId: AnyAttachmentId })

/** `shown`: a picture upright and without what the camera wrote into it. `original`: as it came, for administrators, as evidence. */
export const FileSize = z.enum(['shown', 'preview', 'original']).meta({ id: 'FileSize' })
export type FileSize = z.infer<typeof FileSize>

export const getFile = {
  method: 'GET',
  url: '/api/v1/files/:attachmentId',
  schema: {
    tags,
    summary:
      'The bytes of a kept file, whole or by `Range`. Pictures, sounds and films are told by their content and may be shown; all else is only saved',
    params: FileParams,
    /** `v` means nothing here: with another picture an address has another one, so that browsers ask again. */
    querystring: z.strictObject({ size: FileSize.default('shown'), v: z.string().max(64).optional() }),
    response: { 200: z.string().describe('The bytes, of the media type that their content tells') },
  },
} as const satisfies RouteContract

/** Its answer is the file as a part of a message; its id goes along with a reply (`files` of `replyToTicket`). */
export const uploadFile = {
  method: 'POST',
  url: '/api/v1/tickets/:ticketId/files',
  schema: {
    tags,
    summary:
      'Bring a file that a reply to this ticket is to say: its bytes are the body, of any content type. What may be sent where is told by the refusal. Not sent, it goes after a week',
    params: z.object({ ticketId: AnyTicketId }),
    /** `name`: what it was called where it comes from, for people. */
    querystring: z.strictObject({ name: z.string().max(500).optional(), threadId: ThreadId }),
    response: { 201: FilePart },
  },
} as const satisfies RouteContract

/** So that a composer shows them again after a reload. */
export const listUploads = {
  method: 'GET',
  url: '/api/v1/tickets/:ticketId/files',
  schema: {
    tags,
    summary:
      'The files that you brought for a reply to this ticket and have not sent, in the order in which you chose them, or put them since',
    params: z.object({ ticketId: AnyTicketId }),
    querystring: z.strictObject({ threadId: ThreadId }),
    response: { 200: z.object({ files: z.array(FilePart) }) },
  },
} as const satisfies RouteContract

/** With the order of `files` of a reply it has nothing to do: it is how they are listed. */
export const orderUploads = {
  method: 'PUT',
  url: '/api/v1/tickets/:ticketId/file-order',
  schema: {
    tags,
    summary: 'Put the files that you brought for a reply to this ticket into an order; what is not yours, or was sent, is passed over',
    params: z.object({ ticketId: AnyTicketId }),
    body: z.strictObject({ files: z.array(AnyAttachmentId).max(50), threadId: ThreadId }),
    response: { 204: Nothing },
  },
} as const satisfies RouteContract

/** What a reply says stays. */
export const removeUpload = {
  method: 'DELETE',
  url: '/api/v1/files/:attachmentId',
  schema: {
    tags,
    summary: 'Remove a file of yours that you brought and that no reply says',
    params: FileParams,
    response: { 204: Nothing },
  },
} as const satisfies RouteContract

export const tryFile = {
  method: 'POST',
  url: '/api/v1/files/:attachmentId/tries',
  schema: {
    tags,
    summary: 'Try now to fetch a file that waits or is gone',
    params: FileParams,
    response: { 204: Nothing },
  },
} as const satisfies RouteContract

/** Files wait for our own storage: it is full, or it does not answer. What is said goes on. */
const FileStorageProblem = z
  .object({ reason: z.enum(['storage-full', 'storage-away']), since: Instant, waitingCount: z.int() })
  .meta({ id: 'FileStorageProblem' })

export const FileStorage = z.object({ problem: FileStorageProblem.nullable() }).meta({ id: 'FileStorage' })
export type FileStorage = z.infer<typeof FileStorage>

export const getFileStorage = {
  method: 'GET',
  url: '/api/v1/file-storage',
  schema: { tags, summary: 'Whether files can be stored', response: { 200: FileStorage } },
} as const satisfies RouteContract
