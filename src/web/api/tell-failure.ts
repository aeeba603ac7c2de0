import { showToast } from '../ui/toast-store.ts'
import { DeskProblem, wordsOf } from './desk-problem.ts'

/** Tells why a call failed, until somebody closes it. That the desk cannot be reached is told until it can. */
export function tellFailure(failure: unknown): void {
  showToast({ message: wordsOf(failure), isLasting: true, isOfAbsence: !(failure instanceof DeskProblem) })
}
