import type { Attachment, Message } from '../types.ts'

const KINDS: Readonly<Record<string, string>> = {
  image: 'Photo',
  video: 'Video',
  audio: 'Sound',
  file: 'File',
  sticker: 'Sticker',
  location: 'Location',
  template: 'Card',
  fallback: 'Link',
  share: 'Link',
  post: 'Post',
  ig_post: 'Post',
  reel: 'Reel',
  ig_reel: 'Reel',
  appointment_booking: 'Appointment',
}

/** One line for a list, a quote or a title: the words, or what came instead of them. */
export function wordsOf(message: Message): string {
  if (message.is_unsent) {
    return 'Message unsent'
  }
  if (message.text !== null && message.text !== '') {
    return message.text
  }
  if (message.more?.['is_unsupported'] === true) {
    return 'Only Messenger can show this'
  }
  const [first] = message.attachments
  if (!first && !message.postback) {
    return `Not shown on this page: ${Object.keys(message.more ?? {}).join(', ')}`
  }
  return first ? kindWords(first, message.attachments.length) : (message.postback?.title ?? '')
}

function kindWords(attachment: Attachment, count: number): string {
  const payload = attachment.payload ?? {}
  if (typeof payload['text'] === 'string') {
    return payload['text']
  }
  const kind = payload['sticker_id'] === undefined ? kindOf(attachment) : 'Sticker'
  return count > 1 ? `${count} ${kind.toLowerCase()}s` : kind
}

/** What it is in a word, or Facebook's own name for it. */
export function kindOf(attachment: Attachment): string {
  return isRecording(attachment) ? 'Voice message' : (KINDS[attachment.type] ?? attachment.type)
}

/** Messenger names recordings so, and no other sound. */
export function isRecording({ name }: Attachment): boolean {
  return name?.startsWith('audioclip-') === true
}

/** An address of the sandbox itself as a path, so that the page may load it by whatever name it was opened; undefined for a foreign one. */
export function ownPath(url: unknown): string | undefined {
  if (typeof url !== 'string' || !URL.canParse(url, location.origin)) {
    return undefined
  }
  const { pathname, search, hostname, port } = new URL(url, location.origin)
  const isOwn = port === location.port && (hostname === location.hostname || (isLoopback(hostname) && isLoopback(location.hostname)))
  return isOwn && (pathname.startsWith('/sandbox/') || pathname.endsWith('/picture')) ? pathname + search : undefined
}

/** Only what a browser may open: never `javascript:`. */
export function safeLink(url: unknown): string | undefined {
  return typeof url === 'string' && /^https?:\/\//i.test(url) && URL.canParse(url) ? url : undefined
}

export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : url
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.')
}
