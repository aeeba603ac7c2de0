export type WhyNotPlayed = 'unplayable' | 'did-not-come'

/**
 * A browser says the same of a film that it does not understand and of one that did not come. So its first byte is asked for: where the desk gives
 * it, the browser cannot play what follows.
 */
export async function whyNotPlayed(url: string): Promise<WhyNotPlayed> {
  const answer = await fetch(url, { headers: { range: 'bytes=0-0' } }).catch(() => undefined)
  return answer?.ok === true ? 'unplayable' : 'did-not-come'
}
