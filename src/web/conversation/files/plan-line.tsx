import { IconPaperclip } from '@tabler/icons-react'
import type { FileRule } from '#domain/files/outgoing-file.ts'
import type { ChosenFile } from './choices.ts'
import { holdWords, planOf } from './plan-words.ts'

type Props = { readonly rule: FileRule; readonly texts: number; readonly chosen: readonly ChosenFile[]; readonly hasCards: boolean }

/** What will be sent, before it is; or what stands in the way. */
export function PlanLine({ rule, texts, chosen, hasCards }: Props) {
  const hold = rule.goes === 'alone' ? holdWords(rule, chosen) : undefined
  const plan = planOf(rule, texts, { files: chosen, hasCards })
  if (hold === undefined && plan === undefined) {
    return null
  }
  return (
    <p className="plan">
      <IconPaperclip size={14} aria-hidden="true" />
      {hold === undefined && plan !== undefined ? (
        <span>
          Sends as <b>{plan.count} messages</b>: {plan.words}. If one is not sent, those behind it wait.
        </span>
      ) : (
        <span>{hold}</span>
      )}
    </p>
  )
}
