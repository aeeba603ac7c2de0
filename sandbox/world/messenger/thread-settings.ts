/** What of threads and profiles is not proven. */
export type ThreadSettings = {
  /** How a private reply after the 7 days is refused: 100/2534025 or 10903. */
  latePrivateReply: 'not_valid' | 'not_allowed'
  /** What `/{psid}` answers an app without profile access: 2018247, or nothing but the id. */
  deniedProfile: 'error' | 'empty'
  /** What a message older than the 20 newest answers when it is asked for: 100/9000001, or 100/33 as anything that is gone. */
  oldMessageError: 'deleted' | 'unsupported'
  /** What a thread's list of messages shows of those: their id and time alone (as the docs say), or nothing at all. */
  oldMessagesListed: boolean
  /**
   * `routing`: conversation routing as documented since 2025-09, where only a Page with a default app lets take, and only one without
   * lets ask. `protocol`: what the Handover Protocol before it let the Page's main receiver do, too: ask, and take what it holds already.
   * The docs call routing compatible with most of it, and name no exception.
   */
  handover: 'routing' | 'protocol'
}

export function defaultThreadSettings(): ThreadSettings {
  return { latePrivateReply: 'not_valid', deniedProfile: 'error', oldMessageError: 'deleted', oldMessagesListed: true, handover: 'routing' }
}
