import { Button, Modal } from '@mantine/core'
import { IconPlus, IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { wordsOf } from '../api/desk-problem.ts'
import type { MessageTemplate } from '../api/types.ts'
import { Loaded } from '../settings/loaded.tsx'
import { FormError } from '../ui/form-error.tsx'
import { Pill } from '../ui/pill.tsx'
import { NewTemplateForm } from './new-template-form.tsx'
import { ShownButtons } from './shown-buttons.tsx'
import { STATUS_WORDS, templateNote } from './template-words.ts'
import { templatesQuery, useCreateTemplate, useRefreshTemplates } from './templates-queries.ts'
import './templates.css'

/** The templates of a Page for utility messages: what Facebook said of each, and how a new one comes to be. */
export function ChannelTemplates({ channelId }: { readonly channelId: string }) {
  const templates = useQuery(templatesQuery(channelId))
  const refresh = useRefreshTemplates(channelId)
  const create = useCreateTemplate(channelId)
  const [isWriting, setWriting] = useState(false)
  const heading = useId()

  function close(): void {
    setWriting(false)
    create.reset()
  }

  return (
    <section className="settings-group" aria-labelledby={heading}>
      <h2 className="group-label" id={heading}>
        Utility templates
      </h2>
      <p className="settings-lead">
        With a template that Facebook has approved, agents can write to customers at any time about an order, an account or an appointment,
        and never to advertise. Your Facebook app needs the permission for utility messages.
      </p>
      <div className="template-actions">
        <Button size="xs" leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={() => setWriting(true)}>
          New template
        </Button>
        <Button
          size="xs"
          variant="quiet"
          loading={refresh.isPending}
          leftSection={<IconRefresh size={16} aria-hidden="true" />}
          onClick={() => refresh.mutate()}
        >
          Refresh from Facebook
        </Button>
      </div>
      <FormError message={refresh.isError ? wordsOf(refresh.error) : undefined} />
      <Loaded query={templates} what="The templates">
        {(all) =>
          all.length === 0 ? (
            <p className="settings-lead">No templates are known yet. Refresh the list, or write the first one.</p>
          ) : (
            <ul className="card templates" aria-label="Utility templates">
              {all.map((template) => (
                <TemplateRow key={template.id} template={template} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <Modal opened={isWriting} onClose={close} title="New template" size={560}>
        <NewTemplateForm
          isPending={create.isPending}
          failure={create.error}
          onCreate={(wish) => create.mutate(wish, { onSuccess: close })}
          onCancel={close}
        />
      </Modal>
    </section>
  )
}

function TemplateRow({ template }: { readonly template: MessageTemplate }) {
  const { name, icon: Glyph, tone } = STATUS_WORDS[template.status]
  const note = templateNote(template)
  return (
    <li>
      <p className="template-head">
        <b>{template.name}</b>
        <span className="muted">{template.language}</span>
        <Pill tone={tone} icon={<Glyph size={14} aria-hidden="true" />}>
          {name}
        </Pill>
      </p>
      <p className="template-say" dir="auto">
        {template.header === null ? null : <b>{template.header}</b>}
        {template.body}
      </p>
      <ShownButtons titles={template.buttons} />
      {note === undefined ? null : <p className="muted">{note}</p>}
    </li>
  )
}
