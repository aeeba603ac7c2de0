/** What Messenger knows beside the threads; each part is kept by the file of its name. */
export type Messenger = {
  /** Message id → PSID of the thread it stands in. */
  readonly threadOf: Map<string, string>
}

export function newMessenger(): Messenger {
  return { threadOf: new Map() }
}
