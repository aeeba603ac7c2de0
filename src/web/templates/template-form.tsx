import { Button, NativeSelect, TextInput } from '@mantine/core'
import { IconTemplate } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { filledWords, placeholdersIn, type TemplateValues } from '#domain/templates/message-template.ts'
import { judgeLength } from '#domain/messaging-policy/message-length.ts'
import type { FilledTemplate, MessageTemplate } from '../api/types.ts'
import { shortName } from '../clients/client-name.ts'
import type { TalkByName } from '../conversation/talk.ts'
import { useSend } from '../conversation/use-send.ts'
import { Loaded } from '../settings/loaded.tsx'
import { TemplatePreview } from './template-preview.tsx'
import { templatesQuery } from './templates-queries.ts'
import { useFirstFocus } from '../ui/use-first-focus.ts'
import './templates.css'

type TemplateFormProps = {
  readonly talk: TalkByName
  /** What one begins with. */
  readonly begun: FilledTemplate | undefined
  readonly onLeave: () => void
  readonly onSent: () => void
}

/** In place of the field: a template that Facebook approved, filled for this customer. */
export function TemplateForm({ talk, begun, onLeave, onSent }: TemplateFormProps) {
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
        {(all) => <Filling talk={talk} begun={begun} templates={all.filter(isSendable)} onLeave={onLeave} onSent={handleSent} />}
      </Loaded>
    </div>
  )
}

function isSendable({ status, isFillable }: MessageTemplate): boolean {
  return status === 'approved' && isFillable
}

type FillingProps = TemplateFormProps & { readonly templates: readonly MessageTemplate[] }

/** What is typed belongs to its template: where that goes, nothing of it stands in another. */
function Filling({ talk, begun, templates, onLeave, onSent }: FillingProps) {
  const [chosen, setChosen] = useState<FilledTemplate | undefined>(begun)
  const send = useSend(talk.id, undefined)
  const firstFocus = useFirstFocus()
  const template = templates.find(({ id }) => id === chosen?.id) ?? templates[0]
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
  const values = valuesFor(template, chosen)
  const words = filledWords({ header: template.header ?? undefined, body: template.body }, values)
  const isFull = [...values.header, ...values.body].every((value) => value.trim() !== '')
  const canSend = isFull && judgeLength(words).kind === 'fits'

  function handleSubmit(event: FormEvent): void {
    event.preventDefault()
    if (canSend && template !== undefined) {
      const filled = { id: template.id, values }
      send({ mode: 'reply', replyMode: 'utility', text: words, more: [], mention: undefined, template: filled, files: [] })
      onSent()
    }
  }

  return (
    <form aria-label="Template" onSubmit={handleSubmit}>
      <NativeSelect
        label="Template"
        ref={firstFocus}
        data-focus-home="composer"
        value={template.id}
        data={templates.map(({ id, name, language }) => ({ value: id, label: `${name} (${language})` }))}
        onChange={(event) => setChosen({ id: event.currentTarget.value, values: { header: [], body: [] } })}
      />
      {fieldsOf(template).map(({ part, place, label }) => (
        <TextInput
          key={`${template.id} ${label}`}
          label={label}
          maxLength={1000}
          value={values[part][place] ?? ''}
          onChange={(event) => {
            const { value } = event.currentTarget
            setChosen({ id: template.id, values: { ...values, [part]: values[part].with(place, value) } })
          }}
        />
      ))}
      <TemplatePreview words={words} buttons={template.buttons} />
      <div className="buttons">
        <Button type="submit" variant="filled" disabled={!canSend}>
          Send template
        </Button>
        <Button onClick={onLeave}>Back</Button>
      </div>
    </form>
  )
}

type Part = keyof TemplateValues
type Field = { readonly part: Part; readonly place: number; readonly label: string }

function fieldsOf({ header, body }: MessageTemplate): readonly Field[] {
  const ofPart = (part: Part, text: string | null): Field[] =>
    placeholdersIn(text ?? undefined).map((name, place) => ({
      part,
      place,
      label: `{{${name}}}${part === 'header' ? ' in the heading' : ''}`,
    }))
  return [...ofPart('header', header), ...ofPart('body', body)]
}

/** A value for each placeholder, empty where none is there. */
function valuesFor(template: MessageTemplate, chosen: FilledTemplate | undefined): FilledTemplate['values'] {
  const typed = chosen?.id === template.id ? chosen.values : undefined
  const of = (part: Part) => placeholdersIn(template[part] ?? undefined).map((_name, place) => typed?.[part][place] ?? '')
  return { header: of('header'), body: of('body') }
}
