import { Button, TextInput } from '@mantine/core'
import { IconArrowLeft, IconBrandFacebook, IconMessages, IconPower, type Icon } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { newCommandKey } from '../api/client.ts'
import { formWordsOf } from '../api/desk-problem.ts'
import type { ExtensionName } from '../api/types.ts'
import { extensionsQuery } from '../extensions/extensions-queries.ts'
import { Loaded } from '../settings/loaded.tsx'
import { Form } from '../ui/form.tsx'
import { FormError } from '../ui/form-error.tsx'
import { Page } from '../ui/page.tsx'
import { Pill } from '../ui/pill.tsx'
import { showToast } from '../ui/toast-store.ts'
import { useAddChatChannel } from './channels-queries.ts'
import { ConnectButton } from './connect-button.tsx'
import './channels.css'

/** What can be added: Facebook and Chats, each only while its extension is on. */
export function AddChannelScreen() {
  const extensions = useQuery(extensionsQuery)
  return (
    <Page title="Add Channel" lead="Where do your customers write to you?" isNarrow crumb={<ChannelsCrumb />}>
      <Loaded query={extensions} what="The extensions">
        {(all) => {
          const isOn = (name: ExtensionName) => all.find((extension) => extension.name === name)?.isEnabled ?? false
          return (
            <div className="card">
              <Offer
                name="Facebook"
                icon={IconBrandFacebook}
                isOn={isOn('facebook')}
                what="Facebook asks you to log in and to choose Pages. You need full control of a Page to connect it. Each Page becomes a channel; its messages from before today stay on Facebook, unless you bring them along."
              >
                <ConnectButton leftSection={<IconBrandFacebook size={16} aria-hidden="true" />}>Connect with Facebook</ConnectButton>
              </Offer>
              <Offer
                name="Chats"
                icon={IconMessages}
                isOn={isOn('online-chat')}
                what="Chats come in a later version. You can name the channel now."
              >
                <ChatForm />
              </Offer>
            </div>
          )
        }}
      </Loaded>
    </Page>
  )
}

export function ChannelsCrumb() {
  return (
    <Link to="/settings/channels" className="crumb">
      <IconArrowLeft size={16} aria-hidden="true" />
      Channels
    </Link>
  )
}

type OfferProps = {
  readonly name: string
  readonly icon: Icon
  readonly isOn: boolean
  readonly what: string
  readonly children: ReactNode
}

function Offer({ name, icon: Glyph, isOn, what, children }: OfferProps) {
  return (
    <article className="offer" data-off={!isOn || undefined} aria-label={name}>
      <span className="glyph">
        <Glyph size={24} aria-hidden="true" />
      </span>
      <h2>
        {name}
        {isOn ? null : <Pill icon={<IconPower size={14} aria-hidden="true" />}>Extension is off</Pill>}
      </h2>
      <p>{what}</p>
      <div className="acts">
        {isOn ? (
          children
        ) : (
          <Button renderRoot={(props) => <Link to="/settings/extensions" {...props} />}>Switch it on in Extensions</Button>
        )}
      </div>
    </article>
  )
}

function ChatForm() {
  const [name, setName] = useState('')
  const [key, setKey] = useState(newCommandKey)
  const navigate = useNavigate()
  const add = useAddChatChannel()
  const { at, whole } = formWordsOf(add.error, ['name'])

  function handleSubmit(): void {
    add.mutate(
      { name, key },
      {
        onSuccess: (channel) => {
          showToast({ message: `${channel.name} is added.` })
          void navigate({ to: '/settings/channels' })
        },
      },
    )
  }

  return (
    <Form label="Chat channel" words={{ at, attempt: add.error }} onSubmit={handleSubmit}>
      <TextInput
        label="Name"
        maxLength={200}
        required
        value={name}
        error={at.name}
        onChange={(event) => {
          setName(event.currentTarget.value)
          setKey(newCommandKey())
        }}
      />
      <Button type="submit" disabled={name.trim() === '' || add.isPending}>
        Save
      </Button>
      <FormError message={whole} />
    </Form>
  )
}
