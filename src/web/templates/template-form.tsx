import { Button, NativeSelect, TextInput } from '@mantine/core'
import { IconTemplate } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { filledWords, placeholdersIn, type TemplateValues } from '#domain/templates/message-template.ts'
import { judgeLength } from '#domain/messaging-policy/message-length.ts'
import type { MessageTemplate } from '../api/types.ts'
import { shortName } from '../clients/client-name.ts'
import type { TalkByName } from '../conversation/talk.ts'
import { useSend } from '../conversation/use-send.ts'
import { Loaded } from '../settings/loaded.tsx'
import { TemplatePreview } from './new-template-form.tsx'
import { templatesQuery } from './templates-queries.ts'
import './templates.css'

type TemplateFormProps = {
  readonly talk: TalkByName
  readonly onLeave: () => void
  readonly onSent: () => void
}

/** In place of the field: a template that Facebook approved, filled for this customer. */
export function TemplateForm({ talk, onLeave, onSent }: TemplateFormProps) {
  const templates = useQuery(templatesQuery(talk.channel.id))

  function handleSent(): void {
    onLeave()
    onSent()
  }

  return (
    <div className="composer template-form" data-mode="reply" data-focus-group="composer">
      <p className="dest">
        <IconTemplate size={14} aria-hidden="true" />
        <span>About an order, an account or an appointment of {shortName(talk.client)}’s. Facebook’s rule: no offers.</span>
      </p>
      <Loaded query={templates} what="The templates">
        {(all) => <Filling talk={talk} templates={all.filter(isSendable)} onLeave={onLeave} onSent={handleSent} />}
      </Loaded>
    </div>
  )
}

function isSendable({ status, isFillable }: MessageTemplate): boolean {
  return status === 'approved' && isFillable
}

type FillingProps = TemplateFormProps & { readonly templates: readonly MessageTemplate[] }

function Filling({ talk, templates, onLeave, onSent }: FillingProps) {
  const [chosenId, setChosenId] = useState<string>()
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const send = useSend(talk.id, undefined)
  const template = templates.find(({ id }) => id === chosenId) ?? templates[0]
  if (template === undefined) {
    return (
      <div className="buttons">
        <span className="grow">No approved template of this Page can be sent from here.</span>
        <Button size="xs" onClick={onLeave}>
          Back
        </Button>
      </div>
    )
  }
  const fields = fieldsOf(template)
  const values = valuesOf(fields, typed)
  const words = filledWords({ header: template.header ?? undefined, body: template.body }, values)
  const isFull = fields.every(({ key }) => (typed[key] ?? '').trim() !== '')
  const canSend = isFull && judgeLength(words).kind === 'fits'

  function handleSubmit(event: FormEvent): void {
    event.preventDefault()
    if (canSend && template !== undefined) {
      const chosen = { id: template.id, values }
      send({ mode: 'reply', replyMode: 'utility', text: words, more: [], mention: undefined, template: chosen, files: [] })
      onSent()
    }
  }

  return (
    <form aria-label="Template" onSubmit={handleSubmit}>
      <NativeSelect
        label="Template"
        data-focus-home="composer"
        value={template.id}
        data={templates.map(({ id, name, language }) => ({ value: id, label: `${name} (${language})` }))}
        onChange={(event) => {
          setChosenId(event.currentTarget.value)
          setTyped({})
        }}
      />
      {fields.map(({ key, label }) => (
        <TextInput
          key={key}
          label={label}
          maxLength={1000}
          value={typed[key] ?? ''}
          onChange={(event) => {
            const { value } = event.currentTarget
            setTyped((held) => ({ ...held, [key]: value }))
          }}
        />
      ))}
      <TemplatePreview words={words} />
      <div className="buttons">
        <Button type="submit" variant="filled" disabled={!canSend}>
          Send template
        </Button>
        <Button onClick={onLeave}>Back</Button>
      </div>
    </form>
  )
}

type Field = { readonly key: string; readonly label: string; readonly part: keyof TemplateValues }

function fieldsOf({ header, body }: MessageTemplate): readonly Field[] {
  const ofPart = (part: keyof TemplateValues, text: string | null): Field[] =>
    placeholdersIn(text ?? undefined).map((name) => ({
      key: `${part} ${name}`,
      label: `{{${name}}}${part === 'header' ? ' in the heading' : ''}`,
      part,
    }))
  return [...ofPart('header', header), ...ofPart('body', body)]
}

function valuesOf(fields: readonly Field[], typed: Readonly<Record<string, string>>): TemplateValues {
  const of = (wanted: keyof TemplateValues) => fields.filter(({ part }) => part === wanted).map(({ key }) => typed[key] ?? '')
  return { header: of('header'), body: of('body') }
}
