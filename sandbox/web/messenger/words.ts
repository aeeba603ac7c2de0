import type { Attachment, Message } from '../types.ts'

const KINDS: Readonly<Record<string, string>> = {
  image: 'Photo',
  video: 'Video',
  audio: 'Voice message',
  file: 'File',
  sticker: 'Sticker',
  location: 'Location',
  template: 'Card',
  fallback: 'Link',
  share: 'Link',
}

/** One line for a list, a quote or a title: the words, or what came instead of them. */
export function wordsOf(message: Message): string {
  if (message.is_unsent) {
    return 'Message unsent'
  }
  if (message.text !== null && message.text !== '') {
    return message.text
  }
  const [first] = message.attachments
  return first ? kindWords(first, message.attachments.length) : (message.postback?.title ?? '')
}

function kindWords(attachment: Attachment, count: number): string {
  const payload = attachment.payload ?? {}
  if (typeof payload['text'] === 'string') {
    return payload['text']
  }
  const kind = payload['sticker_id'] === undefined ? (KINDS[attachment.type] ?? attachment.type) : 'Sticker'
  return count > 1 ? `${count} ${kind.toLowerCase()}s` : kind
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
