import { createContext, useContext } from 'react'

/** The first name of whoever sent a file, and can send it again. Undefined: nobody can be asked, as in our messages and in posts. */
const SenderContext = createContext<string | undefined>(undefined)

export const SenderProvider = SenderContext.Provider

export function useSender(): string | undefined {
  return useContext(SenderContext)
}
