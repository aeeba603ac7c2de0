import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { formWordsOf } from '../api/desk-problem.ts'
import { Form } from '../ui/form.tsx'
import { FormError } from '../ui/form-error.tsx'

type RegistrationFormProps = {
  readonly known: string
  readonly isPending: boolean
  readonly failure: Error | null
  readonly onSave: (useScenario: string) => void
  readonly onCancel: () => void
}

/** For what a Page is registered in the News Page Index. */
export function RegistrationForm({ known, isPending, failure, onSave, onCancel }: RegistrationFormProps) {
  const [useScenario, setUseScenario] = useState(known)
  const { at, whole } = formWordsOf(failure, ['useScenario'])
  const typed = useScenario.trim()
  return (
    <Form label="News Page Index" words={{ at, attempt: failure }} onSubmit={() => onSave(typed)}>
      <TextInput
        label="Use scenario"
        description="What the Page sends, as stated when it was registered. Agents read it before they send news."
        maxLength={500}
        data-autofocus
        value={useScenario}
        error={at.useScenario}
        onChange={(event) => setUseScenario(event.currentTarget.value)}
      />
      <FormError message={whole} />
      <div className="buttons">
        <Button type="submit" variant="filled" disabled={typed === '' || isPending}>
          Save
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </Form>
  )
}
