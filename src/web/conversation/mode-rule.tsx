import { IconNews, IconUserCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReplyMode } from '#domain/messaging-policy/reply-mode.ts'
import { allowancesQuery } from '../channels/allowances-queries.ts'
import { shortName } from '../clients/client-name.ts'
import { sentenceTime } from '../ui/format-time.ts'
import { useNow } from '../ui/use-now.ts'
import { humanAgentRule, NEWS_RULE } from './reply-mode-words.ts'
import type { TalkByName } from './talk.ts'
import type { ModeRules } from './use-mode-rule.ts'

type RuleProps = { readonly talk: Pick<TalkByName, 'client' | 'channel'> }

type ModeRuleProps = RuleProps & { readonly mode: ReplyMode; readonly rules: ModeRules }

/** What Facebook asks of a message outside of the 24 hours, above the field. */
export function ModeRule({ talk, mode, rules }: ModeRuleProps) {
  switch (mode) {
    case 'response':
    case 'utility':
      return null
    case 'human-agent':
      return <HumanAgentRule talk={talk} />
    case 'news':
      return <NewsRule talk={talk} isConfirmed={rules.isConfirmed} onConfirm={rules.confirm} />
  }
}

function HumanAgentRule({ talk }: RuleProps) {
  return (
    <p className="dest">
      <IconUserCheck size={14} aria-hidden="true" />
      <span>{humanAgentRule(shortName(talk.client))} Locked again after this message.</span>
    </p>
  )
}

type NewsRuleProps = RuleProps & { readonly isConfirmed: boolean; readonly onConfirm: (isConfirmed: boolean) => void }

/** For what the Page is registered, and the rule that whoever sends news confirms each time. */
function NewsRule({ talk, isConfirmed, onConfirm }: NewsRuleProps) {
  const { data = [] } = useQuery(allowancesQuery(talk.channel.id))
  const now = useNow(60_000)
  const registration = data.find(({ allowance }) => allowance === 'news')
  return (
    <>
      <p className="dest">
        <IconNews size={14} aria-hidden="true" />
        <span>
          <b>News message.</b> {registration?.useScenario ? <Registered {...registration} now={now} /> : null}
        </span>
      </p>
      <label className="news-rule">
        <input type="checkbox" className="check" checked={isConfirmed} onChange={(event) => onConfirm(event.currentTarget.checked)} />
        <span>
          <b>{NEWS_RULE}</b> This message is our own news and follows the rule.
        </span>
      </label>
    </>
  )
}

type RegisteredProps = {
  readonly useScenario: string | null
  readonly changedAt: string | null
  readonly changedBy: string | null
  readonly now: Date
}

function Registered({ useScenario, changedAt, changedBy, now }: RegisteredProps) {
  const recorded = [changedBy, changedAt === null ? null : sentenceTime(new Date(changedAt), now)].filter((each) => each !== null)
  return (
    <>
      This Page is registered in the News Page Index for <bdi>“{useScenario}”</bdi>
      {recorded.length === 0 ? '' : ` (recorded by ${recorded.join(', ')})`}.
    </>
  )
}
