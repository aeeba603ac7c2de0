import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../api/client.ts'
import { keys } from '../api/query-client.ts'
import { tellFailure } from '../api/tell-failure.ts'
import type { Session } from '../api/types.ts'
import { useSession } from '../session/session.ts'
import { isSendPress } from './is-send-press.ts'
import { keyNames, SEND_KEYS } from './key-names.ts'

/** One's own choice, in whatever browser: Enter sends, and Shift with Enter begins a line. It is so at once; where the desk does not take it, it is as before. */
export function useSwitchEnterSends() {
  const queryClient = useQueryClient()
  const set = (enterSends: boolean) => queryClient.setQueryData<Session>(keys.session, (session) => session && { ...session, enterSends })
  return useMutation({
    mutationFn: (isOn: boolean) => ask('PUT /api/v1/account/enter-sends', { body: { isOn } }),
    onMutate: set,
    onError: (failure, isOn) => {
      set(!isOn)
      tellFailure(failure)
    },
  })
}

/** Whether a press sends what one writes, as one has chosen it. */
export function useIsSendPress(): (press: KeyboardEvent) => boolean {
  const { enterSends } = useSession()
  return (press) => isSendPress(press, enterSends)
}

/** What stands on the button that sends. */
export function useSendKeys(): string {
  return useSession().enterSends ? keyNames(['↵']).join(' ') : SEND_KEYS
}
