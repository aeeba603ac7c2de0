import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { answerOf, api } from '../api/client.ts'
import { DeskProblem, wordsOf } from '../api/desk-problem.ts'
import { emptyOutbox } from '../tickets/outbox.ts'
import { showToast } from '../ui/toast-store.ts'

/** Ends this session on the server, or all of one's sessions, then forgets everything that was held here. */
export function useSignOut(where: 'here' | 'everywhere' = 'here'): () => Promise<void> {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  return async () => {
    try {
      await answerOf(where === 'here' ? api.DELETE('/api/v1/session') : api.DELETE('/api/v1/account/sessions'))
    } catch (failure) {
      // A session that is already over is what was asked for; anything else leaves one signed in, and says so.
      if (!(failure instanceof DeskProblem && failure.code === 'not-signed-in')) {
        showToast({ message: wordsOf(failure), isLasting: true })
        return
      }
    }
    emptyOutbox()
    window.sessionStorage.clear()
    await navigate({ to: '/sign-in' })
    queryClient.clear()
  }
}
