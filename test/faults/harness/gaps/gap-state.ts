import { editedText, type Edits } from '#domain/entries/edits.ts'
import type { State } from '../storm/state.ts'
import type { GapDesk } from './gap-desk.ts'

/** What agents see of the story: who said what in which conversation, as it reads now, and what is to be done about it. */
export async function readGapState({ desk, ids, psids }: GapDesk): Promise<State> {
  const said = new Map(Object.entries(ids).flatMap(([kind, of]) => of.map((id, number) => [lastPart(id), `${kind} ${number}`] as const)))
  const nameOf = (id: string | null): string | null => (id === null ? null : (psids.get(id) ?? said.get(lastPart(id)) ?? `unknown ${id}`))
  const lines = await desk.db
    .selectFrom('entries as e')
    .innerJoin('conversations as c', (join) => join.onRef('c.workspace_id', '=', 'e.workspace_id').onRef('c.id', '=', 'e.conversation_id'))
    .select(['e.thing', 'e.external_id', 'e.author_kind', 'e.author_external_id', 'e.text', 'e.edits', 'e.replies_to', 'c.subject'])
    .select(['e.hidden_at', 'e.unhidden_at', 'e.removed_at', 'e.ticket_id'])
    .where('e.author_kind', 'is not', null)
    .orderBy('e.occurred_at')
    .execute()
  const tickets = await desk.db
    .selectFrom('tickets as t')
    .innerJoin('conversations as c', (join) => join.onRef('c.workspace_id', '=', 't.workspace_id').onRef('c.id', '=', 't.conversation_id'))
    .select(['t.status', 't.unanswered_count', 'c.subject', 'c.window_reason', 'c.window_closes_at'])
    .execute()
  const placeOf = (subject: unknown): string => {
    const { kind, personId, rootId, postId } = subject as Record<string, string | undefined>
    return `${kind} ${nameOf(personId ?? rootId ?? postId ?? null)}`
  }
  const shown = lines.map((line) => ({
    place: placeOf(line.subject),
    by: line.author_kind,
    who: line.author_kind === 'client' ? nameOf(line.author_external_id) : null,
    text: editedText(line.edits as Edits) ?? line.text,
    repliesTo: nameOf(line.replies_to),
    isHidden: line.hidden_at !== null && (line.unhidden_at === null || line.hidden_at >= line.unhidden_at),
    isRemoved: line.removed_at !== null,
    hasTicket: line.ticket_id !== null,
  }))
  return {
    conversations: Object.fromEntries(Map.groupBy(shown, ({ place }) => place)),
    tickets: Object.fromEntries(
      tickets.map(({ subject, status, unanswered_count: unanswered, window_reason: window, window_closes_at: closesAt }) => [
        placeOf(subject),
        { status, unanswered, window, isOpen: closesAt !== null && closesAt > desk.now() },
      ]),
    ),
  }
}

function lastPart(id: string): string {
  return id.split('_').at(-1) ?? id
}
