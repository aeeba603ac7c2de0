import { Button, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { filledWords, placeholdersIn } from '#domain/templates/message-template.ts'
import { formWordsOf } from '../api/desk-problem.ts'
import { Form } from '../ui/form.tsx'
import { FormError } from '../ui/form-error.tsx'
import { TemplatePreview } from './template-preview.tsx'

type Wish = { readonly name: string; readonly language: string; readonly body: string; readonly examples: readonly string[] }

type NewTemplateFormProps = {
  readonly isPending: boolean
  readonly failure: Error | null
  readonly onCreate: (wish: Wish) => void
  readonly onCancel: () => void
}

const FIELDS = ['name', 'language', 'body', 'examples'] as const

/** A template with its placeholders and an example for each, as the customer would read it. */
export function NewTemplateForm({ isPending, failure, onCreate, onCancel }: NewTemplateFormProps) {
  const [name, setName] = useState('')
  const [language, setLanguage] = useState('en')
  const [body, setBody] = useState('')
  const [examples, setExamples] = useState<Readonly<Record<string, string>>>({})
  const { at, whole } = formWordsOf(failure, [...FIELDS])
  const placeholders = placeholdersIn(body)
  const given = placeholders.map((placeholder) => examples[placeholder] ?? '')
  return (
    <Form
      label="New template"
      words={{ at, attempt: failure }}
      onSubmit={() => onCreate({ name: name.trim(), language: language.trim(), body, examples: given })}
    >
      <TextInput
        label="Name"
        description="Lower case letters, digits and underscores. Customers don’t see it."
        placeholder="order_on_its_way"
        data-autofocus
        value={name}
        error={at.name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label="Language"
        description="A code such as en or pt_BR."
        value={language}
        error={at.language}
        onChange={(event) => setLanguage(event.currentTarget.value)}
      />
      <Textarea
        label="Message"
        description="Write {{1}}, {{2}} where something is filled in. No offers, no discounts: Facebook rejects marketing."
        autosize
        minRows={3}
        maxRows={10}
        value={body}
        error={at.body}
        onChange={(event) => setBody(event.currentTarget.value)}
      />
      {placeholders.map((placeholder) => (
        <TextInput
          key={placeholder}
          label={`Example for {{${placeholder}}}`}
          value={examples[placeholder] ?? ''}
          error={(examples[placeholder] ?? '').trim() === '' ? at.examples : undefined}
          onChange={(event) => {
            const { value } = event.currentTarget
            setExamples((held) => ({ ...held, [placeholder]: value }))
          }}
        />
      ))}
      {body.trim() === '' ? null : <TemplatePreview words={filledWords({ header: undefined, body }, { header: [], body: given })} />}
      <FormError message={whole} />
      <div className="buttons">
        <Button type="submit" variant="filled" disabled={isPending}>
          Submit for review
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </Form>
  )
}
