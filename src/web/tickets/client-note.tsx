import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { ask } from '../api/client.ts'
import { DeskProblem, wordsOf } from '../api/desk-problem.ts'
import { keys } from '../api/query-client.ts'
import type { Client } from '../api/types.ts'
import { mergedName } from '../clients/client-words.ts'
import { useConnection } from '../live/connection.ts'
import { useMay, useSession } from '../session/session.ts'
import { keepNoteDraft, leftToSave, noteState, readNoteDraft, type NoteDraft } from './note-draft.ts'

type NoteProps = { readonly client: Client }

/** What colleagues should know about this person; the customer never sees it. */
export function ClientNote({ client }: NoteProps) {
  const mayWork = useMay('ticket.work')
  return (
    <section>
      <h3>{mayWork ? <label htmlFor="client-note">Note</label> : 'Note'}</h3>
      {mayWork ? (
        <OwnNote client={client} />
      ) : (
        <p className={client.note === '' ? 'faint' : 'note-text'} dir="auto">
          {client.note === '' ? 'No note' : client.note}
        </p>
      )}
      {client.merged
        .filter(({ note }) => note !== '')
        .map((merged) => (
          <div className="merged-note" key={merged.id}>
            <h4>
              From <bdi>{mergedName(merged, client)}</bdi>, before the merge
            </h4>
            <p className="note-text" dir="auto">
              {merged.note}
            </p>
          </div>
        ))}
    </section>
  )
}

/** Saved on leaving it, in whatever way; what could not be saved is kept in this browser until it is. */
function OwnNote({ client }: NoteProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  const isWriting = () => field.current !== null && document.activeElement === field.current
  const { draft, change, save, failure, isSaving, onItsWay } = useNote(client, isWriting)
  const state = noteState(draft, client.note, onItsWay)
  const connection = useConnection()

  // Leaving the ticket leaves the field, though the browser tells of no leaving.
  const leave = useRef(save)
  useEffect(() => {
    leave.current = save
  })
  useEffect(() => () => leave.current(), [])
  // What an earlier visit or a lost connection left behind.
  useEffect(() => {
    if (connection.kind === 'live' && document.activeElement !== field.current) {
      leave.current()
    }
  }, [connection.kind])

  return (
    <div
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) {
          save()
        }
      }}
    >
      <textarea
        ref={field}
        id="client-note"
        className="client-note"
        dir="auto"
        maxLength={10_000}
        placeholder="Only colleagues see this"
        aria-describedby="client-note-state"
        value={draft?.text ?? client.note}
        onChange={(event) => change({ text: event.currentTarget.value, before: draft?.before ?? client.note })}
      />
      {state === 'conflict' ? (
        <Conflict
          note={client.note}
          onKeepMine={() => save({ text: draft?.text ?? '', before: client.note })}
          onTakeTheirs={() => change(undefined)}
        />
      ) : null}
      <output className="note-state" id="client-note-state">
        {state === 'unsaved' ? stateWords(failure, isSaving) : ''}
      </output>
      {state === 'unsaved' ? (
        // A press leaves the focus in the field: Safari gives it to no button, and leaving the field saves what Undo is to drop.
        <div className="buttons note-buttons" role="presentation" onMouseDown={(event) => event.preventDefault()}>
          <Button size="xs" variant="filled" disabled={isSaving} onClick={() => save()}>
            Save note
          </Button>
          <Button size="xs" variant="quiet" onClick={() => change(undefined)}>
            Undo
          </Button>
        </div>
      ) : null}
    </div>
  )
}

type ConflictProps = { readonly note: string; readonly onKeepMine: () => void; readonly onTakeTheirs: () => void }

function Conflict({ note, onKeepMine, onTakeTheirs }: ConflictProps) {
  return (
    <div className="explain note-conflict" data-tone="warn" role="alert">
      <p className="head">A colleague changed this note meanwhile</p>
      <p>{note === '' ? 'They emptied it.' : 'It now reads:'}</p>
      {note === '' ? null : (
        <p className="note-text" dir="auto">
          {note}
        </p>
      )}
      <div className="buttons">
        <Button size="xs" onClick={onKeepMine}>
          Save mine instead
        </Button>
        <Button size="xs" onClick={onTakeTheirs}>
          Discard mine
        </Button>
      </div>
    </div>
  )
}

function stateWords(failure: Error | undefined, isSaving: boolean): string {
  if (isSaving) {
    return 'Saving…'
  }
  return failure === undefined ? 'Saves when you leave this field.' : `Not saved, kept in this browser. ${wordsOf(failure)}`
}

function useNote(client: Client, isWriting: () => boolean) {
  const { memberId } = useSession()
  const queryClient = useQueryClient()
  const of = { memberId, clientId: client.id }
  const [draft, setDraft] = useState(() => readNoteDraft(of))
  const saving = useMutation({
    mutationFn: ({ text, before }: NoteDraft) =>
      ask('PUT /api/v1/clients/:clientId/note', { params: { clientId: client.id }, body: { note: text, before } }),
    onSuccess: (changed, sent) => {
      const key = keys.client(client.id)
      const now = queryClient.getQueryData<Client>(key) ?? client
      // A colleague's change may be here before the answer to ours, and is newer.
      const stands = now.note === sent.before ? changed : now
      queryClient.setQueryData(key, stands)
      const left = leftToSave(readNoteDraft(of), sent, changed.note)
      change(left)
      // Who still writes has not left the field yet, and may undo it.
      if (left !== undefined && noteState(left, stands.note) === 'unsaved' && !isWriting()) {
        saving.mutate(left)
      }
    },
    onError: async (failure) => {
      if (failure instanceof DeskProblem && failure.code === 'conflict') {
        await queryClient.invalidateQueries({ queryKey: keys.client(client.id) })
      }
    },
  })

  function change(next: NoteDraft | undefined): void {
    keepNoteDraft(of, next)
    setDraft(next)
  }

  function save(next = draft): void {
    if (next === undefined) {
      return
    }
    change(next.text === client.note ? undefined : next)
    if (noteState(next, client.note) === 'unsaved' && !saving.isPending) {
      saving.mutate(next)
    }
  }

  const onItsWay = saving.isPending ? saving.variables.text : undefined
  return { draft, change, save, failure: saving.error ?? undefined, isSaving: saving.isPending, onItsWay }
}
