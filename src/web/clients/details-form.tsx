import { Button, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { formWordsOf } from '../api/desk-problem.ts'
import type { Client } from '../api/types.ts'
import { Form } from '../ui/form.tsx'
import { FormError } from '../ui/form-error.tsx'
import { useDescribeClient, type Details } from './clients-queries.ts'

const FIELDS = ['name', 'phone', 'email'] as const

/** Name, phone and e-mail, written by a colleague: what Facebook tells overwrites none of it. */
export function DetailsForm({ client, onDone }: { readonly client: Client; readonly onDone: () => void }) {
  const [name, setName] = useState(client.name ?? '')
  const [phone, setPhone] = useState(client.phone ?? '')
  const [email, setEmail] = useState(client.email ?? '')
  const nameField = useRef<HTMLInputElement>(null)
  useEffect(() => nameField.current?.focus(), [])
  const describe = useDescribeClient(client.id)
  const { at, whole } = formWordsOf(describe.error, FIELDS)
  const details = changesOf(client, { name, phone, email })
  const mayUseTold = client.isNameWritten && client.toldName !== null && name !== client.toldName

  /** The button goes with it, so the focus goes to the name. */
  function takeToldName(): void {
    setName(client.toldName ?? '')
    nameField.current?.focus()
  }

  function save(): void {
    if (Object.keys(details).length === 0) {
      onDone()
    } else {
      describe.mutate(details, { onSuccess: onDone })
    }
  }

  return (
    <section>
      <h3>Edit details</h3>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- its keys are the form's: the fields and buttons have them, too */}
      <div
        data-focus-group="client-details"
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            // The drawer stays open.
            event.stopPropagation()
            onDone()
          } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            save()
          }
        }}
      >
        <Form label="Details" words={{ at, attempt: describe.error }} onSubmit={save}>
          <div className="form-field">
            <TextInput
              label="Name"
              description={nameWords(client)}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              maxLength={200}
              dir="auto"
              ref={nameField}
              value={name}
              error={at.name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            {mayUseTold ? (
              <Button size="xs" variant="quiet" className="use-told" onClick={takeToldName}>
                Use Facebook’s name
              </Button>
            ) : null}
          </div>
          <TextInput
            label="Phone"
            type="tel"
            inputMode="tel"
            maxLength={50}
            value={phone}
            error={at.phone}
            onChange={(event) => setPhone(event.currentTarget.value)}
          />
          <TextInput
            label="E-mail"
            type="email"
            maxLength={320}
            value={email}
            error={at.email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <FormError message={whole} />
          <div className="buttons">
            <Button type="submit" size="xs" variant="filled" disabled={describe.isPending}>
              Save
            </Button>
            <Button size="xs" variant="quiet" onClick={onDone}>
              Cancel
            </Button>
          </div>
        </Form>
      </div>
    </section>
  )
}

function nameWords({ toldName }: Client): string {
  return toldName === null ? 'Only colleagues see it. Empty, the name is used that Facebook tells.' : `On Facebook: ${toldName}`
}

type Written = { readonly name: string; readonly phone: string; readonly email: string }

/** Only what was changed is sent: a colleague may have changed the rest meanwhile. Facebook's own name is not written, but used. */
function changesOf(client: Client, written: Written): Details {
  const name = written.name.trim() === (client.toldName ?? '') ? null : written.name.trim()
  return {
    ...(written.name.trim() === (client.name ?? '') ? {} : { name }),
    ...(written.phone.trim() === (client.phone ?? '') ? {} : { phone: written.phone.trim() || null }),
    ...(written.email.trim() === (client.email ?? '') ? {} : { email: written.email.trim() || null }),
  }
}
