import { createContext, useContext } from 'react'

/** What parts of messages need of the conversation that they stand in. */
export type TalkTools = {
  readonly talkId: string
  /** Leads to a line of this conversation, wherever it stands. */
  readonly jumpTo: (lineId: string) => void
}

const TalkContext = createContext<TalkTools | undefined>(undefined)

export const TalkProvider = TalkContext.Provider

export function useTalk(): TalkTools {
  const tools = useContext(TalkContext)
  if (tools === undefined) {
    throw new Error('A part of a message stands outside its conversation')
  }
  return tools
}
