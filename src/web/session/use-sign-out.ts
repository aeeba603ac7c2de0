import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ask } from '../api/client.ts'
import { DeskProblem } from '../api/desk-problem.ts'
import { tellFailure } from '../api/tell-failure.ts'
import { outboxOf } from '../conversation/outbox.ts'
import { showToast } from '../ui/toast-store.ts'
import { useSession } from './session.ts'

/** Ends this session on the server, or all of one's sessions. What was not sent yet is kept in the browser for who wrote it. */
export function useSignOut(where: 'here' | 'everywhere' = 'here'): () => Promise<void> {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const { memberId } = useSession()
  return async () => {
    try {
      await (where === 'here' ? ask('DELETE /api/v1/session') : ask('DELETE /api/v1/account/sessions'))
    } catch (failure) {
      // A session that is already over is what was asked for; anything else leaves one signed in, and says so.
      if (!(failure instanceof DeskProblem && failure.code === 'not-signed-in')) {
        tellFailure(failure)
        return
      }
    }
    const unsentCount = outboxOf(memberId).length
    if (unsentCount > 0) {
      showToast({ message: unsentWords(unsentCount), isLasting: true })
    }
    await navigate({ to: '/sign-in' })
    queryClient.clear()
  }
}

function unsentWords(count: number): string {
  const what = count === 1 ? '1 text of yours was not sent. It stays' : `${count} texts of yours were not sent. They stay`
  return `${what} in this browser until you sign in here again.`
}
